// virga.hpp: the library without clients and kit.
#pragma once

#include <virga/catalog/catalog.hpp>
#include <virga/expr/expr.hpp>
#include <virga/query/query.hpp>
#include <virga/result/nested.hpp>
#include <virga/result/nested_into.hpp>
#include <virga/result/query_types.hpp>
#include <virga/result/rows.hpp>
#include <virga/result/written.hpp>
#include <virga/schema/schema.hpp>
#include <virga/types/types.hpp>
