// A relay of TCP connections that counts them and can cut them.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>       // std::atomic
#include <cstdint>      // std::uint16_t
#include <list>         // std::list
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <thread>       // std::jthread

namespace virga_test {

/// Listens on a free port of this machine and relays to another port of 127.0.0.1, until destroyed.
class relay {
public:
    explicit relay(std::uint16_t to, const char* host = "127.0.0.1") : to_(to), host_(host), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address = loopback(0);
        ::inet_pton(AF_INET, host, &address.sin_addr);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 or ::listen(listener_, 128) != 0 or
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            throw std::runtime_error("the relay cannot listen");
        }
        port_ = ntohs(address.sin_port);
        acceptor_ = std::jthread{[this](const std::stop_token& stop) { accept(stop); }};
    }
    relay(const relay&) = delete;
    relay& operator=(const relay&) = delete;
    ~relay() {
        acceptor_.request_stop();
        acceptor_.join();
        workers_.clear();
        ::close(listener_);
    }

    /// How many connections were made.
    [[nodiscard]] int connections() const { return connections_; }
    /// How many requests passed, by their first line.
    [[nodiscard]] int requests() const { return requests_; }
    /// Accepts connections from now on, but passes nothing on.
    void swallow() { swallows_ = true; }
    /// An endpoint that leads through here.
    [[nodiscard]] std::string endpoint(const std::string& of) const {
        const std::size_t start = of.find("://") + 3;
        return of.substr(0, start) + host_ + ":" + std::to_string(port_) + of.substr(of.find('/', start));
    }

private:
    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    static bool is_ready(int descriptor) {
        pollfd one{descriptor, POLLIN, 0};
        return ::poll(&one, 1, 20) == 1;
    }
    void accept(const std::stop_token& stop) {
        while (not stop.stop_requested()) {
            if (not is_ready(listener_)) continue;
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client == -1) continue;
            ++connections_;
            workers_.emplace_back([this, client](const std::stop_token& end) { carry(client, end); });
        }
    }
    void carry(int client, const std::stop_token& stop) {
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback(to_);
        if (not swallows_ and ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            const int yes = 1;
            for (const int each : {client, server}) ::setsockopt(each, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            pollfd both[]{{client, POLLIN, 0}, {server, POLLIN, 0}};
            bool open = true;
            while (open and not stop.stop_requested()) {
                if (::poll(both, 2, 20) <= 0) continue;
                for (int i = 0; i != 2 and open; ++i) {
                    if (both[i].revents != 0) open = pass(both[i].fd, both[1 - i].fd, i == 0);
                }
            }
        } else {
            while (not stop.stop_requested()) is_ready(listener_);
        }
        ::close(server);
        ::close(client);
    }
    bool pass(int from, int to, bool is_request) {
        char bytes[65'536];
        const ssize_t size = ::recv(from, bytes, sizeof bytes, 0);
        if (size <= 0) return false;
        if (is_request and std::string_view{bytes, static_cast<std::size_t>(size)}.starts_with("POST ")) ++requests_;
        for (ssize_t sent = 0; sent < size;) {
            const ssize_t now = ::send(to, bytes + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
            if (now <= 0) return false;
            sent += now;
        }
        return true;
    }

    std::uint16_t to_;
    std::string host_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    std::atomic<int> requests_{0};
    std::atomic<bool> swallows_{false};
    std::list<std::jthread> workers_;
    std::jthread acceptor_;
};

/// The port of an endpoint `http://host:port/...`.
inline std::uint16_t port_of(const std::string& endpoint) {
    const std::size_t start = endpoint.find("://") + 3;
    return static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.find(':', start) + 1)));
}
}  // namespace virga_test
