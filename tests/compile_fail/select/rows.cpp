// tests/compile_fail/select/rows.cpp: functions that return rows, lists of values and samples of tables in from.
#include "schema.hpp"

namespace column_that_the_function_does_not_have {
constexpr auto number = generate_series(1, 3).as<"number">();
#ifdef REJECT
constexpr auto text = to_sql(select(number["n"_c]).from(number));
// error: subquery: it has no column of this name, or two; look at its select list
// note: "n"
#else
constexpr auto text = to_sql(select(number["number"_c]).from(number));
#endif
}  // namespace column_that_the_function_does_not_have

namespace function_without_a_name {
#ifdef REJECT
constexpr auto query = select(post.id).from(generate_series(1, 4));
// error: from: takes a table, an alias of one, or a query with a name, by .as<"name">(); a function and a list of values want one
#else
constexpr auto query = select(post.id).from(generate_series(1, 4).as<"number">());
#endif
}  // namespace function_without_a_name

namespace joined_function_without_a_name {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).cross_join(generate_series(post.views, 5));
// error: join: takes a table, an alias of one, or a query with a name, by .as<"name">(); a function and a list of values want one
#else
constexpr auto query = select(post.id).from(post).cross_join(generate_series(post.views, 5).as<"number">());
#endif
}  // namespace joined_function_without_a_name

namespace joined_values_without_a_name {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).left_join(values_list(1, 2), post.views == 1);
// error: join: takes a table, an alias of one, or a query with a name, by .as<"name">(); a function and a list of values want one
#else
constexpr auto query = select(post.id).from(post).left_join(values_list(1, 2).as<"v", "n">(), post.views == 1);
#endif
}  // namespace joined_values_without_a_name

namespace rows_in_a_select_list {
#ifdef REJECT
constexpr auto query = select(post.id, generate_series(1, 3)).from(post);
// error: select: a function that returns rows stands in from, under a name
#else
constexpr auto number = generate_series(1, 3).as<"number">();
constexpr auto query = select(post.id, number["number"_c]).from(post).cross_join(number);
#endif
}  // namespace rows_in_a_select_list

namespace rows_in_where {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views == generate_series(post.views, 3));
// error: function: it returns rows, and stands in from, under a name
#else
constexpr auto number = generate_series(post.views, 3).as<"number">();
constexpr auto query = select(post.id).from(post).cross_join(number).where(post.views == number["number"_c]);
#endif
}  // namespace rows_in_where

namespace rows_in_a_function {
#ifdef REJECT
constexpr auto query = select(lower(regexp_split_to_table(post.title, " "))).from(post);
// error: function: it returns rows, and stands in from, under a name
#else
constexpr auto word = regexp_split_to_table(post.title, " ").as<"word">();
constexpr auto query = select(lower(word["word"_c])).from(post).cross_join(word);
#endif
}  // namespace rows_in_a_function

namespace argument_of_a_wrong_type {
#ifdef REJECT
constexpr auto number = generate_series(post.views, post.title).as<"number">();
// error: function: no form of it takes arguments of these types; the second is of another than the forms in the note have there
constexpr auto query = select(number["number"_c]).from(post).cross_join(number);
#else
constexpr auto number = generate_series(post.views, 3).as<"number">();
constexpr auto query = select(number["number"_c]).from(post).cross_join(number);
#endif
}  // namespace argument_of_a_wrong_type

namespace series_that_asks_for_the_time_zone {
constexpr interval day{.days = 1};
#ifdef REJECT
constexpr auto days = generate_series(now(), now(), day).as<"day">();
// error: function: this form of it asks the session for its time zone
#else
constexpr auto days = generate_series(at_time_zone(now(), "UTC"), at_time_zone(now(), "UTC"), day).as<"day">();
#endif
}  // namespace series_that_asks_for_the_time_zone

