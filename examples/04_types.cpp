// examples/04_types.cpp: values that arrive exact, types of the app's own, lists as parameters.
#include <chrono>    // std::chrono::sys_days
#include <cstddef>   // std::byte
#include <cstdint>   // std::int64_t
#include <iostream>  // std::cout
#include <vector>    // std::vector

#include <schema/index.hpp>
#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/kit/apply.hpp>              // virga::kit::migrate
#include <virga/kit/describe.hpp>           // virga::kit::describe
#include <virga/kit/diff.hpp>               // virga::kit::diff
#include <virga/kit/folder.hpp>             // virga::kit::read_folder
#include <virga/kit/postgres_database.hpp>  // virga::kit::postgres_database
#include <virga/testing/embedded_postgres.hpp>

namespace shop {
/// An amount of money, as whole cents: the app never sees a bare number.
struct cents {
    std::int64_t count = 0;
};
}  // namespace shop

// How it is stored: `decode` takes what a row of the column would hold, and `encode` gives it.
template <>
struct virga::codec<shop::cents> {
    static shop::cents decode(std::int64_t stored) { return {stored}; }
    static std::int64_t encode(const shop::cents& value) { return value.count; }
};

namespace shop {
using namespace virga;
using app::auth::user;

template <class t>
struct offer_fields {
    pg::integer<t, "id", identity, primary_key> id;
    pg::text<t, "seller_id", not_null, references<app::auth::user.id, on_delete::cascade>> seller_id;
    pg::varchar<t, "name", 80, not_null> name;
    pg::bigint<t, "price", not_null, as<cents>> price;
    pg::numeric<t, "weight", 8, 3> weight;  // kilograms
    pg::date<t, "ends_on", not_null> ends_on;
    pg::timestamptz<t, "seen_at"> seen_at;
    pg::jsonb<t, "labels", not_null, default_sql<"'[]'">> labels;
    pg::bytea<t, "thumbnail"> thumbnail;
};
inline constexpr table<"offer", offer_fields> offer;

void run(postgres_client& db) {
    using namespace std::chrono_literals;
    // app::schema does not list this table, so no migration makes it: here is the difference that it makes.
    const auto before = kit::describe(schema(app::auth::domain));
    const auto after = kit::describe(schema(app::auth::domain, domain(offer)));
    for (const auto& step : kit::diff(before, after)) db.execute(step.sql);

    db(insert_into(user).values(user.id = "ada", user.name = "Ada", user.email = "ada@example.org"));
    const std::vector<std::byte> pixel{std::byte{0xFF}, std::byte{0x00}};
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    db(insert_into(offer).values(offer.seller_id = "ada", offer.name = "Apples", offer.price = cents{250},
                                 offer.weight = numeric{"1.10"}, offer.ends_on = 2026y / 12 / 24, offer.seen_at = now,
                                 offer.thumbnail = pixel, offer.labels = json{R"({"organic": true, "colours": ["red"]})"}));
    db(insert_into(offer).values(offer.seller_id = "ada", offer.name = "Water", offer.price = cents{90},
                                 offer.weight = numeric{"0.1"}, offer.ends_on = std::chrono::sys_days::max()));  // infinity

    for (const row<offer>& each : db(select(offer).from(offer).order_by(offer.price))) {
        std::cout << each.name << ": " << each.price.count << " cents, " << to_string(*each.weight) << " kg, "
                  << (each.ends_on == std::chrono::sys_days::max() ? "for ever" : "for a time") << ", "
                  << each.labels.text() << ", " << (each.thumbnail ? each.thumbnail->size() : 0) << " bytes\n";
    }
    // Decimals are added as decimals: 0.1 + 1.10 is 1.200. A time keeps its microseconds.
    const auto totals = db(select(sum(offer.weight).as<"kilograms">(), max(offer.seen_at).as<"seen_at">()).from(offer)).one();
    std::cout << to_string(*totals["kilograms"_c]) << " kg in all, the time is "
              << (totals["seen_at"_c] == now ? "exact" : "rounded") << '\n';

    // A list is one array parameter, of whatever size; the text of the query stays the same.
    const auto named = select(offer.name, offer.price).from(offer).where(offer.name.in(arg<"names">)).order_by(offer.name);
    std::cout << to_sql(named) << '\n';
    for (const auto& names : {std::vector{"Apples"}, std::vector{"Apples", "Water", "Bread"}}) {
        std::cout << db(named, names).size() << " of " << names.size() << '\n';
    }
    const std::vector<cents> prices{{90}, {100}};
    for (const auto& [name, price] : db(select(offer.name, offer.price).from(offer).where(offer.price.in(prices)))) {
        std::cout << name << " costs " << price.count << '\n';
    }
}
}  // namespace shop

int main(int argc, char** argv) try {
    virga::testing::embedded_postgres server;
    virga::kit::postgres_database migrated{server.url()};
    virga::kit::migrate(migrated, virga::kit::read_folder(argc > 1 ? argv[1] : "schema/migrations"));
    virga::postgres_client db{server.url()};
    shop::run(db);
} catch (const virga::error& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
}
