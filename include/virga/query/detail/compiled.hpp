// virga/query/detail/compiled.hpp: the constant statement of a query type.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/expr/node.hpp>             // virga::writer
#include <virga/query/bundle.hpp>          // virga::detail::spell
#include <virga/query/detail/check.hpp>    // virga::detail::soundness
#include <virga/query/detail/measure.hpp>  // virga::detail::measures_of
#include <virga/query/detail/scope.hpp>    // virga::no_scope
#include <virga/query/output.hpp>          // virga::column_description
#include <virga/query/statement.hpp>       // virga::statement
#include <virga/text/array_view.hpp>       // virga::array_view

namespace virga {

namespace detail {
/// Room for a text and the zero behind it. It is rounded up, so that statements of about one length share their types.
constexpr std::size_t room_for(std::size_t text) { return (text / 32 + 1) * 32; }

template <std::size_t Room, std::size_t ParameterCount, std::size_t OwnNameCount, std::size_t StepCount = 0>
struct statement_storage {
    static constexpr bool is_shaped = StepCount != 0;
    std::size_t size;
    char letters[Room]{};
    std::array<type_description, ParameterCount> parameters{};
    std::array<own_name, OwnNameCount> own_names{};
    std::array<shape_step, StepCount> steps{};

    explicit constexpr statement_storage(std::size_t size_of_text) : size(size_of_text) {}
    // Of a char* that is not const the compiler would ask whether it is an iterator over a range, once for 37 million instructions.
    [[nodiscard]] constexpr std::string_view text() const { return {letters, size}; }
};
template <class Tree, const measures& All = measures_of<Tree>>
using storage_of = statement_storage<room_for(All.text), All.parameters, All.own_names, All.steps>;
template <class Storage>
constexpr Storage store(writer::spelling write, std::size_t size) {
    Storage all{size};
    writer filling{all.letters, all.parameters.data(), all.own_names.data()};
    if constexpr (Storage::is_shaped) filling.record_steps(all.steps.data());
    write(filling);
    return all;
}
template <class Tree>
consteval auto store() {
    return store<storage_of<Tree>>(&Tree::write, measures_of<Tree>.text);
}
/// What a select list returns, in a query with this from clause.
template <class Scope, class Outputs>
inline constexpr std::array<column_description, 0> columns_of{};
template <class Scope, class First, class... Rest>
inline constexpr auto columns_of<Scope, list<First, Rest...>> = [] {
    std::array<column_description, First::width + (0 + ... + Rest::width)> all{};
    column_description* next = all.data();
    First::template describe<Scope>(next);
    next += First::width;
    ((Rest::template describe<Scope>(next), next += Rest::width), ...);
    return all;
}();
/// The usual list: of single values.
template <class Scope, class First, class... Rest>
    requires(requires { typename First::value; } and (requires { typename Rest::value; } and ...))
inline constexpr std::array<column_description, 1 + sizeof...(Rest)> columns_of<Scope, list<First, Rest...>>{
    {{First::name(), result_description_of<typename First::type>, First::value::template nullable_in<Scope>},
     {Rest::name(), result_description_of<typename Rest::type>, Rest::value::template nullable_in<Scope>}...}};

/// What a statement returns.
template <class Tree>
inline constexpr const auto& columns_of_tree = columns_of<typename Tree::template scope_in<no_scope>, typename Tree::outputs>;

/// The tree of a statement whose rows can be read one after the other.
template <class Tree>
struct row_by_row {
    using type = Tree;
};

/// A statement with all that it views. One constant, as each has a long name.
template <class Storage>
struct whole_statement {
    Storage stored;
    statement said;

    constexpr whole_statement(writer::spelling write, std::size_t size, array_view<column_description> columns)
        : stored(store<Storage>(write, size)),
          said{stored.text(), stored.parameters, columns, stored.own_names, nullptr, 0, false, nullptr, stored.steps} {}
};
template <class Tree>
inline constexpr whole_statement<storage_of<Tree>> statement_with_storage{&Tree::write, measures_of<Tree>.text,
                                                                          columns_of_tree<Tree>};

/// The statement of a query's tree; its text is stored once in a program.
template <class Tree>
inline constexpr const statement& statement_of = statement_with_storage<Tree>.said;
}  // namespace detail

/// Whether a query can be run or spelled: an insert with its values, an update with what it sets, an on conflict with what it does.
template <class Query>
concept is_finished = requires { typename Query::tree; };

/// The SQL text of a query, a constant: values are `$1`, `$2`, ... The view lives as long as the program. For a query that is
/// shaped when it runs it is a std::string: the text in the shape that it has now.
template <class Query>
[[nodiscard]] constexpr auto to_sql([[maybe_unused]] const Query& query) {
    if constexpr (not is_finished<Query>) {
        static_assert(is_finished<Query>,
                      "to_sql: takes a finished query; an insert needs values, rows or default_values, an update set, "
                      "an on_conflict do_nothing or do_update, a merge when_matched or when_not_matched");
        return std::string_view{};
    } else {
        using tree = typename Query::tree;
        [[maybe_unused]] constexpr bool is_sound = detail::soundness<tree>::value;
        if constexpr (detail::measures_of<tree>.is_shaped) return detail::spell(detail::statement_of<tree>, query.parameters);
        else return detail::statement_of<tree>.text;
    }
}
}  // namespace virga
