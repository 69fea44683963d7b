// virga/testing/detail/neon/sql_endpoint.hpp: SQL over HTTP, requests and faults.
#pragma once

#include <algorithm>    // std::max, std::min
#include <charconv>     // std::to_chars
#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/random_bytes.hpp>       // virga::detail::random_bytes
#include <virga/testing/detail/neon/credentials.hpp>  // virga::testing::detail::neon::login_of
#include <virga/testing/detail/neon/damage.hpp>       // virga::testing::detail::neon::malformed
#include <virga/testing/detail/neon/execute.hpp>      // virga::testing::detail::neon::execution
#include <virga/testing/detail/neon/http.hpp>         // virga::testing::detail::neon::request_reader
#include <virga/testing/detail/neon/service.hpp>      // virga::testing::detail::neon::service

namespace virga::testing::detail::neon {

/// The path of a target, without the query.
inline std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

/// The decoded value of a name in the query of a target; nullopt if the query does not have it.
inline std::optional<std::string> query_value(std::string_view target, std::string_view name) {
    while (target.find_first_of("?&") != target.npos) {
        target.remove_prefix(target.find_first_of("?&") + 1);
        std::string_view part = target.substr(0, target.find('&'));
        if (part.substr(0, part.find('=')) != name) continue;
        part.remove_prefix(std::min(name.size() + 1, part.size()));
        std::string text{part};
        for (char& c : text)
            if (c == '+') c = ' ';
        return percent_decoded(text);
    }
    return std::nullopt;
}

/// The fault of a request: from its query, its header, or those that wait.
inline fault fault_of(service& shared, const local_neon_request& request, std::string_view kind) {
    if (const auto spec = query_value(request.target, "fault")) return fault{*spec};
    if (const std::string* const spec = request.header("x-local-neon-fault")) return fault{*spec};
    return shared.faults.take(kind);
}

/// A number for a request, in the form of a UUID of version 4.
inline std::string request_number() {
    auto bytes = virga::detail::random_bytes<16>();
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    std::string text;
    for (std::size_t at = 0; at != bytes.size(); ++at) {
        if (at == 4 or at == 6 or at == 8 or at == 10) text += '-';
        (text += "0123456789abcdef"[bytes[at] / 16]) += "0123456789abcdef"[bytes[at] % 16];
    }
    return text;
}

/// The answer of the fault `status`.
inline response status_answer(const fault& what) {
    response answer{.status = static_cast<int>(what.number("status", 500))};
    std::string kind = what.text("body");
    if (kind.empty()) kind = answer.status == 429 or answer.status == 503 ? "msg" : "neon";
    answer.set("content-type", kind == "html" ? "text/html" : kind == "text" ? "text/plain" : "application/json");
    if (what.has("retry-after")) answer.set("retry-after", what.text("retry-after"));
    if (kind == "neon") {
        std::string message = what.text("message");
        if (message.empty() and answer.status == 500) message = "Control plane request failed";
        if (message.empty()) message = fmt::format("injected status {}", answer.status);
        problem told{answer.status, message};
        if (what.has("code")) {
            told.set(code_key, what.text("code"));
            told.set(severity_key, "ERROR");
        }
        answer.body = told.body();
    }
    if (kind == "msg") answer.body = answer.status == 503 ? R"({"msg":"Shutting down"})" : R"({"msg":"injected"})";
    if (kind == "html")
        answer.body = fmt::format("<html><head><title>{0}</title></head><body>{0}</body></html>", answer.status);
    if (kind == "text") answer.body = "upstream connect error or disconnect/reset before headers";
    if (kind == "string") answer.body = R"("query is not supported")";
    return answer;
}

/// Sends an answer, or what a fault makes of it; false if the connection has to end.
class answer_writer {
public:
    answer_writer(channel& client, const fault& what) : client_{client}, fault_{what} {}

