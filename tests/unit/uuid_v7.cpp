// UUIDs of version 7: their bits, their order, and that no two are the same.
#include <algorithm>  // std::is_sorted, std::adjacent_find
#include <chrono>     // std::chrono::system_clock
#include <cstddef>    // std::size_t
#include <cstdint>    // std::uint64_t
#include <string>     // std::string
#include <thread>     // std::jthread
#include <vector>     // std::vector

#include <virga/types/uuid_v7.hpp>  // virga::uuid_v7

#include "../catch.hpp"

using virga::uuid;

namespace {
std::uint64_t milliseconds_of(const uuid& id) {
    std::uint64_t read = 0;
    for (int i = 0; i != 6; ++i) read = read << 8U | *(id.begin() + i);
    return read;
}
bool has_version_and_variant(const uuid& id) {
    return (*(id.begin() + 6) >> 4U) == 7 and (*(id.begin() + 8) >> 6U) == 2;
}
}  // namespace

TEST_CASE("a_uuid_of_version_7_has_the_time_a_version_and_a_variant") {
    using namespace std::chrono;
    const auto now = [] {
        return static_cast<std::uint64_t>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    };
    const std::uint64_t before = now();
    const uuid id = virga::uuid_v7();
    CHECK(milliseconds_of(id) >= before);
    CHECK(milliseconds_of(id) <= now() + 1);
    CHECK(has_version_and_variant(id));
    CHECK(virga::to_string(id)[14] == '7');
}

TEST_CASE("uuids_of_version_7_grow_whatever_the_clock_says") {
    virga::detail::uuid_v7_maker maker;
    std::vector<uuid> all;
    for (const std::uint64_t at : {5'000U, 5'000U, 5'000U, 4'000U, 1U, 5'001U, 5'000U, 9'000U}) all.push_back(maker.next(at));
    CHECK(std::is_sorted(all.begin(), all.end()));
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(milliseconds_of(all[4]) == 5'000);
    CHECK(milliseconds_of(all[7]) == 9'000);
    for (int i = 0; i != 20'000; ++i) {
        const uuid next = maker.next(9'000);
        if (not(all.back() < next) or not has_version_and_variant(next)) FAIL("after " << i);
        all.back() = next;
    }
}

TEST_CASE("uuids_of_version_7_of_many_threads_differ") {
    constexpr std::size_t each = 5'000;
    std::vector<std::vector<uuid>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& own : made) {
            threads.emplace_back([&own] {
                for (std::size_t i = 0; i != each; ++i) own.push_back(virga::uuid_v7());
            });
        }
    }
    std::vector<uuid> all;
    for (const auto& own : made) {
        CHECK(std::is_sorted(own.begin(), own.end()));
        all.insert(all.end(), own.begin(), own.end());
    }
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(all.size() == made.size() * each);
}