namespace array_of_no_certain_type {
#ifdef REJECT
constexpr auto id = unnest(arg<"ids">).as<"id">();
// error: arg: nothing tells the type of the argument
#else
constexpr auto id = unnest(cast<types::array<types::bigint>>(arg<"ids">)).as<"id">();
#endif
}  // namespace array_of_no_certain_type

namespace arrays_that_are_none {
constexpr auto ids = cast<types::array<types::bigint>>(arg<"ids">);
#ifdef REJECT
constexpr auto pair = unnest(ids, post.views).as<"pair", "a", "b">();
// error: unnest: takes arrays, expressions or ranges of C++ values
#else
constexpr auto pair = unnest(ids, ids).as<"pair", "a", "b">();
#endif
}  // namespace arrays_that_are_none

namespace arrays_without_names {
constexpr auto ids = cast<types::array<types::bigint>>(arg<"ids">);
#ifdef REJECT
constexpr auto pair = unnest(ids, ids).as<"pair">();
// error: as: the columns have no names of their own; give each one
#else
constexpr auto pair = unnest(ids, ids).as<"pair", "a", "b">();
#endif
}  // namespace arrays_without_names

namespace more_names_than_columns {
#ifdef REJECT
constexpr auto number = generate_series(1, 6).as<"number", "a", "b">();
// error: as: there are more or fewer columns than names after the first; name each column, or none
#else
constexpr auto number = generate_series(1, 6).with_ordinality().as<"number", "a", "b">();
#endif
}  // namespace more_names_than_columns

namespace two_columns_of_one_name {
#ifdef REJECT
constexpr auto member = jsonb_each(post.meta).as<"member", "a", "a">();
// error: as: two columns have the same name; give each its own
#else
constexpr auto member = jsonb_each(post.meta).as<"member", "a", "b">();
#endif
}  // namespace two_columns_of_one_name

namespace column_called_as_the_number {
#ifdef REJECT
constexpr auto number = generate_series(1, 7).with_ordinality().as<"ordinality">();
// error: as: two columns have the same name; give each its own
#else
constexpr auto number = generate_series(1, 7).with_ordinality().as<"number">();
#endif
}  // namespace column_called_as_the_number

namespace record_without_columns {
#ifdef REJECT
constexpr auto item = jsonb_to_recordset(post.meta).as<"item">();
// error: as: the function returns rows of any columns; state them
#else
constexpr auto item = jsonb_to_recordset(post.meta).as<"item", column_definition<"id", types::integer>>();
#endif
}  // namespace record_without_columns

namespace columns_that_the_function_states {
#ifdef REJECT
constexpr auto key = jsonb_object_keys(post.meta).as<"key", column_definition<"id", types::text>>();
// error: as: the function says of which columns its rows are; give them names alone
#else
constexpr auto key = jsonb_object_keys(post.meta).as<"key", "id">();
#endif
}  // namespace columns_that_the_function_states

namespace columns_that_are_none {
#ifdef REJECT
constexpr auto item = jsonb_to_record(post.meta).as<"item", types::integer>();
// error: as: a column is stated as column_definition<"name", type>, and its name has 1 to 63 bytes
#else
constexpr auto item = jsonb_to_record(post.meta).as<"item", column_definition<"id", types::integer>>();
#endif
}  // namespace columns_that_are_none

namespace function_that_names_a_later_table {
constexpr auto number = generate_series(post.views, 8).as<"number">();
#ifdef REJECT
constexpr auto text = to_sql(select(number["number"_c]).from(number).inner_join(post, post.pinned));
// error: on: names a column of a table that is not joined before; join it first, or name the alias
// note: "views"
#else
constexpr auto text = to_sql(select(number["number"_c]).from(post).cross_join(number));
#endif
}  // namespace function_that_names_a_later_table

