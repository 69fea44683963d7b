// virga/text/printable.hpp: foreign text as it may stand in a message, on a terminal or in a log.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga::detail {

/// The bytes of the character at the start of `text`, which is not empty; 0 for what is no UTF-8.
/// Source: the Unicode standard, table 3-7.
inline std::size_t utf8_size(std::string_view text) {
    const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xC2 or first > 0xF4 or not follows(1)) return 0;
    if (first < 0xE0) return 2;
    if (not follows(2) or (first == 0xE0 and byte(1) < 0xA0) or (first == 0xED and byte(1) > 0x9F)) return 0;
    if (first < 0xF0) return 3;
    return not follows(3) or (first == 0xF0 and byte(1) < 0x90) or (first == 0xF4 and byte(1) > 0x8F) ? 0 : 4;
}

/// Whether a character of UTF-8 would do something else than be seen: control characters, U+2028 and U+2029, which end lines,
/// and U+202A to U+202E and U+2066 to U+2069, which turn the direction of what follows.
inline bool is_control(std::string_view character) {
    const auto byte = [character](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return byte(0) < 0x20 or byte(0) == 0x7F;
    if (character.size() == 2) return byte(0) == 0xC2 and byte(1) < 0xA0;
    if (character.size() != 3 or byte(0) != 0xE2) return false;
    return (byte(1) == 0x80 and 0xA8 <= byte(2) and byte(2) <= 0xAE) or (byte(1) == 0x81 and 0xA6 <= byte(2) and byte(2) <= 0xA9);
}

/// The text with `\x1B` and the like for the bytes of control characters, and for what is no UTF-8; other characters stay as
/// they are. Those of `kept`, of ASCII, stay too: `"\n\t"` for a text of several lines, whose ends may then be `\r\n`.
inline std::string printable(std::string_view text, std::string_view kept = {}) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string shown;
    shown.reserve(text.size());
    while (not text.empty()) {
        if (text.starts_with("\r\n") and kept.find('\n') != kept.npos) {
            shown += text.substr(0, 2);
            text.remove_prefix(2);
            continue;
        }
        const std::size_t size = utf8_size(text);
        const std::string_view character = text.substr(0, size == 0 ? 1 : size);
        text.remove_prefix(character.size());
        if (size != 0 and (not is_control(character) or (size == 1 and kept.find(character[0]) != kept.npos))) {
            shown += character;
            continue;
        }
        for (const char c : character) {
            const auto byte = static_cast<unsigned char>(c);
            shown.append({'\\', 'x', digits[byte / 16], digits[byte % 16]});
        }
    }
    return shown;
}
}  // namespace virga::detail
