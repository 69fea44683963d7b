// virga/types/range.hpp: the column types of ranges and multiranges: int4range, int4multirange and their like.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t, std::int32_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/types/bigint.hpp>                // types::bigint
#include <virga/types/column_type.hpp>           // virga::column_type
#include <virga/types/date.hpp>                  // types::date
#include <virga/types/declared.hpp>              // virga::pg::detail::member
#include <virga/types/detail/array_binary.hpp>   // detail::array_size, detail::set_element_size
#include <virga/types/detail/binary_reader.hpp>  // detail::binary_reader
#include <virga/types/detail/network_order.hpp>  // detail::append_network
#include <virga/types/detail/of_value.hpp>       // detail::of_value
#include <virga/types/detail/range_text.hpp>     // detail::range_text_reader, detail::quote_bound
#include <virga/types/integer.hpp>               // types::integer
#include <virga/types/numeric.hpp>               // types::numeric
#include <virga/types/range_value.hpp>           // virga::range, virga::multirange
#include <virga/types/timestamp.hpp>             // types::timestamp
#include <virga/types/timestamptz.hpp>           // types::timestamptz
#include <virga/types/type_facts.hpp>            // virga::type_facts, virga::facts_of, virga::is_ordered_type

namespace virga::types {

/// A type of ranges, called `Name`, of values of the column type `Bound`. Values and parameters are `virga::range` of these values.
/// The server keeps what a range holds, not how it was written: `range::canonical` says how it comes back.
///
/// A range type of the app's own, `create type floatrange as range (subtype = double precision)`, is a struct that derives from
/// this one.
/// Source: PostgreSQL manual, section 8.17, Range Types; range_send in rangetypes.c for the binary format.
template <fixed_string Name, column_type Bound>
struct range_of : detail::of_value<Name, virga::range<typename Bound::value_type>> {
    static_assert(is_ordered_type<Bound>, "range_of: values of the type between the bounds have no order");
    using bound_type = Bound;
    using value_type = virga::range<typename Bound::value_type>;
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
    static constexpr type_facts facts{
        .gist = true, .spgist = true, .brin = true, .is_text_constant = false, .shows_floats = facts_of<Bound>.shows_floats};

    static void write(std::string& out, const value_type& value) {
        if (value.is_empty) return void(out.append("empty"));
        out.push_back(value.includes_lower and value.lower ? '[' : '(');
        if (value.lower) write_bound(out, *value.lower);
        out.push_back(',');
        if (value.upper) write_bound(out, *value.upper);
        out.push_back(value.includes_upper and value.upper ? ']' : ')');
    }
    static value_type read(std::string_view source) {
        detail::range_text_reader reader{Name.view(), source};
        value_type value = take(reader);
        reader.end();
        return value;
    }
    static value_type take(detail::range_text_reader& reader) {
        if (reader.take_empty()) return value_type::empty();
        value_type value;
        value.includes_lower = reader.take_either('[', '(');
        if (reader.bound()) value.lower = Bound::read(reader.text());
        reader.take(',');
        if (reader.bound()) value.upper = Bound::read(reader.text());
        value.includes_upper = reader.take_either(']', ')');
        return value;
    }

    static void write_binary(std::string& out, const value_type& value) {
        if (value.is_empty) return out.push_back(static_cast<char>(is_empty));
        const auto flag = [](bool is_set, unsigned of_it) { return is_set ? of_it : 0U; };
        const unsigned flags = flag(value.includes_lower and value.lower, has_first) |
                               flag(value.includes_upper and value.upper, has_last) | flag(not value.lower, no_lower) |
                               flag(not value.upper, no_upper);
        out.push_back(static_cast<char>(flags));
        if (value.lower) write_binary_bound(out, *value.lower);
        if (value.upper) write_binary_bound(out, *value.upper);
    }
    static value_type read_binary(std::string_view bytes) {
        detail::binary_reader reader{Name.view(), bytes};
        const unsigned flags = reader.take<std::uint8_t>();
        value_type value;
        if ((flags & is_empty) != 0) {
            value = value_type::empty();
        } else {
            value.includes_lower = (flags & has_first) != 0;
            value.includes_upper = (flags & has_last) != 0;
            if ((flags & no_lower) == 0) value.lower = Bound::read_binary(reader.sized());
            if ((flags & no_upper) == 0) value.upper = Bound::read_binary(reader.sized());
        }
        reader.end();
        return value;
    }

private:
    static constexpr unsigned is_empty = 1;
    static constexpr unsigned has_first = 2;
    static constexpr unsigned has_last = 4;
    static constexpr unsigned no_lower = 8;
    static constexpr unsigned no_upper = 16;

