// virga/query/find.hpp: find_many and find_first: rows of a table, with those that are related to them.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/query/check.hpp>    // virga::detail::order_key
#include <virga/query/compiled.hpp>  // virga::detail::columns_of_tree
#include <virga/query/found.hpp>    // virga::detail::found_select
#include <virga/query/level.hpp>    // virga::level_calls
#include <virga/query/related.hpp>  // what with takes
#include <virga/query/united.hpp>   // virga::detail::united_select

namespace virga {

namespace detail {
/// How a find becomes a statement; `HasPlainValues` if its values can be those of parts.
template <class Level, bool HasPlainValues>
struct planned_select : found_select<Level> {};
template <class Level>
    requires is_united<Level>
struct planned_select<Level, true> : united_select<Level> {};

/// The tree of a find, by its level: so it is made only of finds that are run or spelled, not of what comes before, call by call.
template <class Level, bool HasPlainValues>
struct find_tree : planned_select<Level, HasPlainValues>::type {};
template <class Level, bool HasPlainValues>
struct nodes_of_tree<find_tree<Level, HasPlainValues>> : nodes_of_tree<typename found_select<Level>::type> {};
template <class Level, bool HasPlainValues, std::size_t Index>
struct order_key<find_tree<Level, HasPlainValues>, Index> : order_key<typename found_select<Level>::type, Index> {};
template <class Level, bool HasPlainValues>
using shape_of_find = typename planned_select<Level, HasPlainValues>::placed::shape;
template <class Level, bool HasPlainValues>
inline constexpr const auto& columns_of_tree<find_tree<Level, HasPlainValues>> =
    columns_of_shape<shape_of_find<Level, HasPlainValues>>;
template <class Level>
    requires is_united<Level>
inline constexpr const auto& columns_of_tree<find_tree<Level, true>> = united_columns_of<united_select<Level>>;
template <class Level>
    requires is_united<Level>
inline constexpr const united_parts* parts_of_tree<find_tree<Level, true>> = &united_parts_of<united_select<Level>>;

template <class Level>
struct row_by_row<find_tree<Level, true>> {
    using type = find_tree<Level, false>;
};
}  // namespace detail

/// A find with the values of its parameters. It is a query as others are: one statement, whose text is a constant.
template <class Level, class Values = values<>>
struct find_query : level_calls<find_query<Level, Values>> {
    using level = Level;
    using tree = detail::find_tree<Level, detail::has_plain_values<Level, Values>>;
    static constexpr bool has_several_rows = true;
    [[no_unique_address]] Values parameters;

    template <class Next, class All>
    [[gnu::always_inline]] static constexpr auto again(const All& all) {
        return find_query<Next, All>{{}, all};
    }
};

/// The rows of a table: `find_many(user).with(posts_of_user.limit(5)).where(user.active)`. A row of the result has the members of
/// the table's struct, and `u[posts_of_user]`.
template <class Table>
[[nodiscard, gnu::always_inline]] constexpr auto find_many(const Table&) {
    if constexpr (not is_table<Table>) {
        static_assert(is_table<Table>, "find_many: takes a table");
        return detail::refused_select{};
    } else {
        return find_query<detail::whole_level<Table>>{};
    }
}
/// The same with `limit 1`: `db(find_first(user).where(user.email == email)).first()`.
template <class Table>
[[nodiscard, gnu::always_inline]] constexpr auto find_first(const Table& table) {
    if constexpr (not is_table<Table>) {
        static_assert(is_table<Table>, "find_first: takes a table");
        return detail::refused_select{};
    } else {
        return find_many(table).limit(1);
    }
}
}  // namespace virga
