// virga/kit/object/trigger.hpp: triggers.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::need_model, virga::kit::detail::rename_need
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::qualified, quote_identifier

namespace virga::kit {

/// `create trigger "touch" before update on "post" for each row execute function touch_post()`
struct trigger_model {
    std::string name;
    std::string table_schema;
    std::string table;   ///< or a view
    std::string events;  ///< what stands before `on`
    std::string action;  ///< all that follows the table
    std::vector<need_model> needs{};
    friend bool operator==(const trigger_model&, const trigger_model&) = default;

    static constexpr std::string_view called = "trigger";
    static constexpr bool is_made_anew = true;  ///< by another name
    [[nodiscard]] std::vector<std::string> claims() const { return {"trigger " + qualified(table_schema, table) + '.' + name}; }
    /// The view that it is of has another name.
    void follow(std::string_view key, const std::string& to, const std::string& new_name) {
        detail::rename_need("table", table_schema, table, key, to, new_name);
    }
    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::reference{"table_schema", "table"}, self.table_schema, self.table);
        visit(detail::required("events", detail::content::expression), self.events);
        visit(detail::required("action", detail::content::expression), self.action);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
[[nodiscard]] inline std::string trigger(const trigger_model& of) {
    const std::string table = qualified(of.table_schema, of.table);
    return "trigger " + quote_identifier(of.name) + " " + of.events + " on " + table + " " + of.action + ";";
}
[[nodiscard]] inline std::string drop_trigger(const trigger_model& of) {
    return "drop trigger " + quote_identifier(of.name) + " on " + qualified(of.table_schema, of.table) + ";";
}
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string replace_trigger(const table_name&, const object&, const object& after) {
    return "create or replace " + ddl::trigger(*static_cast<const trigger_model*>(after.model));
}
/// PostgreSQL refuses another type for a column of which a trigger speaks.
inline constexpr object_kind trigger_kind{.created = change_kind::create_trigger,
                                          .altered = change_kind::replace_trigger,
                                          .dropped = change_kind::drop_trigger,
                                          .name_space = "trigger ",
                                          .stands_alone = true,
                                          .after_tables = true,
                                          .pins_types = true,
                                          .alter = replace_trigger};

[[nodiscard]] object object_of(const trigger_model& of, const auto& side) {
    object made{&trigger_kind, of.table + "." + of.name, "create " + ddl::trigger(of), ddl::drop_trigger(of)};
    made.schema = of.table_schema;
    made.provides = {key_of::trigger(of.table_schema, of.table, of.name)};
    made.needs = keys_of(of.needs);
    made.needs.push_back(key_of::relation(of.table_schema, of.table));
    made.text = of.events + "\n" + of.action;
    if (const auto* table = side.find(of.table_schema, of.table)) lean_on(made, *table);
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
