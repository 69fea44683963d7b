// Golden statements: windows, and aggregates that are distinct, ordered, filtered.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements all{
    statement<R"(select count(*) from (select distinct "post"."author_id" from "post" limit $1) as "counted")">(
        count(select(post.author_id).from(post).distinct().limit(9))),
    statement<R"(select "post"."title", sum("post"."views") over (partition by "post"."author_id" order by )"
              R"("post"."published_at", "post"."id" rows between unbounded preceding and current row) from "post")">(
        select(post.title, sum(post.views)
                               .over(partition_by(post.author_id), order_by(post.published_at, post.id),
                                     rows_between(unbounded_preceding, current_row)))
            .from(post)),
    statement<R"(select "post"."title", row_number() over (order by "post"."views" desc, "post"."id"), lag("post"."title") )"
              R"(over (order by "post"."id"), first_value("post"."title") over (order by "post"."id") from "post")">(
        select(post.title, row_number().over(order_by(desc(post.views), post.id)), lag(post.title).over(order_by(post.id)),
               first_value(post.title).over(order_by(post.id)))
            .from(post)),
    statement<R"(select rank() over "w", count(*) over "w", ntile($1) over "w" from "post" window "w" as (partition by )"
              R"("post"."author_id" order by "post"."views"))">(
        select(rank().over<"w">(), count().over<"w">(), ntile(4).over<"w">())
            .from(post)
            .window<"w">(partition_by(post.author_id), order_by(post.views))),
    statement<R"(select "post"."author_id", sum(sum("post"."views")) over () from "post" group by "post"."author_id")">(
        select(post.author_id, sum(sum(post.views)).over()).from(post).group_by(post.author_id)),
    statement<R"(select "post"."views", avg("post"."views") over (order by "post"."id" rows between $1 preceding and $2 )"
              R"(following) from "post")">(
        select(post.views, avg(post.views).over(order_by(post.id), rows_between(preceding(2), following(1)))).from(post)),
    statement<R"(select sum("post"."views") over (order by "post"."views" groups between $1 preceding and unbounded following), )"
              R"(min("post"."views") over (order by "post"."author_id" range between unbounded preceding and current row) from )"
              R"("post")">(
        select(sum(post.views).over(order_by(post.views), groups_between(preceding(1), unbounded_following)),
               min(post.views).over(order_by(post.author_id), range_between(unbounded_preceding, current_row)))
            .from(post)),
    statement<R"(select count(distinct "post"."author_id"), count(*) filter (where "post"."views" > $1), sum("post"."views") )"
              R"(filter (where "post"."status" = $2) from "post")">(
        select(count(distinct(post.author_id)), count().filter(post.views > 3),
               sum(post.views).filter(post.status == post_status::draft))
            .from(post)),
    statement<R"(select "post"."author_id", string_agg("post"."title", $1 order by "post"."title" desc) filter (where )"
              R"("post"."views" > $2) from "post" group by "post"."author_id")">(
        select(post.author_id, string_agg(post.title, ", ").order_by(desc(post.title)).filter(post.views > 0))
            .from(post)
            .group_by(post.author_id)),
};
}  // namespace
