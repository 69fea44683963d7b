// tests/catch.hpp: Catch2, of either major version.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>  // CHECK_THROWS_WITH
#else
#include <catch2/catch.hpp>
#endif
