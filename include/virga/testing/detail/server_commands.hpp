// virga/testing/detail/server_commands.hpp: what a throw-away server is started with, and by whom.
#pragma once

#include <algorithm>    // std::ranges::any_of
#include <array>        // std::array
#include <filesystem>   // std::filesystem::path
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <pwd.h>     // getpwnam_r
#include <unistd.h>  // geteuid, environ

#include <virga/testing/detail/postgres_places.hpp>  // virga::testing::detail::folders_of_path
#include <virga/text/error.hpp>                      // virga::error

#if defined(__APPLE__)
extern "C" char** environ;  // no header there declares it
#endif

namespace virga::testing::detail {

/// Texts in the form that execve takes them.
class exec_texts {
public:
    explicit exec_texts(std::vector<std::string> texts) : texts_{std::move(texts)} {
        for (auto& text : texts_) pointers_.push_back(text.data());
        pointers_.push_back(nullptr);
    }
    exec_texts(const exec_texts&) = delete;
    exec_texts& operator=(const exec_texts&) = delete;

    /// A null ends it; lives as long as this.
    char* const* data() const { return pointers_.data(); }

private:
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

/// What programs need of the caller's environment. The rest may change the server or its words, and may hold secrets, which
/// would be another user's to see where the server does not run as the caller.
inline std::vector<std::string> server_environment() {
    std::vector<std::string> texts{"LC_ALL=C", "TZ=UTC"};
    for (char** at = environ; *at != nullptr; ++at) {
        const std::string_view text{*at};
        const bool is_needed = std::ranges::any_of(std::array{"PATH=", "HOME=", "TMPDIR=", "LD_", "DYLD_"},
                                                   [&](std::string_view start) { return text.starts_with(start); });
        if (is_needed) texts.emplace_back(text);
    }
    return texts;
}

inline std::vector<std::string> initdb_command(const std::filesystem::path& bin, const std::filesystem::path& folder,
                                               const std::string& locale) {
    return {bin / "initdb",       "--pgdata=" + (folder / "data").string(),
            "--username=postgres", "--auth=trust",
            "--encoding=UTF8",    "--locale=" + locale,
            "--no-sync"};
}

/// A server that listens on a unix socket in `folder` only, and that may lose data in a crash.
inline std::vector<std::string> server_command(const std::filesystem::path& bin, const std::filesystem::path& folder,
                                               const std::vector<std::string>& settings) {
    std::string quoted_folder = "\"";  // the setting is a list: a comma would part it
    for (const char character : folder.native()) quoted_folder.append(character == '"' ? 2 : 1, character);
    quoted_folder += '"';
    std::vector<std::string> command{bin / "postgres", "-D", folder / "data"};
    const auto set = [&](const std::string& setting) { command.insert(command.end(), {"-c", setting}); };
    for (const char* setting : {"listen_addresses=", "port=5432", "max_connections=100", "shared_buffers=16MB",
                                "fsync=off", "synchronous_commit=off", "full_page_writes=off"})
        set(setting);
    set("dynamic_shared_memory_type=mmap");  // files in the folder, so that none outlives a kill in /dev/shm
    set("unix_socket_directories=" + quoted_folder);
    for (const auto& setting : settings) set(setting);
    return command;
}

/// The text of pg_hba.conf: the lines given, then those of `initdb --auth=trust`. Empty without any: initdb's own is
/// the same.
inline std::string access_text(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + '\n';
    if (lines.empty()) return text;
    for (const char* database : {"all", "replication"})
        for (const char* from : {"local * all", "host * all 127.0.0.1/32", "host * all ::1/128"}) {
            const std::string line{from};
            const auto star = line.find('*');
            text += line.substr(0, star) + database + line.substr(star + 1) + " trust\n";
        }
    return text;
}

inline std::vector<std::string> removal_command(const std::filesystem::path& folder) {
    std::filesystem::path program = "/bin/rm";
    for (const auto& place : folders_of_path())
        if (::access((place / "rm").c_str(), X_OK) == 0) {
            program = place / "rm";
            break;
        }
    return {program, "-rf", "--", folder};
}

/// A user of the system.
struct account {
    std::string name;
    uid_t user;
    gid_t group;
};

/// Who must run the server: nobody but the caller unless that is root, which PostgreSQL refuses.
inline std::optional<account> account_for_server() {
    if (::geteuid() != 0) return std::nullopt;
    for (const char* name : {"postgres", "nobody"}) {
        std::vector<char> text(16'384);
        passwd entry{};
        passwd* found = nullptr;
        if (::getpwnam_r(name, &entry, text.data(), text.size(), &found) == 0 and found != nullptr)
            return account{name, entry.pw_uid, entry.pw_gid};
    }
    throw error("embedded_postgres: PostgreSQL does not run as root, and this system has neither a user postgres nor a "
                "user nobody to run it: run as another user");
}
}  // namespace virga::testing::detail
