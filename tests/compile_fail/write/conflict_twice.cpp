// expect: on_conflict: the insert has one already
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(person)
                           .values(person.id = "u1", person.email = "a@b.c")
                           .on_conflict(person.id).do_nothing()
                           .on_conflict(person.email).do_nothing();
#else
constexpr auto query = insert_into(person)
                           .values(person.id = "u1", person.email = "a@b.c")
                           .on_conflict().do_nothing();
#endif

constexpr auto text = to_sql(query);
