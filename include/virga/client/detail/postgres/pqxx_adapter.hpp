// virga/client/detail/postgres/pqxx_adapter.hpp: the part of libpqxx that we use, alike for versions 6.4 and 7.
#pragma once

#include <algorithm>    // std::min
#include <cerrno>       // errno, EINTR
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <exception>    // std::exception, std::exception_ptr
#include <iterator>     // std::input_iterator_tag
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::declval, std::in_place, std::move
#include <vector>       // std::vector

#include <netinet/in.h>   // IPPROTO_TCP
#include <netinet/tcp.h>  // TCP_USER_TIMEOUT
#include <poll.h>         // poll
#include <sys/socket.h>   // setsockopt

#include <pqxx/connection>          // pqxx::connection
#include <pqxx/except>              // pqxx::broken_connection
#include <pqxx/nontransaction>      // pqxx::nontransaction
#include <pqxx/notification>        // pqxx::notification_receiver
#include <pqxx/prepared_statement>  // pqxx::prepare::make_dynamic_params
#include <pqxx/result>              // pqxx::result
#include <pqxx/version>             // PQXX_VERSION_MAJOR
#if PQXX_VERSION_MAJOR < 7
#include <pqxx/tablewriter>  // pqxx::tablewriter
#else
#include <pqxx/stream_to>  // pqxx::stream_to
#endif

#include <virga/client/detail/deadline.hpp>                  // virga::detail::deadline
#include <virga/client/detail/postgres/plain_messages.hpp>   // virga::detail::plain_messages
#include <virga/client/detail/postgres/pqxx_last_words.hpp>  // virga::detail::libpq_error
#include <virga/client/detail/postgres/pqxx_listener.hpp>    // virga::detail::pqxx_listener
#include <virga/query/detail/arguments.hpp>                  // virga::arguments
#include <virga/query/detail/copied_rows.hpp>                // virga::detail::copied_rows
#include <virga/result/result.hpp>                           // virga::result_source

namespace virga::detail {

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
/// The classes of libpqxx, as a parameter of all that uses them: of a template the compiler makes nothing before it is used,
/// and only the file that makes a client uses these.
struct pqxx_library {
    using connection = pqxx::connection;
    using nontransaction = pqxx::nontransaction;
    using notification_receiver = pqxx::notification_receiver;
    using result = pqxx::result;
#if PQXX_VERSION_MAJOR < 7
    using copying = pqxx::tablewriter;
#else
    using copying = pqxx::stream_to;
#endif
    using lost = pqxx::broken_connection;
};
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

/// The texts of a statement's parameters as libpqxx iterates over them; nullptr for NULL.
class parameter_iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = const char*;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = const value_type&;

    parameter_iterator() = default;
    parameter_iterator(const arguments& values, std::size_t index) : values_(&values), index_(index) {}

    reference operator*() const { return text_ = values_->data(index_); }
    parameter_iterator& operator++() {
        ++index_;
        return *this;
    }
    friend bool operator==(const parameter_iterator& left, const parameter_iterator& right) {
        return left.index_ == right.index_;
    }

private:
    const arguments* values_ = nullptr;
    std::size_t index_ = 0;
    mutable value_type text_ = nullptr;  // libpqxx 7 wants to refer to what it reads
};

/// A value of a result, and whether it is NULL. A field of libpqxx counts a reference to the result, twice, which costs more than
/// reading the value; what it asks itself libpqxx keeps for it. An explicit instantiation may name what is private (C++20,
/// [temp.spec.general]).
const char* pqxx_value(const pqxx::result& answer, std::size_t row, std::size_t column);
bool is_null_in_pqxx(const pqxx::result& answer, std::size_t row, std::size_t column);
template <auto Value, auto IsNull>
struct values_of_pqxx {
    using row_number = pqxx::result::size_type;
    using column_number = decltype(std::declval<const pqxx::result&>().columns());
    friend const char* pqxx_value(const pqxx::result& answer, std::size_t row, std::size_t column) {
        return (answer.*Value)(static_cast<row_number>(row), static_cast<column_number>(column));
    }
    friend bool is_null_in_pqxx(const pqxx::result& answer, std::size_t row, std::size_t column) {
        return (answer.*IsNull)(static_cast<row_number>(row), static_cast<column_number>(column));
    }
};
#if PQXX_VERSION_MAJOR < 7
template struct values_of_pqxx<&pqxx::result::GetValue, &pqxx::result::get_is_null>;
#else
template struct values_of_pqxx<&pqxx::result::get_value, &pqxx::result::get_is_null>;
#endif

/// A result of libpqxx, read without a copy.
template <class Library>
class pqxx_result final : public result_source {
public:
    explicit pqxx_result(typename Library::result answer) : answer_(std::move(answer)) {}

    [[nodiscard]] std::size_t rows() const override { return static_cast<std::size_t>(answer_.size()); }
    [[nodiscard]] std::size_t columns() const override { return static_cast<std::size_t>(answer_.columns()); }
    [[nodiscard]] std::size_t affected() const override { return static_cast<std::size_t>(answer_.affected_rows()); }
    [[nodiscard]] std::string_view column_name(std::size_t column) const override {
        return answer_.column_name(static_cast<decltype(answer_.columns())>(column));
    }

