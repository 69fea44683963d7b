// Random queries: selects with conditions, an order, a limit.
#include "random_pieces.hpp"

namespace random_queries {
namespace {
template <unsigned Seed>
struct plain {
    using from = world<Seed>;
    using of = piece<from>;
    template <unsigned Site>
    static constexpr unsigned some = draw(Seed, Site, 60);

    static constexpr auto outputs() {
        constexpr unsigned count = draw(Seed, 101, 3);
        constexpr auto query = [](const auto&... all) { return from::from(select(all...)); };
        if constexpr (count == 0)
            return query(of::template output<some<1>>(), of::template output<some<2>>());
        else if constexpr (count == 1)
            return query(of::template output<some<1>>(), of::template output<some<2>>().template as<"second">(),
                         of::template output<some<3>>());
        else
            return query(of::template output<some<1>>(), of::template output<some<2>>(), of::template output<some<3>>(),
                         of::template output<some<4>>());
    }
    static constexpr auto filtered(const auto& query) {
        if constexpr (draw(Seed, 102, 4) == 0)
            return query;
        else
            return query.where(of::template condition<2, some<5>>());
    }
    static constexpr auto ordered(const auto& query) {
        constexpr unsigned kind = draw(Seed, 103, 5);
        if constexpr (kind == 0)
            return query.distinct();
        else if constexpr (kind == 1)
            return query.order_by(of::template ordering<some<6>>(), of::template ordering<some<7>>());
        else if constexpr (kind == 2)
            return query.order_by(of::template ordering<some<6>>());
        else
            return query;
    }
    static constexpr auto query() {
        constexpr unsigned kind = draw(Seed, 104, 5);
        if constexpr (kind == 0)
            return ordered(filtered(outputs())).limit(20);
        else if constexpr (kind == 1)
            return ordered(filtered(outputs())).limit(arg<"limit">).offset(1);
        else
            return ordered(filtered(outputs()));
    }
};
}  // namespace
const bool selects = add<plain>(std::make_integer_sequence<unsigned, 360>{});
}  // namespace random_queries
