// A connection URL means the same to the library as to libpq itself, or both refuse it. The differences are
// those of `is_stricter`.
#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint32_t
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <virga/client/detail/postgres/postgres_session.hpp>  // virga::detail::connection_options
#include <virga/client/url.hpp>

#include "../catch.hpp"
#include "../url_libpq.hpp"

using namespace virga_test;

namespace {

/// What libpq is given by us, or the sentence with which the library refuses.
struct reading {
    std::optional<settings> read;
    std::string problem;
};
reading read_by_virga(const std::string& url) {
    try {
        auto read = read_by_libpq(virga::detail::connection_options(virga::parse_connection_url(url), {}));
        if (read) read->erase("client_encoding");
        return {read, "refused by libpq"};
    } catch (const virga::configuration_error& problem) {
        return {std::nullopt, problem.what()};
    }
}

void compare(const std::string& url) {
    INFO(url);
    auto theirs = read_by_libpq(url);
    const reading ours = read_by_virga(url);
    INFO(ours.problem);
    if (not ours.read and is_stricter(ours.problem)) return;
    CHECK(ours.read.has_value() == theirs.has_value());
    if (not theirs or not ours.read) return;
    theirs->erase("client_encoding");
    CHECK(*ours.read == *theirs);
}

const char* const bases[] = {
    "postgresql://",
    "postgres://",
    "postgresql://h",
    "postgresql://h/",
    "postgresql://h:5432/",
    "postgresql://h:5432",
    "postgresql://localhost:5432",
    "postgresql://h:/d",
    "postgresql://:5432/d",
    "postgresql:///d",
    "postgresql:///",
    "postgresql://u@h/d",
    "postgresql://u:@h/d",
    "postgresql://:p@h/d",
    "postgresql://:@h/d",
    "postgresql://@h/d",
    "postgresql://@/d",
    "postgresql://u:p@h:6432/d",
    "postgresql://u:p@/d",
    "postgresql://u:p:q@h/d",
    "postgresql://u:p?q@h/d",
    "postgresql://u:p#q@h/d",
    "postgresql://u:p%40%2F%3A%3f%23%25@h/d",
    "postgresql://u%20v:p%27q%5C@h/d",
    "postgresql://u:p&q=r@h/d",
    "postgresql://u:p[q]@h/d",
    "postgresql://%C3%A9:%E4%B8%AD@h/d",
    "postgresql://\xC3\xA9:\xE4\xB8\xAD@h/d",
    "postgresql://%68/d",
    "postgresql://%2Ftmp/d",
    "postgresql://%2Ftmp:5433/d",
    "postgresql://[::1]/d",
    "postgresql://[::1]:5433/d",
    "postgresql://u:p@[2001:db8::1]:5433/d",
    "postgresql://[fe80::1%25eth0]/d",
    "postgresql://[::1/d",
    "postgresql://[]/d",
    "postgresql://[::1]x/d",
    "postgresql://::1/d",
    "postgresql://h/d/e",
    "postgresql://h/d%2Fe",
    "postgresql://h/%",
    "postgresql://h/%4",
    "postgresql://h/%4g",
    "postgresql://h/%00",
    "postgresql://u%:p@h/d",
    "postgresql://h%zz/d",
    "postgresql://h:54%33%32/d",
    "postgresql://h/d#e",
    "postgresql://h#e/d",
    "postgresql://h/d%3Fe",
    "postgresql:/h/d",
    "postgresql:h/d",
    "POSTGRESQL://h/d",
    "postgresql://ep-x-123.us-east-2.aws.neon.tech/db",
    "postgresql://ep-x-123-pooler.us-east-2.aws.neon.tech:5432/db",
    "postgresql://u:p@ep-x-123-pooler.us-east-2.aws.neon.tech/db",
    "postgresql://u:endpoint%3Dep-x-123%3Bp@ep-x-123.us-east-2.aws.neon.tech/db",
};

const char* const queries[] = {
    "",
    "?",
    "?sslmode=require",
    "?sslmode=verify-full&channel_binding=require",
    "?sslmode=require&channel_binding=require",
    "?channel_binding=prefer",
    "?sslmode=",
    "?sslmode=no-such-mode",
    "?sslmode=disable&sslmode=require",
    "?ssl=true",
    "?ssl=false",
    "?ssl=true&sslmode=disable",
    "?sslrootcert=system&sslmode=verify-full",
    "?options=endpoint%3Dep-x-123",
    "?options=project%3Dep-x-123",
    "?options=-c%20search_path%3Da%2Cb%20-c%20statement_timeout%3D5s",
    "?options=-csearch_path%3D%22a%20b%22",
    "?options=-c\\ a",
    "?application_name=a+b",
    "?application_name=a%26b%3Dc",
    "?application_name=",
    "?application_name=it%27s%5C",
    "?connect_timeout=10&keepalives=1&keepalives_idle=30",
    "?host=other&port=5433&user=v&password=w&dbname=e",
    "?host=%2Fvar%2Frun%2Fpostgresql",
    "?host=",
    "?port=",
    "?user=",
    "?password=",
    "?dbname=",
    "?password=a&b=c",
    "?hostaddr=127.0.0.1",
    "?target_session_attrs=read-write",
    "?gssencmode=disable",
    "?service=app",
    "?passfile=%2Fdev%2Fnull",
    "?client_encoding=UTF8",
    "?requiressl=1",
    "?requiressl=0",
    "?no_such_parameter=1",
    "?SSLMODE=require",
    "?%73slmode=require",
    "?sslmode",
    "?sslmode=require&",
    "?sslmode=require&&application_name=a",
    "?&sslmode=require",
    "?=a",
    "?a=b=c",
    "?sslmode=require?",
    "?sslmode=require#x",
    "?sslmode=%",
    "?sslmode=%00",
    "?application_name=\xC3\xA9",
    "?application_name=%E4%B8%AD",
    "?application_name=a/b@c:d[e]",
};
}  // namespace

