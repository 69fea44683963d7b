// virga/query/explain.hpp: explain(query), the server's plan for it.
#pragma once

#include <cstddef>  // std::size_t

#include <virga/query/detail/check.hpp>             // virga::detail::order_key
#include <virga/query/detail/compiled.hpp>          // virga::is_finished
#include <virga/query/detail/stored_statement.hpp>  // virga::detail::statement_by_number
#include <virga/query/detail/writing.hpp>           // virga::detail::refused_statement
#include <virga/query/output.hpp>                   // virga::node::labelled_output
#include <virga/text/fixed_string.hpp>              // virga::fixed_string
#include <virga/types/text.hpp>                     // virga::types::text

namespace virga {

/// Whether a text can be the options of explain: words with commas between them.
template <fixed_string Options>
inline constexpr bool are_explain_options = [] {
    for (const char each : Options.view()) {
        const bool is_of_a_word = (each >= 'a' and each <= 'z') or (each >= '0' and each <= '9') or each == '_';
        if (not is_of_a_word and each != ' ' and each != ',') return false;
    }
    return true;
}();

namespace node {
/// A line of a plan, which no text asks for.
struct plan_line : leaf {
    using type = types::text;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer&) {}
};
}  // namespace node

namespace detail {
/// The tree of a statement whose plan is asked for.
template <fixed_string Options, class Tree>
struct explained_tree : Tree {
    using outputs = list<node::labelled_output<node::plan_line, "QUERY PLAN">>;
    static constexpr std::size_t width = 1;
    static constexpr bool is_whole = true;  // no part of another statement, nor a cursor's
    template <class>
    using scope_in = no_scope;
    static constexpr void write(writer& out) {
        out.text("explain ");
        if (not Options.view().empty()) {
            out.text("(");
            out.text(Options.view());
            out.text(") ");
        }
        Tree::write(out);
    }
};
template <fixed_string Options, class Tree>
struct nodes_of_tree<explained_tree<Options, Tree>> : nodes_of_tree<Tree> {};
template <fixed_string Options, class Tree, std::size_t Index>
struct order_key<explained_tree<Options, Tree>, Index> : order_key<Tree, Index> {};
template <fixed_string Options, class Tree>
inline constexpr bool is_find<explained_tree<Options, Tree>> = is_find<Tree>;
template <fixed_string Options, class Tree>
inline constexpr const statement& statement_of<explained_tree<Options, Tree>> =
    statement_by_number<explained_tree<Options, Tree>>();
}  // namespace detail

/// The plan of a finished query, with its values.
template <class Tree, class Values>
struct explained_query {
    using tree = Tree;
    [[no_unique_address]] Values parameters;
};

/// `explain query`: a row of the result is a line of the server's plan, `for (const auto& [line] : db(explain(q), values...))`.
/// Options are PostgreSQL's, `explain<"analyze, buffers">(q)`: with `analyze` the statement runs, and what it writes is written.
template <fixed_string Options = "", class Query>
[[nodiscard]] constexpr auto explain(const Query& query) {
    if constexpr (not are_explain_options<Options>) {
        static_assert(are_explain_options<Options>,
                      "explain: takes options in small letters with commas between them, as in "
                      "explain<\"analyze, buffers\">(query)");
        return detail::refused_statement{};
    } else if constexpr (not is_finished<Query>) {
        static_assert(is_finished<Query>, "explain: takes a finished query; add what it lacks before");
        return detail::refused_statement{};
    } else {
        using values = decltype(Query::parameters);
        return explained_query<detail::explained_tree<Options, typename Query::tree>, values>{query.parameters};
    }
}
}  // namespace virga
