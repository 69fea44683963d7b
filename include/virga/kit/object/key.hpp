// virga/kit/object/key.hpp: primary keys and unique constraints.
#pragma once

#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>      // virga::kit::detail::required
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::ddl::add_constraint
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, quoted_list

namespace virga::kit {

/// When a constraint is checked, as `virga::checked` says it.
enum class checked_model { at_once, deferrable, deferred };
[[nodiscard]] inline std::span<const std::string_view> words_of(checked_model) {
    static constexpr std::string_view words[] = {"", "deferrable", "deferred"};
    return words;
}

/// A primary key or unique constraint.
struct key_model {
    std::string name;
    std::vector<std::string> columns;
    bool nulls_not_distinct = false;  ///< of a unique constraint
    checked_model checked = checked_model::at_once;
    friend bool operator==(const key_model&, const key_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("columns", detail::content::columns), self.columns);
        visit(detail::member{"nulls_not_distinct"}, self.nulls_not_distinct);
        visit(detail::member{"checked"}, self.checked);
    }
};

namespace ddl {
/// ` deferrable initially deferred`
[[nodiscard]] inline std::string moment(checked_model checked) {
    if (checked == checked_model::at_once) return {};
    return checked == checked_model::deferred ? " deferrable initially deferred" : " deferrable";
}
[[nodiscard]] inline std::string primary_key(const key_model& key) {
    return "constraint " + quote_identifier(key.name) + " primary key (" + quoted_list(key.columns) + ")" +
           moment(key.checked);
}
[[nodiscard]] inline std::string unique(const key_model& key) {
    return "constraint " + quote_identifier(key.name) + (key.nulls_not_distinct ? " unique nulls not distinct (" : " unique (") +
           quoted_list(key.columns) + ")" + moment(key.checked);
}
}  // namespace ddl

namespace detail {
/// One that is only not valid yet is validated.
[[nodiscard]] inline std::string validate_constraint(const table_name& table, const object& before, const object& after) {
    constexpr std::string_view mark = " not valid;";
    if (not is_not_valid(before)) return {};
    if (before.create.substr(0, before.create.size() - mark.size()) + ";" != after.create) return {};
    return ddl::alter_table(table, "validate constraint " + quote_identifier(after.name));
}
/// Constraints of all kinds: no two of a table have one name.
inline constexpr object_kind constraint_kind{.created = change_kind::add_constraint, .altered = change_kind::validate_constraint,
                                             .dropped = change_kind::drop_constraint, .name_space = "constraint ",
                                             .alter = validate_constraint};
/// One with a text.
inline constexpr object_kind condition_kind{.created = change_kind::add_constraint, .altered = change_kind::validate_constraint,
                                            .dropped = change_kind::drop_constraint, .name_space = "constraint ",
                                            .may_speak_of_all = true, .alter = validate_constraint};

[[nodiscard]] inline object constraint_object(const table_name& table, const std::string& name, const std::string& clause) {
    object made{&constraint_kind, name, ddl::add_constraint(table, clause), ddl::drop_constraint(table, name)};
    made.clause = clause;
    made.provides = {key_of::constraint(table.schema, table.name, name)};
    return made;
}
[[nodiscard]] inline object key_object(const table_name& table, const key_model& key, const std::string& clause) {
    object made = constraint_object(table, key.name, clause);
    made.provides.push_back(key_of::relation(table.schema, key.name));
    made.columns = key.columns;
    made.wants_rows_apart = true;
    made.demand = "two rows are alike in " + quoted_list(key.columns) + (key.nulls_not_distinct ? ", nulls among them" : "");
    return made;
}
[[nodiscard]] inline object primary_key_object(const table_name& table, const key_model& key) {
    object made = key_object(table, key, ddl::primary_key(key));
    made.provides.push_back(key_of::primary_key(table.schema, table.name));
    made.demand += ", or one holds NULL there";
    return made;
}
/// `repeats` where another key of the table has the same columns: then it cannot stand in `create table`.
[[nodiscard]] inline object unique_object(const table_name& table, const key_model& key, bool repeats) {
    object made = key_object(table, key, ddl::unique(key));
    if (repeats) made.clause.clear();
    return made;
}
}  // namespace detail
}  // namespace virga::kit