    static void write_bound(std::string& out, const typename Bound::value_type& bound) {
        const std::size_t start = out.size();
        Bound::write(out, bound);
        detail::quote_bound(out, start);
    }
    static void write_binary_bound(std::string& out, const typename Bound::value_type& bound) {
        out.append(4, '\0');  // its size, once it is known
        const std::size_t start = out.size();
        Bound::write_binary(out, bound);
        detail::set_element_size(out, start);
    }
};

/// A type of several ranges, called `Name`, of ranges of the column type `Range`. Values and parameters are `virga::multirange`.
/// PostgreSQL 14 and later have them.
/// Source: PostgreSQL manual, section 8.17, Range Types; multirange_send in multirangetypes.c for the binary format.
template <fixed_string Name, class Range>
struct multirange_of : detail::of_value<Name, virga::multirange<typename Range::bound_type::value_type>> {
    using range_type = Range;
    using bound_type = typename Range::bound_type;
    using value_type = virga::multirange<typename bound_type::value_type>;
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
    static constexpr type_facts facts{.gist = true, .is_text_constant = false, .shows_floats = facts_of<bound_type>.shows_floats};

    static void write(std::string& out, const value_type& value) {
        char before = '{';
        for (const auto& each : value.ranges) {
            out.push_back(before);
            before = ',';
            Range::write(out, each);
        }
        out.append(before == '{' ? "{}" : "}");
    }
    static value_type read(std::string_view source) {
        detail::range_text_reader reader{Name.view(), source};
        value_type value;
        reader.take('{');
        while (not reader.try_take('}')) {
            if (not value.ranges.empty()) reader.take(',');
            value.ranges.push_back(Range::take(reader));
        }
        reader.end();
        return value;
    }
    static void write_binary(std::string& out, const value_type& value) {
        detail::append_network(out, detail::array_size(value.ranges.size()));
        for (const auto& each : value.ranges) {
            out.append(4, '\0');  // its size, once it is known
            const std::size_t start = out.size();
            Range::write_binary(out, each);
            detail::set_element_size(out, start);
        }
    }
    static value_type read_binary(std::string_view bytes) {
        detail::binary_reader reader{Name.view(), bytes};
        value_type value;
        for (std::size_t left = reader.count(sizeof(std::int32_t)); left != 0; --left)
            value.ranges.push_back(Range::read_binary(reader.sized()));
        reader.end();
        return value;
    }
};

/// Ranges of whole numbers of 4 bytes.
struct int4range : range_of<"int4range", integer> {
    static constexpr std::uint32_t oid = 3904;
    static constexpr std::uint32_t array_oid = 3905;
};
/// Ranges of whole numbers of 8 bytes.
struct int8range : range_of<"int8range", bigint> {
    static constexpr std::uint32_t oid = 3926;
    static constexpr std::uint32_t array_oid = 3927;
};
/// Ranges of exact decimals.
struct numrange : range_of<"numrange", numeric<>> {
    static constexpr std::uint32_t oid = 3906;
    static constexpr std::uint32_t array_oid = 3907;
};
/// Ranges of times on a clock.
struct tsrange : range_of<"tsrange", timestamp> {
    static constexpr std::uint32_t oid = 3908;
    static constexpr std::uint32_t array_oid = 3909;
};
/// Ranges of points in time.
struct tstzrange : range_of<"tstzrange", timestamptz> {
    static constexpr std::uint32_t oid = 3910;
    static constexpr std::uint32_t array_oid = 3911;
};
/// Ranges of days.
struct daterange : range_of<"daterange", date> {
    static constexpr std::uint32_t oid = 3912;
    static constexpr std::uint32_t array_oid = 3913;
};

struct int4multirange : multirange_of<"int4multirange", int4range> {
    static constexpr std::uint32_t oid = 4451;
    static constexpr std::uint32_t array_oid = 6150;
};
struct int8multirange : multirange_of<"int8multirange", int8range> {
    static constexpr std::uint32_t oid = 4536;
    static constexpr std::uint32_t array_oid = 6157;
};
struct nummultirange : multirange_of<"nummultirange", numrange> {
    static constexpr std::uint32_t oid = 4532;
    static constexpr std::uint32_t array_oid = 6151;
};
struct tsmultirange : multirange_of<"tsmultirange", tsrange> {
    static constexpr std::uint32_t oid = 4533;
    static constexpr std::uint32_t array_oid = 6152;
};
struct tstzmultirange : multirange_of<"tstzmultirange", tstzrange> {
    static constexpr std::uint32_t oid = 4534;
    static constexpr std::uint32_t array_oid = 6153;
};
struct datemultirange : multirange_of<"datemultirange", daterange> {
    static constexpr std::uint32_t oid = 4535;
    static constexpr std::uint32_t array_oid = 6155;
};

static_assert(column_type<int4range> and column_type<tstzrange> and column_type<nummultirange>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using int4range = detail::member<Mode, types::int4range, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using int8range = detail::member<Mode, types::int8range, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using numrange = detail::member<Mode, types::numrange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using tsrange = detail::member<Mode, types::tsrange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using tstzrange = detail::member<Mode, types::tstzrange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using daterange = detail::member<Mode, types::daterange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using int4multirange = detail::member<Mode, types::int4multirange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using int8multirange = detail::member<Mode, types::int8multirange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using nummultirange = detail::member<Mode, types::nummultirange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using tsmultirange = detail::member<Mode, types::tsmultirange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using tstzmultirange = detail::member<Mode, types::tstzmultirange, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using datemultirange = detail::member<Mode, types::datemultirange, Name, Attributes...>;
}  // namespace virga::pg
