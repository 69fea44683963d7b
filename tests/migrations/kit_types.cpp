// Columns change their type, with keys on both sides and all that speaks of them, and keep every value.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <virga/kit/plan/type_change.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {
/// Types, and values at their ends.
const std::vector<std::pair<std::string, names>> types{
    {"smallint", {"-32768", "32767", "0"}},
    {"integer", {"-2147483648", "2147483647"}},
    {"bigint", {"-9223372036854775808", "9223372036854775807"}},
    {"numeric", {"123456789012345678901234567890.123456789", "-0.5", "NaN", "Infinity"}},
    {"numeric(5,1)", {"-9999.9", "9999.9", "NaN"}},
    {"numeric(6,2)", {"-9999.99", "9999.99"}},
    {"numeric(5)", {"99999"}},
    {"numeric(12,2)", {"9999999999.99"}},
    {"numeric(21,2)", {"-9999999999999999999.99"}},
    {"numeric(3,-2)", {"-99900"}},
    {"numeric(2,4)", {"0.0099"}},
    {"real", {"0.1", "-1e38", "NaN", "Infinity"}},
    {"double precision", {"0.1", "1e308", "-Infinity"}},
    {"text", {"", "it's", "trailing  "}},
    {"varchar", {"", "longer than twenty characters"}},
    {"varchar(20)", {"exactly twenty chars"}},
    {"varchar(40)", {"a", "exactly forty characters, as it so happe"}},
    {"date", {"2024-01-01", "infinity"}},
    {"timestamp", {"2024-01-01 00:00:00"}},
    {"timestamptz", {"2024-01-01 00:00:00+00"}},
    {"boolean", {"true"}},
    {"uuid", {"00000000-0000-0000-0000-000000000000"}},
    {"jsonb", {"{}"}},
    {"bytea", {"\\x00"}},
    {"oid", {"0", "1259", "4294967295"}},
    {"regclass", {"-", "pg_class", "4294967295"}},
    {"regtype", {"-", "integer"}},
    {"regproc", {"-", "now"}},
    {"regprocedure", {"lower(text)", "4294967295"}},
};

const char* const implicit_cast =
    "select exists (select from pg_cast where castsource = $1::regtype and casttarget = $2::regtype and castcontext = 'i')::text";

std::string without_length(const std::string& type) { return type.substr(0, type.find('(')); }
}  // namespace

TEST_CASE("each_type_goes_into_those_that_keep_every_value") {
    const own_database server;
    virga::postgres_client db{server.url()};
    postgres_database kit{server.url()};
    std::set<std::string> left_out;  // casts that PostgreSQL does by itself, and the kit does not
    std::set<std::string> taken;
    for (const auto& [from, values] : types) {
        for (const auto& [to, unused] : types) {
            if (from == to) continue;
            INFO(from << " to " << to);
            const std::string cast = without_length(from) + " to " + without_length(to);
            const bool same_type = without_length(from) == without_length(to);
            const bool by_itself = text(kit.query(implicit_cast, arguments({without_length(from), without_length(to)}))) == "true";
            if (not virga::kit::detail::keeps_every_value(from, to)) {
                if (by_itself and not same_type) left_out.insert(cast);
                continue;
            }
            taken.insert(cast);
            CHECK((by_itself or same_type));
            for (const bool is_array : {false, true}) {
                const std::string brackets = is_array ? "[]" : "";
                const model before = tables({table("t", {column("a", from + brackets), column("b", from + brackets)})});
                const model after = tables({table("t", {column("a", to + brackets), column("b", from + brackets)})});
                apply_changes(server, {}, before);
                for (const std::string& value : values) {
                    const std::string written =
                        is_array ? "array[" + quote_literal(value) + "::" + from + ", null]" : quote_literal(value);
                    db.execute("insert into t values (" + written + ", " + written + ")");
                }
                apply_changes(server, before, after);
                CHECK(text(db.execute("select count(*) from t where a is distinct from b::" + to + brackets + " or a::" + from +
                                      brackets + "::text is distinct from b::text")) == "0");
                CHECK(text(db.execute("select format_type(atttypid, atttypmod) = format_type('" + to + brackets +
                                      "'::regtype, atttypmod) from pg_attribute "
                                      "where attrelid = 't'::regclass and attname = 'a'")) == "t");
                apply_changes(server, after, {});
            }
        }
    }
    for (const std::string& cast : taken) left_out.erase(cast);  // with another length they are
    // As the header says: where not every value is there, or it depends on the session.
    for (const std::string object : {"oid", "regclass", "regtype", "regproc", "regprocedure"}) {
        for (const std::string whole : {"smallint", "integer", "bigint"}) CHECK(left_out.erase(whole + " to " + object) == 1);
    }
    CHECK(left_out == std::set<std::string>{"bigint to double precision", "bigint to real", "date to timestamp",
                                            "date to timestamptz", "integer to real", "numeric to double precision",
                                            "numeric to real", "real to double precision", "text to regclass",
                                            "timestamp to timestamptz", "varchar to regclass"});
    CHECK(taken.size() == 23);
}

