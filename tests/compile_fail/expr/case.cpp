#include "../schema.hpp"

namespace branch_without_a_condition {
#ifdef REJECT
constexpr auto text = to_sql(select(case_when(post.views, "many").otherwise("few")).from(post));
// error: case_when: takes a condition and a result; compare the column with something
#else
constexpr auto text = to_sql(select(case_when(post.views > 10, "many").otherwise("few")).from(post));
#endif
}  // namespace branch_without_a_condition

namespace second_branch_without_a_condition {
#ifdef REJECT
constexpr auto text = to_sql(select(case_when(post.pinned, "pinned").when(post.title, "titled").otherwise("few")).from(post));
// error: when: takes a condition and a result; compare the column with something
#else
constexpr auto text = to_sql(select(case_when(post.pinned, "pinned").when(post.title == "", "titled").otherwise("few")).from(post));
#endif
}  // namespace second_branch_without_a_condition

namespace results_of_two_types {
#ifdef REJECT
constexpr auto text = to_sql(select(case_when(post.pinned, post.views).otherwise(post.title)).from(post));
// error: case_when: its results must be of one type
#else
constexpr auto text = to_sql(select(case_when(post.pinned, cast<types::text>(post.views)).otherwise(post.title)).from(post));
#endif
}  // namespace results_of_two_types

namespace value_of_another_type {
#ifdef REJECT
constexpr auto text = to_sql(select(case_when(post.pinned, "none").otherwise(post.views)).from(post));
// error: case_when: its results must be of one type
#else
constexpr auto text = to_sql(select(case_when(post.pinned, 0).otherwise(post.views)).from(post));
#endif
}  // namespace value_of_another_type

namespace values_of_two_types {
#ifdef REJECT
constexpr auto text = to_sql(select(case_when(post.pinned, "one").otherwise(2)).from(post));
// error: case_when: its results must be of one type
#else
constexpr auto text = to_sql(select(case_when(post.pinned, 1).otherwise(2)).from(post));
#endif
}  // namespace values_of_two_types

namespace result_is_a_label {
#ifdef REJECT
constexpr auto text = to_sql(select(case_when(post.pinned, post.title.as<"label">()).end()).from(post));
// error: as: a label is a name in the result; leave it out where the expression is used
#else
constexpr auto text = to_sql(select(case_when(post.pinned, post.title).end().as<"label">()).from(post));
#endif
}  // namespace result_is_a_label

namespace case_without_an_end {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(case_when(post.pinned, 1) == post.views));
// error: case_when: the case has no end; write .otherwise(...), or .end() for NULL
#else
constexpr auto text = to_sql(select(post.id).from(post).where(case_when(post.pinned, 1).end() == post.views));
#endif
}  // namespace case_without_an_end

namespace coalesce_of_a_case_without_an_end {
#ifdef REJECT
constexpr auto text = to_sql(select(coalesce(post.title, case_when(post.pinned, "a"))).from(post));
// error: case_when: the case has no end; write .otherwise(...), or .end() for NULL
#else
constexpr auto text = to_sql(select(coalesce(post.title, case_when(post.pinned, post.title).end())).from(post));
#endif
}  // namespace coalesce_of_a_case_without_an_end
