// Migrations on disk: read in order, written whole or not at all.
#include <csignal>
#include <functional>
#include <set>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <virga/kit/folder.hpp>
#include <virga/kit/folder/chain.hpp>
#include <virga/kit/folder/file_rules.hpp>
#include <virga/kit/folder/write_migration.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"
#include "kit_scratch.hpp"

using namespace virga_test;
using namespace std::chrono;
namespace fs = std::filesystem;

TEST_CASE("a_file_is_cut_at_breakpoints_and_parts_without_a_word_are_left_out") {
    const auto parts = statements_of(
        "-- first\n/* /* nested */ */ select 1;\n--> statement-breakpoint\n\n-- nothing here\n--> statement-breakpoint\n"
        "select 2;--> statement-breakpoint\nselect 3");
    REQUIRE(parts.size() == 3);
    CHECK(parts[0].sql == "-- first\n/* /* nested */ */ select 1;\n");
    CHECK(parts[0].line == 2);
    CHECK(parts[1].line == 7);
    CHECK(parts[1].sql == "\nselect 2;");
    CHECK(parts[2].sql == "\nselect 3");
    CHECK(parts[2].line == 8);
    CHECK(statements_of("").empty());
    CHECK(statements_of("-- only words\n--> statement-breakpoint\n/* more").empty());
    CHECK(statements_of("-").size() == 1);
}

TEST_CASE("the_hash_is_the_sha256_of_the_file") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("times_in_names") {
    const sys_seconds time = sys_days{2024y / February / 29} + 23h + 59min + 59s;
    CHECK(timestamp(time) == "20240229235959");
    CHECK(time_of("20240229235959_x") == time);
    CHECK(folder_name("first", "", time) == "20240229235959_first");
    CHECK(folder_name("next", "20240229235958_x", time) == "20240229235959_next");
    CHECK(folder_name("same", "20240229235959_x", time) == "20240301000000_same");
    CHECK(folder_name("later", "20250101000000_x", time) == "20250101000001_later");
}

TEST_CASE("names_of_migrations") {
    for (const char* good : {"20240229235959_x", "20240229235959_Add-it_2", "00010101000000_a", "99991231235959_a"})
        CHECK(is_migration_name(good));
    for (const char* never :
         {"20230229000000_x", "20240431000000_x", "20241301000000_x", "20240001000000_x", "20240100000000_x", "20240132000000_x",
          "20240101240000_x", "20240101006000_x", "20240101000060_x", "99999999999999_a", "00000000000000_a"}) {
        INFO(never);
        CHECK_FALSE(is_migration_name(never));
    }
    for (const char* bad : {"20240229235959", "20240229235959_", "2024022923595_xx", "20240229235959_a b", "20240229235959_a/b",
                            "2024022923595x_a", "20240229235959-x"}) {
        CHECK_FALSE(is_migration_name(bad));
    }
    for (const char* bad : {"", "a b", "../x", "a.b", "\xC3\xBC"}) CHECK_THROWS_AS(folder_name(bad, "", {}), kit_error);
    CHECK_THROWS_AS(folder_name(std::string(190, 'x'), "", {}), kit_error);
    CHECK(holds(complaint([] { return folder_name("b", "99991231235959_a", {}); }),
                "The name of the newest migration, 99991231235959_a, has the last time"));
    CHECK(folder_name("b", "99991231235958_a", {}) == "99991231235959_b");
}

TEST_CASE("a_written_migration_is_read_back") {
    const scratch_folder scratch;
    const fs::path folder = scratch.path() / "a" / "b";
    CHECK(read_folder(folder).empty());
    write_migration(folder, "20250101000001_second", "select 2;\n", "{}");
    write_migration(folder, "20250101000000_first", "select 1;\n", "{}");
    const auto all = read_folder(folder);
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "20250101000000_first");
    CHECK(all[0].sql == "select 1;\n");
    CHECK(all[0].hash == sha256("select 1;\n"));
    CHECK(all[1].name == "20250101000001_second");
    CHECK(read_file(all[1].snapshot_file()) == "{}");
    CHECK(entries(folder).size() == 2);
    CHECK(holds(complaint([&] { return write_migration(folder, "20250101000000_first", "other", "{}"); }), "exists already"));
    CHECK(read_folder(folder)[0].sql == "select 1;\n");
}

