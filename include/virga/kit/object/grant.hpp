// virga/kit/object/grant.hpp: what a role may do with something, and with what will be made.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/model/lists.hpp>    // virga::kit::detail::count
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::detail::key_of_need
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/object/policy.hpp>  // virga::kit::is_role_word
#include <virga/kit/quote.hpp>          // virga::kit::qualified, quote_identifier

namespace virga::kit {

/// The privileges of one role on one thing. Those on a table and on each of its columns are grants of their own.
struct grant_model {
    std::string role;    ///< a name, or `public`
    std::string on;      ///< `table`, `column`, `sequence`, `routine`, `schema`, `type`; or `tables` to come, and their like
    std::string schema;  ///< of things to come it may be empty: in all of them
    std::string name;    ///< empty of things to come; of a column, that of its table
    std::vector<std::string> privileges;
    bool with_grant_option = false;
    std::vector<std::string> columns{};  ///< one of that table, of a grant on it; else none
    friend bool operator==(const grant_model&, const grant_model&) = default;

    static constexpr std::string_view called = "grant";
    static constexpr bool is_made_anew = true;  ///< by another name
    [[nodiscard]] std::vector<std::string> claims() const {
        return {"grant on " + on + " " + qualified(schema, name.empty() ? "*" : name) + quoted_list(columns) + " to " + role};
    }
    [[nodiscard]] bool is_of_what_comes() const { return name.empty(); }
    /// Something has another name: what it is granted on, or its role.
    void follow(std::string_view key, const std::string& to, const std::string& new_name) {
        if (not is_of_what_comes()) detail::rename_need(on == "routine" ? "function" : on, schema, name, key, to, new_name);
        if (key == key_of::role(role)) role = new_name;
    }

    static void members(auto& self, auto& visit) {
        visit(detail::required("role"), self.role);
        visit(detail::required("on"), self.on);
        if (self.on == "table") {
            visit(detail::reference{"schema", "name"}, self.schema, self.name);
        } else if (self.on == "column") {
            visit(detail::reference{"schema", "name", "columns"}, self.schema, self.name, self.columns);
        } else {
            visit(detail::member{"schema"}, self.schema);
            visit(detail::member{"name"}, self.name);
        }
        visit(detail::required("privileges"), self.privileges);
        visit(detail::member{"with_grant_option"}, self.with_grant_option);
    }
};

namespace ddl {
/// `grant select, insert on table "post" to "editor";`, `grant select ("id") on table "post" to "editor";`, or that `alter default
/// privileges` do so; `verb` is `grant` or `revoke`.
[[nodiscard]] inline listing grant(const grant_model& of, const std::vector<std::string>& privileges, std::string_view verb) {
    listing made;
    if (of.is_of_what_comes()) {
        made.verb = "alter default privileges ";
        if (not of.schema.empty()) made.verb += "in schema " + quote_identifier(of.schema) + " ";
    }
    made.verb += verb;
    for (const std::string& each : privileges) {
        listing::list& list = made.lists.emplace_back(listing::list{each});
        for (const std::string& column : of.columns) list.items.push_back(quote_identifier(column));
    }
    std::string& text = made.rest;
    text = "on " + (of.on == "column" ? "table" : of.on);
    if (of.on == "schema")
        text += " " + quote_identifier(of.name);
    else if (not of.is_of_what_comes())
        text += " " + qualified(of.schema, of.name);
    text += (verb == "grant" ? " to " : " from ") + (is_role_word(of.role) ? of.role : quote_identifier(of.role));
    if (verb == "grant" and of.with_grant_option) text += " with grant option";
    text += ";";
    return made;
}
}  // namespace ddl

namespace detail {
/// More privileges, or fewer, are a statement; both are two.
[[nodiscard]] inline listing say_grant(const object* before, const object* after) {
    const auto all_of = [](const object* of, std::string_view verb) {
        const grant_model& grant = *static_cast<const grant_model*>(of->model);
        return ddl::grant(grant, grant.privileges, verb);
    };
    if (before == nullptr) return all_of(after, "grant");
    if (after == nullptr) return all_of(before, "revoke");
    const grant_model& old = *static_cast<const grant_model*>(before->model);
    const grant_model& now = *static_cast<const grant_model*>(after->model);
    if (old.with_grant_option != now.with_grant_option) return {};
    const auto only_in = [](const grant_model& some, const grant_model& others) {
        std::vector<std::string> only;
        for (const std::string& each : some.privileges) {
            if (count(others.privileges, each) == 0) only.push_back(each);
        }
        return only;
    };
    const std::vector<std::string> more = only_in(now, old), fewer = only_in(old, now);
    if (fewer.empty()) return ddl::grant(now, more, "grant");
    return more.empty() ? ddl::grant(now, fewer, "revoke") : listing{};
}
[[nodiscard]] inline std::string regrant(const table_name&, const object& before, const object& after) {
    const listing made = say_grant(&before, &after);
    return made.verb.empty() ? std::string{} : made.sql();
}
inline constexpr object_kind grant_kind{.created = change_kind::grant,
                                        .altered = change_kind::grant,
                                        .dropped = change_kind::revoke,
                                        .name_space = "grant ",
                                        .stands_alone = true,
                                        .after_tables = true,
                                        .alter = regrant,
                                        .lists = say_grant};

/// The keys of privileges on a table. PostgreSQL revokes one together with those on columns: these are granted after that.
/// Source: PostgreSQL manual, REVOKE.
[[nodiscard]] inline std::vector<std::string> table_privileges(const grant_model& of) {
    std::vector<std::string> keys;
    for (const std::string& each : of.privileges) {
        keys.push_back(each + " on " + key_of::relation(of.schema, of.name) + " to " + quote_identifier(of.role));
    }
    return keys;
}

[[nodiscard]] inline object object_of(const grant_model& of) {
    object made{&grant_kind, of.on + " " + of.name + " to " + of.role, ddl::grant(of, of.privileges, "grant").sql(),
                ddl::grant(of, of.privileges, "revoke").sql()};
    made.needs = {key_of::schema(of.schema)};
    if (of.on == "table") made.provides = table_privileges(of);
    for (const std::string& column : of.columns) {  // with which it goes
        made.signature = quote_identifier(column);
        made.holder = key_of::column(of.schema, of.name, column);
        made.needs.push_back(made.holder);
        made.awaits = table_privileges(of);
    }
    if (not is_role_word(of.role)) made.needs.push_back(key_of::role(of.role));
    if (not of.is_of_what_comes()) made.needs.push_back(key_of_need({of.on == "routine" ? "function" : of.on, of.schema, of.name}));
    made.schema = of.schema;
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
