// The number of an object of the database as a type of an app's own.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/types/converted.hpp>  // virga::codec

namespace virga_test {
struct object_number {
    std::uint32_t number = 0;
    friend bool operator==(const object_number&, const object_number&) = default;
};
}  // namespace virga_test

template <>
struct virga::codec<virga_test::object_number> {
    static virga_test::object_number decode(std::uint32_t stored) { return {stored}; }
    static std::uint32_t encode(const virga_test::object_number& value) { return value.number; }
};
