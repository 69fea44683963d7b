// tests/pch/kit.hpp: what the tests of the kit include, precompiled where the compiler is clang; see tests/meson.build.
#pragma once

#include <virga.hpp>
#include <virga/kit/config.hpp>
#include <virga/kit/diff.hpp>
#include <virga/kit/postgres_database.hpp>
#include <virga/kit/snapshot.hpp>
#include <virga/testing/embedded_postgres.hpp>

#include "../catch.hpp"
