// Golden statements: relational finds, and what is asked of related rows.
#include <cstdint>  // std::int16_t

#include "../relations.hpp"
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;


const golden::statements rows{
    statement<R"(select "person"."id", "person"."email", "person"."name", "person"."nick", "person"."chief_id", )"
              R"("person"."active", "person"."born", "person"."created_at", "person"."updated_at" from "person")">(
        find_many(person)),
    statement<R"(select "person"."id", "person"."email", "person"."name", "person"."nick", "person"."chief_id", )"
              R"("person"."active", "person"."born", "person"."created_at", "person"."updated_at" from "person" where )"
              R"("person"."email" = $1 limit $2)">(find_first(person).where(person.email == arg<"email">), "a"),
    statement<R"(select "person"."id", "person"."name" from "person" where "person"."active" order by "person"."born" desc nulls )"
              R"(last, "person"."id" limit $1 offset $2)">(find_many(person)
                                                               .columns(person.id, person.name)
                                                               .where(person.active)
                                                               .order_by(desc(person.born).nulls_last(), person.id)
                                                               .limit(10)
                                                               .offset(20)),
    statement<R"(select "person"."id", "person"."name", "person"."nick", "person"."chief_id", "person"."active", )"
              R"("person"."born", lower("person"."email") as "address" from "person")">(
        find_many(person)
            .without(person.email, person.audit.created_at, person.audit.updated_at)
            .extra(lower(person.email).as<"address">())),
};

// A view is a source as a table is: its rows come by a select of their own, beside the row, and by a join.
const golden::statements relations_to_views{
    statement<R"((select 0, "person"."id" as "published", "person"."name", "total"."author_id" is not null, )"
              R"("total"."author_id", "total"."n" from "person" left join "totals" "total" on "total"."author_id" = "person"."id") )"
              R"(union all (select 1, "person"."id", "published"."title", null, null, null from "blog"."published" inner join )"
              R"("person" on "published"."author_id" = "person"."id" where "published"."score" > $1))">(
        find_many(person)
            .columns(person.name)
            .with(published_of_person.columns(published[post.title]).where(published[post.score] > 1.5), total_of_person)),
    statement<R"(select "published"."title", "author"."id" is not null, "author"."name", (select )"
              R"(coalesce(json_agg(json_build_array("#2"."nick")), '[]') from (select "#2".* from "blog"."published" "#2" where )"
              R"("#2"."author_id" = "author"."id" limit $1) as "#2") as "published" from "blog"."published" left join "person" )"
              R"("author" on "author"."id" = "published"."author_id")">(
        find_many(published)
            .columns(published[post.title])
            .with(author_of_published.columns(person.name)
                      .with(published_of_person.columns(published["nick"_c]).limit(1)))),
    statement<R"(select "person"."name" from "person" where exists (select "published"."author_id" from "blog"."published" where )"
              R"("published"."author_id" = "person"."id" and "published"."nick" = "person"."nick") and (select "totals"."n" from )"
              R"("totals" where "totals"."author_id" = "person"."id") > $1)">(
        select(person.name)
            .from(person)
            .where(any(published_of_person, published["nick"_c] == person.nick) and total_of_person[totals["n"_c]] > 3)),
};

