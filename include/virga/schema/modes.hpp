// virga/schema/modes.hpp: the structs that one declaration becomes: rows, inserts, patches.
#pragma once

#include <optional>     // std::optional
#include <type_traits>  // std::conditional_t
#include <utility>      // std::forward

#include <virga/schema/field.hpp>       // virga::field
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// A member of `patch<>`: "unchanged", or a value to set.
template <class Value>
class patched {
public:
    constexpr patched() = default;
    template <class Given>
        requires(std::is_constructible_v<Value, Given &&> and not std::is_same_v<std::remove_cvref_t<Given>, patched>)
    constexpr patched(Given&& value) : value_(std::in_place, std::forward<Given>(value)) {}

    /// Whether the update sets the column.
    [[nodiscard]] constexpr bool is_changed() const { return value_.has_value(); }
    /// The value to set. Precondition: `is_changed()`.
    [[nodiscard]] constexpr const Value& value() const { return *value_; }

private:
    std::optional<Value> value_;
};

/// A member of `insertable<>` whose column has a default: "the default", or a value.
template <class Value>
class defaulted {
public:
    constexpr defaulted() = default;
    template <class Given>
        requires(std::is_constructible_v<Value, Given &&> and not std::is_same_v<std::remove_cvref_t<Given>, defaulted>)
    constexpr defaulted(Given&& value) : value_(std::in_place, std::forward<Given>(value)) {}

    /// Whether a value is given; if not, the column's default is inserted.
    [[nodiscard]] constexpr bool is_given() const { return value_.has_value(); }
    /// The value given. Precondition: `is_given()`.
    [[nodiscard]] constexpr const Value& value() const { return *value_; }

private:
    std::optional<Value> value_;
};

/// A member of `insertable<>` whose column the server alone writes.
struct generated {
    friend constexpr bool operator==(generated, generated) = default;
};

namespace detail {
/// The C++ value of a column: `std::optional` where it is nullable.
template <class Field>
using field_value =
    std::conditional_t<Field::is_nullable, std::optional<typename Field::type::value_type>, typename Field::type::value_type>;

template <class Field>
using insert_value = std::conditional_t<
    Field::is_generated, generated,
    std::conditional_t<Field::is_filled, defaulted<field_value<Field>>, field_value<Field>>>;
}  // namespace detail

/// The mode of `row<post>`: what a select returns.
struct row_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = detail::field_value<field<Type, Name, Attributes...>>;
};

/// The mode of `insertable<post>`: required values, optional ones, and ones with a default.
struct insert_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = detail::insert_value<field<Type, Name, Attributes...>>;
};

/// The mode of `patch<post>`: every member is "unchanged" until a value is assigned.
struct patch_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = patched<detail::field_value<field<Type, Name, Attributes...>>>;
};
}  // namespace virga
