// virga/expr/collation.hpp: collate, the order of a text.
#pragma once

#include <virga/expr/expression.hpp>    // virga::expression
#include <virga/expr/pattern.hpp>       // virga::is_text
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier

namespace virga {

namespace node {
/// `operand collate "name"`
template <fixed_string Name, class Operand>
struct collated {
    using type = typename Operand::type;
    using children = list<Operand>;
    static constexpr binding bound_by = binding::collation;
    template <class From>
    static constexpr bool nullable_in = Operand::template nullable_in<From>;
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
        out.text(" collate ");
        out.identifier(Name.view());
    }
};
}  // namespace node

template <class Self>
template <fixed_string Name>
constexpr auto operations<Self>::collate() const {
    static_assert(is_identifier<Name>, "collate: a name has 1 to 63 bytes");
    if constexpr (not is_text<Self>) {
        static_assert(is_text<Self> or detail::was_refused_before<Self>, "collate: only text has an order of its own");
        return detail::refuse<types::text>();
    } else {
        return detail::make_expression<node::collated<Name, tree_of<Self>>>(self().parameters);
    }
}
}  // namespace virga
