// tests/compile_fail/result/into.cpp: rows that are read into a struct.
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace into_narrower_number {
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
    // error: into:
    // note: narrow
#else
    return rows.into<wide>().one();
#endif
}
}  // namespace into_narrower_number

namespace into_struct_of_another_type {
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
    // error: into:
    // note: views_of
#else
    return rows.into<mended>().one();
#endif
}
}  // namespace into_struct_of_another_type

namespace into_struct_with_too_few_members {
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
    // error: into: the struct has fewer members than the row has columns
    // note: heading
#else
    return rows.into<views_of>().one();
#endif
}
}  // namespace into_struct_with_too_few_members

namespace into_struct_with_too_many_members {
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
    // error: into: the struct has more members than the row has columns
    // note: views_of
#else
    return rows.into<heading>().one();
#endif
}
}  // namespace into_struct_with_too_many_members

namespace into_struct_without_optional {
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
    // error: into:
    // note: person_name
#else
    return rows.into<mended>().one();
#endif
}
}  // namespace into_struct_without_optional

namespace into_struct_without_optional_after_left_join {
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
    // error: into:
    // note: person_post
#else
    return rows.into<mended>().one();
#endif
}
}  // namespace into_struct_without_optional_after_left_join
