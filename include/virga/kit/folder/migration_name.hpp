// virga/kit/folder/migration_name.hpp: the name of a migration, which begins with the time in which it was made.
#pragma once

#include <chrono>       // std::chrono
#include <cstddef>      // std::size_t
#include <cstdio>       // std::snprintf
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>        // virga::kit::kit_error
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::all_of

namespace virga::kit {

/// `20260102030405`: a time in UTC, to the second.
[[nodiscard]] inline std::string timestamp(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    char text[64];
    std::snprintf(text, sizeof text, "%04d%02u%02u%02d%02d%02d", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text;
}

/// The time in the name of a migration.
[[nodiscard]] inline std::chrono::sys_seconds time_of(std::string_view name) {
    const auto number = [name](std::size_t at, std::size_t size) {
        int value = 0;
        for (const char c : name.substr(at, size)) value = value * 10 + (c - '0');
        return value;
    };
    using namespace std::chrono;
    const sys_days date{year{number(0, 4)} / month{static_cast<unsigned>(number(4, 2))} / day{static_cast<unsigned>(number(6, 2))}};
    return date + hours{number(8, 2)} + minutes{number(10, 2)} + seconds{number(12, 2)};
}

namespace detail {
/// Whether a name begins with 14 digits and `_`, as those of migrations do.
[[nodiscard]] inline bool begins_with_digits(std::string_view name) {
    return name.size() > 14 and name[14] == '_' and
           all_of(name.substr(0, 14), [](char c) { return c >= '0' and c <= '9'; });
}
}  // namespace detail

/// Whether a name begins with 14 digits that are a time, which `20260231000000_x` and `20260101000060_x` do not: what is
/// no time does not come back the same.
[[nodiscard]] inline bool begins_with_time(std::string_view name) {
    return detail::begins_with_digits(name) and timestamp(time_of(name)) == name.substr(0, 14);
}

/// Whether `name` is that of a migration: a time, `_`, and letters, digits, `_` or `-`.
[[nodiscard]] inline bool is_migration_name(std::string_view name) {
    const auto is_digit = [](char c) { return c >= '0' and c <= '9'; };
    const auto is_letter = [](char c) { return (c >= 'a' and c <= 'z') or (c >= 'A' and c <= 'Z'); };
    if (name.size() < 16 or not begins_with_time(name)) return false;
    return detail::all_of(name.substr(15), [&](char c) { return is_digit(c) or is_letter(c) or c == '_' or c == '-'; });
}

/// The name of the folder of a new migration: `now`, or a second after `newest` (the name of the newest
/// migration, or empty) when that is not earlier, so that names sort in the order in which they were made.
///
/// Errors: `kit_error` when `name` has anything but letters, digits, `_` and `-`, or is empty; and where no time comes after
/// that of the newest.
[[nodiscard]] inline std::string folder_name(std::string_view name, std::string_view newest, std::chrono::sys_seconds now) {
    if (not newest.empty() and time_of(newest) >= now) now = time_of(newest) + std::chrono::seconds{1};
    const std::string time = timestamp(now);
    if (time.size() != 14) {
        throw kit_error(fmt::format("The name of the newest migration, {}, has the last time that a name can have, so none sorts "
                                    "after it. Give it the time in which it was made.", newest));
    }
    std::string whole = time + "_" + std::string{name};
    if (not is_migration_name(whole) or whole.size() > 200) {
        throw kit_error(fmt::format("The name \"{}\" cannot be that of a migration: it takes 1 to 180 letters, digits, `_` and "
                                    "`-`.", name));
    }
    return whole;
}
}  // namespace virga::kit