const golden::statements relations_to_many{
    statement<R"((select 0, "person"."id" as "posts", "person"."name", null::uuid, null::text, null::"public"."status", )"
              R"(null::integer, null::double precision, null::numeric(12,2), null::jsonb, null::timestamptz, null::timestamptz, )"
              R"(null::timestamptz from "person") union all (select 1, "post"."author_id", "post"."title", "post"."id", )"
              R"("post"."body", "post"."status", "post"."views", "post"."score", "post"."price", "post"."meta", )"
              R"("post"."published_at", "post"."created_at", "post"."updated_at" from "post"))">(
        find_many(person).columns(person.name).with(posts_of_person)),
    statement<R"((select 0, "person"."id" as "posts", "person"."name", null::jsonb, null::timestamptz from "person") union all )"
              R"((select 1, "post"."author_id", "post"."title", "post"."meta", "post"."published_at" from "post" where )"
              R"("post"."views" > $1 order by "post"."views" desc))">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title, post.meta, post.published_at)
                      .where(post.views > 10)
                      .order_by(desc(post.views)))),
    statement<R"(select "person"."name", (select coalesce(json_agg(json_build_array("post"."title", (select )"
              R"(coalesce(json_agg(json_build_array("tag"."label")), '[]') from "blog"."tag" where "tag"."post_id" = "post"."id" )"
              R"(and "tag"."rank" = $1)) order by "post"."views" desc), '[]') from (select "post".* from "post" where )"
              R"("post"."author_id" = "person"."id" and "post"."views" > $2 order by "post"."views" desc limit $3 offset $4) as )"
              R"("post") as "posts" from "person")">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title)
                      .where(post.views > arg<"least">)
                      .order_by(desc(post.views))
                      .limit(5)
                      .offset(arg<"skip">)
                      .with(tags_of_post.columns(tag.label).where(tag.rank == arg<"least_rank">))),
        10, 0, std::int16_t{1}),
    statement<R"((select 0, "post"."id" as "labels", "post"."title", null::text from "post") union all (select 1, )"
              R"("labelled_post"."post_id", null, "label"."name" from "label" inner join "labelled_post" on )"
              R"("labelled_post"."label_id" = "label"."id" where "label"."name" <> $1 order by "label"."name"))">(
        find_many(post).columns(post.title).with(labels_of_post.columns(label.name).where(label.name != "x").order_by(label.name))),
    statement<R"((select 0, "person"."id" as "posts", "person"."name", null::bigint, null::integer from "person") union all )"
              R"((select 1, "post"."author_id", "post"."title", (select count(*) from "blog"."tag" where "tag"."post_id" = )"
              R"("post"."id") as "tags", "post"."views" * $1 as "twice" from "post"))">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title).extra(count(tags_of_post).as<"tags">(), (post.views * 2).as<"twice">()))),
};

// Where a find is read as a whole, relations come by selects of their own; `lateral` says otherwise.
const golden::statements plans{
    statement<R"(select "person"."name", (select coalesce(json_agg(json_build_array("post"."id", "post"."author_id", )"
              R"("post"."title", "post"."body", "post"."status", "post"."views", "post"."score", "post"."price", )"
              R"("post"."meta"::text, "post"."published_at"::text, "post"."created_at"::text, "post"."updated_at"::text)), )"
              R"('[]') from "post" where "post"."author_id" = "person"."id") as "posts" from "person")">(find_many(person).columns(person.name).with(posts_of_person.lateral())),
    statement<R"(with "#" as (select "person".* from "person" where "person"."email" = $4 or "person"."nick" = $4), "#1" as )"
              R"((select "post".* from "post" inner join "#" as "person" on "post"."author_id" = "person"."id" where )"
              R"("post"."views" > $3) (select 0, "person"."id" as "posts", null::uuid, "person"."name", "person"."id" * $1 as )"
              R"("twice", null::integer, null::text from "#" as "person" order by "person"."born") union all (select 1, )"
              R"("post"."author_id", "post"."id" as "tags", "post"."title", null, "post"."views", null from "#1" as "post" order )"
              R"(by "post"."views" desc) union all (select 2, null, "tag"."post_id", null, null, null, "tag"."label" from )"
              R"("blog"."tag" inner join "#1" as "post" on "tag"."post_id" = "post"."id" where "tag"."rank" = $2) union all )"
              R"((select 3, "#1"."chief_id", null, "#1"."name", null, null, null from "person" "#1" inner join "#" as "person" )"
              R"(on "#1"."chief_id" = "person"."id"))">(find_many(person)
                          .columns(person.name)
                          .extra((person.id * 2).as<"twice">())
                          .with(posts_of_person.columns(post.title, post.views)
                                    .where(post.views > 10)
                                    .order_by(desc(post.views))
                                    .with(tags_of_post.columns(tag.label).where(tag.rank == 3)),
                                reports_of_person.columns(person.name))
                          .where(person.email == arg<"email"> or person.nick == arg<"email">)
                          .order_by(person.born),
                      "a"),
    statement<R"(with "#" as (select "person".* from "person" where "person"."active") (select 0, "person"."id" as "posts", )"
              R"("person"."name", (select coalesce(json_agg(json_build_array("#1"."name")), '[]') from "person" "#1" where )"
              R"("#1"."chief_id" = "person"."id") as "reports" from "#" as "person") union all (select 1, "post"."author_id", )"
              R"("post"."title", null from "post" inner join "#" as "person" on "post"."author_id" = "person"."id"))">(find_many(person)
                          .columns(person.name)
                          .with(posts_of_person.columns(post.title), reports_of_person.columns(person.name).lateral())
                          .where(person.active)),
    // A name among the values of outputs may stand for several of them, so that those after it have no fixed numbers.
    statement<R"(select "person"."name", (select coalesce(json_agg(json_build_array("post"."title")), '[]') from "post" where )"
              R"("post"."author_id" = "person"."id" and "post"."views" > $1) as "posts" from "person" where "person"."id" > $2)">(find_many(person)
                          .columns(person.name)
                          .with(posts_of_person.columns(post.title).where(post.views > arg<"least">))
                          .where(person.id > arg<"after">),
                      1, 2),
};

