// virga/kit/inline_values.hpp: an expression as DDL spells it, its values written into the text.
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
#include <virga/types/converted.hpp>  // virga::types::stored_type_t
#include <virga/types/real.hpp>       // virga::types::real

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

namespace detail {
/// A value's text where an expression holds it: with its type, unless that is plain from the text.
template <class Type>
std::string typed_literal_sql(std::string_view text) {
    // A bare constant with a point is numeric, beside which a real becomes a double: 0.1 is not the real 0.1 then.
    std::string constant = Type::oid == types::real::oid ? quote_literal(text) : literal_sql<Type>(text);
    if (constant.front() == '\'' and Type::category != type_category::text) {
        constant += "::";
        constant += Type::spelling.view();
    }
    return constant;
}

/// `text` with its parameters `$1`, `$2`, ... replaced.
inline std::string replace_parameters(std::string_view text, const std::vector<std::string>& values) {
    std::string replaced;
    std::size_t done = 0;
    virga::detail::sql_walker walker{text};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (walker.kind() != virga::detail::sql_token::parameter) continue;
        std::size_t number = 0;
        for (const char digit : token.substr(1)) number = number * 10 + static_cast<std::size_t>(digit - '0');
        replaced += text.substr(done, walker.position() - token.size() - done);
        replaced += values.at(number - 1);
        done = walker.position();
    }
    return replaced += text.substr(done);
}

template <class Type, class Held>
std::string inline_value(const bound<Type, Held>& value) {
    using stored = types::stored_type_t<Type>;
    std::string text;
    Type::write(text, virga::detail::held_value(value.held));
    return typed_literal_sql<stored>(text);
}
template <std::size_t... Indexes, class... Slots>
std::vector<std::string> inline_all(const virga::detail::slots<std::index_sequence<Indexes...>, Slots...>& all) {
    return {inline_value(static_cast<const virga::detail::slot<Indexes, Slots>&>(all).parameter)...};
}
inline std::vector<std::string> inline_all(const values<>&) { return {}; }
}  // namespace detail

/// The SQL text of an expression over the columns of one table, with its values as constants; `qualified` if columns are
/// to have their table's name, as beside those of a subquery. `arg<>` has no value and does not compile here.
template <class Expression>
[[nodiscard]] std::string expression_sql(const Expression& expression, bool qualified = false) {
    using tree = typename virga::detail::key_node_of<Expression>::operand;
    writer counting;
    counting.qualified = qualified;
    tree::write(counting);
    std::string text(counting.size(), '\0');
    writer filling{text.data(), nullptr};
    filling.qualified = qualified;
    tree::write(filling);
    return detail::replace_parameters(text, detail::inline_all(expression.parameters));
}
}  // namespace virga::kit
