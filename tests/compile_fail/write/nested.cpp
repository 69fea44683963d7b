// tests/compile_fail/write/nested.cpp: rows that are inserted with those of their relations.
#include <array>  // std::array

#include "schema.hpp"

inline constexpr auto posts_of_person = many<"posts">(post.author_id);
inline constexpr auto author_of_post = one<"author">(post.author_id);

template <class t>
struct label_fields {
    pg::integer<t, "id", primary_key, identity> id;
    pg::text<t, "lang", not_null> lang;
    pg::text<t, "code", unique> code;

    static constexpr auto constraints(const auto& label) { return std::tuple{pg::unique(label.lang, label.code)}; }
};
inline constexpr table<"label", label_fields> label;
inline std::int64_t next_number() { return 1; }
/// Between posts and labels, in several ways.
template <class t>
struct labelled_fields {
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::integer<t, "label_id", not_null, references<label.id>> label_id;
    pg::text<t, "lang"> lang;
    pg::text<t, "code"> code;

    static constexpr auto constraints(const auto& labelled) {
        return std::tuple{pg::foreign_key(labelled.lang, labelled.code).references(label.lang, label.code)};
    }
};
inline constexpr table<"labelled", labelled_fields> labelled_post;
template <class t>
struct worded_fields {
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::text<t, "lang", not_null> lang;
    pg::text<t, "code", not_null> code;

    static constexpr auto constraints(const auto& worded) {
        return std::tuple{pg::foreign_key(worded.lang, worded.code).references(label.lang, label.code)};
    }
};
inline constexpr table<"worded", worded_fields> worded;
template <class t>
struct ranked_fields {
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::integer<t, "label_id", not_null, references<label.id>> label_id;
    pg::integer<t, "rank", not_null> rank;
};
inline constexpr table<"ranked", ranked_fields> ranked;
template <class t>
struct numbered_fields {
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::integer<t, "label_id", not_null, references<label.id>> label_id;
    pg::bigint<t, "number", not_null, default_from<next_number>> number;
};
inline constexpr table<"numbered", numbered_fields> numbered;
/// A key that the server and a relation fill, and a foreign key to what may be NULL.
template <class t>
struct mark_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::integer<t, "label_id", references<label.id>> label_id;
};
inline constexpr table<"mark", mark_fields> mark;
template <class t>
struct print_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::text<t, "code", references<label.code>> code;
    pg::text<t, "said"> said;
};
inline constexpr table<"print", print_fields> print;

inline constexpr auto labels_of_post = many<"labels">().through(labelled_post.post_id, labelled_post.label_id);
inline constexpr auto worded_of_post = many<"worded">().through(worded.post_id, std::tuple{worded.lang, worded.code});
inline constexpr auto ranked_of_post = many<"ranked">().through(ranked.post_id, ranked.label_id);
inline constexpr auto numbered_of_post = many<"numbered">().through(numbered.post_id, numbered.label_id);
inline constexpr auto label_of_mark = one<"label">(mark.label_id);
inline constexpr auto label_of_print = one<"label">(print.code);
inline constexpr auto namesakes_of_person = many<"namesakes", unchecked>(person.nickname, post.title);
inline constexpr auto guests_of_person = many<"guests">(person.email, post.title);

using posts = std::vector<insertable<posts_of_person>>;
using labels = std::vector<insertable<labels_of_post>>;
constexpr auto one_person = insert_into(person).values(person.id = "a", person.email = "a");
constexpr auto one_post = insert_into(post).values(post.author_id = "a", post.title = "a");
struct person_with_posts {
    insertable<person> row;
    posts of_person;
};
struct post_by_person {
    insertable<post, author_of_post> row;
    insertable<person> author;
};

namespace a_relation_of_another_table {
#ifdef REJECT
const auto query = one_person.with(labels_of_post, labels{});
// error: with: the relation begins at another table than that of the insert
#else
const auto query = one_post.with(labels_of_post, labels{});
#endif
}  // namespace a_relation_of_another_table

namespace what_is_no_relation {
#ifdef REJECT
const auto query = one_person.with(post.author_id, posts{});
// error: with: takes a relation, which one and many declare, and the rows of it
#else
const auto query = one_person.with(posts_of_person, posts{});
#endif
}  // namespace what_is_no_relation

