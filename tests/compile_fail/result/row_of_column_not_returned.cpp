// expect: row: the select list does not have this column
// note: "id"
#include "schema.hpp"

constexpr auto query = insert_into(visit).values(visit.id = 7).returning(visit.at, visit.id);
constexpr auto less = insert_into(visit).values(visit.id = 7).returning(visit.at);

#ifdef REJECT
auto read(const row_of<decltype(less)>& row) { return row[visit.id]; }
#else
auto read(const row_of<decltype(query)>& row) { return row[visit.id]; }
#endif
