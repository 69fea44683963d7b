// What docs/relations.md says, on a server; pieces of this file are quoted there.
#include <unistd.h>  // getpid

#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <vector>       // std::vector

#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/diff.hpp>

#include "../catch.hpp"
#include "server.hpp"

namespace {
using namespace virga;
using namespace app::cms;
using app::auth::user;

/// A client of a database that holds the reference app's tables, two users, their posts, tags and categories.
postgres_client filled_client() {
    static int made = 0;
    const std::string name = "docs_relations_" + std::to_string(::getpid()) + "_" + std::to_string(made++);
    postgres_client{virga_test::server().url()}.execute("create database " + name);
    postgres_client db{virga_test::server().url(name)};
    for (const auto& step : kit::diff(kit::model{}, kit::describe(app::schema))) db.execute(step.sql);
    db.execute("insert into \"user\" (id, name, email, updated_at) values ('ada', 'Ada', 'ada@example.org', now()), "
               "('joe', 'Joe', 'joe@example.org', now())");
    db.execute("insert into category (slug, name) values ('all', 'All'), ('one', 'One')");
    db.execute("update category set parent_id = 1 where id = 2");
    db.execute("insert into post (author_id, category_id, slug, title, views, status, published_at) values "
               "('ada', 2, 'a', 'A', 10, 'published', now()), ('ada', null, 'b', 'B', 200, 'published', now()), "
               "('ada', 1, 'c', 'C', 5, 'draft', null)");
    db.execute("insert into tag (name) values ('new'), ('old')");
    db.execute("insert into post_tag select post.id, tag.id from post, tag where slug = 'a' or name = 'old'");
    return db;
}

// Both ends of a foreign key, each by a word; a composite key is named column by column.
constexpr auto articles_of_collection = many<"articles">(app::kb::article.collection_id);
constexpr auto links_of_revision = many<"links">(app::kb::article_link.from_article_id, app::kb::article_link.from_number);
// Ends that no foreign key ties together, if one of them is a key.
constexpr auto namesake_of_category = one<"namesake">(category.slug, tag.name);

// A view by hand, and a table of the app between two others that has one row at most for a user.
template <class t>
struct activity_fields {
    pg::text<t, "user_id", primary_key> user_id;
    pg::bigint<t, "posts", not_null> posts;
};
constexpr table<"activity", activity_fields, "public", existing> activity;
constexpr auto activity_of_user = one<"activity">(user.id, activity.user_id);

template <class t>
struct pinned_fields {
    pg::text<t, "user_id", primary_key, references<user.id>> user_id;
    pg::uuid<t, "post_id", not_null, references<post.id>> post_id;
};
constexpr table<"pinned", pinned_fields> pinned;
constexpr auto pinned_of_user = one<"pinned">().through(pinned.user_id, pinned.post_id);

constexpr auto page = find_many(user)
                          .with(posts_of_user.where(post.views >= arg<"least">)
                                    .order_by(desc(post.views))
                                    .limit(5)
                                    .with(tags_of_post.order_by(tag.name), category_of_post))
                          .order_by(user.name);

struct tag_line {
    std::string name;
};
struct post_line {
    std::string title;
    std::vector<tag_line> tags;
};
struct user_page {
    std::string name;
    std::vector<post_line> posts;
};
}  // namespace

TEST_CASE("docs_relations_in_one_call") {
    postgres_client db = filled_client();
    std::string read;
    for (const auto& u : db(page, 8)) {
        read += u.name + ":";
        for (const auto& p : u[posts_of_user]) {
            read += " " + p.title;
            if (const auto& c = p[category_of_post]) read += " in " + c->name;
            for (const auto& t : p[tags_of_post]) read += " #" + t.name;
        }
        read += "\n";
    }
    CHECK(read == "Ada: B #old A in One #new #old\nJoe:\n");
}

TEST_CASE("docs_relations_conditions") {
    postgres_client db = filled_client();
    const auto busy = find_many(user)
                          .extra(count(posts_of_user).as<"posts">(), max(posts_of_user, post.views).as<"most">())
                          .where(any(posts_of_user, post.views > 100) and count(published_of_user) >= 2)
                          .order_by(desc(count(posts_of_user)), user.name);
    const auto ada = db(busy).one();
    CHECK(ada["posts"_c] == 3);
    CHECK(ada["most"_c] == 200);

    const auto quiet = find_many(user).where(none(posts_of_user));
    CHECK(db(quiet).one().name == "Joe");
    const auto all_tagged =
        find_many(user).where(any(posts_of_user) and every(posts_of_user, any(tags_of_post, tag.name == "old")));
    CHECK(db(all_tagged).one().name == "Ada");
    const auto by_author =
        find_many(post).where(author_of_post[user.name] == "Ada").order_by(author_of_post[user.email], post.slug);
    CHECK(db(by_author).size() == 3);
    // They are expressions as others are, in any query on the table that the relation begins at.
    CHECK(db(select(user.name, count(posts_of_user)).from(user).where(any(posts_of_user))).size() == 1);
    CHECK(db(update(user).set(user.image = "none").where(none(posts_of_user))).affected() == 1);
}

