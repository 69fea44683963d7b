// examples/local_neon.cpp: a server of Neon's two protocols on this machine, to try clients against.
//
//   build/examples/local_neon                     in front of a throw-away PostgreSQL, with the role and database neon
//   build/examples/local_neon --database-url ...  in front of another one, with its roles and passwords
//
// It prints the addresses for HTTP and for WebSocket, a line each, then for its own PostgreSQL the connection string
// that goes with them, then with --tls the file of the certificate to trust. SIGTERM or SIGINT ends it, and leaves
// nothing behind.
#include <csignal>    // sigwait
#include <cstdint>    // std::uint16_t
#include <exception>  // std::exception
#include <iostream>   // std::cout
#include <memory>     // std::unique_ptr
#include <optional>   // std::optional
#include <string>     // std::string

#include <CLI/CLI.hpp>  // CLI::App
#include <libpq-fe.h>   // PQexec

#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres
#include <virga/testing/local_neon.hpp>         // virga::testing::local_neon
#include <virga/text/error.hpp>                 // virga::error

namespace {

using virga::testing::embedded_postgres;
using virga::testing::local_neon;

void execute(const std::string& url, const char* sql) {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection{PQconnectdb(url.c_str()), PQfinish};
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result{PQexec(connection.get(), sql), PQclear};
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw virga::error{PQerrorMessage(connection.get())};
}

/// A PostgreSQL with a role `neon`, which needs the password `neon`, and a database of that role.
void start(std::optional<embedded_postgres>& postgres) {
    virga::testing::embedded_options options;
    options.access = {"local all postgres trust", "local all all scram-sha-256"};
    postgres.emplace(options);
    execute(postgres->url(), "create role neon login createdb password 'neon'");
    execute(postgres->url(), "create database neon owner neon");
}
}  // namespace

int main(int argc, char** argv) try {
    std::string database_url;
    virga::testing::local_neon_options options;
    CLI::App app{"A server of Neon's two protocols, SQL over HTTP and PostgreSQL over WebSocket, on this machine"};
    app.add_option("--database-url", database_url, "the PostgreSQL behind it; without, a throw-away one is started");
    app.add_option("--port", options.port, "the port on 127.0.0.1; 0, the default, takes a free one");
    app.add_flag("--tls", options.tls, "https and wss, with a certificate of its own");
    app.add_option("--fault", options.faults, "a fault such as latency=200,times=2; may be repeated")
        ->delimiter('\n');  // not the comma, which parts the words of one fault
    app.add_option("--jwt-password", options.jwt_password, "expect tokens, and log roles in with this password");
    app.add_option("--max-request", options.max_request, "the largest body of a request, in bytes");
    app.add_option("--max-response", options.max_response, "the largest answer, in bytes");
    CLI11_PARSE(app, argc, argv);

    // Blocked in all threads, so that sigwait gets them, also during the start.
    sigset_t ends;
    sigemptyset(&ends);
    for (const int number : {SIGINT, SIGTERM}) sigaddset(&ends, number);
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    std::optional<embedded_postgres> postgres;
    if (database_url.empty()) start(postgres);
    const local_neon neon{postgres ? postgres->url() : database_url, options};
    std::cout << neon.http_url() << '\n' << neon.ws_url() << '\n';
    if (postgres) std::cout << neon.connection_url("neon", "neon", "neon") << '\n';
    if (options.tls) std::cout << neon.certificate_authority().string() << '\n';
    std::cout << std::flush;

    int number = 0;
    sigwait(&ends, &number);
} catch (const std::exception& problem) {
    std::cerr << "local_neon: " << problem.what() << '\n';
    return 1;
}
