// virga/expr/fragment.hpp: SQL by hand where virga has no word for it: a constant text, typed, whose holes take expressions and
// values.
#pragma once

#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <string_view>       // std::string_view
#include <type_traits>       // std::decay_t

#include <virga/expr/signature.hpp>     // virga::call_rules
#include <virga/expr/typed_value.hpp>   // virga::detail::typed_operand
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/sql_words.hpp>     // virga::detail::sql_walker

namespace virga {

namespace detail {
/// What a constant text of SQL says by itself: how many holes it has, and what would reach beyond its place in a statement.
struct fragment_facts {
    std::size_t holes = 0;
    bool is_closed = true;     ///< quotes and parentheses end in it
    bool is_one_part = true;   ///< no `;`, no comment
    bool has_numbers = false;  ///< `$1`
};

/// Where the next hole of a text begins, `{}` outside of constants and quoted names; its size if there is none.
constexpr std::size_t next_hole(std::string_view text, std::size_t from) {
    sql_walker walker{text, from};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (token == "{" and text.substr(walker.position(), 1) == "}") return walker.position() - 1;
    }
    return text.size();
}

consteval fragment_facts facts_of_fragment(std::string_view text) {
    fragment_facts facts;
    for (std::size_t at = next_hole(text, 0); at != text.size(); at = next_hole(text, at + 2)) ++facts.holes;

    constexpr std::string_view white = " \t\n\r\f\v";
    sql_walker walker{text};
    std::size_t end = 0;  // of the token before: but for white space, what follows it is a comment
    int depth = 0;
    for (std::string_view token = walker.next();; token = walker.next()) {
        const std::size_t start = walker.position() - token.size();
        if (text.substr(end, start - end).find_first_not_of(white) != text.npos) facts.is_one_part = false;
        if (token.empty()) break;
        end = walker.position();
        const bool is_quoted = walker.kind() == sql_token::quoted_name or (walker.kind() == sql_token::string and token[0] != '$');
        if (is_quoted) {
            if (token.find('\\') != token.npos) facts.is_one_part = false;
        } else if (token == "(" or token == "[") {
            ++depth;
        } else if (token == ")" or token == "]") {
            if (--depth < 0) facts.is_closed = false;
        } else {
            if (token == ";") facts.is_one_part = false;
            if (token.find('$') != token.npos) facts.has_numbers = true;
        }
    }
    facts.is_closed = facts.is_closed and depth == 0 and not walker.is_open();
    return facts;
}

/// Whether a text is nothing but a constant: `1`, `(1)`, `-1`, `'a'`, `null`.
constexpr bool is_constant_alone(std::string_view text) {
    sql_walker walker{text};
    int constants = 0;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (token == "(" or token == ")" or token == "-" or token == "+") continue;
        const bool is_word_for_one = is_word(token, "null") or is_word(token, "true") or is_word(token, "false");
        if (walker.kind() != sql_token::number and walker.kind() != sql_token::string and not is_word_for_one) return false;
        ++constants;
    }
    return constants == 1;
}

/// What stands in a hole.
struct filled_hole {
    writer::spelling write;
    bool needs_parentheses;
};
/// A text whose holes are filled.
constexpr void write_filled(writer& out, std::string_view text, std::initializer_list<filled_hole> holes) {
    out.by_hand();
    std::size_t at = 0;
    for (const filled_hole& hole : holes) {
        const std::size_t found = next_hole(text, at);
        out.text(text.substr(at, found - at));
        out.operand(hole.write, hole.needs_parentheses);
        at = found + 2;
    }
    out.text(text.substr(at));
}
}  // namespace detail

/// Whether a text has a hole, `{}` outside of quotes, for each of what is given.
template <fixed_string Text, std::size_t Given>
inline constexpr bool has_a_hole_for_each = detail::facts_of_fragment(Text.view()).holes == Given;
/// Whether quotes, parentheses and brackets that a text opens end in it, and no others.
template <fixed_string Text>
inline constexpr bool ends_what_it_opens = detail::facts_of_fragment(Text.view()).is_closed;
/// Whether a text is free of `;`, of comments, and of backslashes within quotes.
template <fixed_string Text>
inline constexpr bool is_part_of_a_statement = detail::facts_of_fragment(Text.view()).is_one_part;
/// Whether a text leaves the numbers of parameters to virga: no `$`.
template <fixed_string Text>
inline constexpr bool is_free_of_numbers = not detail::facts_of_fragment(Text.view()).has_numbers;

