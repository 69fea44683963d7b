// Times to wait for, of any length: none overflows, none is over at once that is not meant to be.
#include <chrono>
#include <optional>
#include <string>

#include <virga/client/detail/deadline.hpp>
#include <virga/client/detail/postgres/postgres_session.hpp>
#include <virga/client/url.hpp>

#include "../catch.hpp"

using namespace std::chrono_literals;
using virga::detail::capped;
using virga::detail::deadline;
using virga::detail::for_ever;

TEST_CASE("a_time_of_any_unit_and_length_can_be_counted_with", "[deadline]") {
    CHECK(capped(std::chrono::milliseconds::max()) == for_ever);
    CHECK(capped(std::chrono::seconds::max()) == for_ever);
    CHECK(capped(std::chrono::hours::max()) == for_ever);
    CHECK(capped(std::chrono::nanoseconds::max()) == for_ever);
    CHECK(capped(std::chrono::duration<double>{1e300}) == for_ever);
    CHECK(capped(std::chrono::seconds::min()) == 0ms);
    CHECK(capped(-1ms) == 0ms);
    CHECK(capped(0s) == 0ms);
    CHECK(capped(1500us) == 2ms);
    CHECK(capped(3s) == 3000ms);
    CHECK(for_ever > 24h * 365 * 99);
}

TEST_CASE("the_end_of_the_longest_time_lies_ahead", "[deadline]") {
    for (const auto time : {std::chrono::milliseconds::max(), for_ever, std::chrono::milliseconds{1LL << 62}}) {
        const deadline end{time};
        CHECK_FALSE(end.has_passed());
        CHECK(end.left() > 24h * 365 * 99);
        CHECK(end.poll_time() == 86'400'000);
    }
    CHECK_FALSE(deadline{std::chrono::seconds::max()}.has_passed());
    CHECK(deadline{1h} < deadline{std::chrono::seconds::max()});
}

TEST_CASE("a_time_of_nothing_or_less_is_over_at_once", "[deadline]") {
    for (const auto time : {0ms, -1ms, std::chrono::milliseconds::min()}) {
        const deadline end{time};
        CHECK(end.has_passed());
        CHECK(end.left() == 0ms);
        CHECK(end.poll_time() == 0);
    }
    CHECK(deadline{1ms, std::chrono::steady_clock::now() - 1h}.has_passed());
}

TEST_CASE("the_time_to_connect_comes_from_options_or_the_url_and_libpq_can_count_it", "[deadline]") {
    using virga::detail::connect_timeout;
    const auto of_url = [](const std::string& value) {
        return connect_timeout(virga::parse_connection_url("postgresql://u@h/d?connect_timeout=" + value), {});
    };
    CHECK(of_url("5") == 5s);
    CHECK(of_url("0") == 0s);
    CHECK(of_url("-1") == -1s);
    for (const char* huge : {"2000001", "2147483647", "9223372036854775807", "99999999999999999999999"}) {
        INFO(huge);
        CHECK(of_url(huge) == 2'000'000s);
    }
    CHECK(of_url("-99999999999999999999999") == 0s);
    for (const char* wrong : {"", "abc", "10s", "1e3"}) CHECK(of_url(wrong) == std::nullopt);
    const auto url = virga::parse_connection_url("postgresql://u@h/d?connect_timeout=5");
    CHECK(connect_timeout(url, {.connect_timeout = 7s}) == 7s);
    CHECK(connect_timeout(url, {.connect_timeout = std::chrono::seconds::max()}) == 2'000'000s);
    CHECK(connect_timeout(url, {.connect_timeout = std::chrono::seconds::min()}) == 5s);
    CHECK(connect_timeout(virga::parse_connection_url("postgresql://u@h/d"), {}) == std::nullopt);
}