    [[nodiscard]] std::uint32_t column_oid(std::size_t column) const override {
        return static_cast<std::uint32_t>(answer_.column_type(static_cast<decltype(answer_.columns())>(column)));
    }

    void read(std::size_t row, cell* cells) const override {
        const std::size_t count = columns();
        for (std::size_t i = 0; i != count; ++i) cells[i] = value(row, i);
    }
    void read_some(std::size_t row, cell* cells, const unsigned short* which, std::size_t count) const override {
        for (std::size_t i = 0; i != count; ++i) cells[i] = value(row, which[i]);
    }

private:
    [[nodiscard]] cell value(std::size_t row, std::size_t column) const {
        // Asking for the size, too, costs more than counting: the text format holds no zero byte but its last.
        cell found{pqxx_value(answer_, row, column), 0};
        found.size = std::char_traits<char>::length(found.data);
        if (found.size == 0 and is_null_in_pqxx(answer_, row, column)) found.data = nullptr;
        return found;
    }

    typename Library::result answer_;
};

/// Whether the server now waits for rows of a `copy`, or sends them: libpqxx takes that for a result, whose columns
/// have no names.
template <class Result>
bool is_copy(const Result& answer) {
    if (answer.columns() == 0 or not answer.empty()) return false;
    try {
        return answer.column_name(0) == nullptr;
    } catch (const std::exception&) {
        return true;
    }
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif

#if PQXX_VERSION_MAJOR > 7 or (PQXX_VERSION_MAJOR == 7 and PQXX_VERSION_MINOR >= 10)
#define VIRGA_PQXX_HAS_PREPPED

/// The parameters as libpqxx takes them, referring to the values.
inline pqxx::params parameters(const arguments& values) {
    pqxx::params all;
    all.reserve(values.size());
    for (std::size_t i = 0; i != values.size(); ++i) {
        if (const char* const text = values.data(i); text != nullptr)
            all.append(pqxx::zview{text});
        else
            all.append();
    }
    return all;
}
#else
/// The parameters as libpqxx takes them, referring to the values.
template <class Arguments>
auto parameters(const Arguments& values) {
    return pqxx::prepare::make_dynamic_params(parameter_iterator{values, 0}, parameter_iterator{values, values.size()});
}
#endif

/// A connection with one lasting "nontransaction": transactions are statements, as with every client.
/// Functions throw libpqxx's exceptions.
template <class Library>
class pqxx_connection {
public:
    using library = Library;
    using answer = typename Library::result;

    /// `options` is libpq's text of keys and values.
    explicit pqxx_connection(const std::string& options, const plain_messages& = {}) : connection_(options) {
        work_.emplace(connection_);
#if PQXX_VERSION_MAJOR < 7
        connection_.inhibit_reactivation(true);  // 6.4 would connect again by itself, losing the session
        connection_.set_verbosity(pqxx::connection_base::verbose);
#else
        connection_.set_verbosity(pqxx::error_verbosity::verbose);
#endif
    }

    pqxx_connection(const pqxx_connection&) = delete;
    pqxx_connection& operator=(const pqxx_connection&) = delete;
    ~pqxx_connection() { close(); }

    void close() {
        work_.reset();
        // Before the channels go, or each would cost a round trip to end listening to it.
#if PQXX_VERSION_MAJOR < 7
        connection_.disconnect();
#else
        connection_.close();
#endif
    }

    [[nodiscard]] bool is_open() const { return work_.has_value() and connection_.is_open(); }

    /// What the server said of why it ended the session, when it has; empty if it went without a word.
    [[nodiscard]] std::string last_words() const {
        return last_words_.empty() ? last_words_in(libpq_error(connection_)) : last_words_;
    }

    /// Prepares at the server. If that fails, the name is free again.
    void prepare(const std::string& name, const std::string& text) {
        const plain_messages until_the_end;
        connection_.prepare(name, text);
#if PQXX_VERSION_MAJOR < 7
        try {
            connection_.prepare_now(name);
        } catch (...) {
            connection_.unprepare(name);
            throw;
        }
#endif
    }

    void unprepare(const std::string& name) {
        const plain_messages until_the_end;
        connection_.unprepare(name);
    }

    answer execute(const std::string& text) {
        const plain_messages until_the_end;
        return work_->exec(text);
    }

    answer execute(const std::string& text, const arguments& values) {
        const plain_messages until_the_end;
#ifdef VIRGA_PQXX_HAS_PREPPED
        return work_->exec(text, parameters(values));
#else
        const arguments empty;
        const auto none = parameters(empty);
        return work_->exec_params(text, parameters(values), none, none, none, none, none, none, none);
#endif
    }

    answer execute_prepared(const std::string& name, const arguments& values) {
        const plain_messages until_the_end;
#ifdef VIRGA_PQXX_HAS_PREPPED
        return work_->exec(pqxx::prepped{name}, parameters(values));
#else
        // libpqxx reserves room for as many parameters as it gets arguments: the empty lists save it from
        // growing its four vectors.
        const arguments empty;
        const auto none = parameters(empty);
        return work_->exec_prepared(name, parameters(values), none, none, none, none, none, none, none);
#endif
    }

    /// Sends rows to a table, `into` with its columns, and returns how many. What `rows` throws is kept in `of_rows`, and the
    /// server is told to copy nothing.
    std::size_t copy(const std::string& into, copied_rows& rows, std::exception_ptr& of_rows) {
        struct fresh_work {  // after an error libpqxx would refuse the next statement
            pqxx_connection& connection;
            ~fresh_work() {
                try {
                    connection.work_.reset();
                    connection.work_.emplace(connection.connection_);
                } catch (const std::exception&) {  // then the connection is lost
                }
            }
        };
        const fresh_work at_the_end{*this};
        std::optional<plain_messages> beside_rows{std::in_place};  // what they do is the app's, in its locale
#if PQXX_VERSION_MAJOR < 7
        typename Library::copying copying{*work_, into};
#else
        auto copying = Library::copying::raw_table(*work_, into);
#endif
        beside_rows.reset();
        std::size_t count = 0;
        arguments values;
        while (next(rows, values, of_rows)) {
            send(copying, values);
            values.clear();
            ++count;
        }
        beside_rows.emplace();
        if (of_rows == nullptr) {
            copying.complete();
            return count;
        }
        // libpqxx has no way to cancel: a row with a column too many is refused, and all with it.
        values.clear();
        for (std::size_t i = 0; i <= rows.width(); ++i) values.add_null();
        try {
            send(copying, values);
            copying.complete();
        } catch (const std::exception&) {  // as it should be
        }
        return 0;
    }

    void listen(const std::string& channel) {
        const plain_messages until_the_end;
        // SQL text may have ended it meanwhile, or rolled it back.
        if (listener_.has(channel)) execute("listen " + connection_.quote_name(channel));
        else listener_.listen(connection_, channel);
    }
    void unlisten(const std::string& channel) { listener_.unlisten(channel); }
    /// Ends listening to all channels, and drops what came from them.
    void unlisten_all() {
        listener_.clear();
        collect();
        listener_.clear();
    }

    /// The next notification of those that were collected, also when the connection is lost.
    std::optional<notification> arrived() { return listener_.take(); }

    /// The next notification, or nothing when none comes in time.
    std::optional<notification> wait_for_notification(deadline until) {
        while (true) {
            if (std::optional<notification> next = listener_.take()) return next;
            collect();
            if (std::optional<notification> next = listener_.take()) return next;
            const int left = until.poll_time();
            if (left == 0) return std::nullopt;
            pollfd server{connection_.sock(), POLLIN, 0};
            if (::poll(&server, 1, std::min(left, 60'000)) == -1 and errno != EINTR) throw typename Library::lost{"poll failed"};
        }
    }

    /// Reads what has come. libpqxx hands out notifications only between transactions, be they "nontransactions";
    /// until then libpq keeps them. A nontransaction begins by reading, too, and so may find the connection lost.
    void collect() {
        const plain_messages in_them;
        const notices_heard until_the_end{connection_, last_words_};
        work_.reset();
        connection_.get_notifs();
        work_.emplace(connection_);
    }

    /// Lets what is sent be lost when it is acknowledged by nobody for so long; zero leaves that to the system. A Unix socket, and
    /// a system without such a limit, stay as they are.
    void limit_silence([[maybe_unused]] unsigned milliseconds) {
#ifdef TCP_USER_TIMEOUT
        (void)::setsockopt(connection_.sock(), IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
#endif
    }

private:
    /// Sends a row of a copy.
    static void send(typename Library::copying& copying, const arguments& values) {
        const plain_messages until_the_end;
#if PQXX_VERSION_MAJOR < 7
        std::string line;
        for (std::size_t i = 0; i != values.size(); ++i) {
            if (i != 0) line += '\t';
            append_copied(line, values.data(i));
        }
        copying.write_raw_line(line);
#else
        std::vector<const char*> fields;
        fields.reserve(values.size());
        for (std::size_t i = 0; i != values.size(); ++i) fields.push_back(values.data(i));
        copying.write_row(fields);
#endif
    }
    /// A value in a line of a copy. Source: PostgreSQL manual, COPY, Text Format.
    static void append_copied(std::string& line, const char* value) {
        if (value == nullptr) line += "\\N";
        else
            for (; *value != '\0'; ++value) {
                if (*value == '\\') line += "\\\\";
                else if (*value == '\n') line += "\\n";
                else if (*value == '\r') line += "\\r";
                else if (*value == '\t') line += "\\t";
                else line += *value;
            }
    }
    static bool next(copied_rows& rows, arguments& values, std::exception_ptr& failed) {
        try {
            return rows.next(values);
        } catch (...) {
            failed = std::current_exception();
            return false;
        }
    }

    typename Library::connection connection_;
    std::string last_words_;  // that came as a notice
    pqxx_listener<Library> listener_;
    std::optional<typename Library::nontransaction> work_;
};
#undef VIRGA_PQXX_HAS_PREPPED

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
}  // namespace virga::detail