TEST_CASE("what_is_not_a_migration_is_passed_over_or_refused") {
    const scratch_folder scratch;
    write_text(scratch.path() / "README.md", "x");
    write_text(scratch.path() / ".virga-cut-short" / "migration.sql", "x");
    write_text(scratch.path() / "notes" / "x.txt", "x");
    CHECK(read_folder(scratch.path()).empty());
    write_text(scratch.path() / "20250101000000_half" / "snapshot.json", "{}");
    CHECK(holds(complaint([&] { return read_folder(scratch.path()); }),
                "20250101000000_half holds a snapshot.json, but no migration.sql"));
    std::filesystem::remove_all(scratch.path() / "20250101000000_half");
    CHECK(holds(complaint([&] { return read_folder(scratch.path() / std::string(300, 'x')); }), " cannot be read: "));
    write_text(scratch.path() / "0001_old" / "migration.sql", "x");
    CHECK(holds(complaint([&] { return read_folder(scratch.path()); }), "its name is not that of a migration"));
    write_text(scratch.path() / "meta" / "_journal.json", "{}");
    CHECK(holds(complaint([&] { return read_folder(scratch.path()); }), "drizzle-kit up"));
    CHECK(holds(complaint([&] { return read_folder(scratch.path() / "README.md"); }), "is not a folder"));
    CHECK(holds(complaint([&] { return write_migration(scratch.path() / "README.md", "20250101000000_a", "", ""); }),
                "cannot be written"));
}

TEST_CASE("every_path_that_is_not_what_it_should_be_is_named") {
    const scratch_folder scratch;
    const fs::path root = scratch.path() / "migrations", one = root / "20250101000000_a", sql = one / "migration.sql",
                   json = one / "snapshot.json";
    const auto said = [&](const std::function<void()>& arrange) {
        fs::remove_all(root);
        write_text(sql, "select 1;");
        write_text(json, "{}");
        arrange();
        return complaint([&] { return read_folder(root); });
    };
    const auto linked = [&](const fs::path& path) {
        return [path] {
            fs::remove_all(path);
            fs::create_directories(path.parent_path());
            fs::create_symlink("nowhere", path);
        };
    };
    const auto is_folder = [&](const fs::path& path) {
        return [path] {
            fs::remove_all(path);
            fs::create_directories(path);
        };
    };
    const auto is_pipe = [&](const fs::path& path) {
        return [path] {
            fs::remove(path);
            REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
        };
    };
    for (const fs::path& file : {sql, json}) {
        CHECK(said(is_folder(file)) ==
              "The path " + file.string() + " is a folder, where a file should be. Move it away, and put the file in its place.");
        CHECK(said(linked(file)) == "The path " + file.string() + " is a link that leads nowhere. Put the file in its place.");
        CHECK(said(is_pipe(file)) == "The path " + file.string() + " is neither a file nor a folder. Put the file in its place.");
    }
    CHECK(said(linked(one)) == "The path " + one.string() + " is a link that leads nowhere. Mend it, or remove it.");
    CHECK(said(linked(root)) == "The path " + root.string() + " is a link that leads nowhere. Mend it, or remove it.");
    CHECK(said([&] { fs::remove_all(root), write_text(root, "x"); }) ==
          "The path " + root.string() + " is not a folder, which that of the migrations should be.");
    for (const char* name : {"20250101000000_b", "20250101000000_b.sql", "0001_old.sql", "99999999999999_b"}) {
        CHECK(said([&] { write_text(root / name, "x"); }) ==
              "The path " + (root / name).string() +
                  " has a name like that of a migration, but is no folder: the SQL of one lies in "
                  "`yyyymmddhhmmss_name/migration.sql`. Move it there, or away.");
    }
    for (const char* name : {"99999999999999_a", "20250231000000_a", "20250101000060_a"}) {
        CHECK(said([&] { write_text(root / name / "migration.sql", "x"); }) ==
              "The folder " + (root / name).string() + " holds a migration.sql, but the first 14 digits of its name are no time, "
              "`yyyymmddhhmmss` in UTC. Rename it, and its row in the table of migrations where it is applied.");
    }
    CHECK(holds(said([&] { write_text(root / "99999999999999_a" / "Migration.sql", "x"); }),
                "99999999999999_a has a name like that of a migration, but holds no migration.sql"));
    CHECK(holds(said([&] { write_text(root / "20250101000000_b" / "up.sql", "x"); }),
                "20250101000000_b has a name like that of a migration, but holds no migration.sql"));
    CHECK(holds(said([&] { linked(root / "20250101000000_b" / "snapshot.json")(); }),
                "20250101000000_b holds a snapshot.json, but no migration.sql"));
    for (const char* name : {"migration.sql", "snapshot.json"}) {
        CHECK(holds(said([&] { write_text(root / name, "x"); }),
                    "The path " + (root / name).string() + " lies beside the migrations"));
        CHECK(holds(said(is_folder(root / name)), "The path " + (root / name).string() + " lies beside the migrations"));
    }
    CHECK(said([] {}) == "");
    CHECK(complaint([&] { return read_folder(one); }) ==
          "The path " + one.string() + " is one migration. Give the folder that holds them all.");
    CHECK(complaint([&] { return read_folder(one / ""); }) ==
          "The path " + (one / "").string() + " is one migration. Give the folder that holds them all.");
    CHECK(complaint([&] { return read_folder(fs::path{}); }) == "The path of the folder of migrations is empty.");
    CHECK(said([&] {  // what is passed over
              write_text(root / ".gitattributes", "*.sql -text");
              write_text(root / "seeds.sql", "x");
              write_text(root / "20250101000000" / "x", "x");
              write_text(root / "20250101000000_left" / ".DS_Store", "x");
              fs::create_symlink("nowhere", root / "notes");
              fs::create_directory_symlink(one, root / "20250101000001_b");
          }) == "");
    CHECK(read_folder(root).size() == 2);
}

