// tests/compile_fail/select/join.cpp: from, joins and their conditions.
#include "schema.hpp"

namespace alias_is_joined_twice {
#ifdef REJECT
constexpr auto query = select(person.email)
                           .from(person)
                           .left_join(chief, chief.id == person.chief_id)
                           .left_join(chief, chief.id == person.id);
// error: join: the query names this table already; give one of the two another name, by .as<"name">()
// note: "chief"
constexpr auto text = to_sql(query);
#else
constexpr auto boss = person.as<"boss">();
constexpr auto query = select(person.email)
                           .from(person)
                           .left_join(chief, chief.id == person.chief_id)
                           .left_join(boss, boss.id == chief.chief_id);
constexpr auto text = to_sql(query);
#endif
}  // namespace alias_is_joined_twice

namespace cross_join_without_alias {
#ifdef REJECT
constexpr auto text = to_sql(select(person.email).from(person).cross_join(person));
// error: join: the query names this table already; give one of the two another name, by .as<"name">()
// note: "person"
#else
constexpr auto text = to_sql(select(person.email, chief.email).from(person).cross_join(chief));
#endif
}  // namespace cross_join_without_alias

namespace from_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post.title));
// error: from: takes a table, an alias of one, or a query with a name
#else
constexpr auto text = to_sql(select(post.title).from(post));
#endif
}  // namespace from_a_column

namespace from_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title, person.email).from(post).from(person));
// error: from: the query has one already, or a join before it; write from first, then inner_join or its like
#else
constexpr auto text = to_sql(select(post.title, person.email).from(post).cross_join(person));
#endif
}  // namespace from_twice

namespace full_join_on_one_side {
#ifdef REJECT
constexpr auto query = select(person.email, chief.email).from(person).full_join(chief, chief.id == chief.chief_id);
constexpr auto text = to_sql(query);
// error: full_join: the condition must equate a column of the one side with one of the other
// note: "person"
#else
constexpr auto query = select(person.email, chief.email).from(person).full_join(chief, lower(chief.id) == person.chief_id);
constexpr auto text = to_sql(query);
#endif
}  // namespace full_join_on_one_side

namespace full_join_on_an_element {
#ifdef REJECT
constexpr auto query = select(person.email, chief.email)
                           .from(person)
                           .full_join(chief, person.id == any_of(expr<types::array<types::text>, "array[{}]">(chief.chief_id)));
constexpr auto text = to_sql(query);
// error: full_join: the condition must equate a column of the one side with one of the other
// note: "person"
#else
constexpr auto query = select(person.email, chief.email)
                           .from(person)
                           .full_join(chief, std::tuple{person.id, person.email} == std::tuple{chief.chief_id, chief.email});
constexpr auto text = to_sql(query);
#endif
}  // namespace full_join_on_an_element

namespace full_join_without_equality {
#ifdef REJECT
constexpr auto query = select(person.email, chief.email).from(person).full_join(chief, person.age < chief.age);
constexpr auto text = to_sql(query);
// error: full_join: the condition must equate a column of the one side with one of the other
// note: "person"
#else
constexpr auto query =
    select(person.email, chief.email).from(person).full_join(chief, person.chief_id == chief.id and person.age < chief.age);
constexpr auto text = to_sql(query);
#endif
}  // namespace full_join_without_equality

namespace join_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).inner_join(person.id, person.id == post.author_id));
// error: join: takes a table, an alias of one, or a query with a name
#else
constexpr auto text = to_sql(select(post.title).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace join_a_column

namespace join_before_from {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).inner_join(person, person.id == post.author_id).from(post));
// error: from: the query has one already, or a join before it; write from first, then inner_join or its like
#else
constexpr auto text = to_sql(select(post.title).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace join_before_from

namespace join_is_not_boolean {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title, person.email).from(post).inner_join(person, post.author_id));
// error: join: the condition is no boolean expression; compare two columns
// note: "author_id"
#else
constexpr auto text = to_sql(select(post.title, person.email).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace join_is_not_boolean

namespace join_without_a_condition {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).inner_join(post);
// error: join: the condition is no boolean expression; compare two columns
#else
constexpr auto query = select(person.id).from(person).cross_join(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace join_without_a_condition

namespace join_without_from {
#ifdef REJECT
constexpr auto text = to_sql(select(person.id).inner_join(person, person.chief_id == person.id));
// error: join: the query has no from; write from first
#else
constexpr auto text = to_sql(select(person.id).from(person).where(person.chief_id == person.id));
#endif
}  // namespace join_without_from

namespace on_names_a_table_joined_later {
#ifdef REJECT
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(person, person.chief_id == chief.id)
                           .inner_join(chief, chief.id == post.author_id);
constexpr auto text = to_sql(query);
// error: on: names a column of a table that is not joined before; join it first, or name the alias
// note: "chief"
#else
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(chief, chief.id == post.author_id)
                           .inner_join(person, person.chief_id == chief.id);
constexpr auto text = to_sql(query);
#endif
}  // namespace on_names_a_table_joined_later

namespace on_names_the_table_behind_an_alias {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).left_join(chief, person.id == post.author_id));
// error: on: names a column of a table that is not joined before; join it first, or name the alias
// note: "person"
#else
constexpr auto text = to_sql(select(post.title).from(post).left_join(chief, chief.id == post.author_id));
#endif
}  // namespace on_names_the_table_behind_an_alias

namespace self_join_without_alias {
#ifdef REJECT
constexpr auto text = to_sql(select(person.email).from(person).inner_join(person, person.id == person.chief_id));
// error: join: the query names this table already; give one of the two another name, by .as<"name">()
// note: "person"
#else
constexpr auto text = to_sql(select(person.email, chief.email).from(person).inner_join(chief, chief.id == person.chief_id));
#endif
}  // namespace self_join_without_alias

namespace cross_join_with_a_condition {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).cross_join(person, person.id == post.author_id));
// error: join: a cross join has no condition; write inner_join(table, condition)
#else
constexpr auto text = to_sql(select(post.id).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace cross_join_with_a_condition
