// Golden statements: what a select returns, its order and its limits.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements columns{
    statement<R"(select "person"."email" from "person")">(select(person.email).from(person)),
    statement<R"(select "post"."id", "post"."title", "post"."body" from "post")">(
        select(post.id, post.title, post.body).from(post)),
    statement<R"(select "post"."title", "post"."title" from "post")">(select(post.title, post.title).from(post)),
    statement<R"(select "person"."created_at", "person"."updated_at" from "person")">(
        select(person.audit.created_at, person.audit.updated_at).from(person)),
    statement<R"(select "tag"."label", "tag"."rank" from "blog"."tag")">(select(tag.label, tag.rank).from(tag)),
    statement<R"(select "odd ""table"" it's"."order", "odd ""table"" it's"."a""b", "odd ""table"" it's"."with space", )"
              R"("odd ""table"" it's"."größe", "odd ""table"" it's"."select", "odd ""table"" it's"."1", )"
              R"("odd ""table"" it's"."Upper" from "odd.schema ""x"""."odd ""table"" it's")">(
        select(odd.order, odd.quoted, odd.with_space, odd.size, odd.select, odd.one, odd.upper).from(odd)),
};

const golden::statements whole_tables{
    statement<R"(select "person"."id", "person"."email", "person"."name", "person"."nick", "person"."chief_id", )"
              R"("person"."active", "person"."born", "person"."created_at", "person"."updated_at" from "person")">(
        select(person).from(person)),
    statement<R"(select "tag"."post_id", "tag"."label", "tag"."rank", "tag"."note" from "blog"."tag")">(
        select(tag).from(tag)),
    statement<R"(select "loose"."a", "loose"."b" from "loose")">(select(loose).from(loose)),
    statement<R"(select "odd ""table"" it's"."order", "odd ""table"" it's"."a""b", "odd ""table"" it's"."with space", )"
              R"("odd ""table"" it's"."größe", "odd ""table"" it's"."select", "odd ""table"" it's"."1", )"
              R"("odd ""table"" it's"."Upper" from "odd.schema ""x"""."odd ""table"" it's")">(select(odd).from(odd)),
    statement<R"(select "every"."id", "every"."small", "every"."whole", "every"."big", "every"."exact", "every"."money", )"
              R"("every"."single", "every"."twice", "every"."truth", "every"."words", "every"."line", )"
              R"("every"."free_line", "every"."key", "every"."day", "every"."wall", "every"."moment", )"
              R"("every"."document", "every"."bytes", "every"."mood", "every"."cost", "every"."handle" from "every")">(
        select(every).from(every)),
    statement<R"(select "maybe"."id", "maybe"."small", "maybe"."whole", "maybe"."big", "maybe"."exact", "maybe"."money", )"
              R"("maybe"."single", "maybe"."twice", "maybe"."truth", "maybe"."words", "maybe"."line", )"
              R"("maybe"."free_line", "maybe"."key", "maybe"."day", "maybe"."wall", "maybe"."moment", )"
              R"("maybe"."document", "maybe"."bytes", "maybe"."mood", "maybe"."cost", "maybe"."handle" from "maybe")">(
        select(maybe).from(maybe)),
    statement<R"(select "tag"."rank", "loose"."a", "loose"."b" from "blog"."tag" cross join "loose")">(
        select(tag.rank, loose).from(tag).cross_join(loose)),
};

