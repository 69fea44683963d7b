// virga/kit/diagram.hpp: a picture of a schema, as Mermaid, DOT or DBML.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>        // virga::kit::kit_error
#include <virga/kit/model.hpp>        // virga::kit::model
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::all_of, any_of, find, find_if
#include <virga/kit/quote.hpp>        // virga::kit::bare_schema, named_schema

namespace virga::kit {

enum class diagram_form { mermaid, dot, dbml };

/// What a diagram shows: all tables, or less.
struct diagram_options {
    diagram_form form = diagram_form::mermaid;
    std::string domain{};  ///< only the tables of this domain; those that they reference stand beside them, without columns
    std::string table{};   ///< only this table, `name` or `schema.name`, what it references, and what references it
};

namespace detail {

inline bool holds(const std::vector<std::string>& names, const std::string& name) {
    return find(names, name) != names.end();
}

/// Whether the columns are all among `names`: where these are a key, there is one row at most.
inline bool are_among(const std::vector<std::string>& columns, const std::vector<std::string>& names) {
    return all_of(columns, [&names](const std::string& each) { return holds(names, each); });
}

inline bool is_required(const table_model& table, const std::string& name) {
    return holds(table.primary_key ? table.primary_key->columns : std::vector<std::string>{}, name) or
           any_of(table.columns, [&name](const column_model& each) {
               return each.name == name and (each.not_null or each.identity != identity_model::none);
           });
}

/// Whether a key, or a unique index of whole columns and all rows, lets at most one row have given values of `names`.
inline bool are_unique(const table_model& table, const std::vector<std::string>& names) {
    const auto is_within = [&names](const key_model& key) { return are_among(key.columns, names); };
    if (table.primary_key and is_within(*table.primary_key)) return true;
    if (any_of(table.uniques, is_within)) return true;
    return any_of(table.indexes, [&names](const index_model& index) {
        return index.unique and index.where.empty() and all_of(index.parts, [&names](const index_part_model& part) {
                   return not part.is_expression and holds(names, part.expression);
               });
    });
}

/// A foreign key as a line: how many rows there may be at either end.
struct reference_line {
    const table_model* from;
    const foreign_key_model* key;
    const table_model* to;  ///< null where the model does not have it
    bool is_required;       ///< every row of `from` refers to a row
    bool is_single;         ///< no two rows of `from` refer to the same
};

inline const table_model* find_table(const model& schema, std::string_view place, std::string_view name) {
    const auto found = find_if(schema.tables, [&](const table_model& each) {
        return each.name == name and bare_schema(each.schema) == bare_schema(place);
    });
    return found == schema.tables.end() ? nullptr : &*found;
}

inline std::vector<reference_line> lines_of(const model& schema) {
    std::vector<reference_line> lines;
    for (const table_model& table : schema.tables) {
        for (const foreign_key_model& key : table.foreign_keys) {
            const bool required =
                all_of(key.columns, [&](const std::string& each) { return is_required(table, each); });
            lines.push_back({&table, &key, find_table(schema, key.foreign_schema, key.foreign_table), required,
                             are_unique(table, key.columns)});
        }
    }
    return lines;
}

/// What of a schema is shown, in order of declaration.
struct picture {
    std::vector<const table_model*> tables{};
    std::vector<const table_model*> beside{};  ///< by their names alone
    std::vector<reference_line> lines{};
    std::vector<const enum_model*> enums{};
};

/// A name as people say it: `schema.name`, or the bare one in `public`.
inline std::string said_name(const std::string& schema, const std::string& name) {
    return bare_schema(schema).empty() ? name : schema + "." + name;
}

inline std::string names_in(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& each : names) (text += text.empty() ? "" : ", ") += each;
    return text;
}

inline picture picture_of(const model& schema, const diagram_options& options) {
    const std::vector<reference_line> lines = lines_of(schema);
    const auto has = [](const std::vector<const table_model*>& tables, const table_model* table) {
        return find(tables, table) != tables.end();
    };
    std::vector<const table_model*> wanted;
    if (not options.table.empty()) {
        const table_model* centre = nullptr;
        std::vector<std::string> known;
        for (const table_model& each : schema.tables) {
            known.push_back(said_name(each.schema, each.name));
            const bool is_it =
                known.back() == options.table or named_schema(each.schema) + "." + each.name == options.table;
            if (is_it) centre = &each;
        }
        if (centre == nullptr)
            throw kit_error(fmt::format("There is no table {} in the schema. It has: {}.", options.table, names_in(known)));
        wanted.push_back(centre);
        for (const reference_line& line : lines) {
            if (line.to == centre) wanted.push_back(line.from);
            if (line.from == centre) wanted.push_back(line.to);
        }
    } else if (not options.domain.empty()) {
        std::vector<std::string> known;
        for (const table_model& each : schema.tables) {
            if (each.domain.name == options.domain) wanted.push_back(&each);
            if (not each.domain.name.empty() and not holds(known, each.domain.name)) known.push_back(each.domain.name);
        }
        if (wanted.empty()) {
            throw kit_error(fmt::format("There is no domain {} in the schema. A domain is called as the namespace of its tables: "
                                        "{}.", options.domain, known.empty() ? "there is none" : names_in(known)));
        }
    } else {
        for (const table_model& each : schema.tables) wanted.push_back(&each);
    }

    picture shown;
    std::vector<const table_model*> around;
    for (const reference_line& line : lines) {
        if (line.to == nullptr or not has(wanted, line.from)) continue;
        if (not has(wanted, line.to)) around.push_back(line.to);
        // A table and its neighbours show only the lines among them: what these refer to would go on and on.
        if (has(wanted, line.to) or options.table.empty()) shown.lines.push_back(line);
    }
    for (const table_model& each : schema.tables) {
        if (has(wanted, &each))
            shown.tables.push_back(&each);
        else if (options.table.empty() and has(around, &each))
            shown.beside.push_back(&each);
    }
    for (const enum_model& each : schema.enums) {
        const auto uses = [&each](const table_model* table) {
            return any_of(table->columns, [&each](const column_model& column) {
                return column.type.find("\"" + each.name + "\"") != std::string::npos;
            });
        };
        if (any_of(shown.tables, uses)) shown.enums.push_back(&each);
    }
    return shown;
}

inline bool is_plain(char letter) {
    return (letter >= 'a' and letter <= 'z') or (letter >= 'A' and letter <= 'Z') or (letter >= '0' and letter <= '9') or
           letter == '_';
}

/// SQL's name of a type without quotes: `varchar(200)`, `post_status`.
inline std::string said_type(const std::string& type) {
    std::string text;
    for (const char letter : type) {
        if (letter != '"') text += letter;
    }
    return text.starts_with("public.") ? text.substr(7) : text;
}

/// A word as Mermaid takes types and columns: letters, digits, `_ ( ) [ ]`; whatever else is in it becomes `_`.
inline std::string mermaid_word(std::string_view text) {
    std::string word;
    for (std::size_t at = 0; at != text.size(); ++at) {
        if (text[at] == ' ' and at != 0 and text[at - 1] == ',') continue;
        word += is_plain(text[at]) or std::string_view{"()[]"}.find(text[at]) != std::string_view::npos ? text[at] : '_';
    }
    const bool is_key = word.size() == 2 and (word[1] == 'k' or word[1] == 'K') and
                        std::string_view{"pfuPFU"}.find(word[0]) != std::string_view::npos;
    if (is_key) return word + "_";  // Mermaid's own word, in whatever case
    const bool begins_well = not word.empty() and is_plain(word[0]) and word[0] != '_' and not(word[0] >= '0' and word[0] <= '9');
    return begins_well ? word : "c" + word;
}

/// Text between quotes, which Mermaid cannot escape.
inline std::string mermaid_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text)
        quoted += letter == '"' or letter == '\\' or letter == '%' or static_cast<unsigned char>(letter) < 32 ? '_' : letter;
    return quoted + '"';
}

