// virga/result/member_names.hpp: the names of a struct's members, where Boost.PFR knows them (from Boost 1.84 on).
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#if __has_include(<boost/pfr/core_name.hpp>)
#include <boost/pfr/core_name.hpp>  // boost::pfr::names_as_array
#endif

namespace virga::detail {

#if defined(BOOST_PFR_CORE_NAME_ENABLED) and BOOST_PFR_CORE_NAME_ENABLED
/// Whether the names of members are known.
inline constexpr bool members_have_names = true;
/// The names of a struct's members, in their order.
template <class Struct, std::size_t Count>
constexpr std::array<std::string_view, Count> member_names() {
    return boost::pfr::names_as_array<Struct>();
}
#else
inline constexpr bool members_have_names = false;
template <class Struct, std::size_t Count>
constexpr std::array<std::string_view, Count> member_names() {
    return {};
}
#endif
}  // namespace virga::detail
