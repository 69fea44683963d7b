// virga/kit/describe/described_at.hpp: what a declaration throws while it is described, as a sentence that names the place.
#pragma once

#include <exception>    // std::exception
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/error.hpp>  // virga::kit::kit_error

namespace virga::kit::detail {

[[noreturn]] inline void refuse_declared(const std::string& place, std::string_view why) {
    std::string sentence = place + ": ";
    sentence += why;
    if (not sentence.ends_with('.')) sentence += '.';
    throw kit_error(sentence);
}

/// The same of what has just been thrown.
[[noreturn]] inline void refuse_thrown(const std::string& place) {
    try {
        throw;
    } catch (const std::exception& failure) {
        refuse_declared(place, failure.what());
    } catch (...) {
        refuse_declared(place, "what turns its values into text threw something without a message");
    }
}

/// The result of `action`, which turns what was declared at `place` (`table public.post, check post_views`) into text.
///
/// Values become text here for the first time, by the type's rules or by a codec of the app's own, which may throw anything.
/// Errors: `kit_error` with the place, for whatever `action` throws.
template <class Action>
auto described_at(const std::string& place, Action action) {
    try {
        return action();
    } catch (...) {
        refuse_thrown(place);
    }
}
}  // namespace virga::kit::detail
