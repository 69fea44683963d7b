// Answers of HTTP/1.1 are read the same however the connection cuts them, and no malformed one passes.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <virga/client/detail/neon_http/http_answer.hpp>

#include "../catch.hpp"

namespace {

using virga::detail::http_answer;

struct outcome {
    std::optional<virga::http_response> response{};  // when it was complete
    bool keeps_connection = false;
    std::string left{};  // what followed it
    std::string problem{};
};

/// Reads in pieces of a size, and then, if asked to, the end of the connection.
outcome read(std::string_view bytes, std::size_t piece, bool is_closed, std::size_t largest) {
    outcome what;
    http_answer answer{largest};
    try {
        while (not bytes.empty() and not answer.is_complete()) {
            std::string_view now = bytes.substr(0, piece);
            bytes.remove_prefix(now.size());
            answer.take(now);
            what.left = now;
        }
        if (is_closed and bytes.empty()) (void)answer.end();
    } catch (const virga::detail::malformed_http& problem) {
        what.problem = problem.reason;
        return what;
    } catch (const virga::detail::oversized_http&) {
        what.problem = "too large";
        return what;
    }
    what.left += bytes;
    what.keeps_connection = answer.keeps_connection();
    if (answer.is_complete()) what.response = std::move(answer).response();
    return what;
}

/// The same in pieces of every size, which must make no difference.
outcome read(std::string_view bytes, bool is_closed = false, std::size_t largest = 1000) {
    const outcome whole = read(bytes, bytes.size(), is_closed, largest);
    for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
        const outcome cut = read(bytes, piece, is_closed, largest);
        INFO(bytes << " in pieces of " << piece);
        CHECK(cut.problem == whole.problem);
        CHECK(cut.left == whole.left);
        REQUIRE(cut.response.has_value() == whole.response.has_value());
        if (not whole.response) continue;
        CHECK(cut.response->status == whole.response->status);
        CHECK(cut.response->headers == whole.response->headers);
        CHECK(cut.response->body == whole.response->body);
        CHECK(cut.keeps_connection == whole.keeps_connection);
    }
    return whole;
}

std::string body_of(std::string_view bytes, bool is_closed = false) {
    const outcome what = read(bytes, is_closed);
    return what.response ? what.response->body : "(" + what.problem + ")";
}
}  // namespace

