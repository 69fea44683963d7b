// virga/client/neon_ws_options.hpp: what a neon_ws_client takes besides its URL.
#pragma once

#include <string>  // std::string

#include <virga/client/postgres_options.hpp>  // virga::postgres_options

namespace virga {

/// Settings of a connection through a WebSocket.
struct neon_ws_options {
    /// The WebSocket's whole URL, such as `ws://localhost:4444/v2`; empty for Neon's rule, `wss://HOST/v2` with the
    /// host of the connection URL. Only `wss` encrypts, which then cannot go without checking certificates.
    std::string endpoint{};
    /// A file of certificates (PEM) to trust in place of the system's.
    std::string certificate_authority{};
    /// As of a `postgres_client`. Where neither these nor the URL give a `connect_timeout`, it is 30 s: Neon may have to
    /// wake a database first. It counts for each phase of connecting together: name, TCP, TLS, WebSocket, login.
    postgres_options session{};
};
}  // namespace virga
