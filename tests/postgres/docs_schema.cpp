// What docs/schema.md says, on a server; pieces of this file are quoted there.
#include <chrono>       // std::chrono::sys_days
#include <cstddef>      // std::byte
#include <cstdint>      // std::int64_t
#include <limits>       // std::numeric_limits
#include <optional>     // std::optional
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <vector>       // std::vector

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/diff.hpp>      // virga::kit::diff
#include <virga/types/uuid_v7.hpp>

#include "../catch.hpp"
#include "server.hpp"

namespace docs_schema {
/// An amount of money, kept as a whole number of cents.
struct cents {
    std::int64_t count = 0;
    friend bool operator==(const cents&, const cents&) = default;
};
}  // namespace docs_schema

template <>
struct virga::codec<docs_schema::cents> {
    static docs_schema::cents decode(std::int64_t stored) { return {stored}; }
    static std::int64_t encode(const docs_schema::cents& value) { return value.count; }
};

namespace docs_schema {
using namespace virga;
using microseconds = std::chrono::microseconds;

template <class t>
struct product_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::varchar<t, "name", 40, not_null> name;
    pg::text<t, "note"> note;
    pg::bigint<t, "price", not_null, as<cents>> price;
    pg::integer<t, "stock", not_null, default_to<0>> stock;
    pg::integer<t, "shelf", default_to<1>> shelf;
    pg::timestamptz<t, "changed_at", not_null, on_update_now> changed_at;

    static constexpr auto constraints(const auto& product) {
        return std::tuple{
            pg::check<"product_stock_not_negative">(product.stock >= 0),
            pg::unique(product.shelf, product.name),
            pg::index<"product_in_stock">(product.name, desc(product.stock)).where(product.stock > 0),
        };
    }
};
inline constexpr table<"product", product_fields> product;

inline constexpr pg::sequence<"invoice_number", sequence_options{.start = 1000}> invoice_number;
inline constexpr pg::extension<"citext"> citext_extension;

/// Who uses the app.
std::string& current_user() {
    static std::string name = "ada";
    return name;
}
std::string user_name() { return current_user(); }

template <class t>
struct delivery_fields {
    pg::uuid<t, "id", primary_key, default_from<uuid_v7>> id;
    pg::text<t, "address", not_null> address;
    pg::text<t, "changed_by", not_null, on_update_from<user_name>> changed_by;
};
inline constexpr table<"delivery", delivery_fields> delivery;

inline constexpr auto whole = virga::schema(virga::domain(product));
inline constexpr auto deliveries = virga::schema(virga::domain(delivery));

// A row has a value a column, std::optional where it may be NULL.
static_assert(std::is_same_v<decltype(row<product>::name), std::string>);
static_assert(std::is_same_v<decltype(row<product>::note), std::optional<std::string>>);
static_assert(std::is_same_v<decltype(row<product>::price), cents>);
static_assert(std::is_same_v<decltype(row<product>::shelf), std::optional<std::int32_t>>);
// A row to insert: what the server alone writes is no value, what has a default may be left out.
static_assert(std::is_same_v<decltype(insertable<product>::id), generated>);
static_assert(std::is_same_v<decltype(insertable<product>::name), required<"name", std::string>>);
static_assert(std::is_same_v<decltype(insertable<product>::note), std::optional<std::string>>);
static_assert(std::is_same_v<decltype(insertable<product>::stock), defaulted<std::int32_t>>);
static_assert(std::is_same_v<decltype(insertable<product>::shelf), defaulted<std::optional<std::int32_t>>>);
static_assert(std::is_same_v<decltype(insertable<product>::changed_at), defaulted<std::chrono::sys_time<microseconds>>>);
// A patch: each member is "unchanged" until it is assigned.
static_assert(std::is_same_v<decltype(patch<product>::note), patched<std::optional<std::string>>>);

