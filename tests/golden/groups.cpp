// Golden statements: groups and aggregates.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements counts{
    statement<R"(select count(*) from "maybe")">(select(count()).from(maybe)),
    statement<R"(select count("maybe"."words"), count(*) as "all" from "maybe")">(
        select(count(maybe.words), count().as<"all">()).from(maybe)),
    statement<R"(select count("maybe"."mood"), count("maybe"."document"), count("maybe"."bytes"), count("maybe"."truth"), )"
              R"(count("maybe"."key") from "maybe")">(
        select(count(maybe.mood), count(maybe.document), count(maybe.bytes), count(maybe.truth), count(maybe.key)).from(maybe)),
    statement<R"(select count("maybe"."small" > $1) from "maybe")">(select(count(maybe.small > 0)).from(maybe)),
};

const golden::statements sums{
    statement<R"(select sum("every"."small"), sum("every"."whole"), sum("every"."big"), sum("every"."exact"), )"
              R"(sum("every"."money"), sum("every"."single"), sum("every"."twice"), sum("every"."cost") from "every")">(
        select(sum(every.small), sum(every.whole), sum(every.big), sum(every.exact), sum(every.money), sum(every.single),
               sum(every.twice), sum(every.cost))
            .from(every)),
    statement<R"(select avg("every"."small"), avg("every"."whole"), avg("every"."big"), avg("every"."exact"), )"
              R"(avg("every"."money"), avg("every"."single"), avg("every"."twice"), avg("every"."cost") from "every")">(
        select(avg(every.small), avg(every.whole), avg(every.big), avg(every.exact), avg(every.money), avg(every.single),
               avg(every.twice), avg(every.cost))
            .from(every)),
    statement<R"(select sum("every"."wall" - "every"."day"), avg("every"."wall" - "every"."day"), sum("every"."whole"::money) )"
              R"(from "every" where "every"."id" < $1)">(
        select(sum(every.wall - every.day), avg(every.wall - every.day), sum(expr<types::money, "{}::money">(every.whole)))
            .from(every)
            .where(every.id < 0)),
    statement<R"(select sum("maybe"."small" * $1), avg("maybe"."twice" + "maybe"."small") from "maybe")">(
        select(sum(maybe.small * 2), avg(maybe.twice + maybe.small)).from(maybe)),
    statement<R"(select sum("every"."small") + sum("every"."big"), sum("every"."small") / count(*), coalesce(sum("every"."money"), $1) )"
              R"(from "every")">(
        select(sum(every.small) + sum(every.big), sum(every.small) / count(), coalesce(sum(every.money), 0)).from(every)),
};

const golden::statements extremes{
    statement<R"(select min("every"."small"), min("every"."whole"), min("every"."big"), min("every"."exact"), )"
              R"(min("every"."money"), min("every"."single"), min("every"."twice"), min("every"."cost") from "every")">(
        select(min(every.small), min(every.whole), min(every.big), min(every.exact), min(every.money), min(every.single),
               min(every.twice), min(every.cost))
            .from(every)),
    statement<R"(select min("every"."words"), min("every"."line"), min("every"."free_line"), min("every"."handle"), )"
              R"(min("every"."day"), min("every"."wall"), min("every"."moment"), min("every"."mood") from "every")">(
        select(min(every.words), min(every.line), min(every.free_line), min(every.handle), min(every.day), min(every.wall),
               min(every.moment), min(every.mood))
            .from(every)),
    statement<R"(select max("every"."small"), max("every"."whole"), max("every"."big"), max("every"."exact"), )"
              R"(max("every"."money"), max("every"."single"), max("every"."twice"), max("every"."cost") from "every")">(
        select(max(every.small), max(every.whole), max(every.big), max(every.exact), max(every.money), max(every.single),
               max(every.twice), max(every.cost))
            .from(every)),
    statement<R"(select max("every"."words"), max("every"."line"), max("every"."free_line"), max("every"."handle"), )"
              R"(max("every"."day"), max("every"."wall"), max("every"."moment"), max("every"."mood") as "best" from "every")">(
        select(max(every.words), max(every.line), max(every.free_line), max(every.handle), max(every.day), max(every.wall),
               max(every.moment), max(every.mood).as<"best">())
            .from(every)),
    statement<R"(select max(length("every"."words") + $1), min(lower("every"."line")) from "every")">(
        select(max(length(every.words) + 1), min(lower(every.line))).from(every)),
};

