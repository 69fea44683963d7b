// virga/expr/writer.hpp: the writer of a statement, whose judge follows what is written.
#pragma once

#include <cstddef>           // std::size_t
#include <cstdint>           // std::uint64_t
#include <initializer_list>  // std::initializer_list
#include <string_view>       // std::string_view
#include <utility>           // std::exchange

#include <virga/expr/judge.hpp>              // virga::judge
#include <virga/text/array_view.hpp>         // virga::array_view
#include <virga/text/writer.hpp>             // virga::basic_writer
#include <virga/types/type_description.hpp>  // virga::type_description

namespace virga {

/// What a query that is shaped when it runs does with a piece of its text, which has all alternatives one after the other. Steps
/// within a piece follow it.
struct shape_step {
    enum class kind : unsigned char {
        parameter,        ///< gets the next number, unless it has one
        option,           ///< is written if that is chosen
        choice,           ///< one of its sides is written
        choice_of_order,  ///< the same, by the choice of this number of an order
        side,             ///< of a choice, of words between two, of what a word leads
        order,            ///< the choices of an order begin, if they have not begun before
        own_order,        ///< an order in it is another than that around it
        joined,           ///< two sides, with a word between them if both are written
        led,              ///< a word, and a side without which it is not written
    };
    unsigned begin = 0, end = 0;  ///< in the text
    unsigned next = 0;            ///< the step after it and those within it
    unsigned short number = 0;
    kind does{};
};

/// What is told, while a text is written, what of the schema it names. No query needs that when it is compiled: so this is no
/// constant, and only who keeps a schema asks.
class name_listener {
public:
    /// A table or view where a source stands; where it has a name from there on, `source` follows.
    virtual void relation(std::string_view schema, std::string_view name) = 0;
    /// A source has its name from here on: the relation that was named last, or none of the schema.
    virtual void source(std::uint64_t id) = 0;
    /// A column of a source.
    virtual void column(std::uint64_t source, std::string_view name) = 0;
    /// All columns of a source, as one value.
    virtual void row(std::uint64_t source) = 0;
    /// Rows are grouped by the primary key of a source, or a part of it.
    virtual void grouped_by_key(std::uint64_t source) = 0;
    /// A type as it is spelled, a function as it is called, a sequence by its quoted path.
    virtual void type(std::string_view spelling) = 0;
    virtual void function(std::string_view name) = 0;
    virtual void sequence(std::string_view path) = 0;
    /// SQL by hand, which may name anything.
    virtual void by_hand() = 0;

protected:
    name_listener() = default;
    name_listener(const name_listener&) = default;
    name_listener& operator=(const name_listener&) = default;
    ~name_listener() = default;
};

/// Writes the text of a statement, and tells a `judge` what stands where.
class writer : public basic_writer<type_description> {
public:
    /// Measures a text.
    constexpr writer() = default;
    /// Fills a text that was measured.
    using basic_writer::basic_writer;

    /// From here on, this judge follows what is written; it outlives the writer.
    constexpr void follow(judge& by) { judge_ = &by; }
    /// From here on, what is named is told; `by` outlives the writer.
    constexpr void tell_names(name_listener& by) { told_ = &by; }

    /// How a node is written.
    using spelling = void (*)(writer&);

    /// `$1`, or `$1::"public"."address"` where the text must tell the type.
    constexpr void parameter(const type_description& description) {
        const std::size_t step = begin_step(shape_step::kind::parameter);
        end_step(step, basic_writer::parameter(description));
        if (description.is_told) tell(description);
    }
    constexpr void parameter(std::string_view name, const type_description& description) {
        const std::size_t step = begin_step(shape_step::kind::parameter);
        end_step(step, basic_writer::parameter(name, description));
        if (description.is_told) tell(description);
    }

