// virga/format.hpp: values, rows and errors in texts of fmt.
#pragma once

#include <chrono>       // std::chrono::sys_days, sys_time, local_time, microseconds
#include <concepts>     // std::derived_from
#include <cstddef>      // std::byte, std::size_t
#include <cstdint>      // std::int32_t, std::int64_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v, std::type_identity
#include <utility>      // std::index_sequence
#include <vector>       // std::vector

#include <fmt/format.h>  // fmt::formatter
#if FMT_VERSION >= 100000
#include <fmt/std.h>  // the formatter of exceptions
#endif

#include <virga/result/record.hpp>             // virga::record
#include <virga/schema/enum.hpp>               // virga::types::enumeration
#include <virga/schema/field.hpp>              // virga::detail::walk_members
#include <virga/schema/modes.hpp>              // virga::row_mode
#include <virga/text/error.hpp>                // virga::error
#include <virga/text/printable.hpp>            // virga::detail::printable
#include <virga/types/bit.hpp>                 // virga::types::varbit
#include <virga/types/bytea.hpp>               // virga::types::bytea
#include <virga/types/date.hpp>                // virga::types::date
#include <virga/types/detail/is_optional.hpp>  // virga::types::detail::is_optional
#include <virga/types/geometric.hpp>           // virga::types::point and its like
#include <virga/types/hstore.hpp>              // virga::types::hstore
#include <virga/types/inet.hpp>                // virga::types::inet
#include <virga/types/interval.hpp>            // virga::types::interval
#include <virga/types/json.hpp>                // virga::types::json
#include <virga/types/macaddr.hpp>             // virga::types::macaddr
#include <virga/types/money.hpp>               // virga::types::money
#include <virga/types/numeric.hpp>             // virga::types::numeric
#include <virga/types/range.hpp>               // virga::types::range_of, virga::types::multirange_of
#include <virga/types/timestamp.hpp>           // virga::types::timestamp
#include <virga/types/timestamptz.hpp>         // virga::types::timestamptz
#include <virga/types/timetz.hpp>              // virga::types::timetz
#include <virga/types/uuid.hpp>                // virga::types::uuid

namespace virga {

namespace detail {
/// Formats a value as a text that `Writer` appends: `{:>40}` fills, `{:.8}` cuts.
template <class Value, class Writer>
struct text_formatter : fmt::formatter<fmt::string_view> {
    template <class Context>
    auto format(const Value& value, Context& context) const {
        std::string text;
        Writer::write(text, value);
        return fmt::formatter<fmt::string_view>::format(text, context);
    }
};
/// The text that values of a column type have on their way to the server.
template <class Type>
using type_formatter = text_formatter<typename Type::value_type, Type>;

/// The column type of the bounds of ranges of a C++ type.
template <class Value>
struct bound_type_of;
template <>
struct bound_type_of<std::int32_t> : std::type_identity<types::integer> {};
template <>
struct bound_type_of<std::int64_t> : std::type_identity<types::bigint> {};
template <>
struct bound_type_of<double> : std::type_identity<types::double_precision> {};
template <>
struct bound_type_of<numeric> : std::type_identity<types::numeric<>> {};
template <>
struct bound_type_of<types::date::value_type> : std::type_identity<types::date> {};
template <>
struct bound_type_of<types::timestamp::value_type> : std::type_identity<types::timestamp> {};
template <>
struct bound_type_of<types::timestamptz::value_type> : std::type_identity<types::timestamptz> {};
template <class Bound>
using range_type_of = types::range_of<"range", typename bound_type_of<Bound>::type>;

/// The value of a column as a row shows it, on one line: NULL as null, text in quotes, doubled within, all else as its type
/// writes it.
template <class Type, class Value>
void append_shown(std::string& out, const Value& value) {
    if constexpr (types::detail::is_optional<Value>) {
        if (value.has_value()) append_shown<Type>(out, *value);
        else out += "null";
    } else {
        std::string text;
        Type::write(text, value);
        text = printable(text);
        // A name or an XML is none to SQL's operators, but a text to who reads it.
        if constexpr (Type::category != type_category::text and not std::is_convertible_v<const Value&, std::string_view>) {
            out += text;
        } else {
            out += '\'';
            for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
            out += '\'';
        }
    }
}

/// `{id: 7, title: 'It''s'}` of the members that it is given.
class shown_row {
public:
    explicit shown_row(std::string& out) : out_(out) { out_ += '{'; }
    shown_row(const shown_row&) = delete;
    shown_row& operator=(const shown_row&) = delete;
    ~shown_row() = default;

    template <class Field, class Member>
    void operator()(const Member& member) {
        name(Field::name);
        append_shown<typename Field::type>(out_, member);
    }
    /// Puts the name of what comes next; of what has none, nothing.
    void name(std::string_view column) {
        if (not is_first_) out_ += ", ";
        is_first_ = false;
        if (not column.empty()) (out_ += printable(column)) += ": ";
    }
    void end() { out_ += '}'; }

private:
    std::string& out_;
    bool is_first_ = true;
};

template <template <class> class Fields>
struct row_writer {
    static void write(std::string& out, const Fields<row_mode>& row) {
        shown_row shown{out};
        walk_members<Fields<definitions>>(row, shown);
        shown.end();
    }
};

struct record_writer {
    template <class... Outputs, class... Values>
    static void write(std::string& out, const record<list<Outputs...>, Values...>& row) {
        shown_row shown{out};
        const auto all = [&]<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
            ((shown.name(Outputs::name()), output<Outputs>(out, row.template get<Indexes>())), ...);
        };
        all(std::index_sequence_for<Outputs...>{});
        shown.end();
    }

private:
    template <class Output, class Value>
    static void output(std::string& out, const Value& value) {
        if constexpr (not requires { typename Output::source; }) append_shown<typename Output::type>(out, value);
        else if constexpr (not types::detail::is_optional<Value>) whole_row(out, value);
        else if (value.has_value()) whole_row(out, *value);
        else out += "null";
    }
    template <template <class> class Fields>
    static void whole_row(std::string& out, const Fields<row_mode>& row) {
        row_writer<Fields>::write(out, row);
    }
};

struct error_writer {
    static void write(std::string& out, const error& failure) { out = failure.what(); }
};
}  // namespace detail

