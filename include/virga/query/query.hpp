// virga/query/query.hpp: all statements.
#pragma once

#include <virga/query/common_table.hpp>
#include <virga/query/delete.hpp>
#include <virga/query/detail/compiled.hpp>
#include <virga/query/detail/policy_check.hpp>
#include <virga/query/explain.hpp>
#include <virga/query/find.hpp>
#include <virga/query/from_function.hpp>
#include <virga/query/insert.hpp>
#include <virga/query/merge.hpp>
#include <virga/query/nested_insert.hpp>
#include <virga/query/refresh.hpp>
#include <virga/query/row_version.hpp>
#include <virga/query/rows_by_hand.hpp>
#include <virga/query/sample.hpp>
#include <virga/query/select.hpp>
#include <virga/query/update.hpp>
#include <virga/query/values_list.hpp>
#include <virga/query/view.hpp>
#include <virga/query/with_comment.hpp>
