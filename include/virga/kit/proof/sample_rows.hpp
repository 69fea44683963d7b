// virga/kit/proof/sample_rows.hpp: rows for every table of a database, so that a migration meets some.
#pragma once

#include <algorithm>      // std::min
#include <cctype>         // std::isdigit
#include <cstddef>        // std::size_t
#include <cstdlib>        // std::atoi
#include <random>         // std::mt19937
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/error.hpp>               // virga::query_error
#include <virga/kit/database.hpp>               // virga::kit::database, rows_of
#include <virga/kit/history.hpp>                // virga::kit::history_table
#include <virga/kit/model/lists.hpp>            // virga::kit::detail::all_of, any_of, find, find_if, none_of
#include <virga/kit/proof/sample_values.hpp>    // virga::kit::detail::sample_values
#include <virga/kit/quote.hpp>                  // virga::kit::quote_literal

namespace virga::kit {

namespace detail {

struct sampled_column {
    std::string number, name;  ///< the name as SQL has it
    std::string type;
    int modifier = -1;
    bool not_null = false, has_default = false;
    bool is_counted = false;             ///< filled by a sequence
    std::vector<std::string> hints{};    ///< constants of what restricts its values
    std::vector<std::string> taken{};    ///< values that rows have, where there are hints
};

struct sampled_key {
    std::vector<std::string> columns, foreign_columns;  ///< names as SQL has them
    std::string target;                                 ///< the id of a table
};

struct sampled_table {
    std::string id, name;
    std::vector<sampled_column> columns{};
    std::vector<sampled_key> keys{};
    std::size_t rows = 0;
    std::string refused{};  ///< what the server said last
};

/// The constants in an expression: strings, and numbers with those beside them.
inline std::vector<std::string> constants_in(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\'') {
            std::string constant;
            for (++at; at < text.size(); ++at) {
                if (text[at] == '\'' and (at + 1 == text.size() or text[++at] != '\'')) break;
                constant += text[at];
            }
            found.push_back(std::move(constant));
        } else if (std::isdigit(static_cast<unsigned char>(text[at])) != 0 and
                   (at == 0 or (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 and text[at - 1] != '_'))) {
            std::size_t end = at;
            while (end < text.size() and std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
            const std::string digits{text.substr(at, end - at)};
            at = end - 1;
            if (digits.size() > 9) continue;
            const int number = std::atoi(digits.c_str());
            for (const int each : {number, number + 1, number - 1, -number}) found.push_back(std::to_string(each));
        }
    }
    return found;
}

class sampler {
public:
    sampler(database& server, const history_table& left_out) : server_(server), values_(server) {
        read_tables(left_out);
        read_hints();
        read_keys();
    }

    /// Puts a few rows into each table, those that others refer to first.
    void fill() {
        std::vector<sampled_table*> waiting;
        for (sampled_table& each : tables_) waiting.push_back(&each);
        std::vector<std::pair<sampled_table*, const sampled_key*>> left;  // keys of tables in a circle, for later
        while (not waiting.empty()) {
            const auto waits_for = [&waiting](const sampled_key& key) {
                return any_of(waiting, [&key](const sampled_table* each) { return each->id == key.target; });
            };
            auto next = find_if(waiting, [&](const sampled_table* table) {
                return all_of(table->keys,
                              [&](const sampled_key& key) { return key.target == table->id or not waits_for(key); });
            });
            if (next == waiting.end()) {  // a circle: one whose key may be null, if there is one
                next = find_if(waiting, [&](const sampled_table* table) {
                    return all_of(table->keys, [&](const sampled_key& key) {
                        return not waits_for(key) or
                               any_of(key.columns, [&](const std::string& column) {
                                   return not column_of(*table, column).not_null;
                               });
                    });
                });
                if (next == waiting.end()) next = waiting.begin();
                for (const sampled_key& key : (*next)->keys) {
                    if (key.target != (*next)->id) left.emplace_back(*next, &key);
                }
            }
            sampled_table& table = **next;
            for (std::size_t number = 0; number != 4; ++number) table.rows += insert(table, number, number == 1) ? 1U : 0U;
            waiting.erase(next);
        }
        for (const auto& [table, key] : left) point(*table, *key);
    }

    /// What could not be done, as sentences.
    [[nodiscard]] std::vector<std::string> notes() const {
        std::vector<std::string> all;
        for (const sampled_table& table : tables_) {
            if (table.rows == 0) {
                all.push_back(fmt::format("The table {} was proved without rows, as the server took none of those that were made "
                                          "up for it: {}", table.name, table.refused));
            }
        }
        return all;
    }

    /// Adds a row to each table that has any, whose sequences go on from where they stand. What the server says against one whose
    /// unique columns a sequence fills is an answer; empty when all is well.
    std::string insert_more() {
        for (sampled_table& table : tables_) {
            if (none_of(table.columns, [](const sampled_column& each) { return each.is_counted; })) continue;
            if (rows_of(server_.query("select from only " + table.name + " limit 1", texts())).empty()) continue;
            static_cast<void>(insert(table, 10, false));
            if (not collided_.empty()) return fmt::format("the next row of {}: {}", table.name, collided_);
        }
        return {};
    }

private:
    static constexpr std::size_t most_attempts = 60;

