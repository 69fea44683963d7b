// virga/query/conflict.hpp: on conflict, and the row that was to be inserted.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t
#include <utility>      // std::index_sequence

#include <virga/catalog/keys.hpp>          // virga::detail::unique_keys
#include <virga/query/detail/writing.hpp>  // virga::detail::write_set
#include <virga/query/inferred_index.hpp>  // virga::detail::write_conflict_target

namespace virga {

/// The row that an insert could not insert, in `do_update`.
template <class Table>
struct excluded_row {};

template <class Table>
struct source_traits<excluded_row<Table>> : source_traits<Table> {
    static constexpr std::string_view reference_name = "excluded";
};

/// `excluded.column`: the value that was to be inserted.
template <class Source, fixed_string Name>
[[nodiscard]] constexpr auto excluded(const column<Source, Name>&) {
    return column<excluded_row<Source>, Name>{};
}

/// Whether a table can be updated on conflict: there its rows go by its name, the one that was to be inserted by `excluded`.
/// Source: PostgreSQL refuses `"excluded"."column"` of a table called so with 42P09, ambiguous_alias.
template <class Source>
inline constexpr bool is_told_from_excluded =
    source_traits<Source>::reference_name != source_traits<excluded_row<Source>>::reference_name;

/// Whether `on conflict` can name just these columns: none, or those of a primary key, unique constraint or
/// unique index.
template <class Source, class... Columns>
inline constexpr bool is_conflict_target =
    sizeof...(Columns) == 0 or detail::is_any_key<detail::primary_keys<Source>, tree_of<Columns>::index...> or
    detail::is_any_key<detail::unique_keys<Source>, tree_of<Columns>::index...>;

namespace clause {
/// `on conflict target do nothing`; the target is a list of columns, an index or a constraint.
template <class Target>
struct do_nothing : virga::detail::clause_base<place::conflict, 0> {
    using nodes = list<>;
    static constexpr void write(writer& out) {
        virga::detail::write_conflict_target(out, static_cast<Target*>(nullptr));
        out.text(" do nothing");
    }
};

/// `on conflict target do update set column = value, ...`
template <std::size_t Count, class Source, class Target, class... Items>
struct do_update : virga::detail::clause_base<place::conflict, Count> {
    using nodes = list<typename Items::value...>;
    static constexpr void write(writer& out) {
        virga::detail::write_conflict_target(out, static_cast<Target*>(nullptr));
        out.text(" do update set ");
        out.source(virga::detail::reference_of<excluded_row<Source>>);
        virga::detail::write_set<Source, Items...>(out);
        out.end_source();
    }
};

/// ` where condition`, after what it sets.
template <std::size_t Count, class Condition>
struct update_where : virga::detail::clause_base<place::conflict, Count> {
    using nodes = list<Condition>;
    static constexpr void write(writer& out) {
        out.enter(place::conflict);
        out.text(" where ");
        out.list({&Condition::write});
    }
};
}  // namespace clause

/// What `do_update` sets: see `all_excluded`.
struct all_excluded_columns {};
/// In `do_update`: every column that the insert names, but those of the key that may conflict and of the primary key, is set to the
/// value that was to be inserted. Assignments may follow, which have it their way. A column that the app makes stays as it is if
/// the insert does not name it, and in rows of `insertable<>`; `on_update_from` is called for it. Such rows name all others: one
/// that is left out is set to its default, or NULL.
inline constexpr all_excluded_columns all_excluded;

namespace detail {
template <class Source, class Given, class Left>
struct excluded_items;
template <class Source, std::size_t... Given, std::size_t... Left>
struct excluded_items<Source, std::index_sequence<Given...>, std::index_sequence<Left...>>
    : joined<std::conditional_t<has_index<Given, Left...> or field_of<Source, Given>::is_generated, list<>,
                                list<set_item<Given, node::column_at<excluded_row<Source>, Given>>>>...> {};
}  // namespace detail

/// Whether `all_excluded` stands for some column.
template <class Items>
inline constexpr bool names_more_than_the_key = Items::size != 0;
}  // namespace virga
