// virga/query/level.hpp: a level of a relational find: which rows of a table, and what is asked of each.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v
#include <utility>      // std::make_index_sequence

#include <virga/catalog/relation.hpp>          // virga::relation_kind
#include <virga/catalog/view_options.hpp>      // virga::is_view
#include <virga/expr/short_type.hpp>           // virga::detail::short_type_t
#include <virga/query/detail/level_order.hpp>  // virga::are_level_keys
#include <virga/query/detail/row_count.hpp>    // virga::is_row_count
#include <virga/query/keyset.hpp>              // virga::detail::rows_after
#include <virga/query/select.hpp>              // virga::detail::is_ordered_key of what a query is ordered by

namespace virga {

namespace detail {
/// A part of a level: its nodes, and how many parameters they have.
template <std::size_t Count, class... Nodes>
struct level_part {
    static constexpr std::size_t parameters = Count;
    static constexpr bool is_there = sizeof...(Nodes) != 0;
    using nodes = list<Nodes...>;
};
using no_part = level_part<0>;

/// What a level says by words without values: by which keys its rows are distinct (void if they need not be, an empty list for all
/// that they have), and the clause that locks them, or void.
template <class Distinct, class Lock>
struct level_words {
    using distinct = Distinct;
    using lock = Lock;
};
using no_words = level_words<void, void>;

/// The rows of `Source`: the columns that are read, as outputs (`void` for a whole row), further outputs, the order of the rows and
/// which they are, words that have no values, and the levels of relations in it.
///
/// Its parameters stand in the order in which they are named here, those of nested levels after those of `Extras`, and last those
/// of joins: of `Where` of each relation to one row.
template <class Source, class Own, class Extras, class Order, class Where, class Limit, class Offset, class Words, class... Nested>
struct level {
    using source = Source;
    using own = Own;
    using extras = Extras;
    using where = Where;
    using order = Order;
    using limit = Limit;
    using offset = Offset;
    using words = Words;
    using nested = list<Nested...>;
    static constexpr bool is_cut = Limit::is_there or Offset::is_there;

    template <class Next>
    using with_own = level<Source, Next, Extras, Order, Where, Limit, Offset, Words, Nested...>;
    template <class Next>
    using with_extras = level<Source, Own, Next, Order, Where, Limit, Offset, Words, Nested...>;
    template <class Next>
    using with_where = level<Source, Own, Extras, Order, Next, Limit, Offset, Words, Nested...>;
    template <class Next>
    using with_order = level<Source, Own, Extras, Next, Where, Limit, Offset, Words, Nested...>;
    template <class Next>
    using with_limit = level<Source, Own, Extras, Order, Where, Next, Offset, Words, Nested...>;
    template <class Next>
    using with_offset = level<Source, Own, Extras, Order, Where, Limit, Next, Words, Nested...>;
    template <class Next>
    using with_words = level<Source, Own, Extras, Order, Where, Limit, Offset, Next, Nested...>;
    template <class Next>
    using with_nested = level<Source, Own, Extras, Order, Where, Limit, Offset, Words, Nested..., Next>;

