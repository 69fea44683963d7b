// virga/client/transaction.hpp: a transaction and its savepoints.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t, std::is_void_v
#include <utility>      // std::forward

#include <virga/client/detail/any_session.hpp>  // virga::detail::any_session
#include <virga/client/error.hpp>               // virga::usage_error, virga::connection_error
#include <virga/client/session_calls.hpp>       // virga::session_calls

namespace virga {

/// What a transaction sees of the work of others; PostgreSQL manual, section 13.2.
enum class isolation_level { server_default, read_committed, repeatable_read, serializable };

/// How a transaction begins: `{.isolation = isolation_level::serializable, .read_only = true}`.
struct transaction_options {
    isolation_level isolation = isolation_level::server_default;
    bool read_only = false;
    /// Waits for a moment at which the transaction cannot fail to serialize. Needs serializable and read_only.
    bool deferrable = false;
    /// Sees what a transaction sees that is open elsewhere: what `pg_export_snapshot()` returned there; read when it begins. Needs
    /// repeatable read, or serializable where the other one is. Neon cannot take it over HTTP.
    std::string_view snapshot{};
};

namespace detail {

/// Refuses options that have no meaning together; `call` is what they were given to.
inline void check_options(const transaction_options& options, const char* call) {
    if (options.deferrable and not (options.read_only and options.isolation == isolation_level::serializable)) {
        throw usage_error(std::string{call} + ": deferrable has no effect unless the transaction is serializable and read_only");
    }
    if (options.snapshot.find_first_not_of("0123456789ABCDEF-") != std::string_view::npos) {
        throw usage_error(std::string{call} + ": the snapshot is none; give the text that pg_export_snapshot() returned");
    }
    if (not options.snapshot.empty() and options.isolation == isolation_level::read_committed) {
        throw usage_error(std::string{call} +
                          ": each statement of a read committed transaction has a snapshot of its own; with that of another "
                          "transaction it is repeatable_read or serializable");
    }
}

inline std::string begin_text(const transaction_options& options) {
    check_options(options, "begin");
    std::string text = "begin";
    switch (options.isolation) {
        case isolation_level::server_default:
            break;
        case isolation_level::read_committed:
            text += " isolation level read committed";
            break;
        case isolation_level::repeatable_read:
            text += " isolation level repeatable read";
            break;
        case isolation_level::serializable:
            text += " isolation level serializable";
            break;
    }
    if (options.read_only) text += " read only";
    if (options.deferrable) text += " deferrable";
    if (not options.snapshot.empty()) ((text += "; set transaction snapshot '") += options.snapshot) += '\'';
    return text;
}
}  // namespace detail

namespace detail {
class open_stream;
}

/// A transaction, or a savepoint within one: ends with `commit()`, or is rolled back when destroyed.
///
/// It lives inside the client that began it, and cannot be copied or moved. While an inner one is open
/// the outer one refuses to work.
///
/// Errors: usage_error once it has ended, or while an inner transaction is open; connection_error when
/// the connection is lost; query_error when the server refuses a statement.
class session_transaction : public session_calls<session_transaction> {
public:
    /// Begins at the server. Called by a client's `begin`.
    session_transaction(virga::detail::any_session& session, const transaction_options& options) : session_(&session) {
        try {
            session_->begin(virga::detail::begin_text(options));
        } catch (const query_error&) {  // it has begun, and the snapshot is gone
            session_->roll_back("rollback");
            throw;
        }
        open();
    }
    session_transaction(const session_transaction&) = delete;
    session_transaction& operator=(const session_transaction&) = delete;

    /// Rolls back what was not committed. Never throws: a transaction that cannot be told to roll back
    /// has lost its connection, and the server then rolls back by itself.
    ~session_transaction() {
        if (not open_ or not surrounds_innermost()) return;  // the latter when the outer one went first
        close();
        undo();
    }