/// Which keys a column belongs to, as `PK, FK`.
inline std::vector<std::string> keys_of(const table_model& table, const std::string& column) {
    std::vector<std::string> keys;
    if (table.primary_key and holds(table.primary_key->columns, column)) keys.emplace_back("PK");
    if (any_of(table.foreign_keys, [&column](const foreign_key_model& key) { return holds(key.columns, column); }))
        keys.emplace_back("FK");
    const bool is_alone_unique =
        any_of(table.uniques, [&column](const key_model& key) { return key.columns == std::vector{column}; });
    if (is_alone_unique) keys.emplace_back("UK");
    return keys;
}

inline std::string mermaid(const picture& shown) {
    std::string text = "erDiagram\n";
    const auto name = [](const table_model& table) { return mermaid_text(said_name(table.schema, table.name)); };
    for (const table_model* table : shown.tables) {
        text += "    " + name(*table) + " {\n";
        for (const column_model& column : table->columns) {
            const std::string word = mermaid_word(column.name);
            text += "        " + mermaid_word(said_type(column.type)) + " " + word;
            if (const std::string keys = names_in(keys_of(*table, column.name)); not keys.empty()) text += " " + keys;
            std::string said = is_required(*table, column.name) ? "" : "null";
            if (word != column.name) said += (said.empty() ? "" : ", ") + column.name;
            if (not said.empty()) text += " " + mermaid_text(said);
            text += '\n';
        }
        text += "    }\n";
    }
    for (const table_model* table : shown.beside) text += "    " + name(*table) + "\n";
    for (const reference_line& line : shown.lines) {
        text += "    " + name(*line.to) + (line.is_required ? " ||" : " |o") + "--" + (line.is_single ? "o| " : "o{ ") +
                name(*line.from) + " : " + mermaid_text(names_in(line.key->columns)) + "\n";
    }
    return text;
}

