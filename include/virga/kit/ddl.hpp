// virga/kit/ddl.hpp: the SQL text of every statement that the kit writes; each kind of object has its own.
#pragma once

#include <virga/kit/object/enum_type.hpp>     // virga::kit::ddl of enum types
#include <virga/kit/object/role.hpp>          // virga::kit::ddl of roles
#include <virga/kit/object/row_security.hpp>  // virga::kit::ddl of row level security
#include <virga/kit/object/schema.hpp>        // virga::kit::ddl of schemas
#include <virga/kit/object/table.hpp>         // virga::kit::ddl of tables and what they hold
