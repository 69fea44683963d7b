// tests/compile_fail/catalog/by_hand.cpp: functions, triggers, grants and comments.
#include "schema.hpp"

namespace function_with_a_semicolon {
#ifdef REJECT
inline constexpr pg::function<"one", "", "integer", "language sql return 1;"> one;
// error: function: has a body, without a semicolon at its end
#else
inline constexpr pg::function<"one", "", "integer", "language sql return 1"> one;
#endif
}  // namespace function_with_a_semicolon

namespace function_that_needs_a_number {
inline constexpr pg::function<"two", "", "integer", "language sql return 2"> two;
#ifdef REJECT
inline constexpr auto three = two.needs(3);
// error: needs: takes tables and their columns, views, types, sequences, extensions, roles and objects of raw text
#else
inline constexpr auto three = two.needs(person.age, post);
#endif
}  // namespace function_that_needs_a_number

namespace trigger_of_an_enum_type {
#ifdef REJECT
inline constexpr pg::trigger<"touch", mood_type, "before update", "for each row execute function touch()"> touch;
// error: trigger: is of a table or a view
#else
inline constexpr pg::trigger<"touch", post, "before update", "for each row execute function touch()"> touch;
#endif
}  // namespace trigger_of_an_enum_type

namespace grant_of_what_there_is_not {
inline constexpr pg::role<"editor"> editor;
#ifdef REJECT
inline constexpr auto usage = pg::grant<"select", "usage">(post).to(editor);
// error: grant: a thing has no such privilege
#else
inline constexpr auto usage = pg::grant<"usage">(mood_type, pg::schema<"public">).to(editor);
#endif
}  // namespace grant_of_what_there_is_not

namespace grant_on_a_column_of_another_table {
#ifdef REJECT
inline constexpr auto reading = pg::grant<"select">(person.nickname, post.title).to(pg::public_);
// error: grant: a column stands beside columns of its own table alone; write a grant for each table
#else
inline constexpr auto reading = pg::grant<"select">(person.nickname, person.age).to(pg::public_);
#endif
}  // namespace grant_on_a_column_of_another_table

namespace grant_of_a_column_beside_its_table {
#ifdef REJECT
inline constexpr auto reading = pg::grant<"select">(person, person.email).to(pg::public_);
// error: grant: a column stands beside columns of its own table alone; write a grant for each table
#else
inline constexpr auto reading = pg::grant<"update">(person.email).to(pg::public_);
#endif
}  // namespace grant_of_a_column_beside_its_table

namespace grant_to_delete_a_column {
#ifdef REJECT
inline constexpr auto deleting = pg::grant<"delete">(person.id).to(pg::public_);
// error: grant: a thing has no such privilege
#else
inline constexpr auto deleting = pg::grant<"references">(person.id).to(pg::public_);
#endif
}  // namespace grant_to_delete_a_column

namespace grant_of_what_no_table_of_a_schema_has {
#ifdef REJECT
inline constexpr auto using_ = pg::grant<"create">(pg::all_tables_in<"kb">).to(pg::public_);
// error: grant: a thing has no such privilege
#else
inline constexpr auto using_ = pg::grant<"trigger">(pg::all_tables_in<"kb">).to(pg::public_);
#endif
}  // namespace grant_of_what_no_table_of_a_schema_has

namespace grant_to_a_table {
#ifdef REJECT
inline constexpr auto reading = pg::grant<"select">(person).to(post);
// error: grant: to takes roles, and pg::public_
#else
inline constexpr auto reading = pg::grant<"select">(person).to(pg::public_);
#endif
}  // namespace grant_to_a_table

namespace comment_on_a_table {
#ifdef REJECT
inline constexpr auto said = pg::comment_on<"people">(person);
// error: comment_on: is on views, sequences, types, functions, extensions, roles, triggers and pg::schema<"name">, and around a constraint
#else
inline constexpr auto said = pg::comment_on<"how one feels">(mood_type);
#endif
}  // namespace comment_on_a_table

namespace domain_with_an_open_grant {
#ifdef REJECT
inline constexpr auto all = virga::domain(person, pg::grant<"delete">(person));
// error: domain: takes what stands for itself in a schema: tables, types, roles, sequences, extensions, views,
//   functions and their like; a grant ends with .to(...)
#else
inline constexpr auto all = virga::domain(person, pg::grant<"delete">(person).to(pg::public_));
#endif
}  // namespace domain_with_an_open_grant
