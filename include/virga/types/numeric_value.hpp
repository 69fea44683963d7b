// virga/types/numeric_value.hpp: an exact decimal number.
#pragma once

#include <charconv>      // std::from_chars, std::to_chars
#include <compare>       // std::weak_ordering
#include <concepts>      // std::floating_point
#include <cstddef>       // std::size_t
#include <limits>        // std::numeric_limits
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc

#include <virga/types/detail/refuse.hpp>        // refuse
#include <virga/types/detail/whole_number.hpp>  // whole_number_value

namespace virga {

/// A decimal number of any size that PostgreSQL has: up to 131072 digits before the point and 16383 after
/// it, NaN, Infinity and -Infinity.
///
/// It keeps its scale: 1.5 and 1.50 are equal, and print as they were given. The order is PostgreSQL's: NaN
/// equals NaN and is greater than all else. Sums, differences and products are in
/// numeric_arithmetic.hpp; all other arithmetic is the server's, or a decimal library's.
/// Source: PostgreSQL manual, section 8.1.2, Arbitrary Precision Numbers.
class numeric {
public:
    static constexpr std::size_t most_integral_digits = 131'072;
    static constexpr std::size_t most_fractional_digits = 16'383;

    /// Zero.
    numeric() : text_("0") {}

    template <types::detail::whole_number_value Integer>
        requires(sizeof(Integer) <= sizeof(long long))
    numeric(Integer value) {
        char digits[20];
        text_.assign(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }

    // clang-format off
    template <std::floating_point Float>
    numeric(Float) = delete;  // 0.1 is no binary fraction: give the decimal that you mean as text, numeric{"0.1"}
    // clang-format on

    /// The number that `source` spells as SQL does: `-12.50`, `.5`, `1.5e3`, `NaN`, `Infinity`, `-inf`.
    /// Throws `value_error` for any other text, and for a number with more digits than PostgreSQL keeps.
    explicit numeric(std::string_view source) {
        if (is_as_printed(source)) text_ = source;
        else parse(source);
    }

    [[nodiscard]] static numeric nan() { return special("NaN"); }
    [[nodiscard]] static numeric infinity() { return special("Infinity"); }
    [[nodiscard]] static numeric negative_infinity() { return special("-Infinity"); }

    [[nodiscard]] bool is_nan() const { return text_ == "NaN"; }
    [[nodiscard]] bool is_infinite() const { return text_ == "Infinity" or text_ == "-Infinity"; }
    [[nodiscard]] bool is_finite() const { return not text_.empty() and '0' <= text_.back() and text_.back() <= '9'; }
    [[nodiscard]] bool is_negative() const { return text_.starts_with('-'); }

    /// The number of digits after the point; 0 for NaN and the infinities.
    [[nodiscard]] std::size_t scale() const { return fractional().size(); }

    /// The text that the server prints: `-12.50`, `0.5`, `NaN`, `Infinity`, `-Infinity`.
    [[nodiscard]] const std::string& to_string() const& { return text_; }
    [[nodiscard]] std::string to_string() && { return static_cast<std::string&&>(text_); }

    /// The nearest `double`, infinite when there is none so great.
    [[nodiscard]] double to_double() const;

    friend std::weak_ordering operator<=>(const numeric& left, const numeric& right);
    friend bool operator==(const numeric& left, const numeric& right) { return (left <=> right) == 0; }

private:
    static numeric special(const char* text) {
        numeric value;
        value.text_ = text;
        return value;
    }

    static bool is_as_printed(std::string_view source);
    void parse(std::string_view source);
    bool parse_special(std::string_view source);

    /// The digits before and after the point. `integral()` is "0", not empty, for 0.5.
    [[nodiscard]] std::string_view integral() const {
        const std::string_view text = magnitude();
        return text.substr(0, text.find('.'));
    }
    [[nodiscard]] std::string_view fractional() const {
        const std::string_view text = magnitude();
        const std::size_t point = text.find('.');
        return point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    }
    [[nodiscard]] std::string_view magnitude() const { return std::string_view{text_}.substr(is_negative() ? 1 : 0); }

    /// 0 for -Infinity, 1 for a finite number, 2 for Infinity, 3 for NaN.
    [[nodiscard]] int rank() const {
        if (is_nan()) return 3;
        if (is_infinite()) return is_negative() ? 0 : 2;
        return 1;
    }

    // Always as the server prints it: digits before and after the point, no needless zeros in front, no
    // minus before a zero. Numbers mostly come from a text and go to one.
    std::string text_;
};

/// The text of `value`; see `numeric::to_string`.
[[nodiscard]] inline std::string to_string(const numeric& value) { return value.to_string(); }

inline double numeric::to_double() const {
    using limits = std::numeric_limits<double>;
    if (is_nan()) return limits::quiet_NaN();
    double value = 0;
    const char* const end = text_.data() + text_.size();
    if (not is_finite() or std::from_chars(text_.data(), end, value).ec == std::errc::result_out_of_range) {
        // from_chars does not tell too great from too small
        if (is_finite() and integral() == "0") return is_negative() ? -0.0 : 0.0;
        return is_negative() ? -limits::infinity() : limits::infinity();
    }
    return value;
}

inline std::weak_ordering operator<=>(const numeric& left, const numeric& right) {
    const int left_rank = left.rank();
    const int right_rank = right.rank();
    if (left_rank != right_rank) return left_rank <=> right_rank;
    if (left_rank != 1) return std::weak_ordering::equivalent;
    if (left.is_negative() != right.is_negative()) return right.is_negative() <=> left.is_negative();

    const numeric& small = left.is_negative() ? right : left;  // of two negative numbers, the longer is the lesser
    const numeric& great = left.is_negative() ? left : right;
    if (const auto order = small.integral().size() <=> great.integral().size(); order != 0) return order;
    if (const auto order = small.integral().compare(great.integral()) <=> 0; order != 0) return order;
    const auto without_trailing_zeros = [](std::string_view digits) {
        return digits.substr(0, digits.find_last_not_of('0') + 1);
    };
    return without_trailing_zeros(small.fractional()).compare(without_trailing_zeros(great.fractional())) <=> 0;
}

inline bool numeric::parse_special(std::string_view source) {
    const auto is = [&](std::string_view word) {
        if (source.size() != word.size()) return false;
        for (std::size_t i = 0; i != word.size(); ++i)
            if ((source[i] | 0x20) != word[i]) return false;  // the words have letters only
        return true;
    };
    if (is("nan")) {
        text_ = "NaN";
        return true;
    }
    const bool negative = source.starts_with('-');
    if (negative or source.starts_with('+')) source.remove_prefix(1);
    if (not is("infinity") and not is("inf")) return false;
    text_ = negative ? "-Infinity" : "Infinity";
    return true;
}

/// Whether a text of usual length is a finite number just as the server prints it. False also where that is not plain to see.
inline bool numeric::is_as_printed(std::string_view source) {
    constexpr std::size_t usual = 64;  // and far below what is too long
    const char* at = source.data();
    const char* const end = at + source.size();
    const auto is_digit = [](char c) { return '0' <= c and c <= '9'; };
    if (source.size() > usual or at == end) return false;
    if (*at == '-' and (++at == end or *at == '0')) return false;  // -0 is 0, -0.5 is not
    if (not is_digit(*at)) return false;
    if (*at++ != '0')
        while (at != end and is_digit(*at)) ++at;
    if (at == end) return true;
    if (*at++ != '.' or at == end) return false;
    while (at != end and is_digit(*at)) ++at;
    return at == end;
}

inline void numeric::parse(std::string_view source) {
    if (parse_special(source)) return;
    const auto take_digits = [&source] {
        std::size_t size = 0;
        while (size != source.size() and '0' <= source[size] and source[size] <= '9') ++size;
        const std::string_view digits = source.substr(0, size);
        source.remove_prefix(size);
        return digits;
    };
    const auto take = [&source](char character) {
        if (not source.starts_with(character)) return false;
        source.remove_prefix(1);
        return true;
    };

    const bool negative = take('-');
    if (not negative) take('+');
    std::string_view integral = take_digits();
    std::string_view fractional = take('.') ? take_digits() : std::string_view{};
    bool well_formed = not integral.empty() or not fractional.empty();

    std::string shifted;  // holds the digits when there is an exponent
    bool too_large = false;
    if (well_formed and (take('e') or take('E'))) {
        const bool shrink = take('-');
        if (not shrink) take('+');
        const std::string_view exponent = take_digits();
        well_formed = not exponent.empty();
        std::size_t shift = 0;
        const auto error = std::from_chars(exponent.data(), exponent.data() + exponent.size(), shift).ec;
        // the longest number could lose all its digits before the point, or gain as many
        too_large = error == std::errc::result_out_of_range or shift > most_integral_digits + most_fractional_digits;
        if (well_formed and not too_large) {
            if (shrink) shifted.assign(shift, '0');
            shifted.append(integral).append(fractional);
            std::size_t point = integral.size();
            std::size_t kept = shifted.size();
            if (not shrink) {
                point += shift;
                if (point > kept) shifted.append(point - kept, '0');
                kept = shifted.size();
            }
            integral = std::string_view{shifted}.substr(0, point);
            fractional = std::string_view{shifted}.substr(point, kept - point);
        }
    }
    if (not well_formed or not source.empty()) types::detail::refuse("numeric", "the text is not a decimal number");

    while (integral.starts_with('0')) integral.remove_prefix(1);
    if (too_large or integral.size() > most_integral_digits or fractional.size() > most_fractional_digits)
        types::detail::refuse("numeric", "a number has at most 131072 digits before the point and 16383 after it");

    text_.reserve(integral.size() + fractional.size() + 3);
    const bool is_zero = integral.empty() and fractional.find_first_not_of('0') == std::string_view::npos;
    if (negative and not is_zero) text_.push_back('-');
    text_.append(integral.empty() ? std::string_view{"0"} : integral);
    if (not fractional.empty()) text_.append(".").append(fractional);
}
}  // namespace virga
