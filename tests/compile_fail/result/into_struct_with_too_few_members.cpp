// expect: into: the struct has fewer members than the row has columns
// note: heading
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
    const auto rows = db(select(post.title, post.views).from(post));
#ifdef REJECT
    return rows.into<heading>().one();
#else
    return rows.into<views_of>().one();
#endif
}
