// virga/types/detail/spelling.hpp: the names of types that have parameters, put together by the compiler.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga::types::detail {

/// The parts, one after the other.
template <std::size_t... Sizes>
consteval auto spell(const fixed_string<Sizes>&... parts) {
    fixed_string<(Sizes + ... + 1) - sizeof...(Sizes)> whole;
    std::size_t end = 0;
    const auto append = [&](const auto& part) {
        for (const char character : part.view()) whole.characters[end++] = character;
    };
    (append(parts), ...);
    return whole;
}

consteval std::size_t decimal_size(long long number) {
    std::size_t size = number < 0 ? 2 : 1;
    for (; number <= -10 or 10 <= number; number /= 10) ++size;
    return size;
}

/// `Number`, spelled in decimal.
template <long long Number>
consteval auto decimal() {
    constexpr std::size_t size = decimal_size(Number);
    fixed_string<size + 1> digits;
    long long rest = Number < 0 ? -Number : Number;
    for (std::size_t i = size; i != 0; rest /= 10) digits.characters[--i] = static_cast<char>('0' + rest % 10);
    if (Number < 0) digits.characters[0] = '-';
    return digits;
}
}  // namespace virga::types::detail
