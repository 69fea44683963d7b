// Values of all column types, as text and in binary: what is read is written as something that reads as the same.
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <virga/schema/enum.hpp>
#include <virga/types/types.hpp>

#include "fuzz.hpp"

using fuzz::expect;
using virga::value_error;

namespace {

enum class mood { calm, odd };
inline constexpr virga::pg::enum_type<mood, "mood", "calm", "it's \"odd\" \\"> mood_type;

template <class Value>
bool same(const Value& left, const Value& right) {
    if constexpr (std::is_floating_point_v<Value>) {
        return (std::isnan(left) and std::isnan(right)) or (left == right and std::signbit(left) == std::signbit(right));
    } else if constexpr (std::is_same_v<Value, virga::numeric>) {
        return left == right and left.to_string() == right.to_string();
    } else if constexpr (std::is_same_v<Value, virga::json>) {
        return left.text() == right.text();
    } else {
        return left == right;
    }
}
template <class Value>
bool same(const std::vector<Value>& left, const std::vector<Value>& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i) {
        if (not same<Value>(left[i], right[i])) return false;
    }
    return true;
}
template <class Value>
bool same(const std::optional<Value>& left, const std::optional<Value>& right) {
    return left.has_value() == right.has_value() and (not left or same<Value>(*left, *right));
}

/// There and back again, both ways. A text may hold a zero byte, with which it cannot be written.
template <class Type, class Value>
void round_trip(const Value& value) {
    constexpr bool nullable = not std::is_same_v<Value, typename Type::value_type>;
    const auto read = [](std::string_view source) {
        if constexpr (nullable) return Type::read_nullable(source);
        else return Type::read(source);
    };
    const auto read_binary = [](std::string_view source) {
        if constexpr (nullable) return Type::read_nullable_binary(source);
        else return Type::read_binary(source);
    };
    std::string text, again, binary;
    if (fuzz::refuses<value_error>([&] { Type::write(text, value); })) {
        expect(not std::is_arithmetic_v<Value> and not std::is_same_v<Value, virga::numeric>, "a value that can be written");
        return;
    }
    const Value from_text = read(text);
    expect(same<Value>(from_text, value), "the value from its text");
    Type::write(again, from_text);
    expect(again == text, "one text for one value");
    Type::write_binary(binary, value);
    expect(same<Value>(read_binary(binary), value), "the value from its bytes");
}

template <class Type>
void each(std::string_view input) {
    fuzz::refuses<value_error>([&] { round_trip<Type>(Type::read(input)); });
    fuzz::refuses<value_error>([&] { round_trip<Type>(Type::read_binary(input)); });
    if constexpr (requires { Type::read_nullable(input); }) {
        fuzz::refuses<value_error>([&] { round_trip<Type>(Type::read_nullable(input)); });
        fuzz::refuses<value_error>([&] { round_trip<Type>(Type::read_nullable_binary(input)); });
    }
}

/// An array of any texts.
void texts(fuzz::bytes from) {
    std::vector<std::optional<std::string>> values;
    for (std::size_t count = from.number(5); count != 0; --count) {
        if (from.number(5) == 0) values.emplace_back();
        else values.emplace_back(from.text(40));
    }
    round_trip<virga::types::array<virga::types::text>>(values);
}

/// The order of numbers is one.
void order(std::string_view input) {
    const std::size_t half = input.size() / 2;
    fuzz::refuses<value_error>([&] {
        const virga::numeric left{input.substr(0, half)}, right{input.substr(half)};
        expect((left < right) == (right > left) and (left == right) == (right == left), "one order of two numbers");
        expect(left.to_double() <= right.to_double() or not(left < right) or right.is_nan(), "the order of doubles");
    });
}

using namespace virga::types;

/// The first byte of an input says of which type it is; for all of them at once it would be slow.
constexpr void (*types[])(std::string_view) = {
    each<smallint>,          each<integer>,       each<bigint>,
    each<real>,              each<double_precision>,
    each<numeric<>>,         each<boolean>,       each<text>,
    each<varchar<10>>,       each<bytea>,         each<uuid>,
    each<date>,              each<timestamp>,     each<timestamptz>,
    each<jsonb>,             each<enumeration<mood_type>>,
    each<array<integer>>,    each<array<boolean>>,
    each<array<text>>,       each<array<bytea>>,  each<array<numeric<>>>,
    each<array<timestamp>>,  each<array<uuid>>,   each<array<enumeration<mood_type>>>,
    each<array<double_precision>>,
};
void of_one_type(std::string_view input) {
    if (input.empty()) return;
    types[static_cast<unsigned char>(input[0] - 'a') % std::size(types)](input.substr(1));
}
}  // namespace

void harness(std::string_view input) {
    of_one_type(input);
    texts(fuzz::bytes{input});
    order(input);
    fuzz::in_linear_time(input, of_one_type);
}
