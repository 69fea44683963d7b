// Golden statements: subqueries in from, lateral ones and with.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto tree_source = recursive<"tree">(
    select(person.id, person.name, person.chief_id).from(person).where(person.chief_id.is_null()), [](auto above) {
        return select(person.id, person.name, person.chief_id).from(person).inner_join(above, above[person.id] == person.chief_id);
    });
constexpr auto chiefs = recursive_distinct<"chiefs">(
    select(person.id, person.chief_id).from(person).where(person.name == arg<"name">), [](auto below) {
        return select(person.id, person.chief_id).from(person).inner_join(below, below[person.chief_id] == person.id);
    });
constexpr auto totals = cte<"totals">(select(post.author_id, sum(post.views).as<"views">(), count().as<"n">())
                                          .from(post)
                                          .where(post.views > arg<"least">)
                                          .group_by(post.author_id));
constexpr auto popular = select(post.id, post.title, post.author_id).from(post).where(post.views > 10).as<"popular">();
constexpr auto latest = select(post.title, post.published_at)
                            .from(post)
                            .where(post.author_id == person.id)
                            .order_by(desc(post.published_at))
                            .limit(1)
                            .as<"latest">();

const golden::statements all{
    statement<R"(select "popular"."title", "person"."name" from (select "post"."id", "post"."title", "post"."author_id" from )"
              R"("post" where "post"."views" > $1) as "popular" inner join "person" on "person"."id" = "popular"."author_id" )"
              R"(where "person"."active")">(select(popular[post.title], person.name)
                                                .from(popular)
                                                .inner_join(person, person.id == popular[post.author_id])
                                                .where(person.active)),
    statement<R"(select "person"."name", "popular"."title" from "person" left join (select "post"."id", "post"."title", )"
              R"("post"."author_id" from "post" where "post"."views" > $1) as "popular" on "popular"."author_id" = )"
              R"("person"."id" limit $2)">(
        select(person.name, popular[post.title]).from(person).left_join(popular, popular[post.author_id] == person.id).limit(7)),
    statement<R"(select "popular"."id", "popular"."title", "popular"."author_id" from (select "post"."id", "post"."title", )"
              R"("post"."author_id" from "post" where "post"."views" > $1) as "popular" order by "title" desc)">(
        select(popular).from(popular).order_by(desc("title"_c))),
    statement<R"(select "person"."name", "latest"."title" from "person" left join lateral (select "post"."title", )"
              R"("post"."published_at" from "post" where "post"."author_id" = "person"."id" order by "post"."published_at" )"
              R"(desc limit $1) as "latest" on true)">(
        select(person.name, latest[post.title]).from(person).left_join_lateral(latest)),
    statement<R"(select "person"."name", "latest"."title" from "person" inner join lateral (select "post"."title", )"
              R"("post"."published_at" from "post" where "post"."author_id" = "person"."id" order by "post"."published_at" )"
              R"(desc limit $1) as "latest" on "latest"."published_at" is not null)">(
        select(person.name, latest[post.title]).from(person).inner_join_lateral(latest, latest["published_at"_c].is_not_null())),
    statement<R"(select "person"."name", "latest"."published_at" from "person" cross join lateral (select "post"."title", )"
              R"("post"."published_at" from "post" where "post"."author_id" = "person"."id" order by "post"."published_at" )"
              R"(desc limit $1) as "latest")">(
        select(person.name, latest["published_at"_c]).from(person).cross_join_lateral(latest)),
    statement<R"(with "totals" as (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" from "post" )"
              R"(where "post"."views" > $1 group by "post"."author_id") select "person"."name", "totals"."views", )"
              R"("totals"."n" from "person" inner join "totals" on "totals"."author_id" = "person"."id")">(
        with(totals)
            .select(person.name, totals["views"_c], totals["n"_c])
            .from(person)
            .inner_join(totals, totals[post.author_id] == person.id),
        3),
    statement<R"(with "totals" as materialized (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" )"
              R"(from "post" where "post"."views" > $1 group by "post"."author_id") select "t"."n" from "totals" as "t")">(
        with(totals.materialized()).select(totals.as<"t">()["n"_c]).from(totals.as<"t">()), 3),
    statement<R"(with "totals" as not materialized (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" )"
              R"(from "post" where "post"."views" > $1 group by "post"."author_id") select "totals"."n" from "totals")">(
        with(totals.not_materialized()).select(totals["n"_c]).from(totals), 3),
    statement<R"(with recursive "chiefs" as (select "person"."id", "person"."chief_id" from "person" where "person"."name" = $1 )"
              R"(union select "person"."id", "person"."chief_id" from "person" inner join "chiefs" on "chiefs"."chief_id" = )"
              R"("person"."id") select "chiefs"."id" from "chiefs")">(with(chiefs).select(chiefs[person.id]).from(chiefs), "Ada"),
    statement<R"(with recursive "tree" as (select "person"."id", "person"."name", "person"."chief_id" from "person" where )"
              R"("person"."chief_id" is null union all select "person"."id", "person"."name", "person"."chief_id" from )"
              R"("person" inner join "tree" on "tree"."id" = "person"."chief_id") select "tree"."name", "tree"."chief_id" )"
              R"(from "tree")">(with(tree_source).select(tree_source[person.name], tree_source[person.chief_id]).from(tree_source)),
};

// What a side of a recursive query has beside its rows stands in parentheses, else it would be of the whole.
constexpr auto few = recursive<"few">(select(person.id, person.chief_id).from(person).order_by(person.id).limit(1), [](auto below) {
    return select(person.id, person.chief_id)
        .from(below)
        .inner_join(person, below[person.chief_id] == person.id)
        .order_by(desc(person.id))
        .limit(2);
});
const golden::statements sides{
    statement<
        R"(with recursive "few" as ((select "person"."id", "person"."chief_id" from "person" order by "person"."id" limit $1) )"
        R"(union all (select "person"."id", "person"."chief_id" from "few" inner join "person" on "few"."chief_id" = )"
        R"("person"."id" order by "person"."id" desc limit $2)) select "few"."id" from "few")">(
        with(few).select(few[person.id]).from(few)),
};
}  // namespace
