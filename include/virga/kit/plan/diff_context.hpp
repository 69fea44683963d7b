// virga/kit/plan/diff_context.hpp: what the changes of one object have to know of the others.
#pragma once

#include <algorithm>  // std::ranges::any_of
#include <string>     // std::string
#include <vector>     // std::vector

#include <virga/kit/object/object.hpp>    // virga::kit::detail::lost_keys, object
#include <virga/kit/object/table.hpp>     // virga::kit::table_model
#include <virga/kit/plan/held.hpp>        // virga::kit::detail::schema_side
#include <virga/kit/plan/new_labels.hpp>  // virga::kit::detail::new_labels
#include <virga/kit/plan/retyped.hpp>     // virga::kit::detail::retyped_columns

namespace virga::kit::detail {

/// The schema before and after, what of it goes, and what changes its type.
struct diff_context {
    schema_side before;
    schema_side after;
    new_labels labels{};
    lost_keys lost{};
    retyped_columns retyped{};

    /// Whether something of that goes, or changes so that what leans on it has to go first.
    [[nodiscard]] bool has_lost(const std::vector<std::string>& keys) const {
        return std::ranges::any_of(keys, [this](const std::string& key) { return lost.contains(key); });
    }
    /// A sentence when an object uses a label that this migration adds; else empty.
    [[nodiscard]] std::string label_refusal(const object& of) const {
        for (const table_model* table : of.speaks_of) {
            if (std::string sentence = labels.refusal(*table, of.text); not sentence.empty()) return sentence;
        }
        return {};
    }
};
}  // namespace virga::kit::detail