namespace function_in_a_right_join_that_names_a_table_before {
constexpr auto number = generate_series(post.id, 9).as<"number">();
#ifdef REJECT
constexpr auto text = to_sql(select(number["number"_c]).from(post).right_join(number, number["number"_c] == post.id));
// error: from: a subquery names a table beside it, which it sees only as a lateral one; so does a list of values, and a function
//        in a right or full join sees none
// note: "id"
#else
constexpr auto text = to_sql(select(number["number"_c]).from(post).left_join(number, number["number"_c] == post.id));
#endif
}  // namespace function_in_a_right_join_that_names_a_table_before

namespace values_that_name_what_stands_beside {
constexpr auto name = values_list(person.email, "nobody").as<"names", "name">();
#ifdef REJECT
constexpr auto text = to_sql(select(name["name"_c]).from(person).cross_join(name));
// error: from: a subquery names a table beside it, which it sees only as a lateral one; so does a list of values
// note: "email"
#else
constexpr auto text = to_sql(select(name["name"_c]).from(person).cross_join_lateral(name));
#endif
}  // namespace values_that_name_what_stands_beside

namespace aggregate_in_the_argument_of_a_function {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).cross_join(generate_series(1, max(post.views)).as<"number">()));
// error: on: an aggregate is known only after grouping
#else
constexpr auto text = to_sql(select(post.id).from(post).cross_join(generate_series(1, post.views).as<"number">()));
#endif
}  // namespace aggregate_in_the_argument_of_a_function

namespace rows_of_two_widths {
#ifdef REJECT
constexpr auto listed = values_list(std::tuple{1, "one"}, std::tuple{2}).as<"listed", "id", "name">();
// error: values_list: the rows have different numbers of values
#else
constexpr auto listed = values_list(std::tuple{1, "one"}, std::tuple{2, "two"}).as<"listed", "id", "name">();
#endif
}  // namespace rows_of_two_widths

namespace rows_of_two_types {
#ifdef REJECT
constexpr auto listed = values_list(std::tuple{1, "one"}, std::tuple{2, 2}).as<"listed", "id", "name">();
// error: values_list: the values of a column are of different types, or nothing tells their type; cast one of them
#else
constexpr auto listed = values_list(std::tuple{1, "one"}, std::tuple{2, "2"}).as<"listed", "id", "name">();
#endif
}  // namespace rows_of_two_types

namespace rows_of_no_certain_type {
#ifdef REJECT
constexpr auto listed = values_list(std::tuple{1, arg<"a">}, std::tuple{2, nullptr}).as<"listed", "id", "name">();
// error: values_list: the values of a column are of different types, or nothing tells their type; cast one of them
#else
constexpr auto listed = values_list(std::tuple{1, arg<"a">}, std::tuple{2, std::optional<int>{}}).as<"listed", "id", "name">();
#endif
}  // namespace rows_of_no_certain_type

namespace values_without_names {
#ifdef REJECT
constexpr auto listed = values_list(std::tuple{1, 2}).as<"listed">();
// error: as: a list of values wants a name, and then one for each column
#else
constexpr auto listed = values_list(std::tuple{1, 2}).as<"listed", "a", "b">();
#endif
}  // namespace values_without_names

namespace values_of_one_name {
#ifdef REJECT
constexpr auto listed = values_list(std::tuple{1, 3}).as<"listed", "a", "a">();
// error: as: two columns have the same name; give each its own
#else
constexpr auto listed = values_list(std::tuple{1, 3}).as<"listed", "a", "b">();
#endif
}  // namespace values_of_one_name

namespace sample_of_a_query {
constexpr auto recent = select(post.id).from(post).as<"recent">();
#ifdef REJECT
constexpr auto query = select(recent[post.id]).from(recent.tablesample(bernoulli(10)));
// error: tablesample: takes rows of a table only; sample the tables that the query selects from
#else
constexpr auto query = select(post.id).from(post.tablesample(bernoulli(10)));
#endif
}  // namespace sample_of_a_query

