// Rules, asked without breaking the build: what they refuse beside what they accept.
#include <type_traits>  // std::remove_const_t

#include <virga.hpp>

#include "../tables.hpp"

namespace {
using namespace tables;

// ---- which columns a query can name --------------------------------------------------------------

using post_scope = virga::scope<virga::no_scope, virga::from_item<std::remove_const_t<decltype(post)>, false>>;
static_assert(virga::is_in_from<std::remove_const_t<decltype(post.title)>, post_scope>);
static_assert(not virga::is_in_from<std::remove_const_t<decltype(person.name)>, post_scope>);
static_assert(not virga::is_in_from<std::remove_const_t<decltype(other.title)>, post_scope>);

// a name within hides the same name outside: "t"."label" cannot mean the outer one
constexpr auto outer_t = post.as<"t">();
constexpr auto inner_t = tag.as<"t">();
using outer_scope = virga::scope<virga::no_scope, virga::from_item<std::remove_const_t<decltype(outer_t)>, false>>;
using inner_scope = virga::scope<outer_scope, virga::from_item<std::remove_const_t<decltype(inner_t)>, false>>;
static_assert(virga::is_in_from<std::remove_const_t<decltype(outer_t.title)>, outer_scope>);
static_assert(not virga::is_in_from<std::remove_const_t<decltype(outer_t.title)>, inner_scope>);

// ---- distinct ------------------------------------------------------------------------------------

// parameters are numbered, so that two of them are two values: no select distinct can be ordered by the other
template <class Query>
using outputs_of = typename Query::tree::outputs;
template <class Key>
using keys_of = virga::list<virga::tree_of<Key>>;
constexpr auto with_value = select(post.views + 1);
constexpr auto with_argument = select(post.views + arg<"n">);
static_assert(not virga::is_ordered_by_outputs<outputs_of<decltype(with_value)>, keys_of<decltype(post.views + 1)>>);
static_assert(virga::is_ordered_by_outputs<outputs_of<decltype(with_argument)>, keys_of<decltype(post.views + arg<"n">)>>);

// ---- arguments -----------------------------------------------------------------------------------

// one argument, one type: the server would take either for both
constexpr auto two_types = select(post.id).from(post).where(post.views == arg<"n"> and post.author_id == arg<"n">);
static_assert(not virga::gives_each_argument_one_type<decltype(two_types)::tree>);
constexpr auto one_type = select(post.id).from(post).where(post.title == arg<"x"> and post.body == arg<"x">);
static_assert(virga::gives_each_argument_one_type<decltype(one_type)::tree>);

// ---- groups --------------------------------------------------------------------------------------

using of_posts = virga::scope<virga::no_scope, virga::from_item<std::remove_const_t<decltype(post)>, false>>;
template <class Expression, class... Keys>
inline constexpr bool is_grouped_by =
    virga::is_grouped<typename virga::detail::ungrouped<virga::tree_of<Expression>, of_posts, virga::tree_of<Keys>...>::type>;

constexpr auto tags_of_post = select(tag.label).from(tag).where(tag.post_id == post.id);
constexpr auto posts_of_posts = select(post.id).from(post).where(post.views > 0);
static_assert(is_grouped_by<decltype(post.views), decltype(post.views)>);
static_assert(not is_grouped_by<decltype(post.views), decltype(post.title)>);
static_assert(is_grouped_by<decltype(post.views), decltype(post.id)>);  // the primary key
static_assert(is_grouped_by<decltype(exists(tags_of_post)), decltype(post.id)>);
static_assert(not is_grouped_by<decltype(exists(tags_of_post)), decltype(post.title)>);
static_assert(not is_grouped_by<decltype(post.title.in(tags_of_post)), decltype(post.title)>);
static_assert(not is_grouped_by<decltype(exists(select(tag.label).from(tag).where(exists(tags_of_post)))), decltype(post.title)>);
static_assert(is_grouped_by<decltype(exists(posts_of_posts)), decltype(post.title)>);  // its own post, not the grouped one
static_assert(is_grouped_by<decltype(post.title.in(tags_of_post)), decltype(post.title.in(tags_of_post))>);
static_assert(not is_grouped_by<decltype(post.id.in(posts_of_posts)), decltype(post.id.in(posts_of_posts)), decltype(post.title)>);

// ---- full joins ----------------------------------------------------------------------------------

template <class Condition>
inline constexpr bool joins_fully =
    virga::can_be_fully_joined<of_posts, std::remove_const_t<decltype(person)>, virga::list<virga::tree_of<Condition>>>;
static_assert(joins_fully<decltype(post.author_id == person.id)>);
static_assert(joins_fully<decltype(person.id == post.author_id and person.active)>);
static_assert(joins_fully<decltype(post.views > 3 and (person.active and person.id + 1 == post.author_id - 1))>);
static_assert(not joins_fully<decltype(post.author_id < person.id)>);
static_assert(not joins_fully<decltype(post.author_id == person.id or person.active)>);
static_assert(not joins_fully<decltype(not(post.author_id == person.id))>);
static_assert(not joins_fully<decltype(post.author_id == post.views)>);
static_assert(not joins_fully<decltype(post.author_id == 1 and person.id == 1)>);
static_assert(not joins_fully<decltype(post.author_id + person.id == person.id)>);

// a date and a timestamp can be sorted alike, and so joined by this alone, but not hashed alike
using of_every = virga::scope<virga::no_scope, virga::from_item<std::remove_const_t<decltype(every)>, false>>;
template <class Condition>
inline constexpr bool joins_maybe =
    virga::can_be_fully_joined<of_every, std::remove_const_t<decltype(maybe)>, virga::list<virga::tree_of<Condition>>>;
static_assert(joins_maybe<decltype(maybe.day == every.wall)>);
static_assert(not joins_maybe<decltype(maybe.day == every.wall and maybe.id < every.id)>);
static_assert(joins_maybe<decltype(maybe.day == every.day and maybe.id < every.id)>);

// ---- aggregates of subqueries --------------------------------------------------------------------

template <class Expression>
inline constexpr bool aggregates_posts = virga::is_aggregate_of_its_query<
    typename virga::detail::foreign_aggregate<of_posts, virga::list<virga::tree_of<Expression>>>::type>;
static_assert(aggregates_posts<decltype(count(post.title) > 1)>);
static_assert(aggregates_posts<decltype(count() > 1)>);
static_assert(aggregates_posts<decltype(sum(post.views + person.id) > 1)>);  // of the innermost query that it names
static_assert(not aggregates_posts<decltype(count(person.id) > 1)>);
static_assert(not aggregates_posts<decltype(max(post.views) > 1 and sum(person.id + person.chief_id) > 2)>);

// ---- declarations --------------------------------------------------------------------------------

static_assert(virga::is_attribute<virga::attribute::references<person.id, virga::on_delete::cascade>>);
static_assert(virga::is_attribute<virga::attribute::default_to<5>> and virga::is_attribute<virga::attribute::as<cents>>);
static_assert(not virga::is_attribute<int> and not virga::is_attribute<virga::on_delete>);
static_assert(virga::types::numeric<5, 2>::fits(999) and not virga::types::numeric<5, 2>::fits(1000));
static_assert(virga::types::numeric<5, 2>::fits(-999) and not virga::types::numeric<5, 2>::fits(-1000));
static_assert(virga::types::numeric<>::fits(9'000'000'000) and virga::types::numeric<2, 2>::fits(0));
static_assert(not virga::types::numeric<2, 2>::fits(1) and virga::types::numeric<2, -2>::fits(9999));
static_assert(virga::is_free_column_name<"oid"> and not virga::is_free_column_name<"xmin">);

enum class unnamed_mood { calm, wild2 };  // in a namespace without a name, of which clang makes a bracket
static_assert(virga::has_a_label_for_each_enumerator<unnamed_mood, 2>);
static_assert(not virga::has_a_label_for_each_enumerator<unnamed_mood, 1> and not virga::has_a_label_for_each_enumerator<unnamed_mood, 3>);
}  // namespace
