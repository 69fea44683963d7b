// What statements and rows cost a program: postgres_client, and the same by hand on libpqxx and on libpq.
//
// The program and its throw-away server share one core, because unpinned the cost of a round trip depends on
// where the kernel puts the two. What counts is the CPU time of this thread, in user and system mode; ways take
// turns, and the median of all rounds is printed with its ratio to libpqxx by hand.
//
//   run_time                          all operations; exit code 1 with --check when a budget is broken
//   run_time select virga 1000        one operation one way, 1000 times, for counting instructions:
//       valgrind --tool=callgrind --toggle-collect='*measured*' ./run_time select virga 1000
#include <sched.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/testing/embedded_postgres.hpp>

namespace {

constexpr std::int64_t all_rows = 100'000;

// ---- with virga ---------------------------------------------------------------------------------

namespace schema {
using namespace virga;
template <class t>
struct item_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "owner_id", not_null> owner_id;
    pg::text<t, "title", not_null> title;
    pg::text<t, "body"> body;
    pg::text<t, "status", not_null> status;
    pg::integer<t, "views", not_null> views;
    pg::numeric<t, "price", 10, 2, not_null> price;
    pg::boolean<t, "active", not_null> active;
    pg::timestamptz<t, "created_at", not_null> created_at;
    pg::timestamptz<t, "updated_at"> updated_at;
};
inline constexpr table<"item", item_fields> item;

template <class t>
struct note_fields {
    pg::bigint<t, "id", not_null> id;
    pg::text<t, "title", not_null> title;
    pg::integer<t, "views", not_null> views;
};
inline constexpr table<"note", note_fields> note;
}  // namespace schema

constexpr const char* create_tables = R"(
    create table item (id bigint primary key, owner_id bigint not null, title text not null, body text,
        status text not null, views integer not null, price numeric(10, 2) not null, active boolean not null,
        created_at timestamptz not null, updated_at timestamptz);
    insert into item select n, n % 1000, 'title number ' || n, case when n % 3 <> 0 then 'a body of some length, ' || n end,
        case when n % 2 = 0 then 'draft' else 'published' end, n % 7919, n / 8.0 + 0.25, n % 5 <> 0,
        timestamptz '2024-01-01 00:00:00+00' + n * interval '1 minute 0.25 second',
        case when n % 4 <> 0 then timestamptz '2025-06-01 12:00:00+00' + n * interval '1 second' end
    from generate_series(1, 100000) as n;
    create unlogged table note (id bigint not null, title text not null, views integer not null))";

/// What an operation made, so that the compiler cannot leave it out and all ways can be compared.
using sum = std::uint64_t;

using moment = std::chrono::sys_time<std::chrono::microseconds>;
sum of(moment when) { return static_cast<sum>(when.time_since_epoch().count()); }
sum of(const std::string& price) { return price.size(); }  // libpqxx has no decimal number
sum of(const virga::numeric& price) { return price.to_string().size(); }

/// Every value of a row counts, whatever struct it is in.
template <class Row>
sum of_row(const Row& row) {
    return static_cast<sum>(row.id + row.owner_id + row.views) + row.title.size() + (row.body ? row.body->size() : 1U) +
           row.status.size() + of(row.price) + (row.active ? 1U : 0U) + of(row.created_at) +
           (row.updated_at ? of(*row.updated_at) : 1U);
}

class with_virga {
public:
    explicit with_virga(const std::string& url) : db_(url) {}

    sum select(std::int64_t id) {
        using schema::item;
        const auto [title, views] = db_(virga::select(item.title, item.views).from(item).where(item.id == id)).one();
        return title.size() + static_cast<sum>(views);
    }
    sum insert(std::int64_t id) {
        using schema::note;
        return db_(insert_into(note).values(note.id = id, note.title = "a new note", note.views = 7)).affected();
    }
    sum update(std::int64_t id) {
        using schema::item;
        return db_(virga::update(item).set(item.views = 5).where(item.id == id)).affected();
    }
    sum fetch(std::int64_t) {
        using schema::item;
        sum all = 0;
        for (const virga::row<item>& each : db_(virga::select(item).from(item))) all += of_row(each);
        return all;
    }

private:
    virga::postgres_client db_;
};

