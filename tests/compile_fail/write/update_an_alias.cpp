// expect: update: takes a table
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(chief).set(chief.age = 7).all_rows();
#else
constexpr auto query = update(person).set(person.age = 7).all_rows();
#endif

constexpr auto text = to_sql(query);
