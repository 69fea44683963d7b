// tests/compile_fail/select/select.cpp: the select list, where, and a query as a whole.
#include "schema.hpp"

namespace column_that_does_not_exist {
#ifdef REJECT
constexpr auto text = to_sql(select(post.tilte).from(post));
// error: tilte
#else
constexpr auto text = to_sql(select(post.title).from(post));
#endif
}  // namespace column_that_does_not_exist

namespace select_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title, 7).from(post));
// error: select: takes columns, expressions and tables, one at least
#else
constexpr auto text = to_sql(select(post.title, post.views).from(post));
#endif
}  // namespace select_a_value

namespace select_column_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title, person.email).from(post));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#else
constexpr auto text = to_sql(select(post.title, person.email).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace select_column_not_in_from

namespace select_column_of_the_table_behind_an_alias {
#ifdef REJECT
constexpr auto text = to_sql(select(person.email).from(chief));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#else
constexpr auto text = to_sql(select(chief.email).from(chief));
#endif
}  // namespace select_column_of_the_table_behind_an_alias

namespace select_nothing {
#ifdef REJECT
constexpr auto text = to_sql(select().from(post));
// error: select: takes columns, expressions and tables, one at least
#else
constexpr auto text = to_sql(select(post).from(post));
#endif
}  // namespace select_nothing

namespace select_table_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(post, person).from(post));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "person"
#else
constexpr auto text = to_sql(select(post, person).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace select_table_not_in_from

namespace select_without_from {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "title"
#else
constexpr auto text = to_sql(select(post.title).from(post));
#endif
}  // namespace select_without_from

namespace two_statements_wrong_alike {
#ifdef REJECT
constexpr auto first = to_sql(select(post.id).from(post).where(person.email == "a@b.c"));
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
constexpr auto second = to_sql(select(post.title).from(post).where(person.email == "a@b.c"));
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#else
constexpr auto first = to_sql(select(post.id).from(post).where(post.author_id == "a@b.c"));
constexpr auto second = to_sql(select(post.title).from(post).where(post.author_id == "a@b.c"));
#endif
}  // namespace two_statements_wrong_alike

namespace two_wrong_statements {
#ifdef REJECT
constexpr auto first = to_sql(select(person.email).from(post));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
constexpr auto second = to_sql(select(person.nickname).from(post));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "nickname"
#else
constexpr auto first = to_sql(select(person.email).from(person));
constexpr auto second = to_sql(select(person.nickname).from(person));
#endif
}  // namespace two_wrong_statements

namespace where_column_not_in_from {
#ifdef REJECT
constexpr auto query = select(post.title).from(post).where(person.email == arg<"email">);
constexpr auto text = to_sql(query);
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#else
constexpr auto query =
    select(post.title).from(post).inner_join(person, person.id == post.author_id).where(person.email == arg<"email">);
constexpr auto text = to_sql(query);
#endif
}  // namespace where_column_not_in_from

namespace where_is_a_bool {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(true));
// error: where: takes a boolean expression; compare the column with something
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.pinned));
#endif
}  // namespace where_is_a_bool

namespace where_is_an_assignment {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(post.views = 1));
// error: where: takes a boolean expression; compare the column with something
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.views == 1));
#endif
}  // namespace where_is_an_assignment

namespace where_is_not_boolean {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(post.views));
// error: where: takes a boolean expression; compare the column with something
// note: "views"
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.views == 1));
#endif
}  // namespace where_is_not_boolean

namespace where_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).where(post.views > 1).where(post.pinned));
// error: where: the query has one already; combine conditions with and
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.views > 1 and post.pinned));
#endif
}  // namespace where_twice

namespace comment_that_ends_itself {
#ifdef REJECT
constexpr auto text = to_sql(with_comment<"a */ b">(select(post.title).from(post)));
// error: with_comment: takes a text that is not empty and has no `*/`, `/*` or zero byte in it
#else
constexpr auto text = to_sql(with_comment<"a * / b">(select(post.title).from(post)));
#endif
}  // namespace comment_that_ends_itself

namespace comment_of_a_query_without_values {
#ifdef REJECT
constexpr auto text = to_sql(with_comment<"a">(insert_into(post)));
// error: with_comment: takes a finished query; add what it lacks before
#else
constexpr auto text = to_sql(with_comment<"a">(insert_into(visit).default_values()));
#endif
}  // namespace comment_of_a_query_without_values

namespace comment_of_a_wrong_query {
#ifdef REJECT
constexpr auto text = to_sql(with_comment<"a">(select(post.title, person.email).from(post)));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#else
constexpr auto text = to_sql(with_comment<"a">(select(post.title).from(post)));
#endif
}  // namespace comment_of_a_wrong_query

namespace explained_by_more_than_options {
#ifdef REJECT
constexpr auto text = to_sql(explain<"analyze) delete from post; --">(select(post.title).from(post)));
// error: explain: takes options in small letters with commas between them
#else
constexpr auto text = to_sql(explain<"analyze, format json">(select(post.title).from(post)));
#endif
}  // namespace explained_by_more_than_options

namespace explained_before_it_is_finished {
#ifdef REJECT
constexpr auto text = to_sql(explain(insert_into(visit)));
// error: explain: takes a finished query; add what it lacks before
#else
constexpr auto text = to_sql(explain(insert_into(visit).default_values()));
#endif
}  // namespace explained_before_it_is_finished

namespace explained_though_it_is_wrong {
#ifdef REJECT
constexpr auto text = to_sql(explain(update(post).set(post.views = 7)));
// error: update: has no where and would change every row; write .where(...), or .all_rows()
#else
constexpr auto text = to_sql(explain(update(post).set(post.views = 7).all_rows()));
#endif
}  // namespace explained_though_it_is_wrong
