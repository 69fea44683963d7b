// virga/query/view.hpp: views, queries that the database keeps under a name.
#pragma once

#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v, std::remove_const_t

#include <virga/catalog/relation.hpp>      // virga::detail::is_view_column
#include <virga/catalog/view_options.hpp>  // virga::view_options, is_view
#include <virga/query/common_table.hpp>    // virga::is_with_columns
#include <virga/query/detail/check.hpp>    // virga::detail::soundness
#include <virga/query/from_function.hpp>   // virga::has_columns_told_apart
#include <virga/query/source.hpp>          // virga::query_source
#include <virga/text/name.hpp>             // virga::is_identifier

namespace virga {

/// What tells a view from all other sources.
template <fixed_string Name, fixed_string Schema>
struct view_source {
    static constexpr bool has_good_name = is_identifier<Name> and (Schema.size() == 0 or is_identifier<Schema>);
};
template <fixed_string Name, fixed_string Schema>
struct source_traits<view_source<Name, Schema>> {
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view schema = Schema.view();
    static constexpr std::string_view reference_name = Name.view();
    /// A view stands for itself where relations name the tables that they lead to.
    using table_type = view_source<Name, Schema>;
    /// Its rows have no members.
    template <class>
    using fields_in = view_source<Name, Schema>;
};

namespace detail {
template <fixed_string View, fixed_string Schema, fixed_string Name, class Type, bool Nullable>
inline constexpr bool is_view_column<node::source_column<view_source<View, Schema>, Name, Type, Nullable>> = true;

/// `"live_posts"`, or `"cms"."live_posts" "alias"`: a view, which is named as a table is.
template <class Tag, class View = Tag>
struct view_body {
    using tag = Tag;
    using children = list<>;
    static constexpr bool can_be_lateral = false;
    static constexpr void write(writer& out) {
        out.own_identifier(source_traits<View>::schema, source_traits<View>::name);
        if constexpr (not std::is_same_v<Tag, View>) {
            out.text(" ");
            out.identifier(source_traits<Tag>::reference_name);
        }
    }
};
}  // namespace detail

/// An index of a materialized view.
template <fixed_string Name, bool IsUnique, fixed_string... Columns>
struct view_index {};
/// Whether what a view is made of has it keep its rows.
template <class Definition>
inline constexpr bool keeps_rows = Definition::is_materialized;

namespace detail {
template <fixed_string Name, class... Columns>
constexpr bool has_column_named(list<Columns...>*) {
    return is_name_in_query<Name, Columns...>;
}
}  // namespace detail

/// A declared view. `Definition` says of what it is made, `Values` are those in it. Its columns are `live_posts[post.title]` and
/// `live_posts["n"_c]`. In from it brings no values.
template <class Source, class Definition, class Outputs, class Columns, class Values>
struct view : query_source<detail::view_body<Source>, Outputs, Columns> {
    using definition = Definition;
    static constexpr std::string_view name = source_traits<Source>::name;
    static constexpr std::string_view schema = source_traits<Source>::schema;
    [[no_unique_address]] Values defined_by;

    /// The same view under another name, to name it twice in one from.
    template <fixed_string Alias>
    [[nodiscard]] constexpr auto as() const {
        static_assert(is_identifier<Alias>, "as: a name has 1 to 63 bytes");
        return query_source<detail::view_body<detail::named_source_of<Alias, Columns>, Source>, Outputs, Columns>{};
    }

