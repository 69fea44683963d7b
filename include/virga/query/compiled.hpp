// virga/query/compiled.hpp: the constant statement of a query type.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/expr/node.hpp>        // virga::writer
#include <virga/query/check.hpp>      // virga::detail::check
#include <virga/query/measure.hpp>    // virga::detail::measures_of
#include <virga/query/output.hpp>     // virga::column_description
#include <virga/query/scope.hpp>      // virga::no_scope
#include <virga/query/statement.hpp>  // virga::statement

namespace virga {

/// Whether each `arg<>` of a statement stands for values of one type. The server would take one of the types for all, and which
/// is not always that of the first use.
template <class Tree>
inline constexpr bool gives_each_argument_one_type = detail::measures_of<Tree>.one_type_each;

namespace detail {
template <std::size_t TextSize, std::size_t ParameterCount, std::size_t ColumnCount>
struct statement_storage {
    char text[TextSize + 1]{};
    std::array<type_description, ParameterCount> parameters{};
    std::array<column_description, ColumnCount> columns{};
};

template <class Scope, class... Outputs>
constexpr void describe(list<Outputs...>*, [[maybe_unused]] column_description* columns) {
    ((Outputs::template describe<Scope>(columns), columns += Outputs::width), ...);
}

template <class Tree>
consteval auto store() {
    static_assert(gives_each_argument_one_type<Tree>,
                  "arg: one name stands for values of two types; give each type a name of its own");
    statement_storage<measures_of<Tree>.text, measures_of<Tree>.parameters, Tree::width> storage;
    writer filling{storage.text, storage.parameters.data()};
    Tree::write(filling);
    describe<typename Tree::template scope_in<no_scope>>(static_cast<typename Tree::outputs*>(nullptr), storage.columns.data());
    return storage;
}

template <class Tree>
inline constexpr auto storage_of = store<Tree>();

/// The statement of a query's tree; its text is stored once in a program.
template <class Tree>
inline constexpr statement statement_of{{storage_of<Tree>.text, sizeof(storage_of<Tree>.text) - 1},
                                        storage_of<Tree>.parameters,
                                        storage_of<Tree>.columns};
}  // namespace detail

/// Whether a query can be run or spelled: an insert with its values, an update with what it sets, an on conflict with what it does.
template <class Query>
inline constexpr bool is_finished = requires { typename Query::tree; };

/// The SQL text of a query, a constant: values are `$1`, `$2`, ... The view lives as long as the program.
template <class Query>
[[nodiscard]] constexpr std::string_view to_sql(const Query&) {
    if constexpr (not is_finished<Query>) {
        static_assert(is_finished<Query>,
                      "to_sql: takes a finished query; an insert needs values, rows or default_values, an update set, "
                      "an on_conflict do_nothing or do_update");
        return {};
    } else {
        [[maybe_unused]] constexpr bool is_sound = detail::checked<typename Query::tree>::value;
        return detail::statement_of<typename Query::tree>.text;
    }
}
}  // namespace virga
