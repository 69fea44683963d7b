// Neon's answers, held against Boost.JSON, and its errors.
#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <virga/client/detail/neon_http/neon_answer.hpp>
#include <virga/client/detail/neon_http/neon_failure.hpp>

#include "fuzz.hpp"

using fuzz::bytes;
using fuzz::expect;
using virga::detail::answer_reader;
using virga::detail::malformed_answer;

namespace {

constexpr std::size_t largest_cells = std::size_t{1} << 30U;  // more than an input makes

virga::detail::json_parser& parser() {
    static virga::detail::json_parser one;
    return one;
}
const std::shared_ptr<virga::detail::spare_memory>& memory() {
    static const auto one = std::make_shared<virga::detail::spare_memory>();
    return one;
}

std::optional<virga::result> read(std::string_view body) {
    try {
        return answer_reader{parser(), std::string{body}, memory(), largest_cells}.single({});
    } catch (const malformed_answer& refusal) {
        expect(not refusal.reason.empty(), "a refusal with words");
        return std::nullopt;
    }
}

bool is_cell(const virga::cell& ours, const boost::json::value& theirs) {
    if (theirs.is_null()) return ours.is_null();
    return theirs.is_string() and not ours.is_null() and
           ours.view() == std::string_view{theirs.get_string().data(), theirs.get_string().size()};
}

/// What is read is what Boost.JSON reads, where that takes the text at all.
void result(std::string_view body) {
    const auto ours = read(body);
    if (not ours) return;
    boost::json::error_code problem;
    boost::json::parse_options options;
    options.max_depth = 2'000;
    const boost::json::value theirs = boost::json::parse({body.data(), body.size()}, problem, {}, options);
    if (problem) return;  // what is passed over is not looked at
    const boost::json::object& object = theirs.as_object();
    const boost::json::value* const rows = object.if_contains("rows");
    if (rows == nullptr or not rows->is_array()) return;  // the key was written with escapes
    expect(rows->get_array().size() == ours->rows(), "the number of rows");
    std::vector<virga::cell> cells(ours->columns());
    for (std::size_t row = 0; row != ours->rows(); ++row) {
        ours->read(row, cells.data());
        const boost::json::array& of_row = rows->get_array()[row].as_array();
        expect(of_row.size() == cells.size(), "the number of columns");
        for (std::size_t column = 0; column != cells.size(); ++column) expect(is_cell(cells[column], of_row[column]), "the cell");
    }
}

void batch(std::string_view body) {
    const auto columns_of = [](std::size_t) { return std::span<const virga::column_description>{}; };
    for (const std::size_t count : {0U, 1U, 2U}) {
        try {
            const auto results = answer_reader{parser(), std::string{body}, memory(), largest_cells}.batch(count, columns_of);
            expect(results.size() == count, "a result for each statement");
        } catch (const malformed_answer&) {
        }
    }
}

/// Rows that are written as Neon does are read as they were.
void written(bytes from) {
    const std::size_t columns = from.number(4), rows = columns == 0 ? 0 : from.number(5);
    std::string text = "{\"fields\":[";
    for (std::size_t i = 0; i != columns; ++i) text += std::string{i == 0 ? "" : ","} + R"({"name":"c)" + std::to_string(i) + R"(","dataTypeID":25})";
    text += "],\"rows\":[";
    std::vector<std::optional<std::string>> cells;
    for (std::size_t row = 0; row != rows; ++row) {
        text += row == 0 ? "[" : ",[";
        for (std::size_t column = 0; column != columns; ++column) {
            if (column != 0) text += ",";
            auto& cell = cells.emplace_back();
            if (from.number(5) == 0) {
                text += "null";
                continue;
            }
            cell.emplace();
            for (const char c : from.text(40)) *cell += static_cast<char>(c & 0x7F);  // ASCII, control characters among it
            text += boost::json::serialize(boost::json::string_view{cell->data(), cell->size()});
        }
        text += "]";
    }
    text += "],\"rowCount\":" + std::to_string(rows) + "}";
    const auto came = read(text);
    expect(came.has_value() and came->rows() == rows and came->columns() == columns, "rows that were written");
    std::vector<virga::cell> of_row(columns);
    for (std::size_t row = 0; row != rows; ++row) {
        came->read(row, of_row.data());
        for (std::size_t column = 0; column != columns; ++column) {
            const auto& cell = cells[row * columns + column];
            expect(cell ? not of_row[column].is_null() and of_row[column].view() == *cell : of_row[column].is_null(),
                   "the cell that was written");
        }
    }
}

void failure(std::string_view body) {
    static simdjson::ondemand::parser one;
    for (const int status : {400, 401, 413, 429, 500, 503, 507}) {
        virga::detail::neon_failure read{virga::detail::read_failure(one, std::string{body}), {status, "id"}, false, status == 500};
        static_cast<void>(read.what_became());
        expect(fuzz::refuses<virga::error>([&] { std::move(read).raise("select 1", "public"); }), "an exception");
    }
}
}  // namespace

void harness(std::string_view input) {
    result(input);
    batch(input);
    written(bytes{input});
    failure(input);
    fuzz::in_linear_time(input, [](std::string_view text) {
        static_cast<void>(read(text));
        batch(text);
        static simdjson::ondemand::parser one;
        static_cast<void>(virga::detail::read_failure(one, std::string{text}));
    });
}
