// virga/query/detail/copied_rows.hpp: rows for copy, whatever they are of.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/query/detail/arguments.hpp>  // virga::arguments

namespace virga::detail {

/// Rows that `copy` sends, one after the other.
class copied_rows {
public:
    /// How many values a row has.
    [[nodiscard]] virtual std::size_t width() const = 0;
    /// Appends the values of the next row, if there is one. Errors: `value_error`, and what the app's own code throws.
    virtual bool next(arguments& row) = 0;

protected:
    ~copied_rows() = default;
};
}  // namespace virga::detail
