// virga/kit/folder/sha256.hpp: the fingerprint of a migration.
#pragma once

#include <array>        // std::array
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <openssl/evp.h>  // EVP_Digest

#include <virga/kit/error.hpp>  // virga::kit::kit_error

namespace virga::kit {

/// SHA-256 of `text` as 64 lower-case hexadecimal digits. Errors: `kit_error` when libcrypto has no SHA-256.
[[nodiscard]] inline std::string sha256(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw kit_error("OpenSSL could not compute a SHA-256.");
    }
    std::string digits;
    for (unsigned int i = 0; i != size; ++i) {
        digits += "0123456789abcdef"[digest[i] >> 4U];
        digits += "0123456789abcdef"[digest[i] & 0xFU];
    }
    return digits;
}
}  // namespace virga::kit