inline std::string dot_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"' or letter == '\\') quoted += '\\';
        quoted += letter;
    }
    return quoted + '"';
}

/// Text within a label like HTML.
inline std::string html_text(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += letter;
        }
    }
    return escaped;
}

inline std::string dot(const picture& shown) {
    std::string text =
        "digraph schema {\n    rankdir=LR;\n    node [shape=plain, fontname=\"Helvetica\"];\n    edge [dir=both, "
        "fontname=\"Helvetica\", fontsize=10];\n";
    const auto name = [](const table_model& table) { return said_name(table.schema, table.name); };
    const auto head = [](const std::string& title) {
        return "<tr><td colspan=\"3\" bgcolor=\"lightgrey\"><b>" + html_text(title) + "</b></td></tr>";
    };
    const std::string box = "<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">";
    for (const table_model* table : shown.tables) {
        text += "    " + dot_text(name(*table)) + " [label=<" + box + head(name(*table));
        for (const column_model& column : table->columns) {
            text += "\n        <tr><td align=\"left\">" + html_text(column.name) + "</td><td align=\"left\">" +
                    html_text(said_type(column.type)) + (is_required(*table, column.name) ? "" : " null") + "</td><td>" +
                    names_in(keys_of(*table, column.name)) + "</td></tr>";
        }
        text += "</table>>];\n";
    }
    for (const table_model* table : shown.beside)
        text += "    " + dot_text(name(*table)) + " [label=<" + box + head(name(*table)) + "</table>>];\n";
    for (const reference_line& line : shown.lines) {
        text += "    " + dot_text(name(*line.from)) + " -> " + dot_text(name(*line.to)) +
                " [label=" + dot_text(names_in(line.key->columns)) + ", arrowtail=" + (line.is_single ? "teeodot" : "crowodot") +
                ", arrowhead=" + (line.is_required ? "teetee" : "teeodot") + "];\n";
    }
    return text + "}\n";
}

inline std::string dbml_name(std::string_view name) { return dot_text(name); }
inline std::string dbml_table(const std::string& schema, const std::string& name) {
    return (bare_schema(schema).empty() ? "" : dbml_name(schema) + ".") + dbml_name(name);
}
inline std::string dbml_columns(const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& each : columns) (text += text.empty() ? "" : ", ") += dbml_name(each);
    return columns.size() == 1 ? text : "(" + text + ")";
}
/// SQL's text of a type; what is more than a word, with its numbers, stands in quotes, but quotes of its own.
inline std::string dbml_type(const std::string& type) {
    const bool is_word = all_of(
        type, [](char letter) { return is_plain(letter) or std::string_view{"\".(),[]"}.find(letter) != std::string_view::npos; });
    return is_word ? type : dbml_name(type);
}
/// An expression of SQL.
inline std::string dbml_expression(std::string_view sql) {
    std::string text = "`";
    for (const char letter : sql) {
        if (letter == '`' or letter == '\\') text += '\\';
        text += letter;
    }
    return text + '`';
}

