// virga/expr/functions/system.hpp: functions of the session and the server.
// Source: PostgreSQL manual, sections 9.14, 9.26 and 9.27; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/fragment.hpp>      // virga::expr
#include <virga/expr/function.hpp>      // VIRGA_FUNCTION
#include <virga/types/array.hpp>        // virga::types::array
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/inet.hpp>         // virga::types::inet
#include <virga/types/name.hpp>         // virga::types::name
#include <virga/types/oid.hpp>          // virga::types::oid_type
#include <virga/types/text.hpp>         // virga::types::text
#include <virga/types/timestamptz.hpp>  // virga::types::timestamptz
#include <virga/types/uuid.hpp>         // virga::types::uuid

namespace virga {

/// `current_database()`: its name.
VIRGA_FUNCTION(current_database, types::name(), stable)
/// `current_query()`: the text that runs.
VIRGA_FUNCTION(current_query, types::text(), volatile_, may_be_null)
/// `current_schema()`: the schema in which names without one are made; NULL if there is none.
VIRGA_FUNCTION(current_schema, types::name(), stable, may_be_null)
/// `current_schemas(implicit)`: those in which names without one are looked for, with `pg_catalog` and its like if `implicit`.
VIRGA_FUNCTION(current_schemas, types::array<types::name>(types::boolean), stable)
/// `current_setting(name)`, an error if there is none; `current_setting(name, true)`, NULL then.
VIRGA_FUNCTION(current_setting, types::text(types::text), types::text(types::text, types::boolean), stable, may_be_null)
/// `gen_random_uuid()`
VIRGA_FUNCTION(gen_random_uuid, types::uuid(), volatile_)
/// `has_any_column_privilege(table, privilege)`: whether the role has it for a column of the table.
VIRGA_FUNCTION(has_any_column_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `has_column_privilege(table, column, privilege)`
VIRGA_FUNCTION(has_column_privilege, types::boolean(types::text, types::text, types::text), stable, may_be_null)
/// `has_database_privilege(database, privilege)`
VIRGA_FUNCTION(has_database_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `has_function_privilege(function, privilege)`, as `has_function_privilege("app.price(integer)", "execute")`
VIRGA_FUNCTION(has_function_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `has_schema_privilege(schema, privilege)`
VIRGA_FUNCTION(has_schema_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `has_sequence_privilege(sequence, privilege)`
VIRGA_FUNCTION(has_sequence_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `has_table_privilege(table, privilege)`
VIRGA_FUNCTION(has_table_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `has_type_privilege(type, privilege)`
VIRGA_FUNCTION(has_type_privilege, types::boolean(types::text, types::text), stable, may_be_null)
/// `inet_client_addr()`: where the session comes from; NULL through a socket of the machine, as the next three.
VIRGA_FUNCTION(inet_client_addr, types::inet(), stable, may_be_null)
/// `inet_client_port()`
VIRGA_FUNCTION(inet_client_port, types::integer(), stable, may_be_null)
/// `inet_server_addr()`
VIRGA_FUNCTION(inet_server_addr, types::inet(), stable, may_be_null)
/// `inet_server_port()`
VIRGA_FUNCTION(inet_server_port, types::integer(), stable, may_be_null)
/// `lastval()`: what a sequence gave the session last.
VIRGA_FUNCTION(lastval, types::bigint(), volatile_)
/// `pg_advisory_unlock(key)`, `(key, key)`: gives a lock back that the session took; false if it had none.
VIRGA_FUNCTION(pg_advisory_unlock, types::boolean(types::bigint), types::boolean(types::integer, types::integer), volatile_)
/// `pg_advisory_unlock_shared(key)`, `(key, key)`: the same of one that is shared.
VIRGA_FUNCTION(pg_advisory_unlock_shared, types::boolean(types::bigint), types::boolean(types::integer, types::integer), volatile_)
/// `pg_backend_pid()`: the process of the session.
VIRGA_FUNCTION(pg_backend_pid, types::integer(), stable)
/// `pg_blocking_pids(process)`: the processes for whose locks it waits.
VIRGA_FUNCTION(pg_blocking_pids, types::array<types::integer>(types::integer), volatile_)
/// `pg_cancel_backend(process)`: ends what it runs.
VIRGA_FUNCTION(pg_cancel_backend, types::boolean(types::integer), volatile_)
/// `pg_client_encoding()`
VIRGA_FUNCTION(pg_client_encoding, types::name(), stable)
/// `pg_column_size(value)`: the bytes that store it.
VIRGA_FUNCTION(pg_column_size, types::integer(any_type), stable)
/// `pg_conf_load_time()`: when the server read its settings.
VIRGA_FUNCTION(pg_conf_load_time, types::timestamptz(), stable)
/// `pg_database_size(name)`, in bytes.
VIRGA_FUNCTION(pg_database_size, types::bigint(types::name), volatile_, may_be_null)
/// `pg_get_serial_sequence(table, column)`: the sequence of a serial or identity column, NULL if it has none.
VIRGA_FUNCTION(pg_get_serial_sequence, types::text(types::text, types::text), stable, may_be_null)
/// `pg_get_userbyid(role)`: the name of a role by its oid.
VIRGA_FUNCTION(pg_get_userbyid, types::name(types::oid_type), stable)
/// `pg_has_role(role, privilege)`: whether the role of the session has it, `MEMBER` or `USAGE`.
VIRGA_FUNCTION(pg_has_role, types::boolean(types::name, types::text), stable, may_be_null)
/// `pg_is_in_recovery()`: whether the server follows another.
VIRGA_FUNCTION(pg_is_in_recovery, types::boolean(), volatile_)
/// `pg_postmaster_start_time()`
VIRGA_FUNCTION(pg_postmaster_start_time, types::timestamptz(), stable)
/// `pg_size_bytes(text)`: the bytes that a text such as `1 GB` means.
VIRGA_FUNCTION(pg_size_bytes, types::bigint(types::text))
/// `pg_size_pretty(bytes)`: a text such as `1 GB`.
VIRGA_FUNCTION(pg_size_pretty, types::text(types::bigint), types::text(types::numeric<>))
/// `pg_terminate_backend(process)`: ends the session.
VIRGA_FUNCTION(pg_terminate_backend, types::boolean(types::integer), volatile_)
/// `pg_trigger_depth()`: how many triggers it runs in, 0 for none.
VIRGA_FUNCTION(pg_trigger_depth, types::integer(), stable)
/// `pg_try_advisory_lock(key)`, `(key, key)`: takes a lock until the session ends, if nobody has it.
VIRGA_FUNCTION(pg_try_advisory_lock, types::boolean(types::bigint), types::boolean(types::integer, types::integer), volatile_)
/// `pg_try_advisory_lock_shared(key)`, `(key, key)`: the same with others who share it.
VIRGA_FUNCTION(pg_try_advisory_lock_shared, types::boolean(types::bigint), types::boolean(types::integer, types::integer),
               volatile_)
/// `pg_try_advisory_xact_lock(key)`, `(key, key)`: takes a lock until the transaction ends, if nobody has it.
VIRGA_FUNCTION(pg_try_advisory_xact_lock, types::boolean(types::bigint), types::boolean(types::integer, types::integer), volatile_)
/// `pg_try_advisory_xact_lock_shared(key)`, `(key, key)`: the same with others who share it.
VIRGA_FUNCTION(pg_try_advisory_xact_lock_shared, types::boolean(types::bigint), types::boolean(types::integer, types::integer),
               volatile_)
/// `row_security_active(table)`: whether policies hold for the role.
VIRGA_FUNCTION(row_security_active, types::boolean(types::text), stable)
/// `set_config(name, value, is_local)`: a setting of the session, or of the transaction.
VIRGA_FUNCTION(set_config, types::text(types::text, types::text, types::boolean), volatile_, may_be_null)
/// `txid_current()`: the number of the transaction.
VIRGA_FUNCTION(txid_current, types::bigint(), stable)
/// `txid_current_if_assigned()`: the same, NULL while it has written nothing.
VIRGA_FUNCTION(txid_current_if_assigned, types::bigint(), stable, may_be_null)

/// `current_user`: the role with whose rights the statement runs.
template <class... None>
    requires(sizeof...(None) == 0)
[[nodiscard, gnu::always_inline]] constexpr auto current_user(None...) {
    return expr<types::name, "current_user", stable>();
}
/// `session_user`: the role that connected.
template <class... None>
    requires(sizeof...(None) == 0)
[[nodiscard, gnu::always_inline]] constexpr auto session_user(None...) {
    return expr<types::name, "session_user", stable>();
}
}  // namespace virga
