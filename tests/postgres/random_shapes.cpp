// Random queries that are shaped when they run: conditions that may be off, an order that is chosen; each in all of its shapes.
#include "random_pieces.hpp"

namespace random_queries {
namespace {
/// Adds one shape, that which the values of the query choose.
template <class Query>
void add_shape(const Query& query) {
    using tree = typename Query::tree;
    static_assert(virga::detail::soundness<tree>::value);
    constexpr const statement& whole = virga::detail::statement_of<tree>;
    auto made = virga::detail::use_shaped_slots<virga::detail::repeated_uses_t<tree>, list<>>(
        [](virga::detail::shaped_query&& shape) { return std::move(shape); }, whole, query.parameters, nullptr);
    auto& [kept, described] = shapes().emplace_back(std::move(made), statement{});
    described = kept.described(whole);
}

/// A condition that awaits no value of the call.
template <class World, unsigned Number>
constexpr auto free_condition() {
    using of = piece<World>;
    constexpr unsigned kind = draw(Number, 501, 6);
    constexpr unsigned a = draw(Number, 502, 5);
    if constexpr (kind == 0)
        return of::template text<0, a>() == "ada";
    else if constexpr (kind == 1)
        return of::template number<0, a>() > std::int16_t{1} or of::template text<0, a>().is_null();
    else if constexpr (kind == 2)
        return of::template text<0, a>().in({"joe", "a", "ada"});
    else if constexpr (kind == 3)
        return not of::template text<0, a>().like("j%");
    else if constexpr (kind == 4)
        return exists(select(any_tag.id).from(any_tag).where(any_tag.name == of::template text<0, a>()));
    else
        return of::template number<0, a>().is_distinct_from(std::int16_t{2});
}

template <unsigned Seed>
void add_selects() {
    using from = world<Seed>;
    using of = piece<from>;
    for (unsigned shape = 0; shape != 128; ++shape) {
        const auto wanted = [shape](unsigned bit) { return (shape >> bit & 1U) != 0; };
        add_shape(from::from(select(of::template text<0, draw(Seed, 511, 5)>(), of::template number<0, draw(Seed, 512, 5)>(),
                                    of::template key<draw(Seed, 513, 40)>()))
                      .where(when(wanted(0), free_condition<from, draw(Seed, 514, 9)>()) and
                             when(wanted(1), free_condition<from, draw(Seed, 515, 9)>()) and
                             when(wanted(2), free_condition<from, draw(Seed, 516, 9)>()) and
                             when(wanted(3), free_condition<from, draw(Seed, 517, 9)>()))
                      .order_by(one_of(shape >> 4U, of::template ordering<0>(), of::template ordering<1>(),
                                       of::template ordering<2>(), of::template ordering<3>(), of::template ordering<4>(),
                                       of::template ordering<5>(), of::template ordering<6>(), desc(of::template text<0, 0>())))
                      .limit(20));
    }
}
template <unsigned Seed>
void add_groups() {
    using from = world<Seed>;
    using of = piece<from>;
    const auto key = of::template key<draw(Seed, 521, 20)>();
    for (unsigned shape = 0; shape != 64; ++shape) {
        const auto wanted = [shape](unsigned bit) { return (shape >> bit & 1U) != 0; };
        add_shape(from::from(select(key, count(), max(of::template text<0, draw(Seed, 522, 5)>())))
                      .where(when(wanted(0), free_condition<from, draw(Seed, 523, 9)>()) and
                             when(wanted(1), free_condition<from, draw(Seed, 524, 9)>()))
                      .group_by(key)
                      .having(when(wanted(2), count() > 0) and when(wanted(3), max(of::template number<0, 1>()).is_not_null()))
                      .order_by(one_of(shape >> 4U, asc(key), desc(key), desc(count()), asc(count()))));
    }
}
template <unsigned Seed>
void add_writes() {
    using of = piece<all_posts>;
    for (unsigned shape = 0; shape != 16; ++shape) {
        const auto wanted = [shape](unsigned bit) { return (shape >> bit & 1U) != 0; };
        const auto condition = free_condition<all_posts, draw(Seed, 531, 9)>() and
                               when(wanted(0), free_condition<all_posts, draw(Seed, 532, 9)>()) and
                               when(wanted(1), free_condition<all_posts, draw(Seed, 533, 9)>()) and
                               when(wanted(2), free_condition<all_posts, draw(Seed, 534, 9)>()) and
                               when(wanted(3), free_condition<all_posts, draw(Seed, 535, 9)>());
        add_shape(update(post).set(post.views = 3).where(condition).returning(of::template key<draw(Seed, 536, 40)>()));
        add_shape(delete_from(post).where(condition).returning(post.id, post.meta));
    }
}
template <unsigned... Seeds>
bool add_all(std::integer_sequence<unsigned, Seeds...>) {
    (add_selects<Seeds>(), ...);
    (add_groups<Seeds>(), ...);
    (add_writes<Seeds>(), ...);
    return true;
}
}  // namespace

const bool shaped_queries = add_all(std::make_integer_sequence<unsigned, world_count>{});
}  // namespace random_queries
