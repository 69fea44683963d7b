// tests/compile_fail/write/merge.cpp: merges.
#include "schema.hpp"

std::int64_t next_number();

template <class t>
struct stock_fields {
    pg::text<t, "code", not_null> code;
    pg::text<t, "place", not_null> place;
    pg::bigint<t, "count", not_null> count;
    pg::text<t, "note"> note;

    static constexpr auto constraints(const auto& stock) { return std::tuple{pg::primary_key(stock.code, stock.place)}; }
};
inline constexpr table<"stock", stock_fields> stock;

/// What arrives; without a key.
template <class t>
struct arrival_fields {
    pg::text<t, "code", not_null> code;
    pg::text<t, "place", not_null> place;
    pg::bigint<t, "count", not_null> count;
    pg::text<t, "note"> note;
};
inline constexpr table<"arrival", arrival_fields> arrival;

template <class t>
struct made_fields {
    pg::bigint<t, "id", primary_key, default_from<next_number>> id;
    pg::text<t, "code", not_null, unique> code;
};
inline constexpr table<"made", made_fields> made_here;

constexpr auto merging = merge_into(stock).using_(arrival, stock.code == arrival.code and stock.place == arrival.place);
constexpr auto both = merging.when_matched().update(stock.count = stock.count + arrival.count);

namespace merge_by_half_a_key {
#ifdef REJECT
constexpr auto query = merge_into(stock).using_(arrival, stock.code == arrival.code).when_matched().delete_();
// error: using_: the condition does not compare a whole key of the table or of the source by ==
// note: "stock"
#else
constexpr auto query = merge_into(stock).using_(arrival, arrival.place == stock.place and stock.code == arrival.code).when_matched().delete_();
#endif
constexpr auto text = to_sql(query);
}  // namespace merge_by_half_a_key

namespace merge_by_a_key_or_something {
#ifdef REJECT
constexpr auto query = merge_into(person).using_(post, person.id == post.author_id or post.pinned).when_matched().delete_();
// error: using_: the condition does not compare a whole key of the table or of the source by ==
// note: "person"
#else
constexpr auto query = merge_into(person).using_(post, person.id == post.author_id and post.pinned).when_matched().delete_();
#endif
}  // namespace merge_by_a_key_or_something

namespace merge_by_a_key_of_its_own {
#ifdef REJECT
constexpr auto query = merge_into(visit).using_(post, visit.id == visit.id).when_matched().delete_();
// error: using_: the condition does not compare a whole key of the table or of the source by ==
// note: "visit"
#else
constexpr auto query = merge_into(visit).using_(post, visit.id == post.id).when_matched().delete_();
#endif
}  // namespace merge_by_a_key_of_its_own

namespace merge_using_a_value {
#ifdef REJECT
constexpr auto query = merge_into(stock).using_(3, stock.code == "a").when_matched().delete_();
// error: using_: takes a table, an alias of one, or a query with a name, by .as<"name">()
#else
constexpr auto query = merging.when_matched().delete_();
#endif
}  // namespace merge_using_a_value

namespace merge_using_the_table_itself {
#ifdef REJECT
constexpr auto query = merge_into(person).using_(person, person.id == person.chief_id).when_matched().delete_();
// error: using_: the source has the name of the table that is written; give it another one, by .as<"name">()
#else
constexpr auto query = merge_into(person).using_(chief, chief.id == person.chief_id).when_matched().delete_();
#endif
}  // namespace merge_using_the_table_itself

namespace merge_on_no_condition {
#ifdef REJECT
constexpr auto query = merge_into(stock).using_(arrival, stock.code).when_matched().delete_();
// error: using_: takes a boolean expression; compare the column with something
#else
constexpr auto query = merging.when_matched().delete_();
#endif
}  // namespace merge_on_no_condition

namespace merge_into_an_alias {
#ifdef REJECT
constexpr auto query = merge_into(chief);
// error: merge_into: takes a table
#else
constexpr auto query = merge_into(person);
#endif
}  // namespace merge_into_an_alias

namespace merge_that_does_nothing {
#ifdef REJECT
constexpr auto text = to_sql(merging);
// error: to_sql: takes a finished query; an insert needs values, rows or default_values, an update set
#else
constexpr auto text = to_sql(merging.when_matched().do_nothing());
#endif
}  // namespace merge_that_does_nothing

namespace insert_where_a_row_matches {
#ifdef REJECT
constexpr auto query = merging.when_matched().insert(stock.code = "a");
// error: insert: when_matched has a row already; write update, delete_ or do_nothing
#else
constexpr auto query =
    merging.when_not_matched().insert(stock.code = arrival.code, stock.place = arrival.place, stock.count = arrival.count);
#endif
}  // namespace insert_where_a_row_matches

