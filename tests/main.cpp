// The main of the Catch2 suites. Where VIRGA_TESTS_NEED names a `server`, a `pooler` or an extension of the server, as
// `extension:postgis`, and none is installed it says so and exits with 77, which Meson reports as skipped.
#include <algorithm>    // std::ranges::any_of
#include <cstdint>      // std::uintmax_t
#include <cstdio>       // ::popen, std::fgets
#include <cstdlib>      // std::getenv
#include <filesystem>   // std::filesystem::exists
#include <iostream>     // std::cout
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <system_error>  // std::error_code

#include <unistd.h>  // access

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>  // Catch::Session
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>  // Catch::Session
#endif

#include <virga/testing/embedded_postgres.hpp>  // virga::testing::postgres_places

/// libpqxx 6.4 loses the last result, some kB, when it finds a connection broken: make_result throws before
/// it owns it. One that tests for leaks needs to know.
extern "C" __attribute__((weak)) const char* __lsan_default_suppressions() { return "leak:libpqxx-6"; }

namespace {
/// Whether the server that the tests start has an extension among its files.
bool has_extension(const std::string& name) {
    const auto programs = virga::testing::detail::find_postgres(virga::testing::postgres_places());
    std::FILE* const said = ::popen(("'" + (programs / "pg_config").string() + "' --sharedir 2>/dev/null").c_str(), "r");
    std::string folder(4096, '\0');
    const bool is_said = said != nullptr and std::fgets(folder.data(), static_cast<int>(folder.size()), said) != nullptr;
    if (said != nullptr) ::pclose(said);
    folder.resize(folder.find_first_of(std::string_view{"\n\0", 2}));
    return is_said and std::filesystem::exists(std::filesystem::path{folder} / "extension" / (name + ".control"));
}

/// The servers and folders of the tests lie in memory where there is room: on a disk, making a database takes some times as long.
void work_in_memory() {
    constexpr const char* memory = "/dev/shm";
    constexpr std::uintmax_t needed = std::uintmax_t{1} << 30;
    std::error_code failed;
    const std::filesystem::space_info room = std::filesystem::space(memory, failed);
    if (std::getenv("TMPDIR") != nullptr or failed or room.available < needed or ::access(memory, W_OK) != 0) return;
    ::setenv("TMPDIR", memory, 1);
}
}  // namespace

int main(int argc, char** argv) {
    work_in_memory();
    const char* const need = std::getenv("VIRGA_TESTS_NEED");
    const auto needs = [need](std::string_view what) {
        return need != nullptr and std::string_view{need}.find(what) != std::string_view::npos;
    };
    if (needs("server")) {
        try {
            virga::testing::detail::find_postgres(virga::testing::postgres_places());
        } catch (const virga::error& error) {
            std::cout << "skipped, as there is no server: " << error.what() << '\n';
            return 77;
        }
    }
    constexpr std::string_view extension = "extension:";
    if (needs(extension)) {
        const std::string_view rest{need};
        const std::string_view behind = rest.substr(rest.find(extension) + extension.size());
        const std::string name{behind.substr(0, behind.find(' '))};
        if (not has_extension(name)) {
            std::cout << "skipped, as the server does not have the extension " << name << '\n';
            return 77;
        }
    }
    if (needs("pooler")) {
        auto places = virga::testing::detail::folders_of_path();
        places.emplace_back("/usr/sbin");
        const bool found =
            std::ranges::any_of(places, [](const auto& place) { return std::filesystem::exists(place / "pgbouncer"); });
        if (not found) {
            std::cout << "skipped, as there is no pgbouncer in PATH or /usr/sbin\n";
            return 77;
        }
    }
    return Catch::Session().run(argc, argv);
}
