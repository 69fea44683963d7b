// Declared roles, policies and Neon's helpers on a server: who sees which rows. docs/schema.md quotes from here.
#include <algorithm>  // std::ranges::sort
#include <string>     // std::string
#include <tuple>      // std::tuple
#include <utility>    // std::pair
#include <vector>     // std::vector

#include <virga.hpp>
#include <virga/neon/neon.hpp>
#include <virga/kit/describe.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace docs_security {
using namespace virga;

inline constexpr pg::role<"Member"> member;
inline constexpr pg::role<"moderator", pg::no_inherit> moderator;

template <class t>
struct comment_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "author", not_null> author;
    pg::text<t, "body", not_null> body;
    pg::boolean<t, "hidden", not_null, default_to<false>> hidden;

    static constexpr auto constraints(const auto& comment) {
        return std::tuple{
            pg::policy<"members_read">(policy_for::select).to(member).using_(not comment.hidden),
            pg::policy<"members_write">(policy_for::insert).to(member).with_check(comment.author != "root" and not comment.hidden),
            pg::policy<"moderators_do_all">().to(moderator).using_(true),
            pg::policy<"nobody_shouts">(policy_for::insert).restrictive().with_check(comment.body != upper(comment.body)),
        };
    }
};
inline constexpr table<"comment", comment_fields> comment;

inline constexpr auto talk = virga::domain(member, moderator, comment);

template <class t>
struct ban_fields {
    pg::text<t, "author", primary_key> author;
};
inline constexpr table<"ban", ban_fields> ban;

template <class t>
struct vote_fields {
    pg::text<t, "author", not_null> author;
    pg::bigint<t, "comment_id", not_null> comment_id;

    static constexpr auto constraints(const auto& vote) {
        return std::tuple{
            pg::policy<"members">().to(member).using_(not exists(select(ban.author).from(ban).where(ban.author == vote.author))),
            pg::force_row_level_security,
        };
    }
};
inline constexpr table<"vote", vote_fields> vote;

template <class t>
struct todo_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "owner_id", not_null, references<neon::users_sync.id, on_delete::cascade>> owner_id;
    pg::text<t, "task", not_null> task;

    static constexpr auto constraints(const auto& todo) {
        return std::tuple{
            neon::crud_policy(neon::authenticated).read(true).modify(neon::auth_uid(todo.owner_id)),
            neon::crud_policy(neon::anonymous).read(false),
        };
    }
};
inline constexpr table<"todo", todo_fields> todo;

// A table that others keep: queries and references name it, migrations leave it alone.
template <class t>
struct country_fields {
    pg::varchar<t, "code", 2, primary_key> code;
    pg::text<t, "name", not_null> name;
};
inline constexpr table<"country", country_fields, "reference", existing> country;

template <class t>
struct address_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::varchar<t, "country", 2, not_null> country_code;

    static constexpr auto constraints(const auto& address) {
        return std::tuple{pg::foreign_key(address.country_code).references(country.code)};
    }
};
inline constexpr table<"address", address_fields> address;
}  // namespace docs_security

using namespace docs_security;
using virga_test::apply_changes;
using virga_test::own_database;

namespace {
/// Roles of the server, gone at the end; to be declared before the databases that use them.
class server_roles {
public:
    explicit server_roles(std::vector<std::string> names) : names_(std::move(names)) {}
    server_roles(const server_roles&) = delete;
    server_roles& operator=(const server_roles&) = delete;
    ~server_roles() {
        for (const std::string& name : names_) {
            try {
                virga::postgres_client{virga_test::server().url()}.execute("drop role if exists \"" + name + '"');
            } catch (const virga::error&) {  // the server goes at the end anyway
            }
        }
    }

private:
    std::vector<std::string> names_;
};

/// Neon's part of a database: the roles, `auth.user_id()` after the setting of a session, and the table of users.
constexpr const char* neon_stub = R"(
    create role authenticated; create role anonymous;
    create schema auth; grant usage on schema auth to public;
    create function auth.user_id() returns text language sql stable as $$ select nullif(current_setting('stub.id', true), '') $$;
    create schema neon_auth; create table neon_auth.users_sync (raw_json jsonb not null, id text generated always as (raw_json->>'id') stored
        primary key, name text generated always as (raw_json->>'name') stored, email text, created_at timestamptz, deleted_at timestamptz,
        updated_at timestamptz))";

constexpr const char* policies_of_database = R"(select coalesce(string_agg(concat_ws('|', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check),
    E'\n' order by tablename, policyname), '') from pg_policies)";

