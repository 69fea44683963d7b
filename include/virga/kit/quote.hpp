// virga/kit/quote.hpp: names and values as SQL text, at run time.
#pragma once

#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>             // virga::kit::kit_error
#include <virga/text/string_constant.hpp>  // virga::detail::spell_string

namespace virga::kit {

namespace detail {

inline void refuse_zero_byte(std::string_view text, std::string_view what) {
    if (text.find('\0') != std::string_view::npos) {
        throw kit_error(fmt::format("A {} holds a zero byte, which PostgreSQL cannot store.", what));
    }
}
}  // namespace detail

/// `name` as an SQL identifier, always quoted: `po"st` becomes `"po""st"`.
///
/// Errors: `kit_error` when the name is empty or holds a zero byte.
/// Source: PostgreSQL manual, section 4.1.1, Identifiers and Key Words.
[[nodiscard]] inline std::string quote_identifier(std::string_view name) {
    if (name.empty()) throw kit_error("A name is empty; PostgreSQL has no empty identifiers.");
    detail::refuse_zero_byte(name, "name");
    std::string quoted;
    quoted.reserve(name.size() + 2);
    quoted += '"';
    for (const char c : name) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted += '"';
}

/// `value` as a constant of SQL, as `spell_string` writes it. Errors: `kit_error` when it holds a zero byte.
[[nodiscard]] inline std::string quote_literal(std::string_view value) {
    detail::refuse_zero_byte(value, "text");
    std::string quoted;
    virga::detail::spell_string(value, [&quoted](std::string_view piece) { quoted += piece; });
    return quoted;
}

/// `body` as a string between dollar signs, with a tag that stands nowhere in it, nor is made by its end: of `a$` and `$$`
/// the server would take the first `$$` for the end.
/// Source: PostgreSQL manual, section 4.1.2.4, Dollar-Quoted String Constants.
[[nodiscard]] inline std::string dollar_quoted(std::string_view body) {
    detail::refuse_zero_byte(body, "text");
    std::string tag = "$$";
    for (std::size_t number = 1;; ++number) {
        std::string quoted = tag + std::string{body} + tag;
        if (quoted.find(tag, tag.size()) == tag.size() + body.size()) return quoted;
        tag = "$_" + std::to_string(number) + "$";
    }
}

/// The schema that an empty name of one means, and its empty name.
[[nodiscard]] inline std::string named_schema(std::string_view schema) {
    return std::string{schema.empty() ? "public" : schema};
}
[[nodiscard]] inline std::string bare_schema(std::string_view schema) {
    return std::string{schema == "public" ? "" : schema};
}

/// `"cms"."post"`; an empty schema gives the bare name, `"post"`.
[[nodiscard]] inline std::string qualified(std::string_view schema, std::string_view name) {
    return schema.empty() ? quote_identifier(name) : quote_identifier(schema) + '.' + quote_identifier(name);
}

/// Texts of SQL with a comma between two.
[[nodiscard]] inline std::string comma_separated(std::span<const std::string> texts) {
    std::string list;
    for (const std::string& text : texts) {
        if (not list.empty()) list += ", ";
        list += text;
    }
    return list;
}

/// `"a", "b"`.
[[nodiscard]] inline std::string quoted_list(std::span<const std::string> names) {
    std::string list;
    for (const std::string& name : names) {
        if (not list.empty()) list += ", ";
        list += quote_identifier(name);
    }
    return list;
}

/// `cms.post.title`, `public.post`: a name as people say it and `--allow-drop` takes it.
template <class... Parts>
[[nodiscard]] std::string spoken(std::string_view schema, const Parts&... parts) {
    std::string name = named_schema(schema);
    ((name += '.', name += parts), ...);
    return name;
}
}  // namespace virga::kit
