// virga/types/detail/network_order.hpp: whole numbers as PostgreSQL's binary format has them, highest byte first.
#pragma once

#include <concepts>     // std::integral
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::make_unsigned_t

#include <virga/types/detail/refuse.hpp>  // refuse

namespace virga::types::detail {

template <std::integral Integer>
void append_network(std::string& out, Integer value) {
    const auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    char bytes[sizeof(Integer)];
    for (std::size_t i = 0; i != sizeof(Integer); ++i)
        bytes[i] = static_cast<char>(static_cast<unsigned char>(bits >> (8 * (sizeof(Integer) - 1 - i))));
    out.append(bytes, sizeof(Integer));
}

/// Reads the first of `bytes`, which must have at least `sizeof(Integer)`.
template <std::integral Integer>
[[nodiscard]] Integer network(const char* bytes) {
    using bits_type = std::make_unsigned_t<Integer>;
    bits_type bits = 0;
    for (std::size_t i = 0; i != sizeof(Integer); ++i) {
        const auto byte = static_cast<bits_type>(static_cast<unsigned char>(bytes[i]));
        bits = static_cast<bits_type>(bits | static_cast<bits_type>(byte << (8 * (sizeof(Integer) - 1 - i))));
    }
    return static_cast<Integer>(bits);
}

/// The number that `bytes` are; refuses any other size.
template <std::integral Integer>
[[nodiscard]] Integer read_network(std::string_view type, std::string_view bytes) {
    if (bytes.size() != sizeof(Integer)) refuse(type, "the binary value does not have the size of the type");
    return network<Integer>(bytes.data());
}
}  // namespace virga::types::detail
