// `--json` and `--quiet`: what every verb writes for another program, field by field.
#include <sstream>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <virga/kit/apply.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "kit_server.hpp"

using namespace virga_test;

namespace {

/// What a verb wrote: one object on one line, and nothing for people. The times, which differ each time, are left out of it.
boost::json::object object_of(const outcome& ran) {
    INFO(ran.out);
    INFO(ran.errors);
    CHECK(ran.errors.empty());
    CHECK(ran.out.find('\n') == ran.out.size() - 1);
    boost::json::object read = boost::json::parse(ran.out).as_object();
    CHECK(read.at("exit_code").as_int64() == ran.code);
    CHECK(read.at("ok").as_bool() == (ran.code == 0));
    CHECK(read.at("error").is_null() == (ran.code == 0));
    if (read.contains("applied")) {
        for (auto& each : read.at("applied").as_array()) {
            CHECK(each.at("milliseconds").as_int64() >= 0);
            each.as_object().erase("milliseconds");
        }
    }
    return read;
}

std::string json_of(const outcome& ran) { return boost::json::serialize(object_of(ran)); }
}  // namespace

TEST_CASE("migrate_writes_what_it_applied_also_when_it_fails") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "create table a (x int);");
    add_migration(folder, "20260102000000_b", "create table b (x int);");
    CHECK(json_of(run_kit({}, folder, db, {"migrate", "--json"})) ==
          R"({"verb":"migrate","ok":true,"exit_code":0,"error":null,"cautions":[],"migrations":2,"waited_for":null,)"
          R"("applied":[{"name":"20260101000000_a"},{"name":"20260102000000_b"}]})");
    CHECK(json_of(run_kit({}, folder, db, {"--json", "migrate"})) ==
          R"({"verb":"migrate","ok":true,"exit_code":0,"error":null,"cautions":[],"migrations":2,"waited_for":null,"applied":[]})");

    add_migration(folder, "20260103000000_c", "select 1;\r\nselect 2;\n");
    add_migration(folder, "20260104000000_d", "select 1 / 0;");
    const auto failed = object_of(run_kit({}, folder, db, {"migrate", "--json"}));
    CHECK(boost::json::serialize(failed.at("applied")) == R"([{"name":"20260103000000_c"}])");
    CHECK(holds(failed.at("cautions").at(0).as_string().c_str(), "has line ends of several kinds"));
    CHECK(holds(failed.at("error").as_string().c_str(),
                "20260104000000_d/migration.sql, line 1, statement 1 of 1: division by zero"));
    CHECK(failed.at("migrations").as_int64() == 4);
}

TEST_CASE("migrate_writes_for_whom_it_waited") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "select 1;");
    postgres_database holder{db.url()};
    const migration_lock lock{holder, {}, std::chrono::seconds{1}, {}};
    const auto failed = object_of(run_kit({}, folder, db, {"migrate", "--json", "--lock-timeout", "0.3"}));
    CHECK(holds(failed.at("waited_for").as_string().c_str(), ", virga migrate) works on this database; waiting for it."));
    CHECK(holds(failed.at("error").as_string().c_str(), "still works on this database after 300 ms of waiting."));
}

TEST_CASE("status_writes_each_migration_and_its_state") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "select 1;");
    REQUIRE(run_kit({}, folder, db, {"migrate"}).code == 0);
    add_migration(folder, "20260102000000_b", "select 2;");
    db.execute("update drizzle.__drizzle_migrations set applied_at = '2026-01-05 10:00:00+00'");
    CHECK(json_of(run_kit({}, folder, db, {"status", "--json"})) ==
          R"({"verb":"status","ok":true,"exit_code":0,"error":null,"cautions":[],"migrations":[)"
          R"({"name":"20260101000000_a","state":"applied","applied_at":"2026-01-05 10:00:00+00"},)"
          R"({"name":"20260102000000_b","state":"pending","applied_at":null}]})");

    write_text(folder.path() / "20260101000000_a" / "migration.sql", "select 3;");
    db.execute("insert into drizzle.__drizzle_migrations (hash, created_at, name, applied_at) "
               "values ('', 0, '20250101000000_z', null)");
    CHECK(json_of(run_kit({}, folder, db, {"status", "--json"})) ==
          R"({"verb":"status","ok":false,"exit_code":1,)"
          R"("error":"Migrations were changed or removed after they had been applied. Restore them.","cautions":[],"migrations":[)"
          R"({"name":"20260101000000_a","state":"changed","applied_at":"2026-01-05 10:00:00+00"},)"
          R"({"name":"20260102000000_b","state":"pending","applied_at":null},)"
          R"({"name":"20250101000000_z","state":"missing","applied_at":null}]})");
}

