// virga/testing/detail/neon/channel.hpp: the connection to a client, with or without TLS, that another thread can end.
#pragma once

#include <algorithm>    // std::clamp
#include <atomic>       // std::atomic
#include <cerrno>       // errno
#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <mutex>        // std::mutex
#include <string_view>  // std::string_view

#include <fcntl.h>        // fcntl
#include <netinet/in.h>   // IPPROTO_TCP
#include <netinet/tcp.h>  // TCP_NODELAY
#include <poll.h>         // poll
#include <sys/socket.h>   // recv, send, shutdown
#include <unistd.h>       // close

#include <openssl/err.h>  // ERR_clear_error
#include <openssl/ssl.h>  // SSL, SSL_read_ex

#include <virga/client/detail/deadline.hpp>  // virga::detail::for_ever

namespace virga::testing::detail::neon {

struct ssl_deleter {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};

/// What a wait ended with.
enum class event { ready, late, gone };

/// The connection to a client. One thread uses it; any may call `stop` and `drop`, which end every wait of that
/// thread, and so it never hangs on a client, a fault or PostgreSQL.
class channel {
public:
    using clock = std::chrono::steady_clock;
    static constexpr auto for_ever = virga::detail::for_ever;

    /// Takes the socket over.
    explicit channel(int socket) : socket_{socket} {
        ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    channel(const channel&) = delete;
    channel& operator=(const channel&) = delete;
    ~channel() { close(); }

    int socket() const { return socket_; }

    /// Does the server's part of the handshake; false if that fails.
    bool start_tls(SSL_CTX* context) {
        ssl_.reset(SSL_new(context));
        if (not ssl_ or SSL_set_fd(ssl_.get(), socket_) != 1) return false;
        while (true) {
            ERR_clear_error();
            const int result = SSL_accept(ssl_.get());
            if (result == 1) return true;
            if (not wait_for_ssl(result)) return false;
        }
    }

    /// Reads what is there, up to `size` bytes; 0 if that is nothing, -1 if no more will come.
    long try_read(char* data, std::size_t size) {
        if (ended_) return -1;
        if (ssl_) {
            ERR_clear_error();
            std::size_t count = 0;
            const int result = SSL_read_ex(ssl_.get(), data, size, &count);
            if (result == 1) return static_cast<long>(count);
            wanted_ = wish(result);
            return wanted_ == 0 ? end() : 0;
        }
        const auto count = ::recv(socket_, data, size, 0);
        if (count > 0) return count;
        return count == 0 or not is_passing(errno) ? end() : 0;
    }

    /// Writes what fits; the number of bytes, or -1 if nothing can be written any more.
    long try_write(std::string_view data) {
        if (data.empty()) return 0;
        if (ssl_) {
            ERR_clear_error();
            std::size_t count = 0;
            const int result = SSL_write_ex(ssl_.get(), data.data(), data.size(), &count);
            if (result == 1) return static_cast<long>(count);
            wanted_ = wish(result);
            return wanted_ == 0 ? end() : 0;
        }
        const auto count = ::send(socket_, data.data(), data.size(), send_flags);
        if (count >= 0) return count;
        return is_passing(errno) ? 0 : end();
    }

    /// Whether bytes wait inside of TLS, of which poll knows nothing.
    bool has_pending() const { return ssl_ and SSL_pending(ssl_.get()) > 0; }

    /// Waits for something to read and reads it; 0 if no more will come.
    std::size_t read(char* data, std::size_t size) {
        while (true) {
            wanted_ = POLLIN;
            const long count = try_read(data, size);
            if (count != 0) return count < 0 ? 0 : static_cast<std::size_t>(count);
            if (not poll_one(wanted_)) return 0;
        }
    }

    /// Writes all; false if the client is gone before.
    bool write(std::string_view data) {
        while (not data.empty()) {
            wanted_ = POLLOUT;
            const long count = try_write(data);
            if (count < 0) return false;
            data.remove_prefix(static_cast<std::size_t>(count));
            if (count == 0 and not poll_one(wanted_)) return false;
        }
        return true;
    }

    /// Waits for `events` of another socket, -1 for none, as long as the client is there.
    event wait(int other, short events, clock::time_point until) {
        while (not stopping_) {
            pollfd polled[2] = {{socket_, hang_up_event, 0}, {other, events, 0}};
            const int count = ::poll(polled, 2, slice(until));
            if (count > 0 and is_hang_up(polled[0].revents)) return event::gone;
            if (count > 0 and polled[1].revents != 0) return event::ready;
            if (clock::now() >= until) return event::late;
        }
        return event::gone;
    }
    /// Does nothing for a while; false as soon as the client is gone.
    bool sleep(std::chrono::milliseconds time) { return wait(-1, 0, clock::now() + virga::detail::capped(time)) != event::gone; }

    /// Waits for `events` of the client, and for `other_events` of another socket; what happened comes back in both.
    /// False after `stop` or `drop`.
    bool wait_both(short& events, int other, short& other_events, clock::time_point until) {
        pollfd polled[2] = {{socket_, events, 0}, {other, other_events, 0}};
        events = other_events = 0;
        do {
            if (stopping_) return false;
            if (::poll(polled, 2, slice(until)) > 0) {
                events = polled[0].revents;
                other_events = polled[1].revents;
                return true;
            }
        } while (clock::now() < until);
        return true;
    }

    /// Whether somebody ended it from outside.
    bool is_stopped() const { return stopping_; }

    /// The next close is a TCP reset.
    void reset_on_close() {
        const linger at_once{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        reset_ = true;
    }

    /// Ends our side, then throws away for up to a second what the client still sends. Without that its last bytes
    /// would meet a closed socket, and the reset that follows could overtake our answer.
    void finish() {
        if (reset_ or socket_ == -1) return;
        if (ssl_ and not ended_) SSL_shutdown(ssl_.get());
        ::shutdown(socket_, SHUT_WR);
        char ignored[16'384];
        const auto until = clock::now() + std::chrono::seconds{1};
        while (not stopping_ and clock::now() < until) {
            const auto count = ::recv(socket_, ignored, sizeof ignored, 0);
            if (count == 0 or (count < 0 and not is_passing(errno))) return;
            pollfd polled{socket_, POLLIN, 0};
            if (count < 0) ::poll(&polled, 1, slice(until));
        }
    }

    void close() {
        ssl_.reset();
        const std::lock_guard lock{mutex_};
        if (socket_ != -1) ::close(socket_);
        socket_ = -1;
    }

    /// From any thread: ends what the channel's thread does.
    void stop() {
        stopping_ = true;
        const std::lock_guard lock{mutex_};
        if (socket_ != -1) ::shutdown(socket_, SHUT_RDWR);
    }
    /// From any thread: the same, and the client sees a TCP reset.
    void drop() {
        const std::lock_guard lock{mutex_};
        if (socket_ == -1) return;
        reset_on_close();
        stopping_ = true;
        ::shutdown(socket_, SHUT_RD);  // wakes its thread, and tells the client nothing
    }

private:
#if defined(MSG_NOSIGNAL)
    static constexpr int send_flags = MSG_NOSIGNAL;
#else
    static constexpr int send_flags = 0;  // the thread has SIGPIPE blocked
#endif
#if defined(POLLRDHUP)
    static constexpr short hang_up_event = POLLRDHUP;
    bool is_hang_up(short events) const { return (events & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0; }
#else
    static constexpr short hang_up_event = POLLIN;  // seen only once the client's last bytes are read
    bool is_hang_up(short events) const {
        char next = 0;
        return (events & (POLLHUP | POLLERR | POLLNVAL)) != 0 or ::recv(socket_, &next, 1, MSG_PEEK) == 0;
    }
#endif

    static bool is_passing(int code) { return code == EAGAIN or code == EWOULDBLOCK or code == EINTR; }

    /// Milliseconds to poll for: a tenth of a second at most, as a stop may come just before the call.
    static int slice(clock::time_point until) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
        return static_cast<int>(std::clamp<long long>(left.count(), 0, 100));
    }

    bool poll_one(short events) {
        while (not stopping_) {
            pollfd polled{socket_, events, 0};
            if (::poll(&polled, 1, 100) > 0) return true;
        }
        return false;
    }

    /// The event that TLS waits for after `result`; 0 if it has ended.
    short wish(int result) const {
        switch (SSL_get_error(ssl_.get(), result)) {
            case SSL_ERROR_WANT_READ: return POLLIN;
            case SSL_ERROR_WANT_WRITE: return POLLOUT;
            default: return 0;
        }
    }
    bool wait_for_ssl(int result) {
        const short events = wish(result);
        return events != 0 and poll_one(events);
    }

    long end() {
        ended_ = true;
        return -1;
    }

    int socket_;
    std::unique_ptr<SSL, ssl_deleter> ssl_;
    short wanted_ = POLLIN;
    bool ended_ = false;
    std::atomic<bool> reset_ = false;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;  // keeps another thread from a socket number that is closed and given to somebody else
};
}  // namespace virga::testing::detail::neon
