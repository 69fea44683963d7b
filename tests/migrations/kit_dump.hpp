// tests/migrations/kit_dump.hpp: the catalog of a database as text, to compare two of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <virga/kit/catalog.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/postgres_database.hpp>

#include "kit_server.hpp"

namespace virga_test {

/// Reads the catalog of a database again and again, in one session, where the server plans the question once: that takes longer
/// than to answer it.
class catalog_reader {
public:
    explicit catalog_reader(const own_database& db) : session_(db.url()) {}
    [[nodiscard]] catalog now() { return read_catalog(session_); }

private:
    class prepared final : public database {
    public:
        explicit prepared(const std::string& url) : client_(url) { client_.execute("set plan_cache_mode = force_generic_plan"); }

        virga::result query(std::string_view sql, const virga::arguments& values) override {
            if (not is_prepared_) client_.execute("prepare question (text, text) as " + std::string(sql));
            is_prepared_ = true;
            const std::string schema = quote_literal(values.data(0)), name = quote_literal(values.data(1));
            return client_.execute("execute question (" + schema + ", " + name + ")");
        }
        bool apply_unless(std::string_view, const virga::kit::work&) override { throw std::logic_error("it only reads"); }
        bool try_lock(std::int64_t) override { return false; }
        void unlock(std::int64_t) override {}

    private:
        virga::postgres_client client_;
        bool is_prepared_ = false;
    };
    prepared session_;
};

/// What pg_dump says of the database without its data, in an order that does not depend on that of columns; and what the kit says,
/// where the server came without pg_dump.
inline std::string catalog_of(const own_database& db) {
    if (not std::filesystem::exists(server().bin_directory() / "pg_dump")) {
        postgres_database connection{db.url()};
        std::string all;
        for (const auto& [thing, text] : read_catalog(connection)) {
            if (not thing.starts_with("role ")) all += thing + ": " + text + "\n";  // they belong to the server, as pg_dump has it
        }
        return all;
    }
    const std::string dump_program = (server().bin_directory() / "pg_dump").string();
    const std::string command = dump_program + " -s -N drizzle --no-security-labels '" + db.url() + "' 2>&1";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output{::popen(command.c_str(), "r"), ::pclose};
    std::string dump;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), output.get())) dump.append(buffer.data(), size);

    std::vector<std::string> statements;
    names lines;
    for (std::size_t at = 0; at < dump.size();) {
        const std::size_t end = std::min(dump.find('\n', at), dump.size());
        std::string line = dump.substr(at, end - at);
        at = end + 1;
        if (line.empty() or line.starts_with("--") or line.starts_with("\\")) continue;
        const bool last = line.ends_with(';');
        while (line.ends_with(',') or line.ends_with(';')) line.pop_back();
        lines.push_back(line);
        if (not last) continue;
        if (lines[0].starts_with("CREATE TABLE")) std::sort(lines.begin() + 1, lines.end());
        std::string statement;
        for (const std::string& each : lines) statement += each + "\n";
        statements.push_back(statement);
        lines.clear();
    }
    std::ranges::sort(statements);
    std::string all;
    for (const std::string& each : statements) all += each;
    return all;
}

/// Runs the changes from one schema to the other, in one transaction, as a migration does.
inline void apply_changes(const own_database& db, const model& before, const model& after) {
    std::vector<std::string> statements;
    for (const change& step : diff(before, after)) {
        CHECK(step.refusal == "");
        statements.push_back(step.sql);
    }
    postgres_database{db.url()}.apply(statements);
}

/// Checks that going from `before` to `after`, and back, gives the catalogs that they have when made from nothing: there, as
/// pg_dump has it; on the way back, as the kit reads it, which is faster. `rows` is run in between.
inline void check_round_trip(const model& before, const model& after, const std::string& rows = {}) {
    const own_database fresh, travelling;
    catalog_reader reader{travelling};
    const catalog nothing = reader.now();
    apply_changes(fresh, {}, after);
    apply_changes(travelling, {}, before);
    const catalog made_before = reader.now();
    if (not rows.empty()) travelling.execute(rows);
    apply_changes(travelling, before, after);
    CHECK(catalog_of(travelling) == catalog_of(fresh));
    apply_changes(travelling, after, before);
    CHECK(in_words(differences(reader.now(), made_before)) == "");
    apply_changes(travelling, before, {});
    CHECK(in_words(differences(reader.now(), nothing)) == "");
}

/// The same one way, where the way back is not written yet.
inline void check_trip(const model& before, const model& after) {
    const own_database fresh, travelling;
    apply_changes(fresh, {}, after);
    apply_changes(travelling, {}, before);
    apply_changes(travelling, before, after);
    CHECK(catalog_of(travelling) == catalog_of(fresh));
}
}  // namespace virga_test
