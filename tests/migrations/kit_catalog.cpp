// A database that was migrated has the catalog of one that was made at once: columns, keys and checks.
#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {
const table_model author = table("author", {required("id", "integer"), column("code", "text")}).primary({"id"});
const table_model book =
    table("book", {required("id", "integer"), column("author_id", "integer")}).primary({"id"}).references({"author_id"}, "author");

table_model one_of_circle(const char* name, const char* other) {
    return table(name, {required("id", "integer"), column("other", "integer")}).primary({"id"}).references({"other"}, other);
}
}  // namespace

TEST_CASE("catalog_columns_come_and_go_with_rows") {
    check_round_trip(tables({table("t", {column("a", "text"), column("b", "text", "'x'")})}),
                     tables({table("t", {column("b", "text", "'it''s'"), required("c", "timestamptz", "now()"),
                                         column("d", "integer[]", "'{1,2}'")})}),
                     "insert into t values ('1', '2')");
}

TEST_CASE("catalog_comments_collations_nulls_and_the_log") {
    column_model title = required("title", "text");
    const auto with = [](std::vector<column_model> columns) -> table_model {
        return table("t", std::move(columns)).unique({"code"}).index("i", {"title"}).check("c", "\"title\" <> ''")
            .policy(policy("p", "\"title\" > 'a'"));
    };
    const table_model plain = with({title, column("code", "varchar(10)"), column("gone", "text")});
    title.comment = "it's the \\ \"title\"; -- said so";
    title.collation = "C";
    table_model all = with({title, column("code", "varchar(10)")});
    all.columns[1].comment = "one";
    all.uniques[0].nulls_not_distinct = true;
    all.comment = "a table";
    all.unlogged = true;
    check_round_trip(tables({plain}), tables({all}), "insert into t values ('x', '1', '2'), ('y', null, '3')");
    table_model other = all;
    other.columns[0].comment = "another";
    other.columns[0].collation = "POSIX";
    other.columns[1].comment.clear();
    other.comment.clear();
    check_round_trip(tables({all}), tables({other}), "insert into t values ('x', null)");
}

TEST_CASE("catalog_defaults_and_nullability") {
    check_round_trip(tables({table("t", {column("a", "integer", "1"), required("b", "text")})}),
                     tables({table("t", {required("a", "integer"), column("b", "text", "lower('X')")})}),
                     "insert into t values (1, '2')");
}

TEST_CASE("catalog_a_column_that_is_in_a_key_a_unique_an_index_a_check_and_a_foreign_key_goes") {
    const table_model before = table("t", {required("a", "integer"), column("b", "integer")})
                                   .primary({"a", "b"})
                                   .unique({"b"})
                                   .index("t_idx", {"b", "a"})
                                   .index("t_partial", {"a"}, "\"b\" > 0")
                                   .check("t_check", "\"a\" > \"b\"")
                                   .references({"b"}, "author");
    check_round_trip(tables({author, before}), tables({author, table("t", {column("a", "integer")})}));
}

TEST_CASE("catalog_the_primary_key_moves") {
    const table_model before = table("t", {column("a", "integer"), column("b", "integer")}).primary({"a"});
    check_round_trip(tables({before}), tables({table("t", {column("a", "integer"), column("b", "integer")}).primary({"b"})}),
                     "insert into t values (1, 2)");
    check_round_trip(tables({before}), tables({table("t", {column("a", "integer"), column("b", "integer")}).primary({"a", "b"})}));
    check_round_trip(tables({before}), tables({table("t", {column("a", "integer"), column("b", "integer")})}));
}

TEST_CASE("catalog_a_table_that_another_references_goes") {
    const table_model plain = table("book", {required("id", "integer"), column("author_id", "integer")}).primary({"id"});
    check_round_trip(tables({author, book}), tables({plain}));
    check_round_trip(tables({author, book}), tables({table("book", {required("id", "integer")}).primary({"id"})}));
}

TEST_CASE("catalog_tables_that_reference_each_other_come_and_go") {
    check_round_trip({}, tables({one_of_circle("a", "b"), one_of_circle("b", "c"), one_of_circle("c", "a"),
                                 one_of_circle("self", "self"), one_of_circle("d", "a")}));
    check_round_trip(tables({one_of_circle("a", "b"), one_of_circle("b", "a")}),
                     tables({table("a", {required("id", "integer")}).primary({"id"}), table("b", {column("other", "integer")})}));
}

TEST_CASE("catalog_a_foreign_key_keeps_to_a_key_that_changes") {
    table_model by_unique = table("author", {required("id", "integer"), column("code", "text")}).unique({"id"});
    check_round_trip(tables({author, book}), tables({by_unique, book}));
    table_model by_index =
        table("author", {required("id", "integer"), column("code", "text")}).index("author_id_idx", {"id"}, "", true);
    check_round_trip(tables({author, book}), tables({book, by_index}));
}

