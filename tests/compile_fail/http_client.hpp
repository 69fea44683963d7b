// tests/compile_fail/http_client.hpp: virga::neon_http_client, or what stands for it where curl or simdjson is missing.
#pragma once

#if __has_include(<curl/curl.h>) and __has_include(<simdjson.h>)
#include <virga/client/neon_http.hpp>  // virga::neon_http_client
#else
#include <span>    // std::span
#include <vector>  // std::vector

#include <virga/client/batch.hpp>                               // virga::batched_calls
#include <virga/client/detail/no_interactive_transactions.hpp>  // virga::detail::no_interactive_transactions

namespace virga {

struct neon_http_client : batched_calls<neon_http_client>, detail::no_interactive_transactions<neon_http_client> {
    std::vector<result> run_batch(std::span<const batch_item>, const transaction_options&) const;
};

template <>
inline constexpr bool has_interactive_transactions<neon_http_client> = false;

}  // namespace virga
#endif
