// virga/kit/describe/noted_needs.hpp: what of the schema an expression names, as its tree tells while it is written.
#pragma once

#include <cstddef>        // std::ptrdiff_t, std::size_t
#include <cstdint>        // std::uint64_t
#include <optional>       // std::optional
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::exchange, std::move, std::pair
#include <vector>         // std::vector, std::erase_if

#include <virga/expr/writer.hpp>        // virga::name_listener
#include <virga/kit/model.hpp>          // virga::kit::model
#include <virga/kit/model/lists.hpp>    // virga::kit::detail::any_of, count, find
#include <virga/kit/model/written.hpp>  // virga::kit::detail::written_path, is_written_by_names
#include <virga/kit/object/need.hpp>    // virga::kit::told_needs, detail::need_lists
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/text/sql_words.hpp>     // virga::detail::sql_walker

namespace virga::kit::detail {

/// Whether a text has words that could be read as names: numbers and truth values are none.
[[nodiscard]] inline bool may_name(std::string_view sql) {
    using virga::detail::is_word;
    virga::detail::sql_walker walker{sql};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        switch (walker.kind()) {
            case virga::detail::sql_token::word:
                if (not is_word(token, "true") and not is_word(token, "false")) return true;
                break;
            case virga::detail::sql_token::quoted_name:
            case virga::detail::sql_token::string: return true;
            default: break;
        }
    }
    return false;
}

/// Gathers what the texts of one object name.
class noted_needs final : public name_listener {
public:
    /// Of a query.
    noted_needs() = default;
    /// Of an expression over the columns of a table, which does not stand in from. Its names live as long.
    explicit noted_needs(const table_name& own) : own_(own) {}

    void relation(std::string_view schema, std::string_view name) override {
        last_ = static_cast<std::ptrdiff_t>(place_of("table", {std::string{schema}, std::string{name}}));
    }
    void source(std::uint64_t id) override { sources_[id] = std::exchange(last_, of_no_table); }
    void column(std::uint64_t source, std::string_view name) override { columns_.emplace_back(source, name); }
    void row(std::uint64_t) override { is_by_hand_ = true; }
    void grouped_by_key(std::uint64_t source) override { grouped_.push_back(source); }
    void type(std::string_view spelling) override {
        if (spelling.starts_with('"')) place_of("type", path(spelling));  // one of the app's own
        if (is_written_by_names(spelling)) by_hand();  // names that stand in strings
    }
    void function(std::string_view name) override { place_of("function", path(name)); }
    void sequence(std::string_view quoted) override { place_of("table", path(quoted)); }
    void by_hand() override { is_by_hand_ = true; }

    /// The text that was written, or one of them. Of one without words it need not be told that it names nothing.
    const std::string& wrote(const std::string& sql) {
        has_words_ = has_words_ or may_name(sql);
        return sql;
    }
    /// All that was named; nothing is told where what was named is not known.
    [[nodiscard]] told_needs told() {
        if (is_by_hand_) return {};
        for (const auto& [source, name] : columns_) {
            need_model* const table = table_of(source);
            if (table != nullptr and count(table->columns, name) == 0) table->columns.push_back(name);
        }
        for (const std::uint64_t source : grouped_) {
            const need_model* const table = table_of(source);
            if (table != nullptr) place_of("primary key", {table->schema, table->name});
        }
        return {needs_, has_words_};
    }

private:
    using place = std::pair<std::string, std::string>;
    static constexpr std::ptrdiff_t of_no_table = -1;

    static place path(std::string_view sql) {
        written_path read{sql};
        return {std::move(read.schema), std::move(read.name)};
    }
    std::size_t place_of(std::string_view what, const place& of) {
        for (std::size_t i = 0; i != needs_.size(); ++i) {
            const need_model& each = needs_[i];
            if (each.what == what and each.schema == of.first and each.name == of.second) return i;
        }
        needs_.push_back({std::string{what}, of.first, of.second});
        return needs_.size() - 1;
    }
    /// Null where the source is no table or view.
    need_model* table_of(std::uint64_t source) {
        const auto found = sources_.find(source);
        if (found != sources_.end()) {
            return found->second == of_no_table ? nullptr : &needs_[static_cast<std::size_t>(found->second)];
        }
        return not own_ ? nullptr : &needs_[place_of("table", {std::string{own_->schema}, std::string{own_->name}})];
    }

    std::optional<table_name> own_;
    std::vector<need_model> needs_;
    std::unordered_map<std::uint64_t, std::ptrdiff_t> sources_;
    std::vector<std::pair<std::uint64_t, std::string>> columns_;
    std::vector<std::uint64_t> grouped_;
    std::ptrdiff_t last_ = of_no_table;
    bool is_by_hand_ = false;
    bool has_words_ = false;
};

/// Leaves, of the functions that expressions call, those that the schema declares: others are not the kit's to make.
inline void keep_declared_functions(model& schema) {
    const auto is_declared = [&schema](const need_model& need) {
        return any_of(schema.routines, [&need](const routine_model& each) {
            return each.name == need.name and each.schema == need.schema;
        });
    };
    need_lists lists{[&](std::vector<need_model>& needs) {
        std::erase_if(needs, [&](need_model& need) {
            if (need.what != "function" or is_declared(need)) return false;
            // A bare name may be of any schema that the search path has.
            const auto found = find(schema.routines, need.name, &routine_model::name);
            if (not need.schema.empty() or found == schema.routines.end()) return true;
            need.schema = found->schema;
            return false;
        });
    }};
    model::members(schema, lists);
}
}  // namespace virga::kit::detail
