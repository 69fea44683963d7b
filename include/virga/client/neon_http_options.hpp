// virga/client/neon_http_options.hpp: what a neon_http_client takes besides its URL.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <concepts>     // std::convertible_to
#include <cstddef>      // std::size_t
#include <functional>   // std::function
#include <memory>       // std::shared_ptr
#include <optional>     // std::optional
#include <stop_token>   // std::stop_token
#include <string>       // std::string
#include <type_traits>  // std::is_invocable_r_v
#include <utility>      // std::forward

#include <virga/client/http_transport.hpp>  // virga::http_transport

namespace virga {

class observer;

/// A JSON Web Token with which Neon lets a user in, in place of the password: a text, or a function that returns one and is
/// called for each request, from any thread. What it throws comes out of the call.
class bearer_token {
public:
    bearer_token() = default;
    template <class Source>
        requires(not std::same_as<std::remove_cvref_t<Source>, bearer_token> and
                 (std::convertible_to<Source, std::string> or std::is_invocable_r_v<std::string, Source&>))
    bearer_token(Source&& source) {  // not explicit: `{.token = "eyJ..."}`
        if constexpr (std::convertible_to<Source, std::string>) text_ = std::forward<Source>(source);
        else source_ = std::forward<Source>(source);
    }

    /// Whether there is one.
    explicit operator bool() const { return not text_.empty() or source_ != nullptr; }
    [[nodiscard]] std::string get() const { return source_ ? source_() : text_; }

private:
    std::string text_;
    std::function<std::string()> source_;
};

/// When a request is sent again. Never, if its statement may have taken effect, unless that is said to do no harm.
struct retry_policy {
    unsigned attempts = 3;                          ///< in all; 1 is no retry
    std::chrono::milliseconds first_delay{100};     ///< before the second attempt; doubled before each further one
    std::chrono::milliseconds longest_delay{2'000}; ///< the most that is waited, unless the server asks for more
};

/// Settings of a client: `{.timeout = 10s, .token = user_token}`.
struct neon_http_options {
    /// The whole URL to send requests to, `https://.../sql`; empty makes it of the connection URL's host. `http://` sends the
    /// password in the clear, and is for servers on one's own machine.
    std::string endpoint{};
    /// For a call, retries and the waking of a suspended compute included. No time is too long, and one of zero or less is up
    /// before anything is sent, as timeout_error says.
    std::chrono::milliseconds timeout{60'000};
    std::chrono::milliseconds connect_timeout{10'000};
    /// A file of certificates (PEM) to trust in place of the system's. Certificates are always verified.
    std::string certificate_authority{};
    /// Used in place of the password, which is then not sent.
    bearer_token token{};
    retry_policy retries{};
    /// Says that running any statement twice does no harm, so that one whose fate is unknown is sent again.
    bool idempotent = false;
    /// The schema of tables and types that are declared without one, whatever search path the role has; empty for `public`. SQL
    /// text that is given to `execute` is looked up by the role's search path.
    std::string default_schema{};
    /// Bytes of an answer's body. While it is read it takes up to four times as much beside it, for an index of its JSON.
    std::size_t largest_response = std::size_t{256} << 20U;
    /// Bytes of memory that the cells of an answer take beside its body: 16 for each value and each NULL, of all statements of a
    /// batch. An answer of many small values can have more of these than bytes of body. They are counted while they are read, for
    /// which half as much may be needed once more.
    std::size_t largest_cells = std::size_t{256} << 20U;
    /// What sends the requests; libcurl when empty. `certificate_authority` is then its own affair. Clients may share one.
    std::shared_ptr<http_transport> transport{};
    /// Is told of every statement and batch, once whatever retries there are; see client/observer.hpp.
    std::shared_ptr<virga::observer> observer{};
};

/// Settings of a single call: `db.with({.timeout = 2s, .cancel = stop})(query)`. What is left out is the client's.
struct call_options {
    bearer_token token{};
    std::optional<std::chrono::milliseconds> timeout{};
    std::stop_token cancel{};  ///< ends the call at once, with cancelled_error
    std::optional<bool> idempotent{};
};
}  // namespace virga
