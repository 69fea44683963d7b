// Environment files are read as the npm package dotenv reads them.
#include <sys/stat.h>  // mkdir
#include <unistd.h>    // getpid, unlink, rmdir

#include <algorithm>  // std::min, std::max
#include <cstddef>    // std::size_t
#include <cstdio>     // std::fopen
#include <cstdlib>    // std::getenv
#include <ctime>      // std::clock
#include <string>
#include <string_view>
#include <vector>

#include <virga/client/env.hpp>

#include "../catch.hpp"
#include "env_cases.hpp"

namespace {

/// A folder for files, gone at the end.
class folder {
public:
    folder() : name_("/tmp/virga_env_" + std::to_string(::getpid())) { REQUIRE(::mkdir(name_.c_str(), 0700) == 0); }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        for (const auto& file : files_) ::unlink(file.c_str());
        ::rmdir(name_.c_str());
    }
    std::string write(const std::string& name, const std::string& text) {
        files_.push_back(name_ + "/" + name);
        std::FILE* const file = std::fopen(files_.back().c_str(), "wb");
        REQUIRE(file != nullptr);
        REQUIRE(std::fwrite(text.data(), 1, text.size(), file) == text.size());
        REQUIRE(std::fclose(file) == 0);
        return files_.back();
    }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_;
    std::vector<std::string> files_;
};

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "(unset)" : value;
}
}  // namespace

TEST_CASE("parse_env_reads_what_dotenv_reads") {
    for (const auto& [text, expected] : virga_test::env_cases) {
        INFO(text);
        CHECK(virga::parse_env(text) == expected);
    }
}

TEST_CASE("load_env_keeps_what_is_there_and_the_first_file_decides") {
    folder files;
    ::setenv("VIRGA_ENV_A", "process", 1);
    ::setenv("VIRGA_ENV_EMPTY", "", 1);
    for (const char* name : {"VIRGA_ENV_B", "VIRGA_ENV_C"}) ::unsetenv(name);
    const std::string local =
        files.write(".env.local", "VIRGA_ENV_A=local\nVIRGA_ENV_B='local value'\nVIRGA_ENV_EMPTY=x\n");
    const std::string shared = files.write(".env", "VIRGA_ENV_B=shared\nVIRGA_ENV_C=shared\n");
    virga::load_env({files.name() + "/.env.missing", local, files.name() + "/.env.local/below", shared});
    CHECK(variable("VIRGA_ENV_A") == "process");
    CHECK(variable("VIRGA_ENV_EMPTY").empty());
    CHECK(variable("VIRGA_ENV_B") == "local value");
    CHECK(variable("VIRGA_ENV_C") == "shared");
}

TEST_CASE("load_env_says_which_file_it_cannot_read") {
    folder files;
    const std::string zero = files.write("zero", std::string{"VIRGA_ENV_D=a\0b", 15});
    try {
        virga::load_env({files.name()});
        FAIL("a folder was read");
    } catch (const virga::configuration_error& problem) {
        CHECK(std::string{problem.what()} == "load_env: " + files.name() + " cannot be read: Is a directory");
    }
    CHECK_THROWS_AS(virga::load_env({zero}), virga::configuration_error);
}

