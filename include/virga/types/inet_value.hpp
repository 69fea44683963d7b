// virga/types/inet_value.hpp: an address of the internet and the network that it is in, and their text.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/types/detail/hexadecimal.hpp>   // hex_digits, hex_value
#include <virga/types/detail/refuse.hpp>        // refuse
#include <virga/types/detail/whole_number.hpp>  // append_decimal

namespace virga {

/// An address of IPv4 or IPv6, and how many of its bits name the network. `parse_inet` makes one of text.
struct inet {
    /// In the order in which it is written; of an IPv4 address the first four, the others are 0.
    std::array<std::uint8_t, 16> bytes{};
    bool is_ipv6 = false;
    /// The bits of the network: 0 to 32, or to 128; all of them for a single host.
    std::uint8_t prefix = 32;

    [[nodiscard]] constexpr std::size_t size() const { return is_ipv6 ? 16 : 4; }
    friend bool operator==(const inet&, const inet&) = default;
};

namespace types::detail {
inline void append_address(std::string& out, const inet& value) {
    if (not value.is_ipv6) {
        for (std::size_t i = 0; i != 4; ++i) {
            if (i != 0) out.push_back('.');
            append_decimal(out, value.bytes[i]);
        }
        return;
    }
    for (std::size_t i = 0; i != 16; i += 2) {
        if (i != 0) out.push_back(':');
        for (const std::uint8_t byte : {value.bytes[i], value.bytes[i + 1]}) {
            out.push_back(hex_digits[byte >> 4U]);
            out.push_back(hex_digits[byte & 15U]);
        }
    }
}

/// Takes a decimal number of at most `most` off the front.
inline bool take_decimal(std::string_view& rest, unsigned most, std::uint8_t& number) {
    unsigned value = 0;
    std::size_t size = 0;
    for (; size != rest.size() and size != 3 and '0' <= rest[size] and rest[size] <= '9'; ++size)
        value = value * 10 + static_cast<unsigned>(rest[size] - '0');
    if (size == 0 or value > most) return false;
    rest.remove_prefix(size);
    number = static_cast<std::uint8_t>(value);
    return true;
}
inline bool take_ipv4(std::string_view& rest, std::uint8_t* bytes) {
    for (std::size_t i = 0; i != 4; ++i) {
        if (i != 0) {
            if (not rest.starts_with('.')) return false;
            rest.remove_prefix(1);
        }
        if (not take_decimal(rest, 255, bytes[i])) return false;
    }
    return true;
}
inline bool take_ipv6(std::string_view& rest, std::array<std::uint8_t, 16>& bytes) {
    std::size_t end = 0;
    std::size_t gap = 17;  // where :: stands
    if (rest.starts_with("::")) {
        gap = 0;
        rest.remove_prefix(2);
    }
    while (end != 16 and not rest.empty() and rest.front() != '/') {
        const std::size_t dot = rest.find('.');
        if (dot != std::string_view::npos and dot < rest.find(':')) {  // the last four bytes may be written as an IPv4 address
            if (end > 12 or not take_ipv4(rest, bytes.data() + end)) return false;
            end += 4;
            break;
        }
        unsigned group = 0;
        std::size_t size = 0;
        for (; size != rest.size() and size != 4 and hex_value(rest[size]) >= 0; ++size)
            group = group * 16 + static_cast<unsigned>(hex_value(rest[size]));
        if (size == 0) return false;
        rest.remove_prefix(size);
        bytes[end++] = static_cast<std::uint8_t>(group >> 8U);
        bytes[end++] = static_cast<std::uint8_t>(group & 255U);
        if (rest.starts_with("::")) {
            if (gap != 17) return false;
            gap = end;
            rest.remove_prefix(2);
        } else if (rest.starts_with(':')) {
            rest.remove_prefix(1);
            if (end == 16 or rest.empty() or rest.front() == '/') return false;
        }
    }
    if (gap == 17) return end == 16;
    if (end == 16) return false;
    for (std::size_t left = end - gap; left != 0; --left) {
        bytes[16 - (end - gap) + left - 1] = bytes[gap + left - 1];
        bytes[gap + left - 1] = 0;
    }
    return true;
}
}  // namespace types::detail

/// Appends `192.0.2.1/24`, the bits of the network always.
inline void append_inet(std::string& out, const inet& value) {
    types::detail::append_address(out, value);
    out.push_back('/');
    types::detail::append_decimal(out, value.prefix);
}
/// The text of `value`, as `append_inet` writes it.
[[nodiscard]] inline std::string to_string(const inet& value) {
    std::string out;
    append_inet(out, value);
    return out;
}

/// The address that `source` is: `192.0.2.1`, `192.0.2.0/24`, `2001:db8::1`, `::ffff:192.0.2.1/128`. Throws `value_error` for any
/// other text.
[[nodiscard]] inline inet parse_inet(std::string_view source) {
    inet value;
    value.is_ipv6 = source.find(':') != std::string_view::npos;
    std::string_view rest = source;
    bool is_good = value.is_ipv6 ? types::detail::take_ipv6(rest, value.bytes) : types::detail::take_ipv4(rest, value.bytes.data());
    value.prefix = value.is_ipv6 ? 128 : 32;
    if (is_good and rest.starts_with('/')) {
        rest.remove_prefix(1);
        is_good = types::detail::take_decimal(rest, value.prefix, value.prefix);
    }
    if (not is_good or not rest.empty()) types::detail::refuse("inet", "the text is not an address of IPv4 or IPv6");
    return value;
}
}  // namespace virga
