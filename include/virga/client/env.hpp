// virga/client/env.hpp: environment variables from files, as the npm package dotenv reads them.
#pragma once

#include <algorithm>         // std::min, std::max
#include <cerrno>            // errno, ENOENT, ENOTDIR
#include <cstddef>           // std::size_t
#include <cstdio>            // std::fopen, std::fread
#include <cstdlib>           // std::getenv, setenv
#include <cstring>           // std::strerror
#include <functional>        // std::less
#include <initializer_list>  // std::initializer_list
#include <map>               // std::map
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
    explicit env_parser(std::string_view text) : text_(with_line_feeds(text)) {
        while (at_ < text_.size()) {
            if (not assignment()) at_ = next_line(at_);
        }
    }

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& variables() const { return variables_; }

    /// Whether the value of `variables()[index]` ends at a # that no space precedes, so that it may have gone on there.
    [[nodiscard]] bool is_cut(std::size_t index) const { return cut_[index]; }

private:
    static constexpr std::size_t none = std::string::npos;
    static constexpr std::string_view quotes = "'\"`";

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
        const std::string_view read = read_value(value);
        const bool is_cut = not read.empty() and byte(static_cast<std::size_t>(read.data() - text_.data()) + read.size()) == '#';
        store(key, unquoted(read), is_cut);
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

    /// The value at `start`, trimmed; the quotes are still there. Moves to the end of the assignment.
    std::string_view read_value(std::size_t start) {
        const std::size_t quote = skip_space(start);
        std::size_t end = none;
        if (is_quote(byte(quote))) end = end_of_quoted(quote);
        if (end != none) return trimmed(start, end);
        for (end = start; end != text_.size() and text_[end] != '#' and text_[end] != '\n';) ++end;
        at_ = end_of_line(end);
        return trimmed(start, end);
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
        for (; not escaped.empty(); escaped.pop_back())
            if (ends_at(escaped.back() + 1)) return escaped.back() + 1;
        return none;
    }

    /// Whether nothing but space and a comment follows up to some end of line; moves there. What it looks at when it finds
    /// something else is space, so that no place of a text is looked at for two quotes.
    bool ends_at(std::size_t place) {
        const std::size_t next = skip_space(place);
        if (next == text_.size() or text_[next] == '#') {
            at_ = end_of_line(next);
            return true;
        }
        std::size_t end = none;  // the last one that is reached
        for (; place < next; ++place)
            if (break_at(text_, place) != 0) end = place;
        if (end != none) at_ = end;
        return end != none;
    }

    /// Takes off the quotes around each line that has them, or lines: `/^(['"`])([\s\S]*)\1$/mg`. Only a value
    /// without quotes that holds a U+2028 has more than one such place.
    static std::string unquoted(std::string_view value) {
        std::string result;
        closing_quotes closing{value};
        for (std::size_t at = 0; at < value.size();) {
            const std::size_t close = closing.after(at);
            if (close != none) result += value.substr(at + 1, close - at - 1);
            const std::size_t start = close == none ? at : close + 1;
            at = std::min(end_of_line(value, start), value.size());
            at = std::min(at + std::max<std::size_t>(break_at(value, at), 1), value.size());
            result += value.substr(start, at - start);
        }
        return value.starts_with('"') ? with_line_breaks(result) : result;
    }

    /// For each kind of quotes the last one in a value with which a line ends, looked for once.
    class closing_quotes {
    public:
        explicit closing_quotes(std::string_view value) : value_(value) {}

        /// The one like the quote at `open`, if it is behind that; none if there is no quote at `open`.
        std::size_t after(std::size_t open) {
            const std::size_t kind = quotes.find(value_[open]);
            if (kind == none) return none;
            if (not known_[kind]) last_[kind] = last(value_[open]);
            known_[kind] = true;
            return last_[kind] != none and last_[kind] > open ? last_[kind] : none;
        }

    private:
        [[nodiscard]] std::size_t last(char quote) const {
            std::size_t close = value_.rfind(quote);
            while (close != none and close + 1 != value_.size() and break_at(value_, close + 1) == 0)
                close = close == 0 ? none : value_.rfind(quote, close - 1);
            return close;
        }

        std::string_view value_;
        std::size_t last_[quotes.size()]{};
        bool known_[quotes.size()]{};
    };

    /// With line breaks for `\n` and `\r`.
    static std::string with_line_breaks(std::string_view text) {
        std::string result;
        result.reserve(text.size());
        for (std::size_t i = 0; i != text.size(); ++i) {
            const char next = text[i] == '\\' and i + 1 != text.size() ? text[i + 1] : '\0';
            if (next == 'n' or next == 'r') ++i;
            result += next == 'n' ? '\n' : next == 'r' ? '\r' : text[i];
        }
        return result;
    }

    void store(std::string_view key, std::string value, bool is_cut) {
        const auto [known, is_new] = places_.emplace(key, variables_.size());
        if (is_new) {
            variables_.emplace_back(key, std::move(value));
            cut_.push_back(is_cut);
        } else {
            variables_[known->second].second = std::move(value);
            cut_[known->second] = is_cut;
        }
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
            if (not good) return place;
        }
    }
    static bool is_quote(char c) { return quotes.find(c) != none; }

    std::string text_;
    std::size_t at_ = 0;
    std::vector<std::pair<std::string, std::string>> variables_;
    std::vector<bool> cut_;
    std::map<std::string, std::size_t, std::less<>> places_;  // of names in variables_
};

