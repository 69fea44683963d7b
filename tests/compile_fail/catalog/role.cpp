// tests/compile_fail/catalog/role.cpp: roles and their attributes.
#include "schema.hpp"

namespace role_existing_with_attributes {
#ifdef REJECT
inline constexpr pg::role<"editor", existing, pg::login> editor;
// error: role: an existing role has the attributes that it has; leave out the others
#else
inline constexpr pg::role<"editor", existing> editor;
#endif
}  // namespace role_existing_with_attributes

namespace role_name_too_long {
#ifdef REJECT
inline constexpr pg::role<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> editor;
// error: role: a name has 1 to 63 bytes
#else
inline constexpr pg::role<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> editor;
#endif
}  // namespace role_name_too_long

namespace role_of_the_server {
#ifdef REJECT
inline constexpr pg::role<"pg_monitor"> monitor;
// error: role: the name is a word of PostgreSQL's own; for one of the server's roles add existing
// note: pg_monitor
#else
inline constexpr pg::role<"pg_monitor", existing> monitor;
#endif
}  // namespace role_of_the_server

namespace role_that_inherits_and_does_not {
#ifdef REJECT
inline constexpr pg::role<"editor", pg::inherit, pg::no_inherit> editor;
// error: role: inherit and no_inherit exclude each other
#else
inline constexpr pg::role<"editor", pg::no_inherit> editor;
#endif
}  // namespace role_that_inherits_and_does_not

namespace role_with_a_column_attribute {
#ifdef REJECT
inline constexpr pg::role<"editor", not_null> editor;
// error: role: takes create_db, create_role, inherit or no_inherit, login, bypass_rls, or existing
#else
inline constexpr pg::role<"editor", pg::login, pg::create_db, pg::create_role, pg::inherit, pg::bypass_rls> editor;
#endif
}  // namespace role_with_a_column_attribute

namespace role_without_a_name {
#ifdef REJECT
inline constexpr pg::role<""> editor;
// error: role: a name has 1 to 63 bytes
#else
inline constexpr pg::role<"editor"> editor;
#endif
}  // namespace role_without_a_name
