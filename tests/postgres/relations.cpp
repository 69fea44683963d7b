// Relational finds on a server: what comes, and that it comes exactly.
#include <algorithm>    // std::max
#include <chrono>       // std::chrono::sys_days
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <map>          // std::map
#include <memory>       // std::make_shared
#include <optional>     // std::optional
#include <string>       // std::string
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/any_query.hpp>  // virga::any_query
#include <virga/client/observer.hpp>   // virga::observer

#include "../catch.hpp"
#include "../reading.hpp"
#include "../relations.hpp"
#include "database.hpp"
#include "filled.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

TEST_CASE("a_find_returns_rows_and_those_that_are_related_to_them") {
    filled_database database;
    postgres_client db{database.url()};
    const auto people = db(find_many(person).with(posts_of_person.order_by(post.title)).order_by(person.id));
    CHECK(people.to<std::map>(person.email).at("bob@example.org")[posts_of_person].at(0).title == "Three");
    REQUIRE(people.size() == db(select(person).from(person)).size());
    for (const auto& each : people) {
        const auto posts = db(select(post).from(post).where(post.author_id == each.id).order_by(post.title));
        REQUIRE(each[posts_of_person].size() == posts.size());
        for (std::size_t i = 0; i != posts.size(); ++i) {
            CHECK(each[posts_of_person][i].id == posts[i].id);
            CHECK(each[posts_of_person][i].title == posts[i].title);
            CHECK(each[posts_of_person][i].audit.created_at == posts[i].audit.created_at);
        }
    }
}

TEST_CASE("a_row_that_a_key_leads_to_is_there_or_an_optional") {
    filled_database database;
    postgres_client db{database.url()};
    const auto posts = db(find_many(post).with(author_of_post.with(chief_of_person)).order_by(post.title));
    REQUIRE(posts.size() == 3);
    for (const auto& each : posts) {
        const auto& author = each[author_of_post];
        static_assert(std::is_same_v<std::remove_cvref_t<decltype(author.name)>, std::string>);
        CHECK(author.id == each.author_id);
        CHECK(author[chief_of_person].has_value() == author.chief_id.has_value());
        if (author[chief_of_person]) CHECK(author[chief_of_person]->id == author.chief_id);
    }
}

namespace {
struct label_text {
    std::string label;
    std::int64_t rank = 0;  // wider than the column
};
struct author_name {
    std::string name;
    std::optional<std::string> nick;
};
struct birthday {
    std::string name;
    std::optional<std::chrono::sys_days> born;
};
struct person_and_chief {
    std::int64_t id = 0;
    std::optional<birthday> chief;
};
struct post_item {
    std::string title;
    std::int64_t tags = 0;
    std::vector<label_text> labels;
    author_name author;
};
struct person_page {
    std::string name;
    std::optional<author_name> chief;
    std::vector<post_item> posts;
};
}  // namespace

TEST_CASE("a_find_fills_structs_of_the_apps_own") {
    filled_database database;
    postgres_client db{database.url()};
    const auto people =
        db(find_many(person)
               .columns(person.name)
               .with(chief_of_person.columns(person.name, person.nick),
                     posts_of_person.columns(post.title)
                         .extra(count(tags_of_post).as<"tags">())
                         .order_by(post.title)
                         .with(tags_of_post.columns(tag.label, tag.rank).order_by(tag.label),
                               author_of_post.columns(person.name, person.nick)))
               .order_by(person.id))
            .into<person_page>()
            .to_vector();
    REQUIRE(people.size() == 3);
    CHECK(people[0].name == "Ada");
    CHECK_FALSE(people[0].chief);
    REQUIRE(people[0].posts.size() == 2);
    CHECK(people[0].posts[0].title == "One");
    CHECK(people[0].posts[0].tags == 2);
    REQUIRE(people[0].posts[0].labels.size() == 2);
    CHECK(people[0].posts[0].labels[1].label == "old");
    CHECK(people[0].posts[0].labels[1].rank == 2);
    CHECK(people[0].posts[0].author.nick == "countess");
    CHECK(people[0].posts[1].labels.empty());
    CHECK(people[1].chief.value().name == "Ada");
    CHECK(people[2].posts.empty());
}

