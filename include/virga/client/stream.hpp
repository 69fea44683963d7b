// virga/client/stream.hpp: the rows of a query one after the other, in bounded memory, by a cursor of the server.
#pragma once

#include <algorithm>    // std::clamp, std::min
#include <cstddef>      // std::size_t
#include <exception>    // std::uncaught_exceptions
#include <iterator>     // std::input_iterator_tag, std::default_sentinel
#include <memory>       // std::unique_ptr
#include <string>       // std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/batch.hpp>               // virga::detail::bind_to
#include <virga/client/detail/any_session.hpp>  // virga::detail::any_session
#include <virga/client/error.hpp>               // virga::usage_error
#include <virga/client/transaction.hpp>         // virga::session_transaction
#include <virga/query/bundle.hpp>               // virga::detail::use_slots
#include <virga/query/common_table.hpp>         // virga::can_be_a_part
#include <virga/query/detail/check.hpp>         // virga::detail::soundness
#include <virga/query/detail/compiled.hpp>      // virga::detail::statement_of
#include <virga/query/detail/given.hpp>         // virga::detail::use_values
#include <virga/query/detail/tree.hpp>          // virga::statement_kind
#include <virga/result/into.hpp>                // virga::detail::struct_reader
#include <virga/result/query_types.hpp>         // virga::detail::reader_of
#include <virga/result/rows.hpp>                // virga::detail::untyped_rows
#include <virga/text/array_view.hpp>            // virga::array_view
#include <virga/text/sql_words.hpp>             // virga::detail::sql_walker

namespace virga {

/// Whether a cursor can be of the query: it is a select.
template <class Query>
inline constexpr bool is_select = false;
template <class Query>
    requires requires { typename Query::tree; }
inline constexpr bool is_select<Query> = Query::tree::kind == statement_kind::select and can_be_a_part<Query>;

namespace detail {
/// A stream has the session to itself, so there is one cursor at most.
inline constexpr std::string_view cursor_prefix = "declare \"virga_stream\" no scroll cursor for ";

/// The text that declares the cursor of a query, a constant as the query's own.
template <const statement& Query>
inline constexpr auto cursor_storage = [] {
    constexpr std::size_t size = cursor_prefix.size() + Query.text.size();
    statement_storage<room_for(size), Query.parameters.size(), Query.own_names.size()> all{size};
    char* to = all.letters;
    for (const char letter : cursor_prefix) *to++ = letter;
    for (const char letter : Query.text) *to++ = letter;
    for (std::size_t i = 0; i != Query.parameters.size(); ++i) all.parameters[i] = Query.parameters[i];
    for (std::size_t i = 0; i != Query.own_names.size(); ++i) {
        all.own_names[i] = Query.own_names[i];
        all.own_names[i].at += static_cast<unsigned>(cursor_prefix.size());
    }
    return all;
}();
template <const statement& Query>
inline constexpr statement cursor_of{
    cursor_storage<Query>.text(), cursor_storage<Query>.parameters, {}, cursor_storage<Query>.own_names};

/// Rows that were fetched.
class fetched_rows : public untyped_rows {
public:
    using untyped_rows::untyped_rows;
    using untyped_rows::read_cells;
};

/// A cursor, in a transaction of its own or a savepoint of the one around it, and the rows that were fetched last.
///
/// While it is open, whatever it is of refuses all else: a statement that failed, a commit or a rollback would end the cursor.
class open_stream {
public:
    template <class Outer>
    open_stream(Outer& outer, const statement& cursor, const arguments& values, array_view<column_description> columns)
        : transaction_(outer.begin()), session_(transaction_.session_), columns_(columns) {
        session_->streams = true;
        try {
            transaction_.run(cursor, values);
        } catch (...) {
            session_->streams = false;
            throw;
        }
    }
    open_stream(const open_stream&) = delete;
    open_stream& operator=(const open_stream&) = delete;
    /// Ended early, it closes the cursor and keeps what the query did, such as locks in a transaction around it; while an exception
    /// is on its way, it rolls that back.
    ~open_stream() {
        if (not is_open_) return;
        try {
            if (std::uncaught_exceptions() == exceptions_) close();
            else roll_back();
        } catch (...) {  // the transaction is rolled back then, or lost with the connection
        }
    }

    [[nodiscard]] bool has_row() const { return row_ != fetched_.size(); }
    /// Reads the row where it stands.
    void read(cell* cells, std::size_t width) {
        if (not has_row()) throw usage_error("stream: there is no row behind the last one");
        fetched_.read_cells(row_, cells, width);
        for (std::size_t i = 0; i != width; ++i) bytes_ += cells[i].size + sizeof(cell) + 16;  // libpq's own for each value, about
        ++counted_;
    }

