// virga/result/written.hpp: the rows that an insert with related rows returns, which are read as those of a find.
#pragma once

#include <virga/query/nested_insert.hpp>  // virga::detail::nested_insert_tree
#include <virga/result/nested.hpp>        // virga::detail::nested_reader

namespace virga::detail {
template <class Root>
    requires returns_what_is_written<Root>
struct reader_of_tree<nested_insert_tree<Root>> {
    using type = nested_reader<shape_of_written<Root>>;
};
}  // namespace virga::detail