TEST_CASE("a_row_that_a_key_leads_to_and_that_is_hidden_is_an_error") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("create role reader_of_posts; grant select on person, post to reader_of_posts; "
               "alter table person enable row level security; create policy own on person using (id = 2)");
    db.execute("set role reader_of_posts");
    const auto posts = db(find_many(post).with(author_of_post).order_by(post.title));
    REQUIRE(posts.size() == 3);
    CHECK(posts[1][author_of_post].name == "Bob");
    const auto problem = thrown<virga::value_error>([&] { (void)posts[0]; });
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.find("the row of the relation \"author\" is not there") != std::string::npos);
    // What may be missing is missing then.
    const auto people = db(find_many(person).with(chief_of_person));
    REQUIRE(people.size() == 1);
    CHECK_FALSE(people.one()[chief_of_person]);
    db.execute("reset role; drop owned by reader_of_posts; drop role reader_of_posts");
}

TEST_CASE("a_row_by_a_table_between_is_there_or_not") {
    filled_database database;
    postgres_client db{database.url()};
    const auto people = db(find_many(person)
                               .extra(favourite_of_person[post.title].as<"title">())
                               .with(favourite_of_person.with(author_of_post), reports_of_person.with(favourite_of_person))
                               .order_by(person.id));
    REQUIRE(people.size() == 3);
    CHECK(people[0][favourite_of_person].value().title == "Three");
    CHECK((*people[0][favourite_of_person])[author_of_post].name == "Bob");
    CHECK(people[0]["title"_c] == "Three");
    CHECK_FALSE(people[0][reports_of_person].at(0)[favourite_of_person]);
    CHECK_FALSE(people[1][favourite_of_person]);
    CHECK_FALSE(people[1]["title"_c]);
    CHECK(people[1][reports_of_person].at(0)[favourite_of_person].value().title == "One");
    CHECK(db(find_many(person).where(none(favourite_of_person))).one().name == "Bob");
    const auto ada = db(find_first(person).where(person.id == 1).with(favourite_of_person.where(post.views < 5))).one();
    CHECK_FALSE(ada[favourite_of_person]);
}

TEST_CASE("rows_after_one_are_counted_as_those_that_are_left") {
    filled_database database;
    postgres_client db{database.url()};
    const auto people = find_many(person).order_by(person.id).with(posts_of_person);
    CHECK(get<0>(db(count(people)).one()) == 3);
    CHECK(get<0>(db(count(people.after(1))).one()) == 2);
    CHECK(get<0>(db(count(people.after(std::optional<std::tuple<std::int64_t>>{}))).one()) == 3);
}

TEST_CASE("rows_of_views_are_related_as_those_of_tables") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("update post set status = 'published', score = views; refresh materialized view totals");
    const auto people = db(find_many(person)
                               .columns(person.name)
                               .extra(count(published_of_person).as<"n">())
                               .with(published_of_person.columns(published[post.title], published["nick"_c])
                                         .order_by(published[post.title])
                                         .with(author_of_published.columns(person.name)),
                                     total_of_person)
                               .order_by(person.id));
    REQUIRE(people.size() == 3);
    REQUIRE(people[0][published_of_person].size() == 2);
    CHECK(people[0]["n"_c] == 2);
    CHECK(people[0][published_of_person][1][published[post.title]] == "Two");
    CHECK(people[0][published_of_person][1]["nick"_c] == "countess");
    CHECK(people[0][published_of_person][1][author_of_published].value()[person.name] == "Ada");
    CHECK(people[0][total_of_person].value()["n"_c] == 2);
    CHECK(people[2][published_of_person].empty());
    CHECK_FALSE(people[2][total_of_person]);

    // Cut, collected beside the row, asked for, and at the root.
    const auto busy = db(find_many(person)
                             .with(published_of_person.columns(published).order_by(desc(published[post.title])).limit(1))
                             .where(any(published_of_person, published[post.title] != "Three"))
                             .order_by(desc(total_of_person[totals["n"_c]]).nulls_last())
                             .limit(5));
    REQUIRE(busy.size() == 1);
    CHECK(busy[0][published_of_person].at(0)[published[post.title]] == "Two");
    const auto posts = db(find_many(published)
                              .with(author_of_published.with(published_of_person.columns(published[post.id])))
                              .where(published[post.title] != "One")
                              .order_by(published[post.title]));
    REQUIRE(posts.size() == 2);
    CHECK(posts[0][published[post.title]] == "Three");
    CHECK(posts[1][author_of_published].value().name == "Ada");
    CHECK((*posts[1][author_of_published])[published_of_person].size() == 2);
    CHECK(db(find_first(totals).order_by(desc(totals["n"_c]))).one()["n"_c] == 2);
}