const golden::statements relations_to_one{
    statement<R"(select "post"."title", "author"."id" is not null, "author"."name" from "post" left join "person" "author" on )"
              R"("author"."id" = "post"."author_id")">(
        find_many(post).columns(post.title).with(author_of_post.columns(person.name))),
    statement<R"(select "post"."title", "author"."id" is not null, "author"."name", "chief"."id" is not null, "chief"."email" )"
              R"(from (select "post".* from "post") as "post" left join "person" "author" on "author"."id" = "post"."author_id" )"
              R"(and "author"."active" and "author"."nick" = $1 left join "person" "chief" on "chief"."id" = "author"."chief_id")">(
        find_many(post)
            .columns(post.title)
            .with(author_of_post.columns(person.name)
                      .where(person.active and person.nick == arg<"nick">)
                      .with(chief_of_person.columns(person.email))),
        "n"),
    statement<R"(select "post"."title", "author"."id" is not null, "author"."name" from (select "post".* from "post" where )"
              R"("post"."views" > $1) as "post" left join "person" "author" on "author"."id" = "post"."author_id" and )"
              R"("author"."nick" = $2 order by "post"."title")">(
        find_many(post)
            .columns(post.title)
            .with(author_of_post.columns(person.name).where(person.nick == "n"))
            .where(post.views > 3)
            .order_by(post.title)),
    statement<R"((select 0, "person"."id" as "posts", "person"."name", null::boolean, null::text from "person") union all )"
              R"((select 1, "post"."author_id", "post"."title", "author"."id" is not null, "author"."email" from "post" left )"
              R"(join "person" "author" on "author"."id" = "post"."author_id" and "author"."born" is not null))">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title).with(author_of_post.columns(person.email).where(person.born.is_not_null())))),
};

