// tests/compile_fail/select/relations.cpp: relations between tables, finds with their rows, and what is asked of a row of these.
#include "schema.hpp"

inline constexpr auto posts_of_person = many<"posts">(post.author_id);
inline constexpr auto author_of_post = one<"author">(post.author_id);

template <class t>
struct label_fields {
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::text<t, "person_id", not_null, references<person.id>> person_id;
    pg::text<t, "said", not_null> said;
    pg::json<t, "details"> details;
};
inline constexpr table<"label", label_fields> label;

template <class t>
struct seat_fields {
    pg::bigint<t, "post_id", primary_key, references<post.id>> post_id;
    pg::text<t, "person_id", not_null, references<person.id>> person_id;
};
inline constexpr table<"seat", seat_fields> seat;

// ---- relations -----------------------------------------------------------------------------------

namespace many_by_a_column_that_is_no_foreign_key {
#ifdef REJECT
constexpr auto relation = many<"posts">(post.title);
// error: relation: no foreign key is declared on just these columns; declare it, or name both ends
#else
constexpr auto relation = many<"posts">(post.author_id);
#endif
}  // namespace many_by_a_column_that_is_no_foreign_key

namespace one_by_a_column_that_is_no_foreign_key {
#ifdef REJECT
constexpr auto relation = one<"chief">(person.chief_id);
// error: relation: no foreign key is declared on just these columns; declare it, or name both ends
#else
constexpr auto relation = one<"chief">(person.chief_id, person.id);
#endif
}  // namespace one_by_a_column_that_is_no_foreign_key

namespace ends_of_different_types {
#ifdef REJECT
constexpr auto relation = one<"author">(post.views, person.id);
// error: relation: its two ends differ in the number or types of their columns
#else
constexpr auto relation = one<"author">(post.title, person.id);
#endif
}  // namespace ends_of_different_types

namespace ends_of_different_sizes {
#ifdef REJECT
constexpr auto relation = one<"post">(std::tuple{person.id, person.email}, post.title);
// error: relation: its two ends differ in the number or types of their columns
#else
constexpr auto relation = one<"post">(std::tuple{person.id, person.email}, std::tuple{post.author_id, post.title});
#endif
}  // namespace ends_of_different_sizes

namespace one_of_rows_that_may_be_several {
#ifdef REJECT
constexpr auto relation = one<"namesake">(person.email, person.nickname);
// error: one: several rows can have the same values of the columns it leads to; declare them unique, or the relation many
#else
constexpr auto relation = one<"namesake">(person.nickname, person.email);
#endif
}  // namespace one_of_rows_that_may_be_several

namespace many_from_columns_that_are_no_key {
#ifdef REJECT
constexpr auto relation = many<"posts">(person.nickname, post.title);
// error: many: the columns that it begins at are no key, so rows would belong to several; declare them unique, or say
//   many<"label", unchecked>(from, to) if that is meant
#else
constexpr auto relation = many<"posts", unchecked>(person.nickname, post.title);
#endif
}  // namespace many_from_columns_that_are_no_key

namespace a_label_that_is_a_column {
#ifdef REJECT
constexpr auto relation = many<"mood">(post.author_id);
// error: relation: the table that it begins at has a column of this name; give it another label
#else
constexpr auto relation = many<"moods">(post.author_id);
#endif
}  // namespace a_label_that_is_a_column

namespace an_empty_label {
#ifdef REJECT
constexpr auto relation = many<"">(post.author_id);
// error: relation: a label has 1 to 63 bytes
#else
constexpr auto relation = many<"p">(post.author_id);
#endif
}  // namespace an_empty_label

namespace an_end_that_is_no_column {
#ifdef REJECT
constexpr auto relation = one<"author">(lower(post.author_id), person.id);
// error: relation: takes columns, or a std::tuple of columns of one table
#else
constexpr auto relation = one<"author">(post.author_id, person.id);
#endif
}  // namespace an_end_that_is_no_column

namespace an_end_of_two_tables {
#ifdef REJECT
constexpr auto relation = one<"post">(std::tuple{person.id, post.title}, std::tuple{post.author_id, post.title});
// error: relation: takes columns, or a std::tuple of columns of one table
#else
constexpr auto relation = one<"post">(std::tuple{person.id, person.nickname}, std::tuple{post.author_id, post.title});
#endif
}  // namespace an_end_of_two_tables

