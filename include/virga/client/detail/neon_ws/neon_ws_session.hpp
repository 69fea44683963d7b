// virga/client/detail/neon_ws/neon_ws_session.hpp: a session through a WebSocket, replaced when it dies while it idles.
#pragma once

#include <algorithm>    // std::any_of, std::find
#include <chrono>       // std::chrono::seconds
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t
#include <utility>      // std::exchange, std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/any_session.hpp>                 // virga::detail::any_session
#include <virga/client/detail/neon_ws/websocket_bridge.hpp>    // virga::detail::websocket_bridge
#include <virga/client/detail/neon_ws/websocket_endpoint.hpp>  // virga::detail::websocket_endpoint
#include <virga/client/detail/postgres/postgres_session.hpp>   // virga::detail::postgres_session
#include <virga/client/error.hpp>                              // virga::connection_error
#include <virga/client/neon_ws_options.hpp>                    // virga::neon_ws_options
#include <virga/client/notification.hpp>                       // virga::notification
#include <virga/client/url.hpp>                                // virga::connection_url
#include <virga/text/printable.hpp>                            // virga::detail::printable

namespace virga::detail {

/// libpq's text for the way to the bridge. What of the URL concerns the way to the server is the WebSocket's business
/// and is left out; what libpq takes from the environment for it is overruled. The bridge keeps the time.
inline std::string local_connection_options(connection_url url, const std::string& folder, postgres_options options) {
    options.connect_timeout = {};
    url.host = folder;
    url.port = "5432";
    std::erase_if(url.parameters, [](const auto& parameter) {
        const std::string_view name = parameter.first;
        return name.starts_with("ssl") or name.starts_with("gss") or name == "channel_binding" or name == "hostaddr" or
               name == "krbsrvname" or name == "require_auth" or name == "requirepeer" or name == "requiressl" or
               name == "connect_timeout";
    });
    return connection_options(url, options) +
           "hostaddr='' requirepeer='' channel_binding='disable' gssencmode='disable' connect_timeout='0'";
}

/// How long connecting may take in all. Neon may have to wake a database first; none is waited for without a limit.
inline std::chrono::seconds connecting_time(const connection_url& url, const postgres_options& options) {
    const auto said = connect_timeout(url, options);
    const auto is_said = [](const auto& parameter) { return parameter.first == "connect_timeout"; };
    if (not said and std::any_of(url.parameters.begin(), url.parameters.end(), is_said))
        throw configuration_error("connection URL: its connect_timeout is not a number of seconds");
    return said and said->count() > 0 ? *said : std::chrono::seconds{30};
}

/// Replaces a session when it is known that nothing was under way in it. Otherwise it tells of its end, once.
class neon_ws_session final : public any_session {
public:
    neon_ws_session(connection_url url, neon_ws_options options)
        : url_(std::move(url)),
          options_(std::move(options)),
          session_options_(url_, options_.session),
          endpoint_(endpoint(url_, options_)),
          destination_(fmt::format("Neon at {}{}", endpoint_.authority(), database_and_user(url_))) {
        open();
    }

    [[nodiscard]] std::string_view client_name() const override { return "neon_ws_client"; }
    [[nodiscard]] bool reopens() const override { return true; }
    [[nodiscard]] bool is_open() const override {
        return live_ != nullptr and live_->bridge.is_open() and live_->session->is_open();
    }

    result run(const statement& query, const arguments& values) override {
        return attempt([&](postgres_session& session) { return session.run(query, values); });
    }
    result execute(std::string_view sql) override {
        return attempt([&](postgres_session& session) { return session.execute(sql); });
    }
    result execute(std::string_view sql, const arguments& values) override {
        return attempt([&](postgres_session& session) { return session.execute(sql, values); });
    }

    std::size_t copy(const statement& into, copied_rows& rows) override {
        return attempt([&](postgres_session& session) { return session.copy(into, rows); });
    }

    void begin(std::string_view sql) override {
        attempt([&](postgres_session& session) { session.begin(sql); });
    }
    void commit(std::string_view sql) override {
        if (not is_open()) throw_lost("; the transaction is rolled back");
        execute(sql);
    }
    void roll_back(std::string_view sql) override {
        if (is_open())
            execute(sql);
        else
            told_ = true;  // what was asked for has happened, so there is nothing to tell
    }

    void listen(const std::string& channel) override {
        attempt([&](postgres_session& session) { session.listen(channel); });
        if (std::find(channels_.begin(), channels_.end(), channel) == channels_.end()) channels_.push_back(channel);
    }
    void unlisten(const std::string& channel) override {
        std::erase(channels_, channel);
        std::erase_if(arrived_, [&](const notification& one) { return one.channel == channel; });
        attempt([&](postgres_session& session) { session.unlisten(channel); });
    }
    std::optional<notification> wait_for_notification(std::chrono::milliseconds timeout) override {
        const deadline until{timeout};
        do {
            postgres_session& session = ready();
            if (not arrived_.empty()) {
                std::optional<notification> first{std::move(arrived_.front())};
                arrived_.erase(arrived_.begin());
                return first;
            }
            try {
                return session.wait_for_notification(until);
            } catch (const connection_error&) {
                if (in_transaction()) throw_lost("; the transaction is rolled back");
                // Otherwise waiting has changed nothing and can go on in another session.
            }
        } while (not until.has_passed());
        return std::nullopt;
    }

