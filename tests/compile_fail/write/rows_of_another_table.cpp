// expect: rows: takes a range of insertable<table> or row<table>
#include "schema.hpp"

std::string_view text_of(const std::vector<row<visit>>& visits, const std::vector<row<person>>& people) {
#ifdef REJECT
    return people.empty() ? "" : to_sql(insert_into(person).rows(visits));
#else
    return visits.empty() ? "" : to_sql(insert_into(person).rows(people));
#endif
}
