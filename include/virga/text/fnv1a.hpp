// virga/text/fnv1a.hpp: a number for a text.
#pragma once

#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view

namespace virga::detail {

/// The hash FNV-1a of 64 bits. Source: IETF draft-eastlake-fnv.
constexpr std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (const char each : text) hash = (hash ^ static_cast<unsigned char>(each)) * 1'099'511'628'211U;
    return hash;
}
}  // namespace virga::detail
