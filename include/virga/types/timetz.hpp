// virga/types/timetz.hpp: the column type timetz, a time of day and how far from UTC its clock is.
#pragma once

#include <chrono>       // std::chrono::microseconds, std::chrono::seconds
#include <cstdint>      // std::int32_t, std::int64_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/detail/clock_text.hpp>      // detail::clock_reader
#include <virga/types/detail/date_time_text.hpp>  // detail::append_padded
#include <virga/types/detail/network_order.hpp>   // detail::append_network, detail::network
#include <virga/types/detail/of_value.hpp>        // detail::of_value
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/time.hpp>                   // types::time
#include <virga/types/type_facts.hpp>             // virga::type_facts
#include <virga/types/with_precision.hpp>         // types::precision_family

namespace virga {

/// A time of day, and the offset of the clock that shows it: seconds east of Greenwich, less than 16 hours either way.
/// Equality is that of both; the server also has an order, by what it is in UTC and then by the offset.
struct timetz {
    std::chrono::microseconds time{};
    std::chrono::seconds offset{};
    friend bool operator==(const timetz&, const timetz&) = default;
};

namespace types {

/// A time of day with an offset. Values and parameters are `virga::timetz`; one that is out of range throws `value_error`.
/// Source: PostgreSQL manual, section 8.5, Date/Time Types; timetz_recv in date.c for the range.
struct timetz : detail::of_value<"timetz", virga::timetz> {
    static constexpr std::uint32_t oid = 1266;
    static constexpr std::uint32_t array_oid = 1270;
    static constexpr type_facts facts{.brin = true, .extremes = true};

    static void write(std::string& out, const value_type& value) {
        time::write(out, value.time);
        const std::int64_t offset = checked(value.offset.count());
        const std::int64_t size = offset < 0 ? -offset : offset;
        out.push_back(offset < 0 ? '-' : '+');
        detail::append_padded(out, size / 3600, 2);
        if (size % 3600 == 0) return;
        out.push_back(':');
        detail::append_padded(out, size / 60 % 60, 2);
        if (size % 60 == 0) return;
        out.push_back(':');
        detail::append_padded(out, size % 60, 2);
    }
    static value_type read(std::string_view source) {
        detail::clock_reader reader{source};
        std::int64_t microseconds = 0;
        std::int64_t offset = 0;
        if (not reader.clock(2, microseconds) or not reader.zone(offset) or not reader.at_end())
            detail::refuse("timetz", "the text is not a time of day with an offset from UTC");
        return {time::convert(std::chrono::microseconds{microseconds}), std::chrono::seconds{checked(offset)}};
    }
    /// The server counts seconds to the west.
    static void write_binary(std::string& out, const value_type& value) {
        time::write_binary(out, value.time);
        detail::append_network(out, static_cast<std::int32_t>(-checked(value.offset.count())));
    }
    static value_type read_binary(std::string_view bytes) {
        if (bytes.size() != 12) detail::refuse("timetz", "the binary value does not have the size of the type");
        const std::int64_t west = detail::network<std::int32_t>(bytes.data() + 8);
        return {time::read_binary(bytes.substr(0, 8)), std::chrono::seconds{checked(-west)}};
    }

private:
    static std::int64_t checked(std::int64_t offset) {
        if (offset <= -57'600 or 57'600 <= offset) detail::refuse("timetz", "an offset from UTC is less than 16 hours");
        return offset;
    }
};
}  // namespace types

namespace pg {
/// `timetz` or, with a number first, `timetz(Precision)`.
template <class Mode, fixed_string Name, auto... Attributes>
using timetz = detail::member_of_family<Mode, types::precision_family<types::timetz>, Name, Attributes...>;
}  // namespace pg
}  // namespace virga