namespace three_ends {
#ifdef REJECT
constexpr auto relation = one<"author">(post.author_id, person.id, person.email);
// error: relation: takes the columns of a foreign key, or two ends, each a column or a std::tuple of columns
#else
constexpr auto relation = one<"author">(post.author_id, person.email);
#endif
}  // namespace three_ends

namespace an_attribute_of_a_column {
#ifdef REJECT
constexpr auto relation = many<"posts", not_null>(post.author_id);
// error: relation: after the label there is only unchecked
#else
constexpr auto relation = many<"posts", unchecked>(post.author_id);
#endif
}  // namespace an_attribute_of_a_column

namespace through_two_tables {
#ifdef REJECT
constexpr auto relation = many<"people">().through(label.post_id, post.author_id);
// error: through: the two are columns of different tables
#else
constexpr auto relation = many<"people">().through(label.post_id, label.person_id);
#endif
}  // namespace through_two_tables

namespace through_a_column_that_is_no_foreign_key {
#ifdef REJECT
constexpr auto relation = many<"people">().through(label.post_id, label.said);
// error: through: no foreign key is declared on just these columns; each of the two must lead to one of the tables
#else
constexpr auto relation = many<"posts">().through(label.person_id, label.post_id);
#endif
}  // namespace through_a_column_that_is_no_foreign_key

namespace through_a_value {
#ifdef REJECT
constexpr auto relation = many<"people">().through(1, label.person_id);
// error: through: takes two columns of the table between, or two tuples of such
#else
constexpr auto relation = many<"people">().through(std::tuple{label.post_id}, label.person_id);
#endif
}  // namespace through_a_value

namespace one_by_a_table_between_of_several_rows {
#ifdef REJECT
constexpr auto relation = one<"person">().through(label.post_id, label.person_id);
// error: one: several rows of the table between can lead from one; declare its columns unique, or the relation many
#else
constexpr auto relation = one<"person">().through(seat.post_id, seat.person_id);
#endif
}  // namespace one_by_a_table_between_of_several_rows

namespace a_refused_relation_in_use {
#ifdef REJECT
constexpr auto relation = many<"posts">(post.views);
// error: relation: no foreign key is declared on just these columns; declare it, or name both ends
#else
constexpr auto relation = many<"posts">(post.author_id);
#endif
const auto text = to_sql(find_many(person).with(relation.where(post.views > 3).limit(2)).where(any(relation)));
}  // namespace a_refused_relation_in_use

// ---- views ---------------------------------------------------------------------------------------

inline constexpr auto titles = pg::view<"titles">(select(post.title, post.author_id).from(post));
inline constexpr auto titles_of_person = many<"titles">(person.id, titles[post.author_id]);

namespace one_row_of_a_view {
#ifdef REJECT
constexpr auto relation = one<"only">(person.id, titles[post.author_id]);
// error: one: several rows can have the same values of the columns it leads to
#else
constexpr auto relation = one<"only", unchecked>(person.id, titles[post.author_id]);
#endif
}  // namespace one_row_of_a_view

namespace many_from_a_view {
#ifdef REJECT
constexpr auto relation = many<"posts">(titles[post.author_id], post.author_id);
// error: many: the columns that it begins at are no key, so rows would belong to several
#else
constexpr auto relation = many<"posts", unchecked>(titles[post.author_id], post.author_id);
#endif
}  // namespace many_from_a_view

namespace the_column_of_a_subquery {
constexpr auto recent = select(post.author_id).from(post).as<"recent">();
#ifdef REJECT
constexpr auto relation = many<"recent">(person.id, recent[post.author_id]);
// error: relation: takes columns, or a std::tuple of columns of one table or view
#else
constexpr auto relation = many<"recent">(person.id, titles[post.author_id]);
#endif
}  // namespace the_column_of_a_subquery

namespace rows_of_a_view_without_columns {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(titles_of_person));
// error: with: the rows of a view have no struct; say what of them is read, by .columns(view)
#else
const auto text = to_sql(find_many(person).with(titles_of_person.columns(titles)));
#endif
}  // namespace rows_of_a_view_without_columns

