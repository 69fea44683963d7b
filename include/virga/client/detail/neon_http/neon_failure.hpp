// virga/client/detail/neon_http/neon_failure.hpp: what an answer of another status than 200 means, and whether the statement ran.
#pragma once

#include <algorithm>    // std::ranges::all_of
#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <simdjson.h>  // simdjson::ondemand

#include <virga/client/error.hpp>       // virga::throw_query_error
#include <virga/client/http_error.hpp>  // virga::service_error

namespace virga::detail {

/// What became of a statement that failed.
enum class fate {
    not_run,      ///< and it may well run when sent again
    rolled_back,  ///< likewise, but a function of it may have done something outside of the database
    unknown,
    final,  ///< sending it again would end in the same way
};

/// The body of an error.
struct failure_body {
    std::string message{}, code{}, detail{}, hint{}, position{}, table{}, column{}, schema{}, constraint{};
    std::size_t known_keys = 0;  ///< Neon's own errors have all 17
    bool is_json = false;

    [[nodiscard]] bool is_whole() const { return known_keys == 17; }
    [[nodiscard]] bool has_sqlstate() const {
        return code.size() == 5 and
               std::ranges::all_of(code, [](char c) { return ('0' <= c and c <= '9') or ('A' <= c and c <= 'Z'); });
    }
};

/// Reads what can be read of it: it may be of Neon, or of something on the way.
inline failure_body read_failure(simdjson::ondemand::parser& parser, std::string text) {
    static constexpr std::array<std::string_view, 17> keys{
        "message", "code", "detail", "hint", "position", "internalPosition", "internalQuery", "severity", "where",
        "table", "column", "schema", "dataType", "constraint", "file", "line", "routine"};
    failure_body body;
    const std::size_t size = text.size();
    text.append(simdjson::SIMDJSON_PADDING, '\0');
    simdjson::ondemand::document document;
    if (parser.iterate(simdjson::padded_string_view{text.data(), size, text.size()}).get(document) != simdjson::SUCCESS)
        return body;
    simdjson::ondemand::json_type type{};
    if (document.type().get(type) != simdjson::SUCCESS) return body;
    if (type == simdjson::ondemand::json_type::string) {
        std::string_view said;
        if (document.get_string().get(said) == simdjson::SUCCESS) body.message = said, body.is_json = true;
        return body;
    }
    simdjson::ondemand::object object;
    if (document.get_object().get(object) != simdjson::SUCCESS) return body;
    for (auto field : object) {
        std::string_view key, said;
        simdjson::ondemand::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS) return {};
        const std::string name{key};
        if (field.value().get(value) != simdjson::SUCCESS) return {};
        for (const std::string_view each : keys) body.known_keys += each == name ? 1 : 0;
        if (value.get_string().get(said) != simdjson::SUCCESS) continue;
        if (name == "message" or name == "msg") body.message = said;
        else if (name == "code") body.code = said;
        else if (name == "detail") body.detail = said;
        else if (name == "hint") body.hint = said;
        else if (name == "position") body.position = said;
        else if (name == "table") body.table = said;
        else if (name == "column") body.column = said;
        else if (name == "schema") body.schema = said;
        else if (name == "constraint") body.constraint = said;
    }
    body.is_json = true;
    return body;
}

/// The text without what may be a secret of the request, which something on the way may send back: what stands before the @ of
/// a URL, and a token.
inline std::string without_secrets(std::string_view text) {
    constexpr std::string_view ends = " \t\r\n\"'<>(){},;";
    std::string kept;
    while (not text.empty()) {
        const std::size_t url = text.find("://"), token = text.find("Bearer ");
        if (url == text.npos and token == text.npos) break;
        const std::size_t start = url < token ? url + 3 : token + 7;
        kept += text.substr(0, start);
        text.remove_prefix(start);
        const std::string_view word = text.substr(0, text.find_first_of(ends));
        const std::size_t secret = url < token ? word.rfind('@') : word.size();
        if (secret == word.npos or secret == 0) continue;
        kept += "...";
        text.remove_prefix(secret);
    }
    return kept.append(text);
}

