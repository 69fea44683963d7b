// virga/expr/functions/json_path.hpp: functions of jsonb by the language of paths, `$.items[*] ? (@.price > 10)`.
// Source: PostgreSQL manual, section 9.16.2, The SQL/JSON Path Language; tests/postgres compares all with pg_proc.
//
// Those whose names end in _tz are left out: they ask the session for its time zone.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/expr/function.hpp>       // VIRGA_FUNCTION
#include <virga/expr/set_function.hpp>   // VIRGA_SET_FUNCTION
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/types/boolean.hpp>       // virga::types::boolean
#include <virga/types/column_type.hpp>   // virga::type_category
#include <virga/types/jsonb.hpp>         // virga::types::jsonb
#include <virga/types/text.hpp>          // virga::types::text
#include <virga/types/type_facts.hpp>    // virga::type_facts

namespace virga {

namespace types {
/// A path into a jsonb, as a parameter: a text, `"$.tags[*]"`. A value; of an expression, `cast<types::jsonpath>(x)`.
struct jsonpath : text {
    static constexpr fixed_string spelling{"jsonpath"};
    static constexpr std::uint32_t oid = 4072;
    static constexpr std::uint32_t array_oid = 4073;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.btree = false, .hash = false};
};
}  // namespace types

// Each takes `(document, path)`, `(document, path, variables)`, whose members the path names by `$name`, and `(document, path,
// variables, silent)`, which is NULL, or without rows, where the document has not the parts that the path wants.

/// `jsonb_path_exists(document, path)`: whether the path leads to something.
VIRGA_FUNCTION(jsonb_path_exists, types::boolean(types::jsonb, types::jsonpath),
               types::boolean(types::jsonb, types::jsonpath, types::jsonb),
               types::boolean(types::jsonb, types::jsonpath, types::jsonb, types::boolean), may_be_null)
/// `jsonb_path_match(document, path)`: what a path that is a condition says, `"$.views > 10"`.
VIRGA_FUNCTION(jsonb_path_match, types::boolean(types::jsonb, types::jsonpath),
               types::boolean(types::jsonb, types::jsonpath, types::jsonb),
               types::boolean(types::jsonb, types::jsonpath, types::jsonb, types::boolean), may_be_null)
/// `jsonb_path_query(document, path)`: everything that the path leads to, as rows.
VIRGA_SET_FUNCTION(jsonb_path_query, set_of<types::jsonb>(types::jsonb, types::jsonpath),
                   set_of<types::jsonb>(types::jsonb, types::jsonpath, types::jsonb),
                   set_of<types::jsonb>(types::jsonb, types::jsonpath, types::jsonb, types::boolean))
/// `jsonb_path_query_array(document, path)`: the same as an array.
VIRGA_FUNCTION(jsonb_path_query_array, types::jsonb(types::jsonb, types::jsonpath),
               types::jsonb(types::jsonb, types::jsonpath, types::jsonb),
               types::jsonb(types::jsonb, types::jsonpath, types::jsonb, types::boolean), may_be_null)
/// `jsonb_path_query_first(document, path)`: the first thing that the path leads to.
VIRGA_FUNCTION(jsonb_path_query_first, types::jsonb(types::jsonb, types::jsonpath),
               types::jsonb(types::jsonb, types::jsonpath, types::jsonb),
               types::jsonb(types::jsonb, types::jsonpath, types::jsonb, types::boolean), may_be_null)
}  // namespace virga
