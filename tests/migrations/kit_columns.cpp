// Columns that the server fills: serial, identities, generated ones; and columns that change with rows in the table.
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include <virga/kit/object/keeping.hpp>
#include <virga/kit/snapshot.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {

column_model numbered(identity_model kind, const char* type = "integer", std::string name = "id") {
    column_model made = required(std::move(name), type);
    made.identity = kind;
    return made;
}
column_model computed_column(std::string name, const char* type, std::string expression) {
    column_model made = column(std::move(name), type);
    made.generated = std::move(expression);
    return made;
}
column_model converted(column_model made, std::string expression) {
    made.conversion.type = std::move(expression);
    return made;
}
column_model filled(column_model made, std::string expression) {
    made.conversion.backfill = std::move(expression);
    return made;
}

/// The catalog of a database in which the schema was made from nothing, once for all that ask for it.
const std::string& catalog_of_new(const model& schema) {
    static std::map<std::string, std::string> made;
    const auto [found, is_first] = made.try_emplace(to_json("", {}, schema));
    if (is_first) {
        const own_database fresh;
        apply_changes(fresh, {}, schema);
        found->second = catalog_of(fresh);
    }
    return found->second;
}

/// A database that went from one schema to the other with rows, and has the catalog of the other.
class travelled {
public:
    travelled(const model& before, const std::vector<std::string>& rows, const model& after) {
        apply_changes(db_, {}, before);
        for (const std::string& each : rows) db_.execute(each);
        apply_changes(db_, before, after);
        CHECK(catalog_of(db_) == catalog_of_new(after));
    }
    [[nodiscard]] std::string ask(const std::string& sql) const { return db_.ask(sql); }
    [[nodiscard]] const own_database& database() const { return db_; }

private:
    own_database db_;
};

constexpr identity_model countings[] = {identity_model::none, identity_model::always, identity_model::by_default,
                                         identity_model::serial};
}  // namespace

TEST_CASE("columns_become_serial_identities_and_plain_integers_and_count_on") {
    const auto with = [](identity_model kind, const char* type) {
        return tables({table("t", {numbered(kind, type), column("x", "text")}).primary({"id"})});
    };
    for (const char* type : {"smallint", "integer", "bigint"}) {
        for (const identity_model from : countings) {
            for (const identity_model to : countings) {
                if (from == to) continue;
                INFO(type << ", " << static_cast<int>(from) << " to " << static_cast<int>(to));
                const std::string overriding = from == identity_model::always ? " overriding system value" : "";
                const travelled there{with(from, type), {"insert into t (id, x)" + overriding + " values (3, 'a'), (41, 'b')"},
                                      with(to, type)};
                if (to != identity_model::none) {
                    CHECK(there.ask("insert into t (x) values ('c') returning id") == (from == identity_model::none or
                          to == identity_model::serial or from == identity_model::serial ? "42" : "1"));
                }
                const travelled empty{with(from, type), {}, with(to, type)};
                if (to != identity_model::none) CHECK(empty.ask("insert into t (x) values ('c') returning id") == "1");
            }
        }
    }
}

TEST_CASE("a_sequence_goes_on_behind_the_rows_as_it_counts") {
    column_model counted = numbered(identity_model::always);
    const auto go = [&](sequence_model counting, const std::string& rows, const std::string& next) {
        counted.sequence = std::move(counting);
        const travelled there{tables({table("t", {required("id", "integer"), column("x", "text")})}), {rows},
                              tables({table("t", {counted, column("x", "text")})})};
        CHECK(there.ask("insert into t (x) values ('c') returning id") == next);
    };
    sequence_model from_100;
    from_100.start = "100";
    sequence_model down;
    down.increment = "-5";
    sequence_model down_from_100 = down;
    down_from_100.maximum = "100";
    go(from_100, "insert into t values (5)", "100");
    go(from_100, "insert into t values (100)", "101");
    go(from_100, "insert into t values (250)", "251");
    go(from_100, "insert into t values (-7)", "100");
    go(down, "insert into t values (-12), (9)", "-17");
    go(down, "insert into t values (9)", "-1");
    go(down_from_100, "insert into t values (50)", "45");
    go({}, "insert into t values (-12)", "1");
    go({}, "select", "1");
}

