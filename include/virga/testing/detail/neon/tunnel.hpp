// virga/testing/detail/neon/tunnel.hpp: the bytes between a WebSocket and PostgreSQL, and what faults do to them.
#pragma once

#include <algorithm>    // std::min
#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <deque>        // std::deque
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair

#include <netdb.h>       // getaddrinfo
#include <poll.h>        // POLLIN
#include <sys/socket.h>  // recv, send
#include <sys/un.h>      // sockaddr_un

#include <virga/testing/detail/neon/faults.hpp>   // virga::testing::detail::neon::fault
#include <virga/testing/detail/neon/frames.hpp>   // virga::testing::detail::neon::web_socket
#include <virga/testing/detail/neon/session.hpp>  // virga::testing::detail::neon::connection_settings

namespace virga::testing::detail::neon {

/// Carries bytes both ways until one side ends.
class tunnel {
public:
    tunnel(channel& client, web_socket& socket, const fault& what, std::size_t frame_size)
        : client_{client}, socket_{socket}, fault_{what}, frame_size_{what.number("ws-frame", frame_size)} {
        if (frame_size_ == 0) frame_size_ = 1;
    }

    /// Frames bytes for the client; false if a fault ended the connection meanwhile.
    bool send(std::string_view bytes) {
        const char* const cut = fault_.has("ws-close") ? "ws-close" : fault_.has("ws-reset") ? "ws-reset" : nullptr;
        while (not bytes.empty()) {
            std::string_view part = bytes.substr(0, frame_size_);
            bytes.remove_prefix(part.size());
            if (cut != nullptr and sent_ + part.size() >= fault_.number(cut)) {
                part = part.substr(0, fault_.number(cut) - std::min(sent_, fault_.number(cut)));
                if (not part.empty()) put(part);
                end_by_fault();
                return false;
            }
            sent_ += part.size();
            put(part);
        }
        return true;
    }

    /// Carries bytes between the client and `server`, a socket that does not block. Whatever ends it, the client
    /// knows when this returns; `farewell` is the reason in the close frame when the server ends first.
    void carry(int server, std::string_view farewell) {
        constexpr std::size_t enough = 1 << 20;  // a side that does not read stops the other one
        std::string to_server;
        const auto ping = fault_.time("ws-ping");
        auto next_ping = channel::clock::now() + ping;
        while (true) {
            const auto now = channel::clock::now();
            if (not delayed_.empty() or not socket_.inbox.empty()) forward(to_server, now);
            if (socket_.has_ended()) break;
            auto until = now + std::chrono::hours{1};
            if (not delayed_.empty()) until = delayed_.front().first;
            if (ping.count() != 0) {
                if (now >= next_ping) {
                    socket_.outbox += frame(opcode::ping, "");
                    next_ping = now + ping;
                }
                until = std::min(until, next_ping);
            }
            short of_client = 0, of_server = 0;
            const bool takes_in = to_server.size() < enough and delayed_.size() < 1'000;
            if (takes_in) of_client |= POLLIN;
            if (not socket_.outbox.empty()) of_client |= POLLOUT;
            if (socket_.outbox.size() < enough) of_server |= POLLIN;
            if (not to_server.empty()) of_server |= POLLOUT;
            if (takes_in and client_.has_pending()) until = now;
            if (not client_.wait_both(of_client, server, of_server, until)) return;

            if (not socket_.outbox.empty()) socket_.send();
            if (takes_in and (client_.has_pending() or (of_client & ~POLLOUT) != 0)) socket_.receive();
            if ((of_server & POLLOUT) != 0 and not to_server.empty()) {
                const auto count = ::send(server, to_server.data(), to_server.size(), 0);
                if (count > 0) to_server.erase(0, static_cast<std::size_t>(count));
            }
            if ((of_server & ~POLLOUT) != 0 and socket_.outbox.size() < enough) {
                char part[65'536];
                const auto count = ::recv(server, part, sizeof part, 0);
                const bool is_passing = count < 0 and (errno == EAGAIN or errno == EWOULDBLOCK or errno == EINTR);
                if (count > 0 and not send({part, static_cast<std::size_t>(count)})) return;
                if (count <= 0 and not is_passing) return socket_.close(1'000, farewell);
            }
        }
        socket_.flush();  // the answer to a close frame
        if (not to_server.empty() and ::send(server, to_server.data(), to_server.size(), 0) < 0) return;
    }

private:
    void put(std::string_view part) {
        if (fault_.has("ws-continuation") and part.size() > 1) {
            socket_.outbox += frame(opcode::binary, part.substr(0, 1), false);
            socket_.outbox += frame(opcode::continuation, part.substr(1));
        } else {
            socket_.outbox += frame(fault_.has("ws-text") ? opcode::text : opcode::binary, part);
        }
    }

    void end_by_fault() {
        if (fault_.has("ws-close")) {
            const std::string spec = fault_.text("ws-close");
            unsigned code = 1'011;
            if (const auto colon = spec.find(':'); colon != spec.npos)
                reads_as(std::string_view{spec}.substr(colon + 1), code);
            return socket_.close(code, "fault");
        }
        socket_.flush();
        client_.sleep(std::chrono::milliseconds{30});  // so that the client has read what went before
        client_.reset_on_close();
    }

    /// Passes on what came from the client, at once or after the time of a fault.
    void forward(std::string& to_server, channel::clock::time_point now) {
        if (not socket_.inbox.empty()) {
            const auto due = now + fault_.time("ws-client-latency");
            delayed_.emplace_back(due, std::exchange(socket_.inbox, {}));
        }
        for (; not delayed_.empty() and delayed_.front().first <= now; delayed_.pop_front())
            to_server += delayed_.front().second;
    }

    channel& client_;
    web_socket& socket_;
    const fault& fault_;
    std::size_t frame_size_;
    std::size_t sent_ = 0;
    std::deque<std::pair<channel::clock::time_point, std::string>> delayed_;
};

/// A connection to the socket of PostgreSQL, closed at the end.
class server_socket {
public:
    /// Connects; check `number`, which is -1 if that fails.
    explicit server_socket(const connection_settings& way) {
        std::string host, port = "5432";
        for (const auto& [name, value] : way) {
            if (name == "hostaddr" or (name == "host" and host.empty())) host = value;
            if (name == "port") port = value;
        }
        if (host.starts_with('/')) {
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            (host + "/.s.PGSQL." + port).copy(address.sun_path, sizeof address.sun_path - 1);
            connect(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
            return;
        }
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (::getaddrinfo(host.empty() ? "localhost" : host.c_str(), port.c_str(), &hints, &found) != 0) return;
        for (const addrinfo* one = found; one != nullptr and number == -1; one = one->ai_next)
            connect(one->ai_family, one->ai_addr, one->ai_addrlen);
        ::freeaddrinfo(found);
    }
    server_socket(const server_socket&) = delete;
    server_socket& operator=(const server_socket&) = delete;
    ~server_socket() {
        if (number != -1) ::close(number);
    }

    int number = -1;

private:
    void connect(int family, const sockaddr* address, socklen_t size) {
        number = ::socket(family, SOCK_STREAM, 0);
        if (number == -1) return;
        ::fcntl(number, F_SETFD, FD_CLOEXEC);
        if (::connect(number, address, size) != 0) {
            ::close(number);
            number = -1;
            return;
        }
        ::fcntl(number, F_SETFL, ::fcntl(number, F_GETFL) | O_NONBLOCK);
    }
};
}  // namespace virga::testing::detail::neon
