// `generate --prove`: what is tried on a throw-away server, what is said of it, and that nothing is written when it is wrong.
#include <cstddef>
#include <cstdlib>  // setenv
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <memory>
#include <string>

#include <virga/kit/generate.hpp>
#include <virga/kit/postgres_database.hpp>
#include <virga/kit/proof.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"

using namespace virga_test;

namespace {
const role_model staff{"proof_staff"};

/// Tables with everything that rows have to mind.
model library() {
    column_model number = required("id", "bigint");
    number.identity = identity_model::always;
    model made;
    made.schemas = {"lib"};
    made.enums = {{"lib", "state", {"new", "old"}}};
    made.roles = {staff, existing_role("proof_reader")};
    made.tables = {
        table("author", {number, required("name", "varchar(3)"), column("mail", "text"), column("chief", "bigint")})
            .primary({"id"}).unique({"name"}).references({"chief"}, "author")
            .check("author_mail", "\"mail\" ~ '^[^@]+@[a-z]+[.]cd$'"),
        table("book", {required("isbn", "char(5)"), column("author", "bigint"), column("state", "\"lib\".\"state\"", "'new'"),
                       required("price", "numeric(4,2)", "1.5"), column("tags", "text[]"), column("meta", "jsonb"),
                       column("span", "daterange"), column("at", "timestamptz", "now()"), column("key", "uuid")}, "lib")
            .primary({"isbn"}).references({"author"}, "author").check("book_price", "\"price\" between 20 and 30")
            .policy(policy("all", "\"isbn\" <> ''", {"proof_staff"})),
        table("loan", {required("book", "char(5)"), required("day", "date"), column("back", "bit(3)")}, "lib")
            .primary({"book", "day"}).references({"book"}, "book", {"isbn"}, "lib"),
        table("alone", {column("b", "boolean")}),
        table("impossible", {required("n", "integer")}).check("never", "\"n\" > 5 and \"n\" < 5"),
    };
    return made;
}

proof_options options() {
    return {.connect = [](std::string_view url) { return std::make_unique<postgres_database>(url); }};
}
const config by_tcp{.env_files = {}};
}  // namespace

TEST_CASE("rows_are_made_up_for_every_table_that_can_have_some") {
    const own_database db;
    postgres_database server{db.url()};
    std::vector<std::string> statements{"create role proof_reader"};
    for (const change& step : diff({}, library())) statements.push_back(step.sql);
    server.apply(statements);
    detail::sampler rows{server, {}};
    rows.fill();
    REQUIRE(rows.notes().size() == 1);
    CHECK(holds(rows.notes()[0], "public.impossible was proved without rows"));
    for (const char* table : {"author", "lib.book", "lib.loan"}) {
        INFO(table);
        CHECK(db.ask(std::string{"select count(*) from "} + table) == "4");
    }
    for (const char* nullable : {"author.mail", "author.chief", "lib.book.author", "lib.book.state", "lib.book.tags",
                                 "lib.book.meta", "lib.book.span", "lib.book.at", "lib.book.key", "lib.loan.back"}) {
        const std::string name = nullable, table = name.substr(0, name.rfind('.')), column = name.substr(name.rfind('.') + 1);
        INFO(name);
        if (name != "author.chief") {  // no row was there to refer to
            CHECK(db.ask("select (count(*) > count(" + column + ") and count(" + column + ") > 0)::text from " + table) == "true");
        }
    }
    CHECK(detail::sampler{server, {}}.insert_more() == "");
    db.execute("alter sequence author_id_seq restart");
    CHECK(holds(detail::sampler{server, {}}.insert_more(), "the next row of public.author: duplicate key"));
    db.execute("drop owned by proof_staff; drop role proof_staff; drop role proof_reader");
}

TEST_CASE("a_migration_that_is_proved_is_written") {
    const scratch_folder folder;
    const own_database db;  // is not touched
    const outcome first = run_kit(library(), folder, db, {"generate", "--prove", "--name", "first"}, by_tcp);
    CHECK(first.errors == "");
    REQUIRE(first.code == 0);
    model next = library();
    next.tables[0].columns.push_back(required("born", "date"));
    next.tables[3].uniques.push_back({"alone_b_key", {"b"}});
    const outcome second = run_kit(next, folder, db, {"generate", "--prove", "--name", "next", "--json"}, by_tcp);
    CHECK(second.code == 0);
    CHECK(holds(second.out, "\"proved\":true"));
    CHECK(holds(second.out, "impossible"));
    CHECK(holds(second.out, "it was proved without any in \\\"author\\\": column"));
    CHECK(holds(second.out, "it was proved without any in \\\"alone\\\": could not create unique index"));
    CHECK(db.ask("select count(*) from pg_class where relname = 'author'") == "0");
}

