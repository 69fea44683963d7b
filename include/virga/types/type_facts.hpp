// virga/types/type_facts.hpp: what PostgreSQL can do with the values of a type.
#pragma once

#include <virga/types/column_type.hpp>  // virga::type_category

namespace virga {

/// What the catalogs of PostgreSQL say of a type. One that differs from its category has a member `facts`.
///
/// Source: pg_opclass, where opcdefault, for the methods; pg_proc for min and max; provolatile of the type's input and output
/// functions. tests/postgres/types.cpp compares them with the server's.
struct type_facts {
    bool btree = true;  ///< values have an order, and are equal or not: =, <, order by, distinct, keys
    bool hash = true;
    bool gin = false;
    bool gist = false;
    bool spgist = false;
    bool brin = false;
    bool ivfflat = false;          ///< of the extension pgvector
    bool extremes = false;         ///< whether min() and max() know the type
    bool is_text_constant = true;  ///< whether the text of a value is the same in every session
    bool has_less = true;          ///< whether values in an order are compared by < and its like, as all but hstore are
    bool shows_floats = false;     ///< whether a setting says how many digits its text has, as that of real and double precision
    bool is_record = false;        ///< whether values are rows or arrays of rows, which PostgreSQL takes for any record, or apart
};

namespace detail {
constexpr type_facts facts_of_category(type_category category) {
    using enum type_category;
    switch (category) {
        case number: return {.brin = true, .extremes = true};
        case text: return {.spgist = true, .brin = true, .extremes = true};
        case date_time: return {.brin = true, .extremes = true, .is_text_constant = false};
        case uuid: return {.brin = true};
        case binary: return {.brin = true, .is_text_constant = false};
        case json: return {.gin = true};
        case enumeration: return {.extremes = true};
        case array: return {.gin = true, .is_text_constant = false};
        case boolean:
        case other: break;
    }
    return {};
}
}  // namespace detail

/// The facts of a type.
template <class Type>
inline constexpr type_facts facts_of = detail::facts_of_category(Type::category);
template <class Type>
    requires requires { Type::facts; }
inline constexpr type_facts facts_of<Type> = Type::facts;

/// Whether values of the type are equal or not, and have an order: whether they can be compared, sorted, grouped and be keys.
template <class Type>
inline constexpr bool is_ordered_type = facts_of<Type>.btree and facts_of<Type>.has_less;

namespace detail {
constexpr bool is_json_of_category(type_category category) {
    using enum type_category;
    return category == number or category == boolean or category == text or category == uuid or category == binary or
           category == enumeration;
}
}  // namespace detail
/// Whether a value in a JSON array, as `json_build_array` makes one, is the text that the type's output function gives: as a
/// number, `true`, `false` or a string. Others are cast to text for it. A type that differs from its category has a member of this
/// name.
///
/// Source: PostgreSQL's datum_to_json, which has forms of its own for dates and timestamps, arrays, records and JSON itself.
template <class Type>
inline constexpr bool is_same_in_json = detail::is_json_of_category(Type::category);
template <class Type>
    requires requires { Type::is_same_in_json; }
inline constexpr bool is_same_in_json<Type> = Type::is_same_in_json;

/// The type in which values of `Type` are compared: varchar has no operators of its own, text's serve. A type says so by a member
/// `compared_type`.
template <class Type>
struct compared {
    using type = Type;
};
template <class Type>
    requires requires { typename Type::compared_type; }
struct compared<Type> {
    using type = typename Type::compared_type;
};
template <class Type>
using compared_t = typename compared<Type>::type;

/// `Type` without the length or precision that only a column has. A type says so by a member `bare_type`; others have none but the
/// type that they are compared in.
template <class Type>
struct bare {
    using type = compared_t<Type>;
};
template <class Type>
    requires requires { typename Type::bare_type; }
struct bare<Type> {
    using type = typename Type::bare_type;
};
template <class Type>
using bare_t = typename bare<Type>::type;

/// Whether the text of a value means something else in another session, as the name that a `regclass` shows by the search path. A
/// statement casts what it returns of such a type to the member type `read_as`.
template <class Type>
concept is_read_as_another = requires { typename Type::read_as; };
}  // namespace virga