namespace columns_of_a_view_that_are_left_out {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(titles_of_person.columns(titles).without(titles[post.title])));
// error: without: leaves out columns of a table; of a view name those that are read, by .columns(...)
#else
const auto text = to_sql(find_many(person).with(titles_of_person.columns(titles[post.author_id])));
#endif
}  // namespace columns_of_a_view_that_are_left_out

// ---- finds ---------------------------------------------------------------------------------------

namespace a_find_of_an_alias {
#ifdef REJECT
const auto text = to_sql(find_many(chief));
// error: find_many: takes a table
#else
const auto text = to_sql(find_many(person));
#endif
}  // namespace a_find_of_an_alias

namespace with_a_table {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(post));
// error: with: takes relations, which one and many declare
#else
const auto text = to_sql(find_many(person).with(posts_of_person));
#endif
}  // namespace with_a_table

namespace with_a_relation_of_another_table {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(posts_of_person));
// error: with: the relation begins at another table; it can stand in a level of that
#else
const auto text = to_sql(find_many(post).with(author_of_post.with(posts_of_person)));
#endif
}  // namespace with_a_relation_of_another_table

namespace with_one_label_twice {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(posts_of_person, posts_of_person.where(post.pinned)));
// error: with: a relation of this label stands here already; declare one of the two with another label
#else
constexpr auto pinned_of_person = many<"pinned">(post.author_id).where(post.pinned);
const auto text = to_sql(find_many(person).with(posts_of_person, pinned_of_person));
#endif
}  // namespace with_one_label_twice

namespace where_without_a_condition {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(posts_of_person.where(post.views)));
// error: where: takes a boolean expression; compare the column with something
#else
const auto text = to_sql(find_many(person).with(posts_of_person.where(post.views > 3)));
#endif
}  // namespace where_without_a_condition

namespace where_of_a_table_that_is_not_found {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(posts_of_person).where(post.views > 3));
// error: where: names a column of a table that this level of the find is not of; ask for related rows by any(relation, condition)
// note: "views"
#else
const auto text = to_sql(find_many(person).with(posts_of_person).where(any(posts_of_person, post.views > 3)));
#endif
}  // namespace where_of_a_table_that_is_not_found

namespace where_of_a_row_that_is_joined {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post).where(person.age > 3));
// error: where: names a column of a table that this level of the find is not of; ask for related rows by any(relation, condition)
// note: "age"
#else
const auto text = to_sql(find_many(post).with(author_of_post).where(author_of_post[person.age] > 3));
#endif
}  // namespace where_of_a_row_that_is_joined

namespace where_with_an_aggregate {
#ifdef REJECT
const auto text = to_sql(find_many(person).where(count() > 3));
// error: where: an aggregate is known only after grouping; put the condition into having
#else
const auto text = to_sql(find_many(person).where(count(posts_of_person) > 3));
#endif
}  // namespace where_with_an_aggregate

namespace the_order_of_one_row {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post.order_by(person.email)));
// error: order_by: the relation is to one row, which has no order
#else
const auto text = to_sql(find_many(post).with(author_of_post).order_by(author_of_post[person.email]));
#endif
}  // namespace the_order_of_one_row

namespace the_limit_of_one_row {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post.limit(1)));
// error: limit: the relation is to one row
#else
const auto text = to_sql(find_many(post).with(author_of_post).limit(1));
#endif
}  // namespace the_limit_of_one_row

namespace the_offset_of_one_row {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post.offset(1)));
// error: offset: the relation is to one row
#else
const auto text = to_sql(find_many(post).with(author_of_post).offset(1));
#endif
}  // namespace the_offset_of_one_row

namespace an_order_by_a_value {
#ifdef REJECT
const auto text = to_sql(find_many(person).order_by("email"));
// error: order_by: a find is ordered by one or more expressions, asc(x) or desc(x)
#else
const auto text = to_sql(find_many(person).order_by(desc(person.email)));
#endif
}  // namespace an_order_by_a_value

namespace an_order_by_json_text {
#ifdef REJECT
const auto text = to_sql(find_many(label).order_by(label.details));
// error: order_by: PostgreSQL has no = and no order for values of a key's type
#else
const auto text = to_sql(find_many(post).order_by(post.meta));
#endif
}  // namespace an_order_by_json_text

