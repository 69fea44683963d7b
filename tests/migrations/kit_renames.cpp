// A rename keeps the rows, and what it leaves is the schema as declared; a draft is never applied as it stands.
#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include <virga/kit/folder/open_place.hpp>

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "kit_dump.hpp"

using namespace virga_test;

namespace {
column_model identity(std::string name) {
    column_model id = required(std::move(name), "bigint");
    id.identity = identity_model::always;
    return id;
}

/// What a shop's tables and columns are called; the rest is the same whatever they are.
struct called {
    std::string customer = "customer", street = "street", id = "id", kind = "kind", order = "order";
};

std::string quoted(const std::string& name) { return quote_identifier(name); }

model shop(const called& by) {
    const std::string street = quoted(by.street), kind = quoted(by.kind), customer = quoted(by.customer), id = quoted(by.id);
    const table_model customers =
        table(by.customer, {identity(by.id), required(by.street, "varchar(80)", "'none'"),
                            column(by.kind, "\"public\".\"kind\"", "'plain'"), column("friend", "bigint")})
            .primary({by.id})
            .unique({by.street, by.kind})
            .references({"friend"}, by.customer, {by.id}, "", "set null")
            .check("street_said", "length(" + street + ") > 1 and " + kind + " <> 'odd'::\"public\".\"kind\"")
            .index("customer_street", {by.street, by.id}, kind + " = 'plain'::\"public\".\"kind\"")
            .index({"customer_lower", true, "btree", {{"lower(" + street + ")", true, false, ""}}, ""})
            .policy(policy("own", kind + " is not null or " + street + " = 'kind'"));
    const table_model orders =
        table(by.order, {identity("id"), required("customer_id", "bigint"), column("street", "text")}, "shop")
            .primary({"id", "customer_id"})
            .references({"customer_id"}, by.customer, {by.id}, "", "cascade")
            .policy(policy("theirs", "exists (select from " + customer + " where " + customer + "." + id + " = " +
                                         quoted(by.order) + ".\"customer_id\" and " + customer + "." + street + " = " +
                                         quoted(by.order) + ".\"street\")"));
    const table_model lines = table("line", {column("order_id", "bigint"), column("customer_id", "bigint")})
                                  .references({"order_id", "customer_id"}, by.order, {"id", "customer_id"}, "shop");
    return {{"shop"}, {{"", "kind", {"plain", "odd"}}}, {lines, customers, orders}};
}

constexpr const char* rows_to_keep = R"(insert into customer (street) values ('Main Street 1'), ('Side Street 2');
insert into shop."order" (customer_id, street) values (1, 'Main Street 1'), (2, 'x');
insert into line values (1, 1), (2, 2);)";

/// What a shell does with a line.
std::string run_in_shell(const std::string& line) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output{::popen((line + " 2>&1").c_str(), "r"), ::pclose};
    std::string all;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), output.get())) all.append(buffer.data(), size);
    return all;
}
}  // namespace

