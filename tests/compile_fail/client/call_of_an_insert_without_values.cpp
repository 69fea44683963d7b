// expect: call: takes a finished query; an insert needs values, rows or default_values, an update set
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

auto add(postgres_client& db) {
#ifdef REJECT
    return db(insert_into(visit));
#else
    return db(insert_into(visit).default_values());
#endif
}
