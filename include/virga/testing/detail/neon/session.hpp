// virga/testing/detail/neon/session.hpp: a session in the PostgreSQL behind, which never outwaits its client.
#pragma once

#include <chrono>      // std::chrono::seconds
#include <cstddef>     // std::size_t
#include <functional>  // std::function
#include <map>         // std::map
#include <memory>      // std::unique_ptr
#include <optional>    // std::optional
#include <string>      // std::string
#include <utility>     // std::pair
#include <vector>      // std::vector

#include <fmt/core.h>  // fmt::format
#include <libpq-fe.h>  // PQsendQueryParams
#include <poll.h>      // POLLIN

#include <virga/client/url.hpp>                       // virga::detail::url_parser
#include <virga/testing/detail/neon/channel.hpp>      // virga::testing::detail::neon::channel
#include <virga/testing/detail/neon/credentials.hpp>  // virga::testing::detail::neon::login
#include <virga/testing/detail/neon/payload.hpp>      // virga::testing::detail::neon::sent_statement
#include <virga/testing/detail/neon/problem.hpp>      // virga::testing::detail::neon::problem
#include <virga/testing/detail/neon/values.hpp>       // virga::testing::detail::neon::value_type

namespace virga::testing::detail::neon {

struct connection_deleter {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct result_deleter {
    void operator()(PGresult* result) const { PQclear(result); }
};
struct cancel_deleter {
    void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
};
using result_ptr = std::unique_ptr<PGresult, result_deleter>;
using cancel_ptr = std::unique_ptr<PGcancel, cancel_deleter>;

/// Thrown when the client is gone, or the server stops: nobody waits for an answer.
struct client_gone {};

/// Names and values of libpq's connection parameters.
using connection_settings = std::vector<std::pair<std::string, std::string>>;

/// What a database URL says of the way to PostgreSQL, less who logs in. The way goes without TLS, since the bytes of
/// a session are handed to WebSockets. Throws problem with libpq's words, which hold no password.
inline connection_settings way_to(const std::string& database_url) {
    if (database_url.find("://") != std::string::npos) {  // where a part of a password might be looked up as a host
        virga::connection_url url;
        const char* const wrong = virga::detail::url_parser::parse(database_url, url);
        if (wrong != nullptr) throw problem(500, std::string{"it "} + wrong);
    }
    char* words = nullptr;
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options{
        PQconninfoParse(database_url.c_str(), &words), PQconninfoFree};
    const std::unique_ptr<char, void (*)(void*)> owned_words{words, PQfreemem};
    if (not options) throw problem(500, "it is none that libpq understands; write postgresql://user@host:port/database");
    connection_settings way;
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
        const std::string name = option->keyword;
        const bool is_ours = name == "user" or name == "password" or name == "dbname" or name == "sslmode" or
                             name == "gssencmode" or name == "client_encoding";
        if (option->val != nullptr and not is_ours) way.emplace_back(name, option->val);
    }
    way.insert(way.end(), {{"sslmode", "disable"}, {"gssencmode", "disable"}, {"client_encoding", "UTF8"}});
    return way;
}

/// What libpq tells of a failed login, in its verbose form: `...: FATAL:  3D000: database "x" does not exist`.
inline problem login_problem(const std::string& text, const std::string& user) {
    const auto code = [&text]() -> std::size_t {
        for (auto at = text.find(":  "); at != text.npos; at = text.find(":  ", at + 1))
            if (text.find(": ", at + 3) == at + 8) return at + 3;
        return text.npos;
    }();
    if (code == text.npos) return {500, "Couldn't connect to compute node"};
    const std::string sqlstate = text.substr(code, 5);
    const std::string message = text.substr(code + 7, text.find('\n', code) - code - 7);
    // An unknown role shall look like a wrong password.
    if (sqlstate == "28P01" or (sqlstate == "28000" and message.starts_with("role \"")))
        return {400, fmt::format("password authentication failed for user '{}'", user)};
    problem told{sqlstate == "3D000" ? 400 : 500, message};
    told.set(code_key, sqlstate);
    auto severity = text.substr(0, code - 3);
    told.set(severity_key, severity.substr(severity.rfind(' ') + 1));
    return told;
}

/// A session in PostgreSQL.
class session {
public:
    /// Logs in; `way` and more settings than who it is. Throws problem, or client_gone.
    session(const connection_settings& way, const login& who, const connection_settings& more, channel& client) {
        std::vector<const char*> names, values;
        const auto set = [&](const char* name, const std::string& value) {
            names.push_back(name);
            values.push_back(value.c_str());
        };
        for (const auto& [name, value] : way) set(name.c_str(), value);
        for (const auto& [name, value] : more) set(name.c_str(), value);  // the later of two counts
        set("user", who.user);
        set("password", who.password);
        set("dbname", who.database.empty() ? who.user : who.database);
        names.push_back(nullptr);
        values.push_back(nullptr);
        connection_.reset(PQconnectStartParams(names.data(), values.data(), 0));
        if (not connection_) throw problem(500, "Couldn't connect to compute node");
        PQsetErrorVerbosity(connection_.get(), PQERRORS_VERBOSE);
        PQsetNoticeReceiver(connection_.get(), [](void*, const PGresult*) {}, nullptr);
        const auto until = channel::clock::now() + std::chrono::seconds{10};
        auto wish = PQstatus(connection_.get()) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
        while (wish == PGRES_POLLING_READING or wish == PGRES_POLLING_WRITING) {
            const short events = wish == PGRES_POLLING_READING ? POLLIN : POLLOUT;
            switch (client.wait(PQsocket(connection_.get()), events, until)) {
                case event::ready: break;
                case event::late: throw problem(500, "Couldn't connect to compute node");
                case event::gone: throw client_gone{};
            }
            wish = PQconnectPoll(connection_.get());
        }
        if (wish != PGRES_POLLING_OK) throw login_problem(PQerrorMessage(connection_.get()), who.user);
        PQsetnonblocking(connection_.get(), 1);
    }

