// virga/client/env.hpp: environment variables from files, as the npm package dotenv reads them.
#pragma once

#include <algorithm>         // std::min, std::max
#include <cerrno>            // errno, ENOENT, ENOTDIR
#include <cstddef>           // std::size_t
#include <cstdio>            // std::fopen, std::fread
#include <cstdlib>           // setenv
#include <cstring>           // std::strerror
#include <initializer_list>  // std::initializer_list
#include <string>            // std::string
#include <string_view>       // std::string_view
#include <utility>           // std::pair, std::move
#include <vector>            // std::vector

#include <virga/client/error.hpp>  // virga::configuration_error

namespace virga {

namespace detail {

/// dotenv is one regular expression over the whole file, and many files lean on what follows from that:
///
///     ^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)
///      (\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$
///
/// with JavaScript's \s, which takes line breaks and the byte order mark as well, and its lines, which end with
/// U+2028 and U+2029, too. This is that expression by hand, backtracking included where it changes the outcome.
class env_parser {
public:
    explicit env_parser(std::string_view text) : text_(with_line_feeds(text)) {}

    std::vector<std::pair<std::string, std::string>> parse() {
        while (at_ < text_.size()) {
            if (!assignment()) at_ = next_line(at_);
        }
        return std::move(variables_);
    }

private:
    static constexpr std::size_t none = std::string::npos;

    static std::string with_line_feeds(std::string_view text) {
        std::string result;
        result.reserve(text.size());
        for (std::size_t i = 0; i != text.size(); ++i) {
            if (text[i] != '\r')
                result += text[i];
            else if (i + 1 == text.size() or text[i + 1] != '\n')
                result += '\n';
        }
        return result;
    }

    /// One assignment at the beginning of a line. Moves on to its end, or to a place in the line that fails.
    bool assignment() {
        const std::size_t first = skip_space(at_);
        at_ = first;
        std::size_t name = first;
        if (text_.compare(first, 6, "export") == 0 and skip_space(first + 6) != first + 6) name = skip_space(first + 6);
        std::size_t value = after_separator(name);
        if (value == none and name != first) value = after_separator(name = first);  // a variable called export
        if (value == none) return false;

        std::string_view key = std::string_view{text_}.substr(name, end_of_name(name) - name);
        store(key, read_value(value));
        return true;
    }

    /// Where the value may begin after the name at `name`, or none.
    [[nodiscard]] std::size_t after_separator(std::size_t name) const {
        const std::size_t end = end_of_name(name);
        if (end == name) return none;
        const std::size_t sign = skip_space(end);
        if (byte(sign) == '=') return sign + 1;
        if (byte(end) == ':' and space_at(end + 1) != 0) return end + 1 + space_at(end + 1);
        return none;
    }

    /// The value at `start`, trimmed, without quotes. Moves to the end of the assignment.
    std::string read_value(std::size_t start) {
        const std::size_t quote = skip_space(start);
        std::size_t end = none;
        if (is_quote(byte(quote))) end = end_of_quoted(quote);
        if (end != none) return unquoted(trimmed(start, end));
        for (end = start; end != text_.size() and text_[end] != '#' and text_[end] != '\n';) ++end;
        at_ = end_of_line(end);
        return unquoted(trimmed(start, end));
    }

    /// The end of the quoted text at `quote`, or none when it is not closed before something else begins.
    /// The first quote that no backslash precedes closes it; failing that, the last one that has one.
    std::size_t end_of_quoted(std::size_t quote) {
        std::size_t end = quote + 1;
        std::vector<std::size_t> escaped;
        for (; end < text_.size() and text_[end] != text_[quote]; ++end) {
            if (text_[end] == '\\' and byte(end + 1) == text_[quote]) escaped.push_back(++end);
        }
        if (end < text_.size() and ends_at(end + 1)) return end + 1;
        for (; !escaped.empty(); escaped.pop_back())
            if (ends_at(escaped.back() + 1)) return escaped.back() + 1;
        return none;
    }

    /// Whether nothing but space and a comment follows up to some end of line; moves there.
    bool ends_at(std::size_t place) {
        const std::size_t next = skip_space(place);
        if (next == text_.size() or text_[next] == '#') {
            at_ = end_of_line(next);
            return true;
        }
        if (end_of_line(place) >= next) return false;
        while ((place = end_of_line(place)) < next) at_ = place++;  // the last one that is reached
        return true;
    }

    /// Takes off the quotes around each line that has them, or lines: `/^(['"`])([\s\S]*)\1$/mg`. Only a value
    /// without quotes that holds a U+2028 has more than one such place.
    static std::string unquoted(std::string_view value) {
        std::string result;
        for (std::size_t at = 0; at < value.size();) {
            const std::size_t close = closing_quote(value, at);
            if (close != none) result += value.substr(at + 1, close - at - 1);
            const std::size_t start = close == none ? at : close + 1;
            at = std::min(end_of_line(value, start), value.size());
            at = std::min(at + std::max<std::size_t>(break_at(value, at), 1), value.size());
            result += value.substr(start, at - start);
        }
        if (value.starts_with('"')) {
            replace(result, "\\n", '\n');
            replace(result, "\\r", '\r');
        }
        return result;
    }

    /// The last quote like the one at `open` with which a line ends; none if there is no quote at `open`.
    static std::size_t closing_quote(std::string_view value, std::size_t open) {
        if (!is_quote(value[open])) return none;
        std::size_t close = value.rfind(value[open]);
        while (close > open and close + 1 != value.size() and break_at(value, close + 1) == 0)
            close = value.rfind(value[open], close - 1);
        return close > open ? close : none;
    }

