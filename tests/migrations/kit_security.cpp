// Roles, policies and row level security on a server: what the catalog says of them, and back again.
#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {

// Roles that every server has, since those of the tests' own would be seen by all of its databases.
const std::vector<role_model> known{existing_role("pg_monitor"), existing_role("pg_read_all_data")};
const std::vector<column_model> columns{column("a", "text"), column("b", "integer")};

model secured(std::vector<table_model> all) { return roles_and(known, std::move(all)); }
table_model with(std::vector<policy_model> policies, std::vector<column_model> of = columns) {
    table_model made = table("t", std::move(of)).secured();
    made.policies = std::move(policies);
    return made;
}

/// Drops roles at the end, of tests that make some.
struct without_roles {
    explicit without_roles(names all) : names_(std::move(all)) {}
    without_roles(const without_roles&) = delete;
    without_roles& operator=(const without_roles&) = delete;
    ~without_roles() {
        for (const std::string& name : names_) {
            try {
                virga::postgres_client{server().url()}.execute("drop role if exists " + quote_identifier(name));
            } catch (const virga::error&) {  // the server goes at the end anyway
            }
        }
    }
    names names_;
};
std::string attributes_of(const own_database& db, const std::string& role) {
    return db.ask(
        "select concat_ws(' ', case when rolcreatedb then 'createdb' end, case when rolcreaterole then 'createrole' end, "
        "case when rolinherit then 'inherit' end, case when rolcanlogin then 'login' end, case when rolbypassrls then 'bypassrls' "
        "end) "
        "from pg_roles where rolname = " +
        quote_literal(role));
}
}  // namespace

TEST_CASE("policies_arrive_as_the_model_says") {
    const own_database db;
    table_model made =
        with({{"own -- rows", true, "update", {"pg_monitor", "pg_read_all_data"}, "\"a\" = 'it''s -- x;'", "\"b\" > 0"},
              {"for all", false, "all", {}, "true", ""},
              {"adds", false, "insert", {"current_user"}, "", "\"a\" is not null"}});
    made.forced_row_security = true;
    apply_changes(db, {}, secured({made, table("plain", columns), table("bare", columns).secured()}));
    CHECK(db.ask("select string_agg(policyname || '|' || permissive || '|' || cmd || '|' || roles::text || '|' || coalesce(qual, "
                 "'') || '|' || "
                 "coalesce(with_check, ''), E'\\n' order by policyname) from pg_policies") ==
          "adds|PERMISSIVE|INSERT|{" + db.ask("select current_user") +
              "}||(a IS NOT NULL)\n"
              "for all|PERMISSIVE|ALL|{public}|true|\n"
              "own -- rows|RESTRICTIVE|UPDATE|{pg_monitor,pg_read_all_data}|(a = 'it''s -- x;'::text)|(b > 0)");
    CHECK(db.ask("select string_agg(relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity, ', ' order by relname) from "
                 "pg_class "
                 "where relkind = 'r' and relnamespace = 'public'::regnamespace") ==
          "bare true false, plain false false, t true true");
}

TEST_CASE("catalog_policies_come_change_and_go_with_rows") {
    const policy_model own = policy("own", "\"a\" = 'x'", {"pg_monitor"});
    check_round_trip(secured({table("t", columns)}), secured({with({own, policy("every", "true")})}),
                     "insert into t values ('x', 1)");
    check_round_trip(secured({with({own})}),
                     secured({with({policy("own", "\"b\" > 0 and \"a\" <> '--'", {"pg_read_all_data", "pg_monitor"})})}));
    check_round_trip(secured({with({{"p", false, "update", {}, "true", "\"b\" > 0"}})}),
                     secured({with({{"p", false, "update", {}, "true", ""}})}));
    check_round_trip(secured({with({{"p", false, "all", {}, "true", ""}})}),
                     secured({with({{"p", true, "delete", {"pg_monitor"}, "true", ""}})}));
    check_round_trip(secured({with({})}), secured({table("t", columns).secured(true)}));
}

TEST_CASE("catalog_a_column_that_a_policy_reads_goes") {
    check_round_trip(secured({with({policy("p", "\"b\" > 0"), policy("q", "\"a\" = 'b'")})}),
                     secured({with({policy("q", "\"a\" = 'b'")}, {column("a", "text")})}));
    check_round_trip(secured({with({policy("p", "\"b\" > 0")})}),
                     secured({with({policy("p", "\"a\" = 'x'")}, {column("a", "text")})}));
    check_round_trip(secured({with({policy("p", "\"b\" > 0")})}),
                     secured({with({policy("p", "\"c\" > 0")}, {column("c", "integer")})}));
}

TEST_CASE("catalog_a_table_that_a_policy_asks_goes") {
    const std::string asking = R"(exists (select "u"."c" from "u" where "u"."c" = "t"."b"))";
    const table_model asked = table("u", {column("c", "integer"), column("d", "text")});
    check_round_trip(secured({asked, with({policy("p", asking)})}), secured({with({policy("p", "true")})}));
    check_round_trip(secured({asked, with({policy("p", asking)})}), secured({with({})}));
    check_round_trip(secured({asked, with({policy("p", asking)})}), secured({asked, with({policy("p", "true")})}));
    check_round_trip(secured({asked, with({policy("p", asking)})}),
                     secured({table("u", {column("c", "integer")}), with({policy("p", asking)})}));
    check_round_trip(secured({asked, with({policy("p", R"("a" in (select "u"."d" from "u"))")})}),
                     secured({table("u", {column("c", "integer")}), with({policy("p", asking)})}));
    const table_model both = table("u", {column("c", "integer")}).policy(policy("q", R"(exists (select 1 from "t" where "t"."b" = "u"."c"))"));
    check_round_trip(secured({both, with({policy("p", asking)})}), secured({}));
}

