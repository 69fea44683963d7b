// How much of its processor a program spends on a request of neon_http_client, with 1 thread and with 32.
//
//     VIRGA_NEON_URL=postgresql://user:password@host/database VIRGA_NEON_ENDPOINT=http://localhost:4444/sql bench_neon_http
//     [seconds]
//
// It makes the table "bench_wide" and drops it. The second figure is 1000 rows of 10 columns, decoded into structs.
#include <sys/resource.h>  // getrusage

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <virga.hpp>
#include <virga/client/neon_http.hpp>

namespace {
using namespace virga;

template <class t>
struct wide_fields {
    pg::integer<t, "id", primary_key> id;
    pg::bigint<t, "big", not_null> big;
    pg::text<t, "name", not_null> name;
    pg::boolean<t, "flag", not_null> flag;
    pg::double_precision<t, "ratio", not_null> ratio;
    pg::numeric<t, "price", 12, 2, not_null> price;
    pg::timestamptz<t, "at", not_null> at;
    pg::text<t, "hash", not_null> hash;
    pg::text<t, "note"> note;
    pg::text<t, "pair", not_null> pair;
};
inline constexpr table<"bench_wide", wide_fields> wide;

constexpr const char* make_wide = R"(drop table if exists bench_wide;
create table bench_wide as select g as id, g * 10::int8 as big, 'name ' || g as name, (g % 2 = 0) as flag, g / 3.0::float8 as ratio,
  (g * 1.01)::numeric(12,2) as price, '2024-01-01 00:00:00+00'::timestamptz + g * interval '1 minute' as at, md5(g::text) as hash,
  case when g % 5 = 0 then null else 'note ' || g end as note, array[g, g + 1]::text as pair from generate_series(1, 1000) g)";

double cpu_microseconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); };
    return of(used.ru_utime) + of(used.ru_stime);
}

template <class Run>
void measure(const char* name, unsigned threads, double seconds, const Run& run) {
    std::atomic<std::uint64_t> count{0};
    const auto work = [&](double time) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(time);
        std::vector<std::thread> all;
        for (unsigned i = 0; i != threads; ++i) {
            all.emplace_back([&] {
                while (std::chrono::steady_clock::now() < end) run(), ++count;
            });
        }
        for (std::thread& each : all) each.join();
    };
    work(seconds / 4);
    count = 0;
    const double before = cpu_microseconds();
    work(seconds);
    const double used = cpu_microseconds() - before;
    const auto requests = static_cast<double>(count);
    std::printf("%-24s threads %-3u %8.0f/s   client CPU %8.1f us/request\n", name, threads, requests / seconds, used / requests);
}
}  // namespace

int main(int argc, char** argv) {
    const char* const url = std::getenv("VIRGA_NEON_URL");
    const char* const endpoint = std::getenv("VIRGA_NEON_ENDPOINT");
    if (url == nullptr) return std::fputs("Set VIRGA_NEON_URL, and VIRGA_NEON_ENDPOINT for a local server.\n", stderr), 2;
    const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
    const neon_http_client db{url, {.endpoint = endpoint == nullptr ? "" : endpoint}};
    (void)db.execute(make_wide);
    constexpr statement one{"select 1", {}, {}};
    const auto all = select(wide).from(wide);
    for (const unsigned threads : {1U, 32U}) {
        measure("select 1", threads, seconds, [&] { (void)db.run(one, {}); });
        measure("1000 x 10 into structs", threads, seconds, [&] {
            std::vector<row<wide>> rows;
            rows.reserve(1000);
            for (auto&& each : db(all)) rows.push_back(std::move(each));
            if (rows.size() != 1000) std::abort();
        });
    }
    (void)db.execute("drop table bench_wide");
}
