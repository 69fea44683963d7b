// What a program can leave behind.
#pragma once

#include <dirent.h>  // opendir
#include <malloc.h>  // mallinfo2

#include <cstddef>  // std::size_t
#include <cstdlib>  // std::getenv
#include <string>   // std::string

namespace virga_test {

inline std::size_t entries(const std::string& folder, const std::string& prefix = "") {
    std::size_t count = 0;
    DIR* const open = ::opendir(folder.c_str());
    if (open == nullptr) return 0;
    while (const dirent* const entry = ::readdir(open))
        if (const std::string name = entry->d_name; name[0] != '.' and name.starts_with(prefix)) ++count;
    ::closedir(open);
    return count;
}

/// File descriptors, threads, and folders of neon_ws_client.
struct belongings {
    std::size_t descriptors = entries("/proc/self/fd");
    std::size_t threads = entries("/proc/self/task");
    std::size_t folders = entries(temporary(), "virga-ws-");

    bool operator==(const belongings&) const = default;

private:
    static std::string temporary() {
        const char* const named = std::getenv("TMPDIR");
        return named == nullptr ? "/tmp" : named;
    }
};

/// The bytes that the program has allocated; 0 under AddressSanitizer, which counts them itself.
inline std::size_t allocated() {
    const auto now = ::mallinfo2();
    return now.uordblks + now.hblkhd;
}
}  // namespace virga_test
