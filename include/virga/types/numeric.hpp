// virga/types/numeric.hpp: the column type numeric(precision, scale), exact decimals.
#pragma once

#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/numeric_binary.hpp>  // detail::append_numeric, detail::read_numeric
#include <virga/types/detail/spelling.hpp>        // detail::spell, detail::decimal
#include <virga/types/detail/whole_number.hpp>    // detail::whole_number_value
#include <virga/types/numeric_value.hpp>          // virga::numeric

namespace virga {
/// Whether `numeric(Precision, Scale)` is a type.
template <int Precision, int Scale>
inline constexpr bool is_numeric_size = 1 <= Precision and Precision <= 1000 and -1000 <= Scale and Scale <= 1000;
}  // namespace virga

namespace virga::types {

template <int Precision = 0, int Scale = 0>
struct numeric;

/// An exact decimal of `Precision` digits, `Scale` of them after the point; of any size when both are 0.
///
/// Spelled `numeric`, `numeric(Precision)` or `numeric(Precision,Scale)`. Values are `virga::numeric`;
/// parameters may also be integers. A negative scale, or one above the precision, needs PostgreSQL 15.
/// Errors: the server rounds to the scale of the column, and refuses what then has too many digits with
/// SQLSTATE 22003.
/// Source: PostgreSQL manual, section 8.1.2, Arbitrary Precision Numbers.
template <int Precision, int Scale>
struct numeric {
    static_assert(0 <= Precision and Precision <= 1000, "numeric: the precision is 1 to 1000 digits");
    static_assert(-1000 <= Scale and Scale <= 1000, "numeric: the scale is -1000 to 1000 digits");
    static_assert(Precision != 0 or Scale == 0, "numeric: a scale needs a precision before it");

    using bare_type = numeric<>;
    using value_type = virga::numeric;
    static constexpr auto spelling = [] {
        if constexpr (Precision == 0) {
            return fixed_string{"numeric"};
        } else if constexpr (Scale == 0) {
            return detail::spell(fixed_string{"numeric("}, detail::decimal<Precision>(), fixed_string{")"});
        } else {
            return detail::spell(fixed_string{"numeric("}, detail::decimal<Precision>(), fixed_string{","},
                                 detail::decimal<Scale>(), fixed_string{")"});
        }
    }();
    static constexpr std::uint32_t oid = 1700;
    static constexpr std::uint32_t array_oid = 1231;
    static constexpr type_category category = type_category::number;

    template <class Value>
    static constexpr bool accepts = std::same_as<Value, virga::numeric> or
                                    (detail::whole_number_value<Value> and sizeof(Value) <= sizeof(long long));

    /// Whether the column holds a whole number: whether it has no more digits than stand before the point.
    template <detail::whole_number_value Value>
    [[nodiscard]] static constexpr bool fits(Value value) {
        if (Precision == 0) return true;
        int digits = 0;
        for (; value != 0; value = static_cast<Value>(value / 10)) ++digits;
        return digits <= Precision - Scale or digits == 0;
    }

    static void write(std::string& out, const value_type& value) { out.append(value.to_string()); }
    static value_type read(std::string_view source) { return value_type{source}; }
    static void write_binary(std::string& out, const value_type& value) { detail::append_numeric(out, value); }
    static value_type read_binary(std::string_view bytes) { return detail::read_numeric(bytes); }
};

static_assert(column_type<numeric<>> and column_type<numeric<10>> and column_type<numeric<10, 2>>);

struct numeric_family {
    static constexpr std::size_t most_arguments = 2;
    template <class = void>
    static numeric<> make();
    template <int Precision, int Scale = 0>
    static consteval auto make() {
        constexpr bool is_good = is_numeric_size<Precision, Scale>;
        static_assert(is_numeric_size<Precision, Scale>, "numeric: the precision is 1 to 1000 digits, the scale -1000 to 1000");
        return numeric<is_good ? Precision : 1, is_good ? Scale : 0>{};
    }
};
}  // namespace virga::types

namespace virga::pg {
/// `numeric` or, with one or two numbers first, `numeric(Precision)` and `numeric(Precision, Scale)`.
template <class Mode, fixed_string Name, auto... Attributes>
using numeric = detail::member_of_family<Mode, types::numeric_family, Name, Attributes...>;
}  // namespace virga::pg
