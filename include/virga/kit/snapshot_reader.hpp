// virga/kit/snapshot_reader.hpp: a snapshot from its JSON text, checked member by member.
#pragma once

#include <algorithm>         // std::ranges::find, std::ranges::count
#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string>            // std::string
#include <string_view>       // std::string_view
#include <vector>            // std::vector

#include <fmt/core.h>  // fmt::format
#include <boost/json/monotonic_resource.hpp>  // boost::json::monotonic_resource
#include <boost/json/parser.hpp>              // boost::json::parser
#include <boost/json/value.hpp>               // boost::json::value

#include <virga/kit/error.hpp>         // virga::kit::kit_error
#include <virga/kit/model.hpp>         // virga::kit::model
#include <virga/kit/public_types.hpp>  // virga::kit::detail::place_types
#include <virga/kit/snapshot.hpp>      // virga::kit::snapshot

namespace virga::kit {

namespace detail {

/// A JSON value together with the words that lead to it: `tables[2].columns[0]`.
class place {
public:
    place(const boost::json::value& value, const std::string& file, const place* parent = nullptr, std::string_view name = {},
          std::size_t index = 0)
        : value_(value), file_(file), parent_(parent), name_(name), index_(index) {}

    [[noreturn]] void refuse(std::string_view what) const {
        const std::string here = path();
        throw kit_error(fmt::format("{}: {}{}", file_, here.empty() ? "" : here + ": ", what));
    }

    [[nodiscard]] std::string text() const {
        if (not value_.is_string()) refuse("a text is expected here.");
        return {value_.get_string().data(), value_.get_string().size()};
    }
    [[nodiscard]] bool flag() const {
        if (not value_.is_bool()) refuse("true or false is expected here.");
        return value_.get_bool();
    }

    /// Refuses members that are not listed: they would be lost by the next migration.
    void allow(std::initializer_list<std::string_view> names) const {
        if (not value_.is_object()) refuse("an object is expected here.");
        for (const auto& member : value_.get_object()) {
            const std::string_view key{member.key().data(), member.key().size()};
            if (std::ranges::find(names, key) == names.end()) {
                refuse("\"" + std::string{key} + "\" is unknown to this version of virga.");
            }
        }
    }
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

    template <class Read>
    auto member(std::string_view name, Read read) const {
        const boost::json::value* found = find(name);
        if (found == nullptr) refuse("\"" + std::string{name} + "\" is missing.");
        return read(place{*found, file_, this, name});
    }
    [[nodiscard]] std::string text(std::string_view name) const {
        return member(name, [](const place& at) { return at.text(); });
    }
    [[nodiscard]] std::string text_or_empty(std::string_view name) const { return has(name) ? text(name) : std::string{}; }
    [[nodiscard]] bool flag_or_false(std::string_view name) const {
        return has(name) and member(name, [](const place& at) { return at.flag(); });
    }

    template <class Read>
    auto list(std::string_view name, Read read) const {
        std::vector<decltype(read(*this))> items;
        const boost::json::value* found = find(name);
        if (found == nullptr) return items;
        const place at{*found, file_, this, name};
        if (not found->is_array()) at.refuse("a list is expected here.");
        items.reserve(found->get_array().size());
        for (std::size_t i = 0; i != found->get_array().size(); ++i) {
            items.push_back(read(place{found->get_array()[i], file_, &at, {}, i}));
        }
        return items;
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
        return list(name, [](const place& at) { return at.text(); });
    }

private:
    [[nodiscard]] const boost::json::value* find(std::string_view name) const {
        return value_.get_object().if_contains({name.data(), name.size()});
    }
    [[nodiscard]] std::string path() const {
        if (parent_ == nullptr) return {};
        const std::string before = parent_->path();
        if (name_.empty()) return fmt::format("{}[{}]", before, index_);
        return before + (before.empty() ? "" : ".") + std::string{name_};
    }

