// virga/kit/folder/line_ends.hpp: the same text with other line ends, as version control makes of a file.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/folder/sha256.hpp>  // virga::kit::sha256

namespace virga::kit {

/// What some editors put before a text in UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[nodiscard]] inline std::string_view without_byte_order_mark(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
}

/// `text` with `end` in the place of each line end: CRLF, LF, or CR.
[[nodiscard]] inline std::string with_line_ends(std::string_view text, std::string_view end) {
    std::string same;
    same.reserve(text.size());
    while (true) {
        const std::size_t at = text.find_first_of("\r\n");
        same += text.substr(0, at);
        if (at == text.npos) return same;
        same += end;
        text.remove_prefix(at + (text.substr(at, 2) == "\r\n" ? 2 : 1));
    }
}

/// Which line ends a text has: `LF` too if it has none.
enum class line_ends { lf, crlf, mixed };

[[nodiscard]] inline line_ends line_ends_of(std::string_view text) {
    bool has_crlf = false, has_others = false;
    for (std::size_t at = text.find_first_of("\r\n"); at != text.npos; at = text.find_first_of("\r\n", at + 1)) {
        if (text.substr(at, 2) == "\r\n") has_crlf = true, ++at;
        else if (text[at] == '\r') return line_ends::mixed;
        else has_others = true;
        if (has_crlf and has_others) return line_ends::mixed;
    }
    return has_crlf ? line_ends::crlf : line_ends::lf;
}

/// Whether `hash` is that of `text`, or of a text that differs in its line ends alone, all of one kind, or in a byte order mark.
///
/// A text with line ends of several kinds is found only as it was, for it has as many other forms as there are subsets of its
/// lines.
[[nodiscard]] inline bool is_hash_of(std::string_view hash, std::string_view text, std::string_view hash_of_text) {
    if (hash == hash_of_text) return true;
    text = without_byte_order_mark(text);
    if (hash == sha256(text) or hash == sha256(std::string{byte_order_mark} += text)) return true;
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
        const std::string same = with_line_ends(text, end);
        if (hash == sha256(same) or hash == sha256(std::string{byte_order_mark} += same)) return true;
    }
    return false;
}

/// A text as it is run: where all its lines end with CRLF, which is how version control writes files on some systems, with LF,
/// so that a string over several lines is the same from every copy of the file. Line ends of several kinds stay: whoever wrote
/// them, as pg_dump does for values that hold such, meant them.
[[nodiscard]] inline std::string as_run(std::string_view text) {
    text = without_byte_order_mark(text);
    return line_ends_of(text) == line_ends::crlf ? with_line_ends(text, "\n") : std::string{text};
}
}  // namespace virga::kit
