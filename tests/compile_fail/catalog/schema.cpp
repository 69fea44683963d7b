// tests/compile_fail/catalog/schema.cpp: what a domain and a schema are made of.
#include "schema.hpp"

namespace domain_of_a_column {
#ifdef REJECT
inline constexpr auto domain = virga::domain(person, post.title);
// error: domain: takes what stands for itself in a schema: tables, types, roles, sequences, extensions
#else
inline constexpr auto domain = virga::domain(person, post);
#endif
}  // namespace domain_of_a_column

namespace domain_of_an_alias {
#ifdef REJECT
inline constexpr auto domain = virga::domain(person, chief);
// error: domain: takes what stands for itself in a schema: tables, types, roles, sequences, extensions
// note: "chief"
#else
inline constexpr auto domain = virga::domain(person, mood_type);
#endif
}  // namespace domain_of_an_alias

namespace schema_of_tables {
inline constexpr auto people = virga::domain(person, mood_type);
#ifdef REJECT
inline constexpr auto schema = virga::schema(people, post);
// error: schema: takes domains
#else
inline constexpr auto schema = virga::schema(people, virga::domain(post, post_status_type));
#endif
}  // namespace schema_of_tables

namespace schema_with_two_roles_of_one_name {
inline constexpr pg::role<"editor"> editor;
inline constexpr pg::role<"editor", pg::login> other;
inline constexpr pg::role<"monitor", existing> monitor;

#ifdef REJECT
inline constexpr auto schema = virga::schema(virga::domain(editor), virga::domain(other));
// error: schema: two roles have one name, or one is listed twice
// note: "editor"
#else
inline constexpr auto schema = virga::schema(virga::domain(editor), virga::domain(monitor));
#endif
}  // namespace schema_with_two_roles_of_one_name

namespace schema_without_the_role_of_a_policy {
inline constexpr pg::role<"editor"> editor;
inline constexpr pg::role<"monitor", existing> monitor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;

    static constexpr auto constraints(const auto& note) {
        return std::tuple{pg::policy<"own">().to(editor, monitor).using_(note.owner_id == "x")};
    }
};
inline constexpr table<"note", note_fields> note;

#ifdef REJECT
inline constexpr auto schema = virga::schema(virga::domain(note));
// error: schema: a policy is for a role that is in no domain; add the role to one, or declare it existing
// note: "editor"
#else
inline constexpr auto schema = virga::schema(virga::domain(note, editor));
#endif
}  // namespace schema_without_the_role_of_a_policy

namespace table_with_a_column_attribute {
#ifdef REJECT
inline constexpr table<"person", person_fields, "theirs", not_null> theirs;
// error: table: after the schema's name comes existing alone, or unlogged, a comment, storage, a tablespace and renamed_from, each once
#else
inline constexpr table<"person", person_fields, "theirs", existing> theirs;
#endif
}  // namespace table_with_a_column_attribute

namespace schema_without_the_type_of_a_column {
inline constexpr pg::domain<"price", types::integer> price_domain;
template <class t>
struct ware_fields {
    pg::own<t, "prices", price_domain, as_array> prices;
};
inline constexpr table<"ware", ware_fields> ware;
#ifdef REJECT
inline constexpr auto whole = virga::schema(virga::domain(ware));
// error: schema: the type of a column is in no domain; add its object, the enum_type, pg::domain or pg::composite, to one
#else
inline constexpr auto whole = virga::schema(virga::domain(ware, price_domain));
#endif
}  // namespace schema_without_the_type_of_a_column

namespace schema_without_the_type_under_a_domain {
enum class size { small, large };
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
inline constexpr pg::domain<"extent", types::enumeration<size_type>> extent_domain;
#ifdef REJECT
inline constexpr auto whole = virga::schema(virga::domain(extent_domain));
// error: schema: the type under a domain is in no domain of the app; add its object to one
#else
inline constexpr auto whole = virga::schema(virga::domain(extent_domain, size_type));
#endif
}  // namespace schema_without_the_type_under_a_domain