TEST_CASE("load_env_refuses_a_url_that_a_comment_cuts_off") {
    folder files;
    const auto loaded = [&files](const std::string& text) {
        for (const char* name : {"VIRGA_ENV_URL", "PGPASSWORD"}) ::unsetenv(name);
        const std::string file = files.write(".env", text);
        try {
            virga::load_env({file});
        } catch (const virga::configuration_error& problem) {
            const std::string said = problem.what();
            const std::string name = text.starts_with("PGPASSWORD") ? "PGPASSWORD" : "VIRGA_ENV_URL";
            CHECK(said == "load_env: in " + file + " the value of " + name +
                              " ends at a #, which begins a comment there; put the whole value in quotes of a kind that it does "
                              "not hold (', \" or `), or write %23 for a # of a URL; before a comment write a space");
            CHECK(variable("VIRGA_ENV_URL") == "(unset)");
            return std::string{"(refused)"};
        }
        return variable(text.starts_with("PGPASSWORD") ? "PGPASSWORD" : "VIRGA_ENV_URL");
    };
    for (const char* text : {
             "VIRGA_ENV_URL=postgres://app:5433#w@h/d",
             "VIRGA_ENV_URL=postgresql://app:5433#w@h/d\n",
             "export VIRGA_ENV_URL = postgres://app:5433#w@h/d # and a comment",
             "VIRGA_ENV_URL: postgres://app:5433#w@h/d",
             "VIRGA_ENV_URL=postgres://app:12/34#w@h/d",       // would be a database
             "VIRGA_ENV_URL=postgres://app:pass@word#w@h/d",   // would be a host
             "VIRGA_ENV_URL=postgres://app#x:pw@h/d",
             "VIRGA_ENV_URL=postgres://#app:pw@h/d",
             "VIRGA_ENV_URL=postgres://h/d?user=app&password=p#w",
             "VIRGA_ENV_URL=postgres://app:p@h/d#comment",
             "VIRGA_ENV_URL='postgres://app:54'#w@h/d'",       // a quote in the password ends the value
             "VIRGA_ENV_URL=\"postgres://app:54#w@h/d",         // one that does not close
             "VIRGA_ENV_URL=x\nVIRGA_ENV_URL=postgres://app:5433#w@h/d",
             "PGPASSWORD=se#cret",
         }) {
        INFO(text);
        CHECK(loaded(text) == "(refused)");
    }
    CHECK(loaded("VIRGA_ENV_URL='postgres://app:5433#w@h/d'") == "postgres://app:5433#w@h/d");
    CHECK(loaded("VIRGA_ENV_URL=\"postgres://app:5433#w@h/d\" # the database") == "postgres://app:5433#w@h/d");
    CHECK(loaded("VIRGA_ENV_URL=`postgres://app:5433#w@h/d`") == "postgres://app:5433#w@h/d");
    CHECK(loaded("VIRGA_ENV_URL=postgres://app:5433%23w@h/d") == "postgres://app:5433%23w@h/d");
    CHECK(loaded("VIRGA_ENV_URL=postgres://app:pw@h/d # the database") == "postgres://app:pw@h/d");
    CHECK(loaded("VIRGA_ENV_URL=postgres://localhost:5432/d\t#ask ada@h") == "postgres://localhost:5432/d");
    CHECK(loaded("VIRGA_ENV_URL=postgres://app:5433#w@h/d\nVIRGA_ENV_URL=postgres://h/d") == "postgres://h/d");
    CHECK(loaded("VIRGA_ENV_URL=https://h/d#part") == "https://h/d");  // dotenv's rule, for all else
    CHECK(loaded("VIRGA_ENV_URL=b#c") == "b");
    CHECK(loaded("PGPASSWORD=secret # of the app") == "secret");
    CHECK(loaded("PGPASSWORD='se#cret'") == "se#cret");
    CHECK(loaded("PGPASSWORD=#").empty());
    ::unsetenv("PGPASSWORD");
    // What is in the environment already counts, so that nothing is lost.
    ::setenv("VIRGA_ENV_URL", "postgres://h/d", 1);
    virga::load_env({files.write(".env", "VIRGA_ENV_URL=postgres://app:5433#w@h/d")});
    CHECK(variable("VIRGA_ENV_URL") == "postgres://h/d");
    ::unsetenv("VIRGA_ENV_URL");
}

TEST_CASE("load_env_takes_no_file_that_cannot_be_one_of_variables") {
    folder files;
    const auto problem = [](const std::string& file) {
        try {
            virga::load_env({file});
        } catch (const virga::configuration_error& refusal) {
            return std::string{refusal.what()};
        }
        return std::string{"(none)"};
    };
    CHECK(problem("/dev/zero") == "load_env: /dev/zero is larger than 16 MB; is it a file of variables?");
    std::string text;
    for (int i = 0; i != 10'001; ++i) text += "VIRGA_ENV_" + std::to_string(i) + "=\n";
    const std::string many = files.write("many", text);
    CHECK(problem(many) == "load_env: " + many + " has more than 10000 variables; is it the right file?");
    CHECK(variable("VIRGA_ENV_0") == "(unset)");
}

namespace {

/// `pieces`, in turn, up to `size` bytes.
std::string repeated(std::string_view begin, std::string_view piece, std::size_t size) {
    std::string text{begin};
    while (text.size() < size) text += piece;
    return text;
}

std::string keys(std::size_t size) {
    std::string text;
    for (int i = 0; text.size() < size; ++i) text += "K" + std::to_string(i) + "=\n";
    return text;
}

/// The least processor time of some runs, in seconds.
double time_to_parse(const std::string& text) {
    double least = 1e9;
    for (int run = 0; run != 2; ++run) {
        const std::clock_t start = std::clock();
        CHECK(virga::parse_env(text).size() <= text.size());
        least = std::min(least, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return least;
}
}  // namespace

TEST_CASE("parse_env_takes_time_in_proportion_to_the_text") {
    constexpr std::size_t small = 10'000;
    const auto check = [](const std::string& one, const std::string& four) {
        INFO(one.substr(0, 40));
        // 4 where time is in proportion to the text, 16 where it is to the square; a millisecond is too short to compare.
        CHECK(time_to_parse(four) < 8 * std::max(time_to_parse(one), 0.001));
    };
    const std::string_view pieces[] = {
        "\\'", "\\' x", "\\'\n", "A='\\'\n", "A='\\' x\n", "A='\n", "A=\"b\n", "A='\"`\n", "'", "\n", " ", "A", "A\n", "A \n", "A=",
        "A=\n", "A:", "A: \n", "export ", "export\n", "export A=b\n", "#", "\\n", "\\r\\n", "\r", "\xE2\x80\xA8", "\xE2\x80\xA8\"",
        "\xE2\x80\xA8\"x", "\"\xE2\x80\xA8", "\"\xE2\x80\xA8x", "\xC2\xA0", "x \xC2\xA0",
    };
    for (const std::string_view piece : pieces) {
        for (const std::string_view begin : {"", "A=x", "A='", "A=\""})
            check(repeated(begin, piece, small), repeated(begin, piece, 4 * small));
        check(repeated("A=\"", piece, small) + '"', repeated("A=\"", piece, 4 * small) + '"');
    }
    check(keys(small), keys(4 * small));
    check(repeated("A=\"", "\\n", 10 * small) + '"', repeated("A=\"", "\\n", 40 * small) + '"');
}