namespace by_composite_keys {
template <class t>
struct product_fields {
    pg::text<t, "maker", not_null> maker;
    pg::integer<t, "code", not_null> code;
    pg::text<t, "name", not_null> name;
    static constexpr auto constraints(const auto& product) { return std::tuple{pg::primary_key(product.maker, product.code)}; }
};
constexpr table<"product", product_fields> product;
template <class t>
struct shop_fields {
    pg::integer<t, "id", primary_key> id;
};
constexpr table<"shop", shop_fields> shop;
template <class t>
struct stock_fields {
    pg::integer<t, "shop_id", not_null, references<shop.id>> shop_id;
    pg::text<t, "maker", not_null> maker;
    pg::integer<t, "code", not_null> code;
    static constexpr auto constraints(const auto& stock) {
        return std::tuple{pg::foreign_key(stock.maker, stock.code).references(product.maker, product.code)};
    }
};
constexpr table<"stock", stock_fields> stock;
constexpr auto products_of_shop = many<"products">().through(stock.shop_id, std::tuple{stock.maker, stock.code});

struct shop_with_products {
    insertable<shop> row;
    std::vector<std::tuple<std::string, int>> products;
};
}  // namespace by_composite_keys

TEST_CASE("rows_are_connected_by_keys_of_several_columns") {
    using namespace by_composite_keys;
    own_database database;
    postgres_client db{database.url()};
    db.execute("create table product (maker text, code integer, name text not null, primary key (maker, code)); "
               "create table shop (id integer primary key); create table stock (shop_id integer not null references shop, "
               "maker text not null, code integer not null, foreign key (maker, code) references product); "
               "insert into product values ('a', 1, 'pen'), ('a', 2, 'ink'), ('b{\"', 1, 'nib')");
    using keys = std::vector<std::tuple<std::string, int>>;
    const auto insert = [](int id, const keys& of) {
        return insert_into(shop).values(shop.id = id).with(connect(products_of_shop.columns(product.code)), of).returning(shop);
    };
    const auto made = db(insert(1, {{"b{\"", 1}, {"a", 2}})).one();
    REQUIRE(made[products_of_shop].size() == 2);
    CHECK(made[products_of_shop][0][product.code] == 1);
    CHECK(made[products_of_shop][1][product.code] == 2);
    CHECK_THROWS_AS(db(insert(2, {{"a", 1}, {"b", 2}})), virga::foreign_key_violation);
    CHECK(db(insert(3, {})).one()[products_of_shop].empty());
    const std::vector<shop_with_products> shops{{{.id = 4}, {{"a", 1}, {"a", 2}}}, {{.id = 5}, {}}, {{.id = 6}, {{"b{\"", 1}}}};
    const auto several = db(insert_into(shop).with(connect(products_of_shop)).rows(shops).returning(shop));
    REQUIRE(several.size() == 3);
    CHECK(several[0][products_of_shop].size() == 2);
    CHECK(several[1][products_of_shop].empty());
    const auto found = db(find_many(shop).with(products_of_shop.order_by(product.name)).order_by(shop.id));
    REQUIRE(found.size() == 5);
    CHECK(found[0][products_of_shop].at(1).name == "nib");
    CHECK(found[2][products_of_shop].at(0).name == "ink");
    CHECK(found[4][products_of_shop].at(0).maker == "b{\"");
}

