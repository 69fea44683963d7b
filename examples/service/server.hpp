// examples/service/server.hpp: a small HTTP server on Boost.Beast: requests in, answers out.
#pragma once

#include <atomic>      // std::atomic
#include <chrono>      // std::chrono_literals
#include <csignal>     // SIGTERM
#include <cstdint>     // std::uint16_t
#include <functional>  // std::function
#include <thread>      // std::jthread
#include <utility>     // std::move
#include <vector>      // std::vector

#include <boost/asio/as_tuple.hpp>       // boost::asio::as_tuple
#include <boost/asio/co_spawn.hpp>       // boost::asio::co_spawn
#include <boost/asio/detached.hpp>       // boost::asio::detached
#include <boost/asio/io_context.hpp>     // boost::asio::io_context
#include <boost/asio/ip/tcp.hpp>         // boost::asio::ip::tcp
#include <boost/asio/signal_set.hpp>     // boost::asio::signal_set
#include <boost/asio/steady_timer.hpp>   // boost::asio::steady_timer
#include <boost/asio/strand.hpp>         // boost::asio::make_strand
#include <boost/asio/use_awaitable.hpp>  // boost::asio::use_awaitable
#include <boost/beast/core.hpp>          // boost::beast::tcp_stream
#include <boost/beast/http.hpp>          // boost::beast::http

namespace service {

namespace http = boost::beast::http;
using web_request = http::request<http::string_body>;
using web_answer = http::response<http::string_body>;
/// Called from several threads at once, each time to its end; it must not throw.
using handler = std::function<web_answer(const web_request&)>;

/// Serves on 127.0.0.1: what is before it, a proxy, speaks TLS and keeps crowds away.
class server {
public:
    /// Listens when it returns. Port 0 takes a free one. Errors: std::exception when the port is taken.
    server(std::uint16_t port, handler answers)
        : answers_(std::move(answers)), acceptor_(make_strand(context_), {boost::asio::ip::address_v4::loopback(), port}),
          signals_(acceptor_.get_executor(), SIGTERM, SIGINT) {
        signals_.async_wait([this](const boost::system::error_code&, int) {
            stopping_ = true;
            acceptor_.close();
        });
        co_spawn(acceptor_.get_executor(), accept(), boost::asio::detached);
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    /// Returns after SIGTERM or SIGINT, when all that was begun is answered; clients that are slow are waited for 5 s.
    void run(unsigned threads) {
        std::vector<std::jthread> others;
        while (others.size() + 1 < threads) others.emplace_back([this] { context_.run(); });
        context_.run();
    }

private:
    static constexpr std::chrono::seconds patience{5};
    static constexpr std::size_t largest_body = 64 * 1024;
    // Errors of sockets are values here: clients go away all the time.
    static constexpr auto as_values = boost::asio::as_tuple(boost::asio::use_awaitable);

    boost::asio::awaitable<void> accept() {
        while (not stopping_) {
            auto [failed, socket] = co_await acceptor_.async_accept(make_strand(context_), as_values);
            if (not failed) {
                const auto own = socket.get_executor();
                co_spawn(own, serve(std::move(socket)), boost::asio::detached);
            } else if (not stopping_) {  // out of file descriptors, for example
                boost::asio::steady_timer pause{acceptor_.get_executor(), std::chrono::milliseconds{100}};
                (void)co_await pause.async_wait(as_values);
            }
        }
    }

    boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket) {
        boost::beast::tcp_stream stream{std::move(socket)};
        boost::beast::flat_buffer buffer;
        for (bool goes_on = true; goes_on;) {
            http::request_parser<http::string_body> parser;
            parser.body_limit(largest_body);
            stream.expires_after(patience);
            const auto [failed, size] = co_await http::async_read(stream, buffer, parser, as_values);
            const bool malformed = failed.category() == make_error_code(http::error::bad_method).category();
            if (failed == http::error::end_of_stream or (failed and not malformed)) break;

            web_answer reply = failed ? web_answer{failed == http::error::body_limit ? http::status::payload_too_large
                                                                             : http::status::bad_request, 11}
                                  : answers_(parser.get());
            goes_on = not failed and parser.get().keep_alive() and not stopping_;
            reply.keep_alive(goes_on);
            reply.prepare_payload();
            if (parser.get().method() == http::verb::head) reply.body().clear();  // the length stays
            stream.expires_after(patience);
            const auto [unsent, sent] = co_await http::async_write(stream, reply, as_values);
            if (unsent) break;
        }
        // Whoever still sends, a body that was refused for example, gets to read the answer: closing at once would reset that.
        boost::system::error_code ignored;
        stream.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
        stream.expires_after(std::chrono::seconds{1});
        for (bool sends = true; sends;) {
            buffer.clear();
            const auto [ended, size] = co_await stream.async_read_some(buffer.prepare(16 * 1024), as_values);
            sends = not ended;
        }
    }

    handler answers_;
    boost::asio::io_context context_;
    std::atomic<bool> stopping_ = false;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::signal_set signals_;
};
}  // namespace service
