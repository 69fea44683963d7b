// virga/query/rows_by_hand.hpp: a query by hand as something to select from, whose columns are stated.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::decay_t

#include <virga/expr/fragment.hpp>        // virga::detail::write_filled
#include <virga/query/common_table.hpp>   // virga::common_table
#include <virga/query/from_function.hpp>  // virga::detail::write_name_and_columns

namespace virga {

namespace detail {
/// What a statement by hand does, by its first word.
enum class work_by_hand : unsigned char { another, reads, writes };
consteval work_by_hand work_by_hand_of(std::string_view text) {
    sql_walker walker{text};
    std::string_view token = walker.next();
    while (token == "(") token = walker.next();
    const auto is = [token](std::string_view word) {
        if (token.size() != word.size()) return false;
        for (std::size_t i = 0; i != word.size(); ++i) {
            if ((token[i] | 0x20) != word[i]) return false;
        }
        return true;
    };
    if (is("select") or is("values") or is("table") or is("with")) return work_by_hand::reads;
    if (is("insert") or is("update") or is("delete") or is("merge")) return work_by_hand::writes;
    return work_by_hand::another;
}
}  // namespace detail

/// Whether a text is a query, which stands in from or in with.
template <fixed_string Text>
inline constexpr bool is_query_by_hand = detail::work_by_hand_of(Text.view()) != detail::work_by_hand::another;
/// Whether it is one that reads: only with takes one that writes.
template <fixed_string Text>
inline constexpr bool is_reading_by_hand = detail::work_by_hand_of(Text.view()) == detail::work_by_hand::reads;

namespace detail {
/// A text with what fills its holes.
template <fixed_string Text, class... Holes>
struct filled_text {
    using children = list<Holes...>;
    static constexpr bool reads = is_reading_by_hand<Text>;
    static constexpr void write(writer& out) {
        write_filled(out, Text.view(), {{&Holes::write, Holes::bound_by != binding::primary}...});
    }
};

/// What stands in for one that was refused.
struct refused_text {
    using children = list<>;
    static constexpr bool reads = true;
    static constexpr void write(writer& out) { out.refused(); }
};

template <class Stated>
struct stated_column {
    using type = result_column<"", types::boolean, true>;
};
template <fixed_string Name, class Type, class... Words>
struct stated_column<column_definition<Name, Type, Words...>> {
    using type = result_column<Name, Type, (std::is_same_v<Words, may_be_null> or ...)>;
};
template <class Stated>
inline constexpr bool is_stated_column = false;
template <fixed_string Name, class Type, class... Words>
inline constexpr bool is_stated_column<column_definition<Name, Type, Words...>> =
    is_identifier<Name> and (std::is_same_v<Words, may_be_null> and ...);

/// `(text) as "name" ("column", ...)`
template <class Tag, class Text, class Columns>
struct text_body;
template <class Tag, class Text, class... Columns>
struct text_body<Tag, Text, list<Columns...>> {
    using tag = Tag;
    using children = typename Text::children;
    static constexpr bool can_be_lateral = true;
    static constexpr void write(writer& out) {
        out.text("(");
        Text::write(out);
        out.text(")");
        write_name_and_columns(out, source_traits<Tag>::reference_name, {Columns::name.view()...});
    }
};
/// `"name" ("column", ...) as (text)` of a with clause.
template <class Tag, class Text, class Columns, materialization How>
struct text_definition;
template <class Tag, class Text, class... Columns, materialization How>
struct text_definition<Tag, Text, list<Columns...>, How> {
    using children = typename Text::children;
    static constexpr bool is_recursive = false;
    static constexpr std::string_view name = source_traits<Tag>::reference_name;
    template <materialization After>
    using said = text_definition<Tag, Text, list<Columns...>, After>;
    static constexpr void write(writer& out) {
        if (not Text::reads) out.writes_in_with();
        out.identifier(name);
        [[maybe_unused]] bool first = true;
        ((out.text(first ? " (" : ", "), first = false, out.identifier(Columns::name.view())), ...);
        out.text(sizeof...(Columns) == 0 ? " as " : ") as ");
        write_materialization<How>(out);
        out.text("(");
        Text::write(out);
        out.text(")");
        out.declare_common(reference_of<Tag>);
    }
};
}  // namespace detail

/// Whether each column of a text by hand is stated.
template <class... Stated>
inline constexpr bool are_stated_columns = sizeof...(Stated) != 0 and (detail::is_stated_column<Stated> and ...);

/// A query by hand, made by `by_hand`, which wants a name and columns.
template <class Text, class Values>
struct text_of_rows : detail::rows_call_base {
    [[no_unique_address]] Values parameters;

