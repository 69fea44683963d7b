// A constant means in DDL what $1 means in a query, and what a schema declares never ends the kit without a sentence.
#include <array>    // std::array
#include <chrono>   // std::chrono::local_time
#include <cmath>    // std::nextafter
#include <cstdint>  // std::int16_t
#include <limits>   // std::numeric_limits
#include <random>   // std::mt19937
#include <set>      // std::set
#include <string>   // std::string
#include <tuple>    // std::tuple
#include <vector>   // std::vector

#include <virga.hpp>
#include <virga/kit/describe/inline_values.hpp>  // virga::kit::expression_sql
#include <virga/kit/kit.hpp>

#include "../catch.hpp"
#include "kit_dump.hpp"

namespace {
namespace constants {
using namespace virga;

enum class size { small, large, huge };
constexpr pg::enum_type<size, "size", "s(m)all", "it's \\ large", "\"huge\""> size_type;

template <class t>
struct thing_fields {
    pg::integer<t, "id", primary_key> id;
    pg::smallint<t, "small"> small;
    pg::integer<t, "whole"> whole;
    pg::bigint<t, "big"> big;
    pg::numeric<t, "money", 5, 1> money;
    pg::numeric<t, "tens", 5, -1> tens;
    pg::numeric<t, "exact"> exact;
    pg::real<t, "single"> single;
    pg::double_precision<t, "twice"> twice;
    pg::boolean<t, "truth"> truth;
    pg::varchar<t, "code", 4> code;
    pg::text<t, "words"> words;
    pg::date<t, "day"> day;
    pg::timestamp<t, "wall"> wall;
    pg::timestamptz<t, "moment"> moment;
    pg::uuid<t, "key"> key;
    pg::bytea<t, "bytes"> bytes;
    pg::enumeration<t, "size", size_type> kind;
};
constexpr table<"thing", thing_fields> thing;
constexpr auto schema = virga::schema(virga::domain(size_type, thing));

/// What a query or a literal text decides: the rows it finds, or the error it ends in.
template <class Run>
std::string decision(Run run) {
    try {
        std::string found;
        for (const auto& each : run()) found += std::to_string(each) + " ";
        return found;
    } catch (const virga::query_error& failure) {
        return failure.sqlstate();
    }
}
}  // namespace constants

namespace bounded {
using namespace virga;

/// The limits are variables, so that a test can set them; a constraint keeps what they were.
inline numeric least{"-0.25"};
inline int most_small = 10;

template <class t>
struct account_fields {
    pg::integer<t, "id", primary_key> id;
    pg::numeric<t, "m", 5, 1> m;
    pg::smallint<t, "small"> small;

