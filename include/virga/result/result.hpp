// virga/result/result.hpp: the answer of a server, before it has C++ types.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <memory>       // std::shared_ptr, std::unique_ptr
#include <new>          // placement new
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/query/statement.hpp>                // virga::column_description
#include <virga/result/detail/column_mismatch.hpp>  // virga::detail::column_difference
#include <virga/text/array_view.hpp>                // virga::array_view
#include <virga/text/error.hpp>                     // virga::value_error

namespace virga {

/// The result did not have the number of rows that `one()` or `one_or()` asks for.
class row_count_error : public error {
public:
    using error::error;
};

/// Two rows have one key, and a container that keeps one value a key would lose one of them.
class duplicate_key_error : public error {
public:
    using error::error;
};

/// A statement by hand returns other columns than the struct has members. `what()` tells each difference.
class column_mismatch_error : public error {
public:
    using error::error;
};

/// One value of a result as the server sent it, in text format. NULL has no data.
struct cell {
    const char* data = nullptr;
    std::size_t size = 0;

    [[nodiscard]] constexpr bool is_null() const { return data == nullptr; }
    [[nodiscard]] constexpr std::string_view view() const { return {data, size}; }
};

/// What a client keeps of an answer. One virtual call reads a whole row. A template so that only files that make results compile
/// what is in its functions.
template <class Cell>
class basic_result_source {
public:
    basic_result_source() = default;
    basic_result_source(const basic_result_source&) = delete;
    basic_result_source& operator=(const basic_result_source&) = delete;
    virtual ~basic_result_source() = default;

    [[nodiscard]] virtual std::size_t rows() const = 0;
    [[nodiscard]] virtual std::size_t columns() const = 0;
    /// Rows inserted, updated or deleted; rows returned, for a select.
    [[nodiscard]] virtual std::size_t affected() const = 0;
    [[nodiscard]] virtual std::string_view column_name(std::size_t column) const = 0;
    /// The type of a column, as an OID of pg_type; 0 where it is not known.
    [[nodiscard]] virtual std::uint32_t column_oid(std::size_t) const { return 0; }
    /// Fills `cells[0 .. columns())`. The cells live as long as this object.
    virtual void read(std::size_t row, Cell* cells) const = 0;
    /// Fills `cells[0 .. count)` with the values of these columns.
    virtual void read_some(std::size_t row, Cell* cells, const unsigned short* which, std::size_t count) const {
        constexpr std::size_t usual = 32;
        Cell some[usual];
        const std::unique_ptr<Cell[]> more{columns() > usual ? new Cell[columns()] : nullptr};
        Cell* const all = more ? more.get() : some;
        read(row, all);
        for (std::size_t i = 0; i != count; ++i) cells[i] = all[which[i]];
    }

    // What readers refuse is refused here, since who reads a result need not compile it.