    // Where the parameters of each part begin.
    static constexpr std::size_t outputs = Extras::parameters + (0 + ... + Nested::output_parameters);
    static constexpr std::size_t where_at = outputs + Order::parameters;
    static constexpr std::size_t limit_at = where_at + Where::parameters;
    static constexpr std::size_t offset_at = limit_at + Limit::parameters;
    static constexpr std::size_t joins_at = offset_at + Offset::parameters;
    static constexpr std::size_t joins = (0 + ... + Nested::join_parameters);
};
template <class Source>
using whole_level = level<Source, void, no_part, no_part, no_part, no_part, no_part, no_words>;

/// The rows of a relation, within those of a level: all their parameters stand among what that returns, but for the condition of
/// one row, which stands at its join.
template <class Ends, class Level>
struct nested_level {
    using ends = Ends;
    using level = Level;
    static constexpr bool is_one = Ends::kind == relation_kind::one;
    static constexpr std::size_t output_parameters = is_one ? Level::outputs : Level::joins_at + Level::joins;
    static constexpr std::size_t join_parameters = is_one ? Level::where::parameters + Level::joins : 0;
};

/// A level by the number of its name, which all that speaks of a find with this level would have in its own.
template <class Number>
struct numbered_level : type_of_number_t<Number> {};
template <class Level, class Short = short_type_t<Level>>
struct short_level {
    using type = numbered_level<Short>;
};
template <class Level>
struct short_level<Level, Level> {
    using type = Level;
};

/// Some parameters with others in the place of `Removed` of them.
template <std::size_t At, std::size_t Removed, class Values, class Added>
[[gnu::always_inline]] constexpr auto splice(const Values& all, const Added& added) {
    constexpr std::size_t rest = count_of<Values> - At - Removed;
    const auto& after = part<At + Removed>(all, std::make_index_sequence<rest>{});
    constexpr bool is_early = awaits_any<Added> and awaits_any<std::remove_cvref_t<decltype(after)>>;
    return join(join(part<0>(all, std::make_index_sequence<At>{}), placed<is_early>(added)), after);
}

/// The condition that a part of a level holds, with its values.
template <class Node, class Values>
[[gnu::always_inline]] constexpr auto condition_of(const Values& all) {
    if constexpr (requires { Node::bound_by; }) return expression<Node, Values>{{}, all};
    else return shaped_condition<Node, Values, true>{all};
}
}  // namespace detail

namespace detail {
/// What is chosen of a source by a column, or, of a view, by the view itself: outputs, none if it is not of the source.
template <class Source, class Given>
struct chosen_columns {
    using type = list<>;
};
template <class Source, class Given>
    requires(is_end_column<Given> and std::is_same_v<typename tree_of<Given>::source, Source>)
struct chosen_columns<Source, Given> {
    using type = list<node::output<tree_of<Given>>>;
};
template <class Source, class Given>
    requires(is_view<Given> and std::is_same_v<typename Given::tag, Source>)
struct chosen_columns<Source, Given> : outputs_of_source<Given> {};
template <class Source, class... Given>
using chosen_columns_t = typename joined<list<>, typename chosen_columns<Source, Given>::type...>::type;
}  // namespace detail

/// Whether each is a column of the table or view, or the view, and there is one.
template <class Source, class... Columns>
inline constexpr bool are_columns_of =
    sizeof...(Columns) != 0 and ((detail::chosen_columns<Source, Columns>::type::size != 0) and ...);
/// Whether rows have a struct: those of a table, and so there are columns that can be left out.
template <class Source>
inline constexpr bool have_a_struct = requires { typename source_traits<Source>::field_list; };
/// Whether it is known what is read of the rows of a level: of a view only what is named.
template <class Level>
inline constexpr bool has_known_columns = have_a_struct<typename Level::source> or not std::is_void_v<typename Level::own>;

/// Whether each is an expression with a label.
template <class... Outputs>
inline constexpr bool are_labelled = sizeof...(Outputs) != 0 and (is_labelled<Outputs> and ...);

/// Whether a relation begins at the table.
template <class Source, class Ends>
inline constexpr bool begins_at = std::is_same_v<typename Ends::source, Source>;

/// Whether a level has no relation of this label yet.
template <fixed_string Label, class Nested>
inline constexpr bool is_new_label = true;
template <fixed_string Label, class... Nested>
inline constexpr bool is_new_label<Label, list<Nested...>> = ((not(Nested::ends::label == Label)) and ...);

/// Whether a relation is to several rows, so that they have an order and a number.
template <class Self>
inline constexpr bool has_several_rows = Self::has_several_rows;

/// Whether a level is that of the rows that a find looks for, rather than one of a relation.
template <class Self>
inline constexpr bool is_found_itself = not requires { typename Self::ends; };
/// Whether a level does not say yet that its rows are distinct.
template <class Level>
inline constexpr bool has_no_distinct = std::is_void_v<typename Level::words::distinct>;

template <class>
inline constexpr bool is_related = false;

namespace detail {
template <std::size_t Index, class... Columns>
inline constexpr bool is_among = ((tree_of<Columns>::index == Index) or ...);
template <class Source, class Indexes, class... Left>
struct columns_without;
template <class Source, std::size_t... Indexes, class... Left>
struct columns_without<Source, std::index_sequence<Indexes...>, Left...>
    : joined<std::conditional_t<is_among<Indexes, Left...>, list<>, list<node::output<node::column_at<Source, Indexes>>>>...> {};

/// The order of a level as a query has one, to be continued.
template <class Level, class Keys>
struct continued_order;
template <class Level, class... Keys>
struct continued_order<Level, list<Keys...>> {
    using type = statement_tree<clause::join<0, join_kind::from, typename Level::source>,
                                clause::words<place::order_by, Level::order::parameters, Keys...>>;
};
template <class Level>
struct continued_order<Level, list<>> {
    using type = statement_tree<clause::join<0, join_kind::from, typename Level::source>>;
};
template <class Level>
using order_of_level = typename continued_order<Level, typename Level::order::nodes>::type;

template <class Part, class... Nodes>
struct grown_part;
template <std::size_t Count, class... Before, std::size_t More, class... Added>
struct grown_part<level_part<Count, Before...>, level_part<More, Added...>> {
    using type = level_part<Count + More, Before..., Added...>;
};
}  // namespace detail

/// What can be said of the rows of a level: of those that a find looks for, and of those of a relation. Each call returns a new
/// one.
template <class Self>
struct level_calls {
    /// The rows for which the condition holds. If the relation has a condition, those for which both hold.
    template <class Condition>
    [[nodiscard, gnu::always_inline]] constexpr auto where(const Condition& condition) const {
        using level = typename Self::level;
        if constexpr (not(is_condition<Condition> or is_shaped_condition<Condition>)) {
            static_assert(is_condition<Condition>, "where: takes a boolean expression; compare the column with something");
            return self();
        } else if constexpr (not level::where::is_there) {
            using part = detail::level_part<detail::count_of<detail::values_in<Condition>>, tree_of<Condition>>;
            return changed<typename level::template with_where<part>, level::where_at, 0>(condition.parameters);
        } else {
            constexpr std::size_t size = level::where::parameters;
            const auto both = detail::condition_of<list_item_t<typename level::where::nodes, 0>>(
                                  detail::part<level::where_at>(self().parameters, std::make_index_sequence<size>{})) and
                              condition;
            using part = detail::level_part<detail::count_of<detail::values_in<decltype(both)>>, tree_of<decltype(both)>>;
            return changed<typename level::template with_where<part>, level::where_at, size>(both.parameters);
        }
    }

