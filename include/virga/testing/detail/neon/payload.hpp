// virga/testing/detail/neon/payload.hpp: the statements in the body of a request.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/testing/detail/neon/json.hpp>  // virga::testing::detail::neon::json

namespace virga::testing::detail::neon {

/// A statement as a client sent it.
struct sent_statement {
    std::string text = {};
    std::vector<std::optional<std::string>> parameters = {};  ///< nothing for NULL
    std::optional<bool> array_mode = {};                      ///< wins over the header
};

/// What a body asks for.
struct payload {
    std::vector<sent_statement> statements = {};
    bool is_batch = false;
};

inline std::string array_parameter(const json& value);

/// An element of an array literal. Strings and objects are quoted as JSON is, which PostgreSQL reads differently:
/// an escaped line break becomes the letter n. So Neon does it.
inline std::string array_element(const json& value) {
    std::string text;
    if (value == json::kind::null) return "NULL";
    if (value == json::kind::array) return array_parameter(value);
    write_json(value, text);
    if (value != json::kind::object) return text;
    std::string quoted;
    quote_json(text, quoted);
    return quoted;
}

inline std::string array_parameter(const json& value) {
    std::string text = "{";
    for (const json& item : value.items) {
        if (text.size() != 1) text += ',';
        text += array_element(item);
    }
    return text += '}';
}

/// The text that is bound for a JSON value; nothing for NULL.
inline std::optional<std::string> parameter_text(json value) {
    std::string text;
    switch (value.is) {
        case json::kind::null: return std::nullopt;
        case json::kind::string: return std::move(value.text);
        case json::kind::array: return array_parameter(value);
        default: write_json(value, text); return text;
    }
}

/// A statement out of a JSON value; nothing if that has another shape.
inline std::optional<sent_statement> statement_of(json& value) {
    json* const text = value.find("query");
    json* const parameters = value.find("params");
    const json* const array_mode = value.find("arrayMode");
    if (text == nullptr or *text != json::kind::string) return std::nullopt;
    if (parameters != nullptr and *parameters != json::kind::array) return std::nullopt;
    sent_statement statement;
    if (array_mode != nullptr and *array_mode != json::kind::null) {
        if (*array_mode != json::kind::boolean) return std::nullopt;
        statement.array_mode = array_mode->truth;
    }
    statement.text = std::move(text->text);
    if (parameters != nullptr)
        for (json& parameter : parameters->items)
            statement.parameters.push_back(parameter_text(std::move(parameter)));
    return statement;
}

/// Reads a body. Throws json_error when it is no JSON or has another shape.
inline payload parse_payload(std::string_view body) {
    json value = parse_json(body);
    payload request;
    if (auto statement = statement_of(value)) {
        request.statements.push_back(std::move(*statement));
        return request;
    }
    request.is_batch = true;
    json* const list = value.find("queries");
    bool fits = list != nullptr and *list == json::kind::array;
    if (fits)
        for (json& item : list->items) {
            auto statement = statement_of(item);
            fits = fits and statement;
            if (fits) request.statements.push_back(std::move(*statement));
        }
    if (not fits) throw json_error("data did not match any variant of untagged enum Payload");
    return request;
}
}  // namespace virga::testing::detail::neon
