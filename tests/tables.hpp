// The tables of the tests: every column type and attribute, every kind of default, names that need quotes.
// tables_sql.hpp creates them.
#pragma once

#include <cstdint>      // std::int64_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple

#include <virga.hpp>
#include <virga/types/uuid_v7.hpp>  // virga::uuid_v7

namespace tables {

/// Money, kept as bigint.
struct cents {
    std::int64_t count = 0;
    friend bool operator==(const cents&, const cents&) = default;
};

/// A name with an @ in C++ and without in the database.
struct at_name {
    std::string text;
    friend bool operator==(const at_name&, const at_name&) = default;
};
}  // namespace tables

template <>
struct virga::codec<tables::cents> {
    static tables::cents decode(std::int64_t stored) { return {stored}; }
    static std::int64_t encode(const tables::cents& value) { return value.count; }
};

template <>
struct virga::codec<tables::at_name> {
    static tables::at_name decode(const std::string& stored) { return {"@" + stored}; }
    static std::string encode(const tables::at_name& value) { return value.text.substr(1); }
};

namespace tables {
using namespace virga;

enum class post_status { draft, published, archived };
inline constexpr pg::enum_type<post_status, "status", "draft", "published", "archived"> status_type;

/// An enum type whose name and labels need quotes of every kind.
enum class feeling { calm, wild, none, odd };
inline constexpr pg::enum_type<feeling, "Mood \"of\" it's", "calm", "two words, {and} more", "NULL", "it's \"odd\" \\">
    mood_type;

/// An embedded group of columns.
template <class t>
struct timestamps {
    pg::timestamptz<t, "created_at", not_null, default_now> created_at;
    pg::timestamptz<t, "updated_at", not_null, default_now, on_update_now> updated_at;
};

// ---- a small blog ------------------------------------------------------------------------------

template <class t>
struct person_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::text<t, "email", not_null, unique> email;
    pg::varchar<t, "name", 40, not_null> name;
    pg::varchar<t, "nick", 20> nick;
    pg::bigint<t, "chief_id"> chief_id;
    pg::boolean<t, "active", not_null, default_to<true>> active;
    pg::date<t, "born"> born;
    timestamps<t> audit;

    static constexpr auto constraints(const auto& person) {
        return std::tuple{pg::foreign_key(person.chief_id).references(person.id).on_delete(on_delete::set_null)};
    }
};
inline constexpr table<"person", person_fields> person;

template <class t>
struct post_fields {
    pg::uuid<t, "id", primary_key, default_random> id;
    pg::bigint<t, "author_id", not_null, references<person.id, on_delete::cascade>> author_id;
    pg::varchar<t, "title", 200, not_null> title;
    pg::text<t, "body"> body;
    pg::enumeration<t, "status", status_type, not_null, default_to<post_status::draft>> status;
    pg::integer<t, "views", not_null, default_to<0>> views;
    pg::double_precision<t, "score"> score;
    pg::numeric<t, "price", 12, 2> price;
    pg::jsonb<t, "meta"> meta;
    pg::timestamptz<t, "published_at"> published_at;
    timestamps<t> audit;

    static constexpr auto constraints(const auto& post) {
        return std::tuple{pg::unique(post.author_id, post.title)};
    }
};
inline constexpr table<"post", post_fields> post;

/// In a schema of its own, with a composite primary key.
template <class t>
struct tag_fields {
    pg::uuid<t, "post_id", not_null, references<post.id, on_delete::cascade>> post_id;
    pg::text<t, "label", not_null> label;
    pg::smallint<t, "rank", not_null, default_to<1>> rank;
    pg::text<t, "note"> note;

    static constexpr auto constraints(const auto& tag) {
        return std::tuple{pg::primary_key(tag.post_id, tag.label)};
    }
};
inline constexpr table<"tag", tag_fields, "blog"> tag;

/// Rows between two tables.
template <class t>
struct label_fields {
    pg::integer<t, "id", primary_key, identity_by_default> id;
    pg::text<t, "name", not_null, unique> name;
};
inline constexpr table<"label", label_fields> label;

template <class t>
struct labelled_post_fields {
    pg::uuid<t, "post_id", not_null, references<post.id, on_delete::cascade>> post_id;
    pg::integer<t, "label_id", not_null, references<label.id, on_delete::cascade>> label_id;

    static constexpr auto constraints(const auto& labelled_post) {
        return std::tuple{pg::primary_key(labelled_post.post_id, labelled_post.label_id)};
    }
};
inline constexpr table<"labelled_post", labelled_post_fields> labelled_post;

