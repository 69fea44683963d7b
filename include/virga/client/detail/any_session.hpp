// virga/client/detail/any_session.hpp: what a client and its transactions ask of a connection, whatever carries it.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/error.hpp>              // virga::usage_error
#include <virga/client/notification.hpp>       // virga::notification
#include <virga/query/detail/arguments.hpp>    // virga::arguments
#include <virga/query/detail/copied_rows.hpp>  // virga::detail::copied_rows
#include <virga/query/statement.hpp>           // virga::statement
#include <virga/result/result.hpp>             // virga::result

namespace virga {
class observer;
enum class activity : unsigned char;
}  // namespace virga

namespace virga::detail {

/// Is told of what a session does by itself, beside what it is asked for.
class session_watch {
public:
    /// Does `work`, and tells of it.
    template <class Work>
    void around(activity kind, std::string_view text, Work& work) {
        call(kind, text, [](void* one) { (*static_cast<Work*>(one))(); }, &work);
    }

protected:
    ~session_watch() = default;

private:
    virtual void call(activity kind, std::string_view text, void (*work)(void*), void* with) = 0;
};

/// The text of a copy, for who is told of it; `into` is the table with its columns.
inline std::string copy_text(std::string_view into) { return "copy " + std::string{into} + " from stdin"; }

/// A session at a server. Its functions are virtual so that only the file that makes a client compiles what is behind
/// them: for a file that runs queries on one, that would be 400 kB of object and as much compiling as 20 queries.
///
/// Errors of all functions: query_error and its kinds when the server refuses; connection_error when the connection
/// is lost.
class any_session {
public:
    any_session() = default;
    any_session(const any_session&) = delete;
    any_session& operator=(const any_session&) = delete;
    virtual ~any_session() = default;

    /// The client's name, for messages.
    [[nodiscard]] virtual std::string_view client_name() const = 0;
    /// Whether a transaction can begin after the connection was lost.
    [[nodiscard]] virtual bool reopens() const { return false; }
    /// Whether the connection is open, as far as is known without asking the server.
    [[nodiscard]] virtual bool is_open() const = 0;

    /// Executes a statement, prepared on its first use.
    virtual result run(const statement& query, const arguments& values) = 0;
    /// Executes SQL text of any number of statements.
    virtual result execute(std::string_view sql) = 0;
    /// Executes one statement without preparing it.
    virtual result execute(std::string_view sql, const arguments& values) = 0;

    /// Sends rows by `copy ... from stdin`, and returns how many; the statement is the table and its columns. What `rows` throws
    /// goes through, and nothing is copied then.
    virtual std::size_t copy(const statement& into, copied_rows& rows) = 0;

    /// Executes what begins a transaction.
    virtual void begin(std::string_view sql) { execute(sql); }
    /// Executes what commits, on the connection on which the transaction began and on no other.
    virtual void commit(std::string_view sql) = 0;
    /// Executes what rolls back, if that connection is open; a lost one has rolled back.
    virtual void roll_back(std::string_view sql) = 0;

    virtual void listen(const std::string& channel) = 0;
    virtual void unlisten(const std::string& channel) = 0;
    virtual std::optional<notification> wait_for_notification(std::chrono::milliseconds timeout) = 0;

    /// Makes the session as new: what was left open is rolled back, what was left behind is gone. Ours stays prepared.
    virtual void reset() = 0;
    /// Whether the connection is open after what has come from the server was read; nothing is sent.
    [[nodiscard]] virtual bool is_still_open() noexcept = 0;
    /// Whether the server answers. A network that acknowledges nothing for `patience` counts as one that does not.
    [[nodiscard]] virtual bool answers(std::chrono::milliseconds patience) noexcept = 0;
    /// Ends the connection. The object stays, for a transaction that still refers to it.
    virtual void close() noexcept = 0;
    /// Tells of what it does by itself from now on.
    virtual void watch(session_watch*) {}

    /// Refuses what the client is asked for while a transaction is open on it.
    [[noreturn]] virtual void refuse_during_transaction() const {
        if (streams) refuse_during_stream();
        throw usage_error(std::string{client_name()} + ": a transaction is open; work through that one, or end it first");
    }

    /// Refuses what would end the cursor of a stream, or might.
    [[noreturn]] static void refuse_during_stream() {
        throw usage_error("stream: one is open here; read it to its end, close() it, or use another connection for what is done "
                          "meanwhile");
    }

    const void* innermost = nullptr;  ///< the transaction that may work now; nullptr when none is open
    bool streams = false;             ///< whether the innermost transaction is that of a stream
    bool was_given_text = false;      ///< since the last reset: SQL text by hand, or a channel to listen to
};
}  // namespace virga::detail
