// virga/types/detail/refuse.hpp: what a codec throws.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/error.hpp>  // virga::value_error

namespace virga::types::detail {

/// Throws `value_error` "type: why". Neither may hold a value: it could be a secret.
[[noreturn]] inline void refuse(std::string_view type, std::string_view why) {
    std::string sentence(type.data(), type.size());
    sentence.append(": ").append(why.data(), why.size());
    throw value_error(sentence);
}
}  // namespace virga::types::detail