namespace {
column_model identity(std::string name, std::string type) {
    column_model id = required(std::move(name), std::move(type));
    id.identity = identity_model::always;
    return id;
}

/// A shop, with all that can speak of a column. `key` is the type of its keys, `word` that of its texts, `price` that of its
/// prices.
model shop(const std::string& key, const std::string& word, const std::string& price) {
    const table_model customer = table("customer", {identity("id", key), column("code", word, "'new'"), column("friend", key)})
                                     .primary({"id"})
                                     .unique({"code"})
                                     .references({"friend"}, "customer", {"id"}, "", "set null")
                                     .check("customer_code", "length(\"code\") > 1")
                                     .index("customer_low", {"code"}, "\"id\" > '-7'::" + key)
                                     .index({"customer_lower", true, "btree", {{"lower(\"code\")", true, false, ""}}, ""})
                                     .policy(policy("own", "\"code\" <> 'x' and \"id\" > 0"));
    const table_model order =
        table("order", {identity("id", key), required("customer_id", key), column("code", word), column("price", price, "'-1'")},
              "shop")
            .primary({"id", "customer_id"})
            .references({"customer_id"}, "customer")
            .references({"code"}, "customer", {"code"})
            .check("order_price", "\"price\" > '-1.25'::numeric")
            .index("order_customer", {"customer_id", "price"})
            .secured(true);
    const table_model line = table("line", {required("order_id", key), required("customer_id", key), column("text", word)})
                                 .references({"order_id", "customer_id"}, "order", {"id", "customer_id"}, "shop", "cascade")
                                 .policy(policy("theirs",
                                                "exists (select from \"customer\" where \"customer\".\"id\" = "
                                                "\"line\".\"customer_id\" and \"customer\".\"code\" = 'a')"));
    return {{"shop"}, {}, {line, order, customer}};
}

constexpr const char* rows_to_convert = R"(insert into customer (code, friend) values ('aa', 1), ('bb', 1);
insert into shop."order" (customer_id, code, price) values (1, 'aa', 9.9), (2, 'bb', default);
insert into line values (1, 1, 'two pens'), (2, 2, 'ink');)";
}  // namespace

TEST_CASE("types_grow_with_keys_on_both_sides_indexes_checks_and_policies") {
    const model small = shop("integer", "varchar(12)", "numeric(5,1)"), large = shop("bigint", "varchar(40)", "numeric(8,2)");
    const own_database fresh, db;
    const scratch_folder folder;
    CHECK(run_kit(small, folder, db, {"generate"}).code == 0);
    CHECK(run_kit(small, folder, db, {"migrate"}).code == 0);
    db.execute(rows_to_convert);
    outcome ran = run_kit(large, folder, db, {"generate"});
    CHECK(holds(ran.errors, "Mind: public.customer.id changes its type from integer to bigint: PostgreSQL writes the table anew"));
    CHECK(ran.code == 0);
    ran = run_kit(large, folder, db, {"migrate"});
    CHECK(ran.errors == "");
    CHECK(ran.code == 0);
    CHECK(holds(run_kit(large, folder, db, {"generate"}).out, "Nothing changed"));
    CHECK(run_kit(large, folder, db, {"check"}).code == 0);

    apply_changes(fresh, {}, large);
    CHECK(catalog_of(db) == catalog_of(fresh));
    CHECK(db.ask("select string_agg(seqtypid::regtype || ' ' || seqmax, ', ') from pg_sequence join pg_class c on c.oid = seqrelid "
                 "where relnamespace::regnamespace::text <> 'drizzle'") ==
          "bigint 9223372036854775807, bigint 9223372036854775807");
    CHECK(db.ask("select string_agg(l.text || ' ' || o.price || ' ' || c.code, ', ' order by c.id) from line l join shop.\"order\" "
                 "o on o.id = l.order_id join customer c on c.id = o.customer_id") == "two pens 9.90 aa, ink -1.00 bb");

    // The sequence goes on where it was, and past what an integer holds.
    CHECK(db.ask("insert into customer (code) values ('a code of twenty-seven chars') returning id") == "3");
    db.execute("select setval(pg_get_serial_sequence('customer', 'id'), 2147483647)");
    CHECK(db.ask("insert into customer (code, friend) values ('past', 3) returning id") == "2147483648");
    CHECK(db.ask("insert into shop.\"order\" (customer_id, code, price) values (2147483648, 'past', 123456.78) returning price") ==
          "123456.78");
    CHECK_THROWS_AS(db.execute("insert into shop.\"order\" (customer_id) values (2147483649)"), virga::foreign_key_violation);
}