    /// Compares the columns with those that a struct awaits: how many there are, and the type and name of each where they are
    /// known. Errors: `column_mismatch_error`, with all that differs.
    virtual void check_columns(array_view<column_description> expected) const {
        const auto counted = [](std::size_t count, const char* word) {
            return std::to_string(count) + word + (count == 1 ? "" : "s");
        };
        std::string text;
        if (columns() != expected.size())
            text = "it returns " + counted(columns(), " column") + ", where the struct has " + counted(expected.size(), " member");
        for (std::size_t i = 0; i != columns() and i != expected.size(); ++i) {
            const std::string each = detail::column_difference(i, column_name(i), column_oid(i), expected[i]);
            if (not each.empty()) (text += text.empty() ? "" : "; ") += each;
        }
        if (text.empty()) return;
        throw column_mismatch_error("query: the statement is not one for the struct: " + text +
                                    ". Change the struct, or name and cast columns in the statement: `total::bigint as \"total\"`");
    }
    /// Throws `row_count_error`: there is not just one row.
    [[noreturn]] virtual void refuse_row_count() const {
        throw row_count_error("one: the statement returned " + std::to_string(rows()) + " rows where just one is expected; " +
                              (rows() == 0 ? "use first() or one_or(...) where none may come"
                                           : "say in where which one is meant, or use first()"));
    }
    /// Throws `duplicate_key_error`; `column` is empty for a member of a struct.
    [[noreturn]] virtual void refuse_duplicate(std::string_view column) const {
        throw duplicate_key_error("to: two rows have the same key" +
                                  (column.empty() ? std::string{} : ", the column \"" + std::string{column} + "\"") +
                                  ", of which the container keeps one; take a key that is unique, or a std::multimap");
    }
    /// Throws `value_error`: a column is NULL that cannot be.
    [[noreturn]] virtual void refuse_null(std::string_view column) const {
        throw value_error("result: the server sent NULL for the column \"" + std::string{column} +
                          "\", which cannot be NULL by the schema; compare the schema with the database");
    }
};
using result_source = basic_result_source<cell>;

/// An answer of a server. Copies share it; cells live as long as any copy.
///
/// It holds a `std::shared_ptr` of its source and a function that copies, moves and ends that: only files that make results compile
/// what this takes.
class result {
public:
    result() = default;
    explicit result(std::shared_ptr<const result_source> source) : source_(source.get()), handle_(&handle_holder) {
        ::new (static_cast<void*>(held_)) holder(std::move(source));
    }
    result(const result& other) noexcept : source_(other.source_), handle_(other.handle_) {
        if (handle_ != nullptr) handle_(nullptr, other.held_, held_);
    }
    result(result&& other) noexcept : source_(other.source_), handle_(other.handle_) {
        if (handle_ != nullptr) other.pass(held_);
    }
    result& operator=(const result& other) noexcept { return *this = result(other); }
    result& operator=(result&& other) noexcept {
        if (this == &other) return *this;
        const result ended{static_cast<result&&>(*this)};  // at the end: `other` may be a part of its source
        source_ = other.source_;
        handle_ = other.handle_;
        if (handle_ != nullptr) other.pass(held_);
        return *this;
    }
    ~result() {
        if (handle_ != nullptr) handle_(held_, nullptr, nullptr);
    }

    [[nodiscard]] std::size_t rows() const { return source_ ? source_->rows() : 0; }
    [[nodiscard]] std::size_t columns() const { return source_ ? source_->columns() : 0; }
    [[nodiscard]] std::size_t affected() const { return source_ ? source_->affected() : 0; }
    [[nodiscard]] std::string_view column_name(std::size_t column) const { return source_->column_name(column); }
    [[nodiscard]] std::uint32_t column_oid(std::size_t column) const { return source_->column_oid(column); }
    void read(std::size_t row, cell* cells) const { source_->read(row, cells); }
    void read_some(std::size_t row, cell* cells, const unsigned short* which, std::size_t count) const {
        source_->read_some(row, cells, which, count);
    }
    void check_columns(array_view<column_description> expected) const {
        if (source_) source_->check_columns(expected);
    }

    [[noreturn]] void refuse_row_count() const {
        if (source_) source_->refuse_row_count();
        throw row_count_error("one: there is no result, which is what a default-made one is");
    }
    void refuse_null(std::string_view column) const { source_->refuse_null(column); }
    void refuse_duplicate(std::string_view column) const { source_->refuse_duplicate(column); }

private:
    using holder = std::shared_ptr<const result_source>;
    /// Ends the holder at `ended`, if any; before that it is moved to `to`, or a copy of `shared` is made there.
    using handling = void (*)(void* ended, const void* shared, void* to) noexcept;
    static void handle_holder(void* ended, const void* shared, void* to) noexcept {
        if (shared != nullptr) ::new (to) holder(*static_cast<const holder*>(shared));
        else if (to != nullptr) ::new (to) holder(std::move(*static_cast<holder*>(ended)));
        if (ended != nullptr) static_cast<holder*>(ended)->~holder();
    }
    void pass(void* to) noexcept {
        handle_(held_, nullptr, to);
        source_ = nullptr;
        handle_ = nullptr;
    }

    const result_source* source_ = nullptr;
    handling handle_ = nullptr;
    alignas(holder) unsigned char held_[sizeof(holder)];
};
}  // namespace virga