TEST_CASE("what_may_not_be_read_is_named") {
    const scratch_folder scratch;
    const fs::path root = scratch.path() / "migrations", one = root / "20250101000000_a";
    write_text(one / "migration.sql", "select 1;");
    write_text(one / "snapshot.json", "{}");
    const auto said = [&](const fs::path& path, const auto& read) {
        fs::permissions(path, fs::perms::none);
        const bool is_root = ::geteuid() == 0;  // who may read everything, and so becomes somebody else
        if (is_root and ::seteuid(65534) != 0) FAIL("cannot become another user");
        const std::string text = complaint(read);
        if (is_root and ::seteuid(0) != 0) FAIL("cannot become root again");
        fs::permissions(path, fs::perms::all);
        return text;
    };
    const auto reading = [&] { return read_folder(root); };
    fs::permissions(scratch.path(), fs::perms::all);
    CHECK(said(one / "migration.sql", reading) ==
          "The file " + (one / "migration.sql").string() + " cannot be read: Permission denied.");
    CHECK(said(one, reading) == "The path " + (one / "migration.sql").string() + " cannot be read: Permission denied.");
    CHECK(holds(said(root, reading), "The path " + root.string()));
    CHECK(said(one / "snapshot.json", [&] { return read_chain(read_folder(root)); }) ==
          "The file " + (one / "snapshot.json").string() + " cannot be read: Permission denied.");
}

TEST_CASE("line_ends_are_no_difference") {
    const std::string lf = "a\nb\n\nc\n", crlf = "a\r\nb\r\n\r\nc\r\n", cr = "a\rb\r\rc\r", mark = "\xEF\xBB\xBF";
    const std::vector<std::string> kinds{lf, crlf, cr, mark + lf, mark + crlf, mark + cr};
    for (const std::string& applied : kinds) {
        for (const std::string& found : kinds) CHECK(is_hash_of(sha256(applied), found, sha256(found)));
        CHECK(is_hash_of(sha256(applied), "a\r\nb\n\rc\n", ""));  // of several kinds, as an editor can leave it
        for (const char* other : {"a\nb\nc\n", "a\nb\n\nc", "a\nb\n\nd\n", "", "a\\nb\n\nc\n"})
            CHECK_FALSE(is_hash_of(sha256(applied), other, sha256(other)));
    }
    const std::string several = "a\r\nb\n\nc\n";
    CHECK(is_hash_of(sha256(several), several, sha256(several)));
    CHECK_FALSE(is_hash_of(sha256(several), lf, sha256(lf)));
    CHECK(is_hash_of(sha256(""), "", sha256("")));
    CHECK(is_hash_of(sha256(mark), "", sha256("")));
    CHECK(is_hash_of(sha256("x"), "x", sha256("x")));
    CHECK(line_ends_of("") == line_ends::lf);
    CHECK(line_ends_of("a\nb") == line_ends::lf);
    CHECK(line_ends_of("a\r\nb") == line_ends::crlf);
    for (const char* several_kinds : {"\r", "a\r\nb\n", "a\nb\r\n", "a\r\r\n", "a\n\r"})
        CHECK(line_ends_of(several_kinds) == line_ends::mixed);
    CHECK(as_run(mark + crlf) == lf);
    CHECK(as_run(lf) == lf);
    CHECK(as_run("'a\r\nb'\n") == "'a\r\nb'\n");
    const auto parts = statements_of("select 1;\r\n--> statement-breakpoint\r\nselect '\r\n';\r\n");
    REQUIRE(parts.size() == 2);
    CHECK(parts[1].sql == "\nselect '\n';\n");
    CHECK(parts[1].line == 3);
}

