// What docs/queries.md and docs/errors.md say, on a server; pieces of this file are quoted there.
#include <unistd.h>  // getpid

#include <chrono>       // std::chrono::sys_days
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple_element_t
#include <type_traits>  // std::is_same_v
#include <utility>      // std::move
#include <vector>       // std::vector

#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/client/any_query.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/diff.hpp>      // virga::kit::diff

#include "../catch.hpp"
#include "server.hpp"

namespace {
using namespace virga;
using namespace app::cms;
using app::auth::user;
using namespace std::chrono_literals;

/// A client of a database that holds the reference app's tables, two users and three posts.
class app_database {
public:
    app_database() {
        db("truncate \"user\", category, tag, media, kb.collection restart identity cascade");
        db(insert_into(user).values(user.id = "ada", user.name = "Ada", user.email = "ada@example.org"));
        db(insert_into(user).values(user.id = "joe", user.name = "Joe", user.email = "joe@example.org"));
        std::vector<insertable<post>> posts(3);
        for (std::size_t i = 0; i != posts.size(); ++i) {
            posts[i].author_id = "ada";
            posts[i].slug = "post-" + std::to_string(i);
            posts[i].title = "Post " + std::to_string(i);
            posts[i].views = i * 10;
        }
        posts[2].status = post_status::published;
        posts[2].published_at = std::chrono::sys_days{2026y / 1 / 2};
        db(insert_into(post).rows(posts));
    }

    postgres_client client{url()};

private:
    template <class Query>
    void db(const Query& query) {
        if constexpr (std::is_convertible_v<Query, std::string_view>) client.execute(query);
        else client(query);
    }
    static const std::string& url() {
        static const std::string made = [] {
            const std::string name = "docs_" + std::to_string(::getpid());
            postgres_client{virga_test::server().url()}.execute("create database " + name);
            postgres_client tables{virga_test::server().url(name)};
            for (const auto& step : kit::diff(kit::model{}, kit::describe(app::schema))) tables.execute(step.sql);
            return virga_test::server().url(name);
        }();
        return made;
    }
};

template <class Query, std::size_t Index>
using column_type_of = std::tuple_element_t<Index, row_of<Query>>;

constexpr auto published = select(post.id, post.title)
                               .from(post)
                               .where(post.status == post_status::published)
                               .order_by(desc(post.published_at), post.slug)
                               .limit(20);
static_assert(to_sql(published) ==
              R"(select "post"."id", "post"."title" from "post" where "post"."status" = $1 )"
              R"(order by "post"."published_at" desc, "post"."slug" limit $2)");
}  // namespace

TEST_CASE("docs_a_query_is_a_value_that_a_client_runs") {
    app_database data;
    postgres_client& db = data.client;
    int rows = 0;
    for (const auto& [id, title] : db(published)) {
        CHECK(title == "Post 2");
        CHECK(to_string(id).size() == 36);
        ++rows;
    }
    CHECK(rows == 1);
    static_assert(std::is_same_v<row_of<decltype(select(post).from(post))>, row<post>>);
    CHECK(db(select(post).from(post)).size() == 3);
    CHECK(db(select(post.author_id).from(post).distinct()).size() == 1);
    CHECK(db(select(post.slug).from(post).order_by(post.slug).offset(2)).one()[post.slug] == "post-2");
}

TEST_CASE("docs_joins_decide_what_is_optional") {
    app_database data;
    postgres_client& db = data.client;

    const auto authors = select(user.name, post.title).from(user).left_join(post, post.author_id == user.id);
    static_assert(std::is_same_v<column_type_of<decltype(authors), 0>, std::string>);
    static_assert(std::is_same_v<column_type_of<decltype(authors), 1>, std::optional<std::string>>);
    CHECK(db(authors).size() == 4);

    const auto whole = select(user.name, post).from(user).left_join(post, post.author_id == user.id);
    static_assert(std::is_same_v<column_type_of<decltype(whole), 1>, std::optional<row<post>>>);

    const auto right = select(user.name, post.title).from(user).right_join(post, post.author_id == user.id);
    static_assert(std::is_same_v<column_type_of<decltype(right), 0>, std::optional<std::string>>);
    const auto full = select(user.name, post.title).from(user).full_join(post, post.author_id == user.id);
    static_assert(std::is_same_v<column_type_of<decltype(full), 0>, std::optional<std::string>>);
    static_assert(std::is_same_v<column_type_of<decltype(full), 1>, std::optional<std::string>>);
    CHECK(db(select(user.id, tag.id).from(user).cross_join(tag)).empty());

    std::vector<std::string> idle;
    for (const auto& [name, written] : db(whole)) {
        if (not written) idle.push_back(name);  // Joe has no post
    }
    CHECK(idle == std::vector<std::string>{"Joe"});

    constexpr auto parent = category.as<"parent">();
    const auto tree = select(category.name, parent.name.as<"parent_name">())
                          .from(category)
                          .left_join(parent, parent.id == category.parent_id);
    static_assert(to_sql(tree) ==
                  R"(select "category"."name", "parent"."name" as "parent_name" from "category" )"
                  R"(left join "category" "parent" on "parent"."id" = "category"."parent_id")");
    CHECK(db(tree).empty());
}

