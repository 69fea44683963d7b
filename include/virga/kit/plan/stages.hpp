// virga/kit/plan/stages.hpp: a migration in several files, where PostgreSQL cannot do all of it in one transaction.
#pragma once

#include <cstddef>    // std::size_t
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector, std::erase_if

#include <virga/kit/change.hpp>         // virga::kit::change
#include <virga/kit/diff.hpp>           // virga::kit::diff
#include <virga/kit/model.hpp>          // virga::kit::model
#include <virga/kit/model/lists.hpp>    // virga::kit::detail::any_of, find, find_if, none_of
#include <virga/kit/plan/held.hpp>      // virga::kit::detail::held_objects, object_of, schema_side, standing_needs
#include <virga/kit/plan/standing.hpp>  // virga::kit::detail::know_standing, standing_objects
#include <virga/kit/validate.hpp>       // virga::kit::keys_over

namespace virga::kit {

/// What one file of a migration does, and the schema after it.
struct stage {
    std::vector<change> changes;
    model after;
    bool outside = false;  ///< of a transaction
    std::string name{};    ///< of the index that it makes or drops; empty for all else
};

namespace detail {

[[nodiscard]] inline bool has_concurrent(const model& schema) {
    return any_of(schema.tables, [](const table_model& table) {
        return any_of(table.indexes, [](const index_model& index) { return index.made.concurrently; });
    });
}

/// Takes the indexes that come or go concurrently out of a migration: on tables that are there before and after, as nobody waits
/// for one that is made with its table. Each that comes has a file of its own, so that what is made stays made.
class stages_of {
public:
    stages_of(const model& before, const model& after) : before_(before), now_(after), after_(after) {
        for (table_model& table : now_.tables) {
            const auto old = find_if(before.tables, [&table](const table_model& each) {
                return each.schema == table.schema and each.name == table.name;
            });
            if (old == before.tables.end() or old->existing or table.existing) continue;
            set_apart(*old, table);
        }
        take_keys_away();
    }
    [[nodiscard]] bool has_several() const { return not coming_.empty() or not going_.empty(); }

    [[nodiscard]] std::vector<stage> all() {
        std::vector<stage> stages;
        std::vector<change> first = diff(before_, now_);
        if (not first.empty()) stages.push_back({std::move(first), now_});
        if (not going_.empty()) {
            const std::string name = going_.front().index;
            for (const place& each : going_) take_out(table_at(each).indexes, each.index);
            add_outside(stages, name);
        }
        for (const place& each : coming_) {
            std::vector<index_model>& indexes = table_at(each).indexes;
            take_out(indexes, each.index);
            const auto& declared = after_.tables[each.table].indexes;
            indexes.push_back(*find(declared, each.index, &index_model::name));
            add_outside(stages, each.index);
        }
        if (std::vector<change> last = diff(now_, after_); not last.empty()) stages.push_back({std::move(last), after_});
        else stages.back().after = model{after_};  // the same, in the order of declaration
        return stages;
    }

private:
    struct place {
        std::size_t table;  ///< among those after
        std::string index;
    };
    static void take_out(std::vector<index_model>& indexes, const std::string& name) {
        std::erase_if(indexes, [&name](const index_model& each) { return each.name == name; });
    }
    table_model& table_at(const place& of) { return now_.tables[of.table]; }