TEST_CASE("a_write_that_fails_leaves_nothing") {
    const scratch_folder scratch;
    write_text(scratch.path() / "20250101000000_a" / "x", "in the way");
    CHECK_THROWS_AS(write_migration(scratch.path(), "20250101000000_a", "", ""), kit_error);
    CHECK(entries(scratch.path()) == names{"20250101000000_a"});
}

TEST_CASE("what_a_killed_write_left_goes_with_a_later_one") {
    const scratch_folder scratch;
    for (const char* name : {".virga-old", ".virga-young", ".other"}) write_text(scratch.path() / name / "migration.sql", "x");
    const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours{1};
    for (const char* name : {".virga-old", ".other"}) std::filesystem::last_write_time(scratch.path() / name, long_ago);
    write_migration(scratch.path(), "20250101000000_a", "", "");
    CHECK(entries(scratch.path()) == names{".other", ".virga-young", "20250101000000_a"});
}

TEST_CASE("a_write_that_is_killed_leaves_whole_migrations_only") {
    const scratch_folder scratch;
    const std::string sql(200'000, 'x');
    for (int round = 0; round != 20; ++round) {
        int first_written[2];
        REQUIRE(::pipe(first_written) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            for (int i = 0;; ++i) {
                write_migration(scratch.path(), timestamp(sys_seconds{seconds{round * 100'000 + i}}) + "_killed", sql, "{}");
                if (i == 0 and ::write(first_written[1], "w", 1) != 1) ::_exit(1);
            }
        }
        ::close(first_written[1]);
        char letter = 0;
        CHECK(::read(first_written[0], &letter, 1) == 1);
        ::close(first_written[0]);
        ::usleep(static_cast<useconds_t>(500 * round));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
    }
    const auto all = read_folder(scratch.path());
    CHECK(all.size() >= 20);
    for (const migration& each : all) {
        REQUIRE(each.sql == sql);
        REQUIRE(read_file(each.snapshot_file()) == "{}");
    }
}

TEST_CASE("statements_that_end_the_transaction_or_copy_are_found_by_line") {
    const auto line = [](std::string_view sql) { return find_fault(sql).sentence.empty() ? 0 : find_fault(sql).line; };
    for (const char* sql :
         {"commit", "create table a (x int);\nCOMMIT work", "/* a; */ -- b;\nend;", "select 1;\n abort", "select ';';\nrollback",
          "select $$;$$;\nprepare transaction 'x'", "select E'\\';';\nrollback transaction", "select 1;\ncopy a (x) from stdin",
          "select \"a;\"\"b\";\nCopy a TO STDOUT with (format csv)", "select $1, a$b$c from t;\nend",
          "create function f() returns int begin atomic select 1; end;\ncommit"}) {
        INFO(sql);
        CHECK(line(sql) == (std::string_view{sql} == "commit" ? 1 : 2));
    }
    for (const char* sql :
         {"", ";;", "select 'commit; commit'", "-- commit;\nselect 1", "/* /* */ commit; */ select 1", "do $$ begin commit; end $$",
          "do $a$ begin execute $b$;commit;$b$; end $a$", "rollback to savepoint s", "rollback work to s; rollback to s",
          "prepare p as select 1", "copy a from '/f'", "comment on table a is 'x;end'", "create table \"commit\" (\"end\" int)",
          "create function f() returns int begin atomic select 1; end", "select 'unclosed; commit", "select $a$ ; commit",
          "select /* ; commit"}) {
        INFO(sql);
        CHECK(line(sql) == 0);
    }
}
