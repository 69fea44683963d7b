// virga/kit/folder/script.hpp: changes as the text and the name of a migration.
#pragma once

#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string>            // std::string
#include <string_view>       // std::string_view
#include <unordered_set>     // std::unordered_set
#include <utility>           // std::pair, std::move
#include <vector>            // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>              // virga::kit::change
#include <virga/kit/error.hpp>               // virga::kit::kit_error
#include <virga/kit/folder.hpp>              // virga::kit::breakpoint
#include <virga/kit/folder/open_place.hpp>   // virga::kit::detail::not_written
#include <virga/kit/model.hpp>               // virga::kit::model
#include <virga/kit/model/public_types.hpp>  // virga::kit::detail::take_public_away
#include <virga/kit/object/kinds.hpp>        // virga::kit::detail::standing_kind_of
#include <virga/kit/quote.hpp>               // virga::kit::qualified, quote_identifier, spoken

namespace virga::kit {

namespace detail {

/// Each line of `text` as an SQL comment, which ends at either character of a line end.
inline std::string commented(std::string_view text) {
    std::string lines = "-- ";
    for (const char c : text) {
        lines += c;
        if (c == '\n' or c == '\r') lines += "-- ";
    }
    return lines;
}

/// Writes the types that are declared without a schema as bare names, which the search path then places.
inline void take_public_away(std::vector<change>& changes, std::initializer_list<const model*> schemas) {
    std::unordered_set<std::string> names;
    for (const model* each : schemas) {
        model::own_types(*each, [&names](const auto& types) {
            for (const auto& type : types) {
                if (type.schema.empty()) names.insert(quote_identifier(type.name));
            }
        });
    }
    for (change& step : changes) take_public_away(step.sql, names);
}

/// What stands in a custom migration for a step that the kit does not write.
inline std::string open_place(const change& step) {
    std::string text = commented(step.refusal) + "\n";
    if (not step.sql.empty()) text += commented("For example:\n" + step.sql) + "\n";
    return text.append(not_written);
}
}  // namespace detail

/// The text of a migration.sql. A change with a refusal becomes an open place.
///
/// Errors: `kit_error` when a statement holds the text of a breakpoint, at which every migrator would cut it.
[[nodiscard]] inline std::string to_script(const std::vector<change>& changes) {
    std::string text;
    for (const change& step : changes) {
        const std::string sql = step.refusal.empty() ? step.sql : detail::open_place(step);
        if (sql.find(breakpoint) != sql.npos) {
            throw kit_error(fmt::format("A statement of {} holds the text `{}`, at which migrators cut a file. Write it otherwise.",
                                        spoken(step.schema, step.name), breakpoint));
        }
        if (not text.empty()) (text += breakpoint) += "\n";
        text += sql + "\n";
    }
    return text;
}

namespace detail {
/// A name of the database, as it can be part of that of a folder.
[[nodiscard]] inline std::string plain_name(std::string_view name) {
    std::string made;
    for (const char c : name.substr(0, 40)) {
        const bool plain = ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9');
        made += plain ? c : '_';
    }
    return made;
}
}  // namespace detail

/// A name for a migration: `create_user_post_and_6_more`, `alter_post`, `drop_tag`. It speaks of what is created,
/// or else altered, or else dropped: two tables, types, roles or schemas by name, and how many more there are.
[[nodiscard]] inline std::string default_name(const std::vector<change>& changes) {
    std::vector<std::pair<std::size_t, const change*>> things;  // 0 created, 1 altered, 2 dropped; each thing once
    std::unordered_set<std::string> known;
    for (std::size_t pass = 0; pass != 3; ++pass) {
        for (const bool tables : {true, false}) {  // tables say more than types, roles and schemas
            for (const change& step : changes) {
                const detail::object_kind* const kind = detail::standing_kind_of(step.kind);
                const std::size_t rank = kind == nullptr ? 1 : kind->created == step.kind ? 0 : kind->dropped == step.kind ? 2 : 1;
                const bool is_table = kind == nullptr or kind == &detail::table_kind;  // or of what a table holds
                if (rank != pass or is_table != tables) continue;
                std::string thing = qualified(step.schema, step.name);
                if (kind != nullptr) thing.insert(0, kind->name_space);
                if (known.insert(std::move(thing)).second) things.emplace_back(pass, &step);
            }
        }
    }
    if (things.empty()) return "custom";
    constexpr std::string_view verbs[] = {"create", "alter", "drop"};
    std::string name{verbs[things.front().first]};
    std::size_t shown = 0;
    for (const auto& [pass, step] : things) {
        if (pass != things.front().first or shown == 2) break;
        if (shown == 1 and name.size() + step->name.size() > 60) break;
        name += '_' + detail::plain_name(step->name);
        ++shown;
    }
    if (things.size() > shown) name += fmt::format("_and_{}_more", things.size() - shown);
    return name;
}
}  // namespace virga::kit
