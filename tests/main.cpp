// The main of the Catch2 suites. Where VIRGA_TESTS_NEED=server and no server is installed it says so and
// exits with 77, which Meson reports as skipped.
#include <cstdlib>      // std::getenv
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
    if (need != nullptr && std::string_view{need} == "server") {
        try {
            virga::testing::detail::find_postgres(virga::testing::postgres_places());
        } catch (const virga::error& error) {
            std::cout << "skipped, as there is no server: " << error.what() << '\n';
            return 77;
        }
    }
    return Catch::Session().run(argc, argv);
}
