// virga/query/inferred_index.hpp: what an on conflict names: columns, the keys of a unique index, a constraint.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/catalog/keys.hpp>          // virga::detail::constraints_t
#include <virga/query/detail/writing.hpp>  // virga::writer
#include <virga/text/implicit_name.hpp>    // virga::implicit_name

namespace virga {

namespace detail {
// ---- unique indexes, by their keys and their condition -----------------------------------------------

template <class Node, class... Nodes>
inline constexpr bool is_node_among = (std::is_same_v<Node, Nodes> or ...);

/// The node of an index's condition; void for an index of all rows.
template <class Condition>
struct condition_node {
    using type = tree_of<Condition>;
};
template <>
struct condition_node<std::tuple<>> {
    using type = void;
};

/// Whether a constraint is a unique index with these keys, in any order.
template <class Constraint, class... Keys>
inline constexpr bool is_unique_index = false;
template <fixed_string Name, pg::index_method Method, class Condition, class... Parts, class... Keys>
    requires(sizeof...(Parts) == sizeof...(Keys))
inline constexpr bool is_unique_index<index_definition<Name, true, Method, Condition, Parts...>, Keys...> =
    (is_node_among<Keys, typename Parts::tree...> and ...) and (is_node_among<typename Parts::tree, Keys...> and ...);
/// Whether this is its condition, but for values; void for none.
template <class Constraint, class Where>
inline constexpr bool is_conditioned = false;
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Parts, class Where>
inline constexpr bool is_conditioned<index_definition<Name, IsUnique, Method, Condition, Parts...>, Where> =
    std::is_same_v<typename condition_node<Condition>::type, Where>;

/// The unique indexes of a table with these keys and this condition.
template <class Constraints, class Where, class... Keys>
struct inferred;
template <class... Constraints, class Where, class... Keys>
struct inferred<std::tuple<Constraints...>, Where, Keys...> {
    static constexpr std::size_t count =
        (0 + ... + (is_unique_index<Constraints, Keys...> and is_conditioned<Constraints, Where> ? 1U : 0U));
    /// The place of the first among the constraints; their number if there is none.
    static constexpr std::size_t first = [] {
        const bool fits[]{is_unique_index<Constraints, Keys...> and is_conditioned<Constraints, Where>..., true};
        std::size_t at = 0;
        while (not fits[at]) ++at;
        return at;
    }();
    /// Whether there are such with another condition.
    static constexpr bool any_partial = ((is_unique_index<Constraints, Keys...> and not is_conditioned<Constraints, void>) or ...);
};

// ---- the values of a condition ----------------------------------------------------------------------

/// The index at a place among the constraints of a table.
template <class Source, std::size_t Number>
inline constexpr auto declared_index = std::get<Number>(constraints_of<Source>());

/// Whether a value is written as a constant: a whole number, a boolean, an enumerator, text.
template <class Value>
inline constexpr bool is_written_constant = false;
template <class Type, class Held>
inline constexpr bool is_written_constant<bound<Type, Held>> = [] {
    using value = std::remove_cvref_t<decltype(held_value(std::declval<const Held&>()))>;
    using category = type_category;
    return std::is_same_v<types::stored_type_t<Type>, Type> and
           (Type::category == category::boolean or Type::category == category::enumeration or
            (Type::category == category::number and std::is_integral_v<value>) or
            (Type::category == category::text and std::is_convertible_v<const value&, std::string_view>));
}();
template <class Values>
inline constexpr bool are_written_constants = true;
template <class... Values>
inline constexpr bool are_written_constants<values<Values...>> = (is_written_constant<Values> and ...);

template <class Type, class Held>
constexpr void write_constant(writer& out, const bound<Type, Held>& value) {
    const auto& held = held_value(value.held);
    if constexpr (Type::category == type_category::boolean) {
        out.text(held ? "true" : "false");
    } else if constexpr (Type::category == type_category::text) {
        out.literal(std::string_view{held});
    } else if constexpr (Type::category == type_category::enumeration) {
        out.literal(Type::enum_type::labels[Type::enum_type::index_of(held)]);
        out.text("::");
        out.type(Type::spelling.view());
    } else {
        const auto number = static_cast<long long>(held);
        out.text(number < 0 ? "'-" : "'");
        out.decimal(number < 0 ? 0 - static_cast<std::size_t>(number) : static_cast<std::size_t>(number));
        out.text("'::");
        out.type(Type::spelling.view());
    }
}
template <std::size_t... Indexes, class... Slots>
constexpr void write_constant(writer& out, const slots<std::index_sequence<Indexes...>, Slots...>& all, std::size_t number) {
    ((Indexes == number ? write_constant(out, static_cast<const slot<Indexes, Slots>&>(all).parameter) : void()), ...);
}

/// Whether two values are the same; both are such as are written as constants.
template <class Type, class Left, class Right>
constexpr bool is_same_constant(const bound<Type, Left>& left, const bound<Type, Right>& right) {
    if constexpr (Type::category == type_category::text)
        return std::string_view{held_value(left.held)} == std::string_view{held_value(right.held)};
    else
        return static_cast<long long>(held_value(left.held)) == static_cast<long long>(held_value(right.held));
}
template <std::size_t... Indexes, class... Left, class... Right>
constexpr bool are_same_constants(const slots<std::index_sequence<Indexes...>, Left...>& left,
                                  const slots<std::index_sequence<Indexes...>, Right...>& right) {
    return (is_same_constant(static_cast<const slot<Indexes, Left>&>(left).parameter,
                             static_cast<const slot<Indexes, Right>&>(right).parameter) and
            ...);
}

/// Writes the node of a condition with its values as constants: of a parameter the server could not tell that the condition is the
/// index's.
template <class Node, class Values>
constexpr void write_with_constants(writer& out, const Values& all) {
    writer counting;
    counting.qualified = false;
    Node::write(counting);
    const std::size_t size = counting.size();
    char* const buffer = new char[size];
    {
        writer filling{buffer, nullptr};
        filling.qualified = false;
        Node::write(filling);
    }
    const std::string_view text{buffer, size};
    std::size_t done = 0, at = 0;
    while (at != size) {
        if (text[at] == '"' or text[at] == '\'') {  // one with the quote doubled in it is two here
            const bool is_own_type = text.substr(at).starts_with(public_prefix);
            if (is_own_type) {
                out.text(text.substr(done, at - done));
                done = at;
                at += public_prefix.size();
            }
            const char quote = text[at++];
            while (text[at] != quote) ++at;
            ++at;
            if (is_own_type) {
                out.type(text.substr(done, at - done));
                done = at;
            }
        } else if (text[at] == '$' and at + 1 != size and text[at + 1] >= '0' and text[at + 1] <= '9') {
            out.text(text.substr(done, at - done));
            std::size_t number = 0;
            for (++at; at != size and text[at] >= '0' and text[at] <= '9'; ++at) {
                number = 10 * number + static_cast<std::size_t>(text[at] - '0');
            }
            write_constant(out, all, number - 1);
            done = at;
        } else {
            ++at;
        }
    }
    out.text(text.substr(done));
    delete[] buffer;
}

// ---- targets ------------------------------------------------------------------------------------------

/// ` on conflict ("a", (lower("b"))) where condition`: a unique index, by its place among the constraints of its table.
template <class Source, std::size_t Number, class Index = std::tuple_element_t<Number, constraints_t<Source>>>
struct index_target;
template <class Source, std::size_t Number, fixed_string Name, bool IsUnique, pg::index_method Method, class Condition,
          class... Parts>
struct index_target<Source, Number, index_definition<Name, IsUnique, Method, Condition, Parts...>> {
    static constexpr std::size_t size = sizeof...(Parts);

