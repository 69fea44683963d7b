// virga/kit/command/shell_word.hpp: a word as a shell takes it.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga::kit::detail {

/// `public.post`, `'kb.a b'`: a word that can be typed, in quotes where it needs them.
inline std::string shell_word(std::string_view word) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-/=";
    if (not word.empty() and word.find_first_not_of(plain) == word.npos) return std::string{word};
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return quoted + "'";
}
}  // namespace virga::kit::detail
