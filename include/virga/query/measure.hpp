// virga/query/measure.hpp: the first walk over a statement: how long its text is, and whether it is plainly sound.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/expr/writer.hpp>  // virga::writer

namespace virga::detail {
struct measures {
    std::size_t text;
    std::size_t parameters;
    bool one_type_each;
    bool is_plain;
};

// No template: the compiler would make, and name, a function more for each statement.
consteval measures measure(writer::spelling write) {
    writer counting;
    write(counting);
    return {counting.size(), counting.parameters(), counting.one_type_each(), counting.one_type_each() and counting.is_plain()};
}
template <class Tree>
inline constexpr measures measures_of = measure(&Tree::write);
}  // namespace virga::detail
