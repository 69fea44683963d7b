// virga/expr/judge.hpp: whether a statement keeps the rules of names and groups, told by the walk over its text.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view

#include <virga/text/array_view.hpp>  // virga::array_view

namespace virga {

/// The places of a statement in the order in which SQL writes them. `outside` is no statement: an expression of the schema. To
/// `row` belongs all that insert, update and delete say of one row.
enum class place : unsigned char {
    outside, with, head, values, conflict, set, distinct, output, from, where, when, group_by, having, window, combined, order_by,
    limit, offset, lock, returning, row, refused
};

/// A source as a statement speaks of it: its name, and what tells it from all others, which may have the same name.
struct source_reference {
    std::string_view name;
    std::uint64_t id;
};

/// What a statement can break that only a walk over all of it shows.
enum class rule : unsigned char {
    none,
    which_rows,             ///< an update or delete says which rows it means
    in_from,                ///< a column is of a source that stands there
    not_hidden,             ///< and no other source of its name stands nearer
    beside_lateral,         ///< a subquery of from names a source beside it only if it is lateral
    recursive_once,         ///< the step of a recursive query names its table once
    recursive_in_from,      ///< it names it in from, not in a subquery of an expression, nor on the right of except
    recursive_for_sure,     ///< no outer join of the step leaves out the table
    recursive_alone,        ///< the step has no aggregate of the table's rows
    in_with,                ///< what is named as a common table stands in with
    declared_once,          ///< and no two have one name
    told_from_tables,       ///< nor one that of a table, where SQL would take it for that
    writes_outermost,       ///< only the outermost statement has a with that writes
    of_combined,            ///< of queries that are combined only order by, limit and offset stand at the whole
    joined_to_something,    ///< a join has something before it
    after_grouping,         ///< an aggregate stands where there are groups
    not_nested,             ///< no aggregate within another
    not_in_window,          ///< no window function within another, or within an aggregate
    after_windows,          ///< a window function stands where rows are complete: in the select list and order by
    described,              ///< a window that is named is described by the query
    described_once,         ///< and no name by two
    distinct_in_aggregate,  ///< distinct is said of the first argument of an aggregate
    of_its_query,           ///< an aggregate is of the query that it stands in
    grouped,                ///< a column beside aggregates is grouped
    grouped_row,            ///< a whole row is selected only where all groups have all of it
    grouped_value,          ///< a row as one value stands beside aggregates only where the groups have its key
    grouping_key,           ///< grouping is asked of keys
    key_without_value,      ///< a key is the same in all places
    selected,               ///< a distinct select is ordered by what it selects
    ties_in_order,          ///< rows that the order does not tell apart want an order
    ties_without_skips,     ///< and none of them is left out
    lockable,               ///< rows of groups and the like cannot be locked
    locked_in_from,         ///< what is locked stands in from
    locked_for_sure,        ///< what an outer join may leave out cannot be locked
    locked_within,          ///< a lock of everything in from also holds for the queries there
    version_returned,       ///< a value before or after is asked for in returning
    version_of_target,      ///< it is of the table that is written
    version_after_delete,   ///< a row that is deleted has none after
    version_told_apart,     ///< no source is called as SQL calls the row before or after
};

/// The first thing that is wrong with a statement: which rule is broken in which place, and by which column of which source.
struct finding {
    rule broken = rule::none;
    place at = place::outside;
    std::uint64_t source = 0;
    std::size_t column = 0;
};

namespace detail {
/// A stack that the compiler walks. It begins with room that is not initialized, which would be done item by item for every
/// statement, and has no constructor and no destructor, which would be calls for every statement: whoever has it sets `more`,
/// `size` and `room`, and deletes `more`. `Item` is trivial.
template <class Item, std::size_t Usual>
struct stack {
    Item few[Usual];
    Item* more;
    std::size_t size;
    std::size_t room;

    static constexpr std::size_t usual = Usual;

