#include "kit_main.hpp"

#include <virga/kit/run.hpp>

int kit_main(const virga::kit::model& schema, const virga::kit::config& settings, int argc, const char* const* argv) {
    return virga::kit::run(schema, settings, argc, argv);
}

int kit_main(const std::function<virga::kit::model()>& declared, const virga::kit::config& settings, int argc,
             const char* const* argv) {
    return virga::kit::run(declared, settings, argc, argv);
}
