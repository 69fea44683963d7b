// tests/compile_fail/client/call.cpp: queries that are run as they are written, and the values of their arguments.
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client
#include <virga/client/typed_calls.hpp>  // virga::typed_calls

namespace argument_of_two_types {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.email == arg<"key"> or person.age == arg<"key">);
auto ids(postgres_client& db) { return db(query, "ada@example.org"); }
// error: arg: one name stands for values of two types; give each type a name of its own
// note: "key"
#else
constexpr auto query = select(person.id).from(person).where(person.email == arg<"key"> or person.nickname == arg<"key">);
auto ids(postgres_client& db) { return db(query, "ada@example.org"); }
#endif
}  // namespace argument_of_two_types

namespace call_of_an_insert_without_values {
auto add(postgres_client& db) {
#ifdef REJECT
    return db(insert_into(visit));
    // error: call: takes a finished query; an insert needs values, rows or default_values, an update set
#else
    return db(insert_into(visit).default_values());
#endif
}
}  // namespace call_of_an_insert_without_values

namespace call_of_an_insert_without_values_on_a_const_client {
struct const_client : typed_calls<const_client> {
    result run(const statement&, const arguments&) const;
};

auto add(const const_client& db) {
#ifdef REJECT
    return db(insert_into(visit));
    // error: call: takes a finished query; an insert needs values, rows or default_values, an update set
#else
    return db(insert_into(visit).default_values());
#endif
}
}  // namespace call_of_an_insert_without_values_on_a_const_client

namespace call_with_argument_of_another_type {
constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(postgres_client& db) {
#ifdef REJECT
    return db(by_email, 7.5);
    // error: arg: the value given is not of the type that the query awaits
    // note: "email"
#else
    return db(by_email, "ada@example.org");
#endif
}
}  // namespace call_with_argument_of_another_type

namespace call_with_arguments_in_wrong_order {
constexpr auto older = select(person.id).from(person).where(person.email == arg<"email"> and person.age > arg<"age">);

auto ids(postgres_transaction& tx) {
#ifdef REJECT
    return tx(older, 30, "ada@example.org");
    // error: arg: the value given is not of the type that the query awaits
    // note: "email"
    // error: arg: the value given is not of the type that the query awaits
    // note: "age"
#else
    return tx(older, "ada@example.org", 30);
#endif
}
}  // namespace call_with_arguments_in_wrong_order

namespace call_with_optional_argument {
constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(postgres_client& db, const std::optional<std::string>& email) {
#ifdef REJECT
    return db(by_email, email);
    // error: arg: the value given is not of the type that the query awaits
    // note: "email"
#else
    return db(by_email, email.value());
#endif
}
}  // namespace call_with_optional_argument

namespace call_with_too_many_arguments {
constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(postgres_client& db) {
#ifdef REJECT
    return db(by_email, "ada@example.org", 7);
    // error: call: the query has another number of arg<>s than the call has values
#else
    return db(by_email, "ada@example.org");
#endif
}
}  // namespace call_with_too_many_arguments

namespace call_without_its_argument {
constexpr auto by_email = select(person.id).from(person).where(person.email == arg<"email">);

auto ids(postgres_client& db) {
#ifdef REJECT
    return db(by_email);
    // error: call: the query has another number of arg<>s than the call has values
#else
    return db(by_email, "ada@example.org");
#endif
}
}  // namespace call_without_its_argument

namespace insert_into_alias_in_one_call {
auto insert(postgres_client& db) {
#ifdef REJECT
    return db(insert_into(chief).values(chief.id = "u", chief.email = arg<"e">).on_conflict(chief.id).do_nothing(), "e").affected();
    // error: insert_into: takes a table
    // note: "chief"
#else
    return db(insert_into(person).values(person.id = "u", person.email = arg<"e">).on_conflict(person.id).do_nothing(), "e").affected();
#endif
}
}  // namespace insert_into_alias_in_one_call

