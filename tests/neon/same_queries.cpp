// Typed queries on every way: what they return and change, and what their results offer.
#include <chrono>    // std::chrono::sys_days
#include <cstdint>   // std::int32_t
#include <limits>    // std::numeric_limits
#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include "../tables.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using tables::chief;
using tables::every;
using tables::loose;
using tables::maybe;
using tables::odd;
using tables::person;
using tables::post;
using tables::post_status;
using tables::tag;
using virga::arg;
using virga::count;
using virga::operator""_c;

/// The first columns of the rows, in one text.
template <class Rows>
std::string firsts(const Rows& rows) {
    std::string all;
    for (const auto& row : rows) all += (all.empty() ? "" : " ") + get<0>(row);
    return all;
}

constexpr auto names = select(person.name).from(person);
constexpr auto titles = select(post.title).from(post);
constexpr auto people = select(count()).from(person);
}  // namespace

TEMPLATE_TEST_CASE("a_select_returns_the_columns_it_names", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto rows =
        db(select(person.id, person.name, person.nick, person.active, person.born).from(person).order_by(person.id));
    REQUIRE(rows.size() == 3);
    const auto [id, name, nick, active, born] = rows[0];
    CHECK(id == 1);
    CHECK(name == "Ada");
    CHECK(nick == "countess");
    CHECK(active);
    CHECK(born == std::chrono::sys_days{std::chrono::year{1815} / 12 / 10});
    CHECK(get<2>(rows[1]) == std::nullopt);
    CHECK(get<4>(rows[2]) == std::chrono::sys_days{std::chrono::days{-2'440'588}});
}

TEMPLATE_TEST_CASE("a_select_of_a_table_returns_its_rows", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    std::string all;
    for (const virga::row<person>& each : db(select(person).from(person).order_by(desc(person.id)))) all += each.name + " ";
    CHECK(all == "Eve Bob Ada ");
}

TEMPLATE_TEST_CASE("a_record_answers_to_columns_labels_and_positions", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto row =
        db(select(post.title, post.views.as<"n">(), lower(post.title).as<"low">()).from(post).where(post.title == "One")).one();
    CHECK(row[post.title] == "One");
    CHECK(row["n"_c] == 10);
    CHECK(row["low"_c] == "one");
    CHECK(get<1>(row) == 10);
    CHECK(row.template get<0>() == "One");
}

TEMPLATE_TEST_CASE("rows_go_into_structs_of_the_apps_own", "", over_http, over_websocket, directly) {
    struct headline {
        std::string title;
        std::int64_t views;  // wider than the column
        std::optional<std::string> body;
    };
    filled<TestType> db;
    const auto rows = db(select(post.title, post.views, post.body).from(post).order_by(post.title)).template into<headline>();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].title == "One");
    CHECK(rows[0].body == "A body");
    CHECK(rows[1].views == 2'000);
    CHECK(rows[1].body == std::nullopt);
}

TEMPLATE_TEST_CASE("one_and_first_say_how_many_rows_there_are", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    constexpr auto named = select(person.id).from(person).where(person.name == arg<"name">);
    CHECK(db(named, "Ada").one()[person.id] == 1);
    CHECK_THROWS_AS(db(named, "Nobody").one(), virga::row_count_error);
    CHECK(db(named, "Nobody").first() == std::nullopt);
    CHECK(db(named, "Nobody").empty());
    const auto all = db(names.order_by(person.id));
    CHECK_THROWS_AS(all.one(), virga::row_count_error);
    CHECK(get<0>(all.first().value()) == "Ada");
    CHECK(all.size() == 3);
    CHECK(all.affected() == 3);
}

TEMPLATE_TEST_CASE("conditions_of_every_operator_find_what_they_say", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(firsts(db(names.where(person.id == 2))) == "Bob");
    CHECK(firsts(db(names.where(person.id != 2).order_by(person.id))) == "Ada Eve");
    CHECK(firsts(db(names.where(person.id < 2 or person.id > 2).order_by(person.id))) == "Ada Eve");
    CHECK(firsts(db(names.where(person.id <= 2 and person.id >= 2))) == "Bob");
    CHECK(firsts(db(names.where(not(person.id == 2) and person.active).order_by(person.id))) == "Ada Eve");
}

TEMPLATE_TEST_CASE("conditions_on_null_find_what_is_unknown", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(firsts(db(names.where(person.nick.is_null()).order_by(person.id))) == "Bob Eve");
    CHECK(firsts(db(names.where(person.nick.is_not_null()))) == "Ada");
    CHECK(db(names.where(person.nick != "countess")).empty());  // unknown is not true
}