    /// The order of the rows: expressions, labels of `extra`, `asc(x)`, `desc(x)`, `one_of(choice, keys...)`.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto order_by(const Keys&... keys) const {
        using level = typename Self::level;
        if constexpr (not has_several_rows<Self>) {
            static_assert(has_several_rows<Self>, "order_by: the relation is to one row, which has no order");
            return self();
        } else if constexpr (not are_level_keys<Keys...>) {
            static_assert(are_level_keys<Keys...>, "order_by: a find is ordered by one or more expressions, asc(x) or desc(x)");
            return self();
        } else if constexpr (not have_known_labels<level, Keys...>) {
            static_assert(have_known_labels<level, Keys...>,
                          "order_by: no expression of this label stands before; write .extra(x.as<\"name\">()) first");
            return self();
        } else if constexpr (not have_labels_without_values<level, Keys...>) {
            static_assert(have_labels_without_values<level, Keys...>,
                          "order_by: an expression of extra holds a value, so a label names none here; order by the expression");
            return self();
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "order_by: PostgreSQL has no = and no order for values of a key's type");
            return self();
        } else if constexpr (not have_no_more_choices<Keys...>) {
            static_assert(have_no_more_choices<Keys...>,
                          "order_by: beside one_of a key holds a condition that may be off, by when; leave one of the two out");
            return self();
        } else if constexpr (level::order::is_there) {
            static_assert(not level::order::is_there, "order_by: there is one already; name all keys in it");
            return self();
        } else {
            const auto all = detail::join(keys.parameters...);
            using extras = typename level::extras::nodes;
            using part = detail::level_part<detail::count_of<decltype(all)>,
                                            typename detail::spelled_key<detail::key_node<Keys>, extras>::type...>;
            return changed<typename level::template with_order<part>, level::outputs, 0>(all);
        }
    }

    /// The rows after one, in the order of the level: takes that row's values of the keys of `order_by`, or an optional tuple of
    /// them, which is empty for the first page. A relation has such rows for each row that it belongs to.
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto after(const Given&... given) const {
        using level = typename Self::level;
        using order = detail::order_of_level<level>;
        if constexpr (not has_several_rows<Self>) {
            static_assert(has_several_rows<Self>, "after: the relation is to one row");
            return self();
        } else if constexpr (not detail::may_be_after<order>(static_cast<list<Given...>*>(nullptr))) {
            return self();
        } else {
            return where(detail::rows_after(detail::order_of<order>{}, given...));
        }
    }

    /// The first of all rows with the same keys, by the order, which begins with them; a relation has one for each row that it
    /// belongs to. Related rows are those of the rows that are left.
    template <class... Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto distinct_on(const Keys&...) const {
        if constexpr (not has_several_rows<Self>) {
            static_assert(has_several_rows<Self>, "distinct_on: the relation is to one row");
            return self();
        } else if constexpr (not are_keys_without_values<Keys...>) {
            static_assert(are_keys_without_values<Keys...>, "distinct_on: takes one or more expressions, without values");
            return self();
        } else if constexpr (not have_an_order<Keys...>) {
            static_assert(have_an_order<Keys...>, "distinct_on: PostgreSQL has no = and no order for values of a key's type");
            return self();
        } else {
            return with_distinct<list<tree_of<Keys>...>>();
        }
    }
    /// The rows without those that are alike, in all columns and expressions of the find.
    [[nodiscard, gnu::always_inline]] constexpr auto distinct() const {
        if constexpr (not is_found_itself<Self>) {
            static_assert(is_found_itself<Self>,
                          "distinct: related rows come as JSON, of which PostgreSQL has no =; take distinct_on(columns)");
            return self();
        } else {
            return with_distinct<list<>>();
        }
    }

    /// At most this many rows; of a relation, for each row that it belongs to.
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto limit(Count&& rows) const {
        using level = typename Self::level;
        if constexpr (not has_several_rows<Self>) {
            static_assert(has_several_rows<Self>, "limit: the relation is to one row");
            return self();
        } else if constexpr (level::limit::is_there or not is_row_count<std::decay_t<Count>>) {
            (void)detail::refuse_limit<level, std::decay_t<Count>, not level::limit::is_there>();
            return self();
        } else {
            const auto count = detail::row_count_operand(static_cast<Count&&>(rows));
            using part = detail::level_part<1, tree_of<decltype(count)>>;
            return changed<typename level::template with_limit<part>, level::limit_at, 0>(count.parameters);
        }
    }
    /// The rows after so many.
    template <class Count>
    [[nodiscard, gnu::always_inline]] constexpr auto offset(Count&& rows) const {
        using level = typename Self::level;
        if constexpr (not has_several_rows<Self>) {
            static_assert(has_several_rows<Self>, "offset: the relation is to one row");
            return self();
        } else if constexpr (level::offset::is_there or not is_row_count<std::decay_t<Count>>) {
            (void)detail::refuse_offset<level, std::decay_t<Count>, not level::offset::is_there>();
            return self();
        } else {
            const auto count = detail::row_count_operand(static_cast<Count&&>(rows));
            using part = detail::level_part<1, tree_of<decltype(count)>>;
            return changed<typename level::template with_offset<part>, level::offset_at, 0>(count.parameters);
        }
    }

    /// Only these columns of each row; of a view also `.columns(view)`, which are all.
    template <class... Columns>
    [[nodiscard, gnu::always_inline]] constexpr auto columns(const Columns&...) const {
        using level = typename Self::level;
        using source = typename level::source;
        if constexpr (not are_columns_of<source, Columns...>) {
            static_assert(are_columns_of<source, Columns...>, "columns: takes columns of the table whose rows these are");
            return self();
        } else {
            return changed<typename level::template with_own<detail::chosen_columns_t<source, Columns...>>, 0, 0>(no_parameters);
        }
    }
    /// All columns of each row but these.
    template <class... Columns>
    [[nodiscard, gnu::always_inline]] constexpr auto without(const Columns&...) const {
        using level = typename Self::level;
        using source = typename level::source;
        if constexpr (not are_columns_of<source, Columns...>) {
            static_assert(are_columns_of<source, Columns...>, "without: takes columns of the table whose rows these are");
            return self();
        } else if constexpr (not have_a_struct<source>) {
            static_assert(have_a_struct<source>, "without: leaves out columns of a table; of a view name those that are read, by "
                                                 ".columns(...)");
            return self();
        } else {
            using all = std::make_index_sequence<fields_of<source>::size>;
            using rest = typename detail::columns_without<source, all, Columns...>::type;
            static_assert(rest::size != 0, "without: no column is left");
            return changed<typename level::template with_own<rest>, 0, 0>(no_parameters);
        }
    }
    /// Beside the columns these expressions, by their labels: `.extra(count(posts_of_user).as<"posts">())`, read as `u["posts"_c]`.
    template <class... Outputs>
    [[nodiscard, gnu::always_inline]] constexpr auto extra(const Outputs&... outputs) const {
        using level = typename Self::level;
        if constexpr (not are_labelled<Outputs...>) {
            static_assert(are_labelled<Outputs...>, "extra: takes expressions with a label, by .as<\"name\">()");
            return self();
        } else {
            const auto all = detail::join(outputs.parameters...);
            using added = detail::level_part<detail::count_of<decltype(all)>,
                                             node::labelled_output<tree_of<Outputs>, Outputs::label>...>;
            using part = typename detail::grown_part<typename level::extras, added>::type;
            return changed<typename level::template with_extras<part>, level::extras::parameters, 0>(all);
        }
    }

    /// With each row those of a relation, or of several: `.with(posts_of_user.limit(5).with(comments_of_post))`.
    template <class First, class... Rest>
    [[nodiscard, gnu::always_inline]] constexpr auto with(const First& first, const Rest&... rest) const {
        if constexpr (sizeof...(Rest) != 0) return with(first).with(rest...);
        else return with_relation(first);
    }

