// A server with an empty database for each argument: prints their addresses, and for each address that it reads, who is
// signed in to that one. It ends when its input does.
#include <chrono>    // std::chrono::floor
#include <iostream>  // std::cout, std::cin
#include <span>      // std::span
#include <string>    // std::getline

#include <schema/index.hpp>
#include <virga/client/postgres.hpp>            // virga::postgres_client
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres

namespace {
using namespace virga;
using namespace app::auth;

constexpr auto signed_in = select(user.id, user.email, session.token, session.expires_at)
                               .from(session)
                               .inner_join(user, user.id == session.user_id)
                               .inner_join(account, account.user_id == user.id)
                               .where(account.provider_id == "credential" and account.password.is_not_null())
                               .order_by(user.email);
}  // namespace

int main(int argc, char** argv) try {
    const testing::embedded_postgres server;
    for (const char* name : std::span{argv, static_cast<std::size_t>(argc)}.subspan(1)) {
        postgres_client{server.url()}.execute("create database " + std::string{name});
        std::cout << server.url(name) << std::endl;
    }
    for (std::string url; std::getline(std::cin, url);) {
        postgres_client db{url};
        for (const auto& [id, email, token, expires] : db(signed_in))
            std::cout << id << ' ' << email << ' ' << token << ' '
                      << std::chrono::floor<std::chrono::milliseconds>(expires).time_since_epoch().count() << std::endl;
        std::cout << std::endl;
    }
} catch (const virga::error& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
}
