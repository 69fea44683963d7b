// virga/query/nested_insert.hpp: rows that are inserted with those of their relations, by one statement.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v, std::remove_cvref_t
#include <utility>      // std::forward

#include <virga/expr/short_type.hpp>                // virga::detail::short_type_t
#include <virga/query/detail/check.hpp>             // virga::detail::nodes_of_tree
#include <virga/query/detail/compiled.hpp>          // virga::detail::columns_of_tree
#include <virga/query/detail/stored_statement.hpp>  // virga::detail::statement_by_number
#include <virga/query/detail/written_found.hpp>     // virga::detail::written_found
#include <virga/query/detail/written_values.hpp>    // virga::detail::related_encoder
#include <virga/query/insert.hpp>                   // virga::insert_query
#include <virga/query/output.hpp>                   // virga::is_source
#include <virga/query/related.hpp>                  // virga::is_related

namespace virga {

// ---- what can be written with a row ----------------------------------------------------------------------

namespace detail {
template <class Level, class Nested>
struct level_with;
template <class Level>
struct level_with<Level, list<>> {
    using type = Level;
};
template <class Level, class First, class... Rest>
struct level_with<Level, list<First, Rest...>> : level_with<typename Level::template with_nested<First>, list<Rest...>> {};
/// A level that says no more than which columns come back, and with which rows.
template <class Level>
using plain_level =
    typename level_with<typename whole_level<typename Level::source>::template with_own<typename Level::own>,
                        typename Level::nested>::type;
}  // namespace detail

/// Whether of a relation no more is said than which columns of its rows come back: the rows that are written are those given.
template <class Level>
inline constexpr bool has_columns_alone = std::is_same_v<Level, detail::plain_level<Level>>;
template <class Number>
inline constexpr bool has_columns_alone<detail::numbered_level<Number>> = has_columns_alone<detail::type_of_number_t<Number>>;
/// Whether an insert is of one row by its values, and nothing is said of it yet.
template <class Tree>
inline constexpr bool is_insert_of_one_row = false;
/// Whether an insert says what to do on conflict.
template <class Tree>
inline constexpr bool inserts_every_row = not Tree::template has_clause<place::conflict>;
/// Whether the row that a relation begins at is known when those of the relation are written: it has no key of theirs.
template <class Ends>
inline constexpr bool is_written_after = not detail::begins_with_the_key<Ends>;
/// Whether a row is found by columns that are never NULL.
template <class Columns>
inline constexpr bool is_found_by_what_is_not_null = detail::are_never_null<Columns>;
/// Whether the app makes no value of the rows of a table between.
template <class Made>
inline constexpr bool makes_no_value_between = Made::items::size == 0;
/// Whether each relation fills other columns of the rows at which they begin, or that they lead to.
template <class Node>
inline constexpr bool fills_each_column_once = true;
/// Whether rows of a relation are given as it takes them.
template <class Node, class Given>
inline constexpr bool gives_rows_of = detail::are_rows_of<Node, Given>();
/// Whether a range holds rows with what the relations take.
template <class Root, class Range>
inline constexpr bool gives_rows_with_relations =
    detail::is_row_to_insert<Root, typename detail::element_of_rows<std::remove_cvref_t<Range>>::type>();

/// Whether something of a row is given, so that it can be told how many rows there are.
template <class Root>
inline constexpr bool gives_a_column = Root::has_given;

namespace detail {
template <std::size_t Count, class Source, class Body>
inline constexpr bool is_one_row_of = false;
template <std::size_t Count, class Source, class First, class... Items>
inline constexpr bool is_one_row_of<Count, Source, inserted_values<First, Items...>> = true;
template <std::size_t Count, class Source>
inline constexpr bool is_one_row_of<Count, Source, inserted_defaults> = true;
template <std::size_t Count, class Source, overriding Kind, class Body>
inline constexpr bool is_one_row_of<Count, Source, overridden<Kind, Body>> = is_one_row_of<Count, Source, Body>;

template <class Filled, class... Children>
consteval bool fill_different() {
    return []<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
        return are_different({Indexes...});
    }(typename joined_indexes<Filled, typename filled_before<typename Children::ends>::type...>::type{});
}
template <class Ends, class... Nested>
consteval bool fill_different_of(list<Nested...>*) {
    if constexpr (std::is_void_v<Ends>) return fill_different<std::index_sequence<>, Nested...>();
    else return fill_different<typename filled_beyond<Ends>::type, Nested...>();
}

template <class Ends, class... Nested>
consteval bool check_all_written(list<Nested...>*);
/// The rules of a relation whose rows are written, and of those in it.
template <class Nested>
consteval bool check_written() {
    using ends = typename Nested::ends;
    using level = typename Nested::level;
    if constexpr (not leads_to_a_table<ends>) {
        static_assert(leads_to_a_table<ends>,
                      "with: the relation leads to a view; rows are inserted into the tables that it is of");
        return false;
    } else if constexpr (not has_columns_alone<level>) {
        static_assert(has_columns_alone<level>,
                      "with: the rows that are written are those given; of the relation only columns, without and with say "
                      "something here");
        return false;
    } else if constexpr (begins_with_the_key<ends> and not is_found_by_what_is_not_null<typename ends::to>) {
        static_assert(is_found_by_what_is_not_null<typename ends::to>,
                      "with: the column that the relation leads to may be NULL, and then nothing would belong to the row; declare "
                      "it not_null");
        return false;
    } else if constexpr (not begins_with_the_key<ends> and not is_found_by_what_is_not_null<typename ends::from>) {
        static_assert(is_found_by_what_is_not_null<typename ends::from>,
                      "with: the column that the relation begins at may be NULL, and then nothing would belong to the row; declare "
                      "it not_null");
        return false;
    } else if constexpr (is_connected<ends> and level::nested::size != 0) {
        static_assert(level::nested::size == 0,
                      "connect: the rows are there already, so no others are written with them; leave out with");
        return false;
    } else if constexpr (not std::is_void_v<typename ends::between>) {
        using between = between_ends<typename ends::between>;
        if constexpr (not gives_every_required_column<typename between::missing>) {
            static_assert(gives_every_required_column<typename between::missing>,
                          "with: the table between has a column that is not null and has no default; insert its rows by "
                          "themselves");
            return false;
        } else if constexpr (not makes_no_value_between<typename between::made>) {
            static_assert(makes_no_value_between<typename between::made>,
                          "with: the app makes the value of a column of the table between, for each row; insert its rows by "
                          "themselves");
            return false;
        } else {
            return check_all_written<ends>(static_cast<typename level::nested*>(nullptr));
        }
    } else {
        return check_all_written<ends>(static_cast<typename level::nested*>(nullptr));
    }
}
template <class Ends, class... Nested>
consteval bool check_all_written(list<Nested...>*) {
    constexpr bool differ = fill_different_of<Ends>(static_cast<list<Nested...>*>(nullptr));
    static_assert(differ, "with: two relations fill one column of a row; leave out one of them");
    return (check_written<Nested>() and ... and differ);
}

// ---- the statement ---------------------------------------------------------------------------------------

template <class Root, bool Returns>
struct clauses_of_written {
    using found = node::written_outputs<typename written_found<Root>::outputs>;
    using type = statement_tree<clause::written_with<Root>, clause::selected<0, found>, clause::written_from<Root>>;
};
template <class Root>
struct clauses_of_written<Root, false> {
    using type = statement_tree<clause::written_with<Root>, clause::written_from<Root>>;
};
template <class Root>
using statement_of_written = typename clauses_of_written<Root, returns_what_is_written<Root>>::type;
/// The tree of an insert with related rows. It is an insert, though a select reads what it has written.
template <class Root>
struct nested_insert_tree : statement_of_written<Root> {
    static constexpr statement_kind kind = statement_kind::insert;
    static constexpr bool is_whole = true;
};
template <class Root>
struct nodes_of_tree<nested_insert_tree<Root>> : nodes_of_tree<statement_of_written<Root>> {};
template <class Root>
using shape_of_written = typename written_found<Root>::shape;
template <class Root>
    requires returns_what_is_written<Root>
inline constexpr const auto& columns_of_tree<nested_insert_tree<Root>> = columns_of_shape<shape_of_written<Root>>;
template <class Root>
inline constexpr const statement& statement_of<nested_insert_tree<Root>> = statement_by_number<nested_insert_tree<Root>>();

template <class Root, fixed_string Label>
inline constexpr bool is_new_in = true;
template <class Tree, class Own, class... Nested, fixed_string Label>
inline constexpr bool is_new_in<written_row<Tree, Own, Nested...>, Label> = is_new_label<Label, list<Nested...>>;
template <class Source, class Own, class... Nested, fixed_string Label>
inline constexpr bool is_new_in<written_rows<Source, Own, Nested...>, Label> = is_new_label<Label, list<Nested...>>;
}  // namespace detail

