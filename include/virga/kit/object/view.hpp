// virga/kit/object/view.hpp: views, materialized ones as well.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/model/lists.hpp>    // virga::kit::detail::count
#include <virga/kit/object/index.hpp>   // virga::kit::index_model
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::told_needs
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::qualified, quoted_list

namespace virga::kit {

/// A query that the database keeps under a name; a materialized one with its rows.
struct view_model {
    std::string schema;
    std::string name;
    std::vector<std::string> columns;  ///< their names; none where the query says them
    std::vector<std::string> types;    ///< of each column, empty where that is not certain
    std::string query;                 ///< without a semicolon
    bool materialized = false;
    bool without_data = false;  ///< of a materialized one: it is filled by its first refresh
    bool security_invoker = false;
    bool security_barrier = false;
    std::string check{};                 ///< `local` or `cascaded`, or empty
    std::vector<index_model> indexes{};  ///< of a materialized one
    told_needs needs{};
    friend bool operator==(const view_model&, const view_model&) = default;

    static constexpr std::string_view called = "view";
    static constexpr std::string_view renamed_as = "table";  ///< which takes views of either kind
    [[nodiscard]] std::vector<std::string> claims() const {
        std::vector<std::string> names{qualified(schema, name), "type " + qualified(schema, name)};
        for (const index_model& each : indexes) names.push_back(qualified(schema, each.name));
        return names;
    }
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::member{"materialized"}, self.materialized);
        visit(detail::member{"without_data"}, self.without_data);
        visit(detail::member{"security_invoker"}, self.security_invoker);
        visit(detail::member{"security_barrier"}, self.security_barrier);
        visit(detail::member{"check"}, self.check);
        visit(detail::member{"columns"}, self.columns);
        visit(detail::member{"types", detail::content::type}, self.types);
        visit(detail::required("query", detail::content::expression), self.query);
        visit(detail::member{"indexes"}, self.indexes);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
/// `"live_posts" ("id", "title") with (security_invoker = true) as select ... with local check option;`
[[nodiscard]] inline std::string view(const view_model& of) {
    std::string text = qualified(of.schema, of.name);
    if (not of.columns.empty()) text += " (" + quoted_list(of.columns) + ")";
    std::string options;
    const auto option = [&options](bool is_given, std::string_view name) {
        if (is_given) (options += options.empty() ? "" : ", ").append(name) += " = true";
    };
    option(of.security_invoker, "security_invoker");
    option(of.security_barrier, "security_barrier");
    if (not options.empty()) text += " with (" + options + ")";
    text += " as " + of.query;
    if (of.without_data) text += " with no data";
    if (not of.check.empty()) text += " with " + of.check + " check option";
    return text + ";";
}
[[nodiscard]] inline std::string create_view(const view_model& of) {
    return (of.materialized ? "create materialized view " : "create view ") + view(of);
}
[[nodiscard]] inline std::string drop_view(const view_model& of) {
    return (of.materialized ? "drop materialized view " : "drop view ") + qualified(of.schema, of.name) + ";";
}
/// Whether `create or replace` makes one into the other: its columns stay, and others may follow them.
/// Source: PostgreSQL manual, CREATE VIEW.
[[nodiscard]] inline bool can_replace(const view_model& before, const view_model& after) {
    if (before.materialized or after.materialized or before.columns.empty()) return false;
    if (before.types.size() != before.columns.size() or after.types.size() != after.columns.size()) return false;
    if (kit::detail::count(before.types, "") != 0 or before.columns.size() > after.columns.size()) return false;
    for (std::size_t i = 0; i != before.columns.size(); ++i) {
        if (before.columns[i] != after.columns[i] or before.types[i] != after.types[i]) return false;
    }
    return true;
}
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string replace_view(const table_name&, const object& before, const object& after) {
    const view_model& view = *static_cast<const view_model*>(after.model);
    if (not ddl::can_replace(*static_cast<const view_model*>(before.model), view)) return {};
    return "create or replace view " + ddl::view(view);
}
/// PostgreSQL refuses to drop a table or a column, or to change the type of one, while a view speaks of it.
inline constexpr object_kind view_kind{.created = change_kind::create_view,
                                       .altered = change_kind::replace_view,
                                       .dropped = change_kind::drop_view,
                                       .name_space = "",
                                       .stands_alone = true,
                                       .after_tables = true,
                                       .spoken = spoken_as::source,
                                       .pins_types = true,
                                       .alter = replace_view};
inline constexpr object_kind materialized_view_kind{.created = change_kind::create_materialized_view,
                                                    .altered = change_kind::create_materialized_view,
                                                    .dropped = change_kind::drop_materialized_view,
                                                    .name_space = "",
                                                    .stands_alone = true,
                                                    .after_tables = true,
                                                    .spoken = spoken_as::source,
                                                    .pins_types = true};
/// An index on a materialized view.
inline constexpr object_kind view_index_kind{.created = change_kind::create_index,
                                             .altered = {},
                                             .dropped = change_kind::drop_index,
                                             .name_space = "",
                                             .after_tables = true};

[[nodiscard]] object object_of(const view_model& of, const auto& side) {
    object made{of.materialized ? &materialized_view_kind : &view_kind, of.name, ddl::create_view(of), ddl::drop_view(of)};
    made.provides = {key_of::relation(of.schema, of.name), key_of::type(of.schema, of.name)};
    made.needs = {key_of::schema(of.schema)};
    made.schema = of.schema;
    made.model = &of;
    speak(made, of.query, of.needs, side);
    return made;
}
inline void append_held_by(std::vector<object>& all, const view_model& of) {
    for (const index_model& each : of.indexes) {
        const table_name view{of.schema, of.name};
        object made{&view_index_kind, each.name, ddl::create_index(view, each), ddl::drop_index(view, each.name)};
        made.provides = {key_of::relation(of.schema, each.name)};
        made.holder = key_of::relation(of.schema, of.name);
        made.needs = {made.holder};
        if (each.unique and not of.without_data) made.demand = "two rows are alike in what it indexes";
        made.schema = of.schema;
        made.model = &each;
        all.push_back(std::move(made));
    }
}
}  // namespace detail
}  // namespace virga::kit
