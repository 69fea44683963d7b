// What a find costs server and client together: parents with their children, by virga, and by hand on libpq.
//
//   finds                  starts a server, measures, prints a line a way
//   finds --serve          starts a server, prints its URL, and waits for the end of its input: for tests/bench/finds.py
//
// What counts is the processor's time of this process and of the server's process for this session, so that other work on the
// machine matters little; the median of rounds in which all ways take turns, forth and back, each after a run that does not count,
// so that none finds the caches as another question left them. The last figure is how many times the first way of the question
// costs what this one does, round by round. All ways fill structs of the same members. By hand results come as text, as virga
// reads them, and as binary values.
#include <libpq-fe.h>
#include <sched.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/testing/embedded_postgres.hpp>

namespace {

// 10,000 parents, 50,000 children of them, 150,000 notes of these, scattered, with indexes on what references.
constexpr const char* create_tables = R"(
    create table parent (id bigint primary key, name text not null, email text not null, score integer not null,
        active boolean not null, created_at timestamptz not null);
    create table child (id bigint primary key, parent_id bigint not null references parent (id), title text not null,
        views integer not null, created_at timestamptz not null);
    create table note (id bigint primary key, child_id bigint not null references child (id), body text not null,
        stars integer not null);
    insert into parent select n, 'parent number ' || n, 'p' || n || '@example.org', n % 1000, n % 3 <> 0,
        timestamptz '2024-01-01 00:00:00+00' + n * interval '1 minute 0.25 second' from generate_series(1, 10000) as n;
    insert into child select n, n::bigint * 7919 % 10000 + 1, 'child number ' || n || ' of its parent', n % 7919,
        timestamptz '2025-01-01 00:00:00+00' + n * interval '1 second' from generate_series(1, 50000) as n;
    insert into note select n, n::bigint * 7919 % 50000 + 1, 'note number ' || n, n % 5 from generate_series(1, 150000) as n;
    create index on child (parent_id);
    create index on note (child_id);
    vacuum analyze)";

namespace schema {
using namespace virga;
template <class t>
struct parent_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "name", not_null> name;
    pg::text<t, "email", not_null> email;
    pg::integer<t, "score", not_null> score;
    pg::boolean<t, "active", not_null> active;
    pg::timestamptz<t, "created_at", not_null> created_at;
};
inline constexpr table<"parent", parent_fields> parent;
template <class t>
struct child_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "parent_id", not_null, references<parent.id>> parent_id;
    pg::text<t, "title", not_null> title;
    pg::integer<t, "views", not_null> views;
    pg::timestamptz<t, "created_at", not_null> created_at;
};
inline constexpr table<"child", child_fields> child;
template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "child_id", not_null, references<child.id>> child_id;
    pg::text<t, "body", not_null> body;
    pg::integer<t, "stars", not_null> stars;
};
inline constexpr table<"note", note_fields> note;
inline constexpr auto children_of_parent = many<"children">(child.parent_id);
inline constexpr auto notes_of_child = many<"notes">(note.child_id);
}  // namespace schema

using moment = std::chrono::sys_time<std::chrono::microseconds>;
struct note_row {
    std::int64_t id, child_id;
    std::string body;
    std::int32_t stars;
};
struct plain_child {
    std::int64_t id, parent_id;
    std::string title;
    std::int32_t views;
    moment created_at;
};
struct child_row {
    std::int64_t id, parent_id;
    std::string title;
    std::int32_t views;
    moment created_at;
    std::vector<note_row> notes;
};
template <class Child>
struct parent_row {
    std::int64_t id;
    std::string name, email;
    std::int32_t score;
    bool active;
    moment created_at;
    std::vector<Child> children;
};

/// What was read, so that all ways can be compared.
using sum = std::uint64_t;
sum of(const plain_child& each) { return static_cast<sum>(each.id) * 3 + each.title.size() + static_cast<sum>(each.views); }
sum of(const child_row& each) {
    sum all = static_cast<sum>(each.id) * 3 + each.title.size() + static_cast<sum>(each.views);
    for (const note_row& note : each.notes) all = all * 31 + static_cast<sum>(note.id + note.stars) + note.body.size();
    return all;
}
template <class Child>
sum of(const std::vector<parent_row<Child>>& rows) {
    sum all = 0;
    for (const auto& each : rows) {
        all = all * 31 + static_cast<sum>(each.id + each.score) + each.name.size() + static_cast<sum>(each.active);
        for (const Child& child : each.children) all = all * 31 + of(child);
    }
    return all;
}

