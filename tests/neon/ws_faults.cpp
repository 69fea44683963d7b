// What goes wrong on the way: each time the expected exception, within its time, and nothing is left behind.
#include <arpa/inet.h>    // ntohs
#include <netinet/in.h>   // sockaddr_in
#include <netinet/tcp.h>  // TCP_USER_TIMEOUT
#include <sys/socket.h>   // getsockopt

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <thread>
#include <vector>

#include "../catch.hpp"
#include "belongings.hpp"
#include "ws_place.hpp"

using namespace virga_neon_test;
using namespace std::chrono_literals;
using virga::connection_error;
using virga::neon_ws_client;
using virga_test::belongings;
using virga_test::settled;

namespace {

/// Compared at the end with what there was at the start. A server in this process may need a moment to close its ends.
class nothing_is_left {
public:
    nothing_is_left() {
        client{}.execute("select 1");  // what is made once in a program is made
        before_ = settled();
    }
    nothing_is_left(const nothing_is_left&) = delete;
    nothing_is_left& operator=(const nothing_is_left&) = delete;
    ~nothing_is_left() {
        CHECK(becomes_true([this] { return belongings{} == before_; }));
        const belongings after;
        CHECK(after.descriptors == before_.descriptors);
        CHECK(after.threads == before_.threads);
        CHECK(after.folders == before_.folders);
    }

private:
    belongings before_;
};

std::string message_of(const std::function<void()>& action) {
    const auto problem = thrown<connection_error>(action);
    const std::string said = problem ? problem->what() : "nothing was thrown";
    CHECK(said.find("p%ss") == std::string::npos);
    CHECK(said.find("p%25ss") == std::string::npos);
    CHECK(said.find("postgresql://") == std::string::npos);
    CHECK(said.find(std::filesystem::temp_directory_path().string() + "/") == std::string::npos);
    CHECK(said.find('\n') == std::string::npos);
    return said;
}

bool holds(const std::string& text, const std::string& part) {
    INFO(text);
    const bool found = text.find(part) != std::string::npos;
    CHECK(found);
    return found;
}
}  // namespace

TEST_CASE("ws_a_connection_that_cannot_be_made_says_why") {
    const struct {
        const char* fault;
        const char* reason;
    } cases[] = {
        {"ws-reject=400",
         "the server refuses the WebSocket with HTTP status 400; check the host of the URL, or neon_ws_options::endpoint"},
        {"ws-reject=404", "the server refuses the WebSocket with HTTP status 404; check the host"},
        {"ws-reject=429", "the server refuses the WebSocket with HTTP status 429; try again later"},
        {"ws-reject=503", "the server refuses the WebSocket with HTTP status 503; try again later"},
        {"ws-reset-upgrade", "the connection was lost while the WebSocket was asked for"},
        {"ws-text", "the server breaks the WebSocket protocol: it sends text, where PostgreSQL's protocol is bytes"},
        {"ws-close=0", "the server closed the WebSocket with code 1011 (fault)"},
        {"ws-close=5:1012", "the server closed the WebSocket with code 1012 (fault)"},
        {"ws-close=100:4001", "the server closed the WebSocket with code 4001 (fault)"},
        {"ws-reset=0", "the server or the network ended the WebSocket"},
        {"ws-reset=9", "the server or the network ended the WebSocket"},
        {"ws-reset=100", "the server or the network ended the WebSocket"},
    };
    const nothing_is_left check;
    for (const auto& each : cases) {
        INFO(each.fault);
        std::string said;
        CHECK(time_of([&] { said = message_of([&] { client{each.fault}; }); }) < 5s);
        CHECK(said.starts_with("cannot connect to Neon at "));
        holds(said, std::string{", user \"neon_user\": "} + each.reason);
        CHECK(text(client{}.execute("select 1")) == "1");
    }
}

