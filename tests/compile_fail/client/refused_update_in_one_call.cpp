// expect: where: takes a boolean expression; compare the column with something
// note: "views"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto pin(postgres_client& db) {
#ifdef REJECT
    return db(update(post).set(post.pinned = true).where(post.views).returning(post.id)).one();
#else
    return db(update(post).set(post.pinned = true).where(post.views > 9).returning(post.id)).one();
#endif
}
