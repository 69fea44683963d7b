// virga/types/numeric_arithmetic.hpp: exact sums, differences and products of decimal numbers, and `<<`.
#pragma once

#include <algorithm>    // std::max, std::reverse
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t, std::uint64_t
#include <iosfwd>       // std::basic_ostream
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/types/detail/refuse.hpp>  // virga::types::detail::refuse
#include <virga/types/numeric_value.hpp>  // virga::numeric

// virga.hpp does not include this: who only moves numbers between the database and elsewhere does not pay for it.
//
// Division is not among it, nor are roots and powers: they are not exact, and how far they go is the server's choice, by the scales
// and sizes of both operands. There `select(a / b)` is right, or a decimal library.

namespace virga {

namespace types::detail {
/// A whole number of any size in nine digits a piece, the lowest first.
class natural {
public:
    /// From a text of decimal digits alone, followed by so many zeros.
    explicit natural(std::string digits, std::size_t zeros = 0) {
        digits.append(zeros, '0');
        for (std::size_t end = digits.size(); end != 0;) {
            const std::size_t size = end < digits_of_piece ? end : digits_of_piece;
            std::uint32_t piece = 0;
            for (const char digit : std::string_view{digits}.substr(end - size, size)) {
                piece = piece * 10 + static_cast<std::uint32_t>(digit - '0');
            }
            pieces_.push_back(piece);
            end -= size;
        }
        trim();
    }

    [[nodiscard]] bool is_less(const natural& other) const {
        if (pieces_.size() != other.pieces_.size()) return pieces_.size() < other.pieces_.size();
        for (std::size_t i = pieces_.size(); i-- != 0;) {
            if (pieces_[i] != other.pieces_[i]) return pieces_[i] < other.pieces_[i];
        }
        return false;
    }

    void add(const natural& other) {
        pieces_.resize(std::max(pieces_.size(), other.pieces_.size()) + 1);
        std::uint32_t carry = 0;
        for (std::size_t i = 0; i != pieces_.size(); ++i) {
            const std::uint32_t sum = pieces_[i] + (i < other.pieces_.size() ? other.pieces_[i] : 0) + carry;
            carry = sum >= base ? 1 : 0;
            pieces_[i] = sum - carry * base;
        }
        trim();
    }

    /// Precondition: `other` is not greater.
    void subtract(const natural& other) {
        std::uint32_t borrow = 0;
        for (std::size_t i = 0; i != pieces_.size(); ++i) {
            const std::uint32_t taken = (i < other.pieces_.size() ? other.pieces_[i] : 0) + borrow;
            borrow = pieces_[i] < taken ? 1 : 0;
            pieces_[i] = pieces_[i] + borrow * base - taken;
        }
        trim();
    }

    [[nodiscard]] natural times(const natural& other) const {
        natural product;
        product.pieces_.resize(pieces_.size() + other.pieces_.size());
        for (std::size_t i = 0; i != pieces_.size(); ++i) {
            std::uint64_t carry = 0;
            for (std::size_t k = 0; k != other.pieces_.size(); ++k) {
                carry += product.pieces_[i + k] + std::uint64_t{pieces_[i]} * other.pieces_[k];
                product.pieces_[i + k] = static_cast<std::uint32_t>(carry % base);
                carry /= base;
            }
            product.pieces_[i + other.pieces_.size()] = static_cast<std::uint32_t>(carry);
        }
        product.trim();
        return product;
    }

    /// The digits, at least so many.
    [[nodiscard]] std::string digits(std::size_t least) const {
        std::string reversed;
        for (std::uint32_t piece : pieces_) {
            for (std::size_t i = 0; i != digits_of_piece; ++i, piece /= 10) reversed += static_cast<char>('0' + piece % 10);
        }
        while (reversed.size() > least and reversed.back() == '0') reversed.pop_back();
        if (reversed.size() < least) reversed.append(least - reversed.size(), '0');
        std::reverse(reversed.begin(), reversed.end());
        return reversed;
    }

private:
    static constexpr std::uint32_t base = 1'000'000'000;
    static constexpr std::size_t digits_of_piece = 9;

