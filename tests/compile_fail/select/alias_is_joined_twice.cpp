// expect: join: the query names this table already; give one of the two another name, by .as<"name">()
// note: "chief"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(person.email)
                           .from(person)
                           .left_join(chief, chief.id == person.chief_id)
                           .left_join(chief, chief.id == person.id);
constexpr auto text = to_sql(query);
#else
constexpr auto boss = person.as<"boss">();
constexpr auto query = select(person.email)
                           .from(person)
                           .left_join(chief, chief.id == person.chief_id)
                           .left_join(boss, boss.id == chief.chief_id);
constexpr auto text = to_sql(query);
#endif
