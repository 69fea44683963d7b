// virga/query/related.hpp: relations between tables, one and many, and what can be asked of the rows that they lead to.
#pragma once

#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v

#include <virga/catalog/relation.hpp>        // virga::relation_ends
#include <virga/query/detail/check.hpp>      // virga::detail::nodes_under
#include <virga/query/detail/belonging.hpp>  // virga::detail::junction
#include <virga/query/level.hpp>             // virga::level_calls
#include <virga/text/label_code.hpp>         // virga::detail::label_code_of

namespace virga {

namespace detail {
struct refused_relation;
template <class Related>
[[gnu::always_inline]] constexpr auto test_related(const Related& relation);
}  // namespace detail

/// What can be asked of a relation as a condition. Friends, so that the names are found where a relation is given, and are free
/// for tables of an app elsewhere.
struct relation_conditions {
    /// `exists (select ...)`: whether a row is related, and meets the condition: `any(posts_of_user, post.views > 100)`.
    template <class Related>
        requires is_related<Related>
    [[nodiscard, gnu::always_inline]] friend constexpr auto any(const Related& relation) {
        return detail::test_related(relation);
    }
    template <class Related, class Condition>
        requires is_related<Related>
    [[nodiscard, gnu::always_inline]] friend constexpr auto any(const Related& relation, const Condition& condition) {
        return detail::test_related(relation.where(condition));
    }
    /// `not exists (select ...)`: whether no row is related, or none meets the condition.
    template <class Related>
        requires is_related<Related>
    [[nodiscard, gnu::always_inline]] friend constexpr auto none(const Related& relation) {
        return not detail::test_related(relation);
    }
    template <class Related, class Condition>
        requires is_related<Related>
    [[nodiscard, gnu::always_inline]] friend constexpr auto none(const Related& relation, const Condition& condition) {
        return not detail::test_related(relation.where(condition));
    }
    /// Whether every related row meets the condition, as is so where there is none. Where the condition is NULL it is not met.
    template <class Related, class Condition>
        requires is_related<Related>
    [[nodiscard, gnu::always_inline]] friend constexpr auto every(const Related& relation, const Condition& condition) {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "every: takes a boolean expression; compare the column with something");
            return detail::refuse<types::boolean>();
        } else {
            return not detail::test_related(relation.where(not condition.is_true()));
        }
    }
};

/// A relation by its label, as a row of a find knows it.
template <class Label>
struct labelled_relation : relation_conditions {};

/// A relation, and what is asked of its rows. `inline constexpr auto posts_of_user = many<"posts">(post.author_id);`
template <class Ends, class Level, class Values = values<>>
struct related : level_calls<related<Ends, Level, Values>>, labelled_relation<detail::label_code_of<Ends::label>> {
    using ends = Ends;
    using level = Level;
    static constexpr bool has_several_rows = Ends::kind == relation_kind::many;
    [[no_unique_address]] Values parameters;

    /// The same relation with another level.
    template <class Next, class All>
    [[gnu::always_inline]] static constexpr auto again(const All& all) {
        return related<Ends, Next, All>{{}, {}, all};
    }

    /// Its rows are collected by a subquery beside each row that they belong to. Without it those of a find that is not cut
    /// come by a select of their own, where that can be, which is faster for many rows.
    [[nodiscard, gnu::always_inline]] constexpr auto lateral() const {
        static_assert(virga::has_several_rows<related>, "lateral: the relation is to one row, which is joined");
        return related<detail::lateral_ends<Ends>, Level, Values>{{}, {}, parameters};
    }

    /// A value of the row that a relation to one leads to, NULL if it leads to none: `author_of_post[user.name]`.
    template <class Expression>
    [[nodiscard, gnu::always_inline]] constexpr auto operator[](const Expression& value) const;
};
template <class Ends, class Level, class Values>
inline constexpr bool is_related<related<Ends, Level, Values>> = true;
template <>
inline constexpr bool is_related<detail::refused_relation> = true;

