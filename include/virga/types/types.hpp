// virga/types/types.hpp: every column type.
#pragma once

#include <virga/types/array.hpp>
#include <virga/types/bigint.hpp>
#include <virga/types/boolean.hpp>
#include <virga/types/bpchar.hpp>
#include <virga/types/bytea.hpp>
#include <virga/types/column_type.hpp>
#include <virga/types/date.hpp>
#include <virga/types/declared.hpp>
#include <virga/types/double_precision.hpp>
#include <virga/types/integer.hpp>
#include <virga/types/interval.hpp>
#include <virga/types/json.hpp>
#include <virga/types/jsonb.hpp>
#include <virga/types/numeric.hpp>
#include <virga/types/real.hpp>
#include <virga/types/smallint.hpp>
#include <virga/types/text.hpp>
#include <virga/types/time.hpp>
#include <virga/types/timestamp.hpp>
#include <virga/types/timestamptz.hpp>
#include <virga/types/timetz.hpp>
#include <virga/types/type_facts.hpp>
#include <virga/types/uuid.hpp>
#include <virga/types/varchar.hpp>
#include <virga/types/with_precision.hpp>
