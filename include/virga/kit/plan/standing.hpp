// virga/kit/plan/standing.hpp: the objects of a schema that stand for themselves, of whatever kind.
#pragma once

#include <string>         // std::string
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector

#include <virga/kit/model.hpp>          // virga::kit::model
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/object/schema.hpp>  // virga::kit::detail::schema_object
#include <virga/kit/plan/held.hpp>      // virga::kit::detail::schema_side

namespace virga::kit::detail {

/// They refer to the models in `of`. A kind whose texts speak of tables and of others takes the side as well. `of_others` are the
/// schemas that are not ours to drop.
[[nodiscard]] inline std::vector<object> standing_objects(const model& of, const schema_side& side,
                                                          const std::unordered_set<std::string>& of_others) {
    std::vector<object> all;
    for (const std::string& name : of.schemas) all.push_back(schema_object(name, of_others.contains(name)));
    model::standing(of, [&](const auto& models) {
        for (const auto& each : models) {
            if constexpr (requires { object_of(each, side); }) all.push_back(object_of(each, side));
            else all.push_back(object_of(each));
        }
    });
    return all;
}

/// Tells a side what stands for itself in `of`, by name.
inline void know_standing(schema_side& side, const model& of) {
    model::standing(of, [&side](const auto& models) {
        for (const auto& each : models) {
            const object made = [&] {
                if constexpr (requires { object_of(each, side); }) return object_of(each, side);
                else return object_of(each);
            }();
            if (made.kind->can_be_spoken_of) append(side.standing[made.name], made.provides);
        }
    });
}
}  // namespace virga::kit::detail
