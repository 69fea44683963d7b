// virga/text/error.hpp: the root of everything virga throws.
#pragma once

#include <stdexcept>  // std::runtime_error

namespace virga {

/// The root of all exceptions of the library. `what()` is a sentence that says what went wrong and,
/// where it is not plain, what to do next. It never holds a password or the value of a parameter.
class error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A value that cannot cross between C++ and PostgreSQL unchanged: out of the column type's range, or a
/// text from the server that is not of the type's form.
class value_error : public error {
public:
    using error::error;
};
}  // namespace virga
