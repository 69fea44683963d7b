// virga/client/detail/postgres/postgres_session.hpp: one connection, its prepared statements and its errors.
#pragma once

#include <algorithm>    // std::clamp, std::min
#include <bit>          // std::bit_cast
#include <charconv>     // std::from_chars
#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <exception>    // std::exception, std::exception_ptr
#include <map>          // std::map
#include <memory>       // std::make_shared
#include <new>          // std::bad_alloc
#include <optional>     // std::optional
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::exchange, std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/any_session.hpp>               // virga::detail::any_session
#include <virga/client/detail/deadline.hpp>                  // virga::detail::deadline
#include <virga/client/detail/has_floats.hpp>                // virga::detail::has_floats
#include <virga/client/detail/null_elements.hpp>             // virga::detail::have_null_elements
#include <virga/client/detail/own_schema.hpp>                // virga::detail::own_schema
#include <virga/client/detail/postgres/pqxx_adapter.hpp>     // virga::detail::pqxx_connection
#include <virga/client/detail/postgres/verbose_message.hpp>  // virga::detail::parse_verbose_message
#include <virga/client/detail/random_bytes.hpp>              // virga::detail::random_bytes
#include <virga/client/detail/search_path.hpp>               // virga::detail::search_path_of
#include <virga/client/detail/session_state.hpp>             // virga::detail::session_state_in, begins_transaction
#include <virga/client/error.hpp>                            // virga::connection_error, virga::throw_query_error
#include <virga/client/neon_pooler.hpp>                      // virga::is_neon_pooler
#include <virga/client/notification.hpp>                     // virga::notification
#include <virga/client/observer.hpp>                         // virga::activity
#include <virga/client/postgres_options.hpp>                 // virga::postgres_options
#include <virga/client/url.hpp>                              // virga::connection_url
#include <virga/query/statement.hpp>                         // virga::statement
#include <virga/text/printable.hpp>                          // virga::detail::printable

namespace virga::detail {

/// How long connecting may take, if the options or the URL say: at most what libpq can count, 24 days in milliseconds.
/// Zero or less in the URL are libpq's way to say that there is no limit. What is no number is left to libpq to refuse.
template <class Url>  // so that only who calls it has it compiled
std::optional<std::chrono::seconds> connect_timeout(const Url& url, const postgres_options& options) {
    constexpr std::chrono::seconds longest{2'000'000};
    if (options.connect_timeout.count() > 0) return std::min(options.connect_timeout, longest);
    std::optional<std::chrono::seconds> time;
    for (const auto& [name, value] : url.parameters) {
        if (name != "connect_timeout") continue;
        std::chrono::seconds::rep count = 0;
        const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), count);
        const bool is_number = end != value.data() and end == value.data() + value.size();
        time.reset();
        if (problem == std::errc::result_out_of_range and is_number)
            time = value.starts_with('-') ? std::chrono::seconds{0} : longest;
        else if (is_number) time = std::min(std::chrono::seconds{count}, longest);
    }
    return time;
}

/// libpq's text of keys and values. We do not hand the URL to libpq: its complaints about one quote it.
template <class Url>
std::string connection_options(const Url& url, const postgres_options& options) {
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
        if (not value.empty()) always(key, value);
    };
    add("host", url.host);
    add("port", url.port);
    add("user", url.user);
    add("password", url.password);
    add("dbname", url.database);
    for (const auto& [key, value] : url.parameters) always(key, value);  // libpq refuses an empty sslmode: so do we
    add("application_name", options.application_name);
    if (const auto time = connect_timeout(url, options))
        always("connect_timeout", std::to_string(time->count()));  // the last one counts
    add("client_encoding", "UTF8");
    return text;
}

/// Options with what the URL says beside them.
struct session_options : postgres_options {
    template <class Url>
    session_options(const Url& url, const postgres_options& given) : postgres_options(given) {
        if (pooling == virga::pooling::by_host)
            pooling = is_neon_pooler(url) ? virga::pooling::transaction : virga::pooling::session;
        if (not default_schema.empty()) return;
        const auto path = search_path_of(url);
        keeps_search_path = path.has_value();
        default_schema = path ? first_schema(*path) : "public";
    }
    bool keeps_search_path = false;  ///< the URL's own
};