namespace refused_condition_had_an_argument {
auto posts(postgres_client& db) {
#ifdef REJECT
    return db(select(post.title).from(post).where(post.title == arg<"title"> and post.views), "Hi");
    // error: and: both sides must be conditions; compare the column with something
    // note: "views"
#else
    return db(select(post.title).from(post).where(post.title == arg<"title"> and post.views > 0), "Hi");
#endif
}
}  // namespace refused_condition_had_an_argument

namespace refused_insert_awaits_an_argument {
auto insert(postgres_client& db) {
#ifdef REJECT
    return db(insert_into(person).values(person.id = "u", person.email = arg<"e">, person.nickname = "a", person.nickname = "b"),
              "a@b.c").affected();
    // error: values, set: sets a column twice
    // note: "nickname"
#else
    return db(insert_into(person).values(person.id = "u", person.email = arg<"e">, person.nickname = "a"), "a@b.c").affected();
#endif
}
}  // namespace refused_insert_awaits_an_argument

namespace refused_query_awaits_an_argument {
auto posts(postgres_client& db) {
#ifdef REJECT
    return db(select(post.title).from(post).inner_join(person, post.author_id).where(person.email == arg<"email">), "a@b.c");
    // error: join: the condition is no boolean expression; compare two columns
    // note: "author_id"
#else
    return db(select(post.title).from(post).inner_join(person, person.id == post.author_id).where(person.email == arg<"email">),
              "a@b.c");
#endif
}
}  // namespace refused_query_awaits_an_argument

namespace refused_update_in_one_call {
auto pin(postgres_client& db) {
#ifdef REJECT
    return db(update(post).set(post.pinned = true).where(post.views).returning(post.id)).one();
    // error: where: takes a boolean expression; compare the column with something
    // note: "views"
#else
    return db(update(post).set(post.pinned = true).where(post.views > 9).returning(post.id)).one();
#endif
}
}  // namespace refused_update_in_one_call

namespace violation_of_a_column_without_constraint {
#ifdef REJECT
bool is_it(const query_error& failed) { return failed.is(person.nickname); }
// error: is: nothing that can be violated is of just these columns; name the columns of one key, or a constraint by
//        is_constraint<"name">(table)
// note: "nickname"
#else
bool is_it(const query_error& failed) { return failed.is(person.email); }
#endif
}  // namespace violation_of_a_column_without_constraint

namespace violation_of_a_constraint_that_is_misspelt {
#ifdef REJECT
bool is_it(const query_error& failed) { return failed.is_constraint<"person_emial_key">(person); }
// error: is_constraint: no constraint or unique index of this name is declared there
// note: "person_emial_key"
#else
bool is_it(const query_error& failed) { return failed.is_constraint<"person_email_key">(person); }
#endif
}  // namespace violation_of_a_constraint_that_is_misspelt

namespace violation_of_a_constraint_that_no_table_has {
inline constexpr auto all = virga::schema(virga::domain(person, post, post_status_type, mood_type));
#ifdef REJECT
bool is_it(const query_error& failed) { return failed.is_constraint<"post_title_key">(all); }
// error: is_constraint: no constraint or unique index of this name is declared there
// note: "post_title_key"
#else
bool is_it(const query_error& failed) { return failed.is_constraint<"post_author_id_title_key">(all); }
#endif
}  // namespace violation_of_a_constraint_that_no_table_has

namespace violation_of_a_table {
#ifdef REJECT
bool is_it(const query_error& failed) { return failed.is(post); }
// error: is: takes one or more columns of a table, such as post.slug
#else
bool is_it(const query_error& failed) { return failed.is(post.author_id); }
#endif
}  // namespace violation_of_a_table

namespace violation_of_columns_of_two_tables {
#ifdef REJECT
bool is_it(const query_error& failed) { return failed.is(post.author_id, person.id); }
// error: is: takes one or more columns of a table, such as post.slug
#else
bool is_it(const query_error& failed) { return failed.is(post.author_id, post.title); }
#endif
}  // namespace violation_of_columns_of_two_tables

