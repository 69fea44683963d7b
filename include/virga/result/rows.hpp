// virga/result/rows.hpp: a result with its C++ types: a range of rows, each decoded when it is read.
#pragma once

#include <cstddef>      // std::size_t, std::ptrdiff_t
#include <iterator>     // std::input_iterator_tag
#include <optional>     // std::optional
#include <span>         // std::span
#include <utility>      // std::move

#include <virga/query/statement.hpp>  // virga::column_description
#include <virga/result/into.hpp>      // virga::detail::struct_reader
#include <virga/result/result.hpp>    // virga::result

namespace virga {

namespace detail {
/// What rows of all types have in common.
class untyped_rows {
public:
    /// The rows returned.
    [[nodiscard]] std::size_t size() const { return result_.rows(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// The rows inserted, updated or deleted; the rows returned, for a select.
    [[nodiscard]] std::size_t affected() const { return result_.affected(); }

    untyped_rows() = default;
    // Else all of these would stand in each query's function.
    [[gnu::noinline]] untyped_rows(const untyped_rows&) = default;
    [[gnu::noinline]] untyped_rows(untyped_rows&&) = default;
    [[gnu::noinline]] untyped_rows& operator=(const untyped_rows&) = default;
    [[gnu::noinline]] untyped_rows& operator=(untyped_rows&&) = default;
    [[gnu::noinline]] ~untyped_rows() = default;
    /// `columns` are those that the statement says, of static storage.
    untyped_rows(result&& answer, std::span<const column_description> columns)
        : result_(std::move(answer)), columns_(columns.data()) {}

protected:
    [[noreturn]] void refuse_row_count() const { result_.refuse_row_count(); }
    /// Reads a row into `cells`, one for each column that the statement says, and a mark behind them. Errors: `value_error` where
    /// NULL came and cannot come.
    [[gnu::noinline]] void read_cells(std::size_t row, cell* cells, std::size_t count) const {
        result_.read(row, cells);
        cells[count] = mark_of(columns_ + count);
        for (std::size_t i = 0; i != count; ++i) {
            if (cells[i].is_null() and not columns_[i].nullable) result_.refuse_null(columns_[i].name);
        }
    }

private:
    result result_;
    const column_description* columns_ = nullptr;
};

/// Where an iterator over rows of any type stands.
struct row_position {
    const untyped_rows* all = nullptr;
    std::size_t row = 0;
    friend bool operator==(const row_position& left, const row_position& right) { return left.row == right.row; }
};
}  // namespace detail

/// The rows of a result. Copies share the result, which lives as long as any of them.
///
/// `Reader` says what a row becomes. Reading a row decodes it anew: keep it in a variable. Errors: `value_error` where the
/// server sent what the schema rules out.
template <class Reader>
class rows : public detail::untyped_rows {
public:
    // An aggregate: constructors would be functions of their own, of each query, in every file that runs it; so would the
    // destructor if it were not written. What a row is, the iterator says (`std::ranges::range_value_t`): not all who run a
    // query read the rows in this form, and without need the compiler should not work it out.
    [[gnu::always_inline]] ~rows() = default;

    struct iterator : detail::row_position {
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::forward_iterator_tag;
        using value_type = typename Reader::type;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        using pointer = void;

        [[nodiscard, gnu::always_inline]] value_type operator*() const { return static_cast<const rows*>(all)->read(row); }
        [[gnu::always_inline]] iterator& operator++() {
            ++row;
            return *this;
        }
        iterator operator++(int) { return {{all, row++}}; }
    };

    [[nodiscard, gnu::always_inline]] auto begin() const { return iterator{{this, 0}}; }
    [[nodiscard, gnu::always_inline]] auto end() const { return iterator{{this, size()}}; }

    /// The row at `index`, which is less than `size()`.
    [[nodiscard, gnu::always_inline]] auto operator[](std::size_t index) const { return read(index); }

    /// The only row. Errors: `row_count_error` for no row or several.
    [[nodiscard, gnu::always_inline]] auto one() const {
        if (size() != 1) refuse_row_count();
        return read(0);
    }
    /// The first row, or nothing.
    [[nodiscard, gnu::always_inline]] auto first() const {
        return empty() ? std::nullopt : std::optional<typename Reader::type>{read(0)};
    }

    /// The same rows as structs of the app's own: aggregates whose members are, in order, of the types of the columns.
    template <class Struct>
    [[nodiscard, gnu::always_inline]] auto into() const {
        using reader = detail::struct_reader<Struct, Reader>;
        [[maybe_unused]] constexpr bool is_sound = reader::check();
        return rows<reader>{static_cast<const untyped_rows&>(*this)};
    }

private:
    [[nodiscard, gnu::always_inline]] auto read(std::size_t row) const {
        cell cells[Reader::width + 1];  // and the mark
        read_cells(row, cells, Reader::width);
        return Reader::read(cells);
    }
};
}  // namespace virga
