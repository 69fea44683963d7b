// virga/kit/command.hpp: the kit as a command line.
#pragma once

#include <chrono>        // std::chrono
#include <cmath>         // std::llround
#include <cstddef>       // std::size_t
#include <filesystem>    // std::filesystem
#include <fstream>       // std::ifstream, std::ofstream
#include <iostream>      // std::cout, std::cerr
#include <iterator>      // std::istreambuf_iterator
#include <memory>        // std::make_unique, std::unique_ptr
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code
#include <utility>       // std::move
#include <vector>        // std::vector

#include <unistd.h>  // STDERR_FILENO

#include <fmt/core.h>  // fmt::format
#include <CLI/CLI.hpp>              // CLI::App
#include <boost/json/array.hpp>     // boost::json::array
#include <boost/json/object.hpp>    // boost::json::object

#include <virga/client/env.hpp>                     // virga::load_env
#include <virga/client/url.hpp>                     // virga::database_url
#include <virga/kit/apply.hpp>                      // virga::kit::migrate
#include <virga/kit/apply/live_line.hpp>            // virga::kit::detail::live_line
#include <virga/kit/apply/termination_signals.hpp>  // virga::kit::detail::termination_signals
#include <virga/kit/command/report.hpp>             // virga::kit::detail::report
#include <virga/kit/command/typed_command.hpp>      // virga::kit::detail::typed_command
#include <virga/kit/config.hpp>                     // virga::kit::config
#include <virga/kit/diagram.hpp>                    // virga::kit::diagram, virga::kit::with_diagram
#include <virga/kit/folder/fault_of.hpp>            // virga::kit::fault_of
#include <virga/kit/folder/open_place.hpp>          // virga::kit::detail::open_places_of
#include <virga/kit/generate.hpp>                   // virga::kit::generate
#include <virga/kit/history.hpp>                    // virga::kit::read_history
#include <virga/kit/model/lists.hpp>                // virga::kit::detail::count
#include <virga/kit/own_server.hpp>                 // virga::kit::detail::own_server_url
#include <virga/kit/proof.hpp>                      // virga::kit::prove, compare_with_declared
#include <virga/testing/embedded_postgres.hpp>      // virga::testing::embedded_postgres

namespace virga::kit {

namespace detail {

/// What each verb does. Results go to `out`; what fails is thrown. The value is the exit code.
class command {
public:
    command(const model& schema, config settings)
        : schema_(schema), settings_(std::move(settings)), say_(out_of(settings_), errors_of(settings_), manner::sentences) {}

