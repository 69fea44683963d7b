// .env files.
#include <set>
#include <string>
#include <string_view>

#include <virga/client/env.hpp>

#include "fuzz.hpp"

using fuzz::expect;
using virga::parse_env;

namespace {

void variables(std::string_view text) {
    std::set<std::string> names;
    for (const auto& [name, value] : parse_env(text)) {
        expect(not name.empty() and
                   name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-") == name.npos,
               "a name that is one");
        expect(names.insert(name).second, "each name once");
        expect(value.find('\r') == value.npos or text.find("\\r") != text.npos, "line feeds for line ends");
    }
}

/// The kind of line ends does not matter.
void line_ends(std::string_view text) {
    std::string unix_text, windows_text;
    for (const char c : text) {
        if (c == '\r') continue;
        unix_text += c;
        windows_text += c == '\n' ? std::string{"\r\n"} : std::string{c};
    }
    expect(parse_env(unix_text) == parse_env(windows_text), "the same with the line ends of Windows");
}

/// A value in quotes that it does not hold is read as it stands.
void quoted(std::string_view value) {
    for (const char quote : {'\'', '`'}) {
        if (value.find(quote) != value.npos or value.find('\r') != value.npos or value.ends_with('\\')) continue;
        const auto read = parse_env("A=" + std::string{quote} + std::string{value} + quote + "\n");
        expect(read.size() == 1 and read[0].first == "A" and read[0].second == value, "the value in quotes");
    }
}
}  // namespace

void harness(std::string_view input) {
    variables(input);
    line_ends(input);
    quoted(input);
    fuzz::in_linear_time(input, [](std::string_view text) { static_cast<void>(parse_env(text)); });
}
