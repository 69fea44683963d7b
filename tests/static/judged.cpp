// tests/static/judged.cpp: what the walk over a statement finds wrong with it: which rule, and in which place.
//
// tests/compile_fail has the words for each; here are also the trees that come nearest, and what is sound.
#include <virga.hpp>

#include <schema/index.hpp>

using namespace virga;
using namespace app;

namespace {
template <class Query>
constexpr bool is_sound(const Query&) {
    constexpr auto measures = detail::measures_of<typename Query::tree>;
    return measures.one_type_each and measures.wrong.broken == rule::none;
}
template <class Query>
constexpr bool breaks(const Query&, rule broken, place at) {
    constexpr finding wrong = detail::measures_of<typename Query::tree>.wrong;
    return wrong.broken == broken and wrong.at == at;
}

constexpr auto chief = auth::user.as<"chief">();
constexpr auto views_of_author = select(cms::post.author_id, sum(cms::post.views).as<"views">()).from(cms::post);

// ---- what is sound -------------------------------------------------------------------------------
static_assert(is_sound(select(cms::post).from(cms::post)));
static_assert(is_sound(select(cms::post.id, auth::user.name)
                           .from(cms::post)
                           .inner_join(auth::user, auth::user.id == cms::post.author_id)
                           .where(cms::post.views > arg<"least"> and auth::user.email.like("%@example.org"))
                           .order_by(desc(cms::post.published_at))
                           .limit(20)));
static_assert(is_sound(views_of_author.group_by(cms::post.author_id).having(count() > 3).order_by(cms::post.author_id)));
static_assert(is_sound(select(count(), max(cms::post.views)).from(cms::post).where(cms::post.views > 3)));
static_assert(is_sound(select(cms::post.views).from(cms::post).distinct()));
static_assert(is_sound(insert_into(cms::tag).values(cms::tag.name = "new").returning(cms::tag)));
static_assert(is_sound(insert_into(cms::tag)
                           .values(cms::tag.name = "new")
                           .on_conflict(cms::tag.name)
                           .do_update(cms::tag.name = excluded(cms::tag.name))));
constexpr auto put_tag = insert_into(cms::tag).values(cms::tag.name = "new").on_conflict_on_constraint<"tag_pkey">();
static_assert(is_sound(put_tag.do_update(all_excluded).where(cms::tag.name != excluded(cms::tag.name)).returning(cms::tag.name)));
static_assert(
    is_sound(update(cms::post).set(cms::post.views = cms::post.views + 1).where(cms::post.views < 3).returning(cms::post.id)));
static_assert(is_sound(delete_from(cms::post).where(cms::post.views < 3)));

// ---- these break a rule --------------------------------------------------------------------------
// A source that is not there, at each place.
static_assert(not is_sound(select(auth::user.name).from(cms::post)));
static_assert(not is_sound(select(auth::user).from(cms::post)));
static_assert(not is_sound(select(count(auth::user.name)).from(cms::post)));
static_assert(not is_sound(select(cms::post.id).from(cms::post).where(auth::user.name == "a")));
static_assert(not is_sound(select(cms::post.id).from(cms::post).order_by(auth::user.name)));
static_assert(not is_sound(select(cms::post.id).from(cms::post).group_by(cms::post.id, auth::user.name)));
static_assert(not is_sound(select(count()).from(cms::post).having(max(auth::user.name) == "a")));
static_assert(not is_sound(select(cms::post.id).from(cms::post).inner_join(auth::user, chief.id == cms::post.author_id)));
static_assert(not is_sound(select(chief.id).from(auth::user)));
static_assert(not is_sound(select(cms::post.id)
                               .from(cms::post)
                               .inner_join(auth::user, auth::user.id == chief.id)
                               .inner_join(chief, chief.id == cms::post.author_id)));
static_assert(not is_sound(select(cms::post.id)));
static_assert(not is_sound(select(cms::post.id).inner_join(cms::post, cms::post.views == 3)));
static_assert(not is_sound(update(cms::post).set(cms::post.title = auth::user.name).where(cms::post.views == 3)));
static_assert(not is_sound(update(cms::post).set(cms::post.views = 1).where(auth::user.name == "a")));
static_assert(not is_sound(delete_from(cms::post).where(cms::post.views == 3).returning(auth::user.name)));
static_assert(not is_sound(insert_into(cms::tag).values(cms::tag.name = cms::tag.name)));
static_assert(not is_sound(insert_into(cms::tag).values(cms::tag.name = "a").returning(excluded(cms::tag.name))));
static_assert(breaks(put_tag.do_update(all_excluded).where(auth::user.name == "a"), rule::in_from, place::conflict));
static_assert(breaks(put_tag.do_update(all_excluded).returning(excluded(cms::tag.name)), rule::in_from, place::returning));
static_assert(breaks(select(cms::tag.name).from(cms::tag).where(excluded(cms::tag.name) == "a"), rule::in_from, place::where));
static_assert(breaks(put_tag.do_update(all_excluded).where(count() > 3), rule::after_grouping, place::conflict));
// A merge: on and when matched see both, an insert the source alone.
constexpr auto merging = merge_into(cms::post).using_(auth::user, cms::post.author_id == auth::user.id);
static_assert(
    is_sound(merging.when_matched(cms::post.views > 3).delete_().when_matched().update(cms::post.title = auth::user.name)));
static_assert(breaks(merging.when_matched().update(cms::post.title = cms::tag.name), rule::in_from, place::row));
static_assert(breaks(merging.when_matched().update(cms::post.views = coalesce(max(cms::post.views), 0)), rule::after_grouping,
                     place::row));
static_assert(breaks(merging.when_not_matched(cms::post.views > 3).do_nothing(), rule::in_from, place::values));
static_assert(
    is_sound(merging.when_not_matched(exists(select(cms::post.id).from(cms::post).where(cms::post.author_id == auth::user.id)))
                 .do_nothing()));
static_assert(breaks(
    merging.when_not_matched(exists(select(cms::tag.id).from(cms::tag).where(cms::tag.name == cms::post.title))).do_nothing(),
    rule::in_from, place::where));
// A column beside aggregates, at each place.
static_assert(not is_sound(views_of_author));
static_assert(not is_sound(select(cms::post, count()).from(cms::post)));
static_assert(not is_sound(views_of_author.group_by(cms::post.title)));
static_assert(not is_sound(views_of_author.group_by(cms::post.author_id).having(cms::post.views > 3)));
static_assert(not is_sound(views_of_author.group_by(cms::post.author_id).order_by(cms::post.views)));
static_assert(not is_sound(select(cms::post.title).from(cms::post).having(count() > 3)));
static_assert(not is_sound(select(cms::post.title).from(cms::post).order_by(count())));
// An aggregate where there are no groups yet.
static_assert(not is_sound(select(cms::post.id).from(cms::post).where(count() > 3)));
static_assert(not is_sound(select(count()).from(cms::post).group_by(max(cms::post.views))));
static_assert(not is_sound(select(max(max(cms::post.views))).from(cms::post)));
static_assert(
    not is_sound(update(cms::post).set(cms::post.views = coalesce(max(cms::post.views), 0)).where(cms::post.views == 3)));
// Distinct rows in the order of what is not selected; one name for values of two types.
static_assert(not is_sound(select(cms::post.views).from(cms::post).distinct().order_by(cms::post.title)));
static_assert(
    not is_sound(select(cms::post.id).from(cms::post).where(cms::post.views == arg<"a"> and cms::post.title == arg<"a">)));

// ---- within subqueries ---------------------------------------------------------------------------
constexpr auto tags = cms::post_tag;
constexpr auto tags_of_post = select(tags.post_id).from(tags).where(tags.post_id == cms::post.id);
static_assert(is_sound(select(auth::user.id).from(auth::user).where(exists(select(cms::post.id).from(cms::post)))));
static_assert(is_sound(select(cms::post.id).from(cms::post).where(exists(tags_of_post))));
static_assert(breaks(select(auth::user.id).from(auth::user).where(exists(tags_of_post)), rule::in_from, place::where));
static_assert(is_sound(select(cms::post.id, count()).from(cms::post).group_by(cms::post.id).having(exists(tags_of_post))));
static_assert(breaks(select(cms::post.title, count()).from(cms::post).group_by(cms::post.title).having(exists(tags_of_post)),
                     rule::grouped, place::having));
// a name within hides the same name outside: "t"."id" cannot mean the outer one
constexpr auto outer_t = cms::post.as<"t">();
constexpr auto inner_t = auth::user.as<"t">();
static_assert(breaks(select(outer_t.id).from(outer_t).where(exists(select(inner_t.id).from(inner_t).where(outer_t.views > 3))),
                     rule::not_hidden, place::where));
// its own post, not the grouped one
constexpr auto other_posts = select(cms::post.id).from(cms::post).where(cms::post.views > 0);
static_assert(is_sound(select(cms::post.title).from(cms::post).group_by(cms::post.title).having(exists(other_posts))));
// an aggregate is of the innermost query that it names
constexpr auto counting = [](const auto& what) {
    return select(auth::user.id)
        .from(auth::user)
        .where(exists(select(cms::post.author_id).from(cms::post).group_by(cms::post.author_id).having(what)));
};
static_assert(is_sound(counting(count(cms::post.title) > 1)) and is_sound(counting(count() > 1)));
static_assert(is_sound(counting(count(coalesce(cms::post.title, auth::user.name)) > 1)));
static_assert(breaks(counting(count(auth::user.name) > 1), rule::of_its_query, place::having));
static_assert(breaks(counting(max(cms::post.views) > 1 and count(auth::user.name) > 2), rule::of_its_query, place::having));

// ---- keys that are expressions -------------------------------------------------------------------
static_assert(is_sound(select(lower(cms::post.title)).from(cms::post).group_by(lower(cms::post.title))));
static_assert(is_sound(select(upper(lower(cms::post.title))).from(cms::post).group_by(lower(cms::post.title))));
static_assert(breaks(select(upper(cms::post.title)).from(cms::post).group_by(lower(cms::post.title)), rule::grouped,
                     place::output));
// (c * a) + b has the words of a + b in it, and is none
static_assert(
    breaks(select(cms::post.views * cms::post.views + cms::post.views).from(cms::post).group_by(cms::post.views + cms::post.views),
           rule::grouped, place::output));
static_assert(is_sound(select(cms::post.views + arg<"n">).from(cms::post).group_by(cms::post.views + arg<"n">)));
static_assert(breaks(select(cms::post.views + 1).from(cms::post).group_by(cms::post.views + 1), rule::key_without_value,
                     place::output));
static_assert(
    is_sound(select(cms::post.id.in(tags_of_post)).from(cms::post).group_by(cms::post.id, cms::post.id.in(tags_of_post))));
// parameters are numbered, so that two of them are two values: no select distinct can be ordered by the other
static_assert(is_sound(select(cms::post.views + arg<"n">).from(cms::post).distinct().order_by(desc(cms::post.views + arg<"n">))));
static_assert(breaks(select(cms::post.views + 1).from(cms::post).distinct().order_by(cms::post.views + 1), rule::key_without_value,
                     place::order_by));
static_assert(is_sound(select(cms::post).from(cms::post).distinct().order_by(cms::post.title)));
}  // namespace
