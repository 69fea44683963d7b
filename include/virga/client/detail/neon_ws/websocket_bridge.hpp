// virga/client/detail/neon_ws/websocket_bridge.hpp: a WebSocket at one end, a Unix socket for libpq at the other.
#pragma once

#include <array>        // std::array
#include <atomic>       // std::atomic
#include <cerrno>       // errno
#include <chrono>       // std::chrono::seconds
#include <csignal>      // sigfillset, pthread_sigmask
#include <cstddef>      // std::size_t
#include <exception>    // std::exception_ptr
#include <optional>     // std::optional
#include <semaphore>    // std::binary_semaphore
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <thread>       // std::thread
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>    // fmt::format
#include <poll.h>        // poll
#include <sys/socket.h>  // recv, send
#include <unistd.h>      // pipe

#include <virga/client/detail/deadline.hpp>                     // virga::detail::deadline
#include <virga/client/detail/neon_ws/backend_messages.hpp>     // virga::detail::backend_messages
#include <virga/client/detail/neon_ws/local_socket.hpp>         // virga::detail::local_socket
#include <virga/client/detail/neon_ws/websocket_endpoint.hpp>   // virga::detail::websocket_endpoint
#include <virga/client/detail/neon_ws/websocket_frames.hpp>     // virga::detail::websocket_reader
#include <virga/client/detail/neon_ws/websocket_transport.hpp>  // virga::detail::websocket_transport
#include <virga/client/detail/openssl_at_exit.hpp>              // virga::detail::keep_openssl_until_exit
#include <virga/client/detail/random_bytes.hpp>                 // virga::detail::random_bytes
#include <virga/client/error.hpp>                               // virga::connection_error
#include <virga/text/printable.hpp>                             // virga::detail::printable