    /// The rows as something to select from: the name, then each column, `column_definition<"n", types::integer>`, with
    /// `may_be_null` as its third where it can be NULL.
    template <fixed_string Name, class... Stated>
    [[nodiscard]] constexpr auto as() const {
        static_assert(is_identifier<Name>, "as: a name has 1 to 63 bytes");
        if constexpr (not are_stated_columns<Stated...>) {
            static_assert(are_stated_columns<Stated...>,
                          "as: SQL by hand wants a name, and then each of its columns, as column_definition<\"name\", type>, or "
                          "column_definition<\"name\", type, may_be_null>");
            return detail::refused_source{};
        } else if constexpr (not Text::reads) {
            static_assert(Text::reads,
                          "as: from takes a query that reads; one that writes stands in with, by cte<\"name\", ...>()");
            return detail::refused_source{};
        } else {
            using columns = list<typename detail::stated_column<Stated>::type...>;
            if constexpr (not has_columns_told_apart<columns>) {
                static_assert(has_columns_told_apart<columns>, "as: two columns have the same name; give each its own");
                return detail::refused_source{};
            } else {
                using body = detail::text_body<detail::named_source_of<Name, columns>, Text, columns>;
                return query_source<body, list<>, columns, Values>{parameters};
            }
        }
    }
};

namespace detail {
template <fixed_string Text, class... Holes>
[[gnu::always_inline]] constexpr auto make_text_of_rows(const Holes&... holes) {
    using all = joined_values<values_in<Holes>...>;
    return text_of_rows<filled_text<Text, tree_of<Holes>...>, all>{{}, join(holes.parameters...)};
}
template <fixed_string Text, class... Given>
constexpr auto refuse_text_of_rows() {
    if constexpr (not ends_what_it_opens<Text>)
        static_assert(ends_what_it_opens<Text>, "by_hand: a quote, parenthesis or bracket of the text does not end in it");
    else if constexpr (not is_part_of_a_statement<Text>)
        static_assert(is_part_of_a_statement<Text>,
                      "by_hand: the text is a part of a statement; no ; no comment and no backslash in quotes stands in it");
    else if constexpr (not is_free_of_numbers<Text>)
        static_assert(is_free_of_numbers<Text>,
                      "by_hand: $ is not the text's to write; put {} where a value goes, and give the value");
    else if constexpr (not has_a_hole_for_each<Text, sizeof...(Given)>)
        static_assert(has_a_hole_for_each<Text, sizeof...(Given)>,
                      "by_hand: the text has not as many holes, {} outside of quotes, as there are arguments");
    else if constexpr (not is_query_by_hand<Text>)
        static_assert(is_query_by_hand<Text>,
                      "by_hand: the text is no query; it begins with select, values, table or with, and in with also with insert, "
                      "update, delete or merge");
    else
        static_assert(
            fill_holes<Given...>,
            "by_hand: a hole takes an expression or a value whose type is known by itself, such as a std::int64_t, a text or a "
            "uuid");
    return text_of_rows<refused_text, values<>>{};
}
}  // namespace detail

/// A query by hand as a source: a constant text, whose holes, `{}`, take values and expressions as those of `expr` do. Where it
/// stands, its columns are stated.
///
///     constexpr auto busy = by_hand<"select author_id, count(*) from post group by 1 having count(*) > {}">(3).as<
///         "busy", column_definition<"author_id", types::bigint>, column_definition<"n", types::bigint>>();
///     select(user.name, busy["n"_c]).from(busy).inner_join(user, user.id == busy["author_id"_c])
///
/// That it has these columns, nobody checks but the server, when the statement is prepared; their types it does not compare.
template <fixed_string Text, class... Given>
[[nodiscard, gnu::always_inline]] constexpr auto by_hand(Given&&... given) {
    if constexpr (not(ends_what_it_opens<Text> and is_part_of_a_statement<Text> and is_free_of_numbers<Text> and
                      has_a_hole_for_each<Text, sizeof...(Given)> and is_query_by_hand<Text> and
                      fill_holes<std::decay_t<Given>...>))
        return detail::refuse_text_of_rows<Text, std::decay_t<Given>...>();
    else
        return detail::make_text_of_rows<Text>(detail::typed_operand(static_cast<Given&&>(given))...);
}

/// A common table by hand: `cte<"busy", column_definition<"n", types::bigint>>(by_hand<"select ...">())`. It may insert, update or
/// delete, with returning where it has columns.
template <fixed_string Name, class... Stated, class Text, class Values>
[[nodiscard]] constexpr auto cte(const text_of_rows<Text, Values>& rows) {
    static_assert(is_identifier<Name>, "cte: a name has 1 to 63 bytes");
    using columns = list<typename detail::stated_column<Stated>::type...>;
    constexpr bool are_named = sizeof...(Stated) == 0 or are_stated_columns<Stated...>;
    static_assert(sizeof...(Stated) == 0 or are_stated_columns<Stated...>,
                  "cte: a column of SQL by hand is stated as column_definition<\"name\", type>, or column_definition<\"name\", "
                  "type, may_be_null>");
    static_assert(not are_named or has_columns_told_apart<columns>, "cte: two columns have the same name; give each its own");
    using tag = detail::named_source_of<Name, columns>;
    return common_table<detail::text_definition<tag, Text, columns, detail::materialization::by_server>, detail::common_body<tag>,
                        list<>, columns, Values>{{}, rows.parameters};
}
}  // namespace virga
