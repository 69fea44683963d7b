// virga/kit/object/enum_type.hpp: enum types.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::named_schema, qualified, quote_literal

namespace virga::kit {

/// A label that a type had, and the one that took its place.
struct former_label_model {
    std::string before;
    std::string now;
};

/// `create type ... as enum`.
struct enum_model {
    std::string schema;
    std::string name;
    std::vector<std::string> labels;
    /// How one comes from the other, which is no part of what it is, nor of a snapshot.
    std::vector<former_label_model> renamed{}, removed{};
    friend bool operator==(const enum_model& left, const enum_model& right) {
        return left.schema == right.schema and left.name == right.name and left.labels == right.labels;
    }

    static constexpr std::string_view called = "enum type";
    static constexpr std::string_view altered_as = "type";
    [[nodiscard]] std::vector<std::string> claims() const { return {"type " + qualified(schema, name)}; }
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::required("labels"), self.labels);
    }
};

namespace ddl {
/// A type's name never stands bare: where PostgreSQL has one of that name, it would mean that.
[[nodiscard]] inline std::string name_of(const enum_model& type) {
    return qualified(named_schema(type.schema), type.name);
}
[[nodiscard]] inline std::string create_enum(const enum_model& type) {
    std::string labels;
    for (const std::string& label : type.labels) labels += (labels.empty() ? "" : ", ") + quote_literal(label);
    return "create type " + name_of(type) + " as enum (" + labels + ");";
}
[[nodiscard]] inline std::string drop_enum(const enum_model& type) { return "drop type " + name_of(type) + ";"; }

/// `before` is an existing label, or empty to add at the end.
[[nodiscard]] inline std::string add_label(const enum_model& type, std::string_view label, std::string_view before) {
    return "alter type " + name_of(type) + " add value " + quote_literal(label) +
           (before.empty() ? std::string{} : " before " + quote_literal(before)) + ";";
}
[[nodiscard]] inline std::string rename_label(const enum_model& type, std::string_view label, std::string_view name) {
    return "alter type " + name_of(type) + " rename value " + quote_literal(label) + " to " + quote_literal(name) + ";";
}
[[nodiscard]] inline std::string rename_enum(const enum_model& type, std::string_view name) {
    return "alter type " + name_of(type) + " rename to " + quote_identifier(name) + ";";
}
}  // namespace ddl

namespace detail {
/// How one becomes another is said in kit/plan/diff_enum.hpp.
inline constexpr object_kind enum_kind{.created = change_kind::create_enum, .altered = {}, .dropped = change_kind::drop_enum,
                                       .name_space = "type ", .stands_alone = true, .spoken = spoken_as::anything,
                                       .alters_in_parts = true};

[[nodiscard]] inline object object_of(const enum_model& type) {
    object made{&enum_kind, type.name, ddl::create_enum(type), ddl::drop_enum(type)};
    made.provides = {key_of::type(type.schema, type.name)};
    made.needs = {key_of::schema(type.schema)};
    made.schema = type.schema;
    made.model = &type;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
