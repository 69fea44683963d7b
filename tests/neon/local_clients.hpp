// tests/neon/local_clients.hpp: a local_neon in front of a server of the tests, and small clients that see every byte.
#pragma once

#include <algorithm>    // std::min
#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::size_t
#include <map>          // std::map
#include <optional>     // std::optional
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <thread>       // std::this_thread::sleep_for
#include <utility>      // std::pair
#include <vector>       // std::vector

#include <arpa/inet.h>   // htons
#include <netinet/in.h>  // sockaddr_in
#include <poll.h>        // poll
#include <sys/socket.h>  // connect
#include <unistd.h>      // close

#include <libpq-fe.h>  // PQexec

#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres
#include <virga/testing/local_neon.hpp>         // virga::testing::local_neon

#include "../catch.hpp"

namespace virga_test {

using namespace std::chrono_literals;
using virga::testing::local_neon;
using virga::testing::local_neon_options;

/// A connection of the test's own to PostgreSQL, beside those of local_neon.
class direct {
public:
    explicit direct(const std::string& url) : connection_{PQconnectdb(url.c_str())} {
        if (PQstatus(connection_) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(connection_)};
    }
    direct(const direct&) = delete;
    direct& operator=(const direct&) = delete;
    ~direct() { PQfinish(connection_); }

    /// The first cell of the answer; empty if there is none.
    std::string operator()(const std::string& sql) const {
        PGresult* const result = PQexec(connection_, sql.c_str());
        const std::string problem = PQresultErrorMessage(result);
        std::string cell = PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0);
        PQclear(result);
        if (not problem.empty()) throw std::runtime_error{problem};
        return cell;
    }

private:
    PGconn* connection_;
};

/// The server of these tests: the role `app` has the password `s%cr/t`, and needs it.
inline const virga::testing::embedded_postgres& guarded_server() {
    static const virga::testing::embedded_postgres one{[] {
        virga::testing::embedded_options options;
        options.access = {"local all postgres trust", "local all all scram-sha-256"};
        return options;
    }()};
    static const bool prepared = [] {
        direct{one.url()}("create role app login password 's%cr/t'");
        direct{one.url()}("create database appdb owner app");
        return true;
    }();
    static_cast<void>(prepared);
    return one;
}

inline constexpr const char* app_user = "app";
inline constexpr const char* app_password = "s%cr/t";

