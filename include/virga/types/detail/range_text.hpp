// virga/types/detail/range_text.hpp: ranges as text, [1,4) and ["2026-01-01 00:00:00",).
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/types/detail/quoted_part.hpp>  // quote_part, take_part
#include <virga/types/detail/refuse.hpp>       // refuse

/// Source: PostgreSQL manual, section 8.17.5, Range Input/Output; range_parse_bound and range_bound_escape in rangetypes.c.
namespace virga::types::detail {

/// Quotes the bound that begins at `start` and ends `out`, if range_out would.
inline void quote_bound(std::string& out, std::size_t start) { quote_part(out, start, "\"\\()[], \t\n\r\v\f"); }

/// Takes the parts of ranges off the front of a text. Throws `value_error` where it is no range.
class range_text_reader {
public:
    range_text_reader(std::string_view type, std::string_view source) : type_(type), rest_(source) {}

    [[nodiscard]] bool try_take(char sign) {
        if (not rest_.starts_with(sign)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void take(char sign) {
        if (not try_take(sign)) malformed();
    }
    /// Whether it was the first of the two signs; one of them must be there.
    [[nodiscard]] bool take_either(char first, char second) {
        if (try_take(first)) return true;
        take(second);
        return false;
    }
    [[nodiscard]] bool take_empty() {
        if (not rest_.starts_with("empty")) return false;
        rest_.remove_prefix(5);
        return true;
    }
    /// Moves past a bound; false if none is there. `text` is what it is then, and lives until the next call.
    [[nodiscard]] bool bound() {
        if (rest_.starts_with(',') or rest_.starts_with(']') or rest_.starts_with(')')) return false;
        if (not take_part(rest_, text_, ",])")) malformed();
        return true;
    }
    [[nodiscard]] std::string_view text() const { return text_; }
    void end() const {
        if (not rest_.empty()) malformed();
    }

private:
    [[noreturn]] void malformed() const { refuse(type_, "the text is not a range as the server writes it"); }

    std::string_view type_;
    std::string_view rest_;
    std::string text_;
};
}  // namespace virga::types::detail
