// virga/text/percent_encoded.hpp: text as a part of a URL.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga::detail {

/// The text with all but letters, digits and `-._~` as `%XX`, byte by byte. Source: RFC 3986, section 2.
inline std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (kept.find(c) != kept.npos)
            encoded += c;
        else
            encoded.append({'%', digits[byte / 16], digits[byte % 16]});
    }
    return encoded;
}
}  // namespace virga::detail
