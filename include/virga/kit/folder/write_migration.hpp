// virga/kit/folder/write_migration.hpp: a new migration on disk, whole or not at all.
#pragma once

#include <cerrno>        // errno
#include <chrono>        // std::chrono
#include <cstddef>       // std::size_t
#include <filesystem>    // std::filesystem::path
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code, std::generic_category

#include <fcntl.h>   // open
#include <unistd.h>  // fsync, write, close

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>     // virga::kit::kit_error
#include <virga/kit/snapshot.hpp>  // virga::kit::fresh_id

namespace virga::kit {

namespace detail {

[[noreturn]] inline void refuse_write(const std::filesystem::path& path, int reason) {
    throw kit_error(fmt::format("The file {} cannot be written: {}.", path.string(), std::generic_category().message(reason)));
}

/// A file or folder that is closed in any case.
class descriptor {
public:
    descriptor(const std::filesystem::path& path, int flags) : path_(path), number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
        if (number_ < 0) refuse_write(path_, errno);
    }
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() { ::close(number_); }

    void write(std::string_view text) const {
        while (not text.empty()) {
            const auto written = ::write(number_, text.data(), text.size());
            if (written < 0 and errno == EINTR) continue;
            if (written < 0) refuse_write(path_, errno);
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    /// Waits until what was written is on the disk.
    void settle() const {
        if (::fsync(number_) != 0 and errno != EINVAL) refuse_write(path_, errno);  // EINVAL: not on this file system
    }

private:
    const std::filesystem::path& path_;
    int number_;
};

inline void write_file(const std::filesystem::path& file, std::string_view text) {
    const descriptor opened{file, O_WRONLY | O_CREAT | O_EXCL};
    opened.write(text);
    opened.settle();
}

/// A hidden folder that is gone when its owner is, unless it got its real name before.
class hidden_folder {
public:
    explicit hidden_folder(const std::filesystem::path& beside) : path_(beside / (".virga-" + fresh_id())) {
        std::filesystem::create_directory(path_);
    }
    hidden_folder(const hidden_folder&) = delete;
    hidden_folder& operator=(const hidden_folder&) = delete;
    ~hidden_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};
}  // namespace detail

namespace detail {

/// Removes hidden folders that a killed process left: those of ten minutes ago, as a write takes milliseconds.
inline void remove_leftovers(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code ignored;  // they are in nobody's way
    const auto limit = fs::file_time_type::clock::now() - std::chrono::minutes{10};
    for (fs::directory_iterator at{folder, ignored}, end; not ignored and at != end; at.increment(ignored)) {
        const bool hidden = at->path().filename().string().starts_with(".virga-");
        std::error_code gone;
        if (hidden and fs::last_write_time(at->path(), gone) < limit and not gone) fs::remove_all(at->path(), gone);
    }
}
}  // namespace detail

/// Writes `folder/name/{migration.sql,snapshot.json}` and returns the path of the new folder.
///
/// Both files are written and flushed in a hidden folder beside, which then gets its name in one step: a
/// process that is killed leaves nothing that `read_folder` sees, and the next one removes it. Missing parents are created.
/// Errors: `kit_error` when the folder exists or cannot be written.
inline std::filesystem::path write_migration(const std::filesystem::path& folder, const std::string& name, std::string_view sql,
                                             std::string_view snapshot_json) {
    namespace fs = std::filesystem;
    const fs::path target = folder / name;
    try {
        fs::create_directories(folder);
        if (fs::exists(target)) throw kit_error(fmt::format("The folder {} exists already.", target.string()));
        detail::remove_leftovers(folder);
        const detail::hidden_folder hidden{folder};
        detail::write_file(hidden.path() / "migration.sql", sql);
        detail::write_file(hidden.path() / "snapshot.json", snapshot_json);
        detail::descriptor{hidden.path(), O_RDONLY | O_DIRECTORY}.settle();
        fs::rename(hidden.path(), target);
        detail::descriptor{folder, O_RDONLY | O_DIRECTORY}.settle();
    } catch (const fs::filesystem_error& failure) {
        throw kit_error(fmt::format("The migration {} cannot be written: {}.", target.string(), failure.code().message()));
    }
    return target;
}
}  // namespace virga::kit