TEST_CASE("columns_become_numbered_beside_other_changes") {
    // What was nullable, had a default or another type, and moves into the primary key.
    const table_model plain = table("t", {column("id", "smallint", "7"), column("x", "text")});
    for (const identity_model to : {identity_model::always, identity_model::serial}) {
        const travelled there{tables({plain}), {"insert into t values (8, 'a')"},
                              tables({table("t", {numbered(to, "bigint"), column("x", "text")}).primary({"id"})})};
        CHECK(there.ask("insert into t (x) values ('c') returning id") == "9");
        const travelled back{tables({table("t", {numbered(to, "smallint"), column("x", "text")}).primary({"id"})}),
                             {"insert into t (x) values ('a')"},
                             tables({table("t", {column("id", "numeric", "0.5"), column("x", "text")})})};
        CHECK(back.ask("insert into t (x) values ('c') returning id") == "0.5");
    }
    // One comes where the other goes, with the name of its sequence.
    const auto other = [](const char* schema, identity_model kind) {
        model made = tables({table("a", {numbered(kind, "integer", "b_c"), column("x", "text")}, schema)});
        if (*schema != '\0') made.schemas = {schema};
        return made;
    };
    check_round_trip(other("", identity_model::serial), other("s", identity_model::serial));
    check_round_trip(tables({table("a", {numbered(identity_model::serial, "integer", "b_c"), column("x", "text")})}),
                     tables({table("a_b", {numbered(identity_model::serial, "integer", "c")})}));
    check_round_trip(tables({table("a", {column("x", "text")})}),
                     tables({table("a", {numbered(identity_model::serial, "bigint", "Ä \"q\"; --"), column("x", "text")})}),
                     "insert into a values ('x'), ('y')");
}

TEST_CASE("serials_change_their_type_and_their_sequences_with_it") {
    const auto with = [](const char* type, const char* of = "integer") {
        return tables({table("t", {numbered(identity_model::serial, type), column("x", "text")}).primary({"id"}),
                       table("u", {column("t_id", of)}).references({"t_id"}, "t")});
    };
    const travelled there{with("integer"), {"insert into t (x) values ('a'), ('b')", "insert into u values (2)"},
                          with("bigint", "bigint")};
    CHECK(there.ask("insert into t (x) values ('c') returning id") == "3");
    there.database().execute("select setval('t_id_seq', 2147483647)");
    CHECK(there.ask("insert into t (x) values ('c') returning id") == "2147483648");
    const travelled back{with("bigint"), {"insert into t (x) values ('a'), ('b')"}, with("smallint")};
    CHECK(back.ask("insert into t (x) values ('c') returning id") == "3");
}

