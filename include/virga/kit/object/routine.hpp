// virga/kit/object/routine.hpp: functions, procedures and aggregates, whose bodies are text.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::need_model
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::qualified, spoken
#include <virga/text/sql_words.hpp>     // virga::detail::sql_walker

namespace virga::kit {

/// `create function "public"."slug"(title text) returns text language sql return lower(title)`
struct routine_model {
    std::string schema;
    std::string name;
    std::string kind = "function";  ///< `procedure`, `aggregate`
    std::string arguments;          ///< what stands in the parentheses
    std::string returns;            ///< of a function, or empty where its arguments say so
    std::string body;               ///< all that follows
    std::vector<need_model> needs{};
    friend bool operator==(const routine_model&, const routine_model&) = default;

    static constexpr std::string_view called = "function";
    static constexpr std::string_view renamed_as = "routine";
    [[nodiscard]] std::vector<std::string> claims() const;
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::member{.name = "kind", .usual = "function"}, self.kind);
        visit(detail::member{"arguments"}, self.arguments);
        visit(detail::member{"returns"}, self.returns);
        visit(detail::required("body"), self.body);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
/// The arguments without their defaults, which drop does not take.
[[nodiscard]] inline std::string without_defaults(std::string_view arguments) {
    std::string text;
    std::size_t depth = 0, done = 0;
    bool in_default = false;
    virga::detail::sql_walker walker{arguments};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        const std::size_t start = walker.position() - token.size();
        if (token == "(" or token == "[") ++depth;
        if (token == ")" or token == "]") --depth;
        if (depth == 0 and token == "," and in_default) {
            in_default = false;
            done = start;
        }
        const bool begins = token == "=" or token == ":=" or virga::detail::is_word(token, "default");
        if (depth == 0 and begins and not in_default) {
            text += arguments.substr(done, start - done);
            while (text.ends_with(' ')) text.pop_back();
            in_default = true;
        }
    }
    if (not in_default) text += arguments.substr(done);
    return text;
}
[[nodiscard]] inline std::string create_routine(const routine_model& of, bool may_replace) {
    std::string text = may_replace ? "create or replace " : "create ";
    text += of.kind + " " + qualified(of.schema, of.name) + "(" + of.arguments + ")";
    if (not of.returns.empty()) text += " returns " + of.returns;
    return text + " " + of.body + ";";
}
[[nodiscard]] inline std::string drop_routine(const routine_model& of) {
    return "drop " + of.kind + " " + qualified(of.schema, of.name) + "(" + without_defaults(of.arguments) + ");";
}
}  // namespace ddl

inline std::vector<std::string> routine_model::claims() const {
    return {"function " + qualified(schema, name) + "(" + ddl::without_defaults(arguments) + ")"};
}

namespace detail {
/// What it returns stays, and its arguments do: else PostgreSQL takes it for another one, or refuses it.
/// Source: PostgreSQL manual, CREATE FUNCTION.
[[nodiscard]] inline std::string replace_routine(const table_name&, const object& before, const object& after) {
    const routine_model& old = *static_cast<const routine_model*>(before.model);
    const routine_model& now = *static_cast<const routine_model*>(after.model);
    if (old.kind != now.kind or old.kind == "aggregate" or old.returns != now.returns or old.arguments != now.arguments) return {};
    return ddl::create_routine(now, true);
}
inline constexpr object_kind routine_kind{.created = change_kind::create_routine,
                                          .altered = change_kind::replace_routine,
                                          .dropped = change_kind::drop_routine,
                                          .name_space = "function ",
                                          .stands_alone = true,
                                          .spoken = spoken_as::call,
                                          .alter = replace_routine};

[[nodiscard]] inline object object_of(const routine_model& of) {
    object made{&routine_kind, of.name, ddl::create_routine(of, false), ddl::drop_routine(of)};
    made.provides = {key_of::function(of.schema, of.name)};
    made.needs = keys_of(of.needs);
    made.needs.push_back(key_of::schema(of.schema));
    made.schema = of.schema;
    made.signature = "(" + ddl::without_defaults(of.arguments) + ")";
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