TEST_CASE("docs_predicates") {
    app_database data;
    postgres_client& db = data.client;
    const auto count_of = [&db](const auto& condition) { return db(select(post.id).from(post).where(condition)).size(); };

    CHECK(count_of(post.views > 5 and not(post.slug == "post-2")) == 1);
    CHECK(count_of(post.views < 5 or post.status != post_status::draft) == 2);
    CHECK(count_of(post.title.like("Post _") and post.slug.ilike("POST%")) == 3);
    CHECK(count_of(post.views.between(0, 10)) == 2);
    CHECK(count_of(post.views.in({10, 20, 30})) == 2);
    CHECK(count_of(post.published_at.is_null()) == 2);
    CHECK(count_of(post.views + 1 == 11) == 1);
    CHECK(count_of(length(post.title) == 6 and lower(post.title) == "post 1") == 1);
    CHECK(count_of(post.audit.created_at <= now()) == 3);  // a column of an embedded group
    CHECK(count_of(coalesce(post.cover_id, post.id) == post.id) == 3);
}

TEST_CASE("docs_operators") {
    app_database data;
    postgres_client& db = data.client;
    const auto count_of = [&db](const auto& condition) { return db(select(post.id).from(post).where(condition)).size(); };

    CHECK(count_of(post.cover_id.is_not_distinct_from(std::optional<uuid>{})) == 3);
    CHECK(count_of((post.published_at < now()).is_unknown() and not(post.views > 5).is_true()) == 1);
    CHECK(count_of(post.views % 20 == 0 and (post.views & 4) == 0 and -post.views <= 0) == 1);
    CHECK(count_of(post.slug.starts_with("post-") and post.title.contains("t 1") and post.slug.ends_with("1")) == 1);
    CHECK(count_of(post.slug.matches("^post-[01]$") and post.title.similar_to("P(ost|age) _")) == 2);
    CHECK(count_of(post.title.like("Post!_%", escaped_by<'!'>)) == 0);
    CHECK(count_of(concatenated(post.slug, ":", post.title) == "post-1:Post 1") == 1);
    CHECK(count_of(collate<"C">(post.title) > "Post 0") == 2);
    CHECK(count_of(post.views == any_of(std::vector{0, 10}) and post.views != all_of(std::vector{10})) == 1);
    CHECK(count_of(std::tuple{post.views, post.slug} > std::tuple{10, "post-0"}) == 2);
    CHECK(count_of(extract<"year">(cast<types::date>(at_time_zone(post.published_at, "UTC")) - 7) == 2025) == 1);

    const auto sizes =
        select(post.slug, case_when(post.views >= 20, "much").when(post.views >= 10, "some").otherwise("little").as<"size">(),
               cast<types::text>(post.views))
            .from(post)
            .order_by(case_when(post.status == post_status::published, 1).otherwise(2), post.slug);
    static_assert(to_sql(sizes) ==
                  R"(select "post"."slug", case when "post"."views" >= $1 then $2::text when "post"."views" >= $3 then $4::text )"
                  R"(else $5::text end as "size", cast("post"."views" as text) from "post" )"
                  R"(order by case when "post"."status" = $6 then $7::integer else $8::integer end, "post"."slug")");
    CHECK(db(sizes)[0]["size"_c] == "much");
}

namespace {
/// An operator of the app's own or of an extension: how it is written, and its forms, as those of a function.
struct begins_with : operators::binds<binding::other> {
    static constexpr std::string_view word{" ^@ "};
    using forms = list<types::boolean(types::text, types::text)>;
};
}  // namespace

TEST_CASE("docs_own_operators") {
    app_database data;
    postgres_client& db = data.client;
    const auto begun = select(post.title).from(post).where(operation<begins_with>(post.slug, "post-1"));
    static_assert(to_sql(begun) == R"(select "post"."title" from "post" where "post"."slug" ^@ $1)");
    CHECK(db(begun).size() == 1);
}

namespace {
inline constexpr function<"num_nonnulls", types::integer(any_type, any_type), never_null> num_nonnulls;
inline constexpr function<"pg_catalog.btrim", types::text(types::text, types::text)> trimmed;
}  // namespace

TEST_CASE("docs_functions") {
    app_database data;
    postgres_client& db = data.client;
    const auto named = select(trimmed(post.title, "P "), replace(post.slug, "-", " "), num_nonnulls(post.title, post.meta))
                           .from(post)
                           .where(abs(post.views) == 10);
    static_assert(to_sql(named) == R"(select pg_catalog.btrim("post"."title", $1), replace("post"."slug", $2, $3), )"
                                   R"(num_nonnulls("post"."title", "post"."meta") from "post" where abs("post"."views") = $4)");
    const auto [trim, words, views] = db(named).one();
    CHECK(trim == "ost 1");
    CHECK(words == "post 1");
    CHECK(views >= 1);

    const auto shaped = select(post.id, expr<types::integer, "char_length({}) % {}">(post.title, 5).as<"rest">())
                            .from(post)
                            .where(expr<types::boolean, "{} similar to {}">(post.slug, "post-[0-9]+"));
    static_assert(to_sql(shaped) == R"(select "post"."id", char_length("post"."title") % $1::integer as "rest" from "post" )"
                                    R"(where "post"."slug" similar to $2::text)");
    CHECK(db(shaped)[0]["rest"_c] == 1);
}

TEST_CASE("docs_a_list_is_one_array_parameter") {
    app_database data;
    postgres_client& db = data.client;
    const std::vector<std::string> slugs{"post-0", "post-1", "no such"};
    const auto some = select(post.title).from(post).where(post.slug.in(slugs));
    static_assert(to_sql(some) == R"(select "post"."title" from "post" where "post"."slug" = any($1))");
    CHECK(db(some).size() == 2);
    CHECK(db(select(post.title).from(post).where(post.slug.in(std::vector<std::string>{}))).empty());

    const auto any_of = select(post.title).from(post).where(post.slug.in(arg<"slugs">));
    CHECK(db(any_of, slugs).size() == 2);
}

