// What a user sees at a terminal while `migrate` works: a line that says what runs, and for whom it waits.
#include <array>
#include <chrono>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <virga/kit/apply.hpp>
#include <virga/kit/apply/live_line.hpp>
#include <virga/kit/postgres_database.hpp>

#include "../catch.hpp"
#include "../kit_main.hpp"
#include "kit_server.hpp"

using namespace virga_test;
using virga::kit::detail::one_line;

namespace {

/// Runs the kit at a pseudo-terminal, and hands over what it has shown so far each time that there is more. Returns it all, with
/// the exit code.
outcome run_at_terminal(const scratch_folder& folder, const own_database& db, names words, unsigned short columns,
                        const std::function<void(const std::string&)>& watch, const char* kind = "xterm") {
    words.insert(words.begin(), {"kit", "--database-url", db.url(), "--folder", folder.path().string()});
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    std::cout.flush();
    winsize size{};
    size.ws_row = 24;
    size.ws_col = columns;
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
    if (child == 0) {
        int code = 3;
        try {
            ::setenv("TERM", kind, 1);
            code = kit_main(virga::kit::model{}, {}, static_cast<int>(argv.size()), argv.data());
            std::cout.flush();
        } catch (...) {
        }
        ::_exit(code);
    }
    REQUIRE(child > 0);
    std::string seen;
    std::array<char, 4096> part{};
    for (;;) {
        pollfd waiting{terminal, POLLIN, 0};
        if (::poll(&waiting, 1, 60'000) <= 0) break;
        const ssize_t got = ::read(terminal, part.data(), part.size());
        if (got <= 0) break;  // EIO once the child has ended
        seen.append(part.data(), static_cast<std::size_t>(got));
        if (watch) watch(seen);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    ::close(terminal);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, seen, {}};
}
}  // namespace

TEST_CASE("a_terminal_shows_what_runs_and_for_whose_lock_it_waits_and_at_the_end_a_line_a_file") {
    const own_database db;
    const scratch_folder folder;
    db.execute("create table post (id int)");
    add_migration(folder, "20260101000000_a", "create table other (x int);");
    add_migration(folder, "20260102000000_b", "select 1;\n--> statement-breakpoint\n-- a column\nalter table post\n  add y int;");
    virga::postgres_client holder{db.url(), {.application_name = "the holder"}};
    std::unique_ptr<virga::postgres_transaction> transaction{new virga::postgres_transaction(holder.begin())};
    transaction->execute("lock table post");
    const std::string process = text(transaction->execute("select pg_backend_pid()")).value_or("");

    const std::string waits = " s for process " + process + ", the holder, idle in transaction, and its lock on post: "
                              "alter table post add y int";
    const auto release = [&](const std::string& seen) {
        if (transaction and holds(seen, ", waiting 1" + waits)) transaction.reset();
    };
    const outcome ran = run_at_terminal(folder, db, {"migrate"}, 200, release);
    INFO(ran.out);
    CHECK(ran.code == 0);
    CHECK(transaction == nullptr);
    CHECK(holds(ran.out, "20260102000000_b, statement 2 of 2, "));
    CHECK(holds(ran.out, "waiting 1" + waits));
    CHECK(holds(ran.out, "\r\x1B[KApplied 20260102000000_b in "));  // the live line is gone before
    CHECK(holds(ran.out, "Applied 20260101000000_a in "));
    CHECK(ran.out.ends_with(" ms\r\n"));
    CHECK(db.ask("select count(*) from drizzle.__drizzle_migrations") == "2");
}

TEST_CASE("a_line_is_as_wide_as_the_terminal_and_is_gone_after_a_failure") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "select pg_sleep(1.2); select 1 / 0;");
    const outcome ran = run_at_terminal(folder, db, {"migrate"}, 40, {});
    INFO(ran.out);
    CHECK(ran.code == 1);
    CHECK(holds(ran.out, "20260101000000_a, statement 1 of 1, ...\r\x1B[K"));
    CHECK(holds(ran.out, "\r\x1B[K" + folder.path().string()));
    CHECK(holds(ran.out, "division by zero"));
}

TEST_CASE("a_terminal_shows_for_how_long_another_migrator_is_waited_for") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "select 1;");
    postgres_database holder{db.url()};
    std::optional<migration_lock> lock;
    lock.emplace(holder, history_table{}, std::chrono::seconds{1}, nullptr);
    const auto release = [&lock](const std::string& seen) {
        if (holds(seen, "waiting for another migrator, 1 s")) lock.reset();
    };
    const outcome ran = run_at_terminal(folder, db, {"migrate"}, 100, release);
    INFO(ran.out);
    CHECK(ran.code == 0);
    CHECK(holds(ran.out, ", virga migrate) works on this database; waiting for it.\r\n"));
    CHECK(holds(ran.out, "waiting for another migrator, 1 s"));
    CHECK(holds(ran.out, "\r\x1B[KApplied 20260101000000_a in "));
}

TEST_CASE("nothing_live_where_it_is_not_wanted_or_cannot_be_erased") {
    const own_database db;
    const scratch_folder folder;
    add_migration(folder, "20260101000000_a", "select pg_sleep(0.8);");
    const outcome dumb = run_at_terminal(folder, db, {"migrate"}, 100, {}, "dumb");
    CHECK(dumb.out.starts_with("Applied 20260101000000_a in "));
    CHECK(not holds(dumb.out, "\x1B"));
    add_migration(folder, "20260102000000_b", "select pg_sleep(0.8);");
    CHECK(run_at_terminal(folder, db, {"migrate", "--quiet"}, 100, {}).out.empty());
    add_migration(folder, "20260103000000_c", "select pg_sleep(0.8);");
    CHECK(run_at_terminal(folder, db, {"migrate", "--json"}, 100, {}).out.starts_with(R"({"verb":"migrate","ok":true,)"));
}

TEST_CASE("a_line_holds_what_fits_and_nothing_that_moves_the_cursor") {
    CHECK(one_line("select 1,\n\t 2", 80) == "select 1, 2");
    CHECK(one_line("select '\x1B[2J'", 80) == "select '\\x1B[2J'");
    CHECK(one_line("abcdef", 6) == "abcdef");
    CHECK(one_line("abcdefg", 6) == "abc...");
    CHECK(one_line("a\xC3\xA4\xC3\xB6z", 5) == "a...");  // each may take two columns
    CHECK(one_line("abcdefg", 2).empty());
    CHECK(one_line("  ", 80).empty());
}

TEST_CASE("a_process_that_waits_for_nobody_is_told_from_one_that_does") {
    const own_database db;
    postgres_database watcher{db.url()};
    virga::postgres_client client{db.url()};
    const std::string process = text(client.execute("select pg_backend_pid()")).value_or("");
    CHECK(lock_wait_of(watcher, process).whom.empty());
    CHECK(lock_wait_of(watcher, "1").whom.empty());
    const auto beside = watcher.beside();
    REQUIRE(beside != nullptr);
    CHECK(rows_of(beside->query("select pg_backend_pid()", {})) != rows_of(watcher.query("select pg_backend_pid()", {})));
}
