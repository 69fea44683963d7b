// tests/compile_fail/select/order.cpp: distinct, order, limit and offset.
#include "schema.hpp"

namespace distinct_ordered_by_what_is_not_selected {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).distinct().order_by(post.views));
// error: order_by: a distinct select can be ordered only by what it selects; add the key to the select list
// note: "views"
#else
constexpr auto text = to_sql(select(post.title, post.views).from(post).distinct().order_by(post.views));
#endif
}  // namespace distinct_ordered_by_what_is_not_selected

namespace distinct_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).distinct().from(post).distinct());
// error: distinct: the query is distinct already
#else
constexpr auto text = to_sql(select(post.title).distinct().from(post));
#endif
}  // namespace distinct_twice

namespace limit_of_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(post.views));
// error: limit: takes a whole number or arg<>
// note: "views"
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(20));
#endif
}  // namespace limit_of_a_column

namespace limit_of_double {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(2.5));
// error: limit: takes a whole number or arg<>
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(arg<"rows">));
#endif
}  // namespace limit_of_double

namespace limit_of_text {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit("20"));
// error: limit: takes a whole number or arg<>
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(20));
#endif
}  // namespace limit_of_text

namespace limit_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(20).limit(10));
// error: limit: there is one already
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(10));
#endif
}  // namespace limit_twice

namespace offset_of_bool {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).limit(20).offset(true));
// error: offset: takes a whole number or arg<>
#else
constexpr auto text = to_sql(select(post.title).from(post).limit(20).offset(20));
#endif
}  // namespace offset_of_bool

namespace offset_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).offset(20).offset(40));
// error: offset: there is one already
#else
constexpr auto text = to_sql(select(post.title).from(post).offset(40));
#endif
}  // namespace offset_twice

namespace order_by_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(1));
// error: order_by: takes one or more expressions, asc(x) or desc(x)
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.title));
#endif
}  // namespace order_by_a_number

namespace order_by_column_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(desc(person.email)));
// error: order_by: names a column of a table that is not in from
// note: "email"
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(desc(post.published_at)));
#endif
}  // namespace order_by_column_not_in_from

namespace order_by_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.title).order_by(desc(post.views)));
// error: order_by: the query has one already; name all keys in it
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.title, desc(post.views)));
#endif
}  // namespace order_by_twice

namespace distinct_ordered_by_a_key_with_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(post.views + 1).distinct().from(post).order_by(post.views + 1));
// error: order_by: a key that holds a value is another expression wherever it is written again; write literal<value> or arg<"name">
#else
constexpr auto text = to_sql(select(post.views + arg<"n">).distinct().from(post).order_by(post.views + arg<"n">));
#endif
}  // namespace distinct_ordered_by_a_key_with_a_value

namespace order_by_a_text {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id, post.title.as<"headline">()).from(post).order_by(desc("headline")));
// error: asc, desc: take an expression; a name of the result is desc("name"_c)
#else
constexpr auto text = to_sql(select(post.id, post.title.as<"headline">()).from(post).order_by(desc("headline"_c)));
#endif
}  // namespace order_by_a_text
