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
    outside, with, head, values, conflict, set, distinct, output, from, where, group_by, having, window, combined, order_by, limit, offset,
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
    writes_outermost,    ///< only the outermost statement has a with that writes
    of_combined,         ///< of queries that are combined only order by, limit and offset stand at the whole
    joined_to_something, ///< a join has something before it
    after_grouping,      ///< an aggregate stands where there are groups
    not_nested,          ///< no aggregate within another
    not_in_window,       ///< no window function within another, or within an aggregate
    after_windows,       ///< a window function stands where rows are complete: in the select list and order by
    described,           ///< a window that is named is described by the query
    distinct_in_aggregate,  ///< distinct is said of the first argument of an aggregate
    of_its_query,        ///< an aggregate is of the query that it stands in
    grouped,             ///< a column beside aggregates is grouped
    key_without_value,   ///< a key is the same in all places
    selected,            ///< a distinct select is ordered by what it selects
    lockable,            ///< rows of groups and the like cannot be locked
    locked_in_from,      ///< what is locked stands in from
    locked_for_sure,     ///< what an outer join may leave out cannot be locked
};

/// The first thing that is wrong with a statement: which rule is broken in which place, and by which column of which source.
struct finding {
    rule broken = rule::none;
    place at = place::outside;
    std::uint64_t source = 0;
    std::size_t column = 0;
};

namespace detail {
/// A list that grows, for what the compiler walks: of arrays it would make each item twice.
template <class Item>
struct chain {
    struct link {
        Item item;
        link* next = nullptr;
    };
    link* first = nullptr;
    link* last = nullptr;

    constexpr void push(const Item& added) {
        link* const made = new link{added};
        if (first == nullptr) first = made;
        else last->next = made;
        last = made;
    }
    constexpr void clear() {
        while (first != nullptr) delete std::exchange(first, first->next);
    }
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
    /// Notes what is wrong, unless something was before.
    constexpr void find(const finding& what) {
        if (found_.broken == rule::none) found_ = what;
    }

    constexpr void begin(place first) { top_ = new frame{top_, first}; }
    constexpr void end() {
        frame& ended = *top_;
        judge_names(ended);
        if (ended.aggregates.first != nullptr and ended.outer != nullptr) judge_aggregates(ended);
        if (ended.is_grouped) judge_groups(ended);
        if (ended.is_distinct and ended.texts->order_keys.first != nullptr) judge_order(ended);
        if (ended.locks.first != nullptr) judge_locks(ended);
        if (ended.named_windows.first != nullptr) judge_windows(ended);
        pop();
    }
    [[nodiscard]] constexpr place at() const { return top_ == nullptr ? place::outside : top_->at; }
    constexpr void enter(place next) {
        if (top_->at == place::row and next == place::where) return;
        if (top_->is_combined and next != place::order_by and next != place::limit and next != place::offset and next != place::with and
            next != place::output) {
            find({rule::of_combined, next, 0, 0});
        }
        top_->at = next;
    }
    /// What is written next in from or with sees nothing that stands beside it.
    constexpr void hide_siblings(bool hidden) { top_->hides = hidden; }

    constexpr void source(const source_reference& added) {
        top_->sources.push({added.id, added.name});
        ++top_->source_count;
    }
    /// The source given last is the table that is written, which from and using cannot name.
    constexpr void target() { top_->sources.last->item.is_target = true; }
    /// The join of the source given last may leave out the rows of those before it, or its own.
    constexpr void outer_join(bool before, bool added) {
        for (auto* each = top_->sources.first; each != nullptr; each = each->next) {
            if (each == top_->sources.last ? added : before) each->item.is_optional = true;
        }
    }
    constexpr void end_source() { top_->sources.last->item.has_ended = true; }
    /// A join needs a source before it.
    constexpr void joins() {
        if (top_->source_count == 0) find({rule::joined_to_something, top_->at, 0, 0});
    }

    constexpr void declare_common(std::uint64_t id) { top_->common_tables.push(id); }
    constexpr void writes_in_with() {
        if (top_->outer != nullptr) find({rule::writes_outermost, place::with, 0, 0});
    }
    constexpr void name_common(std::uint64_t id) {
        for (const frame* each = top_; each != nullptr; each = each->outer) {
            for (const auto* one = each->common_tables.first; one != nullptr; one = one->next) {
                if (one->item == id) return;
            }
        }
        find({rule::in_with, top_->at, id, 0});
    }

