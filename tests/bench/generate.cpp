// What `generate` costs on a schema of 1000 tables that did not change, and where a column did. Exit code 1 with --check when one
// takes more than 0.1 s of CPU or 50 MB, the whole process counted.
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <virga/kit/generate.hpp>

namespace {

using namespace virga::kit;

constexpr double most_seconds = 0.1;
constexpr double most_megabytes = 50;

/// Tables of ten columns with a primary key, a unique constraint, a foreign key, a check and two indexes.
model schema_of(std::size_t tables) {
    model all;
    all.schemas = {"app"};
    for (std::size_t i = 0; i != tables; ++i) {
        const std::string name = "table" + std::to_string(i);
        table_model made;
        made.schema = i % 2 == 0 ? "" : "app";
        made.name = name;
        made.columns = {{"id", "bigint", true, {}, identity_model::always},
                        {"owner_id", "bigint", true, {}, identity_model::none},
                        {"slug", "text", true, {}, identity_model::none},
                        {"title", "varchar(200)", true, {}, identity_model::none},
                        {"body", "text", false, {}, identity_model::none},
                        {"status", "text", true, "'draft'", identity_model::none},
                        {"views", "integer", true, "0", identity_model::none},
                        {"price", "numeric(10,2)", false, {}, identity_model::none},
                        {"created_at", "timestamptz", true, "now()", identity_model::none},
                        {"updated_at", "timestamptz", false, {}, identity_model::none}};
        made.primary_key = key_model{name + "_pkey", {"id"}};
        made.uniques = {{name + "_slug_key", {"slug"}}};
        if (i != 0) {
            const std::string before = "table" + std::to_string(i - 1);
            made.foreign_keys = {
                {name + "_owner_id_fkey", {"owner_id"}, (i - 1) % 2 == 0 ? "" : "app", before, {"id"}, "cascade", ""}};
        }
        made.checks = {{name + "_views_check", "\"views\" >= 0"}};
        made.indexes = {{name + "_owner", false, "btree", {{"owner_id", false, false, ""}, {"created_at", false, true, ""}}, ""},
                        {name + "_drafts", false, "btree", {{"title", false, false, ""}}, "\"status\" = 'draft'"}};
        made.columns[5].needs.is_told = true;
        made.checks[0].needs = {{{"table", made.schema, name, {"views"}}}};
        made.indexes[1].needs = {{{"table", made.schema, name, {"status"}}}};
        all.tables.push_back(std::move(made));
    }
    return all;
}

struct cost {
    double seconds = 0;  ///< of CPU, user and system
    double megabytes = 0;
};

double seconds_of(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

/// What a process of its own costs that does this and nothing else.
template <class Action>
cost cost_of(Action action) {
    const pid_t child = fork();
    if (child == 0) {
        try {
            action();
            _exit(0);
        } catch (const std::exception& problem) {
            fmt::print(stderr, "generate: {}\n", problem.what());
        }
        _exit(1);
    }
    int status = 1;
    rusage used{};
    if (child < 0 or wait4(child, &status, 0, &used) != child or status != 0) throw std::runtime_error{"a run of generate failed"};
    return {seconds_of(used.ru_utime) + seconds_of(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

struct scratch {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("virga-bench-" + fresh_id());
    scratch() { std::filesystem::create_directories(folder); }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch() { std::filesystem::remove_all(folder); }
};

int run(bool check) {
    static constexpr std::size_t tables = 1000;
    const scratch at;
    bool is_within = true;
    const auto say = [&is_within](const char* what, const cost& of) {
        fmt::print("generate, {} tables {}: {:.3f} s of CPU, at most {}; {:.1f} MB, at most {}\n", tables, what, of.seconds,
                   most_seconds, of.megabytes, most_megabytes);
        is_within = is_within and of.seconds <= most_seconds and of.megabytes <= most_megabytes;
    };
    static_cast<void>(cost_of([&at] { generate(schema_of(tables), at.folder); }));
    say("unchanged", cost_of([&at] {
        if (not generate(schema_of(tables), at.folder).folder.empty())
            throw std::runtime_error{"the unchanged schema was found changed"};
    }));
    say("and a column changed", cost_of([&at] {
        model schema = schema_of(tables);
        schema.tables[tables / 2].columns[4].not_null = true;
        if (generate(schema, at.folder).folders.size() != 1) throw std::runtime_error{"the changed column made no migration"};
    }));
    return check and not is_within ? 1 : 0;
}
}  // namespace

int main(int count, char** words) {
    try {
        return run(count > 1 and std::string{words[1]} == "--check");
    } catch (const std::exception& problem) {
        fmt::print(stderr, "generate: {}\n", problem.what());
        return 1;
    }
}
