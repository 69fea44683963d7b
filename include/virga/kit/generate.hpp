// virga/kit/generate.hpp: a migration from what the schema is to what it shall be.
#pragma once

#include <chrono>      // std::chrono
#include <cstddef>     // std::size_t
#include <filesystem>  // std::filesystem::path
#include <optional>    // std::optional
#include <string>      // std::string
#include <utility>     // std::move
#include <vector>      // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/diff.hpp>                    // virga::kit::diff, detail::diff_normalised
#include <virga/kit/folder.hpp>                  // virga::kit::read_folder
#include <virga/kit/folder/chain.hpp>            // virga::kit::read_chain
#include <virga/kit/folder/migration_name.hpp>   // virga::kit::folder_name
#include <virga/kit/folder/open_place.hpp>       // virga::kit::detail::not_written
#include <virga/kit/folder/script.hpp>           // virga::kit::to_script
#include <virga/kit/folder/write_migration.hpp>  // virga::kit::write_migration
#include <virga/kit/model/lists.hpp>             // virga::kit::detail::any_of, find
#include <virga/kit/plan/consent.hpp>            // virga::kit::refuse_losses
#include <virga/kit/plan/stages.hpp>             // virga::kit::in_stages
#include <virga/kit/plan/stale.hpp>              // virga::kit::detail::stale_conversions
#include <virga/kit/proof/proof_task.hpp>        // virga::kit::prover
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
    prover prove{};                         ///< tries the migration before it is written; see `virga/kit/proof.hpp`
    std::chrono::sys_seconds now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
};

struct generated {
    std::filesystem::path folder;  ///< of the new migration, the first one if there are several; empty when nothing changed
    std::vector<std::string>
        cautions;  ///< sentences about statements that can fail, or take long, on a table with rows, and the like
    std::vector<std::filesystem::path> folders{};  ///< of all new migrations, in order: not all can be done in one transaction
    std::size_t open_places = 0;                   ///< steps that a custom migration leaves to be written
};

/// The schema after all migrations in a folder, and the ids of those it ends in. The chain must be sound.
[[nodiscard]] inline snapshot newest_snapshot(const std::vector<migration>& migrations) {
    const std::vector<link> chain = read_chain(migrations);
    if (const auto wrong = faults(chain); not wrong.empty()) throw kit_error(wrong.front());
    return chain.empty() ? snapshot{} : read_snapshot(*heads(chain).front()->of);
}

namespace detail {
struct plan {
    const model* before;           ///< the schema that it begins with, which has to live as long
    std::optional<model> changed;  ///< by renames, if there are any
    std::vector<change> renames, steps;

    /// The schema after the renames.
    [[nodiscard]] const model& renamed() const { return changed ? *changed : *before; }
    [[nodiscard]] std::vector<change> all() const {
        std::vector<change> changes = renames;
        changes.insert(changes.end(), steps.begin(), steps.end());
        return changes;
    }
};
/// Both are normalised.
inline plan plan_of(const model& before, const model& after, const std::vector<std::string>& renames) {
    plan made{&before, {}, {}, {}};
    if (renames.empty() and not declares_label_renames(after)) {
        made.steps = diff_normalised(before, after);
        return made;
    }
    made.changed.emplace(before);  // no assignment, which would be compiled for all that a model consists of
    made.renames = rename_changes(*made.changed, after, renames);
    for (change& step : label_renames(*made.changed, after)) made.renames.push_back(std::move(step));
    made.steps = diff(*made.changed, after);
    return made;
}

/// `before` with the labels that `after` adds. `renamed` is `before` with what is renamed on the way to `after`.
inline model with_new_labels(model before, const model& renamed, const model& after) {
    for (std::size_t i = 0; i != before.enums.size(); ++i) {
        const enum_model& old = renamed.enums[i];
        const auto now = find_enum(after.enums, old.schema, old.name);
        if (now == after.enums.end() or lost_label(old, *now) != nullptr) continue;
        std::vector<std::string> labels = now->labels;
        for (std::size_t k = 0; k != old.labels.size(); ++k) {
            *find(labels, old.labels[k]) = before.enums[i].labels[k];
        }
        before.enums[i].labels = std::move(labels);
    }
    return before;
}

/// The text of a file.
inline std::string script_of(const stage& of) {
    return (of.outside ? std::string{outside_mark} + "\n" : std::string{}) + to_script(of.changes);
}
/// That of the first file, which is a draft if it is to be finished by hand.
inline std::string script_of(const stage& of, const generate_options& options, generated& result) {
    std::string script = script_of(of);
    if (not options.custom or result.open_places != 0) return script;
    result.open_places = 1;
    if (of.changes.empty()) {
        return "-- Write the statements of this migration in the place of this one. Between two of them stands the line\n-- " +
               std::string{breakpoint} + "\n" + std::string{not_written} + "\n";
    }
    return "-- A draft of all that changes. Write what is missing, and take out this statement, which fails until then.\n" +
           std::string{not_written} + "\n" + std::string{breakpoint} + "\n" + script;
}
struct written_file {
    std::string name, script, snapshot;
};
/// What a file is called, behind its time.
inline std::string stage_name(const generate_options& options, const stage& of, std::size_t number) {
    if (not options.name.empty()) return number == 0 ? options.name : fmt::format("{}_{}", options.name, number + 1);
    if (options.custom and number == 0) return "custom";
    if (not of.outside) return default_name(of.changes);
    const bool comes = of.changes.back().kind == change_kind::create_index;
    return (comes ? "create_index_" : "drop_index_") + plain_name(of.name);
}
}  // namespace detail

