// What numeric_arithmetic.hpp calculates is what the server does, digit for digit.
#include <random>
#include <string>
#include <string_view>

#include <virga/types/numeric_arithmetic.hpp>

#include "../catch.hpp"
#include "server.hpp"

using virga::numeric;

namespace {
std::string random_number(std::mt19937_64& random) {
    const auto below = [&random](std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random); };
    switch (below(20)) {
        case 0: return "NaN";
        case 1: return "Infinity";
        case 2: return "-Infinity";
        case 3: return "0." + std::string(below(30), '0') + "0";
        default: break;
    }
    // Many nines and zeros, for the carries.
    const auto digits = [&](std::size_t count) {
        std::string text;
        const std::string_view from = below(2) == 0 ? "0123456789" : "90";
        while (text.size() != count) text += from[below(from.size())];
        return text;
    };
    std::string number = below(2) == 0 ? "-" : "";
    number += digits(1 + below(below(10) == 0 ? 400 : 25));
    if (const std::size_t scale = below(30); scale > 5) number += "." + digits(scale);
    return number;
}
}  // namespace

TEST_CASE("sums, differences and products are the server's, with its scale") {
    std::mt19937_64 random{20'261'129};
    std::string pairs, calculated;
    for (int i = 0; i != 2000; ++i) {
        const std::string left = random_number(random), right = random_number(random);
        if (i != 0) (pairs += ", "), calculated += '\n';
        ((((pairs += "(" + std::to_string(i)) += ", '") += left) += "'::numeric, '") += right + "'::numeric)";
        const numeric a{left}, b{right};
        calculated += (a + b).to_string() + ' ' + (a - b).to_string() + ' ' + (a * b).to_string() + ' ' + (-a).to_string();
    }
    virga::postgres_client db{virga_test::server().url()};
    const auto answered = virga_test::text(
        db.execute("select string_agg((a + b) || ' ' || (a - b) || ' ' || (a * b) || ' ' || (-a), E'\\n' order by n) "
                   "from (values " + pairs + ") as of(n, a, b)"));
    CHECK(answered.value_or("null") == calculated);
}