    /// A node, in parentheses if it needs them.
    constexpr void operand(spelling write, bool needs_parentheses) {
        if (needs_parentheses) text("(");
        const std::size_t begin = size();
        write(*this);
        if (records_) judge_->part(begin, size());
        if (needs_parentheses) text(")");
    }
    /// Nodes with commas between them.
    constexpr void list(std::initializer_list<spelling> all) {
        bool first = true;
        for (const spelling write : all) {
            if (not first) text(", ");
            first = false;
            const std::size_t begin = size();
            write(*this);
            if (records_) judge_->part(begin, size());
        }
    }
    /// A call of a function: its name, and the nodes of its arguments.
    constexpr void call(std::string_view name, std::initializer_list<spelling> arguments) {
        function(name);
        text("(");
        list(arguments);
        text(")");
    }
    /// The name of a function that is called.
    constexpr void function(std::string_view name) {
        text(name);
        if (told_ != nullptr) told_->function(name);
    }
    /// A type, as its `spelling` has it.
    constexpr void type(std::string_view spelled) {
        basic_writer::type(spelled);
        if (told_ != nullptr) told_->type(spelled);
    }
    /// A sequence by its quoted path, as functions take it: `'"public"."invoice_number"'::regclass`.
    constexpr void sequence(std::string_view path) {
        literal(path);
        text("::regclass");
        if (told_ != nullptr) told_->sequence(path);
    }
    /// What follows or stands before it is SQL by hand.
    constexpr void by_hand() {
        if (told_ != nullptr) told_->by_hand();
    }

    // ---- what is chosen when the query runs --------------------------------------------------------------
    // All alternatives are written, one after the other, and noted which is which; then, to be judged, each by itself.

    /// From here on, what is chosen is noted.
    constexpr void record_steps(shape_step* steps) { recorded_steps_ = steps; }
    [[nodiscard]] constexpr std::size_t steps() const { return steps_; }
    static constexpr std::size_t every_alternative = static_cast<std::size_t>(-1);
    /// Only this alternative of each choice is written, or the last.
    constexpr void choose(std::size_t alternative) { alternative_ = alternative; }
    /// Whether there are choices, and how many alternatives one has at most beside none.
    [[nodiscard]] constexpr bool is_shaped() const { return is_shaped_; }
    [[nodiscard]] constexpr std::size_t alternatives() const { return alternatives_; }
    /// A node that is written only if that is chosen.
    constexpr void if_chosen(spelling write, bool needs_parentheses) {
        is_shaped_ = true;
        const std::size_t step = begin_step(shape_step::kind::option);
        operand(write, needs_parentheses);
        end_step(step);
    }
    /// One of these.
    constexpr void one_of(std::initializer_list<spelling> all) { write_one(all, begin_step(shape_step::kind::choice)); }
    // An order that stands at several places has its choices at one of them, one after the other; the others look them up.
    /// The choices of an order begin here, if it has not begun before.
    constexpr void begin_order() { end_step(begin_step(shape_step::kind::order)); }
    /// One of these, by the choice at `index` of the order.
    constexpr void one_of_order(std::initializer_list<spelling> all, std::size_t index) {
        begin_order();
        write_one(all, begin_step(shape_step::kind::choice_of_order), index);
    }
    /// The order in this is another than that around it.
    constexpr void with_own_order(spelling write) {
        const std::size_t step = begin_step(shape_step::kind::own_order);
        write(*this);
        end_step(step);
    }
    /// Two sides with a word between them, or the one that is written.
    constexpr void joined(spelling left, std::string_view word, spelling right) {
        const std::size_t step = begin_step(shape_step::kind::joined);
        write_side(left);
        text(word);
        write_side(right);
        end_step(step);
    }
    /// What a word leads, and the word, if that is written.
    constexpr void led_by(std::string_view word, spelling write) {
        const std::size_t step = begin_step(shape_step::kind::led);
        text(word);
        write_side(write);
        end_step(step);
    }

private:
    constexpr std::size_t begin_step(shape_step::kind what) {
        if (recorded_steps_ != nullptr) {
            recorded_steps_[steps_].begin = static_cast<unsigned>(size());
            recorded_steps_[steps_].does = what;
        }
        return steps_++;
    }
    constexpr void end_step(std::size_t step, std::size_t number = 0) {
        if (recorded_steps_ == nullptr) return;
        recorded_steps_[step].end = static_cast<unsigned>(size());
        recorded_steps_[step].next = static_cast<unsigned>(steps_);
        recorded_steps_[step].number = static_cast<unsigned short>(number);
    }
    constexpr void write_side(spelling write) {
        const std::size_t step = begin_step(shape_step::kind::side);
        write(*this);
        end_step(step);
    }
    constexpr void write_one(std::initializer_list<spelling> all, std::size_t step, std::size_t number = 0) {
        is_shaped_ = true;
        if (alternatives_ < all.size()) alternatives_ = all.size();
        if (alternative_ != every_alternative) return all.begin()[alternative_ < all.size() ? alternative_ : all.size() - 1](*this);
        bool first = true;
        for (const spelling write : all) {
            if (not first) text(", ");
            first = false;
            write_side(write);
        }
        end_step(step, number);
    }

public:
    /// What a select list, a group by or an order by has between its commas, without label or direction.
    constexpr void item(spelling write) {
        const std::size_t begin = size();
        const bool is_key = std::exchange(returned_.are_being_ordered, false);
        write(*this);
        returned_.are_being_ordered = is_key;
        if (not records_) return;
        judge_->part(begin, size());
        judge_->item(begin, size());
    }

