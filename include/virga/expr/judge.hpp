// virga/expr/judge.hpp: whether a statement keeps the rules of names and groups, told by the walk over its text.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <span>         // std::span
#include <string_view>  // std::string_view
#include <utility>      // std::exchange

namespace virga {

/// The places of a statement in the order in which SQL writes them. `outside` is no statement: an expression of the schema. To
/// `row` belongs all that insert, update and delete say of one row.
enum class place : unsigned char {
    outside, with, head, values, conflict, set, distinct, output, from, where, group_by, having, combined, order_by, limit, offset,
    lock, returning, row, refused
};

/// A source as a statement speaks of it: its name, and what tells it from all others, which may have the same name.
struct source_reference {
    std::string_view name;
    std::uint64_t id;
};

/// What a statement can break that only a walk over all of it shows.
enum class rule : unsigned char {
    none,
    in_from,             ///< a column is of a source that stands there
    beside_lateral,      ///< a subquery of from names a source beside it only if it is lateral
    in_with,             ///< what is named as a common table stands in with
    joined_to_something, ///< a join has something before it
    after_grouping,      ///< an aggregate stands where there are groups
    not_nested,          ///< no aggregate within another
    of_its_query,        ///< an aggregate is of the query that it stands in
    grouped,             ///< a column beside aggregates is grouped
    key_without_value,   ///< a key is the same in all places
    selected,            ///< a distinct select is ordered by what it selects
};

/// The first thing that is wrong with a statement: which rule is broken in which place, and by which column of which source.
struct finding {
    rule broken = rule::none;
    place at = place::outside;
    std::uint64_t source = 0;
    std::size_t column = 0;
};

namespace detail {
/// A list that grows, for what the compiler walks.
template <class Item>
class growing {
public:
    constexpr growing() = default;
    growing(const growing&) = delete;
    growing& operator=(const growing&) = delete;
    constexpr ~growing() { delete[] items_; }

    constexpr void push(const Item& added) {
        if (size_ == capacity_) {
            capacity_ = capacity_ == 0 ? 4 : 2 * capacity_;
            Item* const more = new Item[capacity_]{};
            for (std::size_t i = 0; i != size_; ++i) more[i] = items_[i];
            delete[] std::exchange(items_, more);
        }
        items_[size_++] = added;
    }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr Item& operator[](std::size_t index) { return items_[index]; }
    [[nodiscard]] constexpr const Item& operator[](std::size_t index) const { return items_[index]; }
    [[nodiscard]] constexpr const Item* begin() const { return items_; }
    [[nodiscard]] constexpr const Item* end() const { return items_ + size_; }

private:
    Item* items_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// The index of a column that stands for all `count` of its source.
constexpr std::size_t all_columns(std::size_t count) { return ~count; }
constexpr bool is_all_columns(std::size_t column) { return column > ~column; }
}  // namespace detail

/// Follows a statement as its text is written, subqueries and common tables in it too, and says what is wrong with it. No template:
/// what it does is compiled once, and the types of nodes are looked at only for the words of an error.
///
/// Expressions are the same where their texts are, as PostgreSQL takes them: so where one must be found again, a key among what is
/// selected, the statement is walked once more with its text at hand (`needs_text`).
class judge {
public:
    constexpr judge() = default;
    judge(const judge&) = delete;
    judge& operator=(const judge&) = delete;
    constexpr ~judge() {
        while (top_ != nullptr) pop();
    }

    /// Whether a statement is followed; an expression of the schema is none.
    [[nodiscard]] constexpr bool follows() const { return top_ != nullptr; }
    /// What is wrong first; nothing of a statement with a part that was refused.
    [[nodiscard]] constexpr finding found() const { return is_refused_ ? finding{} : found_; }
    [[nodiscard]] constexpr bool is_refused() const { return is_refused_; }
    /// Whether `found` has to be asked again after a walk with the text at hand.
    [[nodiscard]] constexpr bool needs_text() const { return needs_text_; }
    /// The text that the statement is written to.
    constexpr void reads(const char* text) { text_ = text; }

    constexpr void refuse() { is_refused_ = true; }