namespace detail {
template <class Ends>
[[gnu::always_inline]] constexpr auto make_related() {
    return related<Ends, whole_level<typename Ends::target>>{};
}
/// What a relation is that was refused: whatever is asked of it, nothing follows.
struct refused_relation : relation_conditions {
    static constexpr values<> parameters{};
    constexpr refused_relation where(const auto&...) const { return {}; }
    constexpr refused_relation order_by(const auto&...) const { return {}; }
    constexpr refused_relation after(const auto&...) const { return {}; }
    constexpr refused_relation distinct(const auto&...) const { return {}; }
    constexpr refused_relation distinct_on(const auto&...) const { return {}; }
    constexpr refused_relation limit(const auto&...) const { return {}; }
    constexpr refused_relation offset(const auto&...) const { return {}; }
    constexpr refused_relation columns(const auto&...) const { return {}; }
    constexpr refused_relation without(const auto&...) const { return {}; }
    constexpr refused_relation extra(const auto&...) const { return {}; }
    constexpr refused_relation with(const auto&...) const { return {}; }
    constexpr refused_relation lateral() const { return {}; }
    template <class Expression>
    constexpr auto operator[](const Expression&) const { return refuse<types::boolean>(); }
};

template <relation_kind Kind, fixed_string Label, bool IsUnchecked, class From, class To, class Between, bool Required>
[[gnu::always_inline]] constexpr auto check_relation() {
    using ends = relation_ends<Kind, Label, From, To, Between, Required>;
    constexpr bool is_one = Kind == relation_kind::one;
    if constexpr (not is_identifier<Label>) {
        static_assert(is_identifier<Label>, "relation: a label has 1 to 63 bytes");
        return refused_relation{};
    } else if constexpr (not is_no_column<Label, typename ends::source>) {
        static_assert(is_no_column<Label, typename ends::source>,
                      "relation: the table that it begins at has a column of this name; give it another label");
        return refused_relation{};
    } else if constexpr (is_one and not is_key<To> and not IsUnchecked) {
        static_assert(is_key<To> or IsUnchecked,
                      "one: several rows can have the same values of the columns it leads to; declare them unique, or the relation "
                      "many; of a view, or where a condition leaves one, say one<\"label\", unchecked>(from, to)");
        return refused_relation{};
    } else if constexpr (not is_one and not is_key<From> and not IsUnchecked) {
        static_assert(is_key<From> or IsUnchecked,
                      "many: the columns that it begins at are no key, so rows would belong to several; declare them unique, or "
                      "say many<\"label\", unchecked>(from, to) if that is meant");
        return refused_relation{};
    } else {
        return make_related<ends>();
    }
}

template <relation_kind Kind, fixed_string Label, bool IsUnchecked, class From, class To>
[[gnu::always_inline]] constexpr auto relate_ends() {
    if constexpr (not have_the_same_types<From, To>) {
        static_assert(have_the_same_types<From, To>, "relation: its two ends differ in the number or types of their columns");
        return refused_relation{};
    } else {
        // From the row with the foreign key there is one, if that is never NULL.
        constexpr bool is_required = Kind == relation_kind::one and are_never_null<From> and std::is_same_v<referenced_t<From>, To>;
        return check_relation<Kind, Label, IsUnchecked, From, To, void, is_required>();
    }
}
template <relation_kind Kind, fixed_string Label, bool IsUnchecked, class Key>
[[gnu::always_inline]] constexpr auto relate_by_key() {
    if constexpr (not is_foreign_key<Key>) {
        static_assert(is_foreign_key<Key>,
                      "relation: no foreign key is declared on just these columns; declare it, or name both ends: "
                      "(user.email, visit.email)");
        return refused_relation{};
    } else if constexpr (Kind == relation_kind::one) {
        return relate_ends<Kind, Label, IsUnchecked, Key, referenced_t<Key>>();
    } else {
        return relate_ends<Kind, Label, IsUnchecked, referenced_t<Key>, Key>();
    }
}
/// Whether several columns are one foreign key, rather than the two ends.
template <class... Given>
inline constexpr bool are_one_key = false;
template <class... Given>
    requires(is_end_column<Given> and ...)
inline constexpr bool are_one_key<Given...> = [] {
    if constexpr (not std::is_void_v<end_of_t<std::tuple<Given...>>>) return is_foreign_key<end_of_t<std::tuple<Given...>>>;
    else return false;
}();

template <relation_kind Kind, fixed_string Label, class... Attributes, class... Given>
[[gnu::always_inline]] constexpr auto relate(list<Attributes...>, const Given&...) {
    constexpr bool unchecked = is_unchecked<Attributes...>;
    if constexpr (not are_relation_attributes<Attributes...>) {
        static_assert(are_relation_attributes<Attributes...>, "relation: after the label there is only unchecked");
        return refused_relation{};
    } else if constexpr (not are_ends<Given...>) {
        static_assert(are_ends<Given...>, "relation: takes columns, or a std::tuple of columns of one table or view");
        return refused_relation{};
    } else if constexpr (sizeof...(Given) == 1) {
        return relate_by_key<Kind, Label, unchecked, end_of_t<Given>...>();
    } else if constexpr (are_one_key<Given...>) {
        return relate_by_key<Kind, Label, unchecked, end_of_t<std::tuple<Given...>>>();
    } else if constexpr (sizeof...(Given) == 2) {
        return relate_ends<Kind, Label, unchecked, end_of_t<Given>...>();
    } else {
        constexpr bool is_key_or_two_ends = sizeof...(Given) == 2;
        static_assert(is_key_or_two_ends,
                      "relation: takes the columns of a foreign key, or two ends, each a column or a std::tuple of columns");
        return refused_relation{};
    }
}

/// A relation that does not say yet by which table it leads.
template <relation_kind Kind, fixed_string Label>
struct open_relation {
    /// By the rows of a table between, whose foreign keys lead to both: `.through(post_tag.post_id, post_tag.tag_id)`; keys of
    /// several columns are tuples.
    template <class Near, class Far>
    [[nodiscard, gnu::always_inline]] constexpr auto through(const Near&, const Far&) const {
        using near = end_of_t<Near>;
        using far = end_of_t<Far>;
        if constexpr (not are_ends<Near, Far>) {
            static_assert(are_ends<Near, Far>, "through: takes two columns of the table between, or two tuples of such");
            return refused_relation{};
        } else if constexpr (not are_of_one_table<near, far>) {
            static_assert(are_of_one_table<near, far>, "through: the two are columns of different tables");
            return refused_relation{};
        } else if constexpr (not(is_foreign_key<near> and is_foreign_key<far>)) {
            static_assert(is_foreign_key<near> and is_foreign_key<far>,
                          "through: no foreign key is declared on just these columns; each of the two must lead to one of the "
                          "tables");
            return refused_relation{};
        } else if constexpr (Kind == relation_kind::one and not is_key<near>) {
            static_assert(is_key<near>,
                          "one: several rows of the table between can lead from one; declare its columns unique, or the relation "
                          "many");
            return refused_relation{};
        } else {
            return check_relation<Kind, Label, false, referenced_t<near>, referenced_t<far>, between_rows<near, far>, false>();
        }
    }

private:
    template <class Near, class Far>
    static constexpr bool are_of_one_table =
        std::is_same_v<typename list_item_t<Near, 0>::source, typename list_item_t<Far, 0>::source>;
};
}  // namespace detail

