// virga/client/violation.hpp: which of an app's declarations a statement violated: query_error::is and is_constraint.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/catalog/constraint.hpp>  // virga::key_constraint and its like
#include <virga/catalog/domain.hpp>      // virga::schema_list, app_schema
#include <virga/catalog/exclusion.hpp>   // virga::exclusion_constraint
#include <virga/catalog/index.hpp>       // virga::index_definition
#include <virga/catalog/keys.hpp>        // virga::detail::constraints_t
#include <virga/client/error.hpp>        // virga::query_error
#include <virga/expr/column.hpp>         // virga::column
#include <virga/schema/table.hpp>        // virga::source_traits
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/text/implicit_name.hpp>  // virga::implicit_name

namespace virga {

namespace detail {

/// What a row can violate: it has a name, and concerns the columns of some positions in its table. An empty name is PostgreSQL's
/// own, made of the columns, but for that of a primary key, which is made of the table alone.
template <fixed_string Name, fixed_string Suffix, class Columns>
struct violable;
template <fixed_string Name, fixed_string Suffix, std::size_t... Columns>
struct violable<Name, Suffix, std::index_sequence<Columns...>> {
    template <std::size_t... Asked>
    static constexpr bool is_of = is_key_of<std::index_sequence<Columns...>, Asked...>;

