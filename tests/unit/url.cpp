// Connection URLs are taken apart as libpq does it, and no message shows any of them.
#include <cstddef>  // std::size_t
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <virga/client/url.hpp>

#include "../catch.hpp"

namespace {

struct url_case {
    const char* text;
    virga::connection_url expected;
};

const url_case good[] = {
    {"postgresql://", {}},
    {"postgres://localhost", {.host = "localhost"}},
    {"postgresql://localhost:5433", {.host = "localhost", .port = "5433"}},
    {"postgresql://localhost/app", {.host = "localhost", .database = "app"}},
    {"postgresql://localhost:/app", {.host = "localhost", .database = "app"}},
    {"postgresql://ada@localhost", {.user = "ada", .host = "localhost"}},
    {"postgresql://ada:@localhost", {.user = "ada", .host = "localhost"}},
    {"postgresql://:secret@localhost", {.password = "secret", .host = "localhost"}},
    {"postgresql://ada:secret@db.example.org:65535/app",
     {.user = "ada", .password = "secret", .host = "db.example.org", .port = "65535", .database = "app"}},
    {"postgresql://a%40b:%3A%2F%3f%23%25@h/d%20e",
     {.user = "a@b", .password = ":/?#%", .host = "h", .database = "d e"}},
    {"postgresql://ada:a:b?c#d@h", {.user = "ada", .password = "a:b?c#d", .host = "h"}},
    {"postgresql:///app", {.database = "app"}},
    {"postgresql:///app?host=/var/run/postgresql&port=5433",
     {.host = "/var/run/postgresql", .port = "5433", .database = "app"}},
    {"postgresql://%2Fvar%2Frun%2Fpostgresql/app", {.host = "/var/run/postgresql", .database = "app"}},
    {"postgresql://[::1]/app", {.host = "::1", .database = "app"}},
    {"postgresql://[2001:db8::1234]:5433/app", {.host = "2001:db8::1234", .port = "5433", .database = "app"}},
    {"postgresql://[fe80::1%25eth0]", {.host = "fe80::1%eth0"}},
    {"postgresql://h?user=ada&password=s%26t&dbname=app",
     {.user = "ada", .password = "s&t", .host = "h", .database = "app"}},
    {"postgresql://h/app?sslmode=require&options=-csearch_path%3Dcms&channel_binding=require",
     {.host = "h",
      .database = "app",
      .parameters = {{"sslmode", "require"}, {"options", "-csearch_path=cms"}, {"channel_binding", "require"}}}},
    {"postgresql://h?ssl=true", {.host = "h", .parameters = {{"sslmode", "require"}}}},
    {"postgresql://h/?", {.host = "h"}},
    {"postgresql://h?application_name=", {.host = "h", .parameters = {{"application_name", ""}}}},
    {"postgresql://h?a=b&", {.host = "h", .parameters = {{"a", "b"}}}},
    {"postgresql://h/a/b", {.host = "h", .database = "a/b"}},
    // Without an @, what stands before the port is no user where more follows, or where it could not be one.
    {"postgresql://app:5433/", {.host = "app", .port = "5433"}},
    {"postgresql://app:5433?sslmode=require", {.host = "app", .port = "5433", .parameters = {{"sslmode", "require"}}}},
    {"postgresql://app", {.host = "app"}},
    {"postgresql://localhost:", {.host = "localhost"}},
    {"postgresql://127.0.0.1:5433", {.host = "127.0.0.1", .port = "5433"}},
    {"postgresql://[::1]:5433", {.host = "::1", .port = "5433"}},
    {"postgresql://%2Ftmp:5433", {.host = "/tmp", .port = "5433"}},
    // An @ behind the host is one of a parameter where no password can begin before it.
    {"postgresql://h/d?user=a@b", {.user = "a@b", .host = "h", .database = "d"}},
    {"postgresql://[::1]/d?user=a@b", {.user = "a@b", .host = "::1", .database = "d"}},
    {"postgresql://u@h/d?application_name=a@b:c",
     {.user = "u", .host = "h", .database = "d", .parameters = {{"application_name", "a@b:c"}}}},
    {"postgresql://h/d?user=u&password=a#b@c", {.user = "u", .password = "a#b@c", .host = "h", .database = "d"}},
    {"postgresql://u:p?q@h/d", {.user = "u", .password = "p?q", .host = "h", .database = "d"}},
    {"postgresql://h/d?mine=1&password=a&sslmode=require",
     {.password = "a", .host = "h", .database = "d", .parameters = {{"mine", "1"}, {"sslmode", "require"}}}},
};

struct bad_case {
    const char* text;
    const char* problem;  ///< what the sentence holds
};

const bad_case bad[] = {
    {"", "is empty; write postgresql://user:password@host:port/database"},
    {"localhost", "does not begin with postgresql:// or postgres://"},
    {"mysql://ada:secret@h/d", "does not begin with"},
    {"PostgreSQL://ada:secret@h/d", "does not begin with"},
    {"\"postgresql://ada:secret@h/d\"", "does not begin with"},
    {"host=h password=secret",
     "is libpq's form key=value; write it as a URL: postgresql://user:password@host:port/database"},
    {"host=h", "key=value"},
    {"password='a secret' host=h", "key=value"},
    {"postgresql://ada:secret@h/d\n", "holds a space, line break or control character"},
    {"postgresql://ada:sec ret@h/d?x=y", "holds a space"},
    {"postgresql://ada:secret%@h/d", "has a % that is not followed by two hexadecimal digits"},
    {"postgresql://ada:secret%4@h/d", "has a %"},
    {"postgresql://ada:secret%zz@h/d", "has a %"},
    {"postgresql://ada:secret%00@h/d", "has a %00"},
    {"postgresql://ada:sec@ret@h/d", "has more than one @; percent-encode as %40 all but the one before the host"},
    {"postgresql://ada:s3@cret/secret@h/d", "has more than one @"},
    {"postgresql://ada:s3@cret?x=secret@h/d", "has more than one @"},
    {"postgresql://ada:secret@h/d?application_name=a@b", "has more than one @"},
    {"postgresql://ada@secret:12/S3?x=CRET@h/d", "has more than one @"},
    {"postgresql://ada@b@h/d", "has more than one @"},
    {"postgresql://ada:sec/ret@h/d", "has a slash before the @; percent-encode the slash as %2F if it is one of"},
    {"postgresql://ada:12/secret@h/d", "has a slash before the @"},
    {"postgresql://u:12/S3?x=CRET@h/d", "has a slash before the @"},
    {"postgresql://u:12/S3?x=CRET@h:5432/d?sslmode=require", "has a slash before the @"},
    {"postgresql://ada:/secret?@h/d", "has a slash before the @"},
    {"postgresql:///ada:secret@h/d", "has a slash before the @"},
    {"postgresql://h/d@secret", "has a slash before the @"},
    {"postgresql://h?user=ada&password=s3@cret", "has a ? before the @; percent-encode the ? as %3F"},
    {"postgresql://h:5432?user=ada&password=s3@cret", "has a ? before the @"},
    {"postgresql://ada?:secret@h/d", "has a ? before the @"},
    {"postgresql://ada:12", "has no @ and ends with the port, as a URL does that a # in the password cut off; write %23 for the #"},
    {"postgresql://ada:", "has no @ and ends with the port"},
    {"postgresql://:12", "has no @ and ends with the port"},
    {"postgresql://ada.lovelace:12", "has no @ and ends with the port"},
    {"postgresql://ada:secret", "has no @, and a port that is not a number from 1 to 65535; if that is the start of a"},
    {"postgresql://ada:secret#w", "has no @, and a port that is not a number"},
    {"postgresql://ada:s3/cret", "has no @, and a port that is not a number"},
    {"postgresql://ada:secret?x=y", "has no @, and a port that is not a number"},
    {"postgresql://ada:123456", "has no @, and a port that is not a number"},
    {"postgresql://ada:secret@h1,h2/d", "names several hosts"},
    {"postgresql://ada:secret@h1:1,h2:2/d", "names several hosts"},
    {"postgresql://ada:secret@/d?host=h1,h2", "names several hosts"},
    {"postgresql://ada:secret@[::1],[::2]/d", "names several hosts"},
    {"postgresql://ada:secret@[::1/d", "has a [ without a ]"},
    {"postgresql://ada:secret@[]/d", "has an empty IPv6 address"},
    {"postgresql://ada:secret@[::1]x/d", "has text between the ]"},
    {"postgresql://ada:secret@h:0/d", "has a port that is not a number from 1 to 65535"},
    {"postgresql://ada:secret@h:65536/d", "has a port"},
    {"postgresql://ada:secret@h:99999999999999999999/d", "has a port"},
    {"postgresql://ada:secret@h:54x/d", "has a port"},
    {"postgresql://ada:secret@h:-1/d", "has a port"},
    {"postgresql://ada:secret@h/d?sslmode", "has a parameter without an equals sign"},
    {"postgresql://ada:secret@h/d?a=b&&c=d", "has a parameter without an equals sign"},
    {"postgresql://ada:secret@h/d?a=b=c", "has two equals signs in one parameter"},
    {"postgresql://ada:secret@h/d?=b", "has a parameter without a name"},
    {"postgresql://ada:secret@h/d?sslmode%3D'disable'%20a=b", "has a parameter whose name holds more than letters"},
    {"postgresql://h/d?user=ada&password=a&secret!=b", "has a parameter whose name holds more than letters"},
    {"postgresql://h/d?user=ada&password=a&secret=b", "has a parameter behind the password that is not one of libpq's"},
};

std::string problem_of(auto&& action) {
    try {
        action();
    } catch (const virga::configuration_error& problem) {
        return problem.what();
    }
    return "(none)";
}
}  // namespace

