// virga/types/bit.hpp: the column types bit(n) and varbit(n), strings of bits.
#pragma once

#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t, std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/text/fixed_string.hpp>           // virga::fixed_string
#include <virga/types/declared.hpp>              // virga::pg::detail::member_of_family
#include <virga/types/detail/network_order.hpp>  // detail::append_network, detail::network
#include <virga/types/detail/refuse.hpp>         // detail::refuse
#include <virga/types/detail/spelling.hpp>       // detail::spell, detail::decimal
#include <virga/types/type_facts.hpp>            // virga::type_facts

namespace virga {

/// Bits, written as digits from the first to the last: `bit_string{"101"}`. Throws `value_error` for what is neither 0 nor 1.
class bit_string {
public:
    bit_string() = default;
    explicit bit_string(std::string digits) : digits_(std::move(digits)) {
        if (digits_.find_first_not_of("01") != std::string::npos)
            types::detail::refuse("bit_string", "the digits of bits are 0 and 1");
    }

    [[nodiscard]] const std::string& digits() const { return digits_; }
    [[nodiscard]] std::size_t size() const { return digits_.size(); }
    [[nodiscard]] bool operator[](std::size_t index) const { return digits_[index] == '1'; }

    friend bool operator==(const bit_string&, const bit_string&) = default;

private:
    std::string digits_;
};

/// Whether `bit(Length)` and `varbit(Length)` are types.
template <int Length>
inline constexpr bool is_bit_length = 1 <= Length and Length <= 83'886'080;

namespace types {
namespace detail {
/// The binary format is how many bits there are, in 32 of them, and the bits, the first one highest.
/// Source: varbit_send in varbit.c.
struct bits_type {
    using value_type = bit_string;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.hash = false, .brin = true};

    template <class Value>
    static constexpr bool accepts = std::same_as<Value, bit_string>;

    static void write(std::string& out, const value_type& value) { out.append(value.digits()); }
    static value_type read(std::string_view source) { return bit_string{std::string{source}}; }
    static void write_binary(std::string& out, const value_type& value) {
        append_network(out, static_cast<std::int32_t>(value.size()));
        for (std::size_t first = 0; first < value.size(); first += 8) {
            unsigned byte = 0;
            for (std::size_t i = first; i != first + 8; ++i) byte = byte * 2 + (i < value.size() and value[i] ? 1 : 0);
            out.push_back(static_cast<char>(byte));
        }
    }
    static value_type read_binary(std::string_view bytes) {
        const auto malformed = [] { refuse("bit", "the binary value does not have the size that it tells"); };
        if (bytes.size() < 4) malformed();
        const auto told = network<std::int32_t>(bytes.data());
        const auto size = static_cast<std::size_t>(told);
        if (told < 0 or bytes.size() - 4 != (size + 7) / 8) malformed();
        std::string digits(size, '0');
        for (std::size_t i = 0; i != size; ++i) {
            const auto byte = static_cast<unsigned char>(bytes[4 + i / 8]);
            if ((byte >> (7 - i % 8) & 1U) != 0) digits[i] = '1';
        }
        return bit_string{std::move(digits)};
    }
};
}  // namespace detail

/// At most `Limit` bits; as many as there are when `Limit` is 0.
///
/// Spelled `varbit(Limit)`, or `varbit`. Values and parameters are `virga::bit_string`.
/// Errors: the server refuses a value that is too long with SQLSTATE 22001.
/// Source: PostgreSQL manual, section 8.10, Bit String Types.
template <std::size_t Limit = 0>
struct varbit : detail::bits_type {
    static_assert(Limit <= 83'886'080, "varbit: the limit is 1 to 83886080 bits");

    using compared_type = varbit<>;
    static constexpr auto spelling = [] {
        if constexpr (Limit == 0) return fixed_string{"varbit"};
        else
            return detail::spell(fixed_string{"varbit("}, detail::decimal<static_cast<long long>(Limit)>(), fixed_string{")"});
    }();
    static constexpr std::uint32_t oid = 1562;
    static constexpr std::uint32_t array_oid = 1563;
};

/// Exactly `Length` bits; as many as there are when `Length` is 0, which no column can say.
///
/// Spelled `bit(Length)`, and without a length `"bit"`, for the bare word means `bit(1)`. Values and parameters are
/// `virga::bit_string`.
/// Errors: the server refuses a value of another length with SQLSTATE 22026.
/// Source: PostgreSQL manual, section 8.10, Bit String Types.
template <std::size_t Length = 0>
struct bit : detail::bits_type {
    static_assert(Length <= 83'886'080, "bit: the length is 1 to 83886080 bits");

    using compared_type = bit<>;
    static constexpr auto spelling = [] {
        if constexpr (Length == 0) return fixed_string{"\"bit\""};
        else
            return detail::spell(fixed_string{"bit("}, detail::decimal<static_cast<long long>(Length)>(), fixed_string{")"});
    }();
    static constexpr std::uint32_t oid = 1560;
    static constexpr std::uint32_t array_oid = 1561;
};

struct bit_family {
    static constexpr std::size_t most_arguments = 1;
    template <int Length = 1>
    static consteval auto make() {
        static_assert(is_bit_length<Length>, "bit: the length is 1 to 83886080 bits");
        return bit<is_bit_length<Length> ? static_cast<std::size_t>(Length) : 1>{};
    }
};
struct varbit_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static varbit<> make();
    template <int Limit>
    static consteval auto make() {
        static_assert(is_bit_length<Limit>, "varbit: the limit is 1 to 83886080 bits");
        return varbit<is_bit_length<Limit> ? static_cast<std::size_t>(Limit) : 1>{};
    }
};
}  // namespace types
}  // namespace virga

namespace virga::pg {
/// `bit(1)` or, with a number first, `bit(Length)`.
template <class Mode, fixed_string Name, auto... Attributes>
using bit = detail::member_of_family<Mode, types::bit_family, Name, Attributes...>;
/// `varbit` or, with a number first, `varbit(Limit)`.
template <class Mode, fixed_string Name, auto... Attributes>
using varbit = detail::member_of_family<Mode, types::varbit_family, Name, Attributes...>;
}  // namespace virga::pg
