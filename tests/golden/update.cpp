// Golden statements: updates and deletes.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements sets{
    statement<R"(update "blog"."tag" set "note" = $1 where "tag"."label" = $2)">(
        update(tag).set(tag.note = "n").where(tag.label == "new")),
    statement<R"(update "blog"."tag" set "note" = null, "rank" = "tag"."rank" + $1)">(
        update(tag).set(tag.note = nullptr, tag.rank = tag.rank + 1).all_rows()),
    statement<R"(update "blog"."tag" set "note" = $1 where "tag"."rank" = $2)">(
        update(tag).set(tag.note = std::optional<std::string>{}).where(tag.rank == arg<"rank">), std::int16_t{1}),
    statement<
        R"(update "every" set "small" = $1, "whole" = $2, "big" = $3, "exact" = $4, "money" = $5, "single" = $6, "twice" = $7, )"
        R"("truth" = $8, "words" = $9, "line" = $10, "free_line" = $11, "key" = $12, "day" = $13, "wall" = $14, "moment" = $15, )"
        R"("document" = $16, "bytes" = $17, "mood" = $18, "cost" = $19, "handle" = $20 where "every"."id" = $21)">(
        update(every)
            .set(every.small = 1, every.whole = 1, every.big = 1, every.exact = 1, every.money = numeric{"1.5"},
                 every.single = 1.5F, every.twice = 1.5, every.truth = true, every.words = "a", every.line = "b",
                 every.free_line = arg<"line">, every.key = uuid{}, every.day = std::chrono::sys_days{},
                 every.wall = std::chrono::local_days{}, every.moment = std::chrono::sys_days{}, every.document = json{},
                 every.bytes = std::vector<std::byte>{}, every.mood = arg<"mood">, every.cost = cents{1},
                 every.handle = at_name{"@b"})
            .where(every.id == arg<"id">),
        "c", feeling::wild, 1),
    statement<R"(update "every" set "big" = "every"."whole", "whole" = "every"."small", "exact" = "every"."small", "twice" = )"
              R"("every"."single", "words" = "every"."line", "free_line" = lower("every"."words"), "moment" = now() )"
              R"(where "every"."id" = $1)">(update(every)
                                                .set(every.big = every.whole, every.whole = every.small, every.exact = every.small,
                                                     every.twice = every.single, every.words = every.line,
                                                     every.free_line = lower(every.words), every.moment = now())
                                                .where(every.id == 1)),
    statement<R"(update "every" set "truth" = "every"."small" > $1 or not "every"."truth" where "every"."truth" = $2)">(
        update(every).set(every.truth = every.small > 1 or not every.truth).where(every.truth == true)),
};

const golden::statements touching{
    statement<R"(update "person" set "name" = $1, "updated_at" = now() where "person"."id" = $2)">(
        update(person).set(person.name = "A").where(person.id == 1)),
    statement<R"(update "person" set "updated_at" = $1 where "person"."id" = $2)">(
        update(person).set(person.audit.updated_at = std::chrono::sys_days{}).where(person.id == 1)),
    statement<R"(update "touched" set "whole" = $1, "touched_wall" = null, )"
              R"("touched_day" = (now() at time zone 'UTC')::date, "touched_moment" = now())">(
        update(touched).set(touched.whole = 1, touched.touched_wall = nullptr).all_rows()),
};

const golden::statements patches{
    statement<
        R"(update "blog"."tag" set "post_id" = case when $1 then $2 else "tag"."post_id" end, "label" = case when $3 then $4 else )"
        R"("tag"."label" end, "rank" = case when $5 then $6 else "tag"."rank" end, "note" = case when $7 then $8 else )"
        R"("tag"."note" end where "tag"."label" = $9)">(
        update(tag)
            .set(patch<tag>{.post_id = {}, .label = {}, .rank = 5, .note = std::optional<std::string>{}})
            .where(tag.label == "new")),
    statement<
        R"(update "person" set "email" = case when $1 then $2 else "person"."email" end, "name" = case when $3 then $4 else )"
        R"("person"."name" end, "nick" = case when $5 then $6 else "person"."nick" end, "chief_id" = case when $7 then $8 else )"
        R"("person"."chief_id" end, "active" = case when $9 then $10 else "person"."active" end, "born" = case when $11 then $12 )"
        R"(else "person"."born" end, "created_at" = case when $13 then $14 else "person"."created_at" end, "updated_at" = case )"
        R"(when $15 then $16 else now() end where "person"."id" = $17 returning "person"."updated_at")">(
        update(person)
            .set(patch<person>{
                .id = {}, .email = {}, .name = "A", .nick = {}, .chief_id = {}, .active = {}, .born = {}, .audit = {}})
            .where(person.id == 1)
            .returning(person.audit.updated_at)),
    statement<
        R"(update "touched" set "id" = case when $1 then $2 else "touched"."id" end, "whole" = case when $3 then $4 else )"
        R"("touched"."whole" end, "words" = case when $5 then $6 else "touched"."words" end, "day" = case when $7 then $8 else )"
        R"("touched"."day" end, "status" = case when $9 then $10 else "touched"."status" end, "cost" = case when $11 then $12 )"
        R"(else "touched"."cost" end, "touched_day" = case when $13 then $14 else (now() at time zone 'UTC')::date end, "touched_wall" = case when )"
        R"($15 then $16 else (now() at time zone 'UTC') end, "touched_moment" = case when $17 then $18 else now() end)">(
        update(touched)
            .set([] {
                patch<touched> change;
                change.status = post_status::archived;
                change.touched_wall = std::chrono::local_days{};
                return change;
            }())
            .all_rows()),
    statement<
        R"(update "every" set "id" = case when $1 then $2 else "every"."id" end, "small" = case when $3 then $4 else )"
        R"("every"."small" end, "whole" = case when $5 then $6 else "every"."whole" end, "big" = case when $7 then $8 else )"
        R"("every"."big" end, "exact" = case when $9 then $10 else "every"."exact" end, "money" = case when $11 then $12 else )"
        R"("every"."money" end, "single" = case when $13 then $14 else "every"."single" end, "twice" = case when $15 then $16 )"
        R"(else "every"."twice" end, "truth" = case when $17 then $18 else "every"."truth" end, "words" = case when $19 then )"
        R"($20 else "every"."words" end, "line" = case when $21 then $22 else "every"."line" end, "free_line" = case when $23 )"
        R"(then $24 else "every"."free_line" end, "key" = case when $25 then $26 else "every"."key" end, "day" = case when $27 )"
        R"(then $28 else "every"."day" end, "wall" = case when $29 then $30 else "every"."wall" end, "moment" = case when $31 )"
        R"(then $32 else "every"."moment" end, "document" = case when $33 then $34 else "every"."document" end, "bytes" = case )"
        R"(when $35 then $36 else "every"."bytes" end, "mood" = case when $37 then $38 else "every"."mood" end, "cost" = case )"
        R"(when $39 then $40 else "every"."cost" end, "handle" = case when $41 then $42 else "every"."handle" end where )"
        R"("every"."id" = $43)">(update(every)
                                     .set([] {
                                         patch<every> change;
                                         change.mood = feeling::none;
                                         return change;
                                     }())
                                     .where(every.id == 1)),
};

