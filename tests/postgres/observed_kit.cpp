// The kit's statements are observed like any.
#include <unistd.h>  // getpid

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <virga.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "../observed.hpp"
#include "server.hpp"

using namespace virga_test;
using namespace virga;

TEST_CASE("an_observer_of_the_kit_is_told_of_every_statement") {
    const auto told = std::make_shared<recorder>();
    kit::postgres_database db{server().url(), told};
    db.query("select 1", {});
    CHECK(told->take() == lines{"statement: select 1 -> 1 row"});
    db.apply_unless("false", {.statements = std::vector<std::string>{"create temporary table made_by_a_file (id integer)"},
                              .record = "select 2"});
    const lines all = told->take();
    const auto has = [&all](const char* start) {
        return std::ranges::any_of(all, [start](const std::string& line) { return line.starts_with(start); });
    };
    CHECK(all.front() == "begin: begin isolation level read committed");
    CHECK(has("statement: create temporary table made_by_a_file"));
    CHECK(has("statement: select 2"));
    CHECK(all.back() == "commit: show transaction_isolation; commit");

    // The command line's, by config::observer.
    std::ostringstream out, errors;
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("virga-observed-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    ::setenv("KIT_OBSERVED_URL", server().url().c_str(), 1);
    const std::string place = folder.string();
    const char* const words[]{"kit", "status", "--folder", place.c_str()};
    (void)kit_main(kit::model{},
                   {.database_url_variable = "KIT_OBSERVED_URL", .env_files = {}, .observer = told, .out = &out, .errors = &errors},
                   4, words);
    std::filesystem::remove_all(folder);
    INFO(out.str() << errors.str());
    CHECK_FALSE(told->take().empty());
    CHECK(told->strange() == 0);
}
