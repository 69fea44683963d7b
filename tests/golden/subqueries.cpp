// Golden statements: subqueries in `in` and `exists`.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements in_subquery{
    statement<R"(select "post"."title" from "post" where "post"."author_id" in (select "person"."id" from "person"))">(
        select(post.title).from(post).where(post.author_id.in(select(person.id).from(person)))),
    statement<R"(select "post"."title" from "post" where "post"."views" > $1 and "post"."author_id" in (select "person"."id" from )"
              R"("person" where "person"."name" = $2 limit $3) limit $4)">(
        select(post.title)
            .limit(4)
            .from(post)
            .where(post.views > 1 and
                   post.author_id.in(select(person.id).limit(3).from(person).where(person.name == "2")))),
    statement<R"(select "post"."title" from "post" where not "post"."title" in (select "person"."email" from "person"))">(
        select(post.title).from(post).where(not post.title.in(select(person.email).from(person)))),
    statement<R"(select "post"."title" from "post" where "post"."views" in (select max("tag"."rank") from "blog"."tag" )"
              R"(group by "tag"."label"))">(
        select(post.title).from(post).where(post.views.in(select(max(tag.rank)).from(tag).group_by(tag.label)))),
    statement<R"(select "post"."status" in (select "the ""other"" post"."status" from "post" "the ""other"" post") as "same" from "post")">(
        select(post.status.in(select(other.status).from(other)).as<"same">()).from(post)),
    statement<R"(select "person"."name" from "person" where "person"."id" in (select "post"."author_id" from "post" where )"
              R"("post"."id" in (select "tag"."post_id" from "blog"."tag" where "tag"."label" = $1)) and "person"."name" = $1)">(
        select(person.name)
            .from(person)
            .where(person.id.in(select(post.author_id)
                                    .from(post)
                                    .where(post.id.in(select(tag.post_id).from(tag).where(tag.label == arg<"x">)))) and
                   person.name == arg<"x">),
        "new"),
    statement<R"(select "post"."title" from "post" where "post"."views" in (select "every"."whole" from "every") = $1)">(
        select(post.title).from(post).where(post.views.in(select(every.whole).from(every)) == true)),
};

const golden::statements quantified_subquery{
    statement<R"(select "post"."title" from "post" where "post"."views" > any (select "tag"."rank" from "blog"."tag" where )"
              R"("tag"."post_id" = "post"."id") and "post"."views" >= all (select "tag"."rank" from "blog"."tag" where )"
              R"("tag"."label" = $1) and "post"."author_id" = any (select "person"."id" from "person" limit $2))">(
        select(post.title)
            .from(post)
            .where(post.views > any_of(select(tag.rank).from(tag).where(tag.post_id == post.id)) and
                   post.views >= all_of(select(tag.rank).from(tag).where(tag.label == arg<"label">)) and
                   post.author_id == any_of(select(person.id).from(person).limit(9))),
        "new"),
    statement<R"(select "post"."views" < all (select "tag"."rank" from "blog"."tag"), "post"."views" <> all (select max("tag"."rank") )"
              R"(from "blog"."tag" group by "tag"."label"), "post"."body" = any (select "tag"."note" from "blog"."tag") from "post")">(
        select(all_of(select(tag.rank).from(tag)) > post.views,
               post.views != all_of(select(max(tag.rank)).from(tag).group_by(tag.label)),
               post.body == any_of(select(tag.note).from(tag)))
            .from(post)),
};

const golden::statements rows_of_a_subquery{
    statement<R"(select "post"."title", ("post"."author_id", "post"."title") in (select "person"."id", "person"."name" from "person") )"
              R"(from "post" where not ("post"."author_id", $1, $2) in (select "person"."id", "person"."nick", "person"."chief_id" )"
              R"(from "person" where "person"."id" > "post"."views"))">(
        select(post.title, in(std::tuple{post.author_id, post.title}, select(person.id, person.name).from(person)))
            .from(post)
            .where(not in(std::tuple{post.author_id, "x", arg<"chief">},
                          select(person.id, person.nick, person.chief_id).from(person).where(person.id > post.views))),
        7),
    // a table is its columns
    statement<R"(select "person"."name" from "person" where ("person"."id", $1) in (select "favourite"."person_id", )"
              R"("favourite"."post_id" from "favourite") and ("person"."id", "person"."name") in (select "post"."author_id", )"
              R"(max("post"."title") from "post" group by "post"."author_id" union all select "maybe"."big", "maybe"."words" from "maybe"))">(
        select(person.name)
            .from(person)
            .where(in(std::tuple{person.id, uuid{}}, select(favourite).from(favourite)) and
                   in(std::tuple{person.id, person.name},
                      select(post.author_id, max(post.title))
                          .from(post)
                          .group_by(post.author_id)
                          .union_all(select(maybe.big, maybe.words).from(maybe))))),
    statement<R"(select ("every"."whole", "every"."line") = any (select "maybe"."big", "maybe"."words" from "maybe"), )"
              R"(("every"."small", "every"."day") <> all (select "every"."big", "every"."day" from "every") from "every" where )"
              R"(("every"."small", $1) < any (select "maybe"."whole", "maybe"."key" from "maybe") and )"
              R"(("every"."id", "every"."single") >= all (select "maybe"."id", "maybe"."twice" from "maybe" where "maybe"."id" < $2))">(
        select(std::tuple{every.whole, every.line} == any_of(select(maybe.big, maybe.words).from(maybe)),
               std::tuple{every.small, every.day} != all_of(select(every.big, every.day).from(every)))
            .from(every)
            .where(any_of(select(maybe.whole, maybe.key).from(maybe)) > std::tuple{every.small, arg<"key">} and
                   std::tuple{every.id, every.single} >= all_of(select(maybe.id, maybe.twice).from(maybe).where(maybe.id < 9))),
        uuid{}),
};

