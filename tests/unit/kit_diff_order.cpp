// The order of changes: each finds what it needs, and otherwise they stand as declared.
#include <virga/kit/diff.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"

using namespace virga_test;

namespace {

std::string difference(const model& before, const model& after) { return sql_of(diff(before, after)); }

const table_model author = table("author", {required("id", "integer")}).primary({"id"});
const table_model book =
    table("book", {required("id", "integer"), column("author_id", "integer")}).primary({"id"}).references({"author_id"}, "author");
}  // namespace

TEST_CASE("independent_changes_keep_their_order_and_others_move_as_little_as_needed") {
    std::vector<change> changes(4);
    changes[0].sql = "a";
    changes[1].sql = "b";
    changes[1].needs = {"x"};
    changes[2].sql = "c";
    changes[3].sql = "d";
    changes[3].creates = {"x"};
    CHECK(sql_of(in_order(changes)) == "a\nc\nd\nb\n");
}

TEST_CASE("changes_that_wait_for_each_other_are_an_error") {
    std::vector<change> changes(2);
    changes[0].sql = "make a";
    changes[0].creates = {"a"};
    changes[0].needs = {"b"};
    changes[1].sql = "make b";
    changes[1].creates = {"b"};
    changes[1].needs = {"a"};
    CHECK(holds(complaint([&] { return in_order(changes); }), "make a\n  make b"));
}

TEST_CASE("a_foreign_key_follows_the_table_it_refers_to") {
    CHECK(difference({}, tables({book, author})) == R"(create table "book" (
  "id" integer not null,
  "author_id" integer,
  constraint "book_pkey" primary key ("id")
);
create table "author" (
  "id" integer not null,
  constraint "author_pkey" primary key ("id")
);
alter table "book" add constraint "book_author_id_fkey" foreign key ("author_id") references "author" ("id");
)");
}

TEST_CASE("schemas_and_types_come_before_tables_and_go_after_them") {
    const model all{{"cms"}, {{"cms", "mood", {"sad"}}}, {table("post", {column("m", "\"cms\".\"mood\"[]")}, "cms")}};
    CHECK(difference({}, all) == R"(create schema "cms";
create type "cms"."mood" as enum ('sad');
create table "cms"."post" (
  "m" "cms"."mood"[]
);
)");
    CHECK(difference(all, {}) == "drop table \"cms\".\"post\";\ndrop type \"cms\".\"mood\";\ndrop schema \"cms\";\n");
}

TEST_CASE("tables_are_dropped_before_those_they_refer_to") {
    CHECK(difference(tables({author, book}), {}) == "drop table \"book\";\ndrop table \"author\";\n");
    const table_model kept = table("book", {required("id", "integer"), column("author_id", "integer")}).primary({"id"});
    CHECK(difference(tables({author, book}), tables({kept})) ==
          "alter table \"book\" drop constraint \"book_author_id_fkey\";\ndrop table \"author\";\n");
    const table_model narrow = table("book", {required("id", "integer")}).primary({"id"});
    CHECK(difference(tables({author, book}), tables({narrow})) ==
          "alter table \"book\" drop constraint \"book_author_id_fkey\";\nalter table \"book\" drop column \"author_id\";\ndrop "
          "table \"author\";\n");
}

TEST_CASE("a_primary_key_goes_before_another_comes_whatever_their_names") {
    const table_model before = table("author", {required("id", "integer"), required("no", "integer")}).primary({"id"});
    table_model after = table("author", {required("id", "integer"), required("no", "integer")}).primary({"id"});
    after.primary_key->name = "author_key";
    const model from = tables({before, book}), to = tables({after, book});
    CHECK(difference(from, to) == R"(alter table "book" drop constraint "book_author_id_fkey";
alter table "author" drop constraint "author_pkey";
alter table "author" add constraint "author_key" primary key ("id");
alter table "book" add constraint "book_author_id_fkey" foreign key ("author_id") references "author" ("id");
)");
    after.primary_key->columns = {"no"};
    CHECK(difference(from, tables({after})) == R"(drop table "book";
alter table "author" drop constraint "author_pkey";
alter table "author" add constraint "author_key" primary key ("no");
)");
}

TEST_CASE("tables_that_refer_to_each_other") {
    const auto one = [](const char* name, const char* other) -> table_model {
        return table(name, {required("id", "integer"), column("other", "integer")}).primary({"id"}).references({"other"}, other);
    };
    const model circle = tables({one("a", "b"), one("b", "a"), one("c", "a")});
    CHECK(difference(circle, {}) == R"(alter table "a" drop constraint "a_other_fkey";
alter table "b" drop constraint "b_other_fkey";
drop table "b";
drop table "c";
drop table "a";
)");
    CHECK(holds(difference({}, circle), "create table \"b\""));
    CHECK(difference(tables({one("self", "self")}), {}) == "drop table \"self\";\n");
}

