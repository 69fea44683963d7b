// virga/query/lock.hpp: for update and its like, and what may follow them.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/query/clause.hpp>       // virga::detail::refuse_clause
#include <virga/query/detail/tree.hpp>  // virga::detail::tree_with
#include <virga/query/source.hpp>       // virga::is_query_source

namespace virga {

template <class Tree, class Values>
struct select_query;

namespace detail {
/// How strongly rows are locked.
enum class lock_strength : unsigned char { update, no_key_update, share, key_share };
enum class lock_wait : unsigned char { waits, no_wait, skip_locked };
}  // namespace detail

namespace clause {
/// `for update of "a", "b" skip locked`
template <virga::detail::lock_strength Strength, virga::detail::lock_wait Wait, class... Sources>
struct lock : virga::detail::clause_base<place::lock, 0> {
    using nodes = list<>;
    static constexpr virga::detail::clause_marks marks =
        virga::detail::mark_of(place::lock) |
        (Wait == virga::detail::lock_wait::skip_locked ? virga::detail::marks_skipped : virga::detail::clause_marks{});
    static constexpr void write(writer& out) {
        constexpr std::string_view strengths[]{" for update", " for no key update", " for share", " for key share"};
        constexpr std::string_view waits[]{"", " nowait", " skip locked"};
        out.enter(place::lock);
        out.text(strengths[static_cast<std::size_t>(Strength)]);
        bool first = true;
        ((out.text(first ? " of " : ", "), first = false, out.identifier(source_traits<Sources>::reference_name),
          out.locks(virga::detail::reference_of<Sources>.id)),
         ...);
        if (sizeof...(Sources) == 0) out.locks(0);
        out.text(waits[static_cast<std::size_t>(Wait)]);
    }
};
}  // namespace clause

/// Whether each is a table of the query's from clause, or an alias of one: rows of a query with a name cannot be locked from
/// outside.
template <class... Sources>
inline constexpr bool are_lockable = sizeof...(Sources) != 0 and ((is_source<Sources> and not is_query_source<Sources>) and ...);

/// A select that locks the rows that it returns, which other clauses may follow: `Before` with the lock.
template <class Before, class Lock, class Values>
struct locking_query;
template <class Before, detail::lock_strength Strength, detail::lock_wait Wait, class... Sources, class Values>
struct locking_query<Before, clause::lock<Strength, Wait, Sources...>, Values>
    : select_query<typename detail::tree_with<Before, clause::lock<Strength, Wait, Sources...>>::type, Values> {
    /// `of "source"`: only the rows of these tables are locked.
    template <class... More>
    [[nodiscard, gnu::always_inline]] constexpr auto of(const More&...) const {
        if constexpr (not are_lockable<More...>) {
            static_assert(are_lockable<More...>, "of: takes tables and aliases of the query");
            return detail::refuse_clause(static_cast<const typename locking_query::select_query&>(*this));
        } else {
            return again<Wait, More...>();
        }
    }
    /// `nowait`: a row that someone else has locked is an error, 55P03, at once.
    [[nodiscard, gnu::always_inline]] constexpr auto no_wait() const { return again<detail::lock_wait::no_wait>(); }
    /// `skip locked`: such a row is left out.
    [[nodiscard, gnu::always_inline]] constexpr auto skip_locked() const { return again<detail::lock_wait::skip_locked>(); }

private:
    template <detail::lock_wait Now, class... More>
    [[gnu::always_inline]] constexpr auto again() const {
        return locking_query<Before, clause::lock<Strength, Now, Sources..., More...>, Values>{{{}, this->parameters}};
    }
};
}  // namespace virga
