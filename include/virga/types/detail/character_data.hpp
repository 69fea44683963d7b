// virga/types/detail/character_data.hpp: what text and varchar have in common.
#pragma once

#include <cstddef>      // std::nullptr_t, std::size_t
#include <cstring>      // std::memchr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v, std::is_same_v

#include <virga/types/column_type.hpp>    // virga::type_category
#include <virga/types/detail/refuse.hpp>  // refuse

namespace virga::types::detail {

/// Appends `value`. A zero byte ends a text for the server, so it is refused rather than cut off there.
inline void append_without_zero(std::string& out, std::string_view value, std::string_view type) {
    if (not value.empty() and std::memchr(value.data(), '\0', value.size()) != nullptr)
        refuse(type, "PostgreSQL cannot store a zero byte in a text");
    out.append(value.data(), value.size());
}

/// The characters (code points) of UTF-8, which are all bytes but those that continue one.
[[nodiscard]] constexpr std::size_t code_points(std::string_view utf8) {
    std::size_t count = 0;
    for (const char byte : utf8) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    return count;
}

struct character_data {
    using value_type = std::string;
    static constexpr type_category category = type_category::text;

    template <class Value>
    static constexpr bool accepts =
        std::is_convertible_v<const Value&, std::string_view> and not std::is_same_v<Value, std::nullptr_t>;

    static void write(std::string& out, std::string_view value) { append_without_zero(out, value, "text"); }
    static void write(std::string& out, std::nullptr_t) = delete;  // SQL's NULL is std::nullopt
    [[gnu::noinline]] static value_type read(std::string_view source) { return {source.data(), source.size()}; }
    static void write_binary(std::string& out, std::string_view value) { write(out, value); }
    static value_type read_binary(std::string_view bytes) { return read(bytes); }
};
}  // namespace virga::types::detail
