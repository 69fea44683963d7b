// PostgreSQL's messages: libpq's verbose text of an error, and the protocol's bytes as they pass by.
#include <algorithm>
#include <string>
#include <string_view>

#include <virga/client/detail/neon_ws/backend_messages.hpp>
#include <virga/client/detail/postgres/verbose_message.hpp>
#include <virga/client/error.hpp>

#include "fuzz.hpp"

using fuzz::bytes;
using fuzz::expect;

namespace {

void verbose(std::string_view text) {
    const auto read = virga::detail::parse_verbose_message(text);
    expect(read.fields.sqlstate.empty() or read.fields.sqlstate.size() == 5, "an SQLSTATE of five characters");
    const bool is_refused = fuzz::refuses<virga::query_error>([&] { virga::throw_query_error(read.fields); });
    expect(is_refused, "an error of the server");
}

/// A text as libpq makes it of fields of one line each is read as these.
void fields(bytes from) {
    const auto line = [&from](std::size_t most) {
        std::string text;
        for (const char c : from.text(most)) text += c == '\n' or c == ':' or c == '^' or c == '\0' ? ' ' : c;
        return text.empty() ? text : "x" + text + "y";
    };
    virga::query_error_fields sent{.sqlstate = "23505", .message = "m" + line(60), .detail = line(60), .hint = line(60)};
    sent.schema = line(20);
    sent.table = line(20);
    sent.column = line(20);
    sent.constraint = line(20);
    std::string text = "ERROR:  23505: " + sent.message + "\n";
    const auto add = [&text](std::string_view label, std::string_view value) {
        if (not value.empty()) text.append(label).append(":  ").append(value).append("\n");
    };
    add("DETAIL", sent.detail);
    add("HINT", sent.hint);
    add("CONTEXT", line(40));
    add("SCHEMA NAME", sent.schema);
    add("TABLE NAME", sent.table);
    add("COLUMN NAME", sent.column);
    add("CONSTRAINT NAME", sent.constraint);
    add("LOCATION", "routine, file.c:1");
    const auto read = virga::detail::parse_verbose_message(text);
    expect(read.routine == "routine" and read.fields.sqlstate == sent.sqlstate and read.fields.message == sent.message,
           "what the server said");
    expect(read.fields.detail == sent.detail and read.fields.hint == sent.hint, "the detail and hint that the server sent");
    expect(read.fields.schema == sent.schema and read.fields.table == sent.table and read.fields.column == sent.column and
               read.fields.constraint == sent.constraint,
           "the names that the server sent");
}

/// How the bytes are cut does not matter.
void passing(std::string_view stream) {
    virga::detail::backend_messages whole, cut;
    whole.pass(stream.data(), stream.size());
    for (std::size_t at = 0; at != stream.size();) {
        const std::size_t size = std::min<std::size_t>(1 + fuzz::hash_of(stream.substr(0, at)) % 7, stream.size() - at);
        cut.pass(stream.data() + at, size);
        at += size;
    }
    expect(whole.transaction() == cut.transaction() and whole.last_words() == cut.last_words(), "the same from pieces");
}
}  // namespace

void harness(std::string_view input) {
    verbose(input);
    verbose("ERROR:  42601: " + std::string{input});
    fields(bytes{input});
    passing(input);
    passing("E" + std::string{'\0', '\0', '\0', static_cast<char>(input.size() % 120 + 4)} + std::string{input});
    fuzz::in_linear_time(input, [](std::string_view text) {
        verbose("ERROR:  42601: " + std::string{text});
        virga::detail::backend_messages messages;
        messages.pass(text.data(), text.size());
        static_cast<void>(messages.last_words());
    });
}
