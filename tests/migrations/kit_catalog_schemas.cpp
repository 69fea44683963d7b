// A database that was migrated has the catalog of one that was made at once: schemas, types, indexes, odd names.
#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

TEST_CASE("catalog_schemas_with_types_and_tables_come_and_go") {
    const model all{
        {"cms", "kb"},
        {{"cms", "mood", {"sad", "it's"}}, {"", "mood", {"x"}}},
        {table("post",
               {required("id", "uuid", "gen_random_uuid()"), required("m", "\"cms\".\"mood\"", "'sad'"), column("n", "\"mood\"[]")},
               "cms")
             .primary({"id"})
             .index("post_m", {"m"}, "\"m\" = 'it''s'"),
         table("note", {required("id", "uuid")}, "kb").primary({"id"}).references({"id"}, "post", {"id"}, "cms", "cascade")}};
    check_round_trip({}, all);
    check_round_trip(all, {{"kb"}, {}, {table("note", {required("id", "uuid")}, "kb").primary({"id"})}});
}

TEST_CASE("catalog_labels_are_added_at_their_place") {
    const table_model t = table("t", {required("m", "\"mood\"", "'b'")}).index("i", {"m"}, "\"m\" > 'b'");
    check_trip({{}, {{"", "mood", {"b", "d"}}}, {t}}, {{}, {{"", "mood", {"a", "a2", "b", "c'c", "d", "e", "f"}}}, {t}});
}

TEST_CASE("catalog_indexes_of_every_kind") {
    index_model full{
        "full", true, "btree", {{"a", false, true, "last"}, {"lower(\"b\")", true, false, "first"}}, "\"a\" is not null"};
    index_model gin{"gin", false, "gin", {{"c", false, false, ""}}, ""};
    const std::vector<column_model> columns{column("a", "integer"), column("b", "text"), column("c", "jsonb")};
    check_round_trip(tables({table("t", columns).index("full", {"a"}).index("gone", {"b"})}),
                     tables({table("t", columns).index(full).index(gin)}));
    check_round_trip(tables({table("t", columns).index("u", {"a"}, "", true)}), tables({table("t", columns).unique({"a"}, "u")}));
    index_model covering{"covering", true, "btree", {{"a", false, true, ""}}, "\"a\" > 0", {"b", "c"}};
    check_round_trip(tables({table("t", columns).index("covering", {"a"})}), tables({table("t", columns).index(covering)}));
    check_round_trip(tables({table("t", columns).index(covering)}), tables({table("t", {columns[0], columns[1]})}));
    index_model wrong = covering;
    wrong.method = "gin";
    CHECK(complaint([&] { return diff({}, tables({table("t", columns).index(wrong)})); }) ==
          "table public.t, index covering: an index of the method gin cannot hold columns beside its keys. Leave include out.");
}

TEST_CASE("catalog_identities") {
    const auto with = [](identity_model kind, const char* type) -> table_model {
        column_model id = required("id", type);
        id.identity = kind;
        return table("t", {id, column("x", "text")}).primary({"id"});
    };
    check_round_trip(tables({with(identity_model::always, "integer")}), tables({with(identity_model::by_default, "integer")}));
    check_trip(tables({with(identity_model::always, "bigint")}), tables({with(identity_model::none, "bigint")}));
    check_trip(tables({with(identity_model::always, "bigint")}), tables({table("t", {column("id", "bigint", "5")})}));
    check_round_trip(tables({table("t", {column("x", "text")})}), tables({with(identity_model::always, "bigint")}),
                     "insert into t values ('a'), ('b')");
}

TEST_CASE("catalog_sequences_of_identities_count_otherwise") {
    const auto with = [](std::optional<sequence_model> sequence, identity_model kind = identity_model::always) -> table_model {
        column_model id = required("id", "integer");
        id.identity = kind;
        id.sequence = std::move(sequence);
        return table("t", {id, column("x", "text")}).primary({"id"});
    };
    const std::vector<std::optional<sequence_model>> all{
        {}, {{"7", "10", "5", "5000", "20", true}}, {{"", "-2", "-50", "100", "", false}}, {{"", "", "0", "", "", false}}};
    for (const auto& before : all) {
        check_round_trip({}, tables({with(before)}));
        for (const auto& after : all) {
            if (before == after) continue;
            const own_database fresh, travelling;
            apply_changes(fresh, {}, tables({with(after, identity_model::by_default)}));
            apply_changes(travelling, {}, tables({with(before)}));
            // Where it stands is no part of a schema, but has to lie between the new ends.
            travelling.execute("alter table t alter column id restart with 7");
            apply_changes(travelling, tables({with(before)}), tables({with(after, identity_model::by_default)}));
            CHECK(catalog_of(travelling) == catalog_of(fresh));
        }
    }
}

