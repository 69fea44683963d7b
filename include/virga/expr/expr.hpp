// virga/expr/expr.hpp: all expressions.
#pragma once

#include <virga/expr/aggregate.hpp>
#include <virga/expr/arithmetic.hpp>
#include <virga/expr/column.hpp>
#include <virga/expr/comparison.hpp>
#include <virga/expr/fragment.hpp>
#include <virga/expr/function.hpp>
#include <virga/expr/functions/aggregates.hpp>
#include <virga/expr/functions/common.hpp>
#include <virga/expr/functions/date_time.hpp>
#include <virga/expr/functions/json.hpp>
#include <virga/expr/functions/math.hpp>
#include <virga/expr/functions/system.hpp>
#include <virga/expr/functions/text.hpp>
#include <virga/expr/in.hpp>
#include <virga/expr/logic.hpp>
#include <virga/expr/operators.hpp>
#include <virga/expr/order.hpp>
#include <virga/expr/pattern.hpp>
#include <virga/expr/window.hpp>
