// virga/types/ltree.hpp: the column type ltree, places in a tree of labels.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/detail/extension_type.hpp>  // detail::extension_type
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga::types {

/// Labels with points between, `top.science.astronomy`. Values and parameters are those of `text`. It compares with its own kind
/// alone.
///
/// A type of the extension `ltree`, which is in `Schema`, and which the kit does not create. In binary the byte 1, a version, comes
/// before the text.
/// Source: PostgreSQL manual, appendix F, ltree; ltree_send in ltree_io.c.
template <fixed_string Schema>
struct ltree_in : detail::character_data, detail::extension_type<Schema, "ltree"> {
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.hash = false, .gist = true};  // PostgreSQL 17 brought hash

    static void write_binary(std::string& out, std::string_view value) {
        out.push_back('\1');
        write(out, value);
    }
    static std::string read_binary(std::string_view bytes) {
        if (not bytes.starts_with('\1')) detail::refuse("ltree", "the binary value is not of version 1");
        return read(bytes.substr(1));
    }
};
using ltree = ltree_in<"public">;
}  // namespace virga::types

namespace virga::pg {
/// `ltree` of the schema public. That of another schema is `pg::custom<t, "place", types::ltree_in<"extensions">{}>`.
template <class Mode, fixed_string Name, auto... Attributes>
using ltree = detail::member<Mode, types::ltree, Name, Attributes...>;
}  // namespace virga::pg
