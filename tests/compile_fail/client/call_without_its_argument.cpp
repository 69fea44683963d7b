// expect: call: the query has another number of arg<>s than the call has values
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(postgres_client& db) {
#ifdef REJECT
    return db(by_email);
#else
    return db(by_email, "ada@example.org");
#endif
}
