// tests/unit/embedded_postgres.cpp: the throw-away server starts, answers, and leaves nothing behind.
#include <array>         // std::array
#include <cerrno>        // errno
#include <chrono>        // std::chrono::milliseconds
#include <csignal>       // kill
#include <cstdio>        // popen
#include <cstdlib>       // setenv
#include <exception>     // std::exception
#include <filesystem>    // std::filesystem::path
#include <fstream>       // std::ifstream
#include <iterator>      // std::istreambuf_iterator
#include <optional>      // std::optional
#include <string>        // std::string
#include <system_error>  // std::error_code
#include <thread>        // std::this_thread::sleep_for
#include <utility>       // std::move

#include <fcntl.h>     // fcntl
#include <sys/stat.h>  // chmod
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // fork

#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres

#include "../catch.hpp"

namespace {

using namespace std::chrono_literals;
using virga::testing::embedded_options;
using virga::testing::embedded_postgres;
namespace files = std::filesystem;

/// What psql prints for `sql`, without the last line's end.
std::string answer(const embedded_postgres& server, const std::string& sql, const std::string& database = "postgres") {
    const auto program = server.bin_directory() / "psql";
    const std::string command = program.string() + " '" + server.url(database) + "' -XAtc '" + sql + "' 2>&1";
    FILE* const out = ::popen(command.c_str(), "r");
    REQUIRE(out != nullptr);
    std::string text;
    for (std::array<char, 256> part{}; std::fgets(part.data(), part.size(), out) != nullptr;) text += part.data();
    ::pclose(out);
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

/// A place for servers' folders of which everything that is there can be told to be ours.
class own_place {
public:
    own_place() {
        std::string name = "/tmp/virga-test-XXXXXX";
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        REQUIRE(::chmod(name.c_str(), 0777) == 0);  // for the user that runs the server in root's stead
        path_ = name;
    }
    own_place(const own_place&) = delete;
    own_place& operator=(const own_place&) = delete;
    ~own_place() {
        std::error_code ignored;
        files::remove_all(path_, ignored);
    }

    const files::path& path() const { return path_; }
    embedded_options options() const { return {.folder = path_}; }
    bool is_empty() const { return files::is_empty(path_); }

    /// How many processes work in the place or were given its name.
    int processes() const {
        int count = 0;
#if defined(__linux__)
        for (const auto& entry : files::directory_iterator{"/proc"}) {
            std::error_code unreadable;
            std::string words;
            try {
                std::ifstream file{entry.path() / "cmdline"};
                words.assign(std::istreambuf_iterator<char>{file}, {});
            } catch (const std::exception&) {  // it has ended meanwhile
                continue;
            }
            const auto folder = files::read_symlink(entry.path() / "cwd", unreadable).string();
            if (words.find(path_.string()) != words.npos or folder.starts_with(path_.string())) ++count;
        }
#else
        FILE* const out = ::popen(("pgrep -f " + path_.string() + " | wc -l").c_str(), "r");
        if (std::fscanf(out, "%d", &count) != 1) count = 0;
        ::pclose(out);
#endif
        return count;
    }

    /// Whether neither file nor process is left, within 10 s.
    bool is_deserted() const {
        for (int attempt = 0; attempt < 1'000; ++attempt) {
            if (is_empty() and processes() == 0) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }

private:
    files::path path_;
};

/// A process of its own, and in a process group of its own, that has a server in `place`. It writes a letter
/// to `ready` when the server has started, and stays.
class server_owner {
public:
    template <class After>
    server_owner(const own_place& place, After after) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            ::setpgid(0, 0);
            for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, SIG_DFL);  // not Catch's handlers
            try {
                const embedded_postgres server{place.options()};
                after();
                if (::write(ends[1], "r", 1) == 1) ::pause();
            } catch (const std::exception& problem) {
                std::fputs(problem.what(), stderr);
            }
            ::_exit(1);
        }
        ::setpgid(process_, process_);
        ::close(ends[1]);
        ready_ = ends[0];
    }
    explicit server_owner(const own_place& place) : server_owner(place, [] {}) {}
    server_owner(const server_owner&) = delete;
    server_owner& operator=(const server_owner&) = delete;
    ~server_owner() {
        if (process_ > 0) end(SIGKILL);
        ::close(ready_);
    }

