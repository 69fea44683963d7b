// virga/types/boolean.hpp: the column type boolean.
#pragma once

#include <concepts>     // std::same_as
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/types/column_type.hpp>    // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>       // virga::pg::detail::member
#include <virga/types/detail/refuse.hpp>  // detail::refuse

namespace virga::types {

/// True or false. Only a `bool` may be passed: a number or pointer is seldom meant as a truth.
///
/// Written as `true` and `false`; read as the server writes it, `t` and `f`, and as JSON does.
/// Source: PostgreSQL manual, section 8.6, Boolean Type.
struct boolean {
    using value_type = bool;
    static constexpr fixed_string spelling{"boolean"};
    static constexpr std::uint32_t oid = 16;
    static constexpr std::uint32_t array_oid = 1000;
    static constexpr type_category category = type_category::boolean;

    template <class Value>
    static constexpr bool accepts = std::same_as<Value, bool>;

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, Value value) {
        const std::string_view said = value ? "true" : "false";
        out.append(said.data(), said.size());
    }

    static value_type read(std::string_view source) {
        if (source == "t" or source == "true") return true;
        if (source == "f" or source == "false") return false;
        detail::refuse("boolean", "the text is neither t nor f");
    }

    static void write_binary(std::string& out, const value_type& value) { out.push_back(value ? '\1' : '\0'); }

    static value_type read_binary(std::string_view bytes) {
        if (bytes.size() != 1) detail::refuse("boolean", "the binary value does not have the size of the type");
        return bytes[0] != '\0';
    }
};

static_assert(column_type<boolean>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using boolean = detail::member<Mode, types::boolean, Name, Attributes...>;
}  // namespace virga::pg
