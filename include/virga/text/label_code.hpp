// virga/text/label_code.hpp: a label as a type whose name in an object file is short: eight characters are one number.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint64_t
#include <utility>  // std::make_index_sequence

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga::detail {

template <std::uint64_t... Eights>
struct label_code {};

template <fixed_string Label>
consteval std::uint64_t eight_of_label(std::size_t first) {
    std::uint64_t eight = 0;
    for (std::size_t i = 0; i != 8; ++i) {
        const bool is_there = first + i < Label.view().size();
        eight = eight * 256 + (is_there ? static_cast<unsigned char>(Label.view()[first + i]) : 0U);
    }
    return eight;
}
template <fixed_string Label, class Indexes = std::make_index_sequence<(Label.view().size() + 7) / 8>>
struct coded_label;
template <fixed_string Label, std::size_t... Indexes>
struct coded_label<Label, std::index_sequence<Indexes...>> {
    using type = label_code<eight_of_label<Label>(8 * Indexes)...>;
};
template <fixed_string Label>
using label_code_of = typename coded_label<Label>::type;
}  // namespace virga::detail
