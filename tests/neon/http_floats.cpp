// Floats over HTTP arrive exact, whatever the role or database has for extra_float_digits.
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <virga.hpp>

#include "../catch.hpp"
#include "answers.hpp"
#include "place.hpp"

using namespace virga_test;
using virga::neon_http_client;

namespace {
namespace pg = virga::pg;
template <class t>
struct measure_fields {
    pg::integer<t, "id", virga::primary_key> id;
    pg::double_precision<t, "wide", virga::not_null> wide;
    pg::real<t, "narrow", virga::not_null> narrow;
    pg::point<t, "place"> place;
};
inline constexpr virga::table<"measure", measure_fields> measure;
constexpr auto wide = select(measure.wide).from(measure);
constexpr auto narrow = select(measure.narrow).from(measure);
constexpr auto same_of_measure = virga::many<"same">(measure.id, measure.id);
constexpr auto nested = find_many(measure).columns(measure.id).with(same_of_measure.with(same_of_measure));

/// Sends with libcurl, and keeps what was sent.
class spy final : public virga::http_transport {
public:
    virga::http_response post(const virga::http_request& request) override {
        {
            const std::lock_guard lock{mutex_};
            bodies.emplace_back(request.body);
        }
        return curl_.post(request);
    }
    std::vector<std::string> bodies;

private:
    std::mutex mutex_;
    virga::curl_transport curl_;
};

/// A database with a setting of its own from its first connection on, for connections are kept.
struct measures {
    neon_database database;
    explicit measures(const std::string& digits) {
        neon_http_client{neon().url, at()}.execute("alter database " + database.name() + " set extra_float_digits = " + digits);
        neon_http_client{database.url(), at()}.execute(
            "create table measure (id int primary key, wide float8, narrow float4, place point);"
            "insert into measure values (1, 0.1::float8 + 0.2::float8, 16777215, point(0.1::float8 + 0.2::float8, 0))");
    }
};
}  // namespace

TEST_CASE("floats_are_exact_whatever_the_database_has_set") {
    for (const char* digits : {"-15", "0", "1", "3"}) {
        const measures data{digits};
        INFO(digits);
        const neon_http_client raw{data.database.url(), at()};
        const bool is_exact = text(raw.execute("select wide from measure")) == "0.30000000000000004";
        CHECK(is_exact == (digits[0] == '1' or digits[0] == '3'));
        for (int i = 0; i != 2; ++i) {  // each of them as the first, and as a later one
            const neon_http_client first{data.database.url(), at()};
            CHECK(get<0>(first(wide).one()) == 0.1 + 0.2);
            CHECK(get<0>(first(narrow).one()) == 16'777'215.0F);
            const neon_http_client second{data.database.url(), at()};
            CHECK(get<0>(second(narrow).one()) == 16'777'215.0F);
            const neon_http_client of_shapes{data.database.url(), at()};
            CHECK(get<0>(of_shapes(select(measure.place).from(measure)).one())->x == 0.1 + 0.2);
            const neon_http_client by_find{data.database.url(), at()};
            const auto found = by_find(nested).one();
            CHECK(found[same_of_measure].at(0).place->x == 0.1 + 0.2);
            CHECK(found[same_of_measure].at(0).wide == 0.1 + 0.2);
            CHECK(found[same_of_measure].at(0)[same_of_measure].at(0).narrow == 16'777'215.0F);
            const neon_http_client third{data.database.url(), at()};
            const virga::transaction_options still{.isolation = virga::isolation_level::serializable, .read_only = true};
            const auto [one, two] = third.batch(still, wide, narrow);
            CHECK(get<0>(one.one()) == 0.1 + 0.2);
            CHECK(get<0>(two.one()) == 16'777'215.0F);
            CHECK(get<0>(third(select(measure.wide).from(measure).where(measure.id == 1)).one()) == 0.1 + 0.2);
        }
    }
}

TEST_CASE("the_setting_is_asked_for_once_and_only_for_floats") {
    const auto sent = [&](const std::string& digits) {
        const measures data{digits};
        const auto transport = std::make_shared<spy>();
        const neon_http_client db{data.database.url(), at(neon().endpoint, transport)};
        (void)db(select(measure.id).from(measure)).one();
        (void)db(wide).one();
        (void)db(wide).one();
        (void)db.batch(wide, select(measure.id).from(measure));
        (void)db(select(measure.id).from(measure)).one();
        return transport->bodies;
    };
    const auto is_single = [](const std::string& body) { return body.starts_with(R"({"query":"select)"); };
    const std::vector<std::string> exact = sent("1");
    REQUIRE(exact.size() == 5);
    CHECK(is_single(exact[0]));
    const std::string corrects = R"({"query":"set local extra_float_digits to 3","params":[]},{"query":"select)";
    CHECK(exact[1].starts_with(R"({"queries":[{"query":"show extra_float_digits","params":[]},)" + corrects));
    CHECK(is_single(exact[2]));
    CHECK(exact[3].starts_with(R"({"queries":[{"query":"select)"));
    CHECK(is_single(exact[4]));
    const std::vector<std::string> rounded = sent("0");
    REQUIRE(rounded.size() == 5);
    CHECK(is_single(rounded[0]));
    CHECK(holds(rounded[1], "show extra_float_digits"));
    for (const std::size_t later : {2U, 3U}) {
        CHECK(rounded[later].starts_with(R"({"queries":[)" + corrects));
    }
    CHECK(is_single(rounded[4]));
}

TEST_CASE("what_comes_first_for_floats_is_not_seen") {
    const measures data{"0"};
    const neon_http_client db{data.database.url(), at()};
    const auto add = [](int id) {
        return insert_into(measure).values(measure.id = id, measure.wide = 0.5, measure.narrow = 1.0F).returning(measure.wide);
    };
    CHECK(db(add(2)).affected() == 1);
    const auto problem = thrown<virga::unique_violation>([&] { (void)db(add(2)); });
    REQUIRE(problem);
    CHECK(problem->statement().starts_with("insert into \"public\".\"measure\""));
    CHECK(text(db.execute("select count(*) from measure")) == "2");
    const auto [rows] = db.batch(select(measure.wide).from(measure).order_by(measure.id));
    CHECK(rows.size() == 2);
    const auto failed = thrown<virga::unique_violation>([&] { (void)db.batch(add(2), wide); });
    REQUIRE(failed);
    CHECK(failed->statement().starts_with("one of the 2 of a batch"));
}
