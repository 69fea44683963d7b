// virga/kit/model/written.hpp: names and constants as SQL texts write them.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/kit/quote.hpp>        // virga::kit::bare_schema
#include <virga/text/plain_name.hpp>  // virga::detail::plain_name
#include <virga/text/sql_words.hpp>   // virga::detail::sql_walker

namespace virga::kit::detail {

/// A name by its path as SQL writes it, the parts quoted or not: `"public"."mood"[]`, `kb.slug`.
struct written_path {
    std::string schema;
    std::string name;

    explicit written_path(std::string_view sql) {
        virga::detail::sql_walker walker{sql};
        for (std::string_view token = walker.next(); not token.empty() and token != "[" and token != "("; token = walker.next()) {
            if (token == ".") schema = std::move(name);
            else name = virga::detail::plain_name(token);
        }
        schema = bare_schema(schema);
    }
};

/// Whether values of a type, or of the elements of an array, are written as names of objects: regclass and its like.
[[nodiscard]] inline bool is_written_by_names(std::string_view type) {
    type = type.substr(0, type.find('['));
    for (const std::string_view each : {"regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper",
                                        "regoperator", "regproc", "regprocedure", "regrole", "regtype"}) {
        if (type == each) return true;
    }
    return false;
}

/// What a constant in quotes holds; nothing where it is written otherwise than `quote_literal` does.
[[nodiscard]] inline std::optional<std::string> unquoted(std::string_view literal) {
    const bool has_escapes = literal.starts_with("E'");
    if (has_escapes) literal.remove_prefix(1);
    if (literal.size() < 2 or literal.front() != '\'' or literal.back() != '\'') return {};
    literal = literal.substr(1, literal.size() - 2);
    std::string text;
    for (std::size_t i = 0; i != literal.size(); ++i) {
        const char c = literal[i];
        if (c == '\'' or (has_escapes and c == '\\')) {
            if (i + 1 == literal.size() or literal[i + 1] != c) return {};
            ++i;
        }
        text += c;
    }
    return text;
}

/// The name, `"shop"."counts"`, of the sequence from which an expression draws that does nothing else:
/// `nextval('"shop"."counts"'::regclass)`. Empty of any other.
[[nodiscard]] inline std::string drawn_sequence(std::string_view sql) {
    virga::detail::sql_walker walker{sql};
    if (not virga::detail::is_word(walker.next(), "nextval") or walker.next() != "(") return {};
    const std::optional<std::string> path = unquoted(walker.next());
    std::string_view token = walker.next();
    if (token == "::" and virga::detail::is_word(walker.next(), "regclass")) token = walker.next();
    if (not path or token != ")" or not walker.next().empty()) return {};
    const written_path of{*path};
    return of.name.empty() ? std::string{} : qualified(of.schema, of.name);
}
}  // namespace virga::kit::detail