/// Whether something becomes true within some seconds.
template <class Condition>
bool eventually(const Condition& condition) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (not condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

/// A TCP connection to 127.0.0.1, each step of which ends after some seconds.
class raw_socket {
public:
    enum class end { none, closed, reset };

    explicit raw_socket(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error{"no connection"};
    }
    raw_socket(const raw_socket&) = delete;
    raw_socket& operator=(const raw_socket&) = delete;
    ~raw_socket() { close(); }

    void close() {
        if (socket_ != -1) ::close(socket_);
        socket_ = -1;
    }

    void send(std::string_view bytes) {
        while (not bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count < 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    /// Reads something more into `received`; false at the end, or when nothing comes for `patience`.
    bool receive(std::chrono::milliseconds patience = 10s) {
        pollfd polled{socket_, POLLIN, 0};
        if (::poll(&polled, 1, static_cast<int>(patience.count())) <= 0) return false;
        char part[65'536];
        const auto count = ::recv(socket_, part, sizeof part, 0);
        if (count == 0) ended = end::closed;
        if (count < 0) ended = end::reset;
        if (count > 0) received.append(part, static_cast<std::size_t>(count));
        return count > 0;
    }

    /// Reads until the connection ends; how it did.
    end receive_all(std::chrono::milliseconds patience = 10s) {
        while (receive(patience)) {}
        return ended;
    }

    std::string received;
    end ended = end::none;

private:
    int socket_;
};

/// The body of a request for a statement that JSON need not escape.
inline std::string statement(const std::string& sql) { return R"({"query":")" + sql + "\"}"; }

/// An HTTP answer.
struct http_answer {
    int status = 0;
    std::map<std::string, std::string> headers = {};
    std::string body = {};
    bool is_whole = false;
    raw_socket::end ended = raw_socket::end::none;  ///< how the connection ended, if it did so before the answer
};

/// A client of HTTP/1.1 that sends what it is given and is no stricter than it has to be.
class http_client {
public:
    explicit http_client(const local_neon& server, std::string database = "appdb")
        : server_{server}, socket_{server.port()}, database_{std::move(database)} {}

    using headers = std::vector<std::pair<std::string, std::string>>;
    static headers raw() { return {{"Neon-Raw-Text-Output", "true"}, {"Neon-Array-Mode", "true"}}; }

    /// Posts to /sql, or to another target, as the role of the tests.
    http_answer post(const std::string& body, const headers& more = raw(), const std::string& target = "/sql") {
        send(body, more, target);
        return answer();
    }
    /// The answer to a statement without parameters.
    http_answer query(const std::string& sql, const std::string& fault = "") {
        return post(statement(sql), raw(), fault.empty() ? "/sql" : "/sql?fault=" + fault);
    }

    void send(const std::string& body, const headers& more = raw(), const std::string& target = "/sql") {
        socket_.send(request(body, more, target));
    }
    /// The bytes of a request.
    std::string request(const std::string& body, const headers& more = raw(), const std::string& target = "/sql") const {
        std::string text = "POST " + target + " HTTP/1.1\r\nHost: api.local.test\r\n";
        text += "Neon-Connection-String: " + server_.connection_url(app_user, app_password, database_) + "\r\n";
        for (const auto& [name, value] : more) text += name + ": " + value + "\r\n";
        return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    http_answer answer() {
        http_answer answer;
        std::string& bytes = socket_.received;
        std::size_t end = 0;
        while ((end = bytes.find("\r\n\r\n")) == bytes.npos)
            if (not socket_.receive()) {
                answer.ended = socket_.ended;
                return answer;
            }
        std::string_view head{bytes};
        head = head.substr(0, end + 2);
        answer.status = std::stoi(std::string{head.substr(9, 3)});
        head.remove_prefix(head.find("\r\n") + 2);
        while (not head.empty()) {
            const auto line = head.substr(0, head.find("\r\n"));
            head.remove_prefix(line.size() + 2);
            const auto colon = line.find(": ");
            answer.headers[std::string{line.substr(0, colon)}] = line.substr(colon + 2);
        }
        bytes.erase(0, end + 4);
        answer.is_whole = answer.headers.contains("content-length") ? counted(answer) : chunked(answer);
        answer.ended = socket_.ended;
        return answer;
    }

    raw_socket& socket() { return socket_; }

private:
    bool counted(http_answer& answer) {
        const auto size = std::stoul(answer.headers["content-length"]);
        while (socket_.received.size() < size and socket_.receive()) {}
        const bool whole = socket_.received.size() >= size;
        answer.body = socket_.received.substr(0, size);
        socket_.received.erase(0, answer.body.size());
        return whole;
    }
    bool chunked(http_answer& answer) {
        while (true) {
            std::size_t end = 0;
            while ((end = socket_.received.find("\r\n")) == std::string::npos)
                if (not socket_.receive()) return false;
            const auto size = std::stoul(socket_.received, nullptr, 16);
            while (socket_.received.size() < end + 2 + size + 2)
                if (not socket_.receive()) return false;
            answer.body += socket_.received.substr(end + 2, size);
            socket_.received.erase(0, end + 2 + size + 2);
            if (size == 0) return true;
        }
    }

    const local_neon& server_;
    raw_socket socket_;
    std::string database_;
};

/// The part of an error's body that tells a key's value, as JSON.
inline std::string member(const std::string& body, const std::string& key) {
    const auto at = body.find('"' + key + "\":");
    if (at == std::string::npos) return "missing";
    const auto start = at + key.size() + 3;
    auto end = body.find_first_of(",}", start);
    if (body[start] == '"') end = body.find('"', start + 1) + 1;
    return body.substr(start, end - start);
}

/// The first cell of an answer in raw text and array mode.
inline std::string cell(const http_answer& answer) {
    const auto at = answer.body.find("\"rows\":[[\"");
    if (at == std::string::npos) return "no cell in " + answer.body;
    const auto start = at + 10;
    return answer.body.substr(start, answer.body.find('"', start) - start);
}
}  // namespace virga_test
