// tests/migrations/kit_server.hpp: a database for each test, and the kit's command line on it.
#pragma once

#include <string>
#include <vector>

#include <virga/kit/config.hpp>

#include "../postgres/server.hpp"
#include "../unit/kit_models.hpp"
#include "../unit/kit_scratch.hpp"

namespace virga_test {

/// A database of its own on the server of the tests, gone at the end.
class own_database {
public:
    own_database() : name_("kit_" + std::to_string(::getpid()) + "_" + std::to_string(next())) {
        administrator().execute("create database " + name_);
    }
    own_database(const own_database&) = delete;
    own_database& operator=(const own_database&) = delete;
    ~own_database() {
        try {
            administrator().execute("drop database " + name_ + " with (force)");
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }
    [[nodiscard]] std::string url() const { return server().url(name_); }
    /// The first cell of what a statement returns.
    [[nodiscard]] std::string ask(const std::string& sql) const {
        virga::postgres_client db{url()};
        return text(db.execute(sql)).value_or("null");
    }
    void execute(const std::string& sql) const { virga::postgres_client{url()}.execute(sql); }

private:
    /// A session that makes and drops all of them: beginning one costs the server more than either.
    static virga::postgres_client& administrator() {
        static virga::postgres_client one{server().url()};
        return one;
    }
    static int next() {
        static int count = 0;
        return ++count;
    }
    std::string name_;
};

/// What a run of the command line did.
struct outcome {
    int code = 0;
    std::string out;
    std::string errors;
};

/// Runs the kit on a folder and a database: `run_kit(schema, scratch, db, {"migrate"})`.
outcome run_kit(const model& schema, const scratch_folder& folder, const own_database& db, const names& words,
                config settings = {});

/// Adds a migration with this SQL to the folder.
inline void add_migration(const scratch_folder& folder, const std::string& name, const std::string& sql) {
    write_text(folder.path() / name / "migration.sql", sql);
}
}  // namespace virga_test
