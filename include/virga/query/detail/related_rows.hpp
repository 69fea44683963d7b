// virga/query/detail/related_rows.hpp: rows to insert that come with others, which columns of them a relation fills.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::conditional_t, std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/catalog/relation.hpp>      // virga::relation_kind
#include <virga/query/inferred_index.hpp>  // virga::detail::joined_indexes
#include <virga/query/insert_rows.hpp>     // virga::detail::insertable_of
#include <virga/query/related.hpp>         // virga::related
#include <virga/schema/modes.hpp>          // virga::detail::insert_member
#include <virga/schema/table.hpp>          // virga::source_traits

namespace virga {

/// Whether a relation leads to a table, into which rows can be inserted.
template <class Ends>
inline constexpr bool leads_to_a_table = detail::are_of_a_table<typename Ends::to>;

namespace detail {
/// Whether a value can be given to a column that a relation fills.
template <class Given>
inline constexpr bool is_left_to_the_app = false;
}  // namespace detail

/// A member of `insertable<posts_of_user>` whose column the relation fills.
struct filled_by_relation {
    constexpr filled_by_relation() = default;
    template <class Given>
        requires(not std::is_same_v<Given, filled_by_relation> and not detail::becomes_anything<Given>)
    constexpr filled_by_relation(const Given&) {
        static_assert(detail::is_left_to_the_app<Given>,
                      "insertable: a relation fills this column, from the row that this one comes with; it takes no value");
    }
    friend constexpr bool operator==(filled_by_relation, filled_by_relation) = default;
};

/// A relation to rows that are there already: the ends of it that `connect` makes.
template <class Ends>
struct connected_ends : Ends {};

namespace detail {
template <class Ends>
inline constexpr bool is_connected = false;
template <class Ends>
inline constexpr bool is_connected<connected_ends<Ends>> = true;

/// Whether the row that a relation begins at has the key in itself, so that the other row is there before.
template <class Ends>
inline constexpr bool begins_with_the_key = Ends::kind == relation_kind::one and std::is_void_v<typename Ends::between> and
                                            std::is_same_v<referenced_t<typename Ends::from>, typename Ends::to>;

template <class Columns>
struct indexes_of_columns;
template <class... Columns>
struct indexes_of_columns<list<Columns...>> {
    using type = std::index_sequence<Columns::index...>;
};
/// The columns that a relation fills, of the rows that it leads to and of those that it begins at.
template <class Ends>
struct filled_beyond
    : std::conditional_t<begins_with_the_key<Ends> or not std::is_void_v<typename Ends::between>, indexes_of_columns<list<>>,
                         indexes_of_columns<typename Ends::to>> {};
template <class Ends>
struct filled_before
    : std::conditional_t<begins_with_the_key<Ends>, indexes_of_columns<typename Ends::from>, indexes_of_columns<list<>>> {};

template <class Given, class All>
struct in_ascending_order;
template <std::size_t... Given, std::size_t... All>
struct in_ascending_order<std::index_sequence<Given...>, std::index_sequence<All...>>
    : joined_indexes<std::conditional_t<contains({Given...}, All), std::index_sequence<All>, std::index_sequence<>>...> {};

/// The mode of `insertable<posts_of_user>`: that of `insertable<post>`, but for the columns at `Filled`.
template <class Table, std::size_t... Filled>
struct partial_insert_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = std::conditional_t<(std::is_same_v<field<Type, Name, Attributes...>, field_of<Table, Filled>> or ...),
                                      filled_by_relation, typename insert_member<field<Type, Name, Attributes...>>::type>;
};

/// The rows of `Source` of which these columns are filled: as they are given, and what tells of them.
template <class Source, class Indexes>
struct partial_rows;
template <class Source, std::size_t... Filled>
struct partial_rows<Source, std::index_sequence<Filled...>> {
    using tag = partial_row<Filled...>;
    using type = typename source_traits<Source>::template fields_in<partial_insert_mode<table_of<Source>, Filled...>>;
};
template <class Source>
struct partial_rows<Source, std::index_sequence<>> {
    using tag = partial_row<>;
    using type = insertable_of<Source>;
};
/// The rows of `Source` that relations bring or come with; `Filled` are the columns that each of these fills.
template <class Source, class... Filled>
struct related_rows
    : partial_rows<Source, typename in_ascending_order<typename joined_indexes<std::index_sequence<>, Filled...>::type,
                                                       std::make_index_sequence<fields_of<Source>::size>>::type> {};

template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes, class First, class... Rest>
struct insertable_struct<table<Name, Fields, Schema, Attributes...>, First, Rest...>
    : related_rows<table<Name, Fields, Schema, Attributes...>, typename filled_before<typename First::ends>::type,
                   typename filled_before<typename Rest::ends>::type...> {};
template <class Ends, class... Relations>
struct insertable_related : related_rows<table_of<typename Ends::target>, typename filled_beyond<Ends>::type,
                                         typename filled_before<typename Relations::ends>::type...> {};
template <class Ends, class... Relations>
    requires(not leads_to_a_table<Ends>)
struct insertable_related<Ends, Relations...> {
    static_assert(leads_to_a_table<Ends>,
                  "insertable: the relation leads to a view; rows are inserted into the tables that it is of");
    using type = refused_relation;
};
template <class Ends, class Level, class Values, class... Relations>
struct insertable_struct<related<Ends, Level, Values>, Relations...> : insertable_related<Ends, Relations...> {};
template <class Ends, class Level, class Values>
struct insertable_struct<related<Ends, Level, Values>> : insertable_related<Ends> {};
/// Nothing follows from a relation that was refused.
template <class... Relations>
struct insertable_struct<refused_relation, Relations...> {
    using type = refused_relation;
};
}  // namespace detail

/// Whether `connect` takes a relation: by rows of a table between.
template <class Ends>
inline constexpr bool is_by_a_table_between = not std::is_void_v<typename Ends::between>;

/// The relation of rows that are there already: where rows are written with `connect(tags_of_post)`, keys are given of tags, and
/// written is what ties them together. A key of several columns is a `std::tuple`.
template <class Ends, class Level, class Values>
[[nodiscard]] constexpr auto connect(const related<Ends, Level, Values>& relation) {
    if constexpr (not is_by_a_table_between<Ends>) {
        static_assert(is_by_a_table_between<Ends>,
                      "connect: one of the two rows of this relation has the key in itself; set that column, by insert or update");
        return relation;
    } else {
        return related<connected_ends<Ends>, Level, Values>{{}, {}, relation.parameters};
    }
}
}  // namespace virga