    PGconn* connection() const { return connection_.get(); }
    bool is_broken() const { return broken_ or PQstatus(connection_.get()) != CONNECTION_OK; }
    void set_broken() { broken_ = true; }
    cancel_ptr canceller() const { return cancel_ptr{PQgetCancel(connection_.get())}; }

    /// Called with each row, as a result of one row; false ends the statement, and the session with it.
    using row_handler = std::function<bool(const PGresult&)>;

    /// Runs one statement by the extended protocol, all values as text. Its last result has columns and tag.
    /// Throws problem, or client_gone.
    result_ptr run(const sent_statement& statement, channel& client, const row_handler& on_row) {
        constexpr Oid text_oid = 25;
        std::vector<const char*> values;
        std::vector<int> lengths, formats;
        std::vector<Oid> types;
        bool has_types = false;
        for (const auto& parameter : statement.parameters) {
            // libpq ends a text at its first zero byte. In binary form the zero arrives, and PostgreSQL refuses it.
            const bool has_zero = parameter and parameter->find('\0') != std::string::npos;
            values.push_back(parameter ? parameter->c_str() : nullptr);
            lengths.push_back(parameter ? static_cast<int>(parameter->size()) : 0);
            formats.push_back(has_zero);
            types.push_back(has_zero ? text_oid : 0);
            has_types = has_types or has_zero;
        }
        const bool sent = PQsendQueryParams(connection_.get(), statement.text.c_str(), static_cast<int>(values.size()),
                                            has_types ? types.data() : nullptr, values.data(), lengths.data(),
                                            formats.data(), 0) == 1;
        if (sent) PQsetSingleRowMode(connection_.get());
        return finish(sent, client, on_row);
    }

    /// Runs statements without values or rows.
    void run(const char* text, channel& client) {
        finish(PQsendQuery(connection_.get(), text) == 1, client, [](const PGresult&) { return true; });
    }

    /// Makes the session as good as new; false if that fails, or takes more than some seconds.
    bool reset(channel& client) {
        constexpr const char* text =
            "rollback; close all; set session authorization default; reset all; deallocate all; unlisten *; "
            "select pg_advisory_unlock_all(); discard temp; discard sequences";
        if (is_broken() or PQsendQuery(connection_.get(), text) != 1) return false;
        const auto until = channel::clock::now() + std::chrono::seconds{5};
        bool good = true;
        while (true) {
            // Not ended by the client's leaving: the session is somebody else's next.
            while (PQflush(connection_.get()) == 1 or PQisBusy(connection_.get()) == 1) {
                pollfd polled{PQsocket(connection_.get()), POLLIN, 0};
                ::poll(&polled, 1, 50);
                if (client.is_stopped() or channel::clock::now() > until) return false;
                if (PQconsumeInput(connection_.get()) != 1) return false;
            }
            const result_ptr result{PQgetResult(connection_.get())};
            if (not result) return good and PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
            const auto status = PQresultStatus(result.get());
            good = good and (status == PGRES_COMMAND_OK or status == PGRES_TUPLES_OK);
        }
    }

