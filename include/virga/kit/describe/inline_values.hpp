// virga/kit/describe/inline_values.hpp: an expression as DDL spells it, its values written into the text.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
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
[[nodiscard]] inline std::string literal_sql(std::string_view text, type_category category) {
    const bool plain = category == type_category::boolean or category == type_category::number;
    // NaN and the infinities are words, which only a quoted constant can hold; a minus would bind to what follows.
    if (plain and text.find_first_not_of("0123456789.truefals") == std::string_view::npos) return std::string(text);
    return quote_literal(text);
}
template <class Type>
[[nodiscard]] std::string literal_sql(std::string_view text) {
    return literal_sql(text, Type::category);
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
    std::string_view type{};  ///< that it is cast to, or empty
};

/// What a constant has to know of its type.
struct constant_type {
    type_category category;
    std::uint32_t oid;
    bool is_told;  ///< the type stands behind each parameter
    std::string_view spelling;
};
inline inline_constant constant_of(std::string_view text, const constant_type& type) {
    // A bare constant with a point is numeric, beside which a real becomes a double: 0.1 is not the real 0.1 then.
    const std::string plain = type.oid == types::real::oid ? quote_literal(text) : literal_sql(text, type.category);
    // A bare whole number is an integer: beside a smallint or a bigint, + and its like would be other operators than in a query.
    const bool is_of_other_width = type.oid == types::smallint::oid or type.oid == types::bigint::oid;
    const bool is_quoted = plain.front() == '\'' or plain.front() == 'E';
    if (type.category == type_category::text or type.is_told or not(is_quoted or is_of_other_width)) return {plain, plain};
    std::string typed = (is_quoted ? plain : quote_literal(plain)) + "::" + bare_type(type.spelling);
    return {typed, is_quoted ? typed : plain, type.spelling};
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
    using stored = types::stored_type_t<Type>;
    static constexpr constant_type type{stored::category, stored::oid, facts_of<stored>.is_record, stored::spelling.view()};
    return constant_of(text, type);
}
template <std::size_t... Indexes, class... Slots>
std::vector<inline_constant> inline_all(const virga::detail::slots<std::index_sequence<Indexes...>, Slots...>& all) {
    return {inline_value(static_cast<const virga::detail::slot<Indexes, Slots>&>(all).parameter)...};
}
inline std::vector<inline_constant> inline_all(const values<>&) { return {}; }
}  // namespace detail

/// The SQL text of what writes so, with its values as constants.
[[nodiscard]] inline std::string written_sql(writer::spelling write, bool qualified,
                                             const std::vector<detail::inline_constant>& values, name_listener* told = nullptr) {
    writer counting;
    counting.qualified = qualified;
    counting.begin_query(false);
    if (told != nullptr) {
        counting.tell_names(*told);
        for (const detail::inline_constant& each : values) told->type(each.type);
    }
    write(counting);
    std::string text(counting.size(), '\0');
    writer filling{text.data(), nullptr};
    filling.qualified = qualified;
    filling.begin_query(false);
    write(filling);
    return values.empty() ? text : detail::replace_parameters(text, values);
}

/// The SQL text of an expression over the columns of one table, with its values as constants; `qualified` if columns are
/// to have their table's name, as beside those of a subquery. `arg<>` has no value and does not compile here. What it names is
/// told to `told`.
template <class Expression>
[[nodiscard]] std::string expression_sql(const Expression& expression, bool qualified = false, name_listener* told = nullptr) {
    using tree = typename virga::detail::key_node_of<Expression>::operand;
    return written_sql(&tree::write, qualified, detail::inline_all(expression.parameters), told);
}
/// The SQL text of a query, with its values as constants.
template <class Tree, class Values>
[[nodiscard, gnu::always_inline]] inline std::string query_sql(const Values& values, name_listener* told = nullptr) {
    return written_sql(&Tree::write, true, detail::inline_all(values), told);
}
}  // namespace virga::kit
