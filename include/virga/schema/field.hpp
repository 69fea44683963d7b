// virga/schema/field.hpp: the declaration of a column, and the list of those of a table.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <utility>      // std::declval, std::index_sequence

#include <boost/pfr/core.hpp>        // boost::pfr::detail::tie_as_tuple
#include <boost/pfr/tuple_size.hpp>  // boost::pfr::tuple_size_v

#include <virga/schema/attributes.hpp>    // virga::not_null and its like
#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/types/array.hpp>          // virga::types::array_without_nulls
#include <virga/types/converted.hpp>      // virga::types::converted

namespace virga {

namespace detail {
template <class Base, class... Attributes>
struct column_type_of {
    using type = Base;
};
template <class Base, class First, class... Rest>
struct column_type_of<Base, First, Rest...> : column_type_of<Base, Rest...> {};
template <class Base, class Value, class... Rest>
struct column_type_of<Base, attribute::as<Value>, Rest...> : column_type_of<types::converted<Base, Value>, Rest...> {};
template <class Base, class... Rest>
struct column_type_of<Base, attribute::as_array, Rest...> {
    using type = types::array_without_nulls<typename column_type_of<Base, Rest...>::type>;
};
template <class Base, class... Rest>
struct column_type_of<Base, attribute::as_array_with_nulls, Rest...> {
    using type = types::array_with_nulls<typename column_type_of<Base, Rest...>::type>;
};

template <class Attribute>
inline constexpr bool is_default = false;
template <constant Value>
inline constexpr bool is_default<attribute::default_to<Value>> = true;
template <fixed_string Expression>
inline constexpr bool is_default<attribute::default_sql<Expression>> = true;
template <auto Sequence>
inline constexpr bool is_default<attribute::default_nextval<Sequence>> = true;
template <>
inline constexpr bool is_default<attribute::default_now> = true;
template <>
inline constexpr bool is_default<attribute::default_random> = true;

/// The function that makes the value of a column in the app, if there is one.
template <class Attribute>
struct maker_in {
    static constexpr bool on_insert = false;
    static constexpr bool on_update = false;
};
template <auto Make>
struct maker_in<attribute::default_from<Make>> {
    static constexpr bool on_insert = true;
    static constexpr bool on_update = false;
    static constexpr auto make = Make;
};
template <auto Make>
struct maker_in<attribute::on_update_from<Make>> {
    static constexpr bool on_insert = false;
    static constexpr bool on_update = true;
    static constexpr auto make = Make;
};
template <bool OnInsert, class First, class... Rest>
constexpr auto find_maker() {
    if constexpr (OnInsert ? maker_in<First>::on_insert : maker_in<First>::on_update) return maker_in<First>::make;
    else return find_maker<OnInsert, Rest...>();
}
}  // namespace detail

/// A column as a table declares it: its type, its name and its attributes.
template <class Type, fixed_string Name, class... Attributes>
struct field {
    /// The column type; `types::converted` where `as<>` is given, an array where `as_array` is.
    using type = typename detail::column_type_of<Type, Attributes...>::type;

    template <class Attribute>
    static constexpr bool has = (std::is_same_v<Attribute, Attributes> or ...);

