// virga/result/rows.hpp: a result with its C++ types: a range of rows, each decoded when it is read.
#pragma once

#include <cstddef>      // std::size_t, std::ptrdiff_t
#include <iterator>     // std::input_iterator_tag
#include <optional>     // std::optional
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_convertible_v
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/query/statement.hpp>  // virga::column_description
#include <virga/result/into.hpp>      // virga::detail::struct_reader
#include <virga/result/key.hpp>       // virga::detail::read_part
#include <virga/result/record.hpp>    // virga::record
#include <virga/result/result.hpp>    // virga::result
#include <virga/text/array_view.hpp>  // virga::array_view

namespace virga {

namespace detail {
/// What rows of all types have in common.
class untyped_rows {
public:
    // What is not inlined here would otherwise stand in each query's function.

    /// The rows returned.
    [[nodiscard, gnu::noinline]] std::size_t size() const { return result_.rows(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// The rows inserted, updated or deleted; the rows returned, for a select.
    [[nodiscard, gnu::noinline]] std::size_t affected() const { return result_.affected(); }

    untyped_rows() = default;
    [[gnu::noinline]] untyped_rows(const untyped_rows&) = default;
    [[gnu::noinline]] untyped_rows(untyped_rows&&) = default;
    [[gnu::noinline]] untyped_rows& operator=(const untyped_rows&) = default;
    [[gnu::noinline]] untyped_rows& operator=(untyped_rows&&) = default;
    [[gnu::noinline]] ~untyped_rows() = default;
    /// `columns` are those that the statement says, of static storage.
    untyped_rows(result&& answer, array_view<column_description> columns)
        : result_(std::move(answer)), columns_(columns.data()) {}

protected:
    [[noreturn]] void refuse_row_count() const { result_.refuse_row_count(); }
    void refuse_duplicate(std::size_t column) const {
        result_.refuse_duplicate(column == static_cast<std::size_t>(-1) ? std::string_view{} : columns_[column].name);
    }
    /// Reads a row into `cells`, one for each column that the statement says, and a mark behind them. Errors: `value_error` where
    /// NULL came and cannot come.
    [[gnu::noinline]] void read_cells(std::size_t row, cell* cells, std::size_t count) const {
        result_.read(row, cells);
        cells[count] = mark_of(columns_ + count);
        for (std::size_t i = 0; i != count; ++i) {
            if (cells[i].is_null() and not columns_[i].nullable) result_.refuse_null(columns_[i].name);
        }
    }
    /// The same of the only row. Errors: `row_count_error` for none or several.
    [[gnu::noinline]] void read_only_row(cell* cells, std::size_t count) const {
        if (size() != 1) refuse_row_count();
        read_cells(0, cells, count);
    }

private:
    result result_;
    const column_description* columns_ = nullptr;
};

/// The rows of a statement's answer. Those of several parts are put together.
[[gnu::noinline]] inline untyped_rows rows_of(result&& answer, const statement& query) {
    if (query.parts == nullptr) return {std::move(answer), query.columns};
    return {query.parts->put_together(std::move(answer), *query.parts), query.parts->columns};
}

/// Where an iterator over rows of any type stands.
struct row_position {
    const untyped_rows* all = nullptr;
    std::size_t row = 0;
    friend bool operator==(const row_position& left, const row_position& right) { return left.row == right.row; }
};
}  // namespace detail

/// Whether a value is made of another one without narrowing it.
template <class Value, class From>
inline constexpr bool is_initialized_by = requires(From&& from) { Value{static_cast<From&&>(from)}; };
/// Whether a row can be made of `Values`: it is one, or they are a value for each of its columns.
template <class Row, class... Values>
inline constexpr bool is_row_of = false;
template <class Row, class Value>
inline constexpr bool is_row_of<Row, Value> = std::is_convertible_v<Value&&, Row>;
template <class Outputs, class... Columns, class... Values>
    requires(sizeof...(Columns) == sizeof...(Values) and sizeof...(Values) > 1)
inline constexpr bool is_row_of<record<Outputs, Columns...>, Values...> = (is_initialized_by<Columns, Values> and ...);
template <class Outputs, class Column, class Value>
inline constexpr bool is_row_of<record<Outputs, Column>, Value> =
    std::is_convertible_v<Value&&, record<Outputs, Column>> or is_initialized_by<Column, Value>;

namespace detail {
template <class Row, class... Values>
Row row_of_values(Values&&... values) {
    if constexpr (sizeof...(Values) == 1 and (std::is_convertible_v<Values&&, Row> and ...))
        return (static_cast<Values&&>(values), ...);
    else return {{{static_cast<Values&&>(values)}...}};
}
}  // namespace detail

template <class Reader>
class viewing_rows;

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

        [[nodiscard, gnu::always_inline]] value_type operator*() const {
            cell cells[Reader::width + 1];  // and the mark
            static_cast<const rows*>(all)->read_cells(row, cells, Reader::width);
            return Reader::read(cells);
        }
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
        cell cells[Reader::width + 1];  // and the mark
        read_only_row(cells, Reader::width);
        return Reader::read(cells);
    }
    /// The only row, or `otherwise` if there is none: a row, or a value for each column. Errors: `row_count_error` for several.
    template <class... Otherwise>
    [[nodiscard]] auto one_or(Otherwise&&... otherwise) const {
        using row = typename Reader::type;
        static_assert(is_row_of<row, Otherwise...>, "one_or: takes a row, or a value for each column, of the column's type");
        if (size() > 1) refuse_row_count();
        if (not empty()) return read(0);
        if constexpr (is_row_of<row, Otherwise...>) return detail::row_of_values<row>(static_cast<Otherwise&&>(otherwise)...);
        else return detail::read_nothing<row>();
    }
    /// The first row, or nothing.
    [[nodiscard, gnu::always_inline]] auto first() const {
        return empty() ? std::nullopt : std::optional<typename Reader::type>{read(0)};
    }

