// Golden statements: subqueries in from, lateral ones and with; functions, values and samples in from.
#include <chrono>    // std::chrono::hours
#include <optional>  // std::optional
#include <string>    // std::string
#include <tuple>     // std::tuple
#include <vector>    // std::vector

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto tree_source = recursive<"tree">(
    select(person.id, person.name, person.chief_id).from(person).where(person.chief_id.is_null()), [](auto above) {
        return select(person.id, person.name, person.chief_id).from(person).inner_join(above, above[person.id] == person.chief_id);
    });
constexpr auto chiefs =
    recursive_distinct<"chiefs">(select(person.id, person.chief_id).from(person).where(person.name == arg<"name">), [](auto below) {
        return select(person.id, person.chief_id).from(person).inner_join(below, below[person.chief_id] == person.id);
    });
constexpr auto totals = cte<"totals">(select(post.author_id, sum(post.views).as<"views">(), count().as<"n">())
                                          .from(post)
                                          .where(post.views > arg<"least">)
                                          .group_by(post.author_id));
constexpr auto popular = select(post.id, post.title, post.author_id).from(post).where(post.views > 10).as<"popular">();
constexpr auto latest = select(post.title, post.published_at)
                            .from(post)
                            .where(post.author_id == person.id)
                            .order_by(desc(post.published_at))
                            .limit(1)
                            .as<"latest">();

const golden::statements all{
    statement<R"(select "popular"."title", "person"."name" from (select "post"."id", "post"."title", "post"."author_id" from )"
              R"("post" where "post"."views" > $1) as "popular" inner join "person" on "person"."id" = "popular"."author_id" )"
              R"(where "person"."active")">(select(popular[post.title], person.name)
                                                .from(popular)
                                                .inner_join(person, person.id == popular[post.author_id])
                                                .where(person.active)),
    statement<R"(select "person"."name", "popular"."title" from "person" left join (select "post"."id", "post"."title", )"
              R"("post"."author_id" from "post" where "post"."views" > $1) as "popular" on "popular"."author_id" = )"
              R"("person"."id" limit $2)">(
        select(person.name, popular[post.title]).from(person).left_join(popular, popular[post.author_id] == person.id).limit(7)),
    statement<R"(select "popular"."id", "popular"."title", "popular"."author_id" from (select "post"."id", "post"."title", )"
              R"("post"."author_id" from "post" where "post"."views" > $1) as "popular" order by "title" desc)">(
        select(popular).from(popular).order_by(desc("title"_c))),
    statement<R"(select "person"."name", "latest"."title" from "person" left join lateral (select "post"."title", )"
              R"("post"."published_at" from "post" where "post"."author_id" = "person"."id" order by "post"."published_at" )"
              R"(desc limit $1) as "latest" on true)">(
        select(person.name, latest[post.title]).from(person).left_join_lateral(latest)),
    statement<R"(select "person"."name", "latest"."title" from "person" inner join lateral (select "post"."title", )"
              R"("post"."published_at" from "post" where "post"."author_id" = "person"."id" order by "post"."published_at" )"
              R"(desc limit $1) as "latest" on "latest"."published_at" is not null)">(
        select(person.name, latest[post.title]).from(person).inner_join_lateral(latest, latest["published_at"_c].is_not_null())),
    statement<R"(select "person"."name", "latest"."published_at" from "person" cross join lateral (select "post"."title", )"
              R"("post"."published_at" from "post" where "post"."author_id" = "person"."id" order by "post"."published_at" )"
              R"(desc limit $1) as "latest")">(
        select(person.name, latest["published_at"_c]).from(person).cross_join_lateral(latest)),
    statement<R"(with "totals" as (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" from "post" )"
              R"(where "post"."views" > $1 group by "post"."author_id") select "person"."name", "totals"."views", )"
              R"("totals"."n" from "person" inner join "totals" on "totals"."author_id" = "person"."id")">(
        with(totals)
            .select(person.name, totals["views"_c], totals["n"_c])
            .from(person)
            .inner_join(totals, totals[post.author_id] == person.id),
        3),
    statement<R"(with "totals" as materialized (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" )"
              R"(from "post" where "post"."views" > $1 group by "post"."author_id") select "t"."n" from "totals" as "t")">(
        with(totals.materialized()).select(totals.as<"t">()["n"_c]).from(totals.as<"t">()), 3),
    statement<R"(with "totals" as not materialized (select "post"."author_id", sum("post"."views") as "views", count(*) as "n" )"
              R"(from "post" where "post"."views" > $1 group by "post"."author_id") select "totals"."n" from "totals")">(
        with(totals.not_materialized()).select(totals["n"_c]).from(totals), 3),
    statement<R"(with recursive "chiefs" as (select "person"."id", "person"."chief_id" from "person" where "person"."name" = $1 )"
              R"(union select "person"."id", "person"."chief_id" from "person" inner join "chiefs" on "chiefs"."chief_id" = )"
              R"("person"."id") select "chiefs"."id" from "chiefs")">(with(chiefs).select(chiefs[person.id]).from(chiefs), "Ada"),
    statement<R"(with recursive "tree" as (select "person"."id", "person"."name", "person"."chief_id" from "person" where )"
              R"("person"."chief_id" is null union all select "person"."id", "person"."name", "person"."chief_id" from )"
              R"("person" inner join "tree" on "tree"."id" = "person"."chief_id") select "tree"."name", "tree"."chief_id" )"
              R"(from "tree")">(with(tree_source).select(tree_source[person.name], tree_source[person.chief_id]).from(tree_source)),
};