namespace rows_that_would_give_the_key {
#ifdef REJECT
const auto query = one_person.with(posts_of_person, std::vector<insertable<post>>{});
// error: with: takes a range of insertable<relation>, of a relation to one such a row
#else
const auto query = one_person.with(posts_of_person, std::vector<insertable<posts_of_person>>{});
#endif
}  // namespace rows_that_would_give_the_key

namespace a_value_of_the_column_that_the_relation_fills {
#ifdef REJECT
insertable<posts_of_person> one(auto author) {
    insertable<posts_of_person> made;
    made.author_id = author;
    return made;
}
const auto row = one(std::string{"a"});
// error: insertable: a relation fills this column, from the row that this one comes with; it takes no value
#else
insertable<posts_of_person> one(auto title) {
    insertable<posts_of_person> made;
    made.title = title;
    return made;
}
const auto row = one(std::string{"a"});
#endif
}  // namespace a_value_of_the_column_that_the_relation_fills

namespace one_row_where_there_are_several {
insertable<posts_of_person> titled(const char* title) {
    insertable<posts_of_person> made;
    made.title = title;
    return made;
}
#ifdef REJECT
const auto query = one_person.with(posts_of_person, titled("a"));
// error: with: takes a range of insertable<relation>, of a relation to one such a row
#else
const auto query = one_person.with(posts_of_person, std::vector{titled("a")});
#endif
}  // namespace one_row_where_there_are_several

namespace a_row_that_may_be_left_out {
#ifdef REJECT
const auto query = one_person.on_conflict(person.email).do_nothing().with(posts_of_person, posts{});
// error: with: on_conflict may leave the row out, and what belongs to it would be lost; leave on_conflict out
#else
const auto query = one_person.with(posts_of_person, posts{});
#endif
}  // namespace a_row_that_may_be_left_out

namespace rows_of_several {
#ifdef REJECT
const auto query = insert_into(person).rows(std::vector<insertable<person>>{}).with(posts_of_person, posts{});
// error: with: comes right after values(...), the related rows of one row; those of several rows stand in these
#else
const auto query = insert_into(person).with(posts_of_person).rows(std::vector<person_with_posts>{});
#endif
}  // namespace rows_of_several

namespace with_after_returning {
#ifdef REJECT
const auto query = one_person.returning(person.id).with(posts_of_person, posts{});
// error: with: comes right after values(...), the related rows of one row; those of several rows stand in these
#else
const auto query = one_person.with(posts_of_person, posts{}).returning(person.id);
#endif
}  // namespace with_after_returning

namespace a_row_that_must_be_there_first {
#ifdef REJECT
const auto query = one_post.with(author_of_post, insertable<person>{.id = "a", .email = "a"});
// error: with: the row of this relation must be there first, as the key stands in the row that is inserted
#else
const auto query = insert_into(post).with(author_of_post).rows(std::vector<post_by_person>{});
#endif
}  // namespace a_row_that_must_be_there_first

namespace rows_that_meet_a_condition {
#ifdef REJECT
const auto query = one_person.with(posts_of_person.where(post.views > 1), posts{});
// error: with: the rows that are written are those given; of the relation only columns, without and with say something here
#else
const auto query = one_person.with(posts_of_person.columns(post.views), posts{});
#endif
}  // namespace rows_that_meet_a_condition

namespace some_of_the_rows_within {
#ifdef REJECT
constexpr auto query = insert_into(person).with(posts_of_person.with(labels_of_post.limit(2)));
// error: with: the rows that are written are those given; of the relation only columns, without and with say something here
#else
constexpr auto query = insert_into(person).with(posts_of_person.with(labels_of_post));
#endif
}  // namespace some_of_the_rows_within

namespace rows_of_a_relation_twice {
#ifdef REJECT
const auto query = one_person.with(posts_of_person, posts{}).with(posts_of_person, posts{});
// error: with: rows of this relation stand here already; give all of them at once
#else
const auto query =
    one_person.with(posts_of_person, posts{}).with(guests_of_person, std::vector<insertable<guests_of_person>>{});
#endif
}  // namespace rows_of_a_relation_twice

namespace rows_that_belong_to_what_may_be_null {
#ifdef REJECT
const auto query = one_person.with(namesakes_of_person, std::vector<insertable<namesakes_of_person>>{});
// error: with: the column that the relation begins at may be NULL, and then nothing would belong to the row; declare it not_null
#else
const auto query = one_person.with(guests_of_person, std::vector<insertable<guests_of_person>>{});
#endif
}  // namespace rows_that_belong_to_what_may_be_null