const golden::statements tables_related_to_themselves{
    statement<R"((select 0, "person"."id" as "reports", "person"."name", null::boolean, null::bigint, null::json from "person") )"
              R"(union all (select 1, "#1"."chief_id", "#1"."name", "chief"."id" is not null, "chief"."id", (select )"
              R"(coalesce(json_agg(json_build_array("#3"."email") order by "#3"."email"), '[]') from (select "#3".* from )"
              R"("person" "#3" where "#3"."chief_id" = "#1"."id" order by "#3"."email" limit $1) as "#3") as "reports" from )"
              R"("person" "#1" left join "person" "chief" on "chief"."id" = "#1"."chief_id" where "#1"."chief_id" is not null )"
              R"(and "#1"."active"))">(
        find_many(person)
            .columns(person.name)
            .with(reports_of_person.columns(person.name)
                      .where(person.active)
                      .with(chief_of_person.columns(person.id),
                            reports_of_person.columns(person.email).order_by(person.email).limit(3)))),
    statement<R"(select "person"."name" from "person" where exists (select "~2"."chief_id" from "person" "~2" where )"
              R"("~2"."chief_id" = "person"."id" and not exists (select "~1"."chief_id" from "person" "~1" where "~1"."chief_id" )"
              R"(= "~2"."id" and "~1"."active") and exists (select "~1"."id" from "person" "~1" where "~1"."id" = )"
              R"("~2"."chief_id")))">(
        find_many(person)
            .columns(person.name)
            .where(any(reports_of_person, none(reports_of_person, person.active) and any(chief_of_person)))),
    statement<R"((select 0, "person"."id" as "reports", "person"."name" from "person") union all (select 1, "#1"."chief_id", )"
              R"("#1"."name" from "person" "#1" where "#1"."chief_id" is not null and "#1"."id" in (select "person"."chief_id" )"
              R"(from "person") and (select count(*) from "person" "~1" where "~1"."chief_id" = "#1"."id") > $1))">(
        find_many(person)
            .columns(person.name)
            .with(reports_of_person.columns(person.name)
                      .where(person.id.in(select(person.chief_id).from(person)) and count(reports_of_person) > 2))),
};

const golden::statements counted{
    statement<R"(select count(*) from "person" where "person"."name" = $1 and exists (select "post"."author_id" from "post" where )"
              R"("post"."author_id" = "person"."id" and "post"."views" > $2))">(
        count(find_many(person)
                  .extra(count(posts_of_person, post.views > 7).as<"n">())
                  .with(posts_of_person.where(post.views > 5).limit(3))
                  .order_by(person.name)
                  .where(person.name == "Ada" and any(posts_of_person, post.views > 3)))),
    statement<R"(select count(*) from "post")">(count(find_many(post))),
};

const golden::statements pages{
    statement<R"(with "#" as (select "person".* from "person" where "person"."active" order by "person"."name" limit $1 offset )"
              R"($2) (select 0, "person"."id" as "posts", "person"."name" from "#" as "person" order by "person"."name") union )"
              R"(all (select 1, "post"."author_id", "post"."title" from "post" where "post"."author_id" = any(array(select "id" )"
              R"(from "#"))))">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title))
            .where(person.active)
            .order_by(person.name)
            .limit(10)
            .offset(5000)),
    statement<R"(with "#" as (select "person".*, (select count(*) from "post" where "post"."author_id" = "person"."id") as "#0" )"
              R"(from "person" order by "#0" desc, "person"."id" limit $1) (select 0, "person"."id" as "posts", "person"."name" )"
              R"(from "#" as "person" order by "person"."#0" desc, "person"."id") union all (select 1, "post"."author_id", )"
              R"("post"."title" from "post" where "post"."author_id" = any(array(select "id" from "#"))))">(find_many(person)
                                                                            .columns(person.name)
                                                                            .with(posts_of_person.columns(post.title))
                                                                            .order_by(desc(count(posts_of_person)), person.id)
                                                                            .limit(10)),
    statement<R"(select "person"."name", (select coalesce(json_agg(json_build_array("post"."title")), '[]') from "post" where )"
              R"("post"."author_id" = "person"."id") as "posts" from (select "person".*, coalesce("person"."nick", $1) as "#0" )"
              R"(from "person" where "person"."id" > $2) as "person" order by "person"."#0", "person"."id")">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title))
            .order_by(coalesce(person.nick, "none"), person.id)
            .where(person.id > 1)),
    statement<R"(select "person"."name", (select coalesce(json_agg(json_build_array("post"."title") order by "post"."#0"), '[]') )"
              R"(from (select "post".*, coalesce("post"."body", $1) as "#0" from "post" where "post"."author_id" = "person"."id" )"
              R"(and "post"."views" > $2) as "post") as "posts" from (select "person".* from "person" limit $3) as "person")">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title).order_by(coalesce(post.body, "none")).where(post.views > 7))
            .limit(2)),
};

