// expect: where: names a column of a table that is not in from; join the table, or name the alias
// expect: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#include "schema.hpp"

#ifdef REJECT
constexpr auto first = to_sql(select(post.id).from(post).where(person.email == "a@b.c"));
constexpr auto second = to_sql(select(post.title).from(post).where(person.email == "a@b.c"));
#else
constexpr auto first = to_sql(select(post.id).from(post).where(post.author_id == "a@b.c"));
constexpr auto second = to_sql(select(post.title).from(post).where(post.author_id == "a@b.c"));
#endif
