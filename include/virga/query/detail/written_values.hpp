// virga/query/detail/written_values.hpp: rows with those of their relations, as structs, and how they become parameters.
#pragma once

#include <cstddef>      // std::size_t
#include <iterator>     // std::begin, std::end
#include <string>       // std::string, std::to_string
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence
#include <vector>       // std::vector

#include <boost/pfr/core.hpp>  // boost::pfr::detail::tie_as_tuple

#include <virga/expr/operand.hpp>                 // virga::detail::content_of_optional
#include <virga/expr/short_type.hpp>              // virga::detail::long_type
#include <virga/query/bundle.hpp>                 // virga::can_be_given_for
#include <virga/query/detail/written_tables.hpp>  // virga::detail::rows_encoder
#include <virga/types/detail/is_optional.hpp>     // virga::types::detail::is_optional

namespace virga::detail {

// A row is given as `insertable<posts_of_user>`, or, where rows come with it, as a struct of the app's own: the first member is
// that, the others are what belongs to it, in the order of the relations.

template <class Struct, std::size_t Count>
inline constexpr bool has_this_many_members = takes_members<Struct>(std::make_index_sequence<Count>{}) and
                                              not takes_members<Struct>(std::make_index_sequence<Count + 1>{});

/// The members of a struct that has so many; PFR would try to find out.
template <std::size_t Count, class Struct>
constexpr auto tied_members(const Struct& all) {
    return boost::pfr::detail::tie_as_tuple(all, boost::pfr::detail::size_t_<Count>{});
}
template <class Struct, std::size_t Count, std::size_t Index>
using member_at = std::remove_cvref_t<decltype(boost::pfr::detail::sequence_tuple::get<Index>(
    tied_members<Count>(std::declval<const Struct&>())))>;

/// What a range holds, of a range whose elements stay where they are while it is walked.
template <class Range>
struct element_of_rows {
    using type = void;
};
template <class Range>
    requires requires(const Range& range) {
        std::end(range);
        requires std::is_lvalue_reference_v<decltype(*std::begin(range))>;
    }
struct element_of_rows<Range> {
    using type = std::remove_cvref_t<decltype(*std::begin(std::declval<const Range&>()))>;
};
/// What is given of one row of a relation: of a relation to one it stands by itself.
template <class Node, class Given>
using element_given = typename std::conditional_t<Node::ends::kind == relation_kind::one, content_of_optional<Given>,
                                                  element_of_rows<Given>>::type;

/// Whether a key is given so: a value, or, of several columns, a tuple with one for each.
template <class Key, class Columns>
inline constexpr bool is_given_key = false;
template <class Key, class Column>
inline constexpr bool is_given_key<Key, list<Column>> = can_be_given_for<Key, typename Column::type>;
template <class... Values, class... Columns>
    requires(sizeof...(Columns) > 1 and sizeof...(Values) == sizeof...(Columns))
inline constexpr bool is_given_key<std::tuple<Values...>, list<Columns...>> =
    (can_be_given_for<Values, typename Columns::type> and ...);
/// The value of a column of such a key.
template <std::size_t Index, class Key>
constexpr const auto& value_of_key(const Key& key) {
    return key;
}
template <std::size_t Index, class... Values>
constexpr const auto& value_of_key(const std::tuple<Values...>& key) {
    return std::get<Index>(key);
}

// No class, whose constants an object file would have, under names that have the whole node in them.
template <class Node, class Element, class... Children, std::size_t... Indexes>
consteval bool members_fit(list<Children...>*, std::index_sequence<Indexes...>);
/// Whether what is given of each row is what the relations ask for.
template <class Node, class Element>
consteval bool is_row_to_insert() {
    if constexpr (std::is_void_v<Element>) {
        return false;
    } else if constexpr (Node::is_connected) {
        return is_given_key<Element, typename Node::ends::to>;
    } else if constexpr (Node::children::size == 0) {
        return std::is_same_v<Element, typename Node::rows::type>;
    } else if constexpr (not std::is_aggregate_v<Element>) {
        return false;
    } else if constexpr (not has_this_many_members<Element, Node::children::size + 1>) {
        return false;
    } else {
        using children = typename Node::children;
        return members_fit<Node, Element>(static_cast<children*>(nullptr), std::make_index_sequence<children::size>{});
    }
}
/// Whether rows of a relation can be given so: a range of rows, or of a relation to one a row, which may be optional where there
/// may be none.
template <class Node, class Given>
consteval bool are_rows_of() {
    if constexpr (types::detail::is_optional<Given> and (Node::ends::kind == relation_kind::many or Node::ends::is_required))
        return false;
    else return is_row_to_insert<Node, element_given<Node, Given>>();
}
template <class Node, class Element, class... Children, std::size_t... Indexes>
consteval bool members_fit(list<Children...>*, std::index_sequence<Indexes...>) {
    constexpr std::size_t count = 1 + sizeof...(Children);
    if constexpr (not std::is_same_v<member_at<Element, count, 0>, typename Node::rows::type>) return false;
    else return (are_rows_of<Children, member_at<Element, count, Indexes + 1>>() and ...);
}

/// Rows that lie somewhere, as a range.
template <class Row>
struct rows_somewhere {
    struct iterator {
        const Row* const* at;
        const Row& operator*() const { return **at; }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator!=(const iterator& other) const { return at != other.at; }
    };
    const std::vector<const Row*>& all;
    [[nodiscard]] iterator begin() const { return {all.data()}; }
    [[nodiscard]] iterator end() const { return {all.data() + all.size()}; }
};

template <class Numbers>  // so that only who calls it has it compiled
void encode_numbers(arguments& out, const Numbers& numbers) {
    out.add([&numbers](std::string& text) {
        char before = '{';
        for (const std::size_t number : numbers) {
            text += before;
            text += std::to_string(number);
            before = ',';
        }
        text += numbers.empty() ? "{}" : "}";
    });
}

/// What is given of the rows of a node, and which of the rows that they belong to is theirs, numbered from 1.
template <class Element>
struct given_elements {
    std::vector<const Element*> all;
    std::vector<std::size_t> parents;
};
/// Adds what one row has of a relation.
template <relation_kind Kind, class Element, class Given>
void gather(given_elements<Element>& to, const Given& given, std::size_t parent) {
    if constexpr (Kind == relation_kind::many) {
        for (const auto& each : given) {
            to.all.push_back(&each);
            to.parents.push_back(parent);
        }
    } else if constexpr (types::detail::is_optional<Given>) {
        if (given.has_value()) gather<Kind>(to, *given, parent);
    } else {
        to.all.push_back(&given);
        to.parents.push_back(parent);
    }
}

// What encodes the rows of a node knows it by its short name: the whole one has all relations in it.

template <class Short, class Element>
struct node_encoder;
struct encodes_nothing {
    using parameter_types = list<>;
};
/// Encodes what belongs to the rows of a node: `IsFirst` what has to be there before these, else the rest.
template <class Short, class Element, bool HasChildren = long_type<Short>::type::children::size != 0>
struct children_encoder {
    template <bool IsFirst>
    using types = list<>;
    template <bool IsFirst>
    static void encode(arguments&, const std::vector<const Element*>&) {}
};
template <class Short, class Element>
struct children_encoder<Short, Element, true> {
    using children = typename long_type<Short>::type::children;
    static constexpr std::size_t count = 1 + children::size;
    /// The relation whose rows are the member at `Index`.
    template <std::size_t Index>
    using child = list_item_t<children, Index - 1>;
    template <std::size_t Index>
    using element_of_child = element_given<child<Index>, member_at<Element, count, Index>>;
    template <std::size_t Index>
    struct encoder_of_child : node_encoder<short_type_t<child<Index>>, element_of_child<Index>> {};