    int run(int argc, const char* const* argv) {
        CLI::App app{"Keeps a database's schema in step with its declaration."};
        app.require_subcommand(0, 1);
        const CLI::Option* const folder =
            app.add_option("--folder", settings_.folder, "Where the migrations are")->capture_default_str();
        const CLI::Option* const given = app.add_option(
            "--database-url", url_, "The database; else the environment variable " + settings_.database_url_variable);
        if (not settings_.transports.empty()) {
            std::vector<std::string> names;
            for (const transport& each : settings_.transports) names.push_back(each.name);
            app.add_option("--over", over_, "How to reach the database")->check(one_of(std::move(names)));
        }
        bool json = false, quiet = false;
        app.add_flag("--json", json, "Write one JSON object, also of an error, instead of sentences");
        app.fallthrough();

        generate_options options;
        CLI::App* const generating = app.add_subcommand("generate", "Write the next migration from the declared schema");
        generating->add_option("--name", options.name, "Name of the migration; else made from its changes");
        generating->add_flag("--custom", options.custom, "Write a migration to be finished by hand");
        generating
            ->add_option(
                "--allow-drop", options.allow_drop,
                "Allow to drop a schema, table or column: schema[.table[.column]]; or protection: "
                "policy:schema.table.name, row_level_security:schema.table, force_row_level_security:schema.table, role:name")
            ->allow_extra_args(false);
        generating->add_flag("--prove", settings_.prove,
                             "Try the migration on a throw-away server first, with rows, and compare catalogs");
        generating->add_option("--rename", options.rename,
                               "Rename a table, schema.table=name, a column, schema.table.column=name, or another, kind:path=name")
            ->allow_extra_args(false);
        double patience = 60;
        CLI::App* const migrating = app.add_subcommand("migrate", "Apply the migrations that the database does not have");
        migrating->add_option("--lock-timeout", patience, "Seconds to wait for another migrator")
            ->check(CLI::Range(0.0, 86'400.0))->capture_default_str();
        CLI::App* const checking =
            app.add_subcommand("check", "Check the folder, and that it is up to date with the declared schema");
        bool of_database = false;
        checking->add_flag("--database", of_database, "Compare the database's catalogs with the declared schema, too");
        for (CLI::App* const each : {migrating, checking}) each->add_flag("--quiet", quiet, "Say nothing when all is well");
        CLI::App* const listing = app.add_subcommand("status", "List the migrations as applied or pending");
        CLI::App* const developing =
            app.add_subcommand("dev", "Start a throw-away server, apply the migrations, print its URL, and keep it until Ctrl-C");
        diagram_options picture;
        std::string form, page;
        CLI::App* const drawing = app.add_subcommand("diagram", "Write the declared schema as a diagram");
        drawing->add_option("--form", form, "mermaid, dot or dbml; else as the output is called, and mermaid")
            ->check(one_of({"mermaid", "dot", "dbml"}));
        CLI::Option* const domain = drawing->add_option("--domain", picture.domain, "Only the tables of one domain");
        drawing->add_option("--table", picture.table, "Only a table, [schema.]name, and its neighbours")->excludes(domain);
        drawing->add_option("--output", page,
                            "The file to write; in a .md file the place between <!-- diagram --> and <!-- end of diagram -->");
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& problem) {
            const std::string_view said = problem.what();
            // A URL can hold a password.
            const bool holds_url = said.find("://") != said.npos or said.find("password") != said.npos;
            if (asks_for_json(argc, argv) and problem.get_exit_code() != 0) say_.speak(manner::json);
            else if (not holds_url) return app.exit(problem, out_of(settings_), errors_of(settings_)) == 0 ? 0 : 2;
            say_.wrong(holds_url ? "A URL stands where none is expected; see --help." : said);
            return say_.end(2);
        }
        if (json) say_.speak(manner::json);
        else if (quiet) say_.speak(manner::quiet);
        if (given->count() != 0 and url_.empty()) {  // `--database-url "$UNSET"`: any other database would be the wrong one
            say_.wrong("--database-url is empty; write postgresql://user:password@host:port/database");
            return say_.end(2);
        }
        if (app.get_subcommands().empty()) {
            if (json) say_.wrong("A verb is missing; see --help.");
            else errors_of(settings_) << app.help();
            return say_.end(2);
        }
        typed_ = {typed_program(argc, argv), {}, {}, {}};
        if (folder->count() != 0) typed_.add(typed_.for_all, "--folder", settings_.folder.string());
        if (not options.name.empty()) typed_.add(typed_.for_generate, "--name", options.name);
        if (options.custom) typed_.for_generate += " --custom";
        if (settings_.prove) typed_.for_generate += " --prove";
        typed_.add(typed_.for_generate, "--allow-drop", options.allow_drop);
        typed_.add(typed_.for_generate, "--rename", options.rename);
        if (not over_.empty()) typed_.add(typed_.for_database, "--over", over_);
        if (given->count() != 0) typed_.for_database += " --database-url ...";  // it can hold a password
        try {
            if (generating->parsed()) return say_.end(generate(options));
            if (migrating->parsed()) return say_.end(migrate(std::chrono::milliseconds{std::llround(patience * 1000)}));
            if (checking->parsed()) return say_.end(check(of_database));
            if (drawing->parsed()) return say_.end(diagram(picture, form, page));
            if (developing->parsed()) return say_.end(dev());
            return say_.end(listing->parsed() ? status() : 2);
        } catch (const std::exception& failure) {
            say_.wrong(typed_.spelled_out(failure.what()));
        } catch (...) {
            say_.wrong("Something without a message was thrown, by a connector or a stream of the app's own.");
        }
        return say_.end(1);
    }

private:
    static std::string shown(std::string_view text) { return report::shown(text); }

    /// Takes one of some words, and says so as `CLI::IsMember` does, which costs the compiler a fiftieth of all this.
    static CLI::Validator one_of(std::vector<std::string> words) {
        std::string all;
        for (const std::string& each : words) (all += all.empty() ? "{" : ",") += each;
        all += '}';
        const auto check = [words = std::move(words), all](const std::string& given) {
            return count(words, given) != 0 ? std::string{} : given + " not in " + all;
        };
        return {check, all};
    }

    int generate(generate_options options) {
        say_.begin("generate", {{"migration", nullptr}, {"file", nullptr}, {"open_places", 0}, {"further", boost::json::array{}},
                                {"proved", false}});
        options.leaves_schema_open = not settings_.default_schema.empty();
        if (settings_.prove) {
            options.prove = [this](const proof_task& task) {
                std::vector<std::string> notes = prove(task, proof());
                say_.set("proved", boost::json::value(true));
                return notes;
            };
        }
        const generated made = kit::generate(schema_, settings_.folder, options);
        if (made.folder.empty()) {
            for (const std::string& caution : made.cautions) say_.mind(caution);
            say_.well(fmt::format("Nothing changed: the folder {} is up to date with the schema.", settings_.folder.string()));
            return 0;
        }
        for (const std::string& caution : made.cautions) say_.mind(caution);
        if (made.open_places != 0) {
            say_.mind(fmt::format("{}{} open: migrate and check refuse the folder until it is written.", made.open_places,
                                  made.open_places == 1 ? " of its places is" : " of its places are"));
        }
        const std::string file = (made.folder / "migration.sql").string();
        say_.set("migration", made.folder.filename().string());
        say_.set("file", file);
        say_.set("open_places", boost::json::value(made.open_places));
        say_.result(file + '\n');
        for (std::size_t i = 1; i < made.folders.size(); ++i) {
            const std::string next = (made.folders[i] / "migration.sql").string();
            say_.add("further", boost::json::object{{"migration", made.folders[i].filename().string()}, {"file", next}});
            say_.result(next + '\n');
        }
        return 0;
    }

    int migrate(std::chrono::milliseconds patience) {
        say_.begin("migrate", {{"migrations", nullptr}, {"waited_for", nullptr}, {"applied", boost::json::array{}}});
        const std::vector<migration> migrations = existing_folder();
        say_.set("migrations", boost::json::value(migrations.size()));
        const auto server = connect();
        if (not settings_.default_schema.empty()) refuse_names_of_postgresql(*server);
        std::unique_ptr<live_line> live;  // where the sentences go to a terminal
        if (say_.how() == manner::sentences and &errors_of(settings_) == &std::cerr and is_live_terminal(STDERR_FILENO)) {
            live = std::make_unique<live_line>(std::cerr, STDERR_FILENO, [&server] { return server->beside(); });
        }
        migrate_options options{.table = table(), .lock_timeout = patience, .default_schema = settings_.default_schema};
        options.applied = [this, &live](const migration& file, std::chrono::milliseconds took) {
            if (live) live->ends();
            applied(file, took);
            if (line_ends_of(file.sql) != line_ends::mixed) return;
            say_.mind(fmt::format("{} has line ends of several kinds. Once version control makes them alike, the file counts as "
                                  "changed: keep it as it is, by `*.sql -text` in a .gitattributes.", file.sql_file().string()));
        };
        options.waiting = [this, &live](const std::string& sentence) {
            say_.set("waited_for", sentence);
            say_.waiting(sentence);
            if (live) live->shows({.of = "waiting for another migrator", .part = {}, .sql = {}, .process = {}});
        };
        if (live) options.running = [&live](const migrate_step& step) { live->shows(step); };
        const std::size_t count = kit::migrate(*server, migrations, options);
        live.reset();
        if (count == 0) say_.well(fmt::format("Nothing to apply: {}.", nothing_left_of(migrations.size())));
        return 0;
    }

    void applied(const migration& file, std::chrono::milliseconds took) {
        say_.add("applied", boost::json::object{{"name", shown(file.name)}, {"milliseconds", took.count()}});
        say_.well(fmt::format("Applied {} in {} ms", file.name, took.count()));
    }

    int check(bool of_database) {
        say_.begin("check", {{"migrations", nullptr}, {"faults", boost::json::array{}}});
        const std::vector<migration> migrations = existing_folder();
        say_.set("migrations", boost::json::value(migrations.size()));
        const std::vector<link> chain = read_chain(migrations);
        std::vector<std::string> wrong = faults(chain);
        for (const link& each : chain) static_cast<void>(read_snapshot(*each.of));
        if (wrong.empty()) {
            const std::vector<change> changes = diff(newest_snapshot(migrations).schema, schema_);
            if (not changes.empty()) {
                wrong.push_back(fmt::format("The declared schema differs from the newest migration, by {}{}. Run `generate`.",
                                            changes.size(), changes.size() == 1 ? " step" : " steps"));
            }
        }
        for (const migration& each : migrations) {
            const std::string places = open_places_of(each);
            if (not places.empty()) wrong.push_back(fmt::format("{} is a draft:{}", each.name, places));
            if (std::string fault = fault_of(each); not fault.empty()) wrong.push_back(std::move(fault));
        }
        if (of_database and wrong.empty()) {
            const std::string differs = compare_with_declared(*connect(), schema_, proof());
            if (not differs.empty()) wrong.push_back(fmt::format("The database is not as the schema is declared:{}", differs));
        }
        for (const std::string& sentence : wrong) {
            say_.wrong(typed_.spelled_out(sentence));
            say_.add("faults", typed_.spelled_out(sentence));
        }
        if (wrong.empty()) say_.well(fmt::format("All is well: {}, up to date with the schema.", counted(migrations.size())));
        return wrong.empty() ? 0 : 1;
    }

    int status() {
        say_.begin("status", {{"migrations", boost::json::array{}}});
        const std::vector<migration> migrations = existing_folder();
        const auto server = connect();
        history known = read_history(*server, table());
        name_records(known, migrations, table());
        if (migrations.empty() and known.records.empty()) {
            say_.well(fmt::format("The folder {} holds no migration, and none is applied.", settings_.folder.string()));
        }
        bool sound = true;
        for (const standing& each : compare(known, migrations)) {
            const std::string_view state = word_for(each.kind);
            const std::string when = shown(each.applied_at);
            sound = sound and (each.kind == standing_kind::applied or each.kind == standing_kind::pending);
            boost::json::object line{{"name", shown(each.name)}, {"state", state}, {"applied_at", nullptr}};
            if (not when.empty()) line["applied_at"] = when;
            say_.add("migrations", std::move(line));
            say_.result(std::string{state} + "  " + shown(each.name) + (when.empty() ? "" : "  " + when) + '\n');
        }
        if (not sound) say_.wrong("Migrations were changed or removed after they had been applied. Restore them.");
        return sound ? 0 : 1;
    }

    static std::string_view word_for(standing_kind kind) {
        switch (kind) {
            case standing_kind::applied: return "applied";
            case standing_kind::pending: return "pending";
            case standing_kind::changed: return "changed";
            case standing_kind::missing: return "missing";
        }
        return {};
    }

    /// A server of its own, so no URL and no way to it are asked for. However this ends, the server and its folder go.
    int dev() {
        say_.begin("dev", {{"url", nullptr}, {"applied", boost::json::array{}}});
        const std::vector<migration> migrations = existing_folder();
        const testing::embedded_postgres server;
        const std::string url = server.url();
        if (not settings_.connect) throw kit_error("The kit was given no way to connect to a database (config::connect).");
        const auto connection = settings_.connect(own_server_url(server));
        if (not settings_.default_schema.empty()) {
            refuse_names_of_postgresql(*connection);
            connection->query("create schema if not exists " + quote_identifier(settings_.default_schema), texts());
        }
        migrate_options options{.table = table(), .default_schema = settings_.default_schema};
        options.applied = [this](const migration& file, std::chrono::milliseconds took) { applied(file, took); };
        if (say_.how() == manner::sentences) options.applied = nullptr;
        const std::size_t count = kit::migrate(*connection, migrations, options);
        const termination_signals signals;
        say_.waiting(fmt::format("A database of its own, with {} applied. It goes when this ends, by Ctrl-C.", counted(count)));
        say_.set("url", url);
        say_.result(url + '\n');
        say_.end(0);  // what is asked for is the URL, now
        signals.wait();
        return 0;
    }

    int diagram(diagram_options options, const std::string& form, const std::filesystem::path& page) {
        say_.begin("diagram", {{"form", nullptr}, {"diagram", nullptr}, {"output", nullptr}, {"written", false}});
        const std::string kind = form.empty() ? page.extension().string() : "." + form;
        if (kind == ".dot" or kind == ".gv") options.form = diagram_form::dot;
        if (kind == ".dbml") options.form = diagram_form::dbml;
        const std::string drawn = kit::diagram(schema_, options);
        say_.set("form", word_for(options.form));
        if (page.empty()) {
            say_.set("diagram", drawn);
            say_.result(drawn);
            return 0;
        }
        say_.set("output", page.string());
        std::string text = drawn;
        if (page.extension() == ".md") {
            std::ifstream file{page, std::ios::binary};
            const std::string before{std::istreambuf_iterator<char>{file}, {}};
            if (not file)
                throw kit_error(fmt::format("The page {} cannot be read; a diagram is put into one that is there.", page.string()));
            text = with_diagram(before, drawn, options.form);
            if (text == before) return 0;
        }
        std::ofstream file{page, std::ios::binary};
        file << text;
        if (not file.flush()) throw kit_error(fmt::format("The file {} cannot be written.", page.string()));
        say_.set("written", boost::json::value(true));
        say_.result(page.string() + '\n');
        return 0;
    }

    static std::string_view word_for(diagram_form form) {
        switch (form) {
            case diagram_form::mermaid: return "mermaid";
            case diagram_form::dot: return "dot";
            case diagram_form::dbml: return "dbml";
        }
        return {};
    }

    static std::ostream& out_of(const config& settings) { return settings.out == nullptr ? std::cout : *settings.out; }
    static std::ostream& errors_of(const config& settings) { return settings.errors == nullptr ? std::cerr : *settings.errors; }

    static std::string counted(std::size_t migrations) {
        return fmt::format("{}{}", migrations, migrations == 1 ? " migration" : " migrations");
    }

    static std::string nothing_left_of(std::size_t migrations) {
        if (migrations == 0) return "the folder holds no migration";
        return "the database has " + (migrations == 1 ? "the only migration" : "all " + counted(migrations));
    }

    /// Files that leave the schema to the search path cannot have a type of a name that pg_catalog has: that is searched first.
    void refuse_names_of_postgresql(database& server) const {
        model::own_types(schema_, [&server](const auto& types) {
            for (const auto& type : types) {
                if (not type.schema.empty()) continue;
                const auto found = server.query(
                    "select 1 from pg_catalog.pg_type where typnamespace = 'pg_catalog'::regnamespace and typname = $1",
                    texts(type.name));
                if (found.rows() != 0) {
                    throw kit_error(fmt::format("The {} {} is called as one of PostgreSQL's own, and with a default_schema its "
                                                "bare name would mean that. Nothing was applied; give the type another name.",
                                                type.called, type.name));
                }
            }
        });
    }

    /// For verbs that would otherwise take a misspelt folder for an empty one.
    [[nodiscard]] std::vector<migration> existing_folder() const {
        std::error_code unreadable;  // then read_folder says so, as of a link that leads nowhere
        const auto stands = std::filesystem::symlink_status(settings_.folder, unreadable);
        if (stands.type() == std::filesystem::file_type::not_found and not settings_.folder.empty()) {
            throw kit_error(fmt::format("There is no folder {}. `generate` makes it, with the first migration.",
                                        settings_.folder.string()));
        }
        return read_folder(settings_.folder);
    }

    [[nodiscard]] proof_options proof() const {
        return {table(), settings_.default_schema, settings_.proof_setup, settings_.connect};
    }

    [[nodiscard]] history_table table() const { return {settings_.migrations_schema, settings_.migrations_table}; }

    [[nodiscard]] std::unique_ptr<database> connect() const {
        const connector& way = chosen_way();
        if (not way) throw kit_error("The kit was given no way to connect to a database (config::connect).");
        if (not url_.empty()) return way(url_);
        for (const std::string& file : settings_.env_files) virga::load_env({file});
        return way(virga::database_url(settings_.database_url_variable.c_str()));
    }
    [[nodiscard]] const connector& chosen_way() const {
        for (const transport& each : settings_.transports) {
            if (each.name == over_) return each.connect;
        }
        return settings_.connect;
    }

    const model& schema_;
    config settings_;
    std::string url_;
    std::string over_;
    typed_command typed_{};
    report say_;
};
}  // namespace detail

/// Says what went wrong before there was a model to run the kit on. Returns the exit code.
inline int refuse_command(const config& settings, std::string_view sentence, int argc, const char* const* argv) {
    detail::report said{settings.out == nullptr ? std::cout : *settings.out,
                        settings.errors == nullptr ? std::cerr : *settings.errors,
                        detail::asks_for_json(argc, argv) ? detail::manner::json : detail::manner::sentences};
    said.wrong(sentence);
    return said.end(1);
}

/// Runs the kit on a model: `generate`, `migrate`, `check`, `status`, `diagram` or `dev`, as `argv` says. Returns the exit code:
/// 0 when all is well, 1 after an error, which is printed as a sentence, 2 when the command line is wrong. With `--json` there is
/// one object instead, also of an error; docs/migrations.md lists its fields. At a terminal `migrate` shows what runs meanwhile.
/// `migrate` and `status` want `settings.connect`, or one of `settings.transports` that the command line names.
inline int run_command(const model& schema, config settings, int argc, const char* const* argv) {
    return detail::command{schema, std::move(settings)}.run(argc, argv);
}
}  // namespace virga::kit