    void set_apart(const table_model& before, table_model& now) {
        const auto number = static_cast<std::size_t>(&now - now_.tables.data());
        const std::vector<index_model> declared = now.indexes;
        for (const index_model& index : before.indexes) {
            const auto kept = find(declared, index.name, &index_model::name);
            const bool changes = kept != declared.end() and is_another(now, index, *kept);
            if (not index.made.concurrently or (kept != declared.end() and not changes)) continue;
            if ((kept == declared.end() and is_taken(now, index)) or not can_stay(before, now, index)) continue;
            take_out(now.indexes, index.name);
            now.indexes.push_back(index);
            if (kept == declared.end()) going_.push_back({number, index.name});
            else coming_.push_back({number, index.name});
        }
        for (const index_model& index : declared) {
            const auto old = find(before.indexes, index.name, &index_model::name);
            if (not index.made.concurrently or old != before.indexes.end()) continue;
            take_out(now.indexes, index.name);
            coming_.push_back({number, index.name});
        }
    }
    /// Whether one cannot be altered into the other.
    static bool is_another(const table_model& table, const index_model& before, const index_model& after) {
        return before != after and alter_index(table, object_of(table, before), object_of(table, after)).empty();
    }
    /// Whether something else has the name of an index later.
    [[nodiscard]] bool is_taken(const table_model& table, const index_model& index) const {
        const std::string key = key_of::relation(table.schema, index.name);
        const auto has_it = [&key](const object& each) { return find(each.provides, key) != each.provides.end(); };
        const schema_side side{after_};
        return any_of(after_.tables, [&](const table_model& each) {
            return key_of::relation(each.schema, each.name) == key or
                   any_of(held_objects(each, side, side), has_it);
        }) or any_of(standing_objects(after_, side, {}), has_it);
    }
    /// Whether the functions and others that an object of before speaks of are the same after.
    [[nodiscard]] bool stand_as_they_are(const object& made) const {
        schema_side old{before_};
        know_standing(old, before_);
        const std::vector<std::string> needs = made.are_needs_told ? made.needs : standing_needs(made.text, old);
        if (needs.empty()) return true;
        const schema_side now{after_};
        const std::vector<object> kept = standing_objects(after_, now, {});
        return none_of(standing_objects(before_, old, {}), [&](const object& each) {
            const auto is_needed = [&needs](const std::string& key) { return find(needs, key) != needs.end(); };
            const auto is_same = [&each](const object& other) {
                return other.identity() == each.identity() and other.create == each.create;
            };
            return any_of(each.provides, is_needed) and not any_of(kept, is_same);
        });
    }
    /// Whether an index can outlive all else that changes: what it speaks of is the same then, and no foreign key leans on it.
    [[nodiscard]] bool can_stay(const table_model& before, const table_model& now, const index_model& index) const {
        const object made = object_of(before, index);
        for (const std::vector<std::string>* columns : {&made.columns, &made.mentioned}) {
            for (const std::string& name : *columns) {
                const auto old = find(before.columns, name, &column_model::name);
                const auto kept = find(now.columns, name, &column_model::name);
                if (old == before.columns.end() or kept == now.columns.end()) return false;
                if (ddl::type_of(*old) != ddl::type_of(*kept)) return false;
            }
        }
        if (not stand_as_they_are(made)) return false;
        const std::vector<std::string> key = key_columns(index);
        if (key.empty()) return true;
        const auto leans_on_it = [&](const table_model& each) {
            return any_of(each.foreign_keys, [&](const foreign_key_model& foreign) {
                return foreign.foreign_schema == before.schema and foreign.foreign_table == before.name and
                       same_columns(foreign.foreign_columns, key);
            });
        };
        // One that comes would lean on it, as the server takes what it finds first, though another key is there for it.
        return none_of(before_.tables, leans_on_it) and none_of(after_.tables, leans_on_it);
    }
    /// Foreign keys come last that need a key which is not there yet.
    void take_keys_away() {
        const schema_side side{now_};
        std::vector<std::pair<std::vector<foreign_key_model>*, std::string>> gone;
        for (table_model& table : now_.tables) {
            for (const foreign_key_model& key : table.foreign_keys) {
                const table_model* target = side.find(key.foreign_schema, key.foreign_table);
                if (target != nullptr and keys_over(*target, key.foreign_columns).empty()) {
                    gone.emplace_back(&table.foreign_keys, key.name);
                }
            }
        }
        for (const auto& [keys, name] : gone) {
            std::erase_if(*keys, [&name](const foreign_key_model& each) { return each.name == name; });
        }
    }
    void add_outside(std::vector<stage>& stages, const std::string& name) {
        stage made{diff(stages.empty() ? before_ : stages.back().after, now_), now_, true, name};
        std::vector<change> steps;
        for (change& step : made.changes) {
            if (step.kind == change_kind::set_comment) {
                steps.push_back(std::move(step));
                continue;
            }
            const bool drops = step.kind == change_kind::drop_index;
            step.sql = ddl::concurrently(std::move(step.sql), drops);
            if (not drops) {  // an earlier try may have left it
                change former = step;
                former.kind = change_kind::drop_index;
                former.sql = ddl::concurrently(ddl::drop_index({step.schema, step.name}, name), true);
                if (steps.empty()) steps.push_back(std::move(former));
            }
            steps.push_back(std::move(step));
        }
        made.changes = std::move(steps);
        stages.push_back(std::move(made));
    }

    const model& before_;
    model now_;  ///< what is reached so far
    const model& after_;
    std::vector<place> coming_, going_;
};
}  // namespace detail

/// The files that make one schema into the other, in order; one where nothing has to be apart. `changes` are those of `diff`.
/// Errors: those of `diff`.
[[nodiscard]] inline std::vector<stage> in_stages(const model& before, model after, std::vector<change> changes) {
    if (detail::has_concurrent(before) or detail::has_concurrent(after)) {
        detail::stages_of stages{before, after};
        if (stages.has_several()) return stages.all();
    }
    std::vector<stage> stages;
    stages.push_back({std::move(changes), std::move(after)});
    return stages;
}
}  // namespace virga::kit
