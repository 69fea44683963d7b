// virga/catalog/constraint.hpp: what a table promises beyond its columns: keys, foreign keys, checks, what columns are computed by.
#pragma once

#include <type_traits>  // std::is_same_v, std::remove_const_t

#include <virga/expr/assignment.hpp>     // virga::can_be_set_to, is_derived
#include <virga/expr/column.hpp>         // virga::is_column
#include <virga/expr/logic.hpp>          // virga::is_condition
#include <virga/expr/owning.hpp>         // virga::detail::owning
#include <virga/schema/attributes.hpp>   // virga::on_delete
#include <virga/schema/field_rules.hpp>  // virga::detail::same_key_type
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/text/name.hpp>           // virga::is_identifier

namespace virga {

enum class key_kind : unsigned char { primary, alternate };

/// A primary key or unique constraint on several columns. An empty name is PostgreSQL's own.
template <key_kind Kind, fixed_string Name, class... Columns>
struct key_constraint {
    bool nulls_are_distinct = true;
    virga::checked when = virga::checked::at_once;

    /// Two rows with NULL in the same columns are the same, too: `unique nulls not distinct`.
    [[nodiscard]] constexpr auto nulls_not_distinct() const {
        static_assert(Kind == key_kind::alternate, "nulls_not_distinct: a primary key holds no NULL");
        return key_constraint{false, when};
    }
    /// When it is checked. Neither a foreign key nor `on conflict` can refer to one that can be put off.
    [[nodiscard]] constexpr auto checked(virga::checked moment) const { return key_constraint{nulls_are_distinct, moment}; }
};

/// A foreign key on several columns, or to the table itself.
template <fixed_string Name, class Columns, class Targets>
struct foreign_key_constraint {
    virga::on_delete deleted = virga::on_delete::no_action;
    virga::on_update updated = virga::on_update::no_action;
    virga::checked when = virga::checked::at_once;
    bool matches_full = false;
    bool is_validated = true;

    /// What happens to the row when the one it references is deleted.
    [[nodiscard]] constexpr auto on_delete(virga::on_delete action) const {
        return foreign_key_constraint{action, updated, when, matches_full, is_validated};
    }
    /// What happens to the row when the key it references changes.
    [[nodiscard]] constexpr auto on_update(virga::on_update action) const {
        return foreign_key_constraint{deleted, action, when, matches_full, is_validated};
    }
    /// When it is checked.
    [[nodiscard]] constexpr auto checked(virga::checked moment) const {
        return foreign_key_constraint{deleted, updated, moment, matches_full, is_validated};
    }
    /// Its columns are all NULL, or none is: `match full`.
    [[nodiscard]] constexpr auto match_full() const {
        return foreign_key_constraint{deleted, updated, when, true, is_validated};
    }
    /// The rows that are there are not looked at: `not valid`. Once this word is taken away, a migration looks at them.
    [[nodiscard]] constexpr auto not_valid() const {
        return foreign_key_constraint{deleted, updated, when, matches_full, false};
    }
};

/// A condition that each row must meet.
template <fixed_string Name, class Condition>
struct check_constraint {
    Condition condition;
    bool is_validated = true;

