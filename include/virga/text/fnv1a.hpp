// virga/text/fnv1a.hpp: a number for a text.
#pragma once

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
}  // namespace virga::detail