// ---- functions, values and samples -------------------------------------------------------------------

constexpr auto number = generate_series(1, 10).as<"number">();
constexpr auto of_views = generate_series(post.views, 5, arg<"step">).with_ordinality().as<"of_views">();
constexpr auto hour = generate_series(every.wall, every.wall, interval{.microseconds = std::chrono::hours{1}}).as<"hour">();
constexpr auto element = jsonb_array_elements_text(every.document["a"]).with_ordinality().as<"element", "text", "place">();
constexpr auto member = jsonb_each(post.meta["no"]).as<"member">();
constexpr auto stated = jsonb_to_recordset(arg<"rows">)
                            .as<"stated", column_definition<"id", types::bigint>, column_definition<"name", types::varchar<40>>,
                                column_definition<"status", types::enumeration<status_type>>>();
constexpr auto numbered =
    jsonb_to_recordset(every.document["b"]).with_ordinality().as<"numbered", column_definition<"id", types::integer>>();
constexpr auto listed = values_list(std::tuple{1, "one", std::optional<double>{}}, std::tuple{arg<"id">, "two", 2.5})
                            .as<"listed", "id", "name", "size">();
constexpr auto names_of = values_list(std::tuple{"name", person.name}, std::tuple{"nick", person.nick}).as<"names", "of", "name">();
constexpr auto ids = values_list(1, 2).as<"ids", "id">();
const std::vector<std::string> names{"Ada", "Bob"};
const std::vector<std::optional<int>> sizes{1, std::nullopt, 3};

