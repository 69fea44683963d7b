// Every fault that the servers of the tests know, one after the other: the error and all that it says, in its time; the same
// client's next request works; and no statement ran twice, though retries are allowed.
#include <chrono>   // std::chrono::milliseconds
#include <cstddef>  // std::size_t
#include <string>   // std::string
#include <thread>   // std::this_thread::sleep_for
#include <vector>   // std::vector

#include "../catch.hpp"
#include "answers.hpp"
#include "belongings.hpp"
#include "outcome.hpp"
#include "place.hpp"
#include "relay.hpp"

using namespace virga_test;
using namespace std::chrono_literals;
using virga::neon_http_client;
using virga::sql_text;

namespace {

/// What is to come of a fault that hits every request.
struct expected {
    std::string fault;
    std::string kind;   ///< of the error
    std::string phase;  ///< of a transport_error
    bool may_have_run;  ///< what the error says
    std::size_t ran;    ///< how often the statement took effect
    int requests;       ///< how often it was sent
};

constexpr auto short_limit = 400ms;  // of a call, where the fault is that it takes longer
constexpr auto long_limit = 20s;

/// Without effect but for the time that they take.
const std::vector<expected> harmless{
    {"latency=50", "none", "", true, 1, 1},
    {"latency-after=50", "none", "", true, 1, 1},
    {"chunked", "none", "", true, 1, 1},
    {"drip=40x1", "none", "", true, 1, 1},
    {"close", "none", "", true, 1, 1},
    {"content-type=text/plain", "none", "", true, 1, 1},
    {"set-header=x-y:z", "none", "", true, 1, 1},
    {"shape=extra-keys", "none", "", true, 1, 1},
};

/// Faults of the connection.
const std::vector<expected> of_transport{
    {"reset", "transport", "receive", true, 0, 1},
    {"hang", "timeout", "receive", true, 0, 1},
    {"hang-after-exec", "timeout", "receive", true, 1, 1},
    {"latency=5000", "timeout", "receive", true, 0, 1},
    {"latency-after=5000", "timeout", "receive", true, 1, 1},
    {"reset-after-exec", "transport", "receive", true, 1, 1},
    {"reset-mid", "transport", "receive", true, 1, 1},
    {"truncate", "transport", "receive", true, 1, 1},
    {"truncate-chunked", "transport", "receive", true, 1, 1},
    {"drip=1x50", "timeout", "receive", true, 1, 1},
};

/// An answer that says that nothing ran, so that the request is sent again.
const std::vector<expected> not_run{
    {"fail-before-exec", "unavailable", "", false, 0, 3},
    {"status=429", "unavailable", "", false, 0, 3},
    {"status=429,body=neon", "unavailable", "", false, 0, 3},
    {"status=429,retry-after=0", "unavailable", "", false, 0, 3},
    {"status=429,retry-after=60", "unavailable", "", false, 0, 1},  // longer than the call may take
    {"status=500", "unavailable", "", false, 0, 3},
    {"status=500,code=53300,message=sorry", "query", "", true, 0, 3},
    {"status=400,code=57P03,message=the database system is starting up", "query", "", true, 0, 3},
};

/// An answer after which it is not sent again.
const std::vector<expected> of_service{
    {"status=500,body=msg", "service", "", true, 0, 1},
    {"status=500,body=html", "service", "", true, 0, 1},
    {"status=500,body=text", "service", "", true, 0, 1},
    {"status=500,body=string", "service", "", true, 0, 1},
    {"status=500,body=empty", "service", "", true, 0, 1},
    {"status=502,body=html", "service", "", true, 0, 1},
    {"status=503", "service", "", true, 0, 1},
    {"status=503,retry-after=0", "service", "", true, 0, 1},
    {"status=504,body=text", "service", "", true, 0, 1},
    {"status=400,message=connection closed", "service", "", true, 0, 1},
    {"status=400,body=string", "service", "", false, 0, 1},
    {"status=404,body=html", "service", "", true, 0, 1},
    {"status=302,body=empty,set-header=location:/sql", "service", "", true, 0, 1},
    {"status=413,message=request is too large", "too large", "", false, 0, 1},
    {"status=507,message=response is too large", "too large", "", true, 0, 1},
    {"status=400,code=40001,message=could not serialize", "query", "", true, 0, 1},
    {"status=400,code=57P01,message=terminating connection", "query", "", true, 0, 1},
    {"status=400,code=42P01,message=relation does not exist", "query", "", true, 0, 1},
};

/// An answer that is none of the protocol. The statement has run.
const std::vector<expected> of_protocol{
    {"malformed=truncated", "protocol", "", true, 1, 1}, {"malformed=html", "protocol", "", true, 1, 1},
    {"malformed=empty", "protocol", "", true, 1, 1},     {"malformed=garbage", "protocol", "", true, 1, 1},
    {"malformed=utf8", "protocol", "", true, 1, 1},      {"malformed=trailing", "protocol", "", true, 1, 1},
    {"malformed=deep", "protocol", "", true, 1, 1},      {"malformed=number", "protocol", "", true, 1, 1},
    {"shape=no-fields", "protocol", "", true, 1, 1},     {"shape=no-rows", "protocol", "", true, 1, 1},
    {"shape=rows-null", "protocol", "", true, 1, 1},     {"shape=row-short", "protocol", "", true, 1, 1},
    {"shape=row-long", "protocol", "", true, 1, 1},      {"shape=row-number", "protocol", "", true, 1, 1},
    {"shape=field-no-oid", "protocol", "", true, 1, 1},  {"shape=rowcount-string", "protocol", "", true, 1, 1},
    {"shape=array", "protocol", "", true, 1, 1},         {"shape=null", "protocol", "", true, 1, 1},
    {"shape=string", "protocol", "", true, 1, 1},
};

/// The same of a batch alone.
const std::vector<expected> of_batches{
    {"shape=results-missing", "protocol", "", true, 1, 1},
    {"shape=results-short", "protocol", "", true, 1, 1},
    {"shape=results-long", "protocol", "", true, 1, 1},
};

/// A client behind a relay that counts its requests, and a table that counts its statements.
class subject {
public:
    void meets(const expected& fault, bool in_batch) {
        INFO(fault.fault << (in_batch ? ", in a batch" : ""));
        const std::size_t before = table_.times();
        const int requests = way_.requests();
        happened what;
        {
            const standing_fault standing{fault.fault};
            const std::chrono::milliseconds limit = fault.kind == "timeout" ? short_limit : long_limit;
            const auto db = db_.with({.timeout = limit});
            what = outcome_of([&] {
                if (in_batch)
                    static_cast<void>(
                        db.batch(std::vector<sql_text>{{table_.count_one() + " returning at"}, {table_.count_one()}}));
                else
                    db.execute(table_.count_one() + " returning at");
            });
        }
        CHECK(what.kind == fault.kind);
        CHECK(what.phase == fault.phase);
        CHECK(what.took < 4s);  // the machine may be busy, but nothing waits for the fault's end
        CHECK(way_.requests() - requests == fault.requests);
        CHECK(text(db_.execute("select 'next'")) == "next");
        const std::size_t ran = table_.times() - before;
        CHECK(ran == fault.ran * (in_batch ? 2 : 1));
        if (fault.kind != "none") CHECK((what.may_have_run or ran == 0));  // never said wrongly
        if (not in_batch) CHECK(what.may_have_run == fault.may_have_run);
    }

private:
    static virga::neon_http_options options(const std::string& endpoint) {
        virga::neon_http_options all = at(endpoint);
        all.retries = {.attempts = 3, .first_delay = 1ms, .longest_delay = 2ms};
        return all;
    }

