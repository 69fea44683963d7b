// virga/catalog/domain.hpp: the tables and types of a domain, and the schema of all domains.
#pragma once

#include <type_traits>  // std::is_same_v

#include <virga/schema/enum.hpp>         // virga::pg::enum_type
#include <virga/schema/field_rules.hpp>  // virga::detail::reference
#include <virga/schema/table.hpp>        // virga::is_table

namespace virga {

/// Whether a domain can list it: a table or an enum type.
template <class Item>
inline constexpr bool is_schema_item = is_table<Item> or is_enum_type<Item>;

/// What belongs to one domain of the app, in order.
template <class... Items>
struct domain_list {
    using items = list<Items...>;
};

template <class>
inline constexpr bool is_domain = false;
template <class... Items>
inline constexpr bool is_domain<domain_list<Items...>> = true;

/// The whole of an app's schema.
template <class... Domains>
struct schema_list {
    /// Every table and type, domain by domain.
    using items = typename detail::joined<typename Domains::items...>::type;
};

namespace detail {
template <class Item, class Items>
inline constexpr bool is_listed = false;
template <class Item, class... Items>
inline constexpr bool is_listed<Item, list<Items...>> = (std::is_same_v<Item, Items> or ...);

/// What a column needs to be listed beside its table: its enum type, the table that it references.
template <class Type, class Items>
inline constexpr bool needs_nothing_more = true;
template <const auto& Enum, class Items>
inline constexpr bool needs_nothing_more<types::enumeration<Enum>, Items> =
    is_listed<typename types::enumeration<Enum>::enum_type, Items>;
template <class Target, class Items>
inline constexpr bool is_listed_target = is_listed<typename column_field<Target>::source, Items>;
template <class Items>
inline constexpr bool is_listed_target<void, Items> = true;
}  // namespace detail

/// Whether the schema lists the enum type of a column, if it has one.
template <class Field, class Items>
inline constexpr bool has_its_type_in = detail::needs_nothing_more<types::stored_type_t<typename Field::type>, Items>;
/// Whether the schema lists the table that a column references, if it references one.
template <class Column, class Items>
inline constexpr bool has_its_target_in = detail::is_listed_target<Column, Items>;

namespace detail {
template <class Items, class Type, fixed_string Name, class... Attributes>
consteval void check_listed(field<Type, Name, Attributes...>*) {
    static_assert(has_its_type_in<field<Type, Name, Attributes...>, Items>,
                  "schema: the enum type of a column is in no domain; add its enum_type object to one");
    static_assert((has_its_target_in<typename reference<Attributes>::target, Items> and ...),
                  "schema: a column references a table that is in no domain; add the table to one");
}
template <class Items, class... Fields>
consteval void check_listed_fields(list<Fields...>*) {
    (check_listed<Items>(static_cast<Fields*>(nullptr)), ...);
}
template <class Items, class Item>
consteval void check_listed_item() {
    if constexpr (is_table<Item>) check_listed_fields<Items>(static_cast<fields_of<Item>*>(nullptr));
}
template <class... Items>
consteval void check_listed_items(list<Items...>*) {
    (check_listed_item<list<Items...>, Items>(), ...);
}
}  // namespace detail

/// The tables and enum types of a domain: `inline constexpr auto domain = virga::domain(post, tag, post_status_type);`.
template <class... Items>
[[nodiscard]] constexpr auto domain(const Items&...) {
    if constexpr (not(is_schema_item<Items> and ...)) {
        static_assert((is_schema_item<Items> and ...), "domain: takes tables and enum types");
        return domain_list<>{};
    } else {
        return domain_list<Items...>{};
    }
}

/// The schema of an app: `inline constexpr auto schema = virga::schema(auth::domain, cms::domain);`.
template <class... Domains>
[[nodiscard]] constexpr auto schema(const Domains&...) {
    if constexpr (not(is_domain<Domains> and ...)) {
        static_assert((is_domain<Domains> and ...), "schema: takes domains");
        return schema_list<>{};
    } else {
        detail::check_listed_items(static_cast<typename schema_list<Domains...>::items*>(nullptr));
        return schema_list<Domains...>{};
    }
}
}  // namespace virga