const golden::statements made_of_functions{
    statement<R"(select "number"."number", count("post"."id") from generate_series($1::integer, $2::integer) as "number" )"
              R"(("number") left join "post" on "post"."views" = "number"."number" group by "number"."number")">(
        select(number["number"_c], count(post.id))
            .from(number)
            .left_join(post, post.views == number["number"_c])
            .group_by(number["number"_c])),
    statement<R"(select "post"."title", "of_views"."of_views", "of_views"."ordinality" from "post" cross join )"
              R"(generate_series("post"."views", $1, $2) with ordinality as "of_views" ("of_views", "ordinality"))">(
        select(post.title, of_views).from(post).cross_join(of_views), 2),
    statement<R"(select "every"."id", "hour"."hour" from "every" inner join generate_series("every"."wall", )"
              R"("every"."wall", $1) as "hour" ("hour") on "hour"."hour" > "every"."wall" where isfinite("every"."wall"))">(
        select(every.id, hour["hour"_c]).from(every).inner_join(hour, hour["hour"_c] > every.wall).where(isfinite(every.wall))),
    statement<R"(select "n"."n" from "every" cross join generate_series("every"."exact", $1) as "n" ("n") where )"
              R"("every"."id" = $2)">(select(generate_series(every.exact, 3).as<"n">()["n"_c])
                                          .from(every)
                                          .cross_join(generate_series(every.exact, 3).as<"n">())
                                          .where(every.id == 1)),
    statement<R"(select "big"."big" from "every" left join lateral generate_series("every"."big", "every"."whole", $1) )"
              R"(as "big" ("big") on true where "every"."id" = $2)">(
        select(generate_series(every.big, every.whole, 70'000).as<"big">())
            .from(every)
            .left_join_lateral(generate_series(every.big, every.whole, 70'000).as<"big">())
            .where(every.id == 1)),
    statement<R"(select "every"."id", "element"."text", "element"."place" from "every" left join lateral )"
              R"(jsonb_array_elements_text("every"."document" -> $1) with ordinality as "element" ("text", "place") on )"
              R"(true)">(select(every.id, element).from(every).left_join_lateral(element)),
    statement<R"(select "every"."id", "element"."text" from "every" inner join )"
              R"(jsonb_array_elements_text("every"."document" -> $1) with ordinality as "element" ("text", "place") on )"
              R"("element"."place" > $2)">(
        select(every.id, element["text"_c]).from(every).inner_join(element, element["place"_c] > 1)),
    statement<R"(select "post"."id", "member"."key", "member"."value" from "post" left join jsonb_each("post"."meta" -> )"
              R"($1) as "member" ("key", "value") on "member"."key" = "post"."title")">(
        select(post.id, member).from(post).left_join(member, member["key"_c] == post.title)),
    statement<R"(select "stated"."id", "stated"."name", "stated"."status" from jsonb_to_recordset($1) as "stated" ("id" )"
              R"(bigint, "name" varchar(40), "status" "public"."status") where "stated"."status" <> $2)">(
        select(stated).from(stated).where(stated["status"_c] != post_status::draft),
        json{R"([{"id": 1, "name": "a", "status": "archived"}, {}])"}),
    statement<R"(select "numbered"."id", "numbered"."ordinality" from "every" cross join lateral rows from )"
              R"((jsonb_to_recordset("every"."document" -> $1) as ("id" integer)) with ordinality as "numbered" ("id", )"
              R"("ordinality"))">(select(numbered).from(every).cross_join_lateral(numbered)),
    statement<R"(select "given"."given", "person"."id" from unnest($1::text[]) as "given" ("given") left join "person" )"
              R"(on "person"."name" = "given"."given")">(
        select(unnest(names).as<"given">(), person.id)
            .from(unnest(names).as<"given">())
            .left_join(person, person.name == unnest(names).as<"given">()["given"_c])),
    statement<R"(select "pair"."name", "pair"."size", "pair"."ordinality" from unnest($1::text[], $2::integer[]) with )"
              R"(ordinality as "pair" ("name", "size", "ordinality"))">(
        select(unnest(names, sizes).with_ordinality().as<"pair", "name", "size">())
            .from(unnest(names, sizes).with_ordinality().as<"pair", "name", "size">())),
    statement<R"(select "id"."id" from unnest(cast($1 as uuid[])) as "id" ("id"))">(
        select(unnest(cast<types::array<types::uuid>>(arg<"ids">)).as<"id">())
            .from(unnest(cast<types::array<types::uuid>>(arg<"ids">)).as<"id">()),
        std::vector<uuid>{{}}),
    statement<R"(select "place"."place" from generate_subscripts($1::text[], $2::integer) as "place" ("place"))">(
        select(generate_subscripts(names, 1).as<"place">()).from(generate_subscripts(names, 1).as<"place">())),
    statement<R"(select "key"."key" from "every" cross join jsonb_object_keys("every"."document" -> $1) as "key" ("key"))">(
        select(jsonb_object_keys(every.document["c"]).as<"key">())
            .from(every)
            .cross_join(jsonb_object_keys(every.document["c"]).as<"key">())),
    statement<R"(select "each"."key", "each"."value" from jsonb_each_text($1) as "each" ("key", "value"))">(
        select(jsonb_each_text(json{R"({"a": null})"}).as<"each">()).from(jsonb_each_text(json{R"({"a": null})"}).as<"each">())),
    statement<R"(select "each"."each" from jsonb_array_elements($1) as "each" ("each"))">(
        select(jsonb_array_elements(arg<"all">).as<"each">()).from(jsonb_array_elements(arg<"all">).as<"each">()),
        json{"[1, null]"}),
    statement<R"(select "r"."a" from "every" left join jsonb_to_record("every"."document" -> $1) as "r" ("a" date) on )"
              R"("every"."truth")">(
        select(jsonb_to_record(every.document["c"]).as<"r", column_definition<"a", types::date>>())
            .from(every)
            .left_join(jsonb_to_record(every.document["c"]).as<"r", column_definition<"a", types::date>>(), every.truth)),
    statement<R"(select "each"."key", "each"."value", "t"."t" from json_each($1) as "each" ("key", "value") cross join )"
              R"(json_array_elements_text($2) as "t" ("t"))">(
        select(json_each(json{R"({"a": null})"}).as<"each">(), json_array_elements_text(json{"[null]"}).as<"t">())
            .from(json_each(json{R"({"a": null})"}).as<"each">())
            .cross_join(json_array_elements_text(json{"[null]"}).as<"t">())),
    statement<R"(select "match"."match" from "person" left join lateral regexp_matches("person"."email", $1, $2) as )"
              R"("match" ("match") on true)">(select(regexp_matches(person.email, "(a)|(b)", "g").as<"match">())
                                                  .from(person)
                                                  .left_join_lateral(regexp_matches(person.email, "(a)|(b)", "g").as<"match">())),
    statement<R"(select "part"."part" from "person" cross join regexp_split_to_table("person"."email", $1) as "part" )"
              R"(("part"))">(select(regexp_split_to_table(person.email, "@").as<"part">())
                                 .from(person)
                                 .cross_join(regexp_split_to_table(person.email, "@").as<"part">())),
    statement<R"(select "part"."part", "word"."word" from string_to_table($1::text, $2::text, $3::text) as "part" )"
              R"(("part") cross join string_to_table($4::text, $5::text) as "word" ("word"))">(
        select(string_to_table("a,-,b", ",", "-").as<"part">(), string_to_table("a b", " ").as<"word">())
            .from(string_to_table("a,-,b", ",", "-").as<"part">())
            .cross_join(string_to_table("a b", " ").as<"word">())),
    statement<R"(select "person"."name" from "person" where exists (select "number"."number" from )"
              R"(generate_series("person"."id", $1) as "up" ("up") cross join generate_series($2::integer, $3::integer) )"
              R"(as "number" ("number")))">(
        select(person.name)
            .from(person)
            .where(exists(select(number["number"_c]).from(generate_series(person.id, 2).as<"up">()).cross_join(number)))),
    statement<R"(select "listed"."id", "listed"."name", "listed"."size" from (values ($1::integer, $2::text, $3::double )"
              R"(precision), (cast($4 as integer), $5::text, $6::double precision)) as "listed" ("id", "name", "size"))">(
        select(listed).from(listed), 7),
    statement<R"(select "person"."id", "names"."name" from "person" cross join lateral (values ($1::text, )"
              R"("person"."name"), ($2::text, "person"."nick")) as "names" ("of", "name"))">(
        select(person.id, names_of["name"_c]).from(person).cross_join_lateral(names_of)),
    statement<R"(select "person"."name" from "person" where "person"."id" in (select "ids"."id" from (values )"
              R"(($1::integer), ($2::integer)) as "ids" ("id")))">(
        select(person.name).from(person).where(person.id.in(select(ids["id"_c]).from(ids)))),
    statement<R"(update "post" set "views" = "listed"."id", "updated_at" = now() from (values ($1::integer, $2::text, )"
              R"($3::double precision), (cast($4 as integer), $5::text, $6::double precision)) as "listed" ("id", )"
              R"("name", "size") where "post"."title" = "listed"."name" returning "post"."id", "listed"."size")">(
        update(post)
            .set(post.views = listed["id"_c])
            .from(listed)
            .where(post.title == listed["name"_c])
            .returning(post.id, listed["size"_c]),
        7),
    statement<R"(delete from "label" using generate_series($1::integer, $2::integer) as "number" ("number") where )"
              R"("label"."id" = "number"."number" and "label"."name" = $3)">(
        delete_from(label).using_(number).where(label.id == number["number"_c] and label.name == "none")),
    statement<R"(merge into "label" using (values ($1::integer, $2::text, $3::double precision), (cast($4 as integer), )"
              R"($5::text, $6::double precision)) as "listed" ("id", "name", "size") on "label"."id" = "listed"."id" )"
              R"(when matched then update set "name" = "listed"."name" when not matched then do nothing)">(
        merge_into(label)
            .using_(listed, label.id == listed["id"_c])
            .when_matched()
            .update(label.name = listed["name"_c])
            .when_not_matched()
            .do_nothing(),
        7),
    statement<R"(insert into "label" ("name") select "given"."given" from unnest($1::text[]) as "given" ("given"))">(
        insert_into(label)
            .columns(label.name)
            .select(select(unnest(names).as<"given">()["given"_c]).from(unnest(names).as<"given">()))),
    statement<R"(with "wanted" as (select "listed"."id", "listed"."name", "listed"."size" from (values ($1::integer, )"
              R"($2::text, $3::double precision), (cast($4 as integer), $5::text, $6::double precision)) as "listed" )"
              R"(("id", "name", "size")) select "wanted"."name" from "wanted")">(
        with(cte<"wanted">(select(listed).from(listed)))
            .select(cte<"wanted">(select(listed).from(listed))["name"_c])
            .from(cte<"wanted">(select(listed).from(listed))),
        7),
    statement<R"(select "post"."id" from "post" tablesample bernoulli (cast($1 as double precision)))">(
        select(post.id).from(post.tablesample(bernoulli(100)))),
    statement<R"(select "post"."id", "the ""other"" post"."title" from "post" tablesample system (cast($1 as double )"
              R"(precision)) repeatable (cast($2 as double precision)) left join "post" "the ""other"" post" tablesample )"
              R"(bernoulli (cast($3 as double precision)) on "the ""other"" post"."id" = "post"."id" for update of "post")">(
        select(post.id, other.title)
            .from(post.tablesample(system(arg<"percent">)).repeatable(7))
            .left_join(other.tablesample(bernoulli(100.0)), other.id == post.id)
            .for_update()
            .of(post),
        100.0),
};

// What a side of a recursive query has beside its rows stands in parentheses, else it would be of the whole.
constexpr auto few = recursive<"few">(select(person.id, person.chief_id).from(person).order_by(person.id).limit(1), [](auto below) {
    return select(person.id, person.chief_id)
        .from(below)
        .inner_join(person, below[person.chief_id] == person.id)
        .order_by(desc(person.id))
        .limit(2);
});
const golden::statements sides{
    statement<
        R"(with recursive "few" as ((select "person"."id", "person"."chief_id" from "person" order by "person"."id" limit $1) )"
        R"(union all (select "person"."id", "person"."chief_id" from "few" inner join "person" on "few"."chief_id" = )"
        R"("person"."id" order by "person"."id" desc limit $2)) select "few"."id" from "few")">(
        with(few).select(few[person.id]).from(few)),
};

// ---- several functions, SQL by hand, paths -------------------------------------------------------------

constexpr auto line = rows_from(unnest(string_to_array(every.line, ",")), generate_series(1, 3)).as<"line", "word", "number">();
constexpr auto pair = rows_from(jsonb_each(every.document), jsonb_object_keys(every.document))
                          .with_ordinality()
                          .as<"pair", "key", "value", "again", "at">();
constexpr auto busy = by_hand<"select author_id, count(*), max(body) from post group by 1 having count(*) >= {}">(std::int64_t{1})
                          .as<"busy", column_definition<"author", types::bigint>, column_definition<"n", types::bigint>,
                              column_definition<"longest", types::text, may_be_null>>();
constexpr auto near = by_hand<"values ({} + 1, 'a {}'), (0, 'b')">(post.views)
                          .as<"near", column_definition<"views", types::integer>, column_definition<"word", types::text>>();
constexpr auto counted = cte<"counted", column_definition<"label", types::text>, column_definition<"n", types::bigint>>(
    by_hand<"select label, count(*) from blog.tag group by grouping sets ((label)) having count(*) > {}">(std::int64_t{0}));
constexpr auto touched = cte<"touched", column_definition<"id", types::uuid>>(
    by_hand<"update post set views = views where views > {} returning id">(3));

const golden::statements of_several_functions{
    statement<R"(select "every"."id", "line"."word", "line"."number" from "every" cross join rows from )"
              R"((unnest(string_to_array("every"."line", $1)), generate_series($2::integer, $3::integer)) as "line" ("word", "number"))">(
        select(every.id, line).from(every).cross_join(line)),
    statement<R"(select "pair"."key", "pair"."value", "pair"."again", "pair"."at" from "every" left join lateral rows from )"
              R"((jsonb_each("every"."document"), jsonb_object_keys("every"."document")) with ordinality as "pair" ("key", "value", )"
              R"("again", "at") on true where "every"."id" = $1)">(
        select(pair).from(every).left_join_lateral(pair).where(every.id == 99)),
};

const golden::statements by_hand_statements{
    statement<R"(select "person"."name", "busy"."n", "busy"."longest" from (select author_id, count(*), max(body) from post group by 1 )"
              R"(having count(*) >= $1::bigint) as "busy" ("author", "n", "longest") inner join "person" on "person"."id" = )"
              R"("busy"."author" where "busy"."n" > $2)">(select(person.name, busy["n"_c], busy["longest"_c])
                                                              .from(busy)
                                                              .inner_join(person, person.id == busy["author"_c])
                                                              .where(busy["n"_c] > 0)),
    statement<R"(select "post"."title", "near"."views", "near"."word" from "post" left join lateral (values ("post"."views" + 1, )"
              R"('a {}'), (0, 'b')) as "near" ("views", "word") on true)">(
        select(post.title, near).from(post).left_join_lateral(near)),
    statement<R"(with "counted" ("label", "n") as materialized (select label, count(*) from blog.tag group by grouping sets ((label)) )"
              R"(having count(*) > $1::bigint), "touched" ("id") as (update post set views = views where views > $2::integer )"
              R"(returning id) select "counted"."label", "counted"."n", (select count(*) from "touched") from "counted" order by )"
              R"("counted"."n")">(with(counted.materialized(), touched)
                                      .select(counted["label"_c], counted["n"_c], scalar(select(count()).from(touched)))
                                      .from(counted)
                                      .order_by(counted["n"_c])),
};

constexpr auto part = jsonb_path_query(every.document, "$.a[*] ? (@ > $least)", arg<"variables">).as<"part">();
const golden::statements by_paths{
    statement<R"(select jsonb_path_exists("post"."meta", $1), jsonb_path_match("post"."meta", $2, $3, $4), )"
              R"(jsonb_path_query_array("post"."meta", $5), jsonb_path_query_first("post"."meta", $6) from "post")">(
        select(jsonb_path_exists(post.meta, "$.tags[*]"),
               jsonb_path_match(post.meta, "$.views > $least", json{R"({"least": 3})"}, true),
               jsonb_path_query_array(post.meta, "$.tags[*]"), jsonb_path_query_first(post.meta, "$.tags[0]"))
            .from(post)),
    statement<R"(select "every"."id", "part"."part" from "every" cross join jsonb_path_query("every"."document", $1, $2) as "part" )"
              R"(("part"))">(select(every.id, part).from(every).cross_join(part), json{R"({"least": 1})"}),
};
}  // namespace