// ---- by hand ------------------------------------------------------------------------------------

struct item_row {
    std::int64_t id;
    std::int64_t owner_id;
    std::string title;
    std::optional<std::string> body;
    std::string status;
    std::int32_t views;
    std::string price;
    bool active;
    moment created_at;
    std::optional<moment> updated_at;
};

constexpr const char* select_text = R"(select title, views from item where id = $1)";
constexpr const char* insert_text = R"(insert into note (id, title, views) values ($1, $2, $3))";
constexpr const char* update_text = R"(update item set views = $1 where id = $2)";
constexpr const char* fetch_text =
    "select id, owner_id, title, body, status, views, price, active, created_at, updated_at from item";

template <class Number>
Number number(std::string_view text) {
    Number value{};
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) throw std::runtime_error{"no number"};
    return value;
}

/// `2026-11-22 10:11:12.345+00`, with a time zone of UTC; what else the server might send is not looked for.
moment time_of(std::string_view text) {
    using namespace std::chrono;
    const auto part = [text](std::size_t from, std::size_t size) { return number<unsigned>(text.substr(from, size)); };
    const year_month_day date{year{static_cast<int>(part(0, 4))}, month{part(5, 2)}, day{part(8, 2)}};
    moment when = sys_days{date} + hours{part(11, 2)} + minutes{part(14, 2)} + seconds{part(17, 2)};
    if (text[19] == '.') {
        std::int64_t unit = 100'000;
        for (std::size_t i = 20; text[i] != '+'; ++i, unit /= 10) when += microseconds{(text[i] - '0') * unit};
    }
    return when;
}

/// One connection, one nontransaction, prepared statements, as<>(): as its documentation shows.
class with_libpqxx {
public:
    explicit with_libpqxx(const std::string& url) : connection_(url), work_(connection_) {
        work_.exec("set timezone to 'UTC'");
        connection_.prepare("select", select_text);
        connection_.prepare("insert", insert_text);
        connection_.prepare("update", update_text);
        connection_.prepare("fetch", fetch_text);
    }

    sum select(std::int64_t id) {
        const pqxx::row row = work_.exec_prepared1("select", id);
        const auto title = row[0].as<std::string>();
        return title.size() + static_cast<sum>(row[1].as<std::int32_t>());
    }
    sum insert(std::int64_t id) { return static_cast<sum>(work_.exec_prepared("insert", id, "a new note", 7).affected_rows()); }
    sum update(std::int64_t id) { return static_cast<sum>(work_.exec_prepared("update", 5, id).affected_rows()); }
    sum fetch(std::int64_t) {
        sum all = 0;
        const pqxx::result answer = work_.exec_prepared("fetch");
        for (const auto& row : answer) all += of_row(read(row));
        return all;
    }

private:
    static item_row read(const pqxx::row& row) {
        return {.id = row[0].as<std::int64_t>(),
                .owner_id = row[1].as<std::int64_t>(),
                .title = row[2].as<std::string>(),
                .body = row[3].is_null() ? std::nullopt : std::optional{row[3].as<std::string>()},
                .status = row[4].as<std::string>(),
                .views = row[5].as<std::int32_t>(),
                .price = row[6].as<std::string>(),
                .active = row[7].as<bool>(),
                .created_at = time_of({row[8].c_str(), row[8].size()}),
                .updated_at = row[9].is_null() ? std::nullopt : std::optional{time_of({row[9].c_str(), row[9].size()})}};
    }

    pqxx::connection connection_;
    pqxx::nontransaction work_;
};