const golden::statements expressions_and_labels{
    statement<R"(select "post"."views" + $1 from "post")">(select(post.views + 1).from(post)),
    statement<R"(select "post"."views" as "n" from "post")">(select(post.views.as<"n">()).from(post)),
    statement<R"(select "post"."views" * $1 as "say ""n""" from "post")">(
        select((post.views * 2).as<"say \"n\"">()).from(post)),
    statement<R"(select "post"."views" > $1 as "seen", "post"."body" is null from "post")">(
        select((post.views > 0).as<"seen">(), post.body.is_null()).from(post)),
    statement<R"(select now() as "now")">(select(now().as<"now">())),
    statement<R"(select now())">(select(now())),
};

const golden::statements order_and_limits{
    statement<R"(select "post"."title" from "post" order by "post"."views")">(
        select(post.title).from(post).order_by(post.views)),
    statement<R"(select "post"."title" from "post" order by "post"."views" desc, "post"."title")">(
        select(post.title).from(post).order_by(desc(post.views), asc(post.title))),
    statement<R"(select "post"."title" from "post" order by "post"."score" nulls first)">(
        select(post.title).from(post).order_by(asc(post.score).nulls_first())),
    statement<R"(select "post"."title" from "post" order by "post"."score" desc nulls last, "post"."body" nulls last, )"
              R"("post"."price" desc nulls first)">(
        select(post.title)
            .from(post)
            .order_by(desc(post.score).nulls_last(), asc(post.body).nulls_last(), desc(post.price).nulls_first())),
    statement<R"(select "post"."title" from "post" order by "post"."views" + $1 desc, lower("post"."title"))">(
        select(post.title).from(post).order_by(desc(post.views + 1), lower(post.title))),
    statement<R"(select "post"."title" from "post" limit $1)">(select(post.title).from(post).limit(2)),
    statement<R"(select "post"."title" from "post" offset $1)">(select(post.title).from(post).offset(1LL)),
    statement<R"(select "post"."title" from "post" order by "post"."id" limit $1 offset $2)">(
        select(post.title).from(post).order_by(post.id).limit(arg<"limit">).offset(arg<"offset">), 1, 2),
    statement<R"(select "post"."title" from "post" limit $1 offset $1)">(
        select(post.title).from(post).limit(arg<"n">).offset(arg<"n">), 1),
};

const golden::statements distinct_rows{
    statement<R"(select distinct "post"."status" from "post")">(select(post.status).from(post).distinct()),
    statement<R"(select distinct "post"."status", "post"."views" from "post" order by "post"."views" desc)">(
        select(post.status, post.views).from(post).order_by(desc(post.views)).distinct()),
    statement<R"(select distinct lower("post"."title") as "t" from "post" order by lower("post"."title"))">(
        select(lower(post.title).as<"t">()).from(post).distinct().order_by(lower(post.title))),
    statement<R"(select distinct "post"."views" + $1 from "post" order by "post"."views" + $1)">(
        select(post.views + arg<"n">).distinct().from(post).order_by(post.views + arg<"n">), 1),
    statement<R"(select distinct "tag"."post_id", "tag"."label", "tag"."rank", "tag"."note" from "blog"."tag" )"
              R"(order by "tag"."rank")">(select(tag).distinct().from(tag).order_by(tag.rank)),
};

// Clauses may come in any order; the text and the parameters are in SQL's.
const golden::statements clauses_in_any_order{
    statement<R"(select "post"."title", "person"."email" from "post" inner join "person" on "person"."id" = )"
              R"("post"."author_id" and "person"."email" = $1 where "post"."views" > $2 order by "post"."views" + $3 )"
              R"(limit $4 offset $5)">(select(post.title, person.email)
                                           .offset(0)
                                           .limit(4)
                                           .order_by(post.views + 3)
                                           .where(post.views > 2)
                                           .from(post)
                                           .inner_join(person, person.id == post.author_id and person.email == "1")),
    statement<R"(select "post"."status", count(*) from "post" where "post"."views" >= $1 group by "post"."status" )"
              R"(having count(*) > $2 order by count(*) desc limit $3)">(select(post.status, count())
                                                                             .having(count() > 0)
                                                                             .limit(3)
                                                                             .group_by(post.status)
                                                                             .where(post.views >= 0)
                                                                             .order_by(desc(count()))
                                                                             .from(post)),
    statement<R"(select "post"."author_id" + $1 from "post" where "post"."views" <> $2 limit $1)">(
        select(post.author_id + arg<"a">).limit(arg<"a">).where(post.views != arg<"b">).from(post), 2, 3),
    statement<R"(select distinct "post"."views" - $1 as "less" from "post" where "post"."title" = $2 limit $3)">(
        select((post.views - 1).as<"less">()).limit(3).where(post.title == "2").distinct().from(post)),
};

// The comment stands in the constant text, which is what the server is given to prepare.
const golden::statements commented{
    statement<R"(select "post"."title" from "post" where "post"."views" > $1 /*route='/posts',action='list'*/)">(
        with_comment<"route='/posts',action='list'">(select(post.title).from(post).where(post.views > arg<"least">)), 1),
    statement<R"(select "person"."email" from "person" for update of "person" /*--; drop table it's "here" $9 ?*/)">(
        with_comment<"--; drop table it's \"here\" $9 ?">(select(person.email).from(person).for_update().of(person))),
    statement<R"(delete from "post" where "post"."views" = $1 returning "post"."id" /*x*/)">(
        with_comment<"x">(delete_from(post).where(post.views == -1).returning(post.id))),
    statement<R"(select "post"."status" from "post" union select "post"."status" from "post" /* both */)">(
        with_comment<" both ">(select(post.status).from(post).union_(select(post.status).from(post)))),
};
}  // namespace
