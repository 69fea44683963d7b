// expect: where: takes a boolean expression; compare the column with something
// note: "id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = delete_from(post).where(post.id);
#else
constexpr auto query = delete_from(post).where(post.id == arg<"id">);
#endif

constexpr auto text = to_sql(query);
