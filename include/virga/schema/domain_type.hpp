// virga/schema/domain_type.hpp: domains of PostgreSQL, types over another one with rules of their own.
#pragma once

#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v, std::remove_cvref_t

#include <virga/schema/attributes.hpp>   // virga::attribute::in_schema, not_null
#include <virga/schema/field_rules.hpp>  // virga::detail::fits
#include <virga/schema/own_type.hpp>     // virga::types::detail::own_type_spelling
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/text/name.hpp>           // virga::is_identifier
#include <virga/types/column_type.hpp>   // virga::column_type
#include <virga/types/type_facts.hpp>    // virga::compared_t, virga::bare_t, virga::is_read_as_another

namespace virga {

namespace detail {
template <class Attribute>
inline constexpr std::string_view schema_in{};
template <fixed_string Name>
inline constexpr std::string_view schema_in<attribute::in_schema<Name>> = Name.view();
/// The schema that one of some attributes names, or an empty text.
template <class... Attributes>
inline constexpr std::string_view schema_among = [] {
    std::string_view found;
    ((found = schema_in<Attributes>.empty() ? found : schema_in<Attributes>), ...);
    return found;
}();

template <class Attribute>
inline constexpr bool is_attribute_of_domains =
    std::is_same_v<Attribute, attribute::not_null> or is_default<Attribute> or not schema_in<Attribute>.empty();
/// Whether it is to have rules for values: `static constexpr auto constraints(const auto& value)`. It is not called before the kit
/// describes the domain.
template <class Attribute>
inline constexpr bool is_rules = std::is_empty_v<Attribute> and not std::is_base_of_v<attribute::any, Attribute> and
                                 schema_in<Attribute>.empty();

template <class Base, class Attribute>
inline constexpr bool fits_domain = true;
template <class Base, constant Value>
inline constexpr bool fits_domain<Base, attribute::default_to<Value>> = fits<Base>(Value.value);
}  // namespace detail

namespace pg {
/// `create domain Name as Base`, with attributes: `not_null`, `default_to<...>` or `default_sql<"...">`, `pg::in_schema<"kb">`, and
/// a struct with the checks of its values:
///
///     struct positive {
///         static constexpr auto constraints(const auto& value) {
///             return std::tuple{pg::check<"price_positive">(value > 0)};
///         }
///     };
///     inline constexpr pg::domain<"price", types::numeric, positive{}, not_null> price_domain;
///
/// Columns of it are `pg::own<t, "price", price_domain>`. Values are those of `Base`, and queries take them for such: the server
/// alone knows the rules, and refuses what breaks them with `check_violation` or `not_null_violation`.
/// Source: PostgreSQL manual, CREATE DOMAIN.
template <fixed_string Name, column_type Base, auto... Attributes>
struct domain {
    using base_type = Base;
    using attributes = list<std::remove_const_t<decltype(Attributes)>...>;
    static constexpr fixed_string name = Name;
    static constexpr std::string_view schema = virga::detail::schema_among<std::remove_const_t<decltype(Attributes)>...>;
    static constexpr bool is_not_null = (std::is_same_v<std::remove_const_t<decltype(Attributes)>, attribute::not_null> or ...);

    consteval domain() {
        static_assert(is_identifier<Name>, "domain: a name has 1 to 63 bytes");
        static_assert(virga::detail::is_schema_of_the_app(schema),
                      "domain: the name of a schema has 1 to 63 bytes and does not begin with pg_; leave public out");
        if constexpr (is_read_as_another<Base>) {
            static_assert((is_kept_default<Base, std::remove_const_t<decltype(Attributes)>> and ...),
                          "domain: PostgreSQL keeps no constant of regrole; write default_sql<\"current_user::regrole\">, or leave "
                          "the default out");
            static_assert((is_the_same_everywhere<std::remove_const_t<decltype(Attributes)>> and ...),
                          "domain: an object has another number in another database; name it, "
                          "default_sql<\"'public.post'::regclass\">, or default_to<0> for none");
        }
        static_assert((... and (virga::detail::is_attribute_of_domains<std::remove_const_t<decltype(Attributes)>> or
                                virga::detail::is_rules<std::remove_const_t<decltype(Attributes)>>)),
                      "domain: behind the type stand not_null, a default, pg::in_schema<\"name\"> and a struct with constraints");
        static_assert((... and virga::detail::fits_domain<Base, std::remove_const_t<decltype(Attributes)>>),
                      "domain: the default is no value of the type");
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_domain_type = false;
template <fixed_string Name, class Base, auto... Attributes>
inline constexpr bool is_domain_type<pg::domain<Name, Base, Attributes...>> = true;

namespace types {
/// The column type of a domain; `Domain` is the `pg::domain` object. Values travel as those of the type under it.
///
/// A result has the type under a domain, as the server says. Only a value for a column is of the domain.
template <const auto& Domain>
struct domain : std::remove_cvref_t<decltype(Domain)>::base_type {
    using declaration = std::remove_cvref_t<decltype(Domain)>;
    using under = typename declaration::base_type;
    using compared_type = compared_t<under>;
    using bare_type = bare_t<under>;
    using result_type = under;
    static constexpr auto spelling = detail::own_type_spelling<declaration>();
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
};
}  // namespace types
}  // namespace virga
