// expect: comparison: nothing compares with NULL; write .is_null() or .is_not_null()
// note: "age"
#include "schema.hpp"

std::string_view older_than(const std::optional<int>& age) {
#ifdef REJECT
    return to_sql(select(person.id).from(person).where(person.age > age));
#else
    return to_sql(select(person.id).from(person).where(person.age > age.value()));
#endif
}
