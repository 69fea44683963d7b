// What docs/getting-started.md and docs/migrations.md say: from a schema to the first query.
#include <unistd.h>  // getpid

#include <cstdlib>      // setenv, unsetenv
#include <filesystem>   // std::filesystem::path
#include <iostream>     // std::cout
#include <sstream>      // std::ostringstream
#include <string>       // std::string
#include <vector>       // std::vector

#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/client/env.hpp>
#include <virga/client/postgres.hpp>
#include <virga/client/url.hpp>
#include <virga/kit/kit.hpp>

#include "../catch.hpp"
#include "server.hpp"

namespace {
using namespace virga;
using app::auth::user;

void print_users(std::ostream& out) {
    load_env();                          // the variables in .env.local and .env
    postgres_client db{database_url()};  // the one called DATABASE_URL
    for (const auto& [id, name] : db(select(user.id, user.name).from(user).order_by(user.name))) {
        out << id << ": " << name << '\n';
    }
}

/// A folder of migrations of its own, gone at the end.
struct scratch_folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("virga_docs_" + std::to_string(::getpid()));
    ~scratch_folder() { std::filesystem::remove_all(path); }
};

/// What a run of the kit's command line printed, and its exit code.
struct run_of_kit {
    int code;
    std::string out;
    std::string errors;
};
run_of_kit kit_run(const std::filesystem::path& folder, std::vector<const char*> words) {
    std::ostringstream out, errors;
    words.insert(words.begin(), "kit");
    kit::config settings;
    settings.folder = folder;
    settings.env_files = {};
    settings.out = &out;
    settings.errors = &errors;
    const int code = kit::run(app::schema, settings, static_cast<int>(words.size()), words.data());
    return {code, out.str(), errors.str()};
}

/// DATABASE_URL for the time of a test.
struct own_database_url {
    explicit own_database_url(const std::string& url) { ::setenv("DATABASE_URL", url.c_str(), 1); }
    ~own_database_url() { ::unsetenv("DATABASE_URL"); }
};
}  // namespace

TEST_CASE("docs_from_a_schema_to_the_first_query") {
    const std::string name = "docs_start_" + std::to_string(::getpid());
    postgres_client{virga_test::server().url()}.execute("create database " + name);
    const own_database_url variable{virga_test::server().url(name)};
    const scratch_folder folder;

    CHECK(kit_run(folder.path, {"check"}).code == 1);  // no folder yet
    const auto generated = kit_run(folder.path, {"generate"});
    CHECK(generated.code == 0);
    CHECK(generated.out.ends_with("/migration.sql\n"));
    CHECK(kit_run(folder.path, {"generate"}).out.starts_with("Nothing changed"));
    CHECK(kit_run(folder.path, {"status"}).out.starts_with("pending  "));
    const auto migrated = kit_run(folder.path, {"migrate"});
    CHECK(migrated.code == 0);
    CHECK(migrated.out.starts_with("Applied "));
    CHECK(kit_run(folder.path, {"migrate"}).out.starts_with("Nothing to apply"));
    CHECK(kit_run(folder.path, {"status"}).out.starts_with("applied  "));
    CHECK(kit_run(folder.path, {"check"}).code == 0);
    CHECK(kit_run(folder.path, {}).code == 2);
    CHECK(kit_run(folder.path, {"generat"}).code == 2);

    postgres_client db{database_url()};
    db(insert_into(user).values(user.id = "ada", user.name = "Ada", user.email = "ada@example.org"));
    std::ostringstream out;
    print_users(out);
    CHECK(out.str() == "ada: Ada\n");

    // A constraint by its name alone, since schema/index.hpp says which schema is the app's.
    using app::cms::post;
    const auto add_post = [&db](int views) {
        db(insert_into(post).values(post.author_id = "ada", post.slug = "first", post.title = "First", post.views = views));
    };
    const auto negative = virga_test::thrown<check_violation>([&] { add_post(-1); });
    REQUIRE(negative);
    CHECK(negative->is_constraint<"post_views_not_negative">());
    CHECK_FALSE(negative->is_constraint<"post_slug_key">());
    add_post(1);
    const auto twice = virga_test::thrown<unique_violation>([&] { add_post(2); });
    REQUIRE(twice);
    CHECK(twice->is_constraint<"post_slug_key">());

    ::unsetenv("DATABASE_URL");
    const auto unset = virga_test::thrown<configuration_error>([] { static_cast<void>(database_url()); });
    REQUIRE(unset);
    CHECK(std::string(unset->what()).find("DATABASE_URL is not set") != std::string::npos);
}