TEST_CASE("a_proof_is_on_a_server_of_its_own_whatever_the_environment_says_of_others") {
    const own_database db;
    const scratch_folder folder;
    const char* const names[] = {"PGHOSTADDR", "PGHOST", "PGPORT", "PGSSLMODE", "PGCHANNELBINDING", "PGGSSENCMODE",
                                 "PGTARGETSESSIONATTRS", "PGOPTIONS"};
    const char* const values[] = {"127.0.0.1", "nowhere", "1", "require", "require", "require", "standby",
                                  "-c default_transaction_read_only=on"};
    for (std::size_t i = 0; i != std::size(names); ++i) ::setenv(names[i], values[i], 1);
    const outcome ran = run_kit(library(), folder, db, {"generate", "--prove", "--name", "first"}, by_tcp);
    for (const char* each : names) ::unsetenv(each);
    CHECK(ran.errors == "");
    CHECK(ran.code == 0);
}

TEST_CASE("a_migration_that_leaves_something_else_is_not_written") {
    const scratch_folder folder;
    const model before = tables({table("t", {column("a", "integer"), column("b", "integer")})});
    generate(before, folder.path(), {.name = "first"});
    model after = before;
    after.tables[0].columns[0].comment = "said";
    after.tables[0].columns[1].not_null = true;
    generate_options asked{.name = "next"};
    asked.prove = [](proof_task task) {
        std::vector<change> less;
        for (const change& step : task.files[0].changes) {
            if (step.kind != change_kind::set_comment) less.push_back(step);
        }
        const std::vector<proof_file> files{{less, to_script(less)}};
        return prove({task.history, task.before, task.after, files}, options());
    };
    const std::string said = complaint([&] { return generate(after, folder.path(), asked); });
    CHECK(holds(said, "because of a mistake of virga's"));
    CHECK(holds(said, "\n  comment on table column public.t.a: it is missing, said"));
    CHECK(entries(folder.path()).size() == 1);

    asked.prove = [](const proof_task& task) {
        const std::vector<change> wrong{{change_kind::alter_column, "alter table nothing add x integer;", "", "t"}};
        const std::vector<proof_file> files{{wrong, to_script(wrong)}};
        return prove({task.history, task.before, task.after, files}, options());
    };
    const std::string refused = complaint([&] { return generate(after, folder.path(), asked); });
    CHECK(holds(refused, "with rows in its tables, the migration was refused.\n"));
    CHECK(holds(refused, "alter table nothing"));
    CHECK(entries(folder.path()).size() == 1);
}

TEST_CASE("a_sequence_that_stands_behind_the_rows_is_said_by_a_proof") {
    const scratch_folder folder;
    const own_database db;
    model schema = tables({table("t", {column("id", "bigint")}).primary({"id"})});
    schema.sequences = {{"", "s"}};
    CHECK(run_kit(schema, folder, db, {"generate", "--prove", "--name", "first"}, by_tcp).code == 0);
    schema.tables[0].columns[0].default_expression = "nextval('s')";
    const outcome next = run_kit(schema, folder, db, {"generate", "--prove", "--name", "next"}, by_tcp);
    CHECK(next.code == 0);
    CHECK(holds(next.errors, "left behind the rows that are there, which refuses the next row of public.t: duplicate key"));

    schema.sequences.push_back({"", "another"});
    schema.tables[0].columns[0].default_expression = "nextval('another')";
    const outcome last = run_kit(schema, folder, db, {"generate", "--prove", "--name", "last"}, by_tcp);
    CHECK(last.code == 0);
    CHECK_FALSE(holds(last.errors, "left behind"));
}

