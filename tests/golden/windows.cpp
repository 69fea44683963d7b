// Golden statements: windows, and aggregates that are distinct, ordered, filtered.
#include <chrono>  // std::chrono::sys_days

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

const golden::statements ranges{
    statement<R"(select sum("post"."views") over (order by "post"."created_at" range between $1::interval preceding and current row), )"
              R"(count(*) over (partition by "post"."author_id" order by "post"."views" desc range between $2::bigint preceding and )"
              R"($3::bigint following exclude ties), max("post"."views") over (order by "post"."score" range between unbounded )"
              R"(preceding and $4::double precision preceding), min("post"."views") over "w" from "post" window "w" as (order by )"
              R"("post"."price" nulls first range between $5::numeric preceding and $6::numeric following))">(
        select(sum(post.views).over(order_by(post.audit.created_at), range_between(preceding(interval{.days = 7}), current_row)),
               count().over(partition_by(post.author_id), order_by(desc(post.views)),
                            range_between(preceding(2), following(1)).exclude_ties()),
               max(post.views).over(order_by(post.score), range_between(unbounded_preceding, preceding(0.5))),
               min(post.views).over<"w">())
            .from(post)
            .window<"w">(order_by(asc(post.price).nulls_first()),
                         range_between(preceding(numeric{"1.50"}), following(numeric{"0.25"})))),
    statement<R"(select sum("every"."single") over (order by "every"."exact" range between $1::bigint preceding and current row), )"
              R"(count(*) over (order by "every"."twice" range between $2::bigint preceding and $3::double precision following) )"
              R"(from "every")">(
        select(sum(every.single).over(order_by(every.exact), range_between(preceding(10), current_row)),
               count().over(order_by(every.twice), range_between(preceding(1), following(0.5))))
            .from(every)),
    statement<R"(select count(*) over (order by "person"."born" range between $1::interval preceding and $2::interval following) from )"
              R"("person" where "person"."born" between $3 and $4)">(
        select(count().over(order_by(person.born), range_between(preceding(interval{.months = 1}), following(interval{.days = 1}))))
            .from(person)
            .where(person.born.between(std::chrono::sys_days{}, std::chrono::sys_days{std::chrono::days{20'000}}))),
};

const golden::statements windows{
    statement<
        R"(select lag("post"."views", $1, $2) over (order by "post"."id"), lead("post"."body", $3, "post"."title") over (order by )"
        R"("post"."id"), nth_value("post"."title", $4) over (order by "post"."id"), last_value("post"."title") over "w", )"
        R"(cume_dist() over "w", percent_rank() over "w", dense_rank() over "w" from "post" window "w" as (order by )"
        R"("post"."views"))">(select(lag(post.views, 1, 0).over(order_by(post.id)),
                                     lead(post.body, 2, post.title).over(order_by(post.id)),
                                     nth_value(post.title, 2).over(order_by(post.id)), last_value(post.title).over<"w">(),
                                     cume_dist().over<"w">(), percent_rank().over<"w">(), dense_rank().over<"w">())
                                  .from(post)
                                  .window<"w">(order_by(post.views))),
    statement<
        R"(select sum("post"."views") over (order by "post"."id" rows between unbounded preceding and unbounded following exclude )"
        R"(current row), count(*) over (order by "post"."views" groups between $1 preceding and current row exclude ties), )"
        R"(max("post"."title") over (order by "post"."views" range between unbounded preceding and current row exclude group) )"
        R"(from "post")">(
        select(
            sum(post.views).over(order_by(post.id), rows_between(unbounded_preceding, unbounded_following).exclude_current_row()),
            count().over(order_by(post.views), groups_between(preceding(1), current_row).exclude_ties()),
            max(post.title).over(order_by(post.views), range_between(unbounded_preceding, current_row).exclude_group()))
            .from(post)),
};
const golden::statements within_groups{
    statement<
        R"(select "post"."author_id", percentile_cont(cast($1 as double precision)) within group (order by "post"."views"), )"
        R"(percentile_disc(cast($2 as double precision)) within )"
        R"(group (order by "post"."title" desc), mode() within group (order by "post"."status") filter (where "post"."views" > )"
        R"($3) from "post" group by "post"."author_id" having percentile_cont(cast($4 as double precision)) within group (order by "post"."price") > $5)">(
        select(post.author_id, percentile_cont(0.5).within_group(post.views), percentile_disc(0.9).within_group(desc(post.title)),
               mode().within_group(post.status).filter(post.views > 3))
            .from(post)
            .group_by(post.author_id)
            .having(percentile_cont(arg<"part">).within_group(post.price) > 1.5),
        0.5),
    statement<
        R"(select rank($1) within group (order by "post"."views" desc), dense_rank($2, $3) within group (order by )"
        R"("post"."title", "post"."views"), percent_rank($4) within group (order by "post"."price"), cume_dist($5) within group )"
        R"((order by "post"."author_id") from "post")">(
        select(rank(5).within_group(desc(post.views)), dense_rank("b", 7).within_group(post.title, post.views),
               percent_rank(numeric{"1.5"}).within_group(post.price), cume_dist(7).within_group(post.author_id))
            .from(post)),
    statement<
        R"(select percentile_cont(cast($1 as double precision)) within group (order by "every"."moment" - "maybe"."moment"), array_agg("every"."line" order )"
        R"(by "every"."id"), array_agg("every"."cost"), jsonb_agg("every"."mood"), json_agg("every"."day"), )"
        R"(jsonb_object_agg("every"."words", "maybe"."id"), stddev("every"."whole"), variance("every"."twice"), )"
        R"(covar_pop("every"."twice", "every"."single"), regr_count("every"."whole", "maybe"."whole"), bit_xor("every"."big"), )"
        R"(string_agg("every"."bytes", "every"."bytes") from "every" left join "maybe" on "maybe"."id" = "every"."id" where )"
        R"("every"."id" < $2)">(
        select(percentile_cont(0.5).within_group(every.moment - maybe.moment), array_agg(every.line).order_by(every.id),
               array_agg(every.cost), jsonb_agg(every.mood), json_agg(every.day), jsonb_object_agg(every.words, maybe.id),
               stddev(every.whole), variance(every.twice), covar_pop(every.twice, every.single),
               regr_count(every.whole, maybe.whole), bit_xor(every.big), string_agg(every.bytes, every.bytes))
            .from(every)
            .left_join(maybe, maybe.id == every.id)
            .where(every.id < 0)),
};
}  // namespace