namespace virga::detail {

/// Connects to a WebSocket, and relays bytes between it and the one connection that is made to a Unix socket. A thread
/// of its own does both; it takes no signals and ends with the bridge.
///
/// What the server sent is passed on before its end is. The local connection is closed after `is_open` has become
/// false: whoever sees the one end knows why.
class websocket_bridge {
public:
    /// Returns when the WebSocket is open. It has `until` then for that, and what follows has too, up to
    /// `session_is_ready`. Errors: connection_error, whose text is only the reason.
    websocket_bridge(websocket_endpoint endpoint, std::string certificate_authority, deadline until)
        : folder_(local_.folder()), endpoint_(std::move(endpoint)), certificate_authority_(std::move(certificate_authority)),
          deadline_(until) {
        keep_openssl_until_exit();
        int ends[2];
        if (::pipe(ends) != 0) throw connection_error("no file descriptor is left");
        stop_reader_ = descriptor{ends[0]};
        stop_writer_ = descriptor{ends[1]};
        sigset_t all, before;
        sigfillset(&all);
        for (const int fatal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigdelset(&all, fatal);
        pthread_sigmask(SIG_SETMASK, &all, &before);  // what the thread inherits
        try {
            thread_ = std::thread{[this] { work(); }};
        } catch (...) {
            pthread_sigmask(SIG_SETMASK, &before, nullptr);
            throw;
        }
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        connected_.acquire();
        if (not failure_) return;
        thread_.join();
        std::rethrow_exception(failure_);
    }
    websocket_bridge(const websocket_bridge&) = delete;
    websocket_bridge& operator=(const websocket_bridge&) = delete;

    /// Says good-bye to the server, for which it has a second. To be called when the local connection is closed.
    ~websocket_bridge() {
        is_stop_asked_.store(true, std::memory_order_release);
        stop_writer_.reset();
        thread_.join();
    }

    /// To be called when the session can take statements. Where it is not by the deadline, the connection ends.
    void session_is_ready() { is_ready_.store(true, std::memory_order_release); }

    /// What libpq connects to, once, as a host with port 5432.
    [[nodiscard]] const std::string& folder() const { return folder_; }

    [[nodiscard]] bool is_open() const { return is_open_.load(std::memory_order_acquire); }
    /// Why it is not open any more; only then to be asked for. Without the server's words where they were `told` already.
    [[nodiscard]] std::string reason(std::string_view told = {}) const {
        if (reason_.empty()) return "the program ran out of memory";
        return last_words_.empty() or told.find(last_words_) != told.npos ? reason_ : fmt::format("{}; {}", last_words_, reason_);
    }
    /// As of the server's last ReadyForQuery; see backend_messages.
    [[nodiscard]] char transaction() const { return transaction_.load(std::memory_order_acquire); }

private:
    static constexpr std::size_t buffer_size = 65'536;
    static constexpr int most_turns = 16;              ///< that a direction is served before the other is asked
    static constexpr std::size_t most_empty = 1'000;   ///< frames in a second, in a row

    /// Bytes on their way, which begin at `from`.
    struct portion {
        char* from = nullptr;
        std::size_t size = 0;
    };

    void work() noexcept {
        bool told = false;
        try {
            websocket_transport server{endpoint_, certificate_authority_, deadline_};
            down_.resize(buffer_size);
            up_.resize(longest_client_header + buffer_size);
            is_open_.store(true, std::memory_order_release);
            told = true;
            connected_.release();
            if (accept()) relay(server);
        } catch (...) {
            if (not told) failure_ = std::current_exception();  // else memory ran out
        }
        is_open_.store(false, std::memory_order_release);
        client_.reset();
        if (not told) connected_.release();
    }

    void end(const std::string& why) {
        if (not reason_.empty()) return;
        last_words_ = messages_.last_words();
        reason_ = why;
    }

    /// Waits for libpq. Whether it came.
    bool accept() {
        while (true) {
            pollfd waiting[2]{{local_.get(), POLLIN, 0}, {stop_reader_.get(), POLLIN, 0}};
            ::poll(waiting, 2, -1);
            if (waiting[1].revents != 0) return false;
            client_ = local_.accept();
            if (client_) return true;
        }
    }

    void relay(websocket_transport& server) {
        take(server.first_bytes());
        bool wants_more = true;  // the server may have sent more than was read
        int turns = 0;           // since the last look at all ends
        while (true) {
            // Looked at in each turn: a server that never pauses lets nobody wait below.
            if (is_stop_asked_.load(std::memory_order_acquire)) begin_to_stop();
            const deadline* const until = is_stopping_ ? &stop_ : is_ready_.load(std::memory_order_acquire) ? nullptr : &deadline_;
            if (until != nullptr and until->has_passed()) return end("the time was up while PostgreSQL's answer was awaited");
            if (to_client_.size != 0) send_to_client();
            send_to_server(server);
            if (is_over_ and (to_client_.size == 0 or not client_)) return;
            bool is_hasty = false;
            if (wants_more and to_client_.size == 0 and not is_over_) {
                wants_more = receive_from_server(server);
                is_hasty = wants_more or to_client_.size != 0 or is_over_ or not control_.empty();
                if (is_hasty and ++turns != most_turns) continue;
            }
            turns = 0;
            const int left = is_hasty ? 0 : until != nullptr ? until->poll_time() : -1;
            // Each direction reads when what it has read before is gone.
            pollfd waiting[3]{{server.descriptor(), 0, 0},
                              {client_.get(), 0, 0},
                              {is_stopping_ ? -1 : stop_reader_.get(), POLLIN, 0}};
            if (to_client_.size == 0 and not is_over_) waiting[0].events |= POLLIN;
            if (to_server_.size != 0) waiting[0].events |= POLLOUT;
            if (to_client_.size != 0) waiting[1].events |= POLLOUT;
            if (to_server_.size == 0 and not is_over_) waiting[1].events |= POLLIN;
            for (pollfd& each : waiting)
                if (each.events == 0) each.fd = -1;  // or a hang-up would wake us again and again
            if (::poll(waiting, 3, left) == -1 and errno != EINTR)
                return end("the system does not wait for sockets");
            if (waiting[0].revents != 0) wants_more = true;
            if ((waiting[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0 and to_server_.size == 0) receive_from_client();
            if (waiting[2].revents != 0) begin_to_stop();
        }
    }

    void begin_to_stop() {
        if (is_stopping_) return;
        is_stopping_ = true;
        stop_ = deadline{std::chrono::seconds{1}};
    }

    /// Reads what fits into the buffer, or what there is. Whether there may be more.
    bool receive_from_server(websocket_transport& server) {
        std::size_t filled = 0;
        std::optional<std::size_t> count;
        while (filled != down_.size()) {
            count = server.receive(down_.data() + filled, down_.size() - filled);
            if (not count or *count == 0) break;
            filled += *count;
            // A short read has emptied a TCP socket. With TLS it is one record, and more may lie in its buffer.
            if (not endpoint_.secure and filled != down_.size()) {
                count = std::nullopt;
                break;
            }
        }
        if (filled != 0) unframe(filled);
        if (count and *count == 0 and not is_over_) {
            end("the server or the network ended the WebSocket");
            is_over_ = true;
        }
        return count and *count != 0;
    }

    /// What came behind the answer to the request is more than nothing only if a server speaks first.
    void take(const std::string& first) {
        first.copy(down_.data(), first.size());
        if (not first.empty()) unframe(first.size());
    }

    void unframe(std::size_t size) {
        const std::size_t payload = frames_.take(down_.data(), size);
        messages_.pass(down_.data(), payload);
        transaction_.store(messages_.transaction(), std::memory_order_release);
        to_client_ = {down_.data(), payload};
        std::string ping;
        if (frames_.take_ping(ping) and not has_said_good_bye_) control_ = control_frame(websocket_opcode::pong, ping, new_mask());
        if (frames_.problem() != nullptr) {
            end(fmt::format("the server breaks the WebSocket protocol: {}", frames_.problem()));
            say_good_bye("\x03\xEA");  // 1002, protocol error
            is_over_ = true;
        } else if (frames_.closed()) {
            std::string why = fmt::format("the server closed the WebSocket with code {}", frames_.close_code());
            if (not frames_.close_reason().empty()) why += fmt::format(" ({})", printable(frames_.close_reason()));
            end(why);
            say_good_bye("\x03\xE8");  // 1000, as it should be
            is_over_ = true;
        } else if (is_flooded()) {
            end("the server sent more than 1000 frames in a second that carry nothing, pings or empty ones");
            say_good_bye("\x03\xF0");  // 1008, against the rules
            is_over_ = true;
        }
    }

    /// Whether empty frames come faster than any that have a purpose. They would keep this thread busy, and nothing would end them.
    bool is_flooded() {
        if (frames_.empty_frames() <= most_empty) return false;
        const steady_time now = std::chrono::steady_clock::now();
        if (now - empty_since_ < std::chrono::seconds{1}) return true;
        empty_since_ = now;
        frames_.forget_empty_frames();
        return false;
    }

    void send_to_client() {
        while (to_client_.size != 0) {
            const ssize_t count = ::send(client_.get(), to_client_.from, to_client_.size, MSG_NOSIGNAL);
            if (count == -1) {
                if (errno == EINTR) continue;
                if (errno != EAGAIN and errno != EWOULDBLOCK) to_client_.size = 0;  // it is gone; reading will tell
                return;
            }
            to_client_.from += count;
            to_client_.size -= static_cast<std::size_t>(count);
        }
    }

    void receive_from_client() {
        char* const start = up_.data() + longest_client_header;
        const ssize_t count = ::recv(client_.get(), start, buffer_size, 0);
        if (count > 0) {
            const auto size = static_cast<std::size_t>(count);
            char* const frame = make_client_frame(websocket_opcode::binary, start, size, new_mask());
            to_server_ = {frame, static_cast<std::size_t>(start + size - frame)};
        } else if (count == 0 or (errno != EINTR and errno != EAGAIN and errno != EWOULDBLOCK)) {
            end("the program closed the WebSocket");
            client_.reset();
            to_client_.size = 0;
            say_good_bye("\x03\xE8");
            begin_to_stop();
        }
    }

    void say_good_bye(const char* code) {
        if (has_said_good_bye_) return;
        has_said_good_bye_ = true;
        control_ += control_frame(websocket_opcode::close, {code, 2}, new_mask());
    }

    /// Sends what is on its way, then control frames: they may not cut another one in two.
    void send_to_server(websocket_transport& server) {
        while (true) {
            if (to_server_.size == 0) {
                if (control_.empty()) return;
                control_sent_.swap(control_);
                control_.clear();
                to_server_ = {control_sent_.data(), control_sent_.size()};
            }
            const auto count = server.send(to_server_.from, to_server_.size);
            if (not count) {
                to_server_.size = 0;
                control_.clear();
                end("the server or the network ended the WebSocket");
                is_over_ = true;
                return;
            }
            if (*count == 0) return;
            to_server_.from += *count;
            to_server_.size -= *count;
        }
    }

    websocket_mask new_mask() {
        // Masks keep a page's script from steering proxies; a program that writes all bytes itself has less to fear. So
        // a block of random numbers lasts for many frames.
        if (masks_left_ == 0) {
            masks_ = random_bytes<1024>();
            masks_left_ = masks_.size();
        }
        masks_left_ -= 4;
        websocket_mask mask{};
        for (std::size_t i = 0; i != mask.size(); ++i) mask[i] = static_cast<char>(masks_[masks_left_ + i]);
        return mask;
    }

    local_socket local_;
    std::string folder_;
    websocket_endpoint endpoint_;
    std::string certificate_authority_;
    deadline deadline_;
    descriptor stop_reader_, stop_writer_;
    std::binary_semaphore connected_{0};
    std::exception_ptr failure_;
    std::atomic<bool> is_open_ = false;
    std::atomic<bool> is_ready_ = false;
    std::atomic<bool> is_stop_asked_ = false;
    std::atomic<char> transaction_ = '\0';
    std::string reason_, last_words_;  // written before is_open_ becomes false, read after

    // The thread's own.
    descriptor client_;
    std::vector<char> down_, up_;
    portion to_client_, to_server_;
    std::string control_, control_sent_;
    websocket_reader frames_;
    steady_time empty_since_ = std::chrono::steady_clock::now();  // when such frames were counted anew
    backend_messages messages_;
    std::array<unsigned char, 1024> masks_{};
    std::size_t masks_left_ = 0;
    bool has_said_good_bye_ = false;
    bool is_over_ = false;  // nothing more comes from the server
    bool is_stopping_ = false;
    deadline stop_ = deadline_;  // for good-bye

    std::thread thread_;
};
}  // namespace virga::detail