TEST_CASE("docs_relations_what_is_read") {
    postgres_client db = filled_client();
    const auto titles = find_many(user).columns(user.name).with(posts_of_user.columns(post.title).order_by(post.title));
    for (const auto& u : db(titles.where(user.id == "ada"))) {
        CHECK(u[user.name] == "Ada");
        CHECK(u[posts_of_user].at(0)[post.title] == "A");
    }
    const auto pages = db(find_many(user)
                              .columns(user.name)
                              .with(posts_of_user.columns(post.title)
                                        .order_by(post.title)
                                        .with(tags_of_post.columns(tag.name).order_by(tag.name)))
                              .order_by(user.name))
                           .into<user_page>()
                           .to_vector();
    CHECK(pages.at(0).posts.at(0).tags.at(1).name == "old");

    const auto without = find_many(post).without(post.body, post.meta).where(post.slug == "a");
    CHECK(db(without).one()[post.title] == "A");
}

TEST_CASE("docs_relations_shaped_at_run_time") {
    postgres_client db = filled_client();
    const bool published_only = true;
    const auto found = find_first(user)
                           .with(posts_of_user.where(when(published_only, post.status == post_status::published)))
                           .where(user.email == arg<"email">);
    const auto ada = db(found, "ada@example.org").first();
    REQUIRE(ada);
    CHECK((*ada)[posts_of_user].size() == 2);
}

TEST_CASE("docs_relations_order_and_pages") {
    postgres_client db = filled_client();
    const bool by_views = true;
    const auto sorted = find_many(user)
                            .extra(count(posts_of_user).as<"posts">())
                            .with(posts_of_user.order_by(one_of(by_views, asc(post.title), desc(post.views)), post.id).limit(2))
                            .order_by(desc("posts"_c), user.name);
    CHECK(db(sorted).first()->name == "Ada");
    CHECK(db(sorted)[0][posts_of_user].at(0).title == "B");

    const auto first_of_each = find_many(post)
                                   .distinct_on(post.author_id)
                                   .order_by(post.author_id, desc(post.views))
                                   .with(author_of_post, tags_of_post);
    CHECK(db(first_of_each).one().title == "B");
    CHECK(db(find_many(post).columns(post.status).distinct()).size() == 2);

    std::string read;
    std::optional<std::tuple<std::int32_t, uuid>> last;
    do {
        const auto posts =
            db(find_many(post).order_by(desc(post.views), post.id).after(last).limit(2).with(author_of_post, tags_of_post));
        for (const auto& p : posts) read += p.title + " by " + p[author_of_post].name + "\n";
        if (posts.size() == 2) last = {posts[1].views, posts[1].id};
        else last = std::nullopt;
    } while (last);
    CHECK(read == "B by Ada\nA by Ada\nC by Ada\n");
}

TEST_CASE("docs_relations_locks_streams_and_batches") {
    postgres_client db = filled_client();
    db.transaction([&](auto& tx) {
        const auto next = tx(find_first(post)
                                 .with(author_of_post)
                                 .where(post.status == post_status::draft)
                                 .order_by(post.id)
                                 .for_update()
                                 .skip_locked())
                              .first();
        REQUIRE(next);
        tx(update(post).set(post.title = "by " + (*next)[author_of_post].name).where(post.id == next->id));
    });
    CHECK(db(find_many(post).where(post.title == "by Ada")).size() == 1);

    std::string read;
    for (const auto& u : db.stream(find_many(user).with(posts_of_user.order_by(post.slug)).order_by(user.name))) {
        read += u.name;
        for (const auto& p : u[posts_of_user]) read += " " + p.slug;
        read += "\n";
    }
    CHECK(read == "Ada a b c\nJoe\n");
    const auto [users, tags] = db.batch(bind(page, 8), find_many(tag).with(posts_of_tag).order_by(tag.name));
    CHECK(users.size() == 2);
    CHECK(tags[1][posts_of_tag].size() == 3);
}

