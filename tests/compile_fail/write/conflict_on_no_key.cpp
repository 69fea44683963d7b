// expect: on_conflict: no primary key, unique constraint or unique index covers just these columns, so they cannot conflict
// note: "nickname"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query =
    insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(person.nickname).do_nothing();
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(person.email).do_nothing();
#endif

constexpr auto text = to_sql(query);
