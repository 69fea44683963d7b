// virga/types/detail/date_time_text.hpp: dates and times as text, with DateStyle ISO and TimeZone UTC.
#pragma once

#include <charconv>     // std::to_chars
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

/// The server's dates reach further than `std::chrono::year` does, so the calendar is ours: days are counted
/// from 1970-01-01, years are those of the proleptic Gregorian calendar, where year 0 is 1 BC.
/// Source: EncodeDateTime in PostgreSQL's datetime.c; H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
namespace virga::types::detail {

struct civil_date {
    std::int64_t year;
    std::int64_t month;
    std::int64_t day;
};

[[nodiscard]] constexpr civil_date civil_from_days(std::int64_t days) {
    days += 719'468;  // from 0000-03-01
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t day_of_era = days - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;  // from March
    return {.year = year_of_era + era * 400 + (month >= 10 ? 1 : 0),
            .month = month < 10 ? month + 3 : month - 9,
            .day = day_of_year - (153 * month + 2) / 5 + 1};
}

[[nodiscard]] constexpr std::int64_t days_from_civil(civil_date date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
    return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

static_assert(civil_from_days(0).year == 1970 and days_from_civil({1970, 1, 1}) == 0);

/// Whether the calendar has the date: the way there and back changes 30 February, for one.
[[nodiscard]] constexpr bool is_valid(civil_date date) {
    if (date.month < 1 or 12 < date.month or date.day < 1) return false;
    const civil_date same = civil_from_days(days_from_civil(date));
    return same.month == date.month and same.day == date.day;
}

/// Reads digits at known places, and remembers whether any was none.
class fixed_digits {
public:
    explicit fixed_digits(std::string_view source) : source_(source) {}

    std::int64_t two(std::size_t at) { return one(at) * 10 + one(at + 1); }
    std::int64_t four(std::size_t at) { return two(at) * 100 + two(at + 2); }
    /// The digits from `at` to before `end` as if six were there.
    std::int64_t six(std::size_t at, std::size_t end) {
        std::int64_t value = 0;
        for (std::size_t place = at; place != at + 6; ++place) value = value * 10 + (place < end ? one(place) : 0);
        return value;
    }
    [[nodiscard]] bool are_good() const { return good_; }

private:
    std::int64_t one(std::size_t at) {
        const int digit = source_[at] - '0';
        good_ = good_ and 0 <= digit and digit <= 9;
        return digit;
    }

    std::string_view source_;
    bool good_ = true;
};

/// A date that begins a text as nearly all do, `2026-11-22`, with a year of four digits.
/// Nothing: it is another, or none.
[[nodiscard]] inline std::optional<std::int64_t> usual_date(std::string_view source) {
    if (source.size() < 10 or source[4] != '-' or source[7] != '-') return std::nullopt;
    fixed_digits digits{source};
    const civil_date date{.year = digits.four(0), .month = digits.two(5), .day = digits.two(8)};
    if (not digits.are_good() or date.year == 0 or date.month < 1 or 12 < date.month or date.day < 1) return std::nullopt;
    if (28 < date.day and not is_valid(date)) return std::nullopt;
    return days_from_civil(date);
}

/// The microseconds of a text as nearly all are, `2026-11-22 10:11:12.5`, and `zone` behind it.
/// Nothing: it is another, or none.
[[nodiscard]] inline std::optional<std::int64_t> usual_timestamp(std::string_view source, std::string_view zone) {
    if (source.size() < 19 + zone.size() or not source.ends_with(zone)) return std::nullopt;
    source.remove_suffix(zone.size());
    const std::optional<std::int64_t> days = usual_date(source);
    if (not days or source[10] != ' ' or source[13] != ':' or source[16] != ':') return std::nullopt;
    fixed_digits digits{source};
    const std::int64_t hour = digits.two(11);
    const std::int64_t minute = digits.two(14);
    const std::int64_t second = digits.two(17);
    std::int64_t fraction = 0;
    if (source.size() != 19) {
        if (source[19] != '.' or source.size() < 21 or 26 < source.size()) return std::nullopt;
        fraction = digits.six(20, source.size());
    }
    if (not digits.are_good() or hour > 23 or minute > 59 or second > 59) return std::nullopt;
    return (*days * 86'400 + hour * 3600 + minute * 60 + second) * 1'000'000 + fraction;
}

inline void append_padded(std::string& out, std::int64_t value, std::size_t width) {
    char digits[20];
    const auto size = static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits);
    if (size < width) out.append(width - size, '0');
    out.append(digits, size);
}

/// Appends `2026-11-22`, and returns what must come after everything else: " BC" or nothing.
inline std::string_view append_date(std::string& out, std::int64_t days) {
    const auto [year, month, day] = civil_from_days(days);
    append_padded(out, year > 0 ? year : 1 - year, 4);
    out.push_back('-');
    append_padded(out, month, 2);
    out.push_back('-');
    append_padded(out, day, 2);
    return year > 0 ? "" : " BC";
}

/// Appends `10:11:12.5`; of what is not negative, and may have more hours than a day.
inline void append_clock(std::string& out, std::int64_t microseconds) {
    append_padded(out, microseconds / 3'600'000'000, 2);
    out.push_back(':');
    append_padded(out, microseconds / 60'000'000 % 60, 2);
    out.push_back(':');
    append_padded(out, microseconds / 1'000'000 % 60, 2);
    if (const std::int64_t fraction = microseconds % 1'000'000; fraction != 0) {
        out.push_back('.');
        append_padded(out, fraction, 6);
        while (out.back() == '0') out.pop_back();
    }
}

/// Appends `2026-11-22 10:11:12.5`, `zone` and, if need be, " BC".
inline void append_timestamp(std::string& out, std::int64_t microseconds, std::string_view zone) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = microseconds / day;
    std::int64_t rest = microseconds % day;
    if (rest < 0) {
        rest += day;
        --days;
    }
    const std::string_view era = append_date(out, days);
    out.push_back(' ');
    append_clock(out, rest);
    out.append(zone).append(era);
}

/// Takes dates and times off the front of a text. What returns `bool` says whether it was there.
class date_time_reader {
public:
    explicit date_time_reader(std::string_view source) : rest_(source) {}

    bool date() {
        return number(4, 7, date_.year) and date_.year != 0 and take('-') and number(2, 2, date_.month) and take('-') and
               number(2, 2, date_.day);
    }

    bool time() {
        std::int64_t hour = 0;
        std::int64_t minute = 0;
        if (not number(2, 2, hour) or not take(':') or not number(2, 2, minute) or not take(':') or not number(2, 2, seconds_))
            return false;
        if (hour > 23 or minute > 59 or seconds_ > 59) return false;
        seconds_ += hour * 3600 + minute * 60;
        return not take('.') or fraction();
    }

    /// `+05`, `-03:30` or `+00:19:32`, which leaves the time in UTC.
    bool zone() {
        const bool west = take('-');
        std::int64_t hour = 0;
        std::int64_t minute = 0;
        std::int64_t second = 0;
        if ((not west and not take('+')) or not number(2, 2, hour)) return false;
        if (take(':') and not number(2, 2, minute)) return false;
        if (take(':') and not number(2, 2, second)) return false;
        if (minute > 59 or second > 59) return false;
        const std::int64_t offset = hour * 3600 + minute * 60 + second;
        seconds_ += west ? offset : -offset;
        return true;
    }

    /// The end of the text, before which " BC" may stand.
    bool end() {
        if (rest_ == " BC") {
            date_.year = 1 - date_.year;
            rest_ = {};
        }
        return rest_.empty() and is_valid(date_);
    }

    bool take(char character) {
        if (not rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    [[nodiscard]] std::int64_t days() const { return days_from_civil(date_); }
    /// From 1970 on, without the fraction.
    [[nodiscard]] std::int64_t seconds() const { return days() * 86'400 + seconds_; }
    [[nodiscard]] std::int64_t microseconds() const { return microseconds_; }

private:
    bool number(std::size_t least, std::size_t most, std::int64_t& value) {
        std::size_t size = 0;
        value = 0;
        for (; size != rest_.size() and size != most and '0' <= rest_[size] and rest_[size] <= '9'; ++size)
            value = value * 10 + (rest_[size] - '0');
        rest_.remove_prefix(size);
        return size >= least;
    }

    bool fraction() {
        const std::size_t before = rest_.size();
        if (not number(1, 6, microseconds_)) return false;
        for (std::size_t size = before - rest_.size(); size != 6; ++size) microseconds_ *= 10;
        return true;
    }

    std::string_view rest_;
    civil_date date_{};
    std::int64_t seconds_ = 0;  // of the day
    std::int64_t microseconds_ = 0;
};
}  // namespace virga::types::detail
