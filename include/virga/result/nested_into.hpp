// virga/result/nested_into.hpp: rows of a find as structs of the app's own, with those of the rows that are related to them.
#pragma once

#include <cstddef>   // std::size_t
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
/// What a struct has members for: the columns of a level, its further expressions, and its relations.
template <class Placed, class Readers = typename Placed::readers>
struct members_of_level;
template <class Placed, class... Readers>
struct members_of_level<Placed, list<Readers...>>
    : joined<typename Placed::own, typename Placed::extras, list<related_output<Readers>...>> {};
template <class Struct, class Placed>
using level_filler = struct_filler<Struct, no_scope, typename members_of_level<Placed>::type>;
/// Whether a struct can be made of a level's values. What is related came in memory that ends with the reading, so that no member
/// can view it.
template <class Struct, class Placed>
concept made_of_level = std::is_aggregate_v<Struct> and level_filler<Struct, Placed>::made == filling::owning;

/// The rows of a relation to many, on their way into a vector of structs.
template <class Reader>
struct related_value;
template <fixed_string Label, class Placed>
struct related_value<many_reader<Label, Placed>> {
    const cell& from;

    template <class Member>
        requires made_of_level<Member, Placed>
    operator std::vector<Member>() const {
        std::vector<Member> all;
        many_reader<Label, Placed>::read_each(
            from, [&](const cell* row) { all.push_back(level_filler<Member, Placed>::read(row)); });
        return all;
    }
};
/// The row of a relation to one, on its way into a struct, or into an optional one where it may be missing.
template <fixed_string Label, bool Required, class Placed>
struct related_value<one_reader<Label, Required, Placed>> {
    const cell& from;

    template <class Member>
        requires(not Required and made_of_level<Member, Placed>)
    operator std::optional<Member>() const {
        if (not one_reader<Label, Required, Placed>::is_there(&from)) return std::nullopt;
        return level_filler<Member, Placed>::read(&from + 1);
    }
    template <class Member>
        requires(Required and made_of_level<Member, Placed>)
    operator Member() const {
        one_reader<Label, Required, Placed>::is_there(&from);
        return level_filler<Member, Placed>::read(&from + 1);
    }
};

template <class Reader, class Scope, bool MayView>
struct struct_value<related_output<Reader>, Scope, MayView> {
    using type = related_value<Reader>;
};

template <class Struct, class Scope, class Placed>
struct struct_reader<Struct, rows_reader<Scope, list<node::found<Placed>>>>
    : struct_filler<Struct, no_scope, typename members_of_level<Placed>::type> {};
}  // namespace virga::detail
