// What a program can leave behind.
#pragma once

#include <dirent.h>  // opendir
#include <malloc.h>  // mallinfo2
#include <unistd.h>  // getpid

#include <chrono>   // std::chrono::milliseconds
#include <cstddef>  // std::size_t
#include <cstdlib>  // std::getenv
#include <string>   // std::string
#include <thread>   // std::this_thread::sleep_for

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
    std::size_t folders = entries(temporary(), "virga-ws-" + std::to_string(::getpid()) + "-");

    bool operator==(const belongings&) const = default;

private:
    static std::string temporary() {
        const char* const named = std::getenv("TMPDIR");
        return named == nullptr ? "/tmp" : named;
    }
};

/// What there is when nothing has changed for 0.2 s: a server in this process needs a moment to close its ends.
inline belongings settled() {
    belongings last;
    for (int still = 0, tries = 0; still != 10 and tries != 500; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        const belongings now;
        still = now == last ? still + 1 : 0;
        last = now;
    }
    return last;
}

/// The bytes that the program has allocated; 0 under AddressSanitizer, which counts them itself.
inline std::size_t allocated() {
    const auto now = ::mallinfo2();
    return now.uordblks + now.hblkhd;
}
}  // namespace virga_test
