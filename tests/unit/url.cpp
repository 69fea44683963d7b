// Connection URLs are taken apart as libpq does it, and no message shows any of them.
#include <cstdlib>
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
    {"postgresql://ada:sec@ret@h/d", "has more than one @ before the host"},
    {"postgresql://ada:sec/ret@h/d", "has a slash before the @"},
    {"postgresql://ada:12/secret@h/d", "has a slash before the @"},
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
