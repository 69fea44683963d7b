// virga/catalog/policy.hpp: row level security: which rows which roles may see and write.
#pragma once

#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v

#include <virga/catalog/role.hpp>        // virga::is_policy_role
#include <virga/expr/logic.hpp>          // virga::is_condition
#include <virga/expr/operand.hpp>        // virga::detail::operand
#include <virga/expr/owning.hpp>         // virga::detail::owning
#include <virga/schema/field.hpp>        // virga::list
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/text/name.hpp>           // virga::is_identifier

namespace virga {

enum class policy_command : unsigned char { all, select, insert, update, delete_ };

template <policy_command Command>
struct command_word {};

/// The statements that a policy is for: `pg::policy<"name">(policy_for::select)`.
namespace policy_for {
inline constexpr command_word<policy_command::all> all;
inline constexpr command_word<policy_command::select> select;
inline constexpr command_word<policy_command::insert> insert;
inline constexpr command_word<policy_command::update> update;
inline constexpr command_word<policy_command::delete_> delete_;
}  // namespace policy_for

/// Whether statements of the kind read rows that exist, which `using` decides.
template <policy_command Command>
inline constexpr bool reads_rows = Command != policy_command::insert;
/// Whether statements of the kind write rows, which `with check` decides.
template <policy_command Command>
inline constexpr bool writes_rows = Command != policy_command::select and Command != policy_command::delete_;

/// Whether it can be the condition of a policy: a boolean expression, or `true` or `false` for all rows.
template <class Given>
inline constexpr bool is_row_condition = is_condition<Given> or std::is_same_v<Given, bool>;

namespace detail {
/// A condition that a policy does not have, and one that was refused.
using no_condition = std::tuple<>;
using refused_condition = expression<node::refused<types::boolean>>;

template <class Given>
constexpr auto row_condition(const Given& given) {
    if constexpr (std::is_same_v<Given, bool>) return operand<types::boolean>(bool(given));
    else return owning(given);
}

template <class Role, class... Roles>
inline constexpr int times_granted = (0 + ... + (Role::name == Roles::name ? 1 : 0));
}  // namespace detail

/// Whether no role stands twice in a list.
template <class... Roles>
inline constexpr bool are_distinct_roles = ((detail::times_granted<Roles, Roles...> == 1) and ...);
/// Whether `public`, which is every role, stands alone.
template <class... Roles>
inline constexpr bool names_public_alone = sizeof...(Roles) == 1 or not((Roles::name == std::string_view{"public"}) or ...);

/// A policy. `Using` and `Check` are its conditions, `std::tuple<>` for none; no roles are every role.
///
/// Rows that no permissive policy lets through are not there; a row must also pass each restrictive one.
/// Source: PostgreSQL manual, section 5.8, Row Security Policies.
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
struct policy_definition {
    Using read_condition;
    Check write_condition;

    /// Roles that the policy is for; every one if none is given.
    template <class... Given>
    [[nodiscard]] constexpr auto to(const Given&...) const {
        if constexpr (sizeof...(Given) == 0 or not(is_policy_role<Given> and ...)) {
            static_assert(sizeof...(Given) != 0 and (is_policy_role<Given> and ...),
                          "to: takes one or more roles, or pg::public_, pg::current_user, pg::current_role, pg::session_user");
            return *this;
        } else {
            static_assert(are_distinct_roles<Given...>, "to: names a role twice");
            static_assert(names_public_alone<Given...>, "to: public is every role; name it alone");
            return policy_definition<Name, Command, IsPermissive, list<Given...>, Using, Check>{read_condition, write_condition};
        }
    }
    /// `as restrictive`: rows must pass this policy beside any permissive one.
    [[nodiscard]] constexpr auto restrictive() const {
        return policy_definition<Name, Command, false, Roles, Using, Check>{read_condition, write_condition};
    }
    /// `using (condition)`: the rows that can be seen, updated and deleted.
    template <class Condition>
    [[nodiscard]] constexpr auto using_(const Condition& condition) const {
        using refused = policy_definition<Name, Command, IsPermissive, Roles, detail::refused_condition, Check>;
        if constexpr (not reads_rows<Command>) {
            static_assert(reads_rows<Command>, "using_: an insert reads no row that exists; write with_check");
            return refused{{}, write_condition};
        } else if constexpr (not is_row_condition<Condition>) {
            static_assert(is_row_condition<Condition>, "using_: takes a boolean expression; compare the column with something");
            return refused{{}, write_condition};
        } else {
            const auto held = detail::row_condition(condition);
            using held_type = std::remove_const_t<decltype(held)>;
            return policy_definition<Name, Command, IsPermissive, Roles, held_type, Check>{held, write_condition};
        }
    }
    /// `with check (condition)`: the rows that can be written. Without it, those that `using` lets through.
    template <class Condition>
    [[nodiscard]] constexpr auto with_check(const Condition& condition) const {
        using refused = policy_definition<Name, Command, IsPermissive, Roles, Using, detail::refused_condition>;
        if constexpr (not writes_rows<Command>) {
            static_assert(writes_rows<Command>, "with_check: a select or delete writes no row; write using_");
            return refused{read_condition, {}};
        } else if constexpr (not is_row_condition<Condition>) {
            static_assert(is_row_condition<Condition>, "with_check: takes a boolean expression; compare the column with something");
            return refused{read_condition, {}};
        } else {
            const auto held = detail::row_condition(condition);
            using held_type = std::remove_const_t<decltype(held)>;
            return policy_definition<Name, Command, IsPermissive, Roles, Using, held_type>{read_condition, held};
        }
    }
};

/// Row level security of a table without a policy, or over its owner too.
template <bool IsForced>
struct row_security {};

namespace pg {
/// `create policy Name on ...`, declared in `constraints()`; it turns on the table's row level security.
///
/// `pg::policy<"own_rows">(policy_for::select).to(editor).using_(note.owner == "x")`
template <fixed_string Name, policy_command Command = policy_command::all>
[[nodiscard]] constexpr auto policy(command_word<Command> = {}) {
    static_assert(is_identifier<Name>, "policy: a name has 1 to 63 bytes");
    return policy_definition<Name, Command, true, list<>, virga::detail::no_condition, virga::detail::no_condition>{};
}
/// `enable row level security`: for a table whose policies are still to come, and whose rows nobody but its owner sees.
inline constexpr row_security<false> row_level_security;
/// `force row level security`: policies bind the owner of the table too.
inline constexpr row_security<true> force_row_level_security;
}  // namespace pg

/// The policies that something in `constraints()` stands for, as a tuple; others than `policy_definition` specialize it.
template <class Constraint>
struct policies_in {
    using type = list<>;
};
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
struct policies_in<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> {
    using type = list<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>>;
    static constexpr auto of(const policy_definition<Name, Command, IsPermissive, Roles, Using, Check>& policy) {
        return std::tuple{policy};
    }
};
template <class Constraint>
using policies_of = typename policies_in<Constraint>::type;
/// Whether something in `constraints()` is or makes policies.
template <class Constraint>
inline constexpr bool makes_policies = policies_of<Constraint>::size != 0;
}  // namespace virga