    bool becomes_ready() const {
        char letter = 0;
        return ::read(ready_, &letter, 1) == 1;
    }

    void end(int number, bool group = false) {
        ::kill(group ? -process_ : process_, number);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }

private:
    pid_t process_ = -1;
    int ready_ = -1;
};

/// What construction with `options` throws; empty if it throws nothing.
std::string refusal(const embedded_options& options) {
    try {
        const embedded_postgres server{options};
    } catch (const virga::error& problem) {
        return problem.what();
    }
    return "";
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

int open_descriptors() {
    int count = 0;
    for (int number = 0; number < 256; ++number)
        if (::fcntl(number, F_GETFD) != -1) ++count;
    return count;
}

/// An environment variable for as long as this lives.
class with_variable {
public:
    with_variable(const char* name, const char* value) : name_{name} {
        if (const char* old = std::getenv(name)) old_ = old;
        ::setenv(name, value, 1);
    }
    with_variable(const with_variable&) = delete;
    with_variable& operator=(const with_variable&) = delete;
    ~with_variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }

private:
    const char* name_;
    std::optional<std::string> old_;
};

volatile std::sig_atomic_t children_heard = 0;
}  // namespace

TEST_CASE("an embedded server answers, takes settings, and is gone with its object", "[embedded_postgres]") {
    const own_place place;
    const int descriptors = open_descriptors();
    {
        auto options = place.options();
        options.settings = {"work_mem=7MB", "application_name=it's"};
        const with_variable port{"PGPORT", "1"};  // neither the server nor the address may heed it
        const embedded_postgres server{options};
        CHECK(answer(server, "select 1 + 1, current_user, current_database()") == "2|postgres|postgres");
        CHECK(answer(server, "show work_mem") == "7MB");
        CHECK(answer(server, "show server_encoding") == "UTF8");
        CHECK(answer(server, "show listen_addresses").empty());
        CHECK(answer(server, "show TimeZone") == "UTC");
        CHECK(server.socket_directory().parent_path() == place.path());
        CHECK(place.processes() > 1);

        CHECK(answer(server, "create database \"a b/ü\"") == "CREATE DATABASE");
        CHECK(holds(server.url("a b/ü"), "@/a%20b%2F%C3%BC?host=%2Ftmp%2F"));
        CHECK(answer(server, "select current_database()", "a b/ü") == "a b/ü");
    }
    CHECK(place.is_empty());
    CHECK(place.processes() == 0);
    CHECK(open_descriptors() == descriptors);
    errno = 0;
    CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
    CHECK(errno == ECHILD);
}

TEST_CASE("an embedded server asks the roles for a password that its access says", "[embedded_postgres]") {
    const own_place place;
    auto options = place.options();
    options.access = {"local all asked scram-sha-256", "local all shut reject"};
    const embedded_postgres server{options};
    CHECK(answer(server, "create role asked login password $$right$$") == "CREATE ROLE");
    CHECK(answer(server, "create role shut login; create role free login") == "CREATE ROLE\nCREATE ROLE");

    const auto as = [&](const std::string& user, const char* password) {
        const with_variable given{"PGPASSWORD", password};
        const std::string program = server.bin_directory() / "psql";
        std::string url = server.url();
        url.replace(url.find("postgres@"), 8, user);
        FILE* const out = ::popen((program + " '" + url + "' -wXAtc 'select current_user' 2>&1").c_str(), "r");
        std::string text;
        for (std::array<char, 256> part{}; std::fgets(part.data(), part.size(), out) != nullptr;) text += part.data();
        ::pclose(out);
        return text;
    };
    CHECK(as("asked", "right") == "asked\n");
    CHECK(holds(as("asked", "wrong"), "password authentication failed"));
    CHECK(holds(as("shut", "right"), "rejects connection"));
    CHECK(as("free", "wrong") == "free\n");
}

