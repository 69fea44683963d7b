// A server that never pauses: neither connecting nor a statement nor the end of a client is held by what it sends.
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <virga/client/error.hpp>

#include "../catch.hpp"
#include "relay.hpp"
#include "ws_place.hpp"

using namespace virga_neon_test;
using virga_test::loopback_listener;
using virga_test::pass_on;
using virga_test::port_of;
using namespace std::chrono_literals;
using virga::connection_error;
using virga::neon_ws_client;

namespace {

/// Between a client and the place: passes bytes on, until it is told to say the same again and again in the server's stead.
class flooding_relay {
public:
    /// From now on, and after the answer to the request for a WebSocket, it says this alone.
    void flood(const std::string& frames) {
        while (much_.size() < 60'000) much_ += frames;
        floods_.store(true, std::memory_order_release);
    }
    /// From now on it says this in place of the answer to the request.
    void flood_at_once(const std::string& text) {
        at_once_ = true;
        flood(text);
    }
    [[nodiscard]] std::string endpoint() const { return "ws://127.0.0.1:" + std::to_string(listener_.port()) + "/v2"; }
    /// Bytes of the flood that were taken.
    [[nodiscard]] std::size_t said() const { return said_; }

private:
    void carry(int client, const std::stop_token& stop) {
        const timeval patience{0, 100'000};
        ::setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback_listener::loopback(port_of(place().endpoint));
        bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        bool has_answered = at_once_;
        pollfd both[]{{client, POLLIN, 0}, {server, POLLIN, 0}};
        while (open and not stop.stop_requested() and not(has_answered and floods_.load(std::memory_order_acquire))) {
            if (::poll(both, 2, 5) <= 0) continue;
            for (int i = 0; i != 2 and open; ++i) {
                if (both[i].revents != 0) open = pass_on(both[i].fd, both[1 - i].fd, [](std::string_view) {});
                if (i == 1 and both[i].revents != 0) has_answered = true;
            }
        }
        for (std::size_t sent = 0; open and not stop.stop_requested();) {
            const ssize_t size = ::send(client, much_.data() + sent, much_.size() - sent, MSG_NOSIGNAL);
            if (size > 0) said_ += static_cast<std::size_t>(size), sent = (sent + static_cast<std::size_t>(size)) % much_.size();
            open = size > 0 or errno == EAGAIN or errno == EWOULDBLOCK;
        }
        ::close(server);
        ::close(client);
    }

    std::string much_;
    std::atomic<bool> floods_{false}, at_once_{false};
    std::atomic<std::size_t> said_{0};
    // Its threads use what stands above.
    loopback_listener listener_{[this](int client, const std::stop_token& stop) { carry(client, stop); }};
};

virga::neon_ws_options through(const flooding_relay& relay) {
    return {.endpoint = relay.endpoint(), .session = {.connect_timeout = 1s}};
}

std::string message_of(const std::function<void()>& action) {
    const auto problem = thrown<connection_error>(action);
    return problem ? problem->what() : "nothing was thrown";
}

bool holds(const std::string& text, const std::string& part) {
    INFO(text);
    const bool found = text.find(part) != std::string::npos;
    CHECK(found);
    return found;
}

/// A frame of a server, with at most 125 bytes in it.
std::string frame(unsigned first, const std::string& payload) {
    return std::string{static_cast<char>(first), static_cast<char>(payload.size())} + payload;
}
/// A notice of PostgreSQL's, in a frame.
std::string notice() {
    const std::string body{"SNOTICE\0VNOTICE\0C00000\0Mx\0\0", 27};
    return frame(0x82, std::string{"N\0\0\0", 4} + static_cast<char>(body.size() + 4) + body);
}

constexpr const char* flooded = "the server sent more than 1000 frames in a second that carry nothing, pings or empty ones";
}  // namespace

TEST_CASE("ws_a_server_that_never_pauses_holds_no_connecting") {
    const struct {
        const char* what;
        std::string frames;
        bool at_once;
        const char* reason;
    } cases[] = {
        {"pings", frame(0x89, ""), false, flooded},
        {"pings with words", frame(0x89, "are you there?"), false, flooded},
        {"pongs", frame(0x8A, ""), false, flooded},
        {"empty frames", frame(0x82, ""), false, flooded},
        {"notices", notice(), false, ""},  // libpq refuses them before the login
        {"headers", "X: y\r\n", true, "the head of the server's answer is longer than 16384 bytes"},
        {"interim answers", "HTTP/1.1 100 Continue\r\n\r\n", true, "the server refuses the WebSocket with HTTP status 100"},
    };
    for (const auto& each : cases) {
        INFO(each.what);
        flooding_relay relay;
        if (each.at_once) relay.flood_at_once(each.frames);
        else relay.flood(each.frames);
        std::string said;
        CHECK(time_of([&] { said = message_of([&] { neon_ws_client(place().url, through(relay)); }); }) < 4s);
        CHECK(said.starts_with("cannot connect to Neon at "));
        holds(said, each.reason);
    }
}

TEST_CASE("ws_frames_that_carry_nothing_hold_no_statement") {
    for (const std::string& frames : {frame(0x89, ""), frame(0x8A, "x"), frame(0x82, "")}) {
        flooding_relay relay;
        neon_ws_client db{place().url, through(relay)};
        CHECK(text(db.execute("select 1")) == "1");
        std::jthread later{[&] {
            std::this_thread::sleep_for(300ms);
            relay.flood(frames);
        }};
        std::string said;
        CHECK(time_of([&] { said = message_of([&] { db.execute("select pg_sleep(60)"); }); }) < 6s);
        holds(said, " is lost; whether the statement took effect is unknown (" + std::string{flooded} + ")");
        CHECK_FALSE(db.is_open());
    }
}

TEST_CASE("ws_a_statement_passes_between_pings_that_are_not_too_many") {
    client db{"ws-ping=2"};  // milliseconds
    for (int i = 0; i != 10; ++i) CHECK(text(db.execute("select 'x' from pg_sleep(0.2)")) == "x");
}

TEST_CASE("ws_a_server_that_never_pauses_does_not_hold_the_end_of_a_client") {
    for (const std::string& frames : {frame(0x89, ""), notice(), frame(0x82, "") + notice()}) {
        flooding_relay relay;
        auto db = std::make_unique<neon_ws_client>(place().url, through(relay));
        CHECK(text(db->execute("select 1")) == "1");
        relay.flood(frames);
        CHECK(becomes_true([&] { return relay.said() != 0; }));
        CHECK(time_of([&] { db.reset(); }) < 4s);
    }
}
