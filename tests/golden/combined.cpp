// Golden statements: union, intersect and except; distinct on, locks, numbers of rows.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto first_post = select(post.views, post.author_id).from(post).order_by(post.views).limit(1).as<"first">();

const golden::statements all{
    statement<R"(select "post"."title" from "post" union all select "person"."name" from "person" order by "title" limit $1)">(
        select(post.title).from(post).union_all(select(person.name).from(person)).order_by(post.title).limit(5)),
    statement<R"(select "post"."title" as "t" from "post" where "post"."views" > $1 except (select "person"."name" from )"
              R"("person" order by "person"."id" limit $2) order by "t" desc)">(
        select(post.title.as<"t">())
            .from(post)
            .where(post.views > 1)
            .except(select(person.name).from(person).order_by(person.id).limit(2))
            .order_by(desc("t"_c))),
    statement<R"((select "post"."author_id" from "post" union select "person"."id" from "person") intersect select )"
              R"("person"."chief_id" from "person")">(
        select(post.author_id).from(post).union_(select(person.id).from(person)).intersect(select(person.chief_id).from(person))),
    statement<R"(select "post"."author_id" from "post" intersect all select "person"."id" from "person")">(
        select(post.author_id).from(post).intersect_all(select(person.id).from(person))),
    statement<R"(select "post"."author_id" from "post" except all select "person"."id" from "person" order by "author_id")">(
        select(post.author_id).from(post).except_all(select(person.id).from(person)).order_by(post.author_id)),
    statement<R"(select "post"."id", "post"."author_id", "post"."title", "post"."body", "post"."status", "post"."views", )"
              R"("post"."score", "post"."price", "post"."meta", "post"."published_at", "post"."created_at", )"
              R"("post"."updated_at" from "post" where "post"."views" = $1 union select "post"."id", "post"."author_id", )"
              R"("post"."title", "post"."body", "post"."status", "post"."views", "post"."score", "post"."price", )"
              R"("post"."meta", "post"."published_at", "post"."created_at", "post"."updated_at" from "post" where )"
              R"("post"."views" = $2)">(
        select(post).from(post).where(post.views == 1).union_(select(post).from(post).where(post.views == 2))),
    statement<R"(select distinct on ("post"."author_id") "post"."author_id", "post"."title" from "post" order by )"
              R"("post"."author_id", "post"."published_at" desc)">(select(post.author_id, post.title)
                                                                       .distinct_on(post.author_id)
                                                                       .from(post)
                                                                       .order_by(post.author_id, desc(post.published_at))),
    statement<R"(select "post"."id" from "post" where "post"."status" = $1 order by "post"."id" limit $2 for update skip )"
              R"(locked)">(
        select(post.id).from(post).where(post.status == post_status::draft).order_by(post.id).limit(1).for_update().skip_locked()),
    statement<R"(select "person"."id", "first"."views" from "person" inner join (select "post"."views", "post"."author_id" from )"
              R"("post" order by "post"."views" limit $1) as "first" on "first"."author_id" = "person"."id" for update)">(
        select(person.id, first_post[post.views])
            .from(person)
            .inner_join(first_post, first_post[post.author_id] == person.id)
            .for_update()),
    statement<R"(select "post"."id", "person"."name" from "post" inner join "person" on "person"."id" = "post"."author_id" )"
              R"(for no key update of "post" nowait)">(select(post.id, person.name)
                                                           .from(post)
                                                           .inner_join(person, person.id == post.author_id)
                                                           .for_no_key_update()
                                                           .of(post)
                                                           .no_wait()),
    statement<R"(select "post"."id" from "post" for share)">(select(post.id).from(post).for_share()),
    statement<R"(select "post"."id" from "post" for key share)">(select(post.id).from(post).for_key_share()),
    statement<R"(select "person"."name", (select count(*) from "post" where "post"."author_id" = "person"."id") as "posts" )"
              R"(from "person")">(
        select(person.name, scalar(select(count()).from(post).where(post.author_id == person.id)).as<"posts">()).from(person)),
    statement<R"(select "person"."name", (select max("post"."title") from "post" where "post"."author_id" = "person"."id") )"
              R"(from "person")">(
        select(person.name, scalar(select(max(post.title)).from(post).where(post.author_id == person.id))).from(person)),
    statement<R"(select "post"."title" from "post" where "post"."views" > (select max("tag"."rank") from "blog"."tag"))">(
        select(post.title).from(post).where(post.views > scalar(select(max(tag.rank)).from(tag)))),
    statement<R"(select count(*) from (select "post"."id", "post"."title" from "post" where "post"."views" > $1) as "counted")">(
        count(select(post.id, post.title).from(post).where(post.views > 2).order_by(post.views + 1))),
    statement<R"(select "post"."title" from "post" order by "post"."views" desc fetch first $1 rows with ties)">(
        select(post.title).from(post).order_by(desc(post.views)).fetch_first_with_ties(3)),
    statement<R"(select now())">(select(now())),
    statement<R"(select lower("post"."title"), count(*) from "post" group by lower("post"."title") having )"
              R"(lower("post"."title") <> $1)">(
        select(lower(post.title), count()).from(post).group_by(lower(post.title)).having(lower(post.title) != "x")),
};
}  // namespace
