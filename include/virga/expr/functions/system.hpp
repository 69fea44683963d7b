// virga/expr/functions/system.hpp: functions of the session and the server.
// Source: PostgreSQL manual, sections 9.14, 9.26 and 9.27; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION
#include <virga/types/boolean.hpp>  // virga::types::boolean
#include <virga/types/text.hpp>     // virga::types::text
#include <virga/types/uuid.hpp>     // virga::types::uuid

namespace virga {

/// `current_setting(name)`, an error if there is none; `current_setting(name, true)`, NULL then.
VIRGA_FUNCTION(current_setting, types::text(types::text), types::text(types::text, types::boolean), stable, may_be_null)
/// `gen_random_uuid()`
VIRGA_FUNCTION(gen_random_uuid, types::uuid(), volatile_)
/// `pg_backend_pid()`: the process of the session.
VIRGA_FUNCTION(pg_backend_pid, types::integer(), stable)
/// `pg_column_size(value)`: the bytes that store it.
VIRGA_FUNCTION(pg_column_size, types::integer(any_type), stable)
}  // namespace virga
