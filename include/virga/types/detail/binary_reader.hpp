// virga/types/detail/binary_reader.hpp: the parts of a binary value, one after the other.
#pragma once

#include <bit>          // std::bit_cast
#include <concepts>     // std::integral
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t, std::uint64_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/types/detail/network_order.hpp>  // append_network, network
#include <virga/types/detail/refuse.hpp>         // refuse

namespace virga::types::detail {

/// Takes numbers and bytes off the front of a binary value of the type that is called `type`. Throws `value_error` where less is
/// left than is taken.
class binary_reader {
public:
    binary_reader(std::string_view type, std::string_view bytes) : type_(type), rest_(bytes) {}

    template <std::integral Integer>
    [[nodiscard]] Integer take() {
        return network<Integer>(bytes(sizeof(Integer)).data());
    }
    [[nodiscard]] double take_double() { return std::bit_cast<double>(take<std::uint64_t>()); }
    [[nodiscard]] std::string_view bytes(std::size_t size) {
        if (rest_.size() < size) malformed();
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    /// Bytes with their size before them.
    [[nodiscard]] std::string_view sized() { return bytes(count(1)); }
    /// Moves past -1, which stands for NULL in the place of a size; whether it stood there.
    [[nodiscard]] bool skip_null() {
        if (not rest_.starts_with("\xFF\xFF\xFF\xFF")) return false;
        rest_.remove_prefix(4);
        return true;
    }
    /// How many parts of at least `size` bytes follow.
    [[nodiscard]] std::size_t count(std::size_t size) {
        const auto number = take<std::int32_t>();
        if (number < 0 or static_cast<std::size_t>(number) > rest_.size() / size) malformed();
        return static_cast<std::size_t>(number);
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    void end() const {
        if (not at_end()) malformed();
    }

private:
    [[noreturn]] void malformed() const { refuse(type_, "the binary value does not have the size of the type"); }

    std::string_view type_;
    std::string_view rest_;
};

inline void append_double(std::string& out, double value) { append_network(out, std::bit_cast<std::uint64_t>(value)); }
}  // namespace virga::types::detail