TEST_CASE("ws_connecting_ends_with_its_time") {
    const struct {
        const char* fault;
        const char* reason;
    } cases[] = {
        {"ws-hang", ": the time was up while the WebSocket was asked for"},
        {"ws-latency=60000", ": the time was up while the WebSocket was asked for"},
        {"ws-client-latency=60000", ": the time was up while PostgreSQL's answer was awaited"},
    };
    const nothing_is_left check;
    for (const auto& each : cases) {
        INFO(each.fault);
        virga::neon_ws_options options = at_place(each.fault);
        const std::string url = place().url + (place().url.find('?') == std::string::npos ? "?" : "&") + "connect_timeout=1";
        std::string said;
        const auto by_url = time_of([&] { said = message_of([&] { neon_ws_client(url, options); }); });
        CHECK(by_url >= 1s);
        CHECK(by_url < 4s);
        holds(said, each.reason);
        options.session.connect_timeout = 2s;
        const auto by_option = time_of([&] { said = message_of([&] { neon_ws_client(url, options); }); });
        CHECK(by_option >= 2s);
        CHECK(by_option < 5s);
        holds(said, each.reason);
    }
    CHECK(text(client{}.execute("select 1")) == "1");
}

TEST_CASE("ws_a_slow_server_is_waited_for") {
    client late{"ws-latency=300"};
    CHECK(text(late.execute("select 1")) == "1");
    client slow{"ws-client-latency=50"};
    CHECK(text(slow.execute("select 1")) == "1");
}

