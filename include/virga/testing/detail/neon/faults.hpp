// virga/testing/detail/neon/faults.hpp: what a local_neon is told to do wrong.
#pragma once

#include <algorithm>    // std::min
#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <map>          // std::map
#include <mutex>        // std::mutex
#include <optional>     // std::optional
#include <random>       // std::mt19937
#include <ratio>        // std::milli
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/detail/deadline.hpp>       // virga::detail::capped
#include <virga/testing/detail/neon/numbers.hpp>  // virga::testing::detail::neon::reads_as

namespace virga::testing::detail::neon {

/// A fault: names with values, `latency=200,status=503`. A name without a value has an empty one.
class fault {
public:
    fault() = default;
    explicit fault(std::string_view spec) {
        while (not spec.empty()) {
            const auto end = std::min(spec.find(','), spec.size());
            std::string_view part = spec.substr(0, end);
            spec.remove_prefix(std::min(end + 1, spec.size()));
            while (part.starts_with(' ')) part.remove_prefix(1);
            while (part.ends_with(' ')) part.remove_suffix(1);
            const auto equals = part.find('=');
            if (part.empty()) continue;
            values_[std::string{part.substr(0, equals)}] = equals == part.npos ? "" : part.substr(equals + 1);
        }
    }

    bool has(std::string_view name) const { return values_.contains(name); }
    /// The value of a name; empty if the fault does not have it.
    std::string text(std::string_view name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? "" : found->second;
    }
    /// The number that is a name's value or begins it.
    std::size_t number(std::string_view name, std::size_t otherwise = 0) const {
        const std::string value = text(name);
        std::size_t number = otherwise;
        reads_as(std::string_view{value}.substr(0, value.find_first_not_of("0123456789")), number);
        return number;
    }
    std::chrono::milliseconds time(std::string_view name) const {
        return virga::detail::capped(std::chrono::duration<double, std::milli>(number(name)));
    }

private:
    std::map<std::string, std::string, std::less<>> values_;
};

/// The faults that wait for requests to hit. Any thread may use it.
class fault_box {
public:
    /// Takes `times`, `skip`, `p` and `on` of a spec for itself.
    void add(std::string_view spec) {
        waiting added{.what = fault{spec}};
        if (added.what.has("times")) added.left = added.what.number("times");
        added.skip = added.what.number("skip");
        added.on = added.what.text("on");
        if (added.what.has("p")) reads_as(added.what.text("p"), added.probability);
        const std::lock_guard lock{mutex_};
        faults_.push_back(added);
    }

    void clear() {
        const std::lock_guard lock{mutex_};
        faults_.clear();
    }

    /// The fault for a request of a kind, `http` or `ws`, which counts as hit; mostly none.
    fault take(std::string_view kind) {
        const std::lock_guard lock{mutex_};
        for (waiting& one : faults_) {
            if (not one.on.empty() and one.on != kind) continue;
            if (one.skip > 0) {
                --one.skip;
                continue;
            }
            if (one.left == 0) continue;
            if (std::uniform_real_distribution{0.0, 1.0}(random_) >= one.probability) continue;
            if (one.left) --*one.left;
            return one.what;
        }
        return {};
    }

private:
    struct waiting {
        fault what;
        std::optional<std::size_t> left = {};  // none: until it is cleared
        std::size_t skip = 0;
        std::string on = {};
        double probability = 1;
    };
    std::mutex mutex_;
    std::vector<waiting> faults_;
    std::mt19937 random_{std::random_device{}()};
};
}  // namespace virga::testing::detail::neon
