// Random queries: inserts, updates, deletes and merges, and what they return.
#include "random_pieces.hpp"

namespace random_queries {
namespace {
/// Of a write that has its target's columns in scope, and no others.
struct verifications {
    static constexpr std::tuple texts{verification.identifier, verification.value, verification.id};
    static constexpr std::tuple numbers{length(verification.identifier), octet_length(verification.value)};
    static constexpr std::tuple moments{verification.expires_at, verification.created_at};
    static constexpr std::tuple ids{gen_random_uuid(), cast<types::uuid>(md5(verification.id))};
    static constexpr auto document = to_jsonb(verification.value);
};
struct users {
    static constexpr std::tuple texts{user.name, user.image, user.email};
    static constexpr std::tuple numbers{length(user.name), octet_length(user.image)};
    static constexpr std::tuple moments{user.created_at, user.updated_at};
    static constexpr std::tuple ids{gen_random_uuid(), cast<types::uuid>(md5(user.image))};
    static constexpr auto document = to_jsonb(user.image);
};
template <unsigned Seed, class Of>
constexpr auto returned(const auto& write) {
    constexpr unsigned kind = draw(Seed, 401, 4);
    if constexpr (kind == 0)
        return write;
    else if constexpr (kind == 1)
        return write.returning(Of::template output<draw(Seed, 402, 60)>());
    else
        return write.returning(Of::template output<draw(Seed, 403, 60)>(), Of::template text<2, draw(Seed, 404, 24)>(),
                               Of::template output<draw(Seed, 405, 60)>().template as<"third">());
}

template <unsigned Seed>
struct inserted {
    static constexpr auto query() {
        using of = piece<users>;
        const auto one = [] {
            constexpr unsigned kind = draw(Seed, 411, 4);
            const auto into = insert_into(user);
            if constexpr (kind == 0)
                return into.values(user.id = arg<"id">, user.name = "new", user.email = "ada1");
            else if constexpr (kind == 1)
                return into.values(user.name = arg<"text">, user.image = nullptr, user.id = "u1", user.email = arg<"text">);
            else if constexpr (kind == 2)
                return into.values(user.id = "u99", user.name = "a", user.email = "b", user.email_verified = true,
                                   user.image = arg<"text">);
            else
                return into.values(user.id = "u98", user.email = "c", user.name = "d", user.image = "e");
        }();
        constexpr unsigned kind = draw(Seed, 412, 6);
        if constexpr (kind == 0)
            return returned<Seed, of>(one);
        else if constexpr (kind == 1)
            return returned<Seed, of>(one.on_conflict().do_nothing());
        else if constexpr (kind == 2)
            return returned<Seed, of>(one.on_conflict(user.email)
                                          .do_update(user.image = excluded(user.image),
                                                     user.name = concat(user.name, of::template text<1, draw(Seed, 413, 20)>())));
        else if constexpr (kind == 3)
            return returned<Seed, of>(
                one.on_conflict(user.id).do_update(all_excluded).where(of::template condition<1, draw(Seed, 414, 20)>()));
        else if constexpr (kind == 4)
            return returned<Seed, of>(one.on_conflict(user.id)
                                          .do_update(user.image = of::template text<2, draw(Seed, 415, 24)>())
                                          .where(excluded(user.name) != user.name));
        else
            return returned<Seed, of>(one.template on_conflict_on_constraint<"user_pkey">().do_nothing());
    }
};
template <unsigned Seed>
struct inserted_rows {
    static constexpr auto query() {
        using from = world<Seed>;
        using of = piece<from>;
        const auto rows =
            from::from(select(concat(of::template text<1, draw(Seed, 421, 20)>(), clock_timestamp(), gen_random_uuid()),
                              coalesce(lower(of::template text<1, draw(Seed, 422, 20)>()), "none"),
                              md5(concat(of::template text<0, draw(Seed, 423, 5)>(), "x")), at_time_zone(now(), "UTC")))
                .where(of::template condition<1, draw(Seed, 424, 20)>());
        const auto all = insert_into(verification)
                             .columns(verification.id, verification.identifier, verification.value, verification.expires_at)
                             .select(rows);
        if constexpr (draw(Seed, 425, 3) == 0)
            return returned<Seed, piece<verifications>>(all.on_conflict(verification.id).do_nothing());
        else
            return returned<Seed, piece<verifications>>(all);
    }
};
template <unsigned Seed>
struct updated {
    /// What is set, over the columns of a world.
    template <class Of>
    static constexpr auto set() {
        constexpr unsigned kind = draw(Seed, 431, 5);
        constexpr unsigned a = draw(Seed, 432, 20);
        const auto into = update(post);
        if constexpr (kind == 0)
            return into.set(post.body = coalesce(lower(Of::template text<1, a>()), "none"), post.views = 1);
        else if constexpr (kind == 1)
            return into.set(post.views = coalesce(length(Of::template text<1, a>()), 0));
        else if constexpr (kind == 2)
            return into.set(post.published_at = Of::template moment<1, a>(), post.status = post_status::draft);
        else if constexpr (kind == 3)
            return into.set(post.meta = all_posts::document["a"], post.category_id = nullptr);
        else
            return into.set(post.views = arg<"i4">, post.meta = to_jsonb(Of::template text<1, a>()), post.body = arg<"text">);
    }
    static constexpr auto query() {
        constexpr unsigned kind = draw(Seed, 433, 4);
        if constexpr (kind < 2) {
            using of = piece<all_posts>;
            const auto all = set<of>();
            if constexpr (kind == 0)
                return returned<Seed, of>(all.all_rows());
            else
                return returned<Seed, of>(all.where(of::template condition<2, draw(Seed, 434, 60)>()));
        } else {
            using of = piece<posts_of_users>;
            const auto all = set<of>().from(user).left_join(category, category.slug == user.name);
            if constexpr (kind == 2)
                return returned<Seed, of>(all.where(user.id == post.author_id));
            else
                return returned<Seed, of>(
                    all.where(user.id == post.author_id and of::template condition<1, draw(Seed, 435, 20)>()));
        }
    }
};
template <unsigned Seed>
struct deleted {
    static constexpr auto query() {
        constexpr unsigned kind = draw(Seed, 441, 4);
        if constexpr (kind == 0)
            return returned<Seed, piece<all_posts>>(delete_from(post).where(piece<all_posts>::condition<2, draw(Seed, 442, 60)>()));
        else if constexpr (kind == 1)
            return returned<Seed, piece<verifications>>(
                delete_from(verification).where(piece<verifications>::condition<2, draw(Seed, 443, 60)>()));
        else if constexpr (kind == 2)
            return returned<Seed, piece<tagged>>(
                delete_from(post_tag)
                    .using_(tag)
                    .full_join(post, post.title == tag.name)
                    .where(post_tag.tag_id == tag.id and piece<tagged>::condition<1, draw(Seed, 444, 20)>()));
        else {
            const auto source = cte<"busy">(select(post.author_id, count().template as<"n">()).from(post).group_by(post.author_id));
            return returned<Seed, piece<users>>(with(source).delete_from(user).using_(source).where(
                source["author_id"_c] == user.id and source["n"_c] > 3 and piece<users>::condition<1, draw(Seed, 445, 20)>()));
        }
    }
};
template <unsigned Seed>
struct merged {
    static constexpr auto query() {
        using of = piece<users>;
        const auto all = merge_into(tag).using_(user, tag.name == user.email);
        const auto condition = of::template condition<1, draw(Seed, 451, 20)>();
        constexpr unsigned kind = draw(Seed, 452, 3);
        if constexpr (kind == 0)
            return all.when_matched(condition)
                .delete_()
                .when_not_matched(of::template condition<1, draw(Seed, 453, 20)>())
                .do_nothing();
        else if constexpr (kind == 1)
            return all.when_not_matched(condition).insert(tag.name = user.email);
        else
            return all.when_matched(condition).do_nothing().when_not_matched().insert(tag.name = left(user.email, 40));
    }
};
}  // namespace

const bool inserts = add<inserted>(std::make_integer_sequence<unsigned, 110>{});
const bool inserts_of_rows = add<inserted_rows>(std::make_integer_sequence<unsigned, 50>{});
const bool updates = add<updated>(std::make_integer_sequence<unsigned, 120>{});
const bool deletes = add<deleted>(std::make_integer_sequence<unsigned, 100>{});
const bool merges = add<merged>(std::make_integer_sequence<unsigned, 30>{});
}  // namespace random_queries
