// virga/expr/functions/json.hpp: functions of json and jsonb.
// Source: PostgreSQL manual, section 9.16, JSON Functions and Operators; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION
#include <virga/types/array.hpp>    // virga::types::array
#include <virga/types/boolean.hpp>  // virga::types::boolean
#include <virga/types/json.hpp>     // virga::types::json
#include <virga/types/jsonb.hpp>    // virga::types::jsonb
#include <virga/types/text.hpp>     // virga::types::text

namespace virga {

/// `array_to_json(array)`, `(array, lines)`: as a json, with each element in a line of its own if `lines`.
VIRGA_FUNCTION(array_to_json, types::json(any_array), types::json(any_array, types::boolean), stable)
/// `json_array_length(array)`
VIRGA_FUNCTION(json_array_length, types::integer(types::json))
/// `json_object(keys and values)`, `(keys, values)`: an object of texts.
VIRGA_FUNCTION(json_object, types::json(types::array<types::text>),
               types::json(types::array<types::text>, types::array<types::text>))
/// `json_strip_nulls(value)`: without members that are null.
VIRGA_FUNCTION(json_strip_nulls, types::json(types::json))
/// `json_typeof(value)`: `object`, `array`, `string`, `number`, `boolean` or `null`.
VIRGA_FUNCTION(json_typeof, types::text(types::json))
/// `jsonb_array_length(array)`
VIRGA_FUNCTION(jsonb_array_length, types::integer(types::jsonb))
/// `jsonb_insert(target, path, value)`, `(target, path, value, after)`: with the value inserted where the path leads.
VIRGA_FUNCTION(jsonb_insert, types::jsonb(types::jsonb, types::array<types::text>, types::jsonb),
               types::jsonb(types::jsonb, types::array<types::text>, types::jsonb, types::boolean))
/// `jsonb_object(keys and values)`, `(keys, values)`: an object of texts.
VIRGA_FUNCTION(jsonb_object, types::jsonb(types::array<types::text>),
               types::jsonb(types::array<types::text>, types::array<types::text>))
/// `jsonb_pretty(value)`: as a text of several lines.
VIRGA_FUNCTION(jsonb_pretty, types::text(types::jsonb))
/// `jsonb_set(target, path, value)`, `(target, path, value, create)`: with the value in the place where the path leads.
VIRGA_FUNCTION(jsonb_set, types::jsonb(types::jsonb, types::array<types::text>, types::jsonb),
               types::jsonb(types::jsonb, types::array<types::text>, types::jsonb, types::boolean))
/// `jsonb_set_lax(target, path, value)`, `(target, path, value, create)`, `(target, path, value, create, treatment)`: as
/// `jsonb_set`; of a NULL value the treatment says what becomes: `raise_exception`, `use_json_null`, `delete_key` or
/// `return_target`.
VIRGA_FUNCTION(jsonb_set_lax, types::jsonb(types::jsonb, types::array<types::text>, types::jsonb),
               types::jsonb(types::jsonb, types::array<types::text>, types::jsonb, types::boolean),
               types::jsonb(types::jsonb, types::array<types::text>, types::jsonb, types::boolean, types::text), may_be_null)
/// `jsonb_strip_nulls(value)`: without members that are null.
VIRGA_FUNCTION(jsonb_strip_nulls, types::jsonb(types::jsonb))
/// `jsonb_typeof(value)`: `object`, `array`, `string`, `number`, `boolean` or `null`.
VIRGA_FUNCTION(jsonb_typeof, types::text(types::jsonb))
/// `row_to_json(table)`, `(table, lines)`: an object of the row's columns; with a line for each if `lines`.
VIRGA_FUNCTION(row_to_json, types::json(any_row), types::json(any_row, types::boolean), stable)
/// `to_json(value)`; of a table, an object of the row's columns: `to_json(post)` is `to_json(post.*)`.
VIRGA_FUNCTION(to_json, types::json(any_type), types::json(any_row), stable)
/// `to_jsonb(value)`, `to_jsonb(table)`
VIRGA_FUNCTION(to_jsonb, types::jsonb(any_type), types::jsonb(any_row), stable)
}  // namespace virga
