// virga/client/detail/postgres/spare_memory.hpp: the memory of large answers that are gone, for those to come.
#pragma once

#include <atomic>   // std::atomic
#include <cstddef>  // std::size_t
#include <mutex>    // std::mutex
#include <new>      // std::bad_alloc
#include <string>   // std::string
#include <utility>  // std::move
#include <vector>   // std::vector

#include <virga/result/result.hpp>  // virga::cell

namespace virga::detail {

/// What a large answer gives back to the system, and asks for again, costs more time than reading it: each page of it is taken
/// away, made anew and filled with zeros. So up to 8 MB of such memory are kept. For many threads at once.
class spare_memory {
public:
    /// Memory of that many bytes or cells, or more, but not of many times more; empty. Fresh where there is none to spare.
    std::vector<cell> cells(std::size_t count) {
        std::vector<cell> memory = take(cells_);
        if (memory.capacity() / 4 > count) memory = {};
        memory.reserve(count);
        return memory;
    }
    /// Some memory of a text, of whatever size; empty. None where there is none to spare.
    std::string text() { return take(texts_); }

    void give_back(std::vector<cell>&& memory) noexcept { keep(cells_, std::move(memory)); }
    void give_back(std::string&& memory) noexcept { keep(texts_, std::move(memory)); }

private:
    static constexpr std::size_t least = 16'384;  // of less the system takes none back
    static constexpr std::size_t most = std::size_t{1} << 20U;
    static constexpr std::size_t most_in_all = std::size_t{8} << 20U;

    template <class Memory>
    struct shelf {
        std::vector<Memory> all;
        std::atomic<bool> is_empty{true};
    };
    template <class Memory>
    static std::size_t bytes_of(const Memory& memory) {
        return memory.capacity() * sizeof(typename Memory::value_type);
    }

    template <class Memory>
    Memory take(shelf<Memory>& from) {
        if (from.is_empty.load(std::memory_order_relaxed)) return {};
        const std::lock_guard lock{mutex_};
        if (from.all.empty()) return {};
        Memory memory = std::move(from.all.back());
        from.all.pop_back();
        from.is_empty.store(from.all.empty(), std::memory_order_relaxed);
        bytes_ -= bytes_of(memory);
        return memory;
    }
    template <class Memory>
    void keep(shelf<Memory>& in, Memory&& memory) noexcept {
        const std::size_t size = bytes_of(memory);
        if (size < least or most < size) return;
        memory.clear();
        const std::lock_guard lock{mutex_};
        if (bytes_ + size > most_in_all) return;
        try {
            in.all.push_back(std::move(memory));
        } catch (const std::bad_alloc&) {  // then it goes
            return;
        }
        bytes_ += size;
        in.is_empty.store(false, std::memory_order_relaxed);
    }

    std::mutex mutex_;
    shelf<std::vector<cell>> cells_;
    shelf<std::string> texts_;
    std::size_t bytes_ = 0;
};
}  // namespace virga::detail
