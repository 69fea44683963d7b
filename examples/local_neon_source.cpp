// examples/local_neon_source.cpp: where local_neon is compiled, once for all examples and tests.
#include <virga/testing/local_neon_source.hpp>  // the definitions of virga::testing::local_neon
