// virga/client/pool.hpp: connections that many threads share.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <concepts>     // std::derived_from, std::invocable
#include <memory>       // std::shared_ptr, std::unique_ptr
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t
#include <utility>      // std::exchange, std::forward, std::move
#include <vector>       // std::vector

#include <virga/client/batch.hpp>                   // virga::batched_calls
#include <virga/client/detail/connection_pool.hpp>  // virga::detail::connection_pool
#include <virga/client/error.hpp>                   // virga::error, virga::usage_error
#include <virga/client/pool_options.hpp>            // virga::pool_options
#include <virga/client/retry.hpp>                   // virga::retry
#include <virga/client/session_client.hpp>          // virga::session_client
#include <virga/client/sql_runner.hpp>              // virga::sql_runner
#include <virga/client/stream.hpp>                  // virga::detail::refuse_stream
#include <virga/client/transaction.hpp>             // virga::session_transaction
#include <virga/client/typed_calls.hpp>             // virga::typed_calls
#include <virga/client/url.hpp>                     // virga::parse_connection_url

namespace virga {

/// Whether a pool can keep clients of the type: those that have one session each, for one thread at a time.
template <class Client>
inline constexpr bool is_poolable = std::derived_from<Client, session_client>;

namespace detail {
struct no_options {};
template <class Client>
struct options_of {
    using type = no_options;
};
template <class Client>
    requires requires { typename Client::options_type; }
struct options_of<Client> {
    using type = typename Client::options_type;
};

/// Whether a factory makes what a pool of `Client` keeps.
template <class Made, class Client>
inline constexpr bool makes = std::same_as<Made, Client> or std::same_as<Made, std::unique_ptr<Client>>;

/// Whether a call on the pool itself keeps the connection when it has returned.
template <class Query>
inline constexpr bool lends_beyond_a_call = false;

template <class Client>
pooled_client pooled(std::unique_ptr<Client> made) {
    if (made == nullptr) throw usage_error("pool: the factory made no client; let it return one, or throw");
    return {made.release(), [](session_client* one) { delete static_cast<Client*>(one); }};
}
}  // namespace detail

/// A connection that is lent: `auto db = pool.borrow(); db->listen("news");`. It gives itself back when it is destroyed, which
/// takes the round trip of a reset. For one thread at a time; it can be moved, and may outlive the pool.
///
/// End transactions before. A connection that comes back with a `session_transaction` that refers to it is closed.
template <class Client>
class [[nodiscard]] lease {
public:
    lease(lease&& other) noexcept : from_(std::move(other.from_)), one_(std::move(other.one_)) {}
    lease& operator=(lease&& other) noexcept {
        if (this != &other) {
            give_back();
            from_ = std::move(other.from_);
            one_ = std::move(other.one_);
        }
        return *this;
    }
    ~lease() { give_back(); }

    /// The client. Errors: usage_error when it was given back.
    [[nodiscard]] Client& operator*() const& {
        if (from_ == nullptr) throw usage_error("lease: it was given back; borrow another one");
        return static_cast<Client&>(*one_.front().client);
    }
    Client* operator->() const& { return &**this; }

    template <bool HasName = false>
    Client& operator*() const&& {
        static_assert(HasName, "lease: give it a name, `auto db = pool.borrow();`, as it is given back at the end of the line; "
                               "a single call goes to the pool itself, pool(query)");
        return **this;
    }
    template <bool HasName = false>
    Client* operator->() const&& {
        static_assert(HasName, "lease: give it a name, `auto db = pool.borrow();`, as it is given back at the end of the line; "
                               "a single call goes to the pool itself, pool(query)");
        return &**this;
    }

    /// Gives the connection back before the end.
    void give_back() noexcept {
        if (const auto from = std::exchange(from_, nullptr)) from->give_back(std::move(one_));
    }
    /// Whether it has not been given back.
    explicit operator bool() const noexcept { return from_ != nullptr; }

private:
    friend class session_pool;
    explicit lease(std::shared_ptr<virga::detail::connection_pool> from) : from_(std::move(from)), one_(from_->borrow()) {}

    std::shared_ptr<virga::detail::connection_pool> from_;
    virga::detail::pooled_connections one_;  // of one
};

/// What all pools have in common, whatever their clients: code that takes a `session_pool&` is compiled once for all. For any
/// number of threads at once.
///
/// A call on the pool borrows a connection for itself. Errors: pool_timeout when none became free in time, pool_closed once the
/// pool is closed, connection_error and what else the client throws when a new connection cannot be made, and the errors of the
/// client's call. A connection that is lost is thrown away, and the next borrow makes another one: a pool survives a server that
/// restarts.
class session_pool : public typed_calls<session_pool>, public batched_calls<session_pool> {
public:
    session_pool(const session_pool&) = delete;
    session_pool& operator=(const session_pool&) = delete;