TEST_CASE("http_answer_of_known_length_ends_there", "[http_answer]") {
    const outcome what = read("HTTP/1.1 400 Bad Request\r\nContent-Type: a/b\r\ncontent-LENGTH:  5 \r\nX-Y:z\r\n\r\nhello");
    REQUIRE(what.response);
    CHECK(what.response->status == 400);
    CHECK(what.response->body == "hello");
    CHECK(what.response->header("x-y") == "z");
    CHECK(what.response->header("Content-Type") == "a/b");
    CHECK(what.keeps_connection);
    CHECK(what.left.empty());
    CHECK(read("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n").response.has_value());
    CHECK(body_of("HTTP/1.1 200 OK\nContent-Length: 2\n\nok") == "ok");
    CHECK(body_of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok") == "ok");
}

TEST_CASE("http_answer_in_chunks_is_put_together", "[http_answer]") {
    const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
    CHECK(body_of(head + "5\r\nhello\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n") == "hello0123456789");
    CHECK(body_of(head + "000a \r\n0123456789\r\n0\r\nX-Trailer: y\r\n\r\n") == "0123456789");
    CHECK(read(head + "1\r\nx\r\n0\r\n\r\n").keeps_connection);
    CHECK_FALSE(read(head + "1\r\nx\r\n0\r\n", true).response.has_value());
    CHECK_FALSE(read(head + "5\r\nhe", true).response.has_value());
    for (const char* broken : {"g\r\n", "\r\n", "-1\r\n", "1 2\r\n", "0x1\r\nx\r\n", "1\r\nxy\r\n0\r\n\r\n", "1\r\nx0\r\n\r\n",
                               "ffffffffffffffff\r\n"}) {
        INFO(broken);
        CHECK_FALSE(read(head + broken).problem.empty());
    }
}

TEST_CASE("http_answer_without_a_length_ends_with_the_connection", "[http_answer]") {
    const outcome what = read("HTTP/1.1 200 OK\r\n\r\nall of it", true);
    REQUIRE(what.response);
    CHECK(what.response->body == "all of it");
    CHECK_FALSE(what.keeps_connection);
    CHECK_FALSE(read("HTTP/1.1 200 OK\r\n\r\nall of it").response.has_value());
    CHECK_FALSE(read("HTTP/1.1 200 OK\r\nX: y\r\n", true).response.has_value());
    CHECK_FALSE(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nall of", true).response.has_value());
}

TEST_CASE("http_answer_comes_after_interim_ones_and_before_what_follows", "[http_answer]") {
    const outcome what = read("HTTP/1.1 100 Continue\r\nX: interim\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 7\r\n\r\n"
                              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n");
    REQUIRE(what.response);
    CHECK(what.response->status == 200);
    CHECK(what.response->body == "ok");
    CHECK(what.response->header("x").empty());
    CHECK(what.left == "HTTP/1.1 200 OK\r\n");
    const outcome empty = read("HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\nx");
    REQUIRE(empty.response);
    CHECK(empty.response->body.empty());
    CHECK(empty.left == "x");
}

TEST_CASE("http_answer_takes_a_limited_number_of_interim_answers_and_trailers", "[http_answer]") {
    const auto times = [](int count, const std::string& text) {
        std::string all;
        for (int i = 0; i != count; ++i) all += text;
        return all;
    };
    const auto problem_of = [](const std::string& bytes) { return read(bytes, bytes.size(), false, 1000).problem; };
    const std::string interim = "HTTP/1.1 100 Continue\r\n\r\n", whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    CHECK(body_of(times(16, interim) + whole) == "ok");
    CHECK(body_of(times(17, interim) + whole) == "(more than 16 interim answers (status 1xx) came instead of it)");
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n";
    CHECK(problem_of(chunked + times(65'536 / 4, "X: y\r\n") + "\r\n").empty());
    CHECK(problem_of(chunked + times(65'536 / 4 + 1, "X: y\r\n")) == "the headers behind its body are longer than 65536 bytes");
    CHECK(problem_of("HTTP/1.1 200 OK\r\n" + times(65'536, "X:\r\n")) == "its head is longer than 65536 bytes");
}

TEST_CASE("http_answer_says_whether_the_connection_is_kept", "[http_answer]") {
    const auto keeps = [](std::string_view start, std::string_view headers) {
        return read(std::string{start} + " 200 OK\r\n" + std::string{headers} + "Content-Length: 0\r\n\r\n").keeps_connection;
    };
    CHECK(keeps("HTTP/1.1", ""));
    CHECK(keeps("HTTP/1.1", "Connection: keep-alive, x\r\n"));
    CHECK_FALSE(keeps("HTTP/1.1", "connection: Close\r\n"));
    CHECK_FALSE(keeps("HTTP/1.1", "Connection: x ,close\r\n"));
    CHECK_FALSE(keeps("HTTP/1.0", ""));
    CHECK_FALSE(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").keeps_connection);
}

TEST_CASE("http_answer_of_another_protocol_is_refused", "[http_answer]") {
    for (const char* broken :
         {"\x15\x03\x01", "HTTP/2 200\r\n", "HTTP/1.x 200 OK\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 2000\r\n",
          "ICY 200 OK\r\n", "http/1.1 200 OK\r\n", "\r\nHTTP/1.1 200 OK\r\n",
          "HTTP/1.1 101 Switching Protocols\r\n\r\n", "HTTP/1.1 200 OK\r\nno header\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length:\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"}) {
        INFO(broken);
        CHECK_FALSE(read(broken).problem.empty());
    }
}

TEST_CASE("http_answer_that_is_too_large_is_refused_as_early_as_can_be", "[http_answer]") {
    CHECK(read("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", false, 3).problem == "too large");
    CHECK(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", false, 3).response.has_value());
    CHECK(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\n", false, 3).problem == "too large");
    CHECK(read("HTTP/1.1 200 OK\r\n\r\nabcd", false, 3).problem == "too large");
    http_answer endless{10};
    std::string_view start = "HTTP/1.1 200 OK\r\n";
    endless.take(start);
    const auto feed = [&](const std::string& text) {
        for (int i = 0; i != 1000; ++i) {
            std::string_view bytes = text;
            endless.take(bytes);
        }
    };
    CHECK_THROWS_AS(feed("x: " + std::string(100, 'y') + "\r\n"), virga::detail::malformed_http);
    http_answer long_line{10};
    endless = std::move(long_line);
    start = "HTTP/1.1 200 OK\r\n";
    endless.take(start);
    CHECK_THROWS_AS(feed(std::string(100, 'y')), virga::detail::malformed_http);
}
