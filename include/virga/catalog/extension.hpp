// virga/catalog/extension.hpp: extensions of the database.
#pragma once

#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier

namespace virga {

namespace pg {
/// An extension that the schema needs, listed in a domain: `inline constexpr pg::extension<"citext"> citext_extension;`. It is
/// created before tables, unless the database has it. Its objects lie in `Schema`, where that is given.
template <fixed_string Name, fixed_string Schema = "">
struct extension {
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view schema = Schema.view();

    consteval extension() {
        static_assert(is_identifier<Name>, "extension: a name has 1 to 63 bytes");
        static_assert(Schema.size() == 0 or is_identifier<Schema>, "extension: the name of a schema has 1 to 63 bytes");
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_extension = false;
template <fixed_string Name, fixed_string Schema>
inline constexpr bool is_extension<pg::extension<Name, Schema>> = true;
}  // namespace virga
