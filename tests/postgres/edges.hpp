// Values at the edges of every type, and whether two rows are the same to the last bit.
#pragma once

#include <boost/pfr/core.hpp>  // boost::pfr::get

#include <bit>       // std::bit_cast
#include <chrono>    // std::chrono::sys_days
#include <cmath>     // std::isnan
#include <cstddef>   // std::byte
#include <cstdint>   // std::int64_t
#include <limits>    // std::numeric_limits
#include <optional>  // std::optional
#include <string>    // std::string
#include <utility>   // std::index_sequence
#include <vector>    // std::vector

#include "../tables.hpp"

namespace virga_test {

template <class Value>
bool same(const Value& left, const Value& right) {
    return left == right;
}
inline bool same(const float& left, const float& right) {
    return std::bit_cast<std::uint32_t>(left) == std::bit_cast<std::uint32_t>(right) or (std::isnan(left) and std::isnan(right));
}
inline bool same(const double& left, const double& right) {
    return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right) or (std::isnan(left) and std::isnan(right));
}
inline bool same(const virga::numeric& left, const virga::numeric& right) { return left.to_string() == right.to_string(); }
template <class Value>
bool same(const std::optional<Value>& left, const std::optional<Value>& right) {
    return left.has_value() == right.has_value() and (not left.has_value() or same(*left, *right));
}

template <class Row>
bool same_rows(const Row& left, const Row& right) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return (same(boost::pfr::get<I>(left), boost::pfr::get<I>(right)) and ...);
    }(std::make_index_sequence<boost::pfr::tuple_size_v<Row>>{});
}
template <class Row>
bool same_rows(const std::vector<Row>& left, const std::vector<Row>& right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i != left.size(); ++i) {
        if (not same_rows(left[i], right[i])) return false;
    }
    return true;
}

/// Texts that a careless writer of SQL, of arrays or of C strings would spoil.
inline const std::vector<std::string>& odd_texts() {
    static const std::vector<std::string> all{
        "",       " ",        "NULL",     "null",   "\"NULL\"", "it's",      "a\"b",  "back\\slash", "\\",     "\\\"", "{}",
        "{a,b}",  ",",        "a,b",      "{",      "}",        "new\nline", "\ttab", "\r\n",        "$1",     "%s",   "--",
        "';--",   "\\x00",    "\\N",      "e\x01",  "gr\u00f6\u00dfe", "\u4e2d\u6587", "\U0001F600", " a ",  "\"\"", "a b",
        "\u2028", "\u00e9e\u0301",
    };
    return all;
}

namespace detail {
template <class Limits>
std::vector<Limits> floats() {
    using limits = std::numeric_limits<Limits>;
    return {0, static_cast<Limits>(-0.0), limits::max(), limits::lowest(), limits::min(), limits::denorm_min(), limits::epsilon(),
            static_cast<Limits>(0.1), limits::infinity(), -limits::infinity(), limits::quiet_NaN()};
}
template <class Whole>
std::vector<Whole> wholes() {
    using limits = std::numeric_limits<Whole>;
    return {0, 1, -1, limits::max(), limits::min()};
}
template <class Time>
std::vector<Time> times() {
    using std::chrono::microseconds;
    return {Time{},
            Time{microseconds{-1}},
            Time{microseconds{1}},
            Time{microseconds{999'999}},
            Time{microseconds{951'782'400'000'000}},               // 2000-02-29
            Time{microseconds{-62'135'596'800'000'001}},           // the last moment of 1 BC
            Time{microseconds{std::int64_t{-2'440'588} * 86'400'000'000}},  // 4714-11-24 BC
            Time{Time::max() - microseconds{1}},
            Time::max(),
            Time::min()};
}
}  // namespace detail

/// Rows that together hold every edge of every type.
inline std::vector<virga::row<tables::every>> edge_rows() {
    using namespace tables;
    const auto at = [](const auto& edges, std::size_t index) { return edges[index % edges.size()]; };
    std::vector<numeric> exacts;
    for (const char* text : {"0", "-1", "1.50", "0.000", "-0.1", "123456789012345678901234567890.12345678901234567890", "NaN",
                             "Infinity", "-Infinity"})
        exacts.emplace_back(text);
    exacts.emplace_back(std::string(numeric::most_integral_digits, '9'));
    exacts.emplace_back("-0." + std::string(numeric::most_fractional_digits - 1, '0') + "7");
    const std::vector<numeric> moneys{numeric{"0.00"}, numeric{"99999999.99"}, numeric{"-99999999.99"}, numeric{"0.01"},
                                      numeric{"NaN"}};
    uuid ones{};
    for (auto& byte : ones) byte = 0xFF;
    const std::vector<uuid> keys{uuid{}, ones, parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8")};
    using std::chrono::days;
    using std::chrono::sys_days;
    const std::vector<sys_days> dates{
        sys_days{},      sys_days{days{-1}}, sys_days{days{11'016}}, sys_days{days{-2'440'588}}, sys_days{days{2'145'042'905}},
        sys_days::max(), sys_days::min()};
    std::vector<std::byte> all_bytes;
    for (int byte = 0; byte != 256; ++byte) all_bytes.push_back(static_cast<std::byte>(byte));
    const std::vector<std::vector<std::byte>> blobs{{}, {std::byte{0}}, all_bytes};
    const std::vector<json> documents{json{}, json{"{}"}, json{"[]"}, json{R"("\"")"}, json{R"({"a": [1, null, "b\\c"], "größe": 1.50})"},
                                      json{"123456789012345678901234567890.10"}};
    const std::vector<feeling> feelings{feeling::calm, feeling::wild, feeling::none, feeling::odd};

    std::vector<row<every>> rows;
    for (std::size_t i = 0; i != odd_texts().size(); ++i) {
        std::string short_text = odd_texts()[i];
        rows.push_back({.id = static_cast<std::int32_t>(i),
                        .small = at(detail::wholes<std::int16_t>(), i),
                        .whole = at(detail::wholes<std::int32_t>(), i),
                        .big = at(detail::wholes<std::int64_t>(), i),
                        .exact = at(exacts, i),
                        .money = at(moneys, i),
                        .single = at(detail::floats<float>(), i),
                        .twice = at(detail::floats<double>(), i),
                        .truth = i % 2 == 0,
                        .words = odd_texts()[i],
                        .line = short_text,
                        .free_line = odd_texts()[(i + 1) % odd_texts().size()],
                        .key = at(keys, i),
                        .day = at(dates, i),
                        .wall = at(detail::times<std::chrono::local_time<std::chrono::microseconds>>(), i),
                        .moment = at(detail::times<std::chrono::sys_time<std::chrono::microseconds>>(), i),
                        .document = at(documents, i),
                        .bytes = at(blobs, i),
                        .mood = at(feelings, i),
                        .cost = {at(detail::wholes<std::int64_t>(), i)},
                        .handle = {"@" + short_text}});
    }
    return rows;
}

/// The same, each value in a std::optional, and NULL in every third place.
inline std::vector<virga::row<tables::maybe>> edge_rows_with_nulls() {
    std::vector<virga::row<tables::maybe>> rows;
    std::size_t place = 0;
    for (const auto& full : edge_rows()) {
        virga::row<tables::maybe> row;
        row.id = full.id;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((place++ % 3 == 0 ? void() : void(boost::pfr::get<I + 1>(row) = boost::pfr::get<I + 1>(full))), ...);
        }(std::make_index_sequence<boost::pfr::tuple_size_v<virga::row<tables::maybe>> - 1>{});
        rows.push_back(std::move(row));
    }
    return rows;
}
}  // namespace virga_test
