// virga/testing/detail/neon/web_socket_endpoint.hpp: PostgreSQL over WebSocket: upgrade, start-up, and then a tunnel.
#pragma once

#include <algorithm>    // std::min
#include <cstddef>      // std::size_t
#include <map>          // std::map
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/testing/detail/neon/service.hpp>       // virga::testing::detail::neon::service
#include <virga/testing/detail/neon/sql_endpoint.hpp>  // virga::testing::detail::neon::fault_of
#include <virga/testing/detail/neon/tunnel.hpp>        // virga::testing::detail::neon::tunnel

namespace virga::testing::detail::neon {

/// Four bytes of PostgreSQL's protocol as a number, and back.
inline unsigned number_at(std::string_view bytes, std::size_t at) {
    unsigned value = 0;
    for (const char c : bytes.substr(at, 4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}
inline std::string number_bytes(std::size_t value) {
    return {static_cast<char>(value >> 24 & 0xff), static_cast<char>(value >> 16 & 0xff),
            static_cast<char>(value >> 8 & 0xff), static_cast<char>(value & 0xff)};
}
/// A message of PostgreSQL's protocol.
inline std::string message(char tag, std::string_view body) {
    return (tag + number_bytes(body.size() + 4)).append(body);
}

/// The words of start-up options that are Neon's and not PostgreSQL's are left out.
inline std::string options_for_server(std::string_view options) {
    std::string kept;
    while (not options.empty()) {
        std::size_t end = 0;
        while (end != options.size() and options[end] != ' ') end += options[end] == '\\' and end + 1 != options.size() ? 2 : 1;
        const std::string_view word = options.substr(0, end);
        options.remove_prefix(std::min(end + 1, options.size()));
        const bool is_neons = word.starts_with("project=") or word.starts_with("endpoint=") or
                              (word.starts_with("neon_") and word.find(':') != word.npos);
        if (not word.empty() and not is_neons) ((kept.empty() ? kept : kept += ' ')) += word;
    }
    return kept;
}

/// Serves one WebSocket, from its upgrade to its end.
class web_socket_endpoint {
public:
    web_socket_endpoint(service& shared, channel& client) : shared_{shared}, client_{client} {}

    /// Whether a request asks for a WebSocket.
    static bool is_asked_for(const local_neon_request& request) {
        const std::string* const upgrade = request.header("upgrade");
        if (upgrade == nullptr or upgrade->size() != 9) return false;
        std::string lower = *upgrade;
        for (char& c : lower) c = static_cast<char>(c | 0x20);
        return lower == "websocket" and request.method == "GET";
    }

    /// `received` is what came behind the request.
    void serve(local_neon_request request, std::string received) {
        request.is_web_socket = true;
        const fault what = fault_of(shared_, request, "ws");
        shared_.remember(request);
        if (what.has("ws-latency") and not client_.sleep(what.time("ws-latency"))) return;
        if (what.has("ws-hang")) return void(client_.sleep(channel::for_ever));
        if (what.has("ws-reject"))
            return refuse(static_cast<int>(what.number("ws-reject", 503)), R"({"msg":"refused by fault"})");
        if (what.has("ws-reset-upgrade")) return client_.reset_on_close();
        const std::string* const key = request.header("sec-websocket-key");
        const std::string* const version = request.header("sec-websocket-version");
        if (key == nullptr) return refuse(400, R"({"msg":"Sec-WebSocket-Key header is missing"})");
        if (version == nullptr or *version != "13")
            return refuse(400, R"({"msg":"Sec-Websocket-Version must be 13"})");
        ++shared_.web_sockets;
        // Neither a subprotocol nor an extension is ever agreed on.
        if (not client_.write(fmt::format("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
                                       "sec-websocket-accept: {}\r\n\r\n",
                                       accept_key(*key))))
            return;
        web_socket socket{client_, std::move(received)};
        const bool is_v1 = path_of(request.target) == "/v1";
        tunnel bytes{client_, socket, what, is_v1 ? 32'768 : shared_.options.frame_size};
        if (is_v1 or query_value(request.target, "auth") == "tunnel") {
            const server_socket server{shared_.way};
            if (server.number != -1) bytes.carry(server.number, is_v1 ? "TCP connection is closed" : "");
            return;
        }
        start(socket, bytes);
    }

private:
    using parameters = std::map<std::string, std::string>;
    static constexpr unsigned ssl_request = 80'877'103, gss_request = 80'877'104, cancel_request = 80'877'102;

    void refuse(int status, std::string body) {
        const response answer{.status = status,
                              .headers = {{"content-type", "application/json"}, {"connection", "close"}},
                              .body = std::move(body)};
        client_.write(answer.head(false) + answer.body);
    }

    /// The start-up as Neon does it: the server asks for the password and logs in itself, by whatever way PostgreSQL
    /// wants. A failure is one message, after which TCP ends without a close frame.
    void start(web_socket& socket, tunnel& bytes) {
        parameters given;
        if (not read_start(socket, bytes, given)) return;
        try {
            if (not given.contains("user")) throw problem(400, "Parameter 'user' is missing in startup packet.");
            if (not send(socket, bytes, message('R', number_bytes(3)))) return;
            std::string head, password;
            if (not socket.read(5, head)) return;
            const std::size_t size = number_at(head, 1) - 4;
            if (head[0] != 'p' or size < 1 or size > 512) throw problem(500, "Internal error");
            if (not socket.read(size, password)) return;
            if (password.back() != '\0') throw problem(400, "Malformed password message: missing terminator");
            password.pop_back();
            const login who{.user = given["user"], .password = password, .database = given["database"]};
            // libpq would look elsewhere for a password that is not given.
            if (password.empty() or password.find('\0') != password.npos)
                throw problem(400, fmt::format("password authentication failed for user '{}'", who.user));
            const session opened{shared_.way, who, settings(given), client_};
            ++shared_.server_connections;
            const std::string key = shared_.add_cancel_key(opened.canceller());
            if (send(socket, bytes, greeting(opened.connection(), key))) bytes.carry(PQsocket(opened.connection()), "");
            // A statement that still runs has nobody left to wait for it, unless the client said goodbye.
            if (not socket.was_closed()) shared_.cancel(key);
            shared_.remove_cancel_key(key);
        } catch (const problem& told) {
            std::string fields = "SERROR";
            fields.append("\0CXX000\0M", 9).append(told.what()).append("\0\0", 2);
            send(socket, bytes, message('E', fields));
        } catch (const client_gone&) {}
    }

    static bool send(web_socket& socket, tunnel& bytes, const std::string& text) {
        return bytes.send(text) and socket.flush();
    }

    /// Reads what comes before a start-up message, and that one; false if the connection is to end.
    bool read_start(web_socket& socket, tunnel& bytes, parameters& given) {
        bool asked_ssl = false, asked_gss = false;
        while (true) {
            std::string size, body;
            if (not socket.read(4, size)) return false;
            const std::size_t length = number_at(size, 0);
            if (length < 8 or length > 10'000 or not socket.read(length - 4, body)) return false;
            const unsigned code = number_at(body, 0);
            if (code == ssl_request or code == gss_request) {
                if (std::exchange(code == ssl_request ? asked_ssl : asked_gss, true)) return false;
                if (not send(socket, bytes, "N")) return false;
                continue;
            }
            if (code == cancel_request) {
                ++shared_.cancels;
                shared_.cancel(body.substr(4, 8));
                return false;
            }
            if (code >> 16 != 3) return false;
            std::string_view rest{body};
            rest.remove_prefix(4);
            const auto text = [&rest] {
                std::string taken{rest.substr(0, rest.find('\0'))};
                rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
                return taken;
            };
            std::string refused;
            std::size_t count = 0;
            while (not rest.empty() and rest[0] != '\0') {
                std::string name = text();
                std::string value = text();
                if ((code & 0xffff) == 0 or not name.starts_with("_pq_.")) {
                    given[name] = std::move(value);
                    continue;
                }
                refused += name + '\0';
                ++count;
            }
            if ((code & 0xffff) == 0) return true;
            return send(socket, bytes, message('v', number_bytes(3U << 16) + number_bytes(count) + refused));
        }
    }

    /// The parameters that reach PostgreSQL.
    connection_settings settings(const parameters& given) const {
        connection_settings more;
        std::string options;
        for (const auto& [name, value] : shared_.way)
            if (name == "options") options = value;
        for (const auto& [name, value] : given) {
            if (name == "application_name" or name == "replication") more.emplace_back(name, value);
            if (name == "options") options += (options.empty() ? "" : " ") + options_for_server(value);
        }
        const auto found = given.find("options");
        if (found != given.end() and found->second.find("neon_proxy_params_compat:") != std::string::npos)
            for (const auto& [name, value] : given) {
                const bool is_known = name == "user" or name == "database" or name == "options" or name == "replication" or
                                      name == "application_name" or name == "client_encoding";
                if (is_known) continue;
                options += (options.empty() ? "-c " : " -c ") + name + "=";
                for (const char c : value) (c == ' ' or c == '\\' ? options += '\\' : options) += c;
            }
        more.emplace_back("options", options);
        return more;
    }

    /// What PostgreSQL sends when a login has succeeded, with a key of ours.
    static std::string greeting(PGconn* connection, const std::string& key) {
        std::string text = message('R', number_bytes(0));
        for (const char* name :
             {"application_name", "client_encoding", "DateStyle", "default_transaction_read_only", "in_hot_standby",
              "integer_datetimes", "IntervalStyle", "is_superuser", "scram_iterations", "search_path", "server_encoding",
              "server_version", "session_authorization", "standard_conforming_strings", "TimeZone"})
            if (const char* const value = PQparameterStatus(connection, name); value != nullptr)
                text += message('S', std::string{name} + '\0' + value + '\0');
        return text + message('K', key) + message('Z', "I");
    }

    service& shared_;
    channel& client_;
};
}  // namespace virga::testing::detail::neon
