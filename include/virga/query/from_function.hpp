// virga/query/from_function.hpp: functions that return rows, in from.
#pragma once

#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string_view>       // std::string_view
#include <type_traits>       // std::is_same_v

#include <virga/expr/set_function.hpp>  // virga::rows_call
#include <virga/query/source.hpp>       // virga::query_source
#include <virga/types/bigint.hpp>       // virga::types::bigint

namespace virga {

namespace detail {
/// ` as "name" ("column", ...)`
constexpr void write_name_and_columns(writer& out, std::string_view name, std::initializer_list<std::string_view> columns) {
    out.text(" as ");
    out.identifier(name);
    out.text(" (");
    bool first = true;
    for (const std::string_view column : columns) {
        if (not first) out.text(", ");
        first = false;
        out.identifier(column);
    }
    out.text(")");
}

/// `name(arguments) as "name" ("column", ...)`: a function, which sees what stands before it in from.
template <class Tag, class Call, bool HasOrdinality, fixed_string... Names>
struct function_body {
    using tag = Tag;
    using children = list<Call>;
    static constexpr bool can_be_lateral = true;
    static constexpr bool sees_siblings = true;
    static constexpr void write(writer& out) {
        Call::write(out);
        if (HasOrdinality) out.text(" with ordinality");
        write_name_and_columns(out, source_traits<Tag>::reference_name, {Names.view()...});
    }
};
/// `name(arguments) as "name" ("column" type, ...)`, of which nothing else tells the columns.
template <class Tag, class Call, bool HasOrdinality, class... Columns>
struct record_body;
template <class Tag, class Call, bool HasOrdinality, fixed_string... Names, class... Types>
struct record_body<Tag, Call, HasOrdinality, column_definition<Names, Types>...> {
    using tag = Tag;
    using children = list<Call>;
    static constexpr bool can_be_lateral = true;
    static constexpr bool sees_siblings = true;
    static constexpr void write(writer& out) {
        if (HasOrdinality) out.text("rows from (");
        Call::write(out);
        out.text(" as ");
        if (not HasOrdinality) {
            out.identifier(source_traits<Tag>::reference_name);
            out.text(" ");
        }
        bool first = true;
        ((out.text(first ? "(" : ", "), first = false, out.identifier(Names.view()), out.text(" "),
          out.type(Types::spelling.view())),
         ...);
        out.text(")");
        if (not HasOrdinality) return;
        out.text(") with ordinality");
        write_name_and_columns(out, source_traits<Tag>::reference_name, {Names.view()..., "ordinality"});
    }
};

// ---- the names of columns ----------------------------------------------------------------------------

using ordinality_column = result_column<"ordinality", types::bigint, false>;

/// The columns that a function returns, called as it says.
template <fixed_string Name, class Columns>
struct own_columns;
template <fixed_string Name, class Type, bool Nullable>
struct own_columns<Name, list<unnamed_column<Type, Nullable>>> {
    using type = list<result_column<Name, Type, Nullable>>;
};
template <fixed_string Name, fixed_string... Names, class... Types, bool... Nullable>
struct own_columns<Name, list<result_column<Names, Types, Nullable>...>> {
    using type = list<result_column<Names, Types, Nullable>...>;
};
/// The same, called as the query says.
template <class Columns, fixed_string... Names>
struct renamed_columns;
template <class... Columns, fixed_string... Names>
struct renamed_columns<list<Columns...>, Names...> {
    using type = list<result_column<Names, typename Columns::type, Columns::is_nullable>...>;
};

template <class Columns>
inline constexpr bool have_own_names = false;
template <fixed_string... Names, class... Types, bool... Nullable>
inline constexpr bool have_own_names<list<result_column<Names, Types, Nullable>...>> = true;
template <class Type, bool Nullable>
inline constexpr bool have_own_names<list<unnamed_column<Type, Nullable>>> = true;

template <class Columns>
inline constexpr bool are_told_apart = false;
template <class... Columns>
constexpr bool has_each_name_once() {
    const std::string_view names[]{Columns::name.view()...};
    for (std::size_t i = 0; i != sizeof...(Columns); ++i) {
        for (std::size_t k = 0; k != i; ++k) {
            if (names[i] == names[k]) return false;
        }
    }
    return true;
}
template <class... Columns>
inline constexpr bool are_told_apart<list<Columns...>> = has_each_name_once<Columns...>();
}  // namespace detail

/// Whether the names given for the columns of a source are as many as these: `Given` of `Columns`.
template <std::size_t Given, std::size_t Columns>
inline constexpr bool names_every_column = Given == Columns;
/// Whether the columns of a call have names without being given any.
template <class Call, class Columns>
inline constexpr bool has_names_of_its_own = detail::have_own_names<Columns>;
/// Whether no two columns of a source have the same name.
template <class Columns>
inline constexpr bool has_columns_told_apart = detail::are_told_apart<Columns>;
/// Whether a call states the columns of its rows, or its function does: one of the two.
template <class Call, bool AreStated>
inline constexpr bool states_its_columns = AreStated;
/// Whether columns are stated as `column_definition<"name", type>`.
template <class... Columns>
inline constexpr bool are_named_columns = false;
template <fixed_string... Names, class... Types>
inline constexpr bool are_named_columns<column_definition<Names, Types>...> = (is_identifier<Names> and ...);

namespace detail {
/// What stands in for a source that was refused: nothing is said of a statement with it.
struct refused_body {
    using tag = named_source<"", 0>;
    using children = list<>;
    static constexpr bool can_be_lateral = true;
    static constexpr bool sees_siblings = true;
    static constexpr void write(writer& out) { out.refused(); }
};
}  // namespace detail
template <>
struct query_source<detail::refused_body, list<>, list<>, values<>> {
    using body = detail::refused_body;
    using tag = detail::refused_body::tag;
    using columns = list<>;
    [[no_unique_address]] values<> parameters;

