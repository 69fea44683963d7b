// virga/kit/object/domain_type.hpp: domains, types over another one with rules of their own.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/model/lists.hpp>    // virga::kit::detail::count, find
#include <virga/kit/object/check.hpp>   // virga::kit::check_model
#include <virga/kit/object/held_comment.hpp>  // virga::kit::held_comment_model
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::told_needs
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/object/standing_comment.hpp>  // virga::kit::detail::standing_comment_kind
#include <virga/kit/quote.hpp>          // virga::kit::named_schema, qualified, spoken

namespace virga::kit {

/// `create domain`. Its checks speak of `value`.
struct domain_type_model {
    std::string schema;
    std::string name;
    std::string type;  ///< SQL text of the type under it
    bool not_null = false;
    std::optional<std::string> default_expression{};
    std::vector<check_model> checks{};
    std::vector<held_comment_model> comments{};  ///< on its checks
    friend bool operator==(const domain_type_model&, const domain_type_model&) = default;

    static constexpr std::string_view called = "domain";
    [[nodiscard]] std::vector<std::string> claims() const { return {"type " + qualified(schema, name)}; }
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::required("type", detail::content::type), self.type);
        visit(detail::member{"not_null"}, self.not_null);
        visit(detail::member{"default", detail::content::value}, self.default_expression);
        visit(detail::member{"checks"}, self.checks);
        visit(detail::member{"comments"}, self.comments);
    }
};

namespace ddl {
[[nodiscard]] inline std::string name_of(const domain_type_model& type) {
    return qualified(named_schema(type.schema), type.name);
}
[[nodiscard]] inline std::string create_domain(const domain_type_model& type) {
    std::string sql = "create domain " + name_of(type) + " as " + type.type;
    if (type.default_expression) sql += " default " + *type.default_expression;
    if (type.not_null) sql += " not null";
    for (const check_model& each : type.checks) sql += " " + check(each);
    return sql + ";";
}
[[nodiscard]] inline std::string drop_domain(const domain_type_model& type) { return "drop domain " + name_of(type) + ";"; }
[[nodiscard]] inline std::string alter_domain(const domain_type_model& type, const std::string& action) {
    return "alter domain " + name_of(type) + " " + action + ";";
}
}  // namespace ddl

