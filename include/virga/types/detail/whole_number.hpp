// virga/types/detail/whole_number.hpp: what smallint, integer and bigint have in common.
#pragma once

#include <concepts>     // std::integral, std::same_as
#include <limits>       // std::numeric_limits
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/error.hpp>                  // virga::value_error
#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/text/sentence.hpp>               // virga::detail::sentence_of
#include <virga/types/column_type.hpp>           // virga::type_category
#include <virga/types/detail/network_order.hpp>  // append_network, read_network

namespace virga::types::detail {

template <class Value, class... Types>
concept any_of = (std::same_as<Value, Types> or ...);

/// A C++ whole number: any integral type but `bool` and the character types. `signed char` and
/// `unsigned char` are numbers, for they are what `std::int8_t` and `std::uint8_t` name.
template <class Value>
concept whole_number_value = std::integral<Value> and not any_of<Value, bool, char, wchar_t, char8_t, char16_t, char32_t>;

/// Whether `To` has the number `value`. (`std::in_range` refuses 128 bits.)
template <class To, class From>
[[nodiscard]] constexpr bool in_range(From value) {
    const To converted = static_cast<To>(value);
    return static_cast<From>(converted) == value and (converted < To{1}) == (value < From{1});
}

// <charconv> knows all bases, by tables that a compiler computes again in every file, in some 45 ms. Here is base ten. Not inline:
// within each query's function these loops make a compiler with -O2 take half as long again, and run slower.

[[gnu::noinline]] inline void append_decimal(std::string& out, long long value) {
    char digits[20];  // a sign and 19 digits
    char* const end = digits + sizeof digits;
    char* first = end;
    auto rest = static_cast<unsigned long long>(value);
    if (value < 0) rest = 0 - rest;
    do *--first = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0) *--first = '-';
    out.append(first, static_cast<std::size_t>(end - first));
}

/// Whether all of the text is a number that `value` can hold.
[[nodiscard, gnu::noinline]] inline bool read_decimal(std::string_view source, long long& value) {
    constexpr auto most = static_cast<unsigned long long>(std::numeric_limits<long long>::max());
    const char* at = source.data();
    const char* const end = at + source.size();
    const bool is_negative = at != end and *at == '-';
    if (is_negative) ++at;
    if (at == end) return false;
    const unsigned long long limit = is_negative ? most + 1 : most;
    unsigned long long read = 0;
    for (; at != end; ++at) {
        const unsigned digit = static_cast<unsigned char>(*at) - static_cast<unsigned>('0');
        if (digit > 9 or read > (limit - digit) / 10) return false;
        read = read * 10 + digit;
    }
    value = static_cast<long long>(is_negative ? 0 - read : read);
    return true;
}

[[noreturn, gnu::noinline, gnu::cold]] inline void refuse_whole_number(std::string_view type, long long least, long long most) {
    std::string range;
    append_decimal(range, least);
    range.append(" to ", 4);
    append_decimal(range, most);
    throw value_error(virga::detail::sentence_of({type, ": a value is a whole number from ", range}));
}

template <class Integer, fixed_string Name>
struct whole_number {
    using value_type = Integer;
    static constexpr fixed_string spelling = Name;
    static constexpr type_category category = type_category::number;

    template <class Value>
    static constexpr bool accepts = whole_number_value<Value>;

    /// `value` as a row holds it. Throws `value_error` when it is out of range.
    template <class Value>
        requires accepts<Value>
    static constexpr value_type convert(Value value) {
        if (not in_range<Integer>(value)) out_of_range();
        return static_cast<Integer>(value);
    }

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, Value value) {
        append_decimal(out, convert(value));
    }

    static value_type read(std::string_view source) {
        long long value = 0;
        if (not read_decimal(source, value) or not in_range<Integer>(value)) out_of_range();
        return static_cast<Integer>(value);
    }

    static void write_binary(std::string& out, const value_type& value) { append_network(out, value); }
    static value_type read_binary(std::string_view bytes) { return read_network<Integer>(Name.view(), bytes); }

private:
    [[noreturn]] static void out_of_range() {
        refuse_whole_number(Name.view(), std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max());
    }
};
}  // namespace virga::types::detail