TEST_CASE("a_find_locks_the_rows_that_it_looks_for_alone") {
    filled_database database;
    postgres_client db{database.url()};
    postgres_client another{database.url()};
    const auto transaction = [&](auto work) {
        db.execute("begin");
        work();
        db.execute("rollback");
    };
    constexpr auto first_post = find_many(post).with(author_of_post, tags_of_post).order_by(post.title).limit(1);
    transaction([&] {
        const auto locked = db(first_post.for_update());
        REQUIRE(locked.size() == 1);
        CHECK(locked.one().title == "One");
        CHECK(locked.one()[author_of_post].name == "Ada");
        // Others leave it out, or are told; and its author and tags can be changed.
        CHECK(another(first_post.for_update().skip_locked()).one().title == "Three");
        CHECK(another(first_post.for_share().skip_locked().where(post.title == "One")).size() == 0);
        const auto refused = thrown<virga::lock_not_available>([&] { (void)another(first_post.for_no_key_update().no_wait()); });
        REQUIRE(refused);
        CHECK(refused->sqlstate() == "55P03");
        CHECK(another(find_many(person).for_update().no_wait()).size() == 3);
        CHECK(another(update(tag).set(tag.rank = 9).all_rows()).affected() == 2);
    });
    transaction([&] {
        (void)db(first_post.for_key_share());
        CHECK(another(first_post.for_no_key_update().no_wait()).size() == 1);
        CHECK_FALSE(another(find_many(post).order_by(post.title).for_update().skip_locked()).size() == 3);
    });
}

TEST_CASE("a_find_is_streamed_batched_and_prepared") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto page = find_many(person)
                              .with(posts_of_person.where(post.views >= arg<"least">).order_by(post.title).with(author_of_post))
                              .order_by(person.id);
    const std::string expected = "Ada: One (Ada); Bob: Three (Bob); Eve: ";
    const auto told = [](auto&& rows) {
        std::string all;
        for (const auto& each : rows) {
            all += each.name + ": ";
            for (const auto& one : each[posts_of_person]) all += one.title + " (" + one[author_of_post].name + "); ";
        }
        return all;
    };
    CHECK(told(db.stream(page, 10)) == expected);
    db.transaction([&](auto& tx) {
        CHECK(tx(page.for_update(), 10).size() == 3);
        CHECK(told(tx.stream(page, 10)) == expected);
    });
    const auto [posts, people] = db.batch(find_many(post).with(tags_of_post).order_by(post.title), bind(page, 10));
    CHECK(posts[0][tags_of_post].size() == 2);
    CHECK(told(people) == expected);
    CHECK(told(db.stream(page, "least"_a = 10)) == expected);
    // As often as it is asked, in each of its shapes; row by row as well.
    for (const bool turns : {false, true, true, false}) {
        const auto turned = posts_of_person.order_by(one_of(turns, asc(post.title), desc(post.title))).with(author_of_post);
        const auto shaped = find_many(person).with(turned).where(person.id == 1);
        CHECK(db(shaped).one()[posts_of_person].at(0).title == (turns ? "Two" : "One"));
        CHECK(told(db.stream(shaped)) == (turns ? "Ada: Two (Ada); One (Ada); " : "Ada: One (Ada); Two (Ada); "));
        const auto some = find_many(person)
                              .with(posts_of_person.where(when(turns, post.title == arg<"title">)).order_by(post.title)
                                        .with(author_of_post))
                              .where(person.id == arg<"id">);
        CHECK(told(db.stream(some, "id"_a = 1, "title"_a = "Two")) ==
              (turns ? "Ada: Two (Ada); " : "Ada: One (Ada); Two (Ada); "));
    }
    CHECK(db.execute("explain " + std::string{to_sql(find_many(person).with(posts_of_person))}).rows() > 1);
}