template <class Clause>
inline constexpr bool is_insert_of_one_row<statement_tree<Clause>> = false;
template <std::size_t Count, class Source, class Body>
inline constexpr bool is_insert_of_one_row<statement_tree<clause::into<Count, Source, Body>>> =
    detail::is_one_row_of<Count, Source, Body>;

/// Whether `returning` of rows with their relations can return it: the table, or columns of it.
template <class Source, class... Given>
inline constexpr bool are_the_table_or_columns = are_columns_of<Source, Given...>;
template <class Source>
inline constexpr bool are_the_table_or_columns<Source, Source> = true;

template <class Short, class Values>
struct nested_insert;
namespace detail {
template <class Short, class Values, class Related, class Given>
constexpr auto with_rows_of(const nested_insert<Short, Values>& before, const Related& relation, Given&& given);
}  // namespace detail

/// An insert of rows with those of their relations, of which it has a short name, with the values of its parameters.
template <class Short, class Values>
struct nested_insert : detail::writing_base {
    using root = typename detail::long_type<Short>::type;
    using tree = detail::nested_insert_tree<root>;
    [[no_unique_address]] Values parameters;

    /// The rows of one more relation of the row.
    template <class Related, class Given>
    [[nodiscard, gnu::always_inline]] constexpr auto with(const Related& relation, Given&& given) const {
        return detail::with_rows_of(*this, relation, std::forward<Given>(given));
    }
    /// What comes back of each row at the root: the table, or some of its columns. What belongs to it comes as well, as a find
    /// returns it: `u[posts_of_user]`.
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto returning(const Given&...) const {
        using source = typename root::source;
        if constexpr (detail::returns_what_is_written<root>) {
            static_assert(not detail::returns_what_is_written<root>, "returning: the statement has one already; name all in it");
            return *this;
        } else if constexpr (not are_the_table_or_columns<source, Given...>) {
            static_assert(are_the_table_or_columns<source, Given...>,
                          "returning: of rows with their relations takes the table, or columns of it; what of a relation comes "
                          "back, its columns say, by .columns(...)");
            return *this;
        } else if constexpr ((is_source<Given> or ...)) {
            return returning_own<void>();
        } else {
            return returning_own<list<node::output<tree_of<Given>>...>>();
        }
    }

private:
    template <class Own>
    [[gnu::always_inline]] constexpr auto returning_own() const {
        return nested_insert<detail::short_type_t<typename root::template with_own<Own>>, Values>{{}, parameters};
    }
};

