// virga/neon/crud_policy.hpp: one policy for each of select, insert, update and delete, as Drizzle's crudPolicy makes them.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::declval

#include <virga/catalog/policy.hpp>     // virga::pg::policy
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier

namespace virga::neon {

namespace detail {
inline constexpr std::string_view name_start = "crud-";
inline constexpr std::string_view name_middle = "-policy-";

/// `crud-authenticated-policy-select`; with several roles a `-` stands between them.
template <fixed_string Command, class First, class... Rest>
consteval auto policy_name() {
    constexpr std::size_t size =
        name_start.size() + (First::name.size() + ... + (1 + Rest::name.size())) + name_middle.size() + Command.size();
    fixed_string<size + 1> name;
    std::size_t end = 0;
    const auto add = [&](std::string_view text) {
        for (const char letter : text) name.characters[end++] = letter;
    };
    add(name_start);
    add(First::name);
    ((add("-"), add(Rest::name)), ...);
    add(name_middle);
    add(Command.view());
    return name;
}
}  // namespace detail

/// Policies for roles: `read` of select, `modify` of insert, update and delete; none for a condition that is not given.
template <class Roles, class Read, class Modify>
struct crud_policies;
template <class... Roles, class Read, class Modify>
struct crud_policies<list<Roles...>, Read, Modify> {
    Read reading;
    Modify modifying;

    /// The rows that the roles can see: a boolean expression, or `true` for all and `false` for none.
    template <class Condition>
    [[nodiscard]] constexpr auto read(const Condition& condition) const {
        if constexpr (not is_row_condition<Condition>) {
            static_assert(is_row_condition<Condition>, "read: takes a boolean expression; compare the column with something");
            return crud_policies<list<Roles...>, virga::detail::refused_condition, Modify>{{}, modifying};
        } else {
            const auto held = virga::detail::row_condition(condition);
            return crud_policies<list<Roles...>, std::remove_const_t<decltype(held)>, Modify>{held, modifying};
        }
    }
    /// The rows that the roles can write, as they are before and after; conditions as of `read`.
    template <class Condition>
    [[nodiscard]] constexpr auto modify(const Condition& condition) const {
        if constexpr (not is_row_condition<Condition>) {
            static_assert(is_row_condition<Condition>, "modify: takes a boolean expression; compare the column with something");
            return crud_policies<list<Roles...>, Read, virga::detail::refused_condition>{reading, {}};
        } else {
            const auto held = virga::detail::row_condition(condition);
            return crud_policies<list<Roles...>, Read, std::remove_const_t<decltype(held)>>{reading, held};
        }
    }
    /// The policies, in the order select, insert, update, delete.
    [[nodiscard]] constexpr auto policies() const {
        return std::tuple_cat(of_reading(), of_modifying());
    }

private:
    template <fixed_string Word, policy_command Command>
    static constexpr auto start(command_word<Command> command) {
        return pg::policy<detail::policy_name<Word, Roles...>()>(command).to(Roles{}...);
    }
    constexpr auto of_reading() const {
        if constexpr (std::is_same_v<Read, virga::detail::no_condition>) return std::tuple<>{};
        else return std::tuple{start<"select">(policy_for::select).using_(reading)};
    }
    constexpr auto of_modifying() const {
        if constexpr (std::is_same_v<Modify, virga::detail::no_condition>) return std::tuple<>{};
        else return std::tuple{start<"insert">(policy_for::insert).with_check(modifying),
                               start<"update">(policy_for::update).using_(modifying).with_check(modifying),
                               start<"delete">(policy_for::delete_).using_(modifying)};
    }
};

/// Whether each is a role, or a word for roles, and there is one.
template <class... Roles>
inline constexpr bool are_policy_roles = sizeof...(Roles) != 0 and (is_policy_role<Roles> and ...);
/// Whether the names of the policies, which hold those of the roles, have at most 63 bytes.
template <class... Roles>
inline constexpr bool make_short_names = is_identifier<detail::policy_name<"select", Roles...>()>;

/// The four policies of Drizzle's `crudPolicy`, with its names, for one role or several, declared in `constraints()`:
/// `neon::crud_policy(neon::authenticated).read(true).modify(neon::auth_uid(note.owner_id))`.
///
/// What is not said makes no policy, as `null` does there: then no row passes, unless by another policy.
template <class... Roles>
[[nodiscard]] constexpr auto crud_policy(const Roles&...) {
    if constexpr (not are_policy_roles<Roles...>) {
        static_assert(are_policy_roles<Roles...>, "crud_policy: takes one or more roles");
        return crud_policies<list<pg::role_word<"public">>, virga::detail::no_condition, virga::detail::no_condition>{};
    } else if constexpr (not make_short_names<Roles...>) {
        static_assert(make_short_names<Roles...>,
                      "crud_policy: the roles make a policy's name longer than 63 bytes; write pg::policy with names of your own");
        return crud_policies<list<pg::role_word<"public">>, virga::detail::no_condition, virga::detail::no_condition>{};
    } else {
        return crud_policies<list<Roles...>, virga::detail::no_condition, virga::detail::no_condition>{};
    }
}
}  // namespace virga::neon

namespace virga {
template <class Roles, class Read, class Modify>
struct policies_in<neon::crud_policies<Roles, Read, Modify>> {
    template <class... Policies>
    static list<Policies...> types(const std::tuple<Policies...>&);
    using made = neon::crud_policies<Roles, Read, Modify>;
    using type = decltype(types(std::declval<const made&>().policies()));
    static constexpr auto of(const made& policies) { return policies.policies(); }
};
}  // namespace virga
