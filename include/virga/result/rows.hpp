// virga/result/rows.hpp: a result with its C++ types: a range of rows, each decoded when it is read.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t, std::ptrdiff_t
#include <iterator>     // std::input_iterator_tag
#include <optional>     // std::optional
#include <string>       // std::to_string
#include <utility>      // std::move

#include <virga/result/into.hpp>    // virga::detail::struct_reader
#include <virga/result/result.hpp>  // virga::result
#include <virga/text/error.hpp>     // virga::error

namespace virga {

/// The result did not have the number of rows that `one()` or `first()` asks for.
class row_count_error : public error {
public:
    using error::error;
};

namespace detail {
[[noreturn]] inline void throw_row_count(std::size_t rows) {
    throw row_count_error("one: the statement returned " + std::to_string(rows) +
                          " rows where just one is expected; use first() where none may come");
}

/// What rows of all types have in common.
class untyped_rows {
public:
    /// The rows returned.
    [[nodiscard]] std::size_t size() const { return result_.rows(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// The rows inserted, updated or deleted; the rows returned, for a select.
    [[nodiscard]] std::size_t affected() const { return result_.affected(); }

protected:
    untyped_rows() = default;
    explicit untyped_rows(result answer) : result_(std::move(answer)) {}

    result result_;
};
}  // namespace detail

/// The rows of a result. Copies share the result, which lives as long as any of them.
///
/// `Reader` says what a row becomes. Reading a row decodes it anew: keep it in a variable. Errors: `value_error` where the
/// server sent what the schema rules out.
template <class Reader>
class rows : public detail::untyped_rows {
public:
    using value_type = typename Reader::type;

    // Each of these would be a function of its own in every file that runs the query.
    [[gnu::always_inline]] rows() = default;
    [[gnu::always_inline]] rows(const rows&) = default;
    [[gnu::always_inline]] rows(rows&&) = default;
    [[gnu::always_inline]] rows& operator=(const rows&) = default;
    [[gnu::always_inline]] rows& operator=(rows&&) = default;
    [[gnu::always_inline]] ~rows() = default;
    [[gnu::always_inline]] explicit rows(result answer) : untyped_rows(std::move(answer)) {}

    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::forward_iterator_tag;
        using value_type = typename Reader::type;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        using pointer = void;

        iterator() = default;
        [[gnu::always_inline]] iterator(const result* answer, std::size_t row) : result_(answer), row_(row) {}

        [[nodiscard, gnu::always_inline]] value_type operator*() const { return read(*result_, row_); }
        [[gnu::always_inline]] iterator& operator++() {
            ++row_;
            return *this;
        }
        iterator operator++(int) { return {result_, row_++}; }
        [[gnu::always_inline]] bool operator==(const iterator& other) const { return row_ == other.row_; }

    private:
        const result* result_ = nullptr;
        std::size_t row_ = 0;
    };

    [[nodiscard, gnu::always_inline]] iterator begin() const { return {&result_, 0}; }
    [[nodiscard, gnu::always_inline]] iterator end() const { return {&result_, size()}; }

    /// The row at `index`, which is less than `size()`.
    [[nodiscard, gnu::always_inline]] value_type operator[](std::size_t index) const { return read(result_, index); }

    /// The only row. Errors: `row_count_error` for no row or several.
    [[nodiscard, gnu::always_inline]] value_type one() const {
        if (size() != 1) detail::throw_row_count(size());
        return read(result_, 0);
    }
    /// The first row, or nothing.
    [[nodiscard, gnu::always_inline]] std::optional<value_type> first() const {
        if (empty()) return std::nullopt;
        return read(result_, 0);
    }

    /// The same rows as structs of the app's own: aggregates whose members are, in order, of the types of the columns.
    template <class Struct>
    [[nodiscard, gnu::always_inline]] auto into() const {
        return rows<detail::struct_reader<Struct, Reader>>(result_);
    }

private:
    [[nodiscard]] static value_type read(const result& from, std::size_t row) {
        std::array<cell, Reader::width + 1> cells;  // never of size 0
        from.read(row, cells.data());
        return Reader::read(cells.data());
    }
};
}  // namespace virga
