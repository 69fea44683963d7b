// virga/testing/local_neon_source.hpp: what a local_neon consists of; to be included in one source file of a program.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint16_t
#include <filesystem>   // std::filesystem::path
#include <memory>       // std::make_unique
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/testing/detail/neon/server.hpp>  // virga::testing::detail::neon::server
#include <virga/testing/local_neon.hpp>          // virga::testing::local_neon
#include <virga/text/error.hpp>                  // virga::error
#include <virga/text/percent_encoded.hpp>        // virga::detail::percent_encoded

namespace virga::testing {

namespace detail::neon {

inline std::string url_of(const server& one, const char* scheme, const char* path) {
    return fmt::format("{}{}://127.0.0.1:{}{}", scheme, one.own_certificate ? "s" : "", one.port(), path);
}
}  // namespace detail::neon

// None of these is inline: where `local_neon.hpp` alone is included they are not defined.

local_neon::local_neon(const std::string& database_url, const local_neon_options& options) {
    try {
        server_ = std::make_unique<detail::neon::server>(database_url, options);
    } catch (const detail::neon::problem& problem) {
        throw error(fmt::format("local_neon: the database URL cannot be used: {}", problem.what()));
    }
}
local_neon::~local_neon() = default;

std::uint16_t local_neon::port() const noexcept { return server_->port(); }
std::string local_neon::http_url() const { return detail::neon::url_of(*server_, "http", "/sql"); }
std::string local_neon::ws_url() const { return detail::neon::url_of(*server_, "ws", "/v2"); }
std::string local_neon::connection_url(std::string_view user, std::string_view password,
                                       std::string_view database) const {
    using virga::detail::percent_encoded;
    return fmt::format("postgresql://{}:{}@ep-local.local.test/{}", percent_encoded(user), percent_encoded(password),
                       percent_encoded(database));
}
std::filesystem::path local_neon::certificate_authority() const {
    return server_->own_certificate ? server_->own_certificate->file() : std::filesystem::path{};
}

void local_neon::add_fault(std::string_view spec) { server_->shared.faults.add(spec); }
void local_neon::clear_faults() { server_->shared.faults.clear(); }

local_neon_counters local_neon::counters() const {
    const auto& from = server_->shared;
    return {.connections = from.connections,
            .requests = from.requests,
            .statements = from.statements,
            .web_sockets = from.web_sockets,
            .server_connections = from.server_connections,
            .pool_hits = from.pool_hits,
            .client_aborts = from.client_aborts,
            .cancels = from.cancels};
}
std::size_t local_neon::open_connections() const { return server_->open_connections(); }
std::size_t local_neon::idle_sessions() const { return server_->shared.pool.size(); }
void local_neon::forget_sessions() { server_->shared.pool.clear(); }

std::vector<local_neon_request> local_neon::last_requests() const { return server_->shared.remembered(); }
void local_neon::forget_requests() { server_->shared.forget_requests(); }

void local_neon::drop_connections() { server_->drop_connections(); }
}  // namespace virga::testing
