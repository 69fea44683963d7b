// virga/query/measure.hpp: the first walk over a statement: how long its text is, and what is wrong with it.
#pragma once

#include <array>    // std::array
#include <cstddef>  // std::size_t

#include <virga/expr/writer.hpp>  // virga::writer

namespace virga::detail {
struct measures {
    std::size_t text;
    std::size_t parameters;
    std::size_t own_names;
    std::size_t arguments;  ///< how many values a call gives
    bool repeats;           ///< whether an argument is named twice
    bool one_type_each;
    bool is_refused;        ///< whether a part of it was refused; nobody should hear more of it
    finding wrong;
};

// No template: the compiler would make, and name, a function more for each statement.
consteval finding judge_by_text(writer::spelling write, std::size_t size) {
    char* const text = new char[size];
    finding found;
    {
        writer reading{text};
        write(reading);
        found = reading.judged().found();
    }
    delete[] text;
    return found;
}
consteval measures measure(writer::spelling write) {
    writer counting;
    write(counting);
    const judge& judged = counting.judged();
    const bool by_text = judged.needs_text() and judged.found().broken == rule::none;
    return {counting.size(),
            counting.parameters(),
            counting.own_names(),
            counting.names(),
            counting.repeats(),
            counting.one_type_each(),
            judged.is_refused(),
            by_text ? judge_by_text(write, counting.size()) : judged.found()};
}
template <class Tree>
inline constexpr measures measures_of = measure(&Tree::write);

/// Which of the call's values each argument in a statement is, in order of the text.
template <class Tree, std::size_t Count>
inline constexpr auto argument_uses = [] {
    std::array<std::size_t, Count> uses{};
    writer recording;
    recording.record_uses(uses.data());
    Tree::write(recording);
    return uses;
}();
}  // namespace virga::detail