    template <bool IsFirst, class Indexes = std::make_index_sequence<children::size>>
    struct types_of;
    template <bool IsFirst, std::size_t... Indexes>
    struct types_of<IsFirst, std::index_sequence<Indexes...>>
        : joined<typename std::conditional_t<child<Indexes + 1>::is_first == IsFirst, encoder_of_child<Indexes + 1>,
                                             encodes_nothing>::parameter_types...> {};
    template <bool IsFirst>
    using types = typename types_of<IsFirst>::type;

    template <bool IsFirst>
    static void encode(arguments& out, const std::vector<const Element*>& all) {
        encode_at<IsFirst>(out, all, std::make_index_sequence<children::size>{});
    }

private:
    template <bool IsFirst, std::size_t... Indexes>
    static void encode_at(arguments& out, const std::vector<const Element*>& all, std::index_sequence<Indexes...>) {
        (encode_child<IsFirst, Indexes + 1>(out, all), ...);
    }
    template <bool IsFirst, std::size_t Index>
    static void encode_child(arguments& out, const std::vector<const Element*>& all) {
        if constexpr (child<Index>::is_first == IsFirst) {
            given_elements<element_of_child<Index>> given;
            std::size_t number = 0;
            for (const Element* each : all) {
                gather<child<Index>::ends::kind>(
                    given, boost::pfr::detail::sequence_tuple::get<Index>(tied_members<count>(*each)), ++number);
            }
            encoder_of_child<Index>::encode(out, given.all, given.parents);
        }
    }
};

/// Encodes the rows of a node and of the relations in it, in the order of the text.
template <class Short, class Element>
struct node_encoder {
    using node = typename long_type<Short>::type;
    using row = typename node::rows::type;
    using own = rows_encoder<typename node::source, typename node::rows::tag>;
    using children = children_encoder<Short, Element>;
    using parameter_types =
        typename joined<typename children::template types<true>, typename own::parameter_types,
                        std::conditional_t<node::has_parents, list<types::array<types::bigint>>, list<>>,
                        typename children::template types<false>>::type;

