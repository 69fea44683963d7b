// virga/client/observer.hpp: who is told of every statement that a client sends.
#pragma once

#include <chrono>       // std::chrono::nanoseconds
#include <cstddef>      // std::size_t
#include <exception>    // std::exception
#include <memory>       // std::shared_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/query/detail/arguments.hpp>  // virga::arguments

namespace virga {

/// What a client does with a statement.
enum class activity : unsigned char {
    statement,    ///< it is run
    prepare,      ///< it is prepared, once for each connection
    begin,        ///< a transaction begins
    commit,       ///< and ends
    rollback,     ///< or is undone
    savepoint,    ///< a savepoint is set: a transaction within one
    release,      ///< and its work becomes part of the one around it
    rollback_to,  ///< or is undone
    batch,        ///< over HTTP: several statements at once, as one transaction
    listen,       ///< a channel is listened to
    unlisten,     ///< or no more
    reset,        ///< the session is made as new; without a text
    check,        ///< whether the server answers
};

/// Its word, such as `rollback to`.
[[nodiscard]] constexpr std::string_view word_for(activity kind) {
    switch (kind) {
        case activity::statement: return "statement";
        case activity::prepare: return "prepare";
        case activity::begin: return "begin";
        case activity::commit: return "commit";
        case activity::rollback: return "rollback";
        case activity::savepoint: return "savepoint";
        case activity::release: return "release";
        case activity::rollback_to: return "rollback to";
        case activity::batch: return "batch";
        case activity::listen: return "listen";
        case activity::unlisten: return "unlisten";
        case activity::reset: return "reset";
        case activity::check: return "check";
    }
    return "statement";
}
/// How many there are.
inline constexpr std::size_t activity_count = 13;

/// Where statements go. A part that the connection URL does not name is empty.
struct observed_place {
    std::string_view client{};  ///< `postgres_client`, `neon_ws_client` or `neon_http_client`
    std::string host{};
    std::string port{};
    std::string database{};
    std::string user{};
};

/// A statement that is observed. All views live as long as the call.
struct observed_statement {
    activity kind = activity::statement;
    /// SQL with `$1` for values, before a schema is put to the names that have none. Values are in it only where SQL text by hand
    /// has them. The texts of a batch are separated by `;` and a line break.
    std::string_view text{};
    std::size_t parameters = 0;
    const arguments* values = nullptr;  ///< only for an observer that wants them; of a batch never
    std::size_t statements = 1;         ///< more in a batch
    const observed_place* place = nullptr;
};

namespace detail {
/// Who can ask the server how it would run a statement.
class planner {
public:
    [[nodiscard]] virtual std::string plan(const observed_statement& statement) noexcept = 0;

protected:
    ~planner() = default;
};
}  // namespace detail

/// What came of it.
struct observed_outcome {
    std::chrono::system_clock::time_point start{};
    std::chrono::nanoseconds took{};          ///< until the answer was here, or the error
    std::size_t rows = 0;                     ///< returned
    std::size_t affected = 0;                 ///< inserted, updated or deleted; returned, for a select
    const std::exception* failed = nullptr;   ///< what is thrown; a virga::error, or std::bad_alloc
    const observed_statement* statement = nullptr;
    virga::detail::planner* planner = nullptr;

    /// The server's `explain` of the statement: how it would run it whatever the values are, which stand as `$1` in it. It does not
    /// run it.
    ///
    /// That takes some round trips on the same connection, in a transaction or savepoint of its own, of which no observer is told.
    /// Empty where there is no plan: for what is no select, insert, update, delete, merge or values, for what failed, and where the
    /// server does not tell.
    [[nodiscard]] std::string plan() const {
        return planner == nullptr or failed != nullptr ? std::string{} : planner->plan(*statement);
    }
};

/// Is told of every statement of the clients that it is given to: `postgres_options::observer`, `neon_http_options::observer`. What
/// a client sets when a session begins is not told, as it is no statement of the app's.
///
/// It is called in the thread that runs the statement, which waits for it; by several threads at once where several clients, a pool
/// or a `neon_http_client` have it. It must not use the client.
class observer {
public:
    observer() = default;
    observer(const observer&) = delete;
    observer& operator=(const observer&) = delete;
    virtual ~observer() = default;

    /// Whether `values` are to be shown to it. Values may be secrets.
    [[nodiscard]] virtual bool wants_values() const noexcept { return false; }
    /// Before it is sent.
    virtual void started(const observed_statement&) noexcept {}
    /// After the answer came, or did not.
    virtual void ended(const observed_statement&, const observed_outcome&) noexcept = 0;
};

/// Several observers as one: `std::make_shared<observers>(std::vector<std::shared_ptr<observer>>{log, counters})`.
class observers final : public observer {
public:
    explicit observers(std::vector<std::shared_ptr<observer>> all) : all_(std::move(all)) {}

    [[nodiscard]] bool wants_values() const noexcept override {
        for (std::size_t i = 0; i != all_.size(); ++i) {
            if (all_[i]->wants_values()) return true;
        }
        return false;
    }
    void started(const observed_statement& statement) noexcept override {
        for (std::size_t i = 0; i != all_.size(); ++i) all_[i]->started(shown_to(*all_[i], statement));
    }
    void ended(const observed_statement& statement, const observed_outcome& outcome) noexcept override {
        for (std::size_t i = 0; i != all_.size(); ++i) all_[i]->ended(shown_to(*all_[i], statement), outcome);
    }

private:
    static observed_statement shown_to(const observer& one, observed_statement statement) noexcept {
        if (not one.wants_values()) statement.values = nullptr;
        return statement;
    }

    std::vector<std::shared_ptr<observer>> all_;
};
}  // namespace virga
