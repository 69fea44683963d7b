// virga/client/detail/postgres_session.hpp: one connection, its prepared statements and its errors.
#pragma once

#include <bit>          // std::bit_cast
#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <exception>    // std::exception
#include <map>          // std::map
#include <memory>       // std::make_shared
#include <new>          // std::bad_alloc
#include <optional>     // std::optional
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/client/detail/any_session.hpp>      // virga::detail::any_session
#include <virga/client/detail/pqxx_adapter.hpp>     // virga::detail::pqxx_connection
#include <virga/client/detail/random_bytes.hpp>     // virga::detail::random_bytes
#include <virga/client/detail/verbose_message.hpp>  // virga::detail::parse_verbose_message
#include <virga/client/error.hpp>                   // virga::connection_error, virga::throw_query_error
#include <virga/client/notification.hpp>            // virga::notification
#include <virga/client/postgres_options.hpp>        // virga::postgres_options
#include <virga/client/url.hpp>                     // virga::connection_url
#include <virga/query/statement.hpp>                // virga::statement

namespace virga::detail {

/// libpq's text of keys and values. We do not hand the URL to libpq: its complaints about one quote it.
inline std::string connection_options(const connection_url& url, const postgres_options& options) {
    std::string text;
    const auto always = [&text](std::string_view key, std::string_view value) {
        ((text += key) += "='");
        for (const char c : value) {
            if (c == '\'' or c == '\\') text += '\\';
            text += c;
        }
        text += "' ";
    };
    const auto add = [&always](std::string_view key, std::string_view value) {
        if (!value.empty()) always(key, value);
    };
    add("host", url.host);
    add("port", url.port);
    add("user", url.user);
    add("password", url.password);
    add("dbname", url.database);
    for (const auto& [key, value] : url.parameters) always(key, value);  // libpq refuses an empty sslmode: so do we
    add("application_name", options.application_name);
    if (options.connect_timeout.count() > 0) add("connect_timeout", std::to_string(options.connect_timeout.count()));
    add("client_encoding", "UTF8");
    return text;
}

/// The settings on which the text of values depends, whatever the role, database or server says.
inline std::string session_settings(const postgres_options& options) {
    std::string text =
        "set datestyle to 'ISO, MDY'; set intervalstyle to 'postgres'; set timezone to 'UTC'; "
        "set extra_float_digits to 3; "  // exact: 12 and later take any value above 0 so, older ones need 3
        "set bytea_output to 'hex'; set standard_conforming_strings to on";
    if (options.statement_timeout.count() > 0)
        text += "; set statement_timeout to " + std::to_string(options.statement_timeout.count());
    return text;
}

/// Where a connection goes, for messages.
inline std::string destination(const connection_url& url) {
    std::string text = "PostgreSQL";
    if (!url.host.empty()) text += " at " + url.host;
    if (!url.port.empty()) text += ", port " + url.port;
    if (!url.database.empty()) text += ", database \"" + url.database + "\"";
    if (!url.user.empty()) text += ", user \"" + url.user + "\"";
    return text;
}

/// The end of a wait of `timeout`, which may be longer than a clock can count.
inline std::chrono::steady_clock::time_point deadline_after(std::chrono::milliseconds timeout) {
    constexpr std::chrono::milliseconds longest = std::chrono::hours{24 * 365};
    return std::chrono::steady_clock::now() + (timeout < longest ? timeout : longest);
}

/// A session through libpqxx, by the adapter `Connection`.
template <class Connection>
class basic_postgres_session final : public any_session {
public:
    basic_postgres_session(const connection_url& url, const postgres_options& options)
        : basic_postgres_session(destination(url), connection_options(url, options), options) {}

    /// Connects by `how`, libpq's text of keys and values; `where` is for messages.
    basic_postgres_session(std::string where, const std::string& how, const postgres_options& options)
        : destination_(std::move(where)), connection_(connect(how, destination_)) {
        execute(session_settings(options));
    }

    [[nodiscard]] std::string_view client_name() const override { return "postgres_client"; }
    [[nodiscard]] bool is_open() const override { return connection_.is_open(); }

    result run(const statement& query, const arguments& values) override {
        check_open();
        check_count(values);
        for (bool again = false;; again = true) {
            const std::string& name = prepared(query.text);
            try {
                return wrap(connection_.execute_prepared(name, values));
            } catch (const std::exception& problem) {
                if (is_outdated(problem)) {
                    forget(prepared_.find(query.text.data()));
                    // The server refused before it ran anything. In a transaction, that has failed with it.
                    if (innermost == nullptr and !again) continue;
                }
                fail(problem, query.text);
            }
        }
    }

    result execute(std::string_view sql) override {
        check_open();
        check_text(sql);
        return executed(sql, [&] { return connection_.execute(std::string{sql}); });
    }

    result execute(std::string_view sql, const arguments& values) override {
        check_open();
        check_text(sql);
        check_count(values);
        return executed(sql, [&] { return connection_.execute(std::string{sql}, values); });
    }

    void commit(std::string_view sql) override { execute(sql); }
    void roll_back(std::string_view sql) override {
        try {
            if (is_open()) execute(sql);
        } catch (const connection_error&) {  // a lost connection has rolled back
            if (is_open()) throw;
        }
    }

    void listen(const std::string& channel) override {
        check_open();
        try {
            connection_.listen(channel);
        } catch (const std::exception& problem) {
            fail(problem, "listen");
        }
        if (!is_open()) lost();  // libpqxx 6.4 says nothing then
    }

    void unlisten(const std::string& channel) override {
        check_open();
        connection_.unlisten(channel);
        if (!is_open()) lost();
    }

