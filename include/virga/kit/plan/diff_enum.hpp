// virga/kit/plan/diff_enum.hpp: the changes that make one enum type into another.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>           // virga::kit::change
#include <virga/kit/ddl.hpp>              // virga::kit::ddl
#include <virga/kit/model.hpp>            // virga::kit::enum_model
#include <virga/kit/model/lists.hpp>      // virga::kit::detail::any_of, find
#include <virga/kit/model/names.hpp>      // virga::kit::implicit_name
#include <virga/kit/plan/new_labels.hpp>  // virga::kit::detail::new_labels

namespace virga::kit::detail {

/// The first label of `before` that is not in `after`, or not in the old order; nothing when labels were only added.
inline const std::string* lost_label(const enum_model& before, const enum_model& after) {
    std::size_t next = 0;
    for (const std::string& label : after.labels) {
        if (next != before.labels.size() and label == before.labels[next]) ++next;
    }
    return next == before.labels.size() ? nullptr : &before.labels[next];
}

/// An enum type that has to be made anew, as PostgreSQL neither drops a label nor moves it: beside the old one, which has another
/// name meanwhile.
struct remade_enum {
    const enum_model* before;
    const enum_model* after;
    std::string former;  ///< the old one's name meanwhile

    /// That the old one has its other name, and that columns are of it.
    [[nodiscard]] std::string former_key() const { return "former " + key_of::type(after->schema, after->name); }
    [[nodiscard]] std::string used_key() const { return "use of " + former_key(); }
    /// The label that takes the place of one; empty where none is said.
    [[nodiscard]] std::string_view heir_of(std::string_view label) const {
        for (const former_label_model& each : after->removed) {
            if (each.before == label) return each.now;
        }
        return {};
    }
    /// The values of a column as those of the new type.
    [[nodiscard]] std::string converted(const column_model& column) const {
        const bool is_array = column.type.ends_with(']');
        std::string text = quote_identifier(column.name) + (is_array ? "::text[]" : "::text");
        std::string cases;
        for (const std::string& label : before->labels) {
            const std::string_view heir = heir_of(label);
            if (heir.empty()) continue;
            if (is_array) text = "array_replace(" + text + ", " + quote_literal(label) + ", " + quote_literal(heir) + ")";
            else cases += " when " + quote_literal(label) + " then " + quote_literal(heir);
        }
        if (not cases.empty()) text = "(case " + text + cases + " else " + text + " end)";
        return text + "::" + column.type;
    }
};
/// By the key of the type.
using remade_enums = std::unordered_map<std::string, remade_enum>;

/// The enum types that have to be made anew.
inline remade_enums find_remade(const model& before, const model& after) {
    remade_enums found;
    for (const enum_model& type : before.enums) {
        for (const enum_model& same : after.enums) {
            if (same.schema != type.schema or same.name != type.name or lost_label(type, same) == nullptr) continue;
            std::string former = implicit_name(type.name, {}, "before");
            const auto is_taken = [&](const auto& each) { return each.schema == type.schema and each.name == former; };
            for (const model* each : {&before, &after}) {
                while (any_of(each->enums, is_taken) or any_of(each->tables, is_taken)) {
                    former = implicit_name(former, {}, "before");
                }
            }
            found.emplace(key_of::type(type.schema, type.name), remade_enum{&type, &same, std::move(former)});
        }
    }
    return found;
}

/// Puts the old type aside, makes the new one, and drops the old one when no column is of it any more.
inline void append_remaking(const remade_enum& made, std::vector<change>& changes) {
    const enum_model& type = *made.after;
    const std::string key = key_of::type(type.schema, type.name);
    change aside{change_kind::alter_enum, ddl::rename_enum(*made.before, made.former), type.schema, type.name};
    aside.drops = {key};
    aside.creates = {made.former_key()};
    std::string unmapped;
    for (const std::string& label : made.before->labels) {
        const bool goes = find(type.labels, label) == type.labels.end();
        if (goes and made.heir_of(label).empty()) (unmapped += unmapped.empty() ? "" : ", ") += quote_literal(label);
    }
    if (not unmapped.empty()) {
        aside.caution = fmt::format("enum type {} loses {}: that fails if a row holds it. Say what such rows get, by "
                                    "pg::removed_label.", spoken(type.schema, type.name), unmapped);
    }
    changes.push_back(std::move(aside));
    change create{change_kind::alter_enum, ddl::create_enum(type), type.schema, type.name};
    create.creates = {key};
    create.needs = {key_of::schema(type.schema)};
    changes.push_back(std::move(create));
    enum_model former = *made.before;
    former.name = made.former;
    change drop{change_kind::alter_enum, ddl::drop_enum(former), type.schema, type.name};
    drop.drops = {made.used_key()};
    drop.needs = {key};
    changes.push_back(std::move(drop));
}

/// Appends what adds the labels that `before` lacks, and notes them in `added`.
inline void append_new_labels(const enum_model& before, const enum_model& after, new_labels& added, std::vector<change>& changes) {
    std::size_t next = 0;
    std::string previous;
    for (const std::string& label : after.labels) {
        if (next != before.labels.size() and label == before.labels[next]) {
            ++next;
            continue;
        }
        const std::string follower = next == before.labels.size() ? "" : before.labels[next];
        change add{change_kind::add_label, ddl::add_label(after, label, follower), after.schema, after.name};
        add.creates = {key_of::label(after.schema, after.name, label)};
        if (not previous.empty()) add.needs = {key_of::label(after.schema, after.name, previous)};
        changes.push_back(std::move(add));
        added.add(after, label);
        previous = label;
    }
}
}  // namespace virga::kit::detail
