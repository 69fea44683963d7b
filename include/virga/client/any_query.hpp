// virga/client/any_query.hpp: any query whose rows are of one C++ type, for what is composed when a program runs.
#pragma once

#include <cstddef>      // std::size_t, std::ptrdiff_t
#include <iterator>     // std::input_iterator_tag, std::forward_iterator_tag
#include <memory>       // std::shared_ptr, std::unique_ptr
#include <optional>     // std::optional
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v, std::is_void_v
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/batch.hpp>            // virga::bind, virga::detail::shaped_statement
#include <virga/client/stream.hpp>           // virga::detail::streamed_rows
#include <virga/expr/short_type.hpp>         // virga::detail::long_type
#include <virga/query/bundle.hpp>            // virga::detail::shape_as
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/detail/compiled.hpp>   // virga::detail::statement_of
#include <virga/query/statement.hpp>         // virga::statement
#include <virga/result/into.hpp>             // virga::detail::struct_reader
#include <virga/result/query_types.hpp>      // virga::detail::reader_of
#include <virga/result/result.hpp>           // virga::cell
#include <virga/result/rows.hpp>             // virga::detail::untyped_rows

namespace virga {

namespace detail {
/// A row of which only its columns' texts are known.
struct row_of_cells {
    void (*read)(void* from, std::size_t row, cell* cells, std::size_t width);
    void* from;
    std::size_t row;
};
template <class Reader>
auto read_row(const row_of_cells& given) {
    cell cells[Reader::width + 1];  // and the mark
    given.read(given.from, given.row, cells, Reader::width);
    return Reader::read(cells);
}
}  // namespace detail

template <class Row>
class any_query;

/// The rows of an `any_query`. Copies share the result, which lives as long as any of them. Reading a row decodes it anew.
///
/// Errors: `value_error` where the server sent what the schema rules out.
template <class Row>
class any_rows : public detail::untyped_rows {
public:
    struct iterator : detail::row_position {
        using iterator_category = std::input_iterator_tag;
        using iterator_concept = std::forward_iterator_tag;
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        using reference = Row;
        using pointer = void;

        [[nodiscard]] Row operator*() const { return (*static_cast<const any_rows*>(all))[row]; }
        iterator& operator++() {
            ++row;
            return *this;
        }
        iterator operator++(int) { return {{all, row++}}; }
    };
    [[nodiscard]] iterator begin() const { return {{this, 0}}; }
    [[nodiscard]] iterator end() const { return {{this, size()}}; }

    /// The row at `index`, which is less than `size()`.
    [[nodiscard]] Row operator[](std::size_t index) const {
        const auto cells_of = [](void* from, std::size_t row, cell* cells, std::size_t width) {
            static_cast<const any_rows*>(from)->read_cells(row, cells, width);
        };
        return read_({cells_of, const_cast<any_rows*>(this), index});
    }
    /// The only row. Errors: `row_count_error` for no row or several.
    [[nodiscard]] Row one() const {
        if (size() != 1) refuse_row_count();
        return (*this)[0];
    }
    /// The first row, or nothing.
    [[nodiscard]] std::optional<Row> first() const { return empty() ? std::nullopt : std::optional<Row>{(*this)[0]}; }
    /// All rows, which need the result no more.
    [[nodiscard]] std::vector<Row> to_vector() const { return {begin(), end()}; }

private:
    friend class any_query<Row>;
    using reading = Row (*)(const detail::row_of_cells&);
    any_rows(detail::untyped_rows&& all, reading read) : untyped_rows(std::move(all)), read_(read) {}

    reading read_;
};

/// The rows of an `any_query`, which are read once, in order, and lie in memory a few at a time; as a `stream` of another query.
template <class Row>
class [[nodiscard]] any_stream : public detail::streamed_rows<any_stream<Row>> {
public:
    using row_type = Row;

private:
    friend class any_query<Row>;
    friend detail::streamed_rows<any_stream>;
    using reading = Row (*)(const detail::row_of_cells&);
    any_stream(std::unique_ptr<detail::open_stream> open, reading by)
        : detail::streamed_rows<any_stream>(std::move(open)), read_(by) {}

    [[nodiscard]] Row read() {
        const auto cells_of = [](void* from, std::size_t, cell* cells, std::size_t width) {
            static_cast<detail::open_stream*>(from)->read(cells, width);
        };
        return read_({cells_of, this->open_.get(), 0});
    }