TEST_CASE("catalog_a_foreign_key_to_a_column_that_becomes_unique") {
    const table_model unique_code =
        table("author", {required("id", "integer"), column("code", "text")}).primary({"id"}).unique({"code"});
    const table_model by_code = table("book", {required("id", "integer"), column("author_id", "integer"), column("code", "text")})
                                    .primary({"id"}).references({"code"}, "author", {"code"}, "", "set null");
    check_round_trip(tables({author, book}), tables({by_code, unique_code}));
}

TEST_CASE("catalog_a_unique_widens_while_a_foreign_key_on_it_goes") {
    const table_model before = table("author", {column("a", "integer"), column("b", "integer")}).unique({"a"}, "u");
    const table_model after = table("author", {column("a", "integer"), column("b", "integer")}).unique({"a", "b"}, "u");
    const table_model by_a = table("book", {column("a", "integer")}).references({"a"}, "author", {"a"});
    const table_model by_both =
        table("book", {column("a", "integer"), column("b", "integer")}).references({"b", "a"}, "author", {"b", "a"});
    check_round_trip(tables({by_a, before}), tables({by_both, after}));
}

TEST_CASE("catalog_actions_of_a_foreign_key_change") {
    const table_model other = table("book", {required("id", "integer"), column("author_id", "integer")}).primary({"id"})
                                  .references({"author_id"}, "author", {"id"}, "", "cascade");
    check_round_trip(tables({author, book}), tables({author, other}));
}

TEST_CASE("catalog_the_moment_of_a_foreign_key_changes") {
    const auto checked = [](checked_model moment) {
        table_model made = book;
        made.foreign_keys[0].checked = moment;
        return tables({author, made});
    };
    check_round_trip(checked(checked_model::at_once), checked(checked_model::deferred),
                     "insert into author values (1, 'a'); insert into book values (1, 1)");
    check_round_trip(checked(checked_model::deferrable), checked(checked_model::deferred));
}

TEST_CASE("catalog_a_self_reference_goes_with_its_column") {
    const auto tree = [](bool with_parent) -> table_model {
        if (with_parent)
            return table("t", {required("id", "integer"), column("parent", "integer")}).primary({"id"}).references({"parent"}, "t");
        return table("t", {required("id", "integer")}).primary({"id"});
    };
    check_round_trip(tables({tree(true)}), tables({tree(false)}));
    check_round_trip(tables({tree(true)}), tables({table("t", {column("x", "text")})}));
}

namespace {
catalog catalog_after(const std::string& sql) {
    const own_database db;
    db.execute(sql);
    postgres_database server{db.url()};
    return read_catalog(server);
}
}  // namespace

TEST_CASE("catalog_does_not_tell_of_the_comment_that_an_extension_brings") {
    const std::string made = "create extension citext; comment on extension citext is ";
    CHECK(in_words(differences(catalog_after("create extension citext"), catalog_after(made + "null"))) == "");
    CHECK(catalog_after(made + "'mine'").at("comment on extension citext") == "mine");
}

TEST_CASE("catalog_does_not_tell_in_which_order_indexes_of_partitions_and_columns_came") {
    const std::string parts = "create table t (a integer, b text) partition by range (a);"
                              "create table low partition of t for values from (1) to (9);";
    const catalog one = catalog_after(parts + "create index i on t (b); create index j on t (b);"
                              "alter table t add constraint k unique (a); alter table t add constraint l unique (a);"
                              "create table u (a integer, b text);"
                              "create statistics s on a, b from u; create statistics r on a, (lower(b)) from u");
    const catalog other = catalog_after(parts + "create index j on t (b); create index i on t (b);"
                                "alter table t add constraint l unique (a); alter table t add constraint k unique (a);"
                                "create table u (b text, a integer);"
                                "create statistics s on a, b from u; create statistics r on a, (lower(b)) from u");
    CHECK(in_words(differences(one, other)) == "");
    CHECK(one.at("index of public.i on public.low") == "CREATE INDEX ON public.low USING btree (b)");
    CHECK(one.at("constraint public.low.k") == "UNIQUE (a)");
    const std::string referred = parts + "alter table t add unique (a); create table v (a integer);"
                                         "alter table v add constraint f foreign key (a) references t (a) not valid;";
    CHECK(catalog_after(referred).at("constraint public.v.f") == "FOREIGN KEY (a) REFERENCES public.t(a) NOT VALID");
    CHECK(one.at("statistics public.s") == "dfm of a, b in public.u");
}
