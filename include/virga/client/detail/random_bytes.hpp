// virga/client/detail/random_bytes.hpp: random numbers from the system's source.
#pragma once

#include <array>    // std::array
#include <cstddef>  // std::size_t

#include <unistd.h>  // getentropy

#include <virga/text/error.hpp>  // virga::error

namespace virga::detail {

/// Not by <random>, which takes a tenth of a second of every file to compile. Errors: virga::error.
template <std::size_t Size>
std::array<unsigned char, Size> random_bytes() {
    constexpr std::size_t most = 256;  // that getentropy gives at once
    std::array<unsigned char, Size> bytes{};
    for (std::size_t at = 0; at < Size; at += most) {
        const std::size_t left = Size - at;
        if (::getentropy(bytes.data() + at, left < most ? left : most) != 0) {
            throw error("the system has no random numbers to give");
        }
    }
    return bytes;
}
}  // namespace virga::detail