    constexpr void begin(place first) { top_ = new frame{top_, first}; }
    constexpr void end() {
        frame& ended = *top_;
        judge_names(ended);
        judge_aggregates(ended);
        if (ended.is_grouped) judge_groups(ended);
        if (ended.is_distinct and ended.order_keys.size() != 0) judge_order(ended);
        pop();
    }
    [[nodiscard]] constexpr place at() const { return top_ == nullptr ? place::outside : top_->at; }
    constexpr void enter(place next) {
        if (top_->at == place::row and next == place::where) return;
        top_->at = next;
    }
    /// What is written next in from or with sees nothing that stands beside it.
    constexpr void hide_siblings(bool hidden) { top_->hides = hidden; }

    constexpr void source(const source_reference& added) { top_->sources.push({added.id, added.name}); }
    constexpr void end_source() { top_->hidden_from = top_->sources.size() - 1; }
    /// A join needs a source before it.
    constexpr void joins() {
        if (top_->sources.size() == 0) find({rule::joined_to_something, top_->at, 0, 0});
    }

    constexpr void declare_common(std::uint64_t id) { top_->common_tables.push(id); }
    constexpr void name_common(std::uint64_t id) {
        for (const frame* each = top_; each != nullptr; each = each->outer) {
            for (const std::uint64_t one : each->common_tables) {
                if (one == id) return;
            }
        }
        find({rule::in_with, top_->at, id, 0});
    }

    constexpr void column(const source_reference& named, std::size_t index, std::size_t written_at) {
        top_->columns.push({named.id, named.name, index, written_at, sources_seen(*top_), top_->hidden_from, top_->in_aggregate, top_->at,
                            top_->at});
    }

    constexpr void begin_aggregate() {
        frame& in = *top_;
        const bool has_groups = in.at == place::output or in.at == place::distinct or in.at == place::having or in.at == place::order_by;
        if (not has_groups) find({rule::after_grouping, in.at, 0, 0});
        if (in.in_aggregate != 0) find({rule::not_nested, in.at, 0, 0});
        in.aggregates.push({in.at, in.columns.size(), in.columns.size(), in.in_aggregate});
        in.in_aggregate = in.aggregates.size();
        in.is_grouped = in.is_grouped or has_groups;
    }
    constexpr void end_aggregate() {
        aggregate_columns& ended = top_->aggregates[top_->in_aggregate - 1];
        ended.end = top_->columns.size();
        top_->in_aggregate = ended.around;
    }

    /// The groups of a query; `by_columns` if each key is just a column, said before anything of the query is written.
    constexpr void groups(bool by_columns) {
        top_->is_grouped = true;
        top_->records_parts = not by_columns;
    }
    /// A key of group by: a column, and the primary key of its table.
    constexpr void key(std::uint64_t source, std::size_t column, std::span<const std::size_t> primary_key) {
        top_->keys.push({source, column, primary_key.data(), primary_key.size()});
    }
    constexpr void distinct() { top_->is_distinct = true; }

    /// A whole node was written, from one place of the text to another.
    constexpr void part(std::size_t begin, std::size_t end) {
        if (top_ != nullptr and top_->records_parts and top_->at != place::group_by) top_->parts.push({begin, end});
    }
    /// An item of a list was.
    constexpr void item(std::size_t begin, std::size_t end) {
        if (top_ == nullptr) return;
        if (top_->at == place::group_by) top_->group_keys.push({begin, end});
        else if (top_->at == place::distinct) top_->distinct_keys.push({begin, end});
        else if (top_->at == place::output and top_->is_distinct) top_->outputs.push({begin, end});
        else if (top_->at == place::order_by) top_->order_keys.push({begin, end});
    }

private:
    static constexpr std::size_t every_source = static_cast<std::size_t>(-1);

