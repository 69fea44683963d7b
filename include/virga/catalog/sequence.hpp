// virga/catalog/sequence.hpp: sequences that belong to no column.
#pragma once

#include <string_view>  // std::string_view

#include <virga/expr/expression.hpp>      // virga::expression
#include <virga/expr/function.hpp>        // virga::function
#include <virga/expr/misplaced.hpp>       // virga::detail::refuse
#include <virga/expr/writer.hpp>          // virga::writer
#include <virga/schema/attributes.hpp>    // virga::sequence_options
#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/text/name.hpp>            // virga::is_identifier
#include <virga/text/qualified_name.hpp>  // virga::detail::quoted_path
#include <virga/types/bigint.hpp>         // virga::types::bigint
#include <virga/types/boolean.hpp>        // virga::types::boolean
#include <virga/types/text.hpp>           // virga::types::text

namespace virga {

namespace pg {
/// A sequence: `inline constexpr pg::sequence<"invoice_number", sequence_options{.start = 1000}> invoice_number;`, listed in a
/// domain. Its numbers are `bigint`. Numbers that are drawn are gone, also when the transaction fails.
template <fixed_string Name, sequence_options Options = sequence_options{}, fixed_string Schema = "">
struct sequence {
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view schema = Schema.view();
    static constexpr sequence_options options = Options;
    /// `"public"."invoice_number"`
    static constexpr auto path = virga::detail::quoted_path<Schema, Name>();

    consteval sequence() {
        static_assert(is_identifier<Name>, "sequence: a name has 1 to 63 bytes");
        static_assert(Schema.size() == 0 or is_identifier<Schema>, "sequence: the name of a schema has 1 to 63 bytes");
        static_assert(not Options.increment.is_given or Options.increment.value != 0,
                      "sequence: it counts by some number, not by 0");
        static_assert(not Options.minimum.is_given or not Options.maximum.is_given or
                          Options.minimum.value <= Options.maximum.value,
                      "sequence: its minimum is above its maximum");
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_own_sequence = false;
template <fixed_string Name, sequence_options Options, fixed_string Schema>
inline constexpr bool is_own_sequence<pg::sequence<Name, Options, Schema>> = true;

namespace node {
/// `nextval('"public"."invoice_number"'::regclass)`
template <fixed_string Function, fixed_string Path>
struct number_of_sequence {
    using type = types::bigint;
    using children = list<>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_immutable = false;
    template <class From>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.text(Function.view());
        out.text("(");
        out.sequence(Path.view());
        out.text(")");
    }
};
/// `'"public"."invoice_number"'::regclass`, as an argument.
template <fixed_string Path>
struct sequence_name : leaf {
    using type = types::text;  // of no use: only `setval` has one
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.sequence(Path.view());
    }
};
}  // namespace node

namespace detail {
template <fixed_string Function, class Sequence>
[[gnu::always_inline]] constexpr auto number_of(const Sequence&) {
    if constexpr (not is_own_sequence<Sequence>) {
        static_assert(is_own_sequence<Sequence>, "nextval, currval, setval: takes a pg::sequence object");
        return refuse<types::bigint>();
    } else {
        return expression<node::number_of_sequence<Function, Sequence::path>>{{}, {}};
    }
}
}  // namespace detail

/// The next number of a sequence, which nobody else gets: `invoice.number = nextval(invoice_number)`.
template <class Sequence>
[[nodiscard, gnu::always_inline]] constexpr auto nextval(const Sequence& sequence) {
    return detail::number_of<"nextval">(sequence);
}
/// The number that this session drew last. The server refuses it (55000) in one that drew none; over HTTP and behind a transaction
/// pooler no session is kept.
template <class Sequence>
[[nodiscard, gnu::always_inline]] constexpr auto currval(const Sequence& sequence) {
    return detail::number_of<"currval">(sequence);
}
/// Goes on behind a number, `setval(invoice_number, 100)`, or with it, `setval(invoice_number, 100, false)`; returns it.
template <class Sequence, class Number, class... Called>
[[nodiscard, gnu::always_inline]] constexpr auto setval(const Sequence& sequence, Number&& number, Called&&... called) {
    using set = function<"setval", types::bigint(any_type, types::bigint), types::bigint(any_type, types::bigint, types::boolean),
                         volatile_>;
    if constexpr (not is_own_sequence<Sequence>)
        return detail::number_of<"setval">(sequence);
    else
        return set{}(expression<node::sequence_name<Sequence::path>>{}, static_cast<Number&&>(number),
                     static_cast<Called&&>(called)...);
}
}  // namespace virga