TEST_CASE("docs_null_is_asked_for_and_set_by_name") {
    app_database data;
    postgres_client& db = data.client;
    CHECK(db(select(post.id).from(post).where(post.cover_id.is_null())).size() == 3);
    CHECK(db(update(post).set(post.meta = json{"[1]"}).where(post.slug == "post-0")).affected() == 1);
    CHECK(db(select(post.id).from(post).where(post.meta.is_not_null())).size() == 1);
    CHECK(db(update(post).set(post.meta = nullptr).where(post.slug == "post-0")).affected() == 1);
    const std::optional<std::int64_t> none;
    CHECK(db(update(post).set(post.category_id = none).where(post.slug == "post-0")).affected() == 1);
    CHECK(db(select(post.id).from(post).where(post.meta.is_not_null())).empty());
    // A condition on a nullable column is NULL for a row without a value, which where takes for false.
    CHECK(db(select(post.id).from(post).where(post.published_at < now())).size() == 1);
    CHECK(db(select(post.id).from(post).where(not(post.published_at < now()))).empty());
}

namespace {
constexpr auto by_author = select(post.title)
                               .from(post)
                               .inner_join(user, user.id == post.author_id)
                               .where(user.email == arg<"email"> and post.views >= arg<"views">)
                               .limit(arg<"most">);
static_assert(std::is_same_v<parameters_of<decltype(by_author)>, list<types::text, types::integer, types::bigint>>);
}  // namespace

TEST_CASE("docs_arguments_are_given_by_position_in_order_of_first_use") {
    app_database data;
    postgres_client& db = data.client;
    CHECK(db(by_author, "ada@example.org", 10, 5).size() == 2);
    CHECK(db(by_author, std::string("ada@example.org"), 0, 1).size() == 1);

    const auto either = select(user.id).from(user).where(user.name == arg<"word"> or user.email == arg<"word">);
    static_assert(to_sql(either) ==
                  R"(select "user"."id" from "user" where "user"."name" = $1 or "user"."email" = $1)");
    CHECK(db(either, "Joe").size() == 1);
}

TEST_CASE("docs_a_query_owns_rvalues_and_refers_to_lvalues") {
    app_database data;
    postgres_client& db = data.client;
    const auto with_title = [](std::string title) {
        return select(post.slug).from(post).where(post.title == std::move(title));
    };
    const auto owner = with_title("Post " + std::to_string(1));  // owns the string
    CHECK(db(owner).one()[post.slug] == "post-1");

    std::string title = "Post 1";
    int views = 10;
    const auto referrer = select(post.slug).from(post).where(post.title == title and post.views == views);
    title = "Post 2";  // the query refers to the string, and sees this
    CHECK(db(referrer).empty());
    views = 20;  // but it has a copy of the number
    CHECK(db(referrer).empty());
    title = "Post 1";
    CHECK(db(referrer).one()[post.slug] == "post-1");
}

TEST_CASE("docs_groups") {
    app_database data;
    postgres_client& db = data.client;
    const auto totals = select(user.id, user.name, count(post.id).as<"posts">(), sum(post.views).as<"views">(),
                               avg(post.views))
                            .from(user)
                            .left_join(post, post.author_id == user.id)
                            .group_by(user.id)
                            .having(count() >= arg<"least">)
                            .order_by(desc(count(post.id)), user.name);
    static_assert(std::is_same_v<column_type_of<decltype(totals), 2>, std::int64_t>);
    static_assert(std::is_same_v<column_type_of<decltype(totals), 3>, std::optional<std::int64_t>>);
    static_assert(std::is_same_v<column_type_of<decltype(totals), 4>, std::optional<numeric>>);
    const auto first = db(totals, 1).first();
    REQUIRE(first);
    CHECK((*first)["posts"_c] == 3);
    CHECK((*first)["views"_c] == 30);
    CHECK(get<4>(*first) == numeric{10});
    const auto all = select(count(), min(post.slug), max(post.views)).from(post);
    const auto [posts, least, most] = db(all).one();
    CHECK(posts == 3);
    CHECK(least == "post-0");
    CHECK(most == 20);
}

TEST_CASE("docs_subqueries") {
    app_database data;
    postgres_client& db = data.client;
    const auto writers = select(user.name).from(user).where(user.id.in(select(post.author_id).from(post)));
    const auto own_posts = select(post.id).from(post).where(post.author_id == user.id);
    const auto silent = select(user.name).from(user).where(not exists(own_posts));
    const auto most_read = select(post.slug).from(post).where(post.views >= all_of(select(post.views).from(post)));
    const auto written = select(user.id, user.name).from(user).where(user.email.ends_with("example.org"));
    const auto signed_posts = select(post.slug).from(post).where(in(std::tuple{post.author_id, "Ada"}, written));
    const auto others_posts = select(post.slug).from(post).where(not in(std::tuple{post.author_id, post.title}, written));
    CHECK(db(signed_posts).size() == 3);
    CHECK(db(others_posts).size() == 3);
    CHECK(db(most_read).one()[post.slug] == "post-2");
    CHECK(db(writers).one()[user.name] == "Ada");
    CHECK(db(silent).one()[user.name] == "Joe");
}

namespace {
inline constexpr function<
    "posts_of", set_of<column_definition<"slug", types::text>, column_definition<"views", types::integer>>(types::text), stable>
    posts_of;

struct headline {
    std::string title;
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> published_at;
};
}  // namespace