/// A relation to one row: `one<"author">(post.author_id)`, from the table with the foreign key to that which it references; or from
/// one end to another, which is unique: `one<"profile">(user.id, profile.user_id)`. Ends of several columns are tuples.
template <fixed_string Label, auto... Attributes, class First, class... Rest>
[[nodiscard, gnu::always_inline]] constexpr auto one(const First& first, const Rest&... rest) {
    return detail::relate<relation_kind::one, Label>(list<std::remove_const_t<decltype(Attributes)>...>{}, first, rest...);
}
/// A relation to many rows: `many<"posts">(post.author_id)`, from the table that the foreign key references to that which has it;
/// or from one end, which is a key, to another. `many<"tags">().through(post_tag.post_id, post_tag.tag_id)`, by a table between.
template <fixed_string Label, auto... Attributes, class First, class... Rest>
[[nodiscard, gnu::always_inline]] constexpr auto many(const First& first, const Rest&... rest) {
    return detail::relate<relation_kind::many, Label>(list<std::remove_const_t<decltype(Attributes)>...>{}, first, rest...);
}
template <fixed_string Label>
[[nodiscard, gnu::always_inline]] constexpr auto many() {
    return detail::open_relation<relation_kind::many, Label>{};
}
/// The same to one row, where the table between has one row at most for each:
/// `one<"desk">().through(seat.person_id, seat.desk_id)`.
template <fixed_string Label>
[[nodiscard, gnu::always_inline]] constexpr auto one() {
    return detail::open_relation<relation_kind::one, Label>{};
}

