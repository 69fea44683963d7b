// tests/compile_fail/expr/fragment.cpp: SQL by hand.
#include "schema.hpp"

namespace fragment_with_too_few_holes {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "length({})">(post.title, 1)).from(post));
// error: expr: the text has not as many holes
#else
constexpr auto text = to_sql(select(expr<types::integer, "length({}) + {}">(post.title, 1)).from(post));
#endif
}  // namespace fragment_with_too_few_holes

namespace fragment_with_too_many_holes {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::boolean, "{} = '{}' or {}">(post.title)).from(post));
// error: expr: the text has not as many holes
#else
constexpr auto text = to_sql(select(expr<types::boolean, "{} = '{}'">(post.title)).from(post));
#endif
}  // namespace fragment_with_too_many_holes

namespace fragment_that_does_not_end {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "length({}">(post.title)).from(post));
// error: expr: a quote, parenthesis or bracket of the text does not end in it
#else
constexpr auto text = to_sql(select(expr<types::integer, "length({})">(post.title)).from(post));
#endif
}  // namespace fragment_that_does_not_end

namespace fragment_that_ends_more {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "1) from post where ({} = 1">(post.views)).from(post));
// error: expr: a quote, parenthesis or bracket of the text does not end in it
#else
constexpr auto text = to_sql(select(expr<types::integer, "(1 + {})">(post.views)).from(post));
#endif
}  // namespace fragment_that_ends_more

namespace fragment_with_an_open_quote {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::text, "'a">()).from(post));
// error: expr: a quote, parenthesis or bracket of the text does not end in it
#else
constexpr auto text = to_sql(select(expr<types::text, "'a'">()).from(post));
#endif
}  // namespace fragment_with_an_open_quote

namespace fragment_of_two_statements {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "1; drop table post">()).from(post));
// error: expr: the text is a part of a statement
#else
constexpr auto text = to_sql(select(expr<types::text, "'1; drop table post'">()).from(post));
#endif
}  // namespace fragment_of_two_statements

namespace fragment_with_a_comment {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "1 -- {}">(post.views)).from(post));
// error: expr: the text is a part of a statement
#else
constexpr auto text = to_sql(select(expr<types::integer, "1 - {}">(post.views)).from(post));
#endif
}  // namespace fragment_with_a_comment

namespace fragment_with_a_parameter {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "$1 + {}">(post.views)).from(post));
// error: expr: $ is not the text's to write
#else
constexpr auto text = to_sql(select(expr<types::integer, "{} + {}">(1, post.views)).from(post));
#endif
}  // namespace fragment_with_a_parameter

namespace fragment_of_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "{} + 1">(arg<"n">)).from(post));
// error: expr: a hole takes an expression or a value whose type is known by itself
#else
constexpr auto text = to_sql(select(expr<types::integer, "{} + 1">(7)).from(post));
#endif
}  // namespace fragment_of_an_argument

namespace fragment_of_a_table {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "{} + 2">(post)).from(post));
// error: expr: a hole takes an expression or a value whose type is known by itself
#else
constexpr auto text = to_sql(select(expr<types::integer, "{} + 2">(post.views)).from(post));
#endif
}  // namespace fragment_of_a_table

namespace fragment_of_a_column_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(expr<types::integer, "length({})">(person.email)).from(post));
// error: select: names a column of a table that is not in from
#else
constexpr auto text = to_sql(select(expr<types::integer, "length({})">(post.title)).from(post));
#endif
}  // namespace fragment_of_a_column_not_in_from

namespace fragment_that_is_no_condition {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(expr<types::integer, "length({})">(post.title)));
// error: where: takes a boolean expression
#else
constexpr auto text = to_sql(select(post.id).from(post).where(expr<types::boolean, "length({}) > 3">(post.title)));
#endif
}  // namespace fragment_that_is_no_condition
