// tests/compile_fail/write/insert.cpp: inserts of values and of rows.
#include "schema.hpp"

#include <ranges>  // std::views::filter

namespace default_values_miss_a_required_column {
#ifdef REJECT
constexpr auto query = insert_into(person).default_values();
// error: default_values: a column is missing that is not null and has no default
// note: "id"
#else
constexpr auto query = insert_into(visit).default_values();
#endif

constexpr auto text = to_sql(query);
}  // namespace default_values_miss_a_required_column

namespace insert_into_an_alias {
#ifdef REJECT
constexpr auto query = insert_into(chief).values(chief.id = "u1", chief.email = "a@b.c");
// error: insert_into: takes a table
// note: "chief"
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c");
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_into_an_alias

namespace insert_label_into_enum {
#ifdef REJECT
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.status = "draft");
// error: values, set: the value is not of the column's type
// note: "status"
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.status = post_status::draft);
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_label_into_enum

namespace insert_misses_a_required_column {
#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.nickname = "ada");
// error: values: a column is missing that is not null and has no default
// note: "email"
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "ada@example.org");
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_misses_a_required_column

namespace insert_names_a_column {
#ifdef REJECT
constexpr auto text = to_sql(insert_into(person).values(person.id = "u1", person.email = coalesce(person.nickname, "a@b.c")));
// error: values: a row to insert cannot name a column; give a value
// note: "nickname"
#else
constexpr auto text = to_sql(insert_into(person).values(person.id = "u1", person.email = "a@b.c"));
#endif
}  // namespace insert_names_a_column

namespace insert_null_into_not_null {
#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = nullptr);
// error: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "email"
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.nickname = nullptr);
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_null_into_not_null

namespace insert_of_a_comparison {
#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id == "u1", person.email == "a@b.c");
// error: values, set: takes assignments, column = value; set also takes one patch<> of its table
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c");
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_of_a_comparison

namespace insert_of_a_generated_column {
#ifdef REJECT
constexpr auto query = insert_into(post).values(post.id = 7, post.author_id = "u1", post.title = "Hi");
// error: values, set: the server alone writes this column; leave it out, declare it identity_by_default, or insert with
// note: "id"
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi");
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_of_a_generated_column

namespace insert_of_an_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(insert_into(visit).values(visit.id = count()));
// error: values: an aggregate has no group here
#else
constexpr auto text = to_sql(insert_into(visit).values(visit.id = 7));
#endif
}  // namespace insert_of_an_aggregate

namespace insert_of_nothing {
#ifdef REJECT
constexpr auto query = insert_into(visit).values();
// error: values: gives no column; write default_values()
#else
constexpr auto query = insert_into(visit).default_values();
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_of_nothing

namespace insert_optional_into_not_null {
std::string_view text_of(const std::optional<std::string>& name) {
#ifdef REJECT
    return to_sql(insert_into(person).values(person.id = "u1", person.email = name));
    // error: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
    // note: "email"
#else
    return to_sql(insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.nickname = name));
#endif
}
}  // namespace insert_optional_into_not_null

namespace insert_sets_a_column_of_another_table {
#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", post.title = "Hi");
// error: values, set: sets a column of another table than the statement's
// note: "title"
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi");
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_sets_a_column_of_another_table

namespace insert_sets_a_column_twice {
#ifdef REJECT
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.email = "d@e.f");
// error: values, set: sets a column twice
// note: "email"
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.nickname = "d");
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_sets_a_column_twice

namespace insert_value_of_another_type {
#ifdef REJECT
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.views = "many");
// error: values, set: the value is not of the column's type
// note: "views"
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.views = 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace insert_value_of_another_type

namespace insert_value_subquery_is_wrong {
#ifdef REJECT
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi",
                                                post.pinned = exists(select(visit.id).from(visit).where(person.email == "x")));
constexpr auto text = to_sql(query);
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "email"
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi",
                                                post.pinned = exists(select(person.id).from(person).where(person.email == "x")));
constexpr auto text = to_sql(query);
#endif
}  // namespace insert_value_subquery_is_wrong

namespace insertable_member_of_another_type {
insertable<post> made() {
    insertable<post> one;
#ifdef REJECT
    one.pinned = "false";
    // error: insertable: a member takes a value of its column's C++ type, or one that cannot change on the way
#else
    one.pinned = false;
#endif
    return one;
}
}  // namespace insertable_member_of_another_type

namespace insertable_of_nothing {
template <class t>
struct login_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "email", not_null> email;
};
inline constexpr table<"login", login_fields> login;

insertable<login> made() {
#ifdef REJECT
    return {};
    // error: explicit
    // note: "email"
#else
    insertable<login> one;
    one.email = "ada@example.org";
    return one;
#endif
}
}  // namespace insertable_of_nothing

