// virga/kit/consent.hpp: what the kit does not do, and what it does only when told to.
#pragma once

#include <algorithm>    // std::ranges::find
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/change.hpp>  // virga::kit::change
#include <virga/kit/error.hpp>   // virga::kit::kit_error

namespace virga::kit {

namespace detail {

/// A word as a shell takes it.
inline std::string shell_word(std::string_view word) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-";
    if (word.find_first_not_of(plain) == word.npos) return std::string{word};
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return quoted + "'";
}
}  // namespace detail

/// Errors: `kit_error`, listing every change that the kit does not write.
inline void refuse_unwritten(const std::vector<change>& changes) {
    std::string refused;
    for (const change& step : changes) {
        if (not step.refusal.empty()) refused += "\n  " + step.refusal;
    }
    if (not refused.empty()) throw kit_error("Nothing was written, because of:" + refused);
}

namespace detail {

/// Whether what goes with a change is no data but what guards it, or who may see it.
inline bool loses_protection(const change& step) {
    using enum change_kind;
    return step.kind == drop_policy or step.kind == alter_row_security or step.kind == drop_role;
}
}  // namespace detail

/// Errors: `kit_error`, listing the options to add, when a change loses data or protection and is not in `allowed`; and
/// when `allowed` names what no change drops.
inline void refuse_losses(const std::vector<change>& changes, const std::vector<std::string>& allowed) {
    std::string missing;
    bool data = false;
    bool protection = false;
    for (const change& step : changes) {
        if (not step.loses.empty() and std::ranges::find(allowed, step.loses) == allowed.end()) {
            missing += " --allow-drop " + detail::shell_word(step.loses);
            (detail::loses_protection(step) ? protection : data) = true;
        }
    }
    if (not missing.empty()) {
        const std::string what = not protection ? "data" : data ? "data and protection" : "protection";
        throw kit_error("Nothing was written: the migration would lose " + what + ". To allow that, add:\n " + missing);
    }
    for (const std::string& name : allowed) {
        if (std::ranges::find(changes, name, &change::loses) == changes.end()) {
            throw kit_error("Nothing was written: --allow-drop " + detail::shell_word(name) + " names nothing that this migration drops.");
        }
    }
}
}  // namespace virga::kit
