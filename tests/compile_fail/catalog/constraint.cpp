// tests/compile_fail/catalog/constraint.cpp: checks, and what the tuple of constraints may hold.
#include "schema.hpp"

namespace check_is_no_condition {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_views">(note.views)};
        // error: check: takes a boolean expression; compare the column with something
        // note: "views"
#else
        return std::tuple{pg::check<"note_views">(note.views >= 0)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace check_is_no_condition

namespace check_name_too_long {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">(note.views >= 0)};
        // error: check: a name has 1 to 63 bytes
#else
        return std::tuple{pg::check<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">(note.views >= 0)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace check_name_too_long

namespace check_takes_an_argument {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_views">(note.views >= arg<"least">)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: nothing gives a value for arg<>; write the value
// note: "least"
#else
        return std::tuple{pg::check<"note_views">(note.views >= 0)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace check_takes_an_argument

namespace check_with_subquery {
template <class t>
struct note_fields {
    pg::text<t, "author_id", not_null> author_id;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_author">(note.author_id.in(select(person.id).from(person)))};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: an aggregate or a subquery sees more than one row; a check or an index sees one
#else
        return std::tuple{pg::check<"note_author">(note.author_id != "")};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace check_with_subquery

namespace constraints_return_no_tuple {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return pg::check<"note_views">(note.views >= 0);
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: returns a std::tuple of them
#else
        return std::tuple{pg::check<"note_views">(note.views >= 0)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace constraints_return_no_tuple

namespace two_constraints_of_one_name {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::check<"note_views">(note.views >= 0), pg::index<"note_views">(note.views)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: two have one name
// note: "note_views"
#else
        return std::tuple{pg::check<"note_views_least">(note.views >= 0), pg::index<"note_views">(note.views)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace two_constraints_of_one_name

namespace exclude_by_an_operator_that_the_type_lacks {
template <class t>
struct note_fields {
    pg::integer<t, "views", not_null> views;
    pg::tstzrange<t, "during", not_null> during;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::exclude<"note_apart">(pg::with<"&&">(note.views))};
        // error: exclude: an index of the method has no such operator for the type of a key, or not one that is the same both ways
        // note: &&
#else
        return std::tuple{pg::exclude<"note_apart">(pg::with<"=">(note.views), pg::with<"&&">(note.during))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace exclude_by_an_operator_that_the_type_lacks

namespace exclude_without_operators {
template <class t>
struct note_fields {
    pg::tstzrange<t, "during", not_null> during;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::exclude<"note_apart">(note.during)};
        // error: exclude: takes columns and expressions with their operators, as with<"=">(room), with<"&&">(during)
#else
        return std::tuple{pg::exclude<"note_apart">(pg::with<"&&">(note.during))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace exclude_without_operators
