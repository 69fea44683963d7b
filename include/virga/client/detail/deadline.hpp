// virga/client/detail/deadline.hpp: points in time by which something has to be done.
#pragma once

#include <algorithm>  // std::clamp
#include <chrono>     // std::chrono::steady_clock

namespace virga::detail {

using steady_time = std::chrono::steady_clock::time_point;

/// Milliseconds until `deadline`, rounded up; 0 when it has passed.
inline int milliseconds_until(steady_time deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 86'400'000));
}
}  // namespace virga::detail
