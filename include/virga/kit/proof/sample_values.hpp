// virga/kit/proof/sample_values.hpp: values of any type of PostgreSQL, as texts for its input functions.
#pragma once

#include <algorithm>      // std::max
#include <cstddef>        // std::size_t
#include <cstdlib>        // std::atoi
#include <optional>       // std::optional
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::pair
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/database.hpp>  // virga::kit::database, rows_of

namespace virga::kit::detail {

/// A type that a column has, or is made of, as the catalogs have it.
struct sampled_type {
    std::string name;
    char kind = 'b';        ///< of pg_type.typtype
    std::string base{};     ///< of a domain; of a range its subtype, of a multirange its range; else of an array its element
    bool is_array = false;
    int modifier = -1;      ///< of a domain
    bool not_null = false;  ///< likewise
    std::vector<std::string> labels{};                       ///< of an enum
    std::vector<std::pair<std::string, int>> attributes{};   ///< of a composite: types and modifiers
};

/// The types of a database, and a few values of each: the same ones whenever they are asked for, different ones by number as far as
/// the type has as many, and those of a higher number not below those of a lower.
class sample_values {
public:
    explicit sample_values(database& server) {
        for (auto& row : rows_of(server.query(
                 "with recursive used (oid) as (select a.atttypid from pg_catalog.pg_attribute a join pg_catalog.pg_class c "
                 "on c.oid = a.attrelid where c.oid >= 16384 and a.attnum > 0 and c.relkind in ('r', 'p', 'c') "
                 "union select next from used join pg_catalog.pg_type t on t.oid = used.oid "
                 "left join pg_catalog.pg_range r on r.rngtypid = t.oid "
                 "left join pg_catalog.pg_range m on m.rngmultitypid = t.oid, "
                 "unnest(array[t.typbasetype, t.typelem, r.rngsubtype, m.rngtypid]) next) "
                 "select t.oid::text, t.typname::text, t.typtype::text, case when t.typtype = 'd' then t.typbasetype::text "
                 "when t.typtype = 'r' then r.rngsubtype::text "
                 "when t.typtype = 'm' then m.rngtypid::text else t.typelem::text end, "
                 "(t.typcategory = 'A')::text, t.typtypmod::text, t.typnotnull::text "
                 "from used join pg_catalog.pg_type t using (oid) "
                 "left join pg_catalog.pg_range r on r.rngtypid = t.oid left join pg_catalog.pg_range m on m.rngmultitypid = t.oid",
                 texts()))) {
            types_.emplace(row[0], sampled_type{row[1], row[2].at(0), row[3], row[4] == "true", std::atoi(row[5].c_str()),
                                                row[6] == "true"});
        }
        for (auto& row : rows_of(server.query(
                 "select enumtypid::text, enumlabel::text from pg_catalog.pg_enum order by enumtypid, enumsortorder", texts()))) {
            if (const auto of = types_.find(row[0]); of != types_.end()) of->second.labels.push_back(row[1]);
        }
        for (auto& row : rows_of(server.query(
                 "select c.reltype::text, a.atttypid::text, a.atttypmod::text from pg_catalog.pg_attribute a "
                 "join pg_catalog.pg_class c on c.oid = a.attrelid where c.reltype <> 0 and c.oid >= 16384 "
                 "and a.attnum > 0 and not a.attisdropped "
                 "order by c.oid, a.attnum",
                 texts()))) {
            if (const auto of = types_.find(row[0]); of != types_.end()) {
                of->second.attributes.emplace_back(row[1], std::atoi(row[2].c_str()));
            }
        }
    }

    [[nodiscard]] const sampled_type& type(const std::string& id) const { return types_.at(id); }

    /// The text of a value, and nothing for a type that is not known here, as one of an extension.
    [[nodiscard]] std::optional<std::string> value(const std::string& id, int modifier, std::size_t number) const {
        const sampled_type& of = types_.at(id);
        if (of.is_array) {
            const auto element = value(of.base, modifier, number);
            return element ? std::optional{"{" + quoted(*element) + "}"} : element;
        }
        switch (of.kind) {
            case 'd': return value(of.base, of.modifier, number);
            case 'e': return of.labels.empty() ? std::optional<std::string>{} : of.labels[number % of.labels.size()];
            case 'r': {
                const auto low = value(of.base, -1, number), high = value(of.base, -1, number + 1);
                return low and high ? std::optional{"[" + quoted(*low) + "," + quoted(*high) + "]"} : std::nullopt;
            }
            case 'm': {
                const auto range = value(of.base, -1, number);
                return range ? std::optional{"{" + *range + "}"} : range;
            }
            case 'c': {
                std::string row;
                for (const auto& [type, attribute_modifier] : of.attributes) {
                    const auto each = value(type, attribute_modifier, number);
                    if (not each) return {};
                    row += (row.empty() ? "" : ",") + quoted(*each);
                }
                return "(" + row + ")";
            }
            default: return base_value(of.name, modifier, number);
        }
    }

