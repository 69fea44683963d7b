// virga/catalog/domain.hpp: the tables and types of a domain, and the schema of all domains.
#pragma once

#include <virga/schema/enum.hpp>   // virga::pg::enum_type
#include <virga/schema/table.hpp>  // virga::is_table

namespace virga {

template <class>
inline constexpr bool is_enum_type = false;
template <class Enum, fixed_string Name, fixed_string... Labels>
inline constexpr bool is_enum_type<pg::enum_type<Enum, Name, Labels...>> = true;

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

/// The tables and enum types of a domain: `inline constexpr auto domain = virga::domain(post, tag, post_status_type);`.
template <class... Items>
[[nodiscard]] constexpr auto domain(const Items&...) {
    static_assert((is_schema_item<Items> and ...), "domain: takes tables and enum types");
    return domain_list<Items...>{};
}

/// The schema of an app: `inline constexpr auto schema = virga::schema(auth::domain, cms::domain);`.
template <class... Domains>
[[nodiscard]] constexpr auto schema(const Domains&...) {
    static_assert((is_domain<Domains> and ...), "schema: takes domains");
    return schema_list<Domains...>{};
}
}  // namespace virga
