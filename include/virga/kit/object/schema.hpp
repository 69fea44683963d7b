// virga/kit/object/schema.hpp: PostgreSQL's schemas, in which objects lie.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier

namespace virga::kit {

namespace ddl {
[[nodiscard]] inline std::string create_schema(std::string_view name) { return "create schema " + quote_identifier(name) + ";"; }
[[nodiscard]] inline std::string drop_schema(std::string_view name) { return "drop schema " + quote_identifier(name) + ";"; }
}  // namespace ddl

namespace detail {
inline constexpr object_kind schema_kind{.created = change_kind::create_schema, .altered = {},
                                         .dropped = change_kind::drop_schema, .name_space = "schema ", .stands_alone = true};

/// `existing` where it holds an existing table: then it exists, and is not ours to drop.
[[nodiscard]] inline object schema_object(const std::string& name, bool existing) {
    object made{&schema_kind, name, ddl::create_schema(name), ddl::drop_schema(name)};
    made.provides = {key_of::schema(name)};
    made.loses = name;
    made.schema = name;
    made.existing = existing;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