namespace an_order_by_a_label_that_is_not_there {
#ifdef REJECT
const auto text = to_sql(find_many(person).order_by(desc("posts"_c)));
// error: order_by: no expression of this label stands before; write .extra(x.as<"name">()) first
#else
const auto text = to_sql(find_many(person).extra(count(posts_of_person).as<"posts">()).order_by(desc("posts"_c)));
#endif
}  // namespace an_order_by_a_label_that_is_not_there

namespace an_order_by_the_label_of_a_value {
#ifdef REJECT
const auto text = to_sql(find_many(post).extra((post.views * 2).as<"twice">()).order_by("twice"_c));
// error: order_by: an expression of extra holds a value, so a label names none here; order by the expression
#else
const auto text = to_sql(find_many(post).extra((post.views * 2).as<"twice">()).order_by(post.views * 2));
#endif
}  // namespace an_order_by_the_label_of_a_value

namespace an_order_that_is_chosen_beside_a_condition_that_may_be_off {
#ifdef REJECT
const auto text = to_sql(find_many(person).order_by(one_of(1, person.id, any(posts_of_person.where(when(true, post.pinned))))));
// error: order_by: beside one_of a key holds a condition that may be off, by when; leave one of the two out
#else
const auto text = to_sql(find_many(person).order_by(one_of(1, person.id, any(posts_of_person.where(post.pinned)))));
#endif
}  // namespace an_order_that_is_chosen_beside_a_condition_that_may_be_off

namespace a_page_without_an_order {
#ifdef REJECT
const auto text = to_sql(find_many(post).after(3));
// error: after: comes after order_by, whose keys are expressions without values; a page has an order that goes on
#else
const auto text = to_sql(find_many(post).order_by(post.id).after(3));
#endif
}  // namespace a_page_without_an_order

namespace a_page_of_rows_that_are_alike {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(posts_of_person.order_by(post.views).after(3)));
// error: after: rows that order_by does not tell apart would be left out; order by the primary key too, last
#else
const auto text = to_sql(find_many(person).with(posts_of_person.order_by(post.views, post.id).after(3, 4)));
#endif
}  // namespace a_page_of_rows_that_are_alike

namespace a_page_after_one_row {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post.after("a")));
// error: after: the relation is to one row
#else
const auto text = to_sql(find_many(post).with(author_of_post));
#endif
}  // namespace a_page_after_one_row

namespace distinct_rows_with_related_ones {
#ifdef REJECT
const auto text = to_sql(find_many(post).columns(post.title).distinct().with(author_of_post));
// error: distinct: a row that stands for several has no related rows of its own; take distinct_on(columns), which leaves the
//   first of the rows
#else
const auto text = to_sql(find_many(post).columns(post.title).distinct_on(post.title).with(author_of_post));
#endif
}  // namespace distinct_rows_with_related_ones

namespace distinct_rows_that_have_json_text {
#ifdef REJECT
const auto text = to_sql(find_many(label).distinct());
// error: distinct: PostgreSQL has no = for values of a column's type; choose others, by .columns(...)
#else
const auto text = to_sql(find_many(label).without(label.details).distinct());
#endif
}  // namespace distinct_rows_that_have_json_text

namespace distinct_rows_in_an_order_with_a_value {
#ifdef REJECT
const auto text = to_sql(find_many(post).columns(post.views).order_by(post.views * 2).distinct());
// error: distinct: such rows are ordered by what they have; leave values and one_of out of order_by
#else
const auto text = to_sql(find_many(post).columns(post.views).order_by(post.views).distinct());
#endif
}  // namespace distinct_rows_in_an_order_with_a_value

namespace distinct_rows_in_an_order_of_something_else {
#ifdef REJECT
const auto text = to_sql(find_many(post).columns(post.views).order_by(post.title).distinct());
// error: order_by: a distinct select can be ordered only by what it selects; add the key to the select list
#else
const auto text = to_sql(find_many(post).columns(post.views, post.title).order_by(post.title).distinct());
#endif
}  // namespace distinct_rows_in_an_order_of_something_else

namespace distinct_rows_of_a_relation {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(posts_of_person.columns(post.title).distinct()));
// error: distinct: related rows come as JSON, of which PostgreSQL has no =; take distinct_on(columns)
#else
const auto text = to_sql(find_many(person).with(posts_of_person.columns(post.title).distinct_on(post.title)));
#endif
}  // namespace distinct_rows_of_a_relation

