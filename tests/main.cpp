// The main of the Catch2 suites. Where VIRGA_TESTS_NEED names a `server` or a `pooler` and none is installed it says so and
// exits with 77, which Meson reports as skipped.
#include <algorithm>    // std::ranges::any_of
#include <cstdlib>      // std::getenv
#include <filesystem>   // std::filesystem::exists
#include <iostream>     // std::cout
#include <string_view>  // std::string_view

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

int main(int argc, char** argv) {
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
