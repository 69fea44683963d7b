// examples/02_reports.cpp: joins, groups, subqueries and what NULL does to types.
#include <iostream>  // std::cout
#include <optional>  // std::optional
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
constexpr auto parent = category.as<"parent">();  // a second name, for a self join

void fill(postgres_client& db) {
    db(insert_into(user).values(user.id = "ada", user.name = "Ada", user.email = "ada@example.org"));
    db(insert_into(user).values(user.id = "joe", user.name = "Joe", user.email = "joe@example.org"));
    const auto root =
        db(insert_into(category).values(category.slug = "science", category.name = "Science").returning(category.id)).one();
    const auto child = db(insert_into(category)
                              .values(category.slug = "maths", category.name = "Maths", category.parent_id = root[category.id])
                              .returning(category.id))
                           .one();
    std::vector<insertable<post>> posts(3);
    for (std::size_t i = 0; i != posts.size(); ++i) {
        posts[i].author_id = i == 2 ? "joe" : "ada";
        posts[i].slug = "post-" + std::to_string(i);
        posts[i].title = "Post " + std::to_string(i);
        posts[i].category_id = child[category.id];
        posts[i].views = static_cast<std::int32_t>(i * 10);
    }
    db(insert_into(post).rows(posts));
}

// A struct of the app's own: its members are the columns, in order.
struct author_report {
    std::string name;
    std::int64_t posts;
    std::optional<std::int64_t> views;  // the sum of no rows is NULL
};

void report(postgres_client& db) {
    const auto by_author = select(user.name, count(post.id).as<"posts">(), sum(post.views).as<"views">())
                               .from(user)
                               .left_join(post, post.author_id == user.id)
                               .group_by(user.id)
                               .having(count(post.id) >= arg<"least">)
                               .order_by(desc(count(post.id)));
    for (const author_report& each : db(by_author, 1).into<author_report>()) {
        std::cout << each.name << ": " << each.posts << " posts, " << each.views.value_or(0) << " views\n";
    }

    // The parent of a root is missing, so its columns are optional.
    for (const auto& row : db(select(category.name, parent.name.as<"parent_name">())
                                  .from(category)
                                  .left_join(parent, parent.id == category.parent_id)
                                  .order_by(category.name))) {
        std::cout << row[category.name] << " in " << row["parent_name"_c].value_or("no other") << '\n';
    }

    const auto readers = select(user.name)
                             .from(user)
                             .where(not exists(select(post.id).from(post).where(post.author_id == user.id and post.views > 5)));
    std::cout << to_sql(readers) << '\n' << db(readers).size() << " without a post that is read\n";
}
}  // namespace

int main(int argc, char** argv) try {
    testing::embedded_postgres server;
    kit::postgres_database migrated{server.url()};
    kit::migrate(migrated, kit::read_folder(argc > 1 ? argv[1] : "schema/migrations"));
    postgres_client db{server.url()};
    fill(db);
    report(db);
} catch (const error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
