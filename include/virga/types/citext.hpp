// virga/types/citext.hpp: the column type citext, text that compares whatever the case of letters.
#pragma once

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/detail/extension_type.hpp>  // detail::extension_type
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga::types {

/// Text of which `=`, `<` and unique keys do not see the case of letters; it is kept as it was written. It compares with its own
/// kind alone. Values and parameters are those of `text`.
///
/// A type of the extension `citext`, which is in `Schema`. The kit creates no extension: a file of `generate --custom` does that.
/// Source: PostgreSQL manual, appendix F, citext.
template <fixed_string Schema>
struct citext_in : detail::character_data, detail::extension_type<Schema, "citext"> {
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.spgist = true, .brin = true, .extremes = true};
};
using citext = citext_in<"public">;
}  // namespace virga::types

namespace virga::pg {
/// `citext` of the schema public. That of another schema is `pg::custom<t, "email", types::citext_in<"extensions">{}>`.
template <class Mode, fixed_string Name, auto... Attributes>
using citext = detail::member<Mode, types::citext, Name, Attributes...>;
}  // namespace virga::pg
