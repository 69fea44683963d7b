// expect: values, set: takes assignments, column = value; set also takes one patch<> of its table
#include "schema.hpp"

std::string_view text_of([[maybe_unused]] const patch<person>& person_patch, [[maybe_unused]] const patch<visit>& visit_patch) {
#ifdef REJECT
    return to_sql(update(visit).set(person_patch).where(visit.id == 7));
#else
    return to_sql(update(visit).set(visit_patch).where(visit.id == 7));
#endif
}