TEST_CASE("a_dropped_column_takes_its_constraints_along") {
    const table_model before = table("t", {column("a", "integer"), column("b", "integer")})
                                   .primary({"b"})
                                   .unique({"a", "b"})
                                   .references({"b"}, "author")
                                   .index("i", {"b"})
                                   .check("c", "\"b\" > 0");
    const table_model after = table("t", {column("a", "integer")});
    CHECK(difference(tables({author, before}), tables({author, after})) ==
          "alter table \"t\" drop constraint \"c\";\nalter table \"t\" drop column \"b\";\n");
}

TEST_CASE("what_is_dropped_with_a_column_is_made_anew_after_it") {
    const table_model before = table("t", {column("a", "integer"), column("b", "integer")}).unique({"a", "b"}, "u");
    const table_model after = table("t", {column("a", "integer"), column("c", "integer")}).unique({"a", "c"}, "u");
    CHECK(difference(tables({before}), tables({after})) ==
          "alter table \"t\" drop column \"b\";\nalter table \"t\" add column \"c\" integer;\n"
          "alter table \"t\" add constraint \"u\" unique (\"a\", \"c\");\n");
}

TEST_CASE("a_check_that_may_mention_a_dropped_column_is_rebuilt") {
    const table_model before =
        table("t", {column("a", "text"), column("b", "integer")}).check("c", "\"a\" <> 'b'").check("d", "\"a\" <> 'bb'");
    const table_model after = table("t", {column("a", "text")}).check("c", "\"a\" <> 'b'").check("d", "\"a\" <> 'bb'");
    CHECK(difference(tables({before}), tables({after})) ==
          "alter table \"t\" drop constraint \"c\";\nalter table \"t\" drop column \"b\";\n"
          "alter table \"t\" add constraint \"c\" check (\"a\" <> 'b');\n");
}

TEST_CASE("a_foreign_key_steps_aside_while_its_key_changes") {
    const table_model after = table("author", {required("id", "integer")}).unique({"id"});
    CHECK(difference(tables({author, book}), tables({after, book})) ==
          R"(alter table "author" add constraint "author_id_key" unique ("id");
alter table "book" drop constraint "book_author_id_fkey";
alter table "author" drop constraint "author_pkey";
alter table "book" add constraint "book_author_id_fkey" foreign key ("author_id") references "author" ("id");
)");
}

TEST_CASE("a_foreign_key_follows_the_unique_constraint_it_needs") {
    const table_model before = table("author", {required("id", "integer"), column("code", "text")}).primary({"id"});
    const table_model after = table("author", {required("id", "integer"), column("code", "text")}).primary({"id"}).unique({"code"});
    const table_model code = table("a_book", {column("code", "text")}).references({"code"}, "author", {"code"});
    CHECK(difference(tables({before}), tables({code, after})) == R"(create table "a_book" (
  "code" text
);
alter table "author" add constraint "author_code_key" unique ("code");
alter table "a_book" add constraint "a_book_code_fkey" foreign key ("code") references "author" ("code");
)");
}

TEST_CASE("a_unique_that_repeats_a_key_stands_apart_as_create_table_would_leave_it_out") {
    CHECK(difference({}, tables({table("t", {required("a", "integer")}).primary({"a"}).unique({"a"})})) == R"(create table "t" (
  "a" integer not null,
  constraint "t_pkey" primary key ("a")
);
alter table "t" add constraint "t_a_key" unique ("a");
)");
}

TEST_CASE("names_that_are_handed_on_are_free_first") {
    const model before =
        tables({table("a", {column("x", "integer")}).index("i", {"x"}), table("b", {column("x", "integer")}), table("c", {})});
    const model after{
        {}, {{"", "c", {"l"}}}, {table("a", {column("x", "integer")}), table("b", {column("x", "integer")}).index("i", {"x"})}};
    CHECK(difference(before, after) ==
          "drop index \"i\";\ncreate index \"i\" on \"b\" (\"x\");\ndrop table \"c\";\ncreate type \"public\".\"c\" as enum "
          "('l');\n");
}

