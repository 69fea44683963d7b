// virga/types/detail/record_text.hpp: composite values as text, ("a street",3,).
#pragma once

#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/types/detail/quoted_part.hpp>  // quote_part, take_part
#include <virga/types/detail/refuse.hpp>       // refuse

/// Source: PostgreSQL manual, section 8.16.6, Composite Type Input and Output Syntax; record_in and record_out in rowtypes.c.
namespace virga::types::detail {

/// Quotes the attribute that begins at `start` and ends `out`, if record_out would. One without a character is NULL if it has no
/// quotes.
inline void quote_attribute(std::string& out, std::size_t start) { quote_part(out, start, "\"\\(), \t\n\r\v\f"); }

/// The attributes of a composite value, one after the other. Throws `value_error` where the text is none.
class record_text_reader {
public:
    record_text_reader(std::string_view type, std::string_view source) : type_(type), rest_(source) {}

    /// Moves to the next attribute; false if it is NULL. `text` is what it is then, and lives until the next call.
    [[nodiscard]] bool next() {
        take(before_);
        before_ = ',';
        if (rest_.starts_with(',') or rest_.starts_with(')')) return false;
        if (not take_part(rest_, text_, ",)")) malformed();
        return true;
    }
    [[nodiscard]] std::string_view text() const { return text_; }
    void end() {
        take(')');
        if (not rest_.empty()) malformed();
    }

private:
    void take(char sign) {
        if (not rest_.starts_with(sign)) malformed();
        rest_.remove_prefix(1);
    }
    [[noreturn]] void malformed() const {
        refuse(type_, "the text is no value of this type; the server's may have other attributes than the pg::composite, and the "
                      "database then wants to be migrated");
    }

    std::string_view type_;
    std::string_view rest_;
    std::string text_;
    char before_ = '(';
};
}  // namespace virga::types::detail