TEST_CASE("renames_keep_rows_and_leave_the_catalog_of_the_schema_as_declared") {
    const called old{};
    const called columns{"customer", "address", "no", "sort", "order"};
    const called all{"client", "address", "no", "sort", "pur.chase"};
    const std::pair<called, names> trips[] = {
        {columns, {"--rename", "public.customer.street=address", "--rename", "customer.id=no", "--rename", "customer.kind=sort"}},
        {{"client", "street", "id", "kind", "order"}, {"--rename", "customer=client"}},
        {{"customer", "kind", "id", "street", "order"},
         {"--rename", "customer.kind=free", "--rename", "customer.street=kind", "--rename", "customer.free=street"}},
        {all,
         {"--rename", "customer=client", "--rename", "public.client.street=address", "--rename", "client.id=no", "--rename",
          "client.kind=sort", "--rename", "shop.order=\"pur.chase\""}},
    };
    for (const auto& [now, options] : trips) {
        const own_database db, fresh;
        const scratch_folder folder;
        CHECK(run_kit(shop(old), folder, db, {"generate"}).code == 0);
        CHECK(run_kit(shop(old), folder, db, {"migrate"}).code == 0);
        db.execute(rows_to_keep);
        names words{"generate", "--name", "renamed"};
        words.insert(words.end(), options.begin(), options.end());
        outcome ran = run_kit(shop(now), folder, db, words);
        CHECK(ran.errors == "");
        CHECK(ran.code == 0);
        const std::string script = read_file(read_folder(folder.path()).back().sql_file());
        INFO(script);
        CHECK_FALSE(holds(script, " drop "));
        CHECK_FALSE(holds(script, "create "));
        ran = run_kit(shop(now), folder, db, {"migrate"});
        CHECK(ran.errors == "");
        CHECK(ran.code == 0);
        CHECK(holds(run_kit(shop(now), folder, db, {"generate"}).out, "Nothing changed"));
        CHECK(run_kit(shop(now), folder, db, {"check"}).code == 0);
        apply_changes(fresh, {}, shop(now));
        CHECK(catalog_of(db) == catalog_of(fresh));

        const std::string table = quoted(now.customer);
        CHECK(db.ask("select string_agg(" + quoted(now.street) + ", ', ' order by " + quoted(now.id) + ") from " + table) ==
              "Main Street 1, Side Street 2");
        CHECK(db.ask("insert into " + table + " (" + quoted(now.street) + ") values ('Back Lane') returning " + quoted(now.id)) ==
              "3");
        CHECK(db.ask("insert into shop." + quoted(now.order) + " (customer_id) values (3) returning id") == "3");
        CHECK_THROWS_AS(db.execute("insert into " + table + " (" + quoted(now.street) + ") values ('y')"), virga::check_violation);
        CHECK_THROWS_AS(db.execute("insert into shop." + quoted(now.order) + " (customer_id) values (99)"),
                        virga::foreign_key_violation);
    }
}

TEST_CASE("a_table_whose_name_another_takes") {
    const auto note = [](const char* name) -> table_model {
        return table(name, {identity("id"), column("text", "text")}).primary({"id"}).unique({"text"});
    };
    const own_database db, fresh;
    const scratch_folder folder;
    CHECK(run_kit(tables({note("note")}), folder, db, {"generate"}).code == 0);
    CHECK(run_kit(tables({note("note")}), folder, db, {"migrate"}).code == 0);
    db.execute("insert into note (text) values ('kept')");
    const model after = tables({note("note"), note("old_note")});
    CHECK(run_kit(after, folder, db, {"generate", "--rename", "note=old_note"}).code == 0);
    CHECK(run_kit(after, folder, db, {"migrate"}).errors == "");
    apply_changes(fresh, {}, after);
    CHECK(catalog_of(db) == catalog_of(fresh));
    CHECK(db.ask("select text || (select count(*) from note) from old_note") == "kept0");
}

TEST_CASE("the_refusal_of_a_rename_names_the_command_that_does_it") {
    const auto customer = [](const char* street) {
        return tables({table("customer", {required("id", "integer"), column(street, "text")}).primary({"id"})});
    };
    const own_database db;
    const scratch_folder folder;
    CHECK(run_kit(customer("street"), folder, db, {"generate"}).code == 0);
    outcome ran = run_kit(customer("address"), folder, db, {"generate", "--name", "moved in", "--folder", folder.path().string()});
    CHECK(ran.code == 1);
    const std::string typed = "  kit generate --folder " + folder.path().string() + " --name 'moved in' ";
    CHECK(ran.errors == "Nothing was written: the migration would lose data. To allow that, type:\n" + typed +
                            "--allow-drop public.customer.street\n"
                            "What has just another name now is not lost. Then type:\n" +
                            typed + "--rename public.customer.street=address\n");
    ran = run_kit(customer("address"), folder, db, {"generate", "--rename", "public.customer.street=address"});
    CHECK(ran.code == 0);
    CHECK(read_file(read_folder(folder.path()).back().sql_file()) ==
          "alter table \"customer\" rename column \"street\" to \"address\";\n");

    ran = run_kit(tables({table("customer", {required("id", "date"), column("address", "text")}).primary({"id"})}), folder, db,
                  {"generate"});
    CHECK(ran.code == 1);
    CHECK(holds(ran.errors, "which leaves a place open for it:\n  kit generate --custom\n"));
    CHECK(run_kit(customer("address"), folder, db, {"generate", "--rename", "public.customer.stret=address"}).code == 1);
    CHECK(run_kit(customer("address"), folder, db, {"generate", "--rename"}).code == 2);
}