    /// The rows that are there are not looked at: `not valid`. Once this word is taken away, a migration looks at them.
    [[nodiscard]] constexpr auto not_valid() const { return check_constraint{condition, false}; }
};

/// What the server computes for a column that is declared `generated_stored`.
template <class Column, class Expression>
struct generated_column {
    Expression expression;
};

namespace detail {
template <class Column, class... Columns>
inline constexpr int times_named = (0 + ... + (std::is_same_v<Column, Columns> ? 1 : 0));
}  // namespace detail

/// Whether each item is a column.
template <class... Items>
inline constexpr bool are_columns = sizeof...(Items) != 0 and (is_column<Items> and ...);
/// Whether each column is declared not null, as those of a primary key must be.
template <class... Columns>
inline constexpr bool are_not_null = (not tree_of<Columns>::field::is_nullable and ...);

/// Whether values of each column are equal or not.
template <class... Columns>
inline constexpr bool can_be_keys = (is_ordered_type<type_of<Columns>> and ...);

/// Whether a key names each of its columns once.
template <class... Columns>
inline constexpr bool are_named_once = ((detail::times_named<Columns, Columns...> == 1) and ...);

namespace detail {
template <class Columns, class Targets>
inline constexpr bool are_same_key_types = false;
template <class... Columns, class... Targets>
    requires(sizeof...(Columns) == sizeof...(Targets))
inline constexpr bool are_same_key_types<list<Columns...>, list<Targets...>> =
    (same_key_type<type_of<Columns>, type_of<Targets>> and ...);
}  // namespace detail

/// Whether a foreign key and the key it references have as many columns, of the same types.
template <class Columns, class Targets>
inline constexpr bool matches_key = detail::are_same_key_types<Columns, Targets>;

/// Whether `Name` can be the name of a constraint; an empty one is PostgreSQL's own.
template <fixed_string Name>
inline constexpr bool is_constraint_name = Name.size() == 0 or is_identifier<Name>;

namespace detail {
/// A foreign key that does not say yet what it references.
template <fixed_string Name, class... Columns>
struct open_foreign_key {
    /// The columns referenced, in the order of the referencing ones: those of a primary key or of a unique one.
    template <class... Targets>
    [[nodiscard]] constexpr auto references(const Targets&...) const {
        if constexpr (sizeof...(Columns) == 0) {  // refused before
            return foreign_key_constraint<Name, list<>, list<>>{};
        } else if constexpr (not are_columns<Targets...>) {
            static_assert(are_columns<Targets...>, "references: takes columns");
            return foreign_key_constraint<Name, list<>, list<>>{};
        } else if constexpr (not matches_key<list<Columns...>, list<Targets...>>) {
            static_assert(matches_key<list<Columns...>, list<Targets...>>,
                          "references: the key and the one it references differ in the number or types of their columns");
            return foreign_key_constraint<Name, list<>, list<>>{};
        } else {
            return foreign_key_constraint<Name, list<Columns...>, list<Targets...>>{};
        }
    }
};
}  // namespace detail

namespace pg {
/// `primary key (columns)`, declared in `constraints()`; its columns must be declared not null.
template <fixed_string Name = "", class... Columns>
[[nodiscard]] constexpr auto primary_key(const Columns&...) {
    static_assert(is_constraint_name<Name>, "primary_key: a name has 1 to 63 bytes");
    if constexpr (not are_columns<Columns...>) {
        static_assert(are_columns<Columns...>, "primary_key: takes columns");
        return key_constraint<key_kind::primary, Name>{};
    } else {
        static_assert(are_named_once<Columns...>, "primary_key: names a column twice");
        static_assert(can_be_keys<Columns...>, "primary_key: PostgreSQL has no = and no order for values of a column's type");
        static_assert(are_not_null<Columns...>, "primary_key: a column may be NULL; declare it not_null");
        return key_constraint<key_kind::primary, Name, Columns...>{};
    }
}
/// `unique (columns)`
template <fixed_string Name = "", class... Columns>
[[nodiscard]] constexpr auto unique(const Columns&...) {
    static_assert(is_constraint_name<Name>, "unique: a name has 1 to 63 bytes");
    if constexpr (not are_columns<Columns...>) {
        static_assert(are_columns<Columns...>, "unique: takes columns; for an expression write unique_index");
        return key_constraint<key_kind::alternate, Name>{};
    } else {
        static_assert(are_named_once<Columns...>, "unique: names a column twice");
        static_assert(can_be_keys<Columns...>, "unique: PostgreSQL has no = and no order for values of a column's type");
        return key_constraint<key_kind::alternate, Name, Columns...>{};
    }
}
/// `foreign key (columns)`, to be followed by `.references(columns)`.
template <fixed_string Name = "", class... Columns>
[[nodiscard]] constexpr auto foreign_key(const Columns&...) {
    static_assert(is_constraint_name<Name>, "foreign_key: a name has 1 to 63 bytes");
    if constexpr (not are_columns<Columns...>) {
        static_assert(are_columns<Columns...>, "foreign_key: takes columns");
        return virga::detail::open_foreign_key<Name>{};
    } else {
        return virga::detail::open_foreign_key<Name, Columns...>{};
    }
}
/// `check (condition)`
template <fixed_string Name, class Condition>
[[nodiscard]] constexpr auto check(const Condition& condition) {
    static_assert(is_identifier<Name>, "check: a name has 1 to 63 bytes");
    if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition>, "check: takes a boolean expression; compare the column with something");
        return check_constraint<Name, expression<node::refused<types::boolean>>>{};
    } else {
        const auto own = virga::detail::owning(condition);
        return check_constraint<Name, std::remove_const_t<decltype(own)>>{own};
    }
}
/// What a column that is declared `generated_stored` holds: an expression over the other columns of the row.
template <class Column, class Expression>
[[nodiscard]] constexpr auto generated_stored(const Column&, const Expression& expression) {
    using refused = generated_column<Column, virga::expression<node::refused<types::boolean>>>;
    if constexpr (not is_column<Column>) {
        static_assert(is_column<Column>, "generated_stored: takes a column, and the expression that it is computed by");
        return refused{};
    } else if constexpr (not is_derived<Column>) {
        static_assert(is_derived<Column>,
                      "generated_stored: the column is not declared so; add the attribute generated_stored to it");
        return refused{};
    } else if constexpr (not expression_like<Expression>) {
        static_assert(expression_like<Expression>,
                      "generated_stored: takes an expression over columns; what is the same in each row is a default");
        return refused{};
    } else if constexpr (not can_be_set_to<Column, Expression>) {
        static_assert(can_be_set_to<Column, Expression>,
                      "generated_stored: the expression is not of the column's type; write a cast");
        return refused{};
    } else if constexpr (not keeps_not_null<Column, Expression>) {
        static_assert(keeps_not_null<Column, Expression>,
                      "generated_stored: the column is not null and the expression may be NULL; write coalesce, or leave "
                      "not_null out");
        return refused{};
    } else {
        const auto own = virga::detail::owning(expression);
        return generated_column<Column, std::remove_const_t<decltype(own)>>{own};
    }
}
}  // namespace pg
}  // namespace virga
