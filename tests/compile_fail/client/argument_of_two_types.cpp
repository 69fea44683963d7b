// expect: arg: one name stands for values of two types; give each type a name of its own
// note: "key"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.email == arg<"key"> or person.age == arg<"key">);
auto ids(postgres_client& db) { return db(query, "ada@example.org"); }
#else
constexpr auto query = select(person.id).from(person).where(person.email == arg<"key"> or person.nickname == arg<"key">);
auto ids(postgres_client& db) { return db(query, "ada@example.org"); }
#endif
