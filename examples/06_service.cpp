// examples/06_service.cpp: a small service whose functions ask the database: one request, one or two statements.
//
//   06_service [--client=http|ws|tcp] [--port=8080]   serves on 127.0.0.1 until SIGTERM; DATABASE_URL says where the data is
//   06_service --self-test <folder of migrations>     serves a database of its own with each client, and checks the answers
//
//   GET  /posts?limit=20    the newest posts that are published
//   GET  /posts/<slug>      one of them
//   GET  /authors/<id>      a user, and what was published
//   POST /posts             {"author_id": "...", "slug": "...", "title": "...", "body": "...", "publish": true}
#include <algorithm>     // std::ranges::all_of
#include <charconv>      // std::from_chars
#include <chrono>        // std::chrono::system_clock
#include <cstdint>       // std::int64_t
#include <exception>     // std::exception
#include <iostream>      // std::cout
#include <optional>      // std::optional
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc

#include <CLI/CLI.hpp>     // CLI::App
#include <boost/json.hpp>  // boost::json::object

#include <db/client.hpp>
#include <schema/index.hpp>
#include <service/answers.hpp>
#include <service/self_test.hpp>
#include <service/server.hpp>
#include <virga.hpp>

using namespace virga;
using app::auth::user;
using app::cms::post;
using app::cms::post_status;
using app::cms::published_of_user;
using service::bad_request;
using service::problem;
using service::web_answer;
using service::web_request;
namespace http = service::http;