/// PQexecPrepared with texts.
class with_libpq {
public:
    explicit with_libpq(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(connection_.get())};
        check(answer{PQexec(connection_.get(), "set timezone to 'UTC'")});
        prepare("select", select_text);
        prepare("insert", insert_text);
        prepare("update", update_text);
        prepare("fetch", fetch_text);
    }

    sum select(std::int64_t id) {
        const std::string text = std::to_string(id);
        const char* const values[]{text.c_str()};
        const answer found = run("select", 1, values);
        if (PQntuples(found.get()) != 1) throw std::runtime_error{"not one row"};
        const std::string title{view(found, 0, 0)};
        return title.size() + static_cast<sum>(number<std::int32_t>(view(found, 0, 1)));
    }
    sum insert(std::int64_t id) {
        const std::string text = std::to_string(id);
        const std::string views = std::to_string(7);
        const char* const values[]{text.c_str(), "a new note", views.c_str()};
        return number<sum>(PQcmdTuples(run("insert", 3, values).get()));
    }
    sum update(std::int64_t id) {
        const std::string views = std::to_string(5);
        const std::string text = std::to_string(id);
        const char* const values[]{views.c_str(), text.c_str()};
        return number<sum>(PQcmdTuples(run("update", 2, values).get()));
    }
    sum fetch(std::int64_t) {
        sum all = 0;
        const answer found = run("fetch", 0, nullptr);
        const int count = PQntuples(found.get());
        for (int i = 0; i != count; ++i) all += of_row(read(found, i));
        return all;
    }

private:
    struct close {
        void operator()(PGconn* connection) const { PQfinish(connection); }
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using answer = std::unique_ptr<PGresult, close>;

    answer check(answer found) const {
        const ExecStatusType status = PQresultStatus(found.get());
        if (status != PGRES_TUPLES_OK and status != PGRES_COMMAND_OK) throw std::runtime_error{PQerrorMessage(connection_.get())};
        return found;
    }
    void prepare(const char* name, const char* text) { check(answer{PQprepare(connection_.get(), name, text, 0, nullptr)}); }
    answer run(const char* name, int count, const char* const* values) {
        return check(answer{PQexecPrepared(connection_.get(), name, count, values, nullptr, nullptr, 0)});
    }
    static std::string_view view(const answer& found, int row, int column) {
        return {PQgetvalue(found.get(), row, column), static_cast<std::size_t>(PQgetlength(found.get(), row, column))};
    }
    static item_row read(const answer& found, int row) {
        const auto at = [&](int column) { return view(found, row, column); };
        const auto is_null = [&](int column) { return PQgetisnull(found.get(), row, column) != 0; };
        return {.id = number<std::int64_t>(at(0)),
                .owner_id = number<std::int64_t>(at(1)),
                .title = std::string{at(2)},
                .body = is_null(3) ? std::nullopt : std::optional{std::string{at(3)}},
                .status = std::string{at(4)},
                .views = number<std::int32_t>(at(5)),
                .price = std::string{at(6)},
                .active = at(7) == "t",
                .created_at = time_of(at(8)),
                .updated_at = is_null(9) ? std::nullopt : std::optional{time_of(at(9))}};
    }

    std::unique_ptr<PGconn, close> connection_;
};

// ---- measuring ----------------------------------------------------------------------------------

/// An operation in one of the three ways: called with the number of the call.
using operation = std::function<sum(std::int64_t)>;

struct way {
    std::string name;
    operation run;
    std::vector<double> rounds{};  // ns a call
};

struct bench {
    std::string name;
    std::int64_t calls;     // a round
    std::int64_t per_call;  // what the figure is divided by
    double limit;           // of the ratio to libpqxx
    std::vector<way> ways;
};

double cpu_nanoseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

[[gnu::noinline]] sum measured(const operation& run, std::int64_t calls) {
    sum all = 0;
    for (std::int64_t i = 1; i <= calls; ++i) all += run(i % all_rows + 1);
    return all;
}