namespace distinct_twice {
#ifdef REJECT
const auto text = to_sql(find_many(post).distinct_on(post.title).distinct_on(post.views));
// error: distinct: the rows are distinct already
#else
const auto text = to_sql(find_many(post).distinct_on(post.title, post.views));
#endif
}  // namespace distinct_twice

namespace distinct_on_a_value {
#ifdef REJECT
const auto text = to_sql(find_many(post).distinct_on(post.views * 2));
// error: distinct_on: takes one or more expressions, without values
#else
const auto text = to_sql(find_many(post).distinct_on(lower(post.title)));
#endif
}  // namespace distinct_on_a_value

namespace distinct_on_json_text {
#ifdef REJECT
const auto text = to_sql(find_many(label).distinct_on(label.details));
// error: distinct_on: PostgreSQL has no = and no order for values of a key's type
#else
const auto text = to_sql(find_many(label).distinct_on(label.said));
#endif
}  // namespace distinct_on_json_text

namespace distinct_on_one_row {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post.distinct_on(person.email)));
// error: distinct_on: the relation is to one row
#else
const auto text = to_sql(find_many(post).distinct_on(post.author_id).with(author_of_post));
#endif
}  // namespace distinct_on_one_row

namespace distinct_on_in_another_order {
#ifdef REJECT
const auto text = to_sql(find_many(post).distinct_on(post.author_id).order_by(post.views, post.author_id));
// error: distinct_on: the order of the rows begins with what they are distinct on; put these keys first in order_by
#else
const auto text = to_sql(find_many(post).distinct_on(post.author_id).order_by(desc(post.author_id), post.views));
#endif
}  // namespace distinct_on_in_another_order

namespace a_lock_of_distinct_rows {
#ifdef REJECT
const auto text = to_sql(find_many(post).distinct_on(post.author_id).for_update());
// error: for_update: rows of groups, of a distinct select and of queries that are combined cannot be locked; lock them in a
//   subquery
#else
const auto text = to_sql(find_many(post).for_update());
#endif
}  // namespace a_lock_of_distinct_rows

namespace two_orders {
#ifdef REJECT
const auto text = to_sql(find_many(person).order_by(person.email).order_by(person.id));
// error: order_by: there is one already; name all keys in it
#else
const auto text = to_sql(find_many(person).order_by(person.email, person.id));
#endif
}  // namespace two_orders

namespace two_limits {
#ifdef REJECT
const auto text = to_sql(find_first(person).limit(2));
// error: limit: there is one already
#else
const auto text = to_sql(find_many(person).limit(2));
#endif
}  // namespace two_limits

namespace a_limit_that_is_text {
#ifdef REJECT
const auto text = to_sql(find_many(person).with(posts_of_person.limit("2")));
// error: limit: takes a whole number or arg<>
#else
const auto text = to_sql(find_many(person).with(posts_of_person.limit(arg<"most">)));
#endif
}  // namespace a_limit_that_is_text

namespace columns_of_another_table {
#ifdef REJECT
const auto text = to_sql(find_many(person).columns(person.id, post.title));
// error: columns: takes columns of the table whose rows these are
#else
const auto text = to_sql(find_many(person).columns(person.id, person.email));
#endif
}  // namespace columns_of_another_table

namespace without_a_column_of_another_table {
#ifdef REJECT
const auto text = to_sql(find_many(person).without(post.title));
// error: without: takes columns of the table whose rows these are
#else
const auto text = to_sql(find_many(person).without(person.email));
#endif
}  // namespace without_a_column_of_another_table

namespace an_extra_without_a_label {
#ifdef REJECT
const auto text = to_sql(find_many(person).extra(count(posts_of_person)));
// error: extra: takes expressions with a label, by .as<"name">()
#else
const auto text = to_sql(find_many(person).extra(count(posts_of_person).as<"posts">()));
#endif
}  // namespace an_extra_without_a_label

namespace an_extra_of_all_rows {
#ifdef REJECT
const auto text = to_sql(find_many(person).extra(count().as<"people">()));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
#else
const auto text = to_sql(find_many(person).extra(count().over().as<"people">()));
#endif
}  // namespace an_extra_of_all_rows

