// virga/query/find.hpp: find_many and find_first: rows of a table, with those that are related to them.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v, std::remove_cvref_t
#include <utility>      // std::make_index_sequence

#include <virga/query/detail/belonging.hpp>         // virga::detail::clause_if_there
#include <virga/query/detail/check.hpp>             // virga::detail::order_key
#include <virga/query/detail/compiled.hpp>          // virga::detail::columns_of_tree
#include <virga/query/detail/find_plan.hpp>         // virga::detail::find_plan
#include <virga/query/detail/found.hpp>             // virga::detail::found_select
#include <virga/query/detail/stored_statement.hpp>  // virga::detail::statement_by_number
#include <virga/query/detail/united.hpp>            // virga::detail::united_select
#include <virga/query/level.hpp>                    // virga::level_calls
#include <virga/query/related.hpp>                  // what with takes

namespace virga {

namespace detail {
/// How a find becomes a statement.
template <class Level, find_plan Plan>
struct planned_select : found_select<Level> {};
template <class Level, find_plan Plan>
    requires(is_united<Level> and Plan != find_plan::beside)
struct planned_select<Level, Plan> : united_select<Level, Plan == find_plan::all_apart> {};

/// The tree of a find, by its level: so it is made only of finds that are run or spelled, not of what comes before, call by call.
template <class Level, find_plan Plan>
struct find_tree : planned_select<Level, Plan>::type {};
template <class Level, find_plan Plan>
inline constexpr bool is_find<find_tree<Level, Plan>> = true;
template <class Level, find_plan Plan>
struct nodes_of_tree<find_tree<Level, Plan>> : nodes_of_tree<typename found_select<Level>::type> {};
template <class Level, find_plan Plan, std::size_t Index>
struct order_key<find_tree<Level, Plan>, Index> : order_key<typename found_select<Level>::type, Index> {};
template <class Level, find_plan Plan>
using shape_of_find = typename planned_select<Level, Plan>::placed::shape;
template <class Level, find_plan Plan>
inline constexpr const auto& columns_of_tree<find_tree<Level, Plan>> =
    columns_of_shape<shape_of_find<Level, Plan>>;
template <class Level, find_plan Plan>
    requires(is_united<Level> and Plan != find_plan::beside)
inline constexpr const auto& columns_of_tree<find_tree<Level, Plan>> =
    united_columns_of<united_select<Level, Plan == find_plan::all_apart>>;
template <class Level, find_plan Plan>
    requires(is_united<Level> and Plan != find_plan::beside)
struct parts_of_tree<find_tree<Level, Plan>> {
    static constexpr auto describe() { return describe_parts<united_select<Level, Plan == find_plan::all_apart>>(); }
};

template <class Level, find_plan Plan>
    requires(is_united<Level> and Plan != find_plan::beside)
struct row_by_row<find_tree<Level, Plan>> {
    using type = find_tree<Level, find_plan::beside>;
};

template <class Lock>
inline constexpr lock_strength strength_of = lock_strength::update;
template <lock_strength Strength, lock_wait Wait, class... Sources>
inline constexpr lock_strength strength_of<clause::lock<Strength, Wait, Sources...>> = Strength;
template <class Level, find_plan Plan>
inline constexpr const statement& statement_of<find_tree<Level, Plan>> =
    statement_by_number<find_tree<Level, Plan>>();
}  // namespace detail

/// A find that locks the rows that it looks for, which other calls may follow.
template <class Level, class Values>
struct locking_find;

/// A find with the values of its parameters. It is a query as others are: one statement, whose text is a constant.
template <class Level, class Values = values<>>
struct find_query : level_calls<find_query<Level, Values>> {
    using level = Level;
    using tree = detail::find_tree<Level, detail::plan_of<Level, Values>()>;
    static constexpr bool has_several_rows = true;
    [[no_unique_address]] Values parameters;

    template <class Next, class All>
    [[gnu::always_inline]] static constexpr auto again(const All& all) {
        return find_query<Next, All>{{}, all};
    }

