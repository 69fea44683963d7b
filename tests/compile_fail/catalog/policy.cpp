// tests/compile_fail/catalog/policy.cpp: policies for rows, and those that Neon makes of roles.
#include "schema.hpp"

#include <virga/neon/neon.hpp>

namespace auth_uid_of_number {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(neon::auth_uid(note.views))};
        // error: auth_uid: the column is no text, which auth.user_id() is
        // note: "views"
#else
        return std::tuple{pg::policy<"own">().using_(neon::auth_uid(note.owner_id))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace auth_uid_of_number

namespace crud_policy_is_no_condition {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(neon::authenticated).read(true).modify(note.owner_id)};
        // error: modify: takes a boolean expression; compare the column with something
#else
        return std::tuple{neon::crud_policy(neon::authenticated).read(true).modify(neon::auth_uid(note.owner_id))};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace crud_policy_is_no_condition

namespace crud_policy_names_too_long {
inline constexpr pg::role<"a_role_of_the_app_that_has_a_rather_long_name"> long_one;
inline constexpr pg::role<"a_role_of_the_app_that_has_a_rather_long_nam"> short_one;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(long_one).read(note.hidden)};
        // error: crud_policy: the roles make a policy's name longer than 63 bytes; write pg::policy with names of your own
#else
        return std::tuple{neon::crud_policy(short_one).read(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace crud_policy_names_too_long

namespace crud_policy_of_no_role {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(note.owner_id).read(true)};
        // error: crud_policy: takes one or more roles
#else
        return std::tuple{neon::crud_policy(neon::anonymous, pg::current_user).read(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace crud_policy_of_no_role

namespace crud_policy_of_nothing {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(neon::authenticated)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: takes checks, indexes, keys and policies; a foreign key ends with .references(...), a crud_policy with
//        .read(...) or .modify(...)
#else
        return std::tuple{neon::crud_policy(neon::authenticated).read(note.hidden)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace crud_policy_of_nothing

namespace policy_has_an_aggregate {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(max(note.views) > 3)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: an aggregate has no group in a policy; write a subquery
// note: "own"
#else
        return std::tuple{pg::policy<"own">().using_(note.views.in(select(max(post.views)).from(post)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace policy_has_an_aggregate

namespace policy_name_too_long {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows">().using_(note.hidden)};
        // error: policy: a name has 1 to 63 bytes
#else
        return std::tuple{pg::policy<"a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows">().using_(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_name_too_long

namespace policy_of_other_table {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(note.owner_id == person.id)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: names a column of another table
#else
        return std::tuple{pg::policy<"own">().using_(note.owner_id.in(select(person.id).from(person)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace policy_of_other_table

namespace policy_on_an_existing_table {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(true)};
    }
};
inline constexpr table<"note", note_fields, "theirs", existing> note;
// error: constraints: an existing table is protected by those who keep it; take its policies out
// note: "note"
#else
        return std::tuple{pg::unique(note.owner_id)};
    }
};
inline constexpr table<"note", note_fields, "theirs", existing> note;
#endif
}  // namespace policy_on_an_existing_table

namespace policy_subquery_names_no_table {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(exists(select(person.id).from(person).where(person.id == post.author_id)))};
    }
};
inline constexpr table<"note", note_fields> note;
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "author_id"
#else
        return std::tuple{pg::policy<"own">().using_(exists(select(person.id).from(person).where(person.id == note.owner_id)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace policy_subquery_names_no_table

namespace policy_subquery_takes_an_argument {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(exists(select(person.id).from(person).where(person.email == arg<"email"> and person.id == note.owner_id)))};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: nothing gives a value for arg<>; write the value
// note: "email"
#else
        return std::tuple{pg::policy<"own">().using_(exists(select(person.id).from(person).where(person.email == "x" and person.id == note.owner_id)))};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace policy_subquery_takes_an_argument

namespace policy_takes_an_argument {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(note.owner_id == arg<"owner">)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: nothing gives a value for arg<>; write the value
// note: "owner"
#else
        return std::tuple{pg::policy<"own">().using_(note.owner_id == "x")};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace policy_takes_an_argument

namespace policy_to_a_role_twice {
inline constexpr pg::role<"editor"> editor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().to(editor, editor).using_(note.hidden)};
        // error: to: names a role twice
#else
        return std::tuple{pg::policy<"own">().to(editor).using_(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_to_a_role_twice

namespace policy_to_no_role {
inline constexpr pg::role<"editor"> editor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().to(note.owner_id).using_(note.hidden)};
        // error: to: takes one or more roles
#else
        return std::tuple{pg::policy<"own">().to(editor, pg::current_user).using_(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_to_no_role

namespace policy_to_public_and_a_role {
inline constexpr pg::role<"editor"> editor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().to(editor, pg::public_).using_(note.hidden)};
        // error: to: public is every role; name it alone
#else
        return std::tuple{pg::policy<"own">().to(pg::public_).using_(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_to_public_and_a_role

namespace policy_using_is_no_condition {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(note.views)};
        // error: using_: takes a boolean expression; compare the column with something
        // note: "views"
#else
        return std::tuple{pg::policy<"own">().using_(note.views > 0)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_using_is_no_condition

namespace policy_using_on_insert {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">(policy_for::insert).using_(note.owner_id == "x")};
        // error: using_: an insert reads no row that exists; write with_check
#else
        return std::tuple{pg::policy<"own">(policy_for::insert).with_check(note.owner_id == "x")};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_using_on_insert

namespace policy_with_check_is_no_condition {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().with_check(1)};
        // error: with_check: takes a boolean expression; compare the column with something
#else
        return std::tuple{pg::policy<"own">().with_check(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_with_check_is_no_condition

namespace policy_with_check_on_delete {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">(policy_for::delete_).using_(note.hidden).with_check(true)};
        // error: with_check: a select or delete writes no row; write using_
#else
        return std::tuple{pg::policy<"own">(policy_for::update).using_(note.hidden).with_check(true)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_with_check_on_delete

namespace policy_with_check_on_select {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">(policy_for::select).with_check(note.owner_id == "x")};
        // error: with_check: a select or delete writes no row; write using_
#else
        return std::tuple{pg::policy<"own">(policy_for::select).using_(note.owner_id == "x")};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
}  // namespace policy_with_check_on_select

namespace policy_without_a_condition {
inline constexpr pg::role<"editor"> editor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().to(editor)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: a policy without a condition lets no row through; add .using_(...) or .with_check(...)
// note: "own"
#else
        return std::tuple{pg::policy<"own">().to(editor).using_(note.hidden)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace policy_without_a_condition

namespace two_policies_of_one_name {
template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{pg::policy<"own">().using_(true), pg::policy<"own">(policy_for::select).using_(note.hidden)};
    }
};
inline constexpr table<"note", note_fields> note;
// error: constraints: two policies have one name
// note: "own"
#else
        return std::tuple{pg::policy<"own">().using_(true), pg::policy<"shown">(policy_for::select).using_(note.hidden), pg::check<"own">(note.views > 0)};
    }
};
inline constexpr table<"note", note_fields> note;
#endif
}  // namespace two_policies_of_one_name
