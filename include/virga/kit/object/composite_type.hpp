// virga/kit/object/composite_type.hpp: composite types, rows of attributes as one value.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::named_schema, qualified

namespace virga::kit {

/// An attribute of a composite type.
struct attribute_model {
    std::string name;
    std::string type;  ///< SQL text, as that of a column
    friend bool operator==(const attribute_model&, const attribute_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("type", detail::content::type), self.type);
    }
};

/// `create type ... as (...)`.
struct composite_model {
    std::string schema;
    std::string name;
    std::vector<attribute_model> attributes;
    friend bool operator==(const composite_model&, const composite_model&) = default;

    static constexpr std::string_view called = "composite type";
    static constexpr std::string_view altered_as = "type";
    /// PostgreSQL has a relation beside it, as beside a table.
    [[nodiscard]] std::vector<std::string> claims() const {
        return {qualified(schema, name), "type " + qualified(schema, name)};
    }
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::required("attributes"), self.attributes);
    }
};

namespace ddl {
[[nodiscard]] inline std::string name_of(const composite_model& type) {
    return qualified(named_schema(type.schema), type.name);
}
/// `"house" integer`
[[nodiscard]] inline std::string attribute(const attribute_model& each) { return quote_identifier(each.name) + " " + each.type; }
[[nodiscard]] inline std::string create_composite(const composite_model& type) {
    std::string attributes;
    for (const attribute_model& each : type.attributes) attributes += (attributes.empty() ? "" : ", ") + attribute(each);
    return "create type " + name_of(type) + " as (" + attributes + ");";
}
[[nodiscard]] inline std::string drop_composite(const composite_model& type) { return "drop type " + name_of(type) + ";"; }
[[nodiscard]] inline std::string alter_composite(const composite_model& type, const std::string& action) {
    return "alter type " + name_of(type) + " " + action + ";";
}
}  // namespace ddl

namespace detail {
/// How one becomes another is said in kit/plan/diff_composite.hpp.
inline constexpr object_kind composite_kind{.created = change_kind::create_composite, .altered = change_kind::alter_composite,
                                            .dropped = change_kind::drop_composite, .name_space = "type ", .stands_alone = true,
                                            .spoken = spoken_as::anything, .alters_in_parts = true};

[[nodiscard]] inline object object_of(const composite_model& type) {
    object made{&composite_kind, type.name, ddl::create_composite(type), ddl::drop_composite(type)};
    made.provides = {key_of::type(type.schema, type.name)};
    made.needs = {key_of::schema(type.schema)};
    for (const attribute_model& each : type.attributes) made.needs.push_back(type_key(each.type));
    made.schema = type.schema;
    made.model = &type;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