// ---- by hand ------------------------------------------------------------------------------------

class by_hand {
public:
    /// `format` of results is libpq's: 0 for text, 1 for binary.
    explicit by_hand(const std::string& url, int format) : format_(format), connection_(PQconnectdb(url.c_str()), &PQfinish) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
        run("set time zone 'UTC'");
    }
    [[nodiscard]] int server_process() const { return PQbackendPID(connection_.get()); }

    /// One statement, whose rows have a parent and a child each, in order.
    std::vector<parent_row<plain_child>> joined(const char* name, const char* text) {
        const result all = prepared(name, text, {});
        std::vector<parent_row<plain_child>> rows;
        for (int row = 0; row != PQntuples(all.get()); ++row) {
            const auto id = number<std::int64_t>(all, row, 0);
            if (rows.empty() or rows.back().id != id) rows.push_back(parent_at<plain_child>(all, row));
            if (PQgetisnull(all.get(), row, 6) == 0) rows.back().children.push_back(child_at<plain_child>(all, row, 6));
        }
        return rows;
    }
    /// A statement for each level, which takes the keys of the one before.
    template <class Child>
    std::vector<parent_row<Child>> level_by_level(const char* name, const char* parents, const char* children,
                                                  const char* notes = nullptr) {
        const result all = prepared(std::string(name) + "1", parents, {});
        std::vector<parent_row<Child>> rows;
        std::unordered_map<std::int64_t, std::size_t> places;
        rows.reserve(static_cast<std::size_t>(PQntuples(all.get())));
        places.reserve(static_cast<std::size_t>(PQntuples(all.get())));
        std::string keys = "{";
        for (int row = 0; row != PQntuples(all.get()); ++row) {
            rows.push_back(parent_at<Child>(all, row));
            places.emplace(rows.back().id, rows.size() - 1);
            (keys += row == 0 ? "" : ",") += key(all, row);
        }
        const result below = prepared(std::string(name) + "2", children, keys += "}");
        std::unordered_map<std::int64_t, std::pair<std::size_t, std::size_t>> child_places;
        keys = "{";
        for (int row = 0; row != PQntuples(below.get()); ++row) {
            const std::size_t place = places.at(number<std::int64_t>(below, row, 1));
            rows[place].children.push_back(child_at<Child>(below, row, 0));
            if (notes == nullptr) continue;
            child_places.emplace(rows[place].children.back().id, std::pair{place, rows[place].children.size() - 1});
            (keys += row == 0 ? "" : ",") += key(below, row);
        }
        if constexpr (std::is_same_v<Child, child_row>) {
            const result last = prepared(std::string(name) + "3", notes, keys += "}");
            for (int row = 0; row != PQntuples(last.get()); ++row) {
                const auto [place, index] = child_places.at(number<std::int64_t>(last, row, 1));
                rows[place].children[index].notes.push_back({number<std::int64_t>(last, row, 0), number<std::int64_t>(last, row, 1),
                                                             std::string(text(last, row, 2)), number<std::int32_t>(last, row, 3)});
            }
        }
        return rows;
    }

private:
    using result = std::unique_ptr<PGresult, decltype(&PQclear)>;

    result checked(PGresult* of) {
        result all{of, &PQclear};
        const auto status = PQresultStatus(of);
        if (status != PGRES_TUPLES_OK and status != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
        return all;
    }
    void run(const char* text) { checked(PQexec(connection_.get(), text)); }
    result prepared(const std::string& name, const char* text, const std::string& value) {
        const int count = value.empty() ? 0 : 1;
        if (known_.insert({name, true}).second) checked(PQprepare(connection_.get(), name.c_str(), text, 0, nullptr));
        const char* const values[]{value.c_str()};
        return checked(PQexecPrepared(connection_.get(), name.c_str(), count, values, nullptr, nullptr, format_));
    }
    static std::string_view text(const result& all, int row, int column) {
        return {PQgetvalue(all.get(), row, column), static_cast<std::size_t>(PQgetlength(all.get(), row, column))};
    }
    [[nodiscard]] std::string key(const result& all, int row) const {
        return format_ == 1 ? std::to_string(number<std::int64_t>(all, row, 0)) : std::string(text(all, row, 0));
    }
    template <class Number>
    [[nodiscard]] Number number(const result& all, int row, int column) const {
        const std::string_view from = text(all, row, column);
        Number value{};
        if (format_ == 1) {
            for (const char each : from) value = static_cast<Number>(value << 8 | static_cast<unsigned char>(each));
            return value;
        }
        std::from_chars(from.data(), from.data() + from.size(), value);
        return value;
    }
    [[nodiscard]] moment time(const result& all, int row, int column) const {
        constexpr std::chrono::sys_days postgres_epoch = std::chrono::year{2000} / 1 / 1;
        if (format_ == 1) return postgres_epoch + std::chrono::microseconds{number<std::int64_t>(all, row, column)};
        return virga::types::timestamptz::read(text(all, row, column));
    }
    template <class Child>
    [[nodiscard]] parent_row<Child> parent_at(const result& all, int row) const {
        return {number<std::int64_t>(all, row, 0), std::string(text(all, row, 1)), std::string(text(all, row, 2)),
                number<std::int32_t>(all, row, 3), (format_ == 1 ? text(all, row, 4)[0] == 1 : text(all, row, 4) == "t"),
                time(all, row, 5), {}};
    }
    template <class Child>
    [[nodiscard]] Child child_at(const result& all, int row, int at) const {
        Child made{};
        made.id = number<std::int64_t>(all, row, at);
        made.parent_id = number<std::int64_t>(all, row, at + 1);
        made.title = text(all, row, at + 2);
        made.views = number<std::int32_t>(all, row, at + 3);
        made.created_at = time(all, row, at + 4);
        return made;
    }

    int format_;
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
    std::unordered_map<std::string, bool> known_;
};