TEST_CASE("a_command_that_is_advised_can_be_typed_from_anywhere") {
    const own_database db;
    const scratch_folder folder;
    std::ostringstream out, errors;
    virga::kit::config settings;
    settings.folder = folder.path() / "none";
    settings.out = &out;
    settings.errors = &errors;
    const char* const argv[] = {"/bin/echo", "check"};
    CHECK(kit_main(tables({}), settings, 2, argv) == 1);
    const std::string said = errors.str();
    const std::size_t start = said.find('`') + 1;
    const std::string command = said.substr(start, said.find('`', start) - start);
    CHECK(run_in_shell("cd / && " + command + " && pwd") == "generate\n" + std::filesystem::current_path().string() + "\n");
}

TEST_CASE("a_draft_is_refused_by_migrate_and_check_until_it_is_written") {
    const auto customer = [](const char* street) {
        return tables({table("customer", {required("id", "integer"), column(street, "text")}).primary({"id"})});
    };
    const own_database db;
    const scratch_folder folder;
    CHECK(run_kit(customer("street"), folder, db, {"generate"}).code == 0);
    CHECK(run_kit(customer("street"), folder, db, {"migrate"}).code == 0);
    db.execute("insert into customer values (1, 'Main Street 1')");

    // The step as it was once described: by hand, with the drop allowed.
    outcome ran = run_kit(customer("address"), folder, db, {"generate", "--custom", "--allow-drop", "public.customer.street"});
    CHECK(ran.code == 0);
    CHECK(ran.errors == "Mind: 1 of its places is open: migrate and check refuse the folder until it is written.\n");
    add_migration(folder, "20260101000000_late", "create table late (x int);");
    const auto draft = read_folder(folder.path()).back();
    const std::string place =
        draft.sql_file().string() +
        ", line 2: this step is not written yet. Write it there, and take out the statement that stands for it.\n";
    ran = run_kit(customer("address"), folder, db, {"migrate"});
    CHECK(ran.code == 1);
    CHECK(ran.errors == "The folder holds a draft; nothing was applied.\n  " + place);
    CHECK(db.ask("select to_regclass('late')") == "null");
    CHECK(db.ask("select street from customer") == "Main Street 1");
    std::filesystem::remove_all(folder.path() / "20260101000000_late");
    ran = run_kit(customer("address"), folder, db, {"check"});
    CHECK(ran.code == 1);
    CHECK(ran.errors == draft.name + " is a draft:\n  " + place);
    CHECK(holds(complaint([&] {
                    db.execute(draft.sql);
                    return 0;
                }),
                "This step of the migration is not written yet."));  // whoever runs it

    write_text(draft.sql_file(), "/* no open place:\n" + std::string{virga::kit::detail::not_written} +
                                     "\n*/ alter table \"customer\" rename \"street\" to \"address\";\n");
    CHECK(run_kit(customer("address"), folder, db, {"check"}).code == 0);
    CHECK(run_kit(customer("address"), folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select address from customer") == "Main Street 1");
    CHECK(run_kit(customer("address"), folder, db, {"check"}).code == 0);
}

TEST_CASE("a_serial_column_is_renamed_and_counts_no_more") {
    const own_database db;
    const scratch_folder folder;
    column_model counted = required("a", "integer");
    counted.identity = identity_model::serial;
    CHECK(run_kit(tables({table("t", {counted})}), folder, db, {"generate"}).code == 0);
    const model after = tables({table("t", {required("b", "integer")})});
    CHECK(run_kit(after, folder, db, {"generate", "--rename", "public.t.a=b"}).errors == "");
    CHECK(run_kit(after, folder, db, {"migrate"}).errors == "");
    CHECK(db.ask("select count(*) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace") == "0");
}