    constexpr void push(const Item& added) {
        if (size == room) grow();
        (more == nullptr ? few : more)[size++] = added;
    }
    /// Where the items are until the next `push`.
    [[nodiscard]] constexpr Item* items() { return more == nullptr ? few : more; }
    [[nodiscard]] constexpr const Item* items() const { return more == nullptr ? few : more; }
    [[nodiscard]] constexpr Item& operator[](std::size_t index) { return (more == nullptr ? few : more)[index]; }
    [[nodiscard]] constexpr const Item& operator[](std::size_t index) const { return (more == nullptr ? few : more)[index]; }

private:
    constexpr void grow() {
        Item* const larger = new Item[2 * room];
        for (std::size_t i = 0; i != size; ++i) larger[i] = (*this)[i];
        delete[] more;
        more = larger;
        room *= 2;
    }
};

/// The index of a column that stands for all `count` of its source.
constexpr std::size_t all_columns(std::size_t count) { return ~count; }
constexpr bool is_all_columns(std::size_t column) { return column > ~column; }
/// The same for the row of a source as one value, which all columns together are not: it is grouped only where a key determines it.
inline constexpr std::size_t row_as_value = all_columns(0);
}  // namespace detail

/// What is known of a statement before it is written.
struct announcement {
    bool is_distinct = false;
    bool is_grouped = false;
    bool has_expression_keys = false;  ///< of its groups: not just columns
    bool is_combined = false;          ///< one of two selects, whose rows come of no table any more
    bool means_all_rows = false;       ///< an update or delete that does not say which rows
    bool has_loose_ties = false;       ///< rows that are alike are asked for, without an order that would tell
    bool has_skipped_ties = false;     ///< rows that are alike are asked for, but for those that others have locked
};

/// Follows a statement as its text is written, subqueries and common tables in it too, and says what is wrong with it. No template:
/// what it does is compiled once, and the types of nodes are looked at only for the words of an error.
///
/// Expressions are the same where their texts are, as PostgreSQL takes them: so where one must be found again, a key among what is
/// selected, the statement is walked once more with its text at hand (`needs_text`).
///
/// Statements within others end before these. So all that is known of them lies on stacks: what is a statement's stands above
/// what is its outer one's.
class judge {
public:
    constexpr judge() {  // step by step: a call for each would be one for every statement
        frames_.more = nullptr;
        frames_.size = 0;
        frames_.room = frames_.usual;
        sources_.more = nullptr;
        sources_.size = 0;
        sources_.room = sources_.usual;
        columns_.more = nullptr;
        columns_.size = 0;
        columns_.room = columns_.usual;
        aggregates_.more = nullptr;
        aggregates_.size = 0;
        aggregates_.room = aggregates_.usual;
        keys_.more = nullptr;
        keys_.size = 0;
        keys_.room = keys_.usual;
        common_tables_.more = nullptr;
        common_tables_.size = 0;
        common_tables_.room = common_tables_.usual;
        texts_.more = nullptr;
        texts_.size = 0;
        texts_.room = texts_.usual;
        names_.more = nullptr;
        names_.size = 0;
        names_.room = names_.usual;
    }
    judge(const judge&) = delete;
    judge& operator=(const judge&) = delete;
    constexpr ~judge() {
        delete[] frames_.more;
        delete[] sources_.more;
        delete[] columns_.more;
        delete[] aggregates_.more;
        delete[] keys_.more;
        delete[] common_tables_.more;
        delete[] texts_.more;
        delete[] names_.more;
    }

    /// What is wrong first; nothing of a statement with a part that was refused.
    [[nodiscard]] constexpr finding found() const { return is_refused_ ? finding{} : found_; }
    [[nodiscard]] constexpr bool is_refused() const { return is_refused_; }
    /// Whether `found` has to be asked again after a walk with the text at hand.
    [[nodiscard]] constexpr bool needs_text() const { return needs_text_; }
    /// The text that the statement is written to.
    constexpr void reads(const char* text) { text_ = text; }

    constexpr void refuse() { is_refused_ = true; }
    /// Notes what is wrong, unless something was before.
    constexpr void find(rule broken, place at, std::uint64_t source = 0, std::size_t column = 0) {
        if (found_.broken == rule::none) found_ = {broken, at, source, column};
    }

    // Outside of a statement, in an expression of the schema, what is written is not judged.