namespace a_row_found_by_what_may_be_null {
#ifdef REJECT
constexpr auto query = insert_into(print).with(label_of_print);
// error: with: the column that the relation leads to may be NULL, and then nothing would belong to the row; declare it not_null
#else
constexpr auto query = insert_into(mark).with(label_of_mark);
#endif
}  // namespace a_row_found_by_what_may_be_null

namespace a_table_between_with_more_columns {
#ifdef REJECT
const auto query = one_post.with(ranked_of_post, labels{});
// error: with: the table between has a column that is not null and has no default; insert its rows by themselves
// note: rank
#else
const auto query = one_post.with(labels_of_post, labels{});
#endif
}  // namespace a_table_between_with_more_columns

namespace a_table_between_with_what_the_app_makes {
#ifdef REJECT
const auto query = one_post.with(numbered_of_post, labels{});
// error: with: the app makes the value of a column of the table between, for each row; insert its rows by themselves
#else
const auto query = one_post.with(labels_of_post, labels{});
#endif
}  // namespace a_table_between_with_what_the_app_makes

namespace a_column_that_two_relations_fill {
#ifdef REJECT
constexpr auto query = insert_into(person).with(posts_of_person.with(author_of_post));
// error: with: two relations fill one column of a row; leave out one of them
#else
constexpr auto query = insert_into(person).with(posts_of_person.with(labels_of_post));
#endif
}  // namespace a_column_that_two_relations_fill

namespace rows_without_their_relations {
#ifdef REJECT
const auto query = insert_into(person).with(posts_of_person).rows(std::vector<insertable<person>>{});
// error: rows: takes a range of structs, each with an insertable<table, relations...> first and then what belongs to it
#else
const auto query = insert_into(person).with(posts_of_person).rows(std::vector<person_with_posts>{});
#endif
}  // namespace rows_without_their_relations

namespace rows_with_too_many_members {
struct longer {
    insertable<person> row;
    posts of_person;
    int more;
};
#ifdef REJECT
const auto query = insert_into(person).with(posts_of_person).rows(std::vector<longer>{});
// error: rows: takes a range of structs, each with an insertable<table, relations...> first and then what belongs to it
#else
const auto query = insert_into(person).with(posts_of_person).rows(std::vector<person_with_posts>{});
#endif
}  // namespace rows_with_too_many_members

namespace no_row_where_there_must_be_one {
struct perhaps {
    insertable<post, author_of_post> row;
    std::optional<insertable<person>> author;
};
#ifdef REJECT
const auto query = insert_into(post).with(author_of_post).rows(std::vector<perhaps>{});
// error: rows: takes a range of structs, each with an insertable<table, relations...> first and then what belongs to it
#else
const auto query = insert_into(post).with(author_of_post).rows(std::vector<post_by_person>{});
#endif
}  // namespace no_row_where_there_must_be_one

namespace rows_of_which_nothing_is_given {
struct marked {
    insertable<mark, label_of_mark> row;
    std::optional<insertable<label>> label_of;
};
#ifdef REJECT
const auto query = insert_into(mark).with(label_of_mark).rows(std::vector<marked>{});
// error: rows: the server alone and relations write every column of this table
#else
const auto query = insert_into(mark).values(mark.label_id = 1);
#endif
}  // namespace rows_of_which_nothing_is_given

namespace rows_with_a_relation_of_another_table {
#ifdef REJECT
constexpr auto query = insert_into(post).with(posts_of_person);
// error: with: the relation begins at another table than that of the insert
#else
constexpr auto query = insert_into(person).with(posts_of_person);
#endif
}  // namespace rows_with_a_relation_of_another_table

namespace rows_with_what_is_no_relation {
#ifdef REJECT
constexpr auto query = insert_into(person).with(person.email);
// error: with: takes relations, which one and many declare
#else
constexpr auto query = insert_into(person).with(posts_of_person);
#endif
}  // namespace rows_with_what_is_no_relation

namespace rows_with_a_relation_twice {
#ifdef REJECT
constexpr auto query = insert_into(person).with(posts_of_person, posts_of_person.columns(post.id));
// error: with: a relation of this label stands here already
#else
constexpr auto query = insert_into(person).with(posts_of_person.columns(post.id));
#endif
}  // namespace rows_with_a_relation_twice

