// virga/client/batch.hpp: several statements as one transaction, sent together.
#pragma once

#include <cstddef>      // std::size_t
#include <memory>       // std::shared_ptr
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::remove_cvref_t
#include <utility>      // std::index_sequence, std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/error.hpp>            // virga::usage_error
#include <virga/client/transaction.hpp>      // virga::transaction_options
#include <virga/expr/short_type.hpp>         // virga::detail::short_type_t
#include <virga/expr/values.hpp>             // virga::values
#include <virga/query/bundle.hpp>            // virga::detail::encode_all
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/detail/check.hpp>      // virga::detail::soundness
#include <virga/query/detail/compiled.hpp>   // virga::detail::statement_of, virga::detail::row_by_row
#include <virga/query/detail/given.hpp>      // virga::detail::use_values
#include <virga/query/statement.hpp>         // virga::statement
#include <virga/result/query_types.hpp>      // virga::detail::reader_of
#include <virga/result/rows.hpp>             // virga::rows
#include <virga/text/sql_statements.hpp>     // virga::detail::transaction_word

namespace virga {

/// A member of a batch as SQL text: one statement, and the values of its parameters.
struct sql_text {
    std::string text;
    arguments values{};
};

/// A member of a batch as clients see it; all views live as long as the call.
struct batch_item {
    statement query;
    const arguments* values;
    bool is_constant;  ///< whether the text is of static storage, so that it may be prepared
};

namespace detail {
/// A statement that was shaped by a call, and what it refers to.
struct shaped_statement {
    shaped_query query;
    statement described;
};
struct bound_statement {
    const statement* query;
    arguments values;
    std::shared_ptr<const shaped_statement> shaped = nullptr;
};
}  // namespace detail
/// A query with the values of its `arg<>`s, as `bind` makes one. It owns the values. `Tree` is that of a find whose
/// rows come in parts, by its short name; of other queries void.
template <class Reader, class Tree = void>
struct bound_query : detail::bound_statement {};

namespace detail {
template <class Type>
inline constexpr bool is_bound_query = false;
template <class Reader, class Tree>
inline constexpr bool is_bound_query<bound_query<Reader, Tree>> = true;
template <class Tree, class RowByRow = typename row_by_row<Tree>::type>
struct bound_to_values {
    using type = bound_query<reader_of<Tree>, short_type_t<Tree>>;
};
template <class Tree>
struct bound_to_values<Tree, Tree> {
    using type = bound_query<reader_of<Tree>>;
};
/// What `bind` makes of the queries of a tree.
template <class Tree>
using bound_query_of = typename bound_to_values<Tree>::type;

template <class Type>
concept query_like = requires { typename std::remove_cvref_t<Type>::tree; };
}  // namespace detail

/// In any_query.hpp.
template <class Row>
class any_query;

namespace detail {
template <class Type>
inline constexpr bool is_any_query = false;
template <class Row>
inline constexpr bool is_any_query<any_query<Row>> = true;
}  // namespace detail

/// What a batch takes: a query, `bind(query, values...)` for one with `arg<>`s, or an `any_query`.
template <class Type>
concept batch_member = detail::query_like<Type> or detail::is_bound_query<std::remove_cvref_t<Type>> or
    detail::is_any_query<std::remove_cvref_t<Type>>;

namespace detail {
/// Keeps what a call would send.
template <class Bound = bound_statement>  // so that only who calls it has it compiled
struct bind_to {
    Bound& bound;
    void operator()(const encodings& all) const { encode_all(bound.values, all); }
    void operator()(shaped_query&& made) const {
        const auto all = std::make_shared<shaped_statement>();
        all->query = std::move(made);
        all->described = all->query.described(*bound.query);
        bound.values = std::move(all->query.values);
        bound.query = &all->described;
        bound.shaped = all;
    }
};
}  // namespace detail

/// A query with the values of its `arg<>`s, in order of first use or by name, for a batch: `db.batch(bind(q, "a@b.c"), other)`.
/// What `db(query, values...)` checks is checked here.
///
/// Errors: `value_error` for a value that the column's type cannot hold.
template <class Query, class... Given>
    requires detail::query_like<Query>
[[nodiscard, gnu::always_inline]] inline auto bind(Query&& query, Given&&... given) {
    // In this form it wins over std::bind, which std::string brings along.
    using tree = typename std::remove_cvref_t<Query>::tree;
    [[maybe_unused]] constexpr bool is_sound = detail::soundness<tree>::value;
    // Here as well as in encode, as this function is instantiated where the user's line is known.
    constexpr bool is_complete = gives_every_argument<sizeof...(Given), detail::measures_of<tree>.arguments>;
    static_assert(is_complete or detail::was_refused<tree>::value,
                  "bind: the query has another number of arg<>s than there are values");
    constexpr const statement& whole = detail::statement_of<tree>;
    detail::bound_query_of<tree> bound{{&whole, {}}};
    if constexpr (is_complete) {
        if constexpr (detail::say_which<tree, detail::values_in<std::remove_cvref_t<Query>>, std::remove_cvref_t<Given>...>()) {
            detail::use_values<tree>(detail::bind_to<>{bound}, query.parameters, given...);
        }
    }
    return bound;
}

namespace detail {

template <class Reader, class Tree>
const bound_query<Reader, Tree>& bind_member(const bound_query<Reader, Tree>& member) {
    return member;
}
template <class Row>
const any_query<Row>& bind_member(const any_query<Row>& member) {
    return member;
}
template <class Query>
    requires query_like<Query>
[[gnu::always_inline]] inline auto bind_member(const Query& query) {
    constexpr bool awaits_nothing = measures_of<typename Query::tree>.arguments == 0;
    static_assert(awaits_nothing or was_refused<typename Query::tree>::value,
                  "batch: a query awaits the values of its arg<>s; give them with bind(query, values...)");
    if constexpr (awaits_nothing) return virga::bind(query);
    else return bound_query_of<typename Query::tree>{};
}

/// Refuses, before anything is sent, what would not be one transaction.
template <class Items>  // so that only who calls it has it compiled
void check_batch(const Items& items, const transaction_options& options) {
    check_options(options, "batch");
    for (std::size_t i = 0; i != items.size(); ++i) {
        if (const std::string_view word = transaction_word(items[i].query.text); not word.empty()) {
            throw usage_error(fmt::format("batch: statement {} is `{}`, but a batch is one transaction, which begins and ends by "
                                          "itself; take that out", i + 1, word));
        }
    }
}

template <class Reader, class Tree>
batch_item item_of(const bound_query<Reader, Tree>& member) {
    return {*member.query, &member.values, true};
}
template <class Row>
batch_item item_of(const any_query<Row>& member) {
    return {member.described(), &member.encoded(), true};
}
template <class Reader, class Tree>
rows<Reader> rows_of(const bound_query<Reader, Tree>& member, result& answer) {
    return rows<Reader>{detail::rows_of(std::move(answer), *member.query)};
}
template <class Row>
auto rows_of(const any_query<Row>& member, result& answer) {
    return member.rows_of(std::move(answer));
}
template <std::size_t... Indexes, class... Members>
auto typed_rows(std::vector<result>& results, std::index_sequence<Indexes...>, const Members&... members) {
    return std::tuple{rows_of(members, results[Indexes])...};
}

template <class Client, class... Members>
auto run_bound(Client& client, const transaction_options& options, const Members&... members) {
    const batch_item all[sizeof...(Members)]{item_of(members)...};
    const std::span items{all};
    check_batch(items, options);
    std::vector<result> results = client.run_batch(items, options);
    return typed_rows(results, std::index_sequence_for<Members...>{}, members...);
}

template <class Client, class Texts>
std::vector<result> run_texts(Client& client, const transaction_options& options, const Texts& members) {
    std::vector<batch_item> items;
    items.reserve(members.size());
    for (const auto& each : members) items.push_back({{each.text, {}, {}}, &each.values, false});
    check_batch(items, options);
    return client.run_batch(items, options);
}
}  // namespace detail

/// What has `run_batch(std::span<const batch_item>, const transaction_options&)` and is derived from this also runs batches.
///
/// A batch is one transaction: all of it takes effect, or nothing. Later members see what earlier ones did. Results come
/// when all is committed.
///
/// Errors: those of the client's `run`; `usage_error` for a member that begins or ends a transaction. Nothing was sent then.
template <class Self>
class batched_calls {
public:
    /// Runs queries as one transaction: `auto [posts, made] = db.batch(q1, bind(q2, "x"))`, a `rows` for each.
    template <batch_member... Queries>
        requires(sizeof...(Queries) != 0)
    [[gnu::always_inline]] auto batch(const Queries&... queries) {
        return detail::run_bound(static_cast<Self&>(*this), {}, detail::bind_member(queries)...);
    }
    template <batch_member... Queries>
        requires(sizeof...(Queries) != 0)
    [[gnu::always_inline]] auto batch(const Queries&... queries) const {
        return detail::run_bound(static_cast<const Self&>(*this), {}, detail::bind_member(queries)...);
    }
    /// The same in a transaction of some kind: `db.batch({.isolation = isolation_level::serializable}, q1, q2)`.
    template <batch_member... Queries>
        requires(sizeof...(Queries) != 0)
    [[gnu::always_inline]] auto batch(const transaction_options& options, const Queries&... queries) {
        return detail::run_bound(static_cast<Self&>(*this), options, detail::bind_member(queries)...);
    }
    template <batch_member... Queries>
        requires(sizeof...(Queries) != 0)
    [[gnu::always_inline]] auto batch(const transaction_options& options, const Queries&... queries) const {
        return detail::run_bound(static_cast<const Self&>(*this), options, detail::bind_member(queries)...);
    }

    /// Runs SQL texts, of one statement each, as one transaction. A result for each, in order.
    std::vector<result> batch(std::span<const sql_text> members, const transaction_options& options = {}) {
        return detail::run_texts(static_cast<Self&>(*this), options, members);
    }
    std::vector<result> batch(std::span<const sql_text> members, const transaction_options& options = {}) const {
        return detail::run_texts(static_cast<const Self&>(*this), options, members);
    }
};

namespace detail {
/// A batch over a connection: `run_batch` of clients that can begin a transaction.
template <class Client, class Items>
std::vector<result> run_batch_in_transaction(Client& client, const Items& items, const transaction_options& options) {
    std::vector<result> results;
    results.reserve(items.size());
    auto transaction = client.begin(options);
    for (const batch_item& each : items) {
        results.push_back(each.is_constant ? transaction.run(each.query, *each.values)
                                           : transaction.execute(each.query.text, *each.values));
    }
    transaction.commit();
    return results;
}
}  // namespace detail
}  // namespace virga
