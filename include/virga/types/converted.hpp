// virga/types/converted.hpp: a column type whose values are of the app's own C++ type.
#pragma once

#include <concepts>     // std::convertible_to
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <virga/types/type_facts.hpp>  // virga::compared_t, virga::bare_t

namespace virga {

/// How a C++ type of the app's own is stored: specialize it with two static functions,
/// `Value decode(stored)` and `stored encode(const Value&)`, where `stored` is what a row of the
/// column's type would hold, such as `std::string` for text. Both may throw; what they throw reaches
/// the caller.
template <class Value>
struct codec;

/// Whether `codec<Value>` turns `Value` into values of the column type `Type` and back.
template <class Value, class Type>
concept stored_as = requires(const Value& value, const typename Type::value_type& stored) {
    { codec<Value>::encode(value) };
    { codec<Value>::decode(stored) } -> std::convertible_to<Value>;
} and Type::template accepts<std::remove_cvref_t<decltype(codec<Value>::encode(std::declval<const Value&>()))>>;

namespace types {

/// `Base` in the database, `Value` in C++.
template <class Base, class Value>
struct converted : Base {
    using base_type = Base;
    using compared_type = converted<compared_t<Base>, Value>;
    using bare_type = converted<bare_t<Base>, Value>;
    using value_type = Value;

    template <class Given>
    static constexpr bool accepts = std::is_same_v<Given, Value>;

    static void write(std::string& out, const Value& value) { Base::write(out, codec<Value>::encode(value)); }
    static Value read(std::string_view text) { return codec<Value>::decode(Base::read(text)); }
    static void write_binary(std::string& out, const Value& value) {
        Base::write_binary(out, codec<Value>::encode(value));
    }
    static Value read_binary(std::string_view bytes) { return codec<Value>::decode(Base::read_binary(bytes)); }
};

/// The type under `as<>`.
template <class Type>
struct stored_type {
    using type = Type;
};
template <class Base, class Value>
struct stored_type<converted<Base, Value>> {
    using type = Base;
};
template <class Type>
using stored_type_t = typename stored_type<Type>::type;
}  // namespace types
}  // namespace virga
