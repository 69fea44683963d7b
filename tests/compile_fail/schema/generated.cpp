// tests/compile_fail/schema/generated.cpp: columns that the server computes, numbers or keeps, and what migrations shall do with them.
#include "schema.hpp"

namespace backfill_of_another_type {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "marks", not_null, backfill<"none">> marks;
    // error: using_, backfill: the text is empty, or the constant is of another type than the column, out of range or too long
    // note: "marks"
#else
    pg::integer<t, "marks", not_null, backfill<0>> marks;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace backfill_of_another_type

namespace backfill_of_an_identity {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::bigint<t, "id", identity, primary_key, backfill_sql<"1">> id;
    // error: using_, backfill: the server makes the values of the column; leave it out
    // note: "id"
#else
    pg::bigint<t, "id", primary_key, backfill_sql<"1">> id;
#endif
    pg::text<t, "body"> body;
};
inline constexpr table<"note", note_fields> note;
}  // namespace backfill_of_an_identity

namespace generated_by_what_is_not_immutable {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
    pg::text<t, "shown", generated_stored> shown;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::generated_stored(note.shown, concat(note.body, "!"))};
#else
        return std::tuple{pg::generated_stored(note.shown, concatenated(note.body, "!"))};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: generated_stored: it calls a function that is not immutable, such as now() or concat(); what is stored is computed by what
// note: "note"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace generated_by_what_is_not_immutable

namespace generated_by_another_generated_column {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
    pg::text<t, "large", generated_stored> large;
    pg::text<t, "small", generated_stored> small;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::generated_stored(note.large, upper(note.body)), pg::generated_stored(note.small, lower(note.large))};
#else
        return std::tuple{pg::generated_stored(note.large, upper(note.body)), pg::generated_stored(note.small, lower(note.body))};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: generated_stored: the expression names a generated column; write what that one is computed by
// note: "note"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace generated_by_another_generated_column

namespace generated_by_nothing {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "shown", generated_stored> shown;
#else
    pg::text<t, "shown"> shown;
#endif
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: generated_stored: nothing says what the column is computed by; write pg::generated_stored(column, expression) in
// note: "note"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace generated_by_nothing

namespace generated_twice {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
    pg::text<t, "shown", generated_stored> shown;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::generated_stored(note.shown, upper(note.body)), pg::generated_stored(note.shown, lower(note.body))};
#else
        return std::tuple{pg::generated_stored(note.shown, upper(note.body)), pg::unique(note.shown)};
#endif
    }
};
#ifdef REJECT
inline constexpr table<"note", note_fields> note;  // the rules of constraints are reported here
// error: generated_stored: constraints() says once what each such column is computed by; write pg::generated_stored(column,
// note: "note"
#else
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace generated_twice

namespace generated_of_another_type {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
    pg::integer<t, "size", generated_stored> size;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::generated_stored(note.size, upper(note.body))};
        // error: generated_stored: the expression is not of the column's type; write a cast
        // note: "size"