// ---- measuring ----------------------------------------------------------------------------------

double of_this_process() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}
double of_server(int process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/schedstat");
    double nanoseconds = 0;
    file >> nanoseconds;
    return nanoseconds / 1e6;
}
struct way {
    const char* question;
    const char* name;
    int server;
    int repeats;  // in a round
    std::function<sum()> run;
    std::vector<double> client{}, both{};
};
double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}
double median_ratio(const std::vector<double>& ours, const std::vector<double>& theirs) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i != ours.size(); ++i) ratios.push_back(ours[i] / theirs[i]);
    return median(std::move(ratios));
}
void measure(std::vector<way>& ways, int rounds) {
    for (way& each : ways) {
        const sum expected = std::find_if(ways.begin(), ways.end(), [&](const way& other) {
                                 return std::string_view(other.question) == each.question;
                             })->run();
        for (int i = 0; i != 6; ++i) {  // by then the server has chosen its plans
            if (each.run() != expected) throw std::runtime_error(std::string("the ways differ: ") + each.question + each.name);
        }
    }
    for (int round = 0; round != rounds; ++round) {
        for (std::size_t i = 0; i != ways.size(); ++i) {
            way& each = ways[round % 2 == 0 ? i : ways.size() - 1 - i];
            each.run();
            const double client = of_this_process(), server = of_server(each.server);
            for (int run = 0; run != each.repeats; ++run) each.run();
            const double spent = of_this_process() - client;
            each.client.push_back(spent / each.repeats);
            each.both.push_back((spent + of_server(each.server) - server) / each.repeats);
        }
    }
}
void stay_on_one_core() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(0, &cores);
    if (sched_setaffinity(0, sizeof cores, &cores) != 0) fmt::print(stderr, "cannot stay on one core; figures will vary\n");
}

