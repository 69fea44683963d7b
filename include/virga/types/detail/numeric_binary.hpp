// virga/types/detail/numeric_binary.hpp: the binary format of numeric, digits of base 10000.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int16_t, std::uint16_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/types/detail/network_order.hpp>  // append_network, network
#include <virga/types/detail/refuse.hpp>         // refuse
#include <virga/types/numeric_value.hpp>         // virga::numeric

/// Four numbers of 16 bits (how many groups follow; the weight of the first, as a power of 10000; the sign; the
/// scale) and the groups, each four decimal digits. The point stands between the groups of weight 0 and -1.
/// (The server sends its infinities with a scale of 32, which means nothing, and takes them with any.)
/// Source: numeric_send and numeric_recv in PostgreSQL's numeric.c.
namespace virga::types::detail {

inline constexpr std::uint16_t numeric_positive = 0x0000;
inline constexpr std::uint16_t numeric_negative = 0x4000;
inline constexpr std::uint16_t numeric_nan = 0xC000;
inline constexpr std::uint16_t numeric_infinity = 0xD000;
inline constexpr std::uint16_t numeric_negative_infinity = 0xF000;

inline void append_numeric(std::string& out, const virga::numeric& value) {
    const auto append_header = [&out](std::size_t groups, std::ptrdiff_t weight, std::uint16_t sign,
                                      std::size_t scale) {
        append_network(out, static_cast<std::uint16_t>(groups));
        append_network(out, static_cast<std::int16_t>(weight));
        append_network(out, sign);
        append_network(out, static_cast<std::uint16_t>(scale));
    };
    if (value.is_nan()) return append_header(0, 0, numeric_nan, 0);
    if (value.is_infinite())
        return append_header(0, 0, value.is_negative() ? numeric_negative_infinity : numeric_infinity, 0);

    const std::size_t scale = value.scale();
    std::string_view digits = value.to_string();
    if (value.is_negative()) digits.remove_prefix(1);
    const std::size_t integral = digits.size() - (scale == 0 ? 0 : scale + 1);
    const std::size_t integral_groups = (integral + 3) / 4;
    const std::size_t padding = integral_groups * 4 - integral;  // zeros in front of the first digit

    const std::size_t header = out.size();
    append_header(0, 0, value.is_negative() ? numeric_negative : numeric_positive, scale);
    // Group `index` covers the places 4 * index - padding and the three after it, where digit `place` is
    // digits[place], or digits[place + 1] beyond the point, and 0 outside.
    const auto group_at = [&](std::size_t index) {
        int group = 0;
        for (std::size_t i = 4 * index; i != 4 * index + 4; ++i) {
            int digit = 0;
            if (i >= padding) {
                const std::size_t place = i - padding;
                const std::size_t at = place < integral ? place : place + 1;
                if (at < digits.size()) digit = digits[at] - '0';
            }
            group = group * 10 + digit;
        }
        return group;
    };
    std::size_t first = 0;
    std::size_t last = integral_groups + (scale + 3) / 4;
    while (first != last and group_at(first) == 0) ++first;
    while (first != last and group_at(last - 1) == 0) --last;
    for (std::size_t index = first; index != last; ++index)
        append_network(out, static_cast<std::int16_t>(group_at(index)));

    std::string counts;
    append_network(counts, static_cast<std::uint16_t>(last - first));
    const auto weight = static_cast<std::ptrdiff_t>(integral_groups) - static_cast<std::ptrdiff_t>(first) - 1;
    append_network(counts, static_cast<std::int16_t>(first == last ? 0 : weight));
    out.replace(header, counts.size(), counts);
}

[[nodiscard]] inline virga::numeric read_numeric(std::string_view bytes) {
    const auto malformed = [] { refuse("numeric", "the binary value is malformed"); };
    if (bytes.size() < 8) malformed();
    const std::size_t groups = network<std::uint16_t>(bytes.data());
    const std::ptrdiff_t weight = network<std::int16_t>(bytes.data() + 2);
    const auto sign = network<std::uint16_t>(bytes.data() + 4);
    const std::size_t scale = network<std::uint16_t>(bytes.data() + 6);
    if (bytes.size() != 8 + 2 * groups) malformed();

    if (sign == numeric_nan) return virga::numeric::nan();
    if (sign == numeric_infinity) return virga::numeric::infinity();
    if (sign == numeric_negative_infinity) return virga::numeric::negative_infinity();
    if ((sign != numeric_positive and sign != numeric_negative) or scale > virga::numeric::most_fractional_digits)
        malformed();

    // Groups before the first and after the last one are zero; the fraction begins at the index weight + 1.
    std::string text{sign == numeric_negative ? "-" : ""};
    const auto append_group = [&](std::ptrdiff_t index) {
        int group = 0;
        if (0 <= index and index < static_cast<std::ptrdiff_t>(groups))
            group = network<std::int16_t>(bytes.data() + 8 + 2 * index);
        if (group < 0 or 9999 < group) malformed();
        for (int unit = 1000; unit != 0; unit /= 10) text.push_back(static_cast<char>('0' + group / unit % 10));
    };
    for (std::ptrdiff_t index = 0; index <= weight; ++index) append_group(index);
    if (weight < 0) text.push_back('0');
    if (scale != 0) {
        text.push_back('.');
        const std::size_t end = text.size() + scale;
        for (std::ptrdiff_t index = weight + 1; text.size() < end; ++index) append_group(index);
        text.resize(end);
    }
    return virga::numeric{text};
}
}  // namespace virga::types::detail
