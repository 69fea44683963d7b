// Half of the types, each in a table of its own.
#include "type_columns.hpp"

TEST_CASE("each_type_is_a_column_and_an_array_of_one_odd") { virga_test::check_columns_of_types<1>(); }