namespace node {
/// A text with expressions in its holes.
template <fixed_string Text, call_rules Rules, class Type, class... Holes>
struct fragment {
    using type = Type;
    using children = list<Holes...>;
    static constexpr binding bound_by = binding::disjunction;  // of its text nothing is known
    static constexpr bool is_immutable = detail::volatility_of(Rules) == detail::volatility::immutable_call;
    template <class From>
    static constexpr bool nullable_in = detail::is_nullable_call<Rules, From, Holes...>();
    static constexpr void write(writer& out) {
        detail::write_filled(out, Text.view(), {{&Holes::write, Holes::bound_by != binding::primary}...});
    }
    /// As a key of order by, group by or distinct on, where SQL takes a number alone for the place of a column, and refuses any
    /// other constant: with its type it is none.
    static constexpr void write_as_key(writer& out) {
        write(out);
        if (not detail::is_constant_alone(Text.view())) return;
        out.text("::");
        out.type(Type::spelling.view());
    }
};
}  // namespace node

/// Whether each can fill a hole: an expression, or a value of a C++ type that a row has for a column type.
template <class... Given>
inline constexpr bool fill_holes = (detail::tells_its_type<Given>() and ...);

namespace detail {
template <fixed_string Text, call_rules Rules, class Type, class... Holes>
[[gnu::always_inline]] constexpr auto make_fragment(const Holes&... holes) {
    return expression<node::fragment<Text, Rules, Type, tree_of<Holes>...>, joined_values<values_in<Holes>...>>{
        {}, join(holes.parameters...)};
}
template <class Type, fixed_string Text, class... Given>
constexpr auto refuse_fragment() {
    if constexpr (not ends_what_it_opens<Text>)
        static_assert(ends_what_it_opens<Text>, "expr: a quote, parenthesis or bracket of the text does not end in it");
    else if constexpr (not is_part_of_a_statement<Text>)
        static_assert(is_part_of_a_statement<Text>,
                      "expr: the text is a part of a statement; no ; no comment and no backslash in quotes stands in it");
    else if constexpr (not is_free_of_numbers<Text>)
        static_assert(is_free_of_numbers<Text>,
                      "expr: $ is not the text's to write; put {} where a value goes, and give the value");
    else if constexpr (not has_a_hole_for_each<Text, sizeof...(Given)>)
        static_assert(has_a_hole_for_each<Text, sizeof...(Given)>,
                      "expr: the text has not as many holes, {} outside of quotes, as there are arguments");
    else
        static_assert(
            fill_holes<Given...>,
            "expr: a hole takes an expression or a value whose type is known by itself, such as a std::int64_t, a text or a uuid");
    return refuse<Type>();
}
}  // namespace detail

/// An expression of SQL by hand: a constant text, the type of its value, and what fills its holes, `{}`.
///
///     select(expr<types::integer, "length({})">(user.name)).from(user)
///     .where(expr<types::boolean, "{} similar to {}">(post.slug, "[a-z-]+"))
///
/// Holes take expressions, put in parentheses where need be, and values, which become parameters as everywhere: `$1::text`. So the
/// text is an operand of anything, and never says a value. That its type is the one named, nobody checks but the server, when
/// the statement is prepared. It is taken for strict and immutable, as a `function` is; the same words say otherwise:
/// `expr<types::text, "current_setting('app.tenant', true)", stable, may_be_null>()`. A `{}` within quotes is text.
template <class Type, fixed_string Text, class... Parts, class... Given>
[[nodiscard, gnu::always_inline]] constexpr auto expr(Given&&... given) {
    if constexpr (not(ends_what_it_opens<Text> and is_part_of_a_statement<Text> and is_free_of_numbers<Text> and
                      has_a_hole_for_each<Text, sizeof...(Given)> and fill_holes<std::decay_t<Given>...>))
        return detail::refuse_fragment<Type, Text, std::decay_t<Given>...>();
    else
        return detail::make_fragment<Text, detail::rules_of<Parts...>, Type>(detail::typed_operand(static_cast<Given&&>(given))...);
}
}  // namespace virga