namespace {
template <class Tree>
constexpr bool comes_in_parts = virga::detail::statement_of<Tree>.parts != nullptr;

struct title_of_post {
    std::string title;
};
struct titles_of_person {
    std::string name;
    std::vector<title_of_post> posts;
};
/// How many statements return rows at once, and how many at most.
class row_counter final : public virga::observer {
public:
    std::size_t statements = 0, most = 0;
    void ended(const virga::observed_statement&, const virga::observed_outcome& outcome) noexcept override {
        statements += outcome.rows == 0 ? 0U : 1U;
        most = std::max(most, outcome.rows);
    }
};
}  // namespace

TEST_CASE("a_find_of_which_only_run_time_knows_is_streamed_with_related_rows") {
    filled_database database;
    postgres_client db{database.url()};
    const auto told = [](auto&& rows) {
        std::string all;
        for (const titles_of_person& each : rows) {
            all += each.name + ": ";
            for (const title_of_post& one : each.posts) all += one.title + "; ";
        }
        return all;
    };
    constexpr auto people = find_many(person).columns(person.name).order_by(person.id);
    constexpr auto titles = posts_of_person.columns(post.title).order_by(post.title);
    const auto all = people.with(titles);
    static_assert(comes_in_parts<decltype(all)::tree>);
    const any_query<titles_of_person> plain{all};
    CHECK(told(db(plain)) == "Ada: One; Two; Bob: Three; Eve: ");
    CHECK(told(db.stream(plain)) == "Ada: One; Two; Bob: Three; Eve: ");

    // Its values are those of the find: in the text of parts they stand in another order.
    const std::string none = "nobody";
    const any_query<titles_of_person> given{bind(people.with(titles.where(post.title != none and post.title != arg<"title">))
                                                     .where(person.id >= arg<"id">)
                                                     .limit(2)
                                                     .offset(0),
                                                 "id"_a = 1, "title"_a = "Two")};
    CHECK(told(db(given)) == "Ada: One; Bob: Three; ");
    CHECK(told(db.stream(given)) == "Ada: One; Bob: Three; ");
    const any_query<titles_of_person> commented{with_comment<"seen">(all.limit(1))};
    CHECK(told(db.stream(commented)) == "Ada: One; Two; ");

    // In each of its shapes, from a copy that outlives the query as well.
    std::vector<any_query<titles_of_person>> shaped;
    for (const bool some : {false, true, true, false}) {
        shaped.push_back(people.with(titles.where(when(some, post.title != "One")))
                             .where(person.id != 3 and when(not some, person.id != 2)));
        const std::string expected = some ? "Ada: Two; Bob: Three; " : "Ada: One; Two; ";
        CHECK(told(db(shaped.back())) == expected);
        CHECK(told(db.stream(shaped.back())) == expected);
    }
    CHECK(told(db.stream(shaped[1])) == "Ada: Two; Bob: Three; ");

    // Rows of the find itself, in a transaction, which is free again where a stream ends early.
    const auto whole = find_many(person).with(posts_of_person.order_by(post.title).with(author_of_post)).order_by(person.id);
    const any_query<virga::row_of<decltype(whole)>> rows{whole};
    db.transaction([&](auto& tx) {
        std::int64_t read = 0;
        for (const auto& each : tx.stream(rows)) {
            CHECK(each.id == ++read);
            if (read == 1) CHECK(each[posts_of_person].at(1)[author_of_post].name == "Ada");
        }
        CHECK(read == 3);
        for (const auto& each : tx.stream(rows)) {
            CHECK(each[posts_of_person].size() == 2);
            break;
        }
        CHECK(tx(rows).size() == 3);
    });
}