    template <class Table>
    static constexpr bool is_called(std::string_view asked) {
        if constexpr (Name.size() != 0) {
            return asked == Name.view();
        } else if constexpr (Suffix == fixed_string{"pkey"}) {
            return asked == implicit_name(source_traits<Table>::name, {}, Suffix.view()).view();
        } else {
            const std::array<std::string_view, sizeof...(Columns)> names{field_of<Table, Columns>::name...};
            return asked == implicit_name(source_traits<Table>::name, names, Suffix.view()).view();
        }
    }
};

// Those of attributes.
template <class Attribute, std::size_t Index>
struct violable_attribute {
    using type = list<>;
};
template <std::size_t Index>
struct violable_attribute<attribute::primary_key, Index> {
    using type = list<violable<"", "pkey", std::index_sequence<Index>>>;
};
template <std::size_t Index>
struct violable_attribute<attribute::unique, Index> {
    using type = list<violable<"", "key", std::index_sequence<Index>>>;
};
template <auto Column, auto... Actions, std::size_t Index>
struct violable_attribute<attribute::references<Column, Actions...>, Index> {
    using type = list<violable<"", "fkey", std::index_sequence<Index>>>;
};
template <class Field, std::size_t Index>
struct violable_field;
template <class Type, fixed_string Name, class... Attributes, std::size_t Index>
struct violable_field<field<Type, Name, Attributes...>, Index> : joined<typename violable_attribute<Attributes, Index>::type...> {};
template <class Fields, class Indexes>
struct violable_fields;
template <class... Fields, std::size_t... Indexes>
struct violable_fields<list<Fields...>, std::index_sequence<Indexes...>>
    : joined<typename violable_field<Fields, Indexes>::type...> {};

// The columns that expressions name, each once.
template <class Found, class Nodes>
struct columns_under {
    using type = Found;
};
template <class Found, class First, class... Rest>
struct columns_under<Found, list<First, Rest...>>
    : columns_under<typename columns_under<Found, typename First::children>::type, list<Rest...>> {};
template <std::size_t... Found, class Source, std::size_t Index, class... Rest>
struct columns_under<std::index_sequence<Found...>, list<node::column_at<Source, Index>, Rest...>>
    : columns_under<
          std::conditional_t<has_index<Index, Found...>, std::index_sequence<Found...>, std::index_sequence<Found..., Index>>,
          list<Rest...>> {};
template <class... Nodes>
using columns_in = typename columns_under<std::index_sequence<>, list<Nodes...>>::type;

// Those of `constraints()`.
template <class Constraint>
struct violable_constraint {
    using type = list<>;
};
template <key_kind Kind, fixed_string Name, class... Columns>
struct violable_constraint<key_constraint<Kind, Name, Columns...>> {
    using columns = std::index_sequence<tree_of<Columns>::index...>;
    using type =
        list<std::conditional_t<Kind == key_kind::primary, violable<Name, "pkey", columns>, violable<Name, "key", columns>>>;
};
template <fixed_string Name, class... Columns, class Targets>
struct violable_constraint<foreign_key_constraint<Name, list<Columns...>, Targets>> {
    using type = list<violable<Name, "fkey", std::index_sequence<tree_of<Columns>::index...>>>;
};
template <fixed_string Name, class Condition>
struct violable_constraint<check_constraint<Name, Condition>> {
    using type = list<violable<Name, "check", columns_in<tree_of<Condition>>>>;
};
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
struct violable_constraint<index_definition<Name, true, Method, Condition, Keys...>> {  // of its keys, whatever it leaves out
    using type = list<violable<Name, "idx", columns_in<typename Keys::tree...>>>;
};
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
struct violable_constraint<exclusion_constraint<Name, Method, Condition, Keys...>> {
    using type = list<violable<Name, "excl", columns_in<typename Keys::tree...>>>;
};
template <class Constraints>
struct violable_constraints;
template <class... Constraints>
struct violable_constraints<std::tuple<Constraints...>> : joined<typename violable_constraint<Constraints>::type...> {};

/// All that a row of a table can violate, not null apart.
template <class Table>
using violables = typename joined<
    typename violable_fields<fields_of<Table>, std::make_index_sequence<fields_of<Table>::size>>::type,
    typename violable_constraints<constraints_t<Table>>::type>::type;

template <class Table, class... Each>
constexpr bool any_is_called(list<Each...>*, [[maybe_unused]] std::string_view name) {
    return (Each::template is_called<Table>(name) or ...);
}
template <class Table>
constexpr bool declares(std::string_view name) {
    return any_is_called<Table>(static_cast<violables<Table>*>(nullptr), name);
}
template <class Table, std::size_t... Columns, class... Each>
constexpr bool any_of_columns_is_called(list<Each...>*, [[maybe_unused]] std::string_view name) {
    return ((Each::template is_of<Columns...> and Each::template is_called<Table>(name)) or ...);
}
template <std::size_t... Columns, class... Each>
constexpr bool any_is_of(list<Each...>*) {
    return (Each::template is_of<Columns...> or ...);
}

template <class Declared>
struct tables_of {
    using type = list<>;
};
template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
struct tables_of<table<Name, Fields, Schema, Attributes...>> {
    using type = list<table<Name, Fields, Schema, Attributes...>>;
};
template <class... Domains>
struct tables_of<schema_list<Domains...>> {
    template <class... Items>
    static joined<std::conditional_t<is_table<Items>, list<Items>, list<>>...> tables(list<Items...>*);
    using type = typename decltype(tables(static_cast<typename schema_list<Domains...>::items*>(nullptr)))::type;
};
template <fixed_string Name, class... Tables>
constexpr bool any_declares(list<Tables...>*) {
    return (declares<Tables>(Name.view()) or ...);
}

template <class First, class... Rest>
inline constexpr bool are_of_one_source = (std::is_same_v<typename First::source, typename Rest::source> and ...);
}  // namespace detail

/// Whether these are columns of one table.
template <class... Columns>
inline constexpr bool are_columns_of_one_table = false;
template <class... Columns>
    requires(are_columns<Columns...>)
inline constexpr bool are_columns_of_one_table<Columns...> = detail::are_of_one_source<Columns...>;

/// Whether a row can violate something that is of just these columns.
template <class First, class... Rest>
inline constexpr bool can_be_violated =
    (sizeof...(Rest) == 0 and not tree_of<First>::field::is_nullable) or
    detail::any_is_of<tree_of<First>::index, tree_of<Rest>::index...>(
        static_cast<detail::violables<detail::table_of<typename First::source>>*>(nullptr));

/// Whether a table, or some table of a schema, declares a constraint or a unique index of this name.
template <fixed_string Name, class Declared>
inline constexpr bool has_constraint =
    detail::any_declares<Name>(static_cast<typename detail::tables_of<Declared>::type*>(nullptr));

template <class... Columns>
bool query_error::is(const Columns&...) const {
    static_assert(are_columns_of_one_table<Columns...>, "is: takes one or more columns of a table, such as post.slug");
    if constexpr (are_columns_of_one_table<Columns...>) {
        static_assert(can_be_violated<Columns...>,
                      "is: nothing that can be violated is of just these columns; name the columns of one key, or a constraint by "
                      "is_constraint<\"name\">(table)");
        using table = virga::detail::table_of<typename list_item_t<list<Columns...>, 0>::source>;
        if (not is_of(source_traits<table>::schema, source_traits<table>::name)) return false;
        if (sqlstate() == "23502") return sizeof...(Columns) == 1 and ((column() == tree_of<Columns>::field::name) and ...);
        return virga::detail::any_of_columns_is_called<table, tree_of<Columns>::index...>(
            static_cast<virga::detail::violables<table>*>(nullptr), constraint());
    }
    return false;
}

template <fixed_string Name, class Declared>
bool query_error::is_constraint(const Declared&) const {
    using tables = typename virga::detail::tables_of<Declared>::type;
    constexpr bool is_declared = tables::size != 0;
    static_assert(is_declared, "is_constraint: takes a table, or the app's schema");
    if constexpr (is_declared) {
        static_assert(has_constraint<Name, Declared>,
                      "is_constraint: no constraint or unique index of this name is declared there");
        if (constraint() != Name.view()) return false;
        return [this]<class... Tables>(list<Tables...>*) {
            return ((virga::detail::declares<Tables>(Name.view()) and
                     is_of(source_traits<Tables>::schema, source_traits<Tables>::name)) or
                    ...);
        }(static_cast<tables*>(nullptr));
    }
    return false;
}

template <fixed_string Name, class App>
bool query_error::is_constraint() const {
    constexpr bool knows_schema = not std::is_same_v<decltype(app_schema<App>), const virga::detail::no_schema>;
    static_assert(knows_schema,
                  "is_constraint: say of which table, is_constraint<\"name\">(post), or that it may be any of the app's schema, "
                  "is_constraint<\"name\">(app::schema); or say once which schema that is, template <> inline constexpr auto "
                  "virga::app_schema<> = app::schema;");
    if constexpr (knows_schema) return is_constraint<Name>(app_schema<App>);
    else return false;
}
}  // namespace virga
