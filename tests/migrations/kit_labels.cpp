// Labels of enum types come, go, move and get other names, with rows that hold them and all that speaks of them.
#include <string>
#include <utility>
#include <vector>

#include <virga/kit/generate.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {
const std::string mood = R"("kb"."mo""od")";

/// A type with these labels, and two tables with all that can speak of it. `word` stands wherever a constant can.
model moods(names labels, const std::string& word, std::vector<former_label_model> renamed = {},
            std::vector<former_label_model> removed = {}) {
    const std::string constant = quote_literal(word) + "::" + mood;
    std::string element = word;
    virga::types::detail::quote_array_element(element, 0);
    model made{{"kb"}, {{"kb", "mo\"od", std::move(labels), std::move(renamed), std::move(removed)}}, {}};
    made.tables = {table("t", {required("m", mood, quote_literal(word)),
                               column("all", mood + "[]", quote_literal("{" + element + "}")), column("n", "integer")})
                       .unique({"m"})
                       .check("c", "\"m\" >= " + constant + " or \"n\" > 0")
                       .check("d", constant + " is not null and \"n\" > 0")
                       .index("i", {"m"})
                       .index("j", {"n"}, "\"m\" = " + constant)
                       .policy(policy("p", "\"m\" = " + constant)),
                   table("u", {column("t", mood, quote_literal(word))})
                       .references({"t"}, "t", {"m"})
                       .policy(policy("q", "exists (select from \"t\" where \"t\".\"m\" = " + constant + ")"))};
    return made;
}
const std::string labelled_rows =
    "insert into t values ('a', '{a,b,NULL,a}', 1), ('b', '{}', 2), ('c', null, 3); insert into u values ('a'), (null)";

std::string content(const own_database& db) {
    return db.ask("select string_agg(m || coalesce(\"all\"::text, '-') || n, ' ' order by n) from t") + " " +
           db.ask("select string_agg(coalesce(t::text, '-'), ' ' order by t) from u");
}
/// A database of `before` with its rows, changed into `after`: it is to be what `after` is, made from nothing.
std::string moved(const model& before, const model& after) {
    const own_database fresh, travelling;
    apply_changes(fresh, {}, after);
    apply_changes(travelling, {}, before);
    travelling.execute(labelled_rows);
    apply_changes(travelling, before, after);
    CHECK(catalog_of(travelling) == catalog_of(fresh));
    return content(travelling);
}
}  // namespace

TEST_CASE("labels_move_under_a_generated_column") {
    const auto computed = [](names labels) {
        model made{{}, {{"", "m", std::move(labels)}}, {table("t", {column("m", "\"public\".\"m\""), column("g", "boolean")})}};
        made.tables[0].columns[1].generated = "\"m\" = 'a'";
        return made;
    };
    check_round_trip(computed({"a", "b"}), computed({"b", "a"}), "insert into t values ('a'), ('b')");
}

TEST_CASE("labels_move") {
    const model before = moods({"a", "b", "c"}, "a"), after = moods({"c", "it's \"new\" \\", "b", "a"}, "b");
    CHECK(moved(before, after) == "a{a,b,NULL,a}1 b{}2 c-3 a -");
    check_round_trip(before, after);
}

TEST_CASE("labels_go_and_rows_get_others") {
    CHECK(moved(moods({"a", "b", "c"}, "c"), moods({"b", "it's", "z"}, "b", {}, {{"a", "it's"}, {"c", "z"}})) ==
          "it's{it's,b,NULL,it's}1 b{}2 z-3 it's -");
    // Without a word on what such rows get it goes as long as there are none.
    CHECK(moved(moods({"a", "b", "c", "unused"}, "c"), moods({"a", "c", "b"}, "c")) == "a{a,b,NULL,a}1 b{}2 c-3 a -");
    const own_database db;
    const model before = moods({"a", "b", "c"}, "b");
    apply_changes(db, {}, before);
    db.execute(labelled_rows);
    CHECK_THROWS(apply_changes(db, before, moods({"a", "b"}, "b")));
    CHECK(content(db) == "a{a,b,NULL,a}1 b{}2 c-3 a -");
}

TEST_CASE("labels_get_other_names_in_rows_and_constants") {
    const model before = moods({"a", "b", "c"}, "a"), after = moods({"it's", "b", "see"}, "it's", {{"a", "it's"}, {"c", "see"}});
    CHECK(diff(before, after).size() == 2);
    CHECK(moved(before, after) == "it's{it's,b,NULL,it's}1 b{}2 see-3 it's -");
    // And some go meanwhile, and some come.
    CHECK(moved(before, moods({"new", "see", "alpha"}, "new", {{"a", "alpha"}, {"c", "see"}}, {{"b", "new"}})) ==
          "alpha{alpha,new,NULL,alpha}1 new{}2 see-3 alpha -");
}

TEST_CASE("a_label_that_is_used_at_once_is_migrated_in_two_steps") {
    const own_database db, fresh;
    const scratch_folder folder;
    const model before = moods({"a", "b", "c"}, "a"), after = moods({"a", "b", "new", "c"}, "new");
    CHECK(run_kit(before, folder, db, {"generate"}).errors == "");
    REQUIRE(run_kit(before, folder, db, {"migrate"}).code == 0);
    db.execute(labelled_rows);
    const outcome made = run_kit(after, folder, db, {"generate"});
    INFO(made.out << made.errors);
    CHECK(read_folder(folder.path()).size() == 3);
    // So it is where rows get the label as their column becomes one of the type.
    const auto typed = [](names labels, const char* type) {
        column_model m = column("m", type);
        m.conversion.type = "'new'::\"public\".\"m\"";
        return model{{}, {{"", "m", std::move(labels)}}, {table("t", {std::move(m)})}};
    };
    CHECK(diff(typed({"a"}, "text"), typed({"a", "new"}, "\"public\".\"m\"")).back().awaits_commit);
    CHECK(not diff(typed({"a"}, "text"), typed({"a"}, "\"public\".\"m\"")).back().awaits_commit);
    CHECK(run_kit(after, folder, db, {"check"}).code == 0);
    const outcome done = run_kit(after, folder, db, {"migrate"});
    INFO(done.out << done.errors);
    CHECK(done.code == 0);
    CHECK(content(db) == "a{a,b,NULL,a}1 b{}2 c-3 a -");
    apply_changes(fresh, {}, after);
    CHECK(catalog_of(db) == catalog_of(fresh));
}
