// tests/migrations/told_needs.hpp: what trees told that expressions lean on, beside what the server found in them.
#pragma once

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <virga/kit/model.hpp>
#include <virga/kit/model/written.hpp>
#include <virga/kit/quote.hpp>

#include "kit_server.hpp"

namespace virga_test {

/// A line for each thing that an object leans on: `check public.note.note_kinds: column public.note.title`.
using leanings = std::set<std::string>;

/// What the trees of a schema told, of objects with a typed expression.
class told {
public:
    explicit told(const model& schema) {
        for (const virga::kit::table_model& table : schema.tables) {
            const std::string here = path(table.schema, table.name);
            for (const auto& each : table.columns) {
                const std::string column = "column " + here + "." + each.name;
                add(column, each.needs);
                const virga::kit::detail::written_path type{each.type};
                own_types_.insert(column + ": type " + path(type.schema, type.name));
            }
            for (const auto& each : table.checks) add("check " + here + "." + each.name, each.needs);
            for (const auto& each : table.policies) add("policy " + here + "." + each.name, each.needs);
            for (const auto& each : table.indexes) {
                const std::string index = "index " + path(table.schema, each.name);
                add(index, each.needs);
                if (not objects_.contains(index)) continue;
                for (const auto& part : each.parts) {
                    if (not part.is_expression) all_.insert(index + ": column " + here + "." + part.expression);
                }
                for (const std::string& column : each.include) all_.insert(index + ": column " + here + "." + column);
            }
        }
        for (const auto& each : schema.views) add("view " + path(each.schema, each.name), each.needs);
    }
    [[nodiscard]] const leanings& all() const { return all_; }
    /// Whether this says that a column leans on its own type, as a default of that type does, too.
    [[nodiscard]] bool is_own_type(const std::string& line) const { return own_types_.contains(line); }
    /// Whether what this leans on was told.
    [[nodiscard]] bool has(const std::string& object) const { return objects_.contains(object); }

    static std::string path(std::string_view schema, std::string_view name) {
        return std::string{schema.empty() ? "public" : schema} + "." + std::string{name};
    }

private:
    void add(const std::string& object, const virga::kit::told_needs& needs) {
        if (not needs.are_told()) return;
        objects_.insert(object);
        for (const virga::kit::need_model& each : needs.all) {
            const std::string thing = path(each.schema, each.name);
            if (each.what == "primary key") continue;  // of which the server needs it only if not all is grouped
            if (each.what != "table") all_.insert(object + ": " + each.what + " " + thing);
            else if (each.columns.empty()) all_.insert(object + ": table " + thing);
            for (const std::string& column : each.columns) all_.insert(object + ": column " + thing + "." + column);
        }
    }

    leanings all_, own_types_;
    std::set<std::string> objects_;
};

/// The same by the server's own account, `pg_depend`; of an index only where it has expressions or a condition.
inline leanings leanings_in_catalog(const own_database& db) {
    std::istringstream lines{db.ask(R"(
        with object as (
            select 'pg_rewrite'::regclass as class, r.oid, 'view ' || n.nspname || '.' || c.relname as called, c.oid as own, 0 as part
            from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('v', 'm')
            union all
            select 'pg_constraint'::regclass, k.oid, 'check ' || n.nspname || '.' || c.relname || '.' || k.conname, 0, 0
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'c'
            union all
            select 'pg_policy'::regclass, p.oid, 'policy ' || n.nspname || '.' || c.relname || '.' || p.polname, 0, 0
            from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
            union all
            select 'pg_attrdef'::regclass, a.oid, 'column ' || n.nspname || '.' || c.relname || '.' || t.attname, c.oid, t.attnum
            from pg_attrdef a join pg_class c on c.oid = a.adrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute t on t.attrelid = c.oid and t.attnum = a.adnum
            union all
            select 'pg_class'::regclass, c.oid, 'index ' || n.nspname || '.' || c.relname, 0, 0
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
            where i.indexprs is not null or i.indpred is not null
        ), thing as (
            select o.called, case d.refclassid
                when 'pg_class'::regclass then
                    (select case when d.refobjsubid = 0 then 'table ' else 'column ' end || n.nspname || '.' || c.relname ||
                            coalesce('.' || a.attname, '')
                     from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     left join pg_attribute a on d.refobjsubid <> 0 and a.attrelid = c.oid and a.attnum = d.refobjsubid
                     where c.oid = d.refobjid)
                when 'pg_type'::regclass then
                    (select 'type ' || n.nspname || '.' || t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
                     where t.oid = coalesce((select e.oid from pg_type e where e.typarray = d.refobjid), d.refobjid))
                when 'pg_proc'::regclass then
                    (select 'function ' || n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                     where p.oid = d.refobjid and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e'))
                end as leans_on
            from object o join pg_depend d on d.classid = o.class and d.objid = o.oid
            where not (d.refobjid = o.own and d.refobjsubid = o.part) and d.refobjid >= 16384
        )
        select string_agg(called || ': ' || leans_on, e'\n' order by called, leans_on) from thing where leans_on is not null)")};
    leanings all;
    for (std::string line; std::getline(lines, line);) all.insert(line);
    return all;
}

/// What the server leans on and no tree told, of objects whose trees told something; then what was told and the server does not.
/// A table of which columns are needed is needed itself, whether or not the server says so.
struct leanings_that_differ {
    std::vector<std::string> untold, needless;
};
inline leanings_that_differ compare_needs(const model& schema, const own_database& db) {
    const told trees{schema};
    const leanings server = leanings_in_catalog(db);
    leanings_that_differ found;
    for (const std::string& each : server) {
        const bool is_whole = std::ranges::any_of(trees.all(), [&each](const std::string& line) {
            const std::string table = ": table ";
            const std::size_t at = each.find(table);
            return at != each.npos and line.starts_with(each.substr(0, at) + ": column " + each.substr(at + table.size()) + ".");
        });
        if (trees.has(each.substr(0, each.find(": "))) and not trees.all().contains(each) and not is_whole and
            not trees.is_own_type(each)) {
            found.untold.push_back(each);
        }
    }
    for (const std::string& each : trees.all()) {
        if (not server.contains(each)) found.needless.push_back(each);
    }
    return found;
}
}  // namespace virga_test