namespace insertable_without_a_required_member {
template <class t>
struct label_fields {
    pg::integer<t, "n", default_to<0>> n;
    pg::text<t, "title", not_null> title;
};
inline constexpr table<"label", label_fields> label;
#ifdef REJECT
const insertable<label> made{.n = 7};
// error: explicit
// note: "title"
#else
const insertable<label> made{.n = 7, .title = "A title"};
#endif
}  // namespace insertable_without_a_required_member

namespace rows_of_a_filter {
std::string_view text_of(const std::vector<row<person>>& all) {
    const auto is_grown = [](const row<person>& one) { return one.age >= 18; };
#ifdef REJECT
    return to_sql(insert_into(person).rows(all | std::views::filter(is_grown)));
    // error: rows: takes a range of insertable<table> or row<table>; one that changes as it is walked, such as a filter
#else
    std::vector<row<person>> grown;
    for (const auto& one : all | std::views::filter(is_grown)) grown.push_back(one);
    return to_sql(insert_into(person).rows(grown));
#endif
}
}  // namespace rows_of_a_filter

namespace rows_of_a_single_row {
std::string_view text_of(const row<person>& one) {
#ifdef REJECT
    return to_sql(insert_into(person).rows(one));
    // error: rows: takes a range of insertable<table> or row<table>
#else
    return to_sql(insert_into(person).rows(std::vector{one}));
#endif
}
}  // namespace rows_of_a_single_row

namespace rows_of_another_table {
std::string_view text_of(const std::vector<row<visit>>& visits, const std::vector<row<person>>& people) {
#ifdef REJECT
    return people.empty() ? "" : to_sql(insert_into(person).rows(visits));
    // error: rows: takes a range of insertable<table> or row<table>
#else
    return visits.empty() ? "" : to_sql(insert_into(person).rows(people));
#endif
}
}  // namespace rows_of_another_table

namespace rows_of_what_the_server_writes {
/// A table that the server alone writes.
template <class t>
struct ticket_fields {
    pg::bigint<t, "id", primary_key, identity> id;
};
inline constexpr table<"ticket", ticket_fields> ticket;

#ifdef REJECT
std::string_view text_of(const std::vector<insertable<ticket>>& all) { return to_sql(insert_into(ticket).rows(all)); }
// error: rows: the server alone writes every column of this table; write default_values()
// note: "ticket"
#else
std::string_view text_of() { return to_sql(insert_into(ticket).default_values()); }
#endif
}  // namespace rows_of_what_the_server_writes

namespace rows_with_a_generated_column {
#ifdef REJECT
std::string_view text_of(const std::vector<row<post>>& posts) {
#else
std::string_view text_of(const std::vector<insertable<post>>& posts) {
#endif
#ifdef REJECT
    return to_sql(insert_into(post).rows(posts));
    // error: rows: the server alone writes a column of row<table>; give a range of insertable<table>
}
#else
    return to_sql(insert_into(post).rows(posts));
}
#endif
}  // namespace rows_with_a_generated_column

namespace overriding_without_identity {
#ifdef REJECT
constexpr auto query = insert_into(person).overriding_system_value().values(person.id = "u1", person.email = "a@b.c");
// error: overriding_system_value, overriding_user_value: the table has no identity column, so there is nothing to override
// note: "person"
#else
constexpr auto query = insert_into(post).overriding_system_value().values(post.id = 7, post.author_id = "u1", post.title = "Hi");
#endif
}  // namespace overriding_without_identity

namespace overriding_user_value_without_identity {
template <class t>
struct note_fields {
    pg::bigint<t, "number", primary_key> number;
};
inline constexpr table<"note", note_fields> note;
#ifdef REJECT
constexpr auto query = insert_into(note).overriding_user_value().values(note.number = 3);
// error: overriding_system_value, overriding_user_value: the table has no identity column, so there is nothing to override
// note: "note"
#else
constexpr auto query = insert_into(visit).overriding_user_value().values(visit.id = 7);
#endif
}  // namespace overriding_user_value_without_identity

namespace overriding_with_default_values {
#ifdef REJECT
constexpr auto query = insert_into(visit).overriding_system_value().default_values();
// error: default_values: gives no value that could be overridden; leave that out
#else
constexpr auto query = insert_into(visit).default_values();
#endif
}  // namespace overriding_with_default_values

namespace columns_that_the_server_writes {
#ifdef REJECT
constexpr auto query = insert_into(post).columns(post.id, post.author_id, post.title).select(select(post.id, post.author_id, post.title).from(post));
// error: columns: the server alone writes this column; leave it out, declare it identity_by_default, or insert with
// note: "id"
#else
constexpr auto query = insert_into(post)
                           .overriding_user_value()
                           .columns(post.id, post.author_id, post.title)
                           .select(select(post.id, post.author_id, post.title).from(post));
#endif
}  // namespace columns_that_the_server_writes
