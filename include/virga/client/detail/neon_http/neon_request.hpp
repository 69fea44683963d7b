// virga/client/detail/neon_http/neon_request.hpp: statements as the JSON that Neon takes.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format
#include <simdjson.h>  // simdjson::validate_utf8

#include <virga/client/batch.hpp>              // virga::batch_item
#include <virga/client/detail/own_schema.hpp>  // virga::detail::own_schema
#include <virga/client/error.hpp>              // virga::usage_error
#include <virga/query/detail/arguments.hpp>    // virga::arguments
#include <virga/text/error.hpp>                // virga::value_error

namespace virga::detail {

/// The most parameters that Neon passes on for a statement, half of what PostgreSQL itself takes.
inline constexpr std::size_t most_neon_parameters = 32'767;

/// The characters that JSON wants escaped.
inline constexpr auto json_escapes = [] {
    std::array<bool, 256> marks{};
    for (std::size_t c = 0; c != 0x20; ++c) marks[c] = true;
    marks['"'] = marks['\\'] = true;
    return marks;
}();

/// Appends a text, which is valid UTF-8, as a JSON string.
inline void write_json(std::string& to, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    to += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (not json_escapes[byte]) continue;
        to.append(text, from, i - from);
        from = i + 1;
        if (text[i] == '"' or text[i] == '\\') to.append({'\\', text[i]});
        else to.append({'\\', 'u', '0', '0', digits[byte / 16], digits[byte % 16]});
    }
    to.append(text, from);
    to += '"';
}

/// Appends a statement and its values. Every value is a string or null: Neon rewrites all others on their way.
///
/// `number` is the statement's place in a batch, from 1; 0 for none.
inline void write_statement(std::string& to, std::string_view sql, const arguments& values, std::size_t number) {
    const auto place = [number] {
        return number == 0 ? std::string{"execute: "} : fmt::format("batch: statement {}: ", number);
    };
    if (values.size() > most_neon_parameters) {
        throw usage_error(fmt::format(
            "{}it has {} parameters, and Neon takes {} over HTTP; pass many values as one array, as rows() and in() do", place(),
            values.size(), most_neon_parameters));
    }
    if (sql.find('\0') != sql.npos) throw usage_error(place() + "the SQL text holds a zero byte");
    if (not simdjson::validate_utf8(sql)) throw usage_error(place() + "the SQL text is not valid UTF-8");
    to += R"({"query":)";
    write_json(to, sql);
    to += R"(,"params":[)";
    for (std::size_t i = 0; i != values.size(); ++i) {
        if (i != 0) to += ',';
        const char* const data = values.data(i);
        if (data == nullptr) {
            to += "null";
            continue;
        }
        const std::string_view text{data};
        if (not simdjson::validate_utf8(text)) {
            throw value_error(
                fmt::format("{}the value of ${} is not valid UTF-8; pass other bytes as bytea", place(), i + 1));
        }
        write_json(to, text);
    }
    to += "]}";
}

/// The body of a request for a single statement.
inline void write_single(std::string& to, std::string_view sql, const arguments& values) {
    to.clear();
    write_statement(to, sql, values, 0);
}

/// The body of a request for statements in one transaction, after steps of our own. `is_batch` is whether the caller knows that
/// it is several. The app's own names get their schema: a request has no session that could be told of it.
inline void write_batch(std::string& to, std::span<const std::string_view> steps, std::span<const batch_item> items,
                        const own_schema& schema, bool is_batch) {
    to = R"({"queries":[)";
    const arguments none;
    std::string placed;
    for (const std::string_view step : steps) {
        write_statement(to, step, none, 0);
        to += ',';
    }
    for (std::size_t i = 0; i != items.size(); ++i) {
        if (i != 0) to += ',';
        write_statement(to, schema.place(items[i].query, placed), *items[i].values, is_batch ? i + 1 : 0);
    }
    to += "]}";
}
}  // namespace virga::detail
