// Foreign text controls no terminal and no log in which a message stands.
#include <string>
#include <string_view>

#include <virga/client/http_error.hpp>
#include <virga/kit/error.hpp>
#include <virga/text/printable.hpp>

#include "../catch.hpp"

using virga::detail::printable;

TEST_CASE("what_can_be_seen_stays_as_it_is") {
    for (const char* text :
         {"", "plain", "a\\b \"c\" 'd' ~", "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80", "\xC2\xA0", "\xED\x9F\xBF\xEE\x80\x80",
          "\xF4\x8F\xBF\xBF", "\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA", "\\x1B"})
        CHECK(printable(text) == text);
}

TEST_CASE("control_characters_stand_as_their_bytes") {
    CHECK(printable("\x1B[31mred") == "\\x1B[31mred");
    CHECK(printable("a\nb\tc\rd\x7F") == "a\\x0Ab\\x09c\\x0Dd\\x7F");
    CHECK(printable(std::string_view{"a\0b", 3}) == "a\\x00b");
    CHECK(printable("a\nb\tc\rd", "\n\t") == "a\nb\tc\\x0Dd");
    CHECK(printable("\xC2\x9B" "31m") == "\\xC2\\x9B" "31m");  // U+009B, which some terminals take for ESC [
    CHECK(printable("\xE2\x80\xA8\xE2\x80\xA9") == "\\xE2\\x80\\xA8\\xE2\\x80\\xA9");
    CHECK(printable("a\xE2\x80\xAE" "b\xE2\x81\xA6" "c") == "a\\xE2\\x80\\xAE" "b\\xE2\\x81\\xA6" "c");
}

TEST_CASE("line_ends_of_windows_are_kept_with_those_of_lines") {
    CHECK(printable("a\r\nb\r", "\n") == "a\r\nb\\x0D");
    CHECK(printable("a\r\r\nb", "\n") == "a\\x0D\r\nb");
    CHECK(printable("a\r\nb") == "a\\x0D\\x0Ab");
}

TEST_CASE("no_error_has_control_characters_in_what_it_says") {
    const std::string foreign = "\x1B[31mred\a\x7F\tx\r\ny\nz\xFF\xC2\x9B\r",
                      shown = "\\x1B[31mred\\x07\\x7F\tx\r\ny\nz\\xFF\\xC2\\x9B\\x0D";
    CHECK(virga::error{foreign}.what() == shown);
    CHECK(virga::value_error{foreign}.what() == shown);
    CHECK(virga::connection_error{foreign}.what() == shown);
    CHECK(virga::configuration_error{foreign.c_str()}.what() == shown);
    CHECK(virga::kit::kit_error{foreign}.what() == shown);
    using virga::request_phase;
    const auto holds = [&](const std::exception& problem) {
        INFO(problem.what());
        return std::string_view{problem.what()}.find(shown) != std::string_view::npos;
    };
    CHECK(holds(virga::transport_error{request_phase::receive, true, foreign}));
    CHECK(holds(virga::service_error{"x", foreign, {500, "id"}, true}));
    CHECK(holds(virga::service_error{"x", "y", {500, foreign}, true}));
    CHECK(holds(virga::protocol_error{foreign, {200, ""}}));

    const virga::unique_violation refused{
        {.sqlstate = "23505", .message = foreign, .detail = foreign, .hint = foreign, .statement = "x\x1B"}};
    CHECK(std::string{refused.what()} == shown + " (SQLSTATE 23505); hint: " + shown + "; in the statement: x\\x1B");
    CHECK(refused.message() == foreign);  // for programs, as it was sent
    CHECK(refused.detail() == foreign);
    CHECK(refused.hint() == foreign);
    CHECK(refused.statement() == "x\x1B");
}

TEST_CASE("what_is_no_utf_8_stands_as_its_bytes") {
    CHECK(printable("\x80") == "\\x80");
    CHECK(printable("\xC0\xAF") == "\\xC0\\xAF");          // a longer form than needed
    CHECK(printable("\xE0\x80\xAF") == "\\xE0\\x80\\xAF");
    CHECK(printable("\xF0\x80\x80\xAF") == "\\xF0\\x80\\x80\\xAF");
    CHECK(printable("\xED\xA0\x80") == "\\xED\\xA0\\x80");  // half of a pair of UTF-16
    CHECK(printable("\xF4\x90\x80\x80") == "\\xF4\\x90\\x80\\x80");
    CHECK(printable("\xFF\xFE") == "\\xFF\\xFE");
    CHECK(printable("a\xC3") == "a\\xC3");
    CHECK(printable("\xE4\xB8") == "\\xE4\\xB8");
    CHECK(printable("\xE4\xB8z") == "\\xE4\\xB8z");
}

TEST_CASE("any_bytes_are_shown_without_control_and_what_is_shown_stays") {
    bool is_quiet = true, stays = true;
    for (unsigned first = 0; first != 256; ++first) {
        for (unsigned second = 0; second != 256; ++second) {
            const std::string text{'a', static_cast<char>(first), static_cast<char>(second), 'b', static_cast<char>(second)};
            const std::string shown = printable(text);
            for (const char c : shown) is_quiet = is_quiet and static_cast<unsigned char>(c) >= ' ' and c != '\x7F';
            stays = stays and printable(shown) == shown;
        }
    }
    CHECK(is_quiet);
    CHECK(stays);
}
