// virga/types/money.hpp: the column type money.
#pragma once

#include <compare>      // operator<=>
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/types/declared.hpp>              // virga::pg::detail::member
#include <virga/types/detail/network_order.hpp>  // detail::append_network, detail::read_network
#include <virga/types/detail/of_value.hpp>       // detail::of_value
#include <virga/types/detail/refuse.hpp>         // detail::refuse
#include <virga/types/detail/whole_number.hpp>   // detail::append_decimal, detail::read_decimal
#include <virga/types/type_facts.hpp>            // virga::type_facts

namespace virga {

/// An amount, as the server keeps it: a count of the smallest coins, of which 100 are one of what `lc_monetary` calls by its sign.
/// Which money that is no value says.
struct money {
    std::int64_t cents = 0;
    friend constexpr auto operator<=>(const money&, const money&) = default;
};

namespace types {

/// An amount of money. Values and parameters are `virga::money`.
///
/// Its text is that of the locale that the setting `lc_monetary` names. Clients with sessions set it to C; it can be another one
/// with dollars, such as en_US. Elsewhere, as over HTTP to a database with a locale of its own, no amount is taken for another:
/// reading throws `value_error`, and the server refuses what is written (22P02).
/// Source: PostgreSQL manual, section 8.2, Monetary Types; cash_in, cash_out and cash_send in cash.c.
struct money : detail::of_value<"money", virga::money> {
    static constexpr std::uint32_t oid = 790;
    static constexpr std::uint32_t array_oid = 791;
    static constexpr type_facts facts{.hash = false, .extremes = true, .is_text_constant = false};

    /// `$0,,12.34`: in locales that have a comma before their cents the second comma is an error, where `12.34` would be 1234.
    static void write(std::string& out, const value_type& value) {
        std::string digits;
        detail::append_decimal(digits, value.cents);
        if (digits.front() == '-') {
            out.push_back('-');
            digits.erase(0, 1);
        }
        if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
        out.append("$0,,").append(digits, 0, digits.size() - 2).append(".").append(digits, digits.size() - 2, 2);
    }
    static value_type read(std::string_view source) {
        std::string digits;
        std::string_view rest = source;
        const auto take = [&rest](char sign) {
            if (not rest.starts_with(sign)) return false;
            rest.remove_prefix(1);
            return true;
        };
        if (take('-')) digits.push_back('-');
        bool is_good = take('$') and rest.size() >= 4 and rest[rest.size() - 3] == '.';
        if (is_good) {
            for (std::size_t i = 0; i != rest.size(); ++i) {
                const bool is_digit = '0' <= rest[i] and rest[i] <= '9';
                if (is_digit) digits.push_back(rest[i]);
                else if (rest[i] != (i + 3 < rest.size() ? ',' : '.')) is_good = false;
            }
        }
        long long cents = 0;
        if (not is_good or not detail::read_decimal(digits, cents))
            detail::refuse("money", "the text is not an amount in dollars; set lc_monetary to C");
        return {cents};
    }
    static void write_binary(std::string& out, const value_type& value) { detail::append_network(out, value.cents); }
    static value_type read_binary(std::string_view bytes) { return {detail::read_network<std::int64_t>("money", bytes)}; }
};
}  // namespace types
}  // namespace virga

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using money = detail::member<Mode, types::money, Name, Attributes...>;
}  // namespace virga::pg