    counter table_;
    relay way_{port_of(neon().endpoint)};
    neon_http_client db_{neon().url, options(way_.endpoint(neon().endpoint))};
};

void all_meet(const std::vector<expected>& faults, bool in_batch) {
    subject one;
    for (const expected& each : faults) one.meets(each, in_batch);
}
}  // namespace

TEST_CASE("every_harmless_fault_is_not_noticed") {
    SECTION("by a statement") { all_meet(harmless, false); }
    SECTION("by a batch") { all_meet(harmless, true); }
}

TEST_CASE("every_fault_of_the_connection_is_a_transport_error_in_time") {
    SECTION("of a statement") { all_meet(of_transport, false); }
    SECTION("of a batch") { all_meet(of_transport, true); }
}

TEST_CASE("every_answer_that_says_that_nothing_ran_is_asked_for_again") {
    SECTION("for a statement") { all_meet(not_run, false); }
    SECTION("for a batch") { all_meet(not_run, true); }
}

TEST_CASE("every_other_status_is_an_error_at_once") {
    SECTION("of a statement") { all_meet(of_service, false); }
    SECTION("of a batch") { all_meet(of_service, true); }
}

TEST_CASE("every_answer_that_is_none_of_the_protocol_is_a_protocol_error") {
    SECTION("to a statement") { all_meet(of_protocol, false); }
    SECTION("to a batch") {
        all_meet(of_protocol, true);
        all_meet(of_batches, true);
    }
}

