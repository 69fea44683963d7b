// virga/types/jsonb.hpp: the column type jsonb.
#pragma once

#include <concepts>     // std::same_as
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::append_without_zero
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/json_value.hpp>             // virga::json

namespace virga::types {

/// A JSON document, which the server keeps parsed. Values and parameters are `virga::json`.
///
/// The binary format is the byte 1, a version, and then the text.
/// Source: PostgreSQL manual, section 8.14, JSON Types; jsonb_recv in jsonb.c.
struct jsonb {
    using value_type = virga::json;
    static constexpr fixed_string spelling{"jsonb"};
    static constexpr std::uint32_t oid = 3802;
    static constexpr std::uint32_t array_oid = 3807;
    static constexpr type_category category = type_category::json;

    template <class Value>
    static constexpr bool accepts = std::same_as<Value, virga::json>;

    static void write(std::string& out, const value_type& value) {
        detail::append_without_zero(out, value.text(), "jsonb");
    }

    static value_type read(std::string_view source) { return virga::json{std::string{source}}; }

    static void write_binary(std::string& out, const value_type& value) {
        out.push_back('\1');
        write(out, value);
    }

    static value_type read_binary(std::string_view bytes) {
        if (bytes.empty() or bytes[0] != '\1') detail::refuse("jsonb", "the binary value is not of version 1");
        return read(bytes.substr(1));
    }
};

static_assert(column_type<jsonb>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using jsonb = detail::member<Mode, types::jsonb, Name, Attributes...>;
}  // namespace virga::pg
