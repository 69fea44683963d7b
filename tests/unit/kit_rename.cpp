// Renames: how they are asked for, what they write, what does not fit; and the commands that sentences advise.
#include <filesystem>

#include <virga/kit/command/typed_command.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/plan/consent.hpp>
#include <virga/kit/rename.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"

using namespace virga_test;
using virga::kit::detail::renamed_text;

namespace {
/// The statements that lead from one schema to the other with these renames, one a line.
std::string sql(model before, const model& after, const names& renames) {
    std::vector<change> changes = rename_changes(before, after, renames);
    for (const change& step : diff(before, after)) changes.push_back(step);
    return sql_of(changes);
}
std::string refusal(model before, const model& after, const names& renames) {
    return complaint([&] { return rename_changes(before, after, renames); });
}
names requests(const model& before, const model& after) {
    names all;
    for (const possible_rename& each : possible_renames(before, after)) all.push_back(each.request);
    return all;
}

const table_model customer =
    table("customer", {required("id", "integer"), column("street", "text")}).primary({"id"}).unique({"street"});
}  // namespace

TEST_CASE("a_rename_is_read_with_or_without_its_schema_and_with_quotes") {
    const auto path = [](const std::string& text) {
        const rename_request read = read_rename(text);
        std::string all;
        for (const std::string& each : read.path) all += "<" + each + ">";
        return all + " " + read.name;
    };
    CHECK(path("customer=client") == "<customer> client");
    CHECK(path("shop.customer=client") == "<shop><customer> client");
    CHECK(path("shop.customer.street name=größe") == "<shop><customer><street name> größe");
    CHECK(path("\"a.b\".\"c\"\"d\".\"e=f\"=\"g.\"\"h\"") == "<a.b><c\"d><e=f> g.\"h");
    for (const char* wrong : {"", "customer", "customer.street", "=a", "a=", "a=b=c", "a=b.c", "a..b=c", ".a=b", "a.=b",
                              "a.b.c.d=e", "\"a=b", "a=\"b", "\"a\"b=c", "a\"b\"=c", "\"\"=a", "a=\"\"",
                              "a=b "
                              "\""}) {
        INFO(wrong);
        CHECK(holds(complaint([&] { return read_rename(wrong); }), "write it as schema.table=name or schema.table.column=name"));
    }
}

TEST_CASE("a_column_gets_another_name_and_what_is_named_after_it") {
    const table_model after =
        table("customer", {required("id", "integer"), column("address", "text")}).primary({"id"}).unique({"address"});
    const std::string statements =
        "alter table \"customer\" rename column \"street\" to \"address\";\n"
        "alter table \"customer\" rename constraint \"customer_street_key\" to \"customer_address_key\";\n";
    for (const char* text :
         {"public.customer.street=address", "customer.street=address", "\"public\".customer.\"street\"=\"address\""}) {
        CHECK(sql(tables({customer}), tables({after}), {text}) == statements);
    }
    const table_model named = table("customer", {required("id", "integer"), column("address", "text")})
                                  .primary({"id"})
                                  .unique({"address"}, "customer_street_key");
    CHECK(sql(tables({customer}), tables({named}), {"customer.street=address"}) ==
          "alter table \"customer\" rename column \"street\" to \"address\";\n");
}

TEST_CASE("a_table_gets_another_name_and_what_is_named_after_it") {
    column_model id = required("id", "bigint");
    id.identity = identity_model::by_default;
    const auto both = [&id](const char* name) {
        return model{{"shop"},
                     {},
                     {table(name, {id, column("friend", "bigint")}, "shop")
                          .primary({"id"})
                          .references({"friend"}, name, {"id"}, "shop")
                          .index("low", {"id"}),
                      table("order", {column("customer_id", "bigint")}).references({"customer_id"}, name, {"id"}, "shop")}};
    };
    CHECK(sql(both("customer"), both("client"), {"shop.customer=client"}) == R"(alter table "shop"."customer" rename to "client";
alter table "shop"."client" rename constraint "customer_pkey" to "client_pkey";
alter table "shop"."client" rename constraint "customer_friend_fkey" to "client_friend_fkey";
alter sequence if exists "shop"."customer_id_seq" rename to "client_id_seq";
)");
}