    /// The same rows as structs of the app's own: aggregates whose members are, in order, of the types of the columns; of the row
    /// of a table that a join may leave out, a `std::optional` of its struct or of one that can be made of its columns.
    template <class Struct>
    [[nodiscard, gnu::always_inline]] auto into() const {
        using reader = detail::struct_reader<Struct, Reader>;
        [[maybe_unused]] constexpr bool is_sound = reader::check();
        if constexpr (reader::has_views) return viewing_rows<reader>{{static_cast<const untyped_rows&>(*this)}};
        else return rows<reader>{static_cast<const untyped_rows&>(*this)};
    }

    /// All rows in a vector, which needs the result no more.
    [[nodiscard]] auto to_vector() const {
        std::vector<typename Reader::type> all;
        all.reserve(size());
        for (std::size_t row = 0; row != size(); ++row) all.push_back(read(row));
        return all;
    }
    /// All rows in a container with a key: `db(q).to<std::map>(post.id)`. The key is a column that the query selects, the name of
    /// one,
    /// `"n"_c`, or a pointer to a member of the struct. Errors: `duplicate_key_error` for two rows of one key, unless it is a
    /// container that keeps both, such as `std::multimap`.
    template <template <class...> class Map, class Key>
    [[nodiscard]] auto to(const Key& key) const {
        return to_container<Map>(key, detail::whole_of_row{});
    }
    /// The same with another part of the row as the value: `rows.to<std::map>(post.id, post.title)`.
    template <template <class...> class Map, class Key, class Value>
    [[nodiscard]] auto to(const Key& key, const Value& value) const {
        [[maybe_unused]] constexpr bool is_sound = detail::check_key<Reader, Value>();
        if constexpr (is_sound) return to_container<Map>(key, value);
        else return detail::refused_value{};
    }

private:
    template <template <class...> class Map, class Key, class Value>
    [[nodiscard]] auto to_container(const Key& key, const Value& value) const {
        constexpr bool is_sound = detail::check_key<Reader, Key>();
        if constexpr (is_sound) {
            Map<decltype(detail::read_part<Reader>(nullptr, key)), decltype(detail::read_part<Reader>(nullptr, value))> all;
            cell cells[Reader::width + 1];  // and the mark
            for (std::size_t row = 0; row != size(); ++row) {
                read_cells(row, cells, Reader::width);
                const auto made = all.emplace(detail::read_part<Reader>(cells, key), detail::read_part<Reader>(cells, value));
                if constexpr (requires { made.second; }) {
                    if (not made.second) refuse_duplicate(detail::place_of_part<Reader, Key>());
                }
            }
            return all;
        } else {
            return detail::refused_value{};
        }
    }
    [[nodiscard, gnu::always_inline]] auto read(std::size_t row) const {
        cell cells[Reader::width + 1];  // and the mark
        read_cells(row, cells, Reader::width);
        return Reader::read(cells);
    }
};

/// Rows whose structs have `std::string_view`s, which live as long as a copy of these rows. So what is read of rows that are gone
/// at the end of the line is refused.
template <class Reader>
class viewing_rows : public rows<Reader> {
    using base = rows<Reader>;

public:
    [[nodiscard]] auto begin() const { return base::begin(); }
    [[nodiscard]] auto operator[](std::size_t index) const& { return base::operator[](index); }
    [[nodiscard]] auto one() const& { return base::one(); }
    [[nodiscard]] auto first() const& { return base::first(); }
    template <class... Otherwise>
    [[nodiscard]] auto one_or(Otherwise&&... otherwise) const& {
        return base::one_or(static_cast<Otherwise&&>(otherwise)...);
    }
    [[nodiscard]] auto to_vector() const& { return base::to_vector(); }
    template <template <class...> class Map, class... Parts>
    [[nodiscard]] auto to(const Parts&... parts) const& {
        return base::template to<Map>(parts...);
    }

    template <bool HasName = false>
    auto operator[](std::size_t) const&& {
        return refuse<HasName>();
    }
    template <bool HasName = false>
    auto one() const&& {
        return refuse<HasName>();
    }
    template <bool HasName = false>
    auto first() const&& {
        return refuse<HasName>();
    }
    template <class... Otherwise>
    auto one_or(Otherwise&&...) const&& {
        return refuse<sizeof...(Otherwise) == static_cast<std::size_t>(-1)>();
    }
    template <bool HasName = false>
    auto to_vector() const&& {
        return refuse<HasName>();
    }
    template <template <class...> class Map, class... Parts>
    auto to(const Parts&...) const&& {
        return refuse<sizeof...(Parts) == static_cast<std::size_t>(-1)>();
    }

private:
    template <bool HasName>
    static auto refuse() {
        static_assert(HasName,
                      "into: the struct has a std::string_view, which views the result, and that is gone at the end of the line; "
                      "give the rows a name first, `const auto found = db(query).into<T>();`");
        return detail::refused_value{};
    }
};
}  // namespace virga