namespace detail {
// ---- what is asked of related rows in an expression ------------------------------------------------

/// The most aliases of its own that a node has within: where a table is related to itself, each level has another one.
template <class Nodes>
inline constexpr std::size_t aliases_in = 0;
template <class Node>
inline constexpr std::size_t aliases_of = aliases_in<typename nodes_under<Node>::type>;
template <class Node>
    requires requires { Node::related_aliases; }
inline constexpr std::size_t aliases_of<Node> = Node::related_aliases;
template <class... Nodes>
inline constexpr std::size_t aliases_in<list<Nodes...>> = [] {
    std::size_t most = 0;
    ((most = aliases_of<Nodes> > most ? aliases_of<Nodes> : most), ...);
    return most;
}();

/// What the related rows stand as: a table that is related to itself needs another name.
template <class Ends, class Nodes, bool IsSame>
struct related_as {
    using type = typename Ends::target;
    static constexpr std::size_t aliases = 0;
};
template <std::size_t Number>
inline constexpr auto related_name = [] {
    auto name = numbered_name<Number>;
    name.characters[0] = '~';
    return name;
}();
template <class Ends, class Nodes>
struct related_as<Ends, Nodes, true> {
    static constexpr std::size_t aliases = aliases_in<Nodes> + 1;
    using type = aliased<table_of<typename Ends::target>, related_name<aliases>>;
};

/// `select outputs from related where they belong to the row and the condition holds`. `Nodes` are the condition, or none.
template <class Ends, class Where, class Output>
struct related_select {
    using nodes = typename joined<typename Where::nodes, list<Output>>::type;
    static constexpr bool is_same =
        source_traits<typename Ends::source>::reference_name == source_traits<typename Ends::target>::reference_name;
    using place = related_as<Ends, nodes, is_same>;
    using as = typename place::type;
    using path = path_with_t<list<>, typename Ends::target, as>;
    using between = junction<Ends, typename Ends::between, list<typename Ends::source, as>, as>;
    using belongs =
        matching_columns_t<typename between::near, typename between::near_as, typename Ends::from, typename Ends::source>;
    using condition = typename and_also<belongs, moved_nodes_t<Where, path>>::type;
    using where = typename clause_if_there<virga::place::where, Where::parameters, list<condition>>::type;
    template <std::size_t Count>
    using tree = typename tree_of_list<
        typename joined<list<clause::selected<Count, node::output<moved_t<Output, path>>>, clause::join<0, join_kind::from, as>>,
                        typename between::joins, where>::type>::type;
};
}  // namespace detail

namespace node {
/// Whether a row is related that meets a condition.
template <class Ends, class Where>
struct related_test
    : exists_test<typename detail::related_select<Ends, Where, list_item_t<typename Ends::to, 0>>::template tree<0>> {
    static constexpr std::size_t related_aliases =
        detail::related_select<Ends, Where, list_item_t<typename Ends::to, 0>>::place::aliases;
};
/// A value of the related rows.
template <class Ends, class Where, std::size_t Count, class Output, bool IsNullable>
struct related_value : scalar_subquery<typename detail::related_select<Ends, Where, Output>::template tree<Count>> {
    static constexpr std::size_t related_aliases = detail::related_select<Ends, Where, Output>::place::aliases;
    template <class>
    static constexpr bool nullable_in = IsNullable;
};
}  // namespace node

/// Whether a relation is given with no more than a condition: how many of its rows come, in which order and with what, says nothing
/// where it is asked whether there are any.
template <class Level>
inline constexpr bool has_condition_alone = not(Level::is_cut or Level::order::is_there or Level::extras::is_there) and
                                            Level::nested::size == 0;

