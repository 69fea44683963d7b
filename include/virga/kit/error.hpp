// virga/kit/error.hpp: what the kit throws.
#pragma once

#include <virga/text/error.hpp>  // virga::error

namespace virga::kit {

/// What the kit refuses or could not do. `what()` is a sentence (or a few lines) that names the file,
/// table or column, and says what to do; the command line prints it and ends with exit code 1.
class kit_error : public virga::error {
public:
    using virga::error::error;
};
}  // namespace virga::kit
