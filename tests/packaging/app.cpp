// The smallest program of virga: a table, and a query whose text the compiler knows.
#include <iostream>  // std::cout

#include <virga.hpp>

using namespace virga;

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "title", not_null> title;
};
inline constexpr table<"note", note_fields> note;

constexpr auto titled = select(note.id).from(note).where(note.title == arg<"title">);
static_assert(to_sql(titled) == R"(select "note"."id" from "note" where "note"."title" = $1)");

int main() { std::cout << to_sql(titled) << '\n'; }