template <class t>
struct types_fields {
    pg::smallint<t, "a"> a;
    pg::integer<t, "b"> b;
    pg::bigint<t, "c"> c;
    pg::numeric<t, "d"> d;
    pg::numeric<t, "e", 5, 2> e;
    pg::real<t, "f"> f;
    pg::double_precision<t, "g"> g;
    pg::boolean<t, "h"> h;
    pg::text<t, "i"> i;
    pg::varchar<t, "j"> j;
    pg::varchar<t, "k", 3> k;
    pg::uuid<t, "l"> l;
    pg::date<t, "m"> m;
    pg::timestamp<t, "n"> n;
    pg::timestamptz<t, "o"> o;
    pg::jsonb<t, "p"> p;
    pg::bytea<t, "q"> q;
};
inline constexpr table<"every_type", types_fields> every_type;
using values = row<every_type>;

// The table of column types in docs/schema.md: the C++ value,
static_assert(std::is_same_v<decltype(values::a), std::optional<std::int16_t>>);
static_assert(std::is_same_v<decltype(values::b), std::optional<std::int32_t>>);
static_assert(std::is_same_v<decltype(values::c), std::optional<std::int64_t>>);
static_assert(std::is_same_v<decltype(values::d), std::optional<numeric>>);
static_assert(std::is_same_v<decltype(values::e), std::optional<numeric>>);
static_assert(std::is_same_v<decltype(values::f), std::optional<float>>);
static_assert(std::is_same_v<decltype(values::g), std::optional<double>>);
static_assert(std::is_same_v<decltype(values::h), std::optional<bool>>);
static_assert(std::is_same_v<decltype(values::i), std::optional<std::string>>);
static_assert(std::is_same_v<decltype(values::k), std::optional<std::string>>);
static_assert(std::is_same_v<decltype(values::l), std::optional<uuid>>);
static_assert(std::is_same_v<decltype(values::m), std::optional<std::chrono::sys_days>>);
static_assert(std::is_same_v<decltype(values::n), std::optional<std::chrono::local_time<microseconds>>>);
static_assert(std::is_same_v<decltype(values::o), std::optional<std::chrono::sys_time<microseconds>>>);
static_assert(std::is_same_v<decltype(values::p), std::optional<json>>);
static_assert(std::is_same_v<decltype(values::q), std::optional<std::vector<std::byte>>>);
// what is taken as a parameter,
static_assert(types::smallint::accepts<long> and types::bigint::accepts<unsigned> and types::integer::accepts<std::int8_t>);
static_assert(types::numeric<>::accepts<int> and types::double_precision::accepts<int> and types::real::accepts<short>);
static_assert(types::double_precision::accepts<float>);
static_assert(types::text::accepts<const char*> and types::varchar<9>::accepts<std::string_view>);
static_assert(types::date::accepts<std::chrono::year_month_day>);
static_assert(types::timestamptz::accepts<std::chrono::sys_days> and types::timestamptz::accepts<std::chrono::sys_seconds>);
static_assert(types::timestamp::accepts<std::chrono::local_days>);
static_assert(types::bytea::accepts<std::span<const std::byte>> and types::bytea::accepts<std::vector<unsigned char>>);
static_assert(types::array<types::integer>::accepts<std::vector<std::optional<int>>>);
// and what is not.
static_assert(not types::integer::accepts<bool> and not types::integer::accepts<char> and not types::integer::accepts<double>);
static_assert(not types::numeric<>::accepts<double> and not types::real::accepts<double> and not types::real::accepts<int>);
static_assert(not types::double_precision::accepts<std::int64_t> and not types::boolean::accepts<int>);
static_assert(not types::timestamptz::accepts<std::chrono::sys_time<std::chrono::nanoseconds>>);
static_assert(not types::timestamptz::accepts<std::chrono::local_days> and not types::timestamp::accepts<std::chrono::sys_days>);
static_assert(not types::jsonb::accepts<std::string> and not types::uuid::accepts<std::string>);
static_assert(not types::bytea::accepts<std::string>);

template <class t>
struct watch_fields {
    pg::integer<t, "id", primary_key> id;
    pg::regclass<t, "on", not_null, default_sql<"'watch'::regclass">> on;
};
inline constexpr table<"watch", watch_fields> watch;

void create(postgres_client& db, const auto& schema) {
    for (const auto& step : kit::diff(kit::model{}, kit::describe(schema))) db.execute(step.sql);
}
}  // namespace docs_schema

using namespace docs_schema;

