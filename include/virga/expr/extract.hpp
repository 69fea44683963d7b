// virga/expr/extract.hpp: extract<"year">(time), a field of a date or time.
#pragma once

#include <string_view>  // std::string_view

#include <virga/expr/misplaced.hpp>     // virga::detail::refuse_misplaced
#include <virga/expr/operand.hpp>       // virga::detail::is_zoned
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/types/date.hpp>         // virga::types::date
#include <virga/types/interval.hpp>     // virga::types::interval
#include <virga/types/numeric.hpp>      // virga::types::numeric
#include <virga/types/time.hpp>         // virga::types::time

namespace virga {

namespace detail {
/// What a field is of: of days, of times of day. One that comes again and again, as month does, an infinity does not have.
enum class time_field : unsigned char { none, of_time, of_day, of_day_ascending };

/// Source: PostgreSQL manual, section 9.9.1; NonFiniteTimestampTzPart in timestamp.c.
constexpr time_field field_called(std::string_view name) {
    constexpr std::string_view ascending[]{"century", "decade", "epoch", "isoyear", "julian", "millennium", "year"};
    constexpr std::string_view of_day[]{"day", "dow", "doy", "isodow", "month", "quarter", "week"};
    constexpr std::string_view of_time[]{"hour", "microseconds", "milliseconds", "minute", "second"};
    for (const std::string_view each : ascending) {
        if (each == name) return time_field::of_day_ascending;
    }
    for (const std::string_view each : of_day) {
        if (each == name) return time_field::of_day;
    }
    for (const std::string_view each : of_time) {
        if (each == name) return time_field::of_time;
    }
    return time_field::none;
}
/// Source: interval_part_common in timestamp.c.
constexpr bool is_field_of_interval(std::string_view name) {
    constexpr std::string_view of_calendar[]{"dow", "doy", "isodow", "isoyear", "julian", "week"};
    for (const std::string_view each : of_calendar) {
        if (each == name) return false;
    }
    return field_called(name) != time_field::none;
}
}  // namespace detail

namespace node {
/// `extract(field from operand)`
template <fixed_string Field, class Operand>
struct extraction : leaf {
    using type = types::numeric<>;
    using children = list<Operand>;
    template <class From>
    static constexpr bool nullable_in =
        Operand::template nullable_in<From> or detail::field_called(Field.view()) != detail::time_field::of_day_ascending;
    static constexpr void write(writer& out) {
        out.text("extract(");
        out.text(Field.view());
        out.text(" from ");
        Operand::write(out);
        out.text(")");
    }
};
}  // namespace node

/// Whether PostgreSQL has a field of that name.
template <fixed_string Field>
inline constexpr bool is_time_field = detail::field_called(Field.view()) != detail::time_field::none;

/// Whether an expression has that field, whatever the session's time zone: of a timestamptz only `epoch` is so.
template <fixed_string Field, class Expression>
constexpr bool can_extract() {
    if constexpr (not expression_like<Expression>) {
        return false;
    } else {
        using type = types::stored_type_t<type_of<Expression>>;
        constexpr auto field = detail::field_called(Field.view());
        if constexpr (type::oid == types::time::oid)
            return field == detail::time_field::of_time or Field.view() == "epoch";
        else if constexpr (type::oid == types::interval::oid)
            return detail::is_field_of_interval(Field.view());
        else if constexpr (type::category != type_category::date_time)
            return false;
        else if constexpr (detail::is_zoned<type>) return Field.view() == "epoch";
        else return type::oid != types::date::oid or detail::field_called(Field.view()) != detail::time_field::of_time;
    }
}
template <fixed_string Field, class Expression>
inline constexpr bool has_time_field = can_extract<Field, Expression>();

namespace detail {
template <class Expression>
constexpr bool is_zoned_expression() {
    if constexpr (expression_like<Expression>) return is_zoned<types::stored_type_t<type_of<Expression>>>;
    else return false;
}
}  // namespace detail

/// `extract(field from time)`, a numeric: `extract<"year">(post.day)`. Fields that come again and again, such as `month`, are
/// NULL for an infinity. The fields are `century day decade dow doy epoch hour isodow isoyear julian microseconds millennium
/// milliseconds minute month quarter second week year`, those of the time of day not of a date, and of a time alone; an interval
/// has no `dow doy isodow isoyear julian week`.
template <fixed_string Field, class Time>
[[nodiscard, gnu::always_inline]] constexpr auto extract(const Time& time) {
    if constexpr (not is_time_field<Field>) {
        static_assert(is_time_field<Field>,
                      "extract: PostgreSQL has no such field; it has year, month, day, hour, minute, epoch, ...");
        return detail::refuse<types::numeric<>>();
    } else if constexpr (not has_time_field<Field, Time>) {
        if constexpr (detail::untyped<Time>) detail::refuse_misplaced<Time>();
        else if constexpr (detail::is_zoned_expression<Time>())
            static_assert(has_time_field<Field, Time>,
                          "extract: what the fields of a timestamptz are, its time zone says; name one, at_time_zone(x, \"UTC\")");
        else
            static_assert(has_time_field<Field, Time> or detail::was_refused_before<Time>,
                          "extract: takes a date, a timestamp, a time or an interval, and a field that it has: a date none of the "
                          "time of day, a time no other, an interval none of the calendar");
        return detail::refuse<types::numeric<>>();
    } else {
        return detail::make_expression<node::extraction<Field, tree_of<Time>>>(time.parameters);
    }
}
}  // namespace virga