TEMPLATE_TEST_CASE("patterns_and_ranges_find_texts", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(firsts(db(names.where(person.email.like("%@example.org")).order_by(person.id))) == "Ada Bob Eve");
    CHECK(firsts(db(names.where(person.name.ilike("a_A")))) == "Ada");
    CHECK(firsts(db(names.where(person.name.like("a%")))) == "");
    CHECK(firsts(db(names.where(person.name.between("B", "F")).order_by(person.id))) == "Bob Eve");
}

TEMPLATE_TEST_CASE("a_list_is_one_parameter_however_long", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    std::vector<std::string> wanted{"Ada", "Eve", "NULL", "a,b", "\"", "\\", "{}"};
    const auto query = names.where(person.name.in(wanted)).order_by(person.id);
    CHECK(firsts(db(query)) == "Ada Eve");
    for (int i = 0; i != 20'000; ++i) wanted.push_back("nobody " + std::to_string(i));
    wanted.push_back("Bob");
    CHECK(firsts(db(query)) == "Ada Bob Eve");
    wanted.clear();
    CHECK(db(query).empty());
    CHECK(firsts(db(names.where(person.id.in({3, 1, 7})).order_by(person.id))) == "Ada Eve");
}

TEMPLATE_TEST_CASE("arguments_come_in_the_order_of_their_first_use", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    constexpr auto query = names.where(person.email == arg<"text"> or person.name == arg<"text"> or person.id == arg<"id">)
                               .order_by(person.id)
                               .limit(arg<"limit">);
    CHECK(firsts(db(query, "Ada", 3, 10)) == "Ada Eve");
    CHECK(firsts(db(query, std::string{"bob@example.org"}, 2, 10)) == "Bob");
    CHECK(firsts(db(query, "Ada", 3, 1)) == "Ada");
    CHECK(db(query, "'; drop table person --", 99, 10).empty());
}

TEMPLATE_TEST_CASE("a_query_refers_to_lvalues_and_owns_rvalues", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    std::string email = "nobody@example.org, who is not to be found";
    const auto query = names.where(person.email == email);
    CHECK(db(query).empty());
    email = "bob@example.org";
    CHECK(firsts(db(query)) == "Bob");
    const auto owning = names.where(person.email == std::string{"eve@"} + "example.org");
    CHECK(firsts(db(owning)) == "Eve");
}

TEMPLATE_TEST_CASE("order_limit_and_offset_page_through_rows", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    constexpr auto page = titles.order_by(desc(post.views), post.title).limit(arg<"limit">).offset(arg<"offset">);
    CHECK(firsts(db(page, 2, 0)) == "Three One");
    CHECK(firsts(db(page, 2, 2)) == "Two");
    CHECK(db(page, 2, 3).empty());
    CHECK(db(page, 0, 0).empty());
    CHECK(firsts(db(titles.order_by(asc(post.score).nulls_first()))) == "Two One Three");  // NaN is the greatest
    CHECK(firsts(db(titles.order_by(desc(post.score).nulls_last()))) == "Three One Two");
}

TEMPLATE_TEST_CASE("distinct_rows_come_once", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(db(select(post.author_id).from(post)).size() == 3);
    CHECK(db(select(post.author_id).from(post).distinct()).size() == 2);
}

TEMPLATE_TEST_CASE("joins_find_partners", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto rows =
        db(select(post.title, person.name).from(post).inner_join(person, person.id == post.author_id).order_by(post.title));
    REQUIRE(rows.size() == 3);
    CHECK(get<1>(rows[0]) == "Ada");
    CHECK(get<1>(rows[1]) == "Bob");
    CHECK(db(select(person.name, tag.label).from(person).cross_join(tag)).size() == 6);
}

TEMPLATE_TEST_CASE("what_an_outer_join_leaves_out_is_nothing", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto left = db(select(person.name, post.title)
                             .from(person)
                             .left_join(post, post.author_id == person.id)
                             .order_by(person.id, post.title));
    REQUIRE(left.size() == 4);
    CHECK(get<1>(left[0]) == "One");
    CHECK(get<1>(left[3]) == std::nullopt);
    const auto rows = db(select(person.name, loose).from(person).full_join(loose, loose.a == person.id).order_by(person.id));
    REQUIRE(rows.size() == 4);  // three people, one of whom has a partner, and a row of NULLs
    CHECK(get<1>(rows[0])->b == "b");
    CHECK_FALSE(get<1>(rows[1]));
    CHECK(get<0>(rows[3]) == std::nullopt);
}

TEMPLATE_TEST_CASE("a_table_joins_itself_by_an_alias", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto rows = db(select(person.name, chief.name.as<"boss">())
                             .from(person)
                             .left_join(chief, chief.id == person.chief_id)
                             .order_by(person.id));
    CHECK(rows[0]["boss"_c] == std::nullopt);
    CHECK(rows[1]["boss"_c] == "Ada");
    CHECK(rows[2]["boss"_c] == "Bob");
}

TEMPLATE_TEST_CASE("groups_are_counted_and_chosen", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto rows = db(select(post.author_id, count(), sum(post.views), max(post.title))
                             .from(post)
                             .group_by(post.author_id)
                             .having(count() >= arg<"least">)
                             .order_by(post.author_id),
                         1);
    REQUIRE(rows.size() == 2);
    CHECK(get<1>(rows[0]) == 2);
    CHECK(get<2>(rows[0]) == 10);
    CHECK(get<3>(rows[0]) == "Two");
    CHECK(get<2>(rows[1]) == 2'000);
}

TEMPLATE_TEST_CASE("aggregates_of_nothing_are_null_but_for_the_count", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto [n, total, mean, least, known] =
        db(select(count(), sum(every.whole), avg(every.twice), min(every.words), coalesce(sum(every.whole), 0)).from(every))
            .one();
    CHECK(n == 0);
    CHECK(total == std::nullopt);
    CHECK(mean == std::nullopt);
    CHECK(least == std::nullopt);
    CHECK(known == 0);
}

TEMPLATE_TEST_CASE("aggregates_are_exact", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    for (const std::int32_t id : {1, 2})
        static_cast<void>(db(insert_into(maybe).values(maybe.id = id, maybe.big = std::numeric_limits<std::int64_t>::max())));
    const auto [total, mean] = db(select(sum(maybe.big), avg(maybe.big)).from(maybe)).one();
    CHECK(total->to_string() == "18446744073709551614");
    CHECK(*mean == virga::numeric{std::numeric_limits<std::int64_t>::max()});
}

TEMPLATE_TEST_CASE("functions_and_arithmetic_are_the_servers", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto [up, n, twice, known] =
        db(select(upper(post.title), length(post.title) + 1, post.views * 2 - 1, coalesce(post.body, arg<"none">))
               .from(post)
               .where(post.title == "Two"),
           "nothing")
            .one();
    CHECK(up == "TWO");
    CHECK(n == 4);
    CHECK(twice == -1);
    CHECK(known == "nothing");
}

TEMPLATE_TEST_CASE("subqueries_choose_rows", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(firsts(db(names.where(person.id.in(select(post.author_id).from(post).where(post.views > 100))))) == "Bob");
    CHECK(firsts(db(names.where(exists(select(post.id).from(post).where(post.author_id == person.id))).order_by(person.id))) ==
          "Ada Bob");
    CHECK(firsts(db(names.where(not exists(select(post.id).from(post).where(post.author_id == person.id))))) == "Eve");
}

TEMPLATE_TEST_CASE("an_insert_returns_what_it_made", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto made = db(insert_into(person)
                             .values(person.email = "gr\u00f6\u00dfe@example.org", person.name = "It's \"so\" \\")
                             .returning(person))
                          .one();
    CHECK(made.id == 1'001);
    CHECK(made.email == "gr\u00f6\u00dfe@example.org");
    CHECK(made.name == "It's \"so\" \\");
    CHECK(made.active);
    CHECK(made.nick == std::nullopt);
    CHECK(get<0>(db(people).one()) == 4);
}

TEMPLATE_TEST_CASE("an_insert_without_returning_tells_its_count", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto made = db(insert_into(loose).values(loose.a = 7, loose.b = nullptr));
    CHECK(made.affected() == 1);
    CHECK(made.size() == 0);
    CHECK(db(insert_into(loose).default_values()).affected() == 1);
}

TEMPLATE_TEST_CASE("a_conflict_does_nothing_or_updates", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    constexpr auto ada = insert_into(person).values(person.email = "ada@example.org", person.name = "Ada II");
    CHECK(db(ada.on_conflict(person.email).do_nothing()).affected() == 0);
    CHECK(db(ada.on_conflict(person.email).do_nothing().returning(person.id)).empty());
    const auto after =
        db(ada.on_conflict(person.email).do_update(person.name = excluded(person.name), person.nick = "again").returning(person))
            .one();
    CHECK(after.id == 1);
    CHECK(after.name == "Ada II");
    CHECK(after.nick == "again");
    CHECK_THROWS_AS(db(ada), virga::unique_violation);
    CHECK(get<0>(db(people).one()) == 3);
}

TEMPLATE_TEST_CASE("an_update_changes_what_it_names", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(db(update(post).set(post.views = post.views + 5, post.body = nullptr).where(post.title == arg<"title">), "One")
              .affected() == 1);
    const auto one = db(select(post).from(post).where(post.title == "One")).one();
    CHECK(one.views == 15);
    CHECK(one.body == std::nullopt);
    CHECK(one.price->to_string() == "9.99");
    CHECK(db(update(post).set(post.views = 0).where(post.title == "Nowhere")).affected() == 0);
}

TEMPLATE_TEST_CASE("an_update_returns_what_has_become", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto rows =
        db(update(post).set(post.status = post_status::archived).where(post.author_id == 1).returning(post.title, post.status));
    REQUIRE(rows.size() == 2);
    CHECK(rows.affected() == 2);
    for (const auto& [title, status] : rows) CHECK(status == post_status::archived);
}

TEMPLATE_TEST_CASE("a_patch_changes_what_it_holds_and_nothing_else", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    virga::patch<tag> change;
    change.rank = 9;
    change.note = std::optional<std::string>{};
    CHECK(db(update(tag).set(change).where(tag.label == "old")).affected() == 1);
    const auto changed = db(select(tag).from(tag).where(tag.label == "old")).one();
    CHECK(changed.rank == 9);
    CHECK(changed.note == std::nullopt);
    CHECK(changed.label == "old");
    CHECK_THROWS_AS(db(update(tag).set(virga::patch<tag>{}).where(tag.label == "old")), virga::value_error);
}

TEMPLATE_TEST_CASE("a_delete_removes_and_returns", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto gone = db(delete_from(tag).where(tag.rank > 1).returning(tag.label));
    CHECK(firsts(gone) == "old");
    CHECK(db(delete_from(person).where(person.name == "Nobody")).affected() == 0);
    CHECK(db(delete_from(tag).all_rows()).affected() == 1);
}

TEMPLATE_TEST_CASE("rows_that_others_refer_to_go_with_them", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    CHECK(db(delete_from(person).where(person.id == 1)).affected() == 1);
    CHECK(db(titles).size() == 1);
    CHECK(db(select(tag.label).from(tag)).empty());
    CHECK(get<0>(db(select(person.chief_id).from(person).where(person.id == 2)).one()) == std::nullopt);
}

TEMPLATE_TEST_CASE("names_that_want_quotes_work_everywhere", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto made = db(insert_into(odd)
                             .values(odd.quoted = "c", odd.with_space = "s")
                             .on_conflict(odd.with_space)
                             .do_update(odd.quoted = excluded(odd.quoted), odd.size = "XL")
                             .returning(odd))
                          .one();
    CHECK(made.order == 1);
    CHECK(made.quoted == "c");
    CHECK(made.size == "XL");
    CHECK(db(update(odd).set(odd.upper = "U").where(odd.with_space.is_null())).affected() == 1);
    CHECK(db(delete_from(odd).where(odd.quoted == "c")).affected() == 1);
}

TEMPLATE_TEST_CASE("a_value_that_does_not_fit_is_refused_before_it_is_sent", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto problem = thrown<virga::value_error>(
        [&] { static_cast<void>(db(names.where(person.name == arg<"n">), std::string("s3cret\0", 7))); });
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.find("s3cret") == std::string::npos);
    CHECK_THROWS_AS(db(update(tag).set(tag.rank = 40'000).all_rows()), virga::value_error);
    CHECK(db(select(tag.rank).from(tag).where(tag.rank > 100)).empty());
}

TEMPLATE_TEST_CASE("what_the_server_refuses_of_a_query_is_its_error", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    constexpr auto twice = insert_into(tag).values(tag.post_id = arg<"post">, tag.label = arg<"label">);
    const auto problem = thrown<virga::foreign_key_violation>([&] { static_cast<void>(db(twice, virga::uuid{}, "x")); });
    REQUIRE(problem);
    CHECK(problem->schema() == "blog");
    CHECK(problem->table() == "tag");
    CHECK(problem->constraint() == "tag_post_id_fkey");
    CHECK(problem->statement() == virga::to_sql(twice));
    CHECK(get<0>(db(people).one()) == 3);
}
