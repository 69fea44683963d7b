// expect: where: comes before returning, as in SQL
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = delete_from(post).returning(post.views + 1).where(post.id == 7);
#else
constexpr auto query = delete_from(post).where(post.id == 7).returning(post.views + 1);
#endif

constexpr auto text = to_sql(query);