    template <class Any>
    [[nodiscard]] constexpr auto operator[](const Any&) const {
        return detail::refuse<types::boolean>();
    }
};

namespace detail {
using refused_source = query_source<refused_body, list<>, list<>, values<>>;

template <fixed_string Alias, class Call, bool HasOrdinality, class Columns>
struct function_source_of;
template <fixed_string Alias, class Call, bool HasOrdinality, fixed_string... Names, class... Types, bool... Nullable>
struct function_source_of<Alias, Call, HasOrdinality, list<result_column<Names, Types, Nullable>...>> {
    using columns = list<result_column<Names, Types, Nullable>...>;
    template <class Values>
    using type =
        query_source<function_body<named_source_of<Alias, columns>, Call, HasOrdinality, Names...>, list<>, columns, Values>;
};

template <fixed_string Alias, class Call, bool HasOrdinality, fixed_string... Names, class... Types, class Values>
constexpr auto record_source(list<column_definition<Names, Types>...>*, const Values& all) {
    using stated = list<result_column<Names, Types, true>...>;
    using columns = typename joined<stated, std::conditional_t<HasOrdinality, list<ordinality_column>, list<>>>::type;
    if constexpr (not has_columns_told_apart<columns>) {
        static_assert(has_columns_told_apart<columns>, "as: two columns have the same name; give each its own");
        return refused_source{};
    } else {
        using body = record_body<named_source_of<Alias, columns>, Call, HasOrdinality, column_definition<Names, Types>...>;
        return query_source<body, list<>, columns, Values>{all};
    }
}

/// The columns of a function under these names, or their own.
template <class Columns, bool HasOrdinality, fixed_string Name, fixed_string... Names>
constexpr auto columns_named() {
    if constexpr (sizeof...(Names) == 0 and HasOrdinality)
        return static_cast<typename joined<typename own_columns<Name, Columns>::type, list<ordinality_column>>::type*>(nullptr);
    else if constexpr (sizeof...(Names) == 0)
        return static_cast<typename own_columns<Name, Columns>::type*>(nullptr);
    else if constexpr (HasOrdinality and sizeof...(Names) == Columns::size)
        return static_cast<typename joined<typename renamed_columns<Columns, Names...>::type, list<ordinality_column>>::type*>(
            nullptr);
    else if constexpr (HasOrdinality)
        return static_cast<
            typename renamed_columns<typename joined<Columns, list<unnamed_column<types::bigint, false>>>::type, Names...>::type*>(
            nullptr);
    else
        return static_cast<typename renamed_columns<Columns, Names...>::type*>(nullptr);
}
/// How many columns as many names are of.
template <class Columns, bool HasOrdinality, std::size_t Given>
inline constexpr std::size_t columns_to_name = HasOrdinality and Given == Columns::size + 1 ? Columns::size + 1 : Columns::size;
}  // namespace detail

template <class Call, class Columns, class Values, bool HasOrdinality>
template <fixed_string Name, fixed_string... Names>
constexpr auto rows_call<Call, Columns, Values, HasOrdinality>::as() const {
    static_assert((is_identifier<Name> and ... and is_identifier<Names>), "as: a name has 1 to 63 bytes");
    if constexpr (std::is_same_v<Columns, detail::unstated_columns>) {
        constexpr bool are_stated = false;
        static_assert(
            states_its_columns<Call, are_stated>,
            "as: the function returns rows of any columns; state them, .as<\"name\", column_definition<\"id\", types::integer>>()");
        return detail::refused_source{};
    } else if constexpr (sizeof...(Names) == 0 and not has_names_of_its_own<Call, Columns>) {
        static_assert(has_names_of_its_own<Call, Columns>,
                      "as: the columns have no names of their own; give each one, .as<\"name\", \"first\", \"second\">()");
        return detail::refused_source{};
    } else if constexpr (sizeof...(Names) != 0 and
                         not names_every_column<sizeof...(Names),
                                                detail::columns_to_name<Columns, HasOrdinality, sizeof...(Names)>>) {
        static_assert(names_every_column<sizeof...(Names), detail::columns_to_name<Columns, HasOrdinality, sizeof...(Names)>>,
                      "as: there are more or fewer columns than names after the first; name each column, or none");
        return detail::refused_source{};
    } else {
        using columns = std::remove_pointer_t<decltype(detail::columns_named<Columns, HasOrdinality, Name, Names...>())>;
        if constexpr (not has_columns_told_apart<columns>) {
            static_assert(has_columns_told_apart<columns>, "as: two columns have the same name; give each its own");
            return detail::refused_source{};
        } else {
            using source = typename detail::function_source_of<Name, Call, HasOrdinality, columns>::template type<Values>;
            return source{parameters};
        }
    }
}

template <class Call, class Columns, class Values, bool HasOrdinality>
template <fixed_string Name, class... Stated>
requires(sizeof...(Stated) != 0) constexpr auto rows_call<Call, Columns, Values, HasOrdinality>::as() const {
    static_assert(is_identifier<Name>, "as: a name has 1 to 63 bytes");
    if constexpr (not std::is_same_v<Columns, detail::unstated_columns>) {
        constexpr bool are_stated = false;
        static_assert(states_its_columns<Call, are_stated>,
                      "as: the function says of which columns its rows are; give them names alone, .as<\"name\", \"id\">()");
        return detail::refused_source{};
    } else if constexpr (not are_named_columns<Stated...>) {
        static_assert(are_named_columns<Stated...>,
                      "as: a column is stated as column_definition<\"name\", type>, and its name has 1 to 63 bytes");
        return detail::refused_source{};
    } else {
        return detail::record_source<Name, Call, HasOrdinality>(static_cast<list<Stated...>*>(nullptr), parameters);
    }
}

template <fixed_string Name, fixed_string... Names>
constexpr auto detail::refused_rows::as() const {
    return refused_source{};
}
template <fixed_string Name, class... Columns>
requires(sizeof...(Columns) != 0) constexpr auto detail::refused_rows::as() const { return refused_source{}; }
}  // namespace virga