    // ---- sources by another name -------------------------------------------------------------------------

    /// What a source is called in a part of the text, or that the sources of a statement in it are called what they are.
    struct renaming {
        std::uint64_t from = 0;
        source_reference to{};
        array_view<std::uint64_t> kept{};
        const renaming* around = nullptr;
    };
    /// From here on, this holds as well; it outlives the writer's use of it. Returns what held before, to be given back.
    constexpr const renaming* rename(const renaming* next) { return std::exchange(renamed_, next); }
    [[nodiscard]] constexpr const renaming* renamed() const { return renamed_; }

    /// A column of a source.
    constexpr void column(const source_reference& said, std::string_view name, std::size_t index) {
        const source_reference& source = renamed_ == nullptr ? said : called(said);
        const std::size_t begin = size();
        if (qualified) {
            identifier(source.name);
            text(".");
        }
        identifier(name);
        if (judge_ != nullptr) judge_->column(source, index, begin);
        if (told_ != nullptr) told_->column(source.id, name);
    }
    /// All columns of a source, and if some are read as other types, these in their places.
    constexpr void columns(const source_reference& said, std::initializer_list<std::string_view> names,
                           std::initializer_list<std::string_view> read_as = {}) {
        const source_reference& source = renamed_ == nullptr ? said : called(said);
        const std::size_t first = size();
        const std::string_view* as = returned_.are_read ? read_as.begin() : read_as.end();
        for (const std::string_view name : names) {
            if (size() != first) text(", ");
            const std::size_t begin = size();
            if (qualified) identifier(source.name, name);
            else identifier(name);
            if (records_) judge_->item(begin, size());
            if (told_ != nullptr) told_->column(source.id, name);
            if (as != read_as.end()) cast_to(*as++);
        }
        if (judge_ != nullptr) judge_->column(source, detail::all_columns(names.size()), first);
    }

    /// The whole row of a source as one value, `"source".*`: the name alone would be a column's, if there is one.
    constexpr void row(const source_reference& said) {
        const source_reference& source = renamed_ == nullptr ? said : called(said);
        const std::size_t begin = size();
        identifier(source.name);
        text(".*");
        if (judge_ != nullptr) judge_->column(source, detail::row_as_value, begin);
        if (told_ != nullptr) told_->row(source.id);
    }

    // ---- what the client reads ---------------------------------------------------------------------------
    // What a statement returns of a type that has `read_as` is cast to that. What a query within it returns keeps its type, and so
    // does what is written for the schema.