inline std::string dbml(const picture& shown) {
    std::string text;
    for (const enum_model* type : shown.enums) {
        text += "Enum " + dbml_table(type->schema, type->name) + " {\n";
        for (const std::string& label : type->labels) text += "  " + dbml_name(label) + "\n";
        text += "}\n\n";
    }
    for (const table_model* table : shown.tables) {
        text += "Table " + dbml_table(table->schema, table->name) + " {\n";
        const bool is_wide_key = table->primary_key and table->primary_key->columns.size() > 1;
        for (const column_model& column : table->columns) {
            std::vector<std::string> facts;
            const std::vector<std::string> keys = keys_of(*table, column.name);
            if (holds(keys, "PK") and not is_wide_key) facts.emplace_back("pk");
            if (column.identity != identity_model::none) facts.emplace_back("increment");
            if (holds(keys, "UK")) facts.emplace_back("unique");
            facts.emplace_back(is_required(*table, column.name) ? "not null" : "null");
            if (column.default_expression) facts.push_back("default: " + dbml_expression(*column.default_expression));
            text += "  " + dbml_name(column.name) + " " + dbml_type(column.type) + " [" + names_in(facts) + "]\n";
        }
        std::string indexes;
        if (is_wide_key) indexes += "    " + dbml_columns(table->primary_key->columns) + " [pk]\n";
        for (const key_model& key : table->uniques) {
            if (key.columns.size() > 1) indexes += "    " + dbml_columns(key.columns) + " [unique]\n";
        }
        if (not indexes.empty()) text += "\n  indexes {\n" + indexes + "  }\n";
        text += "}\n\n";
    }
    for (const table_model* table : shown.beside) {  // with what is referred to, as a reference wants its columns
        std::vector<std::string> columns;
        for (const reference_line& line : shown.lines) {
            if (line.to != table) continue;
            for (const std::string& each : line.key->foreign_columns) {
                if (not holds(columns, each)) columns.push_back(each);
            }
        }
        text += "Table " + dbml_table(table->schema, table->name) + " {\n";
        for (const column_model& column : table->columns) {
            if (holds(columns, column.name)) text += "  " + dbml_name(column.name) + " " + dbml_type(column.type) + "\n";
        }
        text += "}\n\n";
    }
    for (const reference_line& line : shown.lines) {
        std::vector<std::string> facts;
        if (not line.key->on_delete.empty()) facts.push_back("delete: " + line.key->on_delete);
        if (not line.key->on_update.empty()) facts.push_back("update: " + line.key->on_update);
        text += "Ref " + dbml_name(line.key->name) + ": " + dbml_table(line.from->schema, line.from->name) + "." +
                dbml_columns(line.key->columns) + (line.is_single ? " - " : " > ") + dbml_table(line.to->schema, line.to->name) +
                "." + dbml_columns(line.key->foreign_columns);
        if (not facts.empty()) text += " [" + names_in(facts) + "]";
        text += '\n';
    }
    return text;
}
}  // namespace detail

/// The schema, or a part of it, as a text that draws it: `erDiagram` of Mermaid, `digraph` of Graphviz, or DBML.
///
/// A line goes from a foreign key to the table that it references, with how many rows there may be at its ends: one, or none or one
/// where a column of the key may be null; none or many, or none or one where the key's columns are unique.
/// Errors: `kit_error` for a domain or table that the schema does not have.
/// Source: mermaid.js.org, Entity Relationship Diagrams; graphviz.org, DOT Language; dbml.dbdiagram.io, DBML Syntax.
[[nodiscard]] inline std::string diagram(const model& schema, const diagram_options& options = {}) {
    const detail::picture shown = detail::picture_of(schema, options);
    switch (options.form) {
        case diagram_form::mermaid:
            return detail::mermaid(shown);
        case diagram_form::dot:
            return detail::dot(shown);
        case diagram_form::dbml:
            return detail::dbml(shown);
    }
    return {};
}

/// A page of Markdown with the diagram between its lines `<!-- diagram -->` and `<!-- end of diagram -->`.
/// Errors: `kit_error` when the page has no such lines.
[[nodiscard]] inline std::string with_diagram(std::string page, std::string_view diagram, diagram_form form) {
    constexpr std::string_view begin = "<!-- diagram -->\n", end = "<!-- end of diagram -->";
    const std::size_t from = page.find(begin);
    const std::size_t to = from == std::string::npos ? from : page.find(end, from);
    if (to == std::string::npos) {
        throw kit_error(
            "The page has no place for a diagram: a line `<!-- diagram -->` and, below it, a line `<!-- end of diagram -->`.");
    }
    std::string block = form == diagram_form::mermaid ? "```mermaid\n" : form == diagram_form::dot ? "```dot\n" : "```dbml\n";
    block.append(diagram) += "```\n";
    return page.replace(from + begin.size(), to - from - begin.size(), block);
}
}  // namespace virga::kit
