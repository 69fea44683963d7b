// virga/result/nested_into.hpp: rows of a find as structs of the app's own, with those of the rows that are related to them.
#pragma once

#include <cstddef>   // std::size_t
#include <cstdint>   // std::uint64_t
#include <optional>  // std::optional
#include <vector>    // std::vector

#include <virga/result/into.hpp>    // virga::detail::struct_filler
#include <virga/result/nested.hpp>  // virga::detail::one_reader, virga::detail::many_reader

namespace virga::detail {

/// The rows of a relation, as one member of a struct.
template <class Reader>
struct related_output {
    static constexpr std::size_t width = Reader::width;
};
/// What a struct has members for: the columns of a level, its further values, and its relations.
template <class Shape>
struct members_of_shape;
template <std::uint64_t Number>
struct members_of_shape<type_number<Number>> : members_of_shape<type_of_number_t<type_number<Number>>> {};
template <class Row, class Extras, class... Related>
struct members_of_shape<found_shape<Row, Extras, Related...>>
    : joined<typename shape_columns<found_shape<Row, Extras, Related...>>::outputs, list<related_output<Related>...>> {};
template <class Struct, class Shape>
using shape_filler = struct_filler<Struct, no_scope, typename members_of_shape<Shape>::type>;
/// Whether a struct can be made of a level's values. What is related came in memory that ends with the reading, so that no member
/// can view it.
template <class Struct, class Shape>
concept made_of_shape = std::is_aggregate_v<Struct> and shape_filler<Struct, Shape>::made == filling::owning;

/// The rows of a relation, on their way into a struct.
template <class Reader>
struct related_value;
template <fixed_string Label, class Shape>
struct related_value<many_reader<Label, Shape>> {
    const cell& from;

    template <class Member>
        requires made_of_shape<Member, Shape>
    operator std::vector<Member>() const {
        std::vector<Member> all;
        many_reader<Label, Shape>::read_each(from,
                                             [&](const cell* row) {
                                                 all.push_back(read_related<Label, shape_filler<Member, Shape>>(row));
                                             });
        return all;
    }
};
template <fixed_string Label, class Key, class Shape>
struct related_value<apart_reader<Label, Key, Shape>> {
    const cell& from;

    template <class Member>
        requires made_of_shape<Member, Shape>
    operator std::vector<Member>() const {
        std::vector<Member> all;
        all.reserve(rows_beside::of(from).size());
        apart_reader<Label, Key, Shape>::read_each(
            from, [&](const cell* row) { all.push_back(read_related<Label, shape_filler<Member, Shape>>(row)); });
        return all;
    }
};
/// A row that may be missing goes into an optional one.
template <fixed_string Label, bool Required, class Shape>
struct related_value<one_reader<Label, Required, Shape>> {
    const cell& from;

    template <class Member>
        requires(not Required and made_of_shape<Member, Shape>)
    operator std::optional<Member>() const {
        if (not one_reader<Label, Required, Shape>::is_there(&from)) return std::nullopt;
        return read_related<Label, shape_filler<Member, Shape>>(&from + 1);
    }
    template <class Member>
        requires(Required and made_of_shape<Member, Shape>)
    operator Member() const {
        one_reader<Label, Required, Shape>::is_there(&from);
        return read_related<Label, shape_filler<Member, Shape>>(&from + 1);
    }
};

template <class Reader, class Scope, bool MayView>
struct struct_value<related_output<Reader>, Scope, MayView> {
    using type = related_value<Reader>;
};

template <class Struct, class Shape>
struct struct_reader<Struct, nested_reader<Shape>> : struct_filler<Struct, no_scope, typename members_of_shape<Shape>::type> {};
}  // namespace virga::detail
