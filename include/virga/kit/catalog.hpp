// virga/kit/catalog.hpp: what stands in the catalogs of a database, as texts that can be compared.
#pragma once

#include <algorithm>    // std::min
#include <cstddef>      // std::size_t
#include <map>          // std::map
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/catalog/catalog_query.hpp>  // virga::kit::detail::catalog_query
#include <virga/kit/database.hpp>               // virga::kit::database
#include <virga/kit/history.hpp>                // virga::kit::history_table

namespace virga::kit {

/// All that a database holds besides data: a thing, `column public.post.title`, and what it is, `text not null`, as the server says
/// it. Two databases of one catalog are the same to every statement, but for the order of columns, and for owners.
///
/// Things are schemas, tables, columns, constraints, indexes, sequences, types, views, routines, triggers, rules, policies,
/// statistics, extensions, grants, comments, the roles of the whole server, and a few more of one line each. What an extension made
/// is not among them.
using catalog = std::map<std::string, std::string, std::less<>>;

/// The catalog of the database, without the table of migrations. One statement, from PostgreSQL 14 on.
[[nodiscard]] inline catalog read_catalog(database& server, const history_table& left_out = {}) {
    catalog all;
    for (std::vector<std::string>& row : rows_of(server.query(detail::catalog_query, texts(left_out.schema, left_out.name)))) {
        std::string& text = all[std::move(row[0])];
        text += (text.empty() ? "" : "\n") + std::move(row[1]);  // things that share a name
    }
    return all;
}

/// What one catalog has and the other has not, or has otherwise.
struct catalog_difference {
    std::string thing;
    bool is_found = false, is_wanted = false;
    std::string found, wanted;
    friend bool operator==(const catalog_difference&, const catalog_difference&) = default;
};

/// What differs in `found` from `wanted`, by name.
[[nodiscard]] inline std::vector<catalog_difference> differences(const catalog& found, const catalog& wanted) {
    std::vector<catalog_difference> all;
    auto here = found.begin();
    auto there = wanted.begin();
    while (here != found.end() or there != wanted.end()) {
        const bool only_here = there == wanted.end() or (here != found.end() and here->first < there->first);
        const bool only_there = here == found.end() or (there != wanted.end() and there->first < here->first);
        if (only_here) all.push_back({here->first, true, false, here->second, {}});
        else if (only_there) all.push_back({there->first, false, true, {}, there->second});
        else if (here->second != there->second) all.push_back({here->first, true, true, here->second, there->second});
        if (not only_there) ++here;
        if (not only_here) ++there;
    }
    return all;
}

/// Those differences that are wrong in a database beside which others may have made something: what is missing or otherwise, and
/// what a declared table has too much.
[[nodiscard]] inline std::vector<catalog_difference> faults_of(const std::vector<catalog_difference>& all, const catalog& wanted) {
    std::vector<catalog_difference> wrong;
    for (const catalog_difference& each : all) {
        bool of_table = false;
        for (const std::string_view sort : {"column ", "constraint ", "policy "}) {
            if (not each.thing.starts_with(sort)) continue;
            std::string table = each.thing.substr(sort.size());
            const std::size_t quote = table.ends_with('"') ? table.rfind(".\"") : table.npos;
            table.resize(std::min(quote == table.npos ? table.rfind('.') : quote, table.size()));
            of_table = wanted.contains("table " + table);
        }
        if (not each.is_wanted and each.thing.starts_with("index ")) {
            const std::size_t on = each.found.find(" ON ") + 4;
            of_table = wanted.contains("table " + each.found.substr(on, each.found.find(" USING ", on) - on));
        }
        if (each.is_wanted or of_table) wrong.push_back(each);
    }
    return wrong;
}

/// `column public.post.title: it is text, and should be text not null`, a line each.
[[nodiscard]] inline std::string in_words(const std::vector<catalog_difference>& all) {
    std::string text;
    const auto what = [](const std::string& is) { return is.empty() ? std::string{} : ", " + is; };
    for (const catalog_difference& each : all) {
        text += "\n  " + each.thing;
        if (not each.is_found) text += ": it is missing" + what(each.wanted);
        else if (not each.is_wanted) text += ": it should not be there" + what(each.found);
        else {
            text += fmt::format(": it is {}, and should be {}", each.found.empty() ? "plain" : each.found,
                                each.wanted.empty() ? "plain" : each.wanted);
        }
    }
    return text;
}
}  // namespace virga::kit
