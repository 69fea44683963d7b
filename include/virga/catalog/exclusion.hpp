// virga/catalog/exclusion.hpp: exclusion constraints: no two rows of which all that is named compares as it says.
#pragma once

#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::remove_const_t

#include <virga/catalog/in_order.hpp>          // virga::detail::in_order
#include <virga/catalog/index.hpp>             // virga::can_be_indexed, virga::is_index_key
#include <virga/catalog/operator_classes.hpp>  // virga::detail::can_exclude
#include <virga/expr/logic.hpp>                // virga::is_condition
#include <virga/expr/owning.hpp>               // virga::detail::owning
#include <virga/schema/attributes.hpp>         // virga::checked
#include <virga/text/fixed_string.hpp>         // virga::fixed_string
#include <virga/text/name.hpp>                 // virga::is_identifier

namespace virga {

/// A column or expression of an exclusion constraint, and the operator by which it is compared.
template <class Key, fixed_string Operator>
struct compared_key : Key {
    static constexpr std::string_view compared_by = Operator.view();
};
template <class>
inline constexpr bool is_compared_key = false;
template <class Key, fixed_string Operator>
inline constexpr bool is_compared_key<compared_key<Key, Operator>> = true;

namespace detail {
/// Whether an index of `Method` finds by the operator what the constraint compares.
template <class Key, fixed_string Operator, pg::index_method Method>
inline constexpr bool finds_class<compared_key<Key, Operator>, Method> =
    is_classed_key<Key> ? finds_class<Key, Method>
                        : can_exclude(Operator.view(), Method, facts_of<typename Key::tree::type>,
                                      class_type<typename Key::tree::type>, type_family<typename Key::tree::type>);
template <class Key, fixed_string Operator>
constexpr auto owning(const compared_key<Key, Operator>& given) {
    const auto own = owning(static_cast<const Key&>(given));
    return compared_key<std::remove_const_t<decltype(own)>, Operator>{own};
}
}  // namespace detail

/// Whether a text is an operator of PostgreSQL.
template <fixed_string Word>
inline constexpr bool is_operator =
    Word.size() != 0 and Word.view().find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string_view::npos and
    Word.view().find("--") == std::string_view::npos and Word.view().find("/*") == std::string_view::npos;

/// An exclusion constraint. `Condition` is `std::tuple<>` for one of all rows.
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
struct exclusion_constraint {
    detail::in_order<Keys...> keys;
    Condition condition;
    virga::checked when = virga::checked::at_once;

    /// Only among the rows that meet the condition.
    template <class Where>
    [[nodiscard]] constexpr auto where(const Where& predicate) const {
        if constexpr (not is_condition<Where>) {
            static_assert(is_condition<Where>, "where: takes a boolean expression; compare the column with something");
            return *this;
        } else {
            const auto own = detail::owning(predicate);
            return exclusion_constraint<Name, Method, std::remove_const_t<decltype(own)>, Keys...>{keys, own, when};
        }
    }
    /// When it is checked.
    [[nodiscard]] constexpr auto checked(virga::checked moment) const {
        return exclusion_constraint{keys, condition, moment};
    }
};

namespace detail {
template <fixed_string Name, pg::index_method Method, class... Keys>
constexpr auto exclusion_of(const Keys&... keys) {
    return exclusion_constraint<Name, Method, std::tuple<>, Keys...>{{{keys}...}, {}};
}
}  // namespace detail

namespace pg {
/// What two rows are compared by, for `exclude`: `with<"&&">(booking.during)`.
template <fixed_string Operator, class Key>
[[nodiscard]] constexpr auto with(const Key& key) {
    static_assert(is_operator<Operator>, "with: an operator is made of + - * / < > = ~ ! @ # % ^ & | ` ?");
    if constexpr (not is_index_key<Key> or is_compared_key<Key>) {
        static_assert(is_index_key<Key> and not is_compared_key<Key>, "with: takes a column or an expression");
        return key;
    } else {
        auto ordered = virga::detail::as_index_key(key);
        return compared_key<decltype(ordered), Operator>{ordered};
    }
}
/// `exclude using gist (key with operator, ...)`: no two rows for which all the operators say yes. Another method is named behind
/// the constraint: `exclude<"name", pg::hash>(...)`. For the = of numbers, texts and dates in gist the database needs the extension
/// btree_gist.
template <fixed_string Name, index_method Method = gist, class... Keys>
[[nodiscard]] constexpr auto exclude(const Keys&... keys) {
    static_assert(is_identifier<Name>, "exclude: a name has 1 to 63 bytes");
    static_assert(Method == btree or Method == hash or Method == gist or Method == spgist,
                  "exclude: takes btree, hash, gist or spgist");
    if constexpr (sizeof...(Keys) == 0 or not(is_compared_key<Keys> and ...)) {
        static_assert(sizeof...(Keys) != 0 and (is_compared_key<Keys> and ...),
                      "exclude: takes columns and expressions with their operators, as with<\"=\">(room), with<\"&&\">(during)");
        return exclusion_constraint<Name, Method, std::tuple<>>{};
    } else {
        static_assert(
            can_be_indexed<Method, Keys...>,
            "exclude: an index of the method has no such operator for the type of a key, or not one that is the same both "
            "ways");
        static_assert(can_have_keys<Method, sizeof...(Keys)>, "exclude: hash and spgist indexes have one key");
        static_assert(keeps_order<Method, Keys...>,
                      "exclude: only btree indexes have an order; leave out desc, nulls_first and nulls_last");
        return virga::detail::exclusion_of<Name, Method>(virga::detail::owning(keys)...);
    }
}
}  // namespace pg
}  // namespace virga
