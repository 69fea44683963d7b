// virga/schema/modes.hpp: the structs that one declaration becomes: rows, inserts, patches.
#pragma once

#include <concepts>     // std::floating_point, std::same_as
#include <cstddef>      // std::nullptr_t
#include <limits>       // std::numeric_limits
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t, std::is_convertible_v
#include <utility>      // std::forward

#include <virga/schema/field.hpp>               // virga::field
#include <virga/text/fixed_string.hpp>          // virga::fixed_string
#include <virga/types/detail/is_optional.hpp>   // virga::types::detail::is_optional
#include <virga/types/detail/whole_number.hpp>  // virga::types::detail::whole_number_value

namespace virga {

namespace detail {
/// Whether a member of a patch or an insertable takes what is assigned to it: as a parameter of its column does, it never
/// rounds and never guesses. A whole number of any size is checked when it comes.
template <class Value, class Given>
inline constexpr bool takes = std::is_convertible_v<Given, Value>;
template <types::detail::whole_number_value Value, class Given>
inline constexpr bool takes<Value, Given> = types::detail::whole_number_value<std::remove_cvref_t<Given>>;
template <std::floating_point Value, class Given>
inline constexpr bool takes<Value, Given> =
    std::same_as<std::remove_cvref_t<Given>, Value> or std::same_as<std::remove_cvref_t<Given>, float> or
    (types::detail::whole_number_value<std::remove_cvref_t<Given>> and sizeof(std::remove_cvref_t<Given>) < sizeof(Value));
template <class Given>
inline constexpr bool takes<bool, Given> = std::same_as<std::remove_cvref_t<Given>, bool>;
template <class Given>
inline constexpr bool takes<std::string, Given> =
    std::is_convertible_v<Given, std::string_view> and not std::same_as<std::remove_cvref_t<Given>, std::nullptr_t>;
template <class Value, class Given>
inline constexpr bool takes<std::optional<Value>, Given> =
    std::same_as<std::remove_cvref_t<Given>, std::nullopt_t> or takes<Value, Given>;
template <class Value, class Inner>
inline constexpr bool takes<std::optional<Value>, std::optional<Inner>> = takes<Value, Inner>;
template <class Value, class Inner>
inline constexpr bool takes<std::optional<Value>, std::optional<Inner>&> = takes<Value, Inner>;
template <class Value, class Inner>
inline constexpr bool takes<std::optional<Value>, const std::optional<Inner>&> = takes<Value, Inner>;

/// What Boost.PFR counts members with is no value of a user's, and no error.
struct unrelated {};
template <class Given>
inline constexpr bool becomes_anything = std::is_convertible_v<Given, unrelated> or std::is_convertible_v<Given, unrelated&>;

/// What was given, as a member holds it. Errors: value_error for a whole number that is out of range.
template <class Value, class Given>
constexpr Value taken(Given&& given) {
    using plain = std::remove_cvref_t<Given>;
    using types::detail::is_optional;
    if constexpr (is_optional<plain> or is_optional<Value>) {
        using inner = typename Value::value_type;
        if constexpr (std::same_as<plain, std::nullopt_t> or std::same_as<plain, Value>) return std::forward<Given>(given);
        else if constexpr (not is_optional<plain>) return Value{taken<inner>(std::forward<Given>(given))};
        else return given.has_value() ? Value{taken<inner>(*std::forward<Given>(given))} : Value{};
    } else if constexpr (types::detail::whole_number_value<Value>) {
        using limits = std::numeric_limits<Value>;
        if (not types::detail::in_range<Value>(given)) {
            types::detail::refuse_whole_number("a member of a patch or an insertable", limits::min(), limits::max());
        }
        return static_cast<Value>(given);
    } else if constexpr (std::floating_point<Value>) {
        return static_cast<Value>(given);
    } else if constexpr (std::same_as<Value, std::string> and not std::is_convertible_v<Given, Value>) {
        return std::string(std::string_view(given));
    } else {
        return std::forward<Given>(given);
    }
}
}  // namespace detail

/// A member of `patch<>`: "unchanged", or a value to set.
template <class Value>
class patched {
public:
    constexpr patched() = default;
    template <class Given>
        requires(not std::same_as<std::remove_cvref_t<Given>, patched> and detail::takes<Value, Given>)
    constexpr patched(Given&& value) : value_(std::in_place, detail::taken<Value>(std::forward<Given>(value))) {}
    template <class Given>
        requires(not std::same_as<std::remove_cvref_t<Given>, patched> and not detail::takes<Value, Given> and
                 not detail::becomes_anything<Given>)
    constexpr patched(Given&&) {
        static_assert(detail::takes<Value, Given>,
                      "patch: a member takes a value of its column's C++ type, or one that cannot change on the way");
    }

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
        requires(not std::same_as<std::remove_cvref_t<Given>, defaulted> and detail::takes<Value, Given>)
    constexpr defaulted(Given&& value) : value_(std::in_place, detail::taken<Value>(std::forward<Given>(value))) {}
    template <class Given>
        requires(not std::same_as<std::remove_cvref_t<Given>, defaulted> and not detail::takes<Value, Given> and
                 not detail::becomes_anything<Given>)
    constexpr defaulted(Given&&) {
        static_assert(detail::takes<Value, Given>,
                      "insertable: a member takes a value of its column's C++ type, or one that cannot change on the way");
    }

