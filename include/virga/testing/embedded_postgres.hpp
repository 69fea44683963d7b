// virga/testing/embedded_postgres.hpp: a throw-away PostgreSQL server for tests, examples and checks.
#pragma once

#include <chrono>        // std::chrono::milliseconds
#include <cstddef>       // std::size_t
#include <cstdlib>       // std::getenv
#include <filesystem>    // std::filesystem::path
#include <fstream>       // std::ifstream
#include <iterator>      // std::istreambuf_iterator
#include <random>        // std::random_device
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code
#include <vector>        // std::vector

#include <fmt/core.h>    // fmt::format
#include <sys/socket.h>  // connect
#include <sys/un.h>      // sockaddr_un
#include <sys/wait.h>    // WIFEXITED
#include <unistd.h>      // close

#include <virga/client/detail/deadline.hpp>            // virga::detail::deadline
#include <virga/testing/detail/caretaker_process.hpp>  // virga::testing::detail::caretaker_process
#include <virga/testing/detail/postgres_places.hpp>    // virga::testing::detail::find_postgres
#include <virga/testing/detail/server_commands.hpp>    // virga::testing::detail::server_command
#include <virga/text/error.hpp>                        // virga::error
#include <virga/text/percent_encoded.hpp>              // virga::detail::percent_encoded

namespace virga::testing {

/// The folders in which an `embedded_postgres` looks for initdb and postgres, first to last: the one that the
/// environment variable VIRGA_POSTGRES_BIN names and no other, or else those of PATH and the usual ones,
/// newest version first.
inline std::vector<std::filesystem::path> postgres_places() {
    if (const char* named = std::getenv("VIRGA_POSTGRES_BIN"); named != nullptr and *named != '\0') return {named};
    auto places = detail::folders_of_path();
    for (const char* pattern : {"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
                                "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"}) {
        const auto found = detail::folders_like(pattern);
        places.insert(places.end(), found.begin(), found.end());
    }
    return places;
}

/// How an `embedded_postgres` is to be.
struct embedded_options {
    /// Folders that may hold initdb and postgres, or links to them; the first with both is taken.
    std::vector<std::filesystem::path> places = postgres_places();
    /// Where the server's own folder is made; empty is the system's temporary folder.
    std::filesystem::path folder = {};
    /// Settings of the server, `name=value` each. They win over ours.
    std::vector<std::string> settings = {};
    /// Lines of pg_hba.conf that come before ours, which let everybody in without a password. As an example
    /// `local all app scram-sha-256` has the server ask the role app for its password.
    std::vector<std::string> access = {};
    /// The locale of the databases, `C` or another that the system has; their encoding is UTF-8.
    std::string locale = "C";
    /// How long the server may take to start.
    std::chrono::milliseconds timeout{30'000};
};

/// A PostgreSQL server of one's own, with an empty database `postgres` and a superuser `postgres` without a
/// password, from construction until destruction.
///
/// It starts in about 0.6 s and stops in about 30 ms. It listens on a unix socket only, in a folder open to
/// the user that runs it and root; PostgreSQL refuses to run as root, so for root the user `postgres`
/// runs it, or `nobody`. Any number may run at once. It is as durable as its name: fsync is off.
///
/// Nothing is left behind, neither process nor folder, however the program ends, also when it is killed with
/// SIGKILL during the start: a second process stands by and clears up. On Linux that process is seen by no
/// `wait` of the program and raises no SIGCHLD. The server gets PATH, HOME, TMPDIR and
/// what the dynamic linker reads (`LD_...`) from the program's environment.
class embedded_postgres {
public:
    /// Returns when the server takes connections.
    ///
    /// Throws virga::error when PostgreSQL is not installed, the folder cannot be made or has too long a name
    /// for a socket, or the server does not start (with the end of its log).
    explicit embedded_postgres(const embedded_options& options = {})
        : bin_{detail::find_postgres(options.places)}, folder_{new_folder(options)}, caretaker_{start(options)} {
        const virga::detail::deadline end{options.timeout};
        while (not is_ready()) {
            if (const auto said = caretaker_.listen(2)) throw error(words_for(*said));
            if (end.has_passed())
                throw error(
                    fmt::format("embedded_postgres: the server did not start within {} ms (embedded_options::timeout){}",
                                virga::detail::capped(options.timeout).count(), log_end()));
        }
    }

    embedded_postgres(const embedded_postgres&) = delete;
    embedded_postgres& operator=(const embedded_postgres&) = delete;

    /// Stops the server, whoever is connected, and removes its folder; returns when both are gone. In a forked
    /// copy of the program it does neither.
    ~embedded_postgres() = default;

    /// The address of a database for libpq and everything built upon it. The server is not asked whether the
    /// database exists.
    std::string url(std::string_view database = "postgres") const {
        // The port is written out, as libpq would otherwise take it from PGPORT.
        using virga::detail::percent_encoded;
        return fmt::format("postgresql://postgres@/{}?host={}&port=5432", percent_encoded(database),
                           percent_encoded(folder_.native()));
    }

    /// The folder of the unix socket: what `psql --host` takes.
    const std::filesystem::path& socket_directory() const noexcept { return folder_; }

