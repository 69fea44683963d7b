// tests/compile_fail/client/pool.cpp: what a pool keeps, what it lends, and queries that are run on it.
#include "schema.hpp"

#include <virga/client/pool.hpp>      // virga::pool
#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace call_on_a_pool_with_argument_of_another_type {
constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(pool<postgres_client>& db) {
#ifdef REJECT
    return db(by_email, 7.5);
    // error: arg: the value given is not of the type that the query awaits
    // note: "email"
#else
    return db(by_email, "ada@example.org");
#endif
}
}  // namespace call_on_a_pool_with_argument_of_another_type

namespace delete_on_a_pool_without_where {
void clean(pool<postgres_client>& db) {
#ifdef REJECT
    db.transaction([](auto& work) { work(delete_from(visit)); });
    // error: delete: has no where and would delete every row; write .where(...), or .all_rows()
#else
    db.transaction([](auto& work) { work(delete_from(visit).all_rows()); });
#endif
}
}  // namespace delete_on_a_pool_without_where

namespace lease_without_a_name {
void change(pool<postgres_client>& db) {
#ifdef REJECT
    auto work = db.borrow()->begin();
    // error: lease: give it a name, `auto db = pool.borrow();`, as it is given back at the end of the line; a single call goes to
    //        the pool itself, pool(query)
    work.commit();
#else
    auto mine = db.borrow();
    auto work = mine->begin();
    work.commit();
#endif
}
}  // namespace lease_without_a_name

namespace pool_of_a_client_for_all_threads {
struct shared_client : typed_calls<shared_client> {
    result run(const statement&, const arguments&) const;
};
#ifdef REJECT
auto made() { return sizeof(pool<shared_client>); }
// error: pool: keeps clients that have one session each, such as postgres_client and neon_ws_client; neon_http_client has none, and
//        one of it is for all threads at once
#else
auto made() { return sizeof(pool<postgres_client>); }
#endif
}  // namespace pool_of_a_client_for_all_threads

namespace pool_whose_factory_makes_something_else {
#ifdef REJECT
auto made() { return pool<postgres_client>{[] { return 7; }}; }
// error: pool: the factory returns another type than the pool's client, or a std::unique_ptr of one
#else
auto made() { return pool<postgres_client>{[] { return postgres_client{"postgresql:///"}; }}; }
#endif
}  // namespace pool_whose_factory_makes_something_else
