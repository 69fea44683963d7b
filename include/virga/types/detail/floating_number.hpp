// virga/types/detail/floating_number.hpp: what real and double_precision have in common.
#pragma once

#include <bit>           // std::bit_cast
#include <charconv>      // std::from_chars, std::to_chars
#include <concepts>      // std::same_as
#include <cstdint>       // std::uint32_t, std::uint64_t
#include <limits>        // std::numeric_limits
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc
#include <type_traits>   // std::conditional_t

#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/types/column_type.hpp>           // virga::type_category
#include <virga/types/detail/network_order.hpp>  // append_network, read_network
#include <virga/types/detail/refuse.hpp>         // refuse
#include <virga/types/detail/whole_number.hpp>   // whole_number_value
#include <virga/types/type_facts.hpp>            // virga::type_facts

namespace virga::types::detail {

template <class Float, fixed_string Name>
struct floating_number {
    static_assert(std::numeric_limits<Float>::is_iec559, "the server's numbers are those of IEEE 754");
    using value_type = Float;
    using bits_type = std::conditional_t<sizeof(Float) == 4, std::uint32_t, std::uint64_t>;
    static constexpr fixed_string spelling = Name;
    static constexpr type_category category = type_category::number;
    static constexpr type_facts facts{.brin = true, .extremes = true, .shows_floats = true};

    /// Narrower numbers of any kind: a float has 24 binary digits, a double 53.
    template <class Value>
    static constexpr bool accepts = std::same_as<Value, Float> or std::same_as<Value, float> or
                                    (whole_number_value<Value> and sizeof(Value) < sizeof(Float));

    template <class Value>
        requires accepts<Value>
    static constexpr value_type convert(Value value) {
        return static_cast<Float>(value);
    }

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, Value value) {
        append(out, convert(value));
    }

    static value_type read(std::string_view source) {
        using limits = std::numeric_limits<Float>;
        if (source == "NaN") return limits::quiet_NaN();
        if (source == "Infinity") return limits::infinity();
        if (source == "-Infinity") return -limits::infinity();
        Float value{};
        const char* const end = source.data() + source.size();
        const auto [stop, error] = std::from_chars(source.data(), end, value);
        // from_chars also knows words such as "inf", which the server never writes
        if (error != std::errc{} or stop != end or not (value - value == 0))
            refuse(Name.view(), "the text is not a number that the type can hold");
        return value;
    }

    static void write_binary(std::string& out, const value_type& value) {
        append_network(out, std::bit_cast<bits_type>(value));
    }
    static value_type read_binary(std::string_view bytes) {
        return std::bit_cast<Float>(read_network<bits_type>(Name.view(), bytes));
    }

private:
    static void append(std::string& out, Float value) {
        if (value != value) {
            out.append("NaN");  // to_chars would write "nan" or "-nan"
        } else if (value - value != 0) {
            out.append(value < 0 ? "-Infinity" : "Infinity");
        } else {
            char digits[32];  // the longest is -2.2250738585072014e-308
            out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
        }
    }
};
}  // namespace virga::types::detail
