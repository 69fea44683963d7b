// expect: arg: the value given is not of the type that the query awaits
// note: "email"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(postgres_client& db) {
#ifdef REJECT
    return db(by_email, 7);
#else
    return db(by_email, "ada@example.org");
#endif
}