namespace a_value_of_many_rows {
#ifdef REJECT
const auto text = to_sql(find_many(person).order_by(posts_of_person[post.views]));
// error: relation[x]: the relation leads to many rows, which have many values; take min, max, sum, avg or count of them
#else
const auto text = to_sql(find_many(person).order_by(max(posts_of_person, post.views)));
#endif
}  // namespace a_value_of_many_rows

namespace whether_there_are_the_first_rows {
#ifdef REJECT
const auto text = to_sql(find_many(person).where(any(posts_of_person.limit(3))));
// error: any, none, every, count: of the relation only its where says something here; leave out the rest
#else
const auto text = to_sql(find_many(person).where(any(posts_of_person.where(post.pinned))));
#endif
}  // namespace whether_there_are_the_first_rows

namespace every_without_a_condition {
#ifdef REJECT
const auto text = to_sql(find_many(person).where(every(posts_of_person, post.id)));
// error: every: takes a boolean expression; compare the column with something
#else
const auto text = to_sql(find_many(person).where(every(posts_of_person, post.id > 3)));
#endif
}  // namespace every_without_a_condition

// ---- rows ----------------------------------------------------------------------------------------

namespace rows_that_were_not_asked_for {
constexpr auto query = find_many(post);
#ifdef REJECT
auto author(const row_of<decltype(query)>& found) { return found[author_of_post]; }
// error: find: it has not asked for the rows of this relation; add it, by .with(relation)
#else
auto author(const row_of<decltype(query.with(author_of_post))>& found) { return found[author_of_post].email; }
#endif
}  // namespace rows_that_were_not_asked_for

namespace rows_of_a_relation_that_was_refused {
#ifdef REJECT
constexpr auto relation = one<"author">(post.views);
// error: relation: no foreign key is declared on just these columns; declare it, or name both ends
#else
constexpr auto relation = one<"author">(post.author_id);
#endif
constexpr auto query = find_many(post).with(relation.where(person.age > 3));
auto author(const row_of<decltype(query)>& found) { return found[relation]; }
}  // namespace rows_of_a_relation_that_was_refused

namespace a_column_of_whole_rows {
constexpr auto query = find_many(post).with(author_of_post);
#ifdef REJECT
std::string title(const row_of<decltype(query)>& found) { return found[post.title]; }
// error: find: it has not chosen this column; of whole rows the columns are members, as in u.name
#else
std::string title(const row_of<decltype(query.columns(post.title))>& found) { return found[post.title]; }
#endif
}  // namespace a_column_of_whole_rows

namespace a_label_that_the_find_does_not_have {
constexpr auto query = find_many(person).extra(count(posts_of_person).as<"posts">());
#ifdef REJECT
std::int64_t posts(const row_of<decltype(query)>& found) { return found["post"_c]; }
// error: find: it has no expression of this label; add one, by .extra(x.as<"name">())
#else
std::int64_t posts(const row_of<decltype(query)>& found) { return found["posts"_c]; }
#endif
}  // namespace a_label_that_the_find_does_not_have

namespace order_of_a_table_that_is_not_found {
#ifdef REJECT
const auto text = to_sql(find_many(post).with(author_of_post).order_by(person.age));
// error: order_by: names a column of a table that this level of the find is not of; order by a value of the one row, relation[column]
// note: "age"
#else
const auto text = to_sql(find_many(post).with(author_of_post).order_by(author_of_post[person.age]));
#endif
}  // namespace order_of_a_table_that_is_not_found

namespace find_as_a_common_table {
#ifdef REJECT
constexpr auto found = cte<"found">(find_many(person).with(posts_of_person));
// error: cte: an insert with rows of its relations is a whole statement, and so are a find and a plan; run it by itself
#else
constexpr auto found = cte<"found">(select(person).from(person));
#endif
}  // namespace find_as_a_common_table

namespace count_of_a_find_with_a_limit {
constexpr auto found = find_many(person).where(person.age > 17);
#ifdef REJECT
constexpr auto counted = count(found.limit(3));
// error: count: a find is counted before its limit, offset, distinct and lock; keep it, and add these to what is read
#else
constexpr auto counted = count(found.with(posts_of_person));
#endif
}  // namespace count_of_a_find_with_a_limit
