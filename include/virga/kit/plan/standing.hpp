// virga/kit/plan/standing.hpp: the objects of a schema that stand for themselves, of whatever kind.
#pragma once

#include <string>         // std::string
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector

#include <virga/kit/model.hpp>          // virga::kit::model
#include <virga/kit/model/lists.hpp>    // virga::kit::detail::count
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/object/schema.hpp>  // virga::kit::detail::schema_object
#include <virga/kit/plan/held.hpp>      // virga::kit::detail::schema_side

namespace virga::kit::detail {

/// They refer to the model, the side as well.
template <class Model>
[[nodiscard]] object standing_object(const Model& of, const schema_side& side) {
    if constexpr (requires { object_of(of, side); }) return object_of(of, side);
    else return object_of(of);
}

/// They refer to the models in `of`. A kind whose texts speak of tables and of others takes the side as well; one that holds
/// objects of its own has a function `append_held_by`. `of_others` are the schemas that are not ours to drop.
[[nodiscard]] inline std::vector<object> standing_objects(const model& of, const schema_side& side,
                                                          const std::unordered_set<std::string>& of_others) {
    std::vector<object> all;
    for (const std::string& name : of.schemas) all.push_back(schema_object(name, of_others.contains(name)));
    model::standing(of, [&](const auto& models) {
        for (const auto& each : models) {
            all.push_back(standing_object(each, side));
            object& made = all.back();
            if (not made.are_needs_told) {
                for (const std::string& key : standing_needs(made.text, side)) {
                    if (count(made.provides, key) == 0) made.needs.push_back(key);
                }
            }
            if constexpr (requires { append_held_by(all, each); }) append_held_by(all, each);
        }
    });
    return all;
}

/// Tells a side what stands for itself in `of`, and the partitions of tables, by name.
inline void know_standing(schema_side& side, const model& of) {
    model::standing(of, [&side](const auto& models) {
        for (const auto& each : models) {
            const object made = standing_object(each, side);
            if (made.kind->spoken == spoken_as::nothing) continue;
            side.standing[made.name].push_back({made.schema, made.kind->spoken, made.provides});
        }
    });
    for (const table_model& table : of.tables) {
        for (const partition_model& each : table.partitions) {
            side.standing[each.name].push_back({table.schema, spoken_as::source, {key_of::relation(table.schema, each.name)}});
        }
    }
}
}  // namespace virga::kit::detail
