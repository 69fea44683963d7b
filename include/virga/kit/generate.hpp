// virga/kit/generate.hpp: a migration from what the schema is to what it shall be.
#pragma once

#include <chrono>      // std::chrono
#include <cstddef>     // std::size_t
#include <filesystem>  // std::filesystem::path
#include <string>      // std::string
#include <utility>     // std::move
#include <vector>      // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/diff.hpp>                    // virga::kit::diff
#include <virga/kit/folder.hpp>                  // virga::kit::read_folder
#include <virga/kit/folder/chain.hpp>            // virga::kit::read_chain
#include <virga/kit/folder/migration_name.hpp>   // virga::kit::folder_name
#include <virga/kit/folder/open_place.hpp>       // virga::kit::detail::not_written
#include <virga/kit/folder/script.hpp>           // virga::kit::to_script
#include <virga/kit/folder/write_migration.hpp>  // virga::kit::write_migration
#include <virga/kit/plan/consent.hpp>            // virga::kit::refuse_losses
#include <virga/kit/plan/stale.hpp>              // virga::kit::detail::stale_conversions
#include <virga/kit/rename.hpp>                  // virga::kit::rename_changes, due_renames, possible_renames
#include <virga/kit/snapshot.hpp>                // virga::kit::to_json
#include <virga/kit/validate.hpp>                // virga::kit::normalised

namespace virga::kit {

struct generate_options {
    std::string name{};                     ///< of the migration; empty for one made from its changes
    bool custom = false;                    ///< write a migration for editing, also when nothing changed
    std::vector<std::string> allow_drop{};  ///< what may be dropped: `public.post.title`
    std::vector<std::string> rename{};      ///< what gets another name, in this order: `public.customer.street=address`
    bool leaves_schema_open = false;        ///< types without a schema are written bare; see `config::default_schema`
    std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
};

struct generated {
    std::filesystem::path folder;       ///< of the new migration; empty when nothing changed
    std::vector<std::string>
        cautions;  ///< sentences about statements that can fail, or take long, on a table with rows, and the like
    std::size_t open_places = 0;        ///< steps that a custom migration leaves to be written
};

/// The schema after all migrations in a folder, and the ids of those it ends in. The chain must be sound.
[[nodiscard]] inline snapshot newest_snapshot(const std::vector<migration>& migrations) {
    const std::vector<link> chain = read_chain(migrations);
    if (const auto wrong = faults(chain); not wrong.empty()) throw kit_error(wrong.front());
    return chain.empty() ? snapshot{} : read_snapshot(*heads(chain).front()->of);
}

/// Compares `schema` with the newest snapshot in `folder` and writes the next migration.
///
/// A custom migration is a draft to be finished by hand: it holds the same statements, and an open place for each change that
/// the kit does not write, or else one for all. `migrate` and `check` refuse a folder with open places, and they fail when they are
/// run. Its snapshot is that of `schema`.
/// Errors: `kit_error`; nothing is written then.
inline generated generate(const model& schema, const std::filesystem::path& folder, const generate_options& options = {}) {
    const std::vector<migration> migrations = read_folder(folder);
    snapshot newest = newest_snapshot(migrations);
    const std::vector<enum_model> before_enums = newest.schema.enums;
    model before = normalised(std::move(newest.schema));
    const model after = normalised(schema);
    std::vector<std::string> done;
    std::vector<std::string> renames = due_renames(before, schema.renames.requests, done);
    renames.insert(renames.end(), options.rename.begin(), options.rename.end());
    std::vector<change> changes = rename_changes(before, after, renames);
    for (change& step : diff(before, after)) changes.push_back(std::move(step));
    if (not options.custom) refuse_unwritten(changes);
    refuse_losses(changes, options.allow_drop, changes.empty() ? std::vector<possible_rename>{} : possible_renames(before, after));
    if (options.leaves_schema_open) detail::take_public_away(changes, {&before_enums, &schema.enums});
    generated result;
    result.cautions = std::move(done);
    for (std::string& each : detail::stale_conversions(before, after)) result.cautions.push_back(std::move(each));
    if (changes.empty() and not options.custom) return result;

    const std::string newest_name = migrations.empty() ? "" : migrations.back().name;
    if (not newest_name.empty() and time_of(newest_name) > options.now + std::chrono::hours{1}) {
        result.cautions.push_back(fmt::format("The newest migration, {}, is named after a time to come, so the new one gets the "
                                              "second after that, to sort behind it.", newest_name));
    }
    for (const change& step : changes) {
        if (not step.caution.empty()) result.cautions.push_back(step.caution);
        if (not step.refusal.empty()) ++result.open_places;
    }
    std::string script = to_script(changes);
    if (script.empty()) {
        script = "-- Write the statements of this migration in the place of this one. Between two of them stands the line\n-- " +
                 std::string{breakpoint} + "\n" + std::string{detail::not_written} + "\n";
        result.open_places = 1;
    } else if (options.custom and result.open_places == 0) {
        script = "-- A draft of all that changes. Write what is missing, and take out this statement, which fails until then.\n" +
                 std::string{detail::not_written} + "\n" + std::string{breakpoint} + "\n" + script;
        result.open_places = 1;
    }
    const std::string name = folder_name(not options.name.empty() ? options.name
                                         : options.custom         ? "custom"
                                                                  : default_name(changes),
                                         newest_name, options.now);
    snapshot next{fresh_id(), {}, after};
    if (not newest.id.empty()) next.parents.push_back(newest.id);
    result.folder = write_migration(folder, name, script, to_json(next));
    return result;
}
}  // namespace virga::kit
