// expect: on_conflict: takes columns
#include "schema.hpp"

#ifdef REJECT
constexpr auto query =
    insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(lower(person.email)).do_update(person.age = 7);
#else
constexpr auto query =
    insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(person.email).do_update(person.age = 7);
#endif

constexpr auto text = to_sql(query);