    /// Goes to the first row.
    void begin() {
        if (not is_open_ and not is_over_)
            throw usage_error(
                "stream: it was closed before its last row, or has failed; ask for the rows anew, by db.stream(query)");
        if (is_open_ and asked_ == 0) fetch();
    }
    /// Goes to the next row. Behind the last one the cursor is closed.
    void next() {
        ++row_;
        if (not has_row() and is_open_) fetch();
    }
    /// Ends it. What cannot be closed is rolled back.
    void close() {
        if (not is_open_) return;
        try {
            transaction_.check();
            session_->streams = false;
            (void)session_->execute("close \"virga_stream\"");
            transaction_.commit();
            is_open_ = false;
        } catch (...) {
            roll_back();
            throw;
        }
        drop();
    }

private:
    static constexpr std::size_t fewest = 64, most = 4096;
    static constexpr std::size_t memory = std::size_t{1} << 20U;  // that rows fetched at once take, about

    /// Ends it behind the last row.
    void end() {
        is_over_ = true;
        close();
    }
    void fetch() {
        if (asked_ != 0 and fetched_.size() < asked_) return end();  // the last ones have come
        // Rows may grow: at most twice as many as before, and half the memory is left for that.
        std::size_t wanted = asked_ == 0 ? fewest : std::min(2 * asked_, most);
        if (counted_ != 0) wanted = std::clamp<std::size_t>(memory / 2 / (bytes_ / counted_ + 1), 1, wanted);
        drop();
        try {
            transaction_.check();
            result answer = session_->execute("fetch forward " + std::to_string(wanted) + " from \"virga_stream\"");
            fetched_ = fetched_rows{std::move(answer), columns_};
        } catch (...) {
            roll_back();
            throw;
        }
        asked_ = wanted;
        if (fetched_.empty()) end();
    }
    void drop() {
        fetched_ = {};
        row_ = bytes_ = counted_ = 0;
    }
    void roll_back() noexcept {
        is_open_ = false;
        if (session_->innermost == &transaction_) session_->streams = false;  // else it is another's by now
        drop();
        try {
            if (transaction_.is_open()) transaction_.rollback();
        } catch (...) {  // then the connection is lost
        }
    }

    session_transaction transaction_;
    any_session* session_;
    array_view<column_description> columns_;
    fetched_rows fetched_;
    std::size_t row_ = 0;
    std::size_t asked_ = 0;  // for how many rows at once, last
    std::size_t bytes_ = 0;
    std::size_t counted_ = 0;
    int exceptions_ = std::uncaught_exceptions();
    bool is_open_ = true;
    bool is_over_ = false;  // behind its last row
};

/// The rows of an open stream as a range, each of which `Self` reads: `row_type read()`.
template <class Self>
class streamed_rows {
public:
    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using value_type = typename Self::row_type;
        using difference_type = std::ptrdiff_t;

        explicit iterator(streamed_rows* from) : from_(from) {}
        [[nodiscard]] value_type operator*() const { return static_cast<Self*>(from_)->read(); }
        iterator& operator++() {
            from_->open_->next();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const iterator& at, std::default_sentinel_t) { return at.is_at_end(); }

    private:
        [[nodiscard]] bool is_at_end() const { return not from_->open_->has_row(); }
        streamed_rows* from_;
    };

    /// The row where it stands, at first the first.
    [[nodiscard]] iterator begin() {
        open_->begin();
        return iterator{this};
    }
    [[nodiscard]] std::default_sentinel_t end() const { return std::default_sentinel; }
    /// Ends it before the last row. Errors: those of a commit.
    void close() { open_->close(); }

protected:
    explicit streamed_rows(std::unique_ptr<open_stream> open) : open_(std::move(open)) {}
    std::unique_ptr<open_stream> open_;
};
}  // namespace detail

/// The rows of a query, which are read once, in order, and lie in memory a few at a time:
/// `for (const auto& [id, title] : db.stream(query)) ...`.
///
/// It is a cursor in a transaction of its own, or in a savepoint of the transaction that it is called on. Until the end, the client
/// or transaction refuses all else with usage_error. It ends behind the last row, or when it is destroyed. It can be moved.
///
/// Errors: those of the client's `run`, from `stream`, and from each step of the loop; rows before were read. `value_error` as of
/// `rows`.
template <class Reader>
class [[nodiscard]] stream : public detail::streamed_rows<stream<Reader>> {
public:
    using row_type = typename Reader::type;

