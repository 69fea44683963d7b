// tests/compile_fail/schema/objects.cpp: columns of regclass and its like, what they are compared with and what takes them.
#include "schema.hpp"

template <class t>
struct watch_fields {
    pg::integer<t, "id", primary_key> id;
    pg::regclass<t, "on", not_null> on;
    pg::regrole<t, "by"> by;
    pg::text<t, "note"> note;
};
inline constexpr table<"watch", watch_fields> watch;

namespace default_is_a_number {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::regclass<t, "about", not_null, default_to<16384>> about;
    // error: default_to, backfill: an object has another number in another database; name it,
    //   default_sql<"'public.post'::regclass">, or default_to<0> for none
    // note: "about"
#else
    pg::regclass<t, "about", not_null, default_to<0>> about;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_is_a_number

namespace default_is_a_constant_of_regrole {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::regrole<t, "writer", default_to<0>> writer;
    // error: default_to: PostgreSQL keeps no constant of regrole; write default_sql<"current_user::regrole">, or leave the default
    //   out
    // note: "writer"
#else
    pg::regrole<t, "writer", default_sql<"current_user::regrole">> writer;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace default_is_a_constant_of_regrole

namespace backfill_is_a_number {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::regtype<t, "kind", not_null, backfill<23>> kind;
    // error: default_to, backfill: an object has another number in another database
    // note: "kind"
#else
    pg::regtype<t, "kind", not_null, backfill_sql<"'integer'::regtype">> kind;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace backfill_is_a_number

namespace default_of_a_domain_is_a_number {
#ifdef REJECT
inline constexpr pg::domain<"language", types::regconfig, default_to<3748>> language;
// error: domain: an object has another number in another database; name it
#else
inline constexpr pg::domain<"language", types::regconfig, default_sql<"'pg_catalog.simple'">> language;
#endif
}  // namespace default_of_a_domain_is_a_number

namespace attribute_of_a_composite_type {
#ifdef REJECT
inline constexpr auto about = pg::attribute<"about", types::regclass>;
// error: attribute: the text of a row has the names of objects, by the search path, and not their numbers; declare it as
//   types::oid_type
#else
inline constexpr auto about = pg::attribute<"about", types::oid_type>;
#endif
}  // namespace attribute_of_a_composite_type

namespace compared_with_a_name {
#ifdef REJECT
constexpr auto found = select(watch.id).from(watch).where(watch.on == "public.post");
// error: comparison: the number of an object is not compared with a text; write cast<types::regclass>("public.post")
#else
constexpr auto found = select(watch.id).from(watch).where(watch.on == cast<types::regclass>("public.post"));
#endif
}  // namespace compared_with_a_name

namespace size_of_a_role {
#ifdef REJECT
constexpr auto sizes = select(pg_total_relation_size(watch.by)).from(watch);
// error: function: no form of it takes arguments of these types; the first is of another than the forms in the note have there
// note: types::regrole
#else
constexpr auto sizes = select(pg_total_relation_size(watch.on)).from(watch);
#endif
}  // namespace size_of_a_role

namespace name_of_an_object_in_an_index {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::regclass<t, "about"> about;
    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::index<"note_by_name">(cast<types::text>(note.about))};
#else
        return std::tuple{pg::index<"note_by_about">(cast<types::oid_type>(note.about))};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: index: it calls a function that is not immutable, such as now(); an index, and its where, are made of what stays the same
// note: "note_by_name"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace name_of_an_object_in_an_index
