// virga/expr/writer.hpp: the writer of a statement, which also notes whether the rules have anything to look into.
#pragma once

#include <cstddef>           // std::size_t
#include <cstdint>           // std::uint64_t
#include <initializer_list>  // std::initializer_list
#include <string_view>       // std::string_view

#include <virga/text/writer.hpp>             // virga::basic_writer
#include <virga/types/type_description.hpp>  // virga::type_description

namespace virga {

/// The places of a statement that the rules tell apart, those of a select in SQL's order; in `row` insert, update and delete
/// speak of one row. `outside` is no statement: an expression of the schema.
enum class place : unsigned char { outside, distinct, output, from, where, group_by, having, order_by, limit, offset, row, refused };

/// A source as a statement speaks of it: its name, and what tells it from all others, which may have the same name.
struct source_reference {
    std::string_view name;
    std::uint64_t id;
};

/// Writes the text of a statement, and notes on the way which sources are named where, and what stands beside aggregates.
///
/// Nearly every statement is plainly sound: it names columns of its own sources only, and beside aggregates only those that it
/// groups by. That is seen here, by code that is compiled once. Where `is_plain()` is false, which says nothing yet, the
/// rules in query/check.hpp look at the types of all nodes, and find the words for what is wrong.
class writer : public basic_writer<type_description> {
public:
    using basic_writer::basic_writer;

    /// How a node is written.
    using spelling = void (*)(writer&);

    /// A node, in parentheses if it needs them.
    constexpr void operand(spelling write, bool needs_parentheses) {
        if (needs_parentheses) text("(");
        write(*this);
        if (needs_parentheses) text(")");
    }
    /// Nodes with commas between them.
    constexpr void list(std::initializer_list<spelling> all) {
        bool first = true;
        for (const spelling write : all) {
            if (not first) text(", ");
            first = false;
            write(*this);
        }
    }

    /// A column of a source.
    constexpr void column(const source_reference& source, std::string_view name, std::size_t index) {
        if (qualified) {
            identifier(source.name);
            text(".");
        }
        identifier(name);
        note(source.id, index);
    }
    /// All columns of a source.
    constexpr void columns(const source_reference& source, std::initializer_list<std::string_view> names) {
        bool first = true;
        for (const std::string_view name : names) {
            if (not first) text(", ");
            first = false;
            if (qualified) identifier(source.name, name);
            else identifier(name);
        }
        note(source.id, whole_row);
    }

    /// Begins a statement. One within another is not plain: its text has two of each clause.
    constexpr void begin_statement(place first) {
        if (place_ != place::outside) look_closer();
        place_ = first;
    }
    /// Goes on with another place of the statement.
    constexpr void enter(place next) {
        if (next == place::order_by and is_distinct_) look_closer();
        place_ = next;
    }
    /// A source, which can be named from here on.
    constexpr void source(const source_reference& added) {
        if (source_count_ == most_sources) look_closer();
        else sources_[source_count_++] = added.id;
    }
    /// The source given last cannot be named any more.
    constexpr void end_source() { --source_count_; }
    [[nodiscard]] constexpr bool has_source() const { return source_count_ != 0; }

    /// Between these two stand the arguments of an aggregate.
    constexpr void begin_aggregate() {
        if (in_aggregate_ or not(place_ == place::output or place_ == place::having or place_ == place::order_by)) look_closer();
        in_aggregate_ = true;
        is_grouped_ = true;
    }
    constexpr void end_aggregate() { in_aggregate_ = false; }
    /// A query of groups; `by_columns` if each key is just a column.
    constexpr void group(bool by_columns) {
        is_grouped_ = true;
        if (not by_columns) look_closer();
    }

    /// A select without rows that are alike. It may order only by what it selects.
    constexpr void distinct() { is_distinct_ = true; }

    /// What was written needs the rules.
    constexpr void look_closer() { is_doubtful_ = true; }
    /// Whether the statement keeps the rules beyond doubt.
    [[nodiscard]] constexpr bool is_plain() const {
        if (is_doubtful_) return false;
        for (std::size_t i = 0; i != named_count_; ++i) {
            if (not has_source(named_[i].source) or (is_grouped_ and named_[i].stands_alone and not is_key(named_[i]))) return false;
        }
        return true;
    }

private:
    static constexpr std::size_t most_sources = 8;
    static constexpr std::size_t most_columns = 16;
    static constexpr std::size_t whole_row = static_cast<std::size_t>(-1);

    struct named_column {
        std::uint64_t source = 0;
        std::size_t index = 0;
        bool stands_alone = false;  // outside of aggregates
    };

    [[nodiscard]] constexpr bool has_source(std::uint64_t id) const {
        for (std::size_t i = 0; i != source_count_; ++i) {
            if (sources_[i] == id) return true;
        }
        return false;
    }
    [[nodiscard]] constexpr bool is_key(const named_column& one) const {
        for (std::size_t i = 0; i != key_count_; ++i) {
            if (keys_[i].source == one.source and keys_[i].index == one.index) return true;
        }
        return false;
    }

    constexpr void note(std::uint64_t source, std::size_t index) {
        if (place_ == place::outside) return;
        if (place_ != place::output and not has_source(source)) look_closer();
        if (place_ == place::group_by) add(keys_, key_count_, {source, index, true});
        // Of a select list it is known only at the end what it may name.
        else if (place_ == place::output or place_ == place::having or place_ == place::order_by)
            add(named_, named_count_, {source, index, not in_aggregate_});
    }
    constexpr void add(named_column (&columns)[most_columns], std::size_t& count, const named_column& one) {
        if (count == most_columns) look_closer();
        else columns[count++] = one;
    }

    std::uint64_t sources_[most_sources]{};
    named_column named_[most_columns]{};
    named_column keys_[most_columns]{};
    std::size_t source_count_ = 0;
    std::size_t named_count_ = 0;
    std::size_t key_count_ = 0;
    place place_ = place::outside;
    bool in_aggregate_ = false;
    bool is_grouped_ = false;
    bool is_distinct_ = false;
    bool is_doubtful_ = false;
};
}  // namespace virga
