// virga/types/json.hpp: the column type json, a document kept as it was written.
#pragma once

#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::append_without_zero
#include <virga/types/detail/of_value.hpp>        // detail::of_value
#include <virga/types/json_value.hpp>             // virga::json
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga::types {

/// The text of a JSON document, which the server checks and keeps to the letter: blanks, the order of keys, keys that come twice.
///
/// Values and parameters are `virga::json`. PostgreSQL has no = and no order for them; where that is wanted, or an index, use
/// `jsonb`.
/// Source: PostgreSQL manual, section 8.14, JSON Types.
struct json : detail::of_value<"json", virga::json> {
    static constexpr std::uint32_t oid = 114;
    static constexpr std::uint32_t array_oid = 199;
    static constexpr type_facts facts{.btree = false, .hash = false};

    static void write(std::string& out, const value_type& value) { detail::append_without_zero(out, value.text(), "json"); }
    static value_type read(std::string_view source) { return virga::json{std::string{source}}; }
    static void write_binary(std::string& out, const value_type& value) { write(out, value); }
    static value_type read_binary(std::string_view bytes) { return read(bytes); }
};

static_assert(column_type<json>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using json = detail::member<Mode, types::json, Name, Attributes...>;
}  // namespace virga::pg
