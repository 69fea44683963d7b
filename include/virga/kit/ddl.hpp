// virga/kit/ddl.hpp: the SQL text of every statement that the kit writes; each kind of object has its own in `object/`.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/model.hpp>  // the statements of each kind
#include <virga/kit/quote.hpp>  // virga::kit::quote_identifier

/// Each function gives one statement with its semicolon, without a line end, or a part of one. Keywords are in lower case.
namespace virga::kit::ddl {

[[nodiscard]] inline std::string create_schema(std::string_view name) { return "create schema " + quote_identifier(name) + ";"; }
[[nodiscard]] inline std::string drop_schema(std::string_view name) { return "drop schema " + quote_identifier(name) + ";"; }
}  // namespace virga::kit::ddl