    void read_tables(const history_table& left_out) {
        for (auto& row : rows_of(server_.query(
                 "select c.oid::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attnum::text, "
                 "quote_ident(a.attname), a.atttypid::text, a.atttypmod::text, (a.attnotnull or t.typnotnull)::text, "
                 "a.atthasdef::text, "
                 "(a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false))::text "
                 "from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
                 "join pg_catalog.pg_attribute a on a.attrelid = c.oid join pg_catalog.pg_type t on t.oid = a.atttypid "
                 "left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum "
                 "where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' "
                 "and n.nspname <> 'information_schema' and not (n.nspname = $1 and c.relname = $2) and a.attnum > 0 "
                 "and not a.attisdropped and a.attgenerated = '' and not exists (select from pg_catalog.pg_depend e "
                 "where e.classid = 'pg_catalog.pg_class'::regclass and e.objid = c.oid and e.deptype = 'e') order by 2, a.attnum",
                 texts(left_out.schema, left_out.name)))) {
            if (tables_.empty() or tables_.back().id != row[0]) tables_.push_back({row[0], row[1]});
            tables_.back().columns.push_back({row[2], row[3], row[4], std::atoi(row[5].c_str()), row[6] == "true", row[7] == "true",
                                              row[8] == "true"});
        }
    }

    /// Constants of checks, of domains, and of the bounds of partitions.
    void read_hints() {
        for (const auto& row : rows_of(server_.query(
                 "select conrelid::text, k::text, pg_get_constraintdef(oid) from pg_catalog.pg_constraint, unnest(conkey) k "
                 "where contype = 'c' union all select p.partrelid::text, k::text, pg_get_expr(c.relpartbound, c.oid) "
                 "from pg_catalog.pg_partitioned_table p, unnest(p.partattrs) k, pg_catalog.pg_partition_tree(p.partrelid) s "
                 "join pg_catalog.pg_class c on c.oid = s.relid where c.relpartbound is not null "
                 "union all select a.attrelid::text, a.attnum::text, pg_get_constraintdef(c.oid) from pg_catalog.pg_constraint c "
                 "join pg_catalog.pg_attribute a on a.atttypid = c.contypid where c.contypid <> 0", texts()))) {
            for (sampled_table& table : tables_) {
                if (table.id != row[0]) continue;
                for (sampled_column& column : table.columns) {
                    if (column.number == row[1]) add_hints(column, row[2]);
                }
            }
        }
    }
    void add_hints(sampled_column& column, std::string_view text) const {
        for (std::string& constant : constants_in(text)) {
            const int length = std::atoi(constant.c_str());
            if (values_.is_text(column.type) and 0 < length and length <= 1000) {
                column.hints.emplace_back(static_cast<std::size_t>(length), 'a');
            }
            column.hints.push_back(std::move(constant));
        }
        for (const char* each : {"", "a", "abc", "A", "a@b.cd", "https://a.bc", "0", "-1", "100", "{}", "[]", "2030-01-01"}) {
            column.hints.emplace_back(each);
        }
    }

    void read_keys() {
        const auto names = [this](const std::string& table, const std::string& numbers) {
            std::vector<std::string> all;
            const auto found = detail::find(tables_, table, &sampled_table::id);
            if (found == tables_.end()) return all;
            for (std::size_t at = 0; at < numbers.size();) {
                const std::size_t end = std::min(numbers.find(' ', at), numbers.size());
                const auto column = detail::find(found->columns, numbers.substr(at, end - at), &sampled_column::number);
                if (column != found->columns.end()) all.push_back(column->name);
                at = end + 1;
            }
            return all;
        };
        for (const auto& row : rows_of(server_.query(
                 "select conrelid::text, array_to_string(conkey, ' '), confrelid::text, array_to_string(confkey, ' ') "
                 "from pg_catalog.pg_constraint where contype = 'f' order by conrelid, conname", texts()))) {
            const auto table = detail::find(tables_, row[0], &sampled_table::id);
            if (table == tables_.end()) continue;
            sampled_key key{names(row[0], row[1]), names(row[2], row[3]), row[2]};
            if (key.columns.size() == key.foreign_columns.size() and not key.columns.empty()) table->keys.push_back(std::move(key));
        }
    }

    [[nodiscard]] static const sampled_column& column_of(const sampled_table& table, const std::string& name) {
        return *detail::find(table.columns, name, &sampled_column::name);
    }
    [[nodiscard]] const sampled_table* find(const std::string& id) const {
        const auto found = detail::find(tables_, id, &sampled_table::id);
        return found == tables_.end() ? nullptr : &*found;
    }

