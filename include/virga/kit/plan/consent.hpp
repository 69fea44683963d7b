// virga/kit/plan/consent.hpp: what the kit does not do, and what it does only when told to.
#pragma once

#include <string>     // std::string
#include <vector>     // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>               // virga::kit::change
#include <virga/kit/command/shell_word.hpp>   // virga::kit::detail::shell_word
#include <virga/kit/error.hpp>                // virga::kit::kit_error
#include <virga/kit/model/lists.hpp>          // virga::kit::detail::find
#include <virga/kit/object/kinds.hpp>         // virga::kit::detail::kind_of
#include <virga/kit/plan/rename_request.hpp>  // virga::kit::possible_rename

namespace virga::kit {

/// Errors: `kit_error`, listing every change that the kit does not write.
inline void refuse_unwritten(const std::vector<change>& changes) {
    std::string refused;
    bool by_hand = false;
    for (const change& step : changes) {
        if (step.refusal.empty()) continue;
        refused += "\n  " + step.refusal;
        by_hand = by_hand or step.kind == change_kind::by_hand;
    }
    if (refused.empty()) return;
    if (by_hand) {
        refused += "\nTo write such a step by hand, draft the migration, which leaves a place open for it:\n  `generate --custom`";
    }
    throw kit_error(fmt::format("Nothing was written, because of:{}", refused));
}

/// Errors: `kit_error`, listing the options to add, when a change loses data or protection and is not in `allowed`; and
/// when `allowed` names what no change drops. `renames` are what a loss may be in truth; the message says how to ask for them.
inline void refuse_losses(const std::vector<change>& changes, const std::vector<std::string>& allowed,
                          const std::vector<possible_rename>& renames = {}) {
    std::string missing;
    std::string instead;
    bool data = false;
    bool protection = false;
    for (const change& step : changes) {
        if (not step.loses.empty() and detail::find(allowed, step.loses) == allowed.end()) {
            missing += " --allow-drop " + detail::shell_word(step.loses);
            const detail::object_kind* const kind = detail::kind_of(step.kind);
            (kind != nullptr and kind->is_protection ? protection : data) = true;
            for (const possible_rename& each : renames) {
                if (each.loses == step.loses) instead += "\n  `generate --rename " + detail::shell_word(each.request) + "`";
            }
        }
    }
    if (not missing.empty()) {
        const std::string what = not protection ? "data" : data ? "data and protection" : "protection";
        if (not instead.empty()) instead = "\nWhat has just another name now is not lost. Then type:" + instead;
        throw kit_error(fmt::format("Nothing was written: the migration would lose {}. To allow that, type:\n  `generate{}`{}",
                                    what, missing, instead));
    }
    for (const std::string& name : allowed) {
        if (detail::find(changes, name, &change::loses) == changes.end()) {
            throw kit_error(fmt::format("Nothing was written: --allow-drop {} names nothing that this migration drops.",
                                        detail::shell_word(name)));
        }
    }
}
}  // namespace virga::kit