    /// Executes a statement, as a transaction of its own.
    result run(const statement& query, const arguments& values) { return borrow()->run(query, values); }
    /// Executes SQL text, of one or more statements. What it leaves in the session is gone afterwards.
    result execute(std::string_view sql) { return borrow()->execute(sql); }
    /// Executes one statement with parameters, without preparing it.
    result execute(std::string_view sql, const arguments& values) { return borrow()->execute(sql, values); }
    /// Executes statements as one transaction; for `batch`.
    std::vector<result> run_batch(std::span<const batch_item> items, const transaction_options& options) {
        return borrow()->run_batch(items, options);
    }
    /// Sends the rows of a range by PostgreSQL's copy; see the client's.
    template <class Target, class Range>
    std::size_t copy(const Target& into, const Range& rows) {
        return borrow()->copy(into, rows);
    }
    /// Calls `function` with a transaction on one connection, commits when it returns and rolls back when it throws. Returns what
    /// it returns. Within, work through the transaction: the pool itself would give another connection, or wait for one.
    template <class Function>
    std::invoke_result_t<Function, session_transaction&> transaction(Function&& function, const transaction_options& options = {}) {
        return borrow()->transaction(std::forward<Function>(function), options);
    }
    /// The same, run again when the server says that it may succeed then, each time on a connection that is free, and also after
    /// one that was lost. See `retry` for when, and when not.
    template <class Function>
    std::invoke_result_t<Function&, session_transaction&> transaction(const retry& how, Function&& function,
                                                                   const transaction_options& options = {}) {
        for (virga::detail::attempts each{how};;) {
            try {
                const borrowed mine = borrow();
                return virga::detail::run_attempt(each, *mine.one, function, options);
            } catch (const pool_error&) {
                throw;
            } catch (const error&) {
                each.failed(true);
            }
        }
    }
    /// Refused: a stream goes on after the call, on one connection.
    template <class Query, class... Given>
    auto stream(const Query& query, const Given&...) {
        static_assert(virga::detail::lends_beyond_a_call<Query>,
                      "stream: a pool lends a connection for one call; borrow one, `auto db = pool.borrow();` and "
                      "`db->stream(query)`, or stream within a transaction");
        return virga::detail::refuse_stream(query);
    }
    /// Sends a notification to who listens to the channel.
    void notify(std::string_view channel, std::string_view payload = {}) { virga::detail::notify(*this, channel, payload); }

    /// What the pool did and does. It costs a lock.
    [[nodiscard]] pool_statistics statistics() const { return core_->statistics(); }

    /// Closes idle connections that are too old or idled for too long, and opens new ones up to the minimum. A pool has no thread
    /// of its own: it closes what idled too long when a connection comes back. One that may rest for hours calls this by a timer.
    void maintain() { core_->maintain(); }

    /// Ends the pool in order: nothing is lent any more, who waits gets pool_closed, idle connections are closed, and those in use
    /// when they come back, for which it waits up to `patience`. Returns whether all are back. Calls after it throw pool_closed.
    bool close(std::chrono::milliseconds patience = {}) { return core_->close(virga::detail::deadline{patience}); }

protected:
    session_pool(virga::detail::connection_pool::factory make, const pool_options& options)
        : core_(std::make_shared<virga::detail::connection_pool>(std::move(make), options)) {}
    /// Closes, without waiting. Leases that are out stay good, and close their connections at their end.
    ~session_pool() { close(); }

    template <class Client>
    lease<Client> lend() {
        return lease<Client>{core_};
    }

private:
    /// The calls above keep the lease to their end.
    struct borrowed {
        lease<session_client> one;
        session_client* operator->() const { return &*one; }
    };
    borrowed borrow() { return {lend<session_client>()}; }

    std::shared_ptr<virga::detail::connection_pool> core_;
};

/// A pool of clients that have one session each: `pool<postgres_client> db{database_url(), {}, {.maximum = 8}};`, then
/// `db(query, values...)`, `db.transaction(fn)`, `db.batch(...)`, `db.execute(...)` from any thread, or `db.borrow()` for more. It
/// has no thread of its own, and shares nothing with other pools.
///
/// Callers who wait are served in the order in which they came. Which time each thing may take is said by `pool_options`.
template <class Client>
class pool : public session_pool {
    static_assert(is_poolable<Client>,
                  "pool: keeps clients that have one session each, such as postgres_client and neon_ws_client; "
                  "neon_http_client has none, and one of it is for all threads at once");

public:
    using client_options = typename virga::detail::options_of<Client>::type;

    /// A pool whose clients are made of a connection URL and the client's own options.
    ///
    /// Opens `minimum` connections. Errors: configuration_error when the URL is malformed, connection_error when one of those
    /// cannot be made, usage_error for options that contradict each other. None shows the password or the URL.
    explicit pool(std::string_view url, const client_options& clients = {}, const pool_options& options = {})
        : session_pool(checked(url, clients), options) {}

    /// A pool whose clients are made by a function without parameters, which returns a `Client` or a `std::unique_ptr` of one. It
    /// is called by several threads at once.
    template <std::invocable Make>
    explicit pool(Make make, const pool_options& options = {}) : session_pool(erased(std::move(make)), options) {}

    /// A connection, for the caller alone until the lease ends.
    lease<Client> borrow() { return lend<Client>(); }

private:
    static virga::detail::connection_pool::factory checked(std::string_view url, const client_options& clients) {
        (void)parse_connection_url(url);
        return [url = std::string{url}, clients] { return virga::detail::pooled(std::make_unique<Client>(url, clients)); };
    }
    template <class Make>
    static virga::detail::connection_pool::factory erased(Make make) {
        using made = std::invoke_result_t<Make&>;
        static_assert(virga::detail::makes<made, Client>, "pool: the factory returns another type than the pool's client, or a "
                                                          "std::unique_ptr of one");
        if constexpr (virga::detail::makes<made, Client>) {
            return [make = std::move(make)]() mutable {
                if constexpr (std::same_as<made, std::unique_ptr<Client>>) return virga::detail::pooled<Client>(make());
                else return virga::detail::pooled(std::make_unique<Client>(make()));
            };
        } else {
            return {};  // refused
        }
    }
};

static_assert(sql_runner<session_pool>);
}  // namespace virga