    /// A materialized view with an index of the columns of these names: `.index<"totals_by_author", "author_id">()`.
    template <fixed_string Index, fixed_string... Names>
    [[nodiscard]] constexpr auto index() const {
        return with_index<Index, false, Names...>();
    }
    /// The same with one that is unique, as `refresh_materialized_view(totals).concurrently()` needs it.
    template <fixed_string Index, fixed_string... Names>
    [[nodiscard]] constexpr auto unique_index() const {
        return with_index<Index, true, Names...>();
    }

private:
    template <fixed_string Index, bool IsUnique, fixed_string... Names>
    constexpr auto with_index() const {
        static_assert(is_identifier<Index>, "index: a name has 1 to 63 bytes");
        static_assert(keeps_rows<Definition>, "index: is of a materialized view; index the tables of a view");
        static_assert(sizeof...(Names) != 0 and (detail::has_column_named<Names>(static_cast<Columns*>(nullptr)) and ...),
                      "index: the view has no column of this name");
        using indexed = typename Definition::template with_index<view_index<Index, IsUnique, Names...>>;
        return view<Source, indexed, Outputs, Columns, Values>{{}, defined_by};
    }
};

template <class Source, class Definition, class Outputs, class Columns, class Values>
inline constexpr bool is_view<view<Source, Definition, Outputs, Columns, Values>> = true;
template <class Source, class Definition, class Outputs, class Columns, class Values>
inline constexpr bool is_source<view<Source, Definition, Outputs, Columns, Values>> = true;
template <class Source, class Definition, class Outputs, class Columns, class Values>
inline constexpr bool is_query_source<view<Source, Definition, Outputs, Columns, Values>> = true;

namespace detail {
template <class Source, class Definition, class Outputs, class Columns, class Values>
struct standing<view<Source, Definition, Outputs, Columns, Values>> {
    using body = view_body<Source>;
    using tag = Source;
};
template <class Source, class Definition, class Outputs, class Columns, class Values>
struct output_list<view<Source, Definition, Outputs, Columns, Values>>
    : output_list<query_source<view_body<Source>, Outputs, Columns>> {};
}  // namespace detail

// ---- of what it is made ------------------------------------------------------------------------------

/// A query that is text, with its columns, any of which may be NULL:
/// `text_query<"select ...", column_definition<"id", types::bigint>>`.
template <fixed_string Text, class... Columns>
struct text_query_of {};
template <fixed_string Text, class... Columns>
inline constexpr text_query_of<Text, Columns...> text_query{};

/// What a view is made of: the tree of a query, or a `text_query_of`; `Options` are `view_options` or `materialized_options`.
template <class Query, auto Options, class... Indexes>
struct view_definition {
    using query = Query;
    using indexes = list<Indexes...>;
    template <class Index>
    using with_index = view_definition<Query, Options, Indexes..., Index>;
    static constexpr auto options = Options;
    static constexpr bool is_materialized = not std::is_same_v<std::remove_const_t<decltype(Options)>, view_options>;
};

namespace detail {
template <class Query>
constexpr bool is_select_with_columns() {
    if constexpr (is_with_columns<Query>)
        return Query::tree::kind == statement_kind::select;
    else
        return false;
}
template <class Columns>
inline constexpr bool all_have_names = true;
template <class... Columns>
inline constexpr bool all_have_names<list<Columns...>> = (has_a_name_to_speak_of<Columns> and ...);
}  // namespace detail

/// Whether a view can be made of it: a select.
template <class Query>
inline constexpr bool can_be_a_view = detail::is_select_with_columns<Query>();
template <fixed_string Text, class... Columns>
inline constexpr bool can_be_a_view<text_query_of<Text, Columns...>> = true;
/// Whether a query has all its values: nobody gives any to a view.
template <class Query>
inline constexpr bool has_all_its_values = not detail::awaits_any<detail::values_in<Query>>;
/// Whether a query has one text, which nothing decides when it runs.
template <class Query>
inline constexpr bool has_one_text = not detail::measures_of<typename Query::tree>.is_shaped;
/// Whether each column of a view has a name.
template <class Columns>
inline constexpr bool has_a_name_for_each_column = detail::all_have_names<Columns>;

/// Whether the name of a view, and that of its schema, can be names.
template <class Source>
inline constexpr bool has_good_name = Source::has_good_name;

namespace detail {
template <class... Columns>
struct stated_columns;
template <fixed_string... Names, class... Types>
struct stated_columns<column_definition<Names, Types>...> {
    using type = list<result_column<Names, Types, true>...>;
};
using refused_view = view<view_source<"", "">, view_definition<text_query_of<"">, view_options{}>, list<>, list<>, values<>>;

template <class Source, auto Options, fixed_string Text, class... Columns>
constexpr auto make_view(const text_query_of<Text, Columns...>&) {
    static_assert(has_good_name<Source>, "view: a name has 1 to 63 bytes, and that of a schema too");
    if constexpr (sizeof...(Columns) == 0 or not are_named_columns<Columns...>) {
        static_assert(sizeof...(Columns) != 0 and are_named_columns<Columns...>,
                      "text_query: states each column of a view as column_definition<\"name\", type>");
        return refused_view{};
    } else {
        using columns = typename stated_columns<Columns...>::type;
        static_assert(has_columns_told_apart<columns>, "text_query: two columns have the same name; give each its own");
        return view<Source, view_definition<text_query_of<Text, Columns...>, Options>, list<>, columns, values<>>{};
    }
}
template <class Source, auto Options, class Query>
constexpr auto make_view(const Query& query) {
    static_assert(has_good_name<Source>, "view: a name has 1 to 63 bytes, and that of a schema too");
    if constexpr (not can_be_a_view<Query>) {
        static_assert(can_be_a_view<Query>, "view: takes a select, or a text_query");
        return refused_view{};
    } else if constexpr (not has_all_its_values<Query>) {
        static_assert(has_all_its_values<Query>, "view: nothing gives a value for arg<>; write the value");
        return refused_view{};
    } else if constexpr (not has_one_text<Query>) {
        static_assert(has_one_text<Query>,
                      "view: the query is shaped when it runs, and a view has one text; write it without choices");
        return refused_view{};
    } else {
        using tree = typename Query::tree;
        using columns = result_columns_of<tree>;
        [[maybe_unused]] constexpr bool is_sound = soundness<tree>::value;
        if constexpr (not has_a_name_for_each_column<columns>) {
            static_assert(has_a_name_for_each_column<columns>, "view: a column has no name; give it a label, by .as<\"name\">()");
            return refused_view{};
        } else {
            static_assert(has_columns_told_apart<columns>,
                          "view: two columns have the same name; give one another label, by .as<\"name\">()");
            return view<Source, view_definition<tree, Options>, known_outputs_of<tree>, columns, values_in<Query>>{
                {}, query.parameters};
        }
    }
}
}  // namespace detail

namespace pg {
/// A view: `inline constexpr auto live_posts = pg::view<"live_posts">(select(post.id).from(post));`, listed in a domain. It stands
/// in from as a table does. Values in the query become constants of the view.
template <fixed_string Name, view_options Options = view_options{}, fixed_string Schema = "", class Query>
[[nodiscard]] constexpr auto view(const Query& query) {
    return virga::detail::make_view<view_source<Name, Schema>, Options>(query);
}
/// A materialized view, which keeps its rows until it is refreshed.
template <fixed_string Name, materialized_options Options = materialized_options{}, fixed_string Schema = "", class Query>
[[nodiscard]] constexpr auto materialized_view(const Query& query) {
    return virga::detail::make_view<view_source<Name, Schema>, Options>(query);
}
}  // namespace pg
}  // namespace virga
