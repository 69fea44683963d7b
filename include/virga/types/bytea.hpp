// virga/types/bytea.hpp: the column type bytea, a string of bytes.
#pragma once

#include <cstddef>      // std::byte, std::size_t
#include <cstdint>      // std::uint32_t
#include <iterator>     // std::data, std::size
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v, std::remove_pointer_t
#include <vector>       // std::vector

#include <virga/text/fixed_string.hpp>         // virga::fixed_string
#include <virga/types/column_type.hpp>         // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>            // virga::pg::detail::member
#include <virga/types/detail/hexadecimal.hpp>  // detail::hex_digits, detail::hex_value
#include <virga/types/detail/refuse.hpp>       // detail::refuse

namespace virga::types {
namespace detail {
template <class Element>
inline constexpr bool is_byte = std::is_same_v<Element, const std::byte> or std::is_same_v<Element, const unsigned char>;
/// Whether a value says itself where its bytes are. Most do, and to ask whether it makes a span costs much more.
template <class Value>
concept has_bytes = requires(const Value& value) {
    std::size(value);
    requires is_byte<const std::remove_pointer_t<decltype(std::data(value))>>;
};
template <class Value>
concept is_bytes = has_bytes<Value> or std::is_convertible_v<const Value&, std::span<const std::byte>> or
                   std::is_convertible_v<const Value&, std::span<const unsigned char>>;
}  // namespace detail

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
    static constexpr bool accepts = detail::is_bytes<Value>;

    template <detail::is_bytes Value = std::vector<std::byte>>
    static void write(std::string& out, const Value& value) {
        if constexpr (detail::has_bytes<Value>) append(out, std::data(value), std::size(value));
        else if constexpr (std::is_convertible_v<const Value&, std::span<const std::byte>>)
            write(out, std::span<const std::byte>{value});
        else write(out, std::span<const unsigned char>{value});
    }

    template <class Bytes = value_type>  // so that only who calls it has it compiled
    static Bytes read(std::string_view source) {
        if (not source.starts_with("\\x") or source.size() % 2 != 0) malformed();
        Bytes value((source.size() - 2) / 2);
        const char* next = source.data() + 2;
        for (std::size_t i = 0; i != value.size(); ++i, next += 2) {
            const int high = detail::hex_value(next[0]);
            const int low = detail::hex_value(next[1]);
            if (high < 0 or low < 0) malformed();
            value[i] = static_cast<std::byte>(high * 16 + low);
        }
        return value;
    }

    static void write_binary(std::string& out, const value_type& value) {
        out.append(reinterpret_cast<const char*>(value.data()), value.size());
    }

    template <class Bytes = value_type>
    static Bytes read_binary(std::string_view bytes) {
        const auto* const data = reinterpret_cast<const std::byte*>(bytes.data());
        return Bytes(data, data + bytes.size());
    }

private:
    static void append(std::string& out, const void* data, std::size_t size) {
        out.append("\\x");
        std::size_t end = out.size();
        out.resize(end + 2 * size);
        const auto* const bytes = static_cast<const unsigned char*>(data);
        for (std::size_t i = 0; i != size; ++i) {
            out[end++] = detail::hex_digits[bytes[i] >> 4U];
            out[end++] = detail::hex_digits[bytes[i] & 15U];
        }
    }
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