    const boost::json::value& value_;
    const std::string& file_;
    const place* parent_;
    std::string_view name_;
    std::size_t index_;
};

inline enum_model read_enum(const place& at) {
    at.allow({"schema", "name", "labels"});
    return {at.text_or_empty("schema"), at.text("name"), at.texts("labels")};
}

inline role_model read_role(const place& at) {
    at.allow({"name", "existing", "create_db", "create_role", "no_inherit", "login", "bypass_rls"});
    return {at.text("name"), at.flag_or_false("create_db"), at.flag_or_false("create_role"), not at.flag_or_false("no_inherit"),
            at.flag_or_false("login"), at.flag_or_false("bypass_rls"), at.flag_or_false("existing")};
}

inline policy_model read_policy(const place& at) {
    at.allow({"name", "restrictive", "for", "to", "using", "with_check"});
    return {at.text("name"), at.flag_or_false("restrictive"), at.has("for") ? at.text("for") : "all",
            at.texts("to"), at.text_or_empty("using"),        at.text_or_empty("with_check")};
}

inline column_model read_column(const place& at) {
    at.allow({"name", "type", "not_null", "default", "identity"});
    column_model column{at.text("name"), at.text("type"), at.flag_or_false("not_null"), {}, identity_model::none};
    if (at.has("default")) column.default_expression = at.text("default");
    if (at.has("identity")) {
        const std::string kind = at.text("identity");
        if (kind != "always" and kind != "by default") at.refuse("\"identity\" is \"always\" or \"by default\".");
        column.identity = kind == "always" ? identity_model::always : identity_model::by_default;
    }
    return column;
}

inline key_model read_key(const place& at) {
    at.allow({"name", "columns"});
    return {at.text("name"), at.texts("columns")};
}

inline foreign_key_model read_foreign_key(const place& at) {
    at.allow({"name", "columns", "foreign_schema", "foreign_table", "foreign_columns", "on_delete", "on_update"});
    return {at.text("name"),          at.texts("columns"),           at.text_or_empty("foreign_schema"),
            at.text("foreign_table"), at.texts("foreign_columns"),   at.text_or_empty("on_delete"),
            at.text_or_empty("on_update")};
}

inline check_model read_check(const place& at) {
    at.allow({"name", "expression"});
    return {at.text("name"), at.text("expression")};
}

inline index_part_model read_index_part(const place& at) {
    at.allow({"column", "expression", "descending", "nulls"});
    const bool is_expression = at.has("expression");
    return {at.text(is_expression ? "expression" : "column"), is_expression, at.flag_or_false("descending"),
            at.text_or_empty("nulls")};
}

inline index_model read_index(const place& at) {
    at.allow({"name", "unique", "method", "parts", "where"});
    return {at.text("name"), at.flag_or_false("unique"), at.has("method") ? at.text("method") : "btree",
            at.list("parts", read_index_part), at.text_or_empty("where")};
}

inline table_model read_table(const place& at) {
    at.allow({"schema", "name", "existing", "row_level_security", "force_row_level_security", "columns", "primary_key", "uniques",
              "foreign_keys", "checks", "indexes", "policies"});
    table_model table{at.text_or_empty("schema"), at.text("name"), at.list("columns", read_column), {}, {}, {}, {}, {}};
    if (at.has("primary_key")) table.primary_key = at.member("primary_key", read_key);
    table.uniques = at.list("uniques", read_key);
    table.foreign_keys = at.list("foreign_keys", read_foreign_key);
    table.checks = at.list("checks", read_check);
    table.indexes = at.list("indexes", read_index);
    table.policies = at.list("policies", read_policy);
    table.row_security = at.flag_or_false("row_level_security");
    table.forced_row_security = at.flag_or_false("force_row_level_security");
    table.existing = at.flag_or_false("existing");
    return table;
}

/// Gives own types their schema in all texts of a model.
inline void place_types(model& schema) {
    for (table_model& table : schema.tables) {
        for (column_model& column : table.columns) {
            place_types(column.type, true);
            if (column.default_expression) place_types(*column.default_expression, false);
        }
        for (check_model& check : table.checks) place_types(check.expression, false);
        for (index_model& index : table.indexes) {
            for (index_part_model& part : index.parts) {
                if (part.is_expression) place_types(part.expression, false);
            }
            place_types(index.where, false);
        }
        for (policy_model& policy : table.policies) {
            place_types(policy.read_condition, false);
            place_types(policy.write_condition, false);
        }
    }
}

/// `line 12, column 7` of an offset in a text.
inline std::string position_in(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return fmt::format("line {}, column {}", std::ranges::count(before, '\n') + 1, before.size() - line_start + 1);
}
}  // namespace detail

/// The snapshot in `json`; `file` is its name for error messages.
///
/// Errors: `kit_error`, naming the file and the place in it, when the text is not JSON, not a snapshot, one of
/// Drizzle's, or one of a newer virga.
[[nodiscard]] inline snapshot parse_snapshot(std::string_view json, const std::string& file) {
    boost::json::monotonic_resource memory;
    boost::json::parser parser{&memory};
    boost::json::error_code failure;
    const std::size_t read = parser.write_some(json.data(), json.size(), failure);
    std::size_t end = read;
    while (end < json.size() and std::string_view{" \t\r\n"}.find(json[end]) != std::string_view::npos) ++end;
    if (failure or end != json.size()) {
        const bool merging = ("\n" + std::string{json}).find("\n<<<<<<<") != std::string::npos;
        throw kit_error(fmt::format("{}, {}: this is not JSON{}{}", file, detail::position_in(json, read),
                                    failure ? " (" + failure.message() + "). " : ". ",
                                    merging ? "It holds the conflict marks of a merge: take one side of it, whole."
                                            : "Restore the file from version control."));
    }
    const boost::json::value value = parser.release();
    const detail::place root{value, file};
    if (not value.is_object()) root.refuse("an object is expected.");
    if (not root.has("virga")) {
        if (root.has("dialect")) {
            root.refuse("this snapshot was written by drizzle-kit. virga applies such migrations, but cannot compare "
                        "a schema with them; it needs a snapshot of its own after the last one.");
        }
        root.refuse("this is not a snapshot of virga: \"virga\" is missing.");
    }
    if (const auto version = value.get_object().at("virga"); not version.is_int64() or version.get_int64() != 1) {
        root.refuse("this snapshot has another format than version 1, the one known here. Use the virga that wrote it.");
    }
    root.allow({"virga", "id", "parents", "schemas", "enums", "roles", "tables"});
    snapshot found{root.text("id"), root.texts("parents"),
                  {root.texts("schemas"), root.list("enums", detail::read_enum), root.list("tables", detail::read_table),
                   root.list("roles", detail::read_role)}};
    detail::place_types(found.schema);
    return found;
}
}  // namespace virga::kit