    /// Whether a value is given; if not, the column's default is inserted.
    [[nodiscard]] constexpr bool is_given() const { return value_.has_value(); }
    /// The value given. Precondition: `is_given()`.
    [[nodiscard]] constexpr const Value& value() const { return *value_; }

private:
    std::optional<Value> value_;
};

template <fixed_string Column, class Value>
class required;
namespace detail {
template <class Given>
inline constexpr bool is_required_member = false;
template <fixed_string Column, class Value>
inline constexpr bool is_required_member<required<Column, Value>> = true;
}  // namespace detail

/// A member of `insertable<>` whose column is not null and has no default: nothing yet, or a value.
///
/// It can be left out of no list of initializers, `insertable<post>{.title = "Hi"}`: the compiler refuses one without it, for the
/// constructor that makes nothing of nothing is explicit. Whoever makes the struct first and assigns then, `insertable<post> one;`,
/// hears of it when the rows are inserted: `value_error`, before anything is sent.
template <fixed_string Column, class Value>
class required {
public:
    // The compilers quote this line, or name the class. It has no parameters, of which g++ would make a warning.
    explicit constexpr required() {}  // the column is not null and has no default: name this member, and give it a value
    template <class Given>
        requires(not detail::is_required_member<std::remove_cvref_t<Given>> and detail::takes<Value, Given>)
    constexpr required(Given&& value) : value_(std::in_place, detail::taken<Value>(std::forward<Given>(value))) {}
    template <class Given>
        requires(not detail::is_required_member<std::remove_cvref_t<Given>> and not detail::takes<Value, Given> and
                 not detail::becomes_anything<Given>)
    constexpr required(Given&&) {
        static_assert(detail::takes<Value, Given>,
                      "insertable: a member takes a value of its column's C++ type, or one that cannot change on the way");
    }
    /// What another column's member was given.
    template <fixed_string Other>
    constexpr required(const required<Other, Value>& other) : value_(other.value_) {}

    /// Whether a value is given, as it must be when the row is inserted.
    [[nodiscard]] constexpr bool is_given() const { return value_.has_value(); }
    /// The value given. Precondition: `is_given()`.
    [[nodiscard]] constexpr const Value& value() const { return *value_; }

private:
    template <fixed_string, class>
    friend class required;
    std::optional<Value> value_;
};

namespace detail {
/// Whether a value can be written to a column that the server alone writes.
template <class Given>
inline constexpr bool takes_values = false;
}  // namespace detail

/// A member of `insertable<>` or `patch<>` whose column the server alone writes.
struct generated {
    constexpr generated() = default;
    template <class Given>
        requires(not std::same_as<Given, generated> and not detail::becomes_anything<Given>)
    constexpr generated(const Given&) {
        static_assert(detail::takes_values<Given>, "patch, insertable: the server alone writes this column; it takes no value");
    }
    friend constexpr bool operator==(generated, generated) = default;
};

namespace detail {
/// The C++ value of a column: `std::optional` where it is nullable.
template <class Field>
using field_value =
    std::conditional_t<Field::is_nullable, std::optional<typename Field::type::value_type>, typename Field::type::value_type>;

/// The member of a column in an insert.
template <class Field>
struct insert_member {
    using type = std::conditional_t<Field::is_generated, generated,
                                    std::conditional_t<Field::is_filled, defaulted<field_value<Field>>, field_value<Field>>>;
};
template <class Type, fixed_string Name, class... Attributes>
    requires field<Type, Name, Attributes...>::is_required
struct insert_member<field<Type, Name, Attributes...>> {
    using type = required<Name, field_value<field<Type, Name, Attributes...>>>;
};

template <class Field>
using patch_value = std::conditional_t<Field::is_generated, generated, patched<field_value<Field>>>;
}  // namespace detail

/// The mode of `row<post>`: what a select returns.
struct row_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = detail::field_value<field<Type, Name, Attributes...>>;
};

/// The mode of `insertable<post>`: required values, optional ones, and ones with a default.
struct insert_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = typename detail::insert_member<field<Type, Name, Attributes...>>::type;
};

/// The mode of `patch<post>`: every member is "unchanged" until a value is assigned.
struct patch_mode {
    template <class Type, fixed_string Name, class... Attributes>
    using member = detail::patch_value<field<Type, Name, Attributes...>>;
};
}  // namespace virga