    /// Whether values are texts, which a constant of any length can be.
    [[nodiscard]] bool is_text(const std::string& id) const {
        const sampled_type& of = types_.at(id);
        if (of.kind == 'd') return is_text(of.base);
        return of.name == "text" or of.name == "varchar" or of.name == "bpchar" or of.name == "citext" or of.name == "name";
    }

private:
    static std::string quoted(const std::string& text) {
        std::string all = "\"";
        for (const char c : text) {
            if (c == '"' or c == '\\') all += '\\';
            all += c;
        }
        return all += '"';
    }

    static std::string text_value(int length, std::size_t number) {
        if (length == 1) return std::string(1, static_cast<char>('a' + number % 26));
        return fmt::format("s{}", number % (length == 2 ? 10 : 100));
    }

    static std::optional<std::string> base_value(std::string_view name, int modifier, std::size_t number) {
        const std::size_t n = number % 20 + 1;
        const auto is = [name](auto... names) { return ((name == names) or ...); };
        if (is("bool")) return number % 2 == 0 ? "true" : "false";
        if (is("int2", "int4", "int8", "float4", "float8", "money", "oid")) return std::to_string(n);
        if (is("regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc",
               "regprocedure", "regrole", "regtype"))
            return std::to_string(n);
        if (is("numeric")) {
            const int whole = modifier < 0 ? 2 : ((modifier - 4) >> 16) - ((modifier - 4) & 0x7ff);
            const bool is_fraction = modifier < 0 or ((modifier - 4) & 0x7ff) != 0;
            if (whole <= 0) return fmt::format("0.{}1", std::string(static_cast<std::size_t>(-whole), '0'));
            return std::to_string(whole == 1 ? n % 10 : n) + (is_fraction ? ".5" : "");
        }
        if (is("text", "citext")) return text_value(-1, number);
        if (is("varchar", "bpchar")) return text_value(modifier < 0 ? -1 : modifier - 4, number);
        if (is("name")) return text_value(63, number);
        if (is("bytea")) return fmt::format("\\x{:02x}", n);
        if (is("uuid")) return fmt::format("00000000-0000-4000-8000-{:012}", n);
        if (is("date")) return fmt::format("2024-02-{:02}", n);
        if (is("timestamp")) return fmt::format("2024-02-{:02} 10:20:30", n);
        if (is("timestamptz")) return fmt::format("2024-02-{:02} 10:20:30+00", n);
        if (is("time")) return fmt::format("{:02}:20:30", n);
        if (is("timetz")) return fmt::format("{:02}:20:30+00", n);
        if (is("interval")) return fmt::format("{} days", n);
        if (is("json", "jsonb")) return fmt::format("{{\"n\": {}}}", n);
        if (is("xml")) return fmt::format("<n>{}</n>", n);
        if (is("inet")) return fmt::format("10.0.0.{}", n);
        if (is("cidr")) return fmt::format("10.0.{}.0/24", n);
        if (is("macaddr")) return fmt::format("08:00:2b:01:02:{:02x}", n);
        if (is("macaddr8")) return fmt::format("08:00:2b:01:02:03:04:{:02x}", n);
        if (is("bit", "varbit")) {
            std::string bits(static_cast<std::size_t>(std::max(modifier, 1)), '0');
            for (std::size_t at = bits.size(), rest = n; at != 0; rest /= 2) bits[--at] = rest % 2 == 0 ? '0' : '1';
            return bits;
        }
        if (is("point")) return fmt::format("({},1)", n);
        if (is("line")) return fmt::format("{{1,{},0}}", n);
        if (is("lseg", "path")) return fmt::format("[(0,0),({},1)]", n);
        if (is("box")) return fmt::format("({},1),(0,0)", n);
        if (is("polygon")) return fmt::format("((0,0),(1,{0}),({0},1))", n);
        if (is("circle")) return fmt::format("<(0,0),{}>", n);
        if (is("tsvector", "tsquery")) return fmt::format("w{}", n);
        if (is("pg_lsn")) return fmt::format("0/{:X}", n);
        if (is("hstore")) return fmt::format("k=>{}", n);
        if (is("ltree")) return fmt::format("a.b{}", n);
        if (is("geometry", "geography")) return fmt::format("POINT({} 1)", n);
        if (is("vector", "halfvec") and modifier > 0) {
            std::string list;
            for (int at = 0; at != modifier; ++at) list += fmt::format("{}{}", list.empty() ? "" : ",", n);
            return "[" + list + "]";
        }
        if (is("sparsevec") and modifier > 0) return fmt::format("{{1:{}}}/{}", n, modifier);
        return {};
    }

    std::unordered_map<std::string, sampled_type> types_;
};
}  // namespace virga::kit::detail
