// virga/types/name.hpp: the column type name, in which PostgreSQL keeps identifiers.
#pragma once

#include <cstddef>      // std::nullptr_t
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga::types {

/// Text of at most 63 bytes, not characters. The server would cut a longer one without a word; here it throws `value_error`.
///
/// Values and parameters are those of `text`. It compares with its own kind alone, by bytes.
/// Source: PostgreSQL manual, section 8.3, Character Types.
struct name : detail::character_data {
    static constexpr fixed_string spelling{"name"};
    static constexpr std::uint32_t oid = 19;
    static constexpr std::uint32_t array_oid = 1003;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.brin = true};

    /// Whether the server will take `value` as it is.
    [[nodiscard]] static constexpr bool fits(std::string_view value) { return value.size() <= 63; }

    static void write(std::string& out, std::string_view value) {
        if (not fits(value)) detail::refuse("name", "a name has 63 bytes at most");
        character_data::write(out, value);
    }
    static void write(std::string& out, std::nullptr_t) = delete;  // SQL's NULL is std::nullopt
    static void write_binary(std::string& out, std::string_view value) { write(out, value); }
};
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using name = detail::member<Mode, types::name, Name, Attributes...>;
}  // namespace virga::pg
