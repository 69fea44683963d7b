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
}  // namespace
