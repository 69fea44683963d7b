// virga/types/detail/whole_number.hpp: what smallint, integer and bigint have in common.
#pragma once

#include <charconv>      // std::from_chars
#include <concepts>      // std::integral, std::same_as
#include <limits>        // std::numeric_limits
#include <string>        // std::string, std::to_string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc

#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/types/column_type.hpp>           // virga::type_category
#include <virga/types/detail/network_order.hpp>  // append_network, read_network
#include <virga/types/detail/refuse.hpp>         // refuse

namespace virga::types::detail {

template <class Value, class... Types>
concept any_of = (std::same_as<Value, Types> || ...);

/// A C++ whole number: any integral type but `bool` and the character types. `signed char` and
/// `unsigned char` are numbers, for they are what `std::int8_t` and `std::uint8_t` name.
template <class Value>
concept whole_number_value = std::integral<Value> && !any_of<Value, bool, char, wchar_t, char8_t, char16_t, char32_t>;

/// Whether `To` has the number `value`. (`std::in_range` refuses 128 bits.)
template <class To, class From>
[[nodiscard]] constexpr bool in_range(From value) {
    const To converted = static_cast<To>(value);
    return static_cast<From>(converted) == value && (converted < To{1}) == (value < From{1});
}

// One type for all widths, and no other base than ten: every instance of <charconv> is compiled again in every file.

inline void append_decimal(std::string& out, long long value) { out += std::to_string(value); }

/// Whether all of the text is a number that `value` can hold.
[[nodiscard]] inline bool read_decimal(std::string_view source, long long& value) {
    const char* const end = source.data() + source.size();
    const auto [stop, error] = std::from_chars(source.data(), end, value);
    return error == std::errc{} && stop == end;
}

[[noreturn]] inline void refuse_whole_number(std::string_view type, long long least, long long most) {
    refuse(type, "a value is a whole number from " + std::to_string(least) + " to " + std::to_string(most));
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
        if (!in_range<Integer>(value)) out_of_range();
        return static_cast<Integer>(value);
    }

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, Value value) {
        append_decimal(out, convert(value));
    }

    static value_type read(std::string_view source) {
        long long value = 0;
        if (!read_decimal(source, value) || !in_range<Integer>(value)) out_of_range();
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
