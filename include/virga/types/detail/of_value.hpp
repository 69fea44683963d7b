// virga/types/detail/of_value.hpp: what the types have in common whose values are of one C++ type and of no other.
#pragma once

#include <concepts>  // std::same_as

#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/types/column_type.hpp>  // virga::type_category

namespace virga::types::detail {

/// A type called `Name` whose values and parameters are `Value`. It compares with its own kind alone. What derives from it adds the
/// OIDs, the facts and the four functions of a `column_type`.
template <fixed_string Name, class Value>
struct of_value {
    using value_type = Value;
    static constexpr auto spelling = Name;
    static constexpr type_category category = type_category::other;

    template <class Given>
    static constexpr bool accepts = std::same_as<Given, Value>;
};
}  // namespace virga::types::detail
