// The tables of the tests, made by the kit from their declarations, are those that tables_sql.hpp writes by hand.
#include <string>  // std::string

#include <virga/kit/describe.hpp>  // virga::kit::describe

#include "../catch.hpp"
#include "../tables.hpp"
#include "../tables_sql.hpp"
#include "kit_dump.hpp"

namespace {
constexpr auto domain =
    virga::domain(tables::status_type, tables::mood_type, tables::person, tables::post, tables::tag, tables::every, tables::maybe,
                  tables::preset, tables::touched, tables::odd, tables::loose);
constexpr auto schema = virga::schema(domain);
}  // namespace

TEST_CASE("tables_that_the_kit_makes_are_those_written_by_hand") {
    const virga_test::own_database by_hand, by_kit;
    by_hand.execute(std::string(tables::create_tables));
    virga_test::apply_changes(by_kit, {}, virga::kit::describe(schema));
    CHECK(virga_test::catalog_of(by_kit) == virga_test::catalog_of(by_hand));
}
