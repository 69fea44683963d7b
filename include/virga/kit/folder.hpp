// virga/kit/folder.hpp: migrations as they lie on disk.
#pragma once

#include <algorithm>     // std::ranges::sort, std::min
#include <array>         // std::array
#include <cerrno>        // errno
#include <cstddef>       // std::size_t
#include <filesystem>    // std::filesystem::path
#include <fstream>       // std::ifstream
#include <ios>           // std::ios_base::failure, std::streamsize
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code, std::generic_category
#include <utility>       // std::move
#include <vector>        // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>                  // virga::kit::kit_error
#include <virga/kit/folder/line_ends.hpp>       // virga::kit::as_run, is_hash_of
#include <virga/kit/folder/migration_name.hpp>  // virga::kit::is_migration_name
#include <virga/kit/folder/sha256.hpp>          // virga::kit::sha256
#include <virga/kit/model/lists.hpp>            // virga::kit::detail::count
#include <virga/text/sql_statements.hpp>        // virga::detail::first_word

/// The layout of Drizzle 1.0: `<UTC yyyymmddhhmmss>_<name>/{migration.sql,snapshot.json}`.
namespace virga::kit {
using virga::detail::first_word;

/// Stands between two statements of a migration.sql, as Drizzle writes and reads it.
inline constexpr std::string_view breakpoint = "--> statement-breakpoint";

/// The first line of a migration.sql that runs outside of a transaction. It is a comment, which other migrators pass over.
inline constexpr std::string_view outside_mark = "-- virga: outside of a transaction";

/// A part of a migration.sql between two breakpoints.
struct file_statement {
    std::string sql;
    std::size_t line = 1;  ///< in the file, of the statement's first word
};

/// One folder of migrations.
struct migration {
    std::string name;              ///< of its folder: `20260102030405_create_post`
    std::filesystem::path folder;  ///< where it lies
    std::string sql;               ///< the whole text of migration.sql
    std::string hash;              ///< SHA-256 of that text, 64 hexadecimal digits

