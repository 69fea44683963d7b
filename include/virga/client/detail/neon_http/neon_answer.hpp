// virga/client/detail/neon_http/neon_answer.hpp: reading the JSON that Neon answers with, strictly.
#pragma once

#include <algorithm>    // std::max, std::min
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <cstring>      // std::memcpy, std::memchr
#include <memory>       // std::shared_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::exchange, std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format
#include <simdjson.h>  // simdjson::ondemand

#include <virga/client/detail/neon_http/json_text.hpp>    // virga::detail::unescape_json
#include <virga/client/detail/postgres/spare_memory.hpp>  // virga::detail::spare_memory
#include <virga/query/statement.hpp>                      // virga::column_description
#include <virga/result/result.hpp>                        // virga::result_source
#include <virga/text/array_view.hpp>                      // virga::array_view

namespace virga::detail {

using json_parser = simdjson::ondemand::parser;

/// Thrown when an answer is not of the protocol; for who knows where it came from.
struct malformed_answer {
    std::string reason;
};

/// Thrown when the cells of an answer take more memory than is allowed.
struct oversized_cells {};

/// The body of an answer, in memory that is lent.
struct answer_text {
    std::string bytes;
    std::shared_ptr<spare_memory> lender;

    answer_text(std::string&& body, std::shared_ptr<spare_memory> from) : bytes(std::move(body)), lender(std::move(from)) {}
    answer_text(const answer_text&) = delete;
    answer_text& operator=(const answer_text&) = delete;
    ~answer_text() { lender->give_back(std::move(bytes)); }
};

/// A result whose cells lie in the answer's own text, unescaped in place.
class neon_result final : public result_source {
public:
    explicit neon_result(std::shared_ptr<const answer_text> from) : text(std::move(from)) {}
    ~neon_result() override { text->lender->give_back(std::move(cells)); }

    std::shared_ptr<const answer_text> text;  ///< what the views below point into; results of a batch share it
    std::vector<cell> cells;                  ///< row after row
    std::vector<std::string_view> names;
    std::vector<std::uint32_t> oids;  ///< of the columns' types
    std::size_t row_count = 0;
    std::size_t affected_count = 0;

    [[nodiscard]] std::size_t rows() const override { return row_count; }
    [[nodiscard]] std::size_t columns() const override { return names.size(); }
    [[nodiscard]] std::size_t affected() const override { return affected_count; }
    [[nodiscard]] std::string_view column_name(std::size_t column) const override { return names[column]; }
    [[nodiscard]] std::uint32_t column_oid(std::size_t column) const override { return oids[column]; }
    void read(std::size_t row, cell* to) const override {
        if (not names.empty()) std::memcpy(to, cells.data() + row * names.size(), names.size() * sizeof(cell));
    }
    void read_some(std::size_t row, cell* to, const unsigned short* which, std::size_t count) const override {
        const cell* const from = cells.data() + row * names.size();
        for (std::size_t i = 0; i != count; ++i) to[i] = from[which[i]];
    }
};

/// Reads the body of an answer of status 200. simdjson checks that it is UTF-8 and where its parts lie; on demand it looks at
/// no more than it is asked for, so all that is kept is checked here.
class answer_reader {
public:
    /// `largest_cells` are the bytes of memory that all cells of the answer may take. Errors of what follows: malformed_answer,
    /// oversized_cells.
    answer_reader(json_parser& parser, std::string&& body, std::shared_ptr<spare_memory> memory, std::size_t largest_cells)
        : parser_(parser), cells_left_(largest_cells / sizeof(cell)),
          answer_(std::make_shared<answer_text>(std::move(body), std::move(memory))), text_(answer_->bytes) {
        size_ = text_.size();
        text_.append(simdjson::SIMDJSON_PADDING, '\0');
        has_escapes_ = std::memchr(text_.data(), '\\', size_) != nullptr;
    }

    /// The result of a single statement. `columns` are what it describes, none if that is not known.
    result single(array_view<column_description> columns) {
        simdjson::ondemand::document document = begin();
        simdjson::ondemand::object object;
        need(document.get_object().get(object), "the body is not an object");
        result answer = read_result(object, columns);
        end(document);
        return answer;
    }

