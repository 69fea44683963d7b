// examples/08_blog.cpp: a blog's pages, each from one find: users, their posts, comments on these, authors and tags.
#include <chrono>    // std::chrono::sys_time
#include <cstdint>   // std::int64_t
#include <iostream>  // std::cout
#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/diff.hpp>
#include <virga/testing/embedded_postgres.hpp>

using namespace virga;

namespace {
template <class t>
struct user_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "name", not_null, unique> name;
    pg::bigint<t, "invited_by"> invited_by;

    static constexpr auto constraints(const auto& user) {
        return std::tuple{pg::foreign_key(user.invited_by).references(user.id)};
    }
};
inline constexpr table<"user", user_fields> user;

template <class t>
struct post_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::bigint<t, "author_id", not_null, references<user.id>> author_id;
    pg::text<t, "title", not_null> title;
    pg::integer<t, "views", not_null, default_to<0>> views;
    pg::boolean<t, "draft", not_null, default_to<false>> draft;

    static constexpr auto constraints(const auto& post) { return std::tuple{pg::index<"post_author">(post.author_id)}; }
};
inline constexpr table<"post", post_fields> post;

template <class t>
struct comment_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::bigint<t, "author_id", references<user.id>> author_id;  // none for a guest
    pg::text<t, "text", not_null> text;

    static constexpr auto constraints(const auto& comment) { return std::tuple{pg::index<"comment_post">(comment.post_id)}; }
};
inline constexpr table<"comment", comment_fields> comment;

template <class t>
struct tag_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "name", not_null, unique> name;
};
inline constexpr table<"tag", tag_fields> tag;

template <class t>
struct post_tag_fields {
    pg::bigint<t, "post_id", not_null, references<post.id>> post_id;
    pg::bigint<t, "tag_id", not_null, references<tag.id>> tag_id;

    static constexpr auto constraints(const auto& post_tag) {
        return std::tuple{pg::primary_key(post_tag.post_id, post_tag.tag_id)};
    }
};
inline constexpr table<"post_tag", post_tag_fields> post_tag;

inline constexpr auto everything = virga::schema(virga::domain(user, post, comment, tag, post_tag));

// A user has posts, and each of these an author; a post has comments and tags; who came was invited by somebody, or by nobody.
inline constexpr auto posts_of_user = many<"posts">(post.author_id);
inline constexpr auto author_of_post = one<"author">(post.author_id);
inline constexpr auto comments_of_post = many<"comments">(comment.post_id);
inline constexpr auto author_of_comment = one<"author">(comment.author_id);
inline constexpr auto tags_of_post = many<"tags">().through(post_tag.post_id, post_tag.tag_id);
inline constexpr auto inviter_of_user = one<"inviter">(user.invited_by);
inline constexpr auto guests_of_user = many<"guests">(user.invited_by);

void fill(postgres_client& db) {
    db(insert_into(user).values(user.name = "Ada"));
    for (const char* name : {"Bob", "Cleo"}) db(insert_into(user).values(user.name = name, user.invited_by = 1));
    const auto write = [&](std::int64_t author, const char* title, int views, bool draft) {
        db(insert_into(post).values(post.author_id = author, post.title = title, post.views = views, post.draft = draft));
    };
    write(1, "Engines", 30, false);
    write(1, "Notes", 10, false);
    write(1, "Not yet", 0, true);
    write(2, "Hello", 20, false);
    const auto say = [&](std::int64_t where, std::optional<std::int64_t> who, const char* text) {
        db(insert_into(comment).values(comment.post_id = where, comment.author_id = who, comment.text = text));
    };
    say(1, 2, "Good.");
    say(1, std::nullopt, "Where can I \"buy\" one?");
    say(4, std::nullopt, "Hi");
    for (const char* name : {"machines", "news"}) db(insert_into(tag).values(tag.name = name));
    const auto mark = [&](std::int64_t of, std::int64_t by) {
        db(insert_into(post_tag).values(post_tag.post_id = of, post_tag.tag_id = by));
    };
    mark(1, 1);
    mark(1, 2);
    mark(4, 2);
}

/// Users with their two most read posts, and the comments on these with who wrote them.
void front_page(postgres_client& db) {
    const auto page = find_many(user)
                          .with(posts_of_user.where(not post.draft)
                                    .order_by(desc(post.views))
                                    .limit(2)
                                    .with(comments_of_post.order_by(comment.id).with(author_of_comment)))
                          .order_by(user.name);
    for (const auto& u : db(page)) {
        std::cout << u.name << '\n';
        for (const auto& p : u[posts_of_user]) {
            std::cout << "  " << p.title << ", read " << p.views << " times\n";
            for (const auto& c : p[comments_of_post]) {
                const auto& author = c[author_of_comment];
                std::cout << "    " << (author ? author->name : "a guest") << ": " << c.text << '\n';
            }
        }
    }
}

/// Posts under a tag with all of their tags, by those of the best known authors first.
void posts_tagged(postgres_client& db, const std::string& name) {
    const auto tagged = find_many(post)
                            .columns(post.title)
                            .extra(count(comments_of_post).as<"comments">())
                            .with(author_of_post.columns(user.name).with(inviter_of_user), tags_of_post.order_by(tag.name))
                            .where(any(tags_of_post, tag.name == name))
                            .order_by(desc(count(comments_of_post)), author_of_post[user.name]);
    for (const auto& p : db(tagged)) {
        const auto& author = p[author_of_post];
        std::cout << p[post.title] << " by " << author[user.name];
        if (author[inviter_of_user]) std::cout << ", a guest of " << author[inviter_of_user]->name;
        std::cout << ", " << p["comments"_c] << " comments:";
        for (const auto& t : p[tags_of_post]) std::cout << ' ' << t.name;
        std::cout << '\n';
    }
}

// What a program sends on, in structs of its own.
struct guest {
    std::string name;
    std::int64_t posts;
};
struct host {
    std::string name;
    std::vector<guest> guests;
};

/// Who has invited people that do write, and whom.
void hosts(postgres_client& db) {
    const auto found = find_many(user)
                           .columns(user.name)
                           .with(guests_of_user.columns(user.name).extra(count(posts_of_user).as<"posts">()).order_by(user.name))
                           .where(any(guests_of_user, any(posts_of_user, not post.draft)));
    for (const host& each : db(found).into<host>()) {
        std::cout << each.name << " invited";
        for (const auto& [name, posts] : each.guests) std::cout << ' ' << name << " (" << posts << ')';
        std::cout << '\n';
    }
}
}  // namespace

int main() try {
    testing::embedded_postgres server;
    postgres_client db{server.url()};
    for (const auto& step : kit::diff(kit::model{}, kit::describe(everything))) db.execute(step.sql);
    fill(db);
    front_page(db);
    posts_tagged(db, "news");
    hosts(db);
} catch (const error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
