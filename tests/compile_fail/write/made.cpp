// tests/compile_fail/write/made.cpp: values that the app makes.
#include "schema.hpp"

std::int64_t next_number();
std::string a_word();
std::optional<std::int64_t> a_number_perhaps();
std::int64_t number_after(std::int64_t before);

template <class t>
struct ticket_fields {
    pg::bigint<t, "id", primary_key, default_from<next_number>> id;
    pg::text<t, "what", not_null> what;
    pg::text<t, "by", on_update_from<a_word>> by;
};
inline constexpr table<"ticket", ticket_fields> ticket;

namespace made_of_another_type {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "id", primary_key, default_from<a_word>> id;
    // error: default_from, on_update_from: takes a function without arguments that returns a value of the column's type
    // note: a_word
#else
    pg::bigint<t, "id", primary_key, default_from<next_number>> id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace made_of_another_type

namespace made_null_of_a_column_that_is_not_null {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::bigint<t, "n", not_null, on_update_from<a_number_perhaps>> n;
    // error: default_from, on_update_from: takes a function without arguments that returns a value of the column's type
    // note: a_number_perhaps
#else
    pg::bigint<t, "n", on_update_from<a_number_perhaps>> n;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace made_null_of_a_column_that_is_not_null

namespace made_of_an_argument {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "id", primary_key, default_from<number_after>> id;
    // error: default_from, on_update_from: takes a function without arguments that returns a value of the column's type
    // note: number_after
#else
    pg::bigint<t, "id", primary_key, default_from<next_number>> id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace made_of_an_argument

namespace made_by_the_app_and_the_server {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "key", primary_key, identity, default_from<next_number>> key;
    // error: default_from, on_update_from: the server makes the values of an identity
#else
    pg::bigint<t, "key", primary_key, identity> key;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace made_by_the_app_and_the_server

namespace made_twice {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::text<t, "twice", primary_key, default_from<a_word>, default_from<a_word>> twice;
    // error: default_from, on_update_from: a column has one of each at most
#else
    pg::text<t, "twice", primary_key, default_from<a_word>, on_update_from<a_word>> twice;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace made_twice

namespace insert_of_a_query_without_what_the_app_makes {
#ifdef REJECT
constexpr auto query = insert_into(ticket).columns(ticket.what, ticket.by).select(select(post.title, post.author_id).from(post));
// error: columns: the app makes the value of a column, for each row, which it cannot for those of a query; name the column
#else
constexpr auto query =
    insert_into(ticket).columns(ticket.id, ticket.what, ticket.by).select(select(post.id, post.title, post.author_id).from(post));
#endif
}  // namespace insert_of_a_query_without_what_the_app_makes
