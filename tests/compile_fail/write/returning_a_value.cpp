// expect: returning: takes columns, expressions and the table, one at least
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(visit).set(visit.at = now()).all_rows().returning("id");
#else
constexpr auto query = update(visit).set(visit.at = now()).all_rows().returning(visit.id);
#endif

constexpr auto text = to_sql(query);