/// More than this is no file of variables.
inline constexpr std::size_t most_env_bytes = 16'000'000;
inline constexpr std::size_t most_env_variables = 10'000;  // setenv looks through all of them for each one

/// Whether a # that cuts the value off makes another secret of it, or shows a part of one: what remains of a connection URL
/// may be a URL as well, with the user for the host and the password's start for the port.
inline bool is_spoiled_by_cutting(std::string_view name, std::string_view value) {
    if (name == "PGPASSWORD") return true;
    value.remove_prefix(std::min(value.find_first_not_of("'\"`"), value.size()));  // quotes that do not close
    return value.starts_with("postgresql://") or value.starts_with("postgres://");
}

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
    while (text.size() <= most_env_bytes and (count = std::fread(bytes, 1, sizeof bytes, file)) != 0) text.append(bytes, count);
    const bool bad = std::ferror(file) != 0;
    const int reason = errno;
    std::fclose(file);
    errno = reason;
    if (bad) throw fail();
    if (text.size() > most_env_bytes)
        throw configuration_error("load_env: " + name + " is larger than 16 MB; is it a file of variables?");
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
    return detail::env_parser{text}.variables();
}

/// Puts the variables of these files into the environment of the process. What is there already stays, and
/// the first file that has a variable decides; files that do not exist are skipped. Call it at the start of
/// main, before there are threads.
///
/// A # begins a comment, also in the midst of a value without quotes. Where that would cut off a connection URL or
/// PGPASSWORD, it is an error: such a # has a space before it if it begins a comment, else the value has quotes.
///
/// Errors: configuration_error when a file exists and cannot be read, is larger than 16 MB or has more than 10000
/// variables, or a value holds a zero byte, or is cut off by a #. None shows a value.
inline void load_env(std::initializer_list<std::string_view> files = {".env.local", ".env"}) {
    for (const std::string_view file : files) {
        const std::string name{file};
        std::string text;
        if (not detail::read_env_file(name, text)) continue;
        const detail::env_parser parser{text};
        const auto& variables = parser.variables();
        if (variables.size() > detail::most_env_variables)
            throw configuration_error("load_env: " + name + " has more than 10000 variables; is it the right file?");
        for (std::size_t i = 0; i != variables.size(); ++i) {
            const auto& [key, value] = variables[i];
            if (value.find('\0') != value.npos)
                throw configuration_error("load_env: " + name + " holds a zero byte in " + key);
            if (std::getenv(key.c_str()) != nullptr) continue;
            if (parser.is_cut(i) and detail::is_spoiled_by_cutting(key, value))
                throw configuration_error("load_env: in " + name + " the value of " + key +
                                          " ends at a #, which begins a comment there; put the whole value in quotes of a kind "
                                          "that it does not hold (', \" or `), or write %23 for a # of a URL; before a comment "
                                          "write a space");
            ::setenv(key.c_str(), value.c_str(), 1);
        }
    }
}
}  // namespace virga
