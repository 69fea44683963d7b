// virga/client/detail/own_schema.hpp: the schema of what an app declares without one.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/error.hpp>     // virga::usage_error
#include <virga/query/statement.hpp>  // virga::statement
#include <virga/text/name.hpp>        // virga::longest_identifier
#include <virga/text/writer.hpp>      // virga::own_name

namespace virga::detail {

/// Where tables and types lie that are declared without a schema: `public`, or what the app says, never what the role, the
/// database or the server have set.
///
/// A client with a session of its own sets the session's search path to it, and texts stay as they are written. One without,
/// over HTTP or through a pooler, sends each name with the schema before it.
class own_schema {
public:
    /// An empty name is `public`. Errors: usage_error for what cannot be a schema's name.
    explicit own_schema(std::string_view name) : prefix_("\"") {
        if (name.empty()) name = "public";
        name_ = name;
        is_public_ = name == "public";
        if (name.size() > longest_identifier or name.find('\0') != name.npos)
            throw usage_error("default_schema: a schema's name has 1 to 63 bytes, none of them zero");
        for (const char c : name) {
            if (c == '"') prefix_ += c;
            prefix_ += c;
        }
        prefix_ += "\".";
    }

    [[nodiscard]] const std::string& name() const { return name_; }

    /// The value of `search_path` with which bare names are found. pg_catalog comes first by itself; temporary tables, which
    /// would come before it, are named last, so that none stands for a table of the app's.
    [[nodiscard]] std::string search_path() const { return prefix_.substr(0, prefix_.size() - 1) + ", pg_temp"; }

    /// Whether a session with that search path does not run the statement's text as it stands.
    [[nodiscard]] bool differs_in_session(const statement& query) const {
        if (is_public_) return false;
        for (const own_name& each : query.own_names) {
            if (each.kind == own_name_kind::placed) return true;
        }
        return false;
    }

    /// The statement's text with the schema before each name; `space` holds it where it is another than the statement's own.
    [[nodiscard]] std::string_view place(const statement& query, std::string& space) const {
        if (query.own_names.empty()) return query.text;
        space.clear();
        append(space, query);
        return space;
    }

private:
    void append(std::string& to, const statement& query) const {
        std::size_t from = 0;
        for (const own_name& each : query.own_names) {
            to += query.text.substr(from, each.at - from);
            from = each.at;
            if (each.kind == own_name_kind::quoted) {
                for (const char c : prefix_) {
                    if (c == '\'') to += c;
                    to += c;
                }
            } else {
                to += prefix_;
            }
            if (each.kind == own_name_kind::placed) from += public_prefix.size();
        }
        to += query.text.substr(from);
    }

    bool is_public_ = false;
    std::string name_;
    std::string prefix_;  ///< `"public".`
};
}  // namespace virga::detail