namespace detail {
template <class Related>
constexpr bool check_condition_alone() {
    static_assert(has_condition_alone<typename Related::level>,
                  "any, none, every, count: of the relation only its where says something here; leave out the rest");
    return has_condition_alone<typename Related::level>;
}

template <class Related>
[[gnu::always_inline]] constexpr auto test_related(const Related& relation) {
    if constexpr (not requires { typename Related::ends; }) return refuse<types::boolean>();
    else if constexpr (not check_condition_alone<Related>()) return refuse<types::boolean>();
    else return make_expression<node::related_test<typename Related::ends, typename Related::level::where>>(relation.parameters);
}

/// This value of the related rows; `Added` has its parameters.
template <bool IsNullable, class Related, class Expression>
[[gnu::always_inline]] constexpr auto ask_related(const Related& relation, const Expression& value) {
    if constexpr (not requires { typename Related::ends; }) {
        return refuse<type_of<Expression>>();
    } else if constexpr (not check_condition_alone<Related>()) {
        return refuse<type_of<Expression>>();
    } else {
        const auto all = join(value.parameters, relation.parameters);
        using node = node::related_value<typename Related::ends, typename Related::level::where, count_of<values_in<Expression>>,
                                         tree_of<Expression>, IsNullable>;
        return make_expression<node>(all);
    }
}
}  // namespace detail

/// Whether a relation is to one row.
template <class Ends>
inline constexpr bool is_to_one = Ends::kind == relation_kind::one;

template <class Ends, class Level, class Values>
template <class Expression>
constexpr auto related<Ends, Level, Values>::operator[](const Expression& value) const {
    if constexpr (not expression_like<Expression>) {
        static_assert(expression_like<Expression>, "relation[x]: takes an expression of the table that it leads to");
        return detail::refuse<types::boolean>();
    } else if constexpr (not is_to_one<Ends>) {
        static_assert(is_to_one<Ends>,
                      "relation[x]: the relation leads to many rows, which have many values; take min, max, sum, avg or count of "
                      "them");
        return detail::refuse<type_of<Expression>>();
    } else {
        return detail::ask_related<true>(*this, value);
    }
}

/// Whether something is what the following functions ask: a relation.
template <class Given>
concept relation_like = is_related<std::remove_cvref_t<Given>>;

// Values are taken as aggregates take theirs, who would be preferred otherwise.

/// `(select count(*) ...)`: how many rows are related.
template <relation_like Related>
[[nodiscard, gnu::always_inline]] constexpr auto count(const Related& relation) {
    return detail::ask_related<false>(relation, virga::count());
}
/// `(select count(*) ... where condition)`: how many related rows meet it.
template <relation_like Related, class Condition>
[[nodiscard, gnu::always_inline]] constexpr auto count(Related&& relation, Condition&& condition) {
    return virga::count(relation.where(condition));
}
/// `(select min(x) ...)` of the related rows; NULL where there is none.
template <relation_like Related, class Value>
    requires expression_like<std::remove_cvref_t<Value>>
[[nodiscard, gnu::always_inline]] constexpr auto min(Related&& relation, Value&& value) {
    return detail::ask_related<true>(relation, virga::min(value));
}
/// `(select max(x) ...)` of the related rows; NULL where there is none.
template <relation_like Related, class Value>
    requires expression_like<std::remove_cvref_t<Value>>
[[nodiscard, gnu::always_inline]] constexpr auto max(Related&& relation, Value&& value) {
    return detail::ask_related<true>(relation, virga::max(value));
}
/// `(select sum(x) ...)` of the related rows; NULL where there is none.
template <relation_like Related, class Value>
    requires expression_like<std::remove_cvref_t<Value>>
[[nodiscard, gnu::always_inline]] constexpr auto sum(Related&& relation, Value&& value) {
    return detail::ask_related<true>(relation, virga::sum(value));
}
/// `(select avg(x) ...)` of the related rows; NULL where there is none.
template <relation_like Related, class Value>
    requires expression_like<std::remove_cvref_t<Value>>
[[nodiscard, gnu::always_inline]] constexpr auto avg(Related&& relation, Value&& value) {
    return detail::ask_related<true>(relation, virga::avg(value));
}
}  // namespace virga
