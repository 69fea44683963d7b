// virga/testing/detail/neon/execute.hpp: a request's statements, run; their results as JSON.
#pragma once

#include <algorithm>    // std::find_if
#include <cstddef>      // std::size_t
#include <iterator>     // std::begin
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/testing/detail/neon/service.hpp>  // virga::testing::detail::neon::service

namespace virga::testing::detail::neon {

/// The request's headers that say how to run and to answer it.
struct request_modes {
    bool raw = false, array_mode = false, read_only = false, deferrable = false, pool_opt_in = false;
    std::string isolation = {};  ///< as the client spells it; empty for the default
};

/// The levels of isolation, in the header and in SQL.
inline constexpr std::pair<std::string_view, std::string_view> isolation_levels[] = {
    {"ReadUncommitted", "read uncommitted"},
    {"ReadCommitted", "read committed"},
    {"RepeatableRead", "repeatable read"},
    {"Serializable", "serializable"}};

/// Reads them. Throws a problem for a level that does not exist, also where it would have no effect.
inline request_modes modes_of(const local_neon_request& request) {
    const auto is_set = [&](const char* name) {
        const std::string* const value = request.header(name);
        return value != nullptr and *value == "true";
    };
    request_modes modes{.raw = is_set("neon-raw-text-output"),
                        .array_mode = is_set("neon-array-mode"),
                        .read_only = is_set("neon-batch-read-only"),
                        .deferrable = is_set("neon-batch-deferrable"),
                        .pool_opt_in = is_set("neon-pool-opt-in")};
    if (const std::string* const level = request.header("neon-batch-isolation-level")) {
        modes.isolation = *level;
        const auto end = std::end(isolation_levels);
        if (std::find_if(std::begin(isolation_levels), end, [&](auto& one) { return one.first == *level; }) == end)
            throw problem(400, "invalid isolation level");
    }
    return modes;
}

/// The statement that begins a batch.
inline std::string start_of_transaction(const request_modes& modes) {
    std::string text = "start transaction";
    const auto add = [&](std::string_view mode) { (text += text.size() == 17 ? " " : ", ") += mode; };
    for (const auto& [header, sql] : isolation_levels)
        if (modes.isolation == header) add(fmt::format("isolation level {}", sql));
    if (modes.read_only) add("read only");
    if (modes.deferrable) add("deferrable");
    return text;
}

/// The `fields` of a result.
inline std::string fields_json(const PGresult* result) {
    std::string text = "[";
    for (int column = 0; column != PQnfields(result); ++column) {
        text += column == 0 ? "{\"name\":" : ",{\"name\":";
        quote_json(PQfname(result, column), text);
        text += fmt::format(
            R"(,"dataTypeID":{},"tableID":{},"columnID":{},"dataTypeSize":{},"dataTypeModifier":{},"format":"text"}})",
            PQftype(result, column), PQftable(result, column), PQftablecol(result, column), PQfsize(result, column),
            PQfmod(result, column));
    }
    return text += ']';
}

/// The `command` and `rowCount` of a command tag such as `INSERT 0 2` or `CREATE TABLE`.
inline std::string command_json(std::string_view tag) {
    std::string text = "\"command\":";
    quote_json(tag.substr(0, tag.find(' ')), text);
    std::size_t count = 0;
    const auto last = tag.rfind(' ');
    const bool has_count = last != tag.npos and reads_as(tag.substr(last + 1), count);
    return text += has_count ? fmt::format(",\"rowCount\":{}", count) : ",\"rowCount\":null";
}

/// Runs the statements of one request.
class execution {
public:
    execution(service& shared, session& with, channel& client, const request_modes& modes)
        : shared_{shared}, session_{with}, client_{client}, modes_{modes} {}

    /// The body of the answer. Throws problem, or client_gone.
    std::string run(const payload& asked) {
        if (not asked.is_batch) {
            try {
                return statement_json(asked.statements.front());
            } catch (const problem&) {
                session_.set_broken();  // a single statement that fails costs the session
                throw;
            }
        }
        simple(start_of_transaction(modes_).c_str());
        std::string body = "{\"results\":[";
        try {
            for (const auto& statement : asked.statements) {
                if (&statement != &asked.statements.front()) body += ',';
                body += statement_json(statement);
            }
        } catch (const problem&) {
            if (not session_.is_broken()) simple("rollback");
            throw;
        }
        simple("commit");
        return body += "]}";
    }

private:
    void simple(const char* text) {
        try {
            session_.run(text, client_);
        } catch (const problem&) {
            session_.set_broken();
            throw;
        }
    }

    std::string statement_json(const sent_statement& statement) {
        if (statement.text.find('\0') != std::string::npos)
            throw problem(400, "error encoding message to server: string contains embedded null");
        if (statement.parameters.size() > 32'767)
            throw problem(400, "error serializing parameter 0: value too large to transmit");
        const bool array_mode = statement.array_mode.value_or(modes_.array_mode);
        const std::size_t limit = shared_.options.max_response;
        bool too_large = false;
        std::vector<result_ptr> cooked;  // rows that wait for the types of their columns
        std::string rows;
        ++shared_.statements;
        const result_ptr last = session_.run(statement, client_, [&](const PGresult& row) {
            too_large = size_ > limit;
            if (too_large) return false;
            if (modes_.raw) {
                const std::size_t before = rows.size();
                if (not rows.empty()) rows += ',';
                append_row(row, array_mode, rows, [](std::string_view value, int, std::string& out) { quote_json(value, out); });
                size_ += rows.size() - before + 1;
            } else {
                for (int column = 0; column != PQnfields(&row); ++column)
                    size_ += static_cast<std::size_t>(PQgetlength(&row, 0, column)) + 3;
                cooked.emplace_back(PQcopyResult(&row, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES));
            }
            return true;
        });
        if (too_large)
            throw problem(507, fmt::format("response is too large (max is {} bytes)", limit));
        if (not cooked.empty()) cook(last.get(), cooked, array_mode, rows);
        return fmt::format(R"({{"fields":{},"rows":[{}],{},"rowAsArray":{}}})", fields_json(last.get()), rows,
                           command_json(PQcmdStatus(last.get())), array_mode);
    }

    void cook(const PGresult* last, const std::vector<result_ptr>& cooked, bool array_mode, std::string& rows) {
        std::vector<value_type> types;
        for (int column = 0; column != PQnfields(last); ++column)
            types.push_back(session_.type_of(PQftype(last, column), client_));
        try {
            for (const auto& row : cooked) {
                if (not rows.empty()) rows += ',';
                append_row(*row, array_mode, rows, [&](std::string_view value, int column, std::string& out) {
                    out += value_json(value, types[static_cast<std::size_t>(column)]);
                });
            }
        } catch (const value_error&) {
            session_.set_broken();
            throw problem(500, "could not parse postgres response");
        }
    }

    template <class Append>
    static void append_row(const PGresult& row, bool array_mode, std::string& out, const Append& append) {
        out += array_mode ? '[' : '{';
        for (int column = 0; column != PQnfields(&row); ++column) {
            if (column != 0) out += ',';
            if (not array_mode) {
                quote_json(PQfname(&row, column), out);
                out += ':';
            }
            if (PQgetisnull(&row, 0, column) == 1)
                out += "null";
            else
                append({PQgetvalue(&row, 0, column), static_cast<std::size_t>(PQgetlength(&row, 0, column))}, column, out);
        }
        out += array_mode ? ']' : '}';
    }

    service& shared_;
    session& session_;
    channel& client_;
    const request_modes& modes_;
    std::size_t size_ = 0;  // of all rows so far
};
}  // namespace virga::testing::detail::neon
