// tests/compile_fail/write/upsert.cpp: the indexes and constraints that an on conflict names, and what it sets.
#include "schema.hpp"

/// Unique by a constraint with a name, by an expression, and among some rows only.
template <class t>
struct seat_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::text<t, "code", not_null> code;
    pg::text<t, "email", not_null> email;
    pg::text<t, "room", not_null> room;
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
    pg::timestamptz<t, "sold_at"> sold_at;
    pg::double_precision<t, "price", not_null, default_to<0.5>> price;

    static constexpr auto constraints(const auto& seat) {
        return std::tuple{
            pg::unique<"seat_code">(seat.code),
            pg::unique_index<"seat_email">(lower(seat.email)),
            pg::unique_index<"seat_room">(seat.room).where(seat.sold_at.is_null()),
            pg::unique_index<"seat_draft">(seat.sold_at).where(seat.status == post_status::draft),
            pg::unique_index<"seat_published">(seat.sold_at).where(seat.status == post_status::published),
            pg::unique_index<"seat_price">(seat.room, seat.code).where(seat.price > 1.5),
        };
    }
};
inline constexpr table<"seat", seat_fields> seat;
constexpr auto made = insert_into(seat).values(seat.code = "a", seat.email = "a@b.c", seat.room = "blue");

namespace conflict_on_a_value {
#ifdef REJECT
constexpr auto query = made.on_conflict("code").do_nothing();
// error: on_conflict: takes columns, and expressions that are keys of a unique index
#else
constexpr auto query = made.on_conflict(seat.code).do_nothing();
#endif
}  // namespace conflict_on_a_value

namespace conflict_on_another_expression {
#ifdef REJECT
constexpr auto query = made.on_conflict(upper(seat.email)).do_nothing();
// error: on_conflict: no unique index has just these keys, so they cannot conflict; declare one, written the same way
// note: upper
#else
constexpr auto query = made.on_conflict(lower(seat.email)).do_nothing();
#endif
}  // namespace conflict_on_another_expression

namespace partial_index_without_its_condition {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.room).do_nothing();
// error: on_conflict: only a partial index has these keys; write its condition, by .where(...)
#else
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at.is_null()).do_nothing();
#endif
}  // namespace partial_index_without_its_condition

namespace partial_index_updated_without_its_condition {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.room).do_update(seat.code = "b");
// error: on_conflict: only a partial index has these keys; write its condition, by .where(...)
#else
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at.is_null()).do_update(seat.code = "b");
#endif
}  // namespace partial_index_updated_without_its_condition

namespace partial_index_with_another_condition {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at.is_not_null()).do_nothing();
// error: where: no unique index of these keys has just this condition; write it as the index declares it
#else
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at.is_null()).do_nothing();
#endif
}  // namespace partial_index_with_another_condition

namespace partial_indexes_that_differ_in_a_value {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.sold_at).where(seat.status == post_status::draft).do_nothing();
// error: where: several unique indexes of these keys have this condition but for its values, and cannot be told apart
#else
constexpr auto query = made.on_conflict(seat.code).do_nothing();
#endif
}  // namespace partial_indexes_that_differ_in_a_value

namespace partial_index_with_a_fraction {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.room, seat.code).where(seat.price > 1.5).do_nothing();
// error: where: the condition holds a value that is not written as a constant; whole numbers, booleans, enumerators and text are
#else
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at.is_null()).do_nothing();
#endif
}  // namespace partial_index_with_a_fraction

namespace partial_index_where_is_no_condition {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at).do_nothing();
// error: where: takes a boolean expression; compare the column with something
#else
constexpr auto query = made.on_conflict(seat.room).where(seat.sold_at.is_null()).do_nothing();
#endif
}  // namespace partial_index_where_is_no_condition

namespace conflict_on_a_constraint_that_is_not_there {
#ifdef REJECT
constexpr auto query = made.on_conflict_on_constraint<"seat_email">().do_nothing();
// error: on_conflict_on_constraint: the table declares no primary key or unique constraint of this name; a unique index is none
// note: "seat_email"
#else
constexpr auto query = made.on_conflict_on_constraint<"seat_code">().do_nothing();
#endif
}  // namespace conflict_on_a_constraint_that_is_not_there

namespace constraint_after_a_conflict {
#ifdef REJECT
constexpr auto query = made.on_conflict().do_nothing().on_conflict_on_constraint<"seat_code">().do_nothing();
// error: on_conflict: the insert has one already
#else
constexpr auto query = made.on_conflict_on_constraint<"seat_pkey">().do_nothing();
#endif
}  // namespace constraint_after_a_conflict

namespace all_excluded_of_the_key_alone {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(all_excluded);
// error: do_update: the insert names no column beside the key; write do_nothing()
#else
constexpr auto query = insert_into(visit).values(visit.id = 7, visit.at = now()).on_conflict(visit.id).do_update(all_excluded);
#endif
}  // namespace all_excluded_of_the_key_alone

namespace all_excluded_without_target {
#ifdef REJECT
constexpr auto query = made.on_conflict().do_update(all_excluded);
// error: do_update: on_conflict must name the columns that may conflict
#else
constexpr auto query = made.on_conflict(seat.code).do_update(all_excluded);
#endif
}  // namespace all_excluded_without_target

namespace update_where_is_no_condition {
#ifdef REJECT
constexpr auto query = made.on_conflict(seat.code).do_update(all_excluded).where(seat.email);
// error: where: takes a boolean expression; compare the column with something
#else
constexpr auto query = made.on_conflict(seat.code).do_update(all_excluded).where(seat.email != excluded(seat.email));
#endif
}  // namespace update_where_is_no_condition

namespace update_where_names_another_table {
#ifdef REJECT
constexpr auto text = to_sql(made.on_conflict(seat.code).do_update(all_excluded).where(visit.id == 3));
// error: set, where: names a column of a table that is not the statement's
// note: "id"
#else
constexpr auto text = to_sql(made.on_conflict(seat.code).do_update(all_excluded).where(seat.id == 3));
#endif
}  // namespace update_where_names_another_table

namespace excluded_in_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(seat.id).from(seat).where(excluded(seat.code) == "a"));
// error: excluded: the row that was to be inserted is known in do_update only, and in its where
// note: "code"
#else
constexpr auto text = to_sql(select(seat.id).from(seat).where(seat.code == "a"));
#endif
}  // namespace excluded_in_a_select

namespace excluded_in_an_update {
#ifdef REJECT
constexpr auto text = to_sql(update(seat).set(seat.room = excluded(seat.room)).where(seat.code == "a"));
// error: excluded: the row that was to be inserted is known in do_update only, and in its where
// note: "room"
#else
constexpr auto text = to_sql(update(seat).set(seat.room = seat.email).where(seat.code == "a"));
#endif
}  // namespace excluded_in_an_update