namespace update_where_no_row_matches {
#ifdef REJECT
constexpr auto query = merging.when_not_matched().update(stock.count = 3);
// error: update: when_not_matched has no row to update; write insert or do_nothing
#else
constexpr auto query = merging.when_matched().update(stock.count = 3);
#endif
}  // namespace update_where_no_row_matches

namespace delete_where_no_row_matches {
#ifdef REJECT
constexpr auto query = merging.when_not_matched().delete_();
// error: delete_: when_not_matched has no row to delete; write insert or do_nothing
#else
constexpr auto query = merging.when_matched(arrival.count == 0).delete_();
#endif
}  // namespace delete_where_no_row_matches

namespace when_that_is_never_reached {
#ifdef REJECT
constexpr auto query = both.when_matched(arrival.count > 3).delete_();
// error: when_matched, when_not_matched: one of its kind without a condition stands before, so that it is never reached
#else
constexpr auto query = merging.when_matched(arrival.count > 3).delete_().when_matched().do_nothing();
#endif
}  // namespace when_that_is_never_reached

namespace when_of_no_condition {
#ifdef REJECT
constexpr auto query = merging.when_matched(arrival.count).delete_();
// error: when_matched, when_not_matched: takes a boolean expression; compare the column with something
#else
constexpr auto query = merging.when_matched(arrival.count > 0).delete_();
#endif
}  // namespace when_of_no_condition

namespace insert_names_the_table {
#ifdef REJECT
constexpr auto text =
    to_sql(both.when_not_matched().insert(stock.code = arrival.code, stock.place = stock.place, stock.count = arrival.count));
    // error: when_not_matched: names a column that is not the source's; the table has no row that matches, and so no columns
    // note: "place"
#else
constexpr auto text =
    to_sql(both.when_not_matched().insert(stock.code = arrival.code, stock.place = arrival.place, stock.count = arrival.count));
#endif
}  // namespace insert_names_the_table

namespace when_not_matched_asks_the_table {
#ifdef REJECT
constexpr auto text = to_sql(both.when_not_matched(stock.count > 3).do_nothing());
// error: when_not_matched: names a column that is not the source's; the table has no row that matches, and so no columns
// note: "count"
#else
constexpr auto text = to_sql(both.when_not_matched(arrival.count > 3).do_nothing());
#endif
}  // namespace when_not_matched_asks_the_table

namespace update_names_another_table {
#ifdef REJECT
constexpr auto text = to_sql(merging.when_matched().update(stock.note = person.email));
// error: on, when_matched: names a column that is neither the table's nor the source's
// note: "email"
#else
constexpr auto text = to_sql(merging.when_matched().update(stock.note = arrival.note));
#endif
}  // namespace update_names_another_table

namespace insert_without_a_required_column {
#ifdef REJECT
constexpr auto query = both.when_not_matched().insert(stock.code = arrival.code, stock.count = 1);
// error: insert: a column is missing that is not null and has no default
// note: "place"
#else
constexpr auto query = both.when_not_matched().insert(stock.code = arrival.code, stock.place = "x", stock.count = 1);
#endif
}  // namespace insert_without_a_required_column

namespace insert_of_what_may_be_null {
#ifdef REJECT
constexpr auto query = both.when_not_matched().insert(stock.code = arrival.note, stock.place = "y", stock.count = 1);
// error: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "code"
#else
constexpr auto query = both.when_not_matched().insert(stock.code = coalesce(arrival.note, "-"), stock.place = "y", stock.count = 1);
#endif
}  // namespace insert_of_what_may_be_null

namespace insert_without_what_the_app_makes {
constexpr auto of_made = merge_into(made_here).using_(person, made_here.code == person.id);
#ifdef REJECT
constexpr auto query = of_made.when_not_matched().insert(made_here.code = person.id);
// error: insert: the app makes the value of a column, for each row, which it cannot for those of a merge; give a value of the source
#else
constexpr auto query = of_made.when_not_matched().insert(made_here.code = person.id, made_here.id = coalesce(person.age, 0));
#endif
}  // namespace insert_without_what_the_app_makes

namespace merge_returning {
#ifdef REJECT
constexpr auto query = both.returning(stock.count);
// error: returning: a merge returns rows from PostgreSQL 17 on only; run a select, or an insert with on_conflict
#else
constexpr auto query = both;
#endif
}  // namespace merge_returning

namespace merge_in_with {
#ifdef REJECT
constexpr auto named = cte<"merged">(both);
// error: cte: with takes no merge before PostgreSQL 17; run it as a statement of its own
#else
constexpr auto named = cte<"gone">(delete_from(stock).where(stock.count == 0).returning(stock.code));
#endif
}  // namespace merge_in_with
