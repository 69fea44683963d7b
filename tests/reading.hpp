// Results and errors as tests read them.
#pragma once

#include <cstddef>   // std::size_t
#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/result/result.hpp>           // virga::result

namespace virga_test {

/// The text of one cell, nothing for NULL.
inline std::optional<std::string> text(const virga::result& answer, std::size_t row = 0, std::size_t column = 0) {
    std::vector<virga::cell> cells(answer.columns());
    answer.read(row, cells.data());
    if (cells[column].is_null()) return std::nullopt;
    return std::string{cells[column].view()};
}

/// Parameters from texts, nothing for NULL.
inline virga::arguments arguments(const std::vector<std::optional<std::string>>& values) {
    virga::arguments all;
    for (const auto& value : values) {
        if (value)
            all.add([&](std::string& bytes) { bytes += *value; });
        else
            all.add_null();
    }
    return all;
}

/// The exception of type `Error` that `action` throws; nothing if it throws none, others pass.
template <class Error, class Action>
std::optional<Error> thrown(Action&& action) {
    try {
        action();
    } catch (const Error& problem) {
        return problem;
    }
    return std::nullopt;
}
}  // namespace virga_test
