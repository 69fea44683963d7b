// virga/types/uuid_v7.hpp: UUIDs of version 7, which are made by the app and sort by the time when they were made.
#pragma once

#include <chrono>    // std::chrono::system_clock
#include <cstddef>   // std::size_t
#include <cstdint>   // std::uint64_t
#include <mutex>     // std::mutex
#include <random>    // std::random_device

#include <virga/types/uuid_value.hpp>  // virga::uuid

namespace virga {

namespace detail {
/// What the UUIDs of a process are made of: the milliseconds since 1970, and 74 bits that are random in each new millisecond and
/// grow by a random step within one.
class uuid_v7_maker {
public:
    /// The UUID of a moment; one that is not later than that of the last call is taken for that. Not for several threads at once.
    [[nodiscard]] uuid next(std::uint64_t milliseconds) {
        if (milliseconds > last_) {
            last_ = milliseconds;
            high_ = random() & high_mask;
            low_ = random() & low_mask;
        } else {
            low_ += 1 + (random() & step_mask);
            if (low_ > low_mask) {
                low_ &= low_mask;
                if (++high_ > high_mask) {  // all numbers of the millisecond are used up
                    high_ = 0;
                    ++last_;
                }
            }
        }
        return assembled();
    }

private:
    static constexpr std::uint64_t high_mask = 0xFFF;                 // rand_a, 12 bits
    static constexpr std::uint64_t low_mask = ~std::uint64_t{0} >> 2U;  // rand_b, 62 bits
    static constexpr std::uint64_t step_mask = 0xFFFF'FFFF;

    /// From the system each time: a generator of our own would give the same numbers on both sides of a fork.
    static std::uint64_t random() {
        thread_local std::random_device device;
        return std::uint64_t{device()} << 32U | device();
    }

    [[nodiscard]] uuid assembled() const {
        const std::uint64_t halves[]{last_ << 16U | std::uint64_t{7} << 12U | high_, std::uint64_t{2} << 62U | low_};
        uuid made{};
        std::size_t at = 0;
        for (std::uint8_t& byte : made) {
            byte = static_cast<std::uint8_t>(halves[at / 8] >> (56 - at % 8 * 8));
            ++at;
        }
        return made;
    }

    std::uint64_t last_ = 0;
    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
};
}  // namespace detail

/// A new UUID of version 7: 48 bits of milliseconds since 1970, 74 random bits. Each is greater than all that this process made
/// before, also where the clock is set back. For any number of threads. With `default_from<uuid_v7>` a column gets one for each
/// row. Errors: what `std::random_device` throws where the system has no source of random numbers. Source: RFC 9562, sections 5.7
/// and 6.2, method 2.
[[nodiscard]] inline uuid uuid_v7() {
    static std::mutex guard;
    static detail::uuid_v7_maker maker;
    using namespace std::chrono;
    const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    const std::lock_guard lock{guard};
    return maker.next(static_cast<std::uint64_t>(now));
}
}  // namespace virga