TEST_CASE("renames_are_done_in_their_order_and_other_changes_after_them") {
    const model before = tables({table("t", {column("a", "integer"), column("b", "integer"), column("gone", "text")})
                                     .index("i", {"a"}, "\"b\" > 0")
                                     .check("c", "\"a\" < \"b\"")});
    const model after = tables({table("u", {column("b", "bigint"), column("a", "integer"), column("new", "text")})
                                    .index("i", {"b"}, "\"a\" > 0")
                                    .check("c", "\"b\" < \"a\"")});
    CHECK(sql(before, after, {"t.a=x", "t=u", "u.b=a", "public.u.x=b"}) == R"(alter table "t" rename column "a" to "x";
alter table "t" rename to "u";
alter table "u" rename column "b" to "a";
alter table "u" rename column "x" to "b";
alter table "u" drop constraint "c";
alter table "u" drop column "gone";
alter table "u" add column "new" text;
alter table "u" alter column "b" type bigint;
alter table "u" add constraint "c" check ("b" < "a");
)");
}

TEST_CASE("texts_speak_of_the_new_name_where_postgresql_makes_them") {
    const renamed_text column{"", "post", "kind", "sort"};
    CHECK(column.of("\"kind\" = 'a \"kind\"'::\"kind\" and lower(\"kind\") <> \"public\".\"kind\"('b')", true) ==
          "\"sort\" = 'a \"kind\"'::\"kind\" and lower(\"sort\") <> \"public\".\"kind\"('b')");
    CHECK(column.of("\"post\".\"kind\" = \"tag\".\"kind\" or \"public\".\"post\".\"kind\" is null or \"cms\".\"post\".\"kind\" is "
                    "null or \"kind\".\"a\" = 1",
                    true) ==
          "\"post\".\"sort\" = \"tag\".\"kind\" or \"public\".\"post\".\"sort\" is null or \"cms\".\"post\".\"kind\" is null or "
          "\"kind\".\"a\" = 1");
    CHECK(column.of("\"kind\" = 1 or \"post\".\"kind\" = 1", false) == "\"kind\" = 1 or \"post\".\"sort\" = 1");

    const renamed_text post{"", "post", "", "pa\"ge"};
    CHECK(post.of("exists (select from \"post\" where \"post\".\"post\" = 1 and \"a\".\"post\" = \"post\")", false) ==
          "exists (select from \"pa\"\"ge\" where \"pa\"\"ge\".\"post\" = 1 and \"a\".\"post\" = \"post\")");
    CHECK(post.of("exists (select from \"public\".\"post\" \"o\" join \"post\".\"x\" on \"post\".\"x\".\"a\" = "
                  "\"public\".\"post\".\"a\")",
                  false) ==
          "exists (select from \"public\".\"pa\"\"ge\" \"o\" join \"post\".\"x\" on \"post\".\"x\".\"a\" = "
          "\"public\".\"pa\"\"ge\".\"a\")");
    const renamed_text other{"cms", "post", "", "page"};
    CHECK(other.of("exists (select from \"post\" join \"cms\".\"post\" \"p\" on \"post\".\"a\" = 1)", false) ==
          "exists (select from \"post\" join \"cms\".\"page\" \"p\" on \"page\".\"a\" = 1)");
}

TEST_CASE("a_rename_that_does_not_fit_is_refused_with_the_reason") {
    const table_model client =
        table("client", {required("id", "integer"), column("address", "text")}).primary({"id"}).unique({"address"});
    const model before{{},
                       {{"", "mood", {"a"}}},
                       {customer, table("tag", {column("a", "text"), column("b", "text")}).index("low", {"a"}),
                        table("others", {column("a", "text")}).existing()}};
    const model after{{}, {{"", "mood", {"a"}}}, {client, table("tag", {column("b", "text")})}};
    const auto why = [&](const names& renames) { return refusal(before, after, renames); };
    CHECK(why({"nobody=client"}) ==
          "Nothing was written: --rename nobody=client: the newest migration has no table public.nobody.");
    CHECK(holds(why({"shop.customer=client"}), "the newest migration has no table shop.customer, nor one public.shop."));
    CHECK(holds(why({"shop.customer.street=address"}), "the newest migration has no table shop.customer."));
    CHECK(holds(why({"customer.stret=address"}), "the table public.customer has no column stret in the newest migration."));
    CHECK(holds(why({"others.a=b"}), "others keep the table public.others"));
    CHECK(holds(why({"customer=" + std::string(64, 'x')}), "the new name has 64 bytes; PostgreSQL keeps 63."));
    for (const char* taken : {"tag", "low", "mood", "customer", "customer_pkey"}) {
        CHECK(holds(why({std::string{"customer="} + taken}),
                    std::string{"already. Rename or drop that first: renames are done in the order"}));
    }
    CHECK(holds(why({"tag.a=b"}), "has something called public.tag.b already."));
    CHECK(holds(why({"customer=buyer"}), "the declared schema has no table public.buyer of the app's own."));
    CHECK(holds(why({"customer=client", "client.street=road"}),
                "--rename client.street=road: the declared schema has no column public.client.road."));
    CHECK(why({"customer=client", "client.street=address"}).empty());
    CHECK(
        holds(refusal(tables({table("a", {column("b", "text")})}), tables({table("c", {column("b", "text")}).existing()}), {"a=c"}),
              "no table public.c of the app's own"));
}

