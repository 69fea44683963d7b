// expect: into:
// note: narrow
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

struct narrow {
    int id;
};
struct wide {
    std::int64_t id;
};

auto read(postgres_client& db) {
    const auto rows = db(select(visit.id).from(visit));
#ifdef REJECT
    return rows.into<narrow>().one();
#else
    return rows.into<wide>().one();
#endif
}
