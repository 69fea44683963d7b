// virga/client/notification.hpp: what `notify` sends and `listen` receives.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/error.hpp>            // virga::usage_error
#include <virga/query/detail/arguments.hpp>  // virga::arguments

namespace virga {

/// A message that some session sent to a channel; PostgreSQL manual, LISTEN and NOTIFY.
struct notification {
    std::string channel{};
    std::string payload{};  ///< empty when the sender gave none; at most 7999 bytes
    int process_id = 0;     ///< of the server's process that sent it, as pg_backend_pid() tells
};

namespace detail {

/// Refuses the name of a channel that the server would cut off, and so take for another one.
inline void check_channel(std::string_view name) {
    if (name.empty() or name.size() > 63 or name.find('\0') != name.npos)
        throw usage_error("channel: a name has 1 to 63 bytes, none of them zero");
}

/// Sends a notification through a client or a transaction.
template <class Runner>
void notify(Runner& runner, std::string_view channel, std::string_view payload) {
    check_channel(channel);
    if (payload.find('\0') != payload.npos)
        throw usage_error("notify: the payload holds a zero byte, which a notification cannot carry");
    arguments values;
    values.add([channel](std::string& bytes) { bytes += channel; });
    values.add([payload](std::string& bytes) { bytes += payload; });
    runner.execute("select pg_notify($1, $2)", values);
}
}  // namespace detail
}  // namespace virga