    /// Whether the file with this hash is the same but for line ends: what one computer applied, another may have got from version
    /// control with others.
    [[nodiscard]] bool was_hashed_as(std::string_view recorded) const { return is_hash_of(recorded, sql, hash); }
    /// Whether it runs outside of a transaction, as its first line says.
    [[nodiscard]] bool runs_outside() const {
        const std::string text = as_run(sql);
        const std::string_view first = std::string_view{text}.substr(0, text.find('\n'));
        return first == outside_mark;
    }
    [[nodiscard]] std::filesystem::path sql_file() const { return folder / "migration.sql"; }
    [[nodiscard]] std::filesystem::path snapshot_file() const { return folder / "snapshot.json"; }
};

namespace detail {
/// Whether something stands at a path, if only a link that leads nowhere. Errors: filesystem_error where that cannot be seen.
[[nodiscard]] inline bool stands(const std::filesystem::path& path) {
    return std::filesystem::exists(std::filesystem::symlink_status(path));
}

/// What a path is that should be a file, as the rest of a sentence; empty for a file, which may still be unreadable.
[[nodiscard]] inline std::string instead_of_a_file(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    std::error_code failure;
    switch (fs::status(path, failure).type()) {
        case fs::file_type::regular: return {};
        case fs::file_type::directory: return "is a folder, where a file should be. Move it away, and put the file in its place.";
        case fs::file_type::not_found:
            return fs::is_symlink(fs::symlink_status(path, failure)) ? "is a link that leads nowhere. Put the file in its place."
                                                                     : "does not exist.";
        case fs::file_type::none: return "cannot be read: " + failure.message() + ".";
        default: return "is neither a file nor a folder. Put the file in its place.";  // reading from a pipe could wait for ever
    }
}
}  // namespace detail

/// The bytes of a file. Errors: `kit_error` naming the path when it is no file or cannot be read.
[[nodiscard]] inline std::string read_file(const std::filesystem::path& file) {
    if (const std::string other = detail::instead_of_a_file(file); not other.empty()) {
        throw kit_error(fmt::format("The path {} {}", file.string(), other));
    }
    const auto refuse = [&file](int reason) {
        throw kit_error(fmt::format("The file {} cannot be read{}", file.string(),
                                    reason == 0 ? "." : ": " + std::generic_category().message(reason) + "."));
    };
    errno = 0;
    std::ifstream stream{file, std::ios::binary};
    if (not stream.is_open()) refuse(errno);
    std::string text;
    std::error_code unknown;
    if (const auto size = std::filesystem::file_size(file, unknown); not unknown) text.reserve(size);
    try {
        std::array<char, 65536> part;
        while (const std::streamsize size = stream.rdbuf()->sgetn(part.data(), part.size())) {
            text.append(part.data(), static_cast<std::size_t>(size));
        }
    } catch (const std::ios_base::failure&) {  // the standard library throws it when the disk fails
        refuse(errno);
    }
    return text;
}

/// The statements of a migration.sql: its parts between breakpoints, those without a word left out. As in
/// Drizzle the text is cut without a look at its SQL, so a part can hold several statements. The text is that of `as_run`.
[[nodiscard]] inline std::vector<file_statement> statements_of(std::string_view file) {
    const std::string text = as_run(file);
    std::string_view sql = text;
    std::vector<file_statement> statements;
    std::size_t line = 1;
    while (true) {
        const std::size_t end = std::min(sql.find(breakpoint), sql.size());
        const std::string_view part = sql.substr(0, end);
        const std::size_t word = first_word(part);
        if (word != part.size()) {
            const auto lines_before = static_cast<std::size_t>(detail::count(part.substr(0, word), '\n'));
            statements.push_back({std::string{part}, line + lines_before});
        }
        if (end == sql.size()) return statements;
        line += static_cast<std::size_t>(detail::count(part, '\n'));
        sql.remove_prefix(end + breakpoint.size());
    }
}

namespace detail {
/// What is wrong with something beside the migrations that is no folder, as the rest of a sentence; empty for what does not
/// look like a migration.
[[nodiscard]] inline std::string fault_of_other(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    const std::string name = path.filename().string();
    const bool is_old = name.ends_with(".sql") and '0' <= name[0] and name[0] <= '9';  // as in the layout of drizzle-kit before 1.0
    if (not is_old and not begins_with_digits(name)) return {};
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::none) return "cannot be read: " + failure.message() + ".";
    if (status.type() == fs::file_type::not_found) return "is a link that leads nowhere. Mend it, or remove it.";
    return "has a name like that of a migration, but is no folder: the SQL of one lies in `yyyymmddhhmmss_name/migration.sql`. "
           "Move it there, or away.";
}

/// Whether a folder holds nothing but hidden files, as one can be left where version control took the others away.
[[nodiscard]] inline bool is_left_over(const std::filesystem::path& folder) {
    for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator{folder}) {
        if (not entry.path().filename().string().starts_with('.')) return false;
    }
    return true;
}

/// What is wrong with a folder beside the migrations that holds no migration.sql, as the rest of a sentence; empty for one that
/// does not look like a migration. Passed over, its tables would be missing, or created once more by the next one.
[[nodiscard]] inline std::string fault_without_sql(const std::filesystem::path& folder) {
    if (not begins_with_digits(folder.filename().string())) return {};
    if (stands(folder / "snapshot.json")) {
        return "holds a snapshot.json, but no migration.sql. Restore that file, or remove the folder if it is applied nowhere.";
    }
    if (is_left_over(folder)) return {};
    return "has a name like that of a migration, but holds no migration.sql. Restore that file, or move the folder away.";
}

