// virga/types/uuid.hpp: the column type uuid.
#pragma once

#include <concepts>     // std::same_as
#include <cstdint>      // std::uint32_t, std::uint8_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/types/column_type.hpp>    // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>       // virga::pg::detail::member
#include <virga/types/detail/refuse.hpp>  // detail::refuse
#include <virga/types/uuid_value.hpp>     // virga::uuid

namespace virga::types {

/// A UUID. Values and parameters are `virga::uuid`; `parse_uuid` makes one of text.
/// Source: PostgreSQL manual, section 8.12, UUID Type.
struct uuid {
    using value_type = virga::uuid;
    static constexpr fixed_string spelling{"uuid"};
    static constexpr std::uint32_t oid = 2950;
    static constexpr std::uint32_t array_oid = 2951;
    static constexpr type_category category = type_category::uuid;

    template <class Value>
    static constexpr bool accepts = std::same_as<Value, virga::uuid>;

    static void write(std::string& out, const value_type& value) { append_uuid(out, value); }
    static value_type read(std::string_view source) { return parse_uuid(source); }

    static void write_binary(std::string& out, const value_type& value) {
        for (const std::uint8_t byte : value) out.push_back(static_cast<char>(byte));
    }

    static value_type read_binary(std::string_view bytes) {
        if (bytes.size() != 16) detail::refuse("uuid", "the binary value does not have the size of the type");
        value_type value{};
        const char* next = bytes.data();
        for (std::uint8_t& byte : value) byte = static_cast<std::uint8_t>(*next++);
        return value;
    }
};

static_assert(column_type<uuid>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using uuid = detail::member<Mode, types::uuid, Name, Attributes...>;
}  // namespace virga::pg