const golden::statements groups{
    statement<R"(select "post"."status", count(*) from "post" group by "post"."status")">(
        select(post.status, count()).from(post).group_by(post.status)),
    statement<R"(select "post"."status", "post"."views" + $1, count(*) from "post" group by "post"."status", "post"."views")">(
        select(post.status, post.views + 1, count()).from(post).group_by(post.status, post.views)),
    statement<R"(select lower("post"."title"), length(lower("post"."title")), max("post"."views") from "post" group by )"
              R"(lower("post"."title") order by lower("post"."title") desc)">(
        select(lower(post.title), length(lower(post.title)), max(post.views))
            .from(post)
            .group_by(lower(post.title))
            .order_by(desc(lower(post.title)))),
    statement<R"(select "post"."views" + $1, count(*) from "post" group by "post"."views" + $1)">(
        select(post.views + arg<"n">, count()).from(post).group_by(post.views + arg<"n">), 1),
    // the primary key stands for all columns of its table
    statement<R"(select "person"."name", "person"."nick", count("post"."id") from "person" left join "post" on "post"."author_id" = )"
              R"("person"."id" group by "person"."id")">(
        select(person.name, person.nick, count(post.id))
            .from(person)
            .left_join(post, post.author_id == person.id)
            .group_by(person.id)),
    statement<R"(select "post"."title", count("tag"."label") from "blog"."tag" right join "post" on "tag"."post_id" = "post"."id" )"
              R"(group by "post"."id")">(
        select(post.title, count(tag.label)).from(tag).right_join(post, tag.post_id == post.id).group_by(post.id)),
    statement<R"(select "tag"."note", count(*) from "blog"."tag" group by "tag"."post_id", "tag"."label")">(
        select(tag.note, count()).from(tag).group_by(tag.post_id, tag.label)),
    statement<R"(select "chief"."name", count("person"."id") from "person" left join "person" "chief" on "chief"."id" = )"
              R"("person"."chief_id" group by "chief"."id")">(
        select(chief.name, count(person.id))
            .from(person)
            .left_join(chief, chief.id == person.chief_id)
            .group_by(chief.id)),
    statement<R"(select distinct count(*) from "post" group by "post"."status")">(
        select(count()).distinct().from(post).group_by(post.status)),
};

const golden::statements having_and_order{
    statement<R"(select "post"."status" from "post" group by "post"."status" having count(*) > $1)">(
        select(post.status).from(post).group_by(post.status).having(count() > 1)),
    statement<R"(select "post"."status" from "post" group by "post"."status" having sum("post"."views") > $1 and )"
              R"(avg("post"."views") < $2 and "post"."status" <> $3)">(
        select(post.status)
            .from(post)
            .group_by(post.status)
            .having(sum(post.views) > 1 and avg(post.views) < numeric{"5.5"} and post.status != post_status::draft)),
    statement<R"(select count(*) from "post" having count(*) >= $1)">(select(count()).from(post).having(count() >= 0)),
    statement<R"(select "post"."status" from "post" group by "post"."status" order by max("post"."views") desc nulls last, )"
              R"("post"."status")">(
        select(post.status).from(post).group_by(post.status).order_by(desc(max(post.views)).nulls_last(), post.status)),
    statement<R"(select max("post"."views") is null, min("post"."title") = $1 from "post")">(
        select(max(post.views).is_null(), min(post.title) == "One").from(post)),
};

// ---- several groupings -----------------------------------------------------------------------------

constexpr auto titles = select(post.title.as<"title">(), post.views.as<"views">()).from(post).as<"titles">();