const golden::statements updates_return{
    statement<R"(update "person" set "nick" = $1, "updated_at" = now() where "person"."id" = $2 returning "person"."id", )"
              R"("person"."email", "person"."name", "person"."nick", "person"."chief_id", "person"."active", "person"."born", )"
              R"("person"."created_at", "person"."updated_at")">(
        update(person).set(person.nick = "n").where(person.id == 1).returning(person)),
    statement<R"(update "post" set "views" = "post"."views" - $1, "updated_at" = now() where "post"."views" > $2 returning )"
              R"("post"."views" as "left", "post"."views" > $3)">(
        update(post)
            .set(post.views = post.views - 1)
            .where(post.views > 2)
            .returning(post.views.as<"left">(), post.views > 3)),
};

const golden::statements with_subqueries{
    statement<R"(update "post" set "status" = $1, "updated_at" = now() where "post"."author_id" in (select "person"."id" from "person" )"
              R"(where "person"."email" = $2))">(
        update(post)
            .set(post.status = post_status::archived)
            .where(post.author_id.in(select(person.id).from(person).where(person.email == "ada@example.org")))),
    statement<R"(delete from "post" where exists (select "tag"."label" from "blog"."tag" where "tag"."post_id" = "post"."id" and )"
              R"("tag"."rank" > $1))">(
        delete_from(post).where(exists(select(tag.label).from(tag).where(tag.post_id == post.id and tag.rank > 1)))),
};

const golden::statements deletes{
    statement<R"(delete from "loose")">(delete_from(loose).all_rows()),
    statement<R"(delete from "blog"."tag" where "tag"."label" = $1)">(delete_from(tag).where(tag.label == arg<"label">), "new"),
    statement<R"(delete from "person" where "person"."nick" is null and not "person"."active" returning "person"."id")">(
        delete_from(person).where(person.nick.is_null() and not person.active).returning(person.id)),
    statement<R"(delete from "odd.schema ""x"""."odd ""table"" it's" where "odd ""table"" it's"."a""b" = $1 returning )"
              R"("odd ""table"" it's"."order", "odd ""table"" it's"."a""b", "odd ""table"" it's"."with space", )"
              R"("odd ""table"" it's"."größe", "odd ""table"" it's"."select", "odd ""table"" it's"."1", "odd ""table"" it's"."Upper")">(
        delete_from(odd).where(odd.quoted == "q").returning(odd)),
    statement<R"(delete from "loose" where "loose"."a" = $1 returning "loose"."a" + $2 as "next")">(
        delete_from(loose).where(loose.a == 1).returning((loose.a + 2).as<"next">())),
};

// PostgreSQL 18 knows the values before and after.
const golden::statements versions{
    golden::since(18, statement<R"(update "post" set "views" = "post"."views" + $1, "updated_at" = now() where "post"."id" = $2 )"
                                R"(returning old."views", new."views", new."views" - old."views" as "more", old."body", "post"."title")">(
                          update(post)
                              .set(post.views = post.views + 1)
                              .where(post.id == uuid{})
                              .returning(old(post.views), new_(post.views), (new_(post.views) - old(post.views)).as<"more">(),
                                         old(post.body), post.title))),
    golden::since(18, statement<R"(delete from "blog"."tag" using "post" where "post"."id" = "tag"."post_id" and "tag"."rank" > $1 )"
                                R"(returning old."label", "post"."title")">(delete_from(tag)
                                                                                .using_(post)
                                                                                .where(post.id == tag.post_id and tag.rank > 90)
                                                                                .returning(old(tag.label), post.title))),
    golden::since(18, statement<R"(insert into "label" ("name") values ($1) on conflict ("name") do update set "name" = )"
                                R"("excluded"."name" returning old."id" is null as "is_new", old."name", new."name")">(
                          insert_into(label)
                              .values(label.name = "new label")
                              .on_conflict(label.name)
                              .do_update(label.name = excluded(label.name))
                              .returning(old(label.id).is_null().as<"is_new">(), old(label.name), new_(label.name)))),
};
}  // namespace