// Relations in relations come by selects of their own, too; which rows have them stands before all parts, where not all have.
const golden::statements parts_of_parts{
    statement<R"((select 0, "person"."id" as "posts", null::uuid, "person"."name", null::text from "person") union all (select )"
              R"(1, "post"."author_id", "post"."id" as "tags", "post"."title", null from "post") union all (select 2, null, )"
              R"("tag"."post_id", null, "tag"."label" from "blog"."tag" order by "tag"."label"))">(
        find_many(person)
            .columns(person.name)
            .with(posts_of_person.columns(post.title).with(tags_of_post.columns(tag.label).order_by(tag.label)))),
    statement<R"(with "#" as (select "person".* from "person" where "person"."active" and "person"."id" > $6 order by )"
              R"("person"."id" limit $7 offset $8), "#1" as (select "post".* from "post" where "post"."author_id" = )"
              R"(any(array(select "id" from "#")) and "post"."views" > $4) (select 0, "person"."id" as "posts", null::uuid, )"
              R"("person"."name", "person"."id" + $1 as "more", null::integer, null::text from "#" as "person" order by )"
              R"("person"."id") union all (select 1, "post"."author_id", "post"."id" as "tags", "post"."title", null, )"
              R"("post"."views" * $2 as "twice", null from "#1" as "post") union all (select 2, null, "tag"."post_id", null, )"
              R"(null, null, "tag"."label" from "blog"."tag" where "tag"."post_id" = any(array(select "id" from "#1")) and )"
              R"("tag"."rank" = $3) union all (select 3, null, "labelled_post"."post_id", null, null, null, "label"."name" from )"
              R"("label" inner join "labelled_post" on "labelled_post"."label_id" = "label"."id" where "labelled_post"."post_id" )"
              R"(= any(array(select "id" from "#1"))) union all (select 4, "#1"."chief_id", null, null, null, null, "#1"."email" )"
              R"(from "person" "#1" where "#1"."chief_id" = any(array(select "id" from "#")) and "#1"."name" <> $5))">(
        find_many(person)
            .columns(person.name)
            .extra((person.id + 5).as<"more">())
            .with(posts_of_person.columns(post.title)
                      .extra((post.views * 2).as<"twice">())
                      .where(post.views > 1)
                      .with(tags_of_post.columns(tag.label).where(tag.rank == 3), labels_of_post.columns(label.name)),
                  reports_of_person.columns(person.email).where(person.name != "x"))
            .where(person.active and person.id > 0)
            .order_by(person.id)
            .limit(2)
            .offset(arg<"skip">), 0),
};