    explicit stream(std::unique_ptr<detail::open_stream> open) : detail::streamed_rows<stream>(std::move(open)) {}

    /// The same rows as structs of the app's own. Not with `std::string_view`s: rows are gone when the next ones come.
    template <class Struct>
    [[nodiscard]] auto into() && {
        using reader = detail::struct_reader<Struct, Reader>;
        constexpr bool is_sound = reader::check();
        static_assert(not is_sound or not reader::has_views,
                      "stream: the struct has a std::string_view, and rows of a stream are gone when the next ones come; give it "
                      "a std::string");
        return stream<reader>{std::move(this->open_)};
    }
    template <class Struct, bool IsMoved = false>
    auto into() & {
        static_assert(IsMoved, "stream: into takes the stream over; write `db.stream(query).into<T>()`");
        return stream<detail::struct_reader<Struct, Reader>>{nullptr};
    }

private:
    friend detail::streamed_rows<stream>;
    [[nodiscard]] row_type read() {
        cell cells[Reader::width + 1];  // and the mark
        this->open_->read(cells, Reader::width);
        return Reader::read(cells);
    }
};

namespace detail {
/// What stands in for a stream that was refused: the same rows in the same form, of which nothing is ever made.
template <class Reader>
struct refused_stream : rows<Reader> {
    void close() const {}
};
template <class Query>
auto refuse_stream([[maybe_unused]] const Query& query) {
    if constexpr (requires { typename Query::tree; }) return refused_stream<reader_of<typename Query::tree>>{};
    else return refused_stream<rows_reader<no_scope, list<>>>{};
}

template <class Outer>
struct begin_stream {
    Outer& outer;
    const statement& cursor;
    array_view<column_description> columns;
    std::unique_ptr<open_stream> operator()(const encodings& values) const {
        arguments encoded;
        encode_all(encoded, values);
        return std::make_unique<open_stream>(outer, cursor, encoded, columns);
    }
};

/// Begins a stream of a query of which only run time knows which it is, or how it is shaped.
template <class Outer>
std::unique_ptr<open_stream> begin_any_stream(Outer& outer, const statement& query, const arguments& values) {
    const std::string_view first = sql_walker{query.text}.next();
    if (first == "insert" or first == "update" or first == "delete" or first == "merge")
        throw usage_error("stream: the query is no select, of which alone there is a cursor; read what it returns by db(query)");
    std::string text{cursor_prefix};
    text += query.text;
    std::vector<own_name> names{query.own_names.begin(), query.own_names.end()};
    for (own_name& each : names) each.at += static_cast<unsigned>(cursor_prefix.size());
    const statement cursor{.text = text,
                           .parameters = query.parameters,
                           .columns = {},
                           .own_names = names,
                           .shape_of = query.shape_of == nullptr ? query.text.data() : query.shape_of,
                           .shape = ~query.shape};  // another one than all shapes that it has
    return std::make_unique<open_stream>(outer, cursor, values, query.columns);
}

template <class Outer, class Query, class... Given>
[[gnu::always_inline]] inline auto stream_of(Outer& outer, const Query& query, const Given&... given) {
    if constexpr (not is_select<Query>) {
        static_assert(is_select<Query>,
                      "stream: takes a select, as a cursor of PostgreSQL is of one; what an insert, update or delete "
                      "returns, db(query) reads at once");
        return refuse_stream(query);
    } else {
        using tree = typename row_by_row<typename Query::tree>::type;
        [[maybe_unused]] constexpr bool is_sound = soundness<tree>::value;
        constexpr bool is_complete = gives_every_argument<sizeof...(Given), measures_of<tree>.arguments>;
        static_assert(is_complete or was_refused<tree>::value,
                      "stream: the query has another number of arg<>s than the call has values");
        if constexpr (not is_complete or was_refused<tree>::value) {
            return refuse_stream(query);
        } else if constexpr (is_plain_call<tree, values_in<Query>, Given...>) {
            const void* const values[]{&given..., nullptr};
            return stream<reader_of<tree>>{use_slots<repeated_uses_t<tree>, list<Given...>>(
                begin_stream<Outer>{outer, cursor_of<statement_of<tree>>, statement_of<tree>.columns}, query.parameters, values)};
        } else if constexpr (say_which<tree, values_in<Query>, Given...>()) {
            bound_statement bound{&statement_of<tree>, {}};
            use_values<tree>(bind_to<>{bound}, query.parameters, given...);
            return stream<reader_of<tree>>{begin_any_stream(outer, *bound.query, bound.values)};
        } else {
            return refuse_stream(query);
        }
    }
}
}  // namespace detail
}  // namespace virga
