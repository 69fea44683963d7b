// tests/compile_fail/select/source.cpp: subqueries and common tables in from.
#include "schema.hpp"

template <class t>
struct tag_fields {
    pg::bigint<t, "post_id", not_null> post_id;
    pg::text<t, "label", not_null> label;

    static constexpr auto constraints(const auto& tag) { return std::tuple{pg::primary_key(tag.post_id, tag.label)}; }
};
inline constexpr table<"tag", tag_fields> tag;

namespace column_that_the_subquery_does_not_select {
constexpr auto recent = select(post.id, post.views).from(post).as<"recent">();
#ifdef REJECT
constexpr auto text = to_sql(select(recent[post.title]).from(recent));
// error: subquery: its select list does not have this expression, or twice
// note: "title"
#else
constexpr auto text = to_sql(select(recent[post.views]).from(recent));
#endif
}  // namespace column_that_the_subquery_does_not_select

namespace name_that_the_subquery_does_not_have {
constexpr auto recent = select(post.id, count().as<"n">()).from(post).group_by(post.id).as<"counted">();
#ifdef REJECT
constexpr auto text = to_sql(select(recent["m"_c]).from(recent));
// error: subquery: it has no column of this name, or two; look at its select list
// note: "m"
#else
constexpr auto text = to_sql(select(recent["n"_c]).from(recent));
#endif
}  // namespace name_that_the_subquery_does_not_have

namespace name_that_the_subquery_has_twice {
constexpr auto both = select(post.id, person.id).from(post).inner_join(person, person.id == post.author_id).as<"both">();
#ifdef REJECT
constexpr auto text = to_sql(select(both["id"_c]).from(both));
// error: subquery: it has no column of this name, or two; look at its select list
// note: "id"
#else
constexpr auto text = to_sql(select(both[post.id]).from(both));
#endif
}  // namespace name_that_the_subquery_has_twice

namespace column_without_a_name {
constexpr auto sums = select(post.author_id, sum(post.views)).from(post).group_by(post.author_id).as<"sums">();
#ifdef REJECT
constexpr auto text = to_sql(select(sums[sum(post.views)]).from(sums));
// error: subquery: the column has no name; give it a label, by .as<"name">()
#else
constexpr auto text = to_sql(select(sums[post.author_id]).from(sums));
#endif
}  // namespace column_without_a_name

namespace all_columns_of_a_subquery_with_one_that_has_no_name {
constexpr auto unnamed = select(post.author_id, max(post.views)).from(post).group_by(post.author_id).as<"unnamed">();
constexpr auto named = select(post.author_id, max(post.views).as<"most">()).from(post).group_by(post.author_id).as<"named">();
#ifdef REJECT
constexpr auto text = to_sql(select(unnamed).from(unnamed));
// error: select: a column of the subquery has no name; give it a label there
#else
constexpr auto text = to_sql(select(named).from(named));
#endif
}  // namespace all_columns_of_a_subquery_with_one_that_has_no_name

namespace subquery_not_in_from {
constexpr auto absent = select(post.id).from(post).as<"absent">();
#ifdef REJECT
constexpr auto text = to_sql(select(absent[post.id]).from(post));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "absent"
#else
constexpr auto text = to_sql(select(absent[post.id]).from(absent));
#endif
}  // namespace subquery_not_in_from

namespace subquery_that_names_what_stands_beside_it {
constexpr auto of_person = select(post.title).from(post).where(post.author_id == person.id).as<"of_person">();
#ifdef REJECT
constexpr auto text = to_sql(select(person.id, of_person[post.title]).from(person).cross_join(of_person));
// error: from: a subquery names a table beside it, which it sees only as a lateral one
// note: "id"
#else
constexpr auto text = to_sql(select(person.id, of_person[post.title]).from(person).cross_join_lateral(of_person));
#endif
}  // namespace subquery_that_names_what_stands_beside_it

namespace lateral_that_names_a_later_table {
constexpr auto of_post = select(tag.label).from(tag).where(tag.post_id == post.id).as<"of_post">();
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(person).cross_join_lateral(of_post).inner_join(post, post.author_id == person.id));
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "post"
#else
constexpr auto text = to_sql(select(post.id).from(person).inner_join(post, post.author_id == person.id).cross_join_lateral(of_post));
#endif
}  // namespace lateral_that_names_a_later_table

namespace lateral_table {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).cross_join_lateral(post);
// error: join: only a query with a name, by .as<"name">(), can be lateral; leave the word out
#else
constexpr auto query = select(person.id).from(person).cross_join(post);
#endif
}  // namespace lateral_table