namespace detail {
inline constexpr object_kind domain_type_kind{.created = change_kind::create_domain, .altered = change_kind::alter_domain,
                                              .dropped = change_kind::drop_domain, .name_space = "type ", .stands_alone = true,
                                              .spoken = spoken_as::anything, .alters_in_parts = true};

[[nodiscard]] object object_of(const domain_type_model& type, const auto& side) {
    object made{&domain_type_kind, type.name, ddl::create_domain(type), ddl::drop_domain(type)};
    made.provides = {key_of::type(type.schema, type.name)};
    for (const check_model& each : type.checks) made.provides.push_back(key_of::constraint(type.schema, type.name, each.name));
    made.needs = {key_of::schema(type.schema), type_key(type.type)};
    const auto lean_on = [&](std::string part, const std::string& sql, const told_needs& told) {
        std::vector<std::string> keys = needs_of_type(sql, told, side);
        std::erase_if(keys, [&made](const std::string& key) { return count(made.provides, key) != 0; });
        made.needs.insert(made.needs.end(), keys.begin(), keys.end());
        made.parts.push_back({std::move(part), std::move(keys)});
    };
    const std::string own = key_of::type(type.schema, type.name);
    if (type.default_expression) lean_on(key_of::default_of_domain(own), *type.default_expression, {});
    for (const check_model& each : type.checks) {
        lean_on(key_of::constraint(type.schema, type.name, each.name), each.expression, each.needs);
    }
    made.schema = type.schema;
    made.model = &type;
    return made;
}

/// `comment on constraint "c" on domain "d"`. It goes with its check, and comes after that.
inline void append_held_by(std::vector<object>& all, const domain_type_model& type) {
    for (const held_comment_model& each : type.comments) {
        const std::string thing = each.on + " " + quote_identifier(each.name) + " on domain " + ddl::name_of(type);
        object made{&standing_comment_kind, thing, ddl::comment(thing, each.text), ddl::comment(thing, {})};
        made.holder = key_of::constraint(type.schema, type.name, each.name);
        made.needs = {made.holder};
        made.schema = type.schema;
        all.push_back(std::move(made));
    }
}

/// PostgreSQL copies the default of a domain to those that are made over it, and they keep it whatever becomes of the first: so it
/// is said of all of them.
inline void inherit_defaults(std::vector<domain_type_model>& domains) {
    std::unordered_map<std::string, const domain_type_model*> by_key;
    for (const domain_type_model& each : domains) by_key.emplace(key_of::type(each.schema, each.name), &each);
    for (domain_type_model& each : domains) {
        for (const domain_type_model* of = &each; not of->default_expression and not of->type.ends_with(']');) {
            const auto under = by_key.find(type_key(of->type));
            if (under == by_key.end()) break;
            of = under->second;
            each.default_expression = of->default_expression;
        }
    }
}
/// Adds the checks that go from domains, or change, to what is lost.
inline void lose_checks(const std::vector<domain_type_model>& before, const std::vector<domain_type_model>& after,
                        lost_keys& lost) {
    for (const domain_type_model& old : before) {
        for (const domain_type_model& type : after) {
            if (type.schema != old.schema or type.name != old.name) continue;
            for (const check_model& each : old.checks) {
                if (find(type.checks, each) != type.checks.end()) continue;
                lost.insert(key_of::constraint(old.schema, old.name, each.name));
            }
        }
    }
}

/// Appends what makes one domain into the other: a check that changes goes and comes, and so do a check and a default that lean on
/// what is `lost`. `holders` names the columns with values of it. `around` is one with values of it in arrays or composite values,
/// or empty: there PostgreSQL does not look whether they keep to what is new. The sides are the schemas that the two stand in.
void append_domain_changes(const domain_type_model& before, const domain_type_model& after, const std::string& holders,
                           const std::string& around, const auto& old_side, const auto& new_side, const lost_keys& lost,
                           std::vector<change>& changes) {
    const auto add = [&](const std::string& action) -> change& {
        changes.push_back({change_kind::alter_domain, ddl::alter_domain(after, action), after.schema, after.name});
        return changes.back();
    };
    const std::string where = "domain " + spoken(after.schema, after.name);
    const auto ask = [&](change& step, const std::string& what, const std::string& caution) {
        if (not holders.empty()) step.caution = fmt::format("{}, in {}.", caution, holders);
        if (around.empty()) return;
        step.kind = change_kind::by_hand;
        step.refusal = fmt::format("{}: PostgreSQL {} only while no column has arrays or composite values of it, as {} has.",
                                   where, what, around);
    };
    if (before.type != after.type) {
        change& refused = add("...");
        refused.kind = change_kind::by_hand;
        refused.sql.clear();
        refused.refusal = fmt::format("{}: it is over {} now and was over {}, which PostgreSQL does not change.", where, after.type,
                                      before.type);
    }
    const auto check_key = [&](const check_model& each) { return key_of::constraint(after.schema, after.name, each.name); };
    const auto goes = [&](const check_model& each) { return lost.contains(check_key(each)); };
    for (const check_model& each : before.checks) {
        if (not goes(each)) continue;
        change& step = add("drop constraint " + quote_identifier(each.name));
        step.drops = {check_key(each)};
        step.releases = needs_of_type(each.expression, each.needs, old_side);
    }
    const std::string default_key = key_of::default_of_domain(key_of::type(after.schema, after.name));
    const bool is_put_off = lost.contains(default_key);
    const bool is_another = before.default_expression != after.default_expression;
    if (before.default_expression and (is_put_off or (is_another and not after.default_expression))) {
        change& step = add("drop default");
        step.releases = needs_of_type(*before.default_expression, {}, old_side);
        step.drops = {default_key};
    }
    if (after.default_expression and (is_put_off or is_another)) {
        change& step = add("set default " + *after.default_expression);
        if (before.default_expression and not is_put_off) step.releases = needs_of_type(*before.default_expression, {}, old_side);
        step.needs = needs_of_type(*after.default_expression, {}, new_side);
        step.creates = {default_key};
    }
    if (before.not_null != after.not_null) {
        change& step = add(after.not_null ? "set not null" : "drop not null");
        if (after.not_null) {
            ask(step, "forbids NULL", fmt::format("{} becomes not null: that fails if a row holds NULL", where));
        }
    }
    for (const check_model& each : after.checks) {
        if (find(before.checks, each) != before.checks.end() and not goes(each)) continue;
        change& step = add("add " + ddl::check(each));
        step.creates = {check_key(each)};
        step.needs = needs_of_type(each.expression, each.needs, new_side);
        ask(step, "adds a check",
            fmt::format("{} gets the check {}: that fails if a row holds what breaks it", where, each.name));
    }
}
}  // namespace detail
}  // namespace virga::kit
