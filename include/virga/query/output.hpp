// virga/query/output.hpp: what a select list or a returning clause is made of.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <utility>      // std::index_sequence

#include <virga/expr/expression.hpp>   // virga::labelled
#include <virga/expr/given.hpp>        // virga::detail::plain_t
#include <virga/query/statement.hpp>   // virga::column_description
#include <virga/schema/table.hpp>      // virga::fields_of
#include <virga/types/type_facts.hpp>  // virga::is_read_as_another

namespace virga {

namespace detail {
/// The type that something is read as, or nothing for its own.
template <class Type>
constexpr std::string_view read_as_spelling() {
    if constexpr (is_read_as_another<Type>) return Type::read_as::spelling.view();
    else return {};
}
/// What is returned of a type that is read as another.
template <class Node>
constexpr void write_read_as(writer& out) {
    out.item_read_as(&Node::write, Node::bound_by != binding::primary, read_as_spelling<typename Node::type>());
}
}  // namespace detail

namespace node {
/// Every column of a source.
template <class Source, class Indexes = std::make_index_sequence<fields_of<Source>::size>>
struct whole_row;
template <class Source, std::size_t... Indexes>
struct whole_row<Source, std::index_sequence<Indexes...>> {
    using source = Source;
    using children = list<column_at<Source, Indexes>...>;
    using type = typename field_of<Source, 0>::type;
    static constexpr std::size_t width = sizeof...(Indexes);
    /// None: a label means one value.
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) {
        if constexpr ((is_read_as_another<typename field_of<Source, Indexes>::type> or ...))
            out.columns(detail::reference_of<Source>, {field_of<Source, Indexes>::name...},
                        {detail::read_as_spelling<typename field_of<Source, Indexes>::type>()...});
        else out.columns(detail::reference_of<Source>, {field_of<Source, Indexes>::name...});
    }
    template <class From>
    static constexpr void describe(column_description* columns) {
        ((*columns++ = {field_of<Source, Indexes>::name, result_description_of<typename field_of<Source, Indexes>::type>,
                        column_at<Source, Indexes>::template nullable_in<From>}),
         ...);
    }
};

/// What all outputs of one column have in common.
struct one_column {
    static constexpr std::size_t width = 1;
};
/// One selected value.
template <class Node>
struct output : one_column {
    using value = Node;
    using children = list<Node>;
    using type = typename Node::type;
    static constexpr std::string_view name() {
        if constexpr (requires { Node::field::name; }) return Node::field::name;
        else if constexpr (requires { Node::column_name; }) return Node::column_name;
        else return {};
    }
    static constexpr void write(writer& out) {
        if constexpr (is_read_as_another<type>) detail::write_read_as<Node>(out);
        else out.item(&Node::write);
    }
    template <class From>
    static constexpr void describe(column_description* columns) {
        *columns = {name(), result_description_of<type>, Node::template nullable_in<From>};
    }
};

/// One selected value with a name of its own.
template <class Node, fixed_string Label>
struct labelled_output : one_column {
    using value = Node;
    using children = list<Node>;
    using type = typename Node::type;
    static constexpr std::string_view name() { return Label.view(); }
    static constexpr void write(writer& out) {
        if constexpr (is_read_as_another<type>) detail::write_read_as<Node>(out);
        else out.item(&Node::write);
        out.text(" as ");
        out.identifier(Label.view());
    }
    template <class From>
    static constexpr void describe(column_description* columns) {
        *columns = {name(), result_description_of<type>, Node::template nullable_in<From>};
    }
};
}  // namespace node

/// Whether `Value` can be selected: a column, an expression, a labelled one, a table.
template <class Value>
concept is_selectable = expression_like<Value> or is_labelled<detail::plain_t<Value>> or is_source<detail::plain_t<Value>>;

/// Whether each can be selected, and there is one.
template <class... Values>
concept are_selectable = sizeof...(Values) != 0 and (is_selectable<Values> and ...);

namespace detail {
template <class Value>
struct output_of {
    using type = node::output<tree_of<Value>>;
};
template <fixed_string Label, class Node, class Values>
struct output_of<labelled<Label, Node, Values>> {
    using type = node::labelled_output<Node, Label>;
};
template <class Value>
    requires is_source<Value>
struct output_of<Value> {
    using type = node::whole_row<Value>;
};

template <fixed_string Label, class Node>
inline constexpr bool has_no_parameters<labelled<Label, Node, values<>>> = true;
template <class Value>
    requires is_source<Value>
inline constexpr bool has_no_parameters<Value> = true;

template <class Value>
[[gnu::always_inline]] constexpr const auto& parameters_of_output(const Value& value) {
    if constexpr (is_source<Value>) {
        return no_parameters;
    } else {
        return value.parameters;
    }
}
/// The parameters before what is selected and those of that.
template <class Values, class... Outputs>
[[gnu::always_inline]] constexpr auto join_outputs(const Values& before, const Outputs&... outputs) {
    return join(before, parameters_of_output(outputs)...);
}
}  // namespace detail
}  // namespace virga
