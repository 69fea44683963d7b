// tests/compile_fail/expr/function.cpp: functions, aggregates and arguments.
#include "schema.hpp"

namespace argument_without_name {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.email == arg<"">);
// error: arg: needs a name, such as arg<"email">
#else
constexpr auto query = select(person.id).from(person).where(person.email == arg<"email">);
#endif

constexpr auto text = to_sql(query);
}  // namespace argument_without_name

namespace avg_of_timestamp {
#ifdef REJECT
constexpr auto query = select(avg(post.published_at)).from(post);
// error: function: no form of it takes arguments of these types
// note: "published_at"
#else
constexpr auto query = select(avg(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace avg_of_timestamp

namespace coalesce_of_number_widths {
#ifdef REJECT
constexpr auto query = select(coalesce(post.views, post.id)).from(post);
// error: coalesce, greatest, least, nullif: takes two or more of one type
// note: "views"
#else
constexpr auto query = select(coalesce(post.views, 0)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace coalesce_of_number_widths

namespace coalesce_of_two_types {
#ifdef REJECT
constexpr auto query = select(coalesce(person.nickname, 0)).from(person);
// error: coalesce, greatest, least, nullif: takes two or more of one type
// note: "nickname"
#else
constexpr auto query = select(coalesce(person.nickname, "none")).from(person);
#endif

constexpr auto text = to_sql(query);
}  // namespace coalesce_of_two_types

namespace length_of_jsonb {
#ifdef REJECT
constexpr auto query = select(length(post.meta)).from(post);
// error: function: no form of it takes arguments of these types
// note: "meta"
#else
constexpr auto query = select(length(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace length_of_jsonb

namespace lower_of_number {
#ifdef REJECT
constexpr auto query = select(lower(post.views)).from(post);
// error: function: no form of it takes arguments of these types
// note: "views"
#else
constexpr auto query = select(lower(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace lower_of_number

namespace max_of_uuid {
#ifdef REJECT
constexpr auto query = select(max(post.token)).from(post);
// error: function: no form of it takes arguments of these types
// note: "token"
#else
constexpr auto query = select(max(post.published_at)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace max_of_uuid

namespace min_of_boolean {
#ifdef REJECT
constexpr auto query = select(min(post.pinned)).from(post);
// error: function: no form of it takes arguments of these types
// note: "pinned"
#else
constexpr auto query = select(min(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace min_of_boolean

namespace sum_of_text {
#ifdef REJECT
constexpr auto query = select(sum(post.title)).from(post);
// error: function: no form of it takes arguments of these types
// note: "title"
#else
constexpr auto query = select(sum(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace sum_of_text

namespace upper_of_enum {
#ifdef REJECT
constexpr auto query = select(upper(post.status)).from(post);
// error: function: no form of it takes arguments of these types
// note: "status"
#else
constexpr auto query = select(upper(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace upper_of_enum

namespace function_with_too_few_arguments {
#ifdef REJECT
constexpr auto text = to_sql(select(replace(post.title, "a")).from(post));
// error: function: no form of it takes so many arguments; the note lists its forms
// note: "replace"
#else
constexpr auto text = to_sql(select(replace(post.title, "a", "b")).from(post));
#endif
}  // namespace function_with_too_few_arguments

namespace function_of_a_value_of_another_type {
#ifdef REJECT
constexpr auto text = to_sql(select(left(post.title, "3")).from(post));
// error: function: no form of it takes arguments of these types; the second is of another than the forms in the note have there
// note: "left"
// note: (virga::types::text, virga::types::integer)
#else
constexpr auto text = to_sql(select(left(post.title, 3)).from(post));
#endif
}  // namespace function_of_a_value_of_another_type

namespace function_that_would_ask_for_a_time_zone {
#ifdef REJECT
constexpr auto text = to_sql(select(date_trunc("day", post.published_at)).from(post));
// error: function: this form of it asks the session for its time zone, or PostgreSQL takes what is given for a type that virga does
//        not have
// note: "date_trunc"
#else
constexpr auto text = to_sql(select(date_trunc("day", at_time_zone(post.published_at, "UTC"))).from(post));
#endif
}  // namespace function_that_would_ask_for_a_time_zone

namespace function_of_the_app {
inline constexpr function<"app.slug", types::text(types::text), types::text(types::text, types::integer)> slug;

#ifdef REJECT
constexpr auto text = to_sql(select(slug(post.views)).from(post));
// error: function: no form of it takes arguments of these types; the first is of another than the forms in the note have there
// note: "app.slug"
#else
constexpr auto text = to_sql(select(slug(post.title), slug(post.title, arg<"length">)).from(post));
#endif
}  // namespace function_of_the_app

namespace greatest_of_two_types {
#ifdef REJECT
constexpr auto text = to_sql(select(greatest(post.views, post.title)).from(post));
// error: coalesce, greatest, least, nullif: takes two or more of one type
// note: "greatest"
#else
constexpr auto text = to_sql(select(greatest(post.views, post.views, 3)).from(post));
#endif
}  // namespace greatest_of_two_types

namespace text_search_by_a_text {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(to_tsvector<"english">(post.title).matches(post.author_id)));
// error: matches: a tsvector is searched by a tsquery; write to_tsquery<"english">(...), or a function of its kind
#else
constexpr auto text = to_sql(select(post.id).from(post).where(to_tsvector<"english">(post.title).matches(plainto_tsquery<"english">(post.author_id))));
#endif
}  // namespace text_search_by_a_text

namespace document_that_is_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(to_tsvector<"english">(post.views)).from(post));
// error: text search: takes an expression of text, jsonb or json
#else
constexpr auto text = to_sql(select(to_tsvector<"english">(post.title)).from(post));
#endif
}  // namespace document_that_is_a_number

namespace weight_of_a_lexeme_that_is_none {
#ifdef REJECT
constexpr auto text = to_sql(select(setweight<'E'>(to_tsvector<"english">(post.title))).from(post));
// error: setweight: the weights are A, B, C and D
#else
constexpr auto text = to_sql(select(setweight<'D'>(to_tsvector<"english">(post.title))).from(post));
#endif
}  // namespace weight_of_a_lexeme_that_is_none

namespace query_of_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(numnode(to_tsquery(post.views))).from(post));
// error: to_tsquery: takes a text, an expression or a value
#else
constexpr auto text = to_sql(select(numnode(to_tsquery(post.title))).from(post));
#endif
}  // namespace query_of_a_number

namespace headline_of_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(ts_headline("a text", to_tsquery(post.title))).from(post));
// error: ts_headline: takes an expression of text, a tsquery, and options, which are a text
#else
constexpr auto text = to_sql(select(ts_headline(post.title, to_tsquery(post.title))).from(post));
#endif
}  // namespace headline_of_a_value

namespace element_of_another_type {
#ifdef REJECT
constexpr auto text = to_sql(select(array_append(string_to_array(post.title, " "), 7)).from(post));
// error: array: takes an array, and elements of its type, expressions or values
#else
constexpr auto text = to_sql(select(array_append(string_to_array(post.title, " "), "7")).from(post));
#endif
}  // namespace element_of_another_type

namespace object_without_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(jsonb_build_object("title", post.title, "views")).from(post));
// error: json: an object takes names, which are texts, and values by turns
#else
constexpr auto text = to_sql(select(jsonb_build_object("title", post.title, "views", post.views)).from(post));
#endif
}  // namespace object_without_a_value

namespace object_whose_name_is_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(jsonb_build_object(post.views, post.title)).from(post));
// error: json: an object takes names, which are texts, and values by turns
#else
constexpr auto text = to_sql(select(jsonb_build_object(cast<types::text>(post.views), post.title)).from(post));
#endif
}  // namespace object_whose_name_is_a_number

namespace array_of_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(jsonb_build_array(post.views, arg<"x">)).from(post));
// error: json: takes expressions, and values whose type is known by itself, such as a std::int64_t or a text
#else
constexpr auto text = to_sql(select(jsonb_build_array(post.views, cast<types::text>(arg<"x">))).from(post));
#endif
}  // namespace array_of_an_argument

namespace row_of_no_table_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(to_jsonb(chief)).from(person));
// error: select: names a column of a table that is not in from
// note: "chief"
#else
constexpr auto text = to_sql(select(to_jsonb(chief)).from(chief));
#endif
}  // namespace row_of_no_table_in_from

namespace row_beside_groups {
#ifdef REJECT
constexpr auto text = to_sql(select(to_jsonb(visit), count()).from(visit).group_by(visit.id.is_null()));
// error: select: the row of a table stands as one value beside aggregates or groups
// note: "visit"
#else
constexpr auto text = to_sql(select(jsonb_agg(visit), count()).from(visit).group_by(visit.id.is_null()));
#endif
}  // namespace row_beside_groups

namespace row_of_a_query {
constexpr auto recent = select(post.id, post.title).from(post).as<"recent">();
#ifdef REJECT
constexpr auto text = to_sql(select(row_to_json(recent)).from(recent));
// error: table: a whole table stands where one value is expected; name one of its columns
#else
constexpr auto text = to_sql(select(json_build_object("id", recent[post.id])).from(recent));
#endif
}  // namespace row_of_a_query

namespace row_to_json_of_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(row_to_json(post.meta)).from(post));
// error: function: no form of it takes arguments of these types
// note: "meta"
#else
constexpr auto text = to_sql(select(row_to_json(post)).from(post));
#endif
}  // namespace row_to_json_of_a_column

namespace function_with_its_arguments_exchanged {
#ifdef REJECT
constexpr auto text = to_sql(select(date_trunc(post.published_at, "day")).from(post));
// error: function: it takes these arguments in the other order; exchange them
// note: "date_trunc"
#else
constexpr auto text = to_sql(select(date_trunc("day", at_time_zone(post.published_at, "UTC"))).from(post));
#endif
}  // namespace function_with_its_arguments_exchanged

namespace function_of_a_text_for_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(round(cast<types::numeric<>>(post.views), "2")).from(post));
// error: function: no form of it takes arguments of these types; the second is of another than the forms in the note have there
// note: "round"
#else
constexpr auto text = to_sql(select(round(cast<types::numeric>(post.views), 2)).from(post));
#endif
}  // namespace function_of_a_text_for_a_number

namespace function_with_a_wrong_last_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(split_part(post.title, ",", post.pinned)).from(post));
// error: function: no form of it takes arguments of these types; a later one than the second is of another than the forms
//        in the note have there, which says at which place
// note: "split_part"
#else
constexpr auto text = to_sql(select(split_part(post.title, ",", post.views)).from(post));
#endif
}  // namespace function_with_a_wrong_last_argument

namespace functions_with_other_numbers_of_arguments {
#ifdef REJECT
constexpr auto text = to_sql(select(jsonb_set(post.meta, arg<"path">), octet_length(post.title, 7)).from(post));
// error: function: no form of it takes so many arguments; the note lists its forms
// note: "jsonb_set"
// error: function: no form of it takes so many arguments; the note lists its forms
// note: "octet_length"
#else
constexpr auto text = to_sql(select(jsonb_set(post.meta, arg<"path">, post.meta), octet_length(post.title)).from(post));
#endif
}  // namespace functions_with_other_numbers_of_arguments

namespace function_that_could_be_of_two_forms {
#ifdef REJECT
constexpr auto text = to_sql(select(date_bin(cast<types::interval>("1 day"), arg<"time">, arg<"origin">)));
// error: function: PostgreSQL would not know which form is meant; say the type of a value by cast<type>(value)
// note: "date_bin"
#else
constexpr auto text = to_sql(
    select(date_bin(cast<types::interval>("1 day"), cast<types::timestamp>(arg<"time">), cast<types::timestamp>(arg<"origin">))));
#endif
}  // namespace function_that_could_be_of_two_forms
