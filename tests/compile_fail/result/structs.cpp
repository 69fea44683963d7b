// tests/compile_fail/result/structs.cpp: nested structs of joined tables, and structs that view the result.
#include "schema.hpp"

#include <map>  // std::map

#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace {
/// Nothing in it cannot be NULL.
template <class t>
struct hint_fields {
    pg::text<t, "person_id"> person_id;
    pg::text<t, "words"> words;
};
inline constexpr table<"hint", hint_fields> hint;

struct title_view {
    std::string_view title;
    int views;
};
struct title_kept {
    std::string title;
    int views;
};
constexpr auto titles = select(post.title, post.views).from(post);
}  // namespace

namespace into_row_that_nothing_tells_from_none {
struct hinted {
    std::string id;
    std::optional<row<hint>> left;
};
struct mended {
    std::string id;
    std::optional<std::string> of;
    std::optional<std::string> words;
};

auto read(postgres_client& db) {
    const auto rows = db(select(person.id, hint).from(person).left_join(hint, hint.person_id == person.id));
#ifdef REJECT
    return rows.into<hinted>().to_vector();
    // error: into: the table has no column that is not null, so nothing tells a row of NULLs from none; select its columns
    //        one by one, each a std::optional, or declare one of them not_null
    // note: hint
#else
    return rows.into<mended>().to_vector();
#endif
}
}  // namespace into_row_that_nothing_tells_from_none

namespace into_row_that_a_join_may_leave_out {
struct visited {
    std::int64_t id;
    row<post> seen;
};
struct mended {
    std::int64_t id;
    std::optional<row<post>> seen;
};

auto read(postgres_client& db) {
    const auto rows = db(select(visit.id, post).from(visit).left_join(post, post.id == visit.id));
#ifdef REJECT
    return rows.into<visited>().to_vector();
    // error: into:
    // note: visited
#else
    return rows.into<mended>().to_vector();
#endif
}
}  // namespace into_row_that_a_join_may_leave_out

namespace into_views_of_a_result_that_is_gone {
auto read(postgres_client& db) {
#ifdef REJECT
    return db(titles).into<title_view>().one();
    // error: into: the struct has a std::string_view, which views the result, and that is gone at the end of the line; give
    //        the rows a name first, `const auto found = db(query).into<T>();`
    // note: title_view
#else
    return db(titles).into<title_kept>().one();
#endif
}
}  // namespace into_views_of_a_result_that_is_gone

namespace into_first_view_of_a_result_that_is_gone {
struct view {
    std::string_view title;
    std::int64_t views;
};
void read(postgres_client& db) {
#ifdef REJECT
    (void)db(titles).into<view>().first();
    // error: into: the struct has a std::string_view
#else
    const auto found = db(titles).into<view>();
    (void)found.first();
#endif
}
}  // namespace into_first_view_of_a_result_that_is_gone

namespace into_vector_of_views_of_a_result_that_is_gone {
struct view {
    std::string_view title;
    std::int64_t views;
};
void read(postgres_client& db) {
#ifdef REJECT
    (void)db(titles).into<view>().to_vector();
    // error: into: the struct has a std::string_view
#else
    const auto found = db(titles).into<view>();
    (void)found.to_vector();
#endif
}
}  // namespace into_vector_of_views_of_a_result_that_is_gone

namespace into_map_of_views_of_a_result_that_is_gone {
struct view {
    std::string_view title;
    std::int64_t views;
};
void read(postgres_client& db) {
#ifdef REJECT
    (void)db(titles).into<view>().to<std::map>(post.title);
    // error: into: the struct has a std::string_view
#else
    const auto found = db(titles).into<view>();
    (void)found.to<std::map>(post.title);
#endif
}
}  // namespace into_map_of_views_of_a_result_that_is_gone

namespace into_optional_view_of_a_result_that_is_gone {
struct view {
    std::optional<std::string_view> nick;
};
constexpr auto nicks = select(person.nickname).from(person);
void read(postgres_client& db) {
#ifdef REJECT
    (void)db(nicks).into<view>()[0];
    // error: into: the struct has a std::string_view
#else
    const auto found = db(nicks).into<view>();
    (void)found[0];
#endif
}
}  // namespace into_optional_view_of_a_result_that_is_gone

namespace into_view_of_bytes {
// A bytea comes as digits: there are no bytes to view.
template <class t>
struct file_fields {
    pg::bytea<t, "bytes", not_null> bytes;
};
inline constexpr table<"file", file_fields> file;
struct bytes_view {
    std::span<const std::byte> bytes;
};
struct bytes_kept {
    std::vector<std::byte> bytes;
};
auto read(postgres_client& db) {
    const auto rows = db(select(file.bytes).from(file));
#ifdef REJECT
    return rows.into<bytes_view>().one();
    // error: into: the struct cannot be made of the columns
    // note: bytes_view
#else
    return rows.into<bytes_kept>().one();
#endif
}
}  // namespace into_view_of_bytes
