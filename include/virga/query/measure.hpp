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
    bool is_sound;          ///< whether nothing is wrong, or nothing should be said
    finding wrong;
};

// No template: the compiler would make, and name, a function more for each statement.
consteval finding judge_by_text(writer::spelling write, std::size_t size) {
    char* const text = new char[size];
    finding found;
    {
        judge judging;
        judging.reads(text);
        writer reading{text, nullptr};
        reading.follow(judging);
        write(reading);
        found = judging.found();
    }
    delete[] text;
    return found;
}
consteval measures measure(writer::spelling write) {
    judge judged;
    writer counting;
    counting.follow(judged);
    write(counting);
    const bool by_text = judged.needs_text() and judged.found().broken == rule::none;
    const finding wrong = by_text ? judge_by_text(write, counting.size()) : judged.found();
    const bool is_sound = judged.is_refused() or (wrong.broken == rule::none and counting.one_type_each());
    return {counting.size(),    counting.parameters(),    counting.own_names(), counting.names(),
            counting.repeats(), counting.one_type_each(), judged.is_refused(),  is_sound,
            wrong};
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
