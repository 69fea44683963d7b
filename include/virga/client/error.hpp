// virga/client/error.hpp: what a client throws.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/text/error.hpp>         // virga::error
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// The environment does not say, or says wrongly, which database to use.
class configuration_error : public error {
public:
    using error::error;
};

/// A client used against its rules, such as a statement outside the transaction that is open on it. What it
/// speaks of was not done.
class usage_error : public error {
public:
    using error::error;
};

/// No connection to the server, or one that was lost. `what()` names server, database and user, tells the server's reason if it
/// gave one, and says when it is unknown whether a statement took effect. The client cannot be used any more.
class connection_error : public error {
public:
    explicit connection_error(std::string_view text, bool may_have_run = false) : error(text), may_have_run_(may_have_run) {}

    /// Whether what was under way, a statement of its own or a commit, can have taken effect. What a transaction did before its
    /// commit has not: the server rolls it back.
    [[nodiscard]] bool may_have_run() const { return may_have_run_; }

private:
    bool may_have_run_;
};

/// What a server says of a statement that it refused. A field that it did not send is empty. All are as it sent them, for programs:
/// they may hold control characters, which can do things to a terminal on which they are shown. `what()` of the error has none.
struct query_error_fields {
    std::string sqlstate{};  ///< five characters, PostgreSQL manual, appendix A
    std::string message{};   ///< the primary message, in the server's language
    std::string detail{};    ///< may show values of the row or of parameters
    std::string hint{};      ///< how to mend it
    std::string schema{};    ///< names of what is concerned, unquoted
    std::string table{};
    std::string column{};
    std::string constraint{};
    std::string statement{};  ///< the text of the statement, parameters as `$1`
    std::string position{};   ///< where in that text, in characters from 1; only some clients tell
    std::string request_id{};  ///< over HTTP: Neon's `neon-request-id`
    std::string default_schema{};  ///< where the client has tables that are declared without a schema; empty for `public`
};

namespace detail {

/// What stands between quotes in a message, from `begin` to `end`, and the pair of quotes.
struct quoted_part {
    std::size_t begin = std::string_view::npos;
    std::size_t end = std::string_view::npos;
    std::string_view close{};
};
/// The first such part from a place on, by the pairs of quotes of the server's translations; to the end if it is not closed.
inline quoted_part next_quoted(std::string_view message, std::size_t from) {
    static constexpr std::string_view pairs[][2] = {{"\"", "\""},
                                                    {"\xC2\xAB", "\xC2\xBB"},
                                                    {"\xC2\xBB", "\xC2\xAB"},
                                                    {"\xE2\x80\x9E", "\xE2\x80\x9C"},
                                                    {"\xE2\x80\x9C", "\xE2\x80\x9D"}};
    quoted_part first;
    for (const auto& [open, close] : pairs) {
        const std::size_t start = message.find(open, from);
        if (start != message.npos and start + open.size() < first.begin) first = {start + open.size(), message.size(), close};
    }
    if (const std::size_t end = message.find(first.close, first.begin); first.begin != message.npos and end != message.npos)
        first.end = end;
    return first;
}

/// Whether the message may quote a value. Those of class 22 (data exception) quote what the server could not
/// read, those of class 58 files. Those of unknown names (42, 3D, 3F) do where a parameter was the name, as in
/// `$1::regclass`: then it does not stand in the statement.
inline bool may_quote_values(const query_error_fields& fields) {
    const std::string_view code = std::string_view{fields.sqlstate}.substr(0, 2);
    if (code == "22") return true;
    if (fields.statement.find('$') == std::string::npos or (code != "42" and code != "3D" and code != "3F" and code != "58"))
        return false;
    const auto plain = [](std::string_view text) {  // "cms"."post" is quoted as "cms.post"
        std::string letters;
        for (const char c : text)
            if (c != '"') letters += 'A' <= c and c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return letters;
    };
    const std::string statement = plain(fields.statement);
    const std::string_view message = fields.message;
    const auto is_strange = [&](std::string_view name) {
        const std::string letters = plain(name);
        return letters.empty() or statement.find(letters) == std::string::npos;
    };
    for (quoted_part part = next_quoted(message, 0); part.begin != message.npos;
         part = next_quoted(message, part.end + part.close.size())) {
        if (part.end == message.size() or is_strange(message.substr(part.begin, part.end - part.begin))) return true;
    }
    // Some names stand behind a colon, without quotes: "improper relation name: a.b.c.d", "operator does not exist: name".
    const std::size_t colon = message.rfind(": ");
    if (colon == message.npos) return false;
    const std::string_view name = message.substr(colon + 2);
    const bool is_name = fields.sqlstate == "42601" or fields.sqlstate == "42602" or name.find(' ') == name.npos;
    return is_name and is_strange(name);
}

/// The message without what stands between quotes, or behind the colon if there are none, if that may be a value; without the bytes
/// of a text that has another encoding.
inline std::string without_values(const query_error_fields& fields) {
    if (not may_quote_values(fields)) return fields.message;
    const std::string_view message = fields.message;
    std::size_t first = message.npos, last = message.npos;
    if (fields.sqlstate == "22021" or fields.sqlstate == "22P05") {
        first = message.find("0x");
        last = message.rfind("0x");
        if (last != message.npos) last = last + 4 < message.size() ? last + 4 : message.size();
    } else {
        if (const quoted_part part = next_quoted(message, 0); part.begin != message.npos) {
            first = part.begin;
            last = part.end == message.size() ? part.end : message.rfind(part.close);
        }
        if (const std::size_t colon = message.rfind(": "); first == message.npos and colon != message.npos) {
            first = colon + 2;
            last = message.size();
        }
    }
    if (first == message.npos) return fields.message;
    return std::string{message.substr(0, first)}.append("...").append(message.substr(last));
}

inline std::string sentence(const query_error_fields& fields) {
    std::string text = without_values(fields) + " (SQLSTATE " + fields.sqlstate + ")";
    if (not fields.hint.empty()) text += "; hint: " + fields.hint;
    if (not fields.statement.empty()) text += "; in the statement: " + fields.statement;
    return text;
}
}  // namespace detail