TEST_CASE("docs_sources_made_of_queries") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto busy = select(post.author_id, count().as<"posts">(), max(post.published_at).as<"last">())
                              .from(post)
                              .group_by(post.author_id)
                              .as<"busy">();
    const auto authors = select(user.name, busy["posts"_c]).from(user).inner_join(busy, busy[post.author_id] == user.id);
    CHECK(db(authors).one()["posts"_c] == 3);

    constexpr auto sums =
        by_hand<"select author_id, sum(views) from post where views >= {} group by rollup (author_id)">(0)
            .as<"sums", column_definition<"author", types::text, may_be_null>, column_definition<"views", types::bigint>>();
    const auto of_all = select(sums["views"_c]).from(sums).where(sums["author"_c].is_null());
    CHECK(db(of_all).one()["views"_c] == 30);

    constexpr auto latest = select(post.title, post.views)
                                .from(post)
                                .where(post.author_id == user.id)
                                .order_by(desc(post.views))
                                .limit(2)
                                .as<"latest">();
    const auto top_two =
        select(user.name, latest[post.title]).from(user).left_join_lateral(latest).order_by(user.name, latest[post.title]);
    static_assert(std::is_same_v<column_type_of<decltype(top_two), 1>, std::optional<std::string>>);
    CHECK(db(top_two).size() == 3);  // two of Ada's, and Joe without any

    constexpr auto totals =
        cte<"totals">(select(post.author_id, sum(post.views).as<"views">()).from(post).group_by(post.author_id));
    const auto shares = with(totals)
                            .select(post.title, post.views, totals["views"_c])
                            .from(post)
                            .inner_join(totals, totals[post.author_id] == post.author_id);
    CHECK(db(shares).size() == 3);

    constexpr auto subtree = recursive<"subtree">(
        select(category.id, category.parent_id).from(category).where(category.id == arg<"root">), [](auto above) {
            return select(category.id, category.parent_id)
                .from(category)
                .inner_join(above, above[category.id] == category.parent_id);
        });
    const auto below = with(subtree).select(subtree[category.id]).from(subtree);
    CHECK(db(below, 1).empty());

    const auto counted =
        select(user.name, scalar(select(count()).from(post).where(post.author_id == user.id)).as<"posts">()).from(user);
    static_assert(std::is_same_v<column_type_of<decltype(counted), 1>, std::int64_t>);  // aggregates alone: always a row
    const auto page = select(post.id).from(post).where(post.views >= 10).order_by(post.slug).limit(1);
    CHECK(db(counted).size() == 2);
    CHECK(db(count(select(post.id).from(post).where(post.views >= 10).order_by(post.slug))).one().get<0>() == 2);
    CHECK(db(page).size() == 1);
}

TEST_CASE("docs_functions_values_and_samples_in_from") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto views = generate_series(0, 30, 10).as<"views">();
    const auto seen = select(views["views"_c], count(post.id).as<"posts">())
                          .from(views)
                          .left_join(post, post.views == views["views"_c])
                          .group_by(views["views"_c])
                          .order_by(views["views"_c]);
    CHECK(db(seen).size() == 4);
    CHECK(db(seen)[3]["posts"_c] == 0);

    const std::vector<std::string> wanted{"post-1", "lost"};
    const auto slug = unnest(wanted).as<"slug">();
    const auto missing =
        select(slug["slug"_c]).from(slug).left_join(post, post.slug == slug["slug"_c]).where(post.id.is_null());
    CHECK(db(missing).one()["slug"_c] == "lost");

    constexpr auto word = regexp_split_to_table(post.title, " ").with_ordinality().as<"word", "text", "place">();
    const auto first_words = select(post.slug, word["text"_c]).from(post).inner_join(word, word["place"_c] == 1);
    CHECK(db(first_words)[0]["text"_c] == "Post");

    constexpr auto item = jsonb_to_recordset(arg<"items">)
                              .as<"item", column_definition<"slug", types::text>, column_definition<"views", types::integer>>();
    const auto counted =
        update(post).set(post.views = coalesce(item["views"_c], 0)).from(item).where(post.slug == item["slug"_c]);
    CHECK(db(counted, json{R"([{"slug": "post-1", "views": 5}, {"slug": "post-2"}])"}).affected() == 2);

    db.execute("create function posts_of(author text, out slug text, out views integer) returns setof record stable strict "
               "language sql as 'select slug, views from post where author_id = author'");
    constexpr auto of_ada = posts_of("ada").as<"of_ada">();
    const auto read = select(of_ada).from(of_ada).where(of_ada["views"_c] > 1);
    CHECK(db(read).one()["slug"_c] == "post-1");
    db.execute("drop function posts_of");

    constexpr auto least = values_list(std::tuple{"ada", 5}, std::tuple{"joe", arg<"of_joe">}).as<"least", "author", "views">();
    const auto enough = select(post.slug).from(post).inner_join(
        least, least["author"_c] == post.author_id and post.views >= least["views"_c]);
    CHECK(db(enough, 0).size() == 1);

    const auto tenth = select(post.slug).from(post.tablesample(bernoulli(10)).repeatable(7));
    CHECK(db(tenth).size() <= 3);
}

TEST_CASE("docs_sets_and_locks") {
    app_database data;
    postgres_client& db = data.client;
    const auto feed = select(post.title.as<"what">(), post.author_id.as<"of">())
                          .from(post)
                          .union_all(select(user.name, user.id).from(user))
                          .order_by(post.author_id, "what"_c)
                          .limit(10);
    CHECK(db(feed).size() == 5);

    const auto newest = select(post.author_id, post.title)
                            .distinct_on(post.author_id)
                            .from(post)
                            .order_by(post.author_id, desc(post.views));
    CHECK(db(newest).one()[post.title] == "Post 2");

    db.transaction([](auto& tx) {
        const auto next = select(post.id).from(post).where(post.status == post_status::draft).order_by(post.slug).limit(1);
        const auto taken = tx(next.for_update().skip_locked()).first();
        CHECK(taken.has_value());
    });
}

