// virga/kit/snapshot.hpp: a model in a file that people can read and compare.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <boost/json/serialize.hpp>           // boost::json::serialize
#include <boost/json/string_view.hpp>         // boost::json::string_view
#include <boost/uuid/random_generator.hpp>    // boost::uuids::random_generator
#include <boost/uuid/uuid_io.hpp>             // boost::uuids::to_string

#include <virga/kit/model.hpp>  // virga::kit::model

namespace virga::kit {

/// The schema after a migration, and the place of that migration in the history.
struct snapshot {
    std::string id;                    ///< a UUID
    std::vector<std::string> parents;  ///< ids of the snapshots it was made from; none for the first
    model schema;
    friend bool operator==(const snapshot&, const snapshot&) = default;
};

/// A fresh random UUID, version 4.
[[nodiscard]] inline std::string fresh_id() { return boost::uuids::to_string(boost::uuids::random_generator{}()); }

namespace detail {

/// Writes JSON for people: one column, constraint, index, policy, role or enum a line, what has its default left out.
class snapshot_writer {
public:
    std::string write(const snapshot& of) {
        text_ = "{\n  \"virga\": 1,\n  \"id\": " + quoted(of.id) + ",\n  \"parents\": " + list(of.parents);
        text_ += ",\n  \"schemas\": " + list(of.schema.schemas) + ",\n  \"enums\": [";
        lines("    ", of.schema.enums, of_enum);
        text_ += text_.back() == '[' ? "]" : "\n  ]";
        if (not of.schema.roles.empty()) {
            text_ += ",\n  \"roles\": [";
            lines("    ", of.schema.roles, of_role);
            text_ += "\n  ]";
        }
        text_ += ",\n  \"tables\": [";
        bool first = true;
        for (const table_model& table : of.schema.tables) {
            text_ += first ? "\n" : ",\n";
            first = false;
            write_table(table);
        }
        text_ += first ? "]\n}\n" : "\n  ]\n}\n";
        return std::move(text_);
    }

private:
    static std::string quoted(std::string_view text) {
        return boost::json::serialize(boost::json::string_view{text.data(), text.size()});
    }
    static std::string list(const std::vector<std::string>& texts) {
        std::string all;
        for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + quoted(text);
        return "[" + all + "]";
    }

    /// The members of one object, on one line.
    class object {
    public:
        void add(std::string_view name, const std::string& json) {
            text_ += text_.empty() ? "\"" : ", \"";
            text_ += name;
            text_ += "\": " + json;
        }
        void text(std::string_view name, const std::string& value) {
            if (not value.empty()) add(name, quoted(value));
        }
        void flag(std::string_view name, bool value) {
            if (value) add(name, "true");
        }
        [[nodiscard]] std::string done() const { return "{" + text_ + "}"; }

    private:
        std::string text_;
    };

    static std::string of_enum(const enum_model& type) {
        object json;
        json.text("schema", type.schema);
        json.text("name", type.name);
        json.add("labels", list(type.labels));
        return json.done();
    }
    static std::string of_role(const role_model& role) {
        object json;
        json.text("name", role.name);
        json.flag("existing", role.existing);
        json.flag("create_db", role.create_db);
        json.flag("create_role", role.create_role);
        json.flag("no_inherit", not role.inherit);
        json.flag("login", role.login);
        json.flag("bypass_rls", role.bypass_rls);
        return json.done();
    }
    static std::string of_policy(const policy_model& policy) {
        object json;
        json.text("name", policy.name);
        json.flag("restrictive", policy.restrictive);
        if (policy.command != "all") json.text("for", policy.command);
        if (not policy.roles.empty()) json.add("to", list(policy.roles));
        json.text("using", policy.read_condition);
        json.text("with_check", policy.write_condition);
        return json.done();
    }
    static std::string of_column(const column_model& column) {
        object json;
        json.text("name", column.name);
        json.text("type", column.type);
        json.flag("not_null", column.not_null);
        if (column.default_expression) json.add("default", quoted(*column.default_expression));
        if (column.identity == identity_model::always) json.text("identity", "always");
        if (column.identity == identity_model::by_default) json.text("identity", "by default");
        return json.done();
    }
    static std::string of_key(const key_model& key) {
        object json;
        json.text("name", key.name);
        json.add("columns", list(key.columns));
        return json.done();
    }
    static std::string of_foreign_key(const foreign_key_model& key) {
        object json;
        json.text("name", key.name);
        json.add("columns", list(key.columns));
        json.text("foreign_schema", key.foreign_schema);
        json.text("foreign_table", key.foreign_table);
        json.add("foreign_columns", list(key.foreign_columns));
        json.text("on_delete", key.on_delete);
        json.text("on_update", key.on_update);
        return json.done();
    }
    static std::string of_check(const check_model& check) {
        object json;
        json.text("name", check.name);
        json.text("expression", check.expression);
        return json.done();
    }
    static std::string of_index(const index_model& index) {
        object json;
        json.text("name", index.name);
        json.flag("unique", index.unique);
        if (index.method != "btree") json.text("method", index.method);
        std::string parts;
        for (const index_part_model& part : index.parts) {
            object one;
            one.text(part.is_expression ? "expression" : "column", part.expression);
            one.flag("descending", part.descending);
            one.text("nulls", part.nulls);
            parts += (parts.empty() ? "" : ", ") + one.done();
        }
        json.add("parts", "[" + parts + "]");
        json.text("where", index.where);
        return json.done();
    }

    template <class Item, class Format>
    void lines(std::string_view indent, const std::vector<Item>& items, Format format) {
        for (std::size_t i = 0; i != items.size(); ++i) {
            text_ += i == 0 ? "\n" : ",\n";
            text_ += indent;
            text_ += format(items[i]);
        }
    }
    template <class Item, class Format>
    void member(std::string_view name, const std::vector<Item>& items, Format format) {
        if (items.empty()) return;
        text_ += ",\n      \"";
        text_ += name;
        text_ += "\": [";
        lines("        ", items, format);
        text_ += "\n      ]";
    }

    void write_table(const table_model& table) {
        text_ += "    {\n";
        if (not table.schema.empty()) text_ += "      \"schema\": " + quoted(table.schema) + ",\n";
        text_ += "      \"name\": " + quoted(table.name);
        if (table.existing) text_ += ",\n      \"existing\": true";
        if (table.row_security) text_ += ",\n      \"row_level_security\": true";
        if (table.forced_row_security) text_ += ",\n      \"force_row_level_security\": true";
        member("columns", table.columns, of_column);
        if (table.primary_key) text_ += ",\n      \"primary_key\": " + of_key(*table.primary_key);
        member("uniques", table.uniques, of_key);
        member("foreign_keys", table.foreign_keys, of_foreign_key);
        member("checks", table.checks, of_check);
        member("indexes", table.indexes, of_index);
        member("policies", table.policies, of_policy);
        text_ += "\n    }";
    }

    std::string text_;
};
}  // namespace detail

/// The JSON text of a snapshot, ending in a line end. The same snapshot gives the same text; a changed column
/// changes a line; members that have their default (`false`, none, empty, `btree`) are left out.
[[nodiscard]] inline std::string to_json(const snapshot& of) { return detail::snapshot_writer{}.write(of); }
}  // namespace virga::kit
