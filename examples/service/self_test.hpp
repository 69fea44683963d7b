// examples/service/self_test.hpp: the service tests itself, with each client, from the outside.
#pragma once

#include <atomic>       // std::atomic
#include <csignal>      // std::raise
#include <functional>   // std::function
#include <iostream>     // std::cout
#include <memory>       // std::unique_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <thread>       // std::jthread
#include <vector>       // std::vector

#include <curl/curl.h>  // curl_easy_perform

#include <db/throw_away.hpp>         // app::throw_away_database
#include <service/server.hpp>        // service::server
#include <virga/client/postgres.hpp>  // virga::postgres_client

namespace service {

/// What came back for a request. Status 0: nothing did.
struct reply_seen {
    long status = 0;
    std::string body{};
};

/// Sends a GET, or with a body a POST.
inline reply_seen send(const std::string& url, const std::string& body = {}) {
    const std::unique_ptr<CURL, void (*)(CURL*)> handle{curl_easy_init(), curl_easy_cleanup};
    reply_seen seen;
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, 20L);
    if (not body.empty()) curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &seen.body);
    using receiver = std::size_t (*)(const char*, std::size_t, std::size_t, std::string*);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, static_cast<receiver>([](auto* bytes, auto, auto count, auto* to) {
                         to->append(bytes, count);
                         return count;
                     }));
    if (curl_easy_perform(handle.get()) == CURLE_OK) curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &seen.status);
    return seen;
}

/// Serves with each client in turn. Whether all answers were as they should be.
inline bool self_test(const std::string& migrations, const std::function<handler(const std::string& client)>& handler_for) {
    app::throw_away_database database;
    app::migrate(migrations);
    virga::postgres_client{database.postgres.url()}.execute(
        R"(insert into "user" (id, name, email) values ('ada', 'Ada', 'ada@example.org'))");

    bool good = true;
    for (const std::string client : {"http", "ws", "tcp"}) {
        server one{0, handler_for(client)};
        const std::string at = "http://127.0.0.1:" + std::to_string(one.port());
        std::jthread serving{[&] { one.run(16); }};
        const auto check = [&](const reply_seen& seen, long status, std::string_view body) {
            if (seen.status == status and seen.body == body) return;
            std::cout << client << ": expected " << status << ' ' << body << "\n  but got " << seen.status << ' ' << seen.body
                      << '\n';
            good = false;
        };
        const std::string slug = "from-" + client;
        const std::string draft = R"({"author_id": "ada", "slug": "draft-)" + client + R"(", "title": "Not yet"})";
        const std::string made =
            R"({"author_id": "ada", "slug": ")" + slug + R"(", "title": "It's \"new\"", "body": "é", "publish": true})";

        check(send(at + "/posts/" + slug), 404, R"({"error":"there is no such post"})");
        check(send(at + "/posts", made), 201, R"({"slug":")" + slug + R"("})");
        check(send(at + "/posts", made), 409, R"({"error":"there is a post of this slug already"})");
        check(send(at + "/posts", draft), 201, R"({"slug":"draft-)" + client + R"("})");
        check(send(at + "/posts/" + slug), 200,
              R"({"slug":")" + slug + R"(","title":"It's \"new\"","body":"é","views":0,"author":{"id":"ada","name":"Ada"}})");
        check(send(at + "/posts/draft-" + client), 404, R"({"error":"there is no such post"})");
        check(send(at + "/posts?limit=1"), 200, R"([{"slug":")" + slug + R"(","title":"It's \"new\"","author":"Ada"}])");
        check(send(at + "/posts?limit=1000"), 400, R"({"error":"limit is a number from 1 to 100"})");
        check(send(at + "/posts?limit=1;drop"), 400, R"({"error":"limit is a number from 1 to 100"})");
        check(send(at + "/posts", "{"), 400, R"({"error":"the body is no JSON object"})");
        check(send(at + "/posts", "{}"), 400, R"({"error":"slug is missing, or no text"})");
        check(send(at + "/posts", R"({"author_id": "nobody", "slug": "x", "title": "X"})"), 400,
              R"({"error":"it names something that does not exist"})");
        check(send(at + "/posts", R"({"author_id": "ada", "slug": "x", "title": ")" + std::string(201, 'x') + "\"}"), 400,
              R"({"error":"a value is too long, or out of range"})");
        check(send(at + "/posts", R"({"author_id": "ada", "slug": "x", "title": "\u0000"})"), 400,
              R"({"error":"a value cannot be stored"})");
        check(send(at + "/posts", std::string(100'000, ' ')), 413, "");
        check(send(at + "/authors/nobody"), 404, R"({"error":"there is no such author"})");
        check(send(at + "/authors/a%27%20or%201"), 404, R"({"error":"there is nothing here"})");
        const reply_seen author = send(at + "/authors/ada");
        const bool newest_first = author.body.starts_with(R"({"id":"ada","name":"Ada","posts":[{"slug":")" + slug);
        check({author.status, newest_first ? "" : author.body}, 200, "");

        // Sixteen at once, where pools have four connections.
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> crowd;
            for (int number = 0; number != 16; ++number) {
                crowd.emplace_back([&, number] {
                    const std::string own = client + "-" + std::to_string(number);
                    const std::string post = R"({"author_id": "ada", "slug": ")" + own + R"(", "title": "One of many"})";
                    if (send(at + "/posts", post).status != 201) ++wrong;
                    for (int i = 0; i != 5; ++i) {
                        if (send(at + "/posts/" + slug).status != 200 or send(at + "/authors/ada").status != 200) ++wrong;
                    }
                });
            }
        }
        check({wrong, ""}, 0, "");

        std::raise(SIGTERM);  // as whoever stops a service does; `serving` then ends, or the test does not
    }
    std::cout << (good ? "every client gave every answer\n" : "");
    return good;
}
}  // namespace service