    /// Columns stand without the name of the table, as SQL wants them here.
    static constexpr void write(writer& out) {
        out.text(" (");
        out.qualified = false;
        bool first = true;
        ((first ? void(first = false) : out.text(", "), write_key<typename Parts::tree>(out)), ...);
        out.text(")");
        using node = typename condition_node<Condition>::type;
        if constexpr (not std::is_void_v<node>) {
            out.text(" where ");
            if constexpr (count_of<values_in<Condition>> == 0) node::write(out);
            else write_with_constants<node>(out, declared_index<Source, Number>.condition.parameters);
        }
        out.qualified = true;
    }

private:
    template <class Node>
    static constexpr void write_key(writer& out) {
        if constexpr (is_column_node<Node>) {
            Node::write(out);
        } else {
            out.text("(");
            Node::write(out);
            out.text(")");
        }
    }
};

/// ` on conflict on constraint "name"`, of a key with these columns.
template <fixed_string Name, std::size_t... Columns>
struct constraint_target {
    static constexpr std::size_t size = sizeof...(Columns);
    static constexpr void write(writer& out) {
        out.text(" on constraint ");
        out.identifier(Name.view());
    }
};

template <class Target>
constexpr void write_conflict_target(writer& out, Target*) {
    out.enter(place::conflict);
    out.text(" on conflict");
    Target::write(out);
}
/// ` on conflict ("a", "b")`
template <class... Columns>
constexpr void write_conflict_target(writer& out, list<Columns...>*) {
    out.enter(place::conflict);
    out.text(" on conflict");
    if constexpr (sizeof...(Columns) != 0) {
        out.text(" (");
        bool first = true;
        ((first ? void(first = false) : out.text(", "), out.identifier(Columns::field::name)), ...);
        out.text(")");
    }
}

/// The columns of a target.
template <class Target>
struct target_columns;
template <class... Columns>
struct target_columns<list<Columns...>> {
    using type = std::index_sequence<Columns::index...>;
};
template <fixed_string Name, std::size_t... Columns>
struct target_columns<constraint_target<Name, Columns...>> {
    using type = std::index_sequence<Columns...>;
};
template <class... Sequences>
struct joined_indexes {
    using type = std::index_sequence<>;
};
template <std::size_t... All>
struct joined_indexes<std::index_sequence<All...>> {
    using type = std::index_sequence<All...>;
};
template <std::size_t... First, std::size_t... Second, class... Rest>
struct joined_indexes<std::index_sequence<First...>, std::index_sequence<Second...>, Rest...>
    : joined_indexes<std::index_sequence<First..., Second...>, Rest...> {};
template <class Node>
struct index_of_column {
    using type = std::index_sequence<>;
};
template <class Source, std::size_t Index>
struct index_of_column<node::column_at<Source, Index>> {
    using type = std::index_sequence<Index>;
};
template <class Source, std::size_t Number, fixed_string Name, bool IsUnique, pg::index_method Method, class Condition,
          class... Parts>
struct target_columns<index_target<Source, Number, index_definition<Name, IsUnique, Method, Condition, Parts...>>>
    : joined_indexes<typename index_of_column<typename Parts::tree>::type...> {};

// ---- constraints, by their names ------------------------------------------------------------------------

/// A primary key or unique constraint; one without a name has PostgreSQL's own.
template <key_kind Kind, fixed_string Name, std::size_t... Columns>
struct key_with_name {};
template <class Constraint>
struct named_key_of {
    using type = list<>;
};
template <key_kind Kind, fixed_string Name, class... Columns>
struct named_key_of<key_constraint<Kind, Name, Columns...>> {
    using type = list<key_with_name<Kind, Name, tree_of<Columns>::index...>>;
};
template <key_kind Kind, class Keys>
struct attribute_named_keys;
template <key_kind Kind, std::size_t... Columns>
struct attribute_named_keys<Kind, list<std::index_sequence<Columns>...>> {
    using type = list<key_with_name<Kind, "", Columns>...>;
};
template <class Source, class Constraints = constraints_t<Source>>
struct named_keys;
template <class Source, class... Constraints>
struct named_keys<Source, std::tuple<Constraints...>>
    : joined<typename attribute_named_keys<key_kind::primary, attribute_keys_t<Source, attribute::primary_key>>::type,
             typename attribute_named_keys<key_kind::alternate, attribute_keys_t<Source, attribute::unique>>::type,
             typename named_key_of<Constraints>::type...> {};

template <class Source, key_kind Kind, fixed_string Name, std::size_t... Columns>
constexpr bool is_named(std::string_view asked, key_with_name<Kind, Name, Columns...>*) {
    if constexpr (Name.size() != 0) {
        return asked == Name.view();
    } else {
        const std::string_view columns[]{field_of<Source, Columns>::name...};
        const std::string_view table = source_traits<Source>::name;
        return asked ==
               (Kind == key_kind::primary ? implicit_name(table, {}, "pkey") : implicit_name(table, columns, "key")).view();
    }
}
/// The key of this name among those of a table, as a list of one or none.
template <class Source, fixed_string Name, class Keys = typename named_keys<Source>::type>
struct key_called;
template <class Source, fixed_string Name, class... Keys>
struct key_called<Source, Name, list<Keys...>>
    : joined<std::conditional_t<is_named<Source>(Name.view(), static_cast<Keys*>(nullptr)), list<Keys>, list<>>...> {};
/// What an on conflict that names it has as target.
template <fixed_string Name, class Key>
struct target_called;
template <fixed_string Name, key_kind Kind, fixed_string Declared, std::size_t... Columns>
struct target_called<Name, list<key_with_name<Kind, Declared, Columns...>>> {
    using type = constraint_target<Name, Columns...>;
};
}  // namespace detail

/// Whether a table declares a primary key or unique constraint of this name. One that is declared without a name has that which
/// PostgreSQL gives it, such as `post_pkey` and `post_slug_key`.
template <class Source, fixed_string Name>
inline constexpr bool has_key_called = detail::key_called<Source, Name>::type::size != 0;

/// Whether `on conflict` can infer a unique index of all rows from these keys, columns and expressions.
template <class Source, class... Keys>
inline constexpr bool is_inferred_target = detail::inferred<detail::constraints_t<Source>, void, tree_of<Keys>...>::count != 0;
/// Whether a partial unique index has these keys, so that `where` has to follow.
template <class Source, class... Keys>
inline constexpr bool is_partial_target = detail::inferred<detail::constraints_t<Source>, void, tree_of<Keys>...>::any_partial;
}  // namespace virga
