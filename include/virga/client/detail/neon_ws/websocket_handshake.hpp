// virga/client/detail/neon_ws/websocket_handshake.hpp: the request that opens a WebSocket, and its answer; RFC 6455, section 4.
#pragma once

#include <algorithm>    // std::equal
#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>     // fmt::format
#include <openssl/evp.h>  // EVP_Digest, EVP_EncodeBlock

#include <virga/client/detail/neon_ws/websocket_endpoint.hpp>  // virga::detail::websocket_endpoint
#include <virga/client/error.hpp>                              // virga::error

namespace virga::detail {

template <std::size_t Size>
std::string base64(const std::array<unsigned char, Size>& bytes) {
    std::string text((Size + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends it with a zero byte
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(Size));
    text.pop_back();
    return text;
}

/// What a server answers to a key, to show that it knows the protocol.
inline std::string accept_value(std::string_view key) {
    const std::string text = fmt::format("{}258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
    std::array<unsigned char, 20> digest{};
    if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1)
        throw error("OpenSSL does not offer SHA-1, which WebSocket needs");
    return base64(digest);
}

/// The request. Neither subprotocol nor compression are offered: Neon knows none.
inline std::string upgrade_request(const websocket_endpoint& endpoint, std::string_view key) {
    return fmt::format(
        "GET {} HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: {}\r\nUser-Agent: virga\r\n\r\n",
        endpoint.target, endpoint.authority(), key);
}

inline char lower(char c) { return 'A' <= c and c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
inline bool same_ignoring_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char one, char other) { return lower(one) == lower(other); });
}

/// The value of the first header called `name`, or nothing. `head` is what precedes the empty line.
inline std::string_view header_value(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
        std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        const std::size_t colon = line.find(':');
        if (colon == line.npos or not same_ignoring_case(line.substr(0, colon), name)) continue;
        line.remove_prefix(colon + 1);
        while (not line.empty() and (line.front() == ' ' or line.front() == '\t')) line.remove_prefix(1);
        while (not line.empty() and (line.back() == ' ' or line.back() == '\t')) line.remove_suffix(1);
        return line;
    }
    return {};
}

/// Reads the head of the answer. Returns the empty text when the WebSocket is open, or why it is not.
inline std::string refusal(std::string_view head, std::string_view key) {
    const std::string_view status = head.substr(0, 9) == "HTTP/1.1 " ? head.substr(9, 3) : std::string_view{};
    if (status.size() != 3 or status.find_first_not_of("0123456789") != status.npos)
        return "the server does not answer in HTTP";
    if (status != "101") {
        const bool later = status[0] == '5' or status == "429";
        return fmt::format("the server refuses the WebSocket with HTTP status {}; {}", status,
                           later ? "try again later" : "check the host of the URL, or neon_ws_options::endpoint");
    }
    if (not same_ignoring_case(header_value(head, "Upgrade"), "websocket") or
        header_value(head, "Sec-WebSocket-Accept") != accept_value(key))
        return "the server does not know the WebSocket protocol";
    if (not header_value(head, "Sec-WebSocket-Extensions").empty() or not header_value(head, "Sec-WebSocket-Protocol").empty())
        return "the server chooses an extension or a subprotocol that nobody offered";
    return {};
}
}  // namespace virga::detail
