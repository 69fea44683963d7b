// expect: into:
// note: person_post
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

struct person_post {
    std::string id;
    std::string title;
};
struct mended {
    std::string id;
    std::optional<std::string> title;
};

auto read(postgres_client& db) {
    const auto rows = db(select(person.id, post.title).from(person).left_join(post, post.author_id == person.id));
#ifdef REJECT
    return rows.into<person_post>().one();
#else
    return rows.into<mended>().one();
#endif
}
