// virga/types/column_type.hpp: what a type token is.
#pragma once

#include <concepts>     // std::same_as
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_empty_v

namespace virga {

// g++ takes it for a mistake that an enumerator is called as a type which was declared before.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What kind of value a column holds. Operators ask for it: numbers can be added, text matched with LIKE.
enum class type_category : unsigned char {
    number,
    boolean,
    text,
    date_time,
    uuid,
    json,
    binary,
    enumeration,
    array,
    other,  ///< compares with itself alone, if at all
};
#pragma GCC diagnostic pop

/// A PostgreSQL type: an empty struct that knows its name, its OIDs, the C++ value that a row holds,
/// which C++ values may be passed as a parameter without loss, and how values travel, as text and in binary.
///
/// - `spelling` is the name that DDL writes: `varchar(200)`, `double precision`, `integer[]`.
/// - `oid` and `array_oid` are those of `pg_type`; 0 for a type that has none of its own.
/// - `accepts<Value>` is asked with a decayed type.
/// - `write` appends the text that the type's input function takes, `write_binary` the payload of its
///   `receive` function; `read` and `read_binary` take what its output and `send` functions give, in a
///   session with DateStyle ISO.
/// - All four throw `value_error` for what cannot cross unchanged. No message holds a value.
///
/// Source: PostgreSQL manual, chapter 8, Data Types; pg_type.dat for the OIDs.
template <class Type>
concept column_type = std::is_empty_v<Type> and Type::template accepts<typename Type::value_type> and
                      requires(std::string& out, std::string_view source, const typename Type::value_type& value) {
    { Type::spelling.view() } -> std::same_as<std::string_view>;
    { Type::oid } -> std::same_as<const std::uint32_t&>;
    { Type::array_oid } -> std::same_as<const std::uint32_t&>;
    { Type::category } -> std::same_as<const type_category&>;
    { Type::write(out, value) } -> std::same_as<void>;
    { Type::read(source) } -> std::same_as<typename Type::value_type>;
    { Type::write_binary(out, value) } -> std::same_as<void>;
    { Type::read_binary(source) } -> std::same_as<typename Type::value_type>;
};
}  // namespace virga
