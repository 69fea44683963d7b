// tests/static/own_names.cpp: functions of an app over rows, of names that virga has too: called without a namespace, the app's are
// chosen.
#include <type_traits>  // std::is_same_v
#include <utility>      // std::declval

#include <virga.hpp>

#include "../tables.hpp"

namespace own {
using namespace virga;

struct chosen {};
template <class Rows>
chosen all_of(const Rows&) {
    return {};
}
template <class Rows>
chosen any_of(Rows&&) {
    return {};
}

struct line {
    std::string name;
};
constexpr auto names = select(tables::person.name).from(tables::person);
using found = rows<detail::reader_of<decltype(names)::tree>>;
using lines = decltype(std::declval<found>().into<line>());
using kept_lines = decltype(std::declval<found&>().into<line>());

static_assert(std::is_same_v<decltype(all_of(std::declval<found>())), chosen>);
static_assert(std::is_same_v<decltype(all_of(std::declval<found&>())), chosen>);
static_assert(std::is_same_v<decltype(all_of(std::declval<const found&>())), chosen>);
static_assert(std::is_same_v<decltype(all_of(std::declval<lines>())), chosen>);
static_assert(std::is_same_v<decltype(all_of(std::declval<const kept_lines&>())), chosen>);
static_assert(std::is_same_v<decltype(any_of(std::declval<found>())), chosen>);
static_assert(std::is_same_v<decltype(any_of(std::declval<const found&>())), chosen>);
}  // namespace own
