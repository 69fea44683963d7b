// expect: delete: has no where and would delete every row; write .where(...), or .all_rows()
// note: "visit"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

void clean(postgres_client& db) {
#ifdef REJECT
    db.transaction([](auto& tx) { tx(delete_from(visit)); });
#else
    db.transaction([](auto& tx) { tx(delete_from(visit).all_rows()); });
#endif
}
