// virga/query/source.hpp: what can stand in a from clause beside tables: subqueries and common tables, by their columns.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/expr/in.hpp>       // virga::any_scope
#include <virga/expr/label.hpp>    // virga::column_label
#include <virga/query/output.hpp>  // virga::node::output
#include <virga/text/fnv1a.hpp>    // virga::detail::fnv1a

namespace virga {

/// A column of a query's result: its name, empty if it has none, and its type.
template <fixed_string Name, class Type, bool Nullable>
struct result_column {
    using type = Type;
    static constexpr fixed_string name = Name;
    static constexpr bool is_nullable = Nullable;
};

/// What tells a source that is made of a query from all others: its name, and a number for its columns. Its columns' nodes say no
/// more of it: the query itself would be in the name of each type that is made of them.
template <fixed_string Name, std::uint64_t Columns>
struct named_source {};
template <fixed_string Name, std::uint64_t Columns>
struct source_traits<named_source<Name, Columns>> {
    static constexpr std::string_view reference_name = Name.view();
};

namespace detail {
/// A number for a name, made as those of types are.
constexpr std::size_t number_of_name(std::string_view name) {
    return static_cast<std::size_t>(fnv1a(name) >> 1U);  // the other half stands for whole rows
}
}  // namespace detail

namespace node {
/// A column of a source that is made of a query.
template <class Source, fixed_string Name, class Type, bool Nullable>
struct source_column : leaf {
    using source = Source;
    using type = Type;
    static constexpr std::string_view column_name = Name.view();
    template <class From>
    static constexpr bool nullable_in = Nullable or From::template is_optional<Source>;
    static constexpr void write(writer& out) {
        out.column(detail::reference_of<Source>, Name.view(), detail::number_of_name(Name.view()));
    }
};
template <class Source, fixed_string Name, class Type, bool Nullable>
template <class Scope, class... Absent>
inline constexpr bool source_column<Source, Name, Type, Nullable>::nullable_in<grouped_scope<Scope, Absent...>> =
    nullable_in<Scope> or virga::detail::is_one_of<source_column, Absent...>;
}  // namespace node

namespace detail {
template <class Source, fixed_string Name, class Type, bool Nullable>
inline constexpr bool is_column_node<node::source_column<Source, Name, Type, Nullable>> = true;

// ---- the columns of a query's result ---------------------------------------------------------------

template <class Field>
struct name_of_field;
template <class Type, fixed_string Name, class... Attributes>
struct name_of_field<field<Type, Name, Attributes...>> {
    static constexpr fixed_string name = Name;
};
/// The name that an output has in the result, if it has one that is sure.
template <class Output>
struct output_label {
    static constexpr fixed_string name{""};
};
template <class Source, std::size_t Index>
struct output_label<node::output<node::column_at<Source, Index>>> : name_of_field<field_of<Source, Index>> {};
template <class Source, fixed_string Name, class Type, bool Nullable>
struct output_label<node::output<node::source_column<Source, Name, Type, Nullable>>> {
    static constexpr fixed_string name = Name;
};
template <class Node, fixed_string Label>
struct output_label<node::labelled_output<Node, Label>> {
    static constexpr fixed_string name = Label;
};

/// The outputs of a select list with each table in it taken apart into its columns.
template <class Output>
struct taken_apart {
    using type = list<Output>;
};
template <class Source, std::size_t... Indexes>
struct taken_apart<node::whole_row<Source, std::index_sequence<Indexes...>>> {
    using type = list<node::output<node::column_at<Source, Indexes>>...>;
};
template <class Outputs>
struct single_outputs;
template <class... Outputs>
struct single_outputs<list<Outputs...>> : joined<typename taken_apart<Outputs>::type...> {};
template <class Tree>
using single_outputs_of = typename single_outputs<typename Tree::outputs>::type;

template <class Outputs, class Scope>
struct result_columns;
template <class... Outputs, class Scope>
struct result_columns<list<Outputs...>, Scope> {
    using type =
        list<result_column<output_label<Outputs>::name, typename Outputs::type, Outputs::value::template nullable_in<Scope>>...>;
};
/// The columns of a query's result, whatever stands around it.
template <class Tree>
using result_columns_of = typename result_columns<single_outputs_of<Tree>, typename Tree::template scope_in<any_scope>>::type;

/// Whether an outer join may leave out the one table whose rows a query returns.
template <class Tree>
inline constexpr bool reads_optional_row = true;
template <class Tree>
    requires(Tree::outputs::size == 1 and requires { typename list_item_t<typename Tree::outputs, 0>::source; })
inline constexpr bool reads_optional_row<Tree> =
    Tree::template scope_in<any_scope>::template is_optional<typename list_item_t<typename Tree::outputs, 0>::source>;

template <fixed_string Name, class Columns>
using named_source_of = named_source<Name, number_of_type<Columns>()>;

// ---- how a source stands in from -------------------------------------------------------------------

/// What stands in from is a table or alias itself, or the body of a source made of a query.
template <class Source>
struct standing {
    using body = Source;
    using tag = Source;
};

/// `(select ...) as "name"`
template <class Tag, class Tree>
struct subquery_body {
    using tag = Tag;
    using children = list<>;
    using subquery = Tree;
    static constexpr bool can_be_lateral = true;
    static constexpr void write(writer& out) {
        out.text("(");
        out.begin_in_from();
        write_inner<Tree>(out);
        out.text(") as ");
        out.identifier(source_traits<Tag>::reference_name);
    }
};
/// `"name"`, a common table of the statement, or `"name" as "alias"`.
template <class Tag, class Table = Tag>
struct common_body {
    using tag = Tag;
    using children = list<>;
    static constexpr bool can_be_lateral = false;
    static constexpr void write(writer& out) {
        out.identifier(source_traits<Table>::reference_name);
        out.name_common(reference_of<Table>.id);
        if constexpr (not std::is_same_v<Tag, Table>) {
            out.text(" as ");
            out.identifier(source_traits<Tag>::reference_name);
        }
    }
};

/// Whether an output is just this node; a whole row never is.
template <class Node, class Output>
inline constexpr bool is_output_of = false;
template <class Node, class Output>
    requires requires { typename Output::value; }
inline constexpr bool is_output_of<Node, Output> = std::is_same_v<typename Output::value, Node>;
}  // namespace detail

/// Whether a query that is a source selects the expression, once.
template <class Expression, class... Outputs>
inline constexpr bool is_column_of_query = (0 + ... + (detail::is_output_of<tree_of<Expression>, Outputs> ? 1 : 0)) == 1;
/// Whether a query that is a source has one column of this name.
template <fixed_string Name, class... Columns>
inline constexpr bool is_name_in_query = (0 + ... + (Columns::name == Name ? 1 : 0)) == 1;
/// Whether a column has a name by which another query can speak of it.
template <class Column>
inline constexpr bool has_a_name_to_speak_of = Column::name.size() != 0;

/// Whether rows of it can be taken by chance: of tables only, in schema/table.hpp.
template <class Source, class Method>
inline constexpr bool can_be_sampled = false;

/// Something that stands in from by a name, made of a query: `recent[post.id]` is the column that the query selects as `post.id`,
/// `recent["n"_c]` the one with that label.
template <class Body, class Outputs, class Columns, class Values = values<>>
struct query_source;
template <class Body, class... Outputs, class... Columns, class Values>
struct query_source<Body, list<Outputs...>, list<Columns...>, Values> {
    using body = Body;
    using tag = typename Body::tag;
    using columns = list<Columns...>;
    [[no_unique_address]] Values parameters;

