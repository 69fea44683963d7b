// expect: select: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto posts(postgres_client& db) {
#ifdef REJECT
    return db(select(post.title, person.email).from(post));
#else
    return db(select(post.title, post.author_id).from(post));
#endif
}
