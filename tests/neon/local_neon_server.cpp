// tests/neon/local_neon_server.cpp: a local_neon starts, is at work for many, and ends whatever its clients do.
#include <atomic>      // std::atomic
#include <chrono>      // std::chrono::steady_clock
#include <cstddef>     // std::size_t
#include <filesystem>  // std::filesystem::exists
#include <memory>      // std::unique_ptr
#include <optional>    // std::optional
#include <string>      // std::string
#include <thread>      // std::thread
#include <vector>      // std::vector

#include <fcntl.h>     // fcntl
#include <sys/stat.h>  // stat

#include <openssl/ssl.h>  // SSL_connect

#include <virga/text/error.hpp>  // virga::error

#include "after_main.hpp"
#include "local_clients.hpp"

using namespace virga_test;
using std::chrono::steady_clock;

namespace {

int open_descriptors() {
    int count = 0;
    for (int number = 0; number < 1'024; ++number)
        if (::fcntl(number, F_GETFD) != -1) ++count;
    return count;
}

std::size_t sessions() {
    return std::stoul(direct{guarded_server().url()}("select count(*) from pg_stat_activity where usename = 'app'"));
}

/// What a TLS client that trusts one certificate, and asks for a name, gets from a server.
class tls_client {
public:
    tls_client(const local_neon& server, const std::string& name, const unsigned char* protocols, unsigned size)
        : socket_{::socket(AF_INET, SOCK_STREAM, 0)}, context_{SSL_CTX_new(TLS_client_method())} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(SSL_CTX_load_verify_locations(context_, server.certificate_authority().c_str(), nullptr) == 1);
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
        ssl_ = SSL_new(context_);
        SSL_set1_host(ssl_, name.c_str());
        SSL_set_alpn_protos(ssl_, protocols, size);
        SSL_set_fd(ssl_, socket_);
        is_trusted = SSL_connect(ssl_) == 1;
    }
    tls_client(const tls_client&) = delete;
    tls_client& operator=(const tls_client&) = delete;
    ~tls_client() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        ::close(socket_);
    }

    std::string protocol() const {
        const unsigned char* chosen = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(ssl_, &chosen, &size);
        return {reinterpret_cast<const char*>(chosen), size};
    }
    std::string exchange(const std::string& bytes, const std::string& last) {
        SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()));
        std::string text;
        char part[4'096];
        for (int count = 0; text.find(last) == text.npos and (count = SSL_read(ssl_, part, sizeof part)) > 0;)
            text.append(part, static_cast<std::size_t>(count));
        return text;
    }

    bool is_trusted = false;

private:
    int socket_;
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
};

constexpr unsigned char http_1[] = "\x02h2\x08http/1.1";
}  // namespace

TEST_CASE("a local_neon tells where it is", "[local_neon]") {
    const local_neon neon{guarded_server().url()};
    const std::string place = "127.0.0.1:" + std::to_string(neon.port());
    CHECK(neon.http_url() == "http://" + place + "/sql");
    CHECK(neon.ws_url() == "ws://" + place + "/v2");
    CHECK(neon.certificate_authority().empty());
    CHECK(neon.connection_url("a b", "p%:/@", "d") == "postgresql://a%20b:p%25%3A%2F%40@ep-local.local.test/d");
}

TEST_CASE("a local_neon that cannot start says why, and not with what", "[local_neon]") {
    const local_neon first{guarded_server().url()};
    const auto words = [](const std::string& url, std::uint16_t port) -> std::string {
        try {
            const local_neon second{url, {.port = port}};
        } catch (const virga::error& problem) {
            return problem.what();
        }
        return "";
    };
    CHECK(words(guarded_server().url(), first.port()) ==
          "local_neon: it cannot listen on port " + std::to_string(first.port()) +
              ": Address already in use; take another one, or 0 for any");
    const std::string malformed = words("postgresql://u:secret@h/d?nope=1", 0);
    CHECK(malformed.starts_with("local_neon: the database URL cannot be used: "));
    CHECK(malformed.find("secret") == malformed.npos);
    // libpq would take the user for the host, and look it up.
    const std::string not_encoded = words("postgresql://u:12/s3?x=cret@h/d", 0);
    CHECK(not_encoded.starts_with("local_neon: the database URL cannot be used: it has a slash before the @"));
    CHECK(not_encoded.find("cret") == not_encoded.npos);
}