    /// The results of a batch; `columns_of(i)` are the columns of its statements.
    template <class ColumnsOf>
    std::vector<result> batch(std::size_t count, const ColumnsOf& columns_of) {
        simdjson::ondemand::document document = begin();
        simdjson::ondemand::object object;
        need(document.get_object().get(object), "the body is not an object");
        std::vector<result> answers;
        answers.reserve(count);
        bool found = false;
        for (auto field : object) {
            if (key_of(field) != "results" or found) continue;
            found = true;
            simdjson::ondemand::array results;
            need(field.value().get_array().get(results), "its `results` are not a list");
            for (auto each : results) {
                simdjson::ondemand::object one;
                need(each.get_object().get(one), "one of its `results` is not an object");
                if (answers.size() == count) fail("it has more results than the batch has statements");
                answers.push_back(read_result(one, columns_of(answers.size())));
            }
        }
        end(document);
        if (not found) fail("it has no `results`");
        if (answers.size() != count) {
            fail(fmt::format("it has {} results for {} statements", answers.size(), count));
        }
        return answers;
    }

private:
    [[noreturn]] static void fail(std::string reason) { throw malformed_answer{std::move(reason)}; }
    [[gnu::always_inline]] static void need(simdjson::error_code code, const char* otherwise) {
        if (code != simdjson::SUCCESS) [[unlikely]] fail(code, otherwise);
    }
    [[noreturn, gnu::noinline]] static void fail(simdjson::error_code code, const char* otherwise) {
        if (code == simdjson::INCORRECT_TYPE or code == simdjson::NO_SUCH_FIELD) fail(otherwise);
        fail(std::string{"its JSON is broken: "} + simdjson::error_message(code));
    }

    simdjson::ondemand::document begin() {
        simdjson::ondemand::document document;
        need(parser_.iterate(simdjson::padded_string_view{text_.data(), size_, text_.size()}).get(document), "the body is no JSON");
        return document;
    }
    static void end(simdjson::ondemand::document& document) {
        if (document.current_location().error() == simdjson::SUCCESS) fail("something follows its JSON");
    }

    template <class Field>
    std::string_view key_of(Field& field) {
        simdjson::ondemand::raw_json_string key;
        need(field.key().get(key), "its JSON is broken");
        const char* const start = key.raw();
        const auto* const close =
            static_cast<const char*>(std::memchr(start, '"', static_cast<std::size_t>(text_.data() + size_ - start)));
        return close == nullptr ? std::string_view{} : std::string_view{start, static_cast<std::size_t>(close - start)};
    }

    result read_result(simdjson::ondemand::object& object, array_view<column_description> columns) {
        auto answer = std::make_shared<neon_result>(answer_);
        bool has_fields = false, has_rows = false;
        std::size_t width = 0;
        for (auto field : object) {
            const std::string_view key = key_of(field);
            if (key == "fields") {
                if (std::exchange(has_fields, true)) fail("it has `fields` twice");
                read_fields(field.value(), *answer);
            } else if (key == "rows") {
                if (std::exchange(has_rows, true)) fail("it has `rows` twice");
                width = read_rows(field.value(), *answer);
            } else if (key == "rowCount") {
                read_count(field.value(), *answer);
            } else {
                need(field.error(), "its JSON is broken");
            }
        }
        if (not has_fields) fail("it has no `fields`");
        if (not has_rows) fail("it has no `rows`");
        if (answer->row_count != 0 and width != answer->names.size()) {
            fail(fmt::format("its rows have {} cells, where it names {} columns", width, answer->names.size()));
        }
        if (not columns.empty() and columns.size() != answer->names.size()) {
            fail(fmt::format("it has {} columns, where the statement returns {}", answer->names.size(), columns.size()));
        }
        return result{std::move(answer)};
    }