    bool write(response answer) {
        if (fault_.has("latency-after") and not client_.sleep(fault_.time("latency-after"))) return false;
        if (fault_.has("reset-after-exec")) return reset();
        if (fault_.has("hang-after-exec")) return client_.sleep(channel::for_ever);
        if (fault_.has("malformed")) {
            answer.status = 200;
            answer.body = malformed(fault_.text("malformed"), answer.body);
        } else if (fault_.has("shape")) {
            answer.body = misshapen(fault_.text("shape"), answer.body);
        }
        if (fault_.has("content-type")) answer.set("content-type", fault_.text("content-type"));
        if (const std::string header = fault_.text("set-header"); not header.empty()) {
            const auto colon = std::min(header.find(':'), header.size());
            answer.set(header.substr(0, colon), header.substr(std::min(colon + 1, header.size())));
        }
        if (fault_.has("close")) answer.set("connection", "close");

        if (fault_.has("reset-mid") or fault_.has("truncate")) {
            client_.write(answer.head(false) + answer.body.substr(0, answer.body.size() / 2));
            client_.sleep(moment);
            return fault_.has("reset-mid") ? reset() : false;
        }
        if (fault_.has("truncate-chunked") or fault_.has("chunked") or fault_.has("drip")) return chunked(answer);
        return client_.write(answer.head(false) + answer.body) and not fault_.has("close");
    }

private:
    /// So that the client has read what went before.
    static constexpr std::chrono::milliseconds moment{30};

    bool reset() {
        client_.reset_on_close();
        return false;
    }