    constexpr void column(const source_reference& named, std::size_t index, std::size_t written_at) {
        top_->columns.push({named.id, named.name, index, written_at, sources_seen(*top_), top_->in_aggregate, top_->at, top_->at});
    }

    constexpr void begin_aggregate() {
        frame& in = *top_;
        const bool has_groups = in.at == place::output or in.at == place::distinct or in.at == place::having or in.at == place::order_by;
        if (not has_groups) find({rule::after_grouping, in.at, 0, 0});
        if (in.in_aggregate != 0) find({rule::not_nested, in.at, 0, 0});
        in.aggregates.push({in.at, ++in.aggregate_count, in.in_aggregate});
        in.in_aggregate = in.aggregate_count;
        in.is_grouped = in.is_grouped or has_groups;
    }
    constexpr void end_aggregate() {
        for (const auto* each = top_->aggregates.first; each != nullptr; each = each->next) {
            if (each->item.number != top_->in_aggregate) continue;
            top_->in_aggregate = each->item.around;
            return;
        }
    }

    constexpr void begin_window() {
        frame& in = *top_;
        if (in.in_window or in.in_aggregate != 0) find({rule::not_in_window, in.at, 0, 0});
        else if (in.at != place::output and in.at != place::distinct and in.at != place::order_by) find({rule::after_windows, in.at, 0, 0});
        in.in_window = true;
        in.has_windows = true;
    }
    constexpr void end_window() { top_->in_window = false; }
    constexpr void name_window(std::string_view name) { top_->named_windows.push(name); }
    constexpr void describe_window(std::string_view name) { top_->described_windows.push(name); }

    /// The groups of a query; `by_columns` if each key is just a column, said before anything of the query is written.
    constexpr void groups(bool by_columns) {
        top_->is_grouped = true;
        top_->records_parts = not by_columns;
        if (not by_columns) record();
    }
    /// A key of group by: a column, and the primary key of its table.
    constexpr void key(std::uint64_t source, std::size_t column, std::span<const std::size_t> primary_key) {
        top_->keys.push({source, column, primary_key.data(), primary_key.size()});
    }
    constexpr void distinct() {
        top_->is_distinct = true;
        record();
    }

    /// The query is one of two that are combined, whose rows come of no table any more.
    constexpr void combine() { top_->is_combined = true; }
    /// The rows of a source are locked, those of all sources for 0.
    constexpr void lock(std::uint64_t source) { top_->locks.push(source); }

    /// A whole node was written, from one place of the text to another.
    constexpr void part(std::size_t begin, std::size_t end) {
        if (top_ != nullptr and top_->records_parts and top_->at != place::group_by) top_->texts->parts.push({begin, end});
    }
    /// An item of a list was.
    constexpr void item(std::size_t begin, std::size_t end) {
        if (top_ == nullptr or top_->texts == nullptr) return;
        recorded_texts& texts = *top_->texts;
        if (top_->at == place::group_by) texts.group_keys.push({begin, end});
        else if (top_->at == place::distinct) texts.distinct_keys.push({begin, end});
        else if (top_->at == place::output) texts.outputs.push({begin, end});
        else if (top_->at == place::order_by) texts.order_keys.push({begin, end});
    }

private:
    static constexpr std::size_t every_source = static_cast<std::size_t>(-1);