    natural() = default;
    void trim() {
        while (not pieces_.empty() and pieces_.back() == 0) pieces_.pop_back();
    }

    std::vector<std::uint32_t> pieces_;
};

/// A finite number as a whole one with so many of its digits behind the point.
[[nodiscard]] inline natural scaled(const virga::numeric& value, std::size_t scale) {
    std::string digits;
    for (const char c : value.to_string()) {
        if ('0' <= c and c <= '9') digits += c;
    }
    return natural{std::move(digits), scale - value.scale()};
}

/// The number of which these are all digits, so many of them behind the point.
[[nodiscard]] inline virga::numeric with_scale(const natural& value, std::size_t scale, bool is_negative) {
    if (scale > virga::numeric::most_fractional_digits) {
        refuse("numeric", "a product has more than 16383 digits after the point, which PostgreSQL would round");
    }
    std::string text = value.digits(scale + 1);
    if (scale != 0) text.insert(text.size() - scale, 1, '.');
    if (is_negative) text.insert(0, 1, '-');
    return virga::numeric{text};
}

/// 1, 0 or -1.
[[nodiscard]] inline int sign_of(const virga::numeric& value) {
    if (value.is_negative()) return -1;
    return value == virga::numeric{} ? 0 : 1;
}
[[nodiscard]] inline virga::numeric infinity_of(int sign) {
    return sign == 0 ? virga::numeric::nan() : sign < 0 ? virga::numeric::negative_infinity() : virga::numeric::infinity();
}
}  // namespace types::detail

[[nodiscard]] inline numeric operator-(const numeric& value) {
    if (value.is_nan()) return value;
    if (value.is_infinite()) return types::detail::infinity_of(-types::detail::sign_of(value));
    return value.is_negative() ? numeric{std::string_view{value.to_string()}.substr(1)} : numeric{"-" + value.to_string()};
}

/// Exact, with the greater scale of the two: 1.5 + 2.25 is 3.75, 1.50 + 1.5 is 3.00. As with PostgreSQL what has a NaN is NaN, and
/// so is the sum of Infinity and -Infinity. Errors: `value_error` where the result has more digits than PostgreSQL keeps.
[[nodiscard]] inline numeric operator+(const numeric& left, const numeric& right) {
    if (left.is_nan() or right.is_nan()) return numeric::nan();
    if (left.is_infinite()) return right.is_infinite() and left != right ? numeric::nan() : left;
    if (right.is_infinite()) return right;
    const std::size_t scale = std::max(left.scale(), right.scale());
    types::detail::natural first = types::detail::scaled(left, scale), second = types::detail::scaled(right, scale);
    if (left.is_negative() == right.is_negative()) {
        first.add(second);
        return types::detail::with_scale(first, scale, left.is_negative());
    }
    if (first.is_less(second)) {
        second.subtract(first);
        return types::detail::with_scale(second, scale, right.is_negative());
    }
    first.subtract(second);
    return types::detail::with_scale(first, scale, left.is_negative());
}
/// As the sum.
[[nodiscard]] inline numeric operator-(const numeric& left, const numeric& right) { return left + -right; }

/// Exact, with the sum of the scales: 1.50 * 2.0 is 3.000. As with PostgreSQL what has a NaN is NaN, and so is Infinity times zero.
/// Errors: `value_error` where the result has more digits than PostgreSQL keeps, also after the point, where it would round.
[[nodiscard]] inline numeric operator*(const numeric& left, const numeric& right) {
    using namespace types::detail;
    if (left.is_nan() or right.is_nan()) return numeric::nan();
    if (left.is_infinite() or right.is_infinite()) return infinity_of(sign_of(left) * sign_of(right));
    const natural product = scaled(left, left.scale()).times(scaled(right, right.scale()));
    return with_scale(product, left.scale() + right.scale(), left.is_negative() != right.is_negative());
}

inline numeric& operator+=(numeric& left, const numeric& right) { return left = left + right; }
inline numeric& operator-=(numeric& left, const numeric& right) { return left = left - right; }
inline numeric& operator*=(numeric& left, const numeric& right) { return left = left * right; }

/// Writes `to_string()`.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream, const numeric& value) {
    return stream << value.to_string();
}
}  // namespace virga
