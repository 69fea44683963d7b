// virga/types/uuid_value.hpp: a UUID and its text.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <boost/uuid/uuid.hpp>  // boost::uuids::uuid

#include <virga/types/detail/hexadecimal.hpp>  // hex_digits, hex_value
#include <virga/types/detail/refuse.hpp>       // refuse

namespace virga {

/// 128 bits, compared byte by byte, as PostgreSQL does. Boost's own functions work on it.
using uuid = boost::uuids::uuid;

/// Appends the canonical text, 36 characters in lower case: `6ba7b810-9dad-11d1-80b4-00c04fd430c8`.
inline void append_uuid(std::string& out, const uuid& value) {
    char text[36];
    std::size_t end = 0;
    for (const std::uint8_t byte : value) {
        if (end == 8 or end == 13 or end == 18 or end == 23) text[end++] = '-';
        text[end++] = types::detail::hex_digits[byte >> 4U];
        text[end++] = types::detail::hex_digits[byte & 15U];
    }
    out.append(text, sizeof text);
}

/// The canonical text of `value`.
/// A template, so that Boost's own, found through the argument where its header is included, is preferred to it.
template <class Value>
    requires std::is_same_v<Value, uuid>
[[nodiscard]] std::string to_string(const Value& value) {
    std::string out;
    append_uuid(out, value);
    return out;
}

/// The UUID whose canonical text `source` is, in either case. Throws `value_error` for any other text.
[[nodiscard]] inline uuid parse_uuid(std::string_view source) {
    const auto refuse = [] {
        types::detail::refuse("uuid", "the text is not of the form 8-4-4-4-12 hexadecimal digits");
    };
    if (source.size() != 36) refuse();
    uuid value{};
    std::size_t next = 0;
    for (std::uint8_t& byte : value) {
        if ((next == 8 or next == 13 or next == 18 or next == 23) and source[next++] != '-') refuse();
        const int high = types::detail::hex_value(source[next++]);
        const int low = types::detail::hex_value(source[next++]);
        if (high < 0 or low < 0) refuse();
        byte = static_cast<std::uint8_t>(high * 16 + low);
    }
    return value;
}
}  // namespace virga
