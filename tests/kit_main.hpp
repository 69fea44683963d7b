// tests/kit_main.hpp: the kit's command line for the tests, compiled once, as its headers take long.
#pragma once

#include <functional>  // std::function

#include <virga/kit/config.hpp>  // virga::kit::config
#include <virga/kit/model.hpp>   // virga::kit::model

/// What `virga::kit::run` is for a model.
int kit_main(const virga::kit::model& schema, const virga::kit::config& settings, int argc, const char* const* argv);

/// What it is for a function that makes the model.
int kit_main(const std::function<virga::kit::model()>& declared, const virga::kit::config& settings, int argc,
             const char* const* argv);