/// One row at most of a table for each of another.
template <class t>
struct favourite_fields {
    pg::bigint<t, "person_id", primary_key, references<person.id, on_delete::cascade>> person_id;
    pg::uuid<t, "post_id", not_null, references<post.id, on_delete::cascade>> post_id;
};
inline constexpr table<"favourite", favourite_fields> favourite;

// ---- every type --------------------------------------------------------------------------------

/// Every type, not null; as columns, to be given values of.
template <class t>
struct every_fields {
    pg::integer<t, "id", primary_key> id;
    pg::smallint<t, "small", not_null> small;
    pg::integer<t, "whole", not_null> whole;
    pg::bigint<t, "big", not_null> big;
    pg::numeric<t, "exact", not_null> exact;
    pg::numeric<t, "money", 10, 2, not_null> money;
    pg::real<t, "single", not_null> single;
    pg::double_precision<t, "twice", not_null> twice;
    pg::boolean<t, "truth", not_null> truth;
    pg::text<t, "words", not_null> words;
    pg::varchar<t, "line", 30, not_null> line;
    pg::varchar<t, "free_line", not_null> free_line;
    pg::uuid<t, "key", not_null> key;
    pg::date<t, "day", not_null> day;
    pg::timestamp<t, "wall", not_null> wall;
    pg::timestamptz<t, "moment", not_null> moment;
    pg::jsonb<t, "document", not_null> document;
    pg::bytea<t, "bytes", not_null> bytes;
    pg::enumeration<t, "mood", mood_type, not_null> mood;
    pg::bigint<t, "cost", not_null, as<cents>> cost;
    pg::varchar<t, "handle", 30, not_null, as<at_name>> handle;
};
inline constexpr table<"every", every_fields> every;

/// Every type, nullable.
template <class t>
struct maybe_fields {
    pg::integer<t, "id", primary_key> id;
    pg::smallint<t, "small"> small;
    pg::integer<t, "whole"> whole;
    pg::bigint<t, "big"> big;
    pg::numeric<t, "exact"> exact;
    pg::numeric<t, "money", 10, 2> money;
    pg::real<t, "single"> single;
    pg::double_precision<t, "twice"> twice;
    pg::boolean<t, "truth"> truth;
    pg::text<t, "words"> words;
    pg::varchar<t, "line", 30> line;
    pg::varchar<t, "free_line"> free_line;
    pg::uuid<t, "key"> key;
    pg::date<t, "day"> day;
    pg::timestamp<t, "wall"> wall;
    pg::timestamptz<t, "moment"> moment;
    pg::jsonb<t, "document"> document;
    pg::bytea<t, "bytes"> bytes;
    pg::enumeration<t, "mood", mood_type> mood;
    pg::bigint<t, "cost", as<cents>> cost;
    pg::varchar<t, "handle", 30, as<at_name>> handle;
};
inline constexpr table<"maybe", maybe_fields> maybe;

// ---- every default -----------------------------------------------------------------------------

/// Not null and with a default, of every type and kind.
template <class t>
struct preset_fields {
    pg::integer<t, "id", primary_key, identity_by_default> id;
    pg::smallint<t, "small", not_null, default_to<-7>> small;
    pg::bigint<t, "big", not_null, default_to<9'000'000'000>> big;
    pg::numeric<t, "money", 10, 2, not_null, default_sql<"1.25">> money;
    pg::numeric<t, "exact", not_null, default_to<3>> exact;
    pg::real<t, "single", not_null, default_sql<"0.1">> single;
    pg::double_precision<t, "twice", not_null, default_to<0.5>> twice;
    pg::boolean<t, "truth", not_null, default_to<true>> truth;
    pg::text<t, "words", not_null, default_to<"it's \"so\" \\ {1,2}">> words;
    pg::varchar<t, "line", 30, not_null, default_to<"short">> line;
    pg::uuid<t, "key", not_null, default_random> key;
    pg::date<t, "day", not_null, default_now> day;
    pg::timestamp<t, "wall", not_null, default_now> wall;
    pg::timestamptz<t, "moment", not_null, default_now> moment;
    pg::date<t, "long_ago", not_null, default_sql<"'4714-11-24 BC'">> long_ago;
    pg::jsonb<t, "document", not_null, default_sql<"json_build_object('a', 1)">> document;
    pg::bytea<t, "bytes", not_null, default_sql<"'\\x00ff'">> bytes;
    pg::enumeration<t, "mood", mood_type, not_null, default_to<feeling::odd>> mood;
    pg::bigint<t, "cost", not_null, default_to<99>, as<cents>> cost;
    pg::varchar<t, "handle", 30, not_null, default_to<"nobody">, as<at_name>> handle;
};
inline constexpr table<"preset", preset_fields> preset;

