// Roles, policies, row level security and existing tables: text, differences and their order, snapshots, what is refused.
#include <virga/kit/ddl.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/folder/script.hpp>
#include <virga/kit/plan/consent.hpp>
#include <virga/kit/snapshot.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"

using namespace virga_test;

namespace {

const role_model editor{"editor"};
const std::vector<column_model> columns{column("a", "text"), column("b", "text")};

std::string sql(const model& before, const model& after) { return sql_of(diff(before, after)); }
model with(std::vector<policy_model> policies, std::vector<column_model> of = columns) {
    table_model made = table("t", std::move(of)).secured();
    made.policies = std::move(policies);
    return roles_and({existing_role("x"), existing_role("y")}, {made});
}
std::string refusal(const model& before, const model& after, const names& allowed = {}) {
    return complaint([&] { refuse_losses(diff(before, after), allowed); return 0; });
}
std::string fault(const model& schema) {
    return complaint([&] { return diff({}, schema); });
}
}  // namespace

// ---- text ------------------------------------------------------------------------------------------

TEST_CASE("policies_have_their_clauses_in_the_order_of_sql") {
    const table_model note = table("note", {}, "cms");
    CHECK(ddl::create_policy(note, {"p", false, "all", {}, "true", ""}) == R"(create policy "p" on "cms"."note" using (true);)");
    CHECK(
        ddl::create_policy(note,
                           {"own \"rows\"", true, "update", {"Editor", "current_user"}, "\"a\" = 'x -- y'", "\"b\" <> ';'"}) ==
        R"(create policy "own ""rows""" on "cms"."note" as restrictive for update to "Editor", current_user using ("a" = 'x -- y') with check ("b" <> ';');)");
    CHECK(ddl::alter_policy(note, {"p", false, "all", {"x"}, "true", "true"}, {"p", false, "all", {}, "true", "false"}) ==
          R"(alter policy "p" on "cms"."note" to public with check (false);)");
    CHECK(ddl::drop_policy(note, "p\"q") == R"(drop policy "p""q" on "cms"."note";)");
    CHECK(ddl::row_security(note, "no force") == R"(alter table "cms"."note" no force row level security;)");
}

TEST_CASE("a_role_is_created_where_it_is_missing") {
    role_model all{"it's $$ \"all\"", true, true, false, true, true};
    CHECK(ddl::create_role(editor) ==
          "do $$\nbegin\n  if not exists (select from pg_catalog.pg_roles where rolname = 'editor') then\n"
          "    create role \"editor\";\n  end if;\nend\n$$;");
    CHECK(ddl::create_role(all) ==
          "do $_1$\nbegin\n  if not exists (select from pg_catalog.pg_roles where rolname = 'it''s $$ \"all\"') then\n"
          "    create role \"it's $$ \"\"all\"\"\" createdb createrole noinherit login bypassrls;\n  end if;\nend\n$_1$;");
    CHECK(ddl::alter_role(all, {all.name, false, true, true, true, false}) == R"(alter role "it's $$ ""all""" nocreatedb inherit nobypassrls;)");
    CHECK(ddl::drop_role("e\"d") == R"(drop role if exists "e""d";)");
}

// ---- differences -----------------------------------------------------------------------------------

TEST_CASE("policies_come_and_go") {
    CHECK(sql(with({policy("p", "\"a\" = 'x'", {"x"})}), with({policy("q", "\"b\" = 'y'", {"y", "x"})})) == R"(drop policy "p" on "t";
create policy "q" on "t" to "x", "y" using ("b" = 'y');
)");
}

TEST_CASE("equal_policies_in_two_spellings_are_no_difference") {
    CHECK(diff(with({policy("p", "true", {"y", "x"}), policy("q", "true")}),
               with({policy("q", "true", {"x", "public"}), policy("p", "true", {"x", "y"})}))
              .size() == 0);
    CHECK(diff(roles_and({editor, existing_role("x")}), roles_and({existing_role("x"), editor})).empty());
}

TEST_CASE("conditions_and_roles_are_altered") {
    CHECK(sql(with({policy("p", "\"a\" = 'x'", {"x"})}), with({policy("p", "\"a\" = 'y'", {"x"})})) == R"(alter policy "p" on "t" using ("a" = 'y');
)");
    CHECK(sql(with({policy("p", "true", {"x"})}), with({policy("p", "true")})) == "alter policy \"p\" on \"t\" to public;\n");
    CHECK(sql(with({policy("p", "true")}), with({policy("p", "true", {"y", "current_user"})})) ==
          "alter policy \"p\" on \"t\" to current_user, \"y\";\n");
    CHECK(sql(with({policy("p", "true")}), with({{"p", false, "all", {}, "true", "false"}})) ==
          "alter policy \"p\" on \"t\" with check (false);\n");
}