TEST_CASE("docs_windows") {
    app_database data;
    postgres_client& db = data.client;
    const auto running = select(post.title, sum(post.views).over(partition_by(post.author_id), order_by(post.slug)).as<"so_far">(),
                                row_number().over<"by_views">().as<"place">())
                             .from(post)
                             .window<"by_views">(order_by(desc(post.views)))
                             .order_by(post.slug);
    static_assert(std::is_same_v<column_type_of<decltype(running), 1>, std::int64_t>);  // of the row itself at least
    CHECK(db(running)[2]["so_far"_c] == 30);

    const auto lately =
        select(post.slug, count().over(order_by(post.audit.created_at),
                                       range_between(preceding(interval{.days = 7}), current_row)).as<"in_a_week">())
            .from(post);
    CHECK(db(lately).size() == 3);

    const auto told = select(count(distinct(post.author_id)), count().filter(post.status == post_status::draft),
                             string_agg(post.title, ", ").order_by(desc(post.views)))
                          .from(post);
    CHECK(db(told).one().get<2>() == "Post 2, Post 1, Post 0");
}

TEST_CASE("docs_writes_over_several_tables") {
    app_database data;
    postgres_client& db = data.client;
    CHECK(
        db(update(post).set(post.body = user.name).from(user).where(user.id == post.author_id and user.name == "Ada")).affected() ==
        3);
    CHECK(
        db(insert_into(tag).columns(tag.name).select(select(user.name).from(user)).on_conflict(tag.name).do_nothing()).affected() ==
        2);
    CHECK(db(delete_from(post).using_(user).where(user.id == post.author_id and user.name == "Joe")).affected() == 0);
    constexpr auto gone = cte<"gone">(delete_from(post).where(post.views == 0).returning(post.title));
    const auto moved = with(gone).insert_into(tag).columns(tag.name).select(select(substr(gone[post.title], 1, 40)).from(gone));
    CHECK(db(moved).affected() == 1);
}

TEST_CASE("docs_results") {
    app_database data;
    postgres_client& db = data.client;
    const auto counted = select(post.title, post.published_at, count().as<"n">()).from(post).group_by(post.id);
    const auto found = db(counted.order_by(post.slug));
    CHECK(found.size() == 3);
    const auto row = found[0];
    const auto& [title, published_at, n] = row;
    CHECK(title == row[post.title]);
    CHECK(n == row["n"_c]);
    CHECK(get<1>(row) == published_at);

    for (const headline& each : db(select(post.title, post.published_at).from(post)).into<headline>()) {
        CHECK(each.title.starts_with("Post"));
    }
    CHECK_FALSE(db(select(post.id).from(post).where(post.slug == "no such")).first());
    CHECK_THROWS_AS(db(select(post.id).from(post)).one(), row_count_error);
    CHECK_THROWS_AS(db(select(post.id).from(post).where(post.slug == "no such")).one(), row_count_error);

    auto copy = found;  // shares the result
    CHECK(copy[2][post.title] == "Post 2");
    CHECK(db(update(post).set(post.views = 0).where(post.views > 0)).affected() == 2);
}

TEST_CASE("docs_inserts") {
    app_database data;
    postgres_client& db = data.client;
    const auto made = db(insert_into(post)
                             .values(post.author_id = "joe", post.slug = "new", post.title = "New", post.cover_id = nullptr)
                             .returning(post.id, post.status))
                          .one();
    CHECK(made[post.status] == post_status::draft);

    std::vector<insertable<tag>> tags(2);
    tags[0].name = "c++";
    tags[1].name = "sql";
    const auto all = insert_into(tag).rows(tags).on_conflict(tag.name).do_nothing();
    static_assert(to_sql(all) ==
                  R"(insert into "tag" ("name") select "1" from unnest($1::text[]) as "given" ("1") )"
                  R"(on conflict ("name") do nothing)");
    CHECK(db(all).affected() == 2);
    CHECK(db(all).affected() == 0);
    CHECK(db(insert_into(tag).rows(std::vector<insertable<tag>>{})).affected() == 0);

    tags.emplace_back();  // and no name
    CHECK_THROWS_AS(db(insert_into(tag).rows(tags)), value_error);

    std::vector<insertable<tag>> words;
    for (const char* word : {"copied", "too"}) words.push_back({.id = {}, .name = word});
    CHECK(db.copy(copy_into(tag), words) == 2);

    const auto put = insert_into(user)
                         .values(user.id = arg<"id">, user.name = arg<"name">, user.email = arg<"email">)
                         .on_conflict(user.email)
                         .do_update(user.name = excluded(user.name))
                         .returning(user.id);
    CHECK(db(put, "new", "Joseph", "joe@example.org").one()[user.id] == "joe");
    CHECK(db(select(user.name).from(user).where(user.id == "joe")).one()[user.name] == "Joseph");
    CHECK(db(insert_into(tag).overriding_system_value().values(tag.id = 1000, tag.name = "moved")).affected() == 1);

    const auto renamed = insert_into(user)
                             .values(user.id = "joe", user.name = "Jo", user.email = "joe@example.org")
                             .on_conflict(user.email)
                             .do_update(all_excluded)
                             .where(user.name != excluded(user.name));
    CHECK(db(renamed).affected() == 1);
    CHECK(db(renamed).affected() == 0);
    const auto again = insert_into(user).values(user.id = "ada", user.name = "A", user.email = "other@example.org");
    CHECK(db(again.on_conflict().do_nothing().returning(user.id)).empty());
}

