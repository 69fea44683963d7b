// virga/kit/describe/inline_values.hpp: an expression as DDL spells it, its values written into the text.
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::index_sequence
#include <vector>       // std::vector

#include <virga/expr/node.hpp>        // virga::writer
#include <virga/expr/order.hpp>       // virga::detail::key_node_of
#include <virga/kit/quote.hpp>        // virga::kit::quote_literal
#include <virga/query/bundle.hpp>     // virga::detail::held_value
#include <virga/text/sql_words.hpp>   // virga::detail::sql_walker
#include <virga/types/bigint.hpp>     // virga::types::bigint
#include <virga/types/converted.hpp>  // virga::types::stored_type_t
#include <virga/types/real.hpp>       // virga::types::real
#include <virga/types/smallint.hpp>   // virga::types::smallint
#include <virga/types/type_facts.hpp>  // virga::facts_of

namespace virga::kit {

/// A value's text as a constant of its type: numbers and booleans plain, all else in quotes.
template <class Type>
[[nodiscard]] std::string literal_sql(std::string_view text) {
    constexpr auto category = Type::category;
    constexpr bool plain = category == type_category::boolean or category == type_category::number;
    // NaN and the infinities are words, which only a quoted constant can hold; a minus would bind to what follows.
    if (plain and text.find_first_not_of("0123456789.truefals") == std::string_view::npos) return std::string(text);
    return quote_literal(text);
}

/// A type's name without its length, precision and scale: `numeric[]` of `numeric(5,1)[]`.
[[nodiscard]] inline std::string bare_type(std::string_view spelling) {
    std::string bare;
    bool quoted = false;
    std::size_t depth = 0;
    for (const char letter : spelling) {
        if (letter == '"') quoted = not quoted;
        if (not quoted and letter == '(') ++depth;
        if (depth == 0) bare += letter;
        if (not quoted and letter == ')') --depth;
    }
    return bare;
}

namespace detail {
/// A value as an expression of DDL holds it. It is to mean what `$1` means in a query, which is of a type without length,
/// precision and scale: cast to numeric(5,1), -0.25 would be rounded to another number.
struct inline_constant {
    std::string text;
    std::string compared;  ///< beside a comparison, which takes whole numbers of any width: plainer, and means the same
};

template <class Type>
inline_constant constant_of(std::string_view text) {
    // A bare constant with a point is numeric, beside which a real becomes a double: 0.1 is not the real 0.1 then.
    const std::string plain = Type::oid == types::real::oid ? quote_literal(text) : literal_sql<Type>(text);
    // A bare whole number is an integer: beside a smallint or a bigint, + and its like would be other operators than in a query.
    const bool is_of_other_width = Type::oid == types::smallint::oid or Type::oid == types::bigint::oid;
    const bool is_quoted = plain.front() == '\'' or plain.front() == 'E';
    const bool is_told = facts_of<Type>.is_record;  // its type stands behind each parameter
    if (Type::category == type_category::text or is_told or not(is_quoted or is_of_other_width)) return {plain, plain};
    std::string typed = (is_quoted ? plain : quote_literal(plain)) + "::" + bare_type(Type::spelling.view());
    return {typed, is_quoted ? typed : plain};
}

/// Whether what follows `text`, which is an expression as nodes write it, stands beside a comparison or is a number of rows.
inline bool ends_in_comparison(std::string_view text) {
    for (const std::string_view word : {" = ", " <> ", " < ", " <= ", " > ", " >= ", " between ", " and ", " limit ", " offset "}) {
        if (text.ends_with(word)) return true;
    }
    return false;
}

/// `text` with its parameters `$1`, `$2`, ... replaced.
inline std::string replace_parameters(std::string_view text, const std::vector<inline_constant>& values) {
    std::string replaced;
    std::size_t done = 0;
    virga::detail::sql_walker walker{text};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (walker.kind() != virga::detail::sql_token::parameter) continue;
        std::size_t number = 0;
        for (const char digit : token.substr(1)) number = number * 10 + static_cast<std::size_t>(digit - '0');
        replaced += text.substr(done, walker.position() - token.size() - done);
        const inline_constant& value = values.at(number - 1);
        replaced += ends_in_comparison(replaced) ? value.compared : value.text;
        done = walker.position();
    }
    return replaced += text.substr(done);
}

template <class Type, class Held>
inline_constant inline_value(const bound<Type, Held>& value) {
    std::string text;
    Type::write(text, virga::detail::held_value(value.held));
    return constant_of<types::stored_type_t<Type>>(text);
}
template <std::size_t... Indexes, class... Slots>
std::vector<inline_constant> inline_all(const virga::detail::slots<std::index_sequence<Indexes...>, Slots...>& all) {
    return {inline_value(static_cast<const virga::detail::slot<Indexes, Slots>&>(all).parameter)...};
}
inline std::vector<inline_constant> inline_all(const values<>&) { return {}; }
}  // namespace detail

/// The SQL text of what writes so, with its values as constants.
template <class Values>
[[nodiscard]] std::string written_sql(writer::spelling write, bool qualified, const Values& values) {
    writer counting;
    counting.qualified = qualified;
    write(counting);
    std::string text(counting.size(), '\0');
    writer filling{text.data(), nullptr};
    filling.qualified = qualified;
    write(filling);
    return detail::replace_parameters(text, detail::inline_all(values));
}

/// The SQL text of an expression over the columns of one table, with its values as constants; `qualified` if columns are
/// to have their table's name, as beside those of a subquery. `arg<>` has no value and does not compile here.
template <class Expression>
[[nodiscard]] std::string expression_sql(const Expression& expression, bool qualified = false) {
    using tree = typename virga::detail::key_node_of<Expression>::operand;
    return written_sql(&tree::write, qualified, expression.parameters);
}
/// The SQL text of a query, with its values as constants.
template <class Tree, class Values>
[[nodiscard]] std::string query_sql(const Values& values) {
    return written_sql(&Tree::write, true, values);
}
}  // namespace virga::kit
