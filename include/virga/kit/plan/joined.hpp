// virga/kit/plan/joined.hpp: statements that differ in their lists alone, as one.
#pragma once

#include <cstddef>  // std::size_t
#include <utility>  // std::move
#include <vector>   // std::vector

#include <virga/kit/change.hpp>         // virga::kit::change, listing
#include <virga/kit/model/lists.hpp>    // virga::kit::detail::find
#include <virga/kit/object/object.hpp>  // virga::kit::detail::append

namespace virga::kit::detail {

/// Puts the lists of one statement behind those of another.
inline void join(listing& of, const listing& more) {
    for (const listing::list& each : more.lists) {
        const auto same = find(of.lists, each.of, &listing::list::of);
        // Without items it is about the whole, which is not said by a longer list.
        if (same == of.lists.end() or same->items.empty() or each.items.empty()) of.lists.push_back(each);
        else append(same->items, each.items);
    }
}

/// Statements that say lists, and differ in these alone, as one: `grant select ("a", "b"), update ("b") on table "t" to "r";`.
/// They are those between which nothing else stands than others of the same verb, which can come in any order.
[[nodiscard]] inline std::vector<change> joined(std::vector<change> changes) {
    std::vector<change> all;
    all.reserve(changes.size());
    std::size_t first = 0;  // of those of one verb
    for (change& step : changes) {
        const auto goes_with = [&step](const change& other) {
            return other.said.verb == step.said.verb and other.kind == step.kind and other.awaits_commit == step.awaits_commit;
        };
        if (all.empty() or step.said.verb.empty() or not goes_with(all.back())) first = all.size();
        std::size_t place = first;
        while (place != all.size() and all[place].said.rest != step.said.rest) ++place;
        if (place == all.size()) {
            all.push_back(std::move(step));
            continue;
        }
        change& of = all[place];
        join(of.said, step.said);
        of.sql = of.said.sql();
        append(of.creates, step.creates);
        append(of.drops, step.drops);
        append(of.needs, step.needs);
        append(of.releases, step.releases);
        append(of.awaits, step.awaits);
    }
    return all;
}
}  // namespace virga::kit::detail
