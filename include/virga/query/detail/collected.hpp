// virga/query/detail/collected.hpp: the rows of a relation to many as one value of their row: a JSON array of arrays.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/expr/in.hpp>           // virga::node::scalar_subquery
#include <virga/types/json.hpp>        // virga::types::json
#include <virga/types/type_facts.hpp>  // virga::is_same_in_json, virga::is_read_as_another

namespace virga {

namespace node {
template <class Tree>
struct collected;
}  // namespace node

namespace detail {
/// Whether a value stands in the JSON of its row as it is; rows that were collected do, as arrays.
template <class Node>
inline constexpr bool is_bare_in_json = is_same_in_json<typename Node::type>;
template <class Tree>
inline constexpr bool is_bare_in_json<node::collected<Tree>> = true;
/// The most arguments that a function has.
inline constexpr std::size_t most_arguments = 100;
}  // namespace detail

namespace node {
/// `coalesce(json_agg(json_build_array(values) order by keys), '[]')`: the rows of a level, each an array of its values. More
/// values than a function takes stand in arrays of their own.
template <class Keys, class... Outputs>
struct rows_as_json;
template <class... Keys, class... Outputs>
struct rows_as_json<list<Keys...>, Outputs...> {
    using type = types::json;
    using children = list<Outputs..., Keys...>;
    static constexpr std::size_t width = 1;
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) {
        out.begin_aggregate();
        out.text("coalesce(json_agg(json_build_array(");
        constexpr bool is_wide = sizeof...(Outputs) > detail::most_arguments;
        if (is_wide) out.text("json_build_array(");
        std::size_t count = 0;
        ((separate<is_wide>(out, count), write_output<Outputs>(out), ++count), ...);
        if (is_wide) out.text(")");
        out.text(")");
        if (sizeof...(Keys) != 0) out.text(" order by ");
        out.list({&Keys::write...});
        out.text("), '[]')");
        out.end_aggregate();
    }

private:
    template <bool IsWide>
    static constexpr void separate(writer& out, std::size_t count) {
        if (count == 0) return;
        out.text(IsWide and count % detail::most_arguments == 0 ? "), json_build_array(" : ", ");
    }
    template <class Output>
    static constexpr void write_output(writer& out) {
        using value = typename Output::value;
        if constexpr (detail::is_bare_in_json<value>) {
            value::write(out);
        } else {
            out.operand(&value::write, value::bound_by != binding::primary);
            if constexpr (is_read_as_another<typename value::type>) {
                out.text("::");
                out.text(value::type::read_as::spelling.view());
            }
            out.text("::text");
        }
    }
};

/// The rows of a relation to many, as one value of the row that they belong to.
template <class Tree>
struct collected : scalar_subquery<Tree> {
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.with_own_order(&scalar_subquery<Tree>::write);
    }
};
}  // namespace node
}  // namespace virga
