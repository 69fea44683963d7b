// examples/03_writing.cpp: many rows at once, upserts, partial updates, savepoints, errors.
#include <iostream>  // std::cout
#include <string>    // std::string
#include <vector>    // std::vector

#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/apply.hpp>              // virga::kit::migrate
#include <virga/kit/folder.hpp>             // virga::kit::read_folder
#include <virga/kit/postgres_database.hpp>  // virga::kit::postgres_database
#include <virga/testing/embedded_postgres.hpp>

using namespace virga;
using namespace app::cms;
using app::auth::user;

namespace {
void write(postgres_client& db) {
    db(insert_into(user).values(user.id = "ada", user.name = "Ada", user.email = "ada@example.org"));

    // One statement and one text, however many rows there are.
    std::vector<insertable<tag>> tags(3);
    tags[0].name = "c++";
    tags[1].name = "sql";
    tags[2].name = "rain";
    for (const auto& [id, name] : db(insert_into(tag).rows(tags).returning(tag.id, tag.name))) {
        std::cout << "tag " << id << " is " << name << '\n';
    }

    // Insert, or update what is there.
    const auto put = insert_into(user)
                         .values(user.id = arg<"id">, user.name = arg<"name">, user.email = arg<"email">)
                         .on_conflict(user.email)
                         .do_update(user.name = excluded(user.name))
                         .returning(user.id, user.name);
    const auto [id, name] = db(put, "other", "Ada Lovelace", "ada@example.org").one();
    std::cout << id << " is now " << name << '\n';

    // A patch changes the members that were assigned and nothing else.
    const auto made =
        db(insert_into(post).values(post.author_id = "ada", post.slug = "a", post.title = "A").returning(post.id)).one();
    patch<post> changes;
    changes.title = "A better title";
    changes.meta = virga::json{R"({"reviewed": true})"};
    const auto after = db(update(post).set(changes).where(post.id == made[post.id]).returning(post)).one();
    std::cout << after.title << ", " << after.meta->text() << ", still at " << after.slug << '\n';
}

void fail_and_go_on(postgres_client& db) {
    db.transaction([](auto& tx) {
        tx(update(post).set(post.views = 7).where(post.slug == "a"));
        try {
            tx.transaction([](auto& inner) {  // a savepoint
                inner(update(post).set(post.views = -1).all_rows());
            });
        } catch (const check_violation& refused) {
            std::cout << "undone: " << refused.constraint() << '\n';
        }
        std::cout << "views: " << tx(select(post.views).from(post)).one()[post.views] << '\n';
    });
}
}  // namespace

int main(int argc, char** argv) try {
    testing::embedded_postgres server;
    kit::postgres_database migrated{server.url()};
    kit::migrate(migrated, kit::read_folder(argc > 1 ? argv[1] : "schema/migrations"));
    postgres_client db{server.url()};
    write(db);
    fail_and_go_on(db);
} catch (const error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