namespace scalar_subquery_of_two_columns {
#ifdef REJECT
constexpr auto query = select(scalar(select(post.id, post.title).from(post))).from(person);
// error: scalar: the subquery must return one column
#else
constexpr auto query = select(scalar(select(post.id).from(post).limit(1))).from(person);
#endif
}  // namespace scalar_subquery_of_two_columns

namespace common_table_that_is_not_in_with {
constexpr auto totals = cte<"totals">(select(post.author_id).from(post));
#ifdef REJECT
constexpr auto text = to_sql(select(totals[post.author_id]).from(totals));
// error: with: a common table is named that does not stand in with, or stands after the one that names it
#else
constexpr auto text = to_sql(with(totals).select(totals[post.author_id]).from(totals));
#endif
}  // namespace common_table_that_is_not_in_with

namespace common_table_that_names_a_later_one {
constexpr auto first = cte<"first">(select(post.author_id).from(post));
constexpr auto second = cte<"second">(select(first[post.author_id]).from(first));
#ifdef REJECT
constexpr auto text = to_sql(with(second, first).select(second["author_id"_c]).from(second));
// error: with: a common table is named that does not stand in with, or stands after the one that names it
#else
constexpr auto text = to_sql(with(first, second).select(second["author_id"_c]).from(second));
#endif
}  // namespace common_table_that_names_a_later_one

namespace with_a_subquery {
constexpr auto one = select(post.id).from(post);
#ifdef REJECT
constexpr auto query = with(one);
// error: with: takes common tables, made by cte<"name">(query) or recursive<"name">(...)
#else
constexpr auto query = with(cte<"one">(one));
#endif
}  // namespace with_a_subquery

namespace writing_within_a_subquery {
constexpr auto gone = cte<"gone">(delete_from(post).where(post.views == 3).returning(post.author_id));
#ifdef REJECT
constexpr auto text = to_sql(select(person.id).from(person).where(person.id.in(with(gone).select(gone[post.author_id]).from(gone))));
// error: with: an insert, update or delete stands in with of the outermost statement only; move it there
#else
constexpr auto text = to_sql(with(gone).select(person.id).from(person).where(person.id.in(select(gone[post.author_id]).from(gone))));
#endif
}  // namespace writing_within_a_subquery

namespace recursive_of_two_widths {
#ifdef REJECT
constexpr auto tree = recursive<"wide">(select(person.id).from(person), [](auto up) {
    return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id);
});
// error: recursive: the two sides return different numbers of columns
#else
constexpr auto tree = recursive<"wide">(select(person.id).from(person), [](auto up) {
    return select(person.id).from(person).inner_join(up, up[person.id] == person.chief_id);
});
#endif
}  // namespace recursive_of_two_widths

namespace recursive_of_two_types {
#ifdef REJECT
constexpr auto tree = recursive<"typed">(select(person.id, person.age).from(person), [](auto up) {
    return select(person.id, person.id).from(person).inner_join(up, up[person.id] == person.chief_id);
});
// error: recursive: a column of the two sides is of different types; cast one of them, length and precision too
#else
constexpr auto tree = recursive<"typed">(select(person.id, person.age).from(person), [](auto up) {
    return select(person.id, person.age + 1).from(person).inner_join(up, up[person.id] == person.chief_id);
});
#endif
}  // namespace recursive_of_two_types

namespace recursive_that_names_the_table_twice {
#ifdef REJECT
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_that_names_the_table_twice">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id).where(exists(select(up[person.id]).from(up)));
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
// error: recursive: the step names the table twice; it can name it once, in from
#else
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_that_names_the_table_twice">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
#endif
}  // namespace recursive_that_names_the_table_twice

namespace recursive_in_a_condition {
#ifdef REJECT
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_in_a_condition">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).where(person.chief_id.in(select(up[person.id]).from(up)));
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
// error: recursive: the step names the table in a subquery of an expression, or on the right of except; name it in from
#else
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_in_a_condition">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
#endif
}  // namespace recursive_in_a_condition

namespace recursive_without_a_match {
#ifdef REJECT
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_without_a_match">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).left_join(up, up[person.id] == person.chief_id);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
// error: recursive: an outer join of the step may leave out the table; let it stand on the other side
#else
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_without_a_match">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(up).inner_join(person, up[person.id] == person.chief_id);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
#endif
}  // namespace recursive_without_a_match