    static void encode(arguments& out, const std::vector<const Element*>& all, const std::vector<std::size_t>& parents) {
        children::template encode<true>(out, all);
        if constexpr (std::is_same_v<Element, row>) {
            own::encode(out, rows_somewhere<row>{all});
        } else {
            std::vector<const row*> rows;
            rows.reserve(all.size());
            for (const Element* each : all) {
                rows.push_back(&boost::pfr::detail::sequence_tuple::get<0>(tied_members<1 + node::children::size>(*each)));
            }
            own::encode(out, rows_somewhere<row>{rows});
        }
        if (node::has_parents) encode_numbers(out, parents);
        children::template encode<false>(out, all);
    }
};
/// An array for each column of some keys.
template <class Columns, class Element>
struct key_encoder;
template <class... Columns, class Element>
struct key_encoder<list<Columns...>, Element> {
    using types = list<column_array<typename Columns::type>...>;
    template <std::size_t... Indexes>
    static void encode(arguments& out, const std::vector<const Element*>& all, std::index_sequence<Indexes...>) {
        (encode_column<typename Columns::type, Indexes>(out, all), ...);
    }

private:
    template <class Type, std::size_t Index>
    static void encode_column(arguments& out, const std::vector<const Element*>& all) {
        std::string array;
        for (const Element* each : all) append_element<bare_t<Type>>(array, value_of_key<Index>(*each));
        array += array.empty() ? "{}" : "}";
        out.add([&array](std::string& text) { text += array; });
    }
};
/// The keys of rows that are there already.
template <class Short, class Element>
    requires(long_type<Short>::type::is_connected)
struct node_encoder<Short, Element> {
    using node = typename long_type<Short>::type;
    using keys = key_encoder<typename node::ends::to, Element>;
    using parameter_types = typename joined<typename keys::types,
                                            std::conditional_t<node::has_parents, list<types::array<types::bigint>>, list<>>>::type;

    static void encode(arguments& out, const std::vector<const Element*>& all, const std::vector<std::size_t>& parents) {
        keys::encode(out, all, std::make_index_sequence<node::ends::to::size>{});
        if (node::has_parents) encode_numbers(out, parents);
    }
};

/// A slot: the rows of a relation of one row.
template <class Short, class Element>
struct related_encoder {
    using parameter_types = typename node_encoder<Short, Element>::parameter_types;
    template <class Given>
    static void encode(arguments& out, const Given& given) {
        given_elements<Element> elements;
        gather<long_type<Short>::type::ends::kind>(elements, given, 1);
        node_encoder<Short, Element>::encode(out, elements.all, elements.parents);
    }
};
/// A slot: rows, with those that belong to them.
template <class Short, class Element>
struct root_encoder {
    using parameter_types = typename node_encoder<Short, Element>::parameter_types;
    template <class Range>
    static void encode(arguments& out, const Range& range) {
        std::vector<const Element*> all;
        for (const auto& each : range) all.push_back(&each);
        node_encoder<Short, Element>::encode(out, all, {});
    }
};
}  // namespace virga::detail
