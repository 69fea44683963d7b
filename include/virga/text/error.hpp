// virga/text/error.hpp: the root of everything virga throws.
#pragma once

#include <stdexcept>    // std::runtime_error
#include <string_view>  // std::string_view

#include <virga/text/printable.hpp>  // virga::detail::printable

namespace virga {

/// The root of all exceptions of the library. `what()` is a sentence that says what went wrong and,
/// where it is not plain, what to do next. It never holds a password or the value of a parameter.
///
/// It may hold words of a server, of a proxy or of a file, and yet can be written to a terminal or a log: control characters,
/// line breaks and tabs apart, and bytes that are no UTF-8 stand there as `\x1B` and the like. So it is for all that is derived.
class error : public std::runtime_error {
public:
    [[gnu::noinline, gnu::cold]] explicit error(std::string_view text) : runtime_error(virga::detail::printable(text, "\n\t")) {}
};

/// A value that cannot cross between C++ and PostgreSQL unchanged: out of the column type's range, or a
/// text from the server that is not of the type's form.
class value_error : public error {
public:
    using error::error;
};
}  // namespace virga