    static void replace(std::string& text, std::string_view from, char to) {
        for (std::size_t at = text.find(from); at != none; at = text.find(from, at + 1))
            text.replace(at, from.size(), 1, to);
    }

    void store(std::string_view key, std::string value) {
        for (auto& [name, former] : variables_) {
            if (name != key) continue;
            former = std::move(value);
            return;
        }
        variables_.emplace_back(key, std::move(value));
    }

    /// The bytes of the white space at `place`, as JavaScript counts it, in UTF-8; 0 for none.
    [[nodiscard]] std::size_t space_at(std::size_t place) const {
        const char c = byte(place);
        if (c == ' ' or ('\t' <= c and c <= '\r')) return 1;
        if (static_cast<unsigned char>(c) < 0x80) return 0;
        if (text_.compare(place, 2, "\xC2\xA0") == 0) return 2;
        static constexpr std::string_view spaces =  // U+FEFF 1680 2028 2029 202F 205F 3000, then 2000 to 200A
            "\xEF\xBB\xBF\xE1\x9A\x80\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\x9F\xE3\x80\x80";
        for (std::size_t i = 0; i != spaces.size(); i += 3)
            if (text_.compare(place, 3, spaces.substr(i, 3)) == 0) return 3;
        const auto last = static_cast<unsigned char>(byte(place + 2));
        return text_.compare(place, 2, "\xE2\x80") == 0 and 0x80 <= last and last <= 0x8A ? 3 : 0;
    }
    [[nodiscard]] std::size_t skip_space(std::size_t place) const {
        while (const std::size_t size = space_at(place)) place += size;
        return place;
    }
    [[nodiscard]] std::string_view trimmed(std::size_t start, std::size_t end) const {
        start = skip_space(start);
        if (start >= end) return {};
        std::size_t last = start;  // behind what is no space
        for (std::size_t i = start; i < end;) {
            const std::size_t size = space_at(i);
            i += size == 0 ? 1 : size;
            if (size == 0) last = i;
        }
        return std::string_view{text_}.substr(start, last - start);
    }

    [[nodiscard]] char byte(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }
    /// The bytes of the line break at `place`, 0 for none. Only a line feed ends a value without quotes.
    static std::size_t break_at(std::string_view text, std::size_t place) {
        if (place >= text.size()) return 0;
        if (text[place] == '\n') return 1;
        const std::string_view three = text.substr(place, 3);
        return three == "\xE2\x80\xA8" or three == "\xE2\x80\xA9" ? 3 : 0;
    }
    static std::size_t end_of_line(std::string_view text, std::size_t place) {
        while (place < text.size() and break_at(text, place) == 0) ++place;
        return place;
    }
    [[nodiscard]] std::size_t end_of_line(std::size_t place) const { return end_of_line(text_, place); }
    [[nodiscard]] std::size_t next_line(std::size_t place) const {
        const std::size_t end = end_of_line(place);
        return end + break_at(text_, end);
    }
    [[nodiscard]] std::size_t end_of_name(std::size_t place) const {
        for (;; ++place) {
            const char c = byte(place);
            const bool good = ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9') or
                              c == '_' or c == '.' or c == '-';
            if (!good) return place;
        }
    }
    static bool is_quote(char c) { return c == '\'' or c == '"' or c == '`'; }

    std::string text_;
    std::size_t at_ = 0;
    std::vector<std::pair<std::string, std::string>> variables_;
};

/// The bytes of a file, or false if there is none.
inline bool read_env_file(const std::string& name, std::string& text) {
    const auto fail = [&name] {
        return configuration_error("load_env: " + name + " cannot be read: " + std::strerror(errno));
    };
    std::FILE* const file = std::fopen(name.c_str(), "rb");
    if (file == nullptr) {
        if (errno == ENOENT or errno == ENOTDIR) return false;
        throw fail();
    }
    char bytes[4096];
    std::size_t count = 0;
    while ((count = std::fread(bytes, 1, sizeof bytes, file)) != 0) text.append(bytes, count);
    const bool bad = std::ferror(file) != 0;
    const int reason = errno;
    std::fclose(file);
    errno = reason;
    if (bad) throw fail();
    return true;
}
}  // namespace detail

/// The variables in a file's text, in the order of their first appearance; the last value counts.
///
/// Reads what the npm package dotenv (versions 17 and 18) reads: single, double and back quotes, values of many
/// lines in quotes, `\n` and `\r` as line breaks in double quotes only, comments, `export`, `KEY: value`,
/// any line ends, a byte order mark. Nothing is expanded: `$NAME` stays as it is. Lines that assign nothing
/// are skipped. Bytes that are not UTF-8 are kept, where dotenv would replace them.
[[nodiscard]] inline std::vector<std::pair<std::string, std::string>> parse_env(std::string_view text) {
    return detail::env_parser{text}.parse();
}

/// Puts the variables of these files into the environment of the process. What is there already stays, and
/// the first file that has a variable decides; files that do not exist are skipped. Call it at the start of
/// main, before there are threads.
///
/// Errors: configuration_error when a file exists and cannot be read, or a value holds a zero byte.
inline void load_env(std::initializer_list<std::string_view> files = {".env.local", ".env"}) {
    for (const std::string_view file : files) {
        const std::string name{file};
        std::string text;
        if (!detail::read_env_file(name, text)) continue;
        for (const auto& [key, value] : parse_env(text)) {
            if (value.find('\0') != value.npos)
                throw configuration_error("load_env: " + name + " holds a zero byte in " + key);
            ::setenv(key.c_str(), value.c_str(), 0);
        }
    }
}
}  // namespace virga