TEST_CASE("catalog_a_name_moves_from_a_table_that_a_policy_asks_to_a_type") {
    const model before = secured({table("c", {column("x", "text")}), with({policy("p", R"("a" in (select "c"."x" from "c"))")})});
    model after = secured({with({policy("p", "\"n\" = 'l'")}, {column("a", "text"), column("n", "\"c\"")})});
    after.enums = {{"", "c", {"l"}}};
    check_round_trip(before, after);
}

TEST_CASE("catalog_policies_with_odd_names") {
    const table_model odd = table("ta\"ble -- x", {column("col\"umn", "text")}, "sche\"ma")
                                .policy(policy("pol\"icy; --", "\"col\"\"umn\" <> '; -- \"'", {"pg_monitor"}));
    check_round_trip({}, {{"sche\"ma"}, {}, {odd}, known});
    check_round_trip({{"sche\"ma"}, {}, {odd}, known},
                     {{"sche\"ma"}, {}, {table("ta\"ble -- x", {column("other", "text")}, "sche\"ma")}, known});
}

TEST_CASE("roles_come_change_and_go") {
    const without_roles made{{"kit role A", "kit \"role\" b"}};
    const own_database db, other;
    const model first = roles_and({{"kit role A", true, true, false, true, true}, {"kit \"role\" b"}});
    apply_changes(db, {}, first);
    CHECK(attributes_of(db, "kit role A") == "createdb createrole login bypassrls");
    CHECK(attributes_of(db, "kit \"role\" b") == "inherit");
    apply_changes(other, {}, first);  // another database of the same server: the roles are there already

    const model second = roles_and({{"kit role A"}, {"kit \"role\" b", false, false, false, true, false}});
    apply_changes(db, first, second);
    CHECK(attributes_of(db, "kit role A") == "inherit");
    CHECK(attributes_of(db, "kit \"role\" b") == "login");
    apply_changes(other, first, second);
    apply_changes(db, second, roles_and({{"kit role A"}}));
    CHECK(db.ask("select count(*) from pg_roles where rolname like 'kit%role%'") == "1");
    apply_changes(other, second, roles_and({{"kit role A"}}));
}

TEST_CASE("a_role_goes_after_its_policies") {
    const without_roles made{{"Kit Editor", "kit_reader"}};
    const own_database db;
    const auto schema_of = [](std::vector<role_model> roles, names to) {
        return roles_and(std::move(roles), {with({policy("p", "true", std::move(to))})});
    };
    const model editor = schema_of({{"Kit Editor"}}, {"Kit Editor"}), reader = schema_of({{"kit_reader"}}, {"kit_reader"});
    apply_changes(db, {}, editor);
    CHECK(db.ask("select roles::text from pg_policies") == "{\"Kit Editor\"}");
    apply_changes(db, editor, reader);
    CHECK(db.ask("select roles::text from pg_policies") == "{kit_reader}");
    apply_changes(db, reader, schema_of({{"Kit Editor"}}, {"Kit Editor", "current_user"}));
    apply_changes(db, schema_of({{"Kit Editor"}}, {"Kit Editor", "current_user"}), {});
    CHECK(db.ask("select count(*) from pg_roles where rolname in ('Kit Editor', 'kit_reader')") == "0");
}

TEST_CASE("a_role_that_another_database_needs_stays_and_the_server_says_so") {
    const without_roles made{{"kit_shared"}};
    const scratch_folder folder;
    {
        const own_database db, other;
        const model all = roles_and({{"kit_shared"}}, {with({policy("p", "true", {"kit_shared"})})});
        CHECK(run_kit(all, folder, db, {"generate"}).code == 0);
        CHECK(run_kit(all, folder, db, {"migrate"}).code == 0);
        CHECK(run_kit(all, folder, other, {"migrate"}).code == 0);
        const outcome refused = run_kit({}, folder, db, {"generate"});
        CHECK(refused.code == 1);
        CHECK(holds(refused.errors,
                    "would lose data and protection. To allow that, type:\n  kit generate --allow-drop public.t --allow-drop "
                    "role:kit_shared\n"));
        const outcome drafted =
            run_kit({}, folder, db, {"generate", "--allow-drop", "role:kit_shared", "--allow-drop", "public.t"});
        CHECK(drafted.code == 0);
        CHECK(holds(drafted.errors, "role kit_shared: dropping it fails while it owns"));
        const outcome ran = run_kit({}, folder, db, {"migrate"});
        CHECK(ran.code == 1);
        CHECK(holds(ran.errors, "cannot be dropped because some objects depend on it (SQLSTATE 2BP01)"));
        CHECK(db.ask("select count(*) from pg_policies") == "1");
    }
}

TEST_CASE("existing_tables_are_referenced_and_left_alone") {
    const own_database db;
    const std::string make_theirs =
        "create schema neon_auth; create table neon_auth.users_sync (id text primary key, extra integer)";
    db.execute(make_theirs);
    const table_model theirs = table("users_sync", {column("id", "text")}, "neon_auth").primary({"id"}).existing();
    const model first = tables({theirs, table("t", {column("u", "text")}).references({"u"}, "users_sync", {"id"}, "neon_auth")});
    const model second = {
        {"neon_auth"},
        {},
        {theirs, table("mine", {column("u", "text")}, "neon_auth").references({"u"}, "users_sync", {"id"}, "neon_auth")}};
    apply_changes(db, {}, first);
    CHECK(db.ask("select confrelid::regclass from pg_constraint where conname = 't_u_fkey'") == "neon_auth.users_sync");
    apply_changes(db, first, second);
    apply_changes(db, second, {});
    const own_database untouched;
    untouched.execute(make_theirs);
    CHECK(catalog_of(db) == catalog_of(untouched));
}