    struct named_column {
        std::uint64_t source = 0;
        std::string_view name;  // of the source
        std::size_t column = 0;
        std::size_t written_at = 0;
        std::size_t visible = 0;  // how many sources stand before it
        std::size_t aggregate = 0;       // which it stands in, from 1
        place at = place::outside;       // of this statement
        place said_at = place::outside;  // of the statement that names it
    };
    struct known_source {
        std::uint64_t id = 0;
        std::string_view name;
        bool has_ended = false;    // it can be named no more
        bool is_optional = false;  // an outer join may leave it out
        bool is_target = false;    // it is written
    };
    struct group_key {
        std::uint64_t source = 0;
        std::size_t column = 0;
        const std::size_t* primary_key = nullptr;
        std::size_t primary_key_size = 0;
    };
    struct known_aggregate {
        place at = place::outside;
        std::size_t number = 0;
        std::size_t around = 0;
    };
    struct text_part {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    /// Where texts stand that are compared.
    struct recorded_texts {
        detail::chain<text_part> parts;
        detail::chain<text_part> group_keys;
        detail::chain<text_part> outputs;
        detail::chain<text_part> distinct_keys;
        detail::chain<text_part> order_keys;
    };
    struct frame {
        frame* outer = nullptr;
        place at = place::outside;
        bool hides = false;
        bool is_grouped = false;
        bool is_distinct = false;
        bool records_parts = false;
        bool is_combined = false;
        bool in_window = false;
        bool has_windows = false;
        std::size_t source_count = 0;
        std::size_t aggregate_count = 0;
        std::size_t in_aggregate = 0;
        recorded_texts* texts = nullptr;
        detail::chain<known_source> sources{};
        detail::chain<named_column> columns{};
        detail::chain<known_aggregate> aggregates{};
        detail::chain<group_key> keys{};
        detail::chain<std::uint64_t> common_tables{};
        detail::chain<std::uint64_t> locks{};
        detail::chain<std::string_view> named_windows{};
        detail::chain<std::string_view> described_windows{};
    };

    constexpr void record() {
        if (top_->texts == nullptr) top_->texts = new recorded_texts{};
    }
    constexpr void pop() {
        top_->sources.clear();
        top_->columns.clear();
        top_->aggregates.clear();
        top_->keys.clear();
        top_->common_tables.clear();
        top_->locks.clear();
        top_->named_windows.clear();
        top_->described_windows.clear();
        if (top_->texts != nullptr) {
            top_->texts->parts.clear();
            top_->texts->group_keys.clear();
            top_->texts->outputs.clear();
            top_->texts->distinct_keys.clear();
            top_->texts->order_keys.clear();
            delete top_->texts;
        }
        delete std::exchange(top_, top_->outer);
    }
    // ---- names ---------------------------------------------------------------------------------------

    /// How many sources an expression can name where a statement is now. Clauses are followed in the order of the text: on sees what is
    /// joined before, and a select list all that comes after it.
    [[nodiscard]] static constexpr std::size_t sources_seen(const frame& in) {
        const bool is_ordered = in.at == place::from or in.at == place::values or in.at == place::conflict;
        return is_ordered ? in.source_count : every_source;
    }

    enum class sight : unsigned char { own, hidden, outside };
    [[nodiscard]] static constexpr sight sight_of(const frame& in, const named_column& one) {
        sight seen = sight::outside;
        std::size_t number = 0;
        for (const auto* each = in.sources.first; each != nullptr and number != one.visible; each = each->next, ++number) {
            if ((each->item.has_ended and one.at != place::conflict) or (each->item.is_target and one.at == place::from)) continue;
            if (each->item.id == one.source) return sight::own;
            if (each->item.name == one.name) seen = sight::hidden;
        }
        return seen;
    }
    /// Whether a source stands in from, though not where this column could name it.
    [[nodiscard]] static constexpr bool stands_beside(const frame& in, const named_column& one) {
        for (const auto* each = in.sources.first; each != nullptr; each = each->next) {
            if (each->item.id == one.source) return true;
        }
        return false;
    }

    constexpr void judge_names(frame& in) {
        frame* const outer = in.outer;
        for (const auto* each = in.columns.first; each != nullptr; each = each->next) {
            const named_column& one = each->item;
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
                                 outer->in_aggregate, outer->at, one.said_at});
        }
    }

    // ---- groups --------------------------------------------------------------------------------------

    constexpr void judge_aggregates(const frame& in) {
        for (const auto* each = in.aggregates.first; each != nullptr; each = each->next) {
            const named_column* first = nullptr;
            bool is_own = false;
            for (const auto* one = in.columns.first; one != nullptr; one = one->next) {
                if (one->item.aggregate != each->item.number) continue;
                if (first == nullptr) first = &one->item;
                is_own = is_own or sight_of(in, one->item) == sight::own;
            }
            if (first != nullptr and not is_own) find({rule::of_its_query, each->item.at, first->source, first->column});
        }
    }

