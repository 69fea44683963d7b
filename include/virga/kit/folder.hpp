// virga/kit/folder.hpp: migrations as they lie on disk.
#pragma once

#include <algorithm>    // std::min, std::ranges::count, std::ranges::sort
#include <cstddef>      // std::size_t
#include <filesystem>   // std::filesystem::path
#include <fstream>      // std::ifstream
#include <iterator>     // std::istreambuf_iterator
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/error.hpp>            // virga::kit::kit_error
#include <virga/kit/line_ends.hpp>        // virga::kit::as_run, is_hash_of
#include <virga/kit/sha256.hpp>           // virga::kit::sha256
#include <virga/text/sql_statements.hpp>  // virga::detail::first_word

/// The layout of Drizzle 1.0: `<UTC yyyymmddhhmmss>_<name>/{migration.sql,snapshot.json}`.
namespace virga::kit {
using virga::detail::first_word;

/// Stands between two statements of a migration.sql, as Drizzle writes and reads it.
inline constexpr std::string_view breakpoint = "--> statement-breakpoint";

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
    [[nodiscard]] std::filesystem::path sql_file() const { return folder / "migration.sql"; }
    [[nodiscard]] std::filesystem::path snapshot_file() const { return folder / "snapshot.json"; }
};

/// The bytes of a file. Errors: `kit_error` naming the file when it cannot be read.
[[nodiscard]] inline std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (not stream.is_open() or stream.bad()) throw kit_error("The file " + file.string() + " cannot be read.");
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
            const auto lines_before = static_cast<std::size_t>(std::ranges::count(part.substr(0, word), '\n'));
            statements.push_back({std::string{part}, line + lines_before});
        }
        if (end == sql.size()) return statements;
        line += static_cast<std::size_t>(std::ranges::count(part, '\n'));
        sql.remove_prefix(end + breakpoint.size());
    }
}

/// Whether `name` is that of a migration: 14 digits, `_`, and letters, digits, `_` or `-`.
[[nodiscard]] inline bool is_migration_name(std::string_view name) {
    const auto is_digit = [](char c) { return c >= '0' and c <= '9'; };
    const auto is_letter = [](char c) { return (c >= 'a' and c <= 'z') or (c >= 'A' and c <= 'Z'); };
    if (name.size() < 16 or name[14] != '_' or not std::ranges::all_of(name.substr(0, 14), is_digit)) return false;
    return std::ranges::all_of(name.substr(15), [&](char c) { return is_digit(c) or is_letter(c) or c == '_' or c == '-'; });
}

/// The migrations in `folder`, by name; none when the folder does not exist. Files, hidden folders (a write
/// that was cut short) and folders without a migration.sql (as in Drizzle) are passed over.
///
/// Errors: `kit_error` for the layout of drizzle-kit before 1.0, for a folder whose name has no time, for a snapshot
/// without its migration.sql, and when something cannot be read.
[[nodiscard]] inline std::vector<migration> read_folder(const std::filesystem::path& folder) try {
    namespace fs = std::filesystem;
    if (fs::exists(folder / "meta" / "_journal.json")) {
        throw kit_error("The folder " + folder.string() + " has the layout of drizzle-kit before 1.0 (meta/_journal.json). "
                        "Convert it with `drizzle-kit up` of version 1.0 first.");
    }
    std::vector<migration> migrations;
    if (not fs::exists(folder)) return migrations;
    if (not fs::is_directory(folder)) throw kit_error("The path " + folder.string() + " is not a folder.");
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        std::string name = entry.path().filename().string();
        if (name.starts_with('.')) continue;
        if (not fs::exists(entry.path() / "migration.sql")) {
            // Passed over, its tables would be created once more by the next one.
            if (is_migration_name(name) and fs::exists(entry.path() / "snapshot.json")) {
                throw kit_error("The folder " + entry.path().string() + " holds a snapshot.json, but no migration.sql. Restore that "
                                "file, or remove the folder if it is applied nowhere.");
            }
            continue;
        }
        if (not is_migration_name(name)) {
            throw kit_error("The folder " + entry.path().string() + " holds a migration.sql, but its name is not that of a "
                            "migration, `yyyymmddhhmmss_name`. Rename it, or move it away.");
        }
        std::string sql = read_file(entry.path() / "migration.sql");
        std::string hash = sha256(sql);
        migrations.push_back({std::move(name), entry.path(), std::move(sql), std::move(hash)});
    }
    std::ranges::sort(migrations, {}, &migration::name);
    return migrations;
} catch (const std::filesystem::filesystem_error& failure) {
    throw kit_error("The folder " + folder.string() + " cannot be read: " + failure.code().message() + ".");
}
}  // namespace virga::kit
