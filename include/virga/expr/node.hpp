// virga/expr/node.hpp: what an expression is made of. A tree is a type; values lie elsewhere.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint64_t

#include <virga/expr/writer.hpp>             // virga::writer
#include <virga/schema/field.hpp>            // virga::list
#include <virga/schema/table.hpp>            // virga::field_of
#include <virga/text/fixed_string.hpp>       // virga::fixed_string
#include <virga/text/fnv1a.hpp>              // virga::detail::fnv1a_by_eight
#include <virga/types/type_description.hpp>  // virga::type_description

namespace virga {

/// A column type, as a statement speaks of it.
template <class Type>
inline constexpr type_description description_of{Type::spelling.view(), Type::oid, facts_of<Type>.shows_floats,
                                                          facts_of<Type>.is_record};
/// The same of a column of a result, where a domain is the type under it.
template <class Type>
inline constexpr type_description result_description_of = description_of<Type>;
template <class Type>
    requires requires { typename Type::result_type; }
inline constexpr type_description result_description_of<Type> = result_description_of<typename Type::result_type>;

namespace detail {
/// A number for a type, made of its name. (Of the addresses of two objects g++ with -fsanitize=undefined does not know, while it
/// compiles, that they differ.)
template <class Source>
consteval std::uint64_t number_of_type() {
    return fnv1a_by_eight(static_cast<const char*>(__PRETTY_FUNCTION__), sizeof(__PRETTY_FUNCTION__) - 1);
}
template <class Source>
inline constexpr source_reference reference_of{source_traits<Source>::reference_name, number_of_type<Source>()};
template <class Node, class... Nodes>
inline constexpr bool is_one_of = (__is_same(Node, Nodes) or ...);
}  // namespace detail

/// The sources of a query by grouping sets, whose rows may be without some columns; in query/grouping.hpp.
template <class Scope, class... Absent>
struct grouped_scope;

/// How strongly an operator binds; an operand that binds no stronger is put in parentheses.
/// Source: PostgreSQL manual, section 4.1.6, Operator Precedence.
/// `other` is that of all operators without a rank of their own.
enum class binding : unsigned char {
    disjunction, conjunction, negation, test, comparison, pattern, other, sum, product, collation, sign, primary
};

/// Each node is an empty type with
/// - `type`, the column type of its value,
/// - `children`, a list of the nodes under it,
/// - `bound_by`, how strongly it binds,
/// - `nullable_in<From>`, whether it can be NULL in a query with that from clause,
/// - `write(writer&)`, which spells it.
namespace node {

/// A node without children.
struct leaf {
    using children = list<>;
    static constexpr binding bound_by = binding::primary;
};

/// What the columns at one position have in common.
template <std::size_t Index>
struct leaf_at : leaf {
    static constexpr std::size_t index = Index;
};
/// The column of `Source` at `Index`. Trees name columns by position, which keeps symbols short.
template <class Source, std::size_t Index>
struct column_at : leaf_at<Index> {
    using source = Source;
    using field = field_of<Source, Index>;
    using type = typename field::type;
    template <class From>
    static constexpr bool nullable_in = field::is_nullable or From::template is_optional<Source>;
    static constexpr void write(writer& out) {
        out.column(detail::reference_of<Source>, field::name, Index);
    }
};

template <class Source, std::size_t Index>
template <class Scope, class... Absent>
inline constexpr bool column_at<Source, Index>::nullable_in<grouped_scope<Scope, Absent...>> =
    nullable_in<Scope> or detail::is_one_of<column_at, Absent...>;

/// `$n`, whose value the query carries.
template <class Type>
struct parameter : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) { out.parameter(description_of<Type>); }
};

/// `$n`, whose value the query carries and which may be NULL, or a list that holds NULLs.
template <class Type>
struct nullable_parameter : parameter<Type> {
    template <class>
    static constexpr bool nullable_in = true;
};

/// `$n`, whose value the call gives.
template <class Type, fixed_string Name>
struct argument : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) { out.parameter(Name.view(), description_of<Type>); }
};

/// What stands in for an expression that was refused, so that nothing follows from the refusal.
template <class Type>
struct refused : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.refused();
        out.text("null");
    }
};

template <class From, class Children>
inline constexpr bool any_nullable = false;
template <class From, class... Children>
inline constexpr bool any_nullable<From, list<Children...>> = (Children::template nullable_in<From> or ...);
}  // namespace node

namespace detail {
/// Whether a node is just a column.
template <class Node>
inline constexpr bool is_column_node = false;
template <class Source, std::size_t Index>
inline constexpr bool is_column_node<node::column_at<Source, Index>> = true;
}  // namespace detail
}  // namespace virga
