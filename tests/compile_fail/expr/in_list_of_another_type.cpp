// expect: in: the list is of a type that does not compare with the column
// note: "views"
#include "schema.hpp"

std::string_view text_of([[maybe_unused]] const std::vector<std::string>& words, [[maybe_unused]] const std::vector<int>& numbers) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(post.views.in(words)));
#else
    return to_sql(select(post.id).from(post).where(post.views.in(numbers)));
#endif
}