TEST_CASE("catalog_constraints_and_indexes_of_partitions_are_told_by_those_of_the_outermost_table") {
    const std::string tables =
        "create table t (a integer not null, b integer not null, c integer) partition by range (a);"
        "create table part partition of t for values from (0) to (10) partition by list (b);"
        "create table one partition of part for values in (1);";
    const std::string key = "alter table t add constraint t_key unique (a, b);";
    const std::string reference = "alter table t add constraint t_up foreign key (a, b) references t (a, b)";
    const own_database at_once, later;
    at_once.execute(tables + key + reference);
    // The names that the server gives are taken while these are made.
    later.execute(tables + "alter table t add constraint other unique (a, b);" + key + "alter table t drop constraint other;" +
                  reference);
    postgres_database wanted{at_once.url()}, found{later.url()};
    CHECK(in_words(differences(read_catalog(found), read_catalog(wanted))) == "");
    CHECK(later.ask("select conname from pg_constraint where conrelid = 'one'::regclass and contype = 'u'") == "one_a_b_key1");
    later.execute("alter table t drop constraint t_key cascade; alter table t add constraint t_key unique (b, a)");
    CHECK(in_words(differences(read_catalog(found), read_catalog(wanted))) != "");
}

TEST_CASE("catalog_names_and_texts_of_every_kind") {
    const table_model odd =
        table("sel\"ect -- x", {required("it's;", "text", "'a\\b;--''\"'"), required("order", "integer")}, "sche\"ma")
            .primary({"order"})
            .unique({"it's;"})
            .check("che\"ck", "\"it's;\" <> '; -- \"'")
            .index("i\"dx", {"it's;"});
    check_round_trip({}, {{"sche\"ma"}, {{"sche\"ma", "ty\"pe", {"'", "\"", "\\", "a;b"}}}, {odd}});
}

TEST_CASE("catalog_long_names_stay_apart") {
    const std::string longest(63, 'x');
    const std::string other = std::string(62, 'x') + "y";
    check_round_trip({}, tables({table(longest, {required("id", "integer")}).primary({"id"}),
                                 table(std::string(60, 'z'), {column(longest, "integer"), column(other, "integer")})
                                     .unique({longest})
                                     .unique({other})
                                     .references({longest}, longest)
                                     .references({other}, longest)}));
}

TEST_CASE("catalog_names_are_handed_on") {
    const std::vector<column_model> x{column("x", "integer")};
    const model before =
        tables({table("a", x).index("i", {"x"}).check("c", "\"x\" > 0"), table("b", x).unique({"x"}, "j"), table("c", {})});
    const model after{{},
                      {{"", "c", {"l"}}},
                      {table("a", x).unique({"x"}, "j"), table("b", x).index("i", {"x"}).check("c", "\"x\" > 0"),
                       table("d", x).index("c2", {"x"})}};
    check_round_trip(before, after);
}

TEST_CASE("catalog_an_expression_that_may_mention_a_dropped_column") {
    const auto with = [](bool b) -> table_model {
        std::vector<column_model> columns{column("a", "text")};
        if (b) columns.push_back(column("b", "text"));
        return table("t", columns)
            .check("c", "\"a\" <> 'b'")
            .index({"i", false, "btree", {{"coalesce(\"a\", 'b')", true, false, ""}}, ""});
    };
    check_round_trip(tables({with(true)}), tables({with(false)}), "insert into t values ('x', 'y')");
}

TEST_CASE("catalog_a_default_moves_to_a_new_type") {
    check_round_trip(
        tables({table("t", {column("a", "integer")})}),
        {{"s"}, {{"s", "e", {"x", "y"}}}, {table("t", {column("a", "integer"), required("e", "\"s\".\"e\"", "'y'::\"s\".\"e\"")})}},
        "insert into t values (1)");
}
