// virga/testing/detail/neon/http.hpp: HTTP/1.1 with one client: its requests, and the answers to them.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>                        // fmt::format
#include <boost/asio/buffer.hpp>             // boost::asio::buffer
#include <boost/beast/http/parser.hpp>       // boost::beast::http::request_parser
#include <boost/beast/http/string_body.hpp>  // boost::beast::http::string_body

#include <virga/testing/detail/neon/channel.hpp>  // virga::testing::detail::neon::channel
#include <virga/testing/local_neon_options.hpp>   // virga::testing::local_neon_request

namespace virga::testing::detail::neon {

/// Reads the requests of one client, head and body apart, since a fault may come between them.
class request_reader {
public:
    explicit request_reader(channel& client) : client_{client} {}

    /// Reads the next head. Nothing if the client ends, or speaks no HTTP.
    std::optional<local_neon_request> head() {
        parser_.emplace();
        parser_->header_limit(64 * 1'024);
        parser_->body_limit(boost::none);
        while (not parser_->is_header_done())
            if (not parse() and not fill()) return std::nullopt;
        local_neon_request request;
        const auto& message = parser_->get();
        request.method = std::string_view{message.method_string().data(), message.method_string().size()};
        request.target = std::string_view{message.target().data(), message.target().size()};
        for (const auto& field : message) {
            std::string name{field.name_string().data(), field.name_string().size()};
            for (char& c : name)
                if ('A' <= c and c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            request.headers.emplace_back(std::move(name), std::string{field.value().data(), field.value().size()});
        }
        return request;
    }

    /// Reads the body of the request; nothing if it is larger than `limit`, or does not come whole.
    std::optional<std::string> body(std::size_t limit) {
        if (too_large_ = parser_->content_length().value_or(0) > limit; too_large_) return std::nullopt;
        const auto& expect = parser_->get()[boost::beast::http::field::expect];
        if (not parser_->is_done() and buffer_.empty() and not expect.empty() and
            not client_.write("HTTP/1.1 100 Continue\r\n\r\n"))
            return std::nullopt;
        parser_->eager(true);
        while (not parser_->is_done()) {
            if (too_large_ = parser_->get().body().size() > limit; too_large_) return std::nullopt;
            if (not parse() and not fill()) return std::nullopt;
        }
        if (too_large_ = parser_->get().body().size() > limit; too_large_) return std::nullopt;
        return std::move(parser_->get().body());
    }
    /// Whether the last body was larger than allowed.
    bool was_too_large() const { return too_large_; }

    /// Whether a further request may follow on this connection.
    bool keeps_alive() const { return parser_->is_done() and parser_->keep_alive(); }

    /// What came behind the head.
    std::string rest() { return std::move(buffer_); }

private:
    /// Takes what is in the buffer; false if that was of no use, and more is needed.
    bool parse() {
        if (buffer_.empty() or failed_) return false;
        boost::system::error_code problem;
        const std::size_t count = parser_->put(boost::asio::buffer(buffer_), problem);
        failed_ = problem and problem != boost::beast::http::error::need_more;
        buffer_.erase(0, count);
        return count != 0 and not failed_;
    }
    bool fill() {
        if (failed_) return false;
        std::array<char, 65'536> part;
        const std::size_t count = client_.read(part.data(), part.size());
        buffer_.append(part.data(), count);
        return count != 0;
    }

    channel& client_;
    std::string buffer_;  // what the client sent, and the parser did not take
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
    bool failed_ = false;
    bool too_large_ = false;
};

/// An answer.
struct response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};

    void set(std::string name, std::string value) {
        for (auto& [key, old] : headers)
            if (key == name) {
                old = std::move(value);
                return;
            }
        headers.emplace_back(std::move(name), std::move(value));
    }

    /// Status line and headers; a body of unknown length is chunked.
    std::string head(bool chunked) const {
        const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
        std::string text = fmt::format("HTTP/1.1 {} {}\r\n", status, std::string_view{reason.data(), reason.size()});
        for (const auto& [name, value] : headers) text += fmt::format("{}: {}\r\n", name, value);
        text += chunked ? "transfer-encoding: chunked" : fmt::format("content-length: {}", body.size());
        return text += "\r\n\r\n";
    }
};
}  // namespace virga::testing::detail::neon
