// tests/compile_fail/client/batch.cpp: batches, and clients that have no open transactions.
#include "http_client.hpp"
#include "schema.hpp"

#include <virga/client/any_query.hpp>  // virga::any_query
#include <virga/client/batch.hpp>      // virga::batched_calls

namespace batch_without_an_argument {
struct some_client : batched_calls<some_client> {
    std::vector<result> run_batch(std::span<const batch_item>, const transaction_options&);
};
constexpr auto of_email = select(person.id).from(person).where(person.email == arg<"email">);

void find(some_client& db) {
#ifdef REJECT
    (void)db.batch(of_email);
    // error: batch: a query awaits the values of its arg<>s; give them with bind(query, values...)
#else
    (void)db.batch(bind(of_email, "ada@example.org"));
#endif
}
}  // namespace batch_without_an_argument

namespace begin_over_http {
void clean(const neon_http_client& db) {
#ifdef REJECT
    auto tx = db.begin({.read_only = true});
    // error: begin: SQL over HTTP has no open transactions; send the queries as one transaction with batch(query, query...), or
    //        use neon_ws_client
    tx(delete_from(visit).all_rows());
    tx.commit();
#else
    db.batch(delete_from(visit).all_rows());
#endif
}
}  // namespace begin_over_http

namespace bind_with_too_many_values {
struct some_client : batched_calls<some_client> {
    std::vector<result> run_batch(std::span<const batch_item>, const transaction_options&);
};
constexpr auto of_email = select(person.id).from(person).where(person.email == arg<"email">);

void find(some_client& db) {
#ifdef REJECT
    (void)db.batch(bind(of_email, "ada@example.org", "bob@example.org"));
    // error: bind: the query has another number of arg<>s than there are values
#else
    (void)db.batch(bind(of_email, "ada@example.org"));
#endif
}
}  // namespace bind_with_too_many_values

namespace transaction_over_http {
void clean(const neon_http_client& db) {
#ifdef REJECT
    db.transaction([](auto& tx) { tx(delete_from(visit).all_rows()); });
    // error: transaction: SQL over HTTP has no open transactions; send the queries as one transaction with batch(query,
    //        query...), or use neon_ws_client
#else
    db.batch(delete_from(visit).all_rows());
#endif
}
}  // namespace transaction_over_http

namespace transaction_again_over_http {
void clean(const neon_http_client& db) {
#ifdef REJECT
    db.transaction(retry{.attempts = 5}, [](auto& tx) { tx(delete_from(post).all_rows()); });
    // error: transaction: SQL over HTTP has no open transactions; send the queries as one transaction with batch(query,
    //        query...), or use neon_ws_client
#else
    db.batch(delete_from(post).all_rows());
#endif
}
}  // namespace transaction_again_over_http

namespace wrong_query_in_a_batch {
struct some_client : batched_calls<some_client> {
    std::vector<result> run_batch(std::span<const batch_item>, const transaction_options&);
};

void clean(some_client& db) {
#ifdef REJECT
    (void)db.batch(select(visit).from(visit), delete_from(visit));
    // error: delete: has no where and would delete every row; write .where(...), or .all_rows()
    // note: "visit"
#else
    (void)db.batch(select(visit).from(visit), delete_from(visit).all_rows());
#endif
}
}  // namespace wrong_query_in_a_batch

namespace any_query_without_an_argument {
auto find() {
#ifdef REJECT
    return any_query<std::tuple<std::string>>{select(person.id).from(person).where(person.email == arg<"email">)};
    // error: any_query: the query awaits the values of its arg<>s; give them by bind(query, values...)
#else
    return any_query<std::tuple<std::string>>{bind(select(person.id).from(person).where(person.email == arg<"email">), "a@b.c")};
#endif
}
}  // namespace any_query_without_an_argument

namespace any_query_of_another_tuple {
auto find() {
#ifdef REJECT
    return any_query<std::tuple<std::string, int>>{select(person.id, person.age).from(person)};
    // error: any_query: the columns of the query are not of the types of the tuple; those that can be NULL are a std::optional
#else
    return any_query<std::tuple<std::string, std::optional<int>>>{select(person.id, person.age).from(person)};
#endif
}
}  // namespace any_query_of_another_tuple

namespace any_query_of_another_struct {
struct named {
    std::string id;
    std::string name;
};
auto find() {
#ifdef REJECT
    return any_query<named>{select(person.id).from(person)};
    // error: into:
#else
    return any_query<named>{select(person.id, person.email).from(person)};
#endif
}
}  // namespace any_query_of_another_struct

namespace any_query_of_views {
struct viewed {
    std::string id;
    std::string_view name;
};
struct owned {
    std::string id;
    std::string name;
};
auto find() {
#ifdef REJECT
    return any_query<viewed>{select(person.id, person.email).from(person)};
    // error: any_query: the struct has a std::string_view; take a std::string
#else
    return any_query<owned>{select(person.id, person.email).from(person)};
#endif
}
}  // namespace any_query_of_views
