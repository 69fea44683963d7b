// Golden statements: inserts of one row.
#include <chrono>    // std::chrono::sys_days
#include <optional>  // std::nullopt

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;
using namespace std::chrono_literals;

const golden::statements values_of_every_type{
    statement<
        R"(insert into "every" ("id", "small", "whole", "big", "exact", "money", "single", "twice", "truth", "words", "line", )"
        R"("free_line", "key", "day", "wall", "moment", "document", "bytes", "mood", "cost", "handle") values ($1, $2, $3, $4, )"
        R"($5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21))">(insert_into(every).values(
        every.id = 100, every.small = 1, every.whole = 1, every.big = 1LL, every.exact = numeric{"1.5"}, every.money = 1,
        every.single = 1.5F, every.twice = 1.5, every.truth = true, every.words = "a", every.line = std::string("b"),
        every.free_line = "c", every.key = uuid{}, every.day = 2024y / 2 / 29,
        every.wall = std::chrono::local_days{2024y / 2 / 29} + 12h, every.moment = std::chrono::sys_days{2024y / 2 / 29},
        every.document = json{"[]"}, every.bytes = std::vector{std::byte{1}}, every.mood = feeling::odd, every.cost = cents{1},
        every.handle = at_name{"@ada"})),
    statement<
        R"(insert into "maybe" ("id", "small", "whole", "big", "exact", "money", "single", "twice", "truth", "words", "line", )"
        R"("free_line", "key", "day", "wall", "moment", "document", "bytes", "mood", "cost", "handle") values ($1, null, null, $2, )"
        R"($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19))">(insert_into(maybe).values(
        maybe.id = 100, maybe.small = nullptr, maybe.whole = std::nullopt, maybe.big = std::optional<std::int64_t>{},
        maybe.exact = std::optional<numeric>{1}, maybe.money = std::optional{1}, maybe.single = std::optional{1.5F},
        maybe.twice = std::optional<double>{}, maybe.truth = std::optional{true}, maybe.words = std::optional{"a"},
        maybe.line = std::optional<std::string>{"b"}, maybe.free_line = std::optional<std::string_view>{},
        maybe.key = std::optional<uuid>{}, maybe.day = std::optional{2024y / 2 / 29},
        maybe.wall = std::optional<std::chrono::local_days>{}, maybe.moment = std::optional<std::chrono::sys_days>{},
        maybe.document = std::optional<json>{}, maybe.bytes = std::optional<std::vector<std::byte>>{},
        maybe.mood = std::optional{feeling::none}, maybe.cost = std::optional{cents{3}}, maybe.handle = std::optional<at_name>{})),
    statement<
        R"(insert into "every" ("id", "small", "whole", "big", "exact", "money", "single", "twice", "truth", "words", "line", )"
        R"("free_line", "key", "day", "wall", "moment", "document", "bytes", "mood", "cost", "handle") values ($1, $2, $3, $4, )"
        R"($5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now(), $16, $17, $18, $19, $20))">(
        insert_into(every).values(every.id = arg<"1">, every.small = arg<"2">, every.whole = arg<"3">, every.big = arg<"4">,
                                  every.exact = arg<"5">, every.money = arg<"6">, every.single = arg<"7">, every.twice = arg<"8">,
                                  every.truth = arg<"9">, every.words = arg<"10">, every.line = arg<"11">,
                                  every.free_line = arg<"12">, every.key = arg<"13">, every.day = arg<"14">, every.wall = arg<"15">,
                                  every.moment = now(), every.document = arg<"17">, every.bytes = arg<"18">, every.mood = arg<"19">,
                                  every.cost = arg<"20">, every.handle = arg<"21">),
        101, 1, 1, 1, 1, numeric{"1.25"}, 1.5F, 1.5, false, "a", "b", "c", uuid{}, std::chrono::sys_days{},
        std::chrono::local_days{}, json{}, std::vector<std::byte>{}, feeling::calm, cents{5}, at_name{"@b"}),
};