/// The policies of a model as pg_policies would name them: without their conditions, which the server spells in its own way.
std::string expected_policies(const kit::model& schema) {
    std::vector<std::pair<std::string, std::string>> lines;
    for (const kit::table_model& table : schema.tables) {
        for (const kit::policy_model& policy : table.policies) {
            std::string roles;
            for (const std::string& role : policy.roles) roles += (roles.empty() ? "" : ",") + role;
            std::string command = policy.command;
            for (char& letter : command) letter = static_cast<char>(letter - 'a' + 'A');
            lines.emplace_back(table.name + " " + policy.name, table.name + "|" + policy.name + "|" +
                                                                   (policy.restrictive ? "RESTRICTIVE" : "PERMISSIVE") + "|" +
                                                                   (roles.empty() ? "public" : roles) + "|" + command + "|" +
                                                                   (policy.read_condition.empty() ? "" : "using") + "|" +
                                                                   (policy.write_condition.empty() ? "" : "check"));
        }
    }
    std::ranges::sort(lines);
    std::string all;
    for (const auto& [key, line] : lines) all += line + "\n";
    return all;
}
constexpr const char* policies_without_conditions = R"(select coalesce(string_agg(tablename || '|' || policyname || '|' || permissive || '|' || array_to_string(roles, ',') || '|' || cmd ||
    '|' || case when qual is null then '' else 'using' end || '|' || case when with_check is null then '' else 'check' end || E'\n', ''
    order by tablename collate "C", policyname collate "C"), '') from pg_policies)";

kit::model described(const auto& schema) { return kit::normalised(kit::describe(schema)); }
}  // namespace

TEST_CASE("declared_policies_roles_and_switches_are_those_of_the_catalog") {
    const server_roles made{{"Member", "moderator", "authenticated", "anonymous"}};
    const own_database db;
    db.execute(neon_stub);
    const kit::model schema = described(virga::schema(talk, virga::domain(ban, vote, todo)));
    apply_changes(db, {}, schema);
    CHECK(db.ask(policies_without_conditions) == expected_policies(schema));
    for (const kit::table_model& table : schema.tables) {
        if (table.existing) continue;
        INFO(table.name);
        CHECK(db.ask("select relrowsecurity || ' ' || relforcerowsecurity from pg_class where oid = '" + table.name +
                     "'::regclass") ==
              std::string(table.row_security ? "true" : "false") + " " + (table.forced_row_security ? "true" : "false"));
    }
    for (const kit::role_model& role : schema.roles) {
        INFO(role.name);
        CHECK(db.ask("select concat_ws(' ', rolcreatedb, rolcreaterole, rolinherit, rolcanlogin, rolbypassrls) from pg_roles where "
                     "rolname = '" +
                     role.name + "'") == (role.name == "moderator" ? "f f f f f" : "f f t f f"));
    }
    CHECK(db.ask("select pg_get_expr(polqual, polrelid) from pg_policy where polname = 'members'") ==
          "(NOT (EXISTS ( SELECT ban.author\n   FROM ban\n  WHERE (ban.author = vote.author))))");
    CHECK(kit::diff(schema, schema).empty());
    apply_changes(db, schema, {});
    CHECK(db.ask("select count(*) from pg_roles where rolname in ('Member', 'moderator')") == "0");
    CHECK(db.ask("select count(*) from pg_roles where rolname in ('authenticated', 'anonymous')") == "2");
    CHECK(db.ask("select count(*) from neon_auth.users_sync") == "0");
}

TEST_CASE("two_roles_see_and_write_different_rows") {
    const server_roles made{{"Member", "moderator"}};
    const own_database database;
    apply_changes(database, {}, described(virga::schema(talk)));
    postgres_client db{database.url()};
    db.execute("grant all on comment to \"Member\", moderator");
    db(insert_into(comment).values(comment.author = "ada", comment.body = "seen"));
    db(insert_into(comment).values(comment.author = "ada", comment.body = "unseen", comment.hidden = true));
    const auto bodies = select(comment.body).from(comment).order_by(comment.id);

    db.execute("set role \"Member\"");
    CHECK(db(bodies).size() == 1);
    CHECK(db(bodies).one()[comment.body] == "seen");
    CHECK(db(insert_into(comment).values(comment.author = "bob", comment.body = "mine")).affected() == 1);
    CHECK_THROWS_AS(db(insert_into(comment).values(comment.author = "root", comment.body = "x")), query_error);
    CHECK_THROWS_AS(db(insert_into(comment).values(comment.author = "bob", comment.body = "LOUD")), query_error);
    CHECK(db(delete_from(comment).all_rows()).affected() == 0);

    db.execute("set role moderator");
    CHECK(db(bodies).size() == 3);
    CHECK(db(insert_into(comment).values(comment.author = "root", comment.body = "x")).affected() == 1);
    CHECK_THROWS_AS(db(insert_into(comment).values(comment.author = "root", comment.body = "LOUD")),
                    query_error);  // restrictive, for all
    CHECK(db(delete_from(comment).where(comment.hidden)).affected() == 1);
}

TEST_CASE("a_policy_asks_another_table") {
    const server_roles made{{"Member", "moderator"}};
    const own_database database;
    apply_changes(database, {}, described(virga::schema(talk, virga::domain(ban, vote))));
    postgres_client db{database.url()};
    db.execute("grant all on vote, ban to \"Member\"; set role \"Member\"");
    CHECK(db(insert_into(vote).values(vote.author = "ada", vote.comment_id = 1)).affected() == 1);
    db(insert_into(ban).values(ban.author = "ada"));
    CHECK(db(select(vote.author).from(vote)).size() == 0);
    CHECK_THROWS_AS(db(insert_into(vote).values(vote.author = "ada", vote.comment_id = 2)), query_error);
}