    reading read_;
};

namespace detail {
/// Whether the values of a tuple are the columns of a row.
template <class... Values, class Scope, class... Outputs>
consteval bool becomes_tuple(std::tuple<Values...>*, rows_reader<Scope, list<Outputs...>>*) {
    if constexpr (sizeof...(Values) != sizeof...(Outputs))
        return false;
    else
        return (std::is_same_v<Values, typename output_reader<Outputs, Scope>::type> and ...);
}

template <class Row>
consteval bool becomes_tuple(Row*, void*) {
    return false;
}

/// Reads the rows of `Reader` into a tuple.
template <class Row, class Reader>
struct tuple_reader;
template <class... Values, class Reader>
struct tuple_reader<std::tuple<Values...>, Reader> {
    using type = std::tuple<Values...>;
    static constexpr std::size_t width = Reader::width;
    static type read(const cell* cells) {
        return []<std::size_t... I>([[maybe_unused]] auto&& row, std::index_sequence<I...>) {
            return type{std::move(row).template get<I>()...};
        }
        (Reader::read(cells), std::index_sequence_for<Values...>{});
    }
};
template <class Row>
inline constexpr bool is_tuple_of_values = false;
template <class... Values>
inline constexpr bool is_tuple_of_values<std::tuple<Values...>> = true;
}  // namespace detail

/// Whether a query returns what the values of a tuple are, in order.
template <class Row, class Reader>
inline constexpr bool returns_values_of = detail::becomes_tuple(static_cast<Row*>(nullptr), static_cast<Reader*>(nullptr));
/// Whether a struct owns what it holds: rows of queries of which only run time knows may not view a result.
template <class Struct, class Reader>
inline constexpr bool owns_its_values = not detail::struct_reader<Struct, Reader>::has_views;
/// Whether a query awaits no value any more.
template <class Query>
inline constexpr bool awaits_nothing = detail::measures_of<typename Query::tree>.arguments == 0;

/// Any query of which a row becomes a `Row`: the struct of a table, `row<post>`, a struct of the app's own, as of `into`, or a
/// `std::tuple` of the columns' C++ types. It owns the values that it was bound to, encoded, and is run like others: `db(query)`,
/// `db.batch(query, other)`. Copying one copies its encoded values; nothing else is allocated but for queries that are shaped.
///
///     std::vector<any_query<report>> wanted;
///     wanted.push_back(select(post.title, post.views).from(post));
///     wanted.push_back(bind(select(tag.label, tag.rank).from(tag).where(tag.label == arg<"label">), "cat"));
///
/// Errors: `value_error`, when it is made, for a value that the column's type cannot hold.
template <class Row>
class any_query {
public:
    /// A query without `arg<>`s, with the values that it has now.
    template <class Query>
    requires detail::query_like<Query> [[gnu::always_inline]] any_query(const Query& query)
        : any_query(bound(query)) {}  // NOLINT: it stands for the query
    /// A query with the values of its `arg<>`s.
    template <class Reader, class Tree>
    any_query(bound_query<Reader, Tree> query)  // NOLINT
        : query_(query.query), values_(std::move(query.values)), shaped_(std::move(query.shaped)), read_(reading_of<Reader>()),
          row_by_row_(row_by_row_of<Tree>()) {}

    /// What a client runs. The text lives as long as the program, or, of a query that is shaped, as this.
    [[nodiscard]] const statement& described() const { return *query_; }
    [[nodiscard]] const arguments& encoded() const { return values_; }
    /// The rows of an answer to it.
    [[nodiscard]] any_rows<Row> rows_of(result&& answer) const {
        return {detail::rows_of(std::move(answer), *query_), read_};
    }
    /// Its rows as a stream of a client or transaction, which is asked for it: `db.stream(query)`, whose errors it has, and
    /// `usage_error` for a query that is no select.
    template <class Outer>
    [[nodiscard]] any_stream<Row> stream_of(Outer& outer) const {
        const auto& [query, read] = row_by_row_;
        if (query == nullptr) return {detail::begin_any_stream(outer, *query_, values_), read_};
        if (shaped_ == nullptr) return {detail::begin_any_stream(outer, *query, values_), read};
        const detail::shaped_query shaped = detail::shape_as(shaped_->query, *query);
        return {detail::begin_any_stream(outer, shaped.described(*query), values_), read};
    }

private:
    using reading = typename any_rows<Row>::reading;
    /// The statement that returns the rows one after the other, where that is another one; it takes the same values.
    struct streamed {
        const statement* query = nullptr;
        reading read = nullptr;
    };

    template <class Query>
    [[gnu::always_inline]] static auto bound(const Query& query) {
        static_assert(awaits_nothing<Query>,
                      "any_query: the query awaits the values of its arg<>s; give them by bind(query, values...)");
        if constexpr (awaits_nothing<Query>)
            return bind(query);
        else
            return detail::bound_query_of<typename Query::tree>{};
    }
    template <class Reader>
    static constexpr reading reading_of() {
        if constexpr (std::is_same_v<Row, typename Reader::type>) {
            return &detail::read_row<Reader>;
        } else if constexpr (detail::is_tuple_of_values<Row>) {
            static_assert(returns_values_of<Row, Reader>,
                          "any_query: the columns of the query are not of the types of the tuple; those that can be NULL are a "
                          "std::optional");
            if constexpr (returns_values_of<Row, Reader>)
                return &detail::read_row<detail::tuple_reader<Row, Reader>>;
            else
                return nullptr;
        } else {
            using reader = detail::struct_reader<Row, Reader>;
            constexpr bool is_sound = reader::check();
            static_assert(owns_its_values<Row, Reader>, "any_query: the struct has a std::string_view; take a std::string");
            if constexpr (is_sound and owns_its_values<Row, Reader>)
                return &detail::read_row<reader>;
            else
                return nullptr;
        }
    }

    template <class Tree>
    static constexpr streamed row_by_row_of() {
        if constexpr (std::is_void_v<Tree>) {
            return {};
        } else {
            using tree = typename detail::row_by_row<typename detail::long_type<Tree>::type>::type;
            return {&detail::statement_of<tree>, reading_of<detail::reader_of<tree>>()};
        }
    }

    const statement* query_;
    arguments values_;
    std::shared_ptr<const detail::shaped_statement> shaped_;
    reading read_;
    streamed row_by_row_;
};
}  // namespace virga
