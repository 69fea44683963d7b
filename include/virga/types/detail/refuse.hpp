// virga/types/detail/refuse.hpp: what a codec throws.
#pragma once

#include <string_view>  // std::string_view

#include <virga/text/error.hpp>     // virga::value_error
#include <virga/text/sentence.hpp>  // virga::detail::sentence_of

namespace virga::types::detail {

/// Throws `value_error` "type: why". Neither may hold a value: it could be a secret.
[[noreturn, gnu::noinline, gnu::cold]] inline void refuse(std::string_view type, std::string_view why) {
    throw value_error(virga::detail::sentence_of({type, ": ", why}));
}
}  // namespace virga::types::detail
