// virga/client/detail/no_interactive_transactions.hpp: begin and transaction for a client that cannot have them.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <utility>      // std::forward

#include <virga/client/retry.hpp>            // virga::retry
#include <virga/client/stream.hpp>           // virga::detail::refuse_stream
#include <virga/client/transaction.hpp>      // virga::transaction_options
#include <virga/client/typed_calls.hpp>      // virga::typed_calls
#include <virga/query/copy.hpp>              // virga::copy_target
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/statement.hpp>         // virga::statement
#include <virga/result/result.hpp>           // virga::result

namespace virga {

/// Whether a client can hold a transaction open from one call to the next.
template <class Client>
inline constexpr bool has_interactive_transactions = true;

namespace detail {

/// What a refused `begin` returns, so that nothing follows from the mistake: it takes every call and is never made to run.
struct refused_transaction : typed_calls<refused_transaction> {
    result run(const statement&, const arguments&) { return {}; }
    result execute(std::string_view) { return {}; }
    result execute(std::string_view, const arguments&) { return {}; }
    template <class Query, class... Given>
    auto stream(const Query& query, const Given&...) {
        return refuse_stream(query);
    }
    template <class Target, class Range>
    std::size_t copy(const Target&, const Range&) {
        return 0;
    }
    void commit() {}
    void rollback() {}
    [[nodiscard]] bool is_open() const { return false; }
};

/// Refuses `begin` and `transaction` in the user's own line.
template <class Self>
class no_interactive_transactions {
public:
    template <class Client = Self>
    auto begin(const transaction_options& = {}) const {
        static_assert(has_interactive_transactions<Client>,
                      "begin: SQL over HTTP has no open transactions; send the queries as one transaction with "
                      "batch(query, query...), or use neon_ws_client");
        return refused_transaction{};
    }
    template <class Function>
    auto transaction(Function&& function, const transaction_options& = {}) const {
        static_assert(has_interactive_transactions<Self>,
                      "transaction: SQL over HTTP has no open transactions; send the queries as one transaction with "
                      "batch(query, query...), or use neon_ws_client");
        refused_transaction none;
        return std::forward<Function>(function)(none);
    }
    template <class Function>
    auto transaction(const retry&, Function&& function, const transaction_options& options = {}) const {
        return transaction(std::forward<Function>(function), options);
    }
    template <class Source, class Indexes, class Range>
    auto copy(const copy_target<Source, Indexes>&, const Range&) const {
        static_assert(has_interactive_transactions<Self>,
                      "copy: SQL over HTTP sends no rows beside a statement; write insert_into(table).rows(range), or use "
                      "neon_ws_client");
        return std::size_t{};
    }
    template <class Query, class... Given>
    auto stream(const Query& query, const Given&...) const {
        static_assert(has_interactive_transactions<Self>,
                      "stream: SQL over HTTP keeps no cursor from one request to the next; read page by page, with a where on the "
                      "key and limit, or use neon_ws_client");
        return refuse_stream(query);
    }
};
}  // namespace detail
}  // namespace virga