TEST_CASE("an embedded server does not get the secrets of the program's environment", "[embedded_postgres]") {
    const own_place place;
    const with_variable url{"DATABASE_URL", "postgresql://ada:s3cret@h/d"};
    const with_variable password{"PGPASSWORD", "s3cret"};
    const with_variable token{"API_TOKEN", "s3cret"};
    const embedded_postgres server{place.options()};
    const std::string seen = answer(server, "create temp table seen (line text); copy seen from program $$env$$; "
                                            "select string_agg(line, chr(10)) from seen");
    CHECK(seen.find("\nPATH=") != std::string::npos);
    CHECK(seen.find("s3cret") == std::string::npos);
}

TEST_CASE("two embedded servers run at once and are apart", "[embedded_postgres]") {
    const own_place place;
    {
        const embedded_postgres first{place.options()};
        const embedded_postgres second{place.options()};
        CHECK(first.url() != second.url());
        CHECK(answer(first, "create table t as select 1 as n") == "SELECT 1");
        CHECK(holds(answer(second, "select n from t"), "does not exist"));
    }
    CHECK(place.is_empty());
    CHECK(place.processes() == 0);
}

TEST_CASE("an embedded server stops at once under a busy connection", "[embedded_postgres]") {
    const own_place place;
    std::optional<embedded_postgres> server{std::in_place, place.options()};
    std::string said;
    std::thread client{[&, url = server->url(), bin = server->bin_directory()] {
        FILE* const out = ::popen((bin.string() + "/psql '" + url + "' -c 'select pg_sleep(60)' 2>&1").c_str(), "r");
        ::pclose(out);
    }};
    std::this_thread::sleep_for(200ms);
    const auto start = std::chrono::steady_clock::now();
    server.reset();
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    client.join();
    CHECK(place.is_empty());
    CHECK(place.processes() == 0);
}

#if defined(__linux__)
TEST_CASE("an embedded server stays out of the program's waiting for its children", "[embedded_postgres]") {
    children_heard = 0;
    struct sigaction ours{};
    struct sigaction before{};
    ours.sa_handler = [](int) { children_heard = children_heard + 1; };
    REQUIRE(::sigaction(SIGCHLD, &ours, &before) == 0);
    {
        const embedded_postgres server;
        errno = 0;
        CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
        CHECK(errno == ECHILD);
    }
    CHECK(children_heard == 0);
    ::sigaction(SIGCHLD, &before, nullptr);
}
#endif

TEST_CASE("a killed program leaves nothing of its embedded server", "[embedded_postgres]") {
    const own_place place;
    for (const auto delay : {0ms, 20ms, 50ms, 100ms, 200ms, 400ms, 800ms}) {
        server_owner owner{place};
        std::this_thread::sleep_for(delay);
        owner.end(SIGKILL);
        INFO("killed after " << delay.count() << " ms");
        CHECK(place.is_deserted());
    }
    server_owner owner{place};
    REQUIRE(owner.becomes_ready());
    owner.end(SIGKILL);
    CHECK(place.is_deserted());
}

TEST_CASE("a program interrupted at its terminal leaves nothing of its embedded server", "[embedded_postgres]") {
    const own_place place;
    server_owner owner{place};
    REQUIRE(owner.becomes_ready());
    owner.end(SIGINT, true);
    CHECK(place.is_deserted());
}

TEST_CASE("a killed program's server is gone even if a fork of the program lives on", "[embedded_postgres]") {
    const own_place place;
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const auto leave_a_copy = [&] {
        const pid_t copy = ::fork();
        if (copy == 0) ::pause();
        if (::write(ends[1], &copy, sizeof copy) == -1) ::_exit(1);
    };
    server_owner owner{place, leave_a_copy};
    REQUIRE(owner.becomes_ready());
    owner.end(SIGKILL);
    CHECK(place.is_deserted());
    pid_t copy = 0;
    REQUIRE(::read(ends[0], &copy, sizeof copy) == sizeof copy);
    CHECK(::kill(copy, SIGKILL) == 0);
    for (const int end : ends) ::close(end);
}