const golden::statements conditions_over_relations{
    statement<R"(select "person"."id", (select max("post"."views" * $1) from "post" where "post"."author_id" = "person"."id") as "most" )"
              R"(from "person" where (select count(*) from "post" where "post"."author_id" = "person"."id" and "post"."views" > $2) > $3)">(
        find_many(person)
            .columns(person.id)
            .extra(max(posts_of_person, post.views * 2).as<"most">())
            .where(count(posts_of_person, post.views > 3) > 1)),
    statement<R"(select "person"."id" from "person" where exists (select "post"."author_id" from "post" where "post"."author_id" )"
              R"(= "person"."id") and not exists (select "post"."author_id" from "post" where "post"."author_id" = "person"."id" )"
              R"(and "post"."views" > $1) and (select min("post"."views") from "post" where "post"."author_id" = "person"."id") )"
              R"(< $2)">(find_many(person).columns(person.id).where(
        any(posts_of_person) and none(posts_of_person, post.views > 3) and min(posts_of_person, post.views) < 5)),
    statement<R"(select "post"."id" from "post" where (select "person"."name" from "person" where "person"."id" = )"
              R"("post"."author_id") = $1 and (select sum("tag"."rank") from "blog"."tag" where "tag"."post_id" = "post"."id") > )"
              R"($2 order by (select "person"."email" from "person" where "person"."id" = "post"."author_id"), (select )"
              R"(max("tag"."rank") from "blog"."tag" where "tag"."post_id" = "post"."id"))">(
        find_many(post)
            .columns(post.id)
            .where(author_of_post[person.name] == "Ada" and sum(tags_of_post, tag.rank) > 3)
            .order_by(author_of_post[person.email], max(tags_of_post, tag.rank))),
    statement<R"(select "post"."id" from "post" where exists (select "label"."id" from "label" inner join "labelled_post" on )"
              R"("labelled_post"."label_id" = "label"."id" where "labelled_post"."post_id" = "post"."id" and "label"."name" = )"
              R"($1) or (select avg("tag"."rank") from "blog"."tag" where "tag"."post_id" = "post"."id") > $2)">(
        find_many(post).columns(post.id).where(any(labels_of_post.where(label.name == "x")) or
                                               avg(tags_of_post, tag.rank) > numeric{"1.5"})),
    statement<R"(select "person"."name", (select count(*) from "post" where "post"."author_id" = "person"."id") as "posts" from )"
              R"("person" where exists (select "post"."author_id" from "post" where "post"."author_id" = "person"."id" and )"
              R"(exists (select "tag"."post_id" from "blog"."tag" where "tag"."post_id" = "post"."id" and "tag"."label" = $1)))">(
        select(person.name, count(posts_of_person).as<"posts">())
            .from(person)
            .where(any(posts_of_person, any(tags_of_post, tag.label == "new")))),
    statement<R"(delete from "person" where not exists (select "post"."author_id" from "post" where "post"."author_id" = )"
              R"("person"."id"))">(delete_from(person).where(none(posts_of_person))),
};

const golden::statements one_row_by_a_table_between{
    statement<R"(select "person"."name", "favourite"."id" is not null, "favourite"."title" from "person" left join )"
              R"("favourite" "#2" on "#2"."person_id" = "person"."id" left join "post" "favourite" on "favourite"."id" = )"
              R"("#2"."post_id")">(
        find_many(person).columns(person.name).with(favourite_of_person.columns(post.title))),
    statement<R"(select "person"."name", "favourite"."id" is not null, "favourite"."title", "author"."id" is not null, )"
              R"("author"."name" from (select "person".* from "person" where exists (select "post"."id" from "post" inner )"
              R"(join "favourite" on "favourite"."post_id" = "post"."id" where "favourite"."person_id" = "person"."id" and )"
              R"("post"."views" > $1) and (select "post"."title" from "post" inner join "favourite" on )"
              R"("favourite"."post_id" = "post"."id" where "favourite"."person_id" = "person"."id") <> $2) as "person" left )"
              R"(join "favourite" "#2" on "#2"."person_id" = "person"."id" left join "post" "favourite" on "favourite"."id" )"
              R"(= "#2"."post_id" and "favourite"."views" > $3 left join "person" "author" on "author"."id" = )"
              R"("favourite"."author_id")">(
        find_many(person)
            .columns(person.name)
            .with(favourite_of_person.columns(post.title).where(post.views > 3).with(author_of_post.columns(person.name)))
            .where(any(favourite_of_person, post.views > 10) and favourite_of_person[post.title] != "x")),
    statement<R"(select "post"."title", "author"."id" is not null, "author"."name", "favourite"."id" is not null, )"
              R"("favourite"."id", "#4"."id" is not null, "#4"."name" from "post" left join "person" "author" on )"
              R"("author"."id" = "post"."author_id" left join "favourite" "#3" on "#3"."person_id" = "author"."id" left )"
              R"(join "post" "favourite" on "favourite"."id" = "#3"."post_id" left join "person" "#4" on "#4"."id" = )"
              R"("favourite"."author_id")">(
        find_many(post)
            .columns(post.title)
            .with(author_of_post.columns(person.name)
                      .with(favourite_of_person.columns(post.id).with(author_of_post.columns(person.name))))),
    statement<R"((select 0, "person"."id" as "reports", "person"."name", null::boolean, null::varchar(200) from "person") union )"
              R"(all (select 1, "#1"."chief_id", "#1"."name", "favourite"."id" is not null, "favourite"."title" from "person" )"
              R"("#1" left join "favourite" "#3" on "#3"."person_id" = "#1"."id" left join "post" "favourite" on )"
              R"("favourite"."id" = "#3"."post_id" where "#1"."chief_id" is not null))">(
        find_many(person)
            .columns(person.name)
            .with(reports_of_person.columns(person.name).with(favourite_of_person.columns(post.title)))),
};