    struct returned_rows {
        bool are_read = true;
        bool are_distinct = false;
        bool are_being_ordered = false;
    };
    /// A query within begins, whose rows are read by the client at most where those around it are. Returns what held before, to be
    /// given back at its end.
    constexpr returned_rows begin_query(bool returns_to_client) {
        return std::exchange(returned_, returned_rows{returns_to_client and returned_.are_read});
    }
    constexpr void end_query(const returned_rows& around) { returned_ = around; }
    /// The rows are distinct, so that they are ordered by nothing but what is returned, as it is returned.
    constexpr void returns_distinct() { returned_.are_distinct = true; }
    /// The keys by which the rows are ordered.
    constexpr void keys_of_rows(std::initializer_list<spelling> all) {
        returned_.are_being_ordered = returned_.are_distinct and returned_.are_read;
        list(all);
        returned_.are_being_ordered = false;
    }
    /// What is returned of a type that is read as another.
    constexpr void item_read_as(spelling write, bool needs_parentheses, std::string_view as) {
        cast_item(write, returned_.are_read, needs_parentheses, as);
    }
    /// A key of such a type.
    constexpr void key_read_as(spelling write, bool needs_parentheses, std::string_view as) {
        cast_item(write, returned_.are_being_ordered, needs_parentheses, as);
    }

    /// The next statement is a query that stands in from.
    constexpr void begin_in_from() {
        if (judge_ != nullptr) judge_->begin_in_from();
    }
    /// Begins a statement, which may stand within another.
    constexpr void begin_statement(place first, const announcement& what) {
        if (judge_ == nullptr) return;
        judge_->begin(first, what);
        records_ = records_ or what.is_distinct or what.has_expression_keys;
    }
    constexpr void end_statement() {
        if (judge_ != nullptr) judge_->end();
    }
    /// Where in its statement the text is, as far as it is judged.
    [[nodiscard]] constexpr place at() const { return judge_ == nullptr ? place::outside : judge_->at(); }
    /// The word of a select, unless it was written before what makes its rows distinct.
    constexpr void begin_select() {
        if (not has_begun_select_) text("select ");
        has_begun_select_ = false;
    }
    constexpr void has_begun_select() { has_begun_select_ = true; }
    /// Goes on with another place of the statement.
    constexpr void enter(place next) {
        if (judge_ != nullptr) judge_->enter(next);
    }
    /// A source, which can be named from here on.
    constexpr void source(const source_reference& added) {
        if (judge_ != nullptr) judge_->source(added);
        if (told_ != nullptr) told_->source(added.id);
    }
    /// That source is the table that is written, or whose rows are deleted.
    constexpr void target(bool is_deleted = false) {
        if (judge_ != nullptr) judge_->target(is_deleted);
    }
    /// A column of the row of that table before or after.
    constexpr void version(const source_reference& source, std::string_view name, bool is_after) {
        text(is_after ? "new." : "old.");
        identifier(name);
        if (judge_ != nullptr) judge_->version(source.id, is_after);
    }
    /// The name of a table or sequence of the app's own.
    constexpr void own_identifier(std::string_view schema, std::string_view name) {
        basic_writer::own_identifier(schema, name);
        if (judge_ != nullptr and schema.empty()) judge_->name_table(name);
        if (told_ != nullptr) told_->relation(schema, name);
    }
    /// The join of that source may leave out rows of those before it, or its own.
    constexpr void outer_join(bool before, bool added) {
        if (judge_ != nullptr) judge_->outer_join(before, added);
    }
    /// The source given last cannot be named any more.
    constexpr void end_source() {
        if (judge_ != nullptr) judge_->end_source();
    }
    /// A join, which needs a source before it.
    constexpr void joins() {
        if (judge_ != nullptr) judge_->joins();
    }
    /// What is written between these two sees nothing that stands beside it in from or with.
    constexpr void hide_siblings() {
        if (judge_ != nullptr) judge_->hide_siblings(true);
    }
    constexpr void show_siblings() {
        if (judge_ != nullptr) judge_->hide_siblings(false);
    }
    /// A common table of the statement, and a reference to one.
    constexpr void declare_common(const source_reference& added) {
        if (judge_ != nullptr) judge_->declare_common(added);
    }
    constexpr void name_common(std::uint64_t id) {
        if (judge_ != nullptr) judge_->name_common(id);
    }