/// Compares `schema` with the newest snapshot in `folder` and writes the next migration; several, where not all of it can be done
/// in one transaction: an index that is made concurrently, a label of an enum type that is used at once.
///
/// A custom migration is a draft to be finished by hand: it holds the same statements, and an open place for each change that
/// the kit does not write, or else one for all. `migrate` and `check` refuse a folder with open places, and they fail when they are
/// run. Its snapshot is that of `schema`.
/// Errors: `kit_error`; nothing is written then.
inline generated generate(const model& schema, const std::filesystem::path& folder, const generate_options& options = {}) {
    const std::vector<migration> migrations = read_folder(folder);
    snapshot newest = newest_snapshot(migrations);
    const model before = normalised(std::move(newest.schema));
    model after = normalised(schema);
    std::vector<std::string> done;
    std::vector<std::string> renames = due_renames(before, schema.renames.requests, done);
    renames.insert(renames.end(), options.rename.begin(), options.rename.end());
    detail::plan planned = detail::plan_of(before, after, renames);
    generated result;
    result.cautions = std::move(done);
    for (std::string& sentence : detail::stale_conversions(before, after)) result.cautions.push_back(std::move(sentence));
    const std::string newest_name = migrations.empty() ? "" : migrations.back().name;
    if (not newest_name.empty() and time_of(newest_name) > options.now + std::chrono::hours{1}) {
        result.cautions.push_back(fmt::format("The newest migration, {}, is named after a time to come, so the new one gets the "
                                              "second after that, to sort behind it.", newest_name));
    }
    const bool awaits_commit = detail::any_of(planned.steps, [](const change& step) { return step.awaits_commit; });
    const model between = awaits_commit ? detail::with_new_labels(before, planned.renamed(), after) : model{};
    if (awaits_commit) planned = detail::plan_of(between, after, renames);
    const std::vector<change> changes = planned.all();
    if (not options.custom) refuse_unwritten(changes);
    const bool loses = detail::any_of(changes, [](const change& step) { return not step.loses.empty(); });
    refuse_losses(changes, options.allow_drop,
                  loses ? possible_renames(planned.renamed(), after) : std::vector<possible_rename>{});
    if (changes.empty() and not options.custom) return result;
    if (not changes.empty()) {
        for (std::string& sentence : detail::stale_labels(before, after)) result.cautions.push_back(std::move(sentence));
    }
    for (const change& step : changes) {
        if (not step.caution.empty()) result.cautions.push_back(step.caution);
        if (not step.refusal.empty()) ++result.open_places;
    }
    std::vector<stage> stages = in_stages(planned.renamed(), std::move(after), std::move(planned.steps));
    if (stages.front().outside and (options.custom or not planned.renames.empty())) {
        stages.insert(stages.begin(), {{}, planned.renamed()});
    }
    stages.front().changes.insert(stages.front().changes.begin(), planned.renames.begin(), planned.renames.end());
    const std::size_t first = awaits_commit ? 1 : 0;  // before it stands the one that adds labels
    if (awaits_commit) stages.insert(stages.begin(), {diff(before, between), between});
    std::vector<detail::written_file> files;
    const model& reached = stages.back().after;  // what `after` was
    std::string former_id = newest.id, former_name = newest_name;
    std::vector<proof_file> tried;
    for (stage& each : stages) {
        const std::size_t number = files.size();
        const std::string title = number < first ? "add_labels_of_" + default_name(each.changes).substr(std::size("alter_") - 1)
                                                 : detail::stage_name(options, each, number - first);
        if (options.leaves_schema_open) detail::take_public_away(each.changes, {&before, &reached});
        const std::string id = fresh_id();
        const std::vector<std::string> parents = former_id.empty() ? std::vector<std::string>{} : std::vector{former_id};
        files.push_back({folder_name(title, former_name, options.now),
                         number == first ? detail::script_of(each, options, result) : detail::script_of(each),
                         to_json(id, parents, each.after)});
        if (options.prove) tried.push_back({std::move(each.changes), files.back().script, each.outside});
        former_id = id;
        former_name = files.back().name;
    }
    if (options.prove) {
        if (options.custom) throw kit_error("A draft cannot be proved. Write it without --prove.");
        for (std::string& note : options.prove({migrations, before, reached, tried})) result.cautions.push_back(std::move(note));
    }
    if (awaits_commit) {
        result.cautions.push_back(fmt::format("PostgreSQL uses a new label only once it is committed. So {} adds the labels alone, "
                                              "and another migration after it does the rest.", files.front().name));
    }
    for (const detail::written_file& each : files) {
        result.folders.push_back(write_migration(folder, each.name, each.script, each.snapshot));
    }
    result.folder = result.folders.front();
    return result;
}
}  // namespace virga::kit
