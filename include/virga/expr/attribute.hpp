// virga/expr/attribute.hpp: an attribute of a composite value: person.home["street"_c].
#pragma once

#include <cstddef>  // std::size_t

#include <virga/expr/label.hpp>             // virga::column_label
#include <virga/schema/composite_type.hpp>  // virga::detail::index_of_attribute
#include <virga/types/converted.hpp>        // virga::types::stored_type_t
#include <virga/types/text.hpp>             // virga::types::text

namespace virga {

namespace node {
/// `(operand)."name"`. PostgreSQL keeps no attribute from being NULL.
template <class Operand, class Attribute>
struct attribute_of : leaf {
    using type = typename Attribute::type;
    using children = list<Operand>;
    template <class>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, true);
        out.text(".");
        out.identifier(Attribute::name);
    }
};
}  // namespace node

namespace detail {
/// The attributes of a composite type, or of a domain over one; none of another type.
template <class Type>
struct attributes_in {
    using type = list<>;
};
template <class Type>
    requires requires { typename Type::composite_type; }
struct attributes_in<Type> {
    using type = typename Type::composite_type::attributes;
};
template <class Expression>
using attributes_of_value = typename attributes_in<types::stored_type_t<type_of<Expression>>>::type;
}  // namespace detail

/// Whether an expression is of a composite type that has an attribute of this name.
template <class Expression, fixed_string Name>
inline constexpr bool has_attribute = detail::index_of_attribute(Name.view(), static_cast<detail::attributes_of_value<Expression>*>(
                                                                                  nullptr)) !=
                                      detail::attributes_of_value<Expression>::size;

namespace detail {
template <class Expression, fixed_string Name>
constexpr auto attribute_called(const Expression& value, column_label<Name>) {
    using attributes = attributes_of_value<Expression>;
    if constexpr (was_refused_before<Expression>) {
        return refuse<types::text>();
    } else if constexpr (not has_attribute<Expression, Name>) {
        static_assert(attributes::size != 0, "[\"name\"_c]: only a composite type has attributes");
        static_assert(has_attribute<Expression, Name> or attributes::size == 0,
                      "[\"name\"_c]: the composite type has no attribute of this name");
        return refuse<types::text>();
    } else {
        constexpr std::size_t index = index_of_attribute(Name.view(), static_cast<attributes*>(nullptr));
        return make_expression<node::attribute_of<tree_of<Expression>, list_item_t<attributes, index>>>(value.parameters);
    }
}
}  // namespace detail
}  // namespace virga
