// virga/client/detail/neon_http/json_text.hpp: the escapes of a JSON string.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint32_t
#include <cstring>  // std::memchr

namespace virga::detail {

/// The four hexadecimal digits at `at`, or nothing (a number past all).
inline std::uint32_t four_digits(const char* at) {
    std::uint32_t number = 0;
    for (int i = 0; i != 4; ++i) {
        const char c = at[i];
        std::uint32_t digit = 0;
        if ('0' <= c and c <= '9') digit = static_cast<std::uint32_t>(c - '0');
        else if ('a' <= c and c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
        else if ('A' <= c and c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
        else return 0xFFFF'FFFF;
        number = number * 16 + digit;
    }
    return number;
}

inline char* write_utf8(char* to, std::uint32_t point) {
    const auto put = [&to](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6U);
        put(0x80 | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12U);
        put(0x80 | (point >> 6U & 0x3FU));
        put(0x80 | (point & 0x3FU));
    } else {
        put(0xF0 | point >> 18U);
        put(0x80 | (point >> 12U & 0x3FU));
        put(0x80 | (point >> 6U & 0x3FU));
        put(0x80 | (point & 0x3FU));
    }
    return to;
}

/// Resolves the escapes of a string where it lies, which shortens it. False if one is not of JSON's, or is half a surrogate pair.
inline bool unescape_json(char* text, std::size_t& size) {
    const char* const end = text + size;
    auto* from = static_cast<const char*>(std::memchr(text, '\\', size));
    if (from == nullptr) return true;
    char* to = text + (from - text);
    while (from != end) {
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        if (end - from < 2) return false;
        const char kind = from[1];
        from += 2;
        switch (kind) {
            case '"': *to++ = '"'; break;
            case '\\': *to++ = '\\'; break;
            case '/': *to++ = '/'; break;
            case 'b': *to++ = '\b'; break;
            case 'f': *to++ = '\f'; break;
            case 'n': *to++ = '\n'; break;
            case 'r': *to++ = '\r'; break;
            case 't': *to++ = '\t'; break;
            case 'u': {
                if (end - from < 4) return false;
                std::uint32_t point = four_digits(from);
                from += 4;
                if (0xD800 <= point and point < 0xDC00) {  // the first half of a pair
                    if (end - from < 6 or from[0] != '\\' or from[1] != 'u') return false;
                    const std::uint32_t second = four_digits(from + 2);
                    if (second < 0xDC00 or second > 0xDFFF) return false;
                    point = 0x10000 + ((point - 0xD800) << 10U) + (second - 0xDC00);
                    from += 6;
                } else if (point > 0xFFFF or (0xDC00 <= point and point < 0xE000)) {
                    return false;
                }
                to = write_utf8(to, point);
                break;
            }
            default: return false;
        }
    }
    size = static_cast<std::size_t>(to - text);
    return true;
}
}  // namespace virga::detail