TEST_CASE("a_renamed_serial_keeps_its_sequence") {
    const scratch_folder folder;
    const own_database db;
    const auto with = [](const char* name, const char* id, identity_model kind) {
        return tables({table(name, {numbered(kind, "integer", id), column("x", "text")}).primary({id})});
    };
    CHECK(run_kit(with("t", "id", identity_model::serial), folder, db, {"generate"}).code == 0);
    CHECK(run_kit(tables({}), folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("insert into t (x) values ('a') returning id") == "1");
    CHECK(run_kit(with("u", "number", identity_model::serial), folder, db,
                  {"generate", "--rename", "t=u", "--rename", "u.id=number"}).code == 0);
    CHECK(run_kit(tables({}), folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("insert into u (x) values ('a') returning number") == "2");
    CHECK(run_kit(with("u", "number", identity_model::none), folder, db, {"generate"}).code == 0);
    CHECK(run_kit(tables({}), folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("select count(*) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace") == "0");
    CHECK(db.ask("select count(*) from pg_attrdef where adrelid = 'u'::regclass") == "0");
}

TEST_CASE("generated_columns_come_change_and_go_with_all_that_leans_on_them") {
    const auto with = [](column_model g, const char* type = "integer") -> table_model {
        return table("t", {column("a", type), column("b", "integer"), std::move(g)});
    };
    const auto leaning = [](table_builder made) -> table_model {
        return std::move(made).unique({"g"}).index("t_g", {"g"}).index("t_b", {"b"}, "\"g\" > 1").check("t_c", "\"g\" > -100")
            .policy(policy("p", "\"g\" > 0"));
    };
    const auto all = [&](column_model g, const char* type = "integer") -> model {
        return tables({leaning(table("t", {column("a", type), column("b", "integer"), std::move(g)})),
                       table("u", {column("g", "integer")}).references({"g"}, "t", {"g"})});
    };
    const column_model sum = computed_column("g", "integer", "\"a\" + \"b\"");
    const std::vector<std::string> rows{"insert into t (a, b) values (1, 2), (3, 4)"};
    const auto sum_of = [](const travelled& there) { return there.ask("select string_agg(g::text, ',' order by g) from t"); };

    CHECK(sum_of({tables({table("t", {column("a", "integer"), column("b", "integer")})}), rows, tables({with(sum)})}) == "3,7");
    CHECK(sum_of({tables({with(sum)}), rows, tables({with(column("g", "integer"))})}) == "3,7");
    CHECK(sum_of({tables({with(sum)}), rows, tables({with(column("g", "integer", "9"))})}) == "3,7");
    CHECK(sum_of({tables({with(sum)}), rows, tables({with(column("g", "bigint"))})}) == "3,7");
    CHECK(sum_of({tables({with(sum)}), rows, tables({with(required("g", "bigint"), "bigint")})}) == "3,7");
    CHECK(sum_of({tables({with(column("g", "integer"))}), rows, tables({with(sum)})}) == "3,7");
    CHECK(sum_of({all(sum), rows, all(computed_column("g", "integer", "\"a\" * \"b\""))}) == "2,12");
    CHECK(sum_of({all(sum), rows, all(sum, "smallint")}) == "3,7");
    CHECK(sum_of({all(sum, "smallint"), rows, all(sum)}) == "3,7");
    CHECK(sum_of({all(column("g", "integer")), rows, all(sum, "smallint")}) == "3,7");
    CHECK(sum_of({all(sum), rows, all(computed_column("g", "integer", "\"a\""))}) == "1,3");
    // It becomes a number that the server draws.
    const travelled drawn{tables({with(sum)}), rows, tables({with(numbered(identity_model::always, "integer", "g"))})};
    CHECK(drawn.ask("insert into t (a) values (1) returning g") == "8");
    // What it was computed by goes.
    CHECK(sum_of({tables({with(sum)}), rows, tables({table("t", {column("g", "integer")})})}) == "3,7");
    CHECK(sum_of({tables({with(sum)}), rows,
                  tables({table("t", {column("a", "integer"), computed_column("g", "integer", "\"a\" - 1")})})}) == "0,2");
    // It is one half of a key, commented, kept apart, and moves to another type.
    const auto keyed = [](const char* type, const char* expression) -> table_model {
        column_model made = computed_column("g", type, expression);
        made.not_null = true;
        made.comment = "computed";
        made.storage = "main";
        return table("t", {required("a", "integer"), required("x", "text"), made}).primary({"g", "a"});
    };
    check_round_trip(tables({keyed("text", "\"x\" || '!'")}), tables({keyed("varchar(20)", "\"x\" || '!'")}),
                     "insert into t (a, x) values (1, 'y')");
}

TEST_CASE("what_becomes_generated_loses_what_it_held") {
    const table_model plain = table("t", {column("a", "integer"), column("g", "integer")});
    const table_model computed = table("t", {column("a", "integer"), computed_column("g", "integer", "\"a\" + 1")});
    const auto losses = [](const table_model& before, const table_model& after) {
        std::string all;
        for (const change& each : diff(tables({before}), tables({after}))) all += each.loses;
        return all;
    };
    CHECK(losses(plain, computed) == "public.t.g");
    CHECK(losses(computed, plain) == "");
    CHECK(losses(computed, table("t", {column("a", "integer"), computed_column("g", "integer", "\"a\" + 2")})) == "");
    CHECK(losses(computed, table("t", {column("a", "integer")})) == "");
}

TEST_CASE("a_renamed_column_stays_what_others_are_computed_by") {
    const scratch_folder folder;
    const own_database db;
    const auto with = [](const char* name) {
        return tables({table(
            "t", {column(name, "integer"), computed_column("g", "integer", "\"" + std::string{name} + "\" + 1")})});
    };
    CHECK(run_kit(with("a"), folder, db, {"generate"}).code == 0);
    CHECK(run_kit(with("b"), folder, db, {"generate", "--rename", "t.a=b"}).code == 0);
    CHECK(run_kit(tables({}), folder, db, {"migrate"}).code == 0);
    CHECK(db.ask("insert into t (b) values (4) returning g") == "5");
    const outcome again = run_kit(with("b"), folder, db, {"generate"});
    CHECK(holds(again.errors + again.out, "Nothing changed"));
}

TEST_CASE("storage_and_compression_change_and_outlive_a_change_of_type") {
    const auto with = [](const char* type, std::string storage, std::string compression) {
        column_model made = column("a", type);
        made.storage = std::move(storage);
        made.compression = std::move(compression);
        return tables({table("t", {std::move(made)})});
    };
    check_round_trip(with("text", "", ""), with("text", "external", "pglz"), "insert into t values (repeat('x', 9000))");
    check_round_trip(with("text", "external", "pglz"), with("text", "main", ""));
    const travelled retyped{with("varchar(20)", "plain", "pglz"), {}, with("text", "plain", "pglz")};
    const travelled settled{with("varchar(20)", "plain", "pglz"), {}, with("text", "", "")};
    check_round_trip(with("numeric", "", ""), with("numeric", "external", "pglz"));
    check_round_trip(with("text[]", "external", ""), with("text[]", "", "pglz"));
    check_round_trip({}, with("bytea", "external", "pglz"));
    // What the kit takes for usual is.
    const own_database db;
    std::string wrong;
    for (const char* type : {"text", "varchar", "bpchar", "bytea", "numeric", "json", "jsonb", "xml", "inet", "cidr", "bit",
                             "varbit", "path", "polygon", "tsvector", "int4range", "int4multirange", "numrange", "text[]",
                             "numeric[]"}) {
        const std::string_view usual = ddl::usual_storage(type);
        const std::string letter = usual == "extended" ? "x" : usual == "main" ? "m" : "e";
        if (db.ask("select typstorage from pg_type where oid = '" + std::string{type} + "'::regtype") != letter) wrong += type;
    }
    CHECK(wrong == "");
}

TEST_CASE("types_change_by_a_declared_conversion") {
    const auto go = [](const column_model& from, const std::string& value, const column_model& to, const std::string& expected) {
        INFO(from.type << " to " << to.type);
        const travelled there{tables({table("t", {from, column("b", "integer")})}), {"insert into t values (" + value + ", 5)"},
                              tables({table("t", {to, column("b", "integer")})})};
        CHECK(there.ask("select a::text from t") == expected);
    };
    go(column("a", "text"), "'12'", converted(column("a", "integer"), "\"a\"::integer"), "12");
    go(column("a", "text", "'1'"), "'12'", converted(column("a", "integer", "1"), "\"a\"::integer"), "12");
    go(column("a", "text", "'1'"), "'12'", converted(column("a", "integer"), "\"a\"::integer + \"b\""), "17");
    go(column("a", "text"), "'{\"k\": 1}'", converted(column("a", "jsonb"), "\"a\"::jsonb"), "{\"k\": 1}");
    go(column("a", "text"), "'x'", converted(column("a", "text[]"), "array[\"a\"]"), "{x}");
    go(column("a", "integer", "7"), "3", converted(column("a", "boolean", "true"), "\"a\" <> 0"), "true");
    go(column("a", "varchar(200)"), "'0123456789'", converted(column("a", "varchar(5)"), "left(\"a\", 5)"), "01234");
    go(column("a", "timestamptz"), "'2026-01-02 03:04:05+00'", converted(column("a", "date"), "(\"a\" at time zone 'UTC')::date"),
       "2026-01-02");
    // By assignment: a value that does not fit is an error, and none is lost.
    go(column("a", "bigint", "7"), "12", column("a", "smallint", "7"), "12");
    go(column("a", "numeric(10,2)"), "12.34", column("a", "numeric(6,2)"), "12.34");
    go(column("a", "bigint"), "12", column("a", "numeric(4,1)"), "12.0");
    go(column("a", "uuid"), "'00000000-0000-0000-0000-000000000001'", column("a", "text"), "00000000-0000-0000-0000-000000000001");
    go(column("a", "boolean", "true"), "false", column("a", "text", "'no'"), "false");
    const own_database db;
    const model wide = tables({table("t", {column("a", "bigint")})}), narrow = tables({table("t", {column("a", "smallint")})});
    apply_changes(db, {}, wide);
    db.execute("insert into t values (70000)");
    CHECK(holds(complaint([&] { apply_changes(db, wide, narrow); return 0; }), "smallint out of range"));
}

TEST_CASE("what_stands_around_a_converted_column_goes_and_comes") {
    const auto with = [](const char* type, const char* same, bool is_new) {
        const auto made = [&](column_model plain) {
            return is_new ? converted(plain, "md5(\"" + plain.name + "\")::" + std::string{type}) : plain;
        };
        return tables({table("person", {made(required("id", type)), made(column("chief", type)), column("n", "integer")})
                           .primary({"id"})
                           .references({"chief"}, "person")
                           .check("c", std::string{"\"id\" <> '"} + same + "'")
                           .index("i", {"n"}, "\"chief\" is not null")
                           .policy(policy("p", std::string{"\"id\" <> '"} + same + "'")),
                       table("post", {made(column("person_id", type)),
                                      computed_column("g", "boolean", "\"person_id\" is not null")})
                           .references({"person_id"}, "person")});
    };
    const travelled there{with("text", "00000000-0000-0000-0000-000000000000", false),
                          {"insert into person values ('a', null, 1), ('b', 'a', 2)", "insert into post values ('b'), (null)"},
                          with("uuid", "00000000-0000-0000-0000-000000000000", true)};
    CHECK(there.ask("select count(*) from post join person p on p.id = person_id join person c on c.id = p.chief where g") == "1");
}

TEST_CASE("rows_that_are_there_get_what_is_declared_for_them") {
    const auto of = [](std::vector<column_model> columns) { return tables({table("t", std::move(columns))}); };
    const std::string rows = "insert into t values (1, null), (2, 'Ab')";
    const model before = of({required("id", "integer"), column("x", "text")});
    const auto values = [](const travelled& there, const std::string& column) {
        return there.ask("select string_agg(coalesce(" + column + "::text, 'null'), ',' order by id) from t");
    };
    CHECK(values({before, {rows}, of({required("id", "integer"), filled(required("x", "text"), "'none'")})}, "x") == "none,Ab");
    CHECK(values({before, {rows}, of({required("id", "integer"), filled(required("x", "text", "'d'"), "'n' || \"id\"")})}, "x") ==
          "n1,Ab");
    const column_model seven = filled(required("y", "integer"), "7");
    CHECK(values({before, {rows}, of({required("id", "integer"), column("x", "text"), seven})}, "y") == "7,7");
    const column_model lower = filled(column("y", "text", "'new'"), "lower(\"x\")");
    CHECK(values({before, {rows}, of({required("id", "integer"), column("x", "text"), lower})}, "y") == "null,ab");
    // Out of a column that goes, into one of a key that comes.
    const model split = tables({table("t", {required("id", "integer"), filled(required("y", "text"), "coalesce(\"x\", 'none')")})
                                    .primary({"y", "id"}).unique({"y"}).index("t_y", {"y"})});
    CHECK(values({before, {rows}, split}, "y") == "none,Ab");
    // Into a primary key, and of a column that changes its type as well.
    const model key = tables({table("t", {required("id", "integer"), filled(column("x", "text"), "'k'")}).primary({"x"})});
    CHECK(values({before, {rows}, key}, "x") == "k,Ab");
    column_model both = filled(converted(required("x", "integer"), "length(\"x\")"), "\"id\" * 10");
    CHECK(values({before, {rows}, of({required("id", "integer"), both})}, "x") == "10,2");
    // Of a foreign key that is checked at the end of the transaction.
    const auto referring = [](column_model ref) {
        table_model made = table("t", {required("id", "integer"), std::move(ref)}).references({"u"}, "u");
        made.foreign_keys[0].checked = checked_model::deferred;
        return tables({table("u", {required("id", "integer")}).primary({"id"}), made});
    };
    const travelled deferred{referring(column("u", "integer")), {"insert into u values (1)", "insert into t values (1, null)"},
                             referring(filled(required("u", "integer"), "1"))};
    CHECK(deferred.ask("select u from t") == "1");
}