    template <class Value>
    void read_fields(Value&& value, neon_result& answer) {
        simdjson::ondemand::array fields;
        need(value.get_array().get(fields), "its `fields` are not a list");
        for (auto each : fields) {
            simdjson::ondemand::object object;
            need(each.get_object().get(object), "one of its `fields` is not an object");
            bool has_name = false, has_type = false;
            for (auto field : object) {
                const std::string_view key = key_of(field);
                if (key == "name" and not has_name) {
                    simdjson::ondemand::value name;
                    need(field.value().get(name), "its JSON is broken");
                    const cell text = read_cell(name);
                    if (text.is_null()) fail("a column's name is null");
                    answer.names.push_back(text.view());
                    has_name = true;
                } else if (key == "dataTypeID") {
                    std::uint64_t oid = 0;
                    need(field.value().get_uint64().get(oid), "the type of a column is not a number");
                    if (oid > 0xFFFF'FFFFU) fail("the type of a column is not the number of one");
                    if (not has_type) answer.oids.push_back(static_cast<std::uint32_t>(oid));
                    has_type = true;
                } else {
                    need(field.error(), "its JSON is broken");
                }
            }
            if (not has_name) fail("a column has no name");
            if (not has_type) fail("a column has no type");
        }
    }

    /// Returns how many cells each row has.
    template <class Value>
    std::size_t read_rows(Value&& value, neon_result& answer) {
        simdjson::ondemand::array rows;
        need(value.get_array().get(rows), "its `rows` are not a list");
        std::size_t width = 0;
        std::size_t room = 0;  // cells that can be added before anything is asked
        for (auto row : rows) {
            simdjson::ondemand::array cells;
            need(row.get_array().get(cells), "a row is not a list");
            const std::size_t before = answer.cells.size();
            for (auto each : cells) {
                simdjson::ondemand::value one;
                need(each.get(one), "its JSON is broken");
                if (answer.cells.size() == room) [[unlikely]] room = grow(answer.cells);
                answer.cells.push_back(read_cell(one));
            }
            const std::size_t count = answer.cells.size() - before;
            if (answer.row_count++ == 0) {
                width = count;
                make_room(answer.cells);
                room = std::min(answer.cells.capacity(), cells_left_);
            } else if (count != width) {
                fail("its rows are not of one length");
            }
        }
        cells_left_ -= answer.cells.size();
        return width;
    }

    /// Makes room for more cells, up to those that are allowed. Returns for how many in all.
    [[gnu::noinline]] std::size_t grow(std::vector<cell>& cells) const {
        if (cells.size() >= cells_left_) throw oversized_cells{};
        if (cells.size() == cells.capacity()) cells.reserve(std::min(std::max<std::size_t>(2 * cells.size(), 16), cells_left_));
        return std::min(cells.capacity(), cells_left_);
    }

    /// For the rows after the first, taking them to be of its length.
    void make_room(std::vector<cell>& cells) const {
        std::size_t length = 3;  // the brackets and the comma of a row; of a cell the quotes and the comma
        for (const cell& each : cells) length += each.is_null() ? 5 : each.size + 3;
        const std::size_t count = std::min<std::size_t>(size_ / length, 1 << 20U) * cells.size();
        if (count < 1024) return;
        std::vector<cell> memory =
            answer_->lender->cells(std::max(std::min({count + count / 8, std::size_t{1} << 22U, cells_left_}), cells.size()));
        memory.insert(memory.end(), cells.begin(), cells.end());
        cells = std::move(memory);
    }

    template <class Value>
    static void read_count(Value&& value, neon_result& answer) {
        simdjson::ondemand::value count;
        need(value.get(count), "its JSON is broken");
        bool is_null = false;
        need(count.is_null().get(is_null), "its `rowCount` is not a number");
        if (is_null) return;
        std::uint64_t number = 0;
        need(count.get_uint64().get(number), "its `rowCount` is not a number");
        answer.affected_count = static_cast<std::size_t>(number);
    }

    /// A string or null. The text is where simdjson found the token, and escapes are resolved in that place, where what they
    /// stand for always fits.
    [[gnu::always_inline]] cell read_cell(simdjson::ondemand::value& value) {
        std::string_view token = value.raw_json_token();
        if (token.size() >= 2 and token.back() != '"') token = token.substr(0, token.find_last_not_of(" \n\r\t") + 1);
        if (token.size() >= 2 and token.front() == '"' and token.back() == '"') {
            simdjson::ondemand::raw_json_string consumed;
            need(value.get_raw_json_string().get(consumed), "a cell is broken");
            char* const start = text_.data() + (token.data() - text_.data()) + 1;
            std::size_t size = token.size() - 2;
            if (has_escapes_ and not unescape_json(start, size)) fail("a string has an escape that JSON does not know");
            return {start, size};
        }
        bool is_null = false;
        need(value.is_null().get(is_null), "a cell is neither text nor null");
        if (not is_null) fail("a cell is neither text nor null");
        return {};
    }

    json_parser& parser_;
    std::size_t cells_left_;  ///< that are allowed besides those of earlier results
    std::shared_ptr<answer_text> answer_;
    std::string& text_;
    std::size_t size_ = 0;
    bool has_escapes_ = false;
};
}  // namespace virga::detail