    /// The column that is selected as this expression.
    template <class Expression>
        requires expression_like<Expression>
    [[nodiscard, gnu::always_inline]] constexpr auto operator[](const Expression&) const {
        if constexpr (not is_column_of_query<Expression, Outputs...>) {
            static_assert(
                is_column_of_query<Expression, Outputs...>,
                "subquery: its select list does not have this expression, or twice; select it, or give it a label and ask by that");
            return detail::refuse<type_of<Expression>>();
        } else {
            constexpr std::size_t at = [] {
                std::size_t place = 0;
                const bool all[]{detail::is_output_of<tree_of<Expression>, Outputs>...};
                while (not all[place]) ++place;
                return place;
            }();
            return column<list_item_t<columns, at>>();
        }
    }
    /// The column of this name.
    template <fixed_string Name>
    [[nodiscard, gnu::always_inline]] constexpr auto operator[](column_label<Name>) const {
        if constexpr (not is_name_in_query<Name, Columns...>) {
            static_assert(is_name_in_query<Name, Columns...>,
                          "subquery: it has no column of this name, or two; look at its select list");
            return detail::refuse<types::boolean>();
        } else {
            constexpr std::size_t at = [] {
                std::size_t place = 0;
                const bool all[]{(Columns::name == Name)...};
                while (not all[place]) ++place;
                return place;
            }();
            return column<list_item_t<columns, at>>();
        }
    }

