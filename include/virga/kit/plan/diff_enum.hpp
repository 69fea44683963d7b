// virga/kit/plan/diff_enum.hpp: the changes that make one enum type into another.
#pragma once

#include <cstddef>  // std::size_t
#include <string>   // std::string
#include <utility>  // std::move
#include <vector>   // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>           // virga::kit::change
#include <virga/kit/ddl.hpp>              // virga::kit::ddl
#include <virga/kit/model.hpp>            // virga::kit::enum_model
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

/// Appends what makes `before` into `after`, and notes the labels that come in `added`.
inline void append_enum_changes(const enum_model& before, const enum_model& after, new_labels& added,
                                std::vector<change>& changes) {
    if (const std::string* lost = lost_label(before, after)) {
        change step{change_kind::by_hand, "", after.schema, after.name};
        step.refusal = fmt::format("enum type {}: the label {} is removed, renamed or moved, which the kit does not write yet.",
                                   spoken(after.schema, after.name), *lost);
        changes.push_back(std::move(step));
        return;
    }
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