const golden::statements grouping_sets_of_columns{
    statement<
        R"(select "post"."author_id", "post"."status", count(*), grouping("post"."author_id", "post"."status") from "post" )"
        R"(group by rollup ("post"."author_id", "post"."status") having grouping("post"."status") = $1 or count(*) > $2 order by )"
        R"(grouping("post"."author_id", "post"."status"), "post"."author_id")">(
        select(post.author_id, post.status, count(), grouping(post.author_id, post.status))
            .from(post)
            .group_by(rollup(post.author_id, post.status))
            .having(grouping(post.status) == 1 or count() > 0)
            .order_by(grouping(post.author_id, post.status), post.author_id)),
    statement<R"(select "post"."author_id", "post"."status", "post"."views" from "post" group by "post"."author_id", cube )"
              R"(("post"."status", "post"."views"))">(
        select(post.author_id, post.status, post.views).from(post).group_by(post.author_id, cube(post.status, post.views))),
    statement<
        R"(select "post"."author_id", "post"."status", "post"."views", count("post"."body") from "post" group by grouping sets )"
        R"((("post"."author_id", "post"."status"), "post"."author_id", (), rollup (("post"."author_id", "post"."status"), )"
        R"("post"."views")))">(select(post.author_id, post.status, post.views, count(post.body))
                                   .from(post)
                                   .group_by(grouping_sets(set(post.author_id, post.status), post.author_id, set(),
                                                           rollup(set(post.author_id, post.status), post.views)))),
    // the primary key of every set stands for all columns
    statement<
        R"(select "post"."title", "tag"."label", count(*) from "post" inner join "blog"."tag" on "tag"."post_id" = "post"."id" )"
        R"(group by "post"."id", rollup ("tag"."label"))">(select(post.title, tag.label, count())
                                                               .from(post)
                                                               .inner_join(tag, tag.post_id == post.id)
                                                               .group_by(post.id, rollup(tag.label))),
    statement<R"(select "person"."name", count("post"."id") from "person" left join "post" on "post"."author_id" = "person"."id" )"
              R"(group by grouping sets (("person"."name"), ()))">(select(person.name, count(post.id))
                                                                       .from(person)
                                                                       .left_join(post, post.author_id == person.id)
                                                                       .group_by(grouping_sets(set(person.name), set()))),
};
const golden::statements grouping_sets_of_expressions{
    statement<
        R"(select lower("post"."title"), coalesce(lower("post"."title"), $1), grouping(lower("post"."title")), count(*) from )"
        R"("post" group by rollup (lower("post"."title")) order by lower("post"."title") nulls first)">(
        select(lower(post.title), coalesce(lower(post.title), "all"), grouping(lower(post.title)), count())
            .from(post)
            .group_by(rollup(lower(post.title)))
            .order_by(asc(lower(post.title)).nulls_first())),
    statement<R"(select "post"."views" / '-10'::integer, count(*) from "post" where "post"."status" = 'draft'::"public"."status" )"
              R"(group by "post"."views" / '-10'::integer order by '1'::integer)">(
        select(post.views / literal<-10>, count())
            .from(post)
            .where(post.status == literal<post_status::draft, status_type>)
            .group_by(post.views / literal<-10>)
            .order_by(literal<1>)),
    statement<R"(select concat("post"."title", E'it''s \\'::text), 't'::boolean, '2'::smallint, '3'::bigint from "post")">(
        select(concat(post.title, literal<"it's \\">), literal<true>, literal<short{2}>, literal<3L>).from(post)),
    statement<R"(select "post"."views" / $1, sum("post"."views") from "post" group by cube ("post"."views" / $1))">(
        select(post.views / arg<"step">, sum(post.views)).from(post).group_by(cube(post.views / arg<"step">)), 10),
    statement<
        R"(select "titles"."title", max("titles"."views") from (select "post"."title" as "title", "post"."views" as "views" from )"
        R"("post") as "titles" group by rollup ("titles"."title"))">(
        select(titles["title"_c], max(titles["views"_c])).from(titles).group_by(rollup(titles["title"_c]))),
    statement<
        R"(select "sums"."title", "sums"."n" from (select "post"."title" as "title", count(*) as "n" from "post" group by rollup )"
        R"(("post"."title")) as "sums" where "sums"."title" is not null)">([] {
        constexpr auto rolled =
            select(post.title.as<"title">(), count().as<"n">()).from(post).group_by(rollup(post.title)).as<"sums">();
        return select(rolled["title"_c], rolled["n"_c]).from(rolled).where(rolled["title"_c].is_not_null());
    }()),
};
}  // namespace