TEST_CASE("types_grow_into_others_of_their_kind") {
    const auto go = [](const model& before, const model& after, const char* with = "") {
        const own_database fresh, db;
        apply_changes(fresh, {}, after);
        apply_changes(db, {}, before);
        db.execute(with);
        apply_changes(db, before, after);
        CHECK(catalog_of(db) == catalog_of(fresh));
    };
    go(shop("smallint", "varchar(12)", "smallint"), shop("integer", "text", "numeric(7,2)"));
    go(shop("bigint", "varchar", "integer"), shop("bigint", "text", "double precision"), rows_to_convert);
    // A key that is no number any more but a decimal has no identity.
    const auto with_keys = [](const char* type) {
        return tables({table("line", {column("note_id", type)}).references({"note_id"}, "note"),
                       table("note", {required("id", type), column("other", type)}).primary({"id"}).references({"other"}, "note")});
    };
    for (const auto& [from, to] :
         {std::pair{"smallint", "real"}, std::pair{"integer", "numeric"}, std::pair{"integer[]", "bigint[]"}}) {
        go(with_keys(from), with_keys(to));
    }
    const auto mixed = [](const char* type) {  // its expressions have casts
        return tables({table("t", {column("a", type), column("b", "integer"), column("c", type, "'3'")})
                           .check("t_sum", "coalesce(\"a\", \"b\") > 0")
                           .index({"t_either", true, "btree", {{"coalesce(\"a\", \"b\")", true, false, ""}}, ""})
                           .index("t_b", {"b"}, "coalesce(\"a\", \"b\") > 5")});
    };
    go(mixed("smallint"), mixed("bigint"), "insert into t values (7, 7)");
    column_model counted = identity("id", "integer");
    go(tables({table("t", {counted}).primary({"id"})}), tables({table("t", {required("id", "numeric", "0.5")}).primary({"id"})}),
       "insert into t values (default)");
    const auto circle = [](const char* type) {
        const auto pointing = [type](const char* name, const char* other) -> table_model {
            return table(name, {required("id", type)}).primary({"id"}).references({"id"}, other);
        };
        return tables(
            {pointing("a", "b"), pointing("b", "c"), pointing("c", "a"), table("d", {column("a", type)}).references({"a"}, "a")});
    };
    go(circle("integer"), circle("bigint"));
    go(circle("integer"), circle("numeric(12,2)"));
}

TEST_CASE("what_rows_met_before_is_minded_again_where_their_values_change") {
    const auto with = [](const char* type, const char* conversion, const char* name) {
        column_model code = column("code", type);
        code.conversion.type = conversion;
        return tables({table("t", {std::move(code)}).unique({"code"}, name), table("u", {column("code", type)})});
    };
    const auto cautions = [](const model& before, const model& after) {
        std::string all;
        for (const change& step : diff(before, after)) {
            if (step.kind == change_kind::add_constraint) all += step.caution + "\n";
        }
        return all;
    };
    CHECK(cautions(with("integer", "", "old"), with("bigint", "", "new")) == "\n");
    model shorter = with("varchar(1)", "left(\"code\", 1)", "new");
    shorter.tables[1].columns[0].conversion.type = "left(\"code\", 1)";
    CHECK(cautions(with("text", "", "old"), shorter) == "new comes to public.t: that fails if two rows are alike in \"code\".\n");
    // So it is with a check that is read anew, and with a label that becomes another one.
    const auto checked = [](const char* type, const char* conversion) {
        column_model code = column("code", type);
        code.conversion.type = conversion;
        return tables({table("t", {std::move(code)}).check("c", "\"code\" is not null")});
    };
    CHECK(cautions(checked("text", ""), checked("integer", "length(\"code\")")) ==
          "c comes to public.t: that fails if a row violates it.\n");
    const auto labelled = [](names labels, const char* name) {
        model made = tables({table("t", {column("mood", "\"public\".\"mood\"")}).unique({"mood"}, name)});
        made.enums = {{"", "mood", std::move(labels)}};
        return made;
    };
    model merged = labelled({"calm"}, "new");
    merged.enums[0].removed = {{"quiet", "calm"}};
    CHECK(cautions(labelled({"calm", "quiet"}, "old"), merged) ==
          "new comes to public.t: that fails if two rows are alike in \"mood\".\n");
}

TEST_CASE("an_exclusion_constraint_goes_before_a_column_that_its_condition_speaks_of") {
    const auto with = [](bool all) {
        table_model made = table("t", {column("a", "integer")});
        if (not all) return tables({made});
        made.columns.push_back(column("b", "integer"));
        made.columns.push_back(column("c", "integer"));
        made.exclusions = {{"t_b", "btree", {{"b", false, false, ""}}, "\"c\" is not null"}};
        made.exclusions[0].parts[0].compared_by = "=";
        return tables({made});
    };
    check_round_trip(with(true), with(false));
}

TEST_CASE("an_index_that_goes_with_a_column_goes_before_another_of_its_columns_changes") {
    index_model made{"i", false, "btree", {{"a", false, false, ""}}, ""};
    made.parts[0].operator_class = "text_pattern_ops";
    made.include = {"b"};
    column_model later = column("a", "bigint");
    later.conversion.type = "length(\"a\")";
    check_trip(tables({table("t", {column("a", "text"), column("b", "integer")}).index(made)}), tables({table("t", {later})}));
}
