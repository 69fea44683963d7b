// virga/kit/object/row_security.hpp: whether a table has row level security, and for its owner, too.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::spoken

namespace virga::kit {

namespace ddl {
/// `action` is `enable`, `disable`, `force` or `no force`.
[[nodiscard]] inline std::string row_security(const table_name& table, std::string_view action) {
    return alter_table(table, std::string{action} + " row level security");
}
}  // namespace ddl

namespace detail {
inline constexpr object_kind row_security_kind{.created = change_kind::alter_row_security, .altered = {},
                                               .dropped = change_kind::alter_row_security, .name_space = "row security ",
                                               .is_protection = true};

/// In the order in which they are switched on; they are switched off the other way round.
[[nodiscard]] std::vector<object> row_security_of(const auto& table) {
    std::vector<object> all;
    const auto add = [&](bool is_on, std::string_view on, std::string_view off, std::string_view what) {
        if (not is_on) return;
        object& made = all.emplace_back(object{&row_security_kind, std::string{on}, ddl::row_security(table, on),
                                               ddl::row_security(table, off)});
        made.loses = std::string{what} + spoken(table.schema, table.name);
    };
    add(table.row_security, "enable", "disable", "row_level_security:");
    add(table.forced_row_security, "force", "no force", "force_row_level_security:");
    return all;
}
}  // namespace detail
}  // namespace virga::kit