TEST_CASE("tables_become_unlogged_and_logged_in_the_order_of_their_keys") {
    table_model a = table("a", {required("id", "integer")}).primary({"id"});
    table_model b = table("b", {required("a_id", "integer")}).references({"a_id"}, "a");
    const model logged = tables({a, b});
    a.unlogged = b.unlogged = true;
    const model unlogged = tables({a, b});
    CHECK(sql_of(diff(logged, unlogged)) == "alter table \"b\" set unlogged;\nalter table \"a\" set unlogged;\n");
    CHECK(diff(logged, unlogged)[0].caution ==
          "public.b changes whether it is logged: PostgreSQL writes the table anew, and nobody else can read it meanwhile.");
    CHECK(sql_of(diff(unlogged, logged)) == "alter table \"a\" set logged;\nalter table \"b\" set logged;\n");
    // In a circle neither can be the first.
    table_model c = table("c", {required("id", "integer")}).primary({"id"}).references({"id"}, "d");
    table_model d = table("d", {required("id", "integer")}).primary({"id"}).references({"id"}, "c");
    const model circle = tables({c, d});
    c.unlogged = d.unlogged = true;
    CHECK(sql_of(diff(circle, tables({c, d}))) ==
          "alter table \"c\" drop constraint \"c_id_fkey\";\n"
          "alter table \"d\" drop constraint \"d_id_fkey\";\n"
          "alter table \"c\" set unlogged;\n"
          "alter table \"c\" add constraint \"c_id_fkey\" foreign key (\"id\") references \"d\" (\"id\");\n"
          "alter table \"d\" set unlogged;\n"
          "alter table \"d\" add constraint \"d_id_fkey\" foreign key (\"id\") references \"c\" (\"id\");\n");
    // Foreign keys that come or go stand where both tables are alike.
    table_model free = b;
    free.foreign_keys.clear();
    free.unlogged = false;
    CHECK(sql_of(diff(tables({a, free}), unlogged)) ==
          "alter table \"b\" set unlogged;\n"
          "alter table \"b\" add constraint \"b_a_id_fkey\" foreign key (\"a_id\") references \"a\" (\"id\");\n");
    CHECK(sql_of(diff(unlogged, tables({a, free}))) ==
          "alter table \"b\" drop constraint \"b_a_id_fkey\";\nalter table \"b\" set logged;\n");
    CHECK(sql_of(diff(logged, tables({a, free}))) ==
          "alter table \"b\" drop constraint \"b_a_id_fkey\";\nalter table \"a\" set unlogged;\n");
    CHECK(sql_of(diff(tables({a, free}), logged)) ==
          "alter table \"a\" set logged;\n"
          "alter table \"b\" add constraint \"b_a_id_fkey\" foreign key (\"a_id\") references \"a\" (\"id\");\n");
    b.unlogged = false;
    CHECK(complaint([&] { return diff({}, tables({a, b})); }) ==
          "table public.b, foreign key b_a_id_fkey: the table public.a is unlogged, and a table that is logged cannot refer to it. "
          "Make both alike.");
}

TEST_CASE("what_postgresql_would_refuse_is_refused_by_name") {
    const auto fault = [](const model& schema) { return complaint([&] { return diff({}, schema); }); };
    CHECK(fault(tables({book})) ==
          "table public.book, foreign key book_author_id_fkey: it refers to the table public.author, which the schema does not "
          "list. Add it.");
    CHECK(holds(fault(tables({table("author", {column("id", "integer")}), book})), "not together the primary key or unique"));
    const auto with_action = [&](column_model of, const char* action) {
        return tables({author, table("post", {std::move(of)}).references({"author_id"}, "author", {"id"}, {}, action)});
    };
    CHECK(
        fault(with_action(required("author_id", "integer"), "set null")) ==
        "table public.post, foreign key post_author_id_fkey: on delete set null makes the column author_id NULL, which is declared "
        "not null. Choose another action.");
    CHECK(holds(fault(with_action(required("author_id", "integer"), "set default")), "on delete set default makes"));
    CHECK(fault(with_action(required("author_id", "integer"), "cascade")).empty());
    CHECK(fault(with_action(column("author_id", "integer"), "set null")).empty());
    CHECK(holds(fault(tables({author, author})), "the name author is taken by table public.author"));
    CHECK(holds(fault(tables({table("t", {column("a", "text"), column("a", "text")})})), "column a: the name a is taken"));
    CHECK(holds(fault(tables({table("t", {column("a", "text")}).unique({"b"})})), "the table has no column b"));
    CHECK(holds(fault(tables({table("t", {column("a", "text")}).index("author", {"a"}), author})),
                "the name author is taken by table public.author"));
    CHECK(holds(fault(tables({table("t", {}, "cms")})), "the schema cms is not listed"));
    const table_model others = table("others", {}, "cms").existing();  // so is its schema
    CHECK(difference({}, tables({others, table("t", {}, "cms")})) == "create table \"cms\".\"t\" (\n);\n");
    CHECK(holds(fault(tables({table(std::string(64, 'x'), {})})), "has 64 bytes; PostgreSQL keeps 63"));
    CHECK(holds(fault({{}, {{"", "author", {"a"}}}, {author}}), "the name author is taken by enum type public.author"));
    CHECK(fault({{"cms"}, {}, {table("cms", {})}}).empty());
}