    static constexpr std::string_view name = Name.view();
    static constexpr bool is_identity = has<attribute::identity> or has<attribute::identity_by_default>;
    static constexpr bool is_serial = has<attribute::serial>;
    static constexpr bool is_nullable = not(has<attribute::not_null> or has<attribute::primary_key> or is_identity or is_serial);
    /// Whether the server computes it from other columns.
    static constexpr bool is_derived = has<attribute::generated_stored>;
    /// Whether the server alone writes it.
    static constexpr bool is_generated = has<attribute::identity> or is_derived;
    static constexpr bool has_default = is_identity or is_serial or (detail::is_default<Attributes> or ...);
    /// Whether an insert that gives no value writes `now()`: the column is touched by updates and has no default.
    static constexpr bool is_touched_on_insert = has<attribute::on_update_now> and not has_default;
    /// Whether the app makes the value that an update, or an insert, does not give.
    static constexpr bool is_made_on_update = (detail::maker_in<Attributes>::on_update or ...);
    static constexpr bool is_made_on_insert =
        (detail::maker_in<Attributes>::on_insert or ...) or (is_made_on_update and not has_default);
    /// The function that makes it.
    template <bool OnInsert>
    static constexpr auto maker() {
        return detail::find_maker<OnInsert and (detail::maker_in<Attributes>::on_insert or ...), Attributes...>();
    }
    /// Whether the column gets a value of its own when an insert gives none.
    static constexpr bool is_filled = has_default or is_touched_on_insert or is_made_on_insert or is_derived;
    /// Whether an insert must give a value.
    static constexpr bool is_required = not is_nullable and not is_filled;
};

template <class>
inline constexpr bool is_field = false;
template <class Type, fixed_string Name, class... Attributes>
inline constexpr bool is_field<field<Type, Name, Attributes...>> = true;

namespace detail {
/// Checks the rules of field_rules.hpp; true, so that nothing follows from a refusal.
template <class Type, fixed_string Name, class... Attributes>
consteval bool check_field(field<Type, Name, Attributes...>*);

template <class Field, bool>
struct checked_field {
    using type = Field;
};
}  // namespace detail

/// The mode in which a declaration describes itself: each member is its own `field`. The rules are checked here, where the
/// compiler shows the line that declares the column.
struct definitions {
    template <class Type, fixed_string Name, class... Attributes>
    using member = typename detail::checked_field<
        field<Type, Name, Attributes...>, detail::check_field(static_cast<field<Type, Name, Attributes...>*>(nullptr))>::type;
};

template <class... Items>
struct list {
    static constexpr std::size_t size = sizeof...(Items);
};

namespace detail {
template <std::size_t Index, class Item>
struct indexed {
    using type = Item;
    static constexpr std::size_t index = Index;
};

template <class Indexes, class... Items>
struct indexed_list;
template <std::size_t... Indexes, class... Items>
struct indexed_list<std::index_sequence<Indexes...>, Items...> : indexed<Indexes, Items>... {};

template <std::size_t Index, class Item>
indexed<Index, Item> item_at(const indexed<Index, Item>*);
template <fixed_string Name, std::size_t Index, class Type, class... Attributes>
indexed<Index, field<Type, Name, Attributes...>> field_named(const indexed<Index, field<Type, Name, Attributes...>>*);

template <class... Items>
using indexes_of = indexed_list<std::make_index_sequence<sizeof...(Items)>, Items...>;

template <class>
struct indexes_of_items;
template <class... Items>
struct indexes_of_items<list<Items...>> {
    using type = indexes_of<Items...>;
};
template <class List>
using indexes_of_list = typename indexes_of_items<List>::type;

template <class... Lists>
struct joined {
    using type = list<>;
};
template <class... Items>
struct joined<list<Items...>> {
    using type = list<Items...>;
};
template <class... First, class... Second, class... Rest>
struct joined<list<First...>, list<Second...>, Rest...> : joined<list<First..., Second...>, Rest...> {};
// Many of them, as the items of a schema, take fewer steps.
template <class... A, class... B, class... C, class... D, class... E, class... F, class... G, class... H, class... Rest>
struct joined<list<A...>, list<B...>, list<C...>, list<D...>, list<E...>, list<F...>, list<G...>, list<H...>, Rest...>
    : joined<list<A..., B..., C..., D..., E..., F..., G..., H...>, Rest...> {};

/// Stands for a value of any type, to count the members of a struct.
struct any_member {
    template <class Value>
    operator Value() const {
        __builtin_unreachable();
    }
};
template <class Struct, std::size_t... Indexes>
constexpr bool takes_members(std::index_sequence<Indexes...>) {
    return requires { Struct{(void(Indexes), any_member{})...}; };
}

template <class Tied>
struct tied_types;
template <class... Members>
struct tied_types<boost::pfr::detail::sequence_tuple::tuple<Members&...>> {
    using type = list<Members...>;
};
/// The types of a struct's members, of which there are so many. PFR would ask for them one by one.
template <class Struct, std::size_t Count>
using counted_members_of = typename tied_types<decltype(boost::pfr::detail::tie_as_tuple(
    std::declval<Struct&>(), boost::pfr::detail::size_t_<Count>{}))>::type;
/// The types of a struct's members.
template <class Struct>
using members_of = counted_members_of<Struct, boost::pfr::tuple_size_v<Struct>>;

/// How many members a declaration has in the mode `definitions`. Each of its columns is an empty object of a type of its own there,
/// and takes one byte: so the size is that number, unless there are groups. PFR would try seven numbers.
template <class Declaration>
consteval std::size_t count_members() {
    if constexpr (takes_members<Declaration>(std::make_index_sequence<sizeof(Declaration)>{})) return sizeof(Declaration);
    else return boost::pfr::tuple_size_v<Declaration>;
}
/// The types of its members.
template <class Declaration>
using declared_members = counted_members_of<Declaration, count_members<Declaration>()>;

/// The fields of a declaration in order, those of embedded groups in the place of the group.
template <class Members>
struct flattened_members;
template <class Member>
struct flattened : flattened_members<declared_members<Member>> {};
template <class Member>
    requires(not std::is_aggregate_v<Member>)
struct flattened<Member> {  // refused by the table
    using type = list<>;
};
template <class Type, fixed_string Name, class... Attributes>
struct flattened<field<Type, Name, Attributes...>> {
    using type = list<field<Type, Name, Attributes...>>;
};
template <class... Members>
struct flattened_members<list<Members...>> : joined<typename flattened<Members>::type...> {};

template <class Member>
inline constexpr bool is_column_or_group = false;
template <class... Members>
inline constexpr bool is_column_or_group<list<Members...>> = (is_column_or_group<Members> and ...);
template <class Member>
    requires std::is_aggregate_v<Member>
inline constexpr bool is_column_or_group<Member> = is_column_or_group<declared_members<Member>>;
template <class Type, fixed_string Name, class... Attributes>
inline constexpr bool is_column_or_group<field<Type, Name, Attributes...>> = true;
}  // namespace detail

/// Whether a declaration consists of columns, and groups of columns, alone.
template <class Definition>
inline constexpr bool has_only_columns = detail::is_column_or_group<Definition>;

/// The item of a list at `Index`.
template <class List, std::size_t Index>
struct list_item;
template <class... Items, std::size_t Index>
struct list_item<list<Items...>, Index> {
    using type = typename decltype(detail::item_at<Index>(static_cast<detail::indexes_of<Items...>*>(nullptr)))::type;
};
template <class List, std::size_t Index>
using list_item_t = typename list_item<List, Index>::type;

namespace detail {
template <class Definition, class Struct, class Visit>
constexpr void walk_members(Struct& members, Visit& visit);
template <class Declared, class Member, class Visit>
constexpr void walk_member(Member& member, Visit& visit) {
    if constexpr (is_field<Declared>) visit.template operator()<Declared>(member);
    else walk_members<Declared>(member, visit);
}
/// Calls `visit.template operator()<Field>(member)` for each column of a struct that a declaration made, in order.
/// `Definition` is the declaration in the mode `definitions`.
///
/// It also tells how many members there are. PFR would try how many values initialize the struct, and where a member must be given
/// one it would try each number up to its size in bits, for half a minute: so this names PFR's own function of a known number.
template <class Definition, class Struct, class Visit>
constexpr void walk_members(Struct& members, Visit& visit) {
    using declared = declared_members<Definition>;
    constexpr std::size_t count = declared::size;
    const auto all = boost::pfr::detail::tie_as_tuple(members, boost::pfr::detail::size_t_<count>{});
    [&]<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
        (walk_member<list_item_t<declared, Indexes>>(boost::pfr::detail::sequence_tuple::get<Indexes>(all), visit),
         ...);
    }(std::make_index_sequence<count>{});
}
}  // namespace detail
}  // namespace virga
