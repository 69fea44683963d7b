// expect: insert_into: takes a table
// note: "chief"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto insert(postgres_client& db) {
#ifdef REJECT
    return db(insert_into(chief).values(chief.id = "u", chief.email = arg<"e">).on_conflict(chief.id).do_nothing(), "e").affected();
#else
    return db(insert_into(person).values(person.id = "u", person.email = arg<"e">).on_conflict(person.id).do_nothing(), "e").affected();
#endif
}
