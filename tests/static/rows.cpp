// The C++ types of rows: what may be NULL is a std::optional, joins considered.
#include <chrono>       // std::chrono::sys_days
#include <optional>     // std::optional
#include <string>       // std::string
#include <tuple>        // std::tuple_element_t
#include <type_traits>  // std::is_same_v

#include <virga.hpp>

#include "../tables.hpp"

namespace {
using namespace tables;
using std::is_same_v;
using std::optional;
using std::string;

template <auto Query>
using row_type = virga::row_of<decltype(Query)>;
template <class Query, std::size_t Index>
using column_of = std::tuple_element_t<Index, virga::row_of<Query>>;

// ---- the structs of a table ----------------------------------------------------------------------

static_assert(is_same_v<decltype(row<post>::title), string>);
static_assert(is_same_v<decltype(row<post>::body), optional<string>>);
static_assert(is_same_v<decltype(row<post>::status), post_status>);
static_assert(is_same_v<decltype(row<post>::price), optional<virga::numeric>>);
static_assert(is_same_v<decltype(row<person>::id), std::int64_t>);
static_assert(is_same_v<decltype(row<person>::audit), timestamps<virga::row_mode>>);
static_assert(is_same_v<decltype(timestamps<virga::row_mode>::created_at), std::chrono::sys_time<std::chrono::microseconds>>);
static_assert(is_same_v<decltype(row<every>::cost), cents> and is_same_v<decltype(row<maybe>::handle), optional<at_name>>);

static_assert(is_same_v<decltype(insertable<person>::id), virga::generated>);
static_assert(is_same_v<decltype(insertable<person>::email), virga::required<"email", string>>);
// Without a value that an insert must give it is made by no list of initializers; by its constructor it is, to be assigned to.
template <class Row>
concept made_of_an_empty_list = requires { Row{}; };
template <class Row>
concept made_of_an_email = requires { Row{{}, "a@example.org"}; };
template <class Row>
concept made_of_email_and_name = requires { Row{{}, "a@example.org", "A"}; };
static_assert(std::is_aggregate_v<insertable<person>> and std::is_default_constructible_v<insertable<person>>);
static_assert(made_of_email_and_name<insertable<person>>);
static_assert(not made_of_an_email<insertable<person>> and not made_of_an_empty_list<insertable<person>>);
static_assert(made_of_an_empty_list<insertable<touched>> and made_of_an_empty_list<row<person>>);
static_assert(is_same_v<decltype(insertable<person>::nick), optional<string>>);
static_assert(is_same_v<decltype(insertable<person>::active), virga::defaulted<bool>>);
static_assert(is_same_v<decltype(insertable<touched>::whole), virga::defaulted<optional<std::int32_t>>>);
static_assert(is_same_v<decltype(insertable<touched>::id), virga::defaulted<std::int64_t>>);

static_assert(is_same_v<decltype(patch<person>::id), virga::generated>);
static_assert(is_same_v<decltype(patch<person>::name), virga::patched<string>>);
static_assert(is_same_v<decltype(patch<person>::nick), virga::patched<optional<string>>>);

// ---- rows of selects -----------------------------------------------------------------------------

constexpr auto whole = select(post).from(post);
static_assert(is_same_v<virga::row_of<decltype(whole)>, row<post>>);
constexpr auto whole_alias = select(chief).from(chief);
static_assert(is_same_v<virga::row_of<decltype(whole_alias)>, row<person>>);

constexpr auto columns = select(post.title, post.body, post.views.as<"n">(), post.audit.updated_at).from(post);
static_assert(std::tuple_size_v<virga::row_of<decltype(columns)>> == 4);
static_assert(is_same_v<column_of<decltype(columns), 0>, string>);
static_assert(is_same_v<column_of<decltype(columns), 1>, optional<string>>);
static_assert(is_same_v<column_of<decltype(columns), 2>, std::int32_t>);

constexpr auto computed =
    select(post.views + 1, post.score + 1.0, length(post.body), post.views > 1, post.body == "x", post.body.is_null(),
           coalesce(post.body, "none"), coalesce(post.body, person.nick), post.title.in(select(person.name).from(person)),
           exists(select(tag).from(tag)))
        .from(post)
        .inner_join(person, person.id == post.author_id);
static_assert(is_same_v<column_of<decltype(computed), 0>, std::int32_t>);
static_assert(is_same_v<column_of<decltype(computed), 1>, optional<double>>);
static_assert(is_same_v<column_of<decltype(computed), 2>, optional<std::int32_t>>);
static_assert(is_same_v<column_of<decltype(computed), 3>, bool>);
static_assert(is_same_v<column_of<decltype(computed), 4>, optional<bool>>);
static_assert(is_same_v<column_of<decltype(computed), 5>, bool>);
static_assert(is_same_v<column_of<decltype(computed), 6>, string>);
static_assert(is_same_v<column_of<decltype(computed), 7>, optional<string>>);
static_assert(is_same_v<column_of<decltype(computed), 8>, bool>);
static_assert(is_same_v<column_of<decltype(computed), 9>, bool>);

// What the server makes NULL of values that are not: an infinite time has no text, and from PostgreSQL 18 on JSON's null no number.
constexpr auto from_values =
    select(to_char(every.wall, "YYYY"), to_char(every.whole, "9"), to_number(every.words, "9"),
           cast<types::integer>(every.document), cast<types::boolean>(every.document), cast<types::text>(every.document),
           cast<types::integer>(every.big))
        .from(every);
static_assert(is_same_v<column_of<decltype(from_values), 0>, optional<string>>);
static_assert(is_same_v<column_of<decltype(from_values), 1>, string>);
static_assert(is_same_v<column_of<decltype(from_values), 2>, optional<virga::numeric>>);
static_assert(is_same_v<column_of<decltype(from_values), 3>, optional<std::int32_t>>);
static_assert(is_same_v<column_of<decltype(from_values), 4>, optional<bool>>);
static_assert(is_same_v<column_of<decltype(from_values), 5>, string>);
static_assert(is_same_v<column_of<decltype(from_values), 6>, std::int32_t>);

// Of a row in a subquery one NULL is enough, on either side, to leave the answer open.
constexpr auto rows_in =
    select(in(std::tuple{post.author_id, post.title}, select(person.id, person.name).from(person)),
           in(std::tuple{post.author_id, post.body}, select(person.id, person.name).from(person)),
           in(std::tuple{post.author_id, post.title}, select(person.id, person.nick).from(person)),
           in(std::tuple{post.author_id, 7}, select(person.id, post.views).from(person)),
           std::tuple{post.author_id, post.title} != all_of(select(person.id, person.name).from(person)),
           post.author_id.in(select(person.chief_id).from(person)),
           std::tuple{post.author_id, post.title} ==
               any_of(select(chief.id, person.name).from(person).left_join(chief, chief.id == 1)))
        .from(post);
static_assert(is_same_v<column_of<decltype(rows_in), 0>, bool>);
static_assert(is_same_v<column_of<decltype(rows_in), 1>, optional<bool>>);
static_assert(is_same_v<column_of<decltype(rows_in), 2>, optional<bool>>);
static_assert(is_same_v<column_of<decltype(rows_in), 3>, optional<bool>>);  // of the query around nobody knows yet
static_assert(is_same_v<column_of<decltype(rows_in), 4>, bool>);
static_assert(is_same_v<column_of<decltype(rows_in), 5>, optional<bool>>);
static_assert(is_same_v<column_of<decltype(rows_in), 6>, optional<bool>>);

constexpr auto aggregates = select(count(), count(post.body), sum(post.views), sum(post.author_id), avg(post.views),
                                   avg(post.score), max(post.title), min(post.status), coalesce(sum(post.views), 0))
                                .from(post);
static_assert(is_same_v<column_of<decltype(aggregates), 0>, std::int64_t>);
static_assert(is_same_v<column_of<decltype(aggregates), 1>, std::int64_t>);
static_assert(is_same_v<column_of<decltype(aggregates), 2>, optional<std::int64_t>>);
static_assert(is_same_v<column_of<decltype(aggregates), 3>, optional<virga::numeric>>);
static_assert(is_same_v<column_of<decltype(aggregates), 4>, optional<virga::numeric>>);
static_assert(is_same_v<column_of<decltype(aggregates), 5>, optional<double>>);
static_assert(is_same_v<column_of<decltype(aggregates), 6>, optional<string>>);
static_assert(is_same_v<column_of<decltype(aggregates), 7>, optional<post_status>>);
static_assert(is_same_v<column_of<decltype(aggregates), 8>, std::int64_t>);

// ---- joins ---------------------------------------------------------------------------------------

constexpr auto inner = select(person.name, post.title, post).from(person).inner_join(post, post.author_id == person.id);
static_assert(is_same_v<column_of<decltype(inner), 0>, string> and is_same_v<column_of<decltype(inner), 1>, string> and
              is_same_v<column_of<decltype(inner), 2>, row<post>>);
constexpr auto left = select(person.name, post.title, post).from(person).left_join(post, post.author_id == person.id);
static_assert(is_same_v<column_of<decltype(left), 0>, string> and is_same_v<column_of<decltype(left), 1>, optional<string>> and
              is_same_v<column_of<decltype(left), 2>, optional<row<post>>>);
constexpr auto right = select(person.name, post.title, person).from(person).right_join(post, post.author_id == person.id);
static_assert(is_same_v<column_of<decltype(right), 0>, optional<string>> and is_same_v<column_of<decltype(right), 1>, string> and
              is_same_v<column_of<decltype(right), 2>, optional<row<person>>>);
constexpr auto full = select(person.name, post.title).from(person).full_join(post, post.author_id == person.id);
static_assert(is_same_v<column_of<decltype(full), 0>, optional<string>> and
              is_same_v<column_of<decltype(full), 1>, optional<string>>);
constexpr auto cross = select(person.name, post.title).from(person).cross_join(post);
static_assert(is_same_v<column_of<decltype(cross), 0>, string> and is_same_v<column_of<decltype(cross), 1>, string>);
constexpr auto later_right = select(person.name, post.title, tag.label)
                                 .from(person)
                                 .inner_join(post, post.author_id == person.id)
                                 .right_join(tag, tag.post_id == post.id);
static_assert(is_same_v<column_of<decltype(later_right), 0>, optional<string>> and
              is_same_v<column_of<decltype(later_right), 1>, optional<string>> and
              is_same_v<column_of<decltype(later_right), 2>, string>);
constexpr auto only_optional = select(post).from(person).left_join(post, post.author_id == person.id);
static_assert(is_same_v<virga::row_of<decltype(only_optional)>, optional<row<post>>>);
constexpr auto counted =
    select(person.name, count(post.id)).from(person).left_join(post, post.author_id == person.id).group_by(person.id);
static_assert(is_same_v<column_of<decltype(counted), 1>, std::int64_t>);

// ---- groupings: a key that one of them leaves out may be NULL ---------------------------------------

constexpr auto rolled =
    select(post.author_id, post.status, post.author_id + 1, coalesce(lower(post.title), "all"), grouping(post.status))
        .from(post)
        .group_by(post.author_id, rollup(post.status, lower(post.title)));
static_assert(is_same_v<column_of<decltype(rolled), 0>, std::int64_t> and
              is_same_v<column_of<decltype(rolled), 1>, optional<post_status>> and
              is_same_v<column_of<decltype(rolled), 2>, std::int64_t> and is_same_v<column_of<decltype(rolled), 3>, string> and
              is_same_v<column_of<decltype(rolled), 4>, std::int32_t>);
constexpr auto in_sets = select(post.author_id, post.status, post.views)
                             .from(post)
                             .group_by(grouping_sets(set(post.author_id, post.status), set(post.author_id, post.views)));
static_assert(is_same_v<column_of<decltype(in_sets), 0>, std::int64_t> and
              is_same_v<column_of<decltype(in_sets), 1>, optional<post_status>> and
              is_same_v<column_of<decltype(in_sets), 2>, optional<std::int32_t>>);
constexpr auto of_sets = rolled.as<"of_sets">();
constexpr auto outside = select(of_sets[post.author_id], of_sets[post.status]).from(of_sets);
static_assert(is_same_v<column_of<decltype(outside), 0>, std::int64_t> and
              is_same_v<column_of<decltype(outside), 1>, optional<post_status>>);

// ---- what statements return ----------------------------------------------------------------------

constexpr auto inserted = insert_into(person).values(person.email = "a", person.name = "b").returning(person.id, person.nick);
static_assert(is_same_v<column_of<decltype(inserted), 0>, std::int64_t> and
              is_same_v<column_of<decltype(inserted), 1>, optional<string>>);
constexpr auto updated = update(tag).set(tag.note = nullptr).all_rows().returning(tag);
static_assert(is_same_v<virga::row_of<decltype(updated)>, row<tag>>);

// A join leaves out rows of what stands beside the table that is written, never of that.
constexpr auto beside = update(tag)
                            .set(tag.note = "a")
                            .from(post)
                            .right_join(person, person.id == post.author_id)
                            .all_rows()
                            .returning(tag, post.title, person.name, tag.label);
static_assert(is_same_v<column_of<decltype(beside), 0>, row<tag>>);
static_assert(is_same_v<column_of<decltype(beside), 1>, optional<string>>);
static_assert(is_same_v<column_of<decltype(beside), 2>, string> and is_same_v<column_of<decltype(beside), 3>, string>);

// ---- what a record answers -----------------------------------------------------------------------

using titles = virga::row_of<decltype(select(person, post.title, count().as<"n">())
                                          .from(person)
                                          .inner_join(post, post.author_id == person.id)
                                          .group_by(person.id, post.id))>;
// beside whole rows too; of a temporary row a value, since a reference would outlive the row
static_assert(is_same_v<decltype(std::declval<const titles&>()[post.title]), const string&>);
static_assert(is_same_v<decltype(std::declval<const titles&>()["title"_c]), const string&>);
static_assert(is_same_v<decltype(std::declval<titles>()[post.title]), string>);
static_assert(is_same_v<decltype(std::declval<titles>()["n"_c]), std::int64_t>);
}  // namespace
