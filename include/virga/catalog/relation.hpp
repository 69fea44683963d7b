// virga/catalog/relation.hpp: the ends of a relation between two tables, from a foreign key or named, and what must hold of them.
#pragma once

#include <tuple>        // std::tuple
#include <type_traits>  // std::is_void_v

#include <virga/catalog/constraint.hpp>   // virga::foreign_key_constraint
#include <virga/catalog/keys.hpp>         // virga::detail::primary_keys, virga::detail::unique_keys
#include <virga/schema/attributes.hpp>    // virga::attribute::references
#include <virga/schema/field.hpp>         // virga::list
#include <virga/schema/field_rules.hpp>   // virga::detail::same_key_type
#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/types/type_facts.hpp>     // virga::compared_t

namespace virga {

/// How many rows of the other table belong to a row.
enum class relation_kind : unsigned char { one, many };

namespace attribute {
/// An attribute of a relation, and so none of a column.
struct unchecked {};
}  // namespace attribute
/// An attribute of a relation whose columns no key supports: `many<"visits", unchecked>(user.email, visit.email)`; and the app's
/// word that there is one row at most, where no key says so: `one<"total", unchecked>(user.id, totals["author_id"_c])`.
inline constexpr attribute::unchecked unchecked;

/// The rows of a table that stands between the two of a relation: `Near` are its columns that the first table's equal, `Far` those
/// that the other's equal. Lists of nodes.
template <class Near, class Far>
struct between_rows {};

/// The ends of a relation: rows belong together whose columns `From` and `To` are equal, or that a row of `Between` ties together.
/// `Required` if a foreign key says that there always is one.
template <relation_kind Kind, fixed_string Label, class From, class To, class Between = void, bool Required = false>
struct relation_ends {
    static constexpr relation_kind kind = Kind;
    static constexpr fixed_string label = Label;
    static constexpr bool is_required = Required;
    using from = From;
    using to = To;
    using between = Between;
    /// The tables of the two ends.
    using source = typename list_item_t<From, 0>::source;
    using target = typename list_item_t<To, 0>::source;
};

namespace detail {
/// Whether a node is a column of a view; in query/view.hpp.
template <class Node>
inline constexpr bool is_view_column = false;

// ---- what a foreign key references ------------------------------------------------------------------

template <class... Attributes>
struct reference_among {
    using type = void;
};
template <class First, class... Rest>
struct reference_among<First, Rest...> : reference_among<Rest...> {};
template <auto Column, auto... Actions, class... Rest>
struct reference_among<attribute::references<Column, Actions...>, Rest...> {
    using type = list<tree_of<decltype(Column)>>;
};
template <class Field>
struct reference_of_field;
template <class Type, fixed_string Name, class... Attributes>
struct reference_of_field<field<Type, Name, Attributes...>> : reference_among<Attributes...> {};

template <class Columns, class Constraint>
struct reference_of_constraint {
    using type = void;
};
template <class... Columns, fixed_string Name, class... Named, class... Targets>
    requires(std::is_same_v<list<Columns...>, list<tree_of<Named>...>>)
struct reference_of_constraint<list<Columns...>, foreign_key_constraint<Name, list<Named...>, list<Targets...>>> {
    using type = list<tree_of<Targets>...>;
};

template <class... Found>
struct first_found {
    using type = void;
};
template <class First, class... Rest>
struct first_found<First, Rest...> {
    using type = First;
};
template <class... Rest>
struct first_found<void, Rest...> : first_found<Rest...> {};

template <class Columns, class Constraints>
struct reference_of_constraints;
template <class Columns, class... Constraints>
struct reference_of_constraints<Columns, std::tuple<Constraints...>>
    : first_found<typename reference_of_constraint<Columns, Constraints>::type...> {};
/// The columns that a foreign key on just these columns references; void if none is declared on them.
template <class Columns>
struct referenced_by;
struct referenced_by_none {
    using type = void;
};
template <class... Columns>
struct referenced_by<list<Columns...>>
    : reference_of_constraints<list<Columns...>, constraints_t<table_of<typename list_item_t<list<Columns...>, 0>::source>>> {};
template <class Column>
struct referenced_by<list<Column>>
    : first_found<typename reference_of_field<typename Column::field>::type,
                  typename reference_of_constraints<list<Column>, constraints_t<table_of<typename Column::source>>>::type> {};
/// Whether columns are of a table; else of a view, of which no keys are declared.
template <class Columns>
inline constexpr bool are_of_a_table = false;
template <class... Columns>
inline constexpr bool are_of_a_table<list<Columns...>> = (requires { typename Columns::field; } and ...);
template <class Columns>
using referenced_t = typename std::conditional_t<are_of_a_table<Columns>, referenced_by<Columns>, referenced_by_none>::type;

// ---- columns as they are given ----------------------------------------------------------------------

/// Whether something can be an end: a column of a table, or of a view, `published[post.id]`.
template <class Given>
inline constexpr bool is_end_column = is_column<Given>;
template <class Node>
inline constexpr bool is_end_column<expression<Node>> = is_view_column<Node>;

/// What is given as one end: a column, or a tuple of columns of one table or view.
template <class Given>
struct end_of {
    using type = void;
};
template <class Given>
    requires(is_end_column<Given>)
struct end_of<Given> {
    using type = list<tree_of<Given>>;
};
template <class First, class... Rest>
    requires(is_end_column<First> and (is_end_column<Rest> and ...) and
             (std::is_same_v<typename tree_of<First>::source, typename tree_of<Rest>::source> and ...))
struct end_of<std::tuple<First, Rest...>> {
    using type = list<tree_of<First>, tree_of<Rest>...>;
};
template <class Given>
using end_of_t = typename end_of<Given>::type;

template <class From, class To>
inline constexpr bool are_matching_ends = false;
template <class... From, class... To>
    requires(sizeof...(From) == sizeof...(To))
inline constexpr bool are_matching_ends<list<From...>, list<To...>> =
    (same_key_type<compared_t<typename From::type>, compared_t<typename To::type>> and ...);

template <class Columns>
inline constexpr bool are_key = false;
template <class First, class... Rest>
    requires(are_of_a_table<list<First, Rest...>>)
inline constexpr bool are_key<list<First, Rest...>> =
    is_any_key<primary_keys<table_of<typename First::source>>, First::index, Rest::index...> or
    is_any_key<unique_keys<table_of<typename First::source>>, First::index, Rest::index...>;

template <class Columns>
inline constexpr bool are_never_null = false;
template <class... Columns>
    requires(are_of_a_table<list<Columns...>>)
inline constexpr bool are_never_null<list<Columns...>> = (not Columns::field::is_nullable and ...);

template <fixed_string Label, class Fields>
inline constexpr bool is_name_among = false;
template <fixed_string Label, class... Fields>
inline constexpr bool is_name_among<Label, list<Fields...>> = ((Fields::name == Label.view()) or ...);
/// Rows of a view have no members, whose names a label could have.
template <fixed_string Label, class Source>
inline constexpr bool is_name_of_column = false;
template <fixed_string Label, class Source>
    requires requires { typename source_traits<Source>::field_list; }
inline constexpr bool is_name_of_column<Label, Source> = is_name_among<Label, fields_of<Source>>;

template <class... Attributes>
inline constexpr bool is_unchecked = (std::is_same_v<Attributes, attribute::unchecked> or ...);
}  // namespace detail

/// Whether something is the end of a relation: a column, or a tuple of columns of one table or view.
template <class... Given>
inline constexpr bool are_ends = sizeof...(Given) != 0 and ((not std::is_void_v<detail::end_of_t<Given>>) and ...);
/// Whether a foreign key is declared on these columns.
template <class Columns>
inline constexpr bool is_foreign_key = not std::is_void_v<detail::referenced_t<Columns>>;
/// Whether two ends have as many columns, of the same types.
template <class From, class To>
inline constexpr bool have_the_same_types = detail::are_matching_ends<From, To>;
/// Whether no two rows have the same values of these columns: they are a primary key or unique. Of a view nothing says so.
template <class Columns>
inline constexpr bool is_key = detail::are_key<Columns>;
/// Whether the columns of a table have other names than a relation of its rows.
template <fixed_string Label, class Source>
inline constexpr bool is_no_column = not detail::is_name_of_column<Label, Source>;
/// Whether it can be said of a relation: `unchecked`, once.
template <class... Attributes>
inline constexpr bool are_relation_attributes =
    sizeof...(Attributes) <= 1 and (std::is_same_v<Attributes, attribute::unchecked> and ...);
}  // namespace virga