TEST_CASE("crud_policies_are_those_of_drizzle") {
    const server_roles made{{"authenticated", "anonymous"}};
    const own_database ours, theirs;
    ours.execute(neon_stub);
    theirs.execute(std::string(neon_stub).substr(std::string_view(neon_stub).find("create schema auth")));
    const kit::model schema = described(virga::schema(virga::domain(todo)));
    apply_changes(ours, {}, schema);
    theirs.execute(R"(create table "todo" ("id" bigint generated always as identity not null, "owner_id" text not null, "task" text not null);
        ALTER TABLE "todo" ENABLE ROW LEVEL SECURITY;
        CREATE POLICY "crud-authenticated-policy-select" ON "todo" AS PERMISSIVE FOR SELECT TO "authenticated" USING (true);
        CREATE POLICY "crud-authenticated-policy-insert" ON "todo" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select auth.user_id() = "todo"."owner_id"));
        CREATE POLICY "crud-authenticated-policy-update" ON "todo" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ((select auth.user_id() = "todo"."owner_id")) WITH CHECK ((select auth.user_id() = "todo"."owner_id"));
        CREATE POLICY "crud-authenticated-policy-delete" ON "todo" AS PERMISSIVE FOR DELETE TO "authenticated" USING ((select auth.user_id() = "todo"."owner_id"));
        CREATE POLICY "crud-anonymous-policy-select" ON "todo" AS PERMISSIVE FOR SELECT TO "anonymous" USING (false);)");
    CHECK(ours.ask(policies_of_database) == theirs.ask(policies_of_database));
    CHECK(schema.tables[0].policies[1].write_condition == R"((select auth.user_id() = "owner_id"))");
}

TEST_CASE("who_is_signed_in_sees_all_and_writes_their_own") {
    const server_roles made{{"authenticated", "anonymous"}};
    const own_database database;
    database.execute(neon_stub);
    apply_changes(database, {}, described(virga::schema(virga::domain(todo))));
    database.execute(R"(insert into neon_auth.users_sync (raw_json) values ('{"id": "ada", "name": "Ada"}'), ('{"id": "bob"}'); grant all on todo to authenticated, anonymous)");
    postgres_client db{database.url()};
    const auto add = [&db](const std::string& owner) {
        return db(insert_into(todo).values(todo.owner_id = owner, todo.task = "x")).affected();
    };
    add("bob");

    db.execute("set role authenticated; set stub.id = 'ada'");
    CHECK(db(select(todo.id).from(todo)).size() == 1);
    CHECK(add("ada") == 1);
    CHECK_THROWS_AS(add("bob"), query_error);
    CHECK(db(update(todo).set(todo.task = "y").all_rows()).affected() == 1);
    CHECK(db(delete_from(todo).where(todo.owner_id == "bob")).affected() == 0);
    CHECK(db(select(neon::user_id().as<"me">(), neon::auth_uid(todo.owner_id).as<"mine">())
                 .from(todo)
                 .where(todo.owner_id == neon::user_id()))
              .one()["me"_c] == "ada");
    db.execute("set stub.id = ''");
    CHECK(db(select(neon::user_id().as<"me">()).from(todo).limit(1)).one()["me"_c] == std::nullopt);

    db.execute("set role anonymous");
    CHECK(db(select(todo.id).from(todo)).size() == 0);
    CHECK_THROWS_AS(add("ada"), query_error);

    db.execute("reset role");
    const auto owners = select(todo.task, neon::users_sync.name)
                            .from(todo)
                            .inner_join(neon::users_sync, neon::users_sync.id == todo.owner_id)
                            .order_by(todo.id);
    const auto found = db(owners);
    REQUIRE(found.size() == 2);
    std::vector<std::optional<std::string>> names;
    for (const auto& [task, name] : found) names.push_back(name);
    CHECK(names == std::vector<std::optional<std::string>>{std::nullopt, "Ada"});
    CHECK_THROWS_AS(add("nobody"), foreign_key_violation);
}

TEST_CASE("declared_existing_tables_are_left_alone") {
    const own_database db;
    db.execute(
        "create schema reference; create table reference.country (code varchar(2) primary key, name text not null, extra text); "
        "insert into reference.country values ('ch', 'Switzerland')");
    const kit::model schema = described(virga::schema(virga::domain(address)));
    CHECK(schema.schemas.empty());
    apply_changes(db, {}, schema);
    postgres_client client{db.url()};
    client(insert_into(address).values(address.country_code = "ch"));
    CHECK_THROWS_AS(client(insert_into(address).values(address.country_code = "xx")), foreign_key_violation);
    CHECK(
        client(select(country.name).from(address).inner_join(country, country.code == address.country_code)).one()[country.name] ==
        "Switzerland");
    apply_changes(db, schema, {});
    CHECK(db.ask("select name from reference.country") == "Switzerland");
    // listed or not, it is the same
    CHECK(described(virga::schema(virga::domain(address, country))) == schema);
}
