// examples/05_one_client.cpp: an app on Neon: its one client, batches, retries, time limits, transactions, notifications.
//
// Usage: 05_one_client [folder of migrations]. It brings a database of its own, behind a local server of Neon's protocols.
#include <chrono>       // std::chrono_literals
#include <cstdlib>      // setenv
#include <iostream>     // std::cout
#include <stop_token>   // std::stop_source
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <db/client.hpp>
#include <db/throw_away.hpp>
#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/kit/kit.hpp>

using namespace virga;
using namespace app::cms;
using namespace std::chrono_literals;
using app::auth::user;

namespace {

/// As a test, an example has to fail when it does not do what it says.
void expect(bool holds, const char* what) {
    if (not holds) throw error(std::string{"expected: "} + what);
}

constexpr auto by_slug = select(post.id, post.title, post.views).from(post).where(post.slug == arg<"slug">);

/// Insert, or leave what is there: running it twice does what running it once does.
constexpr auto put_user = insert_into(user)
                              .values(user.id = arg<"id">, user.name = arg<"name">, user.email = arg<"email">)
                              .on_conflict(user.id)
                              .do_update(user.name = excluded(user.name));

constexpr auto add_post =
    insert_into(post).values(post.author_id = arg<"author">, post.slug = arg<"slug">, post.title = arg<"title">).returning(post.id);

/// What the main of an app's migrations consists of, where they are applied over TCP or, with `--over http`, over HTTP.
int migrations(int argc, const char* const* argv) {
    const auto over_http = virga::kit::over_neon_http({.endpoint = app::database_address().http_endpoint});
    return virga::kit::run(app::schema, {.transports = {{"http", over_http}}}, argc, argv);
}

/// A URL that is missing or wrong stops the program with a sentence, in which it does not stand.
void wrong_urls() {
    for (const char* url : {"", "postgres.example.com", "postgresql://ada:s3cret@ep-x.us-east-2.aws.neon.tech:port/app"}) {
        ::setenv("DATABASE_URL", url, 1);
        try {
            app::db();
            expect(false, "a wrong URL is refused");
        } catch (const configuration_error& refused) {
            std::cout << "refused    " << refused.what() << '\n';
            expect(std::string_view{refused.what()}.find("s3cret") == std::string_view::npos, "no password in a message");
        }
    }
}

void queries_and_batches() {
    auto& db = app::db();  // one for all threads
    db(put_user, "ada", "Ada", "ada@example.org");

    // One request, one transaction: all of it or nothing. A member sees what those before it did.
    const auto [made, found] = db.batch({.isolation = isolation_level::serializable}, bind(add_post, "ada", "hello", "Hello"),
                                        bind(by_slug, "hello"));
    const auto [id, title, views] = found.one();
    expect(id == made.one()[post.id], "the second member sees what the first made");
    std::cout << "batch      " << title << ", " << views << " views\n";

    try {
        db.batch(bind(add_post, "ada", "second", "Second"), bind(add_post, "ada", "hello", "Again"));
        expect(false, "the second post of this name is refused");
    } catch (const unique_violation& refused) {
        std::cout << "undone     " << refused.constraint() << '\n';
    }
    expect(db(by_slug, "second").empty(), "a batch is all or nothing");
}

void retries(testing::local_neon& neon) {
    auto& db = app::db();

    // The answer is lost on the way: nobody knows whether the post was made, so it is not sent again.
    neon.add_fault("reset-after-exec,times=1");
    try {
        db(add_post, "ada", "lost", "Lost?");
        expect(false, "the answer is lost");
    } catch (const transport_error& failed) {
        std::cout << "unknown    " << failed.what() << '\n';
        expect(failed.may_have_run(), "it may have run");
    }
    expect(db(by_slug, "lost").size() == 1, "and here it did");

    // What may run twice is sent again.
    neon.add_fault("reset-after-exec,times=1");
    db.with({.idempotent = true})(put_user, "ada", "Ada Lovelace", "ada@example.org");

    // What provably did not run is sent again in any case.
    neon.add_fault("fail-before-exec,times=1");
    db(add_post, "ada", "retried", "Retried");
    std::cout << "retried    " << db(select(user.name).from(user)).one()[user.name] << '\n';
}

void limits() {
    auto& db = app::db();
    try {
        db.with({.timeout = 200ms}).execute("select pg_sleep(5)");
        expect(false, "the time is up");
    } catch (const timeout_error& late) {
        std::cout << "too late   " << late.what() << '\n';
    }
    std::stop_source stop;  // in a server: of the request whose client may go away
    stop.request_stop();
    try {
        db.with({.cancel = stop.get_token()})(by_slug, "hello");
        expect(false, "a call that was cancelled is not made");
    } catch (const cancelled_error& ended) {
        std::cout << "cancelled  " << ended.what() << '\n';
        expect(not ended.may_have_run(), "nothing was sent");
    }
}

/// Where what comes next depends on what was read, a transaction stays open; that takes a session.
void transaction_and_notification() {
    auto& db = app::db<neon_ws_client>();
    const auto listener = app::connect<neon_ws_client>();
    listener->listen("posts");

    const std::string title = db.transaction([](auto& tx) {
        const auto found = tx(select(post.id, post.views).from(post).where(post.slug == "hello")).one();
        const bool popular = found[post.views] > 1000;
        tx(update(post).set(post.title = popular ? "Hello, everyone" : "Hello, reader").where(post.id == found[post.id]));
        tx.notify("posts", "hello");  // sent when the transaction commits
        return tx(by_slug, "hello").one()[post.title];
    });

    const auto news = listener->wait_for_notification(10s);
    expect(news and news->payload == "hello", "the notification arrives");
    std::cout << "notified   of \"" << news->payload << "\", now \"" << title << "\"\n";
}
}  // namespace

int main(int argc, char** argv) try {
    wrong_urls();

    app::throw_away_database database;
    app::db();  // reads the environment; from here on the URL is known to be well formed
    const char* const folder = argc > 1 ? argv[1] : "schema/migrations";
    std::cout << "applied    " << app::migrate(folder) << " file(s), over HTTP\n";
    const char* const words[]{"kit", "--folder", folder, "--over", "http", "status"};
    expect(migrations(6, words) == 0, "the command line finds them applied");
    queries_and_batches();
    retries(database.neon);
    limits();
    transaction_and_notification();
} catch (const error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