const golden::statements keys_by_a_label{
    statement<R"(select "person"."id", (select count(*) from "post" where "post"."author_id" = "person"."id") as "posts" )"
              R"(from "person" order by (select count(*) from "post" where "post"."author_id" = "person"."id") desc, )"
              R"("person"."id")">(
        find_many(person)
            .columns(person.id)
            .extra(count(posts_of_person).as<"posts">())
            .order_by(desc("posts"_c), person.id)),
    statement<R"(with "#" as (select "person".*, (select max("post"."views") from "post" where "post"."author_id" = )"
              R"("person"."id") as "#0" from "person" order by "#0" nulls first, "person"."id" limit $1) (select 0, )"
              R"("person"."id", (select max("post"."views") from "post" where "post"."author_id" = "person"."id") as "most", )"
              R"(null::uuid, null::text from "#" as "person" order by "person"."#0" nulls first, "person"."id") union all )"
              R"((select 1, "post"."author_id", null, "post"."id", lower("post"."title") as "low" from "post" where )"
              R"("post"."author_id" = any(array(select "id" from "#")) order by lower("post"."title")))">(
        find_many(person)
            .columns(person.id)
            .extra(max(posts_of_person, post.views).as<"most">())
            .order_by(asc("most"_c).nulls_first(), person.id)
            .limit(3)
            .with(posts_of_person.columns(post.id).extra(lower(post.title).as<"low">()).order_by("low"_c))),
};

const golden::statements rows_that_are_distinct{
    statement<R"(select distinct "post"."status" from "post" order by "post"."status" desc limit $1)">(
        find_many(post).columns(post.status).order_by(desc(post.status)).distinct().limit(3)),
    statement<R"(select distinct "post"."status", "post"."views" > $1 as "read" from "post")">(
        find_many(post).columns(post.status).extra((post.views > arg<"least">).as<"read">()).distinct(), 3),
    statement<R"(select distinct on ("post"."author_id") "post"."id" from "post" order by "post"."author_id", )"
              R"("post"."views" desc limit $1)">(
        find_many(post)
            .columns(post.id)
            .distinct_on(post.author_id)
            .order_by(post.author_id, desc(post.views))
            .limit(3)),
    statement<R"(select "post"."id", "author"."id" is not null, "author"."name", (select )"
              R"(coalesce(json_agg(json_build_array("tag"."label")), '[]') from "blog"."tag" where "tag"."post_id" = )"
              R"("post"."id") as "tags" from (select distinct on ("post"."author_id", lower("post"."title")) "post".*, )"
              R"(lower("post"."title") as "#0", coalesce("post"."body", $1) as "#2" from "post" order by )"
              R"(lower("post"."title") desc, "post"."author_id", "#2") as "post" left join "person" "author" on )"
              R"("author"."id" = "post"."author_id" order by "post"."#0" desc, "post"."author_id", "post"."#2")">(
        find_many(post)
            .columns(post.id)
            .order_by(desc(lower(post.title)), post.author_id, coalesce(post.body, "x"))
            .distinct_on(post.author_id, lower(post.title))
            .with(author_of_post.columns(person.name), tags_of_post.columns(tag.label))),
    statement<R"(select "person"."id", (select coalesce(json_agg(json_build_array("post"."id") order by "post"."status", )"
              R"("post"."views" desc), '[]') from (select distinct on ("post"."status") "post".* from "post" where )"
              R"("post"."author_id" = "person"."id" and "post"."views" > $1 order by "post"."status", "post"."views" desc )"
              R"(limit $2) as "post") as "posts" from "person")">(
        find_many(person)
            .columns(person.id)
            .with(posts_of_person.columns(post.id)
                      .where(post.views > 1)
                      .distinct_on(post.status)
                      .order_by(post.status, desc(post.views))
                      .limit(2))),
};

