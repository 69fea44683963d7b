// virga/query/with_comment.hpp: a comment behind a statement, which tells whose it is in the server's log.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/expr/misplaced.hpp>                 // virga::detail::query_base
#include <virga/query/detail/check.hpp>             // virga::detail::order_key
#include <virga/query/detail/compiled.hpp>          // virga::is_finished
#include <virga/query/detail/stored_statement.hpp>  // virga::detail::statement_by_number
#include <virga/query/detail/writing.hpp>           // virga::detail::refused_statement
#include <virga/query/find.hpp>                     // virga::detail::find_tree
#include <virga/text/fixed_string.hpp>              // virga::fixed_string

namespace virga {

/// Whether a text can stand in a comment: some characters, none of which ends it or begins another.
template <fixed_string Text>
inline constexpr bool is_comment = [] {
    const std::string_view text = Text.view();
    return not text.empty() and text.find("*/") == text.npos and text.find("/*") == text.npos and text.front() != '/' and
           text.back() != '*' and text.find('\0') == text.npos;
}();

namespace detail {
/// The tree of a statement that a comment follows.
template <fixed_string Text, class Tree>
struct commented_tree : Tree {
    static constexpr void write(writer& out) {
        Tree::write(out);
        out.text(" /*");
        out.text(Text.view());
        out.text("*/");
    }
};
template <fixed_string Text, class Tree>
struct nodes_of_tree<commented_tree<Text, Tree>> : nodes_of_tree<Tree> {};
template <fixed_string Text, class Tree, std::size_t Index>
struct order_key<commented_tree<Text, Tree>, Index> : order_key<Tree, Index> {};
template <fixed_string Text, class Tree>
inline constexpr const auto& columns_of_tree<commented_tree<Text, Tree>> = columns_of_tree<Tree>;
template <fixed_string Text, class Tree>
struct parts_of_tree<commented_tree<Text, Tree>> : parts_of_tree<Tree> {};
template <fixed_string Text, class Tree>
struct row_by_row<commented_tree<Text, Tree>> {
    using type = commented_tree<Text, typename row_by_row<Tree>::type>;
};
template <fixed_string Text, class Level, find_plan Plan>
inline constexpr const statement& statement_of<commented_tree<Text, find_tree<Level, Plan>>> =
    statement_by_number<commented_tree<Text, find_tree<Level, Plan>>>();
}  // namespace detail

/// A finished query with a comment behind it.
template <class Tree, class Values>
struct commented_query : detail::query_base {
    using tree = Tree;
    [[no_unique_address]] Values parameters;
};

/// The same statement with a comment at its end: `with_comment<"route='/posts'">(q)` is `select ... /*route='/posts'*/`. The
/// comment is part of the constant text, so each comment makes a statement of its own, which is prepared by itself; what only a
/// call knows, an identifier of a trace say, belongs to an `observer`. Nothing follows a comment: it comes last of all calls.
template <fixed_string Text, class Query>
[[nodiscard]] constexpr auto with_comment(const Query& query) {
    if constexpr (not is_comment<Text>) {
        static_assert(is_comment<Text>,
                      "with_comment: takes a text that is not empty and has no `*/`, `/*` or zero byte in it, no `/` at its begin "
                      "and no `*` at its end");
        return detail::refused_statement{};
    } else if constexpr (not is_finished<Query>) {
        static_assert(is_finished<Query>, "with_comment: takes a finished query; add what it lacks before");
        return detail::refused_statement{};
    } else {
        using values = decltype(Query::parameters);
        return commented_query<detail::commented_tree<Text, typename Query::tree>, values>{{}, query.parameters};
    }
}
}  // namespace virga
