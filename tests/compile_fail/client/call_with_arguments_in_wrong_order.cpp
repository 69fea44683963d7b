// expect: arg: the value given is not of the type that the query awaits
// expect: arg: the value given is not of the type that the query awaits
// note: "email"
// note: "age"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

constexpr auto older = select(person.id).from(person).where(person.email == arg<"email"> and person.age > arg<"age">);

auto ids(postgres_transaction& tx) {
#ifdef REJECT
    return tx(older, 30, "ada@example.org");
#else
    return tx(older, "ada@example.org", 30);
#endif
}
