// tests/compile_fail/write/several.cpp: writes over several tables.
#include "schema.hpp"

template <class t>
struct tag_fields {
    pg::bigint<t, "post_id", not_null> post_id;
    pg::text<t, "label", not_null> label;

    static constexpr auto constraints(const auto& tag) { return std::tuple{pg::primary_key(tag.post_id, tag.label)}; }
};
inline constexpr table<"tag", tag_fields> tag;

namespace update_from_a_value {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0).from(3);
// error: join: takes a table, an alias of one, or a query with a name, by .as<"name">()
#else
constexpr auto query = update(post).set(post.views = 0).from(person);
#endif
}  // namespace update_from_a_value

namespace update_from_twice {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 1).from(person).from(tag);
// error: from: the update has one already; join more tables, by inner_join or its like
#else
constexpr auto query = update(post).set(post.views = 1).from(person).inner_join(tag, tag.label == person.email);
#endif
}  // namespace update_from_twice

namespace update_from_itself {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 2).from(post);
// error: join: the query names this table already; give one of the two another name, by .as<"name">()
#else
constexpr auto query = update(person).set(person.age = 2).from(chief);
#endif
}  // namespace update_from_itself

namespace join_before_from {
#ifdef REJECT
constexpr auto query = delete_from(post).inner_join(person, person.id == post.author_id);
// error: join: comes after from of an update, or using_ of a delete
#else
constexpr auto query = delete_from(post).using_(person);
#endif
}  // namespace join_before_from

namespace right_join_before_from {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 3).right_join(person, person.id == post.author_id);
// error: join: comes after from of an update, or using_ of a delete
#else
constexpr auto query = update(post).set(post.views = 3).from(tag).right_join(person, person.id == tag.label);
#endif
}  // namespace right_join_before_from

namespace lateral_of_a_table {
#ifdef REJECT
constexpr auto query = delete_from(post).using_(person).left_join_lateral(tag);
// error: join: only a query with a name, by .as<"name">(), can be lateral; leave the word out
#else
constexpr auto query = delete_from(post).using_(person).left_join(tag, tag.label == person.email);
#endif
}  // namespace lateral_of_a_table

namespace returning_a_source_whose_column_has_no_name {
#ifdef REJECT
constexpr auto counted = select(tag.post_id, count()).from(tag).group_by(tag.post_id).as<"counted">();
constexpr auto query = delete_from(post).using_(counted).where(counted[tag.post_id] == post.id).returning(counted);
// error: returning: a column of the subquery has no name; give it a label there, by .as<"name">()
#else
constexpr auto counted = select(tag.post_id, count().as<"n">()).from(tag).group_by(tag.post_id).as<"counted">();
constexpr auto query = delete_from(post).using_(counted).where(counted[tag.post_id] == post.id).returning(counted, post.title);
#endif
}  // namespace returning_a_source_whose_column_has_no_name

namespace returning_of_a_source_that_is_not_there {
constexpr auto named = select(tag.post_id, tag.label).from(tag).as<"named">();
#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).where(post.id == 3).returning(named));
// error: returning: names a column of a table that is not the statement's
// note: "post_id"
#else
constexpr auto text = to_sql(delete_from(post).using_(named).where(post.id == 3).returning(named));
#endif
}  // namespace returning_of_a_source_that_is_not_there

namespace on_names_the_table_that_is_written {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).using_(person).inner_join(tag, tag.post_id == post.id).where(person.id == post.author_id));
// error: on: names a column of the table that is written, or of one that is not joined before; put the condition into where
// note: "id"
#else
constexpr auto text = to_sql(
    delete_from(post).using_(person).inner_join(tag, tag.label == person.email).where(person.id == post.author_id and tag.post_id == post.id));
#endif
}  // namespace on_names_the_table_that_is_written

namespace insert_of_another_number_of_columns {
#ifdef REJECT
constexpr auto query = insert_into(tag).columns(tag.post_id, tag.label).select(select(post.id).from(post));
// error: select: the query returns another number of columns than the insert names
#else
constexpr auto query = insert_into(tag).columns(tag.post_id, tag.label).select(select(post.id, post.title).from(post));
#endif
}  // namespace insert_of_another_number_of_columns

namespace insert_of_another_type {
#ifdef REJECT
constexpr auto query = insert_into(tag).columns(tag.post_id, tag.label).select(select(post.title, post.id).from(post));
// error: select: a column of the query is of a type that the insert's does not store; cast it
#else
constexpr auto query = insert_into(tag).columns(tag.label, tag.post_id).select(select(post.title, post.id).from(post));
#endif
}  // namespace insert_of_another_type

namespace insert_of_what_may_be_null {
#ifdef REJECT
constexpr auto query = insert_into(tag).columns(tag.post_id, tag.label).select(select(post.id, person.nickname).from(post).cross_join(person));
// error: select: a column of the query may be NULL, and the insert's is not null; write coalesce
#else
constexpr auto query =
    insert_into(tag).columns(tag.post_id, tag.label).select(select(post.id, coalesce(person.nickname, "-")).from(post).cross_join(person));
#endif
}  // namespace insert_of_what_may_be_null

namespace insert_without_a_column_that_must_be_given {
#ifdef REJECT
constexpr auto query = insert_into(tag).columns(tag.post_id).select(select(post.id).from(post).limit(1));
// error: columns: a column is missing that is not null and has no default
// note: "label"
#else
constexpr auto query = insert_into(tag).columns(tag.post_id, tag.label).select(select(post.id, post.title).from(post).limit(1));
#endif
}  // namespace insert_without_a_column_that_must_be_given
