// expect: into:
// note: person_name
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

struct person_name {
    std::string id;
    std::string nickname;
};
struct mended {
    std::string id;
    std::optional<std::string> nickname;
};

auto read(postgres_client& db) {
    const auto rows = db(select(person.id, person.nickname).from(person));
#ifdef REJECT
    return rows.into<person_name>().one();
#else
    return rows.into<mended>().one();
#endif
}
