// virga/text/printable.hpp: foreign text as it may stand in a message, on a terminal or in a log.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga::detail {

// Every file that runs a query can throw, and so compiles these: they are few, small and without the functions of a view.

/// The bytes of the character at the start of `text`, which has `size`, more than none, and its code; 0 for what is no UTF-8.
/// Source: the Unicode standard, table 3-7.
[[gnu::cold]] inline std::size_t utf8_size(const char* text, std::size_t size, char32_t& code) {
    constexpr char32_t least[]{0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<unsigned char>(*text);
    const unsigned length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0;
    if (length > size) return 0;
    code = length < 2 ? lead : lead & (0x7FU >> length);
    for (unsigned i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) != 0x80) return 0;
        code = code << 6 | (byte & 0x3FU);
    }
    const bool is_character = code >= least[length] and code <= 0x10FFFF and (code < 0xD800 or code > 0xDFFF);
    return is_character ? length : 0;
}

/// Whether a character would do something else than be seen: control characters, U+2028 and U+2029, which end lines, and U+202A
/// to U+202E and U+2066 to U+2069, which turn the direction of what follows.
[[gnu::cold]] inline bool is_control(char32_t code) {
    return code < 0x20 or (code >= 0x7F and code < 0xA0) or (code >= 0x2028 and code <= 0x202E) or
           (code >= 0x2066 and code <= 0x2069);
}

/// The text with `\x1B` and the like for the bytes of control characters, and for what is no UTF-8; other characters stay as
/// they are. Those of `kept`, of ASCII, stay too: `"\n\t"` for a text of several lines, whose ends may then be `\r\n`.
[[gnu::cold, gnu::noinline]] inline std::string printable(std::string_view text, std::string_view kept = {}) {
    std::string shown;
    for (std::size_t at = 0; at != text.size();) {
        const char* from = text.data() + at;
        const std::size_t rest = text.size() - at;
        char32_t code = 0;
        std::size_t size = utf8_size(from, rest, code);
        if (is_control(code)) size = 0;
        const char asked = *from == '\r' and rest != 1 and from[1] == '\n' ? '\n' : *from;
        for (std::size_t i = 0; i != kept.size(); ++i) {
            if (kept.data()[i] == asked) size = 1;
        }
        // What follows the first byte of a control character is no UTF-8, and so stands as its bytes too.
        const auto byte = static_cast<unsigned char>(*from);
        const char bytes[]{'\\', 'x', "0123456789ABCDEF"[byte / 16], "0123456789ABCDEF"[byte % 16]};
        at += size == 0 ? 1 : size;
        if (size == 0) {
            from = bytes;
            size = sizeof bytes;
        }
        shown.append(from, size);
    }
    return shown;
}
}  // namespace virga::detail