namespace recursive_with_an_aggregate {
#ifdef REJECT
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_with_an_aggregate">(select(person.id, person.age).from(person), [](auto up) {
        return select(max(up[person.id]), max(up[person.age])).from(up);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
// error: recursive: the step has an aggregate beside the table, of which it sees the last rows only; aggregate what the whole returns
#else
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_with_an_aggregate">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
#endif
}  // namespace recursive_with_an_aggregate

namespace recursive_that_takes_rows_away {
#ifdef REJECT
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_that_takes_rows_away">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).except(select(up[person.id], up[person.age]).from(up));
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
// error: recursive: the step names the table in a subquery of an expression, or on the right of except; name it in from
#else
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_that_takes_rows_away">(select(person.id, person.age).from(person), [](auto up) {
        return select(up[person.id], up[person.age]).from(up).except(select(person.id, person.age).from(person));
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
#endif
}  // namespace recursive_that_takes_rows_away

namespace recursive_that_locks {
#ifdef REJECT
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_that_locks">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id).for_update();
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
// error: for_update: rows of groups, of a distinct select and of queries that are combined cannot be locked; lock them in a subquery
#else
constexpr auto text = [] {
    constexpr auto up = recursive<"recursive_that_locks">(select(person.id, person.age).from(person), [](auto up) {
        return select(person.id, person.age).from(person).inner_join(up, up[person.id] == person.chief_id);
    });
    return to_sql(with(up).select(up[person.id]).from(up));
}();
#endif
}  // namespace recursive_that_locks

namespace common_tables_of_one_name {
constexpr auto some = cte<"some">(select(post.id).from(post));
constexpr auto others = cte<"some">(select(person.id).from(person));
#ifdef REJECT
constexpr auto text = to_sql(with(some, others).select(post.id).from(post));
// error: with: two common tables have one name; give one of them another
#else
constexpr auto text = to_sql(with(some).select(post.id).from(post).union_all(with(some).select(some[post.id]).from(some)));
#endif
}  // namespace common_tables_of_one_name

namespace common_table_called_as_a_table {
constexpr auto of_ada = cte<"post">(select(post.id).from(post).where(post.author_id == "ada"));
constexpr auto other_post = post.as<"other">();
#ifdef REJECT
constexpr auto text = to_sql(with(of_ada).select(other_post.id).from(other_post));
// error: with: a common table has the name of a table that the statement names, and SQL would take the one for the other
#else
constexpr auto text = to_sql(with(of_ada).select(of_ada[post.id]).from(of_ada));
#endif
}  // namespace common_table_called_as_a_table

namespace common_table_called_as_the_table_that_is_written {
constexpr auto old_ones = cte<"post">(select(post.id).from(post).where(post.views == 0));
#ifdef REJECT
constexpr auto text = to_sql(with(old_ones).delete_from(post).where(post.id.in(select(old_ones[post.id]).from(old_ones))));
// error: with: a common table has the name of a table that the statement names, and SQL would take the one for the other
#else
constexpr auto text = to_sql(with(old_ones).delete_from(person).where(exists(select(old_ones[post.id]).from(old_ones))));
#endif
}  // namespace common_table_called_as_the_table_that_is_written

namespace recursive_table_called_as_what_it_begins_with {
#ifdef REJECT
constexpr auto tree =
    recursive<"person">(select(person.id).from(person), [](auto above) { return select(above[person.id]).from(above); });
#else
constexpr auto tree =
    recursive<"below">(select(person.id).from(person), [](auto above) { return select(above[person.id]).from(above); });
#endif
#ifdef REJECT
constexpr auto text = to_sql(with(tree).select(tree[person.id]).from(tree));
// error: with: a common table has the name of a table that the statement names, and SQL would take the one for the other
#else
constexpr auto text = to_sql(with(tree).select(tree[person.id]).from(tree));
#endif
}  // namespace recursive_table_called_as_what_it_begins_with

namespace recursive_distinct_of_what_has_no_equality {
#ifdef REJECT
constexpr auto all = recursive_distinct<"all">(select(to_json(post.meta).as<"meta">()).from(post), [](auto above) {
    return select(above["meta"_c]).from(above);
});
// error: recursive_distinct: PostgreSQL has no = for values of a column's type; recursive keeps all rows
#else
constexpr auto all = recursive<"all">(select(to_json(post.meta).as<"meta">()).from(post), [](auto above) { return select(above["meta"_c]).from(above); });
#endif
}  // namespace recursive_distinct_of_what_has_no_equality