const golden::statements rows_that_are_locked{
    statement<R"(select "person"."id" from "person" where "person"."active" for update of "person")">(
        find_many(person).columns(person.id).where(person.active).for_update()),
    statement<R"(select "post"."id", "author"."id" is not null, "author"."name" from "post" left join "person" "author" on )"
              R"("author"."id" = "post"."author_id" for no key update of "post" nowait)">(
        find_many(post).columns(post.id).with(author_of_post.columns(person.name)).for_no_key_update().no_wait()),
    statement<R"(select "post"."id", "author"."id" is not null, "author"."name", (select )"
              R"(coalesce(json_agg(json_build_array("tag"."label")), '[]') from "blog"."tag" where "tag"."post_id" = )"
              R"("post"."id") as "tags" from (select "post".* from "post" order by "post"."id" limit $1 for share of "post" )"
              R"(skip locked) as "post" left join "person" "author" on "author"."id" = "post"."author_id" order by )"
              R"("post"."id")">(
        find_many(post)
            .columns(post.id)
            .with(author_of_post.columns(person.name), tags_of_post.columns(tag.label))
            .for_share()
            .skip_locked()
            .order_by(post.id)
            .limit(2)),
    statement<R"(select "person"."id", "chief"."id" is not null, "chief"."id" from (select "person".* from "person" for key )"
              R"(share of "person") as "person" left join "person" "chief" on "chief"."id" = "person"."chief_id" and )"
              R"("chief"."active" and "chief"."nick" = $1)">(
        find_many(person)
            .columns(person.id)
            .with(chief_of_person.columns(person.id).where(person.active and person.nick == arg<"nick">))
            .for_key_share(), "n"),
};

const golden::statements pages_after_a_row{
    statement<R"(select "post"."id" from "post" where "post"."views" > $1 and ("post"."views", "post"."id") < ($2, $3) )"
              R"(order by "post"."views" desc, "post"."id" desc limit $4)">(
        find_many(post)
            .columns(post.id)
            .where(post.views > 1)
            .order_by(desc(post.views), desc(post.id))
            .after(10, arg<"id">)
            .limit(2), uuid{}),
    statement<R"(select "person"."id", (select coalesce(json_agg(json_build_array("post"."id") order by "post"."title", )"
              R"("post"."id" desc), '[]') from (select "post".* from "post" where "post"."author_id" = "person"."id" and )"
              R"("post"."title" >= $1 and ("post"."title" > $2 or "post"."id" < $3) order by "post"."title", "post"."id" )"
              R"(desc limit $4) as "post") as "posts" from "person")">(
        find_many(person)
            .columns(person.id)
            .with(posts_of_person.columns(post.id).order_by(post.title, desc(post.id)).after("a", uuid{}).limit(2))),
};
}  // namespace