    [[nodiscard]] static constexpr bool is_key(const frame& in, std::uint64_t source, std::size_t column) {
        for (const auto* each = in.keys.first; each != nullptr; each = each->next) {
            if (each->item.source == source and each->item.column == column) return true;
        }
        return false;
    }
    /// Whether the keys contain the primary key of a source, which determines all its columns.
    [[nodiscard]] static constexpr bool is_determined(const frame& in, std::uint64_t source) {
        for (const auto* each = in.keys.first; each != nullptr; each = each->next) {
            const group_key& key = each->item;
            if (key.source != source or key.primary_key_size == 0) continue;
            bool has_all = true;
            for (std::size_t i = 0; i != key.primary_key_size; ++i) has_all = has_all and is_key(in, source, key.primary_key[i]);
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
        for (const auto* each = in.columns.first; each != nullptr; each = each->next) {
            const named_column& one = each->item;
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
        for (const auto* part = in.texts->parts.first; part != nullptr; part = part->next) {
            if (one.written_at < part->item.begin or one.written_at >= part->item.end) continue;
            if (is_among(in.texts->group_keys, part->item, but_for_values)) return true;
        }
        return false;
    }

    // ---- order of what is distinct ---------------------------------------------------------------------

    constexpr void judge_order(const frame& in) {
        if (text_ == nullptr) {
            needs_text_ = true;
            return;
        }
        const bool is_on = in.texts->distinct_keys.first != nullptr;
        const detail::chain<text_part>& known = is_on ? in.texts->distinct_keys : in.texts->outputs;
        std::size_t number = 0;
        for (const auto* key = in.texts->order_keys.first; key != nullptr; key = key->next, ++number) {
            if (is_among(known, key->item, false)) continue;
            if (is_on and are_all_among(known, in.texts->order_keys, key)) return;
            const bool differs_by_value = is_among(known, key->item, true);
            find({differs_by_value ? rule::key_without_value : rule::selected, is_on ? place::distinct : place::order_by, 0, number});
            return;
        }
    }
    /// Whether each of some texts is one of others that stand before `end`.
    [[nodiscard]] constexpr bool are_all_among(const detail::chain<text_part>& all, const detail::chain<text_part>& others,
                                               const detail::chain<text_part>::link* end) const {
        for (const auto* one = all.first; one != nullptr; one = one->next) {
            bool is_there = false;
            for (const auto* other = others.first; other != end; other = other->next) is_there = is_there or are_alike(other->item, one->item, false);
            if (not is_there) return false;
        }
        return true;
    }

    // ---- windows -------------------------------------------------------------------------------------

    constexpr void judge_windows(const frame& in) {
        for (const auto* named = in.named_windows.first; named != nullptr; named = named->next) {
            bool is_there = false;
            for (const auto* each = in.described_windows.first; each != nullptr; each = each->next) is_there = is_there or each->item == named->item;
            if (not is_there) find({rule::described, place::output, 0, 0});
        }
    }

    // ---- locks ---------------------------------------------------------------------------------------

    constexpr void judge_locks(const frame& in) {
        if (in.is_grouped or in.is_distinct or in.is_combined or in.has_windows) return find({rule::lockable, place::lock, 0, 0});
        for (const auto* lock = in.locks.first; lock != nullptr; lock = lock->next) {
            bool is_there = lock->item == 0;
            for (const auto* each = in.sources.first; each != nullptr; each = each->next) {
                if (lock->item != 0 and each->item.id != lock->item) continue;
                is_there = true;
                if (each->item.is_optional) find({rule::locked_for_sure, place::lock, each->item.id, 0});
            }
            if (not is_there) find({rule::locked_in_from, place::lock, lock->item, 0});
        }
    }

    // ---- texts ---------------------------------------------------------------------------------------

    [[nodiscard]] constexpr bool is_among(const detail::chain<text_part>& all, const text_part& one, bool but_for_values) const {
        for (const auto* each = all.first; each != nullptr; each = each->next) {
            if (are_alike(each->item, one, but_for_values)) return true;
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