/// What is wrong with the name of a folder that holds a migration.sql, as the rest of a sentence.
[[nodiscard]] inline std::string fault_of_name(std::string_view name) {
    if (is_migration_name(name)) return {};
    if (begins_with_digits(name) and not begins_with_time(name)) {
        return "holds a migration.sql, but the first 14 digits of its name are no time, `yyyymmddhhmmss` in UTC. Rename it, and "
               "its "
               "row in the table of migrations where it is applied.";
    }
    return "holds a migration.sql, but its name is not that of a migration, `yyyymmddhhmmss_name`. Rename it, or move it away.";
}

/// Refuses a path that is not the folder of the migrations.
inline void check_root(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    if (folder.empty()) throw kit_error("The path of the folder of migrations is empty.");
    const auto refuse = [&folder](const std::string& rest) {
        throw kit_error(fmt::format("The path {} {}", folder.string(), rest));
    };
    if (not fs::exists(folder)) {
        if (fs::is_symlink(fs::symlink_status(folder))) refuse("is a link that leads nowhere. Mend it, or remove it.");
        return;
    }
    if (not fs::is_directory(folder)) refuse("is not a folder, which that of the migrations should be.");
    if (stands(folder / "meta" / "_journal.json")) {
        throw kit_error(fmt::format("The folder {} has the layout of drizzle-kit before 1.0 (meta/_journal.json). Convert it with "
                                    "`drizzle-kit up` of version 1.0 first.", folder.string()));
    }
    for (const char* name : {"migration.sql", "snapshot.json"}) {
        if (not stands(folder / name)) continue;
        if (begins_with_digits(fs::absolute(folder / name).lexically_normal().parent_path().filename().string())) {
            refuse("is one migration. Give the folder that holds them all.");
        }
        throw kit_error(fmt::format("The path {} lies beside the migrations, but belongs into the folder of one, "
                                    "`yyyymmddhhmmss_name`. Move it there, or away.", (folder / name).string()));
    }
}
}  // namespace detail

/// The migrations in `folder`, by name; none when the folder does not exist. Passed over are hidden files and folders (a write
/// that was cut short, a .gitattributes), and what does not look like a migration, such as a README.md or a folder of notes.
///
/// Errors: `kit_error` naming the path, for what looks like a migration and is not a whole one, for the layout of drizzle-kit
/// before 1.0, and when something cannot be read.
[[nodiscard]] inline std::vector<migration> read_folder(const std::filesystem::path& folder) try {
    namespace fs = std::filesystem;
    detail::check_root(folder);
    std::vector<migration> migrations;
    if (not fs::exists(folder)) return migrations;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        const fs::path& path = entry.path();
        std::string name = path.filename().string();
        if (name.starts_with('.')) continue;
        const auto refuse = [&path](std::string_view what, const std::string& rest) {
            if (not rest.empty()) throw kit_error(fmt::format("{}{} {}", what, path.string(), rest));
        };
        std::error_code elsewhere;  // of a link in a circle, for example
        if (not fs::is_directory(path, elsewhere)) {
            refuse("The path ", detail::fault_of_other(path));
            continue;
        }
        if (not detail::stands(path / "migration.sql")) {
            refuse("The folder ", detail::fault_without_sql(path));
            continue;
        }
        refuse("The folder ", detail::fault_of_name(name));
        std::string sql = read_file(path / "migration.sql");
        std::string hash = sha256(sql);
        const fs::path snapshot = path / "snapshot.json";
        if (const std::string other = detail::stands(snapshot) ? detail::instead_of_a_file(snapshot) : ""; not other.empty()) {
            throw kit_error(fmt::format("The path {} {}", snapshot.string(), other));
        }
        migrations.push_back({std::move(name), path, std::move(sql), std::move(hash)});
    }
    std::ranges::sort(migrations, {}, &migration::name);
    return migrations;
} catch (const std::filesystem::filesystem_error& failure) {
    const std::filesystem::path& path = failure.path1().empty() ? folder : failure.path1();
    throw kit_error(fmt::format("The path {} cannot be read: {}.", path.string(), failure.code().message()));
}
}  // namespace virga::kit