TEST_CASE("docs_relations_to_views_and_by_a_table_between") {
    postgres_client db = filled_client();
    db.execute("create view public.activity as select author_id as user_id, count(*) as posts from post group by author_id");
    db.execute("create table pinned (user_id text primary key references \"user\", post_id uuid not null references post)");
    db.execute("insert into pinned select author_id, id from post where slug = 'b'");
    for (const auto& u : db(find_many(user).with(activity_of_user, pinned_of_user).where(any(activity_of_user)))) {
        CHECK(u[activity_of_user]->posts == 3);
        CHECK(u[pinned_of_user]->title == "B");
    }
    CHECK_FALSE(db(find_first(user).with(pinned_of_user).where(user.id == "joe")).one()[pinned_of_user]);
}

TEST_CASE("docs_relations_up_a_tree") {
    postgres_client db = filled_client();
    const auto tree = find_many(category)
                          .with(parent_of_category, children_of_category.with(posts_of_category))
                          .where(category.slug == "all");
    const auto all = db(tree).one();
    CHECK_FALSE(all[parent_of_category]);
    CHECK_FALSE(db(find_first(category).with(namesake_of_category)).one()[namesake_of_category]);
    CHECK(db(find_many(app::kb::collection).with(articles_of_collection)).empty());
    CHECK(db(find_many(app::kb::revision).with(links_of_revision)).empty());
    CHECK(all[children_of_category].at(0)[posts_of_category].at(0).slug == "a");
}

namespace {
// A post with the tags that it gets, by their keys, and the category that is made for it, if there is one.
struct draft {
    insertable<posts_of_user, category_of_post> row;
    std::vector<int> tags;
    std::optional<insertable<category>> made_for_it;
};
struct newcomer {
    insertable<user> row;
    std::vector<draft> posts;
};

template <class Row>
Row post_called(const std::string& slug) {
    Row made;
    made.slug = slug;
    made.title = slug;
    return made;
}
}  // namespace

TEST_CASE("docs_relations_written_together") {
    postgres_client db = filled_client();
    std::vector<insertable<posts_of_user>> posts(2);
    posts[0].slug = "hello";
    posts[0].title = "Hello";
    posts[1].slug = "again";
    posts[1].title = "Again";
    const auto eve = db(insert_into(user)
                            .values(user.id = "eve", user.name = "Eve", user.email = "eve@example.org")
                            .with(posts_of_user.columns(post.id, post.title), posts)
                            .returning(user.name))
                         .one();
    CHECK(eve[user.name] == "Eve");
    CHECK(eve[posts_of_user].at(1)[post.title] == "Again");

    std::vector<newcomer> newcomers(2);
    newcomers[0].row = {.id = "bob", .name = "Bob", .email = "bob@example.org", .email_verified = {}, .image = {}, .created_at = {},
                        .updated_at = {}};
    newcomers[1].row = {.id = "dan", .name = "Dan", .email = "dan@example.org", .email_verified = {}, .image = {}, .created_at = {},
                        .updated_at = {}};
    using row = insertable<posts_of_user, category_of_post>;
    newcomers[0].posts.push_back({post_called<row>("trees"), {1, 2}, std::nullopt});
    newcomers[0].posts.back().made_for_it.emplace();
    newcomers[0].posts.back().made_for_it->slug = "botany";
    newcomers[0].posts.back().made_for_it->name = "Botany";
    newcomers[0].posts.push_back({post_called<row>("stones"), {}, std::nullopt});
    const auto insert = insert_into(user)
                            .with(posts_of_user.with(connect(tags_of_post), category_of_post.columns(category.name)))
                            .rows(newcomers)
                            .returning(user);
    const auto made = db(insert).to_vector();
    const auto& trees = made.at(0)[posts_of_user].at(0);
    CHECK(trees.author_id == "bob");
    CHECK(trees[tags_of_post].at(1).name == "old");
    CHECK(trees[category_of_post].value()[category.name] == "Botany");
    CHECK_FALSE(made.at(0)[posts_of_user].at(1)[category_of_post]);
    CHECK(made.at(1)[posts_of_user].empty());

    // What comes back fills structs as a find does, and the statement runs in batches and transactions.
    struct title_alone {
        std::string title;
    };
    struct name_and_posts {
        std::string name;
        std::vector<title_alone> posts;
    };
    const auto more = insert_into(user)
                          .values(user.id = "zoe", user.name = "Zoe", user.email = "zoe@example.org")
                          .with(posts_of_user.columns(post.title), std::vector{post_called<insertable<posts_of_user>>("last")})
                          .returning(user.name);
    const auto [zoe, all] = db.batch(more, find_many(user).with(posts_of_user).order_by(user.name));
    CHECK(zoe.into<name_and_posts>().one().posts.at(0).title == "last");
    CHECK(all.size() == 6);
}