    /// The SQL of the value that a column gets in the row of this number; empty to leave it out.
    std::string value_of(const sampled_table& table, const sampled_column& column, std::size_t number, bool sparse,
                         std::size_t attempt) {
        if (column.is_counted) return {};
        if (sparse and not column.not_null) return "null";
        if (sparse and column.has_default and attempt == 0) return {};
        for (const sampled_key& key : table.keys) {
            const auto at = detail::find(key.columns, column.name);
            if (at == key.columns.end()) continue;
            const sampled_table* const target = find(key.target);
            const std::string& foreign = key.foreign_columns[static_cast<std::size_t>(at - key.columns.begin())];
            if (target == &table and column.not_null) return value_of_type(column_of(table, foreign), number, attempt);
            if (target == nullptr or target->rows == 0) return column.not_null ? std::string{} : "null";
            std::string order;
            for (const std::string& each : key.foreign_columns) order += (order.empty() ? "" : ", ") + each;
            return fmt::format("(select {} from {} where ({}) is not null order by {} limit 1 offset {})", foreign, target->name,
                               order, order, (number + attempt) % target->rows);
        }
        return value_of_type(column, number, attempt);
    }
    std::string value_of_type(const sampled_column& column, std::size_t number, std::size_t attempt) {
        if (attempt > most_attempts / 2 and not column.not_null and random_() % 2 == 0) return "null";
        if (attempt != 0 and not column.taken.empty() and random_() % 2 == 0) return column.taken[random_() % column.taken.size()];
        if (attempt != 0 and not column.hints.empty() and random_() % 4 != 0) {
            return quote_literal(column.hints[random_() % column.hints.size()]);
        }
        const auto value = values_.value(column.type, column.modifier, number + (attempt == 0 ? 0 : random_() % 8));
        if (value) return quote_literal(*value);
        if (column.has_default) return {};
        if (not column.not_null) return "null";
        constexpr const char* guesses[] = {"1", "a", "{}", "[]", "()", "2024-02-01", "pg_class", "0", ""};
        return quote_literal(guesses[attempt % std::size(guesses)]);
    }

    /// Tries a row until the server takes it, other values each time. A sparse one has nulls and defaults wherever it may.
    bool insert(sampled_table& table, std::size_t number, bool sparse) {
        collided_.clear();
        std::size_t alike = 0;
        for (std::size_t attempt = 0; attempt != most_attempts; ++attempt) {
            std::string names, values;
            std::vector<std::pair<sampled_column*, std::string>> given;
            for (sampled_column& column : table.columns) {
                const std::string value = value_of(table, column, number, sparse, attempt);
                if (value.empty()) continue;
                if (not column.hints.empty() and value != "null") given.emplace_back(&column, value);
                names += (names.empty() ? "" : ", ") + column.name;
                values += (values.empty() ? "" : ", ") + value;
            }
            try {
                server_.query(names.empty() ? "insert into " + table.name + " default values"
                                            : "insert into " + table.name + " (" + names + ") values (" + values + ")", texts());
                collided_.clear();
                for (auto& [column, value] : given) column->taken.push_back(std::move(value));
                return true;
            } catch (const query_error& refusal) {
                table.refused = refusal.message();
                if (refusal.sqlstate() == "23505" and ++alike == 12) return false;  // there are no more values
                if (refusal.sqlstate() == "23505" and is_counted(table, refusal.constraint())) {
                    collided_ = refusal.message() + ", " + refusal.detail();
                    return false;
                }
            }
        }
        return false;
    }
    /// Whether all columns of a unique index are filled by sequences.
    bool is_counted(const sampled_table& table, const std::string& index) {
        const auto columns = rows_of(server_.query(
            "select quote_ident(a.attname) from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid "
            "left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) "
            "where i.indrelid = $1::oid and c.relname = $2", texts(table.id, index)));
        return not columns.empty() and all_of(columns, [&table](const std::vector<std::string>& row) {
            const auto found = detail::find(table.columns, row[0], &sampled_column::name);
            return found != table.columns.end() and found->is_counted;
        });
    }

    /// Has a row of a table in a circle refer to one of the other table, where the server lets it.
    void point(const sampled_table& table, const sampled_key& key) {
        const sampled_table* const target = find(key.target);
        if (target == nullptr or target->rows == 0 or table.rows == 0) return;
        std::string own, foreign;
        for (const std::string& each : key.columns) own += (own.empty() ? "" : ", ") + each;
        for (const std::string& each : key.foreign_columns) foreign += (foreign.empty() ? "" : ", ") + each;
        try {
            server_.query(fmt::format("update {0} set ({1}) = (select {2} from {3} where ({2}) is not null limit 1) where ctid = "
                                      "(select ctid from {0} limit 1)", table.name, own, foreign, target->name), texts());
        } catch (const query_error&) {  // the row stays as it is, with null
        }
    }

    database& server_;
    sample_values values_;
    std::vector<sampled_table> tables_{};
    std::mt19937 random_{1};
    std::string collided_{};
};
}  // namespace detail
}  // namespace virga::kit
