// What passes over a connection, byte by byte: a server that says what the test wants, and when.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <virga/client/curl_transport.hpp>
#include <virga/client/http_error.hpp>
#include <virga/testing/detail/neon/certificate.hpp>

#include "../catch.hpp"
#include "answers.hpp"
#include "place.hpp"

using namespace virga_test;
using namespace std::chrono_literals;
using virga::request_phase;

namespace {

/// Waits until `condition` holds, 10 s at most.
void await(const std::function<bool()>& condition) {
    for (int i = 0; not condition() and i != 5'000; ++i) std::this_thread::sleep_for(2ms);
}

/// One end of a connection.
class peer {
public:
    explicit peer(int descriptor) : descriptor_(descriptor) {}
    /// Reads until the end of a head, and returns all that came; empty at the end of the connection.
    std::string request() {
        std::string all;
        char bytes[4096];
        while (all.find("\r\n\r\n") == all.npos) {
            pollfd one{descriptor_, POLLIN, 0};
            if (::poll(&one, 1, 10'000) != 1) return {};
            const ssize_t size = ::recv(descriptor_, bytes, sizeof bytes, 0);
            if (size <= 0) return {};
            all.append(bytes, static_cast<std::size_t>(size));
        }
        return all;
    }
    void say(const std::string& text) { (void)::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL); }
    /// Says the same again and again without a pause, until the other end closes the connection.
    void flood(const std::string& text) {
        const timeval patience{5, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        std::string much;
        while (much.size() < 60'000) much += text;
        for (std::size_t sent = 0;;) {
            const ssize_t size = ::send(descriptor_, much.data() + sent, much.size() - sent, MSG_NOSIGNAL);
            if (size <= 0) return;
            sent = (sent + static_cast<std::size_t>(size)) % much.size();
        }
    }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Until the other end closes it, 10 s at most.
    void read_nothing() {
        pollfd one{descriptor_, POLLRDHUP, 0};
        ::poll(&one, 1, 10'000);
    }
    /// Closes it in the way that tells the other end that bytes were lost.
    void reset() {
        const linger now{1, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }

private:
    int descriptor_;
};

/// A peer that speaks TLS and says the same again and again. So the client's reads are always full: of TLS, unlike of TCP, it
/// cannot know that there is no more.
void flood_over_tls(int descriptor, SSL_CTX* context, const std::string& first, const std::string& again) {
    const timeval patience{5, 0};
    for (const int each : {SO_SNDTIMEO, SO_RCVTIMEO}) ::setsockopt(descriptor, SOL_SOCKET, each, &patience, sizeof patience);
    const std::unique_ptr<SSL, void (*)(SSL*)> tls{SSL_new(context), SSL_free};
    SSL_set_fd(tls.get(), descriptor);
    char bytes[4096];
    if (SSL_accept(tls.get()) != 1 or SSL_read(tls.get(), bytes, sizeof bytes) <= 0) return;
    std::string much = first;
    while (much.size() < 200'000) much += again;
    for (std::size_t sent = 0;;) {
        const int size = SSL_write(tls.get(), much.data() + sent, static_cast<int>(much.size() - sent));
        if (size <= 0) return;
        sent += static_cast<std::size_t>(size);  // of a large text only a part is taken
        if (sent == much.size()) sent = first.size();
    }
}

/// Serves each connection with a function of its own, one after the other. The last one serves all that follow.
class scripted_server {
public:
    using script = std::function<void(peer&)>;
    explicit scripted_server(std::vector<script> scripts)
        : scripts_(std::move(scripts)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(listener_, 16) == 0);
        REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/sql";
        thread_ = std::jthread{[this](const std::stop_token& stop) { serve(stop); }};
    }
    scripted_server(const scripted_server&) = delete;
    scripted_server& operator=(const scripted_server&) = delete;
    ~scripted_server() {
        thread_.request_stop();
        thread_.join();
        ::close(listener_);
    }
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] std::size_t connections() const { return connections_; }
    [[nodiscard]] std::size_t closed() const { return closed_; }

private:
    void serve(const std::stop_token& stop) {
        while (not stop.stop_requested()) {
            pollfd one{listener_, POLLIN, 0};
            if (::poll(&one, 1, 20) != 1) continue;
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client == -1) continue;
            const std::size_t number = connections_++;
            peer other{client};
            scripts_[std::min(number, scripts_.size() - 1)](other);
            ::close(client);
            ++closed_;
        }
    }

    std::vector<script> scripts_;
    int listener_;
    std::string url_;
    std::atomic<std::size_t> connections_{0}, closed_{0};
    std::jthread thread_;
};

std::string answer(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

virga::http_request request_to(const std::string& url) {
    return {.url = url, .body = "body", .timeout = 5s, .connect_timeout = 5s, .largest_response = 1'000'000};
}
}  // namespace

TEST_CASE("a_request_is_written_as_http_wants_it") {
    std::string seen;
    scripted_server server{{[&](peer& client) {
        seen = client.request();
        client.say(answer("yes"));
    }}};
    virga::curl_transport transport;
    const std::vector<std::string> headers{"A-Header: its value"};
    const std::string url = server.url() + "?x=y#fragment";
    auto request = request_to(url);
    request.headers = headers;
    CHECK(transport.post(request).body == "yes");
    const std::string host = server.url().substr(7, server.url().size() - 11);
    CHECK(seen == "POST /sql?x=y HTTP/1.1\r\nHost: " + host +
                      "\r\nAccept: */*\r\nA-Header: its value\r\nContent-Length: 4\r\n\r\nbody");
    for (const char* wrong :
         {"", "ftp://host/sql", "http://", "http:///sql", "http://user@host/", "http://ho st/", "http://host/\r\nX: y"}) {
        CHECK_THROWS_AS(transport.post(request_to(wrong)), virga::usage_error);
    }
}

TEST_CASE("a_kept_connection_that_the_server_closed_is_replaced_before_anything_is_sent") {
    const auto one = [](peer& client) {
        if (not client.request().empty()) client.say(answer("yes"));
    };
    scripted_server server{{one}};
    virga::curl_transport transport;
    for (std::size_t i = 1; i != 4; ++i) {
        CHECK(transport.post(request_to(server.url())).body == "yes");
        CHECK(server.connections() == i);
        await([&] { return server.closed() == i; });
    }
}

TEST_CASE("a_connection_with_bytes_that_nobody_asked_for_is_not_kept") {
    for (const bool late : {false, true}) {
        std::atomic<int> said = 0, read = 0;
        const auto one = [&](peer& client) {
            client.request();
            client.say(late ? answer("yes") : answer("yes") + answer("no"));
            if (late) {
                await([&] { return read != 0; });
                client.say(answer("no"));
            }
            ++said;
            client.request();  // none comes
        };
        scripted_server server{{one}};
        virga::curl_transport transport;
        CHECK(transport.post(request_to(server.url())).body == "yes");
        ++read;
        await([&] { return said == 1; });
        CHECK(transport.post(request_to(server.url())).body == "yes");
        CHECK(server.connections() == 2);
    }
}

TEST_CASE("a_connection_is_opened_again_for_another_server") {
    const auto says = [](const std::string& word) {
        return [word](peer& client) {
            client.request();
            client.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\n" + word);
        };
    };
    scripted_server first{{says("1")}}, second{{says("2")}};
    virga::curl_transport transport{{.idle_connections = 1}};
    for (int i = 0; i != 3; ++i) {
        CHECK(transport.post(request_to(first.url())).body == "1");
        CHECK(transport.post(request_to(second.url())).body == "2");
    }
    CHECK(first.connections() == 3);
    CHECK(second.connections() == 3);
}

TEST_CASE("kept_connections_of_several_servers_do_not_get_mixed_up") {
    const auto says = [](const std::string& word) {
        return [word](peer& client) {
            while (not client.request().empty()) client.say(answer(word));
        };
    };
    scripted_server first{{says("1")}}, second{{says("2")}};
    virga::curl_transport transport;
    for (int i = 0; i != 3; ++i) {
        CHECK(transport.post(request_to(first.url())).body == "1");
        CHECK(transport.post(request_to(second.url())).body == "2");
    }
    CHECK(first.connections() == 1);
    CHECK(second.connections() == 1);
}

TEST_CASE("a_proxy_is_asked_for_a_tunnel_and_sees_no_header") {
    std::string asked, seen;
    scripted_server proxy{{[&](peer& client) {
        asked = client.request();
        client.say("HTTP/1.1 200 Connection established\r\nX-Proxy: y\r\n\r\n");
        while (true) {
            const std::string request = client.request();
            if (request.empty()) return;
            seen = request;
            client.say(answer("yes"));
        }
    }}};
    const std::string former = std::getenv("http_proxy") == nullptr ? "" : std::getenv("http_proxy");
    ::setenv("http_proxy", proxy.url().c_str(), 1);
    {
        virga::curl_transport transport;
        const std::vector<std::string> headers{"Neon-Connection-String: s3cret"};
        const std::string behind = "http://nowhere.invalid/sql";
        for (int i = 0; i != 2; ++i) {
            auto request = request_to(behind);
            request.headers = headers;
            const virga::http_response response = transport.post(request);
            CHECK(response.body == "yes");
            CHECK(response.header("x-proxy").empty());
        }
    }
    if (former.empty()) ::unsetenv("http_proxy");
    else ::setenv("http_proxy", former.c_str(), 1);
    CHECK(asked.starts_with("CONNECT nowhere.invalid:80 HTTP/1.1\r\n"));
    CHECK_FALSE(holds(asked, "s3cret"));
    CHECK(holds(seen, "Host: nowhere.invalid\r\n"));
    CHECK(proxy.connections() == 1);
}

TEST_CASE("an_answer_that_comes_before_all_of_the_request_is_sent_counts") {
    scripted_server server{{[](peer& client) {
        client.request();
        client.say("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlarge");
        std::this_thread::sleep_for(200ms);
    }}};
    virga::curl_transport transport;
    const std::string large(50'000'000, 'x');
    auto request = request_to(server.url());
    request.body = large;
    const virga::http_response response = transport.post(request);
    CHECK(response.status == 413);
    CHECK(response.body == "large");
}

TEST_CASE("a_connection_that_ends_under_a_large_request_is_an_error_of_sending") {
    scripted_server server{{[](peer& client) {
        client.request();
        client.reset();
    }}};
    virga::curl_transport transport;
    const std::string large(50'000'000, 'x');
    auto request = request_to(server.url());
    request.body = large;
    const auto problem = thrown<virga::transport_error>([&] { (void)transport.post(request); });
    REQUIRE(problem);
    CHECK(problem->phase() == request_phase::send);
    CHECK(problem->may_have_run());
}

TEST_CASE("a_request_that_nobody_reads_ends_in_its_time_and_the_phase_is_sending") {
    scripted_server server{{[](peer& client) { client.read_nothing(); }}};
    virga::curl_transport transport;
    const std::string large(50'000'000, 'x');
    auto request = request_to(server.url());
    request.body = large;
    request.timeout = 500ms;
    const auto problem = thrown<virga::timeout_error>([&] { (void)transport.post(request); });
    REQUIRE(problem);
    CHECK(problem->phase() == request_phase::send);
    CHECK(problem->may_have_run());
}

TEST_CASE("what_is_no_http_or_ends_early_is_a_transport_error") {
    const auto says = [](const std::string& bytes) {
        scripted_server server{{[&](peer& client) {
            client.request();
            client.say(bytes);
        }}};
        virga::curl_transport transport;
        const auto problem = thrown<virga::transport_error>([&] { (void)transport.post(request_to(server.url())); });
        REQUIRE(problem);
        CHECK(problem->may_have_run());
        CHECK(problem->phase() == request_phase::receive);
        return std::string{problem->what()};
    };
    CHECK(holds(says("220 mail.example.org ESMTP\r\n"), "the server does not answer in HTTP/1.1"));
    CHECK(holds(says(""), "the connection ended without an answer"));
    CHECK(holds(says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"), "the answer is cut short"));
    CHECK(holds(says("HTTP/1.1 200 OK\r\nContent-"), "the answer is cut short"));
}

TEST_CASE("a_server_that_never_pauses_holds_no_request_beyond_its_time") {
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const struct {
        const char* what;
        std::string first;
        std::string again;
        const char* reason;
    } cases[] = {
        {"interim answers", "", "HTTP/1.1 100 Continue\r\n\r\n", "more than 16 interim answers (status 1xx) came instead of it"},
        {"interim answers with headers", "", "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n",
         "more than 16 interim answers (status 1xx)"},
        {"headers", "HTTP/1.1 200 OK\r\n", "X: y\r\n", "its head is longer than 65536 bytes"},
        {"a header", "HTTP/1.1 200 OK\r\nX: ", "y", "a line of its head is longer than 65536 bytes"},
        {"trailers", chunked + "0\r\n", "X: y\r\n", "the headers behind its body are longer than 65536 bytes"},
        {"empty trailers", chunked + "0\r\n", ":\r\n", "the headers behind its body are longer than 65536 bytes"},
        {"chunks", chunked, "1;extension=value\r\nx\r\n", "it takes longer than 700 ms"},
        {"chunks without extensions", chunked, "1\r\nx\r\n", "it takes longer than 700 ms"},
    };
    const std::string large(50'000'000, 'x');
    for (const auto& each : cases) {
        for (const bool is_large : {false, true}) {
            INFO(each.what << (is_large ? ", under a large request" : ""));
            scripted_server server{{[&](peer& client) {
                client.request();
                client.say(each.first);
                client.flood(each.again);
            }}};
            virga::curl_transport transport;
            auto request = request_to(server.url());
            if (is_large) request.body = large;
            request.timeout = 700ms;
            request.largest_response = std::size_t{1} << 40U;
            const auto start = std::chrono::steady_clock::now();
            const auto problem = thrown<virga::transport_error>([&] { (void)transport.post(request); });
            CHECK(std::chrono::steady_clock::now() - start < 3s);
            REQUIRE(problem);
            INFO(problem->what());
            CHECK(holds(problem->what(), each.reason));
            CHECK(problem->may_have_run());
        }
    }
}

TEST_CASE("a_server_that_never_pauses_over_tls_holds_no_request_beyond_its_time") {
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const virga::testing::detail::neon::certificate certificate;
    ::signal(SIGPIPE, SIG_IGN);  // that OpenSSL may raise in the server
    const struct {
        std::string first;
        std::string again;
        const char* reason;
    } cases[] = {
        {chunked, "1\r\nx\r\n", "it takes longer than 700 ms"},
        {chunked, "1;extension=value\r\nx\r\n", "it takes longer than 700 ms"},
        {"", "HTTP/1.1 100 Continue\r\n\r\n", "more than 16 interim answers"},
        {chunked + "0\r\n", "X: y\r\n", "the headers behind its body are longer than 65536 bytes"},
    };
    for (const auto& each : cases) {
        INFO(each.again);
        scripted_server server{{[&](peer& client) {
            flood_over_tls(client.descriptor(), certificate.context(), each.first, each.again);
        }}};
        virga::curl_transport transport{{.certificate_authority = certificate.file()}};
        const std::string url = "https" + server.url().substr(4);
        auto request = request_to(url);
        request.timeout = 700ms;
        request.largest_response = std::size_t{1} << 40U;
        const auto start = std::chrono::steady_clock::now();
        const auto problem = thrown<virga::transport_error>([&] { (void)transport.post(request); });
        CHECK(std::chrono::steady_clock::now() - start < 2s);
        REQUIRE(problem);
        INFO(problem->what());
        CHECK(holds(problem->what(), each.reason));
    }
    ::signal(SIGPIPE, SIG_DFL);
}

TEST_CASE("a_call_can_be_cancelled_while_the_server_never_pauses") {
    scripted_server server{{[](peer& client) {
        client.request();
        client.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        client.flood("1\r\nx\r\n");
    }}};
    virga::curl_transport transport;
    std::stop_source stop;
    std::jthread other{[&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    }};
    auto request = request_to(server.url());
    request.timeout = 60s;
    request.largest_response = std::size_t{1} << 40U;
    request.cancel = stop.get_token();
    const auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(transport.post(request), virga::cancelled_error);
    CHECK(std::chrono::steady_clock::now() - start < 3s);
}

TEST_CASE("a_proxy_that_never_pauses_holds_no_request_beyond_its_time") {
    const std::string former = std::getenv("http_proxy") == nullptr ? "" : std::getenv("http_proxy");
    for (const char* again : {"X: y\r\n", "HTTP/1.1 100 Continue\r\n\r\n"}) {
        INFO(again);
        scripted_server proxy{{[&](peer& client) {
            client.request();
            client.say("HTTP/1.1 200 Connection established\r\n");
            client.flood(again);
        }}};
        ::setenv("http_proxy", proxy.url().c_str(), 1);
        virga::curl_transport transport;
        const std::string behind = "http://nowhere.invalid/sql";
        auto request = request_to(behind);
        request.timeout = 700ms;
        const auto start = std::chrono::steady_clock::now();
        const auto problem = thrown<virga::transport_error>([&] { (void)transport.post(request); });
        CHECK(std::chrono::steady_clock::now() - start < 3s);
        REQUIRE(problem);
        INFO(problem->what());
        if (again[0] == 'X') CHECK_FALSE(problem->may_have_run());
    }
    if (former.empty()) ::unsetenv("http_proxy");
    else ::setenv("http_proxy", former.c_str(), 1);
}

TEST_CASE("a_call_can_be_cancelled_while_it_connects_and_while_it_sends") {
    scripted_server server{{[](peer& client) { client.read_nothing(); }}};
    virga::curl_transport transport;
    const std::string large(50'000'000, 'x');
    for (const std::string& url : {server.url(), std::string{"http://192.0.2.1/sql"}}) {  // nobody answers there
        std::stop_source stop;
        std::jthread other{[&] {
            std::this_thread::sleep_for(100ms);
            stop.request_stop();
        }};
        auto request = request_to(url);
        request.body = large;
        request.cancel = stop.get_token();
        const auto start = std::chrono::steady_clock::now();
        bool cancelled = false;
        try {
            (void)transport.post(request);
        } catch (const virga::cancelled_error& problem) {
            cancelled = true;
            CHECK(problem.may_have_run() == (url == server.url()));
        } catch (const virga::transport_error&) {  // a machine without any network says so at once
            cancelled = url != server.url();
        }
        CHECK(cancelled);
        CHECK(std::chrono::steady_clock::now() - start < 5s);
    }
}

TEST_CASE("the_end_of_a_connection_with_tls_under_a_large_request_is_an_error_and_no_signal") {
    const secure_place place = local_secure_place();  // not every server can reset a connection with TLS
    virga::curl_transport transport{{.certificate_authority = place.certificate_authority}};
    const std::string url = place.endpoint + "?fault=reset";
    const std::string large(9'000'000, 'x');
    for (int i = 0; i != 5; ++i) {
        auto request = request_to(url);
        request.body = large;
        CHECK_THROWS_AS(transport.post(request), virga::transport_error);
    }
}