namespace {

// ---- what is asked of the database -------------------------------------------------------------------------------

constexpr auto newest = select(post.slug, post.title, user.name)
                            .from(post)
                            .inner_join(user, user.id == post.author_id)
                            .where(post.status == post_status::published)
                            .order_by(desc(post.published_at), post.slug)
                            .limit(arg<"limit">);

constexpr auto one_post = select(post.slug, post.title, post.body, post.views, user.id, user.name)
                              .from(post)
                              .inner_join(user, user.id == post.author_id)
                              .where(post.slug == arg<"slug"> and post.status == post_status::published);

constexpr auto one_author = find_first(user)
                                .columns(user.id, user.name)
                                .with(published_of_user.columns(post.slug, post.title).order_by(desc(post.published_at), post.slug))
                                .where(user.id == arg<"id">);

// ---- from text, and back -----------------------------------------------------------------------------------------

/// Whether a text is one that ids and slugs here are made of; nothing else needs decoding, and nothing else is found.
bool is_name(std::string_view text) {
    return not text.empty() and text.size() <= 100 and std::ranges::all_of(text, [](char c) {
        return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9') or c == '-' or c == '_';
    });
}

std::int64_t limit_of(std::string_view query) {
    if (query.empty()) return 20;
    if (not query.starts_with("limit=")) throw bad_request("the only parameter is limit");
    query.remove_prefix(6);
    std::int64_t limit = 0;
    const auto [end, failed] = std::from_chars(query.data(), query.data() + query.size(), limit);
    if (failed != std::errc{} or end != query.data() + query.size() or limit < 1 or 100 < limit)
        throw bad_request("limit is a number from 1 to 100");
    return limit;
}

boost::json::object object_of(const web_request& asked) {
    boost::system::error_code failed;
    const boost::json::value body = boost::json::parse(asked.body(), failed);
    if (failed or not body.is_object()) throw bad_request("the body is no JSON object");
    return body.get_object();
}

std::string text_of(const boost::json::object& body, const char* name) {
    const boost::json::value* const value = body.if_contains(name);
    if (value == nullptr or not value->is_string() or value->get_string().empty())
        throw bad_request(std::string{name} + " is missing, or no text");
    return std::string{std::string_view{value->get_string()}};
}

// ---- the functions; Database is a pool, or any client ------------------------------------------------------------

template <class Database>
web_answer list_posts(Database& db, std::string_view query) {
    boost::json::array list;
    for (const auto& [slug, title, author] : db(newest, limit_of(query))) {
        list.push_back({{"slug", slug}, {"title", title}, {"author", author}});
    }
    return service::reply(http::status::ok, list);
}

template <class Database>
web_answer show_post(Database& db, std::string_view slug) {
    const auto found = db(one_post, slug).first();
    if (not found) return problem(http::status::not_found, "there is no such post");
    const auto& [name, title, body, views, author_id, author] = *found;
    return service::reply(http::status::ok, {{"slug", name},
                                             {"title", title},
                                             {"body", body},
                                             {"views", views},
                                             {"author", {{"id", author_id}, {"name", author}}}});
}

template <class Database>
web_answer show_author(Database& db, std::string_view id) {
    const auto found = db(one_author, id).first();
    if (not found) return problem(http::status::not_found, "there is no such author");
    boost::json::array list;
    for (const auto& each : (*found)[published_of_user]) list.push_back({{"slug", each[post.slug]}, {"title", each[post.title]}});
    return service::reply(http::status::ok, {{"id", (*found)[user.id]}, {"name", (*found)[user.name]}, {"posts", list}});
}

template <class Database>
web_answer make_post(Database& db, const web_request& asked) {
    const boost::json::object body = object_of(asked);
    const std::string slug = text_of(body, "slug");
    if (not is_name(slug)) throw bad_request("slug has letters, digits, - and _ only, 100 at most");
    const bool publish = body.contains("publish") and body.at("publish") == true;
    std::optional<std::chrono::sys_time<std::chrono::microseconds>> at;
    if (publish) at = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    db(insert_into(post).values(post.author_id = text_of(body, "author_id"), post.slug = slug, post.title = text_of(body, "title"),
                                post.body = body.contains("body") ? text_of(body, "body") : "",
                                post.status = publish ? post_status::published : post_status::draft, post.published_at = at));
    web_answer made = service::reply(http::status::created, {{"slug", slug}});
    made.set(http::field::location, "/posts/" + slug);
    return made;
}

template <class Database>
web_answer respond(Database& db, const web_request& asked) {
    const std::string_view target{asked.target().data(), asked.target().size()};
    const std::string_view path = target.substr(0, target.find('?'));
    const std::string_view query = path.size() == target.size() ? "" : target.substr(path.size() + 1);
    if (path == "/posts" and asked.method() == http::verb::post) return make_post(db, asked);
    if (asked.method() != http::verb::get) {
        web_answer refused = problem(http::status::method_not_allowed, "GET reads, POST to /posts writes");
        refused.set(http::field::allow, path == "/posts" ? "GET, POST" : "GET");
        return refused;
    }
    if (path == "/posts") return list_posts(db, query);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    if (path.starts_with("/posts/") and path.size() == 7 + name.size() and is_name(name)) return show_post(db, name);
    if (path.starts_with("/authors/") and path.size() == 9 + name.size() and is_name(name)) return show_author(db, name);
    return problem(http::status::not_found, "there is nothing here");
}

/// Answers with a client: `Database` is its type, or what its pool shares with others, so that less is compiled.
template <class Client, class Database>
web_answer respond_with(const web_request& asked) {
    try {
        Database& db = app::db<Client>();
        return respond(db, asked);
    } catch (...) {
        return service::answer_to_exception();
    }
}

service::handler handler_for(const std::string& client) {
    if (client == "tcp") return respond_with<postgres_client, session_pool>;
    if (client == "ws") return respond_with<neon_ws_client, session_pool>;
    return respond_with<neon_http_client, const neon_http_client>;
}
}  // namespace

int main(int argc, char** argv) try {
    std::string client = "http", migrations;
    std::uint16_t port = 8080;
    unsigned threads = 4;
    CLI::App line{"A small service over the reference schema"};
    line.add_option("--client", client, "how to reach the database")->check(CLI::IsMember({"http", "ws", "tcp"}));
    line.add_option("--port", port, "the port on 127.0.0.1; 0 takes a free one");
    line.add_option("--threads", threads, "how many requests are worked on at once")->check(CLI::Range(1, 64));
    line.add_option("--self-test", migrations, "test the service, with the migrations of this folder");
    CLI11_PARSE(line, argc, argv);

    if (not migrations.empty()) return service::self_test(migrations, handler_for) ? 0 : 1;
    (void)app::database_address();  // a wrong URL stops the service here
    service::server server{port, handler_for(client)};
    std::cout << "http://127.0.0.1:" << server.port() << '\n' << std::flush;
    server.run(threads);
} catch (const std::exception& failed) {
    std::cerr << "service: " << failed.what() << '\n';
    return 1;
}
