// virga/client/session_calls.hpp: what a client that keeps a session and its transactions hand to that session alike.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/client/detail/any_session.hpp>  // virga::detail::any_session
#include <virga/client/notification.hpp>        // virga::detail::notify
#include <virga/client/typed_calls.hpp>         // virga::typed_calls
#include <virga/query/copy.hpp>                 // virga::detail::copy_range
#include <virga/query/detail/arguments.hpp>     // virga::arguments
#include <virga/query/statement.hpp>            // virga::statement
#include <virga/result/result.hpp>              // virga::result

namespace virga {

namespace detail {
/// In stream.hpp.
template <class Outer, class Query, class... Given>
[[gnu::always_inline]] inline auto stream_of(Outer& outer, const Query& query, const Given&... given);
template <class Query>
auto refuse_stream(const Query& query);

/// Whether what is asked lives until the end of what it gives; only one without a name is asked, and does not.
template <class Asked>
inline constexpr bool outlives_the_line = false;
}  // namespace detail

/// `Self` has a `session_`, and a `check()` that refuses when it may not work now. Of a client each call is a transaction of its
/// own, of a transaction a part of it.
template <class Self>
class session_calls : public typed_calls<Self> {
public:
    /// Executes a statement, prepared on its first use.
    result run(const statement& query, const arguments& values) { return session().run(query, values); }
    /// Executes SQL text, of one or more statements without parameters, by a client as one transaction unless it says otherwise.
    /// Returns the last one's result. Not for `copy` from or to the client.
    result execute(std::string_view sql) { return session_given_text().execute(sql); }
    /// Executes one statement with parameters, without preparing it.
    result execute(std::string_view sql, const arguments& values) { return session_given_text().execute(sql, values); }

    /// Sends the rows of a range by PostgreSQL's copy: `db.copy(copy_into(post), posts)`. Each is encoded as it is sent, so a range
    /// may make them as it goes. Returns how many were sent. One that cannot be encoded, or that the server refuses, leaves none;
    /// a transaction has failed then.
    template <class Target, class Range>
    std::size_t copy(const Target& into, const Range& rows) {
        return virga::detail::copy_range(static_cast<Self&>(*this), into, rows);
    }
    /// Sends rows to a table with its columns, which is all that the statement is; for `copy`.
    std::size_t copy_rows(const statement& into, virga::detail::copied_rows& rows) { return session().copy(into, rows); }

    /// The rows of a query, a few in memory at a time: `for (const auto& row : db.stream(query)) ...`. See `stream`. Until it ends,
    /// all else is refused.
    template <class Query, class... Given>
    [[nodiscard, gnu::always_inline]] auto stream(const Query& query, const Given&... given) & {
        return virga::detail::stream_of(static_cast<Self&>(*this), query, given...);
    }
    /// The same of a query of which only run time knows which it is; with virga/client/any_query.hpp.
    template <class Row>
    [[nodiscard]] auto stream(const any_query<Row>& query) & {
        return query.stream_of(static_cast<Self&>(*this));
    }
    /// Refused: what streams would be gone before its rows.
    template <class Query, class... Given>
    auto stream(const Query& query, const Given&...) && {
        static_assert(virga::detail::outlives_the_line<Query>,
                      "stream: give the client a name, `postgres_client db{url};`, as its rows come while it is there");
        return virga::detail::refuse_stream(query);
    }

    /// Sends a notification to who listens to the channel: of a transaction when it commits, and dropped when it does not. The
    /// server refuses a payload of 8000 bytes or more.
    void notify(std::string_view channel, std::string_view payload = {}) {
        virga::detail::notify(static_cast<Self&>(*this), channel, payload);
    }

private:
    [[nodiscard]] virga::detail::any_session& session() {
        Self& self = static_cast<Self&>(*this);
        self.check();
        return *self.session_;
    }
    [[nodiscard]] virga::detail::any_session& session_given_text() {
        virga::detail::any_session& one = session();
        one.was_given_text = true;
        return one;
    }
};
}  // namespace virga
