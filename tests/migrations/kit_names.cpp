// Where the kit puts what has no schema: in public whoever migrates, or where `default_schema` says; and types that are called as
// PostgreSQL's own.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <virga.hpp>
#include <virga/kit/describe.hpp>

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "kit_server.hpp"

namespace declared {
using namespace virga;

enum class bulk { small, large };
inline constexpr pg::enum_type<bulk, "name", "small", "large"> name_type;
enum class price { little, much };
inline constexpr pg::enum_type<price, "worth", "little", "much"> worth_type;

template <class t>
struct parcel_fields {
    pg::integer<t, "id", primary_key, identity_by_default> id;
    pg::enumeration<t, "size", name_type, not_null, default_to<bulk::large>> size;
    pg::enumeration<t, "worth", worth_type, not_null> worth;
    pg::date<t, "day", not_null, default_now> day;
    pg::timestamp<t, "wall", not_null, default_now> wall;
    pg::timestamptz<t, "moment", not_null, default_now> moment;
    static constexpr auto constraints(const auto& parcel) {
        return std::tuple{pg::check<"parcel_fits">(parcel.size == bulk::small or parcel.worth == price::much),
                          pg::index<"parcel_small">(parcel.id).where(parcel.size == bulk::small)};
    }
};
inline constexpr table<"parcel", parcel_fields> parcel;
inline constexpr auto whole = virga::schema(virga::domain(parcel, name_type, worth_type));

template <class t>
struct ware_fields {
    pg::integer<t, "id", primary_key, identity_by_default> id;
    pg::enumeration<t, "worth", worth_type, not_null, default_to<price::much>> worth;
    static constexpr auto constraints(const auto& ware) { return std::tuple{pg::check<"ware_worth">(ware.worth != price::little)}; }
};
inline constexpr table<"ware", ware_fields> ware;
inline constexpr auto shop = virga::schema(virga::domain(ware, worth_type));
}  // namespace declared

namespace {
using namespace virga_test;
using namespace declared;
using virga::check_violation;
using virga::insertable;
using virga::postgres_client;

/// A role that may make what it likes in this database, and has a schema of its own name that it finds first.
class named_role {
public:
    explicit named_role(const own_database& db) : db_(db), name_("mover_" + std::to_string(::getpid())) {
        db_.execute("create role " + name_ + " login superuser; create schema " + name_ + "; create schema drizzle; create table " +
                    name_ + ".parcel (id text); create type " + name_ + ".worth as enum ('mine'); alter role " + name_ +
                    " set search_path to \"$user\", drizzle; alter role " + name_ + " set timezone to 'Pacific/Kiritimati'");
    }
    named_role(const named_role&) = delete;
    named_role& operator=(const named_role&) = delete;
    ~named_role() {
        db_.execute("reassign owned by " + name_ + " to postgres; drop schema " + name_ + " cascade; drop role " + name_);
    }
    [[nodiscard]] std::string url() const { return with_parameter(db_.url(), "user", name_); }

private:
    const own_database& db_;
    std::string name_;
};

int run_as(const std::string& url, const auto& schema, const scratch_folder& folder, const std::string& verb, std::string& said,
           config settings = {}) {
    std::ostringstream out, errors;
    settings.folder = folder.path();
    settings.out = &out;
    settings.errors = &errors;
    const std::vector<const char*> argv{"kit", "--database-url", url.c_str(), verb.c_str()};
    const int code =
        kit_main([&schema] { return virga::kit::describe(schema); }, settings, static_cast<int>(argv.size()), argv.data());
    said = out.str() + errors.str();
    return code;
}
}  // namespace

TEST_CASE("a_migrator_with_a_schema_of_its_name_works_in_public") {
    const own_database db;
    const scratch_folder folder;
    std::string said;
    {
        const named_role mover{db};
        CHECK(run_as(mover.url(), whole, folder, "generate", said) == 0);
        CHECK(run_as(mover.url(), whole, folder, "migrate", said) == 0);
        INFO(said);
        CHECK(
            db.ask(
                "select string_agg(relnamespace::regnamespace || '.' || relname, ' ' order by relname) from pg_class "
                "where relname in ('parcel', '__drizzle_migrations') and relnamespace = any('{public,drizzle}'::regnamespace[])") ==
            "drizzle.__drizzle_migrations public.parcel");
        CHECK(db.ask("select string_agg(atttypid::regtype::text, ' ' order by attnum) from pg_attribute where attrelid = "
                     "'public.parcel'::regclass and attname in ('size', 'worth')") == "public.name worth");
        CHECK(run_as(mover.url(), whole, folder, "check", said) == 0);
        // The defaults of columns without a zone are those of UTC, whoever inserts.
        postgres_client plain{mover.url()};
        plain.execute("set timezone to 'Pacific/Kiritimati'; insert into parcel (worth) values ('much')");
        CHECK(db.ask("select wall = moment at time zone 'UTC' and day = (moment at time zone 'UTC')::date from parcel") == "t");
    }
    postgres_client app{db.url()};
    app(insert_into(parcel).values(parcel.worth = price::little, parcel.size = bulk::small));
    CHECK_THROWS_AS(app(insert_into(parcel).values(parcel.worth = price::little)), check_violation);
}

TEST_CASE("one_folder_serves_every_tenant") {
    const own_database db;
    const scratch_folder folder;
    std::string said;
    CHECK(run_as(db.url(), shop, folder, "generate", said, {.default_schema = "anywhere"}) == 0);
    for (const std::string tenant : {"tenant_1", "tenant 'b' \"x\""}) {
        db.execute("create schema " + virga::kit::quote_identifier(tenant));
        const config settings{.migrations_schema = tenant, .default_schema = tenant};
        CHECK(run_as(db.url(), shop, folder, "migrate", said, settings) == 0);
        INFO(said);
        CHECK(run_as(db.url(), shop, folder, "check", said, settings) == 0);
        postgres_client app{db.url(), {.default_schema = tenant}};
        CHECK(app(insert_into(ware).rows(std::vector<insertable<ware>>(2))).affected() == 2);
    }
    CHECK(db.ask("select count(*) from tenant_1.ware where worth = 'much'") == "2");
    CHECK(db.ask("select to_regclass('public.ware') is null and to_regtype('public.worth') is null") == "t");

    // A type of a name that PostgreSQL has cannot be left to the search path.
    CHECK(run_as(db.url(), whole, folder, "migrate", said, {.migrations_schema = "tenant_1", .default_schema = "tenant_1"}) == 1);
    CHECK(said.starts_with("The enum type name is called as one of PostgreSQL's own"));
}

TEST_CASE("a_snapshot_in_which_types_stand_bare_is_the_same_schema") {
    const scratch_folder folder;
    std::string said;
    const own_database db;
    REQUIRE(run_as(db.url(), shop, folder, "generate", said) == 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (entry.path().filename() != "snapshot.json") continue;
        std::ifstream file{entry.path()};
        std::string json{std::istreambuf_iterator<char>{file}, {}};
        CHECK(json.find(R"(\"public\".)") != json.npos);
        for (std::size_t at = json.find(R"(\"public\".)"); at != json.npos; at = json.find(R"(\"public\".)")) json.erase(at, 11);
        write_text(entry.path(), json);
    }
    CHECK(run_as(db.url(), shop, folder, "check", said) == 0);
    INFO(said);
    CHECK(run_as(db.url(), shop, folder, "generate", said) == 0);
    CHECK(said.starts_with("Nothing changed"));
}
