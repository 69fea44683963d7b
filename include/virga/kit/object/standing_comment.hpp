// virga/kit/object/standing_comment.hpp: comments on what stands for itself beside tables.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/change.hpp>          // virga::kit::key_of
#include <virga/kit/object/comment.hpp>  // virga::kit::ddl::comment
#include <virga/kit/object/member.hpp>   // virga::kit::detail::member
#include <virga/kit/object/need.hpp>     // virga::kit::key_of_need
#include <virga/kit/object/object.hpp>   // virga::kit::detail::object
#include <virga/kit/quote.hpp>           // virga::kit::named_schema, qualified, quote_identifier

namespace virga::kit {

/// `comment on view "cms"."live_posts" is '...'`
struct comment_model {
    std::string on;  ///< `view`, `materialized view`, `sequence`, `type`, `routine`, `extension`, `role`, `schema`, `trigger`
    std::string schema;
    std::string name;
    std::string text;
    std::string table{};  ///< of a trigger: the table or view, in this schema
    friend bool operator==(const comment_model&, const comment_model&) = default;

    static constexpr std::string_view called = "comment";
    static constexpr bool is_made_anew = true;  ///< by another name
    [[nodiscard]] std::vector<std::string> claims() const {
        return {"comment on " + on + " " + qualified(schema, name) + " " + table};
    }
    /// What it is on has another name.
    void follow(std::string_view key, const std::string& to, const std::string& new_name) {
        if (on == "trigger") return detail::rename_need("table", schema, table, key, to, new_name);
        detail::rename_need(on == "routine" ? "function" : on, schema, name, key, to, new_name);
    }
    static void members(auto& self, auto& visit) {
        visit(detail::required("on"), self.on);
        if (self.on == "trigger") visit(detail::reference{"schema", "table"}, self.schema, self.table);
        else visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::required("text"), self.text);
    }
};

namespace detail {
inline constexpr object_kind standing_comment_kind{.created = change_kind::set_comment,
                                                   .altered = change_kind::set_comment,
                                                   .dropped = change_kind::set_comment,
                                                   .name_space = "comment on ",
                                                   .after_tables = true,
                                                   .alter = say_anew};

[[nodiscard]] inline object object_of(const comment_model& of) {
    const bool is_trigger = of.on == "trigger";
    // A type's name never stands bare: see ddl::name_of of enum types.
    const std::string path = qualified(of.on == "type" ? named_schema(of.schema) : of.schema, of.name);
    const std::string thing =
        of.on + " " + (is_trigger ? quote_identifier(of.name) + " on " + qualified(of.schema, of.table) : path);
    object made{&standing_comment_kind, thing, ddl::comment(thing, of.text), ddl::comment(thing, {})};
    made.holder = is_trigger ? key_of::trigger(of.schema, of.table, of.name)
                             : key_of_need({of.on == "routine" ? "function" : of.on, of.schema, of.name});
    made.needs = {made.holder};
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