/// A failure with its exception and its fate.
class neon_failure {
public:
    /// `has_token` is whether the request went to the address for tokens; `is_batch`, whether it was one.
    neon_failure(failure_body body, http_origin origin, bool has_token, bool is_batch)
        : body_(std::move(body)), origin_(std::move(origin)), is_batch_(is_batch) {
        const int status = origin_.status;
        const bool is_neons = body_.is_whole() and not has_token;
        if (body_.has_sqlstate()) {
            if (body_.code == "53300" or body_.code == "57P03" or (status == 500 and is_neons)) fate_ = fate::not_run;
            else if (body_.code == "40001" or body_.code == "40P01" or body_.code == "57P01" or body_.code == "57P02")
                fate_ = fate::rolled_back;
        } else if (begins("password authentication failed") or begins("Provided authentication token") or begins("JWT ") or
                   begins("missing authentication credentials") or status == 401) {
            kind_ = kind::authentication;
        } else if (status == 413 or begins("request is too large")) {
            kind_ = kind::request_too_large;
        } else if (status == 507 or begins("response is too large")) {
            kind_ = kind::response_too_large;
        } else if (begins("could not parse postgres response")) {
            kind_ = kind::executed;
        } else if (status == 429 or (status == 500 and is_neons and body_.code.empty())) {
            kind_ = kind::unavailable;
            fate_ = fate::not_run;
        } else if (status < 500 and was_refused()) {
            kind_ = kind::refused;
        } else {
            kind_ = kind::unknown;
            fate_ = fate::unknown;
        }
    }

    [[nodiscard]] fate what_became() const { return fate_; }

    /// Throws its exception. `statement` is the text to show with it, `default_schema` the client's.
    [[noreturn]] void raise(std::string statement, const std::string& default_schema) && {
        if (kind_ == kind::sql) {
            throw_query_error({.sqlstate = std::move(body_.code),
                               .message = std::move(body_.message),
                               .detail = std::move(body_.detail),
                               .hint = std::move(body_.hint),
                               .schema = std::move(body_.schema),
                               .table = std::move(body_.table),
                               .column = std::move(body_.column),
                               .constraint = std::move(body_.constraint),
                               .statement = std::move(statement),
                               .position = std::move(body_.position),
                               .request_id = std::move(origin_.request_id),
                               .default_schema = default_schema});
        }
        const std::string said = shown();
        switch (kind_) {
            case kind::authentication: throw authentication_error("Neon does not let the user in", said, std::move(origin_), false);
            case kind::request_too_large:
                throw too_large_error("the request is larger than Neon takes; send its values in several requests", said,
                                      std::move(origin_), false);
            case kind::response_too_large:
                throw too_large_error("the answer is larger than Neon sends; ask for fewer rows at a time", said,
                                      std::move(origin_), not is_batch_);
            case kind::unavailable:
                throw unavailable_error(
                    origin_.status == 429 ? "there are too many requests at a time" : "Neon has no connection to the database",
                    said, std::move(origin_), false);
            case kind::executed:
                throw service_error("Neon could not read PostgreSQL's answer", said, std::move(origin_), not is_batch_);
            case kind::refused: throw service_error("Neon refused the request", said, std::move(origin_), false);
            default: break;
        }
        throw service_error(body_.is_json
                                ? "Neon failed at the request"
                                : "the answer is an error that is not of Neon's protocol; something on the way, or another "
                                  "server, has answered",
                            said, std::move(origin_), true);
    }

private:
    enum class kind { sql, authentication, request_too_large, response_too_large, unavailable, executed, refused, unknown };

    [[nodiscard]] bool begins(std::string_view with) const { return body_.message.starts_with(with); }

    /// What the service says before it runs anything.
    [[nodiscard]] bool was_refused() const {
        for (const std::string_view start :
             {"invalid header", "invalid connection string", "relative URL", "invalid port", "empty host", "invalid domain",
              "incorrect scheme", "missing ", "invalid username", "invalid isolation level",
              "could not parse the HTTP request body", "error encoding message to server", "error serializing parameter",
              "query is not supported"}) {
            if (begins(start)) return true;
        }
        return false;
    }

    /// What the service said, on one line and not too long.
    [[nodiscard]] std::string shown() const {
        std::string text;
        const std::string message = without_secrets(body_.message);
        for (const char c : std::string_view{message}.substr(0, 300)) text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
        while (message.size() > 300 and not text.empty() and (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80)
            text.pop_back();
        return text;
    }

    failure_body body_;
    http_origin origin_;
    bool is_batch_;
    kind kind_ = kind::sql;
    fate fate_ = fate::final;
};
}  // namespace virga::detail
