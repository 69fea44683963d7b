// Environment files are read as the npm package dotenv reads them.
#include <sys/stat.h>  // mkdir
#include <unistd.h>    // getpid, unlink, rmdir

#include <cstdio>   // std::fopen
#include <cstdlib>  // std::getenv
#include <string>
#include <utility>
#include <vector>

#include <virga/client/env.hpp>

#include "../catch.hpp"

namespace {

using variables = std::vector<std::pair<std::string, std::string>>;

struct env_case {
    std::string text;
    variables expected;
};

/// The expectations are what dotenv 17.4.2 and 18.0.10 return.
const env_case cases[] = {
    {"A=b", {{"A", "b"}}},
    {"A=", {{"A", ""}}},
    {"A", {}},
    {"", {}},
    {"\n\n", {}},
    {"A=b\nC=d", {{"A", "b"}, {"C", "d"}}},
    {"A=b\r\nC=d\r\n", {{"A", "b"}, {"C", "d"}}},
    {"A=b\rC=d", {{"A", "b"}, {"C", "d"}}},
    {"\xEF\xBB\xBF"
     "A=b",
     {{"A", "b"}}},
    {"  A  =  b  ", {{"A", "b"}}},
    {"\tA\t=\tb\t", {{"A", "b"}}},
    {"A= b c ", {{"A", "b c"}}},
    {"A=b=c", {{"A", "b=c"}}},
    {"A==b", {{"A", "=b"}}},
    {"A: b", {{"A", "b"}}},
    {"A:b", {}},
    {"A:  b", {{"A", "b"}}},
    {"A:\nB=c", {{"A", "B=c"}}},
    {"A:", {}},
    {"A: ", {{"A", ""}}},
    {"A : b", {}},
    {"export A=b", {{"A", "b"}}},
    {"export  A = b", {{"A", "b"}}},
    {"  export A=b", {{"A", "b"}}},
    {"export A", {}},
    {"export=b", {{"export", "b"}}},
    {"export = b", {{"export", "b"}}},
    {"export export=b", {{"export", "b"}}},
    {"exportA=b", {{"exportA", "b"}}},
    {"export\nA=b", {{"A", "b"}}},
    {"A B=c", {}},
    {"a.b-c_d=e", {{"a.b-c_d", "e"}}},
    {"1=2", {{"1", "2"}}},
    {"$A=b", {}},
    {"\xC3\x84=b", {}},
    {"A=$B ${C}", {{"A", "$B ${C}"}}},
    {"# A=b", {}},
    {"  # A=b", {}},
    {"#A=b\nC=d", {{"C", "d"}}},
    {"A=b # c", {{"A", "b"}}},
    {"A=b#c", {{"A", "b"}}},
    {"A=#b", {{"A", ""}}},
    {"A= # b", {{"A", ""}}},
    {"A=\"b # c\"", {{"A", "b # c"}}},
    {"A='b # c'", {{"A", "b # c"}}},
    {"A=`b # c`", {{"A", "b # c"}}},
    {"A=\"b\" # \"c\"", {{"A", "b"}}},
    {"A=\"b\"#c", {{"A", "b"}}},
    {"A=\"b\" c", {{"A", "\"b\" c"}}},
    {"A=\"b\"c\"", {{"A", "b\"c"}}},
    {"A=\"b\"", {{"A", "b"}}},
    {"A='b'", {{"A", "b"}}},
    {"A=`b`", {{"A", "b"}}},
    {"A=\"\"", {{"A", ""}}},
    {"A=''", {{"A", ""}}},
    {"A=``", {{"A", ""}}},
    {"A=\"", {{"A", "\""}}},
    {"A='b", {{"A", "'b"}}},
    {"A=\"b", {{"A", "\"b"}}},
    {"A=\"b\\n", {{"A", "\"b\n"}}},
    {"A=\"b # c", {{"A", "\"b"}}},
    {"A=\" b \"", {{"A", " b "}}},
    {"A=  \" b \"  ", {{"A", " b "}}},
    {"A=\" \"", {{"A", " "}}},
    {"A=\"b\\nc\"", {{"A", "b\nc"}}},
    {"A='b\\nc'", {{"A", "b\\nc"}}},
    {"A=`b\\nc`", {{"A", "b\\nc"}}},
    {"A=b\\nc", {{"A", "b\\nc"}}},
    {"A=\"b\\rc\\\\nd\\te\"", {{"A", "b\rc\\\nd\\te"}}},
    {"A=\"b\\\"c\"", {{"A", "b\\\"c"}}},
    {"A='b\\'c'", {{"A", "b\\'c"}}},
    {"A=`b\\`c`", {{"A", "b\\`c"}}},
    {"A=\"b\\\"", {{"A", "b\\"}}},
    {"A=\"\\\"\"", {{"A", "\\\""}}},
    {"A=\"b'c`d\"", {{"A", "b'c`d"}}},
    {"A='b\"c`d'", {{"A", "b\"c`d"}}},
    {"A=`b\"c'd`", {{"A", "b\"c'd"}}},
    {"A=\"b\" \"c\"", {{"A", "b\" \"c"}}},
    {"A='b'c'", {{"A", "b'c"}}},
    {"A=b\"c\"", {{"A", "b\"c\""}}},
    {"A=\"b'", {{"A", "\"b'"}}},
    {"A=\"b\nc\"", {{"A", "b\nc"}}},
    {"A='b\nc\n'\nD=e", {{"A", "b\nc\n"}, {"D", "e"}}},
    {"A=`b\n\nc`", {{"A", "b\n\nc"}}},
    {"A=\"b\r\nc\"", {{"A", "b\nc"}}},
    {"A=\"b\nC=d", {{"A", "\"b"}, {"C", "d"}}},
    {"A=\"b\nC=\"d\"", {{"A", "\"b"}, {"C", "d"}}},
    {"A=\"b\n# c\nd\" # e\nF=g", {{"A", "b\n# c\nd"}, {"F", "g"}}},
    {"A=\n\"b\"", {{"A", "b"}}},
    {"A=\n'b'\nC=d", {{"A", "b"}, {"C", "d"}}},
    {"A\n=b", {{"A", "b"}}},
    {"A=\nC=d", {{"A", ""}, {"C", "d"}}},
    {"A=b\n  C=d", {{"A", "b"}, {"C", "d"}}},
    {"A=b\nA=c", {{"A", "c"}}},
    {"A=b\nA=", {{"A", ""}}},
    {"A=b\n\n\n# c\n\nD=e", {{"A", "b"}, {"D", "e"}}},
    {"A=b\\", {{"A", "b\\"}}},
    {"A=\\\"b\\\"", {{"A", "\\\"b\\\""}}},
    {"A={\"b\": \"c\"}", {{"A", "{\"b\": \"c\"}"}}},
    {"A='{\"b\": \"c\"}'", {{"A", "{\"b\": \"c\"}"}}},
    {"A=postgresql://u:p%40@h:5432/d?x=y&z", {{"A", "postgresql://u:p%40@h:5432/d?x=y&z"}}},
    {"A=b\xC2\xA0", {{"A", "b"}}},
    {"\xC2\xA0"
     "A=\xC2\xA0"
     "b",
     {{"A", "b"}}},
    {"A=\xE3\x80\x80"
     "b",
     {{"A", "b"}}},
    {"A=\xC3\xA9 \xE4\xB8\xAD", {{"A", "\xC3\xA9 \xE4\xB8\xAD"}}},
    {"A=\"b\"\n\n\"c\"", {{"A", "b"}}},
    {"A=b;C=d", {{"A", "b;C=d"}}},
    {"A=b\tc # d", {{"A", "b\tc"}}},
    {"-----BEGIN=x", {{"-----BEGIN", "x"}}},
    {"K=\"-----BEGIN\nabc=\n-----END\"\nL=m", {{"K", "-----BEGIN\nabc=\n-----END"}, {"L", "m"}}},
    {"A=\"b\"\\", {{"A", "\"b\"\\"}}},
    {"A=\"b\" \\\" # c", {{"A", "b\" \\"}}},
    {"A='\\'", {{"A", "\\"}}},
    {"A=`b\\``", {{"A", "b\\`"}}},
    {"A='a' #'", {{"A", "a"}}},
    {"A=  # b\nC=d", {{"A", ""}, {"C", "d"}}},
};

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
    for (const auto& [text, expected] : cases) {
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
