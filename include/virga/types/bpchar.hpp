// virga/types/bpchar.hpp: the column type char(n), text that is padded with blanks.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/detail/spelling.hpp>        // detail::spell, detail::decimal
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga {
/// Whether `char(Length)` is a type.
template <int Length>
inline constexpr bool is_char_length = 1 <= Length and Length <= 10'485'760;
}  // namespace virga

namespace virga::types {

/// Text of exactly `Length` characters (code points, not bytes); of any length when `Length` is 0.
///
/// Spelled `char(Length)`, or `bpchar`. Values and parameters are those of `text`. The server fills a shorter value with blanks,
/// and that is
/// how it comes back: "ab" of char(3) is read as "ab ". In the database blanks at the end do not count: = and < ignore them, and
/// a text made of the value has none. So "ab" finds what "ab " is.
/// Errors: the server refuses a value that is too long with SQLSTATE 22001, unless only blanks are too many; `write` does not
/// count.
/// Source: PostgreSQL manual, section 8.3, Character Types.
template <std::size_t Length = 0>
struct bpchar : detail::character_data {
    static_assert(Length <= 10'485'760, "bpchar: the length is 1 to 10485760 characters");

    using compared_type = bpchar<>;
    static constexpr auto spelling = [] {
        if constexpr (Length == 0) {
            return fixed_string{"bpchar"};
        } else {
            return detail::spell(fixed_string{"char("}, detail::decimal<static_cast<long long>(Length)>(), fixed_string{")"});
        }
    }();
    static constexpr std::uint32_t oid = 1042;
    static constexpr std::uint32_t array_oid = 1014;
    static constexpr type_facts facts{.brin = true, .extremes = true};

    /// Whether the server will take `value`, which is UTF-8, as it is but for blanks at its end.
    [[nodiscard]] static constexpr bool fits(std::string_view value) {
        return Length == 0 or detail::code_points(value) <= Length;
    }
};

static_assert(column_type<bpchar<>> and column_type<bpchar<3>>);

struct bpchar_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static bpchar<> make();
    template <int Length>
    static consteval auto make() {
        static_assert(is_char_length<Length>, "bpchar: the length is 1 to 10485760 characters");
        return bpchar<is_char_length<Length> ? static_cast<std::size_t>(Length) : 1>{};
    }
};
}  // namespace virga::types

namespace virga::pg {
/// `bpchar` or, with a number first, `char(Length)`.
template <class Mode, fixed_string Name, auto... Attributes>
using bpchar = detail::member_of_family<Mode, types::bpchar_family, Name, Attributes...>;
}  // namespace virga::pg
