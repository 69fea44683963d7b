// What docs/extending.md and the arrays of docs/schema.md say, on a server; pieces of this file are quoted there.
#include <cstdint>   // std::uint32_t
#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/diff.hpp>      // virga::kit::diff

#include "../catch.hpp"
#include "server.hpp"

namespace docs_extending {
struct citext : virga::types::text {
    static constexpr virga::fixed_string spelling{R"("public"."citext")"};
    static constexpr std::uint32_t oid = 0;  // it has another one in each database
    static constexpr std::uint32_t array_oid = 0;
    static constexpr virga::type_category category = virga::type_category::other;  // compares with its own kind alone
    static constexpr virga::type_facts facts{.extremes = true};
};
template <class t, virga::fixed_string Name, auto... Attributes>
using citext_column = virga::pg::custom<t, Name, citext{}, Attributes...>;

using namespace virga;

template <class t>
struct member_fields {
    pg::integer<t, "id", primary_key> id;
    citext_column<t, "email", not_null, unique> email;
    citext_column<t, "former", as_array, not_null, default_sql<"'{}'">> former;
};
inline constexpr table<"member", member_fields> member;

template <class t>
struct event_fields {
    pg::integer<t, "id", primary_key> id;
    pg::timestamptz<t, "starts_at", 0, not_null> starts_at;
    pg::interval<t, "lasts", pg::interval_fields::day_to_second, 3> lasts;
    pg::text<t, "tags", as_array, not_null, default_sql<"'{}'">> tags;        // text[], a std::vector<std::string>
    pg::smallint<t, "marks", as_array_with_nulls> marks;                      // a std::optional of a vector of std::optionals
    pg::varchar<t, "codes", 10, as_array> codes;                              // varchar(10)[]
};
inline constexpr table<"event", event_fields> event;

inline constexpr aggregate<"every", types::boolean(types::boolean)> all_of_them;

void create(postgres_client& db, const auto& schema) {
    for (const auto& step : kit::diff(kit::model{}, kit::describe(schema))) db.execute(step.sql);
}
}  // namespace docs_extending

using namespace docs_extending;
using namespace virga_test;

TEST_CASE("docs_a_type_of_ones_own_is_a_column_like_others") {
    postgres_client db{server().url()};
    db.execute("create extension if not exists citext");
    create(db, virga::schema(virga::domain(member)));
    std::vector<insertable<member>> given(1);
    given[0].id = 1;
    given[0].email = "Ada@Example.org";
    CHECK(db(insert_into(member).rows(given)).affected() == 1);
    const auto found = db(select(member).from(member).where(member.email == "ada@example.ORG")).one();
    CHECK(found.email == "Ada@Example.org");
    CHECK(found.former.empty());
    (void)db(update(member)
                 .set(member.former = std::vector<std::string>{"ADA, {x}", ""})
                 .where(member.email.in({"x", "ADA@example.org"})));
    const auto of_others = select(member.former, min(member.email))
                               .from(member)
                               .where(member.email != any_of(member.former))
                               .group_by(member.former);
    CHECK(db(of_others).one()[member.former] == std::vector<std::string>{"ADA, {x}", ""});
    CHECK_THROWS_AS(db(insert_into(member).values(member.id = 2, member.email = "ADA@EXAMPLE.ORG")), unique_violation);
    db.execute("drop table member");
}

TEST_CASE("docs_arrays_are_columns") {
    using namespace std::chrono_literals;
    postgres_client db{server().url()};
    const auto described = kit::describe(virga::schema(virga::domain(event)));
    create(db, virga::schema(virga::domain(event)));
    const row<event> one{.id = 1,
                         .starts_at = std::chrono::sys_days{2026y / 11 / 29},
                         .lasts = interval{.days = 1, .microseconds = 90min},
                         .tags = {"sea", "a,b", "NULL", ""},
                         .marks = {{1, std::nullopt}},
                         .codes = std::nullopt};
    const std::vector<row<event>> rows{one};
    const auto made = db(insert_into(event).rows(rows).returning(event)).one();
    CHECK(made.tags == one.tags);
    CHECK(made.marks == one.marks);
    CHECK(made.lasts == one.lasts);
    CHECK(made.codes == std::nullopt);
    const std::vector<std::string> wanted{"sea"};
    const auto at_sea = db(select(event.id).from(event).where(event.tags.contains(wanted)));
    const auto near_it = db(select(event.id).from(event).where(event.tags.overlaps(arg<"tags">)), wanted);
    CHECK(at_sea.size() == 1);
    CHECK(near_it.size() == 1);
    // what is too long for its column is refused, not cut, by rows, too
    std::vector<row<event>> long_one{one};
    long_one[0].id = 2;
    long_one[0].codes = std::vector<std::string>{"eleven char"};
    CHECK_THROWS_AS(db(insert_into(event).rows(long_one)), data_exception);
    // a NULL that another program left
    db.execute("update event set tags = '{a,NULL}'");
    CHECK_THROWS_AS(db(select(event).from(event)).one(), value_error);
    // an aggregate of one's own
    const auto told = select(event.marks.is_null(), all_of_them(event.id > 0).filter(event.id != 2),
                             all_of_them(distinct(event.id < 9)))
                          .from(event)
                          .group_by(event.marks.is_null());
    const auto& [is_null, filtered, of_different] = db(told).one();
    CHECK_FALSE(is_null);
    CHECK(filtered == true);
    CHECK(of_different == true);
    CHECK(get<0>(db(select(all_of_them(event.id > 1).over(order_by(event.id))).from(event)).one()) == false);
    // the kit finds nothing to do for what it made
    CHECK(kit::diff(described, described).empty());
    db.execute("drop table event");
}
