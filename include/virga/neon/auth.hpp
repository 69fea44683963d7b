// virga/neon/auth.hpp: who is signed in, as Neon's server knows it, and the roles for those who are and are not.
#pragma once

#include <virga/catalog/role.hpp>      // virga::pg::role
#include <virga/expr/expression.hpp>   // virga::expression
#include <virga/expr/pattern.hpp>      // virga::is_text
#include <virga/types/boolean.hpp>     // virga::types::boolean
#include <virga/types/text.hpp>        // virga::types::text

namespace virga {

namespace node {
/// `auth.user_id()`; NULL when nobody is signed in.
struct signed_in_user : leaf {
    using type = types::text;
    template <class>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) { out.text("auth.user_id()"); }
};

/// `(select auth.user_id() = operand)`
template <class Operand>
struct signed_in_test {
    using type = types::boolean;
    using children = list<Operand>;
    static constexpr binding bound_by = binding::primary;
    template <class>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) {
        out.text("(select auth.user_id() = ");
        out.operand(&Operand::write, Operand::bound_by <= binding::comparison);
        out.text(")");
    }
};
}  // namespace node

namespace neon {

/// The role of requests that carry a valid token, and of those that carry none. Neon makes them.
inline constexpr pg::role<"authenticated", existing> authenticated;
inline constexpr pg::role<"anonymous", existing> anonymous;

/// `auth.user_id()`: the `sub` claim of the token that the request came with, a text; NULL without a token.
///
/// Errors: the server has no such function (42883, 3F000) where Neon's Data API or RLS is not set up.
[[nodiscard]] constexpr auto user_id() { return expression<node::signed_in_user>{}; }

/// `(select auth.user_id() = column)`: whether the row belongs to who is signed in, for policies. Drizzle's `authUid`.
template <expression_like Operand>
[[nodiscard]] constexpr auto auth_uid(const Operand& column) {
    if constexpr (not is_text<Operand>) {
        static_assert(is_text<Operand>, "auth_uid: the column is no text, which auth.user_id() is");
        return virga::detail::refuse<types::boolean>();
    } else {
        return virga::detail::make_expression<node::signed_in_test<tree_of<Operand>>>(column.parameters);
    }
}
}  // namespace neon
}  // namespace virga
