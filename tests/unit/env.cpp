// Environment files are read as the npm package dotenv reads them.
#include <sys/stat.h>  // mkdir
#include <unistd.h>    // getpid, unlink, rmdir

#include <cstdio>   // std::fopen
#include <cstdlib>  // std::getenv
#include <string>
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