#else
        return std::tuple{pg::generated_stored(note.size, char_length(note.body))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace generated_of_another_type

namespace generated_of_null {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
    pg::text<t, "shown", not_null, generated_stored> shown;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::generated_stored(note.shown, upper(note.body))};
        // error: generated_stored: the column is not null and the expression may be NULL; write coalesce, or leave not_null out
        // note: "shown"
#else
        return std::tuple{pg::generated_stored(note.shown, coalesce(upper(note.body), ""))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace generated_of_null

namespace generated_without_the_attribute {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
#ifdef REJECT
    pg::text<t, "shown"> shown;
#else
    pg::text<t, "shown", generated_stored> shown;
#endif

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::generated_stored(note.shown, upper(note.body))};
        // error: generated_stored: the column is not declared so; add the attribute generated_stored to it
        // note: "shown"
#else
        return std::tuple{pg::generated_stored(note.shown, upper(note.body))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace generated_without_the_attribute

namespace generated_with_a_default {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "body"> body;
#ifdef REJECT
    pg::text<t, "shown", generated_stored, default_to<"x">> shown;
    // error: generated_stored: the server computes the column; leave out its default, identity or what else makes its values
    // note: "shown"
#else
    pg::text<t, "shown", generated_stored> shown;
#endif

    static constexpr auto constraints(const auto& note) { return std::tuple{pg::generated_stored(note.shown, upper(note.body))}; }
};
inline constexpr table<"note", note_fields> note;
}  // namespace generated_with_a_default

namespace generated_is_written {
template <class t>
struct note_fields {
    pg::bigserial<t, "id", primary_key> id;
    pg::text<t, "body"> body;
    pg::text<t, "shown", generated_stored> shown;

    static constexpr auto constraints(const auto& note) { return std::tuple{pg::generated_stored(note.shown, upper(note.body))}; }
};
inline constexpr table<"note", note_fields> note;
#ifdef REJECT
constexpr auto query = insert_into(note).values(note.body = "a", note.shown = "A");
// error: values, set: the column is generated_stored, the server computes it from others; leave it out
// note: "shown"
#else
constexpr auto query = insert_into(note).values(note.body = "a");
#endif
constexpr auto text = to_sql(query);
}  // namespace generated_is_written

namespace generated_is_set {
using generated_is_written::note;
#ifdef REJECT
constexpr auto query = update(note).set(note.shown = "A").where(note.id == 1);
// error: values, set: the column is generated_stored, the server computes it from others; leave it out
// note: "shown"
#else
constexpr auto query = update(note).set(note.body = "A").where(note.id == 1);
#endif
constexpr auto text = to_sql(query);
}  // namespace generated_is_set

namespace generated_is_given_by_a_query {
using generated_is_written::note;
#ifdef REJECT
constexpr auto query = insert_into(note).columns(note.shown).select(select(person.email).from(person));
// error: columns: the column is generated_stored, the server computes it from others; leave it out
// note: "shown"
#else
constexpr auto query = insert_into(note).columns(note.body).select(select(person.email).from(person));
#endif
constexpr auto text = to_sql(query);
}  // namespace generated_is_given_by_a_query

namespace generated_is_patched {
using generated_is_written::note;
inline patch<note> make() {
    patch<note> change;
#ifdef REJECT
    change.shown = "A";
    // error: patch, insertable: the server alone writes this column; it takes no value
#else
    change.body = "A";
#endif
    return change;
}
}  // namespace generated_is_patched

namespace serial_of_arrays {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::serial<t, "id", as_array> id;
    // error: identity, serial: the column must be smallint, integer or bigint
    // note: "id"
#else
    pg::serial<t, "id"> id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace serial_of_arrays

namespace serial_with_a_default {
template <class t>
struct note_fields {
#ifdef REJECT
    pg::serial<t, "id", default_to<1>> id;
    // error: default: a column has one default at most, and an identity or serial is one
    // note: "id"
#else
    pg::serial<t, "id"> id;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace serial_with_a_default

namespace storage_of_an_integer {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "marks", pg::storage<"external">> marks;
    // error: storage, compression: a column has one of each at most, and only if its type is of no fixed length
    // note: "marks"
#else
    pg::text<t, "marks", pg::storage<"external">, pg::compression<"pglz">> marks;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace storage_of_an_integer

namespace storage_unknown {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::text<t, "body", pg::compression<"zip">> body;
    // error: storage, compression: the storage is plain, external, extended or main, the compression pglz or lz4
    // note: "body"
#else
    pg::text<t, "body", pg::compression<"lz4">> body;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace storage_unknown

namespace using_twice {
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "marks", using_<"marks::integer">, using_<"0">> marks;
    // error: using_, backfill: a column has one of each at most
    // note: "marks"
#else
    pg::integer<t, "marks", using_<"marks::integer">, backfill<0>> marks;
#endif
};
inline constexpr table<"note", note_fields> note;
}  // namespace using_twice
