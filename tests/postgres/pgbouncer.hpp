// A real PgBouncer in front of the tests' server, gone at the end.
#pragma once

#include <fcntl.h>       // open
#include <signal.h>      // kill
#include <sys/prctl.h>   // prctl
#include <sys/socket.h>  // connect
#include <sys/un.h>      // sockaddr_un
#include <sys/wait.h>    // waitpid
#include <unistd.h>      // fork, execv

#include <algorithm>     // std::copy
#include <array>         // std::array
#include <chrono>        // std::chrono::milliseconds
#include <cstdio>        // std::sscanf
#include <cstdlib>       // std::exit
#include <filesystem>    // std::filesystem
#include <fstream>       // std::ofstream
#include <iterator>      // std::begin
#include <optional>      // std::optional
#include <stdexcept>     // std::runtime_error
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code
#include <thread>        // std::this_thread::sleep_for

#include <virga/client/postgres.hpp>                 // virga::postgres_client
#include <virga/testing/detail/server_commands.hpp>  // virga::testing::detail::account_for_server
#include <virga/text/percent_encoded.hpp>            // virga::detail::percent_encoded

#include "server.hpp"

namespace virga_test {

/// The program, of PATH or where Debian puts it; nothing where it is not installed.
inline std::optional<std::filesystem::path> find_pgbouncer() {
    auto places = virga::testing::detail::folders_of_path();
    places.emplace_back("/usr/sbin");
    for (const auto& place : places) {
        if (::access((place / "pgbouncer").c_str(), X_OK) == 0) return place / "pgbouncer";
    }
    return std::nullopt;
}

/// PgBouncer in transaction mode with two sessions at the server, as it is installed here.
class pgbouncer {
public:
    pgbouncer() : program_(find_pgbouncer().value()) {
        std::string name = (std::filesystem::temp_directory_path() / "virga-pooler-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for pgbouncer");
        folder_ = name;
        learn_version();
        const auto runner = virga::testing::detail::account_for_server();
        std::ofstream{folder_ / "users"} << "\"postgres\" \"\"\n\"pooled_odd\" \"\"\n\"pooled_nulls\" \"\"\n";
        std::ofstream{folder_ / "ini"} << "[databases]\n* = host=" << server().socket_directory().string() << " port=5432\n"
                                       << "[pgbouncer]\nlisten_addr =\nlisten_port = 6432\nunix_socket_dir = " << name << '\n'
                                       << "auth_type = trust\nauth_file = " << name << "/users\nadmin_users = postgres\n"
                                       << "pool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 100\n"
                                       << (knows_prepared() ? "max_prepared_statements = 100\n" : "");
        if (runner) {
            for (const auto& each : {folder_, folder_ / "users", folder_ / "ini"}) {
                if (::chown(each.c_str(), runner->user, runner->group) != 0) throw std::runtime_error("chown failed");
            }
        }
        const std::string program = program_.string(), ini = (folder_ / "ini").string(), log = (folder_ / "log").string();
        process_ = ::fork();
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const int output = ::open(log.c_str(), O_CREAT | O_WRONLY, 0644);
            ::dup2(output, 1);
            ::dup2(output, 2);
            if (runner and (::setgid(runner->group) != 0 or ::setuid(runner->user) != 0)) ::_exit(1);
            std::array<char*, 3> words{const_cast<char*>(program.c_str()), const_cast<char*>(ini.c_str()), nullptr};
            ::execv(program.c_str(), words.data());
            ::_exit(1);
        }
        for (int tries = 0; not answers(); ++tries) {
            if (tries == 400) throw std::runtime_error("pgbouncer does not start");
            std::this_thread::sleep_for(std::chrono::milliseconds{25});
        }
    }
    pgbouncer(const pgbouncer&) = delete;
    pgbouncer& operator=(const pgbouncer&) = delete;
    ~pgbouncer() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        std::error_code failed;
        std::filesystem::remove_all(folder_, failed);
    }

    [[nodiscard]] std::string url(std::string_view user = "postgres") const {
        return "postgresql://" + std::string{user} + "@/postgres?host=" + virga::detail::percent_encoded(folder_.native()) +
               "&port=6432";
    }
    /// Whether this version keeps prepared statements apart, from 1.21 on.
    [[nodiscard]] bool knows_prepared() const { return major_ > 1 or minor_ >= 21; }

private:
    /// Whether a connection is taken; the socket is there a moment before.
    [[nodiscard]] bool answers() const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = (folder_ / ".s.PGSQL.6432").string();
        if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the folder's path is too long for a socket");
        std::copy(path.begin(), path.end(), std::begin(address.sun_path));
        const int each = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const bool taken = ::connect(each, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(each);
        return taken;
    }
    void learn_version() {
        FILE* const said = ::popen((program_.string() + " --version").c_str(), "r");
        std::array<char, 200> line{};
        if (said == nullptr or std::fgets(line.data(), line.size(), said) == nullptr or
            std::sscanf(line.data(), "PgBouncer %d.%d", &major_, &minor_) != 2)
            throw std::runtime_error("pgbouncer does not say its version");
        ::pclose(said);
    }

    std::filesystem::path program_;
    std::filesystem::path folder_;
    int major_ = 0;
    int minor_ = 0;
    pid_t process_ = -1;
};
}  // namespace virga_test