TEST_CASE("docs_merges") {
    app_database data;
    postgres_client& db = data.client;
    CHECK(db(insert_into(tag).values(tag.name = "Ada")).affected() == 1);
    const auto named_after_users = merge_into(tag)
                                       .using_(user, tag.name == user.name)
                                       .when_matched(user.email.like("%@example.org"))
                                       .update(tag.name = concatenated("user ", user.name))
                                       .when_matched()
                                       .delete_()
                                       .when_not_matched()
                                       .insert(tag.name = user.name);
    CHECK(db(named_after_users).affected() == 2);
    CHECK(db(select(tag.name).from(tag).where(tag.name == "user Ada")).size() == 1);
}

TEST_CASE("docs_updates_and_deletes") {
    app_database data;
    postgres_client& db = data.client;
    const auto before = db(select(post).from(post).where(post.slug == "post-0")).one();
    CHECK(db(update(post).set(post.views = post.views + 1, post.title = "Read").where(post.slug == "post-0")).affected() == 1);
    const auto after = db(select(post).from(post).where(post.slug == "post-0")).one();
    CHECK(after.views == before.views + 1);
    CHECK(after.audit.updated_at > before.audit.updated_at);  // on_update_now

    patch<post> changes;
    changes.title = "A better title";
    changes.published_at = std::nullopt;
    const auto kept = db(update(post).set(changes).where(post.id == before.id).returning(post)).one();
    CHECK(kept.title == "A better title");
    CHECK(kept.views == after.views);
    CHECK(kept.audit.updated_at > after.audit.updated_at);
    const patch<tag> name{.id = {}, .name = "c++"};
    static_assert(to_sql(update(tag).set(name).where(tag.id == 1)) ==
                  R"(update "tag" set "name" = case when $1 then $2 else "tag"."name" end where "tag"."id" = $3)");
    CHECK(changes.title.is_changed());
    CHECK_FALSE(changes.slug.is_changed());
    const patch<post> nothing;
    CHECK_THROWS_AS(db(update(post).set(nothing).where(post.id == before.id)), value_error);

    constexpr auto read = update(post)
                              .set(post.views = post.views + 1)
                              .where(post.slug == arg<"slug">)
                              .returning(old(post.views).as<"before">(), new_(post.views).as<"after">());
    static_assert(to_sql(read) == R"(update "post" set "views" = "post"."views" + $1, "updated_at" = now() )"
                                  R"(where "post"."slug" = $2 returning old."views" as "before", new."views" as "after")");

    CHECK(db(update(post).set(post.views = 0).all_rows()).affected() == 3);
    CHECK(db(delete_from(post).where(post.slug == "post-0").returning(post.id)).one()[post.id] == before.id);
    CHECK(db(delete_from(post).all_rows()).affected() == 2);
}

TEST_CASE("docs_transactions") {
    app_database data;
    postgres_client& db = data.client;
    const auto rename = [](auto& runner, std::string_view name) {
        runner(update(user).set(user.name = name).where(user.id == "ada"));
    };
    const auto name_now = [&db] { return db(select(user.name).from(user).where(user.id == "ada")).one()[user.name]; };

    db.transaction([&](auto& tx) { rename(tx, "Countess"); });  // commits
    CHECK(name_now() == "Countess");
    {
        auto tx = db.begin({.isolation = isolation_level::serializable});
        rename(tx, "Nobody");
        CHECK_THROWS_AS(name_now(), usage_error);  // db refuses while a transaction is open on it
    }  // not committed: rolled back
    CHECK(name_now() == "Countess");

    const auto names = db.transaction([](auto& tx) { return tx(select(user.name).from(user)).size(); }, {.read_only = true});
    CHECK(names == 2);
    CHECK_THROWS_AS(db.transaction([&](auto& tx) { rename(tx, "x"); }, {.read_only = true}), read_only_violation);
}