TEST_CASE("ws_frames_come_in_every_shape") {
    for (const char* fault : {"ws-frame=1", "ws-frame=3", "ws-frame=126", "ws-frame=70000", "ws-continuation",
                              "ws-continuation,ws-frame=2", "ws-ping=1", "ws-ping=1,ws-continuation,ws-frame=5"}) {
        INFO(fault);
        client db{fault};
        const auto answer = db.execute("select n, repeat('x', n) from generate_series(1, 200) n");
        REQUIRE(answer.rows() == 200);
        for (std::size_t n = 1; n <= 200; ++n) REQUIRE(text(answer, n - 1, 1) == std::string(n, 'x'));
        CHECK(text(db.execute("select md5($1)", arguments({std::string(100'000, 'y')}))) == "f0a7af634b47967c6cf3a0aaaaa50d17");
        CHECK_THROWS_AS(db.execute("select 1/0"), virga::data_exception);
    }
}

TEST_CASE("ws_pings_are_answered_while_the_client_idles") {
    client db{"ws-ping=5"};
    std::this_thread::sleep_for(200ms);
    CHECK(db.is_open());
    CHECK(text(db.execute("select 1")) == "1");
}

TEST_CASE("ws_a_connection_lost_under_a_statement_is_said_and_nothing_runs_twice") {
    const struct {
        const char* fault;
        const char* reason;
    } cases[] = {
        {"ws-close=20000", "(the server closed the WebSocket with code 1011 (fault))"},
        {"ws-close=20000:1001", "(the server closed the WebSocket with code 1001 (fault))"},
        {"ws-reset=20000", "(the server "},  // a close frame may come first
    };
    const nothing_is_left check;
    for (const auto& each : cases) {
        INFO(each.fault);
        const own_schema schema;
        neon_ws_client other{schema.url(), at_place()};
        other.execute("create table entry (id integer, filler text)");
        neon_ws_client db{schema.url(), at_place(each.fault)};
        constexpr virga::statement big{"insert into entry values ($1, repeat('x', 100000)) returning filler", {}, {}};
        std::string said;
        CHECK(time_of([&] { said = message_of([&] { db.run(big, arguments({"1"})); }); }) < 5s);
        CHECK(said.starts_with("the connection to Neon at "));
        holds(said, " is lost; whether the statement took effect is unknown " + std::string{each.reason});
        CHECK(not db.is_open());
        CHECK(text(db.execute("select 'again'")) == "again");
        CHECK(*text(other.execute("select count(*) from entry")) <= "1");

        auto tx = db.begin();
        said = message_of([&] { tx.run(big, arguments({"2"})); });
        holds(said, " is lost; the transaction is rolled back " + std::string{each.reason});
        said = message_of([&] { tx.commit(); });
        holds(said, " was lost " + std::string{each.reason});
        CHECK(said.ends_with("; the transaction is rolled back"));
        CHECK(said.find("unknown") == std::string::npos);
        CHECK(text(other.execute("select count(*) from entry where id = 2")) == "0");
        CHECK(text(db.execute("select 'again'")) == "again");
    }
}

TEST_CASE("ws_a_login_that_is_refused_keeps_the_servers_words") {
    const nothing_is_left check;
    const auto attempt = [](const std::string& from, const std::string& to) {
        std::string url = place().url;
        const std::size_t at = url.find(from);
        REQUIRE(at != std::string::npos);
        url.replace(at, from.size(), to);
        return message_of([&] { neon_ws_client(url, at_place()); });
    };
    holds(attempt("p%25ss%3Aw%2Frd%401", "wr0ng"), ", user \"neon_user\": password authentication failed for user 'neon_user'");
    const std::string database = place().url.substr(place().url.rfind('/'));
    holds(attempt(database, "/no%20such%20database"), ", user \"neon_user\": database \"no such database\" does not exist");
    holds(attempt("neon_user:", "nobody_here:"), ", user \"nobody_here\": ");
    CHECK(attempt("p%25ss%3Aw%2Frd%401", "wr0ng").find("wr0ng") == std::string::npos);
}

TEST_CASE("ws_places_where_no_server_is") {
    const nothing_is_left check;
    const auto attempt = [](const std::string& endpoint) {
        return message_of([&] { neon_ws_client(place().url, {.endpoint = endpoint, .session = {.connect_timeout = 10s}}); });
    };
    const std::string refused = attempt("ws://127.0.0.1:1/v2");
    CHECK(refused.starts_with("cannot connect to Neon at 127.0.0.1:1, database "));
    holds(refused, "the connection failed while it was made: ");
    holds(attempt("wss://127.0.0.1:1/v2"), "the connection failed while it was made: ");
    holds(attempt("wss://no-such-host.invalid/v2"), "the connection failed while the server's name was looked up: ");
    CHECK_THROWS_AS(neon_ws_client(place().url, {.endpoint = "http://127.0.0.1/"}), virga::configuration_error);
    CHECK_THROWS_AS(neon_ws_client("postgresql://u:p@/d", {}), virga::configuration_error);
    CHECK_THROWS_AS(neon_ws_client("host=x", at_place()), virga::configuration_error);
}

TEST_CASE("ws_a_temporary_folder_that_cannot_be_used_is_said") {
    const char* const former = std::getenv("TMPDIR");
    const std::string kept = former == nullptr ? "" : former;
    const auto attempt = [](const std::string& folder) {
        ::setenv("TMPDIR", folder.c_str(), 1);
        const auto problem = thrown<connection_error>([] { client{}; });
        return problem ? std::string{problem->what()} : "";
    };
    place();  // a server of one's own needs the folder
    holds(attempt("/no/such/folder"),
          "a folder in the temporary folder cannot be made: No such file or directory; set TMPDIR to another place");
    holds(attempt("/" + std::string(120, 'x')),
          "the name of the temporary folder is too long for a socket; set TMPDIR to a shorter one");
    if (former == nullptr)
        ::unsetenv("TMPDIR");
    else
        ::setenv("TMPDIR", kept.c_str(), 1);
}

TEST_CASE("ws_tls_is_always_verified") {
    if (place().secure_endpoint.empty()) return;
    const nothing_is_left check;
    const auto attempt = [](const std::string& endpoint, const std::string& certificate) {
        return message_of([&] { neon_ws_client(place().url, {.endpoint = endpoint, .certificate_authority = certificate}); });
    };
    std::string by_name = place().secure_endpoint;
    const std::size_t host = by_name.find("127.0.0.1");
    if (host != std::string::npos) by_name.replace(host, 9, "localhost");
    std::string by_address = by_name, by_another = by_name;
    by_address.replace(by_address.find("localhost"), 9, "127.0.0.1");
    by_another.replace(by_another.find("localhost"), 9, "0.0.0.0");  // leads to this machine, too

    for (const std::string& good : {by_name, by_address}) {
        neon_ws_client db{place().url, {.endpoint = good, .certificate_authority = place().certificate}};
        CHECK(text(db.execute("select 1")) == "1");
        const auto answer = db.execute("select n, repeat('x', 100) from generate_series(1, 20000) n");
        REQUIRE(answer.rows() == 20'000);
        CHECK(text(answer, 19'999) == "20000");
        CHECK(text(db.execute("select length($1)", arguments({std::string(3'000'000, 'z')}))) == "3000000");
    }
    const std::string unknown = attempt(by_name, "");
    holds(unknown, "the connection failed while TLS was set up: ");
    holds(unknown, "; certificates of a private authority are trusted by neon_ws_options::certificate_authority");
    holds(attempt(by_another, place().certificate), "the connection failed while TLS was set up: ");
    holds(attempt(by_name, "/no/such/file"), "the connection failed while TLS was set up: ");
    std::string plain = by_name;
    plain.erase(2, 1);  // ws:// where TLS is spoken
    CHECK(attempt(plain, "").starts_with("cannot connect to Neon at localhost"));
}

#ifdef TCP_USER_TIMEOUT
TEST_CASE("ws_a_network_that_swallows_everything_is_noticed_in_two_minutes") {
    const std::string endpoint = place().endpoint;
    const auto port = static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.rfind(':') + 1)));
    client db;
    int found = 0;
    for (int each = 0; each != 1'024; ++each) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        if (::getpeername(each, reinterpret_cast<sockaddr*>(&peer), &size) != 0) continue;
        if (peer.sin_family != AF_INET or ntohs(peer.sin_port) != port) continue;
        unsigned unanswered = 0, probes = 0;
        size = sizeof unanswered;
        CHECK(::getsockopt(each, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered, &size) == 0);
        CHECK(::getsockopt(each, SOL_SOCKET, SO_KEEPALIVE, &probes, &size) == 0);
        CHECK(unanswered == 120'000);  // while something is sent
        CHECK(probes == 1);            // while nothing is
        ++found;
    }
    CHECK(found == 1);
    CHECK(text(db.execute("select 1")) == "1");
}
#endif

TEST_CASE("ws_clients_that_come_and_go_leave_nothing") {
    const nothing_is_left check;
    for (int i = 0; i != 30; ++i) {
        client db;
        CHECK(text(db.execute("select 1")) == "1");
        CHECK(time_of([&] { const client other; }) < 5s);
    }
    CHECK(belongings{}.folders == 0);
}

TEST_CASE("ws_hundreds_of_faults_leave_no_file_no_thread_and_no_memory") {
    const nothing_is_left check;
    const auto refuse_all = [] {
        for (const char* fault : {"ws-reject=503", "ws-reset-upgrade", "ws-text", "ws-close=0", "ws-close=100:4001", "ws-reset=0",
                                  "ws-reset=100"})
            CHECK(message_of([&] { client{fault}; }).starts_with("cannot connect to Neon at "));
    };
    const auto bear_all = [](std::initializer_list<const char*> faults) {
        for (const char* fault : faults) {
            client db{fault};
            static_cast<void>(thrown<connection_error>([&] { db.execute("select repeat('x', 100000)"); }));
            CHECK(text(db.execute("select 1")) == "1");
        }
    };
    // libpqxx 6.4 loses a result that is cut short, see tests/main.cpp: so of these no memory is counted.
    for (int round = 0; round != 20; ++round) bear_all({"ws-close=20000", "ws-reset=20000"});
    const auto round = [&] {
        refuse_all();
        bear_all({"ws-continuation,ws-frame=7", "ws-ping=1"});
    };
    for (int i = 0; i != 25; ++i) round();  // a server in this process remembers 200 requests
    const std::size_t before = virga_test::allocated();
    for (int i = 0; i != 30; ++i) round();
    CHECK(becomes_true([&] { return virga_test::allocated() < before + 50'000; }));  // 185 bytes a fault
}
