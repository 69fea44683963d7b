// tests/pch/neon.hpp: what the tests of Neon's clients include, precompiled where the compiler is clang; see tests/meson.build.
#pragma once

#include <virga.hpp>
#include <virga/client/neon_http.hpp>
#include <virga/client/neon_ws.hpp>
#include <virga/testing/local_neon.hpp>

#include "../catch.hpp"
