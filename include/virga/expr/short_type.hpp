// virga/expr/short_type.hpp: a short name for a type, in the names of functions and objects.
#pragma once

#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint64_t

#include <virga/expr/node.hpp>  // virga::detail::number_of_type

namespace virga::detail {

/// A type by the number of its name.
template <std::uint64_t Number>
struct type_number {
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
    friend constexpr auto type_of_number(type_number);
#pragma GCC diagnostic pop
};
template <class Type>
struct type_is {
    using type = Type;
};
/// What a number stands for; instantiating this says so.
template <class Type, class Number>
struct numbered_type {
    friend constexpr auto type_of_number(Number) { return type_is<Type>{}; }
    static constexpr bool is_known = true;
};

#ifdef __clang__
inline constexpr char before_anonymous = '(';  // `(anonymous namespace)`
#else
inline constexpr char before_anonymous = '{';  // `{anonymous}`
#endif
/// Whether a name says that some part of it is another one in each file. The letters by eight, as most are of other words.
consteval bool is_of_one_file(const char* name, std::size_t size) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    for (std::size_t i = 0; i + 8 < size; i += 8) {
        const std::uint64_t differing = eight_characters(name + i) ^ (ones * static_cast<unsigned char>(before_anonymous));
        if (((differing - ones) & ~differing & (ones << 7U)) == 0) continue;
        for (std::size_t k = i; k != i + 8; ++k) {
            if (name[k] == before_anonymous and k + 4 < size and name[k + 1] == 'a' and name[k + 2] == 'n' and name[k + 3] == 'o')
                return true;
        }
    }
    return false;
}
template <class Type>
consteval bool is_of_one_file() {
    return is_of_one_file(static_cast<const char*>(__PRETTY_FUNCTION__), sizeof(__PRETTY_FUNCTION__));
}

/// The number of a type, which stands for it where a name would else have the whole of it; the type itself where files have
/// different ones of its name.
template <class Type, bool IsOfOneFile = is_of_one_file<Type>()>
struct short_type {
    using type = Type;
};
template <class Type>
struct short_type<Type, false> {
    using type = type_number<number_of_type<Type>()>;
    static_assert(numbered_type<Type, type>::is_known);
};
template <class Type>
using short_type_t = typename short_type<Type>::type;
/// The type that a number stands for.
template <class Number>
using type_of_number_t = typename decltype(type_of_number(Number{}))::type;
/// The type that a short name stands for, which may be the type itself.
template <class Short>
struct long_type {
    using type = Short;
};
template <std::uint64_t Number>
struct long_type<type_number<Number>> {
    using type = type_of_number_t<type_number<Number>>;
};
}  // namespace virga::detail
