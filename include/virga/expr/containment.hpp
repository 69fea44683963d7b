// virga/expr/containment.hpp: @> <@ && of documents and arrays; see pattern.hpp for the contains of texts.
#pragma once

#include <utility>  // std::forward

#include <virga/expr/operation.hpp>  // virga::detail::operate

namespace virga {

template <class Self>
template <class Given>
constexpr auto operations<Self>::contained_by(Given&& given) const {
    return detail::operate<operators::contained_by>(self(), std::forward<Given>(given));
}
template <class Self>
template <class Given>
constexpr auto operations<Self>::overlaps(Given&& given) const {
    return detail::operate<operators::overlaps>(self(), std::forward<Given>(given));
}
}  // namespace virga
