// virga/text/printable.hpp: foreign text as it may stand in a message, on a terminal or in a log.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga::detail {

// Written byte by byte: every file that runs a query can throw, and would compile each function of a view that stood here.

/// The bytes of the character at the start of `text`, which has `size`, more than none; 0 for what is no UTF-8.
/// Source: the Unicode standard, table 3-7.
inline std::size_t utf8_size(const char* text, std::size_t size) {
    unsigned char byte[4]{};
    for (std::size_t i = 0; i != 4 and i != size; ++i) byte[i] = static_cast<unsigned char>(text[i]);
    if (byte[0] < 0x80) return 1;
    if (byte[0] < 0xC2 or byte[0] > 0xF4 or (byte[1] & 0xC0U) != 0x80) return 0;
    if (byte[0] < 0xE0) return 2;
    if ((byte[2] & 0xC0U) != 0x80 or (byte[0] == 0xE0 and byte[1] < 0xA0) or (byte[0] == 0xED and byte[1] > 0x9F)) return 0;
    if (byte[0] < 0xF0) return 3;
    return (byte[3] & 0xC0U) != 0x80 or (byte[0] == 0xF0 and byte[1] < 0x90) or (byte[0] == 0xF4 and byte[1] > 0x8F) ? 0 : 4;
}

/// Whether a character of UTF-8 of that size would do something else than be seen: control characters, U+2028 and U+2029, which
/// end lines, and U+202A to U+202E and U+2066 to U+2069, which turn the direction of what follows.
inline bool is_control(const char* character, std::size_t size) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (size == 1) return first < 0x20 or first == 0x7F;
    const auto second = static_cast<unsigned char>(character[1]);
    if (size == 2) return first == 0xC2 and second < 0xA0;
    if (size != 3 or first != 0xE2) return false;
    const auto third = static_cast<unsigned char>(character[2]);
    return (second == 0x80 and 0xA8 <= third and third <= 0xAE) or (second == 0x81 and 0xA6 <= third and third <= 0xA9);
}

/// The text with `\x1B` and the like for the bytes of control characters, and for what is no UTF-8; other characters stay as
/// they are. Those of `kept`, of ASCII, stay too: `"\n\t"` for a text of several lines, whose ends may then be `\r\n`.
inline std::string printable(std::string_view text, std::string_view kept = {}) {
    bool is_kept[0x80]{};
    for (std::size_t i = 0; i != kept.size(); ++i) is_kept[static_cast<unsigned char>(kept.data()[i])] = true;
    const char* at = text.data();
    const char* const end = at + text.size();
    std::string shown;
    while (at != end) {
        const auto rest = static_cast<std::size_t>(end - at);
        std::size_t size = utf8_size(at, rest);
        bool is_shown = size != 0 and not is_control(at, size);
        if (size == 0) size = 1;
        if (size == 1 and static_cast<unsigned char>(*at) < 0x80 and is_kept[static_cast<unsigned char>(*at)]) is_shown = true;
        if (*at == '\r' and rest != 1 and at[1] == '\n' and is_kept[static_cast<unsigned char>('\n')]) {
            size = 2;
            is_shown = true;
        }
        if (is_shown) {
            shown.append(at, size);
        } else {
            for (std::size_t i = 0; i != size; ++i) {
                const auto byte = static_cast<unsigned char>(at[i]);
                const char code[]{'\\', 'x', "0123456789ABCDEF"[byte / 16], "0123456789ABCDEF"[byte % 16]};
                shown.append(code, sizeof code);
            }
        }
        at += size;
    }
    return shown;
}
}  // namespace virga::detail
