// What `generate` costs on a schema of 1000 tables that did not change. Exit code 1 with --check when it takes more
// than 0.1 s of CPU or 50 MB, the whole program counted.
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
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
        all.tables.push_back(std::move(made));
    }
    return all;
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Another process writes the first migration, so that its work does not count.
void write_first(std::size_t tables, const std::filesystem::path& folder) {
    const pid_t child = fork();
    if (child == 0) {
        try {
            generate(schema_of(tables), folder);
            _exit(0);
        } catch (const std::exception& problem) {
            fmt::print(stderr, "generate: {}\n", problem.what());
        }
        _exit(1);
    }
    int status = 1;
    if (child < 0 or waitpid(child, &status, 0) != child or status != 0)
        throw std::runtime_error{"the first migration was not written"};
}

struct scratch {
    std::filesystem::path folder = std::filesystem::temp_directory_path() / ("virga-bench-" + fresh_id());
    scratch() { std::filesystem::create_directories(folder); }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch() { std::filesystem::remove_all(folder); }
};

int run(bool check) {
    constexpr std::size_t tables = 1000;
    const scratch at;
    write_first(tables, at.folder);

    const model schema = schema_of(tables);
    const double start = cpu_seconds();
    if (not generate(schema, at.folder).folder.empty()) throw std::runtime_error{"the unchanged schema was found changed"};
    const double alone = cpu_seconds() - start;
    const double seconds = cpu_seconds();
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const double megabytes = static_cast<double>(used.ru_maxrss) / 1024;

    fmt::print("generate, {} tables unchanged: {:.3f} s of CPU (generate alone {:.3f} s), at most {}; {:.1f} MB, at most {}\n",
               tables, seconds, alone, most_seconds, megabytes, most_megabytes);
    return check and (seconds > most_seconds or megabytes > most_megabytes) ? 1 : 0;
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
