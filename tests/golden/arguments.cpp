// Golden statements: arguments named twice, with values of the query before, between and after them.
#include <string>  // std::string
#include <vector>  // std::vector

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto either = post.title == arg<"term"> or post.body == arg<"term">;

const golden::statements in_selects{
    statement<R"(select "post"."id" from "post" where "post"."title" = $1 or "post"."body" = $1 limit $2)">(
        select(post.id).from(post).where(either).limit(20), "One"),
    statement<R"(select "post"."views" + $1 from "post" where "post"."views" > $2 and ("post"."title" = $3 or "post"."body" = $3) )"
              R"(order by "post"."views" * $4 limit $5 offset $6)">(
        select(post.views + 1).from(post).where(post.views > 2 and either).order_by(post.views * 4).limit(5).offset(6), "One"),
    statement<R"(select "post"."id" from "post" where "post"."title" = $1 and "post"."views" > $2 and "post"."body" = $1 and )"
              R"("post"."views" < $3)">(select(post.id).from(post).where(post.title == arg<"term"> and post.views > 1 and
                                                                         post.body == arg<"term"> and post.views < 9),
                                        "One"),
    statement<R"(select "post"."author_id", count(*) from "post" group by "post"."author_id" having max("post"."title") = $1 or )"
              R"(min("post"."title") = $1 or count(*) > $2)">(
        select(post.author_id, count())
            .from(post)
            .group_by(post.author_id)
            .having(max(post.title) == arg<"term"> or min(post.title) == arg<"term"> or count() > 2),
        "One"),
    statement<R"(select "person"."id" from "person" where "person"."name" = $1 and exists (select "post"."id" from "post" where )"
              R"("post"."title" = $1 and "post"."views" > $2) and "person"."id" = any($3) offset $4)">(
        select(person.id)
            .from(person)
            .where(person.name == arg<"term"> and
                   exists(select(post.id).from(post).where(post.title == arg<"term"> and post.views > 2)) and person.id.in({1, 2}))
            .offset(0),
        "One"),
    statement<R"(select "post"."id" from "post" where "post"."views" = $1 or "post"."title" = $2 or "post"."body" = $2 or )"
              R"("post"."views" <> $1 limit $3)">(
        select(post.id).from(post).where(post.views == arg<"n"> or either or post.views != arg<"n">).limit(3), 1, "One"),
};

const golden::statements in_changes{
    statement<R"(insert into "person" ("name", "nick", "email", "active") values ($1, $1, $2, $3) returning length("person"."name") + $4)">(
        insert_into(person)
            .values(person.name = arg<"name">, person.nick = arg<"name">, person.email = "x@example.org", person.active = false)
            .returning(length(person.name) + 4),
        "X"),
    statement<R"(insert into "person" ("email", "name", "nick") values ($1, $2, $2) on conflict ("email") do update set "name" = $2, )"
              R"("born" = $3, "updated_at" = now() returning "person"."nick" = $4)">(
        insert_into(person)
            .values(person.email = "ada@example.org", person.name = arg<"name">, person.nick = arg<"name">)
            .on_conflict(person.email)
            .do_update(person.name = arg<"name">, person.born = std::chrono::sys_days{})
            .returning(person.nick == "X"),
        "X"),
    statement<R"(insert into "loose" ("a", "b") select "1", "2" from unnest($1::integer[], $2::text[]) as "given" ("1", "2") )"
              R"(returning "loose"."b" = $3, "loose"."a" + $4, "loose"."b" <> $3, "loose"."a" - $5)">(
        insert_into(loose)
            .rows(std::vector<row<loose>>{{1, "x"}})
            .returning(loose.b == arg<"b">, loose.a + 1, loose.b != arg<"b">, loose.a - 2),
        "x"),
    statement<R"(update "loose" set "b" = $1, "a" = $2 where "loose"."b" <> $1 and "loose"."a" = $3 returning "loose"."b" = $1, )"
              R"("loose"."a" + $4)">(
        update(loose)
            .set(loose.b = arg<"b">, loose.a = 2)
            .where(loose.b != arg<"b"> and loose.a == 1)
            .returning(loose.b == arg<"b">, loose.a + 4),
        "x"),
    statement<R"(update "loose" set "a" = case when $1 then $2 else "loose"."a" end, "b" = case when $3 then $4 else "loose"."b" end )"
              R"(where "loose"."b" = $5 or "loose"."b" <> $5 and "loose"."a" = $6)">(
        update(loose).set(patch<loose>{.a = 5, .b = {}}).where(loose.b == arg<"b"> or (loose.b != arg<"b"> and loose.a == 1)), "x"),
    statement<R"(delete from "loose" where ("loose"."b" = $1 or "loose"."b" = $1) and "loose"."a" = $2 returning "loose"."a" + $3)">(
        delete_from(loose).where((loose.b == arg<"b"> or loose.b == arg<"b">) and loose.a == 1).returning(loose.a + 3), "x"),
};
}  // namespace
