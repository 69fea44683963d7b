// virga/text/fixed_string.hpp: text as a template argument.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

namespace virga {

/// Text of `Size - 1` bytes that can be a template argument: `table<"post", post_fields>`.
///
/// The characters stand in the type, so that compilers print them in their messages. `Size` counts
/// the terminating zero, as it does for a string literal. Views live as long as the program when the
/// object is a template argument or a static constant.
template <std::size_t Size>
struct fixed_string {
    char characters[Size]{};

    constexpr fixed_string() = default;
    consteval fixed_string(const char (&literal)[Size]) {
        for (std::size_t i = 0; i != Size; ++i) characters[i] = literal[i];
    }

    [[nodiscard]] constexpr std::string_view view() const { return {characters, Size - 1}; }
    [[nodiscard]] constexpr std::size_t size() const { return Size - 1; }

    template <std::size_t Other>
    friend constexpr bool operator==(const fixed_string& left, const fixed_string<Other>& right) {
        return left.view() == right.view();
    }
};

static_assert(fixed_string{"post"}.view() == "post");
static_assert(fixed_string{"post"} == fixed_string{"post"} and not (fixed_string{"a"} == fixed_string{"ab"}));
}  // namespace virga