namespace sample_by_no_method {
#ifdef REJECT
constexpr auto query = select(post.id).from(post.tablesample(10));
// error: tablesample: takes bernoulli(percent) or system(percent)
#else
constexpr auto query = select(post.id).from(post.tablesample(virga::system(10)));
#endif
}  // namespace sample_by_no_method

namespace sample_with_two_seeds {
#ifdef REJECT
constexpr auto query = select(post.id).from(post.tablesample(bernoulli(10)).repeatable(1).repeatable(2));
// error: repeatable: the sample has a seed already
#else
constexpr auto query = select(post.id).from(post.tablesample(bernoulli(10)).repeatable(1));
#endif
}  // namespace sample_with_two_seeds

namespace by_hand_that_is_no_query {
#ifdef REJECT
constexpr auto text = by_hand<"analyze post">();
// error: by_hand: the text is no query; it begins with select, values, table or with, and in with also with insert, update,
//        delete or merge
#else
constexpr auto text = by_hand<"table post">();
#endif
}  // namespace by_hand_that_is_no_query

namespace by_hand_with_a_value_too_many {
#ifdef REJECT
constexpr auto text = by_hand<"select 1">(7);
// error: by_hand: the text has not as many holes, {} outside of quotes, as there are arguments
#else
constexpr auto text = by_hand<"select {}">(7);
#endif
}  // namespace by_hand_with_a_value_too_many

namespace by_hand_with_a_number_of_its_own {
#ifdef REJECT
constexpr auto text = by_hand<"select $1">();
// error: by_hand: $ is not the text's to write; put {} where a value goes, and give the value
#else
constexpr auto text = by_hand<"select {}">(8L);
#endif
}  // namespace by_hand_with_a_number_of_its_own

namespace by_hand_of_two_statements {
#ifdef REJECT
constexpr auto text = by_hand<"select 1; select 2">();
// error: by_hand: the text is a part of a statement; no ; no comment and no backslash in quotes stands in it
#else
constexpr auto text = by_hand<"select 1 union select 2">();
#endif
}  // namespace by_hand_of_two_statements

namespace by_hand_without_columns {
#ifdef REJECT
constexpr auto source = by_hand<"select 3">().as<"three">();
// error: as: SQL by hand wants a name, and then each of its columns, as column_definition<"name", type>, or
//        column_definition<"name", type, may_be_null>
#else
constexpr auto source = by_hand<"select 3">().as<"three", column_definition<"n", types::integer>>();
#endif
}  // namespace by_hand_without_columns

namespace by_hand_that_writes_in_from {
#ifdef REJECT
constexpr auto source = by_hand<"delete from post returning id">().as<"gone", column_definition<"id", types::bigint>>();
// error: as: from takes a query that reads; one that writes stands in with, by cte<"name", ...>()
#else
constexpr auto source = cte<"gone", column_definition<"id", types::bigint>>(by_hand<"delete from post returning id">());
#endif
}  // namespace by_hand_that_writes_in_from

namespace by_hand_named_twice {
#ifdef REJECT
constexpr auto source = cte<"two", column_definition<"n", types::integer>, column_definition<"n", types::text>>(by_hand<"select 1, 'a'">());
// error: cte: two columns have the same name; give each its own
#else
constexpr auto source = cte<"two", column_definition<"n", types::integer>, column_definition<"m", types::text>>(by_hand<"select 1, 'a'">());
#endif
}  // namespace by_hand_named_twice

namespace rows_from_a_record {
#ifdef REJECT
constexpr auto source = rows_from(generate_series(1, 2), jsonb_to_recordset(post.meta));
// error: rows_from: takes calls of functions that return rows of columns that they say, as unnest(a) and generate_series(1, 3);
//        number the rows of all by rows_from(...).with_ordinality()
#else
constexpr auto source = rows_from(generate_series(1, 2), jsonb_array_elements(post.meta));
#endif
}  // namespace rows_from_a_record
