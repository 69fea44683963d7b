// expect: into: the struct has more members than the row has columns
// note: views_of
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

struct heading {
    std::string title;
};
struct views_of {
    std::string title;
    int views;
};

auto read(postgres_client& db) {
    const auto rows = db(select(post.title).from(post));
#ifdef REJECT
    return rows.into<views_of>().one();
#else
    return rows.into<heading>().one();
#endif
}
