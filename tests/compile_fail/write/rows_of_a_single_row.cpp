// expect: rows: takes a range of insertable<table> or row<table>
#include "schema.hpp"

std::string_view text_of(const row<person>& one) {
#ifdef REJECT
    return to_sql(insert_into(person).rows(one));
#else
    return to_sql(insert_into(person).rows(std::vector{one}));
#endif
}
