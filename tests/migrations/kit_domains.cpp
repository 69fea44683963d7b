// Domains are declared, come, change and go, with columns of them.
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/plan/consent.hpp>
#include <virga/kit/rename.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace declared_domains {
using namespace virga;

struct price_rules {
    static constexpr auto constraints(const auto& value) {
        return std::tuple{pg::check<"price_positive">(value > 0),
                          pg::comment_on<"it's a shop">(pg::check<"price's end">(value.is_null() or value < 1000))};
    }
};
inline constexpr pg::domain<"price", types::integer, price_rules{}, default_to<5>, pg::in_schema<"kb">> price_domain;
struct word_rules {
    static constexpr auto constraints(const auto& value) { return std::tuple{pg::check<"word_short">(value != "it's")}; }
};
inline constexpr pg::domain<"word", types::varchar<5>, not_null, word_rules{}> word_domain;

template <class t>
struct ware_fields {
    pg::integer<t, "id", primary_key> id;
    pg::own<t, "price", price_domain> price;
    pg::own<t, "word", word_domain, not_null, default_to<"x">> word;
    pg::own<t, "prices", price_domain, as_array, not_null, default_sql<"'{}'">> prices;

    static constexpr auto constraints(const auto& ware) { return std::tuple{pg::check<"ware_word">(ware.word != "ware")}; }
};
inline constexpr table<"ware", ware_fields> ware;
inline constexpr auto shop = virga::schema(virga::domain(ware, price_domain, word_domain));
}  // namespace declared_domains

using namespace virga_test;