    constexpr void begin(place first, const announcement& what) {
        frames_.push({first, what.is_distinct, what.is_grouped, what.has_expression_keys, what.is_combined, false, false, false,
                      what.is_distinct or what.has_expression_keys, is_next_in_from_, false, 0, sources_.size, columns_.size,
                      aggregates_.size, keys_.size, common_tables_.size, texts_.size, names_.size});
        is_next_in_from_ = false;
        if (what.means_all_rows) find(rule::which_rows, place::where);
        if (what.has_loose_ties) find(rule::ties_in_order, place::limit);
        if (what.has_skipped_ties) find(rule::ties_without_skips, place::lock);
    }
    constexpr void end() {
        const frame& ended = top();
        if (aggregates_.size != ended.aggregates) judge_aggregates(ended);
        if (names_.size != ended.names) judge_marks(ended);
        if (recursion_ != 0) judge_step(ended);
        if (ended.is_grouped) judge_groups(ended);
        if (texts_.size != ended.texts) judge_order(ended);
        if (ended.is_in_from and cannot_be_locked(ended)) frames_[frames_.size - 2].has_unlockable = true;
        leave_names(ended);
    }
    /// The next statement is a query that stands in from.
    constexpr void begin_in_from() { is_next_in_from_ = frames_.size != 0; }
    [[nodiscard]] constexpr place at() const { return frames_.size == 0 ? place::outside : top().at; }
    constexpr void enter(place next) {
        frame& in = top();
        if (in.at == place::row and next == place::where) return;
        if (in.is_combined and next != place::order_by and next != place::limit and next != place::offset and
            next != place::with and next != place::output) {
            find(rule::of_combined, next);
        }
        in.at = next;
    }
    /// What is written next in from or with sees nothing that stands beside it.
    constexpr void hide_siblings(bool hidden) { top().hides = hidden; }

    // ---- sources ---------------------------------------------------------------------------------------

    constexpr void source(const source_reference& added) {
        sources_.push({added.id, added.name.data(), added.name.size(), false, false, false, false});
    }
    /// The source given last is the table that is written, which from and using cannot name, nor a row that a merge inserts.
    constexpr void target(bool is_deleted) {
        sources_[sources_.size - 1].is_target = true;
        sources_[sources_.size - 1].is_deleted = is_deleted;
    }
    /// It cannot be named any more.
    constexpr void end_source() { sources_[sources_.size - 1].has_ended = true; }
    /// Its join may leave out the rows of those before it, or its own.
    constexpr void outer_join(bool before, bool added) {
        for (std::size_t i = top().sources; i != sources_.size; ++i) {
            if (i + 1 == sources_.size ? added : before) sources_[i].is_optional = true;
        }
    }
    /// A join needs a source before it.
    constexpr void joins() {
        if (sources_.size == top().sources) find(rule::joined_to_something, top().at);
    }

    /// A common table stands from here on; of a recursive with their names do so before, without an id.
    constexpr void declare_common(const source_reference& added) {
        for (std::size_t i = top().common_tables; i != common_tables_.size; ++i) {
            const common_name& each = common_tables_[i];
            if (added.id != 0 and each.id != 0 and is_same_name(each.name, each.name_size, added.name.data(), added.name.size()))
                find(rule::declared_once, top().at);
        }
        common_tables_.push({added.id, added.name.data(), added.name.size()});
    }
    constexpr void name_common(std::uint64_t id) {
        if (id == recursion_ and id != 0) judge_reference();
        for (std::size_t i = 0; i != common_tables_.size; ++i) {
            if (common_tables_[i].id == id) return;
        }
        find(rule::in_with, top().at, id);
    }
    /// A table is named without a schema: SQL would take a common table of that name for it.
    constexpr void name_table(std::string_view name) {
        for (std::size_t i = 0; i != common_tables_.size; ++i) {
            const common_name& each = common_tables_[i];
            if (is_same_name(each.name, each.name_size, name.data(), name.size())) find(rule::told_from_tables, top().at);
        }
    }
    /// Between these two stands the step of a recursive query, the next statement.
    constexpr void begin_recursion(std::uint64_t id) {
        recursion_ = id;
        step_ = frames_.size;
        is_referred_to_ = false;
    }
    constexpr void end_recursion() { recursion_ = 0; }
    constexpr void begin_excepted() { ++excepted_; }
    constexpr void end_excepted() { --excepted_; }
    constexpr void writes_in_with() {
        if (frames_.size != 1) find(rule::writes_outermost, place::with);
    }