TEST_CASE("docs_errors_at_run_time") {
    app_database data;
    postgres_client& db = data.client;
    try {
        db(insert_into(user).values(user.id = "eve", user.name = "Eve", user.email = "ada@example.org"));
        FAIL("the address is taken");
    } catch (const unique_violation& refused) {
        CHECK(refused.sqlstate() == "23505");
        CHECK(refused.table() == "user");
        CHECK(refused.constraint() == "user_email_key");
        CHECK(refused.detail() == "Key (email)=(ada@example.org) already exists.");  // holds the value
        const std::string_view log = refused.what();                                 // and this does not
        CHECK(log.find("ada@example.org") == log.npos);
        CHECK(log.find(refused.statement()) != log.npos);
    }
    CHECK_THROWS_AS(db(select(post.id).from(post).where(post.views == 3'000'000'000)), value_error);
    const auto too_long = insert_into(tag).values(tag.name = std::string(41, 'x'));
    CHECK_THROWS_AS(db(too_long), data_exception);  // 22001
    CHECK_THROWS_AS(db(select(post.id).from(post).limit(-1)), value_error);
    CHECK_THROWS_AS(db(select(post.id).from(post).limit(1).offset(arg<"from">), -1), value_error);
    // What the schema says and the database does not hold.
    db.execute("alter table post alter column title drop not null; update post set title = null");
    CHECK_THROWS_AS(db(select(post.title).from(post)).first(), value_error);
    db.execute("update post set title = 'x'; alter table post alter column title set not null");
}

TEST_CASE("docs_values_by_name") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto page = select(post.slug).from(post).limit(arg<"most">).where(post.views >= arg<"least">).order_by(post.views);
    CHECK(db(page, "most"_a = 1, "least"_a = 5).one()[post.slug] == "post-1");
}

TEST_CASE("docs_queries_shaped_at_run_time") {
    app_database data;
    postgres_client& db = data.client;
    const auto search = [](const std::optional<std::string>& author, std::optional<int> least, bool most_read_first) {
        return select(post.slug)
            .from(post)
            .where(when(author.has_value(), post.author_id == author.value_or("")) and
                   when(least.has_value(), post.views >= least.value_or(0)))
            .order_by(one_of(most_read_first, asc(post.slug), desc(post.views)), post.id)
            .limit(20);
    };
    CHECK(db(search("ada", 5, false)).size() == 2);
    CHECK(db(search({}, {}, true)).size() == 3);
    CHECK(to_sql(search({}, 5, false)) ==
          R"(select "post"."slug" from "post" where "post"."views" >= $1 order by "post"."slug", "post"."id" limit $2)");

    std::optional<std::tuple<int, uuid>> last;  // of the page before
    const auto newest = [&] {
        return select(post.id, post.views).from(post).order_by(desc(post.views), desc(post.id)).after(last).limit(2);
    };
    const auto first_page = db(newest());
    last.emplace(first_page[1][post.views], first_page[1][post.id]);
    CHECK(db(newest()).one()[post.views] == 0);
}

TEST_CASE("docs_explain") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto titled = select(post.id).from(post).where(post.slug == arg<"slug">);
    std::string plan;
    for (const auto& [line] : db(explain(titled), "post-1")) plan += line + "\n";
    CHECK(to_sql(explain(titled)) == R"(explain select "post"."id" from "post" where "post"."slug" = $1)");
    CHECK(plan.find(R"((slug = 'post-1'::text))") != plan.npos);

    const auto read = update(post).set(post.views = post.views + 1).where(post.slug == "post-1").returning(post.id);
    const auto ran = db(explain<"analyze, costs off, timing off, summary off">(read)).to_vector();
    CHECK(ran[0]["QUERY PLAN"_c].starts_with("Update on post (actual rows=1"));
    CHECK(db(select(post.views).from(post).where(post.slug == "post-1")).one()[post.views] == 11);  // it has run

    constexpr auto their_posts = many<"posts">(post.author_id);
    CHECK(db(explain(find_many(user).with(their_posts))).size() == 3);  // two scans, one after the other
    CHECK(db(explain(find_many(user).where(when(true, user.id == "ada")).with(their_posts.limit(1)))).size() > 3);
    const auto [lines, users] = db.batch(bind(explain<"format json">(titled), "post-1"), select(user.id).from(user));
    CHECK(lines.one()["QUERY PLAN"_c].starts_with("["));
    CHECK(users.size() == db(find_many(user)).size());
}

TEST_CASE("docs_comments") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto page = with_comment<"route='/posts'">(select(post.slug).from(post).order_by(post.slug).limit(2));
    CHECK(to_sql(page) == R"(select "post"."slug" from "post" order by "post"."slug" limit $1 /*route='/posts'*/)");
    CHECK(db(page).size() == 2);

    const auto all = with_comment<"route='/authors'">(find_many(user).where(when(false, user.name == "x")));
    CHECK(to_sql(all).ends_with(" /*route='/authors'*/"));
    CHECK(db(all).size() == db(find_many(user)).size());
    // Rows of relations, which come apart in this statement, are put together as without the comment.
    constexpr auto posts_beside = many<"posts">(post.author_id);
    const auto with_posts = find_many(user).with(posts_beside.order_by(post.slug)).order_by(user.id);
    const auto commented = db(with_comment<"route='/authors'">(with_posts));
    REQUIRE(commented.size() == db(with_posts).size());
    CHECK(commented[0][posts_beside].size() == db(with_posts)[0][posts_beside].size());
    CHECK(commented[0][posts_beside].size() == 3);
}

TEST_CASE("docs_queries_shaped_by_the_call") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto filtered =
        select(post.slug)
            .from(post)
            .where(post.author_id == optional_arg<"author"> and when(optional_arg<"words">, post.title.ilike(arg<"words">)))
            .order_by(post.slug);
    CHECK(db(filtered, std::nullopt, std::nullopt).size() == 3);
    CHECK(db(filtered, "words"_a = std::optional<std::string>("% 1"), "author"_a = "ada").one()[post.slug] == "post-1");
}

TEST_CASE("docs_any_query") {
    app_database data;
    postgres_client& db = data.client;
    struct line {
        std::string name;
        std::int64_t count;
    };
    std::vector<any_query<line>> reports;
    reports.push_back(select(post.author_id, count()).from(post).group_by(post.author_id));
    reports.push_back(
        bind(select(post.title, count(post.id)).from(post).where(post.slug == arg<"slug">).group_by(post.id), "post-1"));
    for (const any_query<line>& report : reports) CHECK(db(report).one().count >= 0);
    CHECK(db(reports[0]).one().count == 3);
    CHECK(db(reports[1]).one().name == "Post 1");
}

TEST_CASE("docs_groupings") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto by_author_and_status = select(post.author_id, post.status, grouping(post.status), count())
                                              .from(post)
                                              .group_by(post.author_id, rollup(post.status))
                                              .order_by(post.author_id, grouping(post.status), post.status);
    static_assert(std::is_same_v<column_type_of<decltype(by_author_and_status), 0>, std::string>);
    static_assert(std::is_same_v<column_type_of<decltype(by_author_and_status), 1>, std::optional<post_status>>);
    const auto found = db(by_author_and_status);
    const auto [author, status, is_all, number] = found[found.size() - 1];
    CHECK(author == "ada");
    CHECK(status == std::nullopt);
    CHECK(is_all == 1);
    CHECK(number == 3);
}

