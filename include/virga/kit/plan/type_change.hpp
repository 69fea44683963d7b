// virga/kit/plan/type_change.hpp: which changes of a column's type keep every value.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string_view>  // std::string_view

#include <virga/kit/model/written.hpp>  // virga::kit::detail::is_written_by_names

namespace virga::kit::detail {

/// A type's text taken apart: `numeric(5,1)[]` is `numeric`, 5, 1, one dimension.
struct spelled_type {
    std::string_view name;  ///< of a type of the app's own with its quotes, which no word below has
    std::optional<int> length;
    int scale = 0;
    std::size_t dimensions = 0;
};

inline spelled_type read_type(std::string_view text) {
    spelled_type read;
    for (; text.ends_with("[]"); text.remove_suffix(2)) ++read.dimensions;
    const std::size_t open = text.ends_with(')') ? text.rfind('(') : text.npos;
    read.name = text.substr(0, open);
    if (open == text.npos) return read;
    int number = 0;
    bool is_negative = false;
    for (const char c : text.substr(open + 1)) {
        if (c == '-') is_negative = true;
        if ('0' <= c and c <= '9') number = number * 10 + (c - '0');
        if (c != ',' and c != ')') continue;
        if (is_negative) number = -number;
        if (read.length) read.scale = number;
        else read.length = number;
        number = 0;
        is_negative = false;
    }
    return read;
}

/// How many decimal digits the whole numbers of a type have at most; none for another type.
inline std::optional<int> digits_of_whole(std::string_view name) {
    if (name == "smallint") return 5;
    if (name == "integer") return 10;
    if (name == "bigint") return 19;
    return {};
}

/// Whether a numeric of this length and scale holds so many digits before the point, and so many after it.
inline bool holds_digits(const spelled_type& numeric, int whole, int scale) {
    return not numeric.length or (scale <= numeric.scale and whole <= *numeric.length - numeric.scale);
}

/// Whether the one type numbers objects, as regclass does, and so does the other, by the same numbers.
inline bool number_the_same(std::string_view from, std::string_view to) {
    const auto are = [from, to](std::string_view one, std::string_view other) {
        return (from == one and to == other) or (from == other and to == one);
    };
    return (from == "oid" and is_written_by_names(to)) or (to == "oid" and is_written_by_names(from)) or
           are("regproc", "regprocedure") or are("regoper", "regoperator");
}

/// Whether each value of the one type is the same value in the other, and PostgreSQL takes it over by itself.
///
/// So the cast is one that PostgreSQL calls implicit, and loses nothing: text and varchar that grow, whole numbers that
/// grow, those and numerics into numerics with as many digits on both sides of the point, whole numbers into floats that
/// have all of them, and oid and regclass and its like into each other. Not among them, though implicit, too: real to double
/// precision, where 0.1 becomes 0.10000000149011612; date to timestamp, which ends earlier, and to timestamptz, which depends on
/// the session's zone; numeric and bigint to floats, which round; whole numbers to oid, which has none below 0, and text to
/// regclass, which is a name by the search path.
/// Source: pg_cast of PostgreSQL, castcontext 'i'; tests/migrations compares with it.
inline bool keeps_every_value(std::string_view before, std::string_view after) {
    const spelled_type from = read_type(before), to = read_type(after);
    if (from.dimensions != to.dimensions) return false;  // of arrays each element is cast
    if (from.name == "text" or from.name == "varchar") {
        if (to.name == "text") return true;
        return to.name == "varchar" and (not to.length or (from.length and *from.length <= *to.length));
    }
    if (from.name == "numeric") {
        if (to.name != "numeric" or not to.length) return to.name == "numeric";
        return from.length and holds_digits(to, *from.length - from.scale, from.scale);
    }
    if (const auto digits = digits_of_whole(from.name)) {
        if (const auto more = digits_of_whole(to.name)) return *digits < *more;
        if (to.name == "numeric") return holds_digits(to, *digits, 0);
        return (to.name == "real" and from.name == "smallint") or (to.name == "double precision" and from.name != "bigint");
    }
    return number_the_same(from.name, to.name);
}

/// Whether PostgreSQL takes over each value by an assignment as the same value, or refuses it, so that nothing is lost.
///
/// So what does not fit is an error: whole numbers that shrink, and numerics with fewer digits before the point. Into text go
/// those whose text says all of them. Not among them: what rounds, as numeric to integer does, and texts that shrink, whose blanks
/// at the end are cut off without a word.
/// Source: pg_cast of PostgreSQL, castcontext 'a'; PostgreSQL manual, section 10.4, Value Storage.
inline bool refuses_what_does_not_fit(std::string_view before, std::string_view after) {
    const spelled_type from = read_type(before), to = read_type(after);
    if (from.dimensions != to.dimensions) return false;
    const bool is_whole = digits_of_whole(from.name).has_value();
    if (is_whole and digits_of_whole(to.name)) return true;
    if (to.name == "numeric" and (is_whole or from.name == "numeric")) {
        return to.length and (is_whole or from.length) and to.scale >= (is_whole ? 0 : from.scale);
    }
    const bool says_all = is_whole or from.name == "numeric" or from.name == "boolean" or from.name == "uuid";
    return from.dimensions == 0 and says_all and (to.name == "text" or (to.name == "varchar" and not to.length));
}

/// Whether values become others, which may be alike where the old ones were not.
inline bool changes_values(std::string_view before, std::string_view after) {
    return before != after and not keeps_every_value(before, after) and not refuses_what_does_not_fit(before, after);
}

/// Whether PostgreSQL can compare values of the one type with those of the other while a foreign key has both.
inline bool compare_with_each_other(std::string_view before, std::string_view after) {
    return read_type(before).dimensions == 0 and (keeps_every_value(before, after) or keeps_every_value(after, before));
}

/// Whether an expression that speaks of the column has to be read anew.
///
/// When a type changes, PostgreSQL keeps the casts that an expression had: `coalesce(small, whole)` of a smallint and an integer
/// stays `coalesce(small::integer, whole)` when small becomes a bigint, and then fails where that is large. Only among
/// texts, and among numerics, casts lose nothing.
inline bool leaves_casts(std::string_view before, std::string_view after) {
    const std::string_view from = read_type(before).name;
    const bool is_object = number_the_same(from, read_type(after).name);
    return digits_of_whole(from).has_value() or is_object or not keeps_every_value(before, after);
}

/// Whether PostgreSQL writes every row anew for such a change, rather than just its catalog.
/// Source: the planner support functions of varchar and numeric, and PostgreSQL's manual of alter table, Notes.
inline bool writes_rows_anew(std::string_view before, std::string_view after) {
    const spelled_type from = read_type(before), to = read_type(after);
    if (from.dimensions != 0) return true;
    if (from.name == "text" or from.name == "varchar" or number_the_same(from.name, to.name)) return false;
    return from.name != to.name or (to.length and from.scale != to.scale);
}
}  // namespace virga::kit::detail
