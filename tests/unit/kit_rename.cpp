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
    for (const char* wrong : {"", "customer", "customer.street", "=a", "a=", "a=b=c", "a=b.c.d", "a=b.", "a=.b", "kind:a=b.c.d",
                             "a..b=c", ".a=b", "a.=b",
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

namespace {
/// A schema with one of each kind that has a name.
model of_each_kind() {
    model made{{"shop"}, {{"shop", "status", {"new", "old"}}}, {}, {{.name = "editor"}}};
    made.sequences = {{"shop", "numbers", "bigint", {}}};
    column_model status = column("status", R"("shop"."status")", R"('new'::"shop"."status")");
    made.tables = {table("orders", {required("id", "integer", R"(nextval('"shop"."numbers"'::regclass))"), status}, "shop")
                       .primary({"id"})
                       .index("by_status", {"status"})
                       .check("is_new", R"("status" = 'new'::"shop"."status")")
                       .policy(policy("own", R"("id" in (select "shop"."orders"."id" from "shop"."orders"))", {"editor"}))
                       .secured(true),
                   table("item", {column("order_id", "integer")}).references({"order_id"}, "orders", {"id"}, "shop")};
    return made;
}
}  // namespace

TEST_CASE("whatever_has_a_name_gets_another_one") {
    model after = of_each_kind();
    table_model& orders = after.tables[0];
    after.enums[0].name = "state";
    after.sequences[0].name = "order_numbers";
    after.roles[0].name = "author";
    orders.columns[0].default_expression = R"(nextval('"shop"."order_numbers"'::regclass))";
    orders.columns[1].type = R"("shop"."state")";
    orders.columns[1].default_expression = R"('new'::"shop"."state")";
    orders.checks[0] = {"is_fresh", R"("status" = 'new'::"shop"."state")"};
    orders.indexes[0].name = "by_state";
    orders.primary_key->name = "orders_key";
    orders.policies[0].name = "their own";
    orders.policies[0].roles = {"author"};
    CHECK(sql(of_each_kind(), after,
              {"type:shop.status=state", "sequence:shop.numbers=order_numbers", "role:editor=author",
               "index:shop.by_status=by_state",
               "constraint:shop.orders.is_new=is_fresh", "constraint:shop.orders.orders_pkey=orders_key",
               "policy:shop.orders.own=\"their own\""}) ==
          R"(alter type "shop"."status" rename to "state";
alter sequence "shop"."numbers" rename to "order_numbers";
alter role "editor" rename to "author";
alter index "shop"."by_status" rename to "by_state";
alter table "shop"."orders" rename constraint "is_new" to "is_fresh";
alter table "shop"."orders" rename constraint "orders_pkey" to "orders_key";
alter policy "own" on "shop"."orders" rename to "their own";
)");
}

TEST_CASE("a_schema_gets_another_name_with_all_that_lies_in_it") {
    model after = of_each_kind();
    after.schemas = {"store"};
    after.enums[0].schema = after.sequences[0].schema = after.tables[0].schema = "store";
    table_model& orders = after.tables[0];
    orders.columns[0].default_expression = R"(nextval('"store"."numbers"'::regclass))";
    orders.columns[1].type = R"("store"."status")";
    orders.columns[1].default_expression = R"('new'::"store"."status")";
    orders.checks[0].expression = R"("status" = 'new'::"store"."status")";
    orders.policies[0].read_condition = R"("id" in (select "store"."orders"."id" from "store"."orders"))";
    after.tables[1].foreign_keys[0].foreign_schema = "store";
    CHECK(sql(of_each_kind(), after, {"schema:shop=store"}) == "alter schema \"shop\" rename to \"store\";\n");
}

TEST_CASE("tables_types_and_sequences_move_to_another_schema") {
    model after = of_each_kind();
    after.schemas = {"shop", "store"};
    after.enums[0].schema = after.sequences[0].schema = "store";
    table_model& orders = after.tables[0];
    orders.schema.clear();
    orders.name = "purchase";
    orders.primary_key->name = "purchase_pkey";
    orders.columns[0].default_expression = R"(nextval('"store"."numbers"'::regclass))";
    orders.columns[1].type = R"("store"."status")";
    orders.columns[1].default_expression = R"('new'::"store"."status")";
    orders.checks[0].expression = R"("status" = 'new'::"store"."status")";
    orders.policies[0].read_condition = R"("id" in (select "public"."purchase"."id" from "public"."purchase"))";
    after.tables[1].foreign_keys[0].foreign_schema.clear();
    after.tables[1].foreign_keys[0].foreign_table = "purchase";
    CHECK(sql(of_each_kind(), after,
              {"shop.orders=public.purchase", "type:shop.status=store.status", "sequence:shop.numbers=store.numbers"}) ==
          R"(alter table "shop"."orders" set schema "public";
alter table "orders" rename to "purchase";
create schema "store";
alter type "shop"."status" set schema "store";
alter sequence "shop"."numbers" set schema "store";
alter table "purchase" rename constraint "orders_pkey" to "purchase_pkey";
)");
}

TEST_CASE("a_rename_of_something_else_that_does_not_fit_says_why") {
    const model before = of_each_kind();
    const auto says = [&](const char* request, const char* words) {
        INFO(request);
        CHECK(holds(refusal(before, before, {request}), words));
    };
    says("type:status=state", "the newest migration has no type status.");
    says("sequence:shop.numbers=orders", "the newest migration has something called shop.orders already.");
    says("type:shop.status=orders", "the newest migration has something called shop.orders already.");
    says("type:shop.status=state", "the declared schema has no enum type state.");
    says("role:editor=author", "the declared schema has no role author.");
    says("role:editor=a.author", "a role does not move by itself; its new name stands alone.");
    says("index:shop.other=name", "the newest migration has no index shop.other.");
    says("index:shop.by_status=orders", "the newest migration has something called shop.orders already.");
    says("constraint:shop.orders.other=name", "the table shop.orders has no constraint other in the newest migration.");
    says("constraint:shop.orders.is_new=orders_pkey", "the newest migration has something called orders_pkey already.");
    says("policy:shop.item.own=name", "the newest migration has no table shop.item of the app's own.");
    says("schema:other=name", "the newest migration has no schema other that is the kit's.");
    says("schema:shop=store", "the declared schema has no schema store.");
    says("shop.orders.id=shop.number", "a column stays in its table; its new name stands alone.");
    says("view:shop.orders=name", "the newest migration has no view shop.orders.");
}

TEST_CASE("declared_renames_are_made_once") {
    const model before = tables({customer});
    model after =
        tables({table("client", {required("id", "integer"), column("address", "text")}).primary({"id"}).unique({"address"})});
    const names declared{"public.customer=public.client", "public.client.street=address"};
    names done;
    CHECK(due_renames(before, declared, done) == declared);
    CHECK(done.empty());
    CHECK(due_renames(after, declared, done).empty());
    CHECK(done == names{"The rename public.customer=public.client was made by a migration before; take it out of the declaration.",
                        "The rename public.client.street=address was made by a migration before; take it out of the declaration."});
    done.clear();
    CHECK(due_renames({}, declared, done).empty());  // nothing is there yet, so that the table comes under its new name
    CHECK(done.empty());
    after.tables.push_back(customer);
    CHECK(holds(complaint([&] { return due_renames(after, declared, done); }),
                "declared is the rename public.customer=public.client, and the newest migration has something of both names."));
    model each = of_each_kind();
    CHECK(due_renames(each, {"type:shop.status=state", "role:a=b", "sequence:shop.numbers=public.n", "schema:shop=store"}, done) ==
          names{"type:shop.status=state", "sequence:shop.numbers=public.n", "schema:shop=store"});
}
