// virga/expr/functions/objects.hpp: functions of tables and other objects of the database, by regclass and its like.
// Source: PostgreSQL manual, sections 9.26 and 9.27; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>            // VIRGA_FUNCTION
#include <virga/expr/set_function.hpp>        // VIRGA_SET_FUNCTION
#include <virga/types/bigint.hpp>             // virga::types::bigint
#include <virga/types/boolean.hpp>            // virga::types::boolean
#include <virga/types/integer.hpp>            // virga::types::integer
#include <virga/types/object_identifier.hpp>  // virga::types::regclass
#include <virga/types/oid.hpp>                // virga::types::oid_type
#include <virga/types/text.hpp>               // virga::types::text

namespace virga {

/// `get_current_ts_config()`: the configuration of text search that the setting `default_text_search_config` names.
VIRGA_FUNCTION(get_current_ts_config, types::regconfig(), stable)
/// `pg_indexes_size(table)`: the bytes of its indexes; NULL if it is gone, as the sizes below.
VIRGA_FUNCTION(pg_indexes_size, types::bigint(types::regclass), volatile_, may_be_null)
/// `pg_partition_ancestors(partition)`: itself and the tables that it is a partition of, from the nearest on.
VIRGA_SET_FUNCTION(pg_partition_ancestors, set_of<types::regclass>(types::regclass), volatile_)
/// `pg_partition_root(partition)`: the outermost table that it is a partition of; NULL for what is none.
VIRGA_FUNCTION(pg_partition_root, types::regclass(types::regclass), may_be_null)
/// `pg_partition_tree(table)`: itself and its partitions, of any depth; `parentrelid` is NULL of a table that is no partition.
VIRGA_SET_FUNCTION(pg_partition_tree,
                   set_of<column_definition<"relid", types::regclass>,
                          column_definition<"parentrelid", types::regclass, may_be_null>,
                          column_definition<"isleaf", types::boolean>, column_definition<"level", types::integer>>(types::regclass),
                   volatile_)
/// `pg_relation_filenode(table)`: the number of its file; NULL for a view.
VIRGA_FUNCTION(pg_relation_filenode, types::oid_type(types::regclass), stable, may_be_null)
/// `pg_relation_filepath(table)`: the path of its file; NULL for a view.
VIRGA_FUNCTION(pg_relation_filepath, types::text(types::regclass), stable, may_be_null)
/// `pg_relation_size(table)`: the bytes of its rows; `(table, fork)`, of the fork `main`, `fsm`, `vm` or `init`.
VIRGA_FUNCTION(pg_relation_size, types::bigint(types::regclass), types::bigint(types::regclass, types::text), volatile_,
               may_be_null)
/// `pg_table_size(table)`: the bytes of the table with what is stored apart from its rows, without indexes.
VIRGA_FUNCTION(pg_table_size, types::bigint(types::regclass), volatile_, may_be_null)
/// `pg_total_relation_size(table)`: the bytes of the table, its indexes and what is stored apart from its rows.
VIRGA_FUNCTION(pg_total_relation_size, types::bigint(types::regclass), volatile_, may_be_null)
/// `pg_typeof(x)`: the type of a value.
VIRGA_FUNCTION(pg_typeof, types::regtype(any_type), stable, never_null)
/// `to_regclass(name)`: the table of a name, as SQL writes it; NULL if there is none, where `cast<types::regclass>(name)` is an
/// error. So are those below.
VIRGA_FUNCTION(to_regclass, types::regclass(types::text), stable, may_be_null)
/// `to_regcollation(name)`
VIRGA_FUNCTION(to_regcollation, types::regcollation(types::text), stable, may_be_null)
/// `to_regnamespace(name)`
VIRGA_FUNCTION(to_regnamespace, types::regnamespace(types::text), stable, may_be_null)
/// `to_regoper(name)`: NULL also where several operators have the name.
VIRGA_FUNCTION(to_regoper, types::regoper(types::text), stable, may_be_null)
/// `to_regoperator(text)`, as `to_regoperator(literal<"=(integer, integer)">)`
VIRGA_FUNCTION(to_regoperator, types::regoperator(types::text), stable, may_be_null)
/// `to_regproc(name)`: NULL also where several functions have the name.
VIRGA_FUNCTION(to_regproc, types::regproc(types::text), stable, may_be_null)
/// `to_regprocedure(text)`, as `to_regprocedure(literal<"lower(text)">)`
VIRGA_FUNCTION(to_regprocedure, types::regprocedure(types::text), stable, may_be_null)
/// `to_regrole(name)`
VIRGA_FUNCTION(to_regrole, types::regrole(types::text), stable, may_be_null)
/// `to_regtype(name)`
VIRGA_FUNCTION(to_regtype, types::regtype(types::text), stable, may_be_null)
}  // namespace virga
