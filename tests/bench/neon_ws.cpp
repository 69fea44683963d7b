// What the way through a WebSocket costs: neon_ws_client beside postgres_client, on the same PostgreSQL.
//
//   neon_ws                                        servers of its own; postgres_client goes through a Unix socket
//   neon_ws <direct URL> <URL> <endpoint> [<CA>]   servers that run already
//
// The servers are another process, so the CPU time of this one, bridge included, is the client's. It falls apart into
// what the statement's thread and what the bridge's thread spend.
#include <sys/resource.h>  // getrusage
#include <sys/wait.h>      // waitpid
#include <unistd.h>        // fork, pipe

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <virga/client/neon_ws.hpp>
#include <virga/client/postgres.hpp>
#include <virga/testing/embedded_postgres.hpp>
#include <virga/testing/local_neon_source.hpp>

namespace {

struct places {
    std::string direct, url, endpoint, certificate;
};

constexpr const char* create_item = R"(
    drop table if exists bench_item;
    create table bench_item (id bigint primary key, owner_id bigint not null, title text not null, body text,
        status text not null, views integer not null, price numeric(10, 2) not null, active boolean not null,
        created_at timestamptz not null, updated_at timestamptz);
    insert into bench_item select n, n % 1000, 'title number ' || n, case when n % 3 <> 0 then 'a body of some length, ' || n end,
        case when n % 2 = 0 then 'draft' else 'published' end, n % 7919, n / 8.0 + 0.25, n % 5 <> 0,
        timestamptz '2024-01-01 00:00:00+00' + n * interval '1 minute 0.25 second',
        case when n % 4 <> 0 then timestamptz '2025-06-01 12:00:00+00' + n * interval '1 second' end
    from generate_series(1, 100000) as n;
    analyze bench_item)";

constexpr virga::statement point{"select title, views from bench_item where id = $1", {}, {}};
constexpr virga::statement scan{"select * from bench_item", {}, {}};

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }
double cpu(int who) {
    rusage used{};
    ::getrusage(who, &used);
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

struct cost {
    double wall, all, statement;  // seconds: by the clock, CPU of all threads, CPU of the statement's
};

cost measure(const std::function<void()>& action) {
    const auto start = std::chrono::steady_clock::now();
    const double all = cpu(RUSAGE_SELF), statement = cpu(RUSAGE_THREAD);
    action();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), cpu(RUSAGE_SELF) - all,
            cpu(RUSAGE_THREAD) - statement};
}

template <class Client>
void select_points(Client& db, int calls) {
    for (int i = 0; i != calls; ++i) {
        virga::arguments values;
        values.add([&](std::string& bytes) { bytes += std::to_string(i * 7919 % 100'000 + 1); });
        if (db.run(point, values).rows() != 1) throw std::runtime_error{"not one row"};
    }
}

/// Rounds, of which the one of median wall time counts.
void report(const std::string& name, const char* unit, double per, int rounds, const std::function<void()>& action) {
    action();  // prepares
    std::vector<cost> all;
    for (int i = 0; i != rounds; ++i) all.push_back(measure(action));
    std::sort(all.begin(), all.end(), [](const cost& one, const cost& other) { return one.wall < other.wall; });
    const cost& middle = all[all.size() / 2];
    std::printf("  %-34s%9.1f %s wall%9.1f %s client CPU, of which bridge %7.1f\n", name.c_str(), middle.wall * per, unit,
                middle.all * per, unit, (middle.all - middle.statement) * per);
}

template <class Client>
void report_all(const std::string& name, Client& db) {
    constexpr int calls = 2000;
    report(name + ", point select", "us", 1e6 / calls, 11, [&] { select_points(db, calls); });
    report(name + ", 100k x 10 rows", "ms", 1e3, 11, [&] {
        if (db.run(scan, {}).rows() != 100'000) throw std::runtime_error{"not all rows"};
    });
}

void run(const places& at) {
    virga::postgres_client direct{at.direct};
    direct.execute(create_item);
    virga::neon_ws_client through{at.url, {.endpoint = at.endpoint, .certificate_authority = at.certificate}};
    report_all("postgres_client", direct);
    report_all("neon_ws_client", through);
    direct.execute("drop table bench_item");
}

/// Servers in a process of their own, until `stop` is closed.
int serve(int tell, int stop) {
    const virga::testing::embedded_postgres postgres{{.settings = {"autovacuum=off"}}};
    const virga::testing::local_neon neon{postgres.url()};
    const std::string text =
        postgres.url() + "\n" + neon.connection_url("postgres", "any", "postgres") + "\n" + neon.ws_url() + "\n";
    if (::write(tell, text.data(), text.size()) == -1) return 1;
    ::close(tell);
    char byte = 0;
    return ::read(stop, &byte, 1) == 0 ? 0 : 1;
}

places own_servers(int& stop) {
    int tell[2], hold[2];
    if (::pipe(tell) != 0 or ::pipe(hold) != 0) throw std::runtime_error{"no pipe"};
    if (::fork() == 0) {
        ::close(tell[0]);
        ::close(hold[1]);
        int status = 1;
        try {
            status = serve(tell[1], hold[0]);
        } catch (const std::exception& problem) {
            std::fprintf(stderr, "%s\n", problem.what());
        }
        std::_Exit(status);
    }
    ::close(tell[1]);
    ::close(hold[0]);
    stop = hold[1];
    std::string text;
    char bytes[4096];
    ssize_t count = 0;
    while ((count = ::read(tell[0], bytes, sizeof bytes)) > 0) text.append(bytes, static_cast<std::size_t>(count));
    ::close(tell[0]);
    const std::size_t first = text.find('\n'), second = text.find('\n', first + 1);
    if (second == text.npos) throw std::runtime_error{"the servers did not start"};
    return {text.substr(0, first), text.substr(first + 1, second - first - 1),
            text.substr(second + 1, text.size() - second - 2), ""};
}
}  // namespace

int main(int count, char** words) {
    int stop = -1, status = 0;
    try {
        const std::vector<std::string> given{words + 1, words + count};
        run(given.size() >= 3 ? places{given[0], given[1], given[2], given.size() > 3 ? given[3] : ""} : own_servers(stop));
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "neon_ws: %s\n", problem.what());
        status = 1;
    }
    if (stop != -1) {
        ::close(stop);
        ::wait(nullptr);
    }
    return status;
}
