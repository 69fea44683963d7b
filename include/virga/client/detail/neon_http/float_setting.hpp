// virga/client/detail/neon_http/float_setting.hpp: that floats arrive exact, and NULLs in arrays, where no session keeps a setting.
#pragma once

#include <array>        // std::array
#include <atomic>       // std::atomic
#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <string_view>  // std::string_view

namespace virga::detail {

/// What a transaction does before statements that depend on settings.
struct setting_steps {
    std::array<std::string_view, 3> texts{};
    std::size_t count = 0;
    bool ask_for_floats = false;  ///< the first one does
    constexpr void add(std::string_view text) { texts[count++] = text; }
    [[nodiscard]] std::span<const std::string_view> all() const { return {texts.data(), count}; }
};

/// A role or database can have an `extra_float_digits` of its own below 1, with which floats are printed rounded, or `array_nulls`
/// off, with which NULL in an array that is sent is a text, and nothing tells. A request cannot choose settings, but a transaction
/// can. So the first statement that returns floats is sent in a transaction that asks for the setting, and corrects it; after that
/// it is known whether others need the same. Arrays with NULLs, which are rare, always come with theirs.
class float_setting {
public:
    /// What to run first in the transaction of statements that return floats, or are given arrays with NULLs. None reads data:
    /// `set transaction` may follow.
    [[nodiscard]] setting_steps before(bool floats_come, bool nulls_are_given) const {
        setting_steps steps;
        const state known = state_.load(std::memory_order_relaxed);
        steps.ask_for_floats = floats_come and known == state::unknown;
        if (steps.ask_for_floats) steps.add("show extra_float_digits");
        if (floats_come and known != state::exact) steps.add("set local extra_float_digits to 3");
        if (nulls_are_given) steps.add("set local array_nulls to on");
        return steps;
    }

    /// `shown` is what the first of the steps returned.
    void learn(std::string_view shown) {
        const bool is_exact = shown == "1" or shown == "2" or shown == "3";
        state_.store(is_exact ? state::exact : state::rounded, std::memory_order_relaxed);
    }

private:
    enum class state { unknown, exact, rounded };
    std::atomic<state> state_{state::unknown};
};
}  // namespace virga::detail