TEST_CASE("what_did_not_run_runs_once_when_the_fault_is_over") {
    for (const char* fault :
         {"fail-before-exec", "status=429", "status=500", "status=429,retry-after=1", "status=500,code=53300,message=sorry"}) {
        for (const char* times : {"1", "2"}) {
            INFO(fault << " " << times);
            const counter table;
            auto options = at();
            options.retries = {.attempts = 3, .first_delay = 1ms, .longest_delay = 2ms};
            const neon_http_client db{neon().url, options};
            const standing_fault standing{std::string{fault} + ",times=" + times};
            const auto start = std::chrono::steady_clock::now();
            CHECK(db.execute(table.count_one()).affected() == 1);
            if (std::string_view{fault}.ends_with("retry-after=1"))
                CHECK(std::chrono::steady_clock::now() - start >= std::chrono::seconds{std::stoi(times)});
            CHECK(table.times() == 1);
        }
    }
}

TEST_CASE("a_read_only_batch_of_unknown_fate_comes_through_when_the_fault_is_over") {
    for (const char* fault :
         {"reset", "reset-after-exec", "truncate", "status=503", "malformed=html", "status=400,code=40001,message=m"}) {
        INFO(fault);
        auto options = at();
        options.retries = {.attempts = 3, .first_delay = 1ms, .longest_delay = 2ms};
        const neon_http_client db{neon().url, options};
        const standing_fault standing{std::string{fault} + ",times=2"};
        const auto results = db.batch(std::vector<sql_text>{{"select 'through'"}}, {.read_only = true});
        CHECK(text(results.at(0)) == "through");
    }
}

TEST_CASE("hundreds_of_faults_leave_no_file_no_thread_and_no_memory") {
    std::vector<std::string> faults;
    for (const auto* list : {&harmless, &of_transport, &not_run, &of_service, &of_protocol})
        for (const expected& each : *list) faults.push_back(each.fault);
    const neon_http_client db{neon().url, at()};
    const auto meet_all = [&] {
        for (const std::string& fault : faults) {
            auto options = at(faulty(fault));
            options.timeout = 20ms;
            options.retries.attempts = 1;
            const neon_http_client other{neon().url, options};
            for (int i = 0; i != 2; ++i) static_cast<void>(thrown<virga::error>([&] { other.execute("select 1"); }));
            CHECK(text(db.execute("select 'next'")) == "next");
        }
    };
    for (int round = 0; round != 3; ++round) meet_all();  // and it remembers 200 requests
    const belongings before = settled();
    const std::size_t bytes = allocated();
    constexpr std::size_t rounds = 5;
    for (std::size_t round = 0; round != rounds; ++round) meet_all();
    const belongings after = settled();
    // One for each round and kind of fault would be a leak. The server of this process may keep a session more.
    CHECK(after.descriptors < before.descriptors + rounds);
    CHECK(after.threads < before.threads + rounds);
    CHECK(allocated() < bytes + 100'000);  // 150 bytes a fault
}
