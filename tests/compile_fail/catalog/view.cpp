// tests/compile_fail/catalog/view.cpp: views and what they are made of.
#include "schema.hpp"

namespace view_of_a_table {
#ifdef REJECT
inline constexpr auto people = pg::view<"people">(person);
// error: view: takes a select, or a text_query
#else
inline constexpr auto people = pg::view<"people">(select(person).from(person));
#endif
}  // namespace view_of_a_table

namespace view_with_an_argument {
#ifdef REJECT
inline constexpr auto adults = pg::view<"adults">(select(person.id).from(person).where(person.age >= arg<"age">));
// error: view: nothing gives a value for arg<>; write the value
#else
inline constexpr auto adults = pg::view<"adults">(select(person.id).from(person).where(person.age >= 18));
#endif
}  // namespace view_with_an_argument

namespace view_column_without_a_name {
#ifdef REJECT
inline constexpr auto names = pg::view<"names">(select(person.id, lower(person.nickname)).from(person));
// error: view: a column has no name; give it a label, by .as<"name">()
#else
inline constexpr auto names = pg::view<"names">(select(person.id, lower(person.nickname).as<"name">()).from(person));
#endif
}  // namespace view_column_without_a_name

namespace view_columns_of_one_name {
#ifdef REJECT
inline constexpr auto authors = pg::view<"authors">(select(person.id, post.id).from(post).inner_join(person, person.id == post.author_id));
// error: view: two columns have the same name; give one another label, by .as<"name">()
#else
inline constexpr auto authors =
    pg::view<"authors">(select(person.id, post.id.as<"post_id">()).from(post).inner_join(person, person.id == post.author_id));
#endif
}  // namespace view_columns_of_one_name

namespace view_of_a_name_too_long {
#ifdef REJECT
inline constexpr auto ages =
    pg::view<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(select(person.age).from(person));
// error: view: a name has 1 to 63 bytes, and that of a schema too
#else
inline constexpr auto ages =
    pg::view<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(select(person.age).from(person));
#endif
}  // namespace view_of_a_name_too_long

namespace view_of_text_without_columns {
#ifdef REJECT
inline constexpr auto moods = pg::view<"moods">(text_query<"select mood from person">);
// error: text_query: states each column of a view as column_definition<"name", type>
#else
inline constexpr auto moods = pg::view<"moods">(text_query<"select age from person", column_definition<"age", types::integer>>);
#endif
}  // namespace view_of_text_without_columns

namespace refresh_of_a_view {
inline constexpr auto plain = pg::view<"plain">(select(person.email).from(person));
inline constexpr auto kept = pg::materialized_view<"kept">(select(person.email).from(person));
#ifdef REJECT
constexpr auto text = to_sql(refresh_materialized_view(plain));
// error: refresh_materialized_view: takes a pg::materialized_view
#else
constexpr auto text = to_sql(refresh_materialized_view(kept).concurrently());
#endif
}  // namespace refresh_of_a_view

namespace view_index_of_a_column_that_is_not_there {
#ifdef REJECT
inline constexpr auto by_age =
    pg::materialized_view<"by_age">(select(person.age, count().as<"n">()).from(person).group_by(person.age)).index<"by_n", "m">();
// error: index: the view has no column of this name
#else
inline constexpr auto by_age =
    pg::materialized_view<"by_age">(select(person.age, count().as<"n">()).from(person).group_by(person.age)).index<"by_n", "n">();
#endif
}  // namespace view_index_of_a_column_that_is_not_there

namespace view_index_without_rows {
#ifdef REJECT
inline constexpr auto mails = pg::view<"mails">(select(person.email).from(person)).index<"by_mail", "email">();
// error: index: is of a materialized view; index the tables of a view
#else
inline constexpr auto mails = pg::materialized_view<"mails">(select(person.email).from(person)).index<"by_mail", "email">();
#endif
}  // namespace view_index_without_rows
