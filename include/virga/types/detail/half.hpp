// virga/types/detail/half.hpp: numbers of half precision, which C++20 has no type for.
#pragma once

#include <bit>      // std::bit_cast
#include <cstdint>  // std::uint16_t, std::uint32_t

namespace virga::types::detail {

/// The number of half precision (IEEE 754 binary16) that is next to `value`; of two that are as near, the one whose last bit is 0.
/// Infinity for what is greater than 65519.996.
[[nodiscard]] constexpr std::uint16_t half_of(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = bits >> 16U & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7FFF'FFFFU;
    const std::uint32_t exponent = magnitude >> 23U;
    std::uint32_t half = 0;
    if (magnitude > 0x7F80'0000U) {
        half = 0x7E00U;  // NaN
    } else if (magnitude >= 0x477F'F000U) {
        half = 0x7C00U;
    } else if (exponent >= 113) {
        const std::uint32_t moved = magnitude - (112U << 23U);
        half = (moved + 0xFFFU + (moved >> 13U & 1U)) >> 13U;
    } else if (exponent >= 102) {  // below 2^-14 a half counts in steps of 2^-24
        const std::uint32_t digits = (magnitude & 0x7F'FFFFU) | 0x80'0000U;
        const std::uint32_t dropped = 126 - exponent;
        const std::uint32_t rest = digits & ((1U << dropped) - 1U);
        const std::uint32_t middle = 1U << (dropped - 1U);
        half = digits >> dropped;
        if (rest > middle or (rest == middle and (half & 1U) != 0)) ++half;
    }
    return static_cast<std::uint16_t>(sign | half);
}

/// The number that the bits are, exactly.
[[nodiscard]] constexpr float of_half(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t exponent = half >> 10U & 0x1FU;
    const std::uint32_t digits = half & 0x3FFU;
    if (exponent == 0) {
        const float magnitude = static_cast<float>(digits) * 0x1p-24F;
        return sign == 0 ? magnitude : -magnitude;
    }
    const std::uint32_t moved = exponent == 0x1F ? 0xFFU : exponent + 112U;
    return std::bit_cast<float>(sign | moved << 23U | digits << 13U);
}
}  // namespace virga::types::detail