/// What a session has set that is as new: settings on which the text of values depends and where names are found, whatever the
/// role, database or server says. `set` is the word for it: for the session, or `set local` for the transaction.
template <class Options>
std::string session_settings(const Options& options, std::string_view set = "set ") {
    std::string text;
    const auto add = [&](std::string_view setting) {
        if (not text.empty()) text += "; ";
        (text += set) += setting;
    };
    add("datestyle to 'ISO, MDY'");
    add("intervalstyle to 'postgres'");
    add("timezone to 'UTC'");
    add("extra_float_digits to 3");  // exact: 12 and later take any value above 0 so, older ones need 3
    add("bytea_output to 'hex'");
    add("lc_monetary to 'C'");
    add("lc_numeric to 'C'");  // to_char and to_number
    add("lc_time to 'C'");
    add("standard_conforming_strings to on");
    add("array_nulls to on");  // off makes a NULL in an array parameter the text "NULL"
    if (not options.keeps_search_path) add(fmt::format("search_path to {}", own_schema{options.default_schema}.search_path()));
    constexpr std::chrono::milliseconds longest{2'147'483'647};  // the server's own limit
    if (options.statement_timeout.count() > 0)
        add(fmt::format("statement_timeout to {}", std::min(options.statement_timeout, longest).count()));
    return text;
}

/// Whether a session has, without being told, what the text of values depends on. Names are placed then, and need no setting.
inline constexpr const char* has_session_settings =
    "select current_setting('datestyle') like 'ISO%' and current_setting('intervalstyle') = 'postgres'"
    " and current_setting('timezone') in ('UTC', 'Etc/UTC', 'GMT', 'Etc/GMT')"
    " and current_setting('bytea_output') = 'hex' and current_setting('standard_conforming_strings') = 'on'"
    " and current_setting('array_nulls') = 'on'";

/// Where a connection goes, for messages.
template <class Url>
std::string destination(const Url& url) {
    std::string text = "PostgreSQL";
    if (not url.host.empty()) text += fmt::format(" at {}", url.host);
    if (not url.port.empty()) text += fmt::format(", port {}", url.port);
    if (not url.database.empty()) text += fmt::format(", database \"{}\"", url.database);
    if (not url.user.empty()) text += fmt::format(", user \"{}\"", url.user);
    return printable(text);
}

/// A session through libpqxx, by the adapter `Connection`.
template <class Connection>
class basic_postgres_session final : public any_session {
public:
    basic_postgres_session(const connection_url& url, const postgres_options& options)
        : basic_postgres_session(destination(url), connection_options(url, options), session_options{url, options}) {}

    /// Connects by `how`, libpq's text of keys and values; `where` is for messages.
    basic_postgres_session(std::string where, const std::string& how, const session_options& options)
        : destination_(std::move(where)), schema_(options.default_schema), connection_(connect(how, destination_)) {
        try {
            if (options.pooling == pooling::transaction) look_at_pooler(options);
            else executed_text(settings_ = session_settings(options));
        } catch (const connection_error&) {  // nothing was asked yet
            const std::string words = connection_.last_words();
            throw connection_error(
                fmt::format("cannot connect to {}: {}", destination_, words.empty() ? "the server closed the connection" : words));
        }
    }

    [[nodiscard]] std::string_view client_name() const override { return "postgres_client"; }
    [[nodiscard]] bool is_open() const override { return connection_.is_open(); }

    result run(const statement& query, const arguments& values) override {
        check_open();
        check_count(values);
        std::string space;
        if (shares_sessions_) return run_shared(query, schema_.place(query, space), values);
        return run_prepared(query, schema_.differs_in_session(query) ? schema_.place(query, space) : query.text, values);
    }

    result execute(std::string_view sql) override {
        if (shares_sessions_) check_needs_no_session(sql);
        begins_by_hand_ = begins_by_hand_ or begins_transaction(sql);
        return executed_text(sql);
    }

    result execute(std::string_view sql, const arguments& values) override {
        check_open();
        check_text(sql);
        check_count(values);
        const auto once = [&] { return executed(sql, [&] { return connection_.execute(std::string{sql}, values); }); };
        if (shares_sessions_) check_needs_no_session(sql);
        return shares_sessions_ and innermost == nullptr and have_null_elements(values) ? in_settings(once) : once();
    }

    std::size_t copy(const statement& into, copied_rows& rows) override {
        check_open();
        std::string space;
        const bool is_placed = shares_sessions_ or schema_.differs_in_session(into);
        const std::string_view target = is_placed ? schema_.place(into, space) : into.text;
        if (not shares_sessions_ or innermost != nullptr) return copied(target, rows);
        begin("begin");  // with what the text of values depends on
        const void* const outer = std::exchange(innermost, this);
        try {
            const std::size_t count = copied(target, rows);
            innermost = outer;
            commit("commit");
            return count;
        } catch (...) {
            innermost = outer;
            roll_back("rollback");
            throw;
        }
    }

    void begin(std::string_view sql) override {
        refuse_transaction_by_hand();
        executed_text(std::string{sql} + local_settings_);
    }
    void commit(std::string_view sql) override { executed_text(sql); }
    void roll_back(std::string_view sql) override {
        try {
            if (is_open()) executed_text(sql);
        } catch (const connection_error&) {  // a lost connection has rolled back
            if (is_open()) throw;
        }
    }

    void listen(const std::string& channel) override {
        check_open();
        if (shares_sessions_) refuse_without_session("listen");
        attempt("listen", [&] { connection_.listen(channel); });
        if (not is_open()) lost();  // libpqxx 6.4 says nothing then
    }

    void unlisten(const std::string& channel) override {
        check_open();
        connection_.unlisten(channel);  // says nothing of a connection that is lost
        if (not is_still_open()) lost();
    }

    std::optional<notification> wait_for_notification(std::chrono::milliseconds timeout) override {
        return wait_for_notification(deadline{timeout});
    }
    std::optional<notification> wait_for_notification(deadline until) {
        check_open();
        try {
            return connection_.wait_for_notification(until);
        } catch (const std::exception& problem) {
            if (not is_still_open()) lost();
            fail(problem, "listen");
        }
    }

    void reset() override {
        if (std::exchange(innermost, nullptr) != nullptr) executed_text("rollback");
        begins_by_hand_ = streams = false;
        try {
            connection_.unlisten_all();
        } catch (const std::exception&) {  // then the connection is lost
        }
        check_open();
        const bool had_text = std::exchange(was_given_text, false) and not shares_sessions_;
        std::optional<result> left = try_reset(had_text);
        if (not left) {
            executed_text("rollback");
            left = try_reset(had_text);
        }
        if (not left) throw error("the session cannot be reset: a transaction is open after `rollback`");
        if (not had_text) return;
        cell told[3];
        left->read(0, told);
        if (not told[1].is_null()) executed_text(told[1].view());
        std::size_t ours = 0;
        std::from_chars(told[2].data, told[2].data + told[2].size, ours);
        if (ours < prepared_.size()) {  // `deallocate all`
            while (not prepared_.empty()) forget(prepared_.begin());
        }
    }

    [[nodiscard]] bool is_still_open() noexcept override {
        collect_notifications();
        return is_open();
    }
    [[nodiscard]] bool answers(std::chrono::milliseconds patience) noexcept override {
        if (not is_open() or copies_) return is_open();
        try {
            connection_.limit_silence(silence(patience));
            connection_.execute("select 1");
            connection_.limit_silence(0);
        } catch (const std::exception&) {
            collect_notifications();  // which finds it lost
            return false;
        }
        return is_open();
    }
    void close() noexcept override {
        try {
            connection_.close();
        } catch (const std::exception&) {  // then it is lost
        }
    }

    void watch(session_watch* who) override { watch_ = who; }

    /// Takes over the notifications that came with statements, which else are lost with the connection.
    void collect_notifications() noexcept {
        try {
            if (is_open() and not copies_) connection_.collect();
        } catch (const std::exception&) {  // then the connection is lost, as the next statement will find
        }
    }
    /// What was collected before the connection was lost, one at a time.
    std::optional<notification> arrived() { return connection_.arrived(); }

private:
    /// As a socket takes it: at least a millisecond, as none would be no limit.
    static unsigned silence(std::chrono::milliseconds patience) {
        return static_cast<unsigned>(std::clamp<std::chrono::milliseconds::rep>(capped(patience).count(), 1, 2'147'483'647));
    }

    struct preparation {
        std::string text;
        std::string name;
    };
    using preparations = std::map<std::pair<const void*, std::uint64_t>, preparation>;

    /// What tells a statement from all others, in all its shapes.
    static preparations::key_type identity(const statement& query) {
        return {query.shape_of == nullptr ? query.text.data() : query.shape_of, query.shape};
    }

    /// Whether a transaction is open, asked by a text of its own: one began before the statement.
    static constexpr std::string_view is_in_transaction = "select pg_catalog.now() <> pg_catalog.statement_timestamp()";

    /// Clears the session; nothing when it found itself in a transaction that was open, or had failed.
    ///
    /// That is `discard all` without the client's own statements. If there was text by hand, what that prepared is listed, and what
    /// the client prepared is counted; it costs as much as all the rest. A session that others use, too, has nothing to clear.
    std::optional<result> try_reset(bool had_text) {
        std::string sql;
        if (not shares_sessions_) {
            sql = "close all; set session authorization default; reset role; reset all; unlisten *; "
                  "select pg_catalog.pg_advisory_unlock_all(); discard temp; discard sequences; " +
                  settings_ + "; ";
        }
        sql += is_in_transaction;
        if (had_text) {
            sql += ", pg_catalog.string_agg('deallocate ' || pg_catalog.quote_ident(name), '; ') filter (where from_sql), "
                   "pg_catalog.count(*) filter (where not from_sql) from pg_catalog.pg_prepared_statements";
        }
        try {
            result left = executed_text(sql);
            cell told[3];
            left.read(0, told);
            if (told[0].view() == "f") return left;
        } catch (const failed_transaction&) {  // as good as open
        }
        return std::nullopt;
    }

    result executed_text(std::string_view sql) {
        check_open();
        check_text(sql);
        return executed(sql, [&] { return connection_.execute(std::string{sql}); });
    }

    result run_prepared(const statement& query, std::string_view text, const arguments& values) {
        for (bool again = false;; again = true) {
            const std::string& name = prepared(identity(query), text);
            try {
                return wrap(connection_.execute_prepared(name, values));
            } catch (const std::exception& problem) {
                if (is_outdated(problem)) {
                    forget(prepared_.find(identity(query)));
                    // The server refused before it ran anything. In a transaction, that has failed with it.
                    if (innermost == nullptr and not again) continue;
                }
                fail(problem, text);
            }
        }
    }

    // ---- behind a pooler that gives each transaction the session that is free -------------------------------------------

    /// Finds out what the pooler can do, and whether the sessions behind it have what values depend on.
    void look_at_pooler(const session_options& options) {
        shares_sessions_ = true;
        local_settings_ = "; " + session_settings(options, "set local ");
        executed_text("begin");  // without the settings that are looked for
        const result settings = executed_text(has_session_settings);
        cell are_right;
        settings.read(0, &are_right);
        wraps_all_ = are_right.view() != "t" or options.statement_timeout.count() > 0;
        // A pooler that knows of prepared statements gives them names of its own (PgBouncer from 1.21 on, if it is told to): then
        // ours is not to be found at the server, and it can be used in whatever session. If not, it stays where it was prepared.
        const std::string name = prepared_names_ + "0";
        attempt("select", [&] { connection_.prepare(name, "select"); });
        const result found = executed_text("select 1 from pg_prepared_statements where name = '" + name + "'");
        keeps_prepared_ = found.rows() == 0;
        if (not keeps_prepared_) attempt("deallocate", [&] { connection_.unprepare(name); });
        executed_text("rollback");
    }

    result run_shared(const statement& query, std::string_view text, const arguments& values) {
        const auto once = [&] {
            return keeps_prepared_ ? run_prepared(query, text, values)
                                   : executed(text, [&] { return connection_.execute(std::string{text}, values); });
        };
        // What the text of floats and a NULL in an array depend on can differ from session to session, and nothing would tell.
        if (innermost != nullptr or not(wraps_all_ or has_floats(query.columns) or have_null_elements(values))) return once();
        return in_settings(once);
    }

    /// Runs a statement in a transaction that has the settings.
    template <class Once>
    result in_settings(Once once) {
        watched(activity::begin, "begin", [&] { begin("begin"); });
        const void* const outer = std::exchange(innermost, this);  // so that nothing is repeated that has failed with it
        std::optional<result> answer;
        try {
            answer = once();
            innermost = outer;
        } catch (...) {
            innermost = outer;
            watched(activity::rollback, "rollback", [&] { roll_back("rollback"); });
            throw;
        }
        watched(activity::commit, "commit", [&] { commit("commit"); });
        return *std::move(answer);
    }

    /// Refuses to begin within a transaction that SQL text has begun, which the end of this one would end.
    void refuse_transaction_by_hand() {
        if (not begins_by_hand_) return;
        const result told = executed_text(is_in_transaction);
        cell is_open;
        told.read(0, &is_open);
        if (is_open.view() == "t")
            throw usage_error(
                "begin: a transaction is open that SQL text has begun, and what this would begin would end it; end that one first, "
                "by `commit` or `rollback`, or begin it by begin()");
        begins_by_hand_ = false;
    }

    /// Does what no one asked for, and tells of it if someone is to know.
    template <class Work>
    void watched(activity kind, std::string_view text, Work&& work) {
        if (watch_ == nullptr) work();
        else watch_->around(kind, text, work);
    }

    /// Refuses SQL text that leaves something in the session, or looks for it there.
    static void check_needs_no_session(std::string_view sql) {
        if (const std::string what = session_state_in(sql); not what.empty()) refuse_without_session(what);
    }
    [[noreturn]] static void refuse_without_session(const std::string& what) {
        throw usage_error(fmt::format(
            "`{}` needs a session of its own, and with pooling::transaction there is none; connect to the server itself with "
            "pooling::session, or do it within a transaction (`set local`, pg_advisory_xact_lock)",
            what));
    }

    static Connection connect(const std::string& how, const std::string& destination) {
        try {
            return Connection{how};
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& problem) {
            std::string_view reason = problem.what();
            while (reason.ends_with('\n')) reason.remove_suffix(1);
            throw connection_error(fmt::format("cannot connect to {}: {}", destination, printable(reason, "\n\t")));
        }
    }

    template <class Send>
    result executed(std::string_view sql, Send send) {
        typename Connection::answer answer;
        attempt(sql, [&] {
            answer = send();
            if (is_copy(answer)) connection_.execute("");  // ends the copying
        });
        if (is_copy(answer))
            throw usage_error("execute: copy from stdin and copy to stdout send rows over the connection; write "
                              "db.copy(copy_into(table), rows), or db.stream(query), or copy from and to files of the server");
        return wrap(std::move(answer));
    }

    std::size_t copied(std::string_view target, copied_rows& rows) {
        std::exception_ptr of_rows;  // is told as it is
        std::size_t count = 0;
        copies_ = true;
        try {
            count = connection_.copy(std::string{target}, rows, of_rows);
            copies_ = false;
        } catch (const std::exception& problem) {
            copies_ = false;
            fail(problem, copy_text(target));
        }
        if (of_rows != nullptr) std::rethrow_exception(of_rows);
        if (not is_open()) lost();
        return count;
    }

    static result wrap(typename Connection::answer answer) {
        return result{std::make_shared<const pqxx_result<typename Connection::library>>(std::move(answer))};
    }

    void check_open() const {
        if (copies_)
            throw usage_error(
                "copy: its rows are being sent on this connection; what makes them takes another one, or is done before");
        if (not is_open())
            throw connection_error(
                fmt::format("the connection to {} was lost before{}; make a new client", destination_, reason()));
    }

    /// The work that was lost has no effect that could be in doubt.
    [[noreturn]] void lost() const {
        throw connection_error(fmt::format("the connection to {} is lost{}", destination_, reason()));
    }

    /// The server's reason for the end of the connection, behind a colon: a time-out of its own, or a command.
    [[nodiscard]] std::string reason() const {
        const std::string words = connection_.last_words();
        return words.empty() ? words : fmt::format(": {}", words);
    }

    static void check_text(std::string_view sql) {
        if (sql.find('\0') != sql.npos)
            throw usage_error("execute: the SQL text holds a zero byte, where the server would stop reading");
    }

    static void check_count(const arguments& values) {
        constexpr std::size_t most = 65'535;  // of the protocol, which counts them in 16 bits
        if (values.size() > most)
            throw usage_error(fmt::format("a statement takes at most {} parameters, and this one is given {}; give many values "
                                          "as one array",
                                          most, values.size()));
    }

    /// The name under which the statement is prepared at the server. A statement's own text is of static
    /// storage: its place finds it. Texts are compared all the same, which costs some nanoseconds, so that
    /// one that is not static cannot be taken for another that was there before.
    const std::string& prepared(const preparations::key_type& place, std::string_view text) {
        if (const auto found = prepared_.find(place); found != prepared_.end()) {
            if (found->second.text == text) return found->second.name;
            forget(found);
        }
        preparation made{std::string{text}, fmt::format("{}{}", prepared_names_, ++prepared_count_)};
        watched(activity::prepare, text, [&] { attempt(text, [&] { connection_.prepare(made.name, made.text); }); });
        return prepared_.emplace(place, std::move(made)).first->second.name;
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

    /// Does what throws libpqxx's exceptions, for a statement.
    template <class Work>
    void attempt(std::string_view sql, Work&& work) {
        try {
            work();
        } catch (const std::exception& problem) {
            fail(problem, sql);
        }
    }

    /// Throws what stands for an exception of libpqxx.
    [[noreturn]] void fail(const std::exception& problem, std::string_view sql) {
        if (dynamic_cast<const std::bad_alloc*>(&problem) != nullptr) throw std::bad_alloc{};
        verbose_message said = parse_verbose_message(problem.what());
        // What it could not send libpq tells, and takes the connection for open until it reads again.
        if (said.fields.sqlstate.empty()) collect_notifications();
        if (not connection_.is_open()) {
            const std::string why = said.fields.sqlstate.empty()
                                        ? reason()
                                        : fmt::format(": {} (SQLSTATE {})", said.fields.message, said.fields.sqlstate);
            throw connection_error(fmt::format("the connection to {} is lost{}; {}", destination_, why,
                                               innermost == nullptr ? "whether the statement took effect is unknown"
                                                                    : "the transaction is rolled back"),
                                   innermost == nullptr);
        }
        if (said.fields.sqlstate.empty()) throw error(fmt::format("libpqxx: {}", problem.what()));
        said.fields.statement = sql;
        said.fields.default_schema = schema_.name();
        if (said.fields.hint.empty() and (said.fields.sqlstate == "26000" or said.fields.sqlstate == "42P05")) {
            said.fields.hint =
                "a pooler that shares sessions is likely between, such as PgBouncer in transaction mode; connect with "
                ".pooling = virga::pooling::transaction, or to the server itself";
        }
        if (said.fields.hint.empty() and said.routine == "RevalidateCachedQuery")
            said.fields.hint = "a table has changed since the statement was prepared; the transaction, run again, prepares it anew";
        throw_query_error(std::move(said.fields));
    }

    std::string destination_;
    own_schema schema_;
    Connection connection_;
    std::string settings_;          // of a session of one's own
    std::string local_settings_;    // after `begin` where sessions are shared, which are then as new in a transaction
    bool shares_sessions_ = false;  // a pooler may give each transaction another one
    bool keeps_prepared_ = false;   // and it knows of prepared statements
    bool wraps_all_ = false;        // and a statement needs the settings
    bool begins_by_hand_ = false;   // SQL text may have begun a transaction that is open
    bool copies_ = false;           // and makes the rows meanwhile
    preparations prepared_;
    /// No other client's, as a pooler may hand a session on: better a statement that is missing than another's.
    std::string prepared_names_ = fmt::format("virga_{}_", std::bit_cast<unsigned>(random_bytes<sizeof(unsigned)>()));
    std::size_t prepared_count_ = 0;
    session_watch* watch_ = nullptr;
};

using postgres_session = basic_postgres_session<pqxx_connection<pqxx_library>>;
}  // namespace virga::detail
