// virga/testing/detail/neon/damage.hpp: bodies of answers, damaged as faults ask for it.
#pragma once

#include <algorithm>    // std::find
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/testing/detail/neon/json.hpp>  // virga::testing::detail::neon::json

namespace virga::testing::detail::neon {

/// A body that is no JSON, or none that a reader should take: the fault `malformed`.
inline std::string malformed(std::string_view kind, const std::string& body) {
    if (kind == "truncated") return body.substr(0, body.size() > 8 ? body.size() - 7 : 1);
    if (kind == "html") return "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>";
    if (kind == "empty") return "";
    if (kind == "garbage") return std::string{"\0\1{]", 4};
    if (kind == "trailing") return body + " trailing";
    if (kind == "deep") return std::string(100'000, '[') + std::string(100'000, ']');
    if (kind == "number") return R"({"fields":[],"rows":[],"command":"SELECT","rowCount":1e999,"rowAsArray":true})";
    if (kind == "utf8")
        return std::string{R"({"fields":[{"name":"a","dataTypeID":25,"tableID":0,"columnID":0,"dataTypeSize":-1,)"} +
               R"("dataTypeModifier":-1,"format":"text"}],"rows":[[")" + "\xff\xfe\xc0" +
               R"("]],"command":"SELECT","rowCount":1,"rowAsArray":true})";
    return "{";
}

/// Removes a key of an object.
inline void remove_key(json& object, std::string_view key) {
    for (std::size_t at = object.keys.size(); at-- != 0;)
        if (object.keys[at] == key) {
            object.keys.erase(object.keys.begin() + static_cast<std::ptrdiff_t>(at));
            object.items.erase(object.items.begin() + static_cast<std::ptrdiff_t>(at));
        }
}

/// Appends a value to an array, or with a key to an object.
inline void append(json& whole, json value, std::string key = {}) {
    if (whole == json::kind::object) whole.keys.push_back(std::move(key));
    whole.items.push_back(std::move(value));
}

/// A body that is JSON of another shape: the fault `shape`. In a batch, the first result is changed.
inline std::string misshapen(std::string_view kind, const std::string& body) {
    json value;
    try {
        value = parse_json(body);
    } catch (const json_error&) {
        return body;
    }
    json* const results = value.find("results");
    json& one = results != nullptr and not results->items.empty() ? results->items.front() : value;
    json* const rows = one.find("rows");
    json* const fields = one.find("fields");
    json* const row_count = one.find("rowCount");
    const auto each = [](json* list, auto change) {
        if (list == nullptr) return;
        for (json& item : list->items)
            if (not item.items.empty()) change(item);
    };
    const auto make = [](json::kind what, std::string text) { return json{.is = what, .text = std::move(text)}; };

    if (kind == "no-fields") remove_key(one, "fields");
    if (kind == "no-rows") remove_key(one, "rows");
    if (kind == "rows-null" and rows != nullptr) *rows = {};
    if (kind == "row-short")
        each(rows, [](json& row) {
            row.items.pop_back();
            if (row == json::kind::object) row.keys.pop_back();
        });
    if (kind == "row-long")
        each(rows, [&](json& row) { append(row, make(json::kind::string, "extra"), "extra"); });
    if (kind == "row-number")
        each(rows, [&](json& row) {
            for (json& cell : row.items) cell = make(json::kind::number, "7");
        });
    if (kind == "field-no-oid") each(fields, [](json& field) { remove_key(field, "dataTypeID"); });
    if (kind == "results-missing")
        return R"({"fields":[],"rows":[],"command":"SELECT","rowCount":0,"rowAsArray":true})";
    if (kind == "results-short" and results != nullptr and not results->items.empty()) results->items.pop_back();
    if (kind == "results-long" and results != nullptr and not results->items.empty())
        results->items.push_back(json{results->items.front()});
    if (kind == "rowcount-string" and row_count != nullptr)
        *row_count = make(json::kind::string, *row_count == json::kind::null ? "null" : row_count->text);
    if (kind == "extra-keys") {
        append(one, json{.is = json::kind::array}, "unexpected");
        append(value, {}, "unexpected2");
    }
    if (kind == "array") value = json{.is = json::kind::array, .items = {value}};
    if (kind == "null") value = {};
    if (kind == "string") value = make(json::kind::string, "ok");
    std::string text;
    write_json(value, text);
    return text;
}
}  // namespace virga::testing::detail::neon
