// A stream over a WebSocket.
#include <cstdint>  // std::int32_t
#include <string>   // std::string
#include <vector>   // std::vector

#include <virga/client/any_query.hpp>           // virga::any_query
#include <virga/client/neon_ws.hpp>             // virga::neon_ws_client
#include <virga/client/postgres.hpp>            // virga::postgres_client
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres
#include <virga/testing/local_neon.hpp>         // virga::testing::local_neon

#include "../catch.hpp"
#include "../reading.hpp"
#include "../relations.hpp"
#include "../tables_sql.hpp"

using namespace tables;
using namespace virga_test;

namespace {
struct titles_of_person {
    std::string name;
    struct line {
        std::string title;
    };
    std::vector<line> posts;
};
}  // namespace

TEST_CASE("a_find_is_streamed_over_a_websocket_with_related_rows") {
    const virga::testing::embedded_postgres postgres{{.access = {"local all postgres trust", "local all all scram-sha-256"}}};
    virga::testing::local_neon local{postgres.url()};
    {
        virga::postgres_client direct{postgres.url()};
        direct.execute("create role finding login superuser password 'secret'");
        direct.execute(create_tables);
        direct.execute(insert_rows);
        direct.execute("insert into person (id, email, name) overriding system value select n, n || '@example.org', 'Many' "
                       "from generate_series(100, 1099) n; "
                       "insert into post (author_id, title) select n, 'Of ' || n from generate_series(100, 1099) n");
    }
    virga::neon_ws_client db{local.connection_url("finding", "secret", "postgres"), {.endpoint = local.ws_url()}};
    const auto found = find_many(person)
                           .columns(person.name)
                           .with(posts_of_person.columns(post.title).order_by(post.title))
                           .where(person.id >= arg<"from">)
                           .order_by(person.id);
    const any_query<titles_of_person> query{bind(found, 100)};
    std::int32_t id = 100;
    for (const titles_of_person& each : db.stream(query)) {
        REQUIRE(each.posts.size() == 1);
        CHECK(each.posts[0].title == "Of " + std::to_string(id++));
    }
    CHECK(id == 1'100);
    db.transaction([&](auto& tx) {
        for (const titles_of_person& each : tx.stream(any_query<titles_of_person>{bind(found, 1)})) {
            CHECK(each.posts.size() == 2);
            break;
        }
        CHECK(tx(query).size() == 1'000);
    });
    CHECK(db.execute("select 1 from pg_cursors").rows() == 0);
}

TEST_CASE("a_stream_over_a_websocket_is_whole_and_says_when_the_connection_is_lost") {
    const virga::testing::embedded_postgres postgres{{.access = {"local all postgres trust", "local all all scram-sha-256"}}};
    virga::testing::local_neon local{postgres.url()};
    {
        virga::postgres_client direct{postgres.url()};
        direct.execute("create role streaming login superuser password 'secret'; create table loose (a integer, b text); "
                       "insert into loose select n, repeat('x', 50) from generate_series(1, 20000) n");
    }
    virga::neon_ws_client db{local.connection_url("streaming", "secret", "postgres"), {.endpoint = local.ws_url()}};
    constexpr auto query = select(loose.a, loose.b).from(loose).where(loose.a > arg<"after">).order_by(loose.a);
    std::int32_t expected = 10;
    for (const auto& [a, b] : db.stream(query, 10)) REQUIRE(a == ++expected);
    CHECK(expected == 20'000);
    for (const auto& [a, b] : db.stream(query, 10)) {
        if (a == 500) break;
    }
    CHECK(db.execute("select 1 from pg_cursors").rows() == 0);
    db.transaction([&](auto& tx) {
        std::size_t rows = 0;
        for (const auto& each : tx.stream(query, 19'000)) rows += get<0>(each) > 0 ? 1U : 0U;
        CHECK(rows == 1'000);
    });
    const auto lost = thrown<virga::connection_error>([&] {
        for (const auto& [a, b] : db.stream(query, 0)) {
            if (a != 100) continue;
            virga::postgres_client{postgres.url()}.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'streaming' and pid <> pg_backend_pid()");
        }
    });
    CHECK(lost);
    // rows come in by copy as they do without a WebSocket
    std::vector<row<loose>> sent;
    for (int i = 0; i != 20'000; ++i) sent.push_back({-i, "\tx\\\n" + std::to_string(i)});
    sent.front().b.reset();
    CHECK(db.copy(copy_into(loose), sent) == 20'000);
    const auto negative = select(loose.a, loose.b).from(loose).where(loose.a <= 0).order_by(desc(loose.a));
    std::size_t at = 0;
    for (const auto& [a, b] : db.stream(negative)) REQUIRE(b == sent.at(at++).b);
    CHECK(at == sent.size());
    sent.back().b = std::string(1, '\0');
    CHECK(thrown<virga::value_error>([&] { db.copy(copy_into(loose), sent); }));
    CHECK(db(delete_from(loose).where(loose.a <= 0)).affected() == 20'000);
    // the next one has a session of its own again
    std::size_t rows = 0;
    for (const auto& each : db.stream(query, 19'990)) rows += get<0>(each) > 0 ? 1U : 0U;
    CHECK(rows == 10);
}