TEST_CASE("a_find_that_is_streamed_lies_in_memory_a_few_rows_at_a_time") {
    filled_database database;
    postgres_client{database.url()}.execute(
        "insert into person (id, email, name) overriding system value select n, n || '@example.org', 'Many' "
        "from generate_series(100, 2099) n; "
        "insert into post (author_id, title) select n, n || ', ' || number from generate_series(100, 2099) n, "
        "generate_series(1, 3) number");
    const auto seen = std::make_shared<row_counter>();
    postgres_client db{database.url(), {.observer = seen}};
    const any_query<titles_of_person> many{find_many(person)
                                               .columns(person.name)
                                               .with(posts_of_person.columns(post.title).order_by(post.title))
                                               .where(person.id >= 100)
                                               .order_by(person.id)};
    std::int64_t id = 100;
    for (const titles_of_person& each : db.stream(many)) {
        REQUIRE(each.posts.size() == 3);
        CHECK(each.posts[2].title == std::to_string(id++) + ", 3");
    }
    CHECK(id == 2'100);
    CHECK(seen->most <= 1'024);  // beginning with 64, at most twice as many as before
    CHECK(seen->statements >= 5);
}

TEST_CASE("rows_that_are_distinct_are_the_first_of_their_keys") {
    filled_database database;
    postgres_client db{database.url()};
    const auto best = db(find_many(post).distinct_on(post.author_id).order_by(post.author_id, desc(post.views)).with(tags_of_post));
    REQUIRE(best.size() == 2);
    CHECK(best[0].title == "One");
    CHECK(best[0][tags_of_post].size() == 2);
    CHECK(best[1].title == "Three");
    const auto people = db(find_many(person)
                               .with(posts_of_person.distinct_on(post.author_id).order_by(post.author_id, desc(post.title)))
                               .order_by(person.id));
    REQUIRE(people[0][posts_of_person].size() == 1);
    CHECK(people[0][posts_of_person][0].title == "Two");
    CHECK(people[1][posts_of_person].at(0).title == "Three");
    const auto authors = db(find_many(post).columns(post.author_id).distinct().order_by(desc(post.author_id)));
    REQUIRE(authors.size() == 2);
    CHECK(authors[0][post.author_id] == 2);
}

TEST_CASE("pages_go_on_after_a_row_at_each_level") {
    filled_database database;
    postgres_client db{database.url()};
    std::string read;
    std::optional<std::tuple<int, virga::uuid>> last;
    do {
        const auto page = db(find_many(post).order_by(desc(post.views), post.id).after(last).limit(2).with(author_of_post));
        last.reset();
        for (const auto& each : page) read += each.title + " " + each[author_of_post].name + "; ";
        if (page.size() == 2) last = {page[1].views, page[1].id};
    } while (last);
    CHECK(read == "Three Bob; One Ada; Two Ada; ");
    constexpr auto more = find_many(person)
                              .with(posts_of_person.order_by(post.id).after(arg<"last">).limit(1))
                              .where(person.id == arg<"person">);
    const auto first = db(find_first(post).order_by(post.id).where(post.author_id == 1)).one();
    const auto ada = db(more, first.id, 1).one();
    REQUIRE(ada[posts_of_person].size() == 1);
    CHECK(ada[posts_of_person][0].title == "Two");
}

TEST_CASE("a_page_collects_for_its_own_rows_alone") {
    own_database database;
    postgres_client db{database.url()};
    db.execute("insert into person (email, name) select i::text, 'n' || i % 100 from generate_series(1, 10000) as i");
    db.execute("insert into post (author_id, title) select 1 + i % 10000, i::text from generate_series(1, 50000) as i");
    db.execute("create index on post (author_id)");
    db.execute("analyze");
    constexpr auto page = find_many(person)
                              .columns(person.name)
                              .with(posts_of_person.columns(post.title).order_by(post.title).limit(3))
                              .order_by(person.name, person.id)
                              .limit(10)
                              .offset(5000);
    REQUIRE(db(page).size() == 10);
    db.execute("prepare page as " + std::string{to_sql(page)});
    const auto plan = db.execute("explain (analyze, costs off, timing off, summary off) execute page (3, 10, 5000)");
    std::string lines;
    for (std::size_t i = 0; i != plan.rows(); ++i) lines += text(plan, i).value() + "\n";
    INFO(lines);
    const auto child = lines.find("SubPlan");
    REQUIRE(child != std::string::npos);
    CHECK(lines.substr(child, lines.find('\n', lines.find('\n', child) + 1) - child).find("loops=10)") != std::string::npos);
    CHECK(lines.find("loops=5010") == std::string::npos);
    CHECK(lines.find("loops=10000") == std::string::npos);

    // Rows that are not cut come by one scan, for the keys of the page.
    constexpr auto whole = find_many(person)
                               .columns(person.name)
                               .with(posts_of_person.columns(post.title).order_by(post.title))
                               .order_by(person.name, person.id)
                               .limit(10)
                               .offset(5000);
    REQUIRE(db(whole).size() == 10);
    db.execute("prepare whole as " + std::string{to_sql(whole)});
    const auto parts = db.execute("explain (analyze, costs off, timing off, summary off) execute whole (10, 5000)");
    lines.clear();
    for (std::size_t i = 0; i != parts.rows(); ++i) lines += text(parts, i).value() + "\n";
    INFO(lines);
    const auto posts = lines.find(" on post ");
    REQUIRE(posts != std::string::npos);
    const std::string line = lines.substr(posts, lines.find('\n', posts) - posts);
    const bool is_read_once = line.find("rows=50 loops=1)") != line.npos or line.find("rows=50.00 loops=1)") != line.npos;
    CHECK(is_read_once);  // PostgreSQL 18 says it with decimals
}

TEST_CASE("a_row_of_more_values_than_a_function_takes_arrives") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("update person set chief_id = id where id = 1");  // and so has chiefs without end
    const auto three = chief_of_person.with(chief_of_person.with(chief_of_person));
    const auto nine = chief_of_person.with(chief_of_person.with(chief_of_person.with(chief_of_person.with(
        chief_of_person.with(chief_of_person.with(three))))));
    const auto posts = posts_of_person.order_by(post.title).with(author_of_post.with(nine));
    const auto ada = db(find_first(person).where(person.id == 1).with(posts)).one();
    const auto& author = ada[posts_of_person].at(0)[author_of_post];
    CHECK(ada[posts_of_person].at(0).title == "One");
    CHECK(author.name == "Ada");
    const auto above = [](const auto& row) -> const auto& { return row[chief_of_person].value(); };
    CHECK(above(above(above(above(above(above(above(above(above(author))))))))).email == "ada@example.org");
}

TEST_CASE("a_value_of_a_row_that_is_gone_stays") {
    filled_database database;
    postgres_client db{database.url()};
    const auto query = find_first(person).columns(person.name).extra(lower(person.email).as<"address">()).where(person.id == 1);
    static_assert(not std::is_reference_v<decltype(db(query).one()[person.name])>);
    static_assert(not std::is_reference_v<decltype(db(query).one()["address"_c])>);
    const auto& address = db(query).one()["address"_c];
    CHECK(address == "ada@example.org");
}

TEST_CASE("a_value_that_does_not_decode_is_named") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("alter table post alter column views drop not null; update post set views = null");
    const auto problem_of = [&](const auto& query) -> std::string {
        const auto rows = db(query);
        const auto problem = thrown<virga::value_error>([&] { (void)rows[0]; });
        return problem ? problem->what() : "";
    };
    CHECK(problem_of(find_many(person).with(posts_of_person).order_by(person.id))
              .starts_with("result: the server sent NULL for the column \"views\" of the relation \"posts\""));
    // The way to it, from level to level; in JSON as well as in a join.
    db.execute("alter table person alter column born type text; update person set born = 'a while ago' where id = 1");
    CHECK(problem_of(
              find_many(person).with(reports_of_person.with(chief_of_person).lateral()).where(person.id == 1).columns(person.id))
              .starts_with("relation \"reports\": relation \"chief\": column \"born\": "));
    CHECK(problem_of(find_many(person).with(chief_of_person).where(person.id == 2))
              .starts_with("relation \"chief\": column \"born\": "));
    const auto into = db(find_many(person)
                             .columns(person.id)
                             .with(chief_of_person.columns(person.name, person.born))
                             .where(person.id == 2))
                          .into<person_and_chief>();
    const auto problem = thrown<virga::value_error>([&] { (void)into.one(); });
    REQUIRE(problem);
    CHECK(std::string{problem->what()}.starts_with("relation \"chief\": column \"born\": "));
}
