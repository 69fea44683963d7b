// virga/kit/apply/file_session.hpp: the session in which a file of migrations begins, and in which it is recorded.
#pragma once

#include <array>        // std::array
#include <cstdint>      // std::int64_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/kit/quote.hpp>  // virga::kit::quote_literal

namespace virga::kit {

/// The statement that sets what a file begins with on every way to the database, whatever role, database or server have set:
/// that on which the meaning of constants and the text of values depends, and where names are found (`search_path`; empty for
/// that of the session, which then has to be a client's own). Until the end of the transaction, which is the file's, or of the
/// session, for a file that runs outside of any. What is not named here is as the server gives it to a new session.
[[nodiscard]] inline std::string as_in_a_new_session(std::string_view search_path = {}, bool outside = false) {
    std::string text = "select ";
    const auto set = [&text, outside](std::string_view name, std::string_view value) {
        if (text.back() == ')') text += ", ";
        text.append("pg_catalog.set_config('")
            .append(name)
            .append("', ")
            .append(quote_literal(value))
            .append(outside ? ", false)" : ", true)");
    };
    set("datestyle", "ISO, MDY");
    set("intervalstyle", "postgres");
    set("timezone", "UTC");
    set("extra_float_digits", "3");
    set("bytea_output", "hex");
    set("lc_monetary", "C");
    set("standard_conforming_strings", "on");
    set("array_nulls", "on");
    if (not search_path.empty()) set("search_path", search_path);
    return text;
}

/// What runs between a file and its record. First what the file put off to its commit, while all that it set holds. Then all
/// that goes, so that the record is written by who applies the file, in UTF-8, and without a time-out of the file's.
inline constexpr std::array<std::string_view, 4> after_a_file{"set constraints all immediate", "reset session authorization",
                                                              "reset role", "reset all"};

/// The lock that the transaction of a file holds, as arguments of the functions for advisory locks of two integers, which are
/// apart from those of one. A file is then applied once even where its migrator lost the lock `key`.
[[nodiscard]] inline std::string lock_of_files(std::int64_t key) {
    const auto bits = static_cast<std::uint64_t>(key);
    const auto half = [](std::uint64_t part) {
        return fmt::format("'{}'", static_cast<std::int32_t>(static_cast<std::uint32_t>(part)));
    };
    return half(bits >> 32U) + ", " + half(bits);
}
}  // namespace virga::kit