    struct named_column {
        std::uint64_t source = 0;
        std::string_view name;  // of the source
        std::size_t column = 0;
        std::size_t written_at = 0;
        std::size_t visible = 0;      // how many sources stand before it
        std::size_t hidden_from = 0;  // one of them that cannot be named any more
        std::size_t aggregate = 0;    // which it stands in, from 1
        place at = place::outside;    // of this statement
        place said_at = place::outside;  // of the statement that names it
    };
    struct known_source {
        std::uint64_t id = 0;
        std::string_view name;
    };
    struct group_key {
        std::uint64_t source = 0;
        std::size_t column = 0;
        const std::size_t* primary_key = nullptr;
        std::size_t primary_key_size = 0;
    };
    struct aggregate_columns {
        place at = place::outside;
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t around = 0;
    };
    struct text_part {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    struct frame {
        frame* outer = nullptr;
        place at = place::outside;
        bool hides = false;
        bool is_grouped = false;
        bool is_distinct = false;
        bool records_parts = false;
        std::size_t in_aggregate = 0;
        std::size_t hidden_from = every_source;
        detail::growing<known_source> sources{};
        detail::growing<named_column> columns{};
        detail::growing<aggregate_columns> aggregates{};
        detail::growing<group_key> keys{};
        detail::growing<std::uint64_t> common_tables{};
        detail::growing<text_part> parts{};
        detail::growing<text_part> group_keys{};
        detail::growing<text_part> outputs{};
        detail::growing<text_part> distinct_keys{};
        detail::growing<text_part> order_keys{};
    };

    constexpr void pop() { delete std::exchange(top_, top_->outer); }
    constexpr void find(const finding& what) {
        if (found_.broken == rule::none) found_ = what;
    }

    // ---- names ---------------------------------------------------------------------------------------

    /// How many sources an expression can name where a statement is now. Clauses are followed in the order of the text: on sees what is
    /// joined before, and a select list all that comes after it.
    [[nodiscard]] static constexpr std::size_t sources_seen(const frame& in) {
        const bool is_ordered = in.at == place::from or in.at == place::values or in.at == place::conflict;
        return is_ordered ? in.sources.size() : every_source;
    }

    enum class sight : unsigned char { own, hidden, outside };
    [[nodiscard]] static constexpr sight sight_of(const frame& in, const named_column& one) {
        const std::size_t count = one.visible < in.sources.size() ? one.visible : in.sources.size();
        for (std::size_t i = 0; i != count; ++i) {
            if (in.sources[i].id == one.source and i != one.hidden_from) return sight::own;
        }
        for (std::size_t i = 0; i != count; ++i) {
            if (in.sources[i].name == one.name and i != one.hidden_from) return sight::hidden;
        }
        return sight::outside;
    }
    /// Whether a source stands in from, though not where this column could name it.
    [[nodiscard]] static constexpr bool stands_beside(const frame& in, const named_column& one) {
        for (const known_source& each : in.sources) {
            if (each.id == one.source) return true;
        }
        return false;
    }

    constexpr void judge_names(frame& in) {
        frame* const outer = in.outer;
        for (const named_column& one : in.columns) {
            const sight seen = sight_of(in, one);
            if (seen == sight::own) continue;
            if (seen == sight::hidden or outer == nullptr) {
                find({rule::in_from, one.said_at, one.source, one.column});
                continue;
            }
            if (outer->hides and stands_beside(*outer, one)) {
                find({rule::beside_lateral, one.said_at, one.source, one.column});
                continue;
            }
            outer->columns.push({one.source, one.name, one.column, one.written_at, outer->hides ? 0 : sources_seen(*outer),
                                 outer->hidden_from, outer->in_aggregate, outer->at, one.said_at});
        }
    }

    // ---- groups --------------------------------------------------------------------------------------

    constexpr void judge_aggregates(const frame& in) {
        if (in.outer == nullptr) return;
        for (const aggregate_columns& each : in.aggregates) {
            bool is_own = each.begin == each.end;
            for (std::size_t i = each.begin; i != each.end; ++i) is_own = is_own or sight_of(in, in.columns[i]) == sight::own;
            if (not is_own) find({rule::of_its_query, each.at, in.columns[each.begin].source, in.columns[each.begin].column});
        }
    }

