// tests/compile_fail/expr/operator.cpp: arithmetic, and, or, not.
#include "schema.hpp"

namespace add_text_to_number {
#ifdef REJECT
constexpr auto query = select(post.views + post.title).from(post);
// error: +: both sides must be numbers, or ranges of one type; a value must be of the column's own type
// note: "views"
#else
constexpr auto query = select(post.views + post.id).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace add_text_to_number

namespace add_to_text {
#ifdef REJECT
constexpr auto query = select(post.title + "!").from(post);
// error: +: texts are put together by concatenated(a, b), and what is no text by cast<types::text>(x) in it
// note: "title"
#else
constexpr auto query = select(post.views + 1).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace add_to_text

namespace add_to_value_of_another_type {
#ifdef REJECT
constexpr auto query = select(1.5 - post.views).from(post);
// error: arithmetic: a double is not exact, and the other side is; write numeric{"1.5"} beside a numeric
// note: "views"
#else
constexpr auto query = select(1 - post.views).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace add_to_value_of_another_type

namespace and_of_no_condition {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.pinned and post.views);
// error: and: both sides must be conditions; compare the column with something
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(post.pinned and post.views > 0);
#endif

constexpr auto text = to_sql(query);
}  // namespace and_of_no_condition

namespace multiply_integer_by_text {
#ifdef REJECT
constexpr auto query = select(post.views * "2").from(post);
// error: *: both sides must be numbers, or ranges of one type; a value must be of the column's own type
// note: "views"
#else
constexpr auto query = select(post.views * post.id).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace multiply_integer_by_text

namespace multiply_integer_by_double {
#ifdef REJECT
constexpr auto query = select(post.views * 1.5).from(post);
// error: arithmetic: a double is not exact, and the other side is; write numeric{"1.5"} beside a numeric
// note: "views"
#else
constexpr auto query = select(post.views * 2, cast<types::double_precision>(post.views) * 1.5).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace multiply_integer_by_double

namespace not_of_no_condition {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(not post.views);
// error: not: the operand must be a condition; compare the column with something
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(not post.pinned);
#endif

constexpr auto text = to_sql(query);
}  // namespace not_of_no_condition

namespace or_with_a_bool {
std::string_view text_of(bool everything) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(everything or post.pinned));
    // error: or: both sides must be conditions; compare the column with something
#else
    return to_sql(select(post.id).from(post).where(post.pinned == everything or post.pinned));
#endif
}
}  // namespace or_with_a_bool

namespace subtract_null {
#ifdef REJECT
constexpr auto query = select(post.views - nullptr).from(post);
// error: -: both sides must be numbers, or ranges of one type; a value must be of the column's own type
// note: "views"
#else
constexpr auto query = select(post.views - 1).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace subtract_null

namespace texts_joined_as_in_sql {
#ifdef REJECT
constexpr auto query = select(post.title or post.author_id).from(post);
// error: or: both sides must be conditions; compare the column with something, or join texts by concatenated(a, b)
#else
constexpr auto query = select(concatenated(post.title, post.author_id)).from(post);
#endif
}  // namespace texts_joined_as_in_sql