    std::optional<notification> wait_for_notification(std::chrono::milliseconds timeout) override {
        return wait_for_notification(deadline_after(timeout));
    }
    std::optional<notification> wait_for_notification(std::chrono::steady_clock::time_point deadline) {
        check_open();
        try {
            return connection_.wait_for_notification(deadline);
        } catch (const std::exception& problem) {
            if (!is_open()) lost();
            fail(problem, "listen");
        }
    }

    /// Takes over the notifications that came with statements, which else are lost with the connection.
    void collect_notifications() noexcept {
        try {
            if (is_open()) connection_.collect();
        } catch (const std::exception&) {  // then the connection is lost, as the next statement will find
        }
    }
    /// What was collected before the connection was lost, one at a time.
    std::optional<notification> arrived() { return connection_.arrived(); }

private:
    struct preparation {
        std::string text;
        std::string name;
    };
    using preparations = std::map<const char*, preparation>;

    static Connection connect(const std::string& how, const std::string& destination) {
        try {
            return Connection{how};
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& problem) {
            std::string_view reason = problem.what();
            while (reason.ends_with('\n')) reason.remove_suffix(1);
            throw connection_error("cannot connect to " + destination + ": " + std::string{reason});
        }
    }

    template <class Send>
    result executed(std::string_view sql, Send send) {
        typename Connection::answer answer;
        try {
            answer = send();
            if (is_copy(answer)) connection_.execute("");  // ends the copying
        } catch (const std::exception& problem) {
            fail(problem, sql);
        }
        if (is_copy(answer))
            throw usage_error("execute: copy from stdin and copy to stdout send rows over the connection, which this client "
                              "does not do; insert rows or select them, or copy from and to files of the server");
        return wrap(std::move(answer));
    }

    static result wrap(typename Connection::answer answer) {
        return result{std::make_shared<const pqxx_result<typename Connection::library>>(std::move(answer))};
    }

    void check_open() const {
        if (!is_open())
            throw connection_error("the connection to " + destination_ + " was lost before; make a new client");
    }

    /// For what has no effect that could be in doubt.
    [[noreturn]] void lost() const { throw connection_error("the connection to " + destination_ + " is lost"); }

    static void check_text(std::string_view sql) {
        if (sql.find('\0') != sql.npos)
            throw usage_error("execute: the SQL text holds a zero byte, where the server would stop reading");
    }

    static void check_count(const arguments& values) {
        constexpr std::size_t most = 65'535;  // of the protocol, which counts them in 16 bits
        if (values.size() > most)
            throw usage_error("a statement takes at most " + std::to_string(most) + " parameters, and this one is given " +
                              std::to_string(values.size()) + "; give many values as one array");
    }

    /// The name under which the statement is prepared at the server. A statement's text is of static
    /// storage: its place finds it. Texts are compared all the same, which costs some nanoseconds, so that
    /// one that is not static cannot be taken for another that was there before.
    const std::string& prepared(std::string_view text) {
        if (const auto found = prepared_.find(text.data()); found != prepared_.end()) {
            if (found->second.text == text) return found->second.name;
            forget(found);
        }
        preparation made{std::string{text}, prepared_names_ + std::to_string(++prepared_count_)};
        try {
            connection_.prepare(made.name, made.text);
        } catch (const std::exception& problem) {
            fail(problem, text);
        }
        return prepared_.emplace(text.data(), std::move(made)).first->second.name;
    }

    /// Lets the next use prepare anew, under another name.
    void forget(typename preparations::iterator found) {
        try {
            // In a failed transaction the server would refuse: the old one then stays until the session ends.
            if (innermost == nullptr) connection_.unprepare(found->second.name);
        } catch (const std::exception&) {  // it is gone already, after "deallocate all"
        }
        prepared_.erase(found);
    }

    /// Whether a prepared statement did not run because its preparation does not hold any more: a table
    /// changed so that the result would have other columns, or someone dropped all preparations. For the
    /// former 0A000 says too little, and the message is translated; the routine is not.
    [[nodiscard]] bool is_outdated(const std::exception& problem) const {
        const verbose_message said = parse_verbose_message(problem.what());
        return (said.fields.sqlstate == "0A000" and said.routine == "RevalidateCachedQuery") or
               (said.fields.sqlstate == "26000" and said.routine == "FetchPreparedStatement");
    }

    /// Throws what stands for an exception of libpqxx.
    [[noreturn]] void fail(const std::exception& problem, std::string_view sql) const {
        if (dynamic_cast<const std::bad_alloc*>(&problem) != nullptr) throw std::bad_alloc{};
        verbose_message said = parse_verbose_message(problem.what());
        if (!connection_.is_open()) {
            std::string text = "the connection to " + destination_ + " is lost";
            if (!said.fields.sqlstate.empty())
                text += ": " + said.fields.message + " (SQLSTATE " + said.fields.sqlstate + ")";
            text += innermost == nullptr ? "; whether the statement took effect is unknown"
                                         : "; the transaction is rolled back";
            throw connection_error(text);
        }
        if (said.fields.sqlstate.empty()) throw error("libpqxx: " + std::string{problem.what()});
        said.fields.statement = sql;
        throw_query_error(std::move(said.fields));
    }

    std::string destination_;
    Connection connection_;
    preparations prepared_;
    /// No other client's, as a pooler may hand a session on: better a statement that is missing than another's.
    std::string prepared_names_ = "virga_" + std::to_string(std::bit_cast<unsigned>(random_bytes<sizeof(unsigned)>())) + "_";
    std::size_t prepared_count_ = 0;
};

using postgres_session = basic_postgres_session<pqxx_connection<pqxx_library>>;
}  // namespace virga::detail
