// Random queries: groups, windows, set operations.
#include "random_pieces.hpp"

namespace random_queries {
namespace {
template <class World>
struct aggregates : piece<World> {
    using of = piece<World>;
    template <unsigned Number>
    static constexpr auto aggregate() {
        constexpr unsigned kind = draw(Number, 201, 15);
        constexpr unsigned a = draw(Number, 202, 5);
        constexpr unsigned b = draw(Number, 203, 5);
        if constexpr (kind == 0)
            return count();
        else if constexpr (kind == 1)
            return count(of::template text<1, a>());
        else if constexpr (kind == 2)
            return count(distinct(of::template text<0, a>()));
        else if constexpr (kind == 3)
            return sum(of::template number<1, a>());
        else if constexpr (kind == 4)
            return avg(of::template number<1, a>());
        else if constexpr (kind == 5)
            return min(of::template moment<1, a>());
        else if constexpr (kind == 6)
            return max(of::template text<1, a>());
        else if constexpr (kind == 7)
            return string_agg(of::template text<1, a>(), ", ").order_by(of::template ordering<b>());
        else if constexpr (kind == 8)
            return bool_or(of::template condition<1, a>());
        else if constexpr (kind == 9)
            return count().filter(of::template condition<1, a>());
        else if constexpr (kind == 10)
            return sum(of::template number<1, a>()).filter(of::template condition<1, b>());
        else if constexpr (kind == 11)
            return max(length(of::template text<1, a>())) + 1;
        else if constexpr (kind == 12)
            return stddev_samp(of::template number<0, a>());
        else if constexpr (kind == 13)
            return coalesce(min(lower(of::template text<1, a>())), "none");
        else
            return case_when(count() > 2, max(of::template number<1, a>())).end();
    }
    template <unsigned Number>
    static constexpr auto window() {
        constexpr unsigned kind = draw(Number, 211, 12);
        constexpr unsigned a = draw(Number, 212, 8);
        constexpr unsigned b = draw(Number, 213, 8);
        constexpr unsigned c = draw(Number, 214, 5);
        const auto by = partition_by(of::template key<a>());
        const auto ordered = order_by(of::template ordering<b>());
        if constexpr (kind == 0)
            return row_number().over(ordered);
        else if constexpr (kind == 1)
            return rank().over(by, ordered);
        else if constexpr (kind == 2)
            return sum(of::template number<1, c>()).over(by);
        else if constexpr (kind == 3)
            return lag(of::template text<1, c>()).over(ordered);
        else if constexpr (kind == 4)
            return first_value(of::template text<1, c>()).over(by, ordered);
        else if constexpr (kind == 5)
            return count().over(by, ordered, rows_between(unbounded_preceding, current_row));
        else if constexpr (kind == 6)
            return ntile(3).template over<"w">();
        else if constexpr (kind == 7)
            return max(of::template moment<0, c>()).template over<"w">();
        else if constexpr (kind == 8)
            return nth_value(of::template text<0, c>(), 2).over(by, ordered);
        else if constexpr (kind == 9)
            return avg(of::template number<0, c>()).over(by, ordered, rows_between(preceding(2), following(1)));
        else if constexpr (kind == 10)
            return count(of::template text<0, c>()).filter(of::template condition<1, c>()).over(by);
        else
            return cume_dist().over(ordered) * 100;
    }
};

template <unsigned Seed>
struct grouped {
    using from = world<Seed>;
    using of = aggregates<from>;
    template <unsigned Site>
    static constexpr unsigned some = draw(Seed, Site, 30);

    static constexpr auto keyed() {
        constexpr auto query = [](const auto&... all) { return from::from(select(all...)); };
        constexpr unsigned kind = draw(Seed, 221, 3);
        const auto first = of::template key<some<1>>();
        const auto second = of::template key<some<2>>();
        const auto one = of::template aggregate<some<3>>();
        const auto two = of::template aggregate<some<4>>();
        if constexpr (kind == 0)
            return query(one, two, of::template aggregate<some<5>>().template as<"third">());
        else if constexpr (kind == 1)
            return query(first, one, two).group_by(first);
        else
            return query(one, first, second, two).group_by(second, first);
    }
    static constexpr auto query() {
        constexpr unsigned kind = draw(Seed, 222, 5);
        const auto all = keyed();
        if constexpr (kind == 0)
            return all.where(of::template condition<1, some<6>>()).having(count() > 0);
        else if constexpr (kind == 1)
            return all.having(of::template aggregate<some<7>>().is_not_null());
        else if constexpr (kind == 2)
            return all.order_by(desc(of::template aggregate<some<8>>()));
        else if constexpr (kind == 3)
            return all.where(of::template condition<2, some<6>>()).limit(10);
        else
            return all;
    }
};

template <unsigned Seed>
struct windowed {
    using from = world<Seed>;
    using of = aggregates<from>;
    template <unsigned Site>
    static constexpr unsigned some = draw(Seed, Site, 30);

    static constexpr auto query() {
        constexpr unsigned kind = draw(Seed, 231, 3);
        const auto all =
            from::from(select(of::template output<some<1>>(), of::template window<some<2>>(), of::template window<some<3>>()))
                .template window<"w">(partition_by(of::template key<some<4>>()), order_by(of::template key<some<5>>()));
        if constexpr (kind == 0)
            return all.where(of::template condition<1, some<6>>());
        else if constexpr (kind == 1)
            return all.order_by(of::template window<some<7>>());
        else
            return all;
    }
};

template <unsigned Seed>
struct united {
    /// Three columns, of types that all of them have.
    template <unsigned Turn>
    static constexpr auto part() {
        using from = world<Seed + Turn * 3>;
        using of = piece<from>;
        const auto all =
            from::from(select(lower(of::template text<1, draw(Seed, 241 + Turn, 5)>()).template as<"what">(),
                              cast<types::numeric<>>(of::template number<1, draw(Seed, 244 + Turn, 5)>()).template as<"n">(),
                              coalesce(of::template condition<1, draw(Seed, 247 + Turn, 20)>(), false).template as<"holds">()));
        if constexpr (draw(Seed, 250 + Turn, 2) == 0)
            return all;
        else
            return all.where(of::template condition<1, draw(Seed, 253 + Turn, 20)>());
    }
    template <unsigned Site>
    static constexpr auto combined(const auto& left, const auto& right) {
        constexpr unsigned kind = draw(Seed, Site, 7);
        if constexpr (kind == 0)
            return left.union_(right);
        else if constexpr (kind == 1)
            return left.intersect(right);
        else if constexpr (kind == 2)
            return left.except(right);
        else if constexpr (kind == 3)
            return left.except_all(right);
        else if constexpr (kind == 4)
            return left.union_all(right.limit(3));
        else
            return left.union_all(right);
    }
    static constexpr auto query() {
        constexpr unsigned kind = draw(Seed, 258, 4);
        const auto both = combined<256>(part<0>(), part<1>());
        if constexpr (kind == 0)
            return both.order_by("what"_c, desc("n"_c)).limit(15);
        else if constexpr (kind == 1)
            return combined<257>(both, part<2>());
        else if constexpr (kind == 2)
            return combined<257>(both, part<2>()).order_by(desc("n"_c).nulls_last()).offset(1);
        else
            return both;
    }
};
}  // namespace

const bool groups = add<grouped>(std::make_integer_sequence<unsigned, 220>{});
const bool windows = add<windowed>(std::make_integer_sequence<unsigned, 120>{});
const bool unions = add<united>(std::make_integer_sequence<unsigned, 80>{});
}  // namespace random_queries
