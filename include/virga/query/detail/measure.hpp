// virga/query/detail/measure.hpp: the first walk over a statement: how long its text is, and what is wrong with it.
#pragma once

#include <array>    // std::array
#include <cstddef>  // std::size_t
#include <utility>  // std::make_index_sequence

#include <virga/expr/writer.hpp>  // virga::writer

namespace virga::detail {
struct measures {
    std::size_t text;
    std::size_t parameters;
    std::size_t own_names;
    std::size_t arguments;  ///< how many values a call gives
    std::size_t uses;       ///< how many times it names one of them
    std::size_t steps;      ///< how many steps make a text of it, if that depends on choices
    bool repeats;           ///< whether an argument is named twice
    bool one_type_each;
    bool is_refused;        ///< whether a part of it was refused; nobody should hear more of it
    bool is_sound;          ///< whether nothing is wrong, or nothing should be said
    bool is_shaped;         ///< whether the text depends on choices that are made when it runs
    finding wrong;
};

// No template: the compiler would make, and name, a function more for each statement.
consteval finding judge_by_text(writer::spelling write, std::size_t size, 
                                std::size_t alternative = writer::every_alternative) {
    char* const text = new char[size];
    finding found;
    {
        judge judging;
        judging.reads(text);
        writer reading{text, nullptr};
        reading.follow(judging);
        reading.choose(alternative);
        write(reading);
        found = judging.found();
    }
    delete[] text;
    return found;
}
/// What is wrong if of each choice this alternative is taken.
consteval finding judge_alternative(writer::spelling write, std::size_t size, std::size_t alternative) {
    finding found;
    bool needs_text = false;
    {
        judge judged;
        writer counting;
        counting.follow(judged);
        counting.choose(alternative);
        write(counting);
        found = judged.found();
        needs_text = judged.needs_text();
    }
    return needs_text and found.broken == rule::none ? judge_by_text(write, size, alternative) : found;
}
consteval measures measure(writer::spelling write) {
    judge judged;
    writer counting;
    counting.follow(judged);
    write(counting);
    const bool by_text = judged.needs_text() and judged.found().broken == rule::none;
    finding wrong = by_text ? judge_by_text(write, counting.size()) : judged.found();
    for (std::size_t i = 0; i != counting.alternatives() and wrong.broken == rule::none; ++i) {
        wrong = judge_alternative(write, counting.size(), i);
    }
    const bool is_sound = judged.is_refused() or (wrong.broken == rule::none and counting.one_type_each());
    return {counting.size(),    counting.parameters(),    counting.own_names(), counting.names(),
            counting.uses_of_names(), counting.is_shaped() ? counting.steps() : 0,
            counting.repeats(), counting.one_type_each(), judged.is_refused(),  is_sound,
            counting.is_shaped(), wrong};
}
template <class Tree>
inline constexpr measures measures_of = measure(&Tree::write);

/// Which of the call's values each argument in a statement is, in order of the text.
template <class Tree>
inline constexpr auto argument_uses = [] {
    std::array<std::size_t, measures_of<Tree>.uses> uses{};
    writer recording;
    recording.record_uses(uses.data());
    Tree::write(recording);
    return uses;
}();
template <class Tree, class Indexes>
struct uses_at;
template <class Tree, std::size_t... Indexes>
struct uses_at<Tree, std::index_sequence<Indexes...>> {
    using type = std::index_sequence<argument_uses<Tree>[Indexes]...>;
};
template <class Tree, bool Repeats = measures_of<Tree>.repeats>
struct repeated_uses {
    using type = void;
};
template <class Tree>
struct repeated_uses<Tree, true> : uses_at<Tree, std::make_index_sequence<measures_of<Tree>.uses>> {};
/// The same of a statement that names an argument twice; of another void.
template <class Tree>
using repeated_uses_t = typename repeated_uses<Tree>::type;
}  // namespace virga::detail
