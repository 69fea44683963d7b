// tests/compile_fail/client/stream.cpp: what cannot be streamed, and where.
#include "http_client.hpp"
#include "schema.hpp"

#include <virga/client/pool.hpp>      // virga::pool
#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace {
constexpr auto titles = select(post.title, post.views).from(post);
struct line {
    std::string title;
    int views;
};
}  // namespace

namespace stream_over_http {
std::size_t count(const neon_http_client& http, postgres_client& db) {
    std::size_t rows = 0;
#ifdef REJECT
    for (const auto& each : http.stream(titles)) rows += get<1>(each) > 0 ? 1U : 0U;
    // error: stream: SQL over HTTP keeps no cursor from one request to the next; read page by page, with a where on the key
    //        and limit, or use neon_ws_client
#else
    for (const auto& each : db.stream(titles)) rows += get<1>(each) > 0 ? 1U : 0U;
#endif
    (void)http;
    (void)db;
    return rows;
}
}  // namespace stream_over_http

namespace stream_on_a_pool_itself {
void read(pool<postgres_client>& db) {
#ifdef REJECT
    for (const auto& each : db.stream(titles)) (void)each;
    // error: stream: a pool lends a connection for one call; borrow one, `auto db = pool.borrow();` and `db->stream(query)`,
    //        or stream within a transaction
#else
    auto lent = db.borrow();
    for (const auto& each : lent->stream(titles)) (void)each;
#endif
}
}  // namespace stream_on_a_pool_itself

namespace stream_of_an_insert {
void read(postgres_client& db) {
    const auto made = insert_into(visit).values(visit.id = 7).returning(visit.id);
#ifdef REJECT
    for (const auto& each : db.stream(made)) (void)each;
    // error: stream: takes a select, as a cursor of PostgreSQL is of one; what an insert, update or delete returns, db(query)
    //        reads at once
#else
    for (const auto& each : db(made)) (void)each;
#endif
}
}  // namespace stream_of_an_insert

namespace stream_without_its_argument {
void read(postgres_client& db) {
    const auto some = select(post.id).from(post).where(post.views > arg<"least">);
#ifdef REJECT
    for (const auto& each : db.stream(some)) (void)each;
    // error: stream: the query has another number of arg<>s than the call has values
#else
    for (const auto& each : db.stream(some, 7)) (void)each;
#endif
}
}  // namespace stream_without_its_argument

namespace stream_into_views {
struct view {
    std::string_view title;
    int views;
};
void read(postgres_client& db) {
#ifdef REJECT
    for (const auto& each : db.stream(titles).into<view>()) (void)each;
    // error: stream: the struct has a std::string_view, and rows of a stream are gone when the next ones come; give it a
    //        std::string
#else
    for (const auto& each : db.stream(titles).into<line>()) (void)each;
#endif
}
}  // namespace stream_into_views

namespace stream_that_is_read_twice {
void read(postgres_client& db) {
    auto open = db.stream(titles);
#ifdef REJECT
    for (const auto& each : open.into<line>()) (void)each;
    // error: stream: into takes the stream over; write `db.stream(query).into<T>()`
#else
    for (const auto& each : std::move(open).into<line>()) (void)each;
#endif
}
}  // namespace stream_that_is_read_twice

namespace stream_in_a_transaction_over_http {
void read(const neon_http_client& http, postgres_client& db) {
#ifdef REJECT
    http.transaction([](auto& tx) {
        for (const auto& each : tx.stream(titles)) (void)each;
    });
    // error: transaction: SQL over HTTP has no open transactions
#else
    db.transaction([](auto& tx) {
        for (const auto& each : tx.stream(titles)) (void)each;
    });
#endif
    (void)http;
    (void)db;
}
}  // namespace stream_in_a_transaction_over_http