    // ---- expressions -----------------------------------------------------------------------------------

    constexpr void column(const source_reference& named, std::size_t index, std::size_t written_at) {
        if (frames_.size == 0) return;
        const frame& in = top();
        if (in.hides and stands_beside(in, sources_.size, named.id)) find(rule::beside_lateral, in.at, named.id, index);
        columns_.push({named.id, named.name.data(), named.name.size(), index, written_at, in.hides ? 0 : sources_seen(in),
                       in.in_aggregate, in.at, in.at});
    }

    /// A value that a row had before, or has after the statement, of the source that is written.
    constexpr void version(std::uint64_t source, bool is_after) {
        if (frames_.size == 0) return;
        const frame& in = top();
        if (in.at != place::returning) find(rule::version_returned, in.at);
        bool is_written = false;
        for (std::size_t i = in.sources; i != sources_.size; ++i) {
            const known_source& each = sources_[i];
            if (is_same_name(each.name, each.name_size, is_after ? "new" : "old", 3)) find(rule::version_told_apart, in.at);
            if (each.id != source or not each.is_target) continue;
            is_written = true;
            if (is_after and each.is_deleted) find(rule::version_after_delete, in.at);
        }
        if (not is_written) find(rule::version_of_target, in.at);
    }

    constexpr void begin_aggregate() {
        if (frames_.size == 0) return;
        frame& in = top();
        if (not has_groups(in.at)) find(rule::after_grouping, in.at);
        else in.is_grouped = true;
        if (in.in_aggregate != 0) find(rule::not_nested, in.at);
        aggregates_.push({in.at, in.in_aggregate});
        in.in_aggregate = aggregates_.size;
    }
    constexpr void end_aggregate() {
        if (frames_.size != 0) top().in_aggregate = aggregates_[top().in_aggregate - 1].around;
    }
    constexpr void begin_window() {
        if (frames_.size == 0) return;
        frame& in = top();
        if (in.in_window or in.in_aggregate != 0) find(rule::not_in_window, in.at);
        else if (in.at != place::output and in.at != place::distinct and in.at != place::order_by) find(rule::after_windows, in.at);
        in.in_window = true;
        in.has_windows = true;
    }
    constexpr void end_window() {
        if (frames_.size != 0) top().in_window = false;
    }
    constexpr void name_window(std::string_view name) {
        if (frames_.size != 0) names_.push({mark::named_window, 0, name.data(), name.size()});
    }
    constexpr void describe_window(std::string_view name) {
        const marked added{mark::described_window, 0, name.data(), name.size()};
        if (is_described(top(), added)) find(rule::described_once, top().at);
        names_.push(added);
    }
    /// A key of group by: a column, the primary key of its table, and whether all rows are grouped by it.
    constexpr void key(std::uint64_t source, std::size_t column, array_view<std::size_t> table_key, bool in_all) {
        keys_.push({source, column, table_key.data(), table_key.size(), in_all});
    }
    /// A column that may be a key; no column for 0.
    struct named_key {
        std::uint64_t source = 0;
        std::size_t column = 0;
    };
    /// An argument of grouping: a column, or the expression from one place of the text to another.
    constexpr void grouping_argument(const named_key& column, std::size_t begin, std::size_t end) {
        if (frames_.size == 0) return;
        if (column.source != 0)
            names_.push({mark::grouping_column, column.source, nullptr, column.column});
        else
            names_.push({mark::grouping_expression, end, nullptr, begin});
    }
    /// The rows of a source are locked, those of all sources for 0.
    constexpr void lock(std::uint64_t source) { names_.push({mark::lock, source, nullptr, 0}); }

