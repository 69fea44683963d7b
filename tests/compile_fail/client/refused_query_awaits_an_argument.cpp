// expect: join: the condition is no boolean expression; compare two columns
// note: "author_id"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto posts(postgres_client& db) {
#ifdef REJECT
    return db(select(post.title).from(post).inner_join(person, post.author_id).where(person.email == arg<"email">), "a@b.c");
#else
    return db(select(post.title).from(post).inner_join(person, person.id == post.author_id).where(person.email == arg<"email">),
              "a@b.c");
#endif
}