    /// The type of a column for answers that are not raw. Asks the catalogue, once a type.
    value_type type_of(unsigned oid, channel& client, int depth = 0) {
        if (const auto known = types_.find(oid); known != types_.end()) return known->second;
        value_type type{.oid = oid};
        std::vector<std::string> found;
        const auto keep = [&](const PGresult& row) {
            for (int column = 0; column != 4; ++column) found.emplace_back(PQgetvalue(&row, 0, column));
            return true;
        };
        run({.text = "select typtype, typelem, typbasetype, typcategory from pg_catalog.pg_type where oid = $1",
             .parameters = {std::to_string(oid)}},
            client, keep);
        if (found.size() == 4 and found[1] != "0" and depth < 8) {
            // Built-in types: what the catalogue calls an array. Others: whatever has elements.
            constexpr unsigned first_user_oid = 16'384;
            const bool is_array = oid < first_user_oid ? found[3] == "A"
                                                       : found[0] != "e" and found[0] != "p" and found[2] == "0";
            unsigned element = 0;
            reads_as(found[1], element);
            if (is_array) type.element = std::make_shared<value_type>(type_of(element, client, depth + 1));
        }
        return types_[oid] = type;
    }

private:
    /// Waits for what the server sends, as long as the client is there.
    void wait(channel& client) {
        const short events = PQflush(connection_.get()) == 1 ? POLLIN | POLLOUT : POLLIN;
        const auto until = channel::clock::now() + channel::for_ever;
        if (client.wait(PQsocket(connection_.get()), events, until) == event::gone) {
            cancel();
            throw client_gone{};
        }
        PQconsumeInput(connection_.get());  // its failure shows in the next result
    }

    /// Has the statement cancelled, and gives it a moment to end; the session is not used again.
    void cancel() {
        broken_ = true;
        char words[256];
        if (const auto canceller = this->canceller()) PQcancel(canceller.get(), words, sizeof words);
        pollfd polled{PQsocket(connection_.get()), POLLIN, 0};
        ::poll(&polled, 1, 100);
    }

    result_ptr finish(bool sent, channel& client, const row_handler& on_row) {
        if (not sent) broken_ = true;
        result_ptr last, failed;
        bool is_copy = false;
        while (sent) {
            while (PQflush(connection_.get()) == 1 or PQisBusy(connection_.get()) == 1) wait(client);
            result_ptr result{PQgetResult(connection_.get())};
            if (not result) break;
            switch (PQresultStatus(result.get())) {
                case PGRES_SINGLE_TUPLE:
                    if (on_row(*result)) continue;
                    cancel();
                    return nullptr;
                case PGRES_TUPLES_OK:
                case PGRES_COMMAND_OK:
                case PGRES_EMPTY_QUERY: last = std::move(result); continue;
                case PGRES_COPY_IN:
                case PGRES_COPY_OUT:
                case PGRES_COPY_BOTH: is_copy = true; break;
                default:
                    if (not failed) failed = std::move(result);
                    continue;
            }
            break;
        }
        if (is_copy) {
            cancel();
            throw problem(400, "error parsing response from server: invalid message length: expected buffer to be empty");
        }
        if (failed and PQresultErrorField(failed.get(), PG_DIAG_SQLSTATE) != nullptr)
            throw problem::of_server(400, [&](char letter) -> std::optional<std::string> {
                const char* const text = PQresultErrorField(failed.get(), letter);
                if (text == nullptr) return std::nullopt;
                return text;
            });
        if (failed or not last) {
            broken_ = true;
            throw problem(400, "connection closed");
        }
        return last;
    }

    std::unique_ptr<PGconn, connection_deleter> connection_;
    bool broken_ = false;
    std::map<unsigned, value_type> types_;
};
}  // namespace virga::testing::detail::neon