void compare(const std::string& url) {
    using namespace schema;
    virga::postgres_client db{url};
    by_hand hand{url, 0}, binary{url, 1};
    const auto [ours] = db(virga::select(virga::expr<virga::types::integer, "pg_backend_pid()">())).one();
    const int theirs = hand.server_process(), of_binary = binary.server_process();

    using flat = parent_row<plain_child>;
    using deep = parent_row<child_row>;
    constexpr auto children = children_of_parent.order_by(child.id);
    const auto page = find_many(parent).order_by(parent.id).limit(10).offset(5000);
    const auto all = find_many(parent).order_by(parent.id);
    const auto two = find_many(parent).order_by(parent.id).limit(50).offset(5000);
    const auto notes = notes_of_child.order_by(note.id);

    constexpr const char* children_by = "select * from child where parent_id = any($1::bigint[]) order by id";
    constexpr const char* children_unordered = "select * from child where parent_id = any($1::bigint[])";
    constexpr const char* page_of = "select * from parent order by id limit 10 offset 5000";
    std::vector<way> ways{
        {"page of 10", "virga", ours, 200, [&] { return of(db(page.with(children)).into<flat>().to_vector()); }},
        {"page of 10", "libpq, a statement a level", theirs, 200,
         [&] { return of(hand.level_by_level<plain_child>("page", page_of, children_by)); }},
        {"page of 10", "libpq, the same, binary", of_binary, 200,
         [&] { return of(binary.level_by_level<plain_child>("page", page_of, children_by)); }},
        {"page of 10", "libpq, joined", theirs, 200,
         [&] {
             return of(hand.joined("page", "select p.*, c.* from (select * from parent order by id limit 10 offset 5000) p "
                                           "left join child c on c.parent_id = p.id order by p.id, c.id"));
         }},
        {"all, ordered", "virga", ours, 1, [&] { return of(db(all.with(children)).into<flat>().to_vector()); }},
        {"all, ordered", "virga, lateral()", ours, 1,
         [&] { return of(db(all.with(children.lateral())).into<flat>().to_vector()); }},
        {"all, ordered", "libpq, a statement a level", theirs, 1,
         [&] { return of(hand.level_by_level<plain_child>("all", "select * from parent order by id", children_by)); }},
        {"all, ordered", "libpq, the same, binary", of_binary, 1,
         [&] { return of(binary.level_by_level<plain_child>("all", "select * from parent order by id", children_by)); }},
        {"all, ordered", "libpq, joined", theirs, 1,
         [&] {
             return of(hand.joined("all", "select p.*, c.* from parent p left join child c on c.parent_id = p.id "
                                          "order by p.id, c.id"));
         }},
        {"all", "virga", ours, 1, [&] { return db(all.with(children_of_parent)).into<flat>().to_vector().size(); }},
        {"all", "virga, lateral()", ours, 1,
         [&] { return db(all.with(children_of_parent.lateral())).into<flat>().to_vector().size(); }},
        {"all", "libpq, a statement a level", theirs, 1,
         [&] {
             return hand.level_by_level<plain_child>("unordered", "select * from parent order by id", children_unordered).size();
         }},
        {"all", "libpq, the same, binary", of_binary, 1,
         [&] {
             return binary.level_by_level<plain_child>("unordered", "select * from parent order by id", children_unordered).size();
         }},
        {"all", "libpq, joined", theirs, 1,
         [&] {
             return hand.joined("unordered", "select p.*, c.* from parent p left join child c on c.parent_id = p.id "
                                             "order by p.id").size();
         }},
        {"page of 50, two levels", "virga", ours, 20,
         [&] { return of(db(two.with(children.with(notes))).into<deep>().to_vector()); }},
        {"page of 50, two levels", "libpq, a statement a level", theirs, 20,
         [&] {
             return of(hand.level_by_level<child_row>("two", "select * from parent order by id limit 50 offset 5000", children_by,
                                                      "select * from note where child_id = any($1::bigint[]) order by id"));
         }},
        {"page of 50, two levels", "libpq, the same, binary", of_binary, 20,
         [&] {
             return of(binary.level_by_level<child_row>("two", "select * from parent order by id limit 50 offset 5000", children_by,
                                                      "select * from note where child_id = any($1::bigint[]) order by id"));
         }},
    };
    measure(ways, 31);
    const way* first = nullptr;
    for (const way& each : ways) {
        if (first == nullptr or std::string_view(first->question) != each.question) first = &each;
        fmt::print("{:<24}{:<40}{:>9.3f}{:>9.3f}{:>9.2f}\n", each.question, each.name, median(each.both), median(each.client),
                   median_ratio(first->both, each.both));
    }
}
}  // namespace

int main(int count, char** words) {
    try {
        stay_on_one_core();
        const virga::testing::embedded_postgres server{{.settings = {"synchronous_commit=off", "autovacuum=off"}}};
        {
            const std::unique_ptr<PGconn, decltype(&PQfinish)> filling{PQconnectdb(server.url().c_str()), &PQfinish};
            std::string text = create_tables;
            for (std::size_t from = 0; from < text.size();) {  // vacuum runs by itself
                const std::size_t end = std::min(text.find(';', from), text.size());
                PQclear(PQexec(filling.get(), text.substr(from, end - from).c_str()));
                from = end + 1;
            }
        }
        if (count > 1 and std::string_view(words[1]) == "--serve") {
            std::cout << server.url() << std::endl;
            std::string line;
            while (std::getline(std::cin, line)) {
                compare(server.url());
                std::cout << std::endl;
            }
            return 0;
        }
        fmt::print("{:<24}{:<40}{:>9}{:>9}{:>9}\n", "ms of CPU", "", "both", "client", "ratio");
        compare(server.url());
    } catch (const std::exception& problem) {
        fmt::print(stderr, "finds: {}\n", problem.what());
        return 1;
    }
}