private:
    [[nodiscard, gnu::always_inline]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }

    template <class Level, std::size_t At, std::size_t Removed, class Added>
    [[nodiscard, gnu::always_inline]] constexpr auto changed(const Added& added) const {
        if constexpr (not detail::may_be_distinct<Level>()) return self();
        else if constexpr (Removed == 0 and detail::count_of<Added> == 0) return Self::template again<Level>(self().parameters);
        else return Self::template again<Level>(detail::splice<At, Removed>(self().parameters, added));
    }

    template <class Keys>
    [[nodiscard, gnu::always_inline]] constexpr auto with_distinct() const {
        using level = typename Self::level;
        if constexpr (not has_no_distinct<level>) {
            static_assert(has_no_distinct<level>, "distinct: the rows are distinct already");
            return self();
        } else {
            return changed<
                typename level::template with_words<detail::level_words<Keys, typename level::words::lock>>, 0, 0>(no_parameters);
        }
    }

    template <class Related>
    [[nodiscard, gnu::always_inline]] constexpr auto with_relation(const Related& related) const {
        using level = typename Self::level;
        if constexpr (not is_related<Related>) {
            static_assert(is_related<Related>, "with: takes relations, which one and many declare");
            return self();
        } else if constexpr (not requires { typename Related::ends; }) {
            return self();  // it was refused where it was declared
        } else if constexpr (not begins_at<typename level::source, typename Related::ends>) {
            static_assert(begins_at<typename level::source, typename Related::ends>,
                          "with: the relation begins at another table; it can stand in a level of that");
            return self();
        } else if constexpr (not has_known_columns<typename Related::level>) {
            static_assert(has_known_columns<typename Related::level>,
                          "with: the rows of a view have no struct; say what of them is read, by .columns(view) or "
                          ".columns(view[x], ...)");
            return self();
        } else if constexpr (not is_new_label<Related::ends::label, typename level::nested>) {
            static_assert(is_new_label<Related::ends::label, typename level::nested>,
                          "with: a relation of this label stands here already; declare one of the two with another label");
            return self();
        } else {
            using added =
                detail::nested_level<typename Related::ends, typename detail::short_level<typename Related::level>::type>;
            using next = typename level::template with_nested<added>;
            constexpr std::size_t outputs = added::output_parameters;
            constexpr std::size_t joins = added::join_parameters;
            if constexpr (not detail::may_be_distinct<next>()) {
                return self();
            } else if constexpr (outputs + joins == 0) {
                return Self::template again<next>(self().parameters);
            } else {
                // Its values stand as its own text has them: what it returns, then its conditions.
                const auto all = detail::splice<level::outputs, 0>(
                    self().parameters, detail::part<0>(related.parameters, std::make_index_sequence<outputs>{}));
                return Self::template again<next>(
                    detail::join(all, detail::part<outputs>(related.parameters, std::make_index_sequence<joins>{})));
            }
        }
    }
};
}  // namespace virga
