// tests/compile_fail/schema.hpp: the tables that the cases share; not a case itself.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <vector>       // std::vector

#include <virga.hpp>  // virga

using namespace virga;

enum class post_status { draft, published };
inline constexpr pg::enum_type<post_status, "post_status", "draft", "published"> post_status_type;

enum class person_mood { calm, cross };
inline constexpr pg::enum_type<person_mood, "mood", "calm", "cross"> mood_type;

template <class t>
struct person_fields {
    pg::text<t, "id", primary_key> id;
    pg::text<t, "email", not_null, unique> email;
    pg::text<t, "nickname"> nickname;
    pg::text<t, "chief_id"> chief_id;
    pg::enumeration<t, "mood", mood_type, not_null, default_to<person_mood::calm>> mood;
    pg::integer<t, "age"> age;
};
inline constexpr table<"person", person_fields> person;
inline constexpr auto chief = person.as<"chief">();

template <class t>
struct post_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::text<t, "author_id", not_null, references<person.id, on_delete::cascade>> author_id;
    pg::varchar<t, "title", 80, not_null> title;
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
    pg::integer<t, "views", not_null, default_to<0>> views;
    pg::boolean<t, "pinned", not_null, default_to<false>> pinned;
    pg::uuid<t, "token", not_null, default_random> token;
    pg::jsonb<t, "meta"> meta;
    pg::timestamptz<t, "published_at"> published_at;

    static constexpr auto constraints(const auto& post) { return std::tuple{pg::unique(post.author_id, post.title)}; }
};
inline constexpr table<"post", post_fields> post;

/// Ranges, and what may lie in them.
template <class t>
struct slot_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::int4range<t, "seats", not_null> seats;
    pg::int4multirange<t, "free", not_null> free;
    pg::numrange<t, "price", not_null> price;
    pg::integer<t, "seat", not_null> seat;
};
inline constexpr table<"slot", slot_fields> slot;

/// A table whose columns all have defaults.
template <class t>
struct visit_fields {
    pg::bigint<t, "id", identity_by_default, primary_key> id;
    pg::timestamptz<t, "at", not_null, default_now> at;
};
inline constexpr table<"visit", visit_fields> visit;
