// virga/client/typed_calls.hpp: db(query, values...), for every client and transaction.
#pragma once

#include <cstddef>      // std::size_t
#include <memory>       // std::make_shared
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t, std::type_identity_t
#include <utility>      // std::move

#include <virga/client/violation.hpp>       // what a failed call is asked: failed.is(...)
#include <virga/query/bundle.hpp>           // virga::detail::use_slots
#include <virga/query/detail/check.hpp>     // virga::detail::soundness
#include <virga/query/detail/compiled.hpp>  // virga::detail::statement_of
#include <virga/query/detail/given.hpp>     // virga::detail::use_values
#include <virga/query/detail/writing.hpp>   // virga::detail::refused_statement
#include <virga/result/by_hand.hpp>         // virga::statement_text
#include <virga/result/query_types.hpp>     // virga::detail::reader_of
#include <virga/result/rows.hpp>            // virga::rows
#include <virga/text/array_view.hpp>        // virga::array_view

namespace virga {

/// In any_query.hpp.
template <class Row>
class any_query;

namespace detail {
/// Runs a statement with values to encode; all of a call that is the same for every query.
template <class Self>
struct run_by {
    Self& self;
    const statement& query;
    untyped_rows operator()(const encodings& values) const {
        arguments encoded;
        encode_all(encoded, values);
        return rows_of(self.run(query, encoded), query);
    }
    untyped_rows operator()(const shaped_query& shaped) const {
        return rows_of(self.run(shaped.described(query), shaped.values), query);
    }
};

/// Whether a client runs statements although it is const.
template <class Self>
concept runs_as_const = requires(const Self& self, const statement& query, const arguments& values) { self.run(query, values); };
/// A client as its `run` takes it.
template <class Self>
using runner = std::conditional_t<runs_as_const<Self>, const Self, Self>;

/// Runs a statement by hand, and looks whether its columns are those that the struct awaits.
template <class Self>
untyped_rows run_by_hand(Self& self, std::string_view text, array_view<column_description> expected, const arguments& values) {
    result answer = self.run(statement{.text = text, .parameters = {}, .columns = expected, .is_by_hand = true}, values);
    answer.check_columns(expected);
    const auto described = std::make_shared<const described_result<>>(std::move(answer), expected);
    const array_view<column_description> columns = described->described();
    return {result{described}, columns};
}

template <class Struct, class Self, class... Values>
auto query_by_hand(Self& self, std::string_view text, const Values&... values) {
    constexpr bool is_sound = check_by_hand<Struct>();
    static_assert((is_value_by_hand<Values> and ...),
                  "query: a value that cannot be a parameter of a statement by hand; take a number, a bool, a text, a time, a "
                  "uuid, a numeric, a json, bytes, or a vector or optional of these");
    if constexpr (is_sound and (is_value_by_hand<Values> and ...)) {
        using reader = by_hand_reader<Struct>;
        arguments encoded;
        (encode_by_hand(encoded, values), ...);
        if constexpr (reader::has_views) return viewing_rows<reader>{{run_by_hand(self, text, reader::columns, encoded)}};
        else return rows<reader>{run_by_hand(self, text, reader::columns, encoded)};
    } else {
        return rows<refused_reader>{};
    }
}
}  // namespace detail

/// Whether a text is a constant.
template <class Text>
inline constexpr bool is_constant_text = std::is_array_v<std::remove_cvref_t<Text>>;

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
        if constexpr (not is_finished<Query>) {
            static_assert(is_finished<Query>,
                          "call: takes a finished query; an insert needs values, rows or default_values, an update set, "
                          "an on_conflict do_nothing or do_update");
            return (*this)(detail::refused_statement{});
        } else {
            using tree = typename Query::tree;
            using run = detail::run_by<detail::runner<Self>>;
            [[maybe_unused]] constexpr bool is_sound = detail::soundness<tree>::value;
            constexpr std::size_t expected = detail::measures_of<tree>.arguments;
            [[maybe_unused]] constexpr const statement& whole = detail::statement_of<tree>;
            if constexpr (gives_every_argument<sizeof...(Given), expected>) {
                if constexpr (detail::is_plain_call<tree, detail::values_in<Query>, Given...>) {
                    const void* const values[]{&given..., nullptr};
                    return rows<detail::reader_of<tree>>{detail::use_slots<detail::repeated_uses_t<tree>, list<Given...>>(
                        run{static_cast<Self&>(*this), whole}, query.parameters, values)};
                } else if constexpr (detail::say_which<tree, detail::values_in<Query>, Given...>()) {
                    return rows<detail::reader_of<tree>>{
                        detail::use_values<tree>(run{static_cast<Self&>(*this), whole}, query.parameters, given...)};
                } else {
                    return rows<detail::reader_of<tree>>{};
                }
            } else {
                static_assert(gives_every_argument<sizeof...(Given), expected> or detail::was_refused<tree>::value,
                              "call: the query has another number of arg<>s than the call has values");
                return rows<detail::reader_of<tree>>{};
            }
        }
    }
    /// The same on a client that is const, for those that run statements so; no other function of the client is called.
    template <class Query, class... Given>
        requires detail::runs_as_const<Self>
    [[gnu::always_inline]] auto operator()(const Query& query, const Given&... given) const {
        return const_cast<typed_calls&>(*this)(query, given...);
    }

    /// Runs a query of which only run time knows which it is; with virga/client/any_query.hpp.
    template <class Row>
    auto operator()(const any_query<Row>& query) {
        return query.rows_of(static_cast<Self&>(*this).run(query.described(), query.encoded()));
    }
    template <class Row>
    auto operator()(const any_query<Row>& query) const {
        return query.rows_of(static_cast<const Self&>(*this).run(query.described(), query.encoded()));
    }

    /// Runs a statement by hand, whose rows become `Struct`s: `db.query<report>("select id, name from post where id = $1", id)`.
    /// The text is a constant, prepared on its first use. The number and types of its columns are compared with the members when
    /// the answer comes, and the names where Boost.PFR knows those of members.
    ///
    /// Errors: `column_mismatch_error`, which tells all that differs; else those of `run`.
    template <class Struct, class... Values>
    auto query(std::type_identity_t<statement_text<Values...>> text, const Values&... values) {
        return detail::query_by_hand<Struct>(static_cast<Self&>(*this), text.text(), values...);
    }
    template <class Struct, class... Values>
    auto query(std::type_identity_t<statement_text<Values...>> text, const Values&... values) const {
        return detail::query_by_hand<Struct>(static_cast<const Self&>(*this), text.text(), values...);
    }
    template <class Struct, class Text, class... Values>
        requires(not is_constant_text<Text> and not std::is_pointer_v<std::remove_cvref_t<Text>>)
    auto query(Text&&, const Values&...) const {
        static_assert(is_constant_text<Text>,
                      "query: takes a text that is a constant, with $1 for values; SQL that is put together when the program runs "
                      "is for execute");
        return rows<detail::refused_reader>{};
    }
};
}  // namespace virga