TEST_CASE("a_loss_beside_something_new_may_be_a_rename") {
    const model before = tables({customer, table("t", {column("a", "integer"), column("b", "text"), column("c", "varchar(5)")}),
                                 table("un=like", {column("x", "text")})});
    const model after =
        tables({table("client", {required("id", "integer"), column("street", "text")}).primary({"id"}).unique({"street"}),
                table("t", {column("d", "bigint"), column("e.f", "text")}), table("client_2", {column("id", "text")})});
    CHECK(requests(before, after) == names{"public.customer=client", "public.t.a=d", "public.t.b=\"e.f\"", "public.t.c=\"e.f\"",
                                           "public.\"un=like\"=client", "public.\"un=like\"=client_2"});
    CHECK(requests(tables({customer}), {}).empty());
    CHECK(requests({}, after).empty());

    const auto changes = diff(before, after);
    const std::string refused = complaint([&] {
        refuse_losses(changes, {"public.t.b", "public.un=like"}, possible_renames(before, after));
        return 0;
    });
    CHECK(refused ==
          "Nothing was written: the migration would lose data. To allow that, type:\n"
          "  `generate --allow-drop public.t.a --allow-drop public.t.c --allow-drop public.customer`\n"
          "What has just another name now is not lost. Then type:\n"
          "  `generate --rename public.t.a=d`\n  `generate --rename 'public.t.c=\"e.f\"'`\n  `generate --rename "
          "public.customer=client`");
}

TEST_CASE("names_of_sequences_are_cut_as_postgresql_cuts_them") {
    CHECK(sequence_name("post", "id") == "post_id_seq");
    CHECK(sequence_name(std::string(63, 't'), "id") == std::string(56, 't') + "_id_seq");
    CHECK(sequence_name(std::string(40, 't'), std::string(40, 'c')) == std::string(29, 't') + "_" + std::string(29, 'c') + "_seq");
}

TEST_CASE("commands_in_sentences_are_spelled_out") {
    using virga::kit::detail::typed_command;
    typed_command typed{"build/kit", {}, {}, {}};
    typed.add(typed.for_all, "--folder", "my migrations");
    typed.add(typed.for_generate, "--allow-drop", names{"public.a", "kb.it's"});
    typed.add(typed.for_database, "--over", "http");
    CHECK(typed.spelled_out("Run `generate`.") ==
          "Run `build/kit generate --folder 'my migrations' --allow-drop public.a --allow-drop 'kb.it'\\''s'`.");
    CHECK(typed.spelled_out("Type:\n  `check`\n  `status`") ==
          "Type:\n  build/kit check --folder 'my migrations'\n  build/kit status --folder 'my migrations' --over http");
    CHECK(typed.spelled_out("\n  `migrate`, or `generated` with `drizzle-kit up`; one ` alone") ==
          "\n  `build/kit migrate --folder 'my migrations' --over http`, or `generated` with `drizzle-kit up`; one ` alone");

    using virga::kit::detail::typed_program;
    const auto started = [](const std::string& as) {
        const char* const argv[] = {as.c_str()};
        return typed_program(1, argv);
    };
    const std::string here = std::filesystem::current_path().string();
    CHECK(started("build/schema/kit") == "build/schema/kit");
    CHECK(started(here + "/build/it's/kit") == "cd " + virga::kit::detail::shell_word(here) + " && 'build/it'\\''s/kit'");
    CHECK(started(here + "/kit") == "cd " + virga::kit::detail::shell_word(here) + " && ./kit");
    CHECK(started("/elsewhere/kit") == "cd " + virga::kit::detail::shell_word(here) + " && /elsewhere/kit");
    CHECK(typed_program(0, nullptr) == "kit");
}
