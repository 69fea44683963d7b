// What libpq reads from a connection URL, and where the library is stricter on purpose.
#pragma once

#include <libpq-fe.h>  // PQconninfoParse

#include <map>          // std::map
#include <memory>       // std::unique_ptr
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

namespace virga_test {

using settings = std::map<std::string, std::string>;

/// What libpq reads from a URL or from its own form key=value; nothing when it refuses.
inline std::optional<settings> read_by_libpq(const std::string& text) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{PQconninfoParse(text.c_str(), &message),
                                                                               PQconninfoFree};
    PQfreemem(message);
    if (options == nullptr) return std::nullopt;
    settings read;
    for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each)
        if (each->val != nullptr) read[each->keyword] = each->val;
    // Empty is unset, to libpq as well: it connects with the default.
    for (const char* name : {"host", "port", "user", "password", "dbname"})
        if (const auto found = read.find(name); found != read.end() and found->second.empty()) read.erase(found);
    return read;
}

/// Whether the library refuses on purpose what libpq takes, or takes until it connects. (libpq looks for the ] of
/// an address in the rest of the URL as well.)
inline bool is_stricter(std::string_view problem) {
    for (const std::string_view reason :
         {"names several hosts", "holds a space, line break or control character", "has more than one @",
          "has a slash before the @", "has a ? before the @", "has no @ and ends with the port", "a port that is not a number",
          "has a [ without a ]", "has a parameter behind the password"})
        if (problem.find(reason) != problem.npos) return true;
    return false;
}
}  // namespace virga_test