    /// A whole node was written, from one place of the text to another.
    constexpr void part(std::size_t begin, std::size_t end) {
        if (frames_.size != 0 and top().has_expression_keys and top().at != place::group_by)
            texts_.push({place::outside, begin, end});
    }
    /// An item of a list was.
    constexpr void item(std::size_t begin, std::size_t end) {
        if (frames_.size != 0 and top().records) texts_.push({top().at, begin, end});
    }

private:
    static constexpr std::size_t every_source = static_cast<std::size_t>(-1);

    struct named_column {
        std::uint64_t source;
        const char* name;  // of the source
        std::size_t name_size;
        std::size_t column;
        std::size_t written_at;
        std::size_t visible;    // how many sources stand before it
        std::size_t aggregate;  // which it stands in, from 1
        place at;               // of this statement
        place said_at;          // of the statement that names it
    };
    struct known_source {
        std::uint64_t id;
        const char* name;
        std::size_t name_size;
        bool has_ended;    // it can be named no more
        bool is_optional;  // an outer join may leave it out
        bool is_target;    // it is written
        bool is_deleted;   // by rows that are deleted
    };
    struct common_name {
        std::uint64_t id;
        const char* name;
        std::size_t name_size;
    };
    struct group_key {
        std::uint64_t source;
        std::size_t column;
        const std::size_t* primary_key;
        std::size_t primary_key_size;
        bool in_all;  // sets of keys
    };
    struct known_aggregate {
        place at;
        std::size_t around;
    };
    struct text_part {
        place at;  // of an item of a list; outside for any node
        std::size_t begin;
        std::size_t end;
    };
    enum class mark : unsigned char { lock, named_window, described_window, grouping_column, grouping_expression };
    struct marked {
        mark what;
        std::uint64_t source;  // of an expression: where it ends
        const char* name;
        std::size_t name_size;  // of a column: its index; of an expression: where it begins
    };
    /// A statement: where it is, and where on the stacks its own begins.
    struct frame {
        place at;
        bool is_distinct;
        bool is_grouped;
        bool has_expression_keys;
        bool is_combined;
        bool hides;
        bool in_window;
        bool has_windows;
        bool records;
        bool is_in_from;
        bool has_unlockable;
        std::size_t in_aggregate;
        std::size_t sources;
        std::size_t columns;
        std::size_t aggregates;
        std::size_t keys;
        std::size_t common_tables;
        std::size_t texts;
        std::size_t names;
    };

    [[nodiscard]] constexpr frame& top() { return frames_[frames_.size - 1]; }
    [[nodiscard]] constexpr const frame& top() const { return frames_[frames_.size - 1]; }

    // ---- names ---------------------------------------------------------------------------------------

    /// How many sources an expression can name where a statement is now. Clauses are followed in the order of the text: on sees
    /// what is joined before, and a select list all that comes after it.
    [[nodiscard]] constexpr std::size_t sources_seen(const frame& in) const {
        const bool is_ordered = in.at == place::from or in.at == place::values or in.at == place::conflict;
        return is_ordered ? sources_.size : every_source;
    }

    enum class sight : unsigned char { own, hidden, outside };
    [[nodiscard]] constexpr sight sight_of(const frame& in, const named_column& one) const {
        sight seen = sight::outside;
        const std::size_t end = one.visible < sources_.size ? one.visible : sources_.size;
        const known_source* const all = sources_.items();
        for (std::size_t i = in.sources; i < end; ++i) {
            const known_source& each = all[i];
            if ((each.has_ended and one.at != place::conflict) or
                (each.is_target and (one.at == place::from or one.at == place::values)))
                continue;
            if (each.id == one.source) return sight::own;
            if (is_same_name(each.name, each.name_size, one.name, one.name_size)) seen = sight::hidden;
        }
        return seen;
    }
    [[nodiscard]] static constexpr bool is_same_name(const char* left, std::size_t left_size, const char* right,
                                                     std::size_t right_size) {
        if (left_size != right_size) return false;
        for (std::size_t i = 0; i != left_size; ++i) {
            if (left[i] != right[i]) return false;
        }
        return true;
    }
    /// Whether a source stands in from, though not where this column could name it.
    [[nodiscard]] constexpr bool stands_beside(const frame& in, std::size_t end, std::uint64_t source) const {
        for (std::size_t i = in.sources; i != end; ++i) {
            if (sources_[i].id == source) return true;
        }
        return false;
    }