TEST_CASE("what_migrations_by_hand_made_stays_out_of_a_proof") {
    const scratch_folder folder;
    const own_database db;
    add_migration(folder, "20260101000000_extension",
                  "create extension citext; create table by_hand (x integer); create function is_mine(text) returns boolean "
                  "language sql stable as 'select $1 = current_user';");
    write_text(folder.path() / "20260101000000_extension" / "snapshot.json", to_json({"one", {}, {}}));
    model before = tables({table("t", {column("a", "citext")}).policy(policy("p", "is_mine(\"a\"::text)"))});
    const outcome first = run_kit(before, folder, db, {"generate", "--prove", "--name", "table"}, by_tcp);
    CHECK(first.code == 0);
    CHECK(holds(first.errors, "The migrations of the folder leave something else than the newest snapshot says"));
    CHECK(holds(first.errors, "\n  table public.by_hand: it should not be there\n"));
    CHECK_FALSE(holds(first.errors, "is_mine"));
    before.tables[0].columns.push_back(column("b", "text"));
    CHECK(run_kit(before, folder, db, {"generate", "--prove", "--name", "column"}, by_tcp).code == 0);

    config prepared = by_tcp;
    prepared.proof_setup = "create function theirs() returns boolean language sql as 'select true'";
    prepared.prove = true;
    before.tables[0].columns.push_back(column("c", "boolean", "theirs()"));
    CHECK(run_kit(before, folder, db, {"generate", "--name", "default"}, prepared).code == 0);
    before.tables[0].columns.push_back(column("d", "boolean", "nowhere()"));
    const outcome refused = run_kit(before, folder, db, {"generate", "--name", "refused"}, prepared);
    CHECK(refused.code == 1);
    CHECK(holds(refused.errors, "function nowhere() does not exist"));
    CHECK(entries(folder.path()).size() == 4);
    CHECK(holds(run_kit(before, folder, db, {"generate", "--custom"}, prepared).errors, "A draft cannot be proved."));
}

TEST_CASE("check_finds_what_keeps_a_file_from_being_applied") {
    const scratch_folder folder;
    const own_database db;
    const model schema = tables({table("t", {required("a", "integer")})});
    REQUIRE(run_kit(schema, folder, db, {"generate", "--name", "first"}, by_tcp).code == 0);
    const std::filesystem::path file = read_folder(folder.path()).at(0).sql_file();
    const std::string sound = read_folder(folder.path()).at(0).sql;
    const auto is_refused = [&](const std::string& more, const std::string& sentence) {
        std::ofstream{file, std::ios::binary} << sound << more;
        const outcome checked = run_kit(schema, folder, db, {"check"}, by_tcp);
        const outcome ran = run_kit(schema, folder, db, {"migrate"}, by_tcp);
        INFO(checked.errors << ran.errors);
        CHECK(checked.code == 1);
        CHECK(holds(checked.errors, sentence));
        CHECK(ran.code == 1);
        CHECK(holds(ran.errors, sentence));
        CHECK(holds(ran.errors, "Nothing of this file was run."));
    };
    is_refused("\n<<<<<<< ours\nselect 1;\n", "a merge was left unfinished here");
    is_refused(std::string("\nselect '\0';", 12), "the line holds a zero byte");
    is_refused("\ncommit;", "this statement ends the transaction");
    std::ofstream{file, std::ios::binary} << sound;
    CHECK(run_kit(schema, folder, db, {"check"}, by_tcp).code == 0);
    CHECK(run_kit(schema, folder, db, {"migrate"}, by_tcp).code == 0);
}

TEST_CASE("check_compares_a_database_with_the_declared_schema") {
    const scratch_folder folder;
    const own_database db;
    const model schema = tables({table("t", {required("a", "integer"), column("b", "text")}).primary({"a"}).index("i", {"b"})});
    CHECK(run_kit(schema, folder, db, {"generate"}, by_tcp).code == 0);
    CHECK(run_kit(schema, folder, db, {"migrate"}, by_tcp).code == 0);
    db.execute("create table other (x integer); create function f() returns integer language sql as 'select 1'");
    const outcome well = run_kit(schema, folder, db, {"check", "--database"}, by_tcp);
    CHECK(well.out == "All is well: 1 migration, up to date with the schema.\n");
    CHECK(well.code == 0);
    db.execute("alter table t alter b type varchar(5), add c integer; drop index i; create index j on t (a)");
    const outcome drifted = run_kit(schema, folder, db, {"check", "--database"}, by_tcp);
    CHECK(drifted.code == 1);
    CHECK(drifted.errors == "The database is not as the schema is declared:\n"
                            "  column public.t.b: it is character varying(5), and should be text\n"
                            "  column public.t.c: it should not be there, integer\n"
                            "  index public.i: it is missing, CREATE INDEX i ON public.t USING btree (b)\n"
                            "  index public.j: it should not be there, CREATE INDEX j ON public.t USING btree (a)\n");
}
