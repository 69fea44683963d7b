// examples/01_quickstart.cpp: from an empty database to typed rows: migrate, insert, select, update, transaction.
//
// Usage: 01_quickstart [folder of migrations]. The folder is schema/migrations unless given; `ninja migrations` fills it.
#include <chrono>    // std::chrono::system_clock
#include <cstddef>   // std::size_t
#include <iostream>  // std::cout
#include <string>    // std::string

#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/apply.hpp>
#include <virga/kit/postgres_database.hpp>
#include <virga/testing/embedded_postgres.hpp>

using namespace virga;
using app::auth::user;
using app::cms::post;
using app::cms::post_status;

namespace {
// A query is a value; its text is a constant, checked and written by the compiler.
constexpr auto live = select(post.id, post.title, user.name)
                          .from(post)
                          .inner_join(user, user.id == post.author_id)
                          .where(post.status == post_status::published and user.email == arg<"email">)
                          .order_by(desc(post.published_at))
                          .limit(20);

auto now_in_microseconds() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

void migrate(const std::string& url, const std::string& folder) {
    kit::postgres_database server{url};
    kit::migrate_options options;
    options.applied = [](const kit::migration& file, auto) { std::cout << "applied  " << file.sql_file().string() << '\n'; };
    if (kit::migrate(server, kit::read_folder(folder), options) == 0) std::cout << "nothing to apply in " << folder << '\n';
}

void run(postgres_client& db) {
    std::cout << "query    " << to_sql(live) << "\n\n";

    db(insert_into(user).values(user.id = "u1", user.name = "Ada", user.email = "ada@example.org"));
    const auto made = db(insert_into(post)
                             .values(post.author_id = "u1", post.slug = "engines", post.title = "On engines",
                                     post.status = post_status::published, post.published_at = now_in_microseconds())
                             .returning(post.id))
                          .one();

    for (const auto& [id, title, author] : db(live, "ada@example.org")) {
        std::cout << "post     " << to_string(id) << " \"" << title << "\" by " << author << '\n';
    }

    const auto changed = db(update(post).set(post.views = post.views + 1).where(post.id == made[post.id])).affected();
    std::cout << "updated  " << changed << " row\n";

    // Both or neither: an exception rolls back, a return commits.
    const std::size_t posts = db.transaction([&](auto& tx) {
        tx(insert_into(post).values(post.author_id = "u1", post.slug = "notes", post.title = "Notes"));
        return tx(select(post).from(post).where(post.author_id == "u1")).size();
    });
    std::cout << "posts    " << posts << " after the transaction\n";

    try {
        db(insert_into(user).values(user.id = "u2", user.name = "Eve", user.email = "ada@example.org"));
    } catch (const unique_violation& refused) {
        std::cout << "refused  " << refused.constraint() << " on table " << refused.table() << '\n';
    }

    for (const auto& p : db(select(post).from(post).order_by(post.slug))) {
        std::cout << "row      " << p.slug << ": " << p.views << " views, " << (p.published_at ? "published" : "a draft") << '\n';
    }
}
}  // namespace

int main(int argc, char** argv) try {
    testing::embedded_postgres server;  // gone with the program, however it ends
    std::cout << "server   a throw-away PostgreSQL in " << server.socket_directory().string() << '\n';
    migrate(server.url(), argc > 1 ? argv[1] : "schema/migrations");
    postgres_client db{server.url()};
    run(db);
} catch (const error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