    /// Ends a statement. What it names and does not have is named by the one around it.
    constexpr void leave_names(const frame& in) {
        const std::size_t outer = frames_.size - 1;
        std::size_t kept = in.columns;
        named_column* const all = columns_.items();
        const std::size_t end = columns_.size;
        for (std::size_t i = kept; i != end; ++i) {
            const named_column& one = all[i];
            const sight seen = sight_of(in, one);
            if (seen == sight::own) continue;
            if (seen == sight::hidden or outer == 0) {
                find(seen == sight::hidden ? rule::not_hidden : rule::in_from, one.said_at, one.source, one.column);
                continue;
            }
            const frame& around = frames_[outer - 1];
            if (around.hides and stands_beside(around, in.sources, one.source)) {
                find(rule::beside_lateral, one.said_at, one.source, one.column);
                continue;
            }
            const bool is_ordered = around.at == place::from or around.at == place::values or around.at == place::conflict;
            const std::size_t visible = around.hides ? 0 : is_ordered ? in.sources : every_source;
            all[kept++] = {one.source, one.name,            one.name_size, one.column, one.written_at,
                           visible,    around.in_aggregate, around.at,     one.said_at};
        }
        columns_.size = kept;
        sources_.size = in.sources;
        aggregates_.size = in.aggregates;
        keys_.size = in.keys;
        common_tables_.size = in.common_tables;
        texts_.size = in.texts;
        names_.size = in.names;
        frames_.size = outer;
    }

    // ---- groups --------------------------------------------------------------------------------------

    [[nodiscard]] static constexpr bool has_groups(place at) {
        return at == place::output or at == place::distinct or at == place::having or at == place::order_by;
    }

    constexpr void judge_aggregates(const frame& in) {
        if (frames_.size == 1) return;
        for (std::size_t number = in.aggregates; number != aggregates_.size; ++number) {
            const named_column* first = nullptr;
            bool is_own = false;
            for (std::size_t i = in.columns; i != columns_.size; ++i) {
                if (columns_[i].aggregate != number + 1) continue;
                if (first == nullptr) first = &columns_[i];
                is_own = is_own or sight_of(in, columns_[i]) == sight::own;
            }
            if (first != nullptr and not is_own) find(rule::of_its_query, aggregates_[number].at, first->source, first->column);
        }
    }

    [[nodiscard]] constexpr bool is_key(const frame& in, std::uint64_t source, std::size_t column, bool of_all = false) const {
        for (std::size_t i = in.keys; i != keys_.size; ++i) {
            if (keys_[i].source == source and keys_[i].column == column and (keys_[i].in_all or not of_all)) return true;
        }
        return false;
    }
    /// Whether the keys contain the primary key of a source, which determines all its columns.
    [[nodiscard]] constexpr bool is_determined(const frame& in, std::uint64_t source) const {
        for (std::size_t i = in.keys; i != keys_.size; ++i) {
            const group_key& key = keys_[i];
            if (key.source != source or key.primary_key_size == 0) continue;
            bool has_all = true;
            for (std::size_t k = 0; k != key.primary_key_size; ++k)
                has_all = has_all and is_key(in, source, key.primary_key[k], true);
            return has_all;
        }
        return false;
    }
    /// Whether some rows are not grouped by a column of a source that is a key of others.
    [[nodiscard]] constexpr bool has_absent_key(const frame& in, std::uint64_t source) const {
        for (std::size_t i = in.keys; i != keys_.size; ++i) {
            if (keys_[i].source == source and not is_key(in, source, keys_[i].column, true)) return true;
        }
        return false;
    }
    /// The first column that is no key; for all columns their number where all are.
    [[nodiscard]] constexpr std::size_t first_ungrouped(const frame& in, const named_column& one) const {
        if (not detail::is_all_columns(one.column)) return one.column;
        std::size_t column = 0;
        while (column != ~one.column and is_key(in, one.source, column)) ++column;
        return column;
    }