TEST_CASE("a forked copy of the program does not stop an embedded server", "[embedded_postgres]") {
    std::optional<embedded_postgres> server{std::in_place};
    const pid_t copy = ::fork();
    if (copy == 0) {
        server.reset();
        ::_exit(0);
    }
    REQUIRE(::waitpid(copy, nullptr, 0) == copy);
    CHECK(answer(*server, "select 1") == "1");
}

TEST_CASE("an embedded server that was killed leaves nothing either", "[embedded_postgres]") {
    const own_place place;
    {
        const embedded_postgres server{place.options()};
        std::ifstream file{server.socket_directory() / "data" / "postmaster.pid"};
        pid_t postmaster = 0;
        REQUIRE(file >> postmaster);
        REQUIRE(::kill(postmaster, SIGKILL) == 0);
    }
    CHECK(place.is_empty());
    CHECK(place.processes() == 0);
}

TEST_CASE("an embedded server that cannot start says why", "[embedded_postgres]") {
    const own_place place;

    auto options = place.options();
    options.settings = {"no_such_setting=1"};
    auto words = refusal(options);
    CHECK(holds(words, "embedded_postgres: the server ended while it started (exit status 1); its log ends with:\n"));
    CHECK(holds(words, "unrecognized configuration parameter \"no_such_setting\""));

    options = place.options();
    options.locale = "xx_YY";
    words = refusal(options);
    CHECK(holds(words, "embedded_postgres: initdb failed (exit status 1); its log ends with:\n"));
    CHECK(holds(words, "invalid locale name"));

    options = place.options();
    options.timeout = 5ms;
    CHECK(holds(refusal(options), "did not start within 5 ms"));
    options.timeout = std::chrono::milliseconds::min();
    CHECK(holds(refusal(options), "did not start within 0 ms"));
    options.timeout = std::chrono::milliseconds::max();
    CHECK(refusal(options).empty());

    CHECK(place.is_empty());
    CHECK(place.processes() == 0);
}

TEST_CASE("an embedded server names the folder that it cannot use", "[embedded_postgres]") {
    const own_place place;
    auto options = place.options();
    options.folder = place.path() / "missing";
    CHECK(holds(refusal(options), "embedded_postgres: the folder " + options.folder.string() + "/virga-"));
    CHECK(holds(refusal(options), "could not be made"));

    options.folder = place.path() / std::string(100, 'x');
    CHECK(holds(refusal(options), "the name of a unix socket has at most "));
    CHECK(place.is_empty());
}

TEST_CASE("a missing PostgreSQL is a sentence that says what to install", "[embedded_postgres]") {
    const own_place place;
    auto options = place.options();
    options.places = {};
    auto words = refusal(options);
    CHECK(holds(words, "embedded_postgres: initdb and postgres were not found; install PostgreSQL"));
    CHECK(holds(words, "apt-get install postgresql"));
    CHECK(holds(words, "VIRGA_POSTGRES_BIN"));
    CHECK(holds(words, "no place, as embedded_options::places is empty"));

    options.places = {"/nowhere/bin", place.path()};
    CHECK(holds(refusal(options), "looked in: /nowhere/bin, " + place.path().string()));

    const with_variable named{"VIRGA_POSTGRES_BIN", "/nowhere/named"};
    CHECK(refusal({}).ends_with("looked in: /nowhere/named"));
}

TEST_CASE("PostgreSQL is found through links and in the usual places", "[embedded_postgres]") {
    const own_place place;
    const auto bin = virga::testing::detail::find_postgres(virga::testing::postgres_places());
    files::create_symlink(bin / "initdb", place.path() / "initdb");
    CHECK(virga::testing::detail::find_postgres(std::array{place.path()}) == bin);

    const auto parent = place.path() / "at16";  // whose number is no version's
    for (const char* version : {"9.6", "15", "8"}) files::create_directories(parent / version / "bin");
    // Not by name: "9.6" is older than "15".
    const auto found = virga::testing::detail::folders_like((parent / "*" / "bin").c_str());
    REQUIRE(found.size() == 3);
    CHECK(found.front().parent_path().filename() == "15");
}