/// Nullable and with a default, where NULL is not the same as "the default"; and what updates touch.
template <class t>
struct touched_fields {
    pg::bigint<t, "id", primary_key, identity_by_default> id;
    pg::integer<t, "whole", default_to<5>> whole;
    pg::text<t, "words", default_sql<"'a' || 'b'">> words;
    pg::date<t, "day", default_now> day;
    pg::enumeration<t, "status", status_type, default_to<post_status::published>> status;
    pg::bigint<t, "cost", default_to<42>, as<cents>> cost;
    pg::date<t, "touched_day", on_update_now> touched_day;
    pg::timestamp<t, "touched_wall", on_update_now> touched_wall;
    pg::timestamptz<t, "touched_moment", on_update_now> touched_moment;
};
inline constexpr table<"touched", touched_fields> touched;

// ---- odd names ---------------------------------------------------------------------------------

template <class t>
struct odd_fields {
    pg::integer<t, "order", primary_key, identity_by_default> order;
    pg::text<t, "a\"b", not_null> quoted;
    pg::text<t, "with space", unique> with_space;
    pg::text<t, "größe"> size;
    pg::integer<t, "select", not_null, default_to<1>> select;
    pg::text<t, "1"> one;
    pg::text<t, "Upper"> upper;
};
inline constexpr table<"odd \"table\" it's", odd_fields, "odd.schema \"x\""> odd;

/// Nothing in it can be NULL or need be: a whole row that is all NULL is there all the same.
template <class t>
struct loose_fields {
    pg::integer<t, "a"> a;
    pg::text<t, "b"> b;
};
inline constexpr table<"loose", loose_fields> loose;

/// Unique in every way: a named constraint, an expression, and indexes of some rows only.
template <class t>
struct booking_fields {
    pg::bigint<t, "id", primary_key, identity> id;
    pg::text<t, "code", not_null> code;
    pg::text<t, "email", not_null> email;
    pg::text<t, "room", not_null> room;
    pg::text<t, "guest"> guest;
    pg::enumeration<t, "status", status_type, not_null, default_to<post_status::draft>> status;
    pg::bigint<t, "nights", not_null, default_to<1>> nights;
    pg::timestamptz<t, "cancelled_at"> cancelled_at;
    pg::timestamptz<t, "updated_at", not_null, default_now, on_update_now> updated_at;

    static constexpr auto constraints(const auto& booking) {
        return std::tuple{
            pg::unique<"booking_code">(booking.code),
            pg::unique_index<"booking_email">(lower(booking.email), booking.room),
            pg::unique_index<"booking_room">(booking.room).where(booking.cancelled_at.is_null()),
            pg::unique_index<"booking_guest">(booking.guest)
                .where(booking.status == post_status::published and booking.nights > 2 and booking.room != "it's 5"),
        };
    }
};
inline constexpr table<"booking", booking_fields> booking;

/// Ranges, several ranges, and what may lie in them.
template <class t>
struct slot_fields {
    pg::integer<t, "id", primary_key> id;
    pg::tstzrange<t, "during", not_null> during;
    pg::int4range<t, "seats"> seats;
    pg::int4multirange<t, "free", not_null> free;
    pg::numrange<t, "price", not_null> price;
    pg::timestamptz<t, "starts", not_null> starts;
};
inline constexpr table<"slot", slot_fields> slot;

// ---- what the app makes --------------------------------------------------------------------------

/// One more each time.
inline std::int64_t next_number() {
    static std::int64_t last = 0;
    return ++last;
}
inline std::int64_t first_version() { return 1; }
inline std::string app_name() { return "the app"; }

template <class t>
struct receipt_fields {
    pg::uuid<t, "id", primary_key, default_from<uuid_v7>> id;
    pg::bigint<t, "number", not_null, unique, default_from<next_number>> number;
    pg::text<t, "what", not_null> what;
    pg::bigint<t, "version", not_null, default_from<first_version>, on_update_from<next_number>> version;
    pg::text<t, "written_by", on_update_from<app_name>> written_by;
    pg::text<t, "origin", not_null, default_to<"server">, on_update_from<app_name>> origin;
};
inline constexpr table<"receipt", receipt_fields> receipt;

// ---- views ---------------------------------------------------------------------------------------

inline constexpr auto published = pg::view<"published", view_options{.security_barrier = true}, "blog">(
    select(post.id, post.author_id, post.title, post.score, person.nick)
        .from(post)
        .left_join(person, person.id == post.author_id)
        .where(post.status == post_status::published and post.title != "it's"));
inline constexpr auto totals = pg::materialized_view<"totals">(
    select(published[post.author_id], count().as<"n">()).from(published).group_by(published[post.author_id]));

// ---- aliases -----------------------------------------------------------------------------------

inline constexpr auto chief = person.as<"chief">();
inline constexpr auto other = post.as<"the \"other\" post">();
}  // namespace tables