    /// `for update`: the rows are locked as those are that an update changes; rows that are related to them are not. `.no_wait()`
    /// or `.skip_locked()` may follow.
    [[nodiscard, gnu::always_inline]] constexpr auto for_update() const { return lock<detail::lock_strength::update>(); }
    /// `for no key update`: as those whose keys stay.
    [[nodiscard, gnu::always_inline]] constexpr auto for_no_key_update() const {
        return lock<detail::lock_strength::no_key_update>();
    }
    /// `for share`: nobody can change them.
    [[nodiscard, gnu::always_inline]] constexpr auto for_share() const { return lock<detail::lock_strength::share>(); }
    /// `for key share`: nobody can change their keys.
    [[nodiscard, gnu::always_inline]] constexpr auto for_key_share() const { return lock<detail::lock_strength::key_share>(); }

protected:
    template <detail::lock_strength Strength, detail::lock_wait Wait = detail::lock_wait::waits>
    [[gnu::always_inline]] constexpr auto lock() const {
        // The other tables of the statement stand at the nullable side of a join, where no row can be locked.
        using clause = clause::lock<Strength, Wait, typename Level::source>;
        using next = typename Level::template with_words<detail::level_words<typename Level::words::distinct, clause>>;
        return locking_find<next, Values>{{{}, parameters}};
    }
};
template <class Level, class Values>
struct locking_find : find_query<Level, Values> {
    /// `nowait`: a row that someone else has locked is an error, 55P03, at once.
    [[nodiscard, gnu::always_inline]] constexpr auto no_wait() const { return wait<detail::lock_wait::no_wait>(); }
    /// `skip locked`: such a row is left out.
    [[nodiscard, gnu::always_inline]] constexpr auto skip_locked() const { return wait<detail::lock_wait::skip_locked>(); }

private:
    template <detail::lock_wait Wait>
    [[gnu::always_inline]] constexpr auto wait() const {
        return this->template lock<detail::strength_of<typename Level::words::lock>, Wait>();
    }
};

/// The rows of a table: `find_many(user).with(posts_of_user.limit(5)).where(user.active)`. A row of the result has the members of
/// the table's struct, and `u[posts_of_user]`.
template <class Table>
[[nodiscard, gnu::always_inline]] constexpr auto find_many(const Table&) {
    if constexpr (is_view<Table>) {
        using level = detail::whole_level<typename Table::tag>;
        return find_query<typename level::template with_own<typename detail::outputs_of_source<Table>::type>>{};
    } else if constexpr (not is_table<Table>) {
        static_assert(is_table<Table>, "find_many: takes a table or a view");
        return detail::refused_select{};
    } else {
        return find_query<detail::whole_level<Table>>{};
    }
}
/// The same with `limit 1`: `db(find_first(user).where(user.email == email)).first()`.
template <class Table>
[[nodiscard, gnu::always_inline]] constexpr auto find_first(const Table& table) {
    if constexpr (not(is_table<Table> or is_view<Table>)) {
        static_assert(is_table<Table> or is_view<Table>, "find_first: takes a table or a view");
        return detail::refused_select{};
    } else {
        return find_many(table).limit(1);
    }
}

template <class>
inline constexpr bool is_find_query = false;
template <class Level, class Values>
inline constexpr bool is_find_query<find_query<Level, Values>> = true;
/// Whether the rows of a find are all of a table that meet its condition.
template <class Find>
inline constexpr bool has_all_its_rows =
    not Find::level::is_cut and std::is_same_v<typename Find::level::words, detail::no_words>;

/// `select count(*) from "table" where condition`: how many rows a find without limit has, for pages with a total: `count(found)`
/// beside `found.with(posts_of_user).order_by(user.name).limit(20)`. What it reads and in which order does not matter. After
/// `after(...)` it counts the rows that are left.
template <class Find>
    requires is_find_query<std::remove_cvref_t<Find>>
[[nodiscard]] constexpr auto count(Find&& find) {
    using found = std::remove_cvref_t<Find>;
    using level = typename found::level;
    if constexpr (not has_all_its_rows<found>) {
        static_assert(has_all_its_rows<found>,
                      "count: a find is counted before its limit, offset, distinct and lock; keep it, and add these to "
                      "what is read");
        return detail::refused_select{};
    } else {
        using counted = clause::selected<0, node::output<tree_of<decltype(virga::count())>>>;
        using from = clause::join<0, join_kind::from, typename level::source>;
        using where = detail::clause_if_there<place::where, level::where::parameters, typename level::where::nodes>;
        return detail::make_select<
            typename detail::tree_of_list<typename detail::joined<list<counted, from>, typename where::type>::type>::type>(
            detail::part<level::where_at>(find.parameters, std::make_index_sequence<level::where::parameters>{}));
    }
}
}  // namespace virga