TEST_CASE("a_condition_that_is_taken_away_is_gone_and_a_comment_in_a_text_cuts_nothing") {
    // alter policy can only set conditions
    CHECK(sql(with({{"p", false, "all", {}, "true", "\"a\" = '--'"}}), with({policy("p", "true")})) ==
          "drop policy \"p\" on \"t\";\ncreate policy \"p\" on \"t\" using (true);\n");
    CHECK(sql(with({{"p", false, "update", {}, "true", "true"}}), with({{"p", false, "update", {}, "", "true"}})) ==
          "drop policy \"p\" on \"t\";\ncreate policy \"p\" on \"t\" for update with check (true);\n");
    CHECK(sql(with({policy("p", "\"a\" <> 'a--b'")}), with({policy("p", "\"a\" <> 'a;,--c'")})) ==
          "alter policy \"p\" on \"t\" using (\"a\" <> 'a;,--c');\n");
}

TEST_CASE("another_kind_of_policy_is_made_anew") {
    const model before = with({policy("p", "true")});
    CHECK(sql(before, with({{"p", true, "all", {}, "true", ""}})) ==
          "drop policy \"p\" on \"t\";\ncreate policy \"p\" on \"t\" as restrictive using (true);\n");
    CHECK(sql(before, with({{"p", false, "select", {}, "true", ""}})) ==
          "drop policy \"p\" on \"t\";\ncreate policy \"p\" on \"t\" for select using (true);\n");
    CHECK(refusal(before, with({{"p", true, "select", {}, "true", ""}})).empty());
}

TEST_CASE("row_level_security_is_switched") {
    const model off = tables({table("t", columns)}), on = tables({table("t", columns).secured()}),
                forced = tables({table("t", columns).secured(true)});
    CHECK(sql(off, on) == "alter table \"t\" enable row level security;\n");
    CHECK(sql(off, forced) == "alter table \"t\" enable row level security;\nalter table \"t\" force row level security;\n");
    CHECK(sql(forced, on) == "alter table \"t\" no force row level security;\n");
    CHECK(sql(forced, off) == "alter table \"t\" no force row level security;\nalter table \"t\" disable row level security;\n");
}

TEST_CASE("roles_come_change_and_go") {
    CHECK(holds(sql({}, roles_and({editor})), "create role \"editor\";"));
    CHECK(sql(roles_and({editor}), roles_and({{"editor", true, false, false, true, false}})) ==
          "alter role \"editor\" createdb noinherit login;\n");
    CHECK(sql(roles_and({editor}), {}) == "drop role if exists \"editor\";\n");
    CHECK(diff({}, roles_and({existing_role("x")})).empty());
    CHECK(diff(roles_and({existing_role("x")}), {}).empty());
    CHECK(diff(roles_and({editor}), roles_and({existing_role("editor")})).empty());  // let go
    CHECK(holds(sql(roles_and({existing_role("editor")}), roles_and({editor})), "if not exists"));
}

// ---- order -----------------------------------------------------------------------------------------

TEST_CASE("a_policy_follows_its_roles_its_columns_and_the_tables_it_asks") {
    const model before = tables({table("t", {column("a", "text")})});
    const table_model after = table("t", columns).policy(policy("p", "\"t\".\"b\" in (select \"u\".\"c\" from \"u\")", {"editor"}));
    CHECK(sql(before, roles_and({editor}, {after, table("u", {column("c", "text")})})) == sql_of({
        {change_kind::create_role, ddl::create_role(editor), {}, {}},
        {change_kind::add_column, "alter table \"t\" add column \"b\" text;", {}, {}},
        {change_kind::alter_row_security, "alter table \"t\" enable row level security;", {}, {}},
        {change_kind::create_table, "create table \"u\" (\n  \"c\" text\n);", {}, {}},
        {change_kind::create_policy, R"(create policy "p" on "t" to "editor" using ("t"."b" in (select "u"."c" from "u"));)", {}, {}}}));
}

