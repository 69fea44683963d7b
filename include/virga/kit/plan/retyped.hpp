// virga/kit/plan/retyped.hpp: columns whose type changes, and the foreign keys between them.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector

#include <virga/kit/change.hpp>  // virga::kit::key_of
#include <virga/kit/model.hpp>   // virga::kit::table_model
#include <virga/kit/plan/type_change.hpp>  // virga::kit::detail::compare_with_each_other

namespace virga::kit::detail {

/// The columns whose type a migration changes, by their keys of `key_of::column_type`.
///
/// PostgreSQL makes a foreign key anew when the type of either end changes. In between, one end has the new type already: that
/// goes well when it is the end referred to, as an integer goes into a bigint or a numeric by itself. So the type of what is
/// referred to changes first. Where that is no order (two columns that refer to each other), and for arrays and others that
/// do not go into each other, or become other values, the foreign key steps aside.
class retyped_columns {
public:
    /// `is_apart` where the old and the new values do not go into each other, whatever the types are called.
    void add(const table_model& before, const column_model& column, std::string_view type, bool is_apart = false) {
        const std::string key = key_of::column_type(before.schema, before.name, column.name);
        columns_.insert(key);
        if (is_apart or not compare_with_each_other(column.type, type)) apart_.insert(key);
    }
    [[nodiscard]] bool empty() const { return columns_.empty(); }

    /// Finds the columns that refer to each other in circles; to be called once, when all are added.
    void find_circles(const std::vector<table_model>& before) {
        if (columns_.empty()) return;
        std::unordered_map<std::string, std::vector<std::string>> referred;  // by a column, those that it refers to
        std::unordered_map<std::string, std::size_t> referrers;              // of a column, those not yet taken out
        for (const std::string& column : columns_) referrers.emplace(column, 0);
        for (const table_model& table : before) {
            for (const foreign_key_model& key : table.foreign_keys) {
                each_pair(table, key, [&](const std::string& from, const std::string& to) {
                    if (from == to) return;
                    referred[from].push_back(to);
                    ++referrers[to];
                });
            }
        }
        std::vector<std::string> free;
        for (const auto& [column, count] : referrers) {
            if (count == 0) free.push_back(column);
        }
        for (std::size_t i = 0; i != free.size(); ++i) {
            const std::string column = free[i];  // a copy: `free` grows
            for (const std::string& to : referred[column]) {
                if (--referrers[to] == 0) free.push_back(to);
            }
        }
        for (const auto& [column, count] : referrers) {
            if (count != 0) apart_.insert(column);
        }
    }

    /// Whether a foreign key of `table` has to go before types change, and come back after.
    [[nodiscard]] bool steps_aside(const table_model& table, const foreign_key_model& key) const {
        bool aside = false;
        each_pair(table, key, [&](const std::string& from, const std::string& to) {
            aside = aside or (apart_.contains(from) and apart_.contains(to));
        });
        return aside;
    }
    /// The keys of the columns whose type must have changed before that of `column` does.
    [[nodiscard]] std::vector<std::string> referred_by(const table_model& table, const std::string& column) const {
        std::vector<std::string> before;
        const std::string own = key_of::column_type(table.schema, table.name, column);
        for (const foreign_key_model& key : table.foreign_keys) {
            if (steps_aside(table, key)) continue;
            each_pair(table, key, [&](const std::string& from, const std::string& to) {
                if (from == own) before.push_back(to);
            });
        }
        return before;
    }

private:
    /// Both ends of a foreign key, column by column, where the type of both changes.
    template <class Visit>
    void each_pair(const table_model& table, const foreign_key_model& key, Visit visit) const {
        if (columns_.empty()) return;
        for (std::size_t i = 0; i != key.columns.size() and i != key.foreign_columns.size(); ++i) {
            const std::string from = key_of::column_type(table.schema, table.name, key.columns[i]);
            const std::string to = key_of::column_type(key.foreign_schema, key.foreign_table, key.foreign_columns[i]);
            if (columns_.contains(from) and columns_.contains(to)) visit(from, to);
        }
    }

    std::unordered_set<std::string> columns_;
    /// Of types that are not compared with each other, of enums made anew, by an expression of the app's, or in a circle.
    std::unordered_set<std::string> apart_;
};
}  // namespace virga::kit::detail
