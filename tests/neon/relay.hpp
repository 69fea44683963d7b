// A relay of TCP connections that counts them and can cut them.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>       // std::atomic
#include <chrono>       // std::chrono::milliseconds
#include <cstdint>      // std::uint16_t
#include <functional>   // std::function
#include <list>         // std::list
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <thread>       // std::jthread
#include <utility>      // std::move

namespace virga_test {

/// Listens on a free port of this machine and gives each connection to a thread, which closes it. All have ended at the end.
class loopback_listener {
public:
    using carrier = std::function<void(int client, const std::stop_token& stop)>;

    explicit loopback_listener(carrier carry, const char* host = "127.0.0.1")
        : carry_(std::move(carry)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
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
    loopback_listener(const loopback_listener&) = delete;
    loopback_listener& operator=(const loopback_listener&) = delete;
    ~loopback_listener() {
        acceptor_.request_stop();
        acceptor_.join();
        workers_.clear();
        ::close(listener_);
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }

private:
    void accept(const std::stop_token& stop) {
        while (not stop.stop_requested()) {
            pollfd one{listener_, POLLIN, 0};
            if (::poll(&one, 1, 20) != 1) continue;
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client != -1) workers_.emplace_back([this, client](const std::stop_token& end) { carry_(client, end); });
        }
    }

    carrier carry_;
    int listener_;
    std::uint16_t port_ = 0;
    std::list<std::jthread> workers_;
    std::jthread acceptor_;
};

/// Passes on what has come from one socket to another, and shows it to `look`. False when either has ended.
template <class Look>
bool pass_on(int from, int to, Look look) {
    char bytes[65'536];
    const ssize_t size = ::recv(from, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    look(std::string_view{bytes, static_cast<std::size_t>(size)});
    for (ssize_t sent = 0; sent < size;) {
        const ssize_t now = ::send(to, bytes + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
        if (now <= 0) return false;
        sent += now;
    }
    return true;
}

/// Listens on a free port of this machine and relays to another port of 127.0.0.1, until destroyed.
class relay {
public:
    explicit relay(std::uint16_t to, const char* host = "127.0.0.1")
        : to_(to), host_(host), listener_([this](int client, const std::stop_token& stop) { carry(client, stop); }, host) {}

    /// How many connections were made.
    [[nodiscard]] int connections() const { return connections_; }
    /// How many requests passed, by their first line.
    [[nodiscard]] int requests() const { return requests_; }
    /// Accepts connections from now on, but passes nothing on.
    void swallow() { swallows_ = true; }
    /// An endpoint that leads through here.
    [[nodiscard]] std::string endpoint(const std::string& of) const {
        const std::size_t start = of.find("://") + 3;
        return of.substr(0, start) + host_ + ":" + std::to_string(listener_.port()) + of.substr(of.find('/', start));
    }

private:
    void carry(int client, const std::stop_token& stop) {
        ++connections_;
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback_listener::loopback(to_);
        if (not swallows_ and ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            const int yes = 1;
            for (const int each : {client, server}) ::setsockopt(each, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            const auto count = [this](std::string_view request) { requests_ += request.starts_with("POST ") ? 1 : 0; };
            pollfd both[]{{client, POLLIN, 0}, {server, POLLIN, 0}};
            bool open = true;
            while (open and not stop.stop_requested()) {
                if (::poll(both, 2, 20) <= 0) continue;
                if (both[0].revents != 0) open = pass_on(client, server, count);
                if (open and both[1].revents != 0) open = pass_on(server, client, [](std::string_view) {});
            }
        } else {
            while (not stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        ::close(server);
        ::close(client);
    }

    std::uint16_t to_;
    std::string host_;
    std::atomic<int> connections_{0};
    std::atomic<int> requests_{0};
    std::atomic<bool> swallows_{false};
    loopback_listener listener_;  // its threads use what stands above
};

/// The port of an endpoint `http://host:port/...`.
inline std::uint16_t port_of(const std::string& endpoint) {
    const std::size_t start = endpoint.find("://") + 3;
    return static_cast<std::uint16_t>(std::stoi(endpoint.substr(endpoint.find(':', start) + 1)));
}
}  // namespace virga_test
