// virga/types/macaddr.hpp: the column types macaddr and macaddr8, addresses of network cards.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>         // virga::fixed_string
#include <virga/types/declared.hpp>            // virga::pg::detail::member
#include <virga/types/detail/hexadecimal.hpp>  // detail::hex_digits, detail::hex_value
#include <virga/types/detail/of_value.hpp>     // detail::of_value
#include <virga/types/detail/refuse.hpp>       // detail::refuse
#include <virga/types/type_facts.hpp>          // virga::type_facts

namespace virga {

/// The bytes of an address, in the order in which it is written.
template <std::size_t Size>
struct hardware_address {
    std::array<std::uint8_t, Size> bytes{};
    friend bool operator==(const hardware_address&, const hardware_address&) = default;
};
/// An EUI-48 address, `08:00:2b:01:02:03`.
using macaddr = hardware_address<6>;
/// An EUI-64 address, `08:00:2b:01:02:03:04:05`.
using macaddr8 = hardware_address<8>;

namespace types {
namespace detail {
template <std::size_t Size, fixed_string Name>
struct hardware_address_type : of_value<Name, hardware_address<Size>> {
    using value_type = hardware_address<Size>;
    static constexpr type_facts facts{.brin = true};

    static void write(std::string& out, const value_type& value) {
        for (std::size_t i = 0; i != Size; ++i) {
            if (i != 0) out.push_back(':');
            out.push_back(hex_digits[value.bytes[i] >> 4U]);
            out.push_back(hex_digits[value.bytes[i] & 15U]);
        }
    }
    static value_type read(std::string_view source) {
        const auto malformed = [] { refuse(Name.view(), "the text is not bytes of two hexadecimal digits with colons between"); };
        if (source.size() != 3 * Size - 1) malformed();
        value_type value;
        for (std::size_t i = 0; i != Size; ++i) {
            const int high = hex_value(source[3 * i]);
            const int low = hex_value(source[3 * i + 1]);
            if (high < 0 or low < 0 or (i + 1 != Size and source[3 * i + 2] != ':')) malformed();
            value.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
        }
        return value;
    }
    static void write_binary(std::string& out, const value_type& value) {
        for (const std::uint8_t byte : value.bytes) out.push_back(static_cast<char>(byte));
    }
    static value_type read_binary(std::string_view source) {
        if (source.size() != Size) refuse(Name.view(), "the binary value does not have the size of the type");
        value_type value;
        for (std::size_t i = 0; i != Size; ++i) value.bytes[i] = static_cast<std::uint8_t>(source[i]);
        return value;
    }
};
}  // namespace detail

/// The address of a network card. Values and parameters are `virga::macaddr`, six bytes.
/// Source: PostgreSQL manual, section 8.9, Network Address Types.
struct macaddr : detail::hardware_address_type<6, "macaddr"> {
    static constexpr std::uint32_t oid = 829;
    static constexpr std::uint32_t array_oid = 1040;
};
/// The same in eight bytes, `virga::macaddr8`.
struct macaddr8 : detail::hardware_address_type<8, "macaddr8"> {
    static constexpr std::uint32_t oid = 774;
    static constexpr std::uint32_t array_oid = 775;
};
}  // namespace types
}  // namespace virga

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using macaddr = detail::member<Mode, types::macaddr, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using macaddr8 = detail::member<Mode, types::macaddr8, Name, Attributes...>;
}  // namespace virga::pg