TEST_CASE("docs_literals") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto month = date_trunc(literal<"month">, at_time_zone(post.published_at, literal<"Europe/Berlin">));
    constexpr auto by_month = select(month.as<"month">(), sum(post.views).as<"views">())
                                  .from(post)
                                  .where(post.status == literal<post_status::published, post_status_type>)
                                  .group_by(month)
                                  .order_by(month);
    static_assert(to_sql(by_month) ==
                  R"(select date_trunc('month'::text, timezone('Europe/Berlin'::text, "post"."published_at")) as "month", )"
                  R"(sum("post"."views") as "views" from "post" where "post"."status" = 'published'::"public"."post_status" )"
                  R"(group by date_trunc('month'::text, timezone('Europe/Berlin'::text, "post"."published_at")) )"
                  R"(order by date_trunc('month'::text, timezone('Europe/Berlin'::text, "post"."published_at")))");
    CHECK(db(by_month).one()["views"_c] == 20);
}

TEST_CASE("docs_times_and_intervals") {
    app_database data;
    postgres_client& db = data.client;
    constexpr interval week{.days = 7};
    const auto recent = select(post.slug, (now() - post.published_at) * 0.5, age(now(), post.published_at))
                            .from(post)
                            .where(post.published_at > now() - week or post.published_at.is_null());
    static_assert(to_sql(recent) ==
                  R"(select "post"."slug", (now() - "post"."published_at") * $1, age(now(), "post"."published_at") from "post" )"
                  R"(where "post"."published_at" > now() - $2::interval or "post"."published_at" is null)");
    CHECK(db(recent).size() == 2);
}

TEST_CASE("docs_text_search") {
    app_database data;
    postgres_client& db = data.client;
    constexpr auto found = select(post.slug, ts_rank(to_tsvector<"english">(post.title), websearch_to_tsquery<"english">("posts")))
                               .from(post)
                               .where(to_tsvector<"english">(post.title).matches(websearch_to_tsquery<"english">("posts")));
    CHECK(db(found).size() == 3);
}

TEST_CASE("docs_sql_forms") {
    app_database data;
    postgres_client& db = data.client;
    static constexpr function<"format", types::text(types::text, any_type), stable, may_be_null> format_text;
    static constexpr function<"version", types::text(), stable> server_version;
    static constexpr function<"has_table_privilege", types::boolean(types::name, types::text, types::text), stable, may_be_null>
        role_may;
    static constexpr function<"xml_is_well_formed", types::boolean(types::text), stable> is_xml;
    static constexpr function<"area", types::double_precision(types::circle)> area_of;
    static constexpr function<"ts_stat", set_of<column_definition<"word", types::text>, column_definition<"ndoc", types::integer>,
                                                column_definition<"nentry", types::integer>>(types::text), volatile_>
        ts_stat;
    const auto berlin = at_time_zone(now(), "Europe/Berlin");
    const auto by_forms = select(
        case_when(post.views == 0, "none").when(post.views == 10, "some").end(),
        post.views.between(least(post.views, 5), greatest(post.views, 5)),
        expr<types::array<types::integer>, "array[{}, {}]">(post.views, post.views + 1),
        expr<types::text, "({})[1]", may_be_null>(string_to_array(post.title, " ")), strpos(post.title, "st"),
        substr(post.title, 2, 3),
        substring(post.title, "[0-9]+"), overlay(post.title, "x", 2, 3), trim(post.title, "P"), normalize(post.title),
        expr<types::text, "normalize({}, nfd)">(post.title), is_normalized(post.title, "NFD"),
        tsrange(berlin, berlin).overlaps(tsrange(berlin, berlin)), row_to_json(post), to_jsonb(post), current_user(),
        session_user()).from(post).where(post.slug == "post-1");
    CHECK(db(by_forms).size() == 1);
    const auto by_names = select(
        random_number() < 1.0, power(post.views, 2), bool_and(post.views >= 0).over(), berlin, cast<types::date>(berlin),
        cast<types::time>(berlin),
        age(berlin, at_time_zone(post.published_at, "Europe/Berlin")), to_char(berlin, "YYYY"),
        to_char(cast<types::timestamp>(cast<types::date>(berlin)), "YYYY"),
        cast<types::text>(cast<types::time>(berlin)), current_setting(literal<"search_path">)).from(post);
    CHECK(db(by_names).size() == 3);
    const auto by_hand = select(
        format_text("%s!", post.title), server_version(), role_may(current_user(), "public.post", "select"), is_xml(post.title),
        area_of(expr<types::circle, "circle(point(0, 0), {})">(post.views)),
        expr<types::bigint, "pg_total_relation_size({}::regclass)", volatile_>("public.post"),
        expr<types::text, "pg_typeof({})::text", stable>(post.title),
        expr<types::text, "pg_advisory_xact_lock({})::text", volatile_>(std::int64_t{7}),
        expr<types::array<types::integer>, "array_fill({}, array[3])">(post.views),
        expr<types::xml, "xmlelement(name b, {})">(post.title)).from(post);
    CHECK(db(by_hand).size() == 3);
    static constexpr pg::sequence<"invoice_number"> invoice_number;
    db.execute("create sequence if not exists invoice_number");
    CHECK(get<0>(db(select(setval(invoice_number, arg<"number">, false)), 100).one()) == 100);
    CHECK(get<0>(db(select(nextval(invoice_number))).one()) == 100);
    const auto words = ts_stat("select to_tsvector('simple', title) from post").as<"words">();
    CHECK(db(select(words).from(words)).size() == 4);
}