TEST_CASE("docs_a_declaration_becomes_a_table") {
    const auto steps = kit::diff(kit::model{}, kit::describe(whole));
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].sql == R"(create table "product" (
  "id" bigint generated always as identity not null,
  "name" varchar(40) not null,
  "note" text,
  "price" bigint not null,
  "stock" integer default 0 not null,
  "shelf" integer default 1,
  "changed_at" timestamptz not null,
  constraint "product_pkey" primary key ("id"),
  constraint "product_shelf_name_key" unique ("shelf", "name"),
  constraint "product_stock_not_negative" check ("stock" >= 0)
);)");
    CHECK(steps[1].sql == R"(create index "product_in_stock" on "product" ("name", "stock" desc) where "stock" > 0;)");
}

TEST_CASE("docs_modes") {
    virga_test::own_schema schema;
    postgres_client db{schema.url()};
    create(db, whole);

    insertable<product> pen;
    pen.name = "Pen";
    pen.price = cents{125};
    const std::vector<insertable<product>> pens{pen};
    const row<product> made = db(insert_into(product).rows(pens).returning(product)).one();
    CHECK(made.id == 1);
    CHECK(made.stock == 0);
    CHECK(made.shelf == 1);
    CHECK(made.price == cents{125});

    pen.name = "Pencil";
    pen.shelf = std::nullopt;  // NULL, which is not the default
    CHECK(db(insert_into(product).rows(std::vector{pen}).returning(product.shelf)).one()[product.shelf] == std::nullopt);

    patch<product> changes;
    changes.note = "sold out";
    changes.shelf = std::nullopt;
    const auto patched = db(update(product).set(changes).where(product.id == made.id).returning(product)).one();
    CHECK(patched.note == "sold out");
    CHECK(patched.shelf == std::nullopt);
    CHECK(patched.price == cents{125});
}

TEST_CASE("docs_as_compares_and_calculates") {
    virga_test::own_schema schema;
    postgres_client db{schema.url()};
    create(db, whole);
    db(insert_into(product).values(product.name = "Pen", product.price = cents{125}));
    CHECK(db(select(product.price).from(product).where(product.price > cents{100})).one()[product.price] == cents{125});
    // Arithmetic and sum are the server's, so they are of the stored type.
    const auto doubled =
        db(select((product.price * 2).as<"twice">(), sum(product.price).as<"all">()).from(product).group_by(product.id));
    CHECK(doubled.one()["twice"_c] == 250);
    CHECK(doubled.one()["all"_c] == numeric{125});
    CHECK(db(select(max(product.price).as<"most">()).from(product)).one()["most"_c] == cents{125});
    CHECK(db(update(product).set(product.price = product.price + 5).all_rows()).affected() == 1);
}

TEST_CASE("docs_values_that_the_app_makes") {
    virga_test::own_schema schema;
    postgres_client db{schema.url()};
    create(db, deliveries);
    const auto sent = insert_into(delivery).values(delivery.address = "1 Elm Street").returning(delivery.id);
    static_assert(to_sql(sent) ==
                  R"(insert into "delivery" ("address", "id", "changed_by") values ($1, $2, $3) returning "delivery"."id")");
    const uuid first = db(sent).one()[delivery.id];
    const uuid second = db(sent).one()[delivery.id];
    CHECK(first < second);
    CHECK(db(delete_from(delivery).where(delivery.id == first)).affected() == 1);
    current_user() = "joe";
    db(update(delivery).set(delivery.address = "2 Elm Street").all_rows());
    CHECK(db(select(delivery).from(delivery)).one().changed_by == "joe");
}

TEST_CASE("docs_on_update_now") {
    virga_test::own_schema schema;
    postgres_client db{schema.url()};
    create(db, whole);
    // The column has no default in the database; the library writes now(), on insert as well.
    const auto put = insert_into(product).values(product.name = "Pen", product.price = cents{1});
    static_assert(to_sql(put) == R"(insert into "product" ("name", "price", "changed_at") values ($1, $2, now()))");
    db(put);
    const auto count = update(product).set(product.stock = 7).where(product.name == "Pen");
    static_assert(to_sql(count) == R"(update "product" set "stock" = $1, "changed_at" = now() where "product"."name" = $2)");
    const auto first = db(select(product).from(product)).one();
    db(count);
    CHECK(db(select(product).from(product)).one().changed_at > first.changed_at);
    // A value that is given stays.
    const std::chrono::sys_days then{};
    db(update(product).set(product.changed_at = then).all_rows());
    CHECK(db(select(product).from(product)).one().changed_at == then);
    const auto upsert = insert_into(product)
                            .values(product.name = "Pen", product.price = cents{1}, product.changed_at = then)
                            .on_conflict(product.shelf, product.name)
                            .do_update(product.stock = 8);
    db(upsert);  // the row that was there is updated, so it is touched
    CHECK(db(select(product).from(product)).one().changed_at > first.changed_at);
}

