// tests/pch/postgres.hpp: what the tests of the TCP client include, precompiled where the compiler is clang; see tests/meson.build.
#pragma once

#include <virga.hpp>
#include <virga/client/postgres.hpp>
#include <virga/testing/embedded_postgres.hpp>

#include "../catch.hpp"
