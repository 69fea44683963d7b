// tests/compile_fail/schema/types.cpp: types that take arguments, and those whose values do not compare.
#include "schema.hpp"

namespace time_of_seven_digits {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::time<t, "at", 7> at;
    // error: time, timestamp, interval: the precision is 0 to 6 digits of a second
#else
    pg::time<t, "at", 6> at;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace time_of_seven_digits

namespace interval_of_hours_with_digits {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::interval<t, "span", pg::interval_fields::hour, 2> span;
    // error: interval: only fields that end in second take a precision
#else
    pg::interval<t, "span", pg::interval_fields::hour_to_second, 2> span;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace interval_of_hours_with_digits

namespace range_of_documents {
#ifdef REJECT
struct own_range : types::range_of<R"("public"."own_range")", types::json> {};
// error: range_of: values of the type between the bounds have no order
#else
struct own_range : types::range_of<R"("public"."own_range")", types::double_precision> {};
template <class t>
struct note_fields {
    pg::custom<t, "span", own_range{}> span;
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace range_of_documents

namespace point_as_a_key {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::point<t, "place", primary_key> place;
    // error: primary_key, unique: PostgreSQL has no = and no order for values of the column's type
#else
    pg::int4range<t, "place", primary_key> place;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace point_as_a_key

namespace char_of_no_length {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bpchar<t, "code", 0> code;
    // error: bpchar: the length is 1 to 10485760 characters
#else
    pg::bpchar<t, "code", 3> code;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace char_of_no_length

namespace char_with_a_longer_default {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bpchar<t, "code", 3, default_to<"abcd">> code;
    // error: default_to: the constant does not fit the column
#else
    pg::bpchar<t, "code", 3, default_to<"abc">> code;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace char_with_a_longer_default

namespace unique_json {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::json<t, "body", unique> body;
    // error: primary_key, unique: PostgreSQL has no = and no order for values of the column's type
    // note: "body"
#else
    pg::jsonb<t, "body", unique> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace unique_json

namespace index_of_json {
template <class t>
struct note_fields {
    pg::json<t, "body"> body;
    pg::jsonb<t, "meta"> meta;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_body">(note.body)};
#else
        return std::tuple{pg::index<"note_meta">(note.meta)};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;
// error: index: btree has no operator class for the type of a key
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace index_of_json

template <class t>
struct document_fields {
    pg::integer<t, "id", primary_key> id;
    pg::json<t, "body"> body;
    pg::json<t, "note"> note;
    pg::json<t, "head"> head;
    pg::json<t, "foot"> foot;
    pg::json<t, "side"> side;
    pg::json<t, "back"> back;
    pg::json<t, "parts", as_array, not_null> parts;
    pg::text<t, "tags", as_array, not_null> tags;
    pg::text<t, "gaps", as_array_with_nulls, not_null> gaps;
};
inline constexpr table<"document", document_fields> document;

namespace compare_json {
#ifdef REJECT
constexpr auto query = select(document.id).from(document).where(document.body == arg<"body">);
// error: comparison: PostgreSQL has no = and no order for values of the column's type
// note: "body"
#else
constexpr auto query = select(document.id).from(document).where(document.body.is_null());
#endif
}  // namespace compare_json

namespace json_in_an_array {
#ifdef REJECT
constexpr auto query = select(document.id).from(document).where(document.parts.contains(document.parts));
// error: contains, contained_by, overlaps: takes two jsonb, two arrays of one type whose elements have =
#else
constexpr auto query = select(document.id).from(document).where(document.tags.contains(document.tags));
#endif
}  // namespace json_in_an_array

namespace position_of_json_in_an_array {
#ifdef REJECT
constexpr auto query = select(array_position(document.parts, document.body)).from(document);
// error: array_position, array_remove, array_replace: PostgreSQL has no = for values of the elements' type
#else
constexpr auto query = select(array_append(document.parts, document.body)).from(document);
#endif
}  // namespace position_of_json_in_an_array

namespace rank_among_json {
const virga::json whole{"1"};
#ifdef REJECT
const auto query = select(rank(whole).within_group(document.body)).from(document);
// error: within_group: PostgreSQL has no = and no order for values of a key's type
#else
const auto query = select(rank(1).within_group(document.id)).from(document);
#endif
}  // namespace rank_among_json

namespace order_by_json {
#ifdef REJECT
constexpr auto query = select(document.id).from(document).order_by(desc(document.note));
// error: order_by: PostgreSQL has no = and no order for values of a key's type
// note: "document"
#else
constexpr auto query = select(document.id).from(document).order_by(desc(document.id));
#endif
}  // namespace order_by_json

namespace group_by_json {
#ifdef REJECT
constexpr auto query = select(count()).from(document).group_by(document.head);
// error: group_by: PostgreSQL has no = and no order for values of a key's type
// note: "head"
#else
constexpr auto query = select(count()).from(document).group_by(document.id);
#endif
}  // namespace group_by_json

namespace distinct_json {
#ifdef REJECT
constexpr auto query = select(document.foot).from(document).distinct();
// error: distinct: PostgreSQL has no = for values of a column's type
#else
constexpr auto query = select(document.id).from(document).distinct();
#endif
}  // namespace distinct_json

namespace union_of_json {
#ifdef REJECT
constexpr auto query = select(document.side).from(document).union_(select(document.side).from(document));
// error: union: PostgreSQL has no = for values of a column's type
#else
constexpr auto query = select(document.side).from(document).union_all(select(document.side).from(document));
#endif
}  // namespace union_of_json

namespace null_for_an_element {
#ifdef REJECT
inline const std::vector<std::optional<std::string>> given;
const auto change = update(document).set(document.tags = given).all_rows();
// error: values, set: the value is not of the column's type
// note: "tags"
#else
inline const std::vector<std::optional<std::string>> given;
const auto change = update(document).set(document.gaps = given).all_rows();
#endif
}  // namespace null_for_an_element

namespace domain_of_an_attribute_of_columns {
#ifdef REJECT
inline constexpr pg::domain<"price", types::integer, primary_key> price_domain;
// error: domain: behind the type stand not_null, a default, pg::in_schema<"name"> and a struct with constraints
#else
inline constexpr pg::domain<"price", types::integer, not_null> price_domain;
#endif
}  // namespace domain_of_an_attribute_of_columns

namespace domain_with_a_default_of_another_type {
#ifdef REJECT
inline constexpr pg::domain<"price", types::smallint, default_to<70000>> price_domain;
// error: domain: the default is no value of the type
#else
inline constexpr pg::domain<"price", types::smallint, default_to<7000>> price_domain;
#endif
}  // namespace domain_with_a_default_of_another_type

namespace domain_in_a_schema_of_postgresql {
#ifdef REJECT
inline constexpr pg::domain<"price", types::integer, pg::in_schema<"pg_price">> price_domain;
// error: domain: the name of a schema has 1 to 63 bytes and does not begin with pg_; leave public out
#else
inline constexpr pg::domain<"price", types::integer, pg::in_schema<"price">> price_domain;
#endif
}  // namespace domain_in_a_schema_of_postgresql

namespace own_column_of_a_table {
inline constexpr pg::domain<"price", types::integer> price_domain;
#ifdef REJECT
template <class t>
struct ware_fields {
    pg::own<t, "price", document> price;
};
inline constexpr table<"ware", ware_fields> ware;
// error: own: takes the object of a type of the app's own, a pg::domain, pg::composite or pg::enum_type
#else
template <class t>
struct ware_fields {
    pg::own<t, "price", price_domain> price;
};
inline constexpr table<"ware", ware_fields> ware;
#endif
}  // namespace own_column_of_a_table
