// virga/testing/detail/neon/values.hpp: PostgreSQL's texts as JSON, for answers without Neon-Raw-Text-Output.
#pragma once

#include <algorithm>    // std::min
#include <cstdint>      // std::int64_t
#include <memory>       // std::shared_ptr
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/testing/detail/neon/json.hpp>  // virga::testing::detail::neon::quote_json

namespace virga::testing::detail::neon {

/// A column's type, as far as it decides how values are written.
struct value_type {
    unsigned oid = 0;
    std::shared_ptr<const value_type> element = {};  ///< of an array; else empty
};

/// A text that Neon cannot convert; the request fails with 500.
struct value_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline std::string array_json(std::string_view text, const value_type& element);

/// The JSON of a value that is not NULL.
inline std::string value_json(std::string_view text, const value_type& type) {
    if (type.element) return array_json(text, *type.element);
    std::string quoted;
    quote_json(text, quoted);
    switch (type.oid) {
        case 16: return text == "t" ? "true" : "false";
        case 21:
        case 23: {  // int2 and int4, but not int8
            std::int64_t number = 0;
            if (not reads_as(text, number)) throw value_error("not an integer");
            return std::to_string(number);
        }
        case 700:
        case 701: {
            if (text == "NaN" or text == "Infinity" or text == "-Infinity") return quoted;
            double number = 0;
            if (not reads_as(text, number)) throw value_error("not a number");
            return double_text(number);
        }
        case 114:
        case 3802: return std::string{text};
        default: return quoted;
    }
}

/// Reads array literals as Neon does, with its defects: an empty array has one empty element, the delimiter is always
/// a comma, and bounds are dropped.
class array_reader {
public:
    array_reader(std::string_view text, const value_type& element) : rest_{text}, element_{element} {}

    std::string whole() {
        if (rest_.starts_with('[')) {
            const auto equals = rest_.find('=');
            if (equals == rest_.npos) throw value_error("bounds without an array");
            rest_.remove_prefix(equals + 1);
        }
        skip_blanks();
        std::string json = array();
        if (not rest_.empty()) throw value_error("text after an array");
        return json;
    }

private:
    std::string array() {
        if (not take('{')) throw value_error("not an array");
        if (++depth_ > most_dimensions) throw value_error("an array of more than 6 dimensions");
        std::string json = "[";
        do {
            if (json.size() != 1) json += ',';
            json += item();
        } while (take(','));
        if (not take('}')) throw value_error("an array without its end");
        skip_blanks();
        --depth_;
        return json += ']';
    }

    std::string item() {
        skip_blanks();
        if (rest_.starts_with('{')) return array();
        std::string text;
        if (take('"')) {
            while (not take('"')) {
                take('\\');
                if (rest_.empty()) throw value_error("a string without its end");
                text += rest_[0];
                rest_.remove_prefix(1);
            }
            skip_blanks();
            return value_json(text, element_);
        }
        const auto end = rest_.find_first_of(",}");
        if (end == rest_.npos) throw value_error("an array without its end");
        text = rest_.substr(0, end);
        rest_.remove_prefix(end);
        text.erase(text.find_last_not_of(blanks) + 1);
        return text == "NULL" ? "null" : value_json(text, element_);
    }

    bool take(char wanted) {
        if (not rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size())); }

    static constexpr std::string_view blanks = " \t\n\r\v\f";
    static constexpr int most_dimensions = 6;  // of PostgreSQL, MAXDIM in array.h
    int depth_ = 0;
    std::string_view rest_;
    const value_type& element_;
};

inline std::string array_json(std::string_view text, const value_type& element) {
    return array_reader{text, element}.whole();
}
}  // namespace virga::testing::detail::neon
