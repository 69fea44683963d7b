// virga/expr/given.hpp: the type of what a call is given.
#pragma once

#include <cstddef>  // std::size_t

namespace virga::detail {

// std::remove_cvref and std::decay make three classes and six for each type that they are asked about, and every operator and call
// asks. What they say of anything that is no function and not volatile, one class says here.

/// A type without reference and const, as `std::remove_cvref_t` gives it.
template <class Given>
struct plain {
    using type = Given;
};
template <class Given>
struct plain<const Given> {
    using type = Given;
};
template <class Given>
struct plain<Given&> {
    using type = Given;
};
template <class Given>
struct plain<const Given&> {
    using type = Given;
};
template <class Given>
struct plain<Given&&> {
    using type = Given;
};
template <class Given>
struct plain<const Given&&> {
    using type = Given;
};
template <class Given>
using plain_t = typename plain<Given>::type;

/// The same, with a pointer for an array, as `std::decay_t` gives it.
template <class Given>
struct given_as : plain<Given> {};
template <class Element, std::size_t Size>
struct given_as<Element (&)[Size]> {
    using type = Element*;
};
template <class Element, std::size_t Size>
struct given_as<Element (&&)[Size]> {
    using type = Element*;
};
template <class Element, std::size_t Size>
struct given_as<Element[Size]> {
    using type = Element*;
};
template <class Given>
using given_t = typename given_as<Given>::type;
}  // namespace virga::detail
