// virga/expr/literal.hpp: a value that stands in the text of a statement, literal<"month">.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v, std::is_void_v, std::remove_cvref_t, std::type_identity

#include <virga/expr/expression.hpp>       // virga::expression
#include <virga/schema/attributes.hpp>     // virga::constant
#include <virga/schema/enum.hpp>           // virga::types::enumeration
#include <virga/text/string_constant.hpp>  // virga::detail::spell_string
#include <virga/types/bigint.hpp>          // virga::types::bigint
#include <virga/types/boolean.hpp>         // virga::types::boolean
#include <virga/types/integer.hpp>         // virga::types::integer
#include <virga/types/smallint.hpp>        // virga::types::smallint
#include <virga/types/text.hpp>            // virga::types::text

namespace virga {

namespace node {
/// `'value'::type`; with its type, as a bare number in order by or group by would be the number of a column.
template <class Type, constant Value>
struct literal : leaf {
    using type = Type;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        if constexpr (Type::category == type_category::text) write_text(out, Value.value.view());
        else if constexpr (Type::category == type_category::boolean) out.text(Value.value ? "'t'" : "'f'");
        else if constexpr (Type::category == type_category::enumeration)
            write_text(out, Type::enum_type::labels[Type::enum_type::index_of(Value.value)]);
        else write_number(out, Value.value);
        out.text("::");
        out.type(Type::spelling.view());
    }

private:
    static constexpr void write_text(writer& out, std::string_view words) {
        virga::detail::spell_string(words, [&out](std::string_view piece) { out.text(piece); });
    }
    static constexpr void write_number(writer& out, long long number) {
        out.text(number < 0 ? "'-" : "'");
        out.decimal(number < 0 ? 0 - static_cast<std::size_t>(number) : static_cast<std::size_t>(number));
        out.text("'");
    }
};
}  // namespace node

namespace detail {
/// The type of a literal: that which is named beside an enumerator, or the one whose values are of the C++ type; void for none.
template <class Value, class... Named>
consteval auto type_of_literal() {
    if constexpr (sizeof...(Named) != 0) {
        if constexpr ((std::is_same_v<typename Named::value_type, Value> and ...)) return std::type_identity<Named...>{};
        else return std::type_identity<void>{};
    } else if constexpr (requires(const Value& text) { text.view(); }) {
        return std::type_identity<types::text>{};
    } else if constexpr (std::is_same_v<Value, bool>) {
        return std::type_identity<types::boolean>{};
    } else if constexpr (std::is_same_v<Value, short>) {
        return std::type_identity<types::smallint>{};
    } else if constexpr (std::is_same_v<Value, int>) {
        return std::type_identity<types::integer>{};
    } else if constexpr (std::is_same_v<Value, long> or std::is_same_v<Value, long long>) {
        return std::type_identity<types::bigint>{};
    } else {
        return std::type_identity<void>{};
    }
}
template <constant Value, class... Named>
using literal_type = typename decltype(type_of_literal<std::remove_cvref_t<decltype(Value.value)>, Named...>())::type;
}  // namespace detail

/// Whether a constant can stand in a text: a whole number, a bool, a text without a zero byte, or an enumerator beside its
/// `pg::enum_type`.
template <constant Value, class... Named>
inline constexpr bool is_literal = [] {
    using type = detail::literal_type<Value, Named...>;
    if constexpr (std::is_same_v<type, types::text>) return Value.value.view().find('\0') == std::string_view::npos;
    else return not std::is_void_v<type>;
}();

namespace detail {
template <constant Value, class... Named>
consteval auto make_literal() {
    if constexpr (not is_literal<Value, Named...>) {
        static_assert(is_literal<Value, Named...>,
                      "literal: takes a whole number with a sign, a bool, a text without zero bytes, or an enumerator and its "
                      "pg::enum_type, as literal<status::live, status_type>; other values are parameters");
        return refuse<types::boolean>();
    } else {
        return expression<node::literal<literal_type<Value, Named...>, Value>>{};
    }
}
}  // namespace detail

/// A value in the text, where a parameter would be another expression each time, or tell the server too little:
/// `date_trunc(literal<"month">, post.day)` is the same key in `select`, `group_by` and `order_by`, and of
/// `post.status == literal<post_status::published, post_status_type>` the server knows that an index of such rows serves. Numbers
/// are `integer`, or `smallint` and `bigint` as their C++ type is; a text is `text`.
template <constant Value, const auto&... Enum>
    requires(sizeof...(Enum) < 2)
inline constexpr auto literal = detail::make_literal<Value, types::enumeration<Enum>...>();
}  // namespace virga
