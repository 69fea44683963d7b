// expect: comparison: nothing compares with NULL; write .is_null() or .is_not_null()
// note: "nickname"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.nickname == nullptr);
#else
constexpr auto query = select(person.id).from(person).where(person.nickname.is_null());
#endif

constexpr auto text = to_sql(query);
