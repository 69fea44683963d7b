// expect: into:
// note: views_of
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

struct views_of {
    std::string title;
    std::string views;
};
struct mended {
    std::string title;
    int views;
};

auto read(postgres_client& db) {
    const auto rows = db(select(post.title, post.views).from(post));
#ifdef REJECT
    return rows.into<views_of>().one();
#else
    return rows.into<mended>().one();
#endif
}
