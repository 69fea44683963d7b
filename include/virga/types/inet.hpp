// virga/types/inet.hpp: the column types inet and cidr, addresses and networks of the internet.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>    // virga::fixed_string
#include <virga/types/declared.hpp>       // virga::pg::detail::member
#include <virga/types/detail/of_value.hpp>  // detail::of_value
#include <virga/types/detail/refuse.hpp>  // detail::refuse
#include <virga/types/inet_value.hpp>     // virga::inet
#include <virga/types/type_facts.hpp>     // virga::type_facts

namespace virga::types {
namespace detail {
/// The binary format is the family (2 for IPv4, 3 for IPv6), the bits of the network, whether it is a cidr, how many bytes, and
/// these.
/// Source: network_send in network.c.
template <fixed_string Name, bool IsCidr>
struct network_address : of_value<Name, virga::inet> {
    using value_type = virga::inet;
    static constexpr type_facts facts{.spgist = true, .brin = true, .extremes = true};
    static constexpr bool is_same_in_json = true;  // a cast to text would add the length of the mask

    static void write(std::string& out, const value_type& value) { append_inet(out, checked(value)); }
    static value_type read(std::string_view source) { return parse_inet(source); }
    static void write_binary(std::string& out, const value_type& value) {
        out.push_back(checked(value).is_ipv6 ? '\3' : '\2');
        out.push_back(static_cast<char>(value.prefix));
        out.push_back(IsCidr ? '\1' : '\0');
        out.push_back(static_cast<char>(value.size()));
        for (std::size_t i = 0; i != value.size(); ++i) out.push_back(static_cast<char>(value.bytes[i]));
    }
    static value_type read_binary(std::string_view source) {
        value_type value;
        value.is_ipv6 = source.size() > 1 and source[0] == '\3';
        if (source.size() != 4 + value.size()) refuse(Name.view(), "the binary value does not have the size of the type");
        value.prefix = static_cast<std::uint8_t>(source[1]);
        for (std::size_t i = 0; i != value.size(); ++i) value.bytes[i] = static_cast<std::uint8_t>(source[4 + i]);
        return checked(value);
    }

private:
    static const value_type& checked(const value_type& value) {
        if (value.prefix > 8 * value.size()) refuse(Name.view(), "the network has more bits than an address");
        return value;
    }
};
}  // namespace detail

/// An address of a host, and the network that it is in. Values and parameters are `virga::inet`; `parse_inet` makes one of text.
/// Source: PostgreSQL manual, section 8.9, Network Address Types.
struct inet : detail::network_address<"inet", false> {
    static constexpr std::uint32_t oid = 869;
    static constexpr std::uint32_t array_oid = 1041;
};
/// A network. Values and parameters are `virga::inet`, in which no bit is set behind those of the network: the server refuses any
/// other (22P02). It compares as inet.
/// Source: PostgreSQL manual, section 8.9, Network Address Types.
struct cidr : detail::network_address<"cidr", true> {
    using compared_type = inet;
    using bare_type = cidr;  // as inet it would lose bits in silence when it is stored
    static constexpr type_facts facts{.spgist = true, .brin = true};  // min and max are those of inet, and give one
    static constexpr std::uint32_t oid = 650;
    static constexpr std::uint32_t array_oid = 651;
};
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using inet = detail::member<Mode, types::inet, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using cidr = detail::member<Mode, types::cidr, Name, Attributes...>;
}  // namespace virga::pg
