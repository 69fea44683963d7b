// tests/static/plain.cpp: which statements are seen to be sound without a look at the types of their nodes.
//
// Those that are not keep the rules too, or break them; query/check.hpp then decides. What must never be is that a statement
// which breaks a rule is plain: tests/compile_fail has each rule, and here are the trees that come nearest.
#include <virga.hpp>

#include <schema/index.hpp>

using namespace virga;
using namespace app;

namespace {
template <class Query>
constexpr bool is_plain(const Query&) {
    return detail::measures_of<typename Query::tree>.is_plain;
}

constexpr auto chief = auth::user.as<"chief">();
constexpr auto views_of_author = select(cms::post.author_id, sum(cms::post.views).as<"views">()).from(cms::post);

// ---- the usual ones are plain --------------------------------------------------------------------
static_assert(is_plain(select(cms::post).from(cms::post)));
static_assert(is_plain(select(cms::post.id, auth::user.name)
                           .from(cms::post)
                           .inner_join(auth::user, auth::user.id == cms::post.author_id)
                           .where(cms::post.views > arg<"least"> and auth::user.email.like("%@example.org"))
                           .order_by(desc(cms::post.published_at))
                           .limit(20)));
static_assert(is_plain(views_of_author.group_by(cms::post.author_id).having(count() > 3).order_by(cms::post.author_id)));
static_assert(is_plain(select(count(), max(cms::post.views)).from(cms::post).where(cms::post.views > 3)));
static_assert(is_plain(select(cms::post.views).from(cms::post).distinct()));
static_assert(is_plain(insert_into(cms::tag).values(cms::tag.name = "new").returning(cms::tag)));
static_assert(is_plain(insert_into(cms::tag)
                           .values(cms::tag.name = "new")
                           .on_conflict(cms::tag.name)
                           .do_update(cms::tag.name = excluded(cms::tag.name))));
static_assert(
    is_plain(update(cms::post).set(cms::post.views = cms::post.views + 1).where(cms::post.views < 3).returning(cms::post.id)));
static_assert(is_plain(delete_from(cms::post).where(cms::post.views < 3)));

// ---- these break a rule --------------------------------------------------------------------------
// A source that is not there, at each place.
static_assert(not is_plain(select(auth::user.name).from(cms::post)));
static_assert(not is_plain(select(auth::user).from(cms::post)));
static_assert(not is_plain(select(count(auth::user.name)).from(cms::post)));
static_assert(not is_plain(select(cms::post.id).from(cms::post).where(auth::user.name == "a")));
static_assert(not is_plain(select(cms::post.id).from(cms::post).order_by(auth::user.name)));
static_assert(not is_plain(select(cms::post.id).from(cms::post).group_by(cms::post.id, auth::user.name)));
static_assert(not is_plain(select(count()).from(cms::post).having(max(auth::user.name) == "a")));
static_assert(not is_plain(select(cms::post.id).from(cms::post).inner_join(auth::user, chief.id == cms::post.author_id)));
static_assert(not is_plain(select(chief.id).from(auth::user)));
static_assert(not is_plain(select(cms::post.id)
                               .from(cms::post)
                               .inner_join(auth::user, auth::user.id == chief.id)
                               .inner_join(chief, chief.id == cms::post.author_id)));
static_assert(not is_plain(select(cms::post.id)));
static_assert(not is_plain(select(cms::post.id).inner_join(cms::post, cms::post.views == 3)));
static_assert(not is_plain(update(cms::post).set(cms::post.title = auth::user.name).where(cms::post.views == 3)));
static_assert(not is_plain(update(cms::post).set(cms::post.views = 1).where(auth::user.name == "a")));
static_assert(not is_plain(delete_from(cms::post).where(cms::post.views == 3).returning(auth::user.name)));
static_assert(not is_plain(insert_into(cms::tag).values(cms::tag.name = cms::tag.name)));
static_assert(not is_plain(insert_into(cms::tag).values(cms::tag.name = "a").returning(excluded(cms::tag.name))));
// A column beside aggregates, at each place.
static_assert(not is_plain(views_of_author));
static_assert(not is_plain(select(cms::post, count()).from(cms::post)));
static_assert(not is_plain(views_of_author.group_by(cms::post.title)));
static_assert(not is_plain(views_of_author.group_by(cms::post.author_id).having(cms::post.views > 3)));
static_assert(not is_plain(views_of_author.group_by(cms::post.author_id).order_by(cms::post.views)));
static_assert(not is_plain(select(cms::post.title).from(cms::post).having(count() > 3)));
static_assert(not is_plain(select(cms::post.title).from(cms::post).order_by(count())));
// An aggregate where there are no groups yet.
static_assert(not is_plain(select(cms::post.id).from(cms::post).where(count() > 3)));
static_assert(not is_plain(select(count()).from(cms::post).group_by(max(cms::post.views))));
static_assert(not is_plain(select(max(max(cms::post.views))).from(cms::post)));
static_assert(
    not is_plain(update(cms::post).set(cms::post.views = coalesce(max(cms::post.views), 0)).where(cms::post.views == 3)));
// Distinct rows in the order of what is not selected; one name for values of two types.
static_assert(not is_plain(select(cms::post.views).from(cms::post).distinct().order_by(cms::post.title)));
static_assert(
    not is_plain(select(cms::post.id).from(cms::post).where(cms::post.views == arg<"a"> and cms::post.title == arg<"a">)));

// ---- these may be sound, and are looked at --------------------------------------------------------
static_assert(not is_plain(select(auth::user.id).from(auth::user).where(exists(select(cms::post.id).from(cms::post)))));
static_assert(not is_plain(select(lower(cms::post.title)).from(cms::post).group_by(lower(cms::post.title))));
}  // namespace
