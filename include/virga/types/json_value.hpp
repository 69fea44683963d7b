// virga/types/json_value.hpp: a JSON document, as text.
#pragma once

#include <string>   // std::string
#include <utility>  // std::move

namespace virga {

/// The text of a JSON document. It is not parsed here: the server does that, and refuses text that is not
/// JSON with SQLSTATE 22P02; any JSON library can be fed with `text()`.
///
/// Equality is that of the texts. `jsonb` does not keep a text as it was written (blanks, the order of keys).
class json {
public:
    /// `null`, JSON's own, which is not SQL's NULL.
    json() : text_("null") {}
    explicit json(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const& { return text_; }
    [[nodiscard]] std::string text() && { return std::move(text_); }

    friend bool operator==(const json&, const json&) = default;

private:
    std::string text_;
};
}  // namespace virga