namespace rows_that_would_override {
#ifdef REJECT
constexpr auto query = insert_into(post).overriding_system_value().with(labels_of_post);
// error: with: rows with their relations give no value that could be overridden; leave that out
#else
constexpr auto query = insert_into(post).with(labels_of_post);
#endif
}  // namespace rows_that_would_override

namespace more_rows_beside_those_of_several {
const auto several = insert_into(person).with(posts_of_person).rows(std::vector<person_with_posts>{});
#ifdef REJECT
const auto query = several.with(guests_of_person, std::vector<insertable<guests_of_person>>{});
// error: with: rows of several have their related rows in themselves; name the relation before rows(...)
#else
const auto query = insert_into(person).with(posts_of_person, guests_of_person);
#endif
}  // namespace more_rows_beside_those_of_several

namespace an_expression_of_what_is_returned {
#ifdef REJECT
const auto query = one_person.with(posts_of_person, posts{}).returning(lower(person.email));
// error: returning: of rows with their relations takes the table, or columns of it
#else
const auto query = one_person.with(posts_of_person, posts{}).returning(person.email);
#endif
}  // namespace an_expression_of_what_is_returned

namespace rows_that_are_returned_twice {
#ifdef REJECT
const auto query = one_person.with(posts_of_person, posts{}).returning(person.email).returning(person.id);
// error: returning: the statement has one already; name all in it
#else
const auto query = one_person.with(posts_of_person, posts{}).returning(person.email, person.id);
#endif
}  // namespace rows_that_are_returned_twice

namespace connected_rows_that_have_the_key {
#ifdef REJECT
constexpr auto relation = connect(posts_of_person);
// error: connect: one of the two rows of this relation has the key in itself; set that column, by insert or update
#else
constexpr auto relation = connect(labels_of_post);
#endif
}  // namespace connected_rows_that_have_the_key

namespace connected_rows_of_two_columns {
#ifdef REJECT
const auto query = one_post.with(connect(worded_of_post), std::vector<std::string>{});
// error: with: takes a range of insertable<relation>, of a relation to one such a row
#else
const auto query = one_post.with(connect(worded_of_post), std::vector<std::tuple<std::string, std::string>>{});
#endif
}  // namespace connected_rows_of_two_columns

namespace rows_of_a_view {
inline constexpr auto titles = pg::view<"titles">(select(post.title, post.author_id).from(post));
inline constexpr auto titles_of_person = many<"titles">(person.id, titles[post.author_id]).columns(titles);
#ifdef REJECT
const auto query = one_person.with(titles_of_person, posts{});
// error: with: the relation leads to a view; rows are inserted into the tables that it is of
#else
const auto query = one_person.with(posts_of_person, posts{});
#endif
}  // namespace rows_of_a_view

namespace a_row_of_a_view {
inline constexpr auto titles = pg::view<"titles">(select(post.title, post.author_id).from(post));
inline constexpr auto titles_of_person = many<"titles">(person.id, titles[post.author_id]).columns(titles);
#ifdef REJECT
insertable<titles_of_person> made;
// error: insertable: the relation leads to a view; rows are inserted into the tables that it is of
#else
insertable<posts_of_person> made;
#endif
}  // namespace a_row_of_a_view

namespace connected_rows_with_new_ones {
inline constexpr auto marks_of_label = many<"marks">(mark.label_id);
#ifdef REJECT
constexpr auto query = insert_into(post).with(connect(labels_of_post.with(marks_of_label)));
// error: connect: the rows are there already, so no others are written with them; leave out with
#else
constexpr auto query = insert_into(post).with(labels_of_post.with(marks_of_label));
#endif
}  // namespace connected_rows_with_new_ones

namespace connected_by_keys_of_another_type {
#ifdef REJECT
const auto query = one_post.with(connect(labels_of_post), std::vector<std::string>{});
// error: with: takes a range of insertable<relation>, of a relation to one such a row
#else
const auto query = one_post.with(connect(labels_of_post), std::vector<int>{});
#endif
}  // namespace connected_by_keys_of_another_type

namespace within_with {
constexpr auto made = one_person.with(posts_of_person, std::array<insertable<posts_of_person>, 0>{}).returning(person.id);
#ifdef REJECT
constexpr auto table = cte<"made">(made);
// error: cte: an insert with rows of its relations is a whole statement, and so are a find and a plan; run it by itself, or write
#else
constexpr auto text = to_sql(made);
#endif
}  // namespace within_with
