// virga/types/bytea.hpp: the column type bytea, a string of bytes.
#pragma once

#include <cstddef>      // std::byte, std::size_t
#include <cstdint>      // std::uint32_t
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v
#include <vector>       // std::vector

#include <virga/text/fixed_string.hpp>         // virga::fixed_string
#include <virga/types/column_type.hpp>         // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>            // virga::pg::detail::member
#include <virga/types/detail/hexadecimal.hpp>  // detail::hex_digits, detail::hex_value
#include <virga/types/detail/refuse.hpp>       // detail::refuse

namespace virga::types {

/// Bytes, up to 1 GB.
///
/// Values are `std::vector<std::byte>`; parameters are contiguous ranges of `std::byte` or `unsigned char`.
/// The text is `\x` and two hexadecimal digits a byte; the older escape form (`set bytea_output = escape`)
/// throws `value_error`.
/// Source: PostgreSQL manual, section 8.4, Binary Data Types.
struct bytea {
    using value_type = std::vector<std::byte>;
    static constexpr fixed_string spelling{"bytea"};
    static constexpr std::uint32_t oid = 17;
    static constexpr std::uint32_t array_oid = 1001;
    static constexpr type_category category = type_category::binary;

    template <class Value>
    static constexpr bool accepts = std::is_convertible_v<const Value&, std::span<const std::byte>> or
                                    std::is_convertible_v<const Value&, std::span<const unsigned char>>;

    static void write(std::string& out, std::span<const std::byte> value) {
        out.append("\\x");
        std::size_t end = out.size();
        out.resize(end + 2 * value.size());
        for (const std::byte byte : value) {
            const auto bits = static_cast<unsigned char>(byte);
            out[end++] = detail::hex_digits[bits >> 4U];
            out[end++] = detail::hex_digits[bits & 15U];
        }
    }
    static void write(std::string& out, std::span<const unsigned char> value) { write(out, std::as_bytes(value)); }

    static value_type read(std::string_view source) {
        if (not source.starts_with("\\x") or source.size() % 2 != 0) malformed();
        value_type value((source.size() - 2) / 2);
        const char* next = source.data() + 2;
        for (std::byte& byte : value) {
            const int high = detail::hex_value(next[0]);
            const int low = detail::hex_value(next[1]);
            if (high < 0 or low < 0) malformed();
            byte = static_cast<std::byte>(high * 16 + low);
            next += 2;
        }
        return value;
    }

    static void write_binary(std::string& out, std::span<const std::byte> value) {
        out.append(reinterpret_cast<const char*>(value.data()), value.size());
    }

    static value_type read_binary(std::string_view bytes) {
        const auto* const data = reinterpret_cast<const std::byte*>(bytes.data());
        return value_type(data, data + bytes.size());
    }

private:
    [[noreturn]] static void malformed() {
        detail::refuse("bytea", "the text is not \\x and pairs of hexadecimal digits; set bytea_output to hex");
    }
};

static_assert(column_type<bytea>);
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using bytea = detail::member<Mode, types::bytea, Name, Attributes...>;
}  // namespace virga::pg