    constexpr void judge_groups(const frame& in) {
        for (std::size_t i = in.columns; i != columns_.size; ++i) {
            const named_column& one = columns_[i];
            if (one.aggregate != 0 or not has_groups(one.at) or sight_of(in, one) != sight::own) continue;
            if (detail::is_all_columns(one.column) and has_absent_key(in, one.source)) {
                find(rule::grouped_row, one.at, one.source, one.column);
                continue;
            }
            if (is_key(in, one.source, one.column) or is_determined(in, one.source)) continue;
            const std::size_t column = first_ungrouped(in, one);
            const bool is_row = one.column == detail::row_as_value;
            if (detail::is_all_columns(one.column) and column == ~one.column and not is_row) continue;
            if (in.has_expression_keys) {
                if (text_ == nullptr) {
                    needs_text_ = true;
                    continue;
                }
                if (is_in_key(in, one, false)) continue;
                if (is_in_key(in, one, true)) {
                    find(rule::key_without_value, one.at, one.source, column);
                    continue;
                }
            }
            find(is_row ? rule::grouped_value : rule::grouped, one.at, one.source, column);
        }
    }
    /// Whether a column stands in an expression that is a key of the groups, but for values if these may differ.
    [[nodiscard]] constexpr bool is_in_key(const frame& in, const named_column& one, bool but_for_values) const {
        for (std::size_t i = in.texts; i != texts_.size; ++i) {
            const text_part& part = texts_[i];
            if (part.at != place::outside or one.written_at < part.begin or one.written_at >= part.end) continue;
            if (is_among(in, place::group_by, texts_.size, part, but_for_values)) return true;
        }
        return false;
    }

    // ---- order of what is distinct ---------------------------------------------------------------------

    [[nodiscard]] constexpr bool has_items(const frame& in, place at) const {
        for (std::size_t i = in.texts; i != texts_.size; ++i) {
            if (texts_[i].at == at) return true;
        }
        return false;
    }
    constexpr void judge_order(const frame& in) {
        if (not in.is_distinct or not has_items(in, place::order_by)) return;
        if (text_ == nullptr) {
            needs_text_ = true;
            return;
        }
        const bool is_on = has_items(in, place::distinct);
        const place known = is_on ? place::distinct : place::output;
        std::size_t number = 0;
        for (std::size_t i = in.texts; i != texts_.size; ++i) {
            if (texts_[i].at != place::order_by) continue;
            if (not is_among(in, known, texts_.size, texts_[i], false)) {
                if (is_on and are_all_ordered(in, i)) return;
                const bool differs_by_value = is_among(in, known, texts_.size, texts_[i], true);
                return find(differs_by_value ? rule::key_without_value : rule::selected, is_on ? place::distinct : place::order_by,
                            0, number);
            }
            ++number;
        }
    }
    /// Whether each key of distinct on is one of the keys of order by that stand before `end`.
    [[nodiscard]] constexpr bool are_all_ordered(const frame& in, std::size_t end) const {
        for (std::size_t i = in.texts; i != texts_.size; ++i) {
            if (texts_[i].at == place::distinct and not is_among(in, place::order_by, end, texts_[i], false)) return false;
        }
        return true;
    }

    // ---- recursion -------------------------------------------------------------------------------------

    /// The step names its table, in from of the innermost statement; those around it stand in from too, or are combined.
    constexpr void judge_reference() {
        if (is_referred_to_) find(rule::recursive_once, top().at);
        is_referred_to_ = true;
        bool is_in_from = excepted_ == 0;
        for (std::size_t i = step_; i + 1 < frames_.size; ++i) {
            is_in_from = is_in_from and (frames_[i].is_combined or frames_[i].at == place::from or frames_[i].at == place::with);
        }
        if (not is_in_from) find(rule::recursive_in_from, top().at);
    }
    constexpr void judge_step(const frame& in) {
        for (std::size_t i = in.sources; i != sources_.size; ++i) {
            if (sources_[i].id != recursion_) continue;
            if (sources_[i].is_optional) find(rule::recursive_for_sure, place::from);
            if (aggregates_.size != in.aggregates) find(rule::recursive_alone, aggregates_[in.aggregates].at);
        }
    }

