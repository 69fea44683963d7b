// virga/types/detail/array_binary.hpp: the binary format of arrays.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t, std::uint32_t
#include <limits>       // std::numeric_limits
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/types/detail/network_order.hpp>  // append_network, network
#include <virga/types/detail/refuse.hpp>         // refuse

/// Dimensions, whether there are NULLs, the OID of the elements; the size and first index of each dimension;
/// then each element, its size before it, which is -1 for NULL. All these numbers have 32 bits.
/// Source: array_send and array_recv in PostgreSQL's arrayfuncs.c.
namespace virga::types::detail {

[[nodiscard]] inline std::int32_t array_size(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        refuse("array", "PostgreSQL cannot store so much in an array");
    return static_cast<std::int32_t>(size);
}

inline void append_array_header(std::string& out, std::size_t size, bool has_nulls, std::uint32_t element) {
    append_network<std::int32_t>(out, size == 0 ? 0 : 1);
    append_network<std::int32_t>(out, has_nulls ? 1 : 0);
    append_network(out, element);
    if (size == 0) return;
    append_network(out, array_size(size));
    append_network<std::int32_t>(out, 1);
}

/// Puts the size of the element that ends `out` into the four bytes before `start`, where it begins.
inline void set_element_size(std::string& out, std::size_t start) {
    std::string size;
    append_network(size, array_size(out.size() - start));
    out.replace(start - size.size(), size.size(), size);
}

/// The elements of an array, one after the other. Throws `value_error` where the bytes are malformed, have
/// more than one dimension, or are of another element type.
class array_binary_reader {
public:
    array_binary_reader(std::string_view bytes, std::uint32_t element) : rest_(bytes) {
        const auto dimensions = take<std::int32_t>();
        take<std::int32_t>();  // whether there are NULLs, which is no more than a hint
        if (take<std::uint32_t>() != element and element != 0) refuse("array", "the elements are of another type");
        if (dimensions > 1) refuse("array", "the array has more than one dimension");
        if (dimensions == 1) {
            left_ = take<std::int32_t>();
            take<std::int32_t>();  // the first index
        }
        if (dimensions < 0 or left_ < 0) malformed();
    }

    /// How many elements are left; no more than there are bytes for.
    [[nodiscard]] std::size_t size() const {
        const std::size_t most = rest_.size() / sizeof(std::int32_t);
        return static_cast<std::size_t>(left_) < most ? static_cast<std::size_t>(left_) : most;
    }

    /// Moves to the next element; false at the end.
    bool next() {
        if (left_ == 0) {
            if (not rest_.empty()) malformed();
            return false;
        }
        --left_;
        const auto size = take<std::int32_t>();
        is_null_ = size == -1;
        if (size < -1 or (size > 0 and rest_.size() < static_cast<std::size_t>(size))) malformed();
        element_ = rest_.substr(0, is_null_ ? 0 : static_cast<std::size_t>(size));
        rest_.remove_prefix(element_.size());
        return true;
    }

    [[nodiscard]] bool is_null() const { return is_null_; }
    [[nodiscard]] std::string_view element() const { return element_; }

private:
    [[noreturn]] static void malformed() { refuse("array", "the binary value is malformed"); }

    template <class Integer>
    Integer take() {
        if (rest_.size() < sizeof(Integer)) malformed();
        const auto value = network<Integer>(rest_.data());
        rest_.remove_prefix(sizeof(Integer));
        return value;
    }

    std::string_view rest_;
    std::string_view element_;
    std::int32_t left_ = 0;
    bool is_null_ = false;
};
}  // namespace virga::types::detail
