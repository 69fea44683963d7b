// virga/types/varchar.hpp: the column type varchar(n), text of bounded length.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/detail/spelling.hpp>        // detail::spell, detail::decimal
#include <virga/types/text.hpp>                   // virga::types::text

namespace virga {
/// Whether `varchar(Limit)` is a type.
template <int Limit>
inline constexpr bool is_varchar_limit = 1 <= Limit and Limit <= 10'485'760;
}  // namespace virga

namespace virga::types {

/// Text of at most `Limit` characters (code points, not bytes); of any length when `Limit` is 0.
///
/// Spelled `varchar(Limit)`, or `varchar`. Values and parameters are those of `text`.
/// Errors: the server refuses a value that is too long with SQLSTATE 22001; `write` does not count.
/// Source: PostgreSQL manual, section 8.3, Character Types.
template <std::size_t Limit = 0>
struct varchar : detail::character_data {
    using compared_type = text;
    static_assert(Limit <= 10'485'760, "varchar: the limit is 1 to 10485760 characters");
    static constexpr auto spelling = [] {
        if constexpr (Limit == 0) {
            return fixed_string{"varchar"};
        } else {
            return detail::spell(fixed_string{"varchar("}, detail::decimal<static_cast<long long>(Limit)>(),
                                 fixed_string{")"});
        }
    }();
    static constexpr std::uint32_t oid = 1043;
    static constexpr std::uint32_t array_oid = 1015;

    /// Whether the server will take `value`, which is UTF-8, as it is.
    [[nodiscard]] static constexpr bool fits(std::string_view value) {
        return Limit == 0 or detail::code_points(value) <= Limit;
    }
};

static_assert(column_type<varchar<>> and column_type<varchar<40>>);

struct varchar_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static varchar<> make();
    template <int Limit>
    static consteval auto make() {
        static_assert(is_varchar_limit<Limit>, "varchar: the limit is 1 to 10485760 characters");
        return varchar<is_varchar_limit<Limit> ? static_cast<std::size_t>(Limit) : 1>{};
    }
};
}  // namespace virga::types

namespace virga::pg {
/// `varchar` or, with a number first, `varchar(Limit)`: at most `Limit` characters, not bytes.
template <class Mode, fixed_string Name, auto... Attributes>
using varchar = detail::member_of_family<Mode, types::varchar_family, Name, Attributes...>;
}  // namespace virga::pg
