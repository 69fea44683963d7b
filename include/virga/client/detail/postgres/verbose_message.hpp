// virga/client/detail/postgres/verbose_message.hpp: the fields of an error, out of libpq's verbose text.
#pragma once

#include <cstddef>      // std::size_t
#include <iterator>     // std::size
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/error.hpp>  // virga::query_error_fields

namespace virga::detail {

/// What libpq's text with verbosity "verbose" says.
struct verbose_message {
    query_error_fields fields;  ///< sqlstate is empty if the text is not the server's
    std::string routine{};      ///< the server's function that raised the error
};

/// Position of the five characters of SQLSTATE, or npos. The text begins with `SEVERITY:  SQLSTATE: `,
/// where only the severity is translated; libpqxx 7 may put a sentence of its own in front.
constexpr std::size_t find_sqlstate(std::string_view text) {
    for (std::size_t at = text.find(":  "); at != text.npos; at = text.find(":  ", at + 1)) {
        const std::string_view code = text.substr(at + 3, 7);
        if (code.size() != 7 or code.substr(5) != ": ") continue;
        bool good = true;
        for (const char c : code.substr(0, 5)) good = good and (('0' <= c and c <= '9') or ('A' <= c and c <= 'Z'));
        if (good) return at + 3;
    }
    return text.npos;
}

/// The position where the line after `at` begins, or the end of the text.
constexpr std::size_t next_line(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return end == text.npos ? text.size() : end + 1;
}

/// Whether a line begins as libpq begins a field in some language: a short label, a colon, two spaces.
constexpr bool has_any_label(std::string_view line) {
    const std::size_t colon = line.substr(0, line.find('\n')).find(":  ");
    return colon != line.npos and colon != 0 and colon <= 40 and line[0] != ' ';
}

/// Cuts off the excerpt that libpq appends to the message when the error has a position:
/// "LINE 1: select nam ..." and a line with a caret below.
constexpr std::string_view without_excerpt(std::string_view message) {
    const std::size_t caret = message.rfind('\n');
    if (caret == message.npos) return message;
    const std::string_view last = message.substr(caret + 1);
    if (last.empty() or last.find_first_not_of(' ') != last.size() - 1 or last.back() != '^') return message;
    const std::size_t excerpt = message.substr(0, caret).rfind('\n');
    return excerpt == message.npos ? message : message.substr(0, excerpt);
}

/// A field's label, and where its value goes; nullptr for a field that is not kept.
struct verbose_label {
    std::string_view text;
    std::string query_error_fields::*field;
};

/// Reads the verbose text of an error. Its form is that of pqBuildErrorMessage3 in libpq's
/// fe-protocol3.c: fields in a fixed order, each ended by a line break.
///
/// Names stand at the end, a line each, and are read from there, since message and detail may have many
/// lines and hold anything, labels included. Labels are in the language of the thread's LC_MESSAGES,
/// which `plain_messages` makes English: in another one SQLSTATE, message and routine are found and the rest may be empty.
inline verbose_message parse_verbose_message(std::string_view text) {
    static constexpr verbose_label from_the_end[] = {{"CONSTRAINT NAME:  ", &query_error_fields::constraint},
                                                     {"DATATYPE NAME:  ", nullptr},
                                                     {"COLUMN NAME:  ", &query_error_fields::column},
                                                     {"TABLE NAME:  ", &query_error_fields::table},
                                                     {"SCHEMA NAME:  ", &query_error_fields::schema}};
    static constexpr verbose_label from_the_start[] = {{"DETAIL:  ", &query_error_fields::detail},
                                                       {"HINT:  ", &query_error_fields::hint},
                                                       {"QUERY:  ", nullptr},
                                                       {"CONTEXT:  ", nullptr}};
    verbose_message result;
    const std::size_t code = find_sqlstate(text);
    if (code == text.npos) return result;
    result.fields.sqlstate = text.substr(code, 5);
    text.remove_prefix(code + 7);

    const auto last_line = [&text] {
        while (not text.empty() and text.back() == '\n') text.remove_suffix(1);
        return text.rfind('\n') + 1;  // 0 for the first line, which is the message's
    };
    std::size_t line = last_line();
    const bool english = line != 0 and text.substr(line).starts_with("LOCATION:  ");
    if (line != 0 and has_any_label(text.substr(line))) {  // "function, file:line" in every language
        const std::string_view place = text.substr(text.find(":  ", line) + 3);
        result.routine = place.substr(0, place.find(','));
        if (english) text = text.substr(0, line);
    }
    for (const auto& [label, field] : from_the_end) {
        line = last_line();
        if (line == 0 or not text.substr(line).starts_with(label)) continue;
        if (field != nullptr) result.fields.*field = text.substr(line + label.size());
        text = text.substr(0, line);
    }
    last_line();

    // What remains: the message, then fields of many lines in the order of their labels.
    std::string* target = &result.fields.message;
    std::string ignored;
    std::size_t start = 0, expected = 0;
    const auto close = [&](std::size_t end) {
        std::string_view value = text.substr(start, end - start);
        if (value.ends_with('\n')) value.remove_suffix(1);
        *target = target == &result.fields.message ? without_excerpt(value) : value;
    };
    for (line = next_line(text, 0); line < text.size(); line = next_line(text, line)) {
        const std::string_view rest = text.substr(line);
        if (not english and target == &result.fields.message and has_any_label(rest)) {
            close(line);
            target = &ignored;
            start = line;
        }
        for (std::size_t i = expected; i != std::size(from_the_start); ++i) {
            const auto& [label, field] = from_the_start[i];
            if (not rest.starts_with(label)) continue;
            close(line);
            target = field == nullptr ? &ignored : &(result.fields.*field);
            start = line + label.size();
            expected = i + 1;
            break;
        }
    }
    close(text.size());
    return result;
}

static_assert(find_sqlstate("ERROR:  23505: duplicate key") == 8);
static_assert(find_sqlstate("connection refused:  no SQLSTATE here") == std::string_view::npos);
}  // namespace virga::detail