/// The values of an enum by their labels: fmt knows the enum class alone, so each is told of its `pg::enum_type` object once, where
/// that is declared:
///
///     template <>
///     struct fmt::formatter<app::post_status> : virga::enum_formatter<app::post_status_type> {};
///
/// In a row they have their labels in any case. A value without a label throws `value_error`.
template <const auto& Enum>
struct enum_formatter : detail::type_formatter<types::enumeration<Enum>> {};
}  // namespace virga

FMT_BEGIN_NAMESPACE
// A record is no tuple to fmt/ranges.h, nor are bytes a range.
template <typename Tuple, typename Char>
struct is_tuple_formattable;
template <class Outputs, class... Values>
struct is_tuple_formattable<virga::record<Outputs, Values...>, char> {
    static constexpr bool value = false;
};
FMT_END_NAMESPACE

/// All as it is sent to PostgreSQL, in UTC: `2026-11-29`, `2026-11-29 16:35:00+00`, `+14 mons +3 days +04:05:06`, `\x00ff`. A value
/// that the type does not have, such as a day after the last one, throws `value_error`.
template <>
struct fmt::formatter<virga::uuid> : virga::detail::type_formatter<virga::types::uuid> {};
template <>
struct fmt::formatter<virga::numeric> : virga::detail::type_formatter<virga::types::numeric<>> {};
template <>
struct fmt::formatter<virga::json> : virga::detail::type_formatter<virga::types::json> {};
template <>
struct fmt::formatter<virga::interval> : virga::detail::type_formatter<virga::types::interval> {};
template <>
struct fmt::formatter<virga::timetz> : virga::detail::type_formatter<virga::types::timetz> {};
template <>
struct fmt::formatter<virga::hstore> : virga::detail::type_formatter<virga::types::hstore> {};
template <>
struct fmt::formatter<virga::inet> : virga::detail::type_formatter<virga::types::inet> {};
template <>
struct fmt::formatter<virga::macaddr> : virga::detail::type_formatter<virga::types::macaddr> {};
template <>
struct fmt::formatter<virga::macaddr8> : virga::detail::type_formatter<virga::types::macaddr8> {};
template <>
struct fmt::formatter<virga::bit_string> : virga::detail::type_formatter<virga::types::varbit<>> {};
/// `$0,,12.34`: what the server takes for an amount in dollars and cents, and for nothing else.
template <>
struct fmt::formatter<virga::money> : virga::detail::type_formatter<virga::types::money> {};
template <>
struct fmt::formatter<virga::geometric::point> : virga::detail::type_formatter<virga::types::point> {};
template <>
struct fmt::formatter<virga::geometric::line> : virga::detail::type_formatter<virga::types::line> {};
template <>
struct fmt::formatter<virga::geometric::segment> : virga::detail::type_formatter<virga::types::lseg> {};
template <>
struct fmt::formatter<virga::geometric::box> : virga::detail::type_formatter<virga::types::box> {};
template <>
struct fmt::formatter<virga::geometric::path> : virga::detail::type_formatter<virga::types::path> {};
template <>
struct fmt::formatter<virga::geometric::polygon> : virga::detail::type_formatter<virga::types::polygon> {};
template <>
struct fmt::formatter<virga::geometric::circle> : virga::detail::type_formatter<virga::types::circle> {};
/// `[1,5)`, `empty`, `{[1,5),[7,)}`.
template <class Bound>
struct fmt::formatter<virga::range<Bound>> : virga::detail::type_formatter<virga::detail::range_type_of<Bound>> {};
template <class Bound>
struct fmt::formatter<virga::multirange<Bound>>
    : virga::detail::type_formatter<virga::types::multirange_of<"multirange", virga::detail::range_type_of<Bound>>> {};
template <>
struct fmt::formatter<std::chrono::sys_days> : virga::detail::type_formatter<virga::types::date> {};
template <>
struct fmt::formatter<std::chrono::sys_time<std::chrono::microseconds>>
    : virga::detail::type_formatter<virga::types::timestamptz> {};
template <>
struct fmt::formatter<std::chrono::local_time<std::chrono::microseconds>>
    : virga::detail::type_formatter<virga::types::timestamp> {};
template <>
struct fmt::formatter<std::vector<std::byte>> : virga::detail::type_formatter<virga::types::bytea> {};

/// A row of a table, and of a partial select: `{id: 7, title: 'It''s', published_at: null}`.
template <template <class> class Fields>
struct fmt::formatter<Fields<virga::row_mode>>
    : virga::detail::text_formatter<Fields<virga::row_mode>, virga::detail::row_writer<Fields>> {};
template <class... Outputs, class... Values>
struct fmt::formatter<virga::record<virga::list<Outputs...>, Values...>>
    : virga::detail::text_formatter<virga::record<virga::list<Outputs...>, Values...>, virga::detail::record_writer> {};

#if FMT_VERSION < 100000
/// An error of virga's by its sentence, as fmt/std.h formats exceptions since fmt 10.
template <std::derived_from<virga::error> Error>
struct fmt::formatter<Error, char> : virga::detail::text_formatter<Error, virga::detail::error_writer> {};
#endif
