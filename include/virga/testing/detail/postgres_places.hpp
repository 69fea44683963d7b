// virga/testing/detail/postgres_places.hpp: where PostgreSQL's programs may be, and which folder has them.
#pragma once

#include <algorithm>     // std::ranges::sort
#include <charconv>      // std::from_chars
#include <cstddef>       // std::size_t
#include <cstdlib>       // std::getenv
#include <filesystem>    // std::filesystem::path
#include <functional>    // std::greater
#include <span>          // std::span
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code
#include <utility>       // std::pair
#include <vector>        // std::vector

#include <fmt/core.h>  // fmt::format
#include <glob.h>      // glob
#include <unistd.h>    // access

#include <virga/text/error.hpp>  // virga::error

namespace virga::testing::detail {

/// The folders named by the environment variable PATH.
inline std::vector<std::filesystem::path> folders_of_path() {
    const char* const value = std::getenv("PATH");
    std::vector<std::filesystem::path> folders;
    for (std::string_view rest = value == nullptr ? "" : value; not rest.empty();) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        if (end != 0) folders.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return folders;
}

/// The first number in `text`, 0 if it has none.
inline int first_number(std::string_view text) {
    int number = 0;
    text.remove_prefix(std::min(text.find_first_of("0123456789"), text.size()));
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The folders that `pattern` matches, newest version first, a version being the first number in what its
/// star stands for; the pattern itself if there are none, so that an error can say that it was tried.
inline std::vector<std::filesystem::path> folders_like(const char* pattern) {
    const std::size_t star = std::string_view{pattern}.find('*');
    glob_t found{};
    std::vector<std::filesystem::path> folders;
    if (::glob(pattern, GLOB_NOCHECK, nullptr, &found) == 0)
        folders.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    std::ranges::sort(folders, std::greater{}, [star](const std::filesystem::path& folder) {
        const std::string_view text = folder.native();
        return std::pair{first_number(text.substr(std::min(star, text.size()))), text};
    });
    return folders;
}

/// The real folder of `program` if `place` holds it or a link to it, else an empty path.
/// initdb looks for postgres beside itself, so a link must be followed to where both are.
inline std::filesystem::path real_folder(const std::filesystem::path& place, const char* program) {
    std::error_code failed;
    const auto file = std::filesystem::canonical(place / program, failed);
    const bool runs = not failed and std::filesystem::is_regular_file(file, failed) and ::access(file.c_str(), X_OK) == 0;
    return runs ? file.parent_path() : std::filesystem::path{};
}

/// The first folder that holds initdb and postgres, or to which a link in one of `places` leads.
/// Throws virga::error, naming the places, when there is none.
inline std::filesystem::path find_postgres(std::span<const std::filesystem::path> places) {
    std::string looked;
    for (const auto& place : places) {
        const auto folder = real_folder(place, "initdb");
        if (not folder.empty() and not real_folder(folder, "postgres").empty()) return folder;
        looked += (looked.empty() ? "" : ", ") + place.string();
    }
    throw error(fmt::format(
        "embedded_postgres: initdb and postgres were not found; install PostgreSQL (Debian, Ubuntu: apt-get install postgresql; "
        "Fedora: dnf install postgresql-server; macOS: brew install postgresql) or set VIRGA_POSTGRES_BIN to the folder that "
        "holds them; looked in: {}",
        looked.empty() ? "no place, as embedded_options::places is empty" : looked));
}
}  // namespace virga::testing::detail