/// A statement that the server refused.
///
/// `what()` holds the message, SQLSTATE, hint and the statement's text, and is safe to log: values of
/// parameters are in none of them. `detail()` is left out there because the server puts values into it,
/// and for the same reason quoted parts of `message()` are when SQLSTATE is of class 22, or when they are
/// names that do not stand in a statement with parameters. Control characters are escaped in `what()`; the functions below return
/// what the server sent, as it is.
class query_error : public error {
public:
    explicit query_error(query_error_fields fields)
        : error(virga::detail::sentence(fields)), fields_(std::move(fields)) {}

    [[nodiscard]] const std::string& sqlstate() const { return fields_.sqlstate; }
    [[nodiscard]] const std::string& message() const { return fields_.message; }
    [[nodiscard]] const std::string& detail() const { return fields_.detail; }
    [[nodiscard]] const std::string& hint() const { return fields_.hint; }
    [[nodiscard]] const std::string& schema() const { return fields_.schema; }
    [[nodiscard]] const std::string& table() const { return fields_.table; }
    [[nodiscard]] const std::string& column() const { return fields_.column; }
    [[nodiscard]] const std::string& constraint() const { return fields_.constraint; }
    [[nodiscard]] const std::string& statement() const { return fields_.statement; }
    [[nodiscard]] const std::string& position() const { return fields_.position; }
    [[nodiscard]] const std::string& request_id() const { return fields_.request_id; }

    // For declared tables; they stand in client/violation.hpp, which every client brings along.

    /// Whether what is violated belongs to a column, or to just these columns together: `failed.is(post.slug)`,
    /// `failed.is(membership.team, membership.person)`. That is a key, a foreign key, a check or a unique index of these columns
    /// and no others, or for one column that it is not null; in that table and schema. That a row of the table is referenced by
    /// others is a violation of their foreign key: `failed.is(comment.post_id)`.
    template <class... Columns>
    [[nodiscard]] bool is(const Columns&... columns) const;
    /// Whether a constraint, or a unique index, of this name is violated, of a table that declares it:
    /// `failed.is_constraint<"post_views_not_negative">(post)`; or, in place of a table, of any in the app's schema. Those without
    /// a name have PostgreSQL's own, `post_slug_key`. A name that is not declared does not compile.
    template <fixed_string Name, class Declared>
    [[nodiscard]] bool is_constraint(const Declared& declared) const;
    /// The same of any table in the app's schema, which the program names once: `app_schema` of catalog/domain.hpp.
    template <fixed_string Name, class App = void>
    [[nodiscard]] bool is_constraint() const;

private:
    /// Whether the server names this table.
    [[nodiscard]] bool is_of(std::string_view schema, std::string_view table) const {
        const std::string_view own =
            fields_.default_schema.empty() ? std::string_view{"public"} : std::string_view{fields_.default_schema};
        return fields_.sqlstate.starts_with("23") and fields_.table == table and fields_.schema == (schema.empty() ? own : schema);
    }

