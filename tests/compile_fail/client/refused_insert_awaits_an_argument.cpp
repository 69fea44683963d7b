// expect: values, set: sets a column twice
// note: "nickname"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto insert(postgres_client& db) {
#ifdef REJECT
    return db(insert_into(person).values(person.id = "u", person.email = arg<"e">, person.nickname = "a", person.nickname = "b"),
              "a@b.c").affected();
#else
    return db(insert_into(person).values(person.id = "u", person.email = arg<"e">, person.nickname = "a"), "a@b.c").affected();
#endif
}