TEST_CASE("generate_and_check_write_what_they_made_and_found") {
    const own_database db;
    const scratch_folder folder;
    const model schema = tables({table("a", {column("x", "integer")})});
    auto drifted = object_of(run_kit(schema, folder, db, {"check", "--json", "--folder", folder.path() / "none"}));
    CHECK(holds(drifted.at("error").as_string().c_str(), "There is no folder"));
    CHECK(drifted.at("migrations").is_null());

    const auto made = object_of(run_kit(schema, folder, db, {"generate", "--name", "first", "--json"}));
    const std::string name = made.at("migration").as_string().c_str();
    CHECK(name.ends_with("_first"));
    const std::string file = (folder.path() / name / "migration.sql").string();
    CHECK(boost::json::serialize(made) ==
          R"({"verb":"generate","ok":true,"exit_code":0,"error":null,"cautions":[],"migration":")" + name + R"(","file":")" + file +
              R"(","open_places":0,"further":[],"proved":false})");
    CHECK(json_of(run_kit(schema, folder, db, {"generate", "--json"})) ==
          R"({"verb":"generate","ok":true,"exit_code":0,"error":null,"cautions":[],"migration":null,"file":null,"open_places":0,"further":[],"proved":false})");
    CHECK(json_of(run_kit(schema, folder, db, {"check", "--json"})) ==
          R"({"verb":"check","ok":true,"exit_code":0,"error":null,"cautions":[],"migrations":1,"faults":[]})");

    const model wider = tables({table("a", {column("x", "integer"), column("y", "integer")})});
    drifted = object_of(run_kit(wider, folder, db, {"check", "--json"}));
    CHECK(drifted.at("faults").as_array().size() == 1);
    CHECK(drifted.at("faults").at(0) == drifted.at("error"));
    CHECK(holds(drifted.at("error").as_string().c_str(), "The declared schema differs from the newest migration, by 1 step."));

    const auto draft = object_of(run_kit(schema, folder, db, {"generate", "--custom", "--json"}));
    CHECK(draft.at("open_places").as_int64() == 1);
    CHECK(draft.at("cautions").at(0).as_string() ==
          "1 of its places is open: migrate and check refuse the folder until it is written.");
    const auto refused = object_of(run_kit({}, folder, db, {"generate", "--json"}));
    CHECK(holds(refused.at("error").as_string().c_str(), "--allow-drop public.a"));
    CHECK(refused.at("migration").is_null());
}

TEST_CASE("diagram_writes_the_picture_or_where_it_is") {
    const own_database db;
    const scratch_folder folder;
    const model schema = tables({table("a", {column("x", "integer")})});
    const auto drawn = object_of(run_kit(schema, folder, db, {"diagram", "--json", "--form", "dbml"}));
    CHECK(drawn.at("form").as_string() == "dbml");
    CHECK(drawn.at("output").is_null());
    CHECK(drawn.at("diagram").as_string() == run_kit(schema, folder, db, {"diagram", "--form", "dbml"}).out);
    const std::string file = (folder.path() / "a.dot").string();
    CHECK(json_of(run_kit(schema, folder, db, {"diagram", "--json", "--output", file})) ==
          R"({"verb":"diagram","ok":true,"exit_code":0,"error":null,"cautions":[],"form":"dot","diagram":null,"output":")" + file +
              R"(","written":true})");
}

TEST_CASE("a_wrong_command_line_is_an_object_too_without_a_verb") {
    const own_database db;
    const scratch_folder folder;
    const auto wrong = [&](const names& words) { return json_of(run_kit({}, folder, db, words)); };
    CHECK(wrong({"--json"}) ==
          R"({"verb":null,"ok":false,"exit_code":2,"error":"A verb is missing; see --help.","cautions":[]})");
    CHECK(holds(wrong({"migrate", "--json", "--nonsense"}),
                R"({"verb":null,"ok":false,"exit_code":2,"error":"The following argument)"));
    CHECK(wrong({"--json", "migrate", "postgresql://user:secret@host/db"}) ==
          R"({"verb":null,"ok":false,"exit_code":2,"error":"A URL stands where none is expected; see --help.","cautions":[]})");
    // Help is for people.
    const outcome help = run_kit({}, folder, db, {"--json", "--help"});
    CHECK(help.code == 0);
    CHECK(holds(help.out, "Usage: "));
}

TEST_CASE("what_the_declaration_throws_is_an_object_too") {
    std::ostringstream out, errors;
    virga::kit::config settings;
    settings.out = &out;
    settings.errors = &errors;
    const std::vector<const char*> argv{"kit", "check", "--json"};
    const auto declared = []() -> model { throw kit_error("The constant is too long."); };
    CHECK(kit_main(declared, settings, static_cast<int>(argv.size()), argv.data()) == 1);
    CHECK(out.str() ==
          R"({"verb":null,"ok":false,"exit_code":1,"error":"The constant is too long.","cautions":[]})" "\n");
    CHECK(errors.str().empty());
}

TEST_CASE("a_quiet_verb_says_only_what_is_wrong") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "select 1;");
    const outcome well = run_kit({}, folder, db, {"migrate", "--quiet"});
    CHECK(well.code == 0);
    CHECK((well.out + well.errors).empty());
    CHECK(run_kit({}, folder, db, {"migrate", "--quiet"}).out.empty());
    add_migration(folder, "20260102000000_b", "select 1 / 0;");
    const outcome wrong = run_kit({}, folder, db, {"migrate", "--quiet"});
    CHECK(wrong.code == 1);
    CHECK(wrong.out.empty());
    CHECK(holds(wrong.errors, "division by zero"));
    CHECK(run_kit({}, folder, db, {"status", "--quiet"}).code == 2);  // its list is what is asked for
}