    query_error_fields fields_;
};

// clang-format off: a line each
/// Class 22: a value that the server cannot read, convert or store.
class data_exception : public query_error { using query_error::query_error; };

/// Class 23: a row that a constraint forbids.
class integrity_violation : public query_error { using query_error::query_error; };
class not_null_violation : public integrity_violation { using integrity_violation::integrity_violation; };
class foreign_key_violation : public integrity_violation { using integrity_violation::integrity_violation; };
class unique_violation : public integrity_violation { using integrity_violation::integrity_violation; };
class check_violation : public integrity_violation { using integrity_violation::integrity_violation; };
class exclusion_violation : public integrity_violation { using integrity_violation::integrity_violation; };

/// 25006: a change in a read-only transaction, or on a replica.
class read_only_violation : public query_error { using query_error::query_error; };
/// 25P02: a statement, or the commit, of a transaction in which a statement has failed.
class failed_transaction : public query_error { using query_error::query_error; };

/// Class 40: the server rolled the transaction back; the same transaction may succeed when run again.
class transaction_conflict : public query_error { using query_error::query_error; };
class serialization_failure : public transaction_conflict { using transaction_conflict::transaction_conflict; };
class deadlock : public transaction_conflict { using transaction_conflict::transaction_conflict; };

class insufficient_privilege : public query_error { using query_error::query_error; };
class syntax_error : public query_error { using query_error::query_error; };
class undefined_column : public query_error { using query_error::query_error; };
class undefined_table : public query_error { using query_error::query_error; };
/// 55P03: `for update nowait`, or lock_timeout.
class lock_not_available : public query_error { using query_error::query_error; };
/// 57014: cancelled by statement_timeout or by a request.
class query_canceled : public query_error { using query_error::query_error; };
// clang-format on

namespace detail {

/// SQLSTATEs that have a class of their own. The first entry that the SQLSTATE begins with decides.
struct query_error_class {
    std::string_view code;
    void (*raise)(query_error_fields&&);
};

template <class Error>
[[noreturn]] void raise(query_error_fields&& fields) {
    throw Error(std::move(fields));
}

inline constexpr query_error_class query_error_classes[] = {
    {"23502", raise<not_null_violation>},
    {"23503", raise<foreign_key_violation>},
    {"23505", raise<unique_violation>},
    {"23514", raise<check_violation>},
    {"23P01", raise<exclusion_violation>},
    {"25006", raise<read_only_violation>},
    {"25P02", raise<failed_transaction>},
    {"40001", raise<serialization_failure>},
    {"40P01", raise<deadlock>},
    {"42501", raise<insufficient_privilege>},
    {"42601", raise<syntax_error>},
    {"42703", raise<undefined_column>},
    {"42P01", raise<undefined_table>},
    {"55P03", raise<lock_not_available>},
    {"57014", raise<query_canceled>},
    {"22", raise<data_exception>},
    {"23", raise<integrity_violation>},
    {"40", raise<transaction_conflict>},
    {"", raise<query_error>},
};
}  // namespace detail

/// Throws the class of query_error that stands for the SQLSTATE.
[[noreturn]] inline void throw_query_error(query_error_fields fields) {
    for (const auto& entry : detail::query_error_classes)
        if (fields.sqlstate.starts_with(entry.code)) entry.raise(std::move(fields));
    throw query_error(std::move(fields));  // not reached: the last entry takes all
}

static_assert(std::string_view{detail::query_error_classes[2].code} == "23505");
}  // namespace virga