    /// Refused: only a table is sampled.
    template <class Method>
    [[nodiscard]] constexpr auto tablesample(const Method&) const {
        static_assert(can_be_sampled<query_source, Method>,
                      "tablesample: takes rows of a table only; sample the tables that the query selects from");
        return *this;
    }

private:
    template <class Column>
    [[gnu::always_inline]] static constexpr auto column() {
        static_assert(has_a_name_to_speak_of<Column>, "subquery: the column has no name; give it a label, by .as<\"name\">()");
        return expression<node::source_column<tag, Column::name, typename Column::type, Column::is_nullable>>{};
    }
};

template <class Definition, class Body, class Outputs, class Columns, class Values>
struct common_table;  // a query of with, in query/common_table.hpp

template <class>
inline constexpr bool is_query_source = false;
/// Whether it is some rows of a table, in query/sample.hpp.
template <class>
inline constexpr bool is_sample = false;
/// Whether it can stand in from: what has a name, and a sample of a table.
template <class Source>
inline constexpr bool can_stand_in_from = is_source<Source> or is_sample<Source>;
template <class Body, class Outputs, class Columns, class Values>
inline constexpr bool is_query_source<query_source<Body, Outputs, Columns, Values>> = true;
template <class Body, class Outputs, class Columns, class Values>
inline constexpr bool is_source<query_source<Body, Outputs, Columns, Values>> = true;

/// Whether a join can have the word lateral before the source: a query that is written there.
template <class Source>
inline constexpr bool can_be_lateral = false;
template <class Body, class Outputs, class Columns, class Values>
inline constexpr bool can_be_lateral<query_source<Body, Outputs, Columns, Values>> = Body::can_be_lateral;

namespace detail {
template <class Body, class Outputs, class Columns, class Values>
struct standing<query_source<Body, Outputs, Columns, Values>> {
    using body = Body;
    using tag = typename Body::tag;
};
template <class Source>
using body_of = typename standing<Source>::body;

template <class Source>
struct tag_of_body {
    using type = Source;
};
template <class Body>
    requires requires { typename Body::tag; }
struct tag_of_body<Body> {
    using type = typename Body::tag;
};
template <class Body>
using tag_of = typename tag_of_body<Body>::type;

/// The values that a source brings into from.
template <class Source>
[[gnu::always_inline]] constexpr const auto& parameters_of_source(const Source& source) {
    if constexpr (is_query_source<Source> or is_sample<Source>) return source.parameters;
    else return no_parameters;
}
template <class Source>
inline constexpr std::size_t parameters_in_source = 0;
template <class Body, class Outputs, class Columns, class Values>
inline constexpr std::size_t parameters_in_source<query_source<Body, Outputs, Columns, Values>> = count_of<Values>;

/// The columns of such a source, as a select list has them when it names the source.
template <class Source, class Column>
using whole_source_output =
    node::output<node::source_column<typename Source::tag, Column::name, typename Column::type, Column::is_nullable>>;
template <class Source, class Columns = typename Source::columns>
struct outputs_of_source;
template <class Source, class... Columns>
struct outputs_of_source<Source, list<Columns...>> {
    using type = list<whole_source_output<Source, Columns>...>;
};
}  // namespace detail
}  // namespace virga
