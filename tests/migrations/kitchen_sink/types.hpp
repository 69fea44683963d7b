// tests/migrations/kitchen_sink/types.hpp: what columns are made of beside PostgreSQL's own types.
#pragma once

#include <cstdint>  // std::int64_t
#include <tuple>    // std::tuple

#include <virga.hpp>  // virga

/// A schema that uses all that virga can declare, for the tests of the kit.
namespace kitchen_sink {
using namespace virga;

inline constexpr pg::role<"sink_reader"> reader;
inline constexpr pg::role<"Sink \"writer\"", pg::create_db, pg::create_role, pg::no_inherit, pg::login, pg::bypass_rls> writer;
inline constexpr pg::role<"pg_monitor", existing> monitor;

enum class mood { calm, cross, gone };
inline constexpr pg::enum_type<mood, "mood", "calm", "it's; cross", "gone"> mood_type;
enum class size : std::int64_t { small = 10, large = 20 };
inline constexpr pg::enum_type<size, "Size", pg::label<"large", size::large>, pg::label<"small", size::small>,
                               pg::in_schema<"odd.\"s">>
    size_type;

struct share_rules {
    static constexpr auto constraints(const auto& value) {
        return std::tuple{pg::check<"share_positive">(value > 0), pg::check<"share's end">(value.is_null() or value < 1000)};
    }
};
inline constexpr pg::domain<"share", types::integer, share_rules{}, default_to<5>, pg::in_schema<"odd.\"s">> share_domain;
inline constexpr pg::domain<"plain", types::text, not_null> plain_domain;

inline constexpr pg::sequence<
    "ticket", sequence_options{.start = 1000, .increment = 10, .minimum = 10, .maximum = 100000, .cache = 5, .cycle = true}>
    ticket;
inline constexpr pg::sequence<"down", sequence_options{.increment = -1}, "odd.\"s"> down;
inline constexpr pg::extension<"citext"> citext_extension;
inline constexpr pg::extension<"hstore"> hstore_extension;
inline constexpr pg::extension<"ltree", "odd.\"s"> ltree_extension;

/// An amount, kept as a whole number.
struct cents {
    std::int64_t count = 0;
    friend bool operator==(const cents&, const cents&) = default;
};
}  // namespace kitchen_sink

template <>
struct virga::codec<kitchen_sink::cents> {
    static kitchen_sink::cents decode(std::int64_t stored) { return {stored}; }
    static std::int64_t encode(const kitchen_sink::cents& value) { return value.count; }
};
