// virga/kit/object/held_comment.hpp: comments on what a table holds: constraints, indexes and policies.
#pragma once

#include <string>  // std::string

#include <virga/kit/change.hpp>             // virga::kit::key_of
#include <virga/kit/object/comment.hpp>     // virga::kit::detail::comment_object
#include <virga/kit/object/member.hpp>      // virga::kit::detail::required
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::ddl::name_of
#include <virga/kit/quote.hpp>              // virga::kit::qualified, quote_identifier

namespace virga::kit {

/// `comment on constraint "post_views" on "post" is '...'`
struct held_comment_model {
    std::string on;  ///< `constraint`, `index` or `policy`
    std::string name;
    std::string text;
    friend bool operator==(const held_comment_model&, const held_comment_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("on"), self.on);
        visit(detail::required("name"), self.name);
        visit(detail::required("text"), self.text);
    }
};

namespace detail {
/// It goes with what it is on, and comes after that.
[[nodiscard]] inline object object_of(const table_name& table, const held_comment_model& of) {
    const bool is_index = of.on == "index";
    const std::string thing =
        is_index ? qualified(table.schema, of.name) : quote_identifier(of.name) + " on " + ddl::name_of(table);
    object made = comment_object(of.on + " " + thing, of.text);
    made.holder = is_index            ? key_of::relation(table.schema, of.name)
                  : of.on == "policy" ? key_of::policy(table.schema, table.name, of.name)
                                      : key_of::constraint(table.schema, table.name, of.name);
    made.needs = {made.holder};
    return made;
}
}  // namespace detail
}  // namespace virga::kit
