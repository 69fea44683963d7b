// virga/testing/detail/neon/server.hpp: takes clients, and serves each in a thread of its own.
#pragma once

#include <atomic>        // std::atomic
#include <cerrno>        // errno
#include <csignal>       // pthread_sigmask
#include <cstddef>       // std::size_t
#include <cstdint>       // std::uint16_t
#include <list>          // std::list
#include <mutex>         // std::mutex
#include <optional>      // std::optional
#include <string>        // std::string
#include <system_error>  // std::system_error
#include <thread>        // std::thread
#include <utility>       // std::move

#include <arpa/inet.h>   // htons
#include <fcntl.h>       // fcntl
#include <fmt/core.h>    // fmt::format
#include <netinet/in.h>  // sockaddr_in
#include <poll.h>        // poll
#include <sys/socket.h>  // accept
#include <unistd.h>      // pipe

#include <virga/client/detail/openssl_at_exit.hpp>            // virga::detail::keep_openssl_until_exit
#include <virga/testing/detail/neon/certificate.hpp>          // virga::testing::detail::neon::certificate
#include <virga/testing/detail/neon/channel.hpp>              // virga::testing::detail::neon::channel
#include <virga/testing/detail/neon/http.hpp>                 // virga::testing::detail::neon::request_reader
#include <virga/testing/detail/neon/service.hpp>              // virga::testing::detail::neon::service
#include <virga/testing/detail/neon/sql_endpoint.hpp>         // virga::testing::detail::neon::sql_endpoint
#include <virga/testing/detail/neon/web_socket_endpoint.hpp>  // virga::testing::detail::neon::web_socket_endpoint
#include <virga/text/error.hpp>                               // virga::error

namespace virga::testing::detail::neon {

/// What a local_neon consists of.
class server {
public:
    server(const std::string& database_url, const local_neon_options& options) : shared{database_url, options} {
        virga::detail::keep_openssl_until_exit();
        if (options.tls) own_certificate.emplace();
        listen(options.port);
        if (::pipe(wake_) != 0) {
            ::close(listener_);
            throw error(fmt::format("local_neon: no pipe could be made: {}", words(errno)));
        }
        for (const int end : wake_) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        // The program's own thread shall get its signals, and a write to a closed socket shall be an error.
        sigset_t all, before;
        sigfillset(&all);
        for (const int fatal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigdelset(&all, fatal);
        ::pthread_sigmask(SIG_SETMASK, &all, &before);
        acceptor_ = std::thread{[this] { accept(); }};
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }
    server(const server&) = delete;
    server& operator=(const server&) = delete;
    ~server() {
        ::close(wake_[1]);
        acceptor_.join();
        ::close(wake_[0]);
        ::close(listener_);
        for (auto& one : served_) one.client.stop();
        for (auto& one : served_) one.thread.join();
    }

    service shared;
    std::optional<certificate> own_certificate;  ///< with TLS

    std::uint16_t port() const { return port_; }

    std::size_t open_connections() {
        const std::lock_guard lock{mutex_};
        std::size_t count = 0;
        for (const auto& one : served_) count += one.is_over ? 0U : 1U;
        return count;
    }

    void drop_connections() {
        const std::lock_guard lock{mutex_};
        for (auto& one : served_) one.client.drop();
    }

private:
    /// A client that is served by a thread.
    struct served {
        explicit served(int socket) : client{socket} {}
        channel client;
        std::atomic<bool> is_over = false;
        std::thread thread{};
    };

    static std::string words(int code) { return std::generic_category().message(code); }

    void listen(std::uint16_t port) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        ::fcntl(listener_, F_SETFD, FD_CLOEXEC);
        ::fcntl(listener_, F_SETFL, O_NONBLOCK);
        const int on = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const place = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, place, size) != 0 or ::listen(listener_, 128) != 0 or
            ::getsockname(listener_, place, &size) != 0) {
            const int code = errno;
            ::close(listener_);
            throw error(fmt::format("local_neon: it cannot listen on port {}: {}; take another one, or 0 for any", port,
                                    words(code)));
        }
        port_ = ntohs(address.sin_port);
    }

    /// Takes clients until the pipe is closed.
    void accept() {
        while (true) {
            pollfd polled[2] = {{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
            ::poll(polled, 2, 1'000);
            if (polled[1].revents != 0) return;
            clear_away();
            const int socket = polled[0].revents == 0 ? -1 : ::accept(listener_, nullptr, nullptr);
            if (socket == -1) continue;
            ::fcntl(socket, F_SETFD, FD_CLOEXEC);
            ++shared.connections;
            const std::lock_guard lock{mutex_};
            served& one = served_.emplace_back(socket);
            try {
                one.thread = std::thread{[this, &one] { serve(one); }};
            } catch (const std::system_error&) {
                served_.pop_back();  // no thread to be had: the client is turned away
            }
        }
    }

    /// Joins the threads whose clients are gone.
    void clear_away() {
        const std::lock_guard lock{mutex_};
        for (auto at = served_.begin(); at != served_.end();) {
            if (not at->is_over) {
                ++at;
                continue;
            }
            at->thread.join();
            at = served_.erase(at);
        }
    }

    void serve(served& one) {
        if (not own_certificate or one.client.start_tls(own_certificate->context())) {
            request_reader reader{one.client};
            sql_endpoint sql{shared, one.client, reader};
            while (auto request = reader.head()) {
                if (web_socket_endpoint::is_asked_for(*request)) {
                    web_socket_endpoint{shared, one.client}.serve(std::move(*request), reader.rest());
                    break;
                }
                if (not sql.serve(std::move(*request))) break;
            }
        }
        one.client.finish();
        one.client.close();
        one.is_over = true;
    }

    int listener_ = -1;
    std::uint16_t port_ = 0;
    int wake_[2] = {-1, -1};  // closing the second one ends the acceptor
    std::mutex mutex_;        // of the list
    std::list<served> served_;
    std::thread acceptor_;
};
}  // namespace virga::testing::detail::neon