void round_of(bench& of) {
    std::optional<sum> expected;
    for (way& each : of.ways) {
        const double start = cpu_nanoseconds();
        const sum made = measured(each.run, of.calls);
        each.rounds.push_back((cpu_nanoseconds() - start) / static_cast<double>(of.calls * of.per_call));
        if (expected.value_or(made) != made) throw std::runtime_error{of.name + ": " + each.name + " has another result"};
        expected = made;
    }
    // the next round begins with another way, so that none always follows the same
    std::rotate(of.ways.begin(), of.ways.begin() + 1, of.ways.end());
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Prints one bench; whether it keeps its budget.
bool report(const bench& of) {
    const auto find = [&](std::string_view name) -> const way& {
        return *std::find_if(of.ways.begin(), of.ways.end(), [&](const way& each) { return each.name == name; });
    };
    const double reference = median(find("libpqxx").rounds);
    for (const char* name : {"virga", "libpqxx", "libpq"}) {
        const way& each = find(name);
        const double middle = median(each.rounds);
        const bool is_ours = each.name == "virga";
        fmt::print("  {:<10}{:<10}{:>9.0f} ns   least {:>9.0f}   {:>6.3f} x{}{}\n", of.name, each.name, middle,
                   *std::min_element(each.rounds.begin(), each.rounds.end()), middle / reference,
                   is_ours ? fmt::format("   at most {:.2f}", of.limit) : "",
                   is_ours and middle / reference > of.limit ? "   BROKEN" : "");
    }
    return median(find("virga").rounds) <= of.limit * reference;
}

/// The core on which this thread runs now, for it and all that it starts.
void stay_on_one_core() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<std::size_t>(sched_getcpu()), &cores);
    if (sched_setaffinity(0, sizeof cores, &cores) != 0) fmt::print(stderr, "cannot stay on one core; figures will vary\n");
}

template <class Way>
way one_way(std::string name, Way& with, sum (Way::*call)(std::int64_t)) {
    return {std::move(name), [&with, call](std::int64_t number) { return (with.*call)(number); }};
}

int run(const std::vector<std::string>& words) {
    stay_on_one_core();
    const virga::testing::embedded_postgres server{{.settings = {"synchronous_commit=off", "autovacuum=off"}}};
    virga::postgres_client{server.url()}.execute(create_tables);
    virga::postgres_client{server.url()}.execute("vacuum analyze item");
    with_virga ours{server.url()};
    with_libpqxx libpqxx{server.url()};
    with_libpq libpq{server.url()};
    const auto ways = [&](auto by_us, auto by_libpqxx, auto by_libpq) {
        return std::vector<way>{one_way("virga", ours, by_us), one_way("libpqxx", libpqxx, by_libpqxx),
                                one_way("libpq", libpq, by_libpq)};
    };
    std::vector<bench> all{
        {"select", 2000, 1, 1.05, ways(&with_virga::select, &with_libpqxx::select, &with_libpq::select)},
        {"insert", 2000, 1, 1.05, ways(&with_virga::insert, &with_libpqxx::insert, &with_libpq::insert)},
        {"update", 2000, 1, 1.05, ways(&with_virga::update, &with_libpqxx::update, &with_libpq::update)},
        {"fetch", 1, all_rows, 1.0, ways(&with_virga::fetch, &with_libpqxx::fetch, &with_libpq::fetch)},
    };

    if (words.size() == 3) {
        for (const bench& each : all) {
            for (const way& its : each.ways) {
                if (each.name != words[0] or its.name != words[1]) continue;
                its.run(1);  // prepares
                measured(its.run, number<std::int64_t>(words[2]));
                return 0;
            }
        }
        throw std::runtime_error{"no such operation"};
    }

    bool good = true;
    const int rounds = 31;
    fmt::print("client CPU, median of {} rounds: a statement, and a row of the fetch of {}\n", rounds, all_rows);
    for (bench& each : all) {
        for (const way& its : each.ways) its.run(1);  // prepares
        for (int i = 0; i != rounds; ++i) round_of(each);
        good = report(each) and good;
    }
    return good or words.empty() ? 0 : 1;
}
}  // namespace

int main(int count, char** words) {
    try {
        return run({words + 1, words + count});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "run_time: {}\n", problem.what());
        return 1;
    }
}