TEST_CASE("a_policy_goes_before_what_it_speaks_of") {
    const table_model asking =
        table("t", columns).policy(policy("p", "\"t\".\"b\" in (select \"u\".\"c\" from \"u\")", {"editor"}));
    const table_model asked = table("u", {column("c", "text"), column("d", "text")});
    const model before = roles_and({editor}, {asked, asking});
    CHECK(sql(before, tables({table("t", {column("a", "text")})})) == R"(drop policy "p" on "t";
alter table "t" drop column "b";
alter table "t" disable row level security;
drop table "u";
drop role if exists "editor";
)");
    // of two tables that are dropped the policy of one may ask the other, or each the other
    CHECK(sql(before, roles_and({editor})) == "drop policy \"p\" on \"t\";\ndrop table \"u\";\ndrop table \"t\";\n");
    const table_model also_asking = table("u", {column("c", "text")}).policy(policy("q", "exists (select \"t\".\"a\" from \"t\")"));
    CHECK(sql(roles_and({editor}, {also_asking, asking}), {}) == R"(drop policy "q" on "u";
drop policy "p" on "t";
drop table "u";
drop table "t";
drop role if exists "editor";
)");
}

TEST_CASE("a_policy_steps_aside_for_a_column_it_may_mention") {
    const model before = with({policy("p", "\"a\" = 'b'"), policy("q", "\"a\" = 'bb'")});
    CHECK(sql(before, with({policy("p", "\"a\" = 'b'"), policy("q", "\"a\" = 'bb'")}, {column("a", "text")})) ==
          "drop policy \"p\" on \"t\";\nalter table \"t\" drop column \"b\";\ncreate policy \"p\" on \"t\" using (\"a\" = 'b');\n");
}

TEST_CASE("a_table_takes_its_policies_along_and_asks_for_one_consent") {
    const model before = with({policy("p", "\"a\" = 'x'", {"x"})});
    CHECK(sql(before, {}) == "drop table \"t\";\n");
    CHECK(refusal(before, {}) ==
          "Nothing was written: the migration would lose data. To allow that, type:\n  `generate --allow-drop public.t`");
}

// ---- consent ---------------------------------------------------------------------------------------

TEST_CASE("protection_that_goes_needs_to_be_allowed_by_name") {
    const model before = roles_and({editor}, {table("t", columns).policy(policy("own rows", "true")).secured(true)});
    const model after = tables({table("t", columns)});
    CHECK(refusal(before, after) ==
          "Nothing was written: the migration would lose protection. To allow that, type:\n  `generate --allow-drop "
          "'policy:public.t.own rows' --allow-drop force_row_level_security:public.t --allow-drop row_level_security:public.t "
          "--allow-drop role:editor`");
    CHECK(refusal(before, after,
                  {"role:editor", "policy:public.t.own rows", "force_row_level_security:public.t", "row_level_security:public.t"})
              .empty());
    CHECK(holds(refusal(before, tables({table("t", {column("a", "text")})})), "would lose data and protection. To"));
    CHECK(refusal(before, before).empty());
}

TEST_CASE("a_role_that_goes_is_a_caution") {
    const auto changes = diff(roles_and({editor}), {});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].caution == "role editor: dropping it fails while it owns or may use anything in any database of the server.");
}

// ---- existing tables -------------------------------------------------------------------------------

TEST_CASE("an_existing_table_is_never_touched") {
    const table_model theirs =
        table("users_sync", {column("id", "text"), column("name", "text")}, "neon_auth").primary({"id"}).existing();
    const table_model narrow = table("users_sync", {column("id", "text")}, "neon_auth").primary({"id"}).existing();
    const table_model ours = table("t", {column("u", "text")}).references({"u"}, "users_sync", {"id"}, "neon_auth", "cascade");
    CHECK(sql({}, tables({theirs, ours})) == R"(create table "t" (
  "u" text
);
alter table "t" add constraint "t_u_fkey" foreign key ("u") references "neon_auth"."users_sync" ("id") on delete cascade;
)");
    CHECK(sql(tables({theirs, ours}), tables({narrow, ours})) == "");
    CHECK(sql(tables({theirs, ours}), tables({table("t", {column("u", "text")})})) ==
          "alter table \"t\" drop constraint \"t_u_fkey\";\n");
    CHECK(sql(tables({theirs, ours}), {}) == "drop table \"t\";\n");
}

TEST_CASE("a_table_is_handed_over_but_not_taken_over") {
    const auto schema_of = [](table_model of) { return model{of.existing ? names{} : names{"s"}, {}, {of}}; };
    const model ours = schema_of(table("t", columns, "s").index("i", {"a"}, "", true).policy(policy("p", "true")));
    const model theirs = schema_of(table("t", columns, "s").existing());
    CHECK(diff(ours, theirs).empty());  // neither the table nor its schema is dropped
    const auto back = diff(theirs, ours);
    REQUIRE(back.size() == 1);
    CHECK(back[0].refusal ==
          "table s.t: it was declared existing and is not any more; the kit does not know what the database has.");
}