    void reset() override {
        if (not is_open()) throw_lost("");
        channels_.clear();
        arrived_.clear();
        was_given_text = streams = false;
        live_->session->innermost = std::exchange(innermost, nullptr);
        live_->session->reset();
    }
    [[nodiscard]] bool is_still_open() noexcept override { return is_open() and live_->session->is_still_open(); }
    [[nodiscard]] bool answers(std::chrono::milliseconds patience) noexcept override {
        return is_open() and live_->session->answers(patience);
    }
    void watch(session_watch* who) override {
        watch_ = who;
        if (live_ != nullptr) live_->session->watch(who);
    }
    void close() noexcept override {
        live_.reset();
        told_ = true;
    }

private:
    /// The session goes first, and with it the local connection that the bridge waits for.
    struct connection {
        websocket_bridge bridge;
        std::unique_ptr<postgres_session> session;
    };

    static websocket_endpoint endpoint(const connection_url& url, const neon_ws_options& options) {
        return options.endpoint.empty() ? neon_endpoint(url) : parse_websocket_endpoint(options.endpoint);
    }
    static std::string database_and_user(const connection_url& url) {
        std::string text;
        if (not url.database.empty()) text += fmt::format(", database \"{}\"", url.database);
        if (not url.user.empty()) text += fmt::format(", user \"{}\"", url.user);
        return printable(text);
    }

    void open() {
        keep_arrived();
        live_.reset();
        const deadline until{connecting_time(url_, options_.session)};
        try {
            live_.reset(new connection{{endpoint_, options_.certificate_authority, until}, nullptr});
        } catch (const connection_error& problem) {
            throw connection_error(fmt::format("cannot connect to {}: {}", destination_, problem.what()));
        }
        try {
            live_->session = std::make_unique<postgres_session>(
                destination_, local_connection_options(url_, live_->bridge.folder(), session_options_), session_options_);
            live_->session->watch(watch_);
            for (const std::string& channel : channels_) live_->session->listen(channel);
            live_->bridge.session_is_ready();
        } catch (const connection_error& problem) {
            const std::string text = fmt::format("cannot connect to {}: {}", destination_, reason_of(problem.what()));
            live_.reset();
            throw connection_error(text);
        } catch (...) {
            live_.reset();
            throw;
        }
        told_ = false;
    }

    /// Saves the notifications that reached the session before it died.
    void keep_arrived() {
        if (live_ == nullptr) return;
        live_->session->collect_notifications();
        while (std::optional<notification> one = live_->session->arrived()) arrived_.push_back(std::move(*one));
    }

    /// Why a login failed. libpq names the socket of the bridge, which tells a user nothing. What follows is
    /// `ERROR:  ` and the server's words, or words of its own, than which the bridge may know better.
    [[nodiscard]] std::string reason_of(std::string_view text) const {
        const std::size_t place = text.find(live_->bridge.folder());
        const std::size_t colon = place == text.npos ? text.npos : text.find(": ", place);
        if (colon != text.npos) {
            text.remove_prefix(colon + 2);
            if (const std::size_t severity = text.find(":  "); severity < 30) return std::string{text.substr(severity + 3)};
        }
        return live_->bridge.is_open() ? std::string{text} : live_->bridge.reason();
    }

    /// Whether a transaction was open when the server spoke last, be it begun by a client's `begin` or by SQL text.
    [[nodiscard]] bool in_transaction() const { return live_ != nullptr and live_->bridge.transaction() != 'I'; }

    /// The session for what is to be done now: a new one when the last is known to be dead and nothing is lost with it.
    postgres_session& ready() {
        if (not is_open()) {
            if (innermost != nullptr or (in_transaction() and not told_)) throw_lost("; the transaction is rolled back");
            open();
        }
        live_->session->innermost = innermost;
        return *live_->session;
    }

    template <class Action>
    std::invoke_result_t<const Action&, postgres_session&> attempt(const Action& action) {
        struct collect {
            neon_ws_session& self;
            ~collect() {
                if (not self.channels_.empty() and self.live_ != nullptr) self.live_->session->collect_notifications();
            }
        } after{*this};
        postgres_session& session = ready();
        try {
            return action(session);
        } catch (const connection_error& problem) {
            told_ = true;
            throw connection_error(problem.what() + why(problem.what()), problem.may_have_run());
        }
    }

    [[noreturn]] void throw_lost(const char* consequence) {
        told_ = true;
        throw connection_error(fmt::format("the connection to {} was lost{}{}", destination_, why(), consequence));
    }
    [[nodiscard]] std::string why(std::string_view told = {}) const {
        if (live_ == nullptr or live_->bridge.is_open()) return "";
        return fmt::format(" ({})", live_->bridge.reason(told));
    }

    connection_url url_;
    neon_ws_options options_;
    session_options session_options_;
    websocket_endpoint endpoint_;
    std::string destination_;
    std::vector<std::string> channels_;
    std::vector<notification> arrived_;  // from sessions that have been replaced
    session_watch* watch_ = nullptr;
    std::unique_ptr<connection> live_;
    bool told_ = false;  // whether someone was told that the session is lost
};
}  // namespace virga::detail