TEST_CASE("every_form_of_a_url_is_read_as_libpq_reads_it") {
    std::size_t count = 0;
    for (const char* base : bases) {
        for (const char* query : queries) {
            compare(std::string{base} + query);
            ++count;
        }
    }
    CHECK(count > 1000);
}

TEST_CASE("random_urls_are_read_as_libpq_reads_them") {
    static constexpr const char* pieces[] = {
        "u",
        "p",
        "h",
        "d",
        "5432",
        "1",
        ":",
        ":",
        "@",
        "/",
        "/",
        "?",
        "&",
        "=",
        "%",
        "%4",
        "%41",
        "%2F",
        "%25",
        "%40",
        "%00",
        "%zz",
        "[",
        "]",
        "[::1]",
        "#",
        "+",
        "'",
        "\\",
        "\"",
        "-",
        ".",
        "-pooler",
        "\xC3\xA9",
        "host=",
        "port=5433",
        "user=",
        "password=",
        "dbname=",
        "sslmode=require",
        "channel_binding=require",
        "options=-ca%3Db",
        "application_name=",
        "ssl=true",
        ";",
        "(",
        "~",
        "*",
    };
    std::mt19937 random{1};
    const auto below = [&random](std::size_t limit) {
        return static_cast<std::size_t>(random() % static_cast<std::uint32_t>(limit));
    };
    for (int round = 0; round != 5000; ++round) {
        std::string url = round % 2 == 0 ? "postgresql://" : "postgres://";
        if (round % 3 == 0) url += round % 4 == 0 ? "u:p@h:1/d?" : "h/d?";  // else few random ones reach the parameters
        for (std::size_t count = 1 + below(14); count != 0; --count) url += pieces[below(std::size(pieces))];
        compare(url);
    }
}

TEST_CASE("a_url_of_neon_is_taken_apart") {
    const auto url = virga::parse_connection_url(
        "postgresql://ada:npg_secret@ep-x-123-pooler.us-east-2.aws.neon.tech/db?sslmode=require&channel_binding=require");
    CHECK(url.user == "ada");
    CHECK(url.password == "npg_secret");
    CHECK(url.host == "ep-x-123-pooler.us-east-2.aws.neon.tech");
    CHECK(url.port.empty());
    CHECK(url.database == "db");
    CHECK(url.parameters ==
          std::vector<std::pair<std::string, std::string>>{{"sslmode", "require"}, {"channel_binding", "require"}});
}