TEST_CASE("docs_values_are_exact_or_refused") {
    virga_test::own_schema schema;
    postgres_client db{schema.url()};
    create(db, virga::schema(virga::domain(every_type)));
    const auto back = [&db](const auto& column, const auto& value) {
        db(delete_from(every_type).all_rows());
        db(insert_into(every_type).values(column = value));
        return *db(select(column).from(every_type)).one()[column];
    };
    CHECK(back(every_type.c, std::numeric_limits<std::int64_t>::min()) == std::numeric_limits<std::int64_t>::min());
    CHECK_THROWS_AS(back(every_type.a, 40'000), value_error);

    CHECK(to_string(back(every_type.d, numeric{"0.10"})) == "0.10");
    CHECK(back(every_type.d, numeric{"0.10"}) == numeric{"0.1"});
    CHECK(back(every_type.d, numeric::nan()).is_nan());
    CHECK(to_string(back(every_type.e, numeric{"1.005"})) == "1.01");  // the server rounds to the scale
    CHECK_THROWS_AS(back(every_type.e, 1000), data_exception);         // and refuses too many digits: 22003

    CHECK(back(every_type.g, 0.1) == 0.1);
    CHECK(back(every_type.g, std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
    CHECK(back(every_type.f, 0.1F) == 0.1F);

    CHECK(back(every_type.k, "\xC3\xA4\xC3\xB6\xC3\xBC") == "\xC3\xA4\xC3\xB6\xC3\xBC");  // three characters, six bytes
    CHECK_THROWS_AS(back(every_type.k, "four"), data_exception);                          // 22001
    CHECK_THROWS_AS(back(every_type.i, std::string(1, '\0')), value_error);

    const auto forever = std::chrono::sys_days::max();
    CHECK(back(every_type.m, forever) == forever);
    CHECK(db.execute("select 1 from every_type where m = 'infinity'").rows() == 1);
    const auto always = std::chrono::sys_time<microseconds>::max();
    CHECK(back(every_type.o, always) == always);
    CHECK(db.execute("select 1 from every_type where o = 'infinity'").rows() == 1);
    const auto never = std::chrono::local_time<microseconds>::min();
    CHECK(back(every_type.n, never) == never);
    CHECK_THROWS_AS(back(every_type.m, std::chrono::sys_days{std::chrono::days{-3'000'000}}), value_error);
    CHECK_THROWS_AS(back(every_type.m, std::chrono::year{2025} / 2 / 30), value_error);

    CHECK(back(every_type.p, json{R"({"b":1,  "a":[]})"}).text() == R"({"a": [], "b": 1})");
    CHECK_THROWS_AS(back(every_type.p, json{"{"}), data_exception);  // 22P02
    CHECK(back(every_type.q, std::vector<unsigned char>{0, 255}) == std::vector{std::byte{0}, std::byte{255}});
    const uuid id = parse_uuid("6BA7B810-9dad-11d1-80b4-00c04fd430c8");
    CHECK(to_string(back(every_type.l, id)) == "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
}

TEST_CASE("docs_objects_of_the_database") {
    virga_test::own_schema schema;
    postgres_client db{schema.url()};
    create(db, virga::schema(virga::domain(watch)));
    db.execute("create table post ()");
    db(insert_into(watch).values(watch.id = 1));
    constexpr auto sizes = select(cast<types::text>(watch.on), pg_total_relation_size(watch.on))
                               .from(watch)
                               .where(watch.on != cast<types::regclass>("post"));
    const auto [name, size] = db(sizes).one();
    CHECK(name == "watch");
    CHECK(size.value() > 0);
}
