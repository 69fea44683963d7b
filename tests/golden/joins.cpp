// Golden statements: joins, and what they make optional.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements two_tables{
    statement<R"(select "post"."title", "person"."email" from "post" inner join "person" on "person"."id" = "post"."author_id")">(
        select(post.title, person.email).from(post).inner_join(person, person.id == post.author_id)),
    statement<R"(select "person"."email", "post"."title" from "person" left join "post" on "post"."author_id" = "person"."id")">(
        select(person.email, post.title).from(person).left_join(post, post.author_id == person.id)),
    statement<R"(select "post"."title", "person"."email" from "post" right join "person" on "post"."author_id" = "person"."id")">(
        select(post.title, person.email).from(post).right_join(person, post.author_id == person.id)),
    statement<R"(select "post"."title", "person"."email" from "post" full join "person" on "post"."author_id" = "person"."id")">(
        select(post.title, person.email).from(post).full_join(person, post.author_id == person.id)),
    statement<R"(select "post"."title", "person"."email" from "post" full join "person" on "post"."views" > $1 and )"
              R"("person"."id" + $2 = "post"."author_id" and "person"."active")">(
        select(post.title, person.email)
            .from(post)
            .full_join(person, post.views > 1 and person.id + 0 == post.author_id and person.active)),
    statement<R"(select "post"."title", "every"."small" from "post" full join "every" on "post"."views" = "every"."small" and )"
              R"("post"."score" = "every"."single" and "post"."meta" = "every"."document" and "post"."id" <> "every"."key")">(
        select(post.title, every.small)
            .from(post)
            .full_join(every, post.views == every.small and post.score == every.single and post.meta == every.document and
                                  post.id != every.key)),
    statement<R"(select "every"."id", "maybe"."id" from "every" full join "maybe" on "maybe"."day" = "every"."wall")">(
        select(every.id, maybe.id).from(every).full_join(maybe, maybe.day == every.wall)),
    statement<R"(select "post"."title", "person"."email" from "post" cross join "person")">(
        select(post.title, person.email).from(post).cross_join(person)),
    statement<R"(select "person"."email", "tag"."post_id", "tag"."label", "tag"."rank", "tag"."note" from "person" )"
              R"(left join "blog"."tag" on "tag"."label" = "person"."name")">(
        select(person.email, tag).from(person).left_join(tag, tag.label == person.name)),
    statement<R"(select "loose"."a", "loose"."b", "tag"."rank" from "blog"."tag" left join "loose" on "loose"."a" = "tag"."rank")">(
        select(loose, tag.rank).from(tag).left_join(loose, loose.a == tag.rank)),
};

const golden::statements aliases{
    statement<R"(select "person"."name", "chief"."name" from "person" inner join "person" "chief" on "chief"."id" = )"
              R"("person"."chief_id")">(select(person.name, chief.name).from(person).inner_join(chief, chief.id == person.chief_id)),
    statement<R"(select "person"."name", "chief"."name" as "boss" from "person" left join "person" "chief" on "chief"."id" = )"
              R"("person"."chief_id" where "chief"."name" is null or "chief"."name" <> $1)">(
        select(person.name, chief.name.as<"boss">())
            .from(person)
            .left_join(chief, chief.id == person.chief_id)
            .where(chief.name.is_null() or chief.name != "x")),
    statement<R"(select "chief"."id", "chief"."email", "chief"."name", "chief"."nick", "chief"."chief_id", "chief"."active", )"
              R"("chief"."born", "chief"."created_at", "chief"."updated_at" from "person" "chief")">(select(chief).from(chief)),
    statement<R"(select "the ""other"" post"."title" from "post" "the ""other"" post")">(select(other.title).from(other)),
    statement<R"(select "t"."label", "u"."label" from "blog"."tag" "t" inner join "blog"."tag" "u" on "t"."post_id" = )"
              R"("u"."post_id" and "t"."label" < "u"."label")">(
        select(tag.as<"t">().label, tag.as<"u">().label)
            .from(tag.as<"t">())
            .inner_join(tag.as<"u">(), tag.as<"t">().post_id == tag.as<"u">().post_id and
                                           tag.as<"t">().label < tag.as<"u">().label)),
};

const golden::statements chains{
    statement<R"(select "person"."name", "post"."title", "tag"."label" from "person" left join "post" on "post"."author_id" = )"
              R"("person"."id" left join "blog"."tag" on "tag"."post_id" = "post"."id")">(
        select(person.name, post.title, tag.label)
            .from(person)
            .left_join(post, post.author_id == person.id)
            .left_join(tag, tag.post_id == post.id)),
    statement<R"(select "person"."name", "post"."title", "tag"."label" from "person" left join "post" on "post"."author_id" = )"
              R"("person"."id" inner join "blog"."tag" on "tag"."post_id" = "post"."id")">(
        select(person.name, post.title, tag.label)
            .from(person)
            .left_join(post, post.author_id == person.id)
            .inner_join(tag, tag.post_id == post.id)),
    statement<R"(select "person"."name", "post"."title", "tag"."label" from "person" inner join "post" on "post"."author_id" = )"
              R"("person"."id" right join "blog"."tag" on "tag"."post_id" = "post"."id" and "tag"."rank" > $1)">(
        select(person.name, post.title, tag.label)
            .from(person)
            .inner_join(post, post.author_id == person.id)
            .right_join(tag, tag.post_id == post.id and tag.rank > std::int16_t{1})),
    statement<R"(select "person"."name", "post"."title", "tag"."label", "loose"."a" from "person" full join "post" on )"
              R"("post"."author_id" = "person"."id" cross join "loose" left join "blog"."tag" on "tag"."post_id" = "post"."id" )"
              R"(and "tag"."label" = $1 where "loose"."a" = $2)">(
        select(person.name, post.title, tag.label, loose.a)
            .from(person)
            .full_join(post, post.author_id == person.id)
            .cross_join(loose)
            .left_join(tag, tag.post_id == post.id and tag.label == arg<"label">)
            .where(loose.a == arg<"a">),
        "new", 1),
    statement<R"(select "person"."name", count("post"."id"), coalesce(sum("post"."views"), $1) from "person" left join "post" on )"
              R"("post"."author_id" = "person"."id" group by "person"."id" order by count("post"."id") desc)">(
        select(person.name, count(post.id), coalesce(sum(post.views), 0))
            .from(person)
            .left_join(post, post.author_id == person.id)
            .group_by(person.id)
            .order_by(desc(count(post.id)))),
};
}  // namespace
