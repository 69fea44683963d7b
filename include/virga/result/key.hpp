// virga/result/key.hpp: one value of a row, by column, label or member, for containers that have a key.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_member_object_pointer_v

#include <virga/expr/label.hpp>     // virga::column_label
#include <virga/query/source.hpp>   // virga::detail::is_output_of
#include <virga/result/into.hpp>    // virga::detail::struct_reader
#include <virga/result/reader.hpp>  // virga::detail::output_reader
#include <virga/result/record.hpp>  // virga::detail::first_match
#include <virga/schema/field.hpp>   // virga::list

namespace virga {

namespace detail {
/// Whether a key means an output.
template <class Key, class Output>
inline constexpr bool names_output = is_output_of<tree_of<Key>, Output>;
template <fixed_string Name, class Output>
inline constexpr bool names_output<column_label<Name>, Output> = Output::name() == Name.view();

/// The columns behind what a reader makes of a row, each with its cell; none for a statement by hand.
template <class Reader>
struct columns_behind {
    static constexpr bool are_known = false;
};
template <class Scope, class Outputs>
struct single_columns;
template <class Scope, class... Outputs>
struct single_columns<Scope, list<Outputs...>> {
    static constexpr bool are_known = true;
    template <class Key>
    static constexpr std::size_t count = (0 + ... + (names_output<Key, Outputs> ? 1 : 0));
    template <class Key>
    static constexpr std::size_t place = first_match(names_output<Key, Outputs>...);

    template <std::size_t Index>
    using reader = output_reader<list_item_t<list<Outputs...>, Index>, Scope>;
};
template <class Scope, class... Outputs>
struct columns_behind<rows_reader<Scope, list<Outputs...>>>
    : single_columns<Scope, typename single_outputs<list<Outputs...>>::type> {};
template <class Struct, class Reader>
struct columns_behind<struct_reader<Struct, Reader>> : columns_behind<Reader> {};
}  // namespace detail

/// Whether `Key` is a pointer to a member of what a row becomes.
template <class Key, class Row>
inline constexpr bool is_member_of_row = false;
template <class Member, class Struct, class Row>
inline constexpr bool is_member_of_row<Member Struct::*, Row> = requires(const Row& row, Member Struct::*member) { row.*member; };

/// Whether `Key` names one column of the rows.
template <class Key, class Reader>
inline constexpr bool is_one_column_of_rows = false;
template <class Key, class Reader>
    requires(detail::columns_behind<Reader>::are_known and (expression_like<Key> or is_column_label<Key>))
inline constexpr bool is_one_column_of_rows<Key, Reader> = detail::columns_behind<Reader>::template count<Key> == 1;

namespace detail {
/// Refuses, in the call that the user wrote, what names no value of a row.
template <class Reader, class Key>
constexpr bool check_key() {
    if constexpr (std::is_member_object_pointer_v<Key>) {
        static_assert(is_member_of_row<Key, typename Reader::type>, "to: the member is of another struct than the rows are");
        return is_member_of_row<Key, typename Reader::type>;
    } else if constexpr (not columns_behind<Reader>::are_known) {
        static_assert(is_one_column_of_rows<Key, Reader>,
                      "to: of a statement by hand no columns are known; give a pointer to a member, `&report::id`");
        return false;
    } else {
        static_assert(
            is_one_column_of_rows<Key, Reader>,
            "to: takes a column that the query selects once, such as `post.id`, the name of one, `\"n\"_c`, or a pointer to "
            "a member of the struct, `&report::id`");
        return is_one_column_of_rows<Key, Reader>;
    }
}

/// Stands for the whole row where a part of it could be asked for.
struct whole_of_row {};

/// A part of a row. A copy: the row is a temporary.
template <class Reader, class Key>
[[gnu::always_inline]] inline auto read_part(const cell* cells, [[maybe_unused]] const Key& key) {
    if constexpr (std::is_same_v<Key, whole_of_row>) {
        return Reader::read(cells);
    } else if constexpr (std::is_member_object_pointer_v<Key>) {
        return Reader::read(cells).*key;
    } else {
        using columns = columns_behind<Reader>;
        constexpr std::size_t place = columns::template place<Key>;
        return columns::template reader<place>::read(cells + place);
    }
}
/// The position of its column; no column's for a member.
template <class Reader, class Key>
constexpr std::size_t place_of_part() {
    if constexpr (std::is_member_object_pointer_v<Key>) return static_cast<std::size_t>(-1);
    else return columns_behind<Reader>::template place<Key>;
}
}  // namespace detail
}  // namespace virga