    /// The folder of the programs of the server's version: psql, pg_dump and so on, where they are installed.
    const std::filesystem::path& bin_directory() const noexcept { return bin_; }

private:
    /// A name for the server's folder that no other has. The caretaker makes the folder, so that there is
    /// none without someone to remove it.
    static std::filesystem::path new_folder(const embedded_options& options) {
        std::error_code failed;
        auto parent = options.folder.empty() ? std::filesystem::temp_directory_path(failed) : options.folder;
        if (not failed) parent = std::filesystem::absolute(parent, failed);
        if (failed)
            throw error(fmt::format("embedded_postgres: the temporary folder cannot be used: {}; set TMPDIR or "
                                    "embedded_options::folder to one that can",
                                    failed.message()));
        std::string name = "virga-";
        std::random_device random;
        std::uniform_int_distribution<std::size_t> letter{0, 25};
        for (int count = 0; count < 10; ++count) name += "abcdefghijklmnopqrstuvwxyz"[letter(random)];
        auto folder = parent / name;
        if (const auto socket = socket_file(folder); socket.size() >= sizeof(sockaddr_un::sun_path))
            throw error(fmt::format("embedded_postgres: the name of a unix socket has at most {} bytes, and {} has {}; set TMPDIR "
                                    "or embedded_options::folder to a shorter one",
                                    sizeof(sockaddr_un::sun_path) - 1, socket, socket.size()));
        return folder;
    }

    static std::string socket_file(const std::filesystem::path& folder) { return folder / ".s.PGSQL.5432"; }
    std::filesystem::path log_file() const { return folder_ / "log"; }
    std::filesystem::path pid_file() const { return folder_ / "data" / "postmaster.pid"; }

    /// The orders of the caretaker; it copies all of them by being a fork.
    detail::caretaker_process start(const embedded_options& options) {
        const auto runner = detail::account_for_server();
        if (runner) runner_ = " as user " + runner->name;
        const detail::exec_texts initdb{detail::initdb_command(bin_, folder_, options.locale)};
        const detail::exec_texts server{detail::server_command(bin_, folder_, options.settings)};
        const detail::exec_texts removal{detail::removal_command(folder_)};
        const detail::exec_texts environment{detail::server_environment()};
        const std::string access = detail::access_text(options.access);
        const std::string access_file = folder_ / "data" / "pg_hba.conf";
        const std::string log = log_file();
        const std::string pid = pid_file();
        return detail::caretaker_process{{.folder = folder_.c_str(),
                                          .log_file = log.c_str(),
                                          .pid_file = pid.c_str(),
                                          .access_file = access_file.c_str(),
                                          .access = access.c_str(),
                                          .initdb = initdb.data(),
                                          .server = server.data(),
                                          .remove_folder = removal.data(),
                                          .environment = environment.data(),
                                          .changes_user = runner.has_value(),
                                          .user = runner ? runner->user : 0,
                                          .group = runner ? runner->group : 0,
                                          .descriptor_limit = static_cast<int>(::sysconf(_SC_OPEN_MAX))}};
    }

    /// The eighth line of postmaster.pid tells the server's state since PostgreSQL 10.
    bool is_ready() const {
        std::ifstream file{pid_file()};
        std::string line;
        for (int count = 0; count < 8; ++count)
            if (not std::getline(file, line)) return false;
        return line.starts_with("ready") and accepts();
    }

    bool accepts() const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string file = socket_file(folder_);
        file.copy(address.sun_path, sizeof address.sun_path - 1);
        const int caller = ::socket(AF_UNIX, SOCK_STREAM, 0);
        if (caller == -1) return false;
        const bool connected = ::connect(caller, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(caller);
        return connected;
    }

    std::string words_for(const detail::caretaker_report& said) const {
        using enum detail::caretaker_step;
        switch (said.step) {
            case change_user:
                return fmt::format("embedded_postgres: PostgreSQL does not run as root, and it cannot be run{}: {}", runner_,
                                   detail::system_words(said.code));
            case make_folder:
            case open_log:
                return fmt::format("embedded_postgres: the folder {} could not be made{}: {}; set TMPDIR or "
                                   "embedded_options::folder to another place",
                                   folder_.string(), runner_, detail::system_words(said.code));
            case initdb: return fmt::format("embedded_postgres: initdb failed{}{}", ending(said.code), log_end());
            case write_access:
                return fmt::format("embedded_postgres: the file pg_hba.conf could not be written{}: {}", runner_,
                                   detail::system_words(said.code));
            case server:
                return fmt::format("embedded_postgres: the server ended while it started{}{}", ending(said.code), log_end());
        }
        return "embedded_postgres: the server did not start";
    }

    static std::string ending(int status) {
        return WIFEXITED(status) ? fmt::format(" (exit status {})", WEXITSTATUS(status))
                                 : fmt::format(" (signal {})", WTERMSIG(status));
    }

    /// The last 2000 bytes of the server's log, as the end of a sentence.
    std::string log_end() const {
        std::ifstream file{log_file()};
        std::string text{std::istreambuf_iterator<char>{file}, {}};
        if (text.empty()) return "; its log is empty";
        if (text.size() > 2000) text.erase(0, text.find('\n', text.size() - 2000) + 1);
        while (text.ends_with('\n')) text.pop_back();
        return fmt::format("; its log ends with:\n{}", text);
    }

    std::filesystem::path bin_;
    std::filesystem::path folder_;
    std::string runner_;
    detail::caretaker_process caretaker_;  // the last member: what it does is over before another goes
};
}  // namespace virga::testing
