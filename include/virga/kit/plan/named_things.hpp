// virga/kit/plan/named_things.hpp: whether a schema has what a rename speaks of.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_cvref_t
#include <vector>       // std::vector

#include <virga/kit/model.hpp>                // virga::kit::model
#include <virga/kit/model/lists.hpp>          // virga::kit::detail::any_of, find
#include <virga/kit/plan/held_names.hpp>      // virga::kit::detail::each_constraint_name
#include <virga/kit/plan/rename_objects.hpp>  // virga::kit::detail::sql_word
#include <virga/kit/plan/rename_request.hpp>  // virga::kit::rename_request
#include <virga/kit/quote.hpp>                // virga::kit::bare_schema

namespace virga::kit::detail {

/// The path of a thing after its rename.
[[nodiscard]] inline std::vector<std::string> new_path(const rename_request& asked) {
    std::vector<std::string> path = asked.path;
    path.back() = asked.name;
    if (not asked.schema) return path;
    if (path.size() == 1) path.insert(path.begin(), *asked.schema);
    else path.front() = *asked.schema;
    return path;
}

/// Looks for things by kind, as in `sequence:public.a=b`, and path.
class named_things {
public:
    explicit named_things(const model& of) : of_(of) {}

    [[nodiscard]] bool has(std::string_view kind, const std::vector<std::string>& path) const {
        const std::string& name = path.back();
        if (kind == "schema") return find(of_.schemas, name) != of_.schemas.end();
        if (kind.empty()) return has_table(path) or has_column(path);
        if (kind == "index") {
            return any_of(of_.tables, [&](const table_model& table) {
                return table.schema == schema_of(path, 1) and has_name(table.indexes, name);
            });
        }
        if (kind == "constraint" or kind == "policy") return has_held(kind, path);
        if (kind == "attribute") {
            return path.size() > 1 and any_of(of_.composites, [&](const composite_model& type) {
                return type.schema == schema_of(path, 2) and type.name == path[path.size() - 2] and has_name(type.attributes, name);
            });
        }
        bool is_there = false;
        model::standing(of_, [&](const auto& models) {
            using each_kind = typename std::remove_cvref_t<decltype(models)>::value_type;
            if (sql_word<each_kind> != kind) return;
            for (const auto& each : models) {
                bool is_in_place = true;
                if constexpr (requires { each.schema; }) is_in_place = each.schema == schema_of(path, 1);
                is_there = is_there or (is_in_place and each.name == name);
            }
        });
        return is_there;
    }

private:
    static std::string schema_of(const std::vector<std::string>& path, std::size_t names) {
        return path.size() <= names ? std::string{} : bare_schema(path.front());
    }
    template <class Models>
    static bool has_name(const Models& models, std::string_view name) {
        return any_of(models, [name](const auto& each) { return each.name == name; });
    }
    [[nodiscard]] const table_model* table(const std::string& schema, std::string_view name) const {
        for (const table_model& each : of_.tables) {
            if (each.schema == schema and each.name == name) return &each;
        }
        return nullptr;
    }
    [[nodiscard]] bool has_table(const std::vector<std::string>& path) const {
        return path.size() <= 2 and table(schema_of(path, 1), path.back()) != nullptr;
    }
    [[nodiscard]] bool has_column(const std::vector<std::string>& path) const {
        if (path.size() < 2) return false;
        const table_model* const in = table(schema_of(path, 2), path[path.size() - 2]);
        return in != nullptr and has_name(in->columns, path.back());
    }
    [[nodiscard]] bool has_held(std::string_view kind, const std::vector<std::string>& path) const {
        if (path.size() < 2) return false;
        const table_model* const in = table(schema_of(path, 2), path[path.size() - 2]);
        if (in == nullptr) return false;
        if (kind == "policy") return has_name(in->policies, path.back());
        bool is_there = false;
        each_constraint_name(*in, [&](const std::string& name) { is_there = is_there or name == path.back(); });
        return is_there;
    }

    const model& of_;
};
}  // namespace virga::kit::detail
