// virga/client/session_client.hpp: a client that keeps one session, whatever the way to the server.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <memory>       // std::unique_ptr
#include <optional>     // std::optional
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t
#include <utility>      // std::forward, std::move
#include <vector>       // std::vector

#include <virga/client/batch.hpp>               // virga::batched_calls
#include <virga/client/detail/any_session.hpp>  // virga::detail::any_session
#include <virga/client/error.hpp>               // virga::error
#include <virga/client/notification.hpp>        // virga::notification
#include <virga/client/retry.hpp>               // virga::retry
#include <virga/client/session_calls.hpp>       // virga::session_calls
#include <virga/client/stream.hpp>              // what db.stream(query) is made of
#include <virga/client/transaction.hpp>         // virga::session_transaction

namespace virga {

namespace detail {
class connection_pool;
}

/// What `postgres_client` and `neon_ws_client` have in common: they add how to connect.
///
/// Errors of all functions: query_error and its kinds when the server refuses; connection_error when the
/// connection is lost; usage_error when a transaction is open on the client.
///
/// It can be moved, also while a transaction is open. One that was moved from can be destroyed and assigned to, no more.
class session_client : public session_calls<session_client>, public batched_calls<session_client> {
public:
    session_client(session_client&&) noexcept = default;
    session_client& operator=(session_client&&) noexcept = default;

    /// Executes statements as one transaction; for `batch`.
    template <class Items = std::span<const batch_item>>  // so that only who calls it has it compiled
    std::vector<result> run_batch(const Items& items, const transaction_options& options) {
        return virga::detail::run_batch_in_transaction(*this, items, options);
    }

    /// Begins a transaction, which is rolled back when destroyed unless `commit()`ed before.
    [[nodiscard]] session_transaction begin(const transaction_options& options = {}) & {
        check();
        return {*session_, options};
    }
    /// Refused: the client would be gone before its transaction.
    template <class Options = transaction_options>
    session_transaction begin(const Options& options = {}) && {
        static_assert(virga::detail::outlives_the_line<Options>,
                      "begin: give the client a name, `postgres_client db{url};`, as the transaction lives inside it");
        return begin(options);
    }

    /// Calls `function` with a transaction, commits when it returns and rolls back when it throws.
    /// Returns what it returns. `function` may end the transaction itself.
    template <class Function>
    std::invoke_result_t<Function, session_transaction&> transaction(Function&& function,
                                                                  const transaction_options& options = {}) {
        session_transaction open = begin(options);
        return open.commit_after(std::forward<Function>(function));
    }

    /// The same, run again when the server says that it may succeed then: `db.transaction(retry{.attempts = 5}, function)`. See
    /// `retry` for when, and when not.
    template <class Function>
    std::invoke_result_t<Function&, session_transaction&> transaction(const retry& how, Function&& function,
                                                                   const transaction_options& options = {}) {
        for (virga::detail::attempts each{how};;) {
            try {
                return virga::detail::run_attempt(each, *this, function, options);
            } catch (const error&) {
                each.failed(session_->reopens());
            }
        }
    }

    /// Listens to a channel, from now until `unlisten` or the client's end; to one listened to, no change.
    /// The name is taken as it stands, upper case and signs included. It has at most 63 bytes, or usage_error comes.
    void listen(std::string_view channel) {
        check();
        virga::detail::check_channel(channel);
        session_->was_given_text = true;
        session_->listen(std::string{channel});
    }
    /// Ends listening to a channel. What has arrived from it and was not waited for is dropped.
    void unlisten(std::string_view channel) {
        check();
        session_->unlisten(std::string{channel});
    }
    /// The next notification of the channels listened to, in the order of arrival, or nothing when none comes within
    /// `timeout`; zero only looks. What arrives while statements run is kept until it is waited for.
    ///
    /// The server delivers none in a transaction, so here too usage_error comes while one is open.
    [[nodiscard]] std::optional<notification> wait_for_notification(std::chrono::milliseconds timeout) {
        check();
        return session_->wait_for_notification(timeout);
    }
    /// Makes the session as new, as a pool does when a connection comes back: rolls back what `begin` by hand left open, and clears
    /// settings, roles, temporary tables, channels, session locks, cursors, sequences' last values, and what `prepare` by hand
    /// made. What the client itself has prepared stays.
    void reset_session() {
        check();
        session_->reset();
    }

    /// Whether the connection is open, as far as is known without asking the server.
    [[nodiscard]] bool is_open() const { return session_ != nullptr and session_->is_open(); }
    /// Whether the server answers, which takes a round trip. A network that acknowledges nothing for `patience` counts as one that
    /// does not; a server that took the question is waited for.
    [[nodiscard]] bool is_alive(std::chrono::milliseconds patience = std::chrono::seconds{5}) {
        check();
        return session_->answers(patience);
    }

protected:
    explicit session_client(std::unique_ptr<virga::detail::any_session> made) : session_(std::move(made)) {}
    ~session_client() = default;

private:
    friend virga::detail::connection_pool;
    friend session_calls<session_client>;

    void check() const {
        if (session_->innermost != nullptr) session_->refuse_during_transaction();
    }

    std::unique_ptr<virga::detail::any_session> session_;
};
}  // namespace virga
