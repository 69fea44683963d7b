// virga/kit/plan/rename_request.hpp: `public.customer.street=address`, what something is called from now on.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::exchange
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/command/shell_word.hpp>  // virga::kit::detail::shell_word
#include <virga/kit/error.hpp>               // virga::kit::kit_error
#include <virga/kit/quote.hpp>               // virga::kit::quote_identifier

namespace virga::kit {

/// A rename as the command line asks for it.
struct rename_request {
    std::string text;                     ///< as it was written
    std::string kind;                     ///< a word of SQL, as in `sequence:public.a=b`; empty for a table, a column or a label
    std::vector<std::string> path;        ///< one to three names: [schema.]table, [schema.]table.column, [schema.]type.label
    std::string name;                     ///< the new one
    std::optional<std::string> schema{};  ///< into which it moves
};

/// What goes while something of its kind comes: it may be the same, under a new name.
struct possible_rename {
    std::string loses;    ///< as `change::loses` says it
    std::string request;  ///< as `--rename` takes it
};

namespace detail {

/// What else can be renamed, by the words of `alter`.
inline constexpr std::string_view renamed_kinds[] = {"schema",     "role",   "type",   "domain",   "sequence",  "materialized view",
                                                     "view",       "index",  "policy", "function", "procedure", "aggregate",
                                                     "constraint", "trigger", "attribute"};
/// The word for all of a kind: views are one kind, and so are functions.
[[nodiscard]] inline std::string_view whole_kind(std::string_view kind) {
    if (kind == "materialized view") return "view";
    return kind == "procedure" or kind == "aggregate" ? "function" : kind;
}

/// A name as a request takes it: in quotes where it has a character that means something there.
inline std::string requested_name(std::string_view name) {
    return name.empty() or name.find_first_of(".=\"") != name.npos ? quote_identifier(name) : std::string{name};
}

[[noreturn]] inline void refuse_rename(const std::string& text, const std::string& why) {
    throw kit_error(fmt::format("Nothing was written: --rename {}: {}", shell_word(text), why));
}

[[noreturn]] inline void refuse_taken(const std::string& text, const std::string& name) {
    refuse_rename(text, "the newest migration has something called " + name +
                            " already. Rename or drop that first: renames are done in the order in which they are given, and "
                            "what is dropped goes after them, so it wants a migration of its own.");
}

/// The name at the start of `rest`, which is left behind it. In quotes it may hold any character, quotes doubled.
inline std::string take_name(std::string_view& rest) {
    std::string name;
    if (not rest.starts_with('"')) {
        const std::size_t end = rest.find_first_of(".=\"");
        name = rest.substr(0, end);
        rest.remove_prefix(name.size());
        return name;
    }
    for (rest.remove_prefix(1); not rest.empty(); rest.remove_prefix(1)) {
        if (rest.front() != '"') {
            name += rest.front();
        } else if (rest.starts_with("\"\"")) {
            name += '"';
            rest.remove_prefix(1);
        } else {
            rest.remove_prefix(1);
            return name;
        }
    }
    return {};  // the closing quote is missing
}
}  // namespace detail

/// Errors: `kit_error` when it is not a rename.
[[nodiscard]] inline rename_request read_rename(const std::string& text) {
    rename_request read{text, {}, {}, {}};
    std::string_view rest = text;
    for (const std::string_view kind : detail::renamed_kinds) {
        if (not rest.starts_with(kind) or rest.substr(kind.size(), 1) != ":") continue;
        read.kind = detail::whole_kind(kind);
        rest.remove_prefix(kind.size() + 1);
        break;
    }
    bool is_well = false;
    while (read.path.size() != 3) {
        read.path.push_back(detail::take_name(rest));
        if (read.path.back().empty() or rest.empty()) break;
        const char sign = rest.front();
        rest.remove_prefix(1);
        if (sign == '.') continue;
        read.name = detail::take_name(rest);
        if (rest.starts_with('.') and not read.name.empty()) {
            rest.remove_prefix(1);
            read.schema = std::exchange(read.name, detail::take_name(rest));
        }
        is_well = sign == '=' and not read.name.empty() and rest.empty();
        break;
    }
    if (not is_well) {
        detail::refuse_rename(text, "write it as schema.table=name, schema.table.column=name or schema.type.label=name, where "
                                    "public. may be left out; the new name stands alone, or behind the schema that a table moves "
                                    "to. Other things have their kind in front, as in sequence:schema.name=name. A name with a "
                                    "dot, = or quote in it stands in double quotes.");
    }
    return read;
}
}  // namespace virga::kit