namespace detail {
template <class Root, class Related, class Values, class Given>
[[gnu::always_inline]] constexpr auto with_rows(const Values& before, Given&& given) {
    using nested = nested_level<typename Related::ends, typename short_level<typename Related::level>::type>;
    if constexpr (not check_written<nested>()) {
        return refused_statement{};
    } else {
        using next = typename Root::template with_nested<nested>;
        using node = list_item_t<typename next::children, next::children::size - 1>;
        using plain = std::remove_cvref_t<Given>;
        if constexpr (not gives_rows_of<node, plain>) {
            static_assert(gives_rows_of<node, plain>,
                          "with: takes a range of insertable<relation>, of a relation to one such a row; or of structs, each with "
                          "that row first and then what belongs to it, in the order of the relations; of connect a range of keys, "
                          "std::tuples where these are of several columns");
            return refused_statement{};
        } else {
            using encoder = related_encoder<short_type_t<node>, element_given<node, plain>>;
            using held = decltype(hold(std::forward<Given>(given)));
            const auto all = join(before, values<bundle<encoder, held>>{{{{hold(std::forward<Given>(given))}}}});
            return nested_insert<short_type_t<next>, std::remove_const_t<decltype(all)>>{{}, all};
        }
    }
}

template <class Root, class Query, class Related, class Given>
[[gnu::always_inline]] constexpr auto with_rows_at(const Query& before, const Related&, Given&& given) {
    if constexpr (not is_related<Related>) {
        static_assert(is_related<Related>, "with: takes a relation, which one and many declare, and the rows of it");
        return refused_statement{};
    } else if constexpr (not requires { typename Related::ends; }) {
        return refused_statement{};  // it was refused where it was declared
    } else if constexpr (not begins_at<typename Root::source, typename Related::ends>) {
        static_assert(begins_at<typename Root::source, typename Related::ends>,
                      "with: the relation begins at another table than that of the insert");
        return refused_statement{};
    } else if constexpr (not is_new_in<Root, Related::ends::label>) {
        static_assert(is_new_in<Root, Related::ends::label>,
                      "with: rows of this relation stand here already; give all of them at once");
        return refused_statement{};
    } else if constexpr (not is_written_after<typename Related::ends>) {
        static_assert(is_written_after<typename Related::ends>,
                      "with: the row of this relation must be there first, as the key stands in the row that is inserted; write "
                      "insert_into(table).with(relation).rows(...)");
        return refused_statement{};
    } else {
        return with_rows<Root, Related>(before.parameters, std::forward<Given>(given));
    }
}
template <class Short, class Values, class Related, class Given>
[[gnu::always_inline]] constexpr auto with_rows_of(const nested_insert<Short, Values>& before, const Related& relation,
                                                   Given&& given) {
    using root = typename nested_insert<Short, Values>::root;
    if constexpr (not is_one_written_row<root>) {
        static_assert(is_one_written_row<root>,
                      "with: rows of several have their related rows in themselves; name the relation before rows(...)");
        return refused_statement{};
    } else {
        return with_rows_at<root>(before, relation, std::forward<Given>(given));
    }
}
template <class Tree, class Values, class Related, class Given>
[[gnu::always_inline]] constexpr auto with_rows_of(const insert_query<Tree, Values>& before, const Related& relation,
                                                   Given&& given) {
    if constexpr (not inserts_every_row<Tree>) {
        static_assert(inserts_every_row<Tree>,
                      "with: on_conflict may leave the row out, and what belongs to it would be lost; leave on_conflict out");
        return refused_statement{};
    } else if constexpr (not is_insert_of_one_row<Tree>) {
        static_assert(is_insert_of_one_row<Tree>,
                      "with: comes right after values(...), the related rows of one row; those of several rows stand in these: "
                      "insert_into(table).with(relation).rows(...)");
        return refused_statement{};
    } else {
        return with_rows_at<written_row<Tree, returns_nothing>>(before, relation, std::forward<Given>(given));
    }
}

/// An insert of rows with those of these relations, which does not say yet which.
template <class Root>
struct nested_insert_start {
    /// Every row of a range, with what belongs to it: structs whose first member is `insertable<table>`, without what relations
    /// fill, and whose others are the rows of the relations, in their order. The range must outlive the query unless it is given as
    /// an rvalue. Errors, when it is run: `value_error` where a row was not given a value that it must be given.
    template <class Range>
    [[nodiscard, gnu::always_inline]] constexpr auto rows(Range&& range) const {
        if constexpr (not gives_a_column<Root>) {
            static_assert(gives_a_column<Root>, "rows: the server alone and relations write every column of this table");
            return refused_statement{};
        } else if constexpr (not gives_rows_with_relations<Root, Range>) {
            static_assert(gives_rows_with_relations<Root, Range>,
                          "rows: takes a range of structs, each with an insertable<table, relations...> first and then what "
                          "belongs to it, in the order of the relations");
            return refused_statement{};
        } else {
            using encoder = root_encoder<short_type_t<Root>, typename element_of_rows<std::remove_cvref_t<Range>>::type>;
            using held = decltype(hold(std::forward<Range>(range)));
            using all = virga::values<bundle<encoder, held>>;
            return nested_insert<short_type_t<Root>, all>{{}, all{{{{hold(std::forward<Range>(range))}}}}};
        }
    }
};

template <class Root, class First, class... Rest>
[[gnu::always_inline]] constexpr auto start_with(const First&, const Rest&... rest) {
    if constexpr (not is_related<First>) {
        static_assert(is_related<First>, "with: takes relations, which one and many declare");
        return refused_statement{};
    } else if constexpr (not requires { typename First::ends; }) {
        return refused_statement{};
    } else if constexpr (not begins_at<typename Root::source, typename First::ends>) {
        static_assert(begins_at<typename Root::source, typename First::ends>,
                      "with: the relation begins at another table than that of the insert");
        return refused_statement{};
    } else if constexpr (not is_new_in<Root, First::ends::label>) {
        static_assert(is_new_in<Root, First::ends::label>, "with: a relation of this label stands here already");
        return refused_statement{};
    } else {
        using nested = nested_level<typename First::ends, typename short_level<typename First::level>::type>;
        using next = typename Root::template with_nested<nested>;
        if constexpr (not check_written<nested>()) {
            return refused_statement{};
        } else if constexpr (sizeof...(Rest) != 0) {
            return start_with<next>(rest...);
        } else {
            return nested_insert_start<next>{};
        }
    }
}
}  // namespace detail
}  // namespace virga
