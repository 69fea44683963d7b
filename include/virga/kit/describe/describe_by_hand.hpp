// virga/kit/describe/describe_by_hand.hpp: declared functions, triggers, grants and their like as the kit's run-time model.
#pragma once

#include <algorithm>    // std::ranges::sort, std::ranges::unique
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::exchange, std::move
#include <vector>       // std::vector

#include <virga/catalog/by_hand.hpp>                 // virga::routine, trigger_of, raw_object, grant_of
#include <virga/kit/describe/describe_security.hpp>  // virga::kit::detail::add_existing_role
#include <virga/expr/short_type.hpp>                 // virga::detail::long_type
#include <virga/kit/describe/describe_view.hpp>      // virga::kit::detail::add_schema
#include <virga/kit/model.hpp>                       // virga::kit::need_model and its like
#include <virga/kit/model/lists.hpp>                 // virga::kit::detail::find_if
#include <virga/kit/quote.hpp>                       // virga::kit::bare_schema

namespace virga::kit::detail {

/// What something of the schema is called, for those that lean on it or say something of it.
struct called_thing {
    std::string_view what, schema, name;
};
template <class Item>
consteval called_thing thing_of() {
    if constexpr (is_table<Item>) {
        return {"table", source_traits<Item>::schema, source_traits<Item>::name};
    } else if constexpr (is_type_object<Item>) {
        return {"type", Item::schema, Item::name.view()};
    } else if constexpr (is_extension<Item>) {
        return {"extension", "", Item::name};
    } else if constexpr (is_policy_role<Item>) {
        return {"role", "", Item::name};
    } else if constexpr (virga::detail::is_named_schema<Item>) {
        return {"schema", "", Item::name};
    } else if constexpr (virga::detail::is_routine<Item>) {
        return {"function", Item::schema, Item::name};
    } else if constexpr (is_view<Item> or is_own_sequence<Item>) {
        return {"table", Item::schema, Item::name};
    } else {
        return {"raw", "", Item::name};
    }
}
inline need_model need_called(const called_thing& of) {
    return {std::string(of.what), std::string(of.schema), std::string(of.name)};
}
// What has the whole type of a thing in its name, its text and its query among that, is inlined.
template <class Item>
[[gnu::always_inline]] inline need_model need_of() {
    return need_called(thing_of<Item>());
}
template <class Column>
inline constexpr std::string_view name_of_column{};
template <class Source, fixed_string Name>
inline constexpr std::string_view name_of_column<column<Source, Name>> = Name.view();
/// A column is of its table.
template <class Item>
[[gnu::always_inline]] inline void add_need(std::vector<need_model>& needs) {
    if constexpr (virga::detail::is_column_object<Item>) {
        need_model of_table = need_of<typename Item::source>();
        const auto same = [&of_table](const need_model& each) {
            return each.what == of_table.what and each.schema == of_table.schema and each.name == of_table.name;
        };
        auto found = find_if(needs, same);
        if (found == needs.end()) found = needs.insert(needs.end(), std::move(of_table));
        found->columns.emplace_back(name_of_column<Item>);
    } else {
        needs.push_back(need_of<Item>());
    }
}
template <class... Needed>
[[gnu::always_inline]] inline std::vector<need_model> describe_needs(list<Needed...>*) {
    std::vector<need_model> needs;
    (add_need<Needed>(needs), ...);
    return needs;
}

template <routine_form Form, fixed_string Name, fixed_string Arguments, fixed_string Returns, fixed_string Body,
          fixed_string Schema, class... Needed>
[[gnu::always_inline]] inline void describe_item(model& schema, routine<Form, Name, Arguments, Returns, Body, Schema, Needed...>*) {
    constexpr std::string_view words[]{"function", "procedure", "aggregate"};
    schema.routines.push_back({std::string(Schema.view()), std::string(Name.view()),
                               std::string(words[static_cast<std::size_t>(Form)]), std::string(Arguments.view()),
                               std::string(Returns.view()), std::string(Body.view()),
                               describe_needs(static_cast<list<Needed...>*>(nullptr))});
    add_schema(schema, schema.routines.back().schema);
}
template <fixed_string Name, class Table, fixed_string Events, fixed_string Action, class... Needed>
[[gnu::always_inline]] inline void describe_item(model& schema, trigger_of<Name, Table, Events, Action, Needed...>*) {
    const need_model of = need_of<Table>();
    schema.triggers.push_back({std::string(Name.view()), of.schema, of.name, std::string(Events.view()), std::string(Action.view()),
                               describe_needs(static_cast<list<Needed...>*>(nullptr))});
}
template <fixed_string Name, fixed_string Create, fixed_string Drop, class... Needed>
[[gnu::always_inline]] inline void describe_item(model& schema, raw_object<Name, Create, Drop, Needed...>*) {
    schema.raws.push_back({std::string(Name.view()), std::string(Create.view()), std::string(Drop.view()),
                           describe_needs(static_cast<list<Needed...>*>(nullptr))});
}

/// On what a grant is, without its role and privileges.
template <class Thing>
struct granted_thing {
    [[gnu::always_inline]] static grant_model described() {
        need_model of = need_of<Thing>();
        if constexpr (is_own_sequence<Thing>) of.what = "sequence";
        if (of.what == "function") of.what = "routine";
        return {{}, std::move(of.what), std::move(of.schema), std::move(of.name), {}};
    }
};
template <class Source, fixed_string Name>
struct granted_thing<column<Source, Name>> {
    static grant_model described() {
        need_model of = need_of<Source>();
        return {{}, "column", std::move(of.schema), std::move(of.name), {}, false, {std::string(Name.view())}};
    }
};
template <fixed_string Schema, things_to_come What>
struct granted_thing<later_things<Schema, What>> {
    static grant_model described() {
        constexpr std::string_view words[]{"tables", "sequences", "routines", "types"};
        return {{}, std::string(words[static_cast<std::size_t>(What)]), std::string(Schema.view()), {}, {}};
    }
};
/// What a grant on all tables of a schema is on, before it is one on each.
inline constexpr std::string_view all_tables = "all tables";
template <fixed_string Schema>
struct granted_thing<tables_of_schema<Schema>> {
    static grant_model described() { return {{}, std::string(all_tables), bare_schema(Schema.view()), {}, {}}; }
};
/// Two grants of one thing to one role are one.
inline void add_grant(model& schema, grant_model grant) {
    const auto is_it = [&grant](const grant_model& each) {
        return each.role == grant.role and each.on == grant.on and each.schema == grant.schema and each.name == grant.name and
               each.columns == grant.columns and each.with_grant_option == grant.with_grant_option;
    };
    const auto found = find_if(schema.grants, is_it);
    grant_model& of = found == schema.grants.end() ? schema.grants.emplace_back(std::move(grant)) : *found;
    if (found != schema.grants.end()) of.privileges.insert(of.privileges.end(), grant.privileges.begin(), grant.privileges.end());
    std::ranges::sort(of.privileges);
    of.privileges.erase(std::ranges::unique(of.privileges).begin(), of.privileges.end());
}
/// Makes grants on all tables of a schema those on each, when all are known. Those of others are theirs to grant.
inline void grant_on_each(model& schema) {
    for (grant_model& grant : std::exchange(schema.grants, {})) {
        if (grant.on != all_tables) {
            add_grant(schema, std::move(grant));
            continue;
        }
        const auto add_on = [&](const std::string& in, const std::string& name) {
            if (in != grant.schema) return;
            grant_model each = grant;
            each.on = "table";
            each.name = name;
            add_grant(schema, std::move(each));
        };
        for (const table_model& table : schema.tables) {
            if (not table.existing) add_on(table.schema, table.name);
        }
        for (const view_model& view : schema.views) add_on(view.schema, view.name);
    }
}
template <class Role, class... Things>
[[gnu::always_inline]] inline void add_grants(model& schema, const std::vector<std::string>& privileges, bool with_option) {
    for (grant_model grant : {granted_thing<Things>::described()...}) {
        grant.role = Role::name;
        grant.privileges = privileges;
        grant.with_grant_option = with_option;
        add_schema(schema, grant.schema);
        add_grant(schema, std::move(grant));
    }
}
template <fixed_string... Privileges, class... Things, class... Roles, bool WithOption>
[[gnu::always_inline]] inline void describe_item(
    model& schema, grant_of<virga::detail::privileges<Privileges...>, list<Things...>, list<Roles...>, WithOption>*) {
    const std::vector<std::string> privileges{std::string(Privileges.view())...};
    (add_grants<Roles, Things...>(schema, privileges, WithOption), ...);
}
/// Those to which it grants.
template <class Privileges, class Things, class... Roles, bool WithOption>
[[gnu::always_inline]] inline void add_existing_roles(model& schema, grant_of<Privileges, Things, list<Roles...>, WithOption>*) {
    (add_existing_role<Roles>(schema), ...);
}
template <class Short>
void add_roles_of_grant(model& schema) {
    add_existing_roles(schema, static_cast<typename virga::detail::long_type<Short>::type*>(nullptr));
}

template <fixed_string Text, fixed_string Name, class Table, fixed_string Events, fixed_string Action, class... Needed>
void describe_item(model& schema, comment_of<Text, trigger_of<Name, Table, Events, Action, Needed...>>*) {
    need_model of = need_of<Table>();
    schema.comments.push_back(
        {"trigger", std::move(of.schema), std::string(Name.view()), std::string(Text.view()), std::move(of.name)});
}
template <fixed_string Text, class Item>
[[gnu::always_inline]] inline void describe_item(model& schema, comment_of<Text, Item>*) {
    need_model of = need_of<Item>();
    if constexpr (is_own_sequence<Item>) of.what = "sequence";
    if constexpr (is_view<Item>) of.what = Item::definition::is_materialized ? "materialized view" : "view";
    if (of.what == "function") of.what = "routine";
    schema.comments.push_back({std::move(of.what), std::move(of.schema), std::move(of.name), std::string(Text.view())});
}
}  // namespace virga::kit::detail
