// expect: all_rows: the delete says which rows already
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = delete_from(post).where(post.id == 7).all_rows();
#else
constexpr auto query = delete_from(post).all_rows();
#endif

constexpr auto text = to_sql(query);
