// virga/testing/detail/neon/json.hpp: JSON whose numbers stay text, since they are bound as such.
#pragma once

#include <algorithm>    // std::ranges::lower_bound
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <map>          // std::map
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>                        // fmt::format
#include <boost/json/basic_parser_impl.hpp>  // boost::json::basic_parser

#include <virga/testing/detail/neon/numbers.hpp>  // virga::testing::detail::neon::number_text

namespace virga::testing::detail::neon {

/// A JSON value. Boost's own keeps a number as int64, uint64 or double, and so not its spelling.
struct json {
    enum class kind { null, boolean, number, string, array, object };
    kind is = kind::null;
    bool truth = false;               ///< of a boolean
    std::string text = {};            ///< of a string, or of a number as Neon spells it
    std::vector<json> items = {};     ///< of an array, or the values of an object
    std::vector<std::string> keys = {};  ///< of an object: sorted, each once

    bool operator==(kind other) const { return is == other; }

    /// The value of a key; nullptr if this is no object or has no such key.
    json* find(std::string_view key) {
        const auto found = std::ranges::lower_bound(keys, key);
        if (found == keys.end() or *found != key) return nullptr;
        return &items[static_cast<std::size_t>(found - keys.begin())];
    }
    const json* find(std::string_view key) const { return const_cast<json*>(this)->find(key); }
};

/// A text that is no JSON, or nested deeper than 127 levels, or holds a number too large.
struct json_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Makes a `json` of what Boost's parser meets.
class json_builder {
public:
    static constexpr auto max_object_size = static_cast<std::size_t>(-1);
    static constexpr auto max_array_size = static_cast<std::size_t>(-1);
    static constexpr auto max_key_size = static_cast<std::size_t>(-1);
    static constexpr auto max_string_size = static_cast<std::size_t>(-1);

    json take() { return std::move(root_); }
    bool number_too_large() const { return number_too_large_; }

    // What boost::json::basic_parser calls. A false would have to come with an error.
    using error_code = boost::json::error_code;
    using string_view = boost::json::string_view;
    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return open(json::kind::object); }
    bool on_object_end(std::size_t, error_code&) {
        json& object = open_.back();
        std::map<std::string, json> members;
        for (std::size_t at = 0; at != object.keys.size(); ++at)  // the last one of several counts
            members.insert_or_assign(std::move(object.keys[at]), std::move(object.items[at]));
        object.keys.clear();
        object.items.clear();
        for (auto& [key, value] : members) {
            object.keys.push_back(key);
            object.items.push_back(std::move(value));
        }
        return close();
    }
    bool on_array_begin(error_code&) { return open(json::kind::array); }
    bool on_array_end(std::size_t, error_code&) { return close(); }
    bool on_key_part(string_view part, std::size_t, error_code&) { return gather(part); }
    bool on_key(string_view part, std::size_t, error_code&) {
        gather(part);
        open_.back().keys.push_back(std::exchange(text_, {}));
        return true;
    }
    bool on_string_part(string_view part, std::size_t, error_code&) { return gather(part); }
    bool on_string(string_view part, std::size_t, error_code&) {
        gather(part);
        return put({.is = json::kind::string, .text = std::exchange(text_, {})});
    }
    bool on_number_part(string_view part, error_code&) { return gather(part); }
    bool on_int64(std::int64_t, string_view part, error_code& problem) { return number(part, problem); }
    bool on_uint64(std::uint64_t, string_view part, error_code& problem) { return number(part, problem); }
    bool on_double(double, string_view part, error_code& problem) { return number(part, problem); }
    bool on_bool(bool truth, error_code&) { return put({.is = json::kind::boolean, .truth = truth}); }
    bool on_null(error_code&) { return put({}); }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    bool gather(string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool open(json::kind kind) {
        open_.push_back({.is = kind});
        return true;
    }
    bool close() {
        json done = std::move(open_.back());
        open_.pop_back();
        return put(std::move(done));
    }
    bool put(json value) {
        if (open_.empty())
            root_ = std::move(value);
        else
            open_.back().items.push_back(std::move(value));
        return true;
    }
    bool number(string_view part, error_code& problem) {
        gather(part);
        auto text = number_text(std::exchange(text_, {}));
        if (text) return put({.is = json::kind::number, .text = std::move(*text)});
        number_too_large_ = true;
        problem = boost::json::error::exponent_overflow;
        return false;
    }

    json root_;
    std::vector<json> open_;  // arrays and objects whose end has not come
    std::string text_;        // of a key, string or number that comes in parts
    bool number_too_large_ = false;
};

/// Reads a whole JSON text in UTF-8. Throws json_error, which says where.
inline json parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 127;
    boost::json::basic_parser<json_builder> parser{options};
    boost::json::error_code problem;
    std::size_t end = parser.write_some(false, text.data(), text.size(), problem);
    std::string words = parser.handler().number_too_large() ? "number out of range" : problem.message();
    if (not problem) {
        end = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
        if (end == text.size()) return parser.handler().take();
        words = "trailing characters";
    }
    const std::string_view before = text.substr(0, end);
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = line == 1 ? end : end - before.rfind('\n') - 1;
    throw json_error(fmt::format("{} at line {} column {}", words, line, column));
}

/// Appends a JSON string. Only what JSON demands is escaped.
inline void quote_json(std::string_view text, std::string& out) {
    constexpr std::string_view hex = "0123456789abcdef";
    constexpr std::string_view special = "\b\t\n\f\r\"\\", letters = "btnfr\"\\";
    out += '"';
    for (const char c : text) {
        if (const auto at = special.find(c); at != special.npos)
            (out += '\\') += letters[at];
        else if (const auto byte = static_cast<unsigned char>(c); byte < 0x20)
            ((out += "\\u00") += hex[byte / 16]) += hex[byte % 16];
        else
            out += c;
    }
    out += '"';
}

/// Appends the compact text of a value.
inline void write_json(const json& value, std::string& out) {
    switch (value.is) {
        case json::kind::null: out += "null"; return;
        case json::kind::boolean: out += value.truth ? "true" : "false"; return;
        case json::kind::number: out += value.text; return;
        case json::kind::string: quote_json(value.text, out); return;
        case json::kind::array:
        case json::kind::object: break;
    }
    const bool is_object = value.is == json::kind::object;
    out += is_object ? '{' : '[';
    for (std::size_t at = 0; at != value.items.size(); ++at) {
        if (at != 0) out += ',';
        if (is_object) {
            quote_json(value.keys[at], out);
            out += ':';
        }
        write_json(value.items[at], out);
    }
    out += is_object ? '}' : ']';
}
}  // namespace virga::testing::detail::neon
