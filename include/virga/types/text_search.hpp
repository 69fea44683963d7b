// virga/types/text_search.hpp: the column types tsvector and tsquery, documents and questions of text search.
#pragma once

#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/character_data.hpp>  // detail::character_data
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga::types {
namespace detail {
/// What has a binary format that is not read here.
template <fixed_string Name>
struct text_alone : character_data {
    static constexpr fixed_string spelling = Name;
    static constexpr type_category category = type_category::other;
    static constexpr bool is_text_alone = true;

    static void write_binary(std::string&, std::string_view) { refuse_binary(); }
    static value_type read_binary(std::string_view) { refuse_binary(); }

private:
    [[noreturn]] static void refuse_binary() { refuse(Name.view(), "values cross as text; the binary format is not read"); }
};
}  // namespace detail

/// The lexemes of a document, where they stand and how much they weigh. Values and parameters are its text as the server writes it,
/// `'cat':3 'fat':2,4A`; they cross as text alone, in binary they throw `value_error`.
/// Source: PostgreSQL manual, section 8.11, Text Search Types.
struct tsvector : detail::text_alone<"tsvector"> {
    static constexpr std::uint32_t oid = 3614;
    static constexpr std::uint32_t array_oid = 3643;
    static constexpr type_facts facts{.hash = false, .gin = true, .gist = true};
};
/// What to look for in a document. Values and parameters are its text as the server writes it, `'fat' & 'cat':*`, as those of
/// tsvector.
/// Source: PostgreSQL manual, section 8.11, Text Search Types.
struct tsquery : detail::text_alone<"tsquery"> {
    static constexpr std::uint32_t oid = 3615;
    static constexpr std::uint32_t array_oid = 3645;
    static constexpr type_facts facts{.hash = false, .gist = true};
};
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using tsvector = detail::member<Mode, types::tsvector, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using tsquery = detail::member<Mode, types::tsquery, Name, Attributes...>;
}  // namespace virga::pg
