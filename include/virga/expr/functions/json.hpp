// virga/expr/functions/json.hpp: functions of jsonb.
// Source: PostgreSQL manual, section 9.16, JSON Functions and Operators; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION
#include <virga/types/array.hpp>    // virga::types::array
#include <virga/types/boolean.hpp>  // virga::types::boolean
#include <virga/types/jsonb.hpp>    // virga::types::jsonb
#include <virga/types/text.hpp>     // virga::types::text

namespace virga {

/// `jsonb_array_length(array)`
VIRGA_FUNCTION(jsonb_array_length, types::integer(types::jsonb))
/// `jsonb_insert(target, path, value)`, `(target, path, value, after)`: with the value inserted where the path leads.
VIRGA_FUNCTION(jsonb_insert, types::jsonb(types::jsonb, types::array<types::text>, types::jsonb),
               types::jsonb(types::jsonb, types::array<types::text>, types::jsonb, types::boolean))
/// `jsonb_pretty(value)`: as a text of several lines.
VIRGA_FUNCTION(jsonb_pretty, types::text(types::jsonb))
/// `jsonb_set(target, path, value)`, `(target, path, value, create)`: with the value in the place where the path leads.
VIRGA_FUNCTION(jsonb_set, types::jsonb(types::jsonb, types::array<types::text>, types::jsonb),
               types::jsonb(types::jsonb, types::array<types::text>, types::jsonb, types::boolean))
/// `jsonb_strip_nulls(value)`: without members that are null.
VIRGA_FUNCTION(jsonb_strip_nulls, types::jsonb(types::jsonb))
/// `jsonb_typeof(value)`: `object`, `array`, `string`, `number`, `boolean` or `null`.
VIRGA_FUNCTION(jsonb_typeof, types::text(types::jsonb))
/// `to_jsonb(value)`
VIRGA_FUNCTION(to_jsonb, types::jsonb(any_type), stable)
}  // namespace virga