const golden::statements exists_subquery{
    statement<R"(select "person"."name" from "person" where exists (select "post"."id" from "post" where "post"."author_id" = )"
              R"("person"."id"))">(
        select(person.name).from(person).where(exists(select(post.id).from(post).where(post.author_id == person.id)))),
    statement<R"(select "person"."name" from "person" where not exists (select "post"."id" from "post" where "post"."author_id" = )"
              R"("person"."id" and "post"."views" > $1) and "person"."active")">(
        select(person.name)
            .from(person)
            .where(not exists(select(post.id).from(post).where(post.author_id == person.id and post.views > 1)) and
                   person.active)),
    statement<R"(select "person"."name", exists (select "chief"."id" from "person" "chief" where "chief"."id" = )"
              R"("person"."chief_id") as "has_chief" from "person")">(
        select(person.name,
               exists(select(chief.id).from(chief).where(chief.id == person.chief_id)).as<"has_chief">())
            .from(person)),
    statement<R"(select "person"."name" from "person" where exists (select "post"."id" from "post" inner join "blog"."tag" on )"
              R"("tag"."post_id" = "post"."id" and "tag"."note" = "person"."nick" where "post"."author_id" = "person"."id" and )"
              R"(exists (select "chief"."id" from "person" "chief" where "chief"."id" = "person"."chief_id" and )"
              R"("chief"."email" <> "post"."title")))">(
        select(person.name)
            .from(person)
            .where(exists(select(post.id)
                              .from(post)
                              .inner_join(tag, tag.post_id == post.id and tag.note == person.nick)
                              .where(post.author_id == person.id and
                                     exists(select(chief.id)
                                                .from(chief)
                                                .where(chief.id == person.chief_id and chief.email != post.title)))))),
    statement<R"(select "post"."status", count(*) from "post" group by "post"."status" having exists (select "every"."id" )"
              R"(from "every" where "every"."id" = $1))">(
        select(post.status, count())
            .from(post)
            .group_by(post.status)
            .having(exists(select(every.id).from(every).where(every.id == 1)))),
    // within a subquery too, a grouped query names only what it is grouped by
    statement<R"(select "post"."author_id", count(*) from "post" group by "post"."author_id" having exists (select "person"."id" )"
              R"(from "person" where "person"."id" = "post"."author_id") and max("post"."views") in (select "tag"."rank" from )"
              R"("blog"."tag" where exists (select "chief"."id" from "person" "chief" where "chief"."id" = "post"."author_id")))">(
        select(post.author_id, count())
            .from(post)
            .group_by(post.author_id)
            .having(exists(select(person.id).from(person).where(person.id == post.author_id)) and
                    max(post.views).in(select(tag.rank).from(tag).where(
                        exists(select(chief.id).from(chief).where(chief.id == post.author_id)))))),
    statement<R"(select "post"."title", exists (select "tag"."label" from "blog"."tag" where "tag"."post_id" = "post"."id" and )"
              R"("tag"."label" = "post"."body"), count(*) from "post" group by "post"."id")">(
        select(post.title, exists(select(tag.label).from(tag).where(tag.post_id == post.id and tag.label == post.body)), count())
            .from(post)
            .group_by(post.id)),
    // the inner table of this name is meant, not the grouped one
    statement<R"(select count(*) from "post" having exists (select "post"."title" from "post" where "post"."views" > $1))">(
        select(count()).from(post).having(exists(select(post.title).from(post).where(post.views > 1)))),
    statement<R"(select "post"."views" in (select "tag"."rank" from "blog"."tag" where "tag"."label" = $1), count(*) from "post" )"
              R"(group by "post"."views" in (select "tag"."rank" from "blog"."tag" where "tag"."label" = $1))">(
        select(post.views.in(select(tag.rank).from(tag).where(tag.label == arg<"label">)), count())
            .from(post)
            .group_by(post.views.in(select(tag.rank).from(tag).where(tag.label == arg<"label">))),
        "new"),
    statement<R"(select "post"."title" from "post" inner join "person" on "person"."id" = "post"."author_id" and exists )"
              R"((select "tag"."label" from "blog"."tag" where "tag"."post_id" = "post"."id" and "tag"."label" <> "person"."name"))">(
        select(post.title)
            .from(post)
            .inner_join(person, person.id == post.author_id and
                                    exists(select(tag.label)
                                               .from(tag)
                                               .where(tag.post_id == post.id and tag.label != person.name)))),
};
}  // namespace
