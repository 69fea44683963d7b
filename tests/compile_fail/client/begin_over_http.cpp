// expect: begin: SQL over HTTP has no open transactions; send the queries as one transaction with batch(query, query...), or use neon_ws_client
#include "schema.hpp"

#if __has_include(<curl/curl.h>) && __has_include(<simdjson.h>)
#include <virga/client/neon_http.hpp>  // virga::neon_http_client
#else
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

void clean(const neon_http_client& db) {
#ifdef REJECT
    auto tx = db.begin({.read_only = true});
    tx(delete_from(visit).all_rows());
    tx.commit();
#else
    db.batch(delete_from(visit).all_rows());
#endif
}
