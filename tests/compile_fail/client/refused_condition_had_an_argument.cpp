// expect: and: both sides must be conditions; compare the column with something
// note: "views"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto posts(postgres_client& db) {
#ifdef REJECT
    return db(select(post.title).from(post).where(post.title == arg<"title"> and post.views), "Hi");
#else
    return db(select(post.title).from(post).where(post.title == arg<"title"> and post.views > 0), "Hi");
#endif
}