// ---- what is refused -------------------------------------------------------------------------------

TEST_CASE("policies_that_postgresql_would_refuse_are_refused_by_name") {
    const auto one = [](policy_model made) { return fault(tables({table("t", columns).policy(std::move(made))})); };
    CHECK(one(policy("p", "true", {"nobody"})) == "table public.t, policy p: the role nobody is not listed. Add it.");
    CHECK(one(policy("p", "true", {"current_user", "session_user", "current_role"})).empty());
    CHECK(holds(one({"p", false, "insert", {}, "true", ""}), "an insert reads no row"));
    CHECK(holds(one({"p", false, "select", {}, "", "true"}), "a select writes no row"));
    CHECK(holds(one({"p", false, "truncate", {}, "true", ""}), "it is for truncate"));
    CHECK(holds(one(policy(std::string(64, 'p'), "true")), "has 64 bytes"));
    CHECK(holds(fault(with({policy("p", "true"), policy("p", "false")})), "the name p is taken"));
    CHECK(holds(fault(roles_and({editor, existing_role("editor")})), "role editor: the name editor is taken by role editor"));
    CHECK(holds(fault(roles_and({{std::string(64, 'r')}})), "has 64 bytes"));
}

TEST_CASE("a_policy_cannot_use_a_label_of_its_own_migration") {
    const auto with_labels = [](names labels, names tables_of, const std::string& condition) {
        model made{{}, {{"", "mood", std::move(labels)}}, {table("t", {column("m", "\"mood\"")}).policy(policy("p", condition))}};
        for (const std::string& name : tables_of) made.tables.push_back(table(name, {column("m", "\"mood\"")}));
        return made;
    };
    const auto refused = [](const model& before, const model& after) {
        return complaint([&] {
            refuse_unwritten(diff(before, after));
            return 0;
        });
    };
    CHECK(holds(refused(with_labels({"a"}, {}, "\"m\" = 'a'"), with_labels({"a", "b"}, {}, "\"m\" = 'b'")), "uses the label 'b'"));
    CHECK(refused(with_labels({"a"}, {}, "\"m\" = 'a'"), with_labels({"a", "b"}, {}, "\"m\" <> 'a'")).empty());
}

// ---- snapshots and names ---------------------------------------------------------------------------

TEST_CASE("roles_policies_and_existing_tables_survive_a_snapshot") {
    table_model note = table("note", columns)
                           .policy({"p\"--", true, "update", {"current_user", "editor"}, "\"a\" = '--'", "true"})
                           .policy(policy("q", "true"));
    note.forced_row_security = true;
    const snapshot whole{"i", {}, {{}, {}, {note, table("theirs", columns, "auth").existing(), table("bare", {}).secured()},
                                   {{"editor", true, true, false, true, true}, existing_role("x"), {"plain"}}}};
    CHECK(parse_snapshot(to_json(whole), "f") == whole);
    CHECK(to_json({"i", {}, {{}, {}, {note}, {editor, existing_role("x"), {"boss", true, true, false, true, true}}}}) == R"json({
  "virga": 1,
  "id": "i",
  "parents": [],
  "schemas": [],
  "enums": [],
  "roles": [
    {"name": "editor"},
    {"name": "x", "existing": true},
    {"name": "boss", "create_db": true, "create_role": true, "no_inherit": true, "login": true, "bypass_rls": true}
  ],
  "tables": [
    {
      "name": "note",
      "row_level_security": true,
      "force_row_level_security": true,
      "columns": [
        {"name": "a", "type": "text"},
        {"name": "b", "type": "text"}
      ],
      "policies": [
        {"name": "p\"--", "restrictive": true, "for": "update", "to": ["current_user", "editor"], "using": "\"a\" = '--'", "with_check": "true"},
        {"name": "q", "using": "true"}
      ]
    }
  ]
}
)json");
}

TEST_CASE("names_of_migrations_speak_of_roles_and_policies") {
    const auto name = [](const model& before, const model& after) { return default_name(diff(before, after)); };
    CHECK(name({}, roles_and({editor})) == "create_editor");
    CHECK(name(roles_and({editor}), {}) == "drop_editor");
    CHECK(name(with({}), with({policy("p", "true")})) == "alter_t");
}
