// expect: or: both sides must be conditions; compare the column with something
#include "schema.hpp"

std::string_view text_of(bool everything) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(everything or post.pinned));
#else
    return to_sql(select(post.id).from(post).where(post.pinned == everything or post.pinned));
#endif
}
