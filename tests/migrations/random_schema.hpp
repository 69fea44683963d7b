// tests/migrations/random_schema.hpp: schemas made up by chance, of every kind of object that a model has.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <virga/kit/plan/rename_request.hpp>
#include <virga/kit/validate.hpp>

#include "../unit/kit_models.hpp"

namespace virga_test {

/// Schemas over few names, so that a pair shares and swaps many of them.
class random_schema {
public:
    explicit random_schema(unsigned seed) : random_(seed), is_odd_(seed % 3 == 0) {}

    model next() {
        while (true) {
            model made = normalised(attempt());
            if (complaint([&] {
                    validate(made);
                    return 0;
                }).empty())
                return made;
        }
    }
    /// Two of them; each may say what of the other is called otherwise in it.
    std::pair<model, model> pair() {
        model before = next(), after = next();
        std::vector<std::string> there = renames(before, after), back = renames(after, before);
        after.renames.requests = std::move(there);
        before.renames.requests = std::move(back);
        return {std::move(before), std::move(after)};
    }

private:
    /// A type of columns, with a value of it that a default or another type's rows can get.
    struct sort {
        std::string type, value;
        enum { whole, words, document, list, span, other } family = other;
    };

    /// Whether there are such objects: those that VIRGA_WITHOUT names are left out, to find out what is at fault.
    static bool has(const char* kind) {
        const char* const without = std::getenv("VIRGA_WITHOUT");
        return without == nullptr or std::string_view{without}.find(kind) == std::string_view::npos;
    }
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_); }
    bool often() { return below(3) != 0; }
    bool rarely() { return below(5) == 0; }
    template <class Item>
    const Item& one_of(const std::vector<Item>& all) {
        return all[below(all.size())];
    }
    std::string word(const names& all) { return one_of(all); }

    /// A name that nothing of the schema has.
    std::string fresh(const std::string& letter) {
        while (true) {
            std::string name = named(letter + std::to_string(below(24)));
            if (taken_.insert(name).second) return name;
        }
    }
    /// A name of the schema: as it stands, or with what has to survive quoting.
    [[nodiscard]] std::string named(const std::string& plain) const {
        if (not is_odd_) return plain;
        static const names forms{"_.x", " \"q\"", ";--", "\u00dc n", "\u65e5\u672c", "'s", "/*", "$1", "\\", "\u05d0$$"};
        std::size_t sum = 0;
        for (const char letter : plain) sum += static_cast<unsigned char>(letter);
        return (sum % 2 == 0 ? "A" : "") + plain + forms[sum % forms.size()];
    }
    [[nodiscard]] static std::string quoted(const std::string& name) { return quote_identifier(name); }

    [[nodiscard]] std::vector<sort> sorts() const {
        std::vector<sort> all{{"integer", "1", sort::whole},
                              {"bigint", "2", sort::whole},
                              {"smallint", "3", sort::whole},
                              {"text", "'x'", sort::words},
                              {"varchar(20)", "'y'", sort::words},
                              {"varchar(5)", "'z'", sort::words},
                              {"numeric(8,2)", "1.5"},
                              {"boolean", "true"},
                              {"date", "'2024-02-01'"},
                              {"timestamptz", "now()"},
                              {"uuid", "gen_random_uuid()"},
                              {"jsonb", "'{\"a\": 1}'", sort::document},
                              {"integer[]", "'{1,2}'", sort::list},
                              {"text[]", "'{}'", sort::list},
                              {"int4range", "'[1,5)'", sort::span},
                              {"bytea", "'\\x00ff'"},
                              {"interval", "'1 day'"},
                              {"double precision", "0.5"},
                              {"daterange", "'[2024-01-01,2024-02-01)'", sort::span},
                              {"oid", "1259"},
                              {"regclass", "'pg_catalog.pg_class'"},
                              {"regtype", "'integer'::regtype"}};
        for (const domain_type_model& each : made_.domains) {
            const bool is_text = each.type == "text";
            all.push_back({ddl::name_of(each), is_text ? "'x'" : "5"});
        }
        for (const enum_model& each : made_.enums) all.push_back({ddl::name_of(each), quote_literal(each.labels.front())});
        if (not made_.extensions.empty()) all.push_back({"citext", "'x'"});
        return all;
    }
    /// Those that a column of this name has more often than others.
    [[nodiscard]] static std::size_t usual_sort(const std::string& name) {
        return name == "a" ? 0 : name == "b" ? 3 : name == "c" ? 6 : 9;
    }

    names some(const std::vector<column_model>& columns) {
        names chosen;
        for (std::size_t count = 1 + below(2); count != 0; --count) {
            const std::string& name = one_of(columns).name;
            if (std::ranges::find(chosen, name) == chosen.end()) chosen.push_back(name);
        }
        return chosen;
    }
    std::string some_place() { return made_.schemas.empty() or below(2) == 0 ? std::string{} : made_.schemas.front(); }

    // what stands for itself

    void make_types() {
        if (often()) {
            static const std::vector<names> labels{{"x", "y"}, {"x", "y", "it's"}, {"y", "x"}, {"w", "x", "y"}, {"y"}};
            enum_model made{some_place(), named("e"), one_of(labels)};
            for (const char* each : {"w", "x", "it's"}) {
                if (std::ranges::count(made.labels, each) == 0) made.removed.push_back({each, "y"});
            }
            made_.enums.push_back(std::move(made));
        }
        for (const char* name : {"n", "m"}) {
            if (not rarely()) continue;
            const bool is_text = name[0] == 'n';
            domain_type_model made{some_place(), named(name), is_text ? "text" : "integer", rarely()};
            if (rarely()) made.default_expression = is_text ? "'x'" : "7";
            if (often())
                made.checks.push_back({named("dc"), is_text ? "length(value) < 90" : "value > " + std::to_string(below(3))});
            made_.domains.push_back(std::move(made));
        }
    }
    void make_sequences() {
        for (const char* name : {"q", "r"}) {
            if (not rarely()) continue;
            own_sequence_model made{some_place(), named(name), word({"bigint", "integer", "smallint"})};
            if (often()) {
                made.counts.emplace();
                if (below(2) == 0) made.counts->increment = std::to_string(1 + below(3));
                if (below(2) == 0) made.counts->start = std::to_string(1 + below(90));
                if (rarely()) made.counts->maximum = "30000";
                if (rarely()) made.counts->cache = "5";
                made.counts->cycle = rarely();
            }
            made_.sequences.push_back(std::move(made));
        }
    }
    void make_roles() {
        made_.roles = {existing_role("pg_monitor")};
        for (const char* name : {"random_r", "random_s"}) {
            if (often())
                made_.roles.push_back({named(name), below(2) == 0, below(2) == 0, below(2) == 0, below(2) == 0, below(2) == 0});
        }
    }
    /// `f` counts and can be used anywhere, `g` reads a table, `h` is a trigger's; a procedure and an aggregate stand beside.
    void make_routines() {
        if (often()) {
            made_.routines.push_back({some_place(), named("f"), "function", word({"x integer", "x integer", "y integer default 1"}),
                                      "integer",
                                      "language sql immutable as " + dollar_quoted("select 1 + " + std::to_string(below(2)))});
        }
        if (often())
            made_.routines.push_back({some_place(), named("h"), "function", "", "trigger",
                                      "language plpgsql as " + dollar_quoted("begin return new; end")});
        if (rarely())
            made_.routines.push_back(
                {"", named("k"), "procedure", word({"a integer", "a text"}), "", "language sql as 'select 1'"});
        if (rarely())
            made_.routines.push_back(
                {some_place(), named("l"), "aggregate", "integer", "",
                 word({"(sfunc = int4pl, stype = integer)", "(sfunc = int4pl, stype = integer, initcond = '0')"})});
    }
    void make_reader() {
        if (made_.tables.empty() or not rarely()) return;
        const table_model& table = one_of(made_.tables);
        const std::string& column = one_of(table.columns).name;
        const std::string query = "select count(" + quoted(column) + ") from " + ddl::name_of(table);
        routine_model made{
            some_place(), named("g"),
            "function",   "",
            "bigint",     below(2) == 0 ? "language sql return (" + query + ")" : "language sql as " + dollar_quoted(query)};
        made.needs = {{"table", table.schema, table.name, {column}}};
        made_.routines.push_back(std::move(made));
    }

    // tables

    column_model some_column(const std::string& name, const std::vector<sort>& all) {
        const sort& of = often() ? all[usual_sort(name)] : one_of(all);
        column_model made{named(name), of.type, below(3) == 0, {}, identity_model::none};
        if (below(3) == 0) made.default_expression = of.value;
        if (of.family == sort::whole and rarely()) {
            if (not made_.sequences.empty()) {
                const own_sequence_model& sequence = one_of(made_.sequences);
                made.default_expression = "nextval(" + quote_literal(qualified(sequence.schema, sequence.name)) + ")";
            }
            if (const routine_model* called = function("f"); called != nullptr and below(2) == 0)
                made.default_expression = qualified(called->schema, called->name) + "(1)";
        }
        if (of.family == sort::words and rarely()) made.collation = "C";
        const bool is_long = of.family == sort::words or of.family == sort::document or of.family == sort::list;
        if (is_long and rarely()) made.storage = word({"external", "main", "plain"});
        if (is_long and made.storage != "plain" and rarely()) made.compression = "pglz";
        if (rarely()) made.comment = word({"one", "it's; -- another"});
        if (below(16) != 0)
            made.conversion.type = (of.value.starts_with('\'') ? of.value + "::" : "cast(" + of.value + " as ") + of.type +
                                   (of.value.starts_with('\'') ? "" : ")");
        if (made.not_null and below(2) == 0) made.conversion.backfill = of.value;
        return made;
    }
    column_model some_generated(const std::vector<column_model>& columns) {
        const std::string of = quoted(one_of(columns).name);
        column_model made{named("g"), "boolean", false, {}, identity_model::none};
        made.generated = of + " is null";
        if (below(2) == 0) {
            made.type = "integer";
            made.generated = "case when " + of + " is null then 0 else 1 end";
            const routine_model* const called = function("f");
            if (called != nullptr and below(2) == 0)
                made.generated = qualified(called->schema, called->name) + "(" + made.generated + ")";
        }
        return made;
    }
    [[nodiscard]] const routine_model* function(const std::string& plain) const {
        const auto found = std::ranges::find(made_.routines, named(plain), &routine_model::name);
        return found == made_.routines.end() ? nullptr : &*found;
    }
    std::string some_condition(const std::vector<column_model>& columns) {
        const column_model& of = one_of(columns);
        const routine_model* const called = function("f");
        if (called != nullptr and rarely())
            return qualified(called->schema, called->name) + "(1) > 0 or " + quoted(of.name) + " is null";
        if (not made_.enums.empty() and of.type == ddl::name_of(made_.enums[0]) and below(2) == 0)
            return quoted(of.name) + " <> " + quote_literal(made_.enums[0].labels.back()) + " or " + quoted(of.name) + " is null";
        if (of.type == "text" and below(2) == 0) return "length(" + quoted(of.name) + ") < 50";
        return quoted(of.name) + " is not null";
    }
    [[nodiscard]] static std::string type_of(const std::vector<column_model>& columns, const std::string& name) {
        return std::ranges::find(columns, name, &column_model::name)->type;
    }

    index_model some_index(const std::vector<column_model>& columns) {
        index_model made{fresh("k"), false, "btree", {}, rarely() ? some_condition(columns) : ""};
        if (rarely() and has("concurrent")) made.made.concurrently = true;
        const column_model& of = one_of(columns);
        index_part_model part{of.name, false, false, ""};
        if (of.type.ends_with("range") and below(2) == 0)
            made.method = word({"gist", "spgist"});
        else if (of.type == "jsonb" or of.type.ends_with("[]"))
            made.method = word({"gin", "btree"});
        else if (of.type == "integer" or of.type == "timestamptz")
            made.method = word({"btree", "btree", "btree", "brin", "hash"});
        if (of.type == "jsonb" and made.method == "gin" and below(2) == 0) part.operator_class = "jsonb_path_ops";
        if (of.type == "text" and rarely())
            part.operator_class = "text_pattern_ops";
        else if (of.type == "text" and rarely())
            part.collation = "C";
        const bool is_tree = made.method == "btree";
        if (is_tree and below(3) == 0) part.descending = true;
        if (is_tree and rarely()) part.nulls = word({"first", "last"});
        made.parts.push_back(std::move(part));
        if (not is_tree) return made;
        made.unique = below(2) == 0;
        for (const std::string& each : some(columns)) {
            if (each != of.name and below(2) == 0) made.parts.push_back({each, false, below(2) == 0, ""});
        }
        if (rarely()) made.parts.push_back({quoted(one_of(columns).name) + " is null", true, false, ""});
        if (rarely()) made.include = some(columns);
        if (rarely()) made.storage = {below(2) == 0 ? "fillfactor=70" : "fillfactor=80"};
        if (rarely()) made.storage.push_back("deduplicate_items=false");
        return made;
    }
    checked_model rarely_put_off() { return rarely() ? static_cast<checked_model>(below(3)) : checked_model::at_once; }
    exclusion_model some_exclusion(const std::vector<column_model>& columns) {
        const column_model& of = one_of(columns);
        const bool is_span = of.type.ends_with("range");
        exclusion_model made{fresh("k"), is_span ? "gist" : "btree", {}};
        made.parts.push_back({of.name, false, false, ""});
        made.parts[0].compared_by = is_span ? "&&" : "=";
        if (below(2) == 0) made.where = some_condition(columns);
        made.checked = rarely_put_off();
        return made;
    }

    void make_table(const std::string& name, const std::vector<sort>& all) {
        table_model made{some_place(), named(name), {}, {}, {}, {}, {}, {}};
        std::vector<column_model>& columns = made.columns;
        for (const char* each : {"a", "b", "c", "d"}) {
            if (often()) columns.push_back(some_column(each, all));
        }
        if (columns.empty()) return;
        if (rarely() and has("generated")) columns.push_back(some_generated(columns));
        if (below(3) == 0) {
            columns.push_back(required(named("i"), word({"bigint", "integer"})));
            // It may come to a partitioned table, which PostgreSQL before 17 lets no identity do.
            columns.back().identity = is_partitioned(name) ? identity_model::serial : static_cast<identity_model>(1 + below(3));
            columns.back().conversion.type = quoted(named("i")) + "::text::" + columns.back().type;
            if (columns.back().identity != identity_model::serial and below(3) == 0)
                columns.back().sequence.emplace().increment = std::to_string(1 + below(3));
        }
        if (rarely()) made.comment = word({"a table", "it's"});
        partition(made, name);
        const bool is_whole = made.partitioned_by.empty();
        if (is_whole) made.unlogged = rarely();
        if (is_whole and rarely()) made.storage = {below(2) == 0 ? "fillfactor=70" : "autovacuum_enabled=false"};
        const auto key = [&] {
            names of = some(columns);
            for (const std::string& each : made.partition_key) {
                if (std::ranges::count(of, each) == 0) of.push_back(each);
            }
            return of;
        };
        if (often()) made.primary_key = key_model{named(name + "_pkey"), key()};
        for (std::size_t count = below(3); count != 0; --count)
            made.uniques.push_back({fresh("k"), key(), below(3) == 0 and is_whole, rarely_put_off()});
        if (is_whole and below(3) == 0 and has("exclusions")) made.exclusions.push_back(some_exclusion(columns));
        for (std::size_t count = below(3); count != 0; --count) {
            index_model index = some_index(columns);
            if (not is_whole) {
                index.made.concurrently = index.unique = false;
            }
            made.indexes.push_back(std::move(index));
        }
        if (often()) made.checks.push_back({fresh("c"), some_condition(columns), below(4) == 0});
        made_.tables.push_back(std::move(made));
    }
    /// Some tables are partitioned, always by the same: that cannot change.
    static bool is_partitioned(const std::string& name) { return (name == "u" or name == "w") and has("partitions"); }
    void partition(table_model& made, const std::string& name) {
        if (not is_partitioned(name)) return;
        const bool by_range = name == "u";
        made.name = named(name + "p");
        made.columns.push_back(required(named("p"), by_range ? "integer" : "text"));
        made.partition_key = {named("p")};
        made.partitioned_by = by_range ? "range" : "list";
        const std::string middle = std::to_string(50 + 10 * below(2));
        static const names letters{"'a'", "'b', 'it''s'", "null, 'b'"};
        const auto add = [&](const char* part, const std::string& bound) {
            made.partitions.push_back({named(name + part), bound});
        };
        if (by_range) {
            if (often()) add("_1", "for values from (0) to (" + middle + ")");
            if (often()) {
                add("_2", "for values from (" + middle + ") to (" + (below(2) == 0 ? "100" : "maxvalue") + ")");
                const std::string whole = made.partitions.back().name;
                made.partitions.back().partitioned_by = "list";
                made.partitions.back().partition_key = made.partition_key;
                add("_2_rest", "default");
                made.partitions.back().of = whole;
                if (below(2) == 0) {
                    add("_2_some", "for values in (70, " + std::to_string(80 + below(2)) + ")");
                    made.partitions.back().of = whole;
                }
            }
        } else {
            if (often()) add("_1", "for values in ('x')");
            if (often()) add("_2", "for values in (" + one_of(letters) + ")");
        }
        if (often() or made.partitions.empty()) add("_rest", "default");
    }

    void make_foreign_keys(table_model& table) {
        for (std::size_t count = below(3); count != 0; --count) {
            const table_model& target = one_of(made_.tables);
            std::vector<names> keys;
            if (target.primary_key and target.primary_key->checked == checked_model::at_once)
                keys.push_back(target.primary_key->columns);
            for (const key_model& key : target.uniques) {
                if (key.checked == checked_model::at_once) keys.push_back(key.columns);
            }
            for (const index_model& index : target.indexes) {
                if (not key_columns(index).empty()) keys.push_back(key_columns(index));
            }
            if (keys.empty() or (target.unlogged and not table.unlogged)) continue;
            // PostgreSQL 15 leaves constraints of its own behind where a partition is detached from a table that refers to itself.
            if (&target == &table and not table.partitioned_by.empty()) continue;
            const names& key = one_of(keys);
            names own;
            for (const std::string& foreign : key) {
                std::vector<std::string> fitting;
                for (const column_model& each : table.columns) {
                    const auto& other = *std::ranges::find(target.columns, foreign, &column_model::name);
                    const bool fits = each.type == other.type and each.collation == other.collation;
                    if (fits and std::ranges::count(own, each.name) == 0) fitting.push_back(each.name);
                }
                if (not fitting.empty()) own.push_back(one_of(fitting));
            }
            if (own.size() != key.size()) continue;
            table.foreign_keys.push_back({fresh("f"), own, target.schema, target.name, key,
                                          often() ? "" : word({"cascade", "restrict", "set null"}), rarely() ? "cascade" : "",
                                          static_cast<checked_model>(below(3)), rarely(),
                                          rarely() and table.partitioned_by.empty()});
        }
    }
    /// A policy with a condition over the table's own columns or those of another, and for some roles.
    policy_model some_policy(const table_model& table) {
        const auto condition = [&]() -> std::string {
            const std::string own = quoted(table.name) + "." + quoted(one_of(table.columns).name) + " is not null";
            if (below(2) == 0) return own;
            if (below(2) == 0) return some_condition(table.columns);
            const table_model& another = one_of(made_.tables);
            return "exists (select from " + ddl::name_of(another) + " \"o\" where \"o\"." + quoted(one_of(another.columns).name) +
                   " is null) or " + own;
        };
        const std::string command = word({"all", "select", "insert", "update", "delete"});
        policy_model made{named("p" + std::to_string(below(3))), below(2) == 0, command, {}, {}, {}};
        for (const role_model& role : made_.roles) {
            if (below(3) == 0) made.roles.push_back(role.name);
        }
        if (command != "insert" and often()) made.read_condition = condition();
        if (command != "select" and command != "delete" and often()) made.write_condition = condition();
        return made;
    }

    // what is made of tables

    void make_views() {
        for (const char* name : {"x", "y", "z"}) {
            if (made_.tables.empty() or below(3) != 0) continue;
            view_model made{some_place(), named(name), {}, {}, {}};
            const bool on_view = not made_.views.empty() and below(2) == 0;
            const table_model& table = one_of(made_.tables);
            std::vector<std::pair<std::string, std::string>> offered;
            for (const column_model& each : table.columns) offered.emplace_back(each.name, each.type);
            std::string from = ddl::name_of(table), list;
            if (on_view) {
                const view_model& under = one_of(made_.views);
                offered.clear();
                for (std::size_t i = 0; i != under.columns.size(); ++i) offered.emplace_back(under.columns[i], under.types[i]);
                from = qualified(under.schema, under.name);
            }
            for (const auto& [column, type] : offered) {
                if (not often() and &column != &offered.front().first) continue;
                made.columns.push_back(column);
                made.types.push_back(type);
                list += (list.empty() ? "" : ", ") + quoted(column);
            }
            made.query = "select " + list + " from " + from;
            if (below(2) == 0) made.query += " where " + quoted(offered.back().first) + " is not null";
            made.materialized = below(3) == 0;
            if (made.materialized) {
                made.without_data = rarely();
                if (often()) {
                    made.indexes.push_back({fresh("k"), false, "btree", {}, ""});
                    made.indexes.back().parts.push_back({made.columns.front(), false, false, ""});
                }
            } else {
                made.security_invoker = rarely();
                made.security_barrier = rarely();
                if (not on_view and rarely()) made.check = word({"local", "cascaded"});
            }
            made_.views.push_back(std::move(made));
        }
    }
    void make_triggers() {
        const routine_model* const called = function("h");
        for (const table_model& table : made_.tables) {
            if (called == nullptr or below(3) != 0) continue;
            const std::string column = quoted(one_of(table.columns).name);
            trigger_model made{named("t" + std::to_string(below(2))), table.schema, table.name,
                               word({"before insert", "after insert or delete", "after update of " + column}),
                               "for each row execute function " + qualified(called->schema, called->name) + "()"};
            if (made.events == "after update of " + column and below(2) == 0)
                made.action.replace(0, 12, "for each row when (new." + column + " is not null)");
            made.needs = {{"function", called->schema, called->name}};
            made_.triggers.push_back(std::move(made));
        }
    }
    void make_raw() {
        if (rarely()) {
            const std::string name = qualified(some_place(), named("tc"));
            raw_model made{named("tc"), "create text search configuration " + name + " (copy = simple)",
                           "drop text search configuration " + name};
            if (name.find('.') != name.npos and not made_.schemas.empty() and name.starts_with(quoted(made_.schemas.front()) + "."))
                made.needs = {{"schema", "", made_.schemas.front()}};
            made_.raws.push_back(std::move(made));
        }
        if (not made_.tables.empty() and rarely() and made_.tables[0].columns.size() > 1) {
            const table_model& table = made_.tables[0];
            const names of{table.columns[0].name, table.columns[1].name};
            if (type_of(table.columns, of[0]) == "jsonb" or not table.columns[0].generated.empty()) return;
            raw_model made{named("st"),
                           "create statistics " + quoted(named("st")) + " on " + quoted_list(of) + " from " + ddl::name_of(table),
                           "drop statistics " + quoted(named("st"))};
            made.needs = {{"table", table.schema, table.name, of}};
            made_.raws.push_back(std::move(made));
        }
    }
    void make_grants() {
        names to{"public"};
        for (const role_model& each : made_.roles) to.push_back(each.name);
        const auto add = [&](const std::string& on, const std::string& schema, const std::string& name, const names& rights) {
            if (not rarely()) return;
            grant_model made{one_of(to), on, schema, name, {}};
            for (const std::string& each : rights) {
                if (below(2) == 0) made.privileges.push_back(each);
            }
            if (made.privileges.empty()) made.privileges = {rights.front()};
            made.with_grant_option = made.role != "public" and rarely();
            made_.grants.push_back(std::move(made));
        };
        const names of_table{"select", "insert", "update", "references"};
        for (const table_model& each : made_.tables) add("table", each.schema, each.name, of_table);
        for (const view_model& each : made_.views) add("table", each.schema, each.name, {"select"});
        for (const own_sequence_model& each : made_.sequences) add("sequence", each.schema, each.name, {"usage", "select"});
        for (const std::string& each : made_.schemas) add("schema", "", each, {"usage", "create"});
    }
    void make_comments() {
        const auto add = [&](const std::string& on, const std::string& schema, const std::string& name) {
            if (rarely()) made_.comments.push_back({on, schema, name, word({"said", "it's; \\ \"so\""})});
        };
        for (const view_model& each : made_.views) add(each.materialized ? "materialized view" : "view", each.schema, each.name);
        for (const own_sequence_model& each : made_.sequences) add("sequence", each.schema, each.name);
        for (const enum_model& each : made_.enums) add("type", each.schema, each.name);
        for (const domain_type_model& each : made_.domains) add("type", each.schema, each.name);
        for (const routine_model& each : made_.routines) add("routine", each.schema, each.name);
        for (const std::string& each : made_.schemas) add("schema", "", each);
        for (const extension_model& each : made_.extensions) add("extension", "", each.name);
    }

    model attempt() {
        made_ = {};
        taken_.clear();
        if (often()) made_.schemas = {named("s")};
        if (below(8) == 0 and has("extensions")) made_.extensions.push_back({"citext", ""});
        if (has("types")) make_types();
        if (has("sequences")) make_sequences();
        make_roles();
        if (has("routines")) make_routines();
        const std::vector<sort> all = sorts();
        for (const char* name : {"t", "u", "v", "w"}) {
            if (often()) make_table(name, all);
        }
        for (table_model& table : made_.tables) {
            if (has("foreign")) make_foreign_keys(table);
        }
        for (table_model& table : made_.tables) {
            for (std::size_t count = below(3); count != 0; --count) table.policies.push_back(some_policy(table));
            table.row_security = not table.policies.empty() or below(4) == 0;
            table.forced_row_security = below(4) == 0;
        }
        if (has("views")) make_views();
        if (has("triggers")) make_triggers();
        if (has("routines")) make_reader();
        if (has("raw")) make_raw();
        if (has("grants")) make_grants();
        if (has("comments")) make_comments();
        std::ranges::shuffle(made_.tables, random_);
        return made_;
    }

    /// What goes from the one may be what comes in the other.
    std::vector<std::string> renames(const model& from, const model& to) {
        std::vector<std::string> all;
        if (not has("renames")) return all;
        const auto is_in = [](const auto& in, const auto& of) {
            return std::ranges::any_of(in, [&of](const auto& each) { return each.schema == of.schema and each.name == of.name; });
        };
        const auto path = [](const std::string& schema, const std::string& name) {
            return virga::kit::detail::requested_name(schema.empty() ? "public" : schema) + "." +
                   virga::kit::detail::requested_name(name);
        };
        const auto pair_off = [&](const auto& old, const auto& now, const std::string& kind, const auto& fits) {
            for (const auto& each : old) {
                if (is_in(now, each)) continue;
                for (const auto& other : now) {
                    if (is_in(old, other) or other.schema != each.schema or not fits(each, other) or not often()) continue;
                    all.push_back(kind + path(each.schema, each.name) + "=" + virga::kit::detail::requested_name(other.name));
                    return;
                }
            }
        };
        pair_off(from.tables, to.tables, "", [](const table_model& left, const table_model& right) {
            return left.partitioned_by.empty() and right.partitioned_by.empty();
        });
        pair_off(from.sequences, to.sequences, "sequence:", [](const auto&, const auto&) { return true; });
        for (const table_model& table : from.tables) {
            for (const table_model& same : to.tables) {
                if (same.schema != table.schema or same.name != table.name) continue;
                const auto lacks = [](const table_model& in, const column_model& of) {
                    return std::ranges::find(in.columns, of.name, &column_model::name) == in.columns.end();
                };
                for (const column_model& each : table.columns) {
                    const auto other = std::ranges::find_if(same.columns, [&](const column_model& now) {
                        return lacks(table, now) and now.type == each.type and now.generated.empty() == each.generated.empty();
                    });
                    if (not lacks(same, each) or other == same.columns.end()) continue;
                    all.push_back(path(table.schema, table.name) + "." + virga::kit::detail::requested_name(each.name) + "=" +
                                  virga::kit::detail::requested_name(other->name));
                    break;
                }
            }
        }
        return all;
    }

    std::mt19937 random_;
    bool is_odd_;
    model made_{};
    std::set<std::string> taken_{};
};
}  // namespace virga_test
