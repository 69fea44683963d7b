// virga/kit/object/comment.hpp: comments on tables and columns.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, quote_literal

namespace virga::kit {

namespace ddl {
/// `thing` is `table "t"` or `column "t"."c"`; an empty text takes the comment away.
[[nodiscard]] inline std::string comment(std::string_view thing, std::string_view text) {
    return "comment on " + std::string{thing} + " is " + (text.empty() ? "null" : quote_literal(text)) + ";";
}
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string say_anew(const table_name&, const object&, const object& after) { return after.create; }
inline constexpr object_kind comment_kind{.created = change_kind::set_comment, .altered = change_kind::set_comment,
                                          .dropped = change_kind::set_comment, .name_space = "comment on ", .alter = say_anew};

[[nodiscard]] inline object comment_object(const std::string& thing, const std::string& text) {
    return {&comment_kind, thing, ddl::comment(thing, text), ddl::comment(thing, {})};
}
[[nodiscard]] inline object table_comment(const table_name& table, const std::string& text) {
    return comment_object("table " + ddl::name_of(table), text);
}
/// It goes with its column.
[[nodiscard]] inline object column_comment(const table_name& table, const std::string& column, const std::string& text) {
    object made = comment_object("column " + ddl::name_of(table) + "." + quote_identifier(column), text);
    made.columns = {column};
    return made;
}
}  // namespace detail
}  // namespace virga::kit