    /// Makes the work durable; for a savepoint, part of the transaction around it.
    ///
    /// Errors: failed_transaction when a statement had failed before, other query_errors when the commit
    /// itself is refused (deferred constraints, serialization); all is rolled back then. connection_error
    /// when the connection is lost meanwhile: whether the work is committed is unknown.
    void commit() {
        check();
        close();
        const bool was_open = session_->is_open();
        try {
            // A failed transaction answers `commit` with a rollback and no error. The statement before it
            // turns that into error 25P02, in the same round trip; `show` takes no snapshot and reads nothing.
            if (level_ == 1)
                session_->commit("show transaction_isolation; commit");
            else
                session_->commit("release savepoint " + name());
        } catch (const connection_error& lost) {
            if (level_ != 1 or not was_open) throw;
            throw connection_error("commit: whether the transaction is committed is unknown, because " + std::string{lost.what()},
                                   true);
        } catch (const failed_transaction&) {
            undo();
            throw_query_error(
                {.sqlstate = "25P02",
                 .message = "commit: rolled back instead, because a statement of the transaction had failed"});
        } catch (...) {
            undo();
            throw;
        }
        is_committed_ = true;
    }

    /// Discards the work; for a savepoint, back to where it was set. Does not throw when the connection is lost: all
    /// is rolled back then.
    void rollback() {
        check();
        close();
        session_->roll_back(rollback_text());
    }

    /// Sets a savepoint, as an inner transaction.
    session_transaction begin() { return {*this, nested{}}; }

    /// Calls `function` with a savepoint, which is released when it returns and undone when it throws.
    /// Returns what it returns.
    template <class Function>
    std::invoke_result_t<Function, session_transaction&> transaction(Function&& function) {
        session_transaction inner = begin();
        return inner.commit_after(std::forward<Function>(function));
    }

    /// Whether it has neither been committed nor rolled back.
    [[nodiscard]] bool is_open() const { return open_; }
    /// Whether `commit()` has returned.
    [[nodiscard]] bool is_committed() const { return is_committed_; }

    /// Calls `function` with this transaction, then commits unless it has ended it. For clients.
    template <class Function>
    std::invoke_result_t<Function, session_transaction&> commit_after(Function&& function) {
        if constexpr (std::is_void_v<std::invoke_result_t<Function, session_transaction&>>) {
            std::forward<Function>(function)(*this);
            if (open_) commit();
        } else {
            std::invoke_result_t<Function, session_transaction&> value = std::forward<Function>(function)(*this);
            if (open_) commit();
            return std::forward<decltype(value)>(value);
        }
    }

private:
    friend virga::detail::open_stream;
    friend session_calls<session_transaction>;
    struct nested {};

    session_transaction(session_transaction& outer, nested) : session_(outer.session_), level_(outer.level_ + 1) {
        outer.check();
        session_->execute("savepoint " + name());
        open();
    }

    void open() {
        outer_ = static_cast<const session_transaction*>(session_->innermost);
        session_->innermost = this;
    }
    void close() {
        open_ = false;
        session_->innermost = outer_;
    }
    void check() const {
        if (not open_) throw usage_error("transaction: it has ended already, by commit or rollback");
        if (session_->innermost != this and session_->streams) virga::detail::any_session::refuse_during_stream();
        if (session_->innermost != this)
            throw usage_error("transaction: an inner transaction is open; work through that one, or end it first");
    }
    [[nodiscard]] bool surrounds_innermost() const {
        auto* open = static_cast<const session_transaction*>(session_->innermost);
        while (open != nullptr and open != this) open = open->outer_;
        return open != nullptr;
    }
    void undo() noexcept {
        try {
            session_->roll_back(rollback_text());
        } catch (...) {  // nothing more can be done, and destructors come here
        }
    }
    [[nodiscard]] std::string name() const { return "virga_" + std::to_string(level_); }
    [[nodiscard]] std::string rollback_text() const {
        return level_ == 1 ? "rollback" : "rollback to savepoint " + name() + "; release savepoint " + name();
    }

    virga::detail::any_session* session_;
    const session_transaction* outer_ = nullptr;  // the transaction around this one
    std::size_t level_ = 1;                     // 1 for the transaction itself, more for savepoints
    bool open_ = true;
    bool is_committed_ = false;
};
}  // namespace virga