TEST_CASE("a_domain_is_declared_and_its_columns_hold_values_of_the_type_under_it") {
    using namespace declared_domains;
    const own_database db;
    const model described = virga::kit::describe(shop);
    CHECK(sql_of(diff({}, described)).starts_with(
        R"(create schema "kb";
create domain "kb"."price" as integer default 5 constraint "price_positive" check ((value) > 0) constraint "price's end" check ((value) is null or (value) < 1000);
create domain "public"."word" as varchar(5) not null constraint "word_short" check ((value) <> 'it''s');
create table "ware" (
  "id" integer not null,
  "price" "kb"."price",
  "word" "public"."word" default 'x' not null,
  "prices" "kb"."price"[] default '{}' not null,
)"));
    apply_changes(db, {}, described);
    virga::postgres_client app{db.url()};
    app(insert_into(ware).values(ware.id = 1));
    std::vector<insertable<ware>> rows(2);
    rows[0].id = 2;
    rows[0].price = 999;
    rows[0].word = "two";
    rows[0].prices = std::vector{3, 4};
    rows[1].id = 3;
    app(insert_into(ware).rows(rows));
    std::string found;
    const auto all = select(ware.id, ware.price, ware.word, ware.prices).from(ware).order_by(ware.id);
    for (const auto& [id, price, word, prices] : app(all)) {
        found += std::to_string(id) + " " + (price ? std::to_string(*price) : "-") + " " + word + " " +
                 std::to_string(prices.size()) + ";";
    }
    CHECK(found == "1 5 x 0;2 999 two 2;3 - x 0;");
    CHECK(app(update(ware).set(ware.price = ware.price + 1, ware.word = "a").where(ware.price == 5)).affected() == 1);
    CHECK(app(select(max(ware.price)).from(ware).where(ware.word.in(std::array{"a", "two"}))).size() == 1);
    CHECK_THROWS_AS(app(update(ware).set(ware.price = 0).where(ware.id == 1)), virga::check_violation);
    CHECK_THROWS_AS(app(insert_into(ware).values(ware.id = 4, ware.prices = std::vector{1000})), virga::check_violation);
    CHECK(parse_snapshot(to_json({"i", {}, described}), "f").schema == virga::kit::normalised(described));
    CHECK(holds(sql_of(diff({}, described)), R"(comment on constraint "price's end" on domain "kb"."price" is 'it''s a shop';)"));
}

TEST_CASE("what_is_said_of_a_check_of_a_domain_goes_and_comes_with_it") {
    const auto with = [](std::vector<check_model> checks, std::vector<held_comment_model> comments, std::string name = "price") {
        model made = tables({table("t", {column("p", "\"public\".\"" + name + "\"")})});
        made.domains.push_back({"", name, "integer", false, {}, std::move(checks), std::move(comments)});
        return made;
    };
    const held_comment_model above{"constraint", "c", "never below"}, below{"constraint", "d", "the end"};
    const model before = with({{"c", "value > 0"}, {"d", "value < 100"}}, {above, below});
    CHECK(sql_of(diff(before, with({{"c", "value > 1"}}, {above}))) == R"(alter domain "public"."price" drop constraint "c";
alter domain "public"."price" drop constraint "d";
alter domain "public"."price" add constraint "c" check (value > 1);
comment on constraint "c" on domain "public"."price" is 'never below';
)");
    CHECK(sql_of(diff(before, with(before.domains[0].checks, {{"constraint", "c", "so"}}))) ==
          R"(comment on constraint "c" on domain "public"."price" is 'so';
comment on constraint "d" on domain "public"."price" is null;
)");
    check_round_trip(before, with({{"c", "value > 1"}}, {above}));
    check_round_trip(before, with(before.domains[0].checks, {}));
    check_round_trip(before, with({}, {}));
    model renamed = before;
    const model after = with(before.domains[0].checks, before.domains[0].comments, "cost");
    CHECK(virga::kit::rename_changes(renamed, after, {"domain:public.price=cost"}).size() == 1);
    CHECK(diff(renamed, after).empty());
    CHECK(parse_snapshot(to_json({"i", {}, before}), "f").schema == before);
}

TEST_CASE("a_domain_over_another_keeps_the_default_that_it_was_made_with") {
    const auto with = [](std::optional<std::string> of_base, std::optional<std::string> of_over) {
        model made = tables({table("t", {column("a", R"("public"."over")"), column("b", R"("public"."last")")})});
        made.sequences.push_back({"", "s"});
        made.domains.push_back({"", "last", R"("public"."over")"});
        made.domains.push_back({"", "over", R"("public"."base")", false, std::move(of_over)});
        made.domains.push_back({"", "base", "integer", false, std::move(of_base)});
        return made;
    };
    const model without = with({}, {}), drawing = with("nextval('\"s\"')", {}), apart = with("5", "6");
    CHECK(sql_of(diff(apart, with({}, {}))) == R"(alter domain "public"."last" drop default;
alter domain "public"."over" drop default;
alter domain "public"."base" drop default;
)");
    CHECK(sql_of(diff(apart, with("7", "6"))) == "alter domain \"public\".\"base\" set default 7;\n");
    check_round_trip(without, drawing, "insert into t values (1, 2)");
    check_round_trip(drawing, apart);
    check_round_trip(drawing, tables({}));
    check_round_trip(without, with("5", "null"));
}

TEST_CASE("a_foreign_key_sets_a_column_to_the_default_of_its_domain") {
    const auto with = [](std::optional<std::string> value) {
        model made = tables({table("a", {required("id", "integer")}), table("b", {required("a", R"("public"."last")")})});
        made.tables[0].primary_key = key_model{"a_pkey", {"id"}};
        made.tables[1].foreign_keys.push_back({"b_a_fkey", {"a"}, "", "a", {"id"}, "set default", {}});
        made.domains.push_back({"", "last", R"("public"."number")"});
        made.domains.push_back({"", "number", "integer", false, std::move(value)});
        return made;
    };
    const own_database db;
    apply_changes(db, {}, with("0"));
    db.execute("insert into a values (0), (1); insert into b values (1); delete from a where id = 1");
    CHECK(db.ask("select a from b") == "0");
    CHECK(holds(complaint([&] { return diff({}, with({})); }),
                "on delete set default makes the column a NULL, which is declared not null."));
}

TEST_CASE("a_domain_changes_under_a_domain_over_it_but_not_under_one_over_arrays") {
    const auto with = [](bool not_null, std::vector<check_model> checks, const std::string& over) {
        model made = tables({table("t", {column("a", R"("public"."over")")})});
        made.domains.push_back({"", "base", "integer", not_null, {}, std::move(checks)});
        made.domains.push_back({"", "over", over});
        return made;
    };
    const std::string base = R"("public"."base")";
    const model before = with(false, {}, base), after = with(true, {{"c", "value > 0"}}, base);
    const auto changes = diff(before, after);
    CHECK(sql_of(changes) == R"(alter domain "public"."base" set not null;
alter domain "public"."base" add constraint "c" check (value > 0);
)");
    CHECK(changes.back().caution ==
          "domain public.base gets the check c: that fails if a row holds what breaks it, in public.t.a.");
    check_round_trip(before, after, "insert into t values (1)");
    CHECK(holds(diff(with(false, {}, base + "[]"), with(true, {}, base + "[]")).front().refusal,
                "only while no column has arrays or composite values of it, as public.t.a has."));
}

TEST_CASE("domains_change_with_columns_of_them") {
    const auto with = [](domain_type_model price, std::vector<domain_type_model> more = {}) {
        model made{{"kb"},
                   {{"", "mood", {"a", "b"}}},
                   {table("t", {column("p", R"("kb"."pri""ce")"), column("n", "integer")})}};
        made.domains = std::move(more);
        made.domains.push_back(std::move(price));
        return made;
    };
    const model before = with({"kb", "pri\"ce", "integer", true, "5", {{"c", "value > 0"}, {"d", "value < 100"}}});
    const model after = with({"kb", "pri\"ce", "integer", false, "7", {{"d", "value < 1000"}, {"e", "value <> 13"}}},
                             {{"", "feeling", "\"public\".\"mood\"", false, "'a'::\"public\".\"mood\"", {}}});
    CHECK(sql_of(diff(before, after)) == R"(create domain "public"."feeling" as "public"."mood" default 'a'::"public"."mood";
alter domain "kb"."pri""ce" drop constraint "c";
alter domain "kb"."pri""ce" drop constraint "d";
alter domain "kb"."pri""ce" set default 7;
alter domain "kb"."pri""ce" drop not null;
alter domain "kb"."pri""ce" add constraint "d" check (value < 1000);
alter domain "kb"."pri""ce" add constraint "e" check (value <> 13);
)");
    check_round_trip(before, after, "insert into t values (7, 1)");
    const auto changed = diff(before, with({"kb", "pri\"ce", "bigint", true, "5", {}}));
    CHECK(changed.front().refusal ==
          "domain kb.pri\"ce: it is over bigint now and was over integer, which PostgreSQL does not change.");
    // What is new is not looked for in arrays.
    model arrays = before, stricter = after;
    for (model* each : {&arrays, &stricter}) each->tables[0].columns.push_back(column("all", R"("kb"."pri""ce"[])"));
    CHECK(holds(complaint([&] { refuse_unwritten(diff(arrays, stricter)); return 0; }),
                "domain kb.pri\"ce: PostgreSQL adds a check only while no column has arrays or composite values of it, as "
                "public.t.all has."));
    CHECK(holds(complaint([&] { refuse_unwritten(diff(stricter, arrays)); return 0; }), "PostgreSQL forbids NULL only while"));
    model turned = after;
    turned.enums[0].labels = {"b", "a"};
    CHECK(holds(diff(after, turned).front().refusal, "domain public.feeling: its type \"public\".\"mood\" has to be made anew"));
}
