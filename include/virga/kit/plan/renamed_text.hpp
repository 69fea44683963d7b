// virga/kit/plan/renamed_text.hpp: an SQL text as it reads after something was renamed, or moved to another schema.
#pragma once

#include <cstddef>      // std::size_t, std::ptrdiff_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::named_schema, quote_identifier, quote_literal
#include <virga/text/sql_words.hpp>         // virga::detail::sql_walker

namespace virga::kit::detail {

/// Rewrites the texts of a schema (checks, indexes, policies) as PostgreSQL does by itself when a table or column is renamed, or
/// moved to another schema; or whatever else texts name, as a type or a sequence.
///
/// It errs towards leaving a name as it is: then the text differs from the one declared, and the thing is made anew, which
/// is needless but right.
class renamed_text {
public:
    /// `column` is empty when the table, or what else it is, is renamed.
    renamed_text(std::string_view schema, std::string_view table, std::string_view column, std::string_view name)
        : schema_(quote_identifier(named_schema(schema))), new_schema_(schema_), in_public_(schema.empty()),
          table_(quote_identifier(table)), column_(column.empty() ? std::string{} : quote_identifier(column)),
          name_(quote_identifier(name)) {}
    /// Something moves to another schema, perhaps under another name.
    renamed_text(std::string_view schema, std::string_view name, const table_name& to)
        : renamed_text(schema, name, {}, to.name) {
        new_schema_ = quote_identifier(named_schema(to.schema));
    }

    /// `is_own` for a text of the table itself, where columns stand without its name, too.
    [[nodiscard]] std::string of(std::string_view sql, bool is_own) const {
        const std::vector<token> tokens = read(sql);
        std::string changed;
        std::size_t done = 0;
        for (std::size_t i = 0; i != tokens.size(); ++i) {
            if (not(column_.empty() ? names_table(tokens, i) : names_column(tokens, i, is_own))) continue;
            replace(sql, tokens, i, changed, done);
        }
        return changed += sql.substr(done);
    }
    /// The same where it is named with its schema: a type, or within a string, as the argument of `nextval` is.
    [[nodiscard]] std::string of_path(std::string_view sql) const {
        const std::vector<token> tokens = read(sql);
        const std::string path = quote_literal(schema_ + "." + table_);
        std::string changed;
        std::size_t done = 0;
        for (std::size_t i = 0; i != tokens.size(); ++i) {
            if (tokens[i].text == path) {
                (changed += sql.substr(done, tokens[i].start - done)) += quote_literal(new_schema_ + "." + name_);
                done = tokens[i].start + path.size();
            } else if (tokens[i].text == table_ and at(tokens, i, -1) == "." and at(tokens, i, -2) == schema_ and
                       at(tokens, i, -3) != "." and at(tokens, i, 1) != ".") {
                replace(sql, tokens, i, changed, done);
            }
        }
        return changed += sql.substr(done);
    }

private:
    struct token {
        std::string_view text;
        std::size_t start;
    };

    /// Puts the new name in the place of the one at `i`, with its schema where that stands before it, or has to.
    void replace(std::string_view sql, const std::vector<token>& tokens, std::size_t i, std::string& changed,
                 std::size_t& done) const {
        std::size_t start = tokens[i].start;
        if (column_.empty() and schema_ != new_schema_) {
            const bool has_schema = at(tokens, i, -1) == ".";
            if (has_schema) start = tokens[i - 2].start;
            changed += sql.substr(done, start - done);
            if (has_schema or opens_source(at(tokens, i, -1))) (changed += new_schema_) += '.';
        } else {
            changed += sql.substr(done, start - done);
        }
        changed += name_;
        done = tokens[i].start + tokens[i].text.size();
    }
    static std::vector<token> read(std::string_view sql) {
        std::vector<token> tokens;
        virga::detail::sql_walker walker{sql};
        for (std::string_view text = walker.next(); not text.empty(); text = walker.next()) {
            tokens.push_back({text, walker.position() - text.size()});
        }
        return tokens;
    }
    /// The token so many places before or after another; empty where there is none.
    static std::string_view at(const std::vector<token>& tokens, std::size_t i, std::ptrdiff_t offset) {
        const std::size_t place = i + static_cast<std::size_t>(offset);  // wraps below zero, and is too large then
        return place < tokens.size() ? tokens[place].text : std::string_view{};
    }
    static bool opens_source(std::string_view word) {
        using virga::detail::is_word;
        return is_word(word, "from") or is_word(word, "join");
    }

    /// Whether the token before the one at `i` names no schema, or the table's.
    [[nodiscard]] bool is_in_schema(const std::vector<token>& tokens, std::size_t i) const {
        return at(tokens, i, -1) != "." or at(tokens, i, -2) == schema_;
    }
    [[nodiscard]] bool names_table(const std::vector<token>& tokens, std::size_t i) const {
        if (tokens[i].text != table_ or not is_in_schema(tokens, i)) return false;
        const bool has_schema = at(tokens, i, -1) == ".";
        if (opens_source(at(tokens, i, has_schema ? -3 : -1))) return has_schema or (in_public_ and at(tokens, i, 1) != ".");
        return at(tokens, i, 1) == "." and at(tokens, i, 3) != ".";  // before a column
    }
    [[nodiscard]] bool names_column(const std::vector<token>& tokens, std::size_t i, bool is_own) const {
        if (tokens[i].text != column_) return false;
        const std::string_view before = at(tokens, i, -1), after = at(tokens, i, 1);
        if (after == "." or after == "(") return false;
        if (before == ".") return at(tokens, i, -2) == table_ and is_in_schema(tokens, i - 2);
        return is_own and before != "::" and not opens_source(before);
    }

    std::string schema_;
    std::string new_schema_;
    bool in_public_;
    std::string table_;
    std::string column_;
    std::string name_;
};

/// An SQL text as it reads after a schema was renamed: where it stands before a dot, also within a string that is a path.
[[nodiscard]] inline std::string renamed_schema(std::string_view sql, std::string_view old, std::string_view name) {
    const std::string was = quote_identifier(old), is = quote_identifier(name);
    std::string changed;
    std::size_t done = 0;
    virga::detail::sql_walker walker{sql};
    bool after_dot = false;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        const std::size_t start = walker.position() - token.size();
        const bool is_path = token.starts_with("'" + was + ".");
        if (is_path or (token == was and not after_dot and sql.substr(walker.position(), 1) == ".")) {
            changed += sql.substr(done, start - done);
            if (is_path) changed += '\'';
            changed += is;
            done = start + was.size() + (is_path ? 1 : 0);
        }
        after_dot = token == ".";
    }
    return changed += sql.substr(done);
}
}  // namespace virga::kit::detail
