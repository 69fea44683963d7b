// tests/compile_fail/client/query.cpp: statements by hand, their texts, values and structs.
#include "http_client.hpp"
#include "schema.hpp"

#include <map>  // std::map

#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace {
struct report {
    std::string name;
    std::int64_t posts;
};
}  // namespace

namespace query_of_a_text_made_at_run_time {
auto read(postgres_client& db, const std::string& table) {
#ifdef REJECT
    return db.query<report>("select name, posts from " + table).one();
    // error: query: takes a text that is a constant, with $1 for values; SQL that is put together when the program runs is
    //        for execute
#else
    return db.execute("select name, posts from " + table);
#endif
}
}  // namespace query_of_a_text_made_at_run_time

namespace query_with_too_few_values {
auto read(postgres_client& db) {
#ifdef REJECT
    return db.query<report>("select name, posts from person where id = $1 and age > $2", "ada").one();
    // error: call to
    // note: query_has_another_number_of_parameters_than_the_call_has_values
#else
    return db.query<report>("select name, posts from person where id = $1 and age > $2", "ada", 7).one();
#endif
}
}  // namespace query_with_too_few_values

namespace query_of_two_statements {
auto read(postgres_client& db) {
#ifdef REJECT
    return db.query<report>("delete from person; select name, posts from person").one();
    // error: call to
    // note: query_takes_one_statement_and_these_are_several
#else
    return db.query<report>("select ';' as name, posts from person; -- that is all").one();
#endif
}
}  // namespace query_of_two_statements

namespace query_with_an_open_quote {
auto read(const neon_http_client& db) {
#ifdef REJECT
    return db.query<report>("select name, posts from person where id = 'ada").one();
    // error: call to
    // note: query_has_a_quote_or_comment_that_is_not_closed
#else
    return db.query<report>("select name, posts from person where id = 'ada'").one();
#endif
}
}  // namespace query_with_an_open_quote

namespace query_into_a_member_of_no_column_type {
struct moody {
    std::string name;
    person_mood mood;
};
struct mended {
    std::string name;
    std::string mood;
};
auto read(postgres_client& db) {
#ifdef REJECT
    return db.query<moody>("select name, mood from person").to_vector();
    // error: query: no column is read into a member of this type by hand; members are numbers, bool, std::string,
    // note: moody
#else
    return db.query<mended>("select name, mood::text from person").to_vector();
#endif
}
}  // namespace query_into_a_member_of_no_column_type

namespace query_into_no_struct {
struct one_name {
    std::string name;
};
auto read(postgres_client& db) {
#ifdef REJECT
    return db.query<std::string>("select name from person").one();
    // error: query: takes a struct with a member for each column, `db.query<report>("select ...")`
#else
    return db.query<one_name>("select name from person").one();
#endif
}
}  // namespace query_into_no_struct

namespace query_with_a_value_of_no_type {
auto read(postgres_client& db, person_mood mood) {
#ifdef REJECT
    return db.query<report>("select name, posts from person where mood = $1", mood).one();
    // error: query: a value that cannot be a parameter of a statement by hand; take a number, a bool, a text,
    // note: person_mood
#else
    return db.query<report>("select name, posts from person where mood = $1", mood == person_mood::calm ? "calm" : "cross").one();
#endif
}
}  // namespace query_with_a_value_of_no_type

namespace query_by_column_of_no_statement {
auto read(postgres_client& db) {
    const auto rows = db.query<report>("select name, posts from person");
#ifdef REJECT
    return rows.to<std::map>(person.email);
    // error: to: of a statement by hand no columns are known; give a pointer to a member, `&report::id`
#else
    return rows.to<std::map>(&report::name);
#endif
}
}  // namespace query_by_column_of_no_statement

namespace query_of_views_that_are_gone {
struct view {
    std::string_view name;
};
void read(postgres_client& db) {
#ifdef REJECT
    (void)db.query<view>("select name from person").one();
    // error: into: the struct has a std::string_view
#else
    const auto rows = db.query<view>("select name from person");
    (void)rows.one();
#endif
}
}  // namespace query_of_views_that_are_gone
