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

namespace stream_on_a_client_without_a_name {
void read(const char* url) {
#ifdef REJECT
    auto rows = postgres_client{url}.stream(titles);
    // error: stream: give the client a name, `postgres_client db{url};`, as its rows come while it is there
#else
    postgres_client db{url};
    auto rows = db.stream(titles);
#endif
    (void)rows;
}
}  // namespace stream_on_a_client_without_a_name

namespace begin_on_a_client_without_a_name {
void read(const char* url) {
#ifdef REJECT
    auto tx = postgres_client{url}.begin();
    // error: begin: give the client a name, `postgres_client db{url};`, as the transaction lives inside it
#else
    postgres_client db{url};
    auto tx = db.begin();
#endif
    (void)tx;
}
}  // namespace begin_on_a_client_without_a_name

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

namespace copy_over_http {
std::size_t send(const neon_http_client& http, postgres_client& db, const std::vector<insertable<visit>>& rows) {
    (void)http;
    (void)db;
#ifdef REJECT
    return http.copy(copy_into(visit), rows);
    // error: copy: SQL over HTTP sends no rows beside a statement; write insert_into(table).rows(range), or use neon_ws_client
#else
    return db.copy(copy_into(visit).columns(visit.at), rows);
#endif
}
}  // namespace copy_over_http

namespace copy_of_whole_rows_with_an_identity {
std::size_t send(postgres_client& db, const std::vector<row<post>>& rows, const std::vector<insertable<post>>& given) {
    (void)rows;
    (void)given;
#ifdef REJECT
    return db.copy(copy_into(post), rows);
    // error: copy: the server alone writes a column of the table; give a range of insertable<table>, which leaves it out
#else
    return db.copy(copy_into(post), given);
#endif
}
}  // namespace copy_of_whole_rows_with_an_identity

namespace copy_of_another_table {
std::size_t send(postgres_client& db, const std::vector<insertable<person>>& rows) {
#ifdef REJECT
    return db.copy(copy_into(visit), rows);
    // error: copy: takes a range of insertable<table> or row<table>, of the table that copy_into names
#else
    return db.copy(copy_into(person), rows);
#endif
}
}  // namespace copy_of_another_table

namespace copy_into_an_alias {
#ifdef REJECT
constexpr auto into = copy_into(chief);
// error: copy_into: takes a table; an alias names rows that are there
#else
constexpr auto into = copy_into(person);
#endif
}  // namespace copy_into_an_alias

namespace copy_without_what_is_needed {
#ifdef REJECT
constexpr auto into = copy_into(post).columns(post.title);
// error: columns: a column of the table is missing that is not null and has no default, or whose value is made when a row is
//        inserted; name it too
#else
constexpr auto into = copy_into(post).columns(post.title, post.author_id);
#endif
}  // namespace copy_without_what_is_needed

namespace copy_of_what_the_server_writes {
#ifdef REJECT
constexpr auto into = copy_into(post).columns(post.id, post.title, post.author_id);
// error: columns: takes columns of the table, each once, and none that the server alone writes
#else
constexpr auto into = copy_into(post).columns(post.views, post.title, post.author_id);
#endif
}  // namespace copy_of_what_the_server_writes

namespace stream_of_a_plan {
void read(postgres_client& db) {
    const auto plan = explain(select(visit.id).from(visit));
#ifdef REJECT
    for (const auto& each : db.stream(plan)) (void)each;
    // error: stream: takes a select, as a cursor of PostgreSQL is of one
#else
    for (const auto& each : db(plan)) (void)each;
#endif
}
}  // namespace stream_of_a_plan
