// Queries put together at random, each of a type of its own: what they are made of.
//
// A piece is chosen by a number, so that many queries share it: an expression of a kind at a depth, over the sources of a world.
// Nothing here ever runs. Only the types of queries are made, and the compiler computes a constant statement of each.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint32_t
#include <deque>    // std::deque
#include <tuple>    // std::tuple
#include <utility>  // std::index_sequence
#include <vector>   // std::vector

#include <schema/index.hpp>
#include <virga.hpp>

namespace random_queries {
using namespace virga;

/// Every statement of the program whose text is constant.
inline std::vector<const statement*>& registered() {
    static std::vector<const statement*> all;
    return all;
}
/// Every shape of those that are shaped when they run; its views are of the shape beside it.
inline std::deque<std::pair<virga::detail::shaped_query, statement>>& shapes() {
    static std::deque<std::pair<virga::detail::shaped_query, statement>> all;
    return all;
}

/// A number below `count`, which looks like chance. `Site` is what it is drawn for.
consteval unsigned draw(unsigned seed, unsigned site, unsigned count) {
    std::uint32_t mixed = seed * 0x9E3779B9U + site * 0x85EBCA6BU + 0x165667B1U;
    for (const std::uint32_t factor : {0x7FEB352DU, 0x846CA68BU}) mixed = (mixed ^ (mixed >> 15U)) * factor;
    return static_cast<unsigned>((mixed ^ (mixed >> 16U)) % count);
}

template <class Query>
consteval const statement* statement_of_query() {
    static_assert(virga::detail::soundness<typename Query::tree>::value);
    return &virga::detail::statement_of<typename Query::tree>;
}
/// Registers the queries that `Make<seed>` makes.
template <template <unsigned> class Make, unsigned... Seeds>
bool add(std::integer_sequence<unsigned, Seeds...>) {
    static constexpr const statement* all[]{statement_of_query<decltype(Make<Seeds>::query())>()...};
    registered().insert(registered().end(), std::begin(all), std::end(all));
    return true;
}

// ---- sources -----------------------------------------------------------------------------------------

using app::auth::account, app::auth::session, app::auth::user, app::auth::verification;
using app::cms::category, app::cms::media, app::cms::post, app::cms::post_status, app::cms::post_tag, app::cms::tag;
using app::kb::article, app::kb::article_link, app::kb::collection, app::kb::revision;

// Those that subqueries select from: their names stand in no world.
inline constexpr auto any_user = user.as<"any_user">();
inline constexpr auto any_post = post.as<"any_post">();
inline constexpr auto any_tag = tag.as<"any_tag">();
inline constexpr auto any_article = article.as<"any_article">();
inline constexpr auto parent = category.as<"parent">();
inline constexpr auto shelf = collection.as<"shelf">();

// A world is what is selected from, and its columns by their type: texts, numbers, moments of one type, uuids, documents.

struct all_posts {
    static constexpr auto from(const auto& query) { return query.from(post); }
    static constexpr std::tuple texts{post.slug, post.title, post.body, post.author_id};
    static constexpr std::tuple numbers{post.views, post.category_id};
    static constexpr std::tuple moments{post.published_at, post.audit.created_at, post.audit.updated_at};
    static constexpr std::tuple ids{post.id, post.cover_id};
    static constexpr auto document = post.meta;
};
struct posts_of_users {
    static constexpr auto from(const auto& query) {
        return query.from(post).inner_join(user, user.id == post.author_id).left_join(category, category.id == post.category_id);
    }
    static constexpr std::tuple texts{post.title, user.name, user.image, category.name, post.slug, category.slug};
    static constexpr std::tuple numbers{post.views, category.id, category.parent_id};
    static constexpr std::tuple moments{post.published_at, post.audit.created_at};
    static constexpr std::tuple ids{post.id, post.cover_id};
    static constexpr auto document = post.meta;
};
struct uploads {
    static constexpr auto from(const auto& query) {
        return query.from(media).right_join(user, user.id == media.uploaded_by).left_join(post, post.cover_id == media.id);
    }
    static constexpr std::tuple texts{media.file_name, user.email, media.uploaded_by, post.title};
    static constexpr std::tuple numbers{media.size_bytes, post.views};
    static constexpr std::tuple moments{media.audit.created_at, post.published_at};
    static constexpr std::tuple ids{media.id, post.id};
    static constexpr auto document = media.details;
};
struct articles {
    static constexpr auto from(const auto& query) {
        return query.from(article)
            .inner_join(collection, collection.id == article.collection_id)
            .left_join(revision, revision.article_id == article.id and revision.number > 1);
    }
    static constexpr std::tuple texts{article.title, collection.name, revision.body, revision.author_id};
    static constexpr std::tuple numbers{article.rating, article.search_rank, collection.position, revision.number,
                                        revision.similarity};
    static constexpr std::tuple moments{revision.created_at, now()};
    static constexpr std::tuple ids{article.id, collection.parent_id, revision.article_id};
    static constexpr auto document = to_jsonb(article.rating);
};
struct links {
    static constexpr auto from(const auto& query) {
        return query.from(article_link)
            .full_join(article, article.id == article_link.to_article_id)
            .left_join(revision, revision.article_id == article_link.from_article_id);
    }
    static constexpr std::tuple texts{article_link.note, article.title, revision.body};
    static constexpr std::tuple numbers{article_link.from_number, revision.number, article.rating};
    static constexpr std::tuple moments{revision.created_at, now()};
    static constexpr std::tuple ids{article_link.to_article_id, article.id, article.collection_id};
    static constexpr auto document = to_jsonb(article_link.note);
};
struct sign_ins {
    static constexpr auto from(const auto& query) {
        return query.from(user).left_join(account, account.user_id == user.id).full_join(session, session.user_id == user.id);
    }
    static constexpr std::tuple texts{user.name, account.scope, session.ip_address, user.image, session.token};
    static constexpr std::tuple numbers{length(user.email), octet_length(account.access_token)};
    static constexpr std::tuple moments{user.created_at, account.access_token_expires_at, session.expires_at};
    static constexpr std::tuple ids{gen_random_uuid(), cast<types::uuid>(md5(user.email))};
    static constexpr auto document = to_jsonb(user.image);
};
struct tagged {
    static constexpr auto from(const auto& query) {
        return query.from(post_tag).inner_join(tag, tag.id == post_tag.tag_id).right_join(post, post.id == post_tag.post_id);
    }
    static constexpr std::tuple texts{tag.name, post.title, post.slug};
    static constexpr std::tuple numbers{tag.id, post.views, post_tag.tag_id};
    static constexpr std::tuple moments{post.audit.created_at, post.published_at};
    static constexpr std::tuple ids{post_tag.post_id, post.id};
    static constexpr auto document = post.meta;
};
struct categories {
    static constexpr auto from(const auto& query) {
        return query.from(category).left_join(parent, parent.id == category.parent_id);
    }
    static constexpr std::tuple texts{category.name, parent.name, category.slug, parent.slug};
    static constexpr std::tuple numbers{category.id, category.parent_id, parent.parent_id};
    static constexpr std::tuple moments{now(), to_timestamp(cast<types::double_precision>(category.id))};
    static constexpr std::tuple ids{gen_random_uuid(), cast<types::uuid>(md5(category.slug))};
    static constexpr auto document = to_jsonb(parent.name);
};
using worlds = list<all_posts, posts_of_users, uploads, articles, links, sign_ins, tagged, categories>;
inline constexpr unsigned world_count = 8;
template <unsigned Number>
using world = list_item_t<worlds, Number % world_count>;

// ---- expressions -------------------------------------------------------------------------------------

template <unsigned Number, class... Columns>
constexpr auto column_among(const std::tuple<Columns...>& columns) {
    return std::get<Number % sizeof...(Columns)>(columns);
}

/// A value for a number of this type, or an argument: those of one name are of one type in all of a statement.
template <unsigned Number, class Expression>
constexpr auto number_like(const Expression&) {
    using type = types::stored_type_t<virga::type_of<Expression>>;
    if constexpr (Number % 3 != 0)
        return static_cast<std::int16_t>(Number % 7 + 1);
    else if constexpr (type::oid == types::smallint::oid)
        return arg<"i2">;
    else if constexpr (type::oid == types::integer::oid)
        return arg<"i4">;
    else if constexpr (type::oid == types::bigint::oid)
        return arg<"i8">;
    else if constexpr (type::oid == types::real::oid)
        return arg<"f4">;
    else if constexpr (type::oid == types::double_precision::oid)
        return arg<"f8">;
    else
        return arg<"numeric">;
}

/// The fields of a moment are those that it has in a time zone that is named.
template <class Moment>
constexpr auto without_zone(const Moment& moment) {
    if constexpr (virga::type_of<Moment>::oid == types::timestamptz::oid)
        return at_time_zone(moment, "UTC");
    else
        return moment;
}

template <class World>
struct piece {
    /// A text; at depth 0 a column.
    template <unsigned Depth, unsigned Number>
    static constexpr auto text() {
        constexpr unsigned kind = Depth == 0 ? 0 : draw(Number, 1, 20);
        constexpr unsigned below = Depth == 0 ? 0 : Depth - 1;
        constexpr unsigned a = draw(Number, 2, 5);
        constexpr unsigned b = draw(Number, 3, 5);
        if constexpr (kind < 3)
            return column_among<Number>(World::texts);
        else if constexpr (kind == 3)
            return lower(text<below, a>());
        else if constexpr (kind == 4)
            return concatenated(text<below, a>(), ": ", text<below, b>());
        else if constexpr (kind == 5)
            return coalesce(lower(text<below, a>()), upper(text<0, b>()), "none");
        else if constexpr (kind == 6)
            return case_when(condition<below, a>(), upper(text<below, b>())).otherwise("other");
        else if constexpr (kind == 7)
            return case_when(condition<below, a>(), initcap(text<below, b>())).end();
        else if constexpr (kind == 8)
            return left(text<below, a>(), 3);
        else if constexpr (kind == 9)
            return cast<types::text>(number<below, a>());
        else if constexpr (kind == 10)
            return nullif(reverse(text<below, a>()), "x");
        else if constexpr (kind == 11)
            return scalar(select(max(any_tag.name)).from(any_tag).where(any_tag.name != text<below, a>()));
        else if constexpr (kind == 12)
            return expr<types::text, "overlay({} placing {} from 2)">(text<below, a>(), "ab");
        else if constexpr (kind == 13)
            return greatest(lower(text<below, a>()), md5(text<below, b>()));
        else if constexpr (kind == 14)
            return World::document["a"].as_text();
        else if constexpr (kind == 15)
            return World::document["list"][0].as_text();
        else if constexpr (kind == 16)
            return concat(text<below, a>(), text<below, b>());
        else if constexpr (kind == 17)
            return regexp_substr(text<below, a>(), "[a-m]+");
        else if constexpr (kind == 18)
            return collate<"C">(replace(text<below, a>(), "a", "b"));
        else
            return scalar(select(any_user.image).from(any_user).where(any_user.name == text<below, a>()).limit(1));
    }
    /// A number of any type.
    template <unsigned Depth, unsigned Number>
    static constexpr auto number() {
        constexpr unsigned kind = Depth == 0 ? 0 : draw(Number, 4, 16);
        constexpr unsigned below = Depth == 0 ? 0 : Depth - 1;
        constexpr unsigned a = draw(Number, 5, 5);
        constexpr unsigned b = draw(Number, 6, 5);
        if constexpr (kind < 3)
            return column_among<Number>(World::numbers);
        else if constexpr (kind == 3)
            return length(text<below, a>());
        else if constexpr (kind == 4)
            return number<below, a>() + number<below, b>();
        else if constexpr (kind == 5)
            return number<below, a>() * number_like<1>(number<below, a>());
        else if constexpr (kind == 6)
            return -number<below, a>() - number_like<2>(number<below, a>());
        else if constexpr (kind == 7)
            return length(text<below, a>()) % 3;
        else if constexpr (kind == 8)
            return case_when(condition<below, a>(), length(text<below, b>())).otherwise(0);
        else if constexpr (kind == 9)
            return coalesce(number<below, a>(), number_like<1>(number<below, a>()));
        else if constexpr (kind == 10)
            return extract<"year">(without_zone(moment<0, a>()));
        else if constexpr (kind == 11)
            return scalar(select(count()).from(any_post).where(any_post.title == text<below, a>()));
        else if constexpr (kind == 12)
            return cast<types::bigint>(strpos(text<below, a>(), "a"));
        else if constexpr (kind == 13)
            return round(cast<types::numeric<>>(number<below, a>()), 1);
        else if constexpr (kind == 14)
            return scalar(select(avg(any_post.views)).from(any_post).where(any_post.slug > text<0, a>()));
        else
            return expr<types::integer, "char_length({})">(text<below, a>());
    }
    template <unsigned Depth, unsigned Number>
    static constexpr auto moment() {
        constexpr unsigned kind = Depth == 0 ? 0 : draw(Number, 7, 6);
        constexpr unsigned a = draw(Number, 8, 5);
        if constexpr (kind < 3)
            return column_among<Number>(World::moments);
        else if constexpr (kind == 3)
            return coalesce(moment<0, a>(), moment<0, a + 1>());
        else if constexpr (kind == 4)
            return least(moment<0, a>(), moment<0, a + 1>());
        else
            return case_when(condition<0, a>(), moment<0, a>()).end();
    }
    template <unsigned Depth, unsigned Number>
    static constexpr auto condition() {
        constexpr unsigned kind = draw(Number, 9, Depth == 0 ? 9 : 28);
        constexpr unsigned below = Depth == 0 ? 0 : Depth - 1;
        constexpr unsigned a = draw(Number, 10, 5);
        constexpr unsigned b = draw(Number, 11, 5);
        if constexpr (kind == 0)
            return text<below, a>() == "ada";
        else if constexpr (kind == 1)
            return number<below, a>() > number_like<a>(number<below, a>());
        else if constexpr (kind == 2)
            return text<below, a>().is_null();
        else if constexpr (kind == 3)
            return moment<below, a>() < moment<below, b>();
        else if constexpr (kind == 4)
            return text<below, a>().like("%a%");
        else if constexpr (kind == 5)
            return number<below, a>().is_not_null();
        else if constexpr (kind == 6)
            return text<below, a>() != arg<"text">;
        else if constexpr (kind == 7)
            return number<below, a>() <= number<below, b>();
        else if constexpr (kind == 8)
            return column_among<a>(World::ids) == column_among<b>(World::ids);
        else if constexpr (kind == 9)
            return condition<below, a>() and condition<below, b>();
        else if constexpr (kind == 10)
            return condition<below, a>() or condition<below, b>();
        else if constexpr (kind == 11)
            return not condition<below, a>();
        else if constexpr (kind == 12)
            return text<below, a>().in({"ada", "joe"});
        else if constexpr (kind == 13)
            return text<below, a>().in(arg<"texts">);
        else if constexpr (kind == 14)
            return text<below, a>().in(select(any_user.name).from(any_user));
        else if constexpr (kind == 15)
            return exists(select(any_tag.id).from(any_tag).where(any_tag.name == text<below, a>()));
        else if constexpr (kind == 16)
            return condition<below, a>().is_true();
        else if constexpr (kind == 17)
            return (condition<below, a>() or condition<0, b>()).is_unknown();
        else if constexpr (kind == 18)
            return text<below, a>().is_distinct_from(text<below, b>());
        else if constexpr (kind == 19)
            return number<below, a>().between(1, number_like<b>(number<below, a>()));
        else if constexpr (kind == 20)
            return std::tuple{lower(text<0, a>()), length(text<0, b>())} < std::tuple{"b", 4};
        else if constexpr (kind == 21)
            return text<below, a>().starts_with("a") or text<below, b>().contains(arg<"text">);
        else if constexpr (kind == 22)
            return length(text<below, a>()) == any_of(std::vector{3, 4, 5});
        else if constexpr (kind == 23)
            return World::document.contains(json{"{}"});
        else if constexpr (kind == 24)
            return has_key(World::document, "a");
        else if constexpr (kind == 25)
            return in(std::tuple{text<below, a>(), number<below, b>()}, select(any_tag.name, any_tag.id).from(any_tag));
        else if constexpr (kind == 26)
            return std::tuple{text<0, a>(), "x"} != all_of(select(any_user.name, any_user.image).from(any_user));
        else
            return regexp_like(text<below, a>(), "^[a-m]");
    }
    /// What a select list holds.
    template <unsigned Number>
    static constexpr auto output() {
        constexpr unsigned kind = draw(Number, 12, 10);
        constexpr unsigned number_of_piece = draw(Number, 13, 24);
        if constexpr (kind < 4)
            return text<2, number_of_piece>();
        else if constexpr (kind < 7)
            return number<2, number_of_piece>();
        else if constexpr (kind == 7)
            return condition<2, number_of_piece>();
        else if constexpr (kind == 8)
            return moment<1, number_of_piece>();
        else
            return column_among<Number>(World::ids);
    }
    /// What rows are ordered and grouped by: it holds no value, so that its text is the same wherever it stands.
    template <unsigned Number>
    static constexpr auto key() {
        constexpr unsigned kind = draw(Number, 14, 7);
        if constexpr (kind < 2)
            return column_among<Number>(World::texts);
        else if constexpr (kind == 2)
            return column_among<Number>(World::numbers);
        else if constexpr (kind == 3)
            return column_among<Number>(World::moments);
        else if constexpr (kind == 4)
            return lower(column_among<Number>(World::texts));
        else if constexpr (kind == 5)
            return length(column_among<Number>(World::texts));
        else
            return column_among<Number>(World::texts).is_null();
    }
    template <unsigned Number>
    static constexpr auto ordering() {
        constexpr unsigned kind = draw(Number, 15, 4);
        if constexpr (kind == 0)
            return desc(key<Number>());
        else if constexpr (kind == 1)
            return asc(key<Number>()).nulls_first();
        else if constexpr (kind == 2)
            return desc(key<Number>()).nulls_last();
        else
            return key<Number>();
    }
};
}  // namespace random_queries
