// virga/client/typed_calls.hpp: db(query, values...), for every client and transaction.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/client/violation.hpp>    // what a failed call is asked: failed.is(...)
#include <virga/query/bundle.hpp>        // virga::detail::use_slots
#include <virga/query/check.hpp>         // virga::detail::checked
#include <virga/query/compiled.hpp>      // virga::detail::statement_of
#include <virga/query/given.hpp>         // virga::detail::use_values
#include <virga/query/writing.hpp>       // virga::detail::refused_statement
#include <virga/result/query_types.hpp>  // virga::detail::reader_of
#include <virga/result/rows.hpp>         // virga::rows

namespace virga {

namespace detail {
/// Runs a statement with values to encode; all of a call that is the same for every query.
template <class Self>
struct run_by {
    Self& self;
    const statement& query;
    untyped_rows operator()(const encodings& values) const {
        arguments encoded;
        encode_all(encoded, values);
        return {self.run(query, encoded), query.columns};
    }
    untyped_rows operator()(const shaped_query& shaped) const {
        return {self.run(shaped.described(query), shaped.values), query.columns};
    }
};

template <class Self, class Query, class... Given>
[[gnu::always_inline]] inline auto call(Self& self, const Query& query, const Given&... given) {
    if constexpr (not is_finished<Query>) {
        static_assert(is_finished<Query>,
                      "call: takes a finished query; an insert needs values, rows or default_values, an update set, "
                      "an on_conflict do_nothing or do_update");
        return call(self, refused_statement{});
    } else {
        using tree = typename Query::tree;
        [[maybe_unused]] constexpr bool is_sound = checked<tree>::value;
        constexpr std::size_t expected = measures_of<tree>.arguments;
        if constexpr (gives_every_argument<sizeof...(Given), expected>) {
            if constexpr (is_plain_call<tree, values_in<Query>, Given...>) {
                const void* const values[]{&given..., nullptr};
                return rows<reader_of<tree>>{
                    use_slots<repeating<tree>, list<Given...>>(run_by<Self>{self, statement_of<tree>}, query.parameters, values)};
            } else if constexpr (say_which<tree, values_in<Query>, Given...>()) {
                return rows<reader_of<tree>>{use_values<tree>(run_by<Self>{self, statement_of<tree>}, query.parameters, given...)};
            } else {
                return rows<reader_of<tree>>{};
            }
        } else {
            static_assert(gives_every_argument<sizeof...(Given), expected> or was_refused<tree>::value,
                          "call: the query has another number of arg<>s than the call has values");
            return rows<reader_of<tree>>{};
        }
    }
}
}  // namespace detail

/// What runs SQL and is derived from this also runs queries, by a call.
template <class Self>
class typed_calls {
public:
    /// Runs a query. `given` are the values of its `arg<>`s, in order of first use in the text, or by name: `db(query,
    /// "after"_a = 100)`.
    ///
    /// Errors: those of the client's `run`; `value_error` for a value that the column's type cannot hold.
    template <class Query, class... Given>
    [[gnu::always_inline]] auto operator()(const Query& query, const Given&... given) {
        return detail::call(static_cast<Self&>(*this), query, given...);
    }
    /// The same on a client that is const, for those that run statements so.
    template <class Query, class... Given>
    [[gnu::always_inline]] auto operator()(const Query& query, const Given&... given) const {
        return detail::call(static_cast<const Self&>(*this), query, given...);
    }
};
}  // namespace virga