    static auto constraints(const auto& c) {
        const numeric far{"-100000"};  // gone when the constraints are described
        const int most[]{most_small, 7};
        return std::tuple{
            pg::check<"m_least">(c.m >= least), pg::check<"m_far">(c.m > far), pg::check<"small_most">(c.small < most_small),
            pg::index<"account_small">(c.small + 1).where(c.small.in(most)), pg::policy<"own">().using_(c.small != most_small)};
    }
};
constexpr table<"account", account_fields> account;
constexpr auto schema = virga::schema(virga::domain(account));

/// As in a file of its own.
virga::kit::model declared_schema() { return virga::kit::describe(schema); }
}  // namespace bounded

/// Runs the kit as a program does.
template <class Schema>
virga_test::outcome run_declared(const Schema& schema, const virga_test::scratch_folder& folder, const virga_test::names& words) {
    std::ostringstream out, errors;
    virga::kit::config settings;
    settings.folder = folder.path();
    settings.out = &out;
    settings.errors = &errors;
    std::vector<const char*> argv{"kit"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    const int code = virga::kit::run(schema, settings, static_cast<int>(argv.size()), argv.data());
    return {code, out.str(), errors.str()};
}
}  // namespace

TEST_CASE("a_constant_decides_alike_in_ddl_and_in_a_query") {
    using namespace virga_test;
    using constants::thing;
    const own_database server;
    apply_changes(server, {}, virga::kit::describe(constants::schema));
    virga::postgres_client db{server.url()};
    db.execute(R"(insert into thing select i, (i * 4651) % 65536 - 32768, i * 7919 - 900000, (i - 100) * 46116860184273879, (i - 100) * 73.4 / 7,
        (i - 100) * 9999, (i - 100) * 1.005, (i - 100) * 0.1::real, (i - 100) * 0.1, i % 2 = 0, substr(md5(i::text), 1, i % 5), md5(i::text) || '''\"',
        date '2024-01-01' + i * 37, timestamp '2024-01-01' + i * interval '7 hours 1 us', timestamptz '2024-01-01 00:00+02' + i * interval '11 hours 3 us',
        md5(i::text)::uuid, decode(md5(i::text), 'hex'), (enum_range(null::size))[i % 3 + 1] from generate_series(1, 200) as i)");
    db.execute("insert into thing (id) values (201); set statement_timeout = 0");

    const auto same = [&](const auto& predicate) {
        const std::string text = virga::kit::expression_sql(predicate);
        INFO(text);
        const std::string asked = constants::decision([&] {
            std::vector<int> ids;
            for (const auto [id] : db(select(thing.id).from(thing).where(predicate).order_by(thing.id))) ids.push_back(id);
            return ids;
        });
        const std::string written = constants::decision([&] {
            const virga::result answer = db.execute("select id from thing where " + text + " order by id");
            std::vector<int> ids;
            for (std::size_t i = 0; i != answer.rows(); ++i) ids.push_back(std::stoi(virga_test::text(answer, i).value()));
            return ids;
        });
        CHECK(asked == written);
    };

    std::mt19937 random{20260607};
    const auto whole = [&random](long long low, long long high) {
        return std::uniform_int_distribution<long long>{low, high}(random);
    };
    const auto decimal = [&](int digits) {
        std::string digits_of = std::to_string(whole(-99'999'999, 99'999'999));
        if (digits_of.size() > static_cast<std::size_t>(digits) + 1)
            digits_of.insert(digits_of.size() - static_cast<std::size_t>(digits), ".");
        return virga::numeric{digits_of};
    };
    using namespace std::chrono;
    for (int round = 0; round != 30; ++round) {
        const auto small = static_cast<std::int16_t>(whole(-32768, 32767));
        const auto any = static_cast<std::int32_t>(whole(-900'000, 900'000));
        const long long big = whole(std::numeric_limits<long long>::min(), std::numeric_limits<long long>::max());
        same(thing.small < small);
        same(thing.small + small > 0);  // 22003, where the sum is no smallint
        same(thing.small - 3 > small);
        same(thing.whole >= any);
        same(thing.whole * any < any);
        same(thing.big > big);
        same(thing.big + 5 > big);
        same(thing.big / 3 > any);
        same(thing.whole / any == 0);
        same(thing.small.between(small, 20'000));
        same(thing.small.in({small, small, std::int16_t{-28117}}));
        same(coalesce(thing.big, 7) > any);
        const virga::numeric exact = decimal(static_cast<int>(whole(1, 6)));
        same(thing.money >= exact);
        same(thing.money < virga::numeric{any});
        same(thing.money > decimal(2));
        same(thing.tens != exact);
        same(thing.tens < exact);
        same(thing.exact + exact > thing.money);
        same(thing.money.in({exact, virga::numeric{"0.25"}, virga::numeric{"-5.25"}}));
        same(thing.money.between(exact, virga::numeric{"Infinity"}));
        same(coalesce(thing.money, exact) == exact);
        const float single = static_cast<float>(whole(-100, 100)) * 0.1F;
        same(thing.single <= single);
        same(thing.single * 0.1F < single);
        same(thing.twice >= static_cast<double>(whole(-100, 100)) * 0.1);
        same(thing.twice / 3 > 0.1);
        same(thing.truth == (round % 2 == 0));
        const std::string word = std::to_string(whole(0, 999'999));
        same(thing.code > word);
        same(thing.code == "c4caxyz");
        same(thing.code.in({word, std::string{"a87f"}, std::string{"a"}}));
        same(thing.words.like("%" + word.substr(0, 2) + "%"));
        same(coalesce(thing.code, word) == word);
        same(thing.words != "it's \\ so $1");
        same(thing.day < sys_days{days{whole(19'000, 28'000)}});
        same(thing.wall >= local_time<microseconds>{microseconds{whole(1'700'000'000'000'000, 1'710'000'000'000'000)}});
        same(thing.moment >= sys_time<microseconds>{microseconds{whole(1'700'000'000'000'000, 1'710'000'000'000'000)}});
        same(thing.bytes > std::vector<std::byte>{static_cast<std::byte>(whole(0, 255)), std::byte{0}});
        same(thing.kind <= static_cast<constants::size>(whole(0, 2)));
        same(thing.kind.in({constants::size::large, constants::size::huge}));
    }
}

TEST_CASE("a_constant_of_a_check_is_neither_rounded_nor_refused_by_the_column_s_precision") {
    using namespace virga_test;
    using bounded::account;
    const own_database server;
    apply_changes(server, {}, virga::kit::describe(bounded::schema));
    CHECK(server.ask("select pg_get_constraintdef(oid) from pg_constraint where conname = 'm_least'") ==
          "CHECK ((m >= '-0.25'::numeric))");
    CHECK(server.ask("select pg_get_indexdef('account_small'::regclass)") ==
          "CREATE INDEX account_small ON public.account USING btree (((small + '1'::smallint))) WHERE (small = ANY "
          "('{10,7}'::smallint[]))");
    virga::postgres_client db{server.url()};
    db(insert_into(account).values(account.id = 1, account.m = virga::numeric{"-0.2"}, account.small = 9));
    CHECK_THROWS_AS(db(insert_into(account).values(account.id = 2, account.m = virga::numeric{"-0.3"}, account.small = 9)),
                    virga::check_violation);
    CHECK(db(select(account.id).from(account).where(account.m >= virga::numeric{"-0.25"})).size() == 1);
}

TEST_CASE("a_constant_that_the_column_cannot_hold_is_a_sentence") {
    using namespace virga_test;
    const scratch_folder folder;
    CHECK(run_declared(bounded::schema, folder, {"generate"}).code == 0);
    bounded::most_small = 100'000;
    for (const char* verb : {"generate", "migrate", "check", "status"}) {
        const outcome ran = run_declared(bounded::schema, folder, {verb});
        CHECK(ran.code == 1);
        CHECK(ran.errors == "table public.account, check small_most: smallint: a value is a whole number from -32768 to 32767.\n");
        const outcome ran_apart = run_declared(bounded::declared_schema, folder, {verb});
        CHECK(ran_apart.code == 1);
        CHECK(ran_apart.errors == ran.errors);
    }
    bounded::most_small = 10;
    CHECK(run_declared(bounded::schema, folder, {"check"}).code == 0);
    CHECK(run_declared(bounded::declared_schema, folder, {"check"}).code == 0);
}

namespace {
namespace wrong {
using namespace virga;

/// Whatever it is turned into text with fails.
struct opaque {
    int kind = 0;
};
}  // namespace wrong
}  // namespace

template <>
struct virga::codec<wrong::opaque> {
    static wrong::opaque decode(int stored) { return {stored}; }
    static int encode(const wrong::opaque& value) {
        if (value.kind == 0) throw std::logic_error("no number for this one");
        if (value.kind == 1) throw 42;
        return value.kind;
    }
};

namespace {
namespace wrong {
inline int kind = 0;
inline std::string decimal = "1.5";

template <class t>
struct in_index_fields {
    pg::integer<t, "a", as<opaque>> a;
    static constexpr auto constraints(const auto& c) { return std::tuple{pg::index<"in_index_a">(c.a).where(c.a == opaque{kind})}; }
};
constexpr table<"in_index", in_index_fields, "s"> in_index;

template <class t>
struct in_policy_fields {
    pg::integer<t, "a", as<opaque>> a;
    static constexpr auto constraints(const auto& c) { return std::tuple{pg::policy<"own">().using_(c.a == opaque{kind})}; }
};
constexpr table<"in_policy", in_policy_fields> in_policy;

template <class t>
struct in_value_fields {
    pg::numeric<t, "a"> a;
    static constexpr auto constraints(const auto& c) { return std::tuple{pg::check<"c">(c.a > numeric{decimal})}; }
};
constexpr table<"in_value", in_value_fields> in_value;

template <class t>
struct in_default_fields {
    pg::text<t, "a", default_to<"a\0b">> a;
};
constexpr table<"in_default", in_default_fields> in_default;
}  // namespace wrong
}  // namespace

TEST_CASE("whatever_a_declaration_throws_is_a_sentence_with_its_place") {
    using namespace virga_test;
    const scratch_folder folder;
    const auto said = [&folder](const auto& item) {
        const outcome ran = run_declared(virga::schema(virga::domain(item)), folder, {"check"});
        CHECK(ran.code == 1);
        return ran.errors;
    };
    CHECK(said(wrong::in_index) == "table s.in_index, index in_index_a: no number for this one.\n");
    CHECK(said(wrong::in_policy) == "table public.in_policy, policy own: no number for this one.\n");
    wrong::kind = 1;
    CHECK(said(wrong::in_index) ==
          "table s.in_index, index in_index_a: what turns its values into text threw something without a message.\n");
    wrong::decimal = "one and a half";
    CHECK(said(wrong::in_value).starts_with("table public.in_value, constraints(): numeric: "));
    CHECK(said(wrong::in_default) ==
          "table public.in_default, default of column a: text: PostgreSQL cannot store a zero byte in a text.\n");
}