    [[nodiscard]] static constexpr bool is_key(const frame& in, std::uint64_t source, std::size_t column) {
        for (const group_key& each : in.keys) {
            if (each.source == source and each.column == column) return true;
        }
        return false;
    }
    /// Whether the keys contain the primary key of a source, which determines all its columns.
    [[nodiscard]] static constexpr bool is_determined(const frame& in, std::uint64_t source) {
        for (const group_key& each : in.keys) {
            if (each.source != source or each.primary_key_size == 0) continue;
            bool has_all = true;
            for (std::size_t i = 0; i != each.primary_key_size; ++i) has_all = has_all and is_key(in, source, each.primary_key[i]);
            return has_all;
        }
        return false;
    }
    /// The first column that is no key; `all` where all are.
    [[nodiscard]] static constexpr std::size_t first_ungrouped(const frame& in, const named_column& one) {
        if (not detail::is_all_columns(one.column)) return one.column;
        std::size_t column = 0;
        while (column != ~one.column and is_key(in, one.source, column)) ++column;
        return column;
    }

    constexpr void judge_groups(const frame& in) {
        for (const named_column& one : in.columns) {
            if (one.aggregate != 0 or not has_groups(one.at) or sight_of(in, one) != sight::own) continue;
            if (is_key(in, one.source, one.column) or is_determined(in, one.source)) continue;
            const std::size_t column = first_ungrouped(in, one);
            if (detail::is_all_columns(one.column) and column == ~one.column) continue;
            if (in.records_parts) {
                if (text_ == nullptr) {
                    needs_text_ = true;
                    continue;
                }
                if (is_in_key(in, one, false)) continue;
                if (is_in_key(in, one, true)) {
                    find({rule::key_without_value, one.at, one.source, column});
                    continue;
                }
            }
            find({rule::grouped, one.at, one.source, column});
        }
    }
    [[nodiscard]] static constexpr bool has_groups(place at) {
        return at == place::output or at == place::distinct or at == place::having or at == place::order_by;
    }
    /// Whether a column stands in an expression that is a key of the groups, but for values if these may differ.
    [[nodiscard]] constexpr bool is_in_key(const frame& in, const named_column& one, bool but_for_values) const {
        for (const text_part& part : in.parts) {
            if (one.written_at < part.begin or one.written_at >= part.end) continue;
            if (is_among(in.group_keys, part, but_for_values)) return true;
        }
        return false;
    }

    // ---- order of what is distinct ---------------------------------------------------------------------

    constexpr void judge_order(const frame& in) {
        if (text_ == nullptr) {
            needs_text_ = true;
            return;
        }
        const bool is_on = in.distinct_keys.size() != 0;
        const detail::growing<text_part>& known = is_on ? in.distinct_keys : in.outputs;
        std::size_t matched = 0;
        for (std::size_t i = 0; i != in.order_keys.size(); ++i) {
            if (is_on and matched == known.size()) return;
            if (is_among(known, in.order_keys[i], false)) {
                bool is_new = true;
                for (std::size_t k = 0; k != i; ++k) is_new = is_new and not are_alike(in.order_keys[k], in.order_keys[i], false);
                if (is_new) ++matched;
                continue;
            }
            const bool differs_by_value = is_among(known, in.order_keys[i], true);
            find({differs_by_value ? rule::key_without_value : rule::selected, is_on ? place::distinct : place::order_by, 0, i});
            return;
        }
    }

    // ---- texts ---------------------------------------------------------------------------------------

    [[nodiscard]] constexpr bool is_among(const detail::growing<text_part>& all, const text_part& one, bool but_for_values) const {
        for (const text_part& each : all) {
            if (are_alike(each, one, but_for_values)) return true;
        }
        return false;
    }
    [[nodiscard]] constexpr bool are_alike(const text_part& left, const text_part& right, bool but_for_values) const {
        std::size_t l = left.begin;
        std::size_t r = right.begin;
        while (l != left.end and r != right.end and text_[l] == text_[r]) {
            const bool is_number = text_[l] == '$' and but_for_values;
            ++l;
            ++r;
            if (not is_number) continue;
            while (l != left.end and text_[l] >= '0' and text_[l] <= '9') ++l;
            while (r != right.end and text_[r] >= '0' and text_[r] <= '9') ++r;
        }
        return l == left.end and r == right.end;
    }

    frame* top_ = nullptr;
    const char* text_ = nullptr;
    finding found_{};
    bool is_refused_ = false;
    bool needs_text_ = false;
};
}  // namespace virga
