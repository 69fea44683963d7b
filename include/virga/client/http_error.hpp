// virga/client/http_error.hpp: what can go wrong with a statement that travels over HTTP, apart from SQL.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/error.hpp>  // virga::connection_error

namespace virga {

/// What a request was at when it failed.
enum class request_phase { name, connect, tls, send, receive };

namespace detail {
inline std::string words_for(request_phase phase) {
    switch (phase) {
        case request_phase::name: return "while the server's name was looked up";
        case request_phase::connect: return "while the connection was made";
        case request_phase::tls: return "while TLS was set up";
        case request_phase::send: return "while the request was sent";
        case request_phase::receive: break;
    }
    return "while the answer was awaited";
}
inline std::string fate_in_words(bool may_have_run) {
    return may_have_run ? "; whether the statement took effect is unknown" : "; the statement did not run";
}
}  // namespace detail

/// No answer, or only a part of one. `what()` says in which phase, and whether the statement can have run.
class transport_error : public connection_error {
public:
    /// `reason` is a part of a sentence, without headers and credentials.
    transport_error(request_phase phase, bool may_have_run, const std::string& reason)
        : transport_error(phase, may_have_run, "the request failed ", reason) {}

    [[nodiscard]] request_phase phase() const { return phase_; }

protected:
    transport_error(request_phase phase, bool may_have_run, std::string_view start, const std::string& reason)
        : connection_error(fmt::format("{}{}: {}{}", start, virga::detail::words_for(phase), reason,
                                       virga::detail::fate_in_words(may_have_run)), may_have_run),
          phase_(phase) {}

private:
    request_phase phase_;
};

/// The time that a call may take is up.
class timeout_error : public transport_error {
public:
    timeout_error(request_phase phase, bool may_have_run, const std::string& reason)
        : transport_error(phase, may_have_run, "the time was up ", reason) {}
};

/// The call was cancelled, by the `stop_token` that was given to it. Not a `connection_error`: it is no reason to try again.
class cancelled_error : public error {
public:
    explicit cancelled_error(bool may_have_run)
        : error("the call was cancelled" + virga::detail::fate_in_words(may_have_run)), may_have_run_(may_have_run) {}

    /// Whether the statement can have taken effect.
    [[nodiscard]] bool may_have_run() const { return may_have_run_; }

private:
    bool may_have_run_;
};

/// The answer has more bytes than `largest_response` allows, or its cells take more memory than `largest_cells` does; the rest was
/// not read.
class response_too_large : public transport_error {
public:
    explicit response_too_large(std::size_t allowed)
        : transport_error(request_phase::receive, true,
                          fmt::format("it is larger than the {} bytes allowed; ask for fewer rows, or allow more with "
                                      "largest_response", allowed)) {}

    /// That of an answer whose cells need more memory than `allowed` bytes.
    static response_too_large of_cells(std::size_t allowed) {
        return response_too_large(
            fmt::format("its values and NULLs take more than the {} bytes of memory allowed, 16 each; ask for fewer rows (limit) "
                        "or page by page, or allow more with largest_cells", allowed));
    }

private:
    explicit response_too_large(const std::string& reason) : transport_error(request_phase::receive, true, reason) {}
};

/// Where an answer came from: its HTTP status, and Neon's `neon-request-id` for a question to its support (empty if none was sent),
/// as it was sent.
struct http_origin {
    int status = 0;
    std::string request_id{};
};

namespace detail {
/// What was said, where it came from, and what became of the statement.
inline std::string sentence_of(std::string_view said, const http_origin& origin, bool may_have_run) {
    const std::string_view request = origin.request_id.empty() ? "" : ", request ";
    return fmt::format("{} (HTTP status {}{}{}){}", said, origin.status, request, origin.request_id, fate_in_words(may_have_run));
}
}  // namespace detail

/// An answer that is an error of the service's, not of PostgreSQL's. This class itself: the fate of the statement is not known,
/// or the request was malformed.
class service_error : public connection_error {
public:
    service_error(std::string_view start, const std::string& said, http_origin origin, bool may_have_run)
        : connection_error(
              virga::detail::sentence_of(fmt::format("{}{}{}", start, said.empty() ? "" : ": ", said), origin, may_have_run),
              may_have_run),
          origin_(std::move(origin)) {}

    [[nodiscard]] int status() const { return origin_.status; }
    [[nodiscard]] const std::string& request_id() const { return origin_.request_id; }

private:
    http_origin origin_;
};

// clang-format off: a line each
/// Wrong user, password or token, or a login that is not allowed.
class authentication_error : public service_error { using service_error::service_error; };
/// The service had no connection to the database, or too much to do. The statement did not run.
class unavailable_error : public service_error { using service_error::service_error; };
/// The request or its answer is larger than the service allows.
class too_large_error : public service_error { using service_error::service_error; };
// clang-format on

/// An answer that is not what the protocol says: cut short, of another shape, or not from Neon at all.
class protocol_error : public error {
public:
    protocol_error(const std::string& reason, http_origin origin, bool may_have_run = true)
        : error(virga::detail::sentence_of("the answer is not one of Neon's protocol: " + reason, origin, may_have_run)),
          origin_(std::move(origin)), may_have_run_(may_have_run) {}

    [[nodiscard]] int status() const { return origin_.status; }
    [[nodiscard]] const std::string& request_id() const { return origin_.request_id; }
    /// Whether the statement can have taken effect.
    [[nodiscard]] bool may_have_run() const { return may_have_run_; }

private:
    http_origin origin_;
    bool may_have_run_;
};
}  // namespace virga