    // ---- windows and locks -----------------------------------------------------------------------------

    constexpr void judge_marks(const frame& in) {
        for (std::size_t i = in.names; i != names_.size; ++i) {
            if (names_[i].what == mark::named_window and not is_described(in, names_[i])) find(rule::described, place::output);
            if (names_[i].what == mark::lock) judge_lock(in, names_[i].source);
            if (names_[i].what == mark::grouping_column and not is_key(in, names_[i].source, names_[i].name_size))
                find(rule::grouping_key, in.at, names_[i].source, names_[i].name_size);
            if (names_[i].what == mark::grouping_expression) judge_grouping(in, names_[i]);
        }
    }
    [[nodiscard]] constexpr bool is_described(const frame& in, const marked& window) const {
        for (std::size_t i = in.names; i != names_.size; ++i) {
            const marked& each = names_[i];
            if (each.what == mark::described_window and is_same_name(each.name, each.name_size, window.name, window.name_size))
                return true;
        }
        return false;
    }
    constexpr void judge_grouping(const frame& in, const marked& argument) {
        if (in.has_expression_keys and text_ == nullptr) {
            needs_text_ = true;
            return;
        }
        const text_part written{place::outside, argument.name_size, static_cast<std::size_t>(argument.source)};
        if (not in.has_expression_keys or not is_among(in, place::group_by, texts_.size, written, false))
            find(rule::grouping_key, in.at);
    }
    /// Whether what a query returns is not row by row what its tables hold.
    [[nodiscard]] static constexpr bool makes_rows(const frame& in) {
        return in.is_grouped or in.is_distinct or in.is_combined or in.has_windows;
    }
    /// Whether a lock of the statement around cannot be one of this query's rows, too.
    [[nodiscard]] constexpr bool cannot_be_locked(const frame& in) const {
        if (makes_rows(in) or in.has_unlockable) return true;
        for (std::size_t i = in.sources; i != sources_.size; ++i) {
            if (sources_[i].is_optional) return true;
        }
        return false;
    }
    constexpr void judge_lock(const frame& in, std::uint64_t source) {
        const bool is_side = frames_.size > 1 and frames_[frames_.size - 2].is_combined;
        const bool is_step = recursion_ != 0 and frames_.size == step_ + 1;
        if (makes_rows(in) or is_side or is_step) return find(rule::lockable, place::lock);
        if (source == 0 and in.has_unlockable) find(rule::locked_within, place::lock);
        bool is_there = source == 0;
        for (std::size_t i = in.sources; i != sources_.size; ++i) {
            if (source != 0 and sources_[i].id != source) continue;
            is_there = true;
            if (sources_[i].is_optional) find(rule::locked_for_sure, place::lock, sources_[i].id);
        }
        if (not is_there) find(rule::locked_in_from, place::lock, source);
    }

    // ---- texts ---------------------------------------------------------------------------------------

    /// Whether an item at a place, of those that stand before `end`, has the text of another part.
    [[nodiscard]] constexpr bool is_among(const frame& in, place at, std::size_t end, const text_part& one,
                                          bool but_for_values) const {
        for (std::size_t i = in.texts; i != end; ++i) {
            if (texts_[i].at == at and are_alike(texts_[i], one, but_for_values)) return true;
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

    detail::stack<frame, 4> frames_;
    detail::stack<known_source, 8> sources_;
    detail::stack<named_column, 16> columns_;
    detail::stack<known_aggregate, 8> aggregates_;
    detail::stack<group_key, 8> keys_;
    detail::stack<common_name, 4> common_tables_;
    detail::stack<text_part, 16> texts_;
    detail::stack<marked, 4> names_;
    const char* text_ = nullptr;
    finding found_{};
    std::uint64_t recursion_ = 0;  // the table of the recursive query whose step is written
    std::size_t step_ = 0;         // and which frame is the step's
    std::size_t excepted_ = 0;     // how many queries are written whose rows are taken away
    bool is_referred_to_ = false;
    bool is_refused_ = false;
    bool needs_text_ = false;
    bool is_next_in_from_ = false;  // whether the next statement stands in from
};
}  // namespace virga
