// virga/expr/collation.hpp: collate, the order of a text.
#pragma once

#include <virga/expr/expression.hpp>    // virga::expression_like, virga::detail::make_expression
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

/// Whether something is an expression of text, which has an order.
template <class Given>
inline constexpr bool is_collatable = false;
template <expression_like Given>
inline constexpr bool is_collatable<Given> = is_text<Given> or detail::was_refused_before<Given>;

/// `text collate "Name"`: the text in another order, `collate<"de-x-icu">(post.title)`. (A member would need the word `template` in
/// the constraints of a table.)
template <fixed_string Name, class Text>
[[nodiscard, gnu::always_inline]] constexpr auto collate(const Text& text) {
    if constexpr (not is_identifier<Name>) {
        static_assert(is_identifier<Name>, "collate: a name has 1 to 63 bytes");
        return detail::refuse<types::text>();
    } else if constexpr (detail::untyped<Text>) {
        detail::refuse_misplaced<Text>();
        return detail::refuse<types::text>();
    } else if constexpr (not is_collatable<Text>) {
        static_assert(is_collatable<Text>, "collate: only text has an order of its own");
        return detail::refuse<types::text>();
    } else {
        return detail::make_expression<node::collated<Name, tree_of<Text>>>(text.parameters);
    }
}
}  // namespace virga
