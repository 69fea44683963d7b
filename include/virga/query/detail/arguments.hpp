// virga/query/detail/arguments.hpp: the encoded values of one execution of a statement.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint32_t
#include <cstring>  // std::memcpy
#include <string>   // std::string

#include <virga/text/error.hpp>  // virga::value_error

namespace virga {

/// The values of a statement's parameters, in PostgreSQL's text format, `$1` first.
///
/// All values lie one after the other in one buffer, each ended by a zero byte, which the text format
/// cannot contain. Pointers from `data()` live until the next `add`.
class arguments {
public:
    /// Makes room for this many values at once.
    void reserve(std::size_t values) { starts_.reserve(values * sizeof none); }

    /// Appends one value: `write(std::string&)` appends its text to the string. Errors: `value_error` beyond 4 GB in all.
    template <class Write>
    void add(Write&& write) {
        write(begin_value());
        end_value();
    }
    /// Begins one value: its text is appended to this string, and `end_value()` called then, which has the errors of `add`.
    [[nodiscard]] std::string& begin_value() {
        begun_ = bytes_.size();
        return bytes_;
    }
    [[gnu::noinline]] void end_value() {
        if (begun_ >= none) throw value_error("arguments: the values take more than 4 GB, and the server takes at most 1 GB");
        const char zero = 0;
        bytes_.append(&zero, 1);
        add_start(static_cast<std::uint32_t>(begun_));
    }

    /// Appends NULL.
    void add_null() { add_start(none); }

    [[nodiscard]] std::size_t size() const { return starts_.size() / sizeof none; }

    /// The zero-terminated text of the value at `index`, or nullptr for NULL.
    [[nodiscard]] const char* data(std::size_t index) const {
        std::uint32_t start = none;
        std::memcpy(&start, starts_.data() + index * sizeof none, sizeof none);
        return start == none ? nullptr : bytes_.data() + start;
    }

    void clear() {
        bytes_.clear();
        starts_.clear();
    }

private:
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

    void add_start(std::uint32_t start) {
        char bytes[sizeof start];
        std::memcpy(bytes, &start, sizeof start);
        starts_.append(bytes, sizeof bytes);
    }

    std::string bytes_;
    std::size_t begun_ = 0;  // where the last value begins
    std::string starts_;     // the bytes of numbers, of three of them in place; a vector would be compiled anew in every file
};
}  // namespace virga
