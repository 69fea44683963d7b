// virga/catalog/domain.hpp: the tables, types and roles of a domain, and the schema of all domains.
#pragma once

#include <cstddef>      // std::size_t
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v, std::conditional_t
#include <utility>      // std::index_sequence, std::make_index_sequence

#include <virga/catalog/by_hand.hpp>     // virga::is_by_hand, is_grant
#include <virga/catalog/extension.hpp>   // virga::is_extension
#include <virga/catalog/keys.hpp>        // virga::detail::constraints_t
#include <virga/catalog/policy.hpp>      // virga::policies_of
#include <virga/catalog/renamed.hpp>     // virga::is_renamed
#include <virga/catalog/role.hpp>        // virga::is_role
#include <virga/catalog/sequence.hpp>    // virga::is_own_sequence
#include <virga/catalog/view_options.hpp>  // virga::is_view
#include <virga/schema/composite_type.hpp>  // virga::is_composite_type
#include <virga/schema/domain_type.hpp>  // virga::is_domain_type
#include <virga/schema/field_rules.hpp>  // virga::detail::reference
#include <virga/schema/table.hpp>        // virga::is_table
#include <virga/schema/type_object.hpp>  // virga::is_type_object

namespace virga {

/// Whether a domain can list it: a table, an enum type, a role, or whatever else an object declares.
template <class Item>
inline constexpr bool is_schema_item =
    is_table<Item> or is_type_object<Item> or is_role<Item> or is_own_sequence<Item> or is_extension<Item> or is_view<Item> or
    is_by_hand<Item> or is_grant<Item> or is_comment_of<Item> or is_renamed<Item>;

namespace detail {
// clang folds over 256 items at most, so that nothing here folds over all of them.
template <bool... Values>
struct truths;
template <bool... Values>
inline constexpr bool all_true = std::is_same_v<truths<Values..., true>, truths<true, Values...>>;

/// Items that hold values: views. All others are known by their types.
template <class Views>
struct kept_views;
template <class View>
struct kept_view {
    View view;
};
template <class... Views>
struct kept_views<list<Views...>> : kept_view<Views>... {};
template <>
struct kept_views<list<>> {};
template <class... Items>
using views_among = typename joined<std::conditional_t<is_view<Items>, list<Items>, list<>>...>::type;

/// The first of some that is of this type.
template <class Kept, class First, class... Rest>
constexpr const Kept& first_of_type(const First& first, const Rest&... rest) {
    if constexpr (std::is_same_v<Kept, First>) return first;
    else return first_of_type<Kept>(rest...);
}
template <class... Views, class... Items>
constexpr kept_views<list<Views...>> keep_views(list<Views...>*, [[maybe_unused]] const Items&... items) {
    if constexpr (sizeof...(Views) == 0) return {};
    else return {{first_of_type<Views>(items...)}...};
}
}  // namespace detail

/// What belongs to one domain of the app, in order.
template <class... Items>
struct domain_list : detail::kept_views<detail::views_among<Items...>> {
    using items = list<Items...>;
};

template <class>
inline constexpr bool is_domain = false;
template <class... Items>
inline constexpr bool is_domain<domain_list<Items...>> = true;

namespace detail {
template <std::size_t Position, class Domain>
struct domain_at {
    [[no_unique_address]] Domain domain;
};
template <class Positions, class... Domains>
struct domains_at;
template <std::size_t... Positions, class... Domains>
struct domains_at<std::index_sequence<Positions...>, Domains...> : domain_at<Positions, Domains>... {};
}  // namespace detail

/// The whole of an app's schema.
template <class... Domains>
struct schema_list : detail::domains_at<std::make_index_sequence<sizeof...(Domains)>, Domains...> {
    /// Every table, type and role, domain by domain.
    using items = typename detail::joined<typename Domains::items...>::type;
};

namespace detail {
template <class Item, class Items>
inline constexpr bool is_listed = false;
template <class Item, class... Items>
inline constexpr bool is_listed<Item, list<Items...>> = (std::is_same_v<Item, Items> or ...);
template <class Needed, class Items>
inline constexpr bool all_listed = true;
template <class... Needed, class Items>
inline constexpr bool all_listed<list<Needed...>, Items> = (is_listed<Needed, Items> and ...);

/// What has to be listed beside what is of a type: the object of an enum, domain or composite type.
template <class Type>
struct needed_by_type {
    using type = list<>;
};
template <class Type>
    requires requires { typename Type::declaration; }
struct needed_by_type<Type> {
    using type = list<typename Type::declaration>;
};
template <class Type>
    requires requires { typename Type::element_type; }
struct needed_by_type<Type> : needed_by_type<types::stored_type_t<typename Type::element_type>> {};
template <class Type>
using needed_by_type_t = typename needed_by_type<types::stored_type_t<Type>>::type;

/// What has to be listed beside a column that references another: its table. An existing one need not be.
template <class Target>
struct needed_by_reference {
    using source = typename column_field<Target>::source;
    using type = std::conditional_t<source_traits<source>::is_existing, list<>, list<source>>;
};
template <>
struct needed_by_reference<void> {
    using type = list<>;
};

template <class Roles>
struct needed_roles;
template <class... Roles>
struct needed_roles<list<Roles...>> : joined<std::conditional_t<Roles::is_existing, list<>, list<Roles>>...> {};
template <class Policy>
struct needed_by_policy;
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
struct needed_by_policy<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> : needed_roles<Roles> {};
}  // namespace detail

/// Whether the schema lists the enum type of a column, if it has one.
template <class Field, class Items>
inline constexpr bool has_its_type_in = detail::all_listed<detail::needed_by_type_t<typename Field::type>, Items>;
/// Whether the schema lists the table that a column references, if it references one. An existing one it need not.
template <class Column, class Items>
inline constexpr bool has_its_target_in = detail::all_listed<typename detail::needed_by_reference<Column>::type, Items>;
/// Whether the schema lists the roles that a policy is for. Existing ones it need not.
template <class Policy, class Items>
inline constexpr bool has_its_roles_in = detail::all_listed<typename detail::needed_by_policy<Policy>::type, Items>;

namespace detail {
template <class Item, class Other>
inline constexpr bool is_namesake = false;
template <fixed_string Name, auto... Attributes, fixed_string Other, auto... Others>
inline constexpr bool is_namesake<pg::role<Name, Attributes...>, pg::role<Other, Others...>> = Name == Other;
template <class Role, class... Items>
inline constexpr int namesakes = (0 + ... + (is_namesake<Role, Items> ? 1 : 0));
}  // namespace detail

/// Whether a role is the only one of its name that the schema lists; true of what is no role.
template <class Item, class Items>
inline constexpr bool has_a_name_of_its_own = true;
template <fixed_string Name, auto... Attributes, class... Items>
inline constexpr bool has_a_name_of_its_own<pg::role<Name, Attributes...>, list<Items...>> =
    detail::namesakes<pg::role<Name, Attributes...>, Items...> == 1;

namespace detail {
// A rule of a schema that is asked of each item, and names all of them, has a name as long as the schema: thousands of those took
// most of the compiler's time and memory. So all is asked at once, of what an item needs, and by item only to say what is missing.

template <class Fields>
struct needed_by_fields;
template <class Type, fixed_string Name, class... Attributes>
struct needed_by_fields<field<Type, Name, Attributes...>>
    : joined<needed_by_type_t<Type>, typename needed_by_reference<typename reference<Attributes>::target>::type...> {};
template <class... Fields>
struct needed_by_fields<list<Fields...>> : joined<typename needed_by_fields<Fields>::type...> {};
template <class Constraints>
struct needed_by_constraints;
template <class Policies>
struct needed_by_policies;
template <class... Policies>
struct needed_by_policies<list<Policies...>> : joined<typename needed_by_policy<Policies>::type...> {};
template <class... Constraints>
struct needed_by_constraints<std::tuple<Constraints...>>
    : needed_by_policies<typename joined<policies_of<Constraints>...>::type> {};
template <class Attributes>
struct needed_by_attributes;
template <class... Attributes>
struct needed_by_attributes<list<Attributes...>> : joined<needed_by_type_t<typename Attributes::type>...> {};

template <class Item>
struct needed_by {
    using type = list<>;
};
template <class Item>
    requires is_table<Item>
struct needed_by<Item>
    : joined<typename needed_by_fields<fields_of<Item>>::type, typename needed_by_constraints<constraints_t<Item>>::type> {};
template <class Item>
    requires is_composite_type<Item>
struct needed_by<Item> : needed_by_attributes<typename Item::attributes> {};
template <class Item>
    requires is_domain_type<Item>
struct needed_by<Item> {
    using type = needed_by_type_t<typename Item::base_type>;
};

/// Everything that is listed, as the bases of a class: one question then finds an item among any number. One can be listed twice.
template <class Item>
struct listed {};
template <class Item, std::size_t Position>
struct listed_at : listed<Item> {};
template <class Items, class Positions>
struct listing;
template <class... Items, std::size_t... Positions>
struct listing<list<Items...>, std::index_sequence<Positions...>> : listed_at<Items, Positions>... {};
template <class Listing, class Needed>
struct lists_all;
template <class Listing, class... Needed>
struct lists_all<Listing, list<Needed...>> : std::bool_constant<(__is_base_of(listed<Needed>, Listing) and ...)> {};
/// The items of which something is missing.
template <class Listing, class... Items>
struct incomplete
    : joined<std::conditional_t<lists_all<Listing, typename needed_by<Items>::type>::value, list<>, list<Items>>...> {};

template <class Items, class Type, fixed_string Name, class... Attributes>
consteval void check_listed(field<Type, Name, Attributes...>*) {
    static_assert(has_its_type_in<field<Type, Name, Attributes...>, Items>,
                  "schema: the type of a column is in no domain; add its object, the enum_type, pg::domain or pg::composite, to "
                  "one");
    static_assert((has_its_target_in<typename reference<Attributes>::target, Items> and ...),
                  "schema: a column references a table that is in no domain; add the table to one");
}
template <class Items, class... Fields>
consteval void check_listed_fields(list<Fields...>*) {
    (check_listed<Items>(static_cast<Fields*>(nullptr)), ...);
}
template <class Items, class... Policies>
consteval void check_listed_roles(list<Policies...>*) {
    static_assert((has_its_roles_in<Policies, Items> and ...),
                  "schema: a policy is for a role that is in no domain; add the role to one, or declare it existing");
}
template <class Items, class... Constraints>
consteval void check_listed_policies(std::tuple<Constraints...>*) {
    check_listed_roles<Items>(static_cast<typename joined<policies_of<Constraints>...>::type*>(nullptr));
}
template <class Items, class... Attributes>
consteval void check_listed_attributes(list<Attributes...>*) {
    static_assert((all_listed<needed_by_type_t<typename Attributes::type>, Items> and ...),
                  "schema: the type of an attribute of a composite type is in no domain of the app; add its object to one");
}
template <class Items, class Item>
consteval void check_listed_item() {
    if constexpr (is_composite_type<Item>) check_listed_attributes<Items>(static_cast<typename Item::attributes*>(nullptr));
    if constexpr (is_domain_type<Item>) {
        static_assert(all_listed<needed_by_type_t<typename Item::base_type>, Items>,
                      "schema: the type under a domain is in no domain of the app; add its object to one");
    }
    if constexpr (is_table<Item>) {
        check_listed_fields<Items>(static_cast<fields_of<Item>*>(nullptr));
        check_listed_policies<Items>(static_cast<constraints_t<Item>*>(nullptr));
    }
}
template <class Items, class... Incomplete>
consteval void check_each(list<Incomplete...>*) {
    (check_listed_item<Items, Incomplete>(), ...);
}
template <class... Roles>
consteval void check_roles(list<Roles...>*) {
    static_assert((has_a_name_of_its_own<Roles, list<Roles...>> and ...),
                  "schema: two roles have one name, or one is listed twice");
}
template <class... Items>
consteval void check_listed_items(list<Items...>*) {
    check_roles(static_cast<typename joined<std::conditional_t<is_role<Items>, list<Items>, list<>>...>::type*>(nullptr));
    using all = listing<list<Items...>, std::make_index_sequence<sizeof...(Items)>>;
    check_each<list<Items...>>(static_cast<typename incomplete<all, Items...>::type*>(nullptr));
}
}  // namespace detail

/// What belongs to a domain: `inline constexpr auto domain = virga::domain(post, tag, post_status_type);`.
template <class... Items>
[[nodiscard]] constexpr auto domain([[maybe_unused]] const Items&... items) {
    if constexpr (not detail::all_true<is_schema_item<Items>...>) {
        static_assert(detail::all_true<is_schema_item<Items>...>,
                      "domain: takes what stands for itself in a schema: tables, types, roles, sequences, extensions, views, "
                      "functions and their like; a grant ends with .to(...)");
        return domain_list<>{};
    } else {
        using views = detail::views_among<Items...>;
        return domain_list<Items...>{detail::keep_views(static_cast<views*>(nullptr), items...)};
    }
}

/// The schema of an app: `inline constexpr auto schema = virga::schema(auth::domain, cms::domain);`.
template <class... Domains>
[[nodiscard]] constexpr auto schema(const Domains&... domains) {
    if constexpr (not(is_domain<Domains> and ...)) {
        static_assert((is_domain<Domains> and ...), "schema: takes domains");
        return schema_list<>{};
    } else {
        detail::check_listed_items(static_cast<typename schema_list<Domains...>::items*>(nullptr));
        return schema_list<Domains...>{{{domains}...}};
    }
}

namespace detail {
struct no_schema {};
}  // namespace detail

/// The schema of the program's app, for calls that name something of it without a table: `failed.is_constraint<"post_slug_key">()`.
/// An app says it once, behind its schema in `schema/index.hpp`, outside of any namespace:
///
///     template <> inline constexpr auto virga::app_schema<> = app::schema;
template <class App = void>
inline constexpr detail::no_schema app_schema{};
}  // namespace virga
