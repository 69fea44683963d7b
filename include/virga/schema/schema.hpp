// virga/schema/schema.hpp: all that tables are declared with.
#pragma once

#include <virga/schema/attributes.hpp>
#include <virga/schema/columns.hpp>
#include <virga/schema/enum.hpp>
#include <virga/schema/modes.hpp>
#include <virga/schema/table.hpp>
