// virga/expr/bits.hpp: & | ^ ~ << >> on the bits of whole numbers.
#pragma once

#include <concepts>     // std::integral
#include <type_traits>  // std::remove_cvref_t

#include <virga/expr/operation.hpp>  // virga::detail::operate

namespace virga {

namespace detail {
/// What can be shifted or masked beside an expression on its right. A stream is none: `out << post.views` stays an error of its
/// own.
template <class Left>
concept bits_like = std::integral<std::remove_cvref_t<Left>> or is_argument<std::remove_cvref_t<Left>>;
}  // namespace detail

// C++ binds & and | weaker than a comparison: `(a & b) == c` needs its parentheses; without them both sides of & are refused.

/// `left & right`: the bits that both have.
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator&(const Left& left, Right&& right) {
    return detail::operate<operators::bits_and>(left, static_cast<Right&&>(right));
}
template <detail::bits_like Left, expression_like Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator&(Left&& left, const Right& right) {
    return detail::operate<operators::bits_and>(static_cast<Left&&>(left), right);
}
/// `left | right`: the bits that one of them has.
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator|(const Left& left, Right&& right) {
    return detail::operate<operators::bits_or>(left, static_cast<Right&&>(right));
}
template <detail::bits_like Left, expression_like Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator|(Left&& left, const Right& right) {
    return detail::operate<operators::bits_or>(static_cast<Left&&>(left), right);
}
/// `left # right`: the bits that just one of them has. (`^` of SQL is `power`.)
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator^(const Left& left, Right&& right) {
    return detail::operate<operators::bits_xor>(left, static_cast<Right&&>(right));
}
template <detail::bits_like Left, expression_like Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator^(Left&& left, const Right& right) {
    return detail::operate<operators::bits_xor>(static_cast<Left&&>(left), right);
}
/// `left << count`: the bits, moved up by `count`, an integer.
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator<<(const Left& left, Right&& count) {
    return detail::operate<operators::bits_left>(left, static_cast<Right&&>(count));
}
/// `left >> count`: the bits, moved down by `count`, an integer.
template <expression_like Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operator>>(const Left& left, Right&& count) {
    return detail::operate<operators::bits_right>(left, static_cast<Right&&>(count));
}
/// `~operand`: all bits turned round.
template <expression_like Operand>
[[nodiscard, gnu::always_inline]] constexpr auto operator~(const Operand& operand) {
    if constexpr (not takes_operand<operators::bits_not, Operand>) {
        static_assert(takes_operand<operators::bits_not, Operand> or detail::was_refused_before<Operand>,
                      "~: the operand must be a whole number");
        return detail::refuse<types::integer>();
    } else {
        return detail::operate_on<operators::bits_not>(operand);
    }
}
}  // namespace virga