const golden::statements some_columns{
    statement<R"(insert into "person" ("email", "name") values ($1, $2))">(
        insert_into(person).values(person.email = "x@example.org", person.name = "X")),
    statement<R"(insert into "person" ("name", "email", "nick", "updated_at") values ($1, $2, $1, now()))">(
        insert_into(person).values(person.name = arg<"x">, person.email = arg<"y">, person.nick = arg<"x">,
                                   person.audit.updated_at = now()),
        "x", "y"),
    statement<R"(insert into "blog"."tag" ("post_id", "label") values ($1, $2))">(
        insert_into(tag).values(tag.post_id = parse_uuid("00000000-0000-0000-0000-000000000001"), tag.label = "other")),
    statement<R"(insert into "odd.schema ""x"""."odd ""table"" it's" ("a""b", "with space", "größe", "select", "1", "Upper") values )"
              R"(($1, $2, $3, $4, null, $5))">(insert_into(odd).values(odd.quoted = "a", odd.with_space = "b", odd.size = "c",
                                                                       odd.select = 2, odd.one = nullptr, odd.upper = "U")),
    statement<R"(insert into "post" ("author_id", "title", "published_at") values ($1, $2, now()))">(
        insert_into(post).values(post.author_id = 1, post.title = "new", post.published_at = now())),
    statement<R"(insert into "preset" ("id") values ($1))">(insert_into(preset).values(preset.id = 1000)),
    statement<R"(insert into "preset" default values)">(insert_into(preset).default_values()),
    statement<R"(insert into "loose" default values)">(insert_into(loose).default_values()),
    statement<R"(insert into "touched" ("touched_day", "touched_wall", "touched_moment") values ((now() at time zone 'UTC')::date, )"
              R"((now() at time zone 'UTC'), now()) returning "touched"."id", "touched"."whole", "touched"."words", )"
              R"("touched"."day", "touched"."status", "touched"."cost", "touched"."touched_day", "touched"."touched_wall", )"
              R"("touched"."touched_moment")">(insert_into(touched).default_values().returning(touched)),
};

const golden::statements what_is_returned{
    statement<R"(insert into "person" ("email", "name") values ($1, $2) returning "person"."id")">(
        insert_into(person).values(person.email = "x@example.org", person.name = "X").returning(person.id)),
    statement<R"(insert into "blog"."tag" ("post_id", "label") values ($1, $2) returning "tag"."post_id", "tag"."label", "tag"."rank", )"
              R"("tag"."note")">(
        insert_into(tag).values(tag.post_id = parse_uuid("00000000-0000-0000-0000-000000000001"), tag.label = "o").returning(tag)),
    statement<R"(insert into "person" ("email", "name") values ($1, $2) returning lower("person"."email") as "mail", )"
              R"(length("person"."name") + $3, "person"."nick" is null)">(
        insert_into(person)
            .values(person.email = "x@example.org", person.name = "X")
            .returning(lower(person.email).as<"mail">(), length(person.name) + 3, person.nick.is_null())),
};

const golden::statements overriding{
    statement<R"(insert into "person" ("id", "email", "name") overriding system value values ($1, $2, $3) returning "person"."id")">(
        insert_into(person)
            .overriding_system_value()
            .values(person.id = 77, person.email = "x@example.org", person.name = "X")
            .returning(person.id)),
    statement<R"(insert into "preset" ("id") overriding user value values ($1))">(
        insert_into(preset).overriding_user_value().values(preset.id = 1)),
    statement<R"(insert into "person" ("id", "email", "name") overriding user value select "person"."id", $1 || "person"."email", )"
              R"("person"."name" from "person" on conflict ("id") do nothing)">(
        insert_into(person)
            .overriding_user_value()
            .columns(person.id, person.email, person.name)
            .select(select(person.id, concatenated("2", person.email), person.name).from(person))
            .on_conflict(person.id)
            .do_nothing()),
    statement<R"(with "ada" as (select "person"."name" from "person" where "person"."id" = $1) insert into "booking" ("id", "code", )"
              R"("email", "room") overriding system value select "post"."views", "post"."title", )"
              R"("post"."title", "post"."title" from "post" where "post"."views" < $2)">(
        with(cte<"ada">(select(person.name).from(person).where(person.id == 1)))
            .insert_into(booking)
            .overriding_system_value()
            .columns(booking.id, booking.code, booking.email, booking.room)
            .select(select(post.views, post.title, post.title, post.title).from(post).where(post.views < 0))),
    statement<R"(insert into "booking" ("id", "code", "email", "room", "guest", "status", "nights", "cancelled_at", "updated_at") )"
              R"(overriding system value select "1", "2", "3", "4", "5", "6", "7", "8", "9" from unnest($1::bigint[], $2::text[], )"
              R"($3::text[], $4::text[], $5::text[], $6::"public"."status"[], $7::bigint[], $8::timestamptz[], $9::timestamptz[]) as )"
              R"("given" ("1", "2", "3", "4", "5", "6", "7", "8", "9"))">(
        insert_into(booking).overriding_system_value().rows(std::vector<row<booking>>{})),
};

constexpr auto ada = insert_into(person).values(person.email = "ada@example.org", person.name = "Ada II");

const golden::statements conflicts{
    statement<R"(insert into "person" ("email", "name") values ($1, $2) on conflict do nothing)">(ada.on_conflict().do_nothing()),
    statement<R"(insert into "person" ("email", "name") values ($1, $2) on conflict ("email") do nothing)">(
        ada.on_conflict(person.email).do_nothing()),
    statement<R"(insert into "person" ("email", "name") values ($1, $2) on conflict ("id") do nothing returning "person"."id")">(
        insert_into(person)
            .values(person.email = "new@example.org", person.name = "N")
            .on_conflict(person.id)
            .do_nothing()
            .returning(person.id)),
    statement<R"(insert into "person" ("email", "name") values ($1, $2) on conflict ("email") do update set "name" = )"
              R"("excluded"."name", "nick" = $3, "born" = null, "updated_at" = now() returning "person"."id", "person"."name")">(
        ada.on_conflict(person.email)
            .do_update(person.name = excluded(person.name), person.nick = "again", person.born = nullptr)
            .returning(person.id, person.name)),
    statement<R"(insert into "person" ("email", "name") values ($1, $2) on conflict ("email") do update set "updated_at" = )"
              R"("person"."created_at")">(ada.on_conflict(person.email).do_update(person.audit.updated_at = person.audit.created_at)),
    statement<R"(insert into "post" ("author_id", "title", "views") values ($1, $2, $3) on conflict ("author_id", "title") do update )"
              R"(set "views" = "post"."views" + "excluded"."views" * $4, "body" = coalesce("post"."body", $5), "updated_at" = now() )"
              R"(returning "post"."views" + $6)">(
        insert_into(post)
            .values(post.author_id = 1, post.title = "One", post.views = 3)
            .on_conflict(post.author_id, post.title)
            .do_update(post.views = post.views + excluded(post.views) * 4, post.body = coalesce(post.body, "5"))
            .returning(post.views + 6)),
    statement<R"(insert into "blog"."tag" ("post_id", "label") values ($1, $2) on conflict ("label", "post_id") do update set "rank" = )"
              R"("tag"."rank" + "excluded"."rank")">(
        insert_into(tag)
            .values(tag.post_id = parse_uuid("00000000-0000-0000-0000-000000000001"), tag.label = "new")
            .on_conflict(tag.label, tag.post_id)
            .do_update(tag.rank = tag.rank + excluded(tag.rank))),
    statement<R"(insert into "odd.schema ""x"""."odd ""table"" it's" ("a""b", "with space") values ($1, $2) on conflict ("with space") )"
              R"(do update set "a""b" = "excluded"."a""b", "größe" = "odd ""table"" it's"."a""b")">(
        insert_into(odd)
            .values(odd.quoted = "z", odd.with_space = "s")
            .on_conflict(odd.with_space)
            .do_update(odd.quoted = excluded(odd.quoted), odd.size = odd.quoted)),
    statement<R"(insert into "preset" default values on conflict ("id") do nothing)">(
        insert_into(preset).default_values().on_conflict(preset.id).do_nothing()),
};
}  // namespace
