// Rules, asked without breaking the build: what they refuse beside what they accept.
#include <cstddef>      // std::size_t
#include <type_traits>  // std::remove_const_t

#include <virga.hpp>

#include "../tables.hpp"

namespace {
using namespace tables;

// ---- arguments -----------------------------------------------------------------------------------

// one argument, one type: the server would take either for both
constexpr auto two_types = select(post.id).from(post).where(post.views == arg<"n"> and post.author_id == arg<"n">);
static_assert(not virga::gives_each_argument_one_type<decltype(two_types)::tree>);
constexpr auto one_type = select(post.id).from(post).where(post.title == arg<"x"> and post.body == arg<"x">);
static_assert(virga::gives_each_argument_one_type<decltype(one_type)::tree>);

// ---- full joins ----------------------------------------------------------------------------------

using of_posts = virga::scope<virga::no_scope, virga::from_item<std::remove_const_t<decltype(post)>, false>>;
template <class Condition>
inline constexpr bool joins_fully =
    virga::can_be_fully_joined<of_posts, std::remove_const_t<decltype(person)>, virga::tree_of<Condition>>;
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
    virga::can_be_fully_joined<of_every, std::remove_const_t<decltype(maybe)>, virga::tree_of<Condition>>;
static_assert(joins_maybe<decltype(maybe.day == every.wall)>);
static_assert(not joins_maybe<decltype(maybe.day == every.wall and maybe.id < every.id)>);
static_assert(joins_maybe<decltype(maybe.day == every.day and maybe.id < every.id)>);

// ---- declarations --------------------------------------------------------------------------------

static_assert(virga::is_attribute<virga::attribute::references<person.id, virga::on_delete::cascade>>);
static_assert(virga::is_attribute<virga::attribute::default_to<5>> and virga::is_attribute<virga::attribute::as<cents>>);
static_assert(not virga::is_attribute<int> and not virga::is_attribute<virga::on_delete>);
static_assert(virga::types::numeric<5, 2>::fits(999) and not virga::types::numeric<5, 2>::fits(1000));
static_assert(virga::types::numeric<5, 2>::fits(-999) and not virga::types::numeric<5, 2>::fits(-1000));
static_assert(virga::types::numeric<>::fits(9'000'000'000) and virga::types::numeric<2, 2>::fits(0));
static_assert(not virga::types::numeric<2, 2>::fits(1) and virga::types::numeric<2, -2>::fits(9999));
static_assert(virga::is_free_column_name<"oid"> and not virga::is_free_column_name<"xmin">);

// ---- types of extensions ---------------------------------------------------------------------------

// the schema of a client's own places an enum type beside the table, but no extension
template <class Type>
constexpr std::size_t placed_with = virga::detail::statement_of<
    typename decltype(select(virga::cast<Type>(arg<"x">)).from(person))::tree>.own_names.size();
static_assert(placed_with<types::enumeration<mood_type>> == 2);
static_assert(placed_with<types::citext> == 1);

enum class unnamed_mood { calm, wild2 };  // in a namespace without a name, of which clang makes a bracket
static_assert(virga::has_a_label_for_each_enumerator<unnamed_mood, 2>);
static_assert(not virga::has_a_label_for_each_enumerator<unnamed_mood, 1> and
              not virga::has_a_label_for_each_enumerator<unnamed_mood, 3>);
}  // namespace