TEST_CASE("with TLS a local_neon has a certificate of its own", "[local_neon]") {
    std::filesystem::path file;
    {
        const local_neon neon{guarded_server().url(), {.tls = true}};
        CHECK(neon.http_url().starts_with("https://127.0.0.1:"));
        CHECK(neon.ws_url().starts_with("wss://127.0.0.1:"));
        file = neon.certificate_authority();
        struct stat folder{};
        REQUIRE(::stat(file.parent_path().c_str(), &folder) == 0);
        CHECK((folder.st_mode & 0777) == 0700);

        for (const char* name : {"localhost", "api.local.test"}) {
            tls_client client{neon, name, http_1, sizeof http_1 - 1};
            CHECK(client.is_trusted);
            CHECK(client.protocol() == "http/1.1");
            const std::string answer = client.exchange("POST /sql HTTP/1.1\r\nHost: x\r\nNeon-Connection-String: " +
                                                           neon.connection_url(app_user, app_password, "appdb") +
                                                           "\r\nContent-Length: 26\r\n\r\n" + statement("select 40 as n"),
                                                       "]");
            CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        }
        CHECK(not tls_client(neon, "elsewhere.test", http_1, sizeof http_1 - 1).is_trusted);
        tls_client only_2{neon, "localhost", http_1, 3};
        CHECK(only_2.is_trusted);
        CHECK(only_2.protocol().empty());

        // An upgrade, over TLS as well.
        tls_client client{neon, "localhost", http_1, sizeof http_1 - 1};
        const std::string answer = client.exchange(
            "GET /v2 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            "\r\n\r\n");
        CHECK(answer.starts_with("HTTP/1.1 101 "));
        // Who speaks no TLS is turned away, and nobody waits for him.
        raw_socket plain{neon.port()};
        plain.send("POST /sql HTTP/1.1\r\n\r\n");
        CHECK(plain.receive_all() != raw_socket::end::none);
    }
    CHECK(not std::filesystem::exists(file.parent_path()));
}

TEST_CASE("many clients at once get each their own answer", "[local_neon]") {
    const local_neon neon{guarded_server().url()};
    std::vector<std::string> wrong(16);
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at != wrong.size(); ++at)
        threads.emplace_back([&, at] {
            http_client client{neon};
            for (int count = 0; count != 10; ++count) {
                const std::string want = std::to_string(at * 1'000 + static_cast<std::size_t>(count));
                const std::string got = cell(client.query("select " + want + " from pg_sleep(0.005)"));
                if (got != want) wrong[at] = got;
            }
        });
    for (auto& one : threads) one.join();
    for (const auto& one : wrong) CHECK(one.empty());
    CHECK(neon.counters().requests == 160);
    CHECK(neon.counters().statements == 160);
    CHECK(neon.counters().pool_hits + neon.counters().server_connections == 160);
}

TEST_CASE("the end of a local_neon waits for nobody, and leaves nothing", "[local_neon]") {
    guarded_server();
    REQUIRE(eventually([] { return sessions() == 0; }));
    const int descriptors = open_descriptors();
    {
        std::vector<std::unique_ptr<raw_socket>> clients;
        std::optional<local_neon> neon{std::in_place, guarded_server().url()};
        const auto send = [&](const std::string& bytes) {
            clients.push_back(std::make_unique<raw_socket>(neon->port()));
            clients.back()->send(bytes);
        };
        const auto post = [&](const std::string& fault, const std::string& sql) {
            const std::string body = statement(sql);
            send("POST /sql?fault=" + fault + " HTTP/1.1\r\nHost: x\r\nNeon-Connection-String: " +
                 neon->connection_url(app_user, app_password, "appdb") + "\r\nContent-Length: " + std::to_string(body.size()) +
                 "\r\n\r\n" + body);
        };
        const std::string upgrade =
            " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        post("hang", "select 1");
        post("hang-after-exec", "select 1");
        post("latency=60000", "select 1");
        post("latency-after=60000", "select 1");
        post("drip=1x60000", "select 1");
        post("", "select pg_sleep(95)");
        post("", "select repeat('x', 9000000)");  // nobody reads it
        send("");
        send("POST /sql HTTP/1.1\r\nContent-Le");
        send("POST /sql HTTP/1.1\r\nHost: x\r\nNeon-Connection-String: " +
             neon->connection_url(app_user, app_password, "appdb") + "\r\nContent-Length: 100\r\n\r\n{");
        send("GET /v2?fault=ws-hang" + upgrade);
        send("GET /v2" + upgrade);
        send("GET /v1" + upgrade);
        REQUIRE(eventually([&] { return neon->counters().connections == clients.size(); }));
        const direct sql{guarded_server().url()};
        const std::string count = "select count(*) from pg_stat_activity where query = 'select pg_sleep(95)'";
        REQUIRE(eventually([&] { return sql(count) == "1"; }));
        CHECK(neon->open_connections() == clients.size());
        const auto start = steady_clock::now();
        neon.reset();
        CHECK(steady_clock::now() - start < 10s);
    }
    CHECK(open_descriptors() == descriptors);
    CHECK(eventually([] { return sessions() == 0; }));
}

TEST_CASE("a local_neon ends under load", "[local_neon]") {
    guarded_server();
    const int descriptors = open_descriptors();
    for (int round = 0; round != 3; ++round) {
        std::optional<local_neon> neon{std::in_place, guarded_server().url()};
        std::atomic<int> answers = 0;
        std::vector<std::thread> threads;
        for (int at = 0; at != 8; ++at)
            threads.emplace_back([&answers, client = std::make_unique<http_client>(*neon)] {
                const std::string request = client->request(statement("select repeat('x', 1000)"));
                for (http_answer answer{.is_whole = true}; answer.is_whole;) {
                    client->socket().send(request);
                    answer = client->answer();
                    ++answers;
                }
            });
        REQUIRE(eventually([&] { return answers > 50; }));
        const auto start = steady_clock::now();
        neon.reset();
        CHECK(steady_clock::now() - start < 10s);
        for (auto& one : threads) one.join();
    }
    CHECK(open_descriptors() == descriptors);
    CHECK(eventually([] { return sessions() == 0; }));
}

TEST_CASE("a local_neon that ends after main", "[.]") {  // for the next test, in a program of its own
    static const state_of_openssl last;
    static const local_neon neon{"postgresql://nobody@127.0.0.1/none"};
    start_openssl();
}

TEST_CASE("a local_neon ends before OpenSSL does", "[local_neon]") {
    CHECK(status_of("a local_neon that ends after main") == openssl_is_at_work);
}
