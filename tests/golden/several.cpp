// Golden statements: writes over several tables.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto totals = cte<"totals">(select(post.author_id, sum(post.views).as<"views">(), count().as<"n">())
                                          .from(post)
                                          .where(post.views > arg<"least">)
                                          .group_by(post.author_id));

const golden::statements all{
    statement<R"(update "post" set "body" = "person"."email", "updated_at" = now() from "person" where "person"."id" = )"
              R"("post"."author_id" and "person"."active" returning "post"."id", "person"."name")">(
        update(post)
            .set(post.body = person.email)
            .from(person)
            .where(person.id == post.author_id and person.active)
            .returning(post.id, person.name)),
    statement<R"(with "totals" as (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" from "post" )"
              R"(where "post"."views" > $1 group by "post"."author_id") update "post" set "views" = $2, "updated_at" = now() )"
              R"(from "totals" where "totals"."author_id" = "post"."author_id" and "totals"."n" > $3)">(
        with(totals)
            .update(post)
            .set(post.views = 0)
            .from(totals)
            .where(totals[post.author_id] == post.author_id and totals["n"_c] > 3),
        3),
    statement<R"(with "totals" as (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" from "post" )"
              R"(where "post"."views" > $1 group by "post"."author_id") delete from "post" using "totals" where )"
              R"("totals"."author_id" = "post"."author_id" and "totals"."n" > $2 returning "post"."id")">(
        with(totals)
            .delete_from(post)
            .using_(totals)
            .where(totals[post.author_id] == post.author_id and totals["n"_c] > 3)
            .returning(post.id),
        3),
    statement<R"(delete from "blog"."tag" using "post" inner join "person" on "person"."id" = "post"."author_id" where )"
              R"("tag"."post_id" = "post"."id" and not "person"."active" returning "tag"."label")">(
        delete_from(tag)
            .using_(post)
            .inner_join(person, person.id == post.author_id)
            .where(tag.post_id == post.id and not person.active)
            .returning(tag.label)),
    statement<R"(insert into "blog"."tag" ("post_id", "label") select "post"."id", "post"."title" from "post" where )"
              R"("post"."views" > $1 on conflict ("post_id", "label") do nothing)">(
        insert_into(tag)
            .columns(tag.post_id, tag.label)
            .select(select(post.id, post.title).from(post).where(post.views > 100))
            .on_conflict(tag.post_id, tag.label)
            .do_nothing()),
    statement<R"(with "gone" as (delete from "post" where "post"."views" = $1 returning "post"."id", "post"."title") insert )"
              R"(into "blog"."tag" ("label", "post_id") select "post"."title", "post"."id" from "post")">(
        with(cte<"gone">(delete_from(post).where(post.views == 3).returning(post.id, post.title)))
            .insert_into(tag)
            .columns(tag.label, tag.post_id)
            .select(select(post.title, post.id).from(post))),
};
constexpr auto busy = select(post.author_id, count().as<"n">()).from(post).group_by(post.author_id).as<"busy">();
constexpr auto latest =
    select(post.title, post.views).from(post).where(post.author_id == person.id).limit(1).as<"latest">();

const golden::statements what_is_in_scope{
    statement<R"(update "blog"."tag" set "note" = "post"."body" from "post" right join "person" on "person"."id" = )"
              R"("post"."author_id" where "tag"."post_id" = "post"."id" returning "tag"."post_id", "tag"."label", )"
              R"("tag"."rank", "tag"."note", "post"."title", "person"."id", "person"."email", "person"."name", )"
              R"("person"."nick", "person"."chief_id", "person"."active", "person"."born", "person"."created_at", )"
              R"("person"."updated_at")">(update(tag)
                                              .set(tag.note = post.body)
                                              .from(post)
                                              .right_join(person, person.id == post.author_id)
                                              .where(tag.post_id == post.id)
                                              .returning(tag, post.title, person)),
    statement<R"(update "blog"."tag" set "note" = "post"."body" from "post" full join "person" on "person"."id" = )"
              R"("post"."author_id" where "tag"."post_id" = "post"."id" returning "post"."title", "person"."name")">(
        update(tag)
            .set(tag.note = post.body)
            .from(post)
            .full_join(person, person.id == post.author_id)
            .where(tag.post_id == post.id)
            .returning(post.title, person.name)),
    statement<R"(update "blog"."tag" set "note" = $1 from "person" left join lateral (select "post"."title", )"
              R"("post"."views" from "post" where "post"."author_id" = "person"."id" limit $2) as "latest" on true )"
              R"(returning "latest"."title", "person"."id", "person"."email", "person"."name", "person"."nick", )"
              R"("person"."chief_id", "person"."active", "person"."born", "person"."created_at", )"
              R"("person"."updated_at")">(
        update(tag).set(tag.note = "a").from(person).left_join_lateral(latest).all_rows().returning(latest[post.title], person)),
    statement<R"(delete from "blog"."tag" using "person" cross join lateral (select "post"."title", "post"."views" )"
              R"(from "post" where "post"."author_id" = "person"."id" limit $1) as "latest" where "tag"."label" = )"
              R"("latest"."title" returning "latest"."title", "latest"."views")">(
        delete_from(tag).using_(person).cross_join_lateral(latest).where(tag.label == latest[post.title]).returning(latest)),
    statement<R"(delete from "blog"."tag" using (select "post"."author_id", count(*) as "n" from "post" group by )"
              R"("post"."author_id") as "busy" where "busy"."n" > $1 returning "busy"."author_id", "busy"."n", )"
              R"("tag"."label", (select count(*) from "person" where "person"."id" = "busy"."author_id") as "people", )"
              R"(case when "tag"."rank" > $2 then $3::integer else $4::integer end)">(
        delete_from(tag)
            .using_(busy)
            .where(busy["n"_c] > 1)
            .returning(busy, tag.label,
                       scalar(select(count()).from(person).where(person.id == busy[post.author_id])).as<"people">(),
                       case_when(tag.rank > 1, 1).otherwise(2))),
    statement<R"(insert into "blog"."tag" ("post_id", "label") values ($1, $2) returning "tag"."label", (select )"
              R"("post"."title" from "post" where "post"."id" = "tag"."post_id"), "tag"."label" || $3)">(
        insert_into(tag)
            .values(tag.post_id = parse_uuid("00000000-0000-0000-0000-000000000001"), tag.label = "fresh")
            .returning(tag.label, scalar(select(post.title).from(post).where(post.id == tag.post_id)),
                       concatenated(tag.label, "!"))),
};
}  // namespace
