// What the harnesses share: how a finding is told, an input taken apart, and time that grows too fast noticed.
//
// A harness defines `harness(input)`, for any bytes. It catches only the exceptions that are documented: another one, a
// report of a sanitizer and a property that does not hold end the program, which keeps the input.
#pragma once

#include <time.h>  // clock_gettime

#include <algorithm>    // std::min, std::max
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t, std::uint64_t
#include <cstdio>       // std::fprintf
#include <cstdlib>      // std::abort
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fnv1a.hpp>  // virga::detail::fnv1a

void harness(std::string_view input);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    harness({reinterpret_cast<const char*>(data), size});
    return 0;
}

namespace fuzz {

/// Ends the program if a property does not hold, which is named.
inline void expect(bool holds, const char* property) {
    if (holds) return;
    std::fprintf(stderr, "finding: not %s\n", property);
    std::abort();
}

/// Whether an action is refused with `Error`, which it may be; another exception ends the program.
template <class Error, class Action>
bool refuses(Action&& action) {
    try {
        action();
        return false;
    } catch (const Error&) {
        return true;
    }
}

/// An input taken apart: whatever is asked for, the bytes left decide; behind the last one there are zeros.
class bytes {
public:
    explicit bytes(std::string_view input) : rest_(input) {}

    [[nodiscard]] bool is_empty() const { return rest_.empty(); }
    /// From 0 to `most`, which is below 65,536.
    std::size_t number(std::size_t most) {
        std::size_t value = byte();
        if (most > 255) value = value << 8U | byte();
        return value % (most + 1);
    }
    bool flag() { return number(1) == 1; }
    /// Up to `most` bytes.
    std::string_view text(std::size_t most = 255) {
        const std::string_view part = rest_.substr(0, std::min(number(most), rest_.size()));
        rest_.remove_prefix(part.size());
        return part;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::size_t byte() {
        if (rest_.empty()) return 0;
        const auto value = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    std::string_view rest_;
};

inline std::uint64_t hash_of(std::string_view text) {
    const std::uint64_t hash = virga::detail::fnv1a(text);
    return hash ^ hash >> 32U;
}

/// The seconds that this program has kept a processor busy.
inline double seconds_of_work() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The seconds of work that an action takes for `size` bytes or somewhat more, which are the input with a part of it repeated.
template <class Action>
double seconds_for(std::size_t size, std::string_view input, std::size_t start, std::size_t length, Action&& action) {
    std::string repeated{input.substr(start, length)};
    while (repeated.size() < size) repeated += input.substr(start, length);
    const std::string text = std::string{input.substr(0, start)} + repeated + std::string{input.substr(start + length)};
    const double before = seconds_of_work();
    action(std::string_view{text});
    return seconds_of_work() - before;
}

/// Makes a long text of a short one, a part of which it repeats, and ends the program if to read it takes more than a moment and
/// three times as long as half of it: in linear time it would be twice, however the program is built, in quadratic time four
/// times. That is done for the first inputs in any case, which are seeds, or a file that is given alone, and then for as many
/// as do not slow down the others by much.
template <class Action>
void in_linear_time(std::string_view input, Action&& action) {
    static double spent = 0;
    static unsigned count = 0;
    if (input.empty() or input.size() > 128 or (++count > 16 and spent > seconds_of_work() / 4)) return;
    const double begin = seconds_of_work();
    const std::uint64_t hash = hash_of(input);
    const std::size_t start = hash % input.size();
    const std::size_t length = 1 + hash / 65'536 % (input.size() - start);

    constexpr std::size_t size = std::size_t{1} << 17U;
    double whole = seconds_for(size, input, start, length, action);
    if (whole > 0.1) {
        double half = seconds_for(size / 2, input, start, length, action);
        // What else the machine does makes one of them take longer: the least of some counts.
        for (int again = 0; again != 5 and whole > 3 * half; ++again) {
            whole = std::min(whole, seconds_for(size, input, start, length, action));
            half = std::min(half, seconds_for(size / 2, input, start, length, action));
        }
        if (whole > 3 * half)
            std::fprintf(stderr, "%zu bytes from byte %zu, repeated: %.2f s, half as often %.2f s\n", length, start, whole, half);
        expect(whole <= 3 * half, "linear time");
    }
    spent += seconds_of_work() - begin;
}
}  // namespace fuzz
