// Random queries: selected from queries: subqueries in from, lateral ones, common tables, recursive ones; counts and locks.
#include "random_pieces.hpp"

namespace random_queries {
namespace {
/// A query of three named columns, of random types, and a text.
template <unsigned Seed>
constexpr auto named() {
    using from = world<Seed>;
    using of = piece<from>;
    const auto all = from::from(select(of::template output<draw(Seed, 301, 40)>().template as<"a">(),
                                       of::template number<1, draw(Seed, 302, 12)>().template as<"b">(),
                                       of::template text<1, draw(Seed, 303, 12)>().template as<"c">()));
    constexpr unsigned kind = draw(Seed, 304, 5);
    if constexpr (kind == 0)
        return all.where(of::template condition<1, draw(Seed, 305, 20)>());
    else if constexpr (kind == 1)
        return all.order_by(of::template ordering<draw(Seed, 306, 20)>()).limit(7);
    else if constexpr (kind == 2)
        return all.distinct();
    else
        return all;
}
/// Expressions over such a query.
template <unsigned Seed>
constexpr auto outer_text(const auto& source) {
    constexpr unsigned kind = draw(Seed, 311, 4);
    if constexpr (kind == 0)
        return source["c"_c];
    else if constexpr (kind == 1)
        return coalesce(lower(source["c"_c]), "none");
    else if constexpr (kind == 2)
        return concatenated(source["c"_c], any_tag.name);
    else
        return case_when(source["a"_c].is_null(), any_tag.name).otherwise("x");
}
template <unsigned Seed>
constexpr auto outer_number(const auto& source) {
    constexpr unsigned kind = draw(Seed, 312, 4);
    if constexpr (kind == 0)
        return source["b"_c];
    else if constexpr (kind == 1)
        return source["b"_c] + any_tag.id;
    else if constexpr (kind == 2)
        return scalar(select(count()).from(any_user).where(any_user.name == source["c"_c]));
    else
        return coalesce(source["b"_c], source["b"_c]);
}
template <unsigned Seed>
constexpr auto joined(const auto& query, const auto& source) {
    constexpr unsigned kind = draw(Seed, 313, 5);
    if constexpr (kind == 0)
        return query.from(any_tag).left_join(source, source["c"_c] == any_tag.name);
    else if constexpr (kind == 1)
        return query.from(source).left_join(any_tag, source["c"_c] == any_tag.name);
    else if constexpr (kind == 2)
        return query.from(any_tag).full_join(source, any_tag.name == source["c"_c]);
    else if constexpr (kind == 3)
        return query.from(any_tag).right_join(source, any_tag.name < source["c"_c]);
    else
        return query.from(source).inner_join(any_tag, any_tag.id >= 1 and source["c"_c] != any_tag.name);
}
template <unsigned Seed>
constexpr auto around(const auto& begun, const auto& source) {
    const auto all =
        joined<Seed>(begun.select(source["a"_c], outer_text<Seed>(source), outer_number<Seed>(source), any_tag.name), source);
    constexpr unsigned kind = draw(Seed, 314, 4);
    if constexpr (kind == 0)
        return all.where(source["a"_c].is_not_null());
    else if constexpr (kind == 1)
        return all.order_by(source["c"_c], any_tag.id).limit(9);
    else if constexpr (kind == 2)
        return all.where(any_tag.name.in(select(source["c"_c]).from(source)) or true == (any_tag.id > 0));
    else
        return all;
}
template <unsigned Seed>
struct derived {
    static constexpr auto query() {
        const auto source = named<Seed>().template as<"source">();
        const auto all =
            joined<Seed>(select(source["a"_c], outer_text<Seed>(source), outer_number<Seed>(source), any_tag.name), source);
        constexpr unsigned kind = draw(Seed, 321, 4);
        if constexpr (kind == 0)
            return all.where(source["a"_c].is_not_null());
        else if constexpr (kind == 1)
            return all.order_by(source["c"_c], any_tag.id).limit(9);
        else
            return all;
    }
};
template <unsigned Seed>
struct lateral {
    static constexpr auto query() {
        using from = world<Seed>;
        using of = piece<from>;
        const auto source = from::from(select(of::template output<draw(Seed, 331, 40)>().template as<"a">(),
                                              of::template number<1, draw(Seed, 332, 12)>().template as<"b">(),
                                              of::template text<1, draw(Seed, 333, 12)>().template as<"c">()))
                                .where(of::template text<1, draw(Seed, 334, 12)>() >= any_tag.name)
                                .limit(2)
                                .template as<"source">();
        const auto all = select(any_tag.name, source["a"_c], outer_text<Seed>(source), outer_number<Seed>(source)).from(any_tag);
        constexpr unsigned kind = draw(Seed, 335, 3);
        if constexpr (kind == 0)
            return all.left_join_lateral(source);
        else if constexpr (kind == 1)
            return all.cross_join_lateral(source);
        else
            return all.inner_join_lateral(source, source["b"_c].is_not_null());
    }
};
template <unsigned Seed>
struct common {
    static constexpr auto query() {
        const auto source = cte<"source">(named<Seed>());
        constexpr unsigned kind = draw(Seed, 341, 4);
        if constexpr (kind == 0)
            return around<Seed>(with(source.materialized()), source);
        else if constexpr (kind == 1) {
            const auto other =
                cte<"other">(select(source["c"_c], count().template as<"times">()).from(source).group_by(source["c"_c]));
            return with(source, other)
                .select(source["a"_c], other["times"_c], other["c"_c])
                .from(source)
                .left_join(other, other["c"_c] == source["c"_c]);
        } else
            return around<Seed>(with(source), source);
    }
};
template <unsigned Seed>
struct recursed {
    static constexpr auto query() {
        using of = piece<all_categories>;
        constexpr auto tree = recursive<"tree">(
            select(category.id, category.parent_id, of::template text<1, draw(Seed, 351, 12)>().template as<"what">(),
                   of::template number<1, draw(Seed, 352, 12)>().template as<"n">())
                .from(category)
                .where(category.parent_id.is_null()),
            [](auto above) {
                return select(category.id, category.parent_id, of::template text<1, draw(Seed, 351, 12)>().template as<"what">(),
                              of::template number<1, draw(Seed, 352, 12)>().template as<"n">())
                    .from(category)
                    .inner_join(above, above["id"_c] == category.parent_id);
            });
        return with(tree).select(tree["what"_c], tree["n"_c], tree["parent_id"_c]).from(tree).where(tree["id"_c] > arg<"i8">);
    }
    struct all_categories {
        static constexpr std::tuple texts{category.name, category.slug};
        static constexpr std::tuple numbers{category.id, category.parent_id};
        static constexpr std::tuple moments{now(), clock_timestamp()};
        static constexpr std::tuple ids{gen_random_uuid(), gen_random_uuid()};
        static constexpr auto document = to_jsonb(category.name);
    };
};
template <unsigned Seed>
struct counted_or_locked {
    static constexpr auto query() {
        using of = piece<all_posts>;
        const auto all = select(of::template output<draw(Seed, 361, 60)>(), of::template output<draw(Seed, 362, 60)>())
                             .from(post)
                             .where(of::template condition<2, draw(Seed, 363, 60)>());
        constexpr unsigned kind = draw(Seed, 364, 6);
        if constexpr (kind == 0)
            return all.for_update().skip_locked();
        else if constexpr (kind == 1)
            return all.order_by(of::template ordering<draw(Seed, 365, 20)>()).for_share().of(post).no_wait();
        else if constexpr (kind == 2)
            return all.inner_join(user, user.id == post.author_id).for_no_key_update().of(post);
        else if constexpr (kind == 3)
            return count(all.distinct());
        else if constexpr (kind == 4)
            return count(all.order_by(of::template ordering<draw(Seed, 366, 20)>()).limit(arg<"limit">));
        else
            return all.order_by(of::template ordering<draw(Seed, 367, 20)>()).fetch_first_with_ties(2);
    }
};
}  // namespace

const bool derived_tables = add<derived>(std::make_integer_sequence<unsigned, 120>{});
const bool laterals = add<lateral>(std::make_integer_sequence<unsigned, 80>{});
const bool commons = add<common>(std::make_integer_sequence<unsigned, 100>{});
const bool recursions = add<recursed>(std::make_integer_sequence<unsigned, 30>{});
const bool counts_and_locks = add<counted_or_locked>(std::make_integer_sequence<unsigned, 60>{});
}  // namespace random_queries