TEST_CASE("a_url_is_taken_apart_and_decoded") {
    for (const auto& [text, expected] : good) {
        INFO(text);
        const auto url = virga::parse_connection_url(text);
        CHECK(url.user == expected.user);
        CHECK(url.password == expected.password);
        CHECK(url.host == expected.host);
        CHECK(url.port == expected.port);
        CHECK(url.database == expected.database);
        CHECK(url.parameters == expected.parameters);
    }
}

TEST_CASE("a_malformed_url_is_refused_with_a_sentence_that_shows_none_of_it") {
    for (const auto& [text, expected] : bad) {
        INFO(text);
        const std::string problem = problem_of([&] { (void)virga::parse_connection_url(text); });
        CHECK(problem.starts_with("connection URL: it "));
        CHECK(problem.find(expected) != std::string::npos);
        CHECK(problem.find("secret") == std::string::npos);
        CHECK(problem.find("ret@") == std::string::npos);
        CHECK(problem.find("cret") == std::string::npos);
        CHECK(problem.find("CRET") == std::string::npos);
    }
}

TEST_CASE("a_password_that_is_not_encoded_is_read_as_it_is_or_not_at_all") {
    std::mt19937 random{1};
    std::size_t read = 0, refused = 0;
    for (int round = 0; round != 200'000; ++round) {
        std::string password;
        for (std::size_t count = 1 + random() % 6; count != 0; --count) password += "a5/?#@&=:[]"[random() % 11];
        if (password.back() == '&') password += 'a';  // libpq takes an & at the end
        const std::string before = round % 4 < 2 ? "postgres://app:" : "postgres://localhost/db?user=app&password=";
        const std::string after = round % 4 < 2 ? "@localhost:5432/db" : "";
        const std::string rest = after.empty() ? "&sslmode=require" : "?sslmode=require";
        const std::string text = before + password + after + (round % 2 == 0 ? "" : rest);
        virga::connection_url url;
        if (virga::detail::url_parser::parse(text, url) != nullptr) {
            ++refused;
            continue;
        }
        ++read;
        INFO(text);
        CHECK(url.password == password);
        CHECK(url.user == "app");
        CHECK(url.host == "localhost");
        CHECK(url.database == "db");
    }
    CHECK(read > 10'000);
    CHECK(refused > 10'000);
}

TEST_CASE("a_url_that_ends_within_its_password_is_refused") {
    std::mt19937 random{1};
    for (int round = 0; round != 10'000; ++round) {
        std::string text = round % 2 == 0 ? "postgres://app:" : "postgresql://app.tenant:";
        const std::size_t kinds = round % 3 == 0 ? 10 : 17;
        for (std::size_t count = random() % 6; count != 0; --count) text += "0123456789aZ&=:!$"[random() % kinds];
        virga::connection_url url;
        INFO(text);
        const char* const problem = virga::detail::url_parser::parse(text, url);
        REQUIRE(problem != nullptr);
        CHECK(std::string{problem}.find("%23 for the #") != std::string::npos);
    }
}

TEST_CASE("database_url_returns_what_is_set") {
    ::setenv("DATABASE_URL", "postgresql://ada:secret@localhost/app", 1);
    CHECK(virga::database_url() == "postgresql://ada:secret@localhost/app");
    ::setenv("VIRGA_OTHER_URL", "postgres:///other", 1);
    CHECK(virga::database_url("VIRGA_OTHER_URL") == "postgres:///other");
}

TEST_CASE("database_url_names_the_variable_and_what_to_do") {
    const auto problem = [] { return problem_of([] { (void)virga::database_url(); }); };
    ::unsetenv("DATABASE_URL");
    CHECK(problem() ==
          "the environment variable DATABASE_URL is not set; set it to postgresql://user:password@host:port/database, "
          "or load_env a "
          "file that does");
    CHECK(problem_of([] { (void)virga::database_url("postgresql://ada:secret@h/d"); }) ==
          "database_url: it takes the name of an environment variable, not a URL");
    ::setenv("DATABASE_URL", "", 1);
    CHECK(problem() ==
          "the environment variable DATABASE_URL is empty; write postgresql://user:password@host:port/database");
    for (const auto& [text, expected] : bad) {
        ::setenv("DATABASE_URL", text, 1);
        INFO(text);
        CHECK(problem().starts_with("the environment variable DATABASE_URL "));
        CHECK(problem().find(expected) != std::string::npos);
        CHECK(problem().find("secret") == std::string::npos);
    }
}
