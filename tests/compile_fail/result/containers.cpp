// tests/compile_fail/result/containers.cpp: rows that go into containers with a key, and what stands for no row.
#include "schema.hpp"

#include <map>  // std::map

#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace to_by_column_not_selected {
auto read(postgres_client& db) {
    const auto rows = db(select(post.id, post.title).from(post));
#ifdef REJECT
    return rows.to<std::map>(post.views);
    // error: to: takes a column that the query selects once, such as `post.id`, the name of one, `"n"_c`, or a pointer to
    //        a member of the struct, `&report::id`
    // note: "views"
#else
    return rows.to<std::map>(post.id);
#endif
}
}  // namespace to_by_column_not_selected

namespace to_by_unclear_name {
auto read(postgres_client& db) {
    const auto rows = db(select(post.id, person.id).from(post).inner_join(person, person.id == post.author_id));
#ifdef REJECT
    return rows.to<std::map>("id"_c);
    // error: to: takes a column that the query selects once
    // note: "id"
#else
    return rows.to<std::map>(person.id);
#endif
}
}  // namespace to_by_unclear_name

namespace to_by_member_of_another_struct {
struct visit_time {
    std::int64_t id;
};
struct other {
    std::int64_t id;
};
auto read(postgres_client& db) {
    const auto rows = db(select(visit.id).from(visit)).into<visit_time>();
#ifdef REJECT
    return rows.to<std::map>(&other::id);
    // error: to: the member is of another struct than the rows are
    // note: other
#else
    return rows.to<std::map>(&visit_time::id);
#endif
}
}  // namespace to_by_member_of_another_struct

namespace to_value_not_selected {
auto read(postgres_client& db) {
    const auto rows = db(select(person.id, person.email).from(person));
#ifdef REJECT
    return rows.to<std::map>(person.id, person.nickname);
    // error: to: takes a column that the query selects once
    // note: "nickname"
#else
    return rows.to<std::map>(person.id, person.email);
#endif
}
}  // namespace to_value_not_selected

namespace one_or_of_too_few_values {
auto read(postgres_client& db) {
    const auto rows = db(select(person.id, person.age).from(person));
#ifdef REJECT
    return rows.one_or("nobody");
    // error: one_or: takes a row, or a value for each column, of the column's type
#else
    return rows.one_or("nobody", 7);
#endif
}
}  // namespace one_or_of_too_few_values

namespace one_or_of_another_type {
auto read(postgres_client& db) {
    const auto rows = db(select(person.id, person.age).from(person).where(person.id == "x"));
#ifdef REJECT
    return rows.one_or(1, 7);
    // error: one_or: takes a row, or a value for each column, of the column's type
#else
    return rows.one_or("x", std::nullopt);
#endif
}
}  // namespace one_or_of_another_type
