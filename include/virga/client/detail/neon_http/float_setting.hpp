// virga/client/detail/neon_http/float_setting.hpp: that floats arrive exact where no session keeps a setting.
#pragma once

#include <array>        // std::array
#include <atomic>       // std::atomic
#include <span>         // std::span
#include <string_view>  // std::string_view

namespace virga::detail {

/// A role or database can have an `extra_float_digits` of its own below 1, with which floats are printed rounded, and nothing
/// tells. A request cannot choose settings, but a transaction can. So the first statement that returns floats is sent in a
/// transaction that asks for the setting, and corrects it; after that it is known whether others need the same.
class float_setting {
public:
    /// What to run first in the transaction of statements that return floats. None reads data: `set transaction` may follow.
    [[nodiscard]] std::span<const std::string_view> before_floats() const {
        static constexpr std::array<std::string_view, 2> steps{"show extra_float_digits", "set local extra_float_digits to 3"};
        switch (state_.load(std::memory_order_relaxed)) {
            case state::exact: return {};
            case state::rounded: return {steps.data() + 1, 1};
            case state::unknown: break;
        }
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
