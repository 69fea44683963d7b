// virga/types/with_precision.hpp: times with fewer digits of a second, timestamptz(3).
#pragma once

#include <cstddef>  // std::size_t

#include <virga/text/fixed_string.hpp>      // virga::fixed_string
#include <virga/types/column_type.hpp>      // virga::column_type
#include <virga/types/detail/spelling.hpp>  // detail::spell, detail::decimal
#include <virga/types/type_facts.hpp>       // virga::compared_t

namespace virga {
/// Whether a time can have so many digits behind the point of its seconds.
template <int Precision>
inline constexpr bool is_time_precision = 0 <= Precision and Precision <= 6;
}  // namespace virga

namespace virga::types {

/// `Base` to `Precision` digits of a second, of 0 to 6, to which the server rounds what is stored.
///
/// Spelled `timestamptz(3)`. Values and parameters are those of `Base`.
/// Source: PostgreSQL manual, section 8.5, Date/Time Types.
template <column_type Base, int Precision>
struct with_precision : Base {
    static_assert(is_time_precision<Precision>, "time, timestamp, interval: the precision is 0 to 6 digits of a second");

    using compared_type = compared_t<Base>;
    static constexpr auto spelling =
        detail::spell(Base::spelling, fixed_string{"("}, detail::decimal<Precision>(), fixed_string{")"});
};

template <class Base>
struct precision_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static Base make();
    template <int Precision>
    static consteval auto make() {
        static_assert(is_time_precision<Precision>, "time, timestamp, interval: the precision is 0 to 6 digits of a second");
        return with_precision<Base, is_time_precision<Precision> ? Precision : 6>{};
    }
};
}  // namespace virga::types
