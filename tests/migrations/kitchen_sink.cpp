// A schema that uses all that virga can declare: generated, applied, and compared with what is declared.
#include <virga/kit/describe.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"
#include "kitchen_sink/index.hpp"
#include "told_needs.hpp"

using namespace virga_test;

TEST_CASE("a_schema_of_everything_is_made_as_it_is_declared_and_stays_so") {
    const scratch_folder folder;
    const own_database db;
    const model declared = virga::kit::describe(kitchen_sink::whole);
    const config by_tcp{.env_files = {}};
    const outcome written = run_kit(declared, folder, db, {"generate", "--prove", "--name", "all"}, by_tcp);
    INFO(written.errors);
    REQUIRE(written.code == 0);
    const outcome applied = run_kit(declared, folder, db, {"migrate"}, by_tcp);
    INFO(applied.errors);
    REQUIRE(applied.code == 0);
    const outcome checked = run_kit(declared, folder, db, {"check", "--database"}, by_tcp);
    CHECK(checked.errors == "");
    CHECK(checked.code == 0);
    const auto found = compare_needs(declared, db);
    CHECK(found.untold == std::vector<std::string>{});
    CHECK(found.needless == std::vector<std::string>{});
    const auto before = entries(folder.path());
    const outcome again = run_kit(declared, folder, db, {"generate"}, by_tcp);
    CHECK(again.code == 0);
    CHECK(entries(folder.path()) == before);

    // All of it goes, roles as well, but for schemas and what is to be allowed by name.
    const model nothing = normalised(model{});
    postgres_database server{db.url()};
    std::vector<std::string> statements;
    for (const change& step : diff(normalised(declared), nothing)) statements.push_back(step.sql);
    server.apply(statements);
    CHECK(db.ask("select count(*) from pg_class where oid >= 16384 and relnamespace = 'public'::regnamespace") == "0");
}