    bool chunked(const response& answer) {
        const std::string drip = fault_.text("drip");
        const std::size_t size = std::max<std::size_t>(fault_.number("drip", 4'096), 1);
        std::size_t pause = 0;
        if (const auto mark = drip.find('x'); mark != drip.npos) reads_as(std::string_view{drip}.substr(mark + 1), pause);
        const std::size_t end = fault_.has("truncate-chunked") ? answer.body.size() / 2 : answer.body.size();
        if (not client_.write(answer.head(true))) return false;
        for (std::size_t at = 0; at < end; at += size) {
            const std::string part = answer.body.substr(at, std::min(size, end - at));
            char length[16];
            const auto digits = std::to_chars(length, length + sizeof length, part.size(), 16).ptr;
            if (not client_.write(std::string{length, digits} + "\r\n" + part + "\r\n")) return false;
            if (pause != 0 and not client_.sleep(std::chrono::milliseconds{pause})) return false;
        }
        if (fault_.has("truncate-chunked")) {
            client_.sleep(moment);
            return false;
        }
        return client_.write("0\r\n\r\n") and not fault_.has("close");
    }

    channel& client_;
    const fault& fault_;
};

/// Answers the requests of one client that are not for a WebSocket.
class sql_endpoint {
public:
    sql_endpoint(service& shared, channel& client, request_reader& reader)
        : shared_{shared}, client_{client}, reader_{reader} {}

    /// Answers a request of which the head is read; false if no other can follow on the connection.
    bool serve(local_neon_request request) {
        ++shared_.requests;
        const auto path = path_of(request.target);
        if (path != "/sql" or (request.method != "POST" and request.method != "OPTIONS")) {
            reader_.body(shared_.options.max_request);
            return send({.status = 400,
                         .headers = {{"content-type", "application/json"}, {"neon-request-id", request_number()}},
                         .body = R"("query is not supported")"});
        }
        if (request.method == "OPTIONS") {
            reader_.body(shared_.options.max_request);
            return send({.headers = {{"allow", "OPTIONS, POST"},
                                     {"access-control-allow-origin", "*"},
                                     {"access-control-allow-headers",
                                      "Authorization, Neon-Connection-String, Neon-Raw-Text-Output, Neon-Array-Mode, "
                                      "Neon-Pool-Opt-In, Neon-Batch-Read-Only, Neon-Batch-Isolation-Level"},
                                     {"access-control-max-age", "86400"}}});
        }
        const fault what = fault_of(shared_, request, "http");
        if (what.has("latency") and not client_.sleep(what.time("latency"))) return false;
        if (what.has("reset")) {
            client_.reset_on_close();
            return false;
        }
        if (what.has("hang")) {
            // The body is read, so that the client's end is seen behind it.
            request.body = reader_.body(shared_.options.max_request).value_or("");
            shared_.remember(std::move(request));
            return client_.sleep(channel::for_ever);
        }
        if (what.has("status")) {
            request.body = reader_.body(shared_.options.max_request).value_or("");
            shared_.remember(std::move(request));
            return send(status_answer(what));
        }
        return answer(std::move(request), what);
    }

private:
    bool send(const response& answer) { return client_.write(answer.head(false) + answer.body) and reader_.keeps_alive(); }

    bool answer(local_neon_request request, const fault& what) {
        response told;
        std::unique_ptr<session> used;
        login who;
        bool is_pooled = false;
        try {
            try {
                who = login_of(request, shared_.options.jwt_password);
                const request_modes modes = modes_of(request);
                read_body(request);
                payload asked;
                try {
                    asked = parse_payload(request.body);
                } catch (const json_error& error) {
                    remember(request);
                    throw problem(400, std::string{"could not parse the HTTP request body: "} + error.what());
                }
                remember(request);
                if (what.has("fail-before-exec")) throw problem(500, "Couldn't connect to compute node");
                is_pooled = not shared_.options.pool_opt_in or modes.pool_opt_in;
                used = session_for(who, is_pooled);
                told.body = execution{shared_, *used, client_, modes}.run(asked);
                if (asked.is_batch) echo(modes, told);
            } catch (const problem& error) {
                if (not reader_.was_too_large()) reader_.body(shared_.options.max_request);
                remember(request);
                told.status = error.status();
                told.body = error.body();
            }
        } catch (const client_gone&) {
            ++shared_.client_aborts;
            return false;
        }
        // Before the answer and not in the background, so that whoever has the answer finds nothing left of the session:
        // no lock, no temporary table that a VACUUM would stumble over.
        if (used and is_pooled and used->reset(client_)) shared_.pool.give(who, std::move(used));
        used.reset();
        // A body that was not read, as it was too large, cannot be told from a next request.
        const bool goes_on = reader_.keeps_alive();
        told.headers.insert(told.headers.begin(), {{"content-type", "application/json"},
                                                   {"access-control-allow-origin", "*"},
                                                   {"neon-request-id", request_number()}});
        if (not goes_on) told.set("connection", "close");
        return answer_writer{client_, what}.write(std::move(told)) and goes_on;
    }

    void read_body(local_neon_request& request) {
        const std::size_t limit = shared_.options.max_request;
        auto body = reader_.body(limit);
        if (reader_.was_too_large())
            throw problem(413, fmt::format("request is too large (max is {} bytes)", limit));
        if (not body) throw client_gone{};
        request.body = std::move(*body);
    }

    /// Once a request, at the first of two calls.
    void remember(local_neon_request& request) {
        if (not request.method.empty()) shared_.remember(std::move(request));
        request.method.clear();
    }

    std::unique_ptr<session> session_for(const login& who, bool is_pooled) {
        if (is_pooled)
            if (auto idle = shared_.pool.take(who)) {
                ++shared_.pool_hits;
                return idle;
            }
        auto opened = std::make_unique<session>(shared_.way, who, connection_settings{}, client_);
        ++shared_.server_connections;
        return opened;
    }

    static void echo(const request_modes& modes, response& told) {
        if (modes.read_only) told.set("neon-batch-read-only", "true");
        if (modes.deferrable) told.set("neon-batch-deferrable", "true");
        if (not modes.isolation.empty()) told.set("neon-batch-isolation-level", modes.isolation);
    }

    service& shared_;
    channel& client_;
    request_reader& reader_;
};
}  // namespace virga::testing::detail::neon
