// virga/types/detail/hexadecimal.hpp: the digits of uuid and bytea.
#pragma once

namespace virga::types::detail {

inline constexpr char hex_digits[] = "0123456789abcdef";

/// What the digit stands for, in either case, or -1.
[[nodiscard]] constexpr int hex_value(char digit) {
    if ('0' <= digit and digit <= '9') return digit - '0';
    if ('a' <= digit and digit <= 'f') return digit - 'a' + 10;
    if ('A' <= digit and digit <= 'F') return digit - 'A' + 10;
    return -1;
}
}  // namespace virga::types::detail
