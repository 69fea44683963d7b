// tests/neon/local_neon_program.cpp: examples/local_neon says where it is, serves, and leaves nothing behind.
#include <csignal>     // kill
#include <cstdio>      // std::fgets
#include <cstdlib>     // std::getenv
#include <filesystem>  // std::filesystem::directory_iterator
#include <string>      // std::string
#include <vector>      // std::vector

#include <sys/stat.h>  // chmod
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // fork

#include "local_clients.hpp"

using namespace virga_test;

namespace {

/// The program at work, with a temporary folder of its own.
class program {
public:
    program(const char* path, const std::vector<std::string>& options) {
        REQUIRE(::mkdtemp(folder_.data()) != nullptr);
        REQUIRE(::chmod(folder_.c_str(), 0777) == 0);  // for the user that runs PostgreSQL in root's stead
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            ::setenv("TMPDIR", folder_.c_str(), 1);
            ::dup2(ends[1], STDOUT_FILENO);
            for (const int end : ends) ::close(end);
            std::vector<char*> words{const_cast<char*>(path)};
            for (const auto& option : options) words.push_back(const_cast<char*>(option.c_str()));
            words.push_back(nullptr);
            ::execv(path, words.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        out_ = ::fdopen(ends[0], "r");
    }
    program(const program&) = delete;
    program& operator=(const program&) = delete;
    ~program() {
        if (process_ > 0) end(SIGKILL);
        std::fclose(out_);
        std::filesystem::remove_all(folder_);
    }

    std::string line() {
        char text[512];
        std::string words = std::fgets(text, sizeof text, out_) == nullptr ? "" : text;
        if (words.ends_with('\n')) words.pop_back();
        return words;
    }

    /// Its status after a signal.
    int end(int number) {
        ::kill(process_, number);
        int status = -1;
        ::waitpid(process_, &status, 0);
        process_ = -1;
        return status;
    }
    bool left_nothing() const { return std::filesystem::is_empty(folder_); }

private:
    std::string folder_ = "/tmp/virga-test-XXXXXX";
    pid_t process_ = -1;
    std::FILE* out_ = nullptr;
};

/// The number between the last colon of an address and its path.
std::uint16_t port_of(const std::string& url) {
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}
}  // namespace

TEST_CASE("the program local_neon serves a PostgreSQL of its own until it is told to end", "[local_neon]") {
    const char* const path = std::getenv("VIRGA_LOCAL_NEON");
    if (path == nullptr) return;  // built without the examples
    for (const int number : {SIGTERM, SIGINT}) {
        program run{path, {"--fault", "status=503,times=1"}};
        const std::string http = run.line();
        const std::string web_socket = run.line();
        const std::string connection = run.line();
        CHECK(http.starts_with("http://127.0.0.1:"));
        CHECK(web_socket == "ws://127.0.0.1:" + std::to_string(port_of(http)) + "/v2");
        CHECK(connection == "postgresql://neon:neon@ep-local.local.test/neon");
        const std::string request = "POST /sql HTTP/1.1\r\nHost: x\r\nNeon-Connection-String: " + connection +
                                    "\r\nContent-Length: 28\r\n\r\n" + statement("select 40+2 as n");
        raw_socket socket{port_of(http)};
        socket.send(request);
        while (socket.received.find("Shutting down") == std::string::npos and socket.receive()) {}
        CHECK(socket.received.starts_with("HTTP/1.1 503 "));
        socket.received.clear();
        socket.send(request);
        while (socket.received.find("}]") == std::string::npos and socket.receive()) {}
        CHECK(socket.received.find("\"rows\":[{\"n\":42}]") != std::string::npos);
        CHECK(run.end(number) == 0);
        CHECK(run.left_nothing());
    }
}

TEST_CASE("the program local_neon serves another PostgreSQL, with TLS", "[local_neon]") {
    const char* const path = std::getenv("VIRGA_LOCAL_NEON");
    if (path == nullptr) return;
    program run{path, {"--tls", "--database-url", guarded_server().url()}};
    CHECK(run.line().starts_with("https://127.0.0.1:"));
    CHECK(run.line().starts_with("wss://127.0.0.1:"));
    CHECK(std::filesystem::exists(run.line()));
    CHECK(run.end(SIGTERM) == 0);
    CHECK(run.left_nothing());
}
