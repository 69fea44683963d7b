// expect: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "email"
#include "schema.hpp"

std::string_view text_of(const std::optional<std::string>& name) {
#ifdef REJECT
    return to_sql(insert_into(person).values(person.id = "u1", person.email = name));
#else
    return to_sql(insert_into(person).values(person.id = "u1", person.email = "a@b.c", person.nickname = name));
#endif
}
