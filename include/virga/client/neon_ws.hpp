// virga/client/neon_ws.hpp: a connection to Neon through a WebSocket.
#pragma once

#include <string_view>  // std::string_view

#include <virga/client/detail/neon_ws/neon_ws_session.hpp>  // virga::detail::neon_ws_session
#include <virga/client/detail/observed_session.hpp>         // virga::detail::connected
#include <virga/client/neon_ws_options.hpp>                 // virga::neon_ws_options
#include <virga/client/session_client.hpp>                  // virga::session_client
#include <virga/client/sql_runner.hpp>                      // virga::sql_runner
#include <virga/client/transaction.hpp>                     // virga::session_transaction
#include <virga/client/url.hpp>                             // virga::parse_connection_url

namespace virga {

using neon_ws_transaction = session_transaction;

/// One connection to a Neon database through a WebSocket, where only port 443 is open or there is a proxy. It does what
/// a `postgres_client` does, transactions included. For one thread at a time; it can be moved.
///
/// A connection that dies while it idles, as Neon's do when a database is suspended, is replaced before the next statement
/// outside of a transaction. What belonged to the session is gone then: settings, temporary tables, session locks; prepared
/// statements are prepared anew, and channels are listened to again, but what was sent to them meanwhile is lost. Nothing is
/// ever sent twice: when the connection is lost under a statement, connection_error says that its outcome is unknown. A network
/// that answers nothing counts as lost after two minutes; a statement may take as long as `statement_timeout` says.
///
/// TLS protects the whole way to the service, so what the URL says of that (`sslmode`, `sslrootcert`, `channel_binding`,
/// `port`, ...) has no meaning here. A proxy is the one that the environment variable `https_proxy` names.
class neon_ws_client : public session_client {
public:
    using options_type = neon_ws_options;

    /// Connects. Errors: configuration_error when the URL or the endpoint is malformed, connection_error when there is no
    /// connection to be had, within `connect_timeout`. None shows the password or the URL.
    explicit neon_ws_client(std::string_view url, const neon_ws_options& options = {})
        : session_client(virga::detail::connected<virga::detail::neon_ws_session>(parse_connection_url(url), options,
                                                                                  options.session.observer)) {}
};

static_assert(sql_runner<neon_ws_client> and sql_runner<neon_ws_transaction>);
}  // namespace virga
