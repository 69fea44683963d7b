// tests/unit/kit_scratch.hpp: a folder of a test's own, and the kit's command line on it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <virga/kit/folder.hpp>
#include <virga/kit/snapshot.hpp>

namespace virga_test {

/// A new folder, gone at the end.
class scratch_folder {
public:
    scratch_folder() : path_(std::filesystem::temp_directory_path() / ("virga-test-" + virga::kit::fresh_id())) {
        std::filesystem::create_directories(path_);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline void write_text(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

/// The names of all entries of a folder, hidden ones too, sorted.
inline std::vector<std::string> entries(const std::filesystem::path& folder) {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) all.push_back(entry.path().filename().string());
    std::ranges::sort(all);
    return all;
}
}  // namespace virga_test
