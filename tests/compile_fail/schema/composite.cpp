// tests/compile_fail/schema/composite.cpp: composite types that do not fit their structs, and attributes of their values.
#include "schema.hpp"

struct address {
    std::optional<std::string> street;
    int house;
};
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"house", types::integer>>
    address_type;
struct shape {
    virga::json form;
};
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>> shape_type;

template <class t>
struct house_fields {
    pg::integer<t, "id", primary_key> id;
    pg::own<t, "place", address_type, not_null> place;
    pg::own<t, "shape", shape_type> shape;
    pg::own<t, "past", address_type, as_array> past;
};
inline constexpr table<"house", house_fields> house;

namespace fewer_attributes_than_members {
#ifdef REJECT
inline constexpr pg::composite<"short_address", address, pg::attribute<"street", types::text>> short_type;
// error: composite: the struct has another number of members than the type has attributes; give one attribute for each member
#else
inline constexpr pg::composite<"short_address", address, pg::attribute<"street", types::text>,
                               pg::attribute<"house", types::integer>> short_type;
#endif
}  // namespace fewer_attributes_than_members

namespace more_attributes_than_members {
#ifdef REJECT
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>, pg::attribute<"size", types::integer>> long_type;
// error: composite: the struct has another number of members than the type has attributes; give one attribute for each member
#else
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>> long_type;
#endif
}  // namespace more_attributes_than_members

namespace member_of_another_type {
#ifdef REJECT
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"house", types::bigint>>
    wide_type;
// error: composite: a member is of another type than the values of its attribute; it is of that type, or a std::optional of it
#else
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::varchar<80>>,
                               pg::attribute<"house", types::integer>> wide_type;
#endif
}  // namespace member_of_another_type

namespace attributes_of_one_name {
#ifdef REJECT
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"street", types::integer>>
    twice_type;
// error: composite: two attributes have one name
#else
inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>, pg::attribute<"Street", types::integer>>
    twice_type;
#endif
}  // namespace attributes_of_one_name

namespace attribute_without_a_name {
#ifdef REJECT
inline constexpr pg::composite<"shape", shape, pg::attribute<"", types::json>> nameless_type;
// error: composite: the name of an attribute has 1 to 63 bytes
#else
inline constexpr pg::composite<"shape", shape, pg::attribute<"-", types::json>> nameless_type;
#endif
}  // namespace attribute_without_a_name

namespace composite_without_a_name {
#ifdef REJECT
inline constexpr pg::composite<"", shape, pg::attribute<"form", types::json>> nameless_type;
// error: composite: a name has 1 to 63 bytes
#else
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>> nameless_type;
#endif
}  // namespace composite_without_a_name

namespace composite_in_a_schema_of_postgresql {
#ifdef REJECT
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>, pg::in_schema<"public">> placed_type;
// error: composite: the name of a schema has 1 to 63 bytes and does not begin with pg_; leave public out
#else
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>, pg::in_schema<"kb">> placed_type;
#endif
}  // namespace composite_in_a_schema_of_postgresql

namespace composite_of_a_class {
#ifdef REJECT
struct hidden {
    hidden() {}
    int number = 0;
};
inline constexpr pg::composite<"hidden", hidden, pg::attribute<"number", types::integer>> hidden_type;
// error: composite: the second argument is a plain aggregate, a struct without constructors
#else
struct hidden {
    int number = 0;
};
inline constexpr pg::composite<"hidden", hidden, pg::attribute<"number", types::integer>> hidden_type;
#endif
}  // namespace composite_of_a_class

namespace composite_of_something_else {
#ifdef REJECT
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>, not_null> strict_type;
// error: composite: behind the struct stand its attributes, pg::attribute<"name", type> or pg::own_attribute<"name", object>
#else
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>> strict_type;
#endif
}  // namespace composite_of_something_else

namespace attribute_that_is_not_null {
#ifdef REJECT
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json, not_null>> strict_type;
// error: attribute: what follows its type is as_array, as_array_with_nulls or as<...>; a member that is a std::optional takes NULL
#else
inline constexpr pg::composite<"shape", shape, pg::attribute<"form", types::json>> strict_type;
#endif
}  // namespace attribute_that_is_not_null

namespace attribute_that_the_type_lacks {
#ifdef REJECT
const auto q = select(house.place["city"_c]).from(house);
// error: ["name"_c]: the composite type has no attribute of this name
// note: "city"
#else
const auto q = select(house.place["street"_c]).from(house);
#endif
}  // namespace attribute_that_the_type_lacks

namespace attribute_of_a_number {
#ifdef REJECT
const auto q = select(house.id["city"_c]).from(house);
// error: ["name"_c]: only a composite type has attributes
#else
const auto q = select(house.place["house"_c]).from(house);
#endif
}  // namespace attribute_of_a_number

namespace values_with_an_attribute_that_does_not_compare {
#ifdef REJECT
const auto q = select(house.id).from(house).where(house.shape == shape{virga::json{"1"}});
// error: comparison: PostgreSQL has no = and no order for values of the column's type
#else
const auto q = select(house.id).from(house).where(house.place == house.place);
#endif
}  // namespace values_with_an_attribute_that_does_not_compare

namespace schema_without_the_type_of_an_attribute {
struct street {
    address first;
};
inline constexpr pg::composite<"street", street, pg::own_attribute<"first", address_type>> street_type;
#ifdef REJECT
inline constexpr auto whole = virga::schema(virga::domain(street_type));
// error: schema: the type of an attribute of a composite type is in no domain of the app; add its object to one
#else
inline constexpr auto whole = virga::schema(virga::domain(street_type, address_type));
#endif
}  // namespace schema_without_the_type_of_an_attribute

namespace rows_of_composite_values {
#ifdef REJECT
constexpr auto each = unnest(house.past).as<"each">();
// error: unnest: in from PostgreSQL takes composite values apart, into a column for each attribute
#else
const auto q = select(house.past).from(house);
#endif
}  // namespace rows_of_composite_values
