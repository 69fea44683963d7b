// virga/testing/detail/neon/numbers.hpp: how Neon spells the numbers of JSON.
#pragma once

#include <algorithm>     // std::clamp
#include <charconv>      // std::from_chars
#include <cmath>         // std::isfinite
#include <cstddef>       // std::size_t
#include <cstdint>       // std::uint64_t
#include <limits>        // std::numeric_limits
#include <optional>      // std::optional
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc

namespace virga::testing::detail::neon {

/// Whether all of `text` is a number of type `Number`, which then is in `value`.
template <class Number>
bool reads_as(std::string_view text, Number& value) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc{} and end == text.data() + text.size();
}

/// 10 to the power of `exponent`, which is 0 to 308.
inline double power_of_ten(long exponent) {
    double value = 0;
    reads_as("1e" + std::to_string(exponent), value);
    return value;
}

/// The double that Neon makes of a JSON number: its digits are gathered in 64 bits, further ones are dropped, and
/// the sum is scaled by a power of ten. That is up to one unit in the last place off. Nothing if it is too large.
inline std::optional<double> hasty_double(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t digits = 0;
    long exponent = 0;
    bool in_fraction = false, full = false;
    for (; not text.empty() and text[0] != 'e' and text[0] != 'E'; text.remove_prefix(1)) {
        if (text[0] == '.') {
            in_fraction = true;
            continue;
        }
        const auto digit = static_cast<std::uint64_t>(text[0] - '0');
        full = full or digits > most / 10 or (digits == most / 10 and digit > most % 10);
        if (not full) digits = digits * 10 + digit;
        if (full != in_fraction) exponent += full ? 1 : -1;
    }
    if (not text.empty()) {
        text.remove_prefix(1);
        const bool small = text.starts_with('-');
        if (small or text.starts_with('+')) text.remove_prefix(1);
        long given = 1'000'000;  // stays where there are too many digits
        reads_as(text, given);
        given = std::clamp(given, 0L, 1'000'000L);
        exponent += small ? -given : given;
    }
    auto value = static_cast<double>(digits);
    for (; exponent < -308 and value != 0; exponent += 308) value /= 1e308;
    if (value != 0) {
        if (exponent > 308) return std::nullopt;
        value = exponent < 0 ? value / power_of_ten(-exponent) : value * power_of_ten(exponent);
    }
    if (not std::isfinite(value)) return std::nullopt;
    return negative ? -value : value;
}

/// The shortest text that reads back as `value`, always with a point or an exponent: `1.0`, `0.00001`, `1e16`.
inline std::string double_text(double value) {
    char scientific[32];
    const auto end = std::to_chars(scientific, scientific + sizeof scientific, value, std::chars_format::scientific).ptr;
    std::string_view rest{scientific, static_cast<std::size_t>(end - scientific)};
    const std::string sign = rest.starts_with('-') ? "-" : "";
    rest.remove_prefix(sign.size());
    const auto mark = rest.find('e');
    std::string digits{rest.substr(0, 1)};
    if (mark > 2) digits += rest.substr(2, mark - 2);
    rest.remove_prefix(mark + 1);
    if (rest.starts_with('+')) rest.remove_prefix(1);
    int exponent = 0;
    reads_as(rest, exponent);

    const int size = static_cast<int>(digits.size());
    const int point = exponent + 1;  // where it stands, counted from the first digit
    if (size <= point and point <= 16) return sign + digits + std::string(static_cast<std::size_t>(point - size), '0') + ".0";
    if (0 < point and point <= 16) return sign + digits.insert(static_cast<std::size_t>(point), ".");
    if (-5 < point and point <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (size > 1) digits.insert(1, ".");
    return sign + digits + "e" + std::to_string(exponent);
}

/// What a JSON number becomes: an integer of 64 bits, with a sign or without, keeps its digits; all else is a double.
/// Nothing if that is too large.
inline std::optional<std::string> number_text(std::string_view text) {
    std::int64_t with_sign = 0;
    std::uint64_t without_sign = 0;
    if (text != "-0" and (reads_as(text, with_sign) or reads_as(text, without_sign))) return std::string{text};
    const auto value = hasty_double(text);
    if (not value) return std::nullopt;
    return double_text(*value);
}
}  // namespace virga::testing::detail::neon