    /// Between these two stands the step of a recursive common table.
    constexpr void begin_recursion(std::uint64_t id) {
        if (judge_ != nullptr) judge_->begin_recursion(id);
    }
    constexpr void end_recursion() {
        if (judge_ != nullptr) judge_->end_recursion();
    }
    /// Between these two stands a query whose rows are taken away.
    constexpr void begin_excepted() {
        if (judge_ != nullptr) judge_->begin_excepted();
    }
    constexpr void end_excepted() {
        if (judge_ != nullptr) judge_->end_excepted();
    }

    /// A common table writes to the database, which only the outermost statement can say.
    constexpr void writes_in_with() {
        if (judge_ != nullptr) judge_->writes_in_with();
    }

    /// Between these two stand the arguments of an aggregate; in an expression of the schema it is of no query.
    constexpr void begin_aggregate() {
        if (judge_ != nullptr) judge_->begin_aggregate();
    }
    constexpr void end_aggregate() {
        if (judge_ != nullptr) judge_->end_aggregate();
    }
    /// The arguments of an aggregate begin here, and only here one is distinct.
    constexpr void begin_arguments() { arguments_at_ = size(); }
    constexpr void distinct_argument() {
        if (judge_ != nullptr and arguments_at_ != size()) judge_->find(rule::distinct_in_aggregate, judge_->at());
    }
    /// Between these two stands a call of a window function.
    constexpr void begin_window() {
        if (judge_ != nullptr) judge_->begin_window();
    }
    constexpr void end_window() {
        if (judge_ != nullptr) judge_->end_window();
    }
    /// A window by its name, and the description of one.
    constexpr void name_window(std::string_view name) {
        if (judge_ != nullptr) judge_->name_window(name);
    }
    constexpr void describe_window(std::string_view name) {
        if (judge_ != nullptr) judge_->describe_window(name);
    }
    /// A key of group by that is a column, the primary key of its table, and whether all rows are grouped by it.
    constexpr void key(std::uint64_t source, std::size_t column, array_view<std::size_t> table_key, bool in_all) {
        if (judge_ != nullptr) judge_->key(source, column, table_key, in_all);
        if (told_ != nullptr and not table_key.empty()) told_->grouped_by_key(source);
    }
    /// What grouping is asked for: a column, or the expression that was written from `begin`.
    constexpr void grouping_argument(const judge::named_key& column, std::size_t begin) {
        if (judge_ != nullptr) judge_->grouping_argument(column, begin, size());
    }
    /// The rows of a source are locked, those of all for 0.
    constexpr void locks(std::uint64_t source) {
        if (judge_ != nullptr) judge_->lock(source);
    }
    /// What is written stands in for something that was refused.
    constexpr void refused() {
        if (judge_ != nullptr) judge_->refuse();
    }

private:
    constexpr void cast_item(spelling write, bool is_cast, bool needs_parentheses, std::string_view as) {
        if (not is_cast) return item(write);
        if (needs_parentheses) text("(");
        item(write);
        if (needs_parentheses) text(")");
        cast_to(as);
    }
    constexpr void cast_to(std::string_view type) {
        if (type.empty()) return;
        text("::");
        text(type);
    }
    constexpr void tell(const type_description& description) {
        text("::");
        type(description.name);
    }
    /// What a source is called here: the innermost renaming that knows it says so.
    [[nodiscard]] constexpr const source_reference& called(const source_reference& source) const {
        for (const renaming* each = renamed_; each != nullptr; each = each->around) {
            if (each->from == source.id) return each->to;
            for (std::size_t i = 0; i != each->kept.size(); ++i) {
                if (each->kept[i] == source.id) return source;
            }
        }
        return source;
    }

    judge* judge_ = nullptr;
    name_listener* told_ = nullptr;
    const renaming* renamed_ = nullptr;
    shape_step* recorded_steps_ = nullptr;
    std::size_t steps_ = 0;
    std::size_t alternative_ = every_alternative;
    std::size_t alternatives_ = 0;
    bool is_shaped_ = false;
    std::size_t arguments_at_ = 0;
    returned_rows returned_{};
    bool has_begun_select_ = false;
    bool records_ = false;  // where parts of the text begin and end
};
}  // namespace virga
