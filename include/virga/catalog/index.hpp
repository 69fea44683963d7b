// virga/catalog/index.hpp: indexes: of columns and expressions, unique, partial, of any method.
#pragma once

#include <cstdint>      // std::uint32_t
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v

#include <virga/expr/logic.hpp>         // virga::is_condition
#include <virga/expr/order.hpp>         // virga::ordering
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier

namespace virga {

namespace pg {
enum class index_method : unsigned char { btree, hash, gin, gist, spgist, brin };
using enum index_method;
}  // namespace pg

namespace detail {
template <pg::index_method Method, type_category Category>
constexpr bool category_has_operator_class() {
    using enum type_category;
    switch (Method) {
        case pg::btree:
        case pg::hash: return true;
        case pg::gin: return Category == json or Category == array;
        case pg::gist: return false;
        case pg::spgist: return Category == text;
        case pg::brin:
            return Category == number or Category == text or Category == date_time or Category == uuid or Category == binary;
    }
    return false;
}
}  // namespace detail

/// Whether PostgreSQL has a default operator class of `Method` for `Type`, so that such an index can be made.
/// Source: pg_opclass; tests/postgres compares it with the server's.
template <class Type, pg::index_method Method>
inline constexpr bool has_operator_class = detail::category_has_operator_class<Method, Type::category>();

/// Whether each key of an index is of a type that its method can index.
template <pg::index_method Method, class... Keys>
inline constexpr bool can_be_indexed = (has_operator_class<typename Keys::tree::type, Method> and ...);

/// An index. `Condition` is `std::tuple<>` for one of all rows.
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
struct index_definition {
    std::tuple<Keys...> keys;
    Condition condition;

    /// A partial index, of the rows that meet the condition.
    template <class Where>
    [[nodiscard]] constexpr auto where(const Where& predicate) const {
        static_assert(is_condition<Where>, "where: takes a boolean expression; compare the column with something");
        return index_definition<Name, IsUnique, Method, Where, Keys...>{keys, predicate};
    }
    /// `using Other`: `.method<pg::gin>()`
    template <pg::index_method Other>
    [[nodiscard]] constexpr auto method() const {
        static_assert(can_be_indexed<Other, Keys...>, "index: the method has no operator class for the type of a key");
        static_assert(not IsUnique or Other == pg::btree, "index: only btree indexes can be unique");
        return index_definition<Name, IsUnique, Other, Condition, Keys...>{keys, condition};
    }
};

namespace pg {
/// `create index Name on ... (keys)`: columns, expressions, `asc(x)`, `desc(x)`.
template <fixed_string Name, class... Keys>
[[nodiscard]] constexpr auto index(const Keys&... keys) {
    static_assert(is_identifier<Name>, "index: a name has 1 to 63 bytes");
    static_assert(sizeof...(Keys) != 0, "index: takes one or more columns or expressions");
    return index_definition<Name, false, btree, std::tuple<>, decltype(virga::detail::as_ordering(keys))...>{
        {virga::detail::as_ordering(keys)...}, {}};
}
/// `create unique index Name on ... (keys)`
template <fixed_string Name, class... Keys>
[[nodiscard]] constexpr auto unique_index(const Keys&... keys) {
    static_assert(is_identifier<Name>, "unique_index: a name has 1 to 63 bytes");
    static_assert(sizeof...(Keys) != 0, "unique_index: takes one or more columns or expressions");
    return index_definition<Name, true, btree, std::tuple<>, decltype(virga::detail::as_ordering(keys))...>{
        {virga::detail::as_ordering(keys)...}, {}};
}
}  // namespace pg
}  // namespace virga