namespace wrong_query_in_a_call {
auto posts(postgres_client& db) {
#ifdef REJECT
    return db(select(post.title, person.email).from(post));
    // error: select: names a column of a table that is not in from; join the table, or name the alias
    // note: "email"
#else
    return db(select(post.title, post.author_id).from(post));
#endif
}
}  // namespace wrong_query_in_a_call

namespace wrong_query_in_a_loop {
std::size_t letters(postgres_client& db, const std::string& email) {
    std::size_t count = 0;
#ifdef REJECT
    for (const auto& [title, views] : db(select(post.title, post.views).from(post).where(post.views == email))) {
    // error: comparison: the two sides are of types that do not compare; give a value of the column's own type
    // note: "views"
#else
    for (const auto& [title, views] : db(select(post.title, post.views).from(post).where(post.author_id == email))) {
#endif
        count += title.size() + static_cast<std::size_t>(views);
    }
    return count;
}
}  // namespace wrong_query_in_a_loop

namespace wrong_query_in_a_transaction {
void clean(postgres_client& db) {
#ifdef REJECT
    db.transaction([](auto& tx) { tx(delete_from(visit)); });
    // error: delete: has no where and would delete every row; write .where(...), or .all_rows()
    // note: "visit"
#else
    db.transaction([](auto& tx) { tx(delete_from(visit).all_rows()); });
#endif
}
}  // namespace wrong_query_in_a_transaction

namespace positions_that_are_not_those_of_the_text {
constexpr auto page = select(post.id).from(post).limit(arg<"limit">).where(post.views > arg<"least">);
#ifdef REJECT
auto some(postgres_client& db) { return db(page, 5, 100); }
// error: arg: the text names two arguments the other way round than the query was written, and either could take the other's value; name the values
#else
auto some(postgres_client& db) { return db(page, "limit"_a = 5, "least"_a = 100); }
#endif
}  // namespace positions_that_are_not_those_of_the_text

namespace a_name_that_no_argument_has {
constexpr auto page = select(post.id).from(post).where(post.views > arg<"least">);
#ifdef REJECT
auto some(postgres_client& db) { return db(page, "most"_a = 100); }
// error: arg: the query has no argument of this name; look at its arg<"name">s
#else
auto some(postgres_client& db) { return db(page, "least"_a = 100); }
#endif
}  // namespace a_name_that_no_argument_has

namespace a_name_given_twice {
constexpr auto page = select(post.id).from(post).where(post.views > arg<"least"> and post.title == arg<"title">);
#ifdef REJECT
auto some(postgres_client& db) { return db(page, "least"_a = 100, "least"_a = 3); }
// error: arg: a name has two values
#else
auto some(postgres_client& db) { return db(page, "title"_a = "t", "least"_a = 3); }
#endif
}  // namespace a_name_given_twice

namespace values_with_and_without_names {
constexpr auto page = select(post.id).from(post).where(post.views > arg<"least"> and post.title == arg<"title">);
#ifdef REJECT
auto some(postgres_client& db) { return db(page, 100, "title"_a = "t"); }
// error: arg: some values have names and some have none; name all of them, or none
#else
auto some(postgres_client& db) { return db(page, 100, "t"); }
#endif
}  // namespace values_with_and_without_names

namespace a_named_value_of_another_type {
constexpr auto page = select(post.id).from(post).where(post.views > arg<"least">);
#ifdef REJECT
auto some(postgres_client& db) { return db(page, "least"_a = "many"); }
// error: arg: the value given is not of the type that the query awaits
#else
auto some(postgres_client& db) { return db(page, "least"_a = 3); }
#endif
}  // namespace a_named_value_of_another_type

namespace constraint_without_its_table {
#ifdef REJECT
bool is_it(const query_error& failed) { return failed.is_constraint<"person_email_key">(); }
// error: is_constraint: say of which table, is_constraint<"name">(post), or that it may be any of the app's schema
#else
bool is_it(const query_error& failed) { return failed.is_constraint<"person_email_key">(person); }
#endif
}  // namespace constraint_without_its_table
