// virga/client/neon_pooler.hpp: whether a database is reached through Neon's pooler, and the way around it.
#pragma once

#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdlib>      // std::getenv
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/error.hpp>  // virga::configuration_error
#include <virga/client/url.hpp>    // virga::connection_url

namespace virga {

namespace detail {

/// Whether `text` ends with `suffix`, which is in small letters. Names of hosts know no case.
inline bool ends_with_name(std::string_view text, std::string_view suffix) {
    if (text.size() < suffix.size()) return false;
    text.remove_prefix(text.size() - suffix.size());
    for (std::size_t i = 0; i != suffix.size(); ++i) {
        const char c = text[i];
        if (('A' <= c and c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != suffix[i]) return false;
    }
    return true;
}

inline constexpr std::string_view pooler_suffix = "-pooler";

/// Whether it is what Neon calls an endpoint, `ep-cool-name-123456`, with the suffix that leads to its pooler.
inline bool is_pooled_endpoint(std::string_view name) {
    return name.size() > 3 + pooler_suffix.size() and ends_with_name(name.substr(0, 3), "ep-") and
           ends_with_name(name, pooler_suffix);
}

/// The places in the `options` of a URL, decoded, where an endpoint's name ends with the suffix: Neon takes the endpoint
/// from there, too, and then it has to be the one of the host.
template <class Places = std::vector<std::size_t>>  // so that only who calls it has it compiled
Places pooler_suffixes(std::string_view options) {
    Places places;
    for (std::size_t at = 0; at < options.size();) {
        const std::size_t end = options.find(' ', at) == options.npos ? options.size() : options.find(' ', at);
        const std::string_view word = options.substr(at, end - at);
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        if (equals != word.npos and (name == "endpoint" or name == "project") and is_pooled_endpoint(word.substr(equals + 1)))
            places.push_back(end - pooler_suffix.size());
        at = end + 1;
    }
    return places;
}
}  // namespace detail

/// Whether a host is Neon's pooler, PgBouncer in transaction mode: `ep-cool-name-123456-pooler.us-east-2.aws.neon.tech`.
///
/// Source: Neon's manual, "Connection pooling". Other hosts called `x-pooler` are whatever their owner says.
[[nodiscard]] inline bool is_neon_pooler(std::string_view host) {
    for (const char c : host)
        if (c != '-' and c != '.' and not(('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9')))
            return false;
    if (host.ends_with('.')) host.remove_suffix(1);
    const std::size_t dot = host.find('.');
    if (dot == host.npos or not detail::is_pooled_endpoint(host.substr(0, dot))) return false;
    host.remove_prefix(dot);
    return detail::ends_with_name(host, ".neon.tech") or detail::ends_with_name(host, ".neon.build");
}

/// Whether a connection goes through Neon's pooler: by its host, which is that of the environment (`PGHOST`) where the URL
/// names none, or by an endpoint in `options`.
template <std::same_as<connection_url> Url>  // so that only who calls it has it compiled
[[nodiscard]] bool is_neon_pooler(const Url& url) {
    const char* const usual = std::getenv("PGHOST");
    if (is_neon_pooler(not url.host.empty() or usual == nullptr ? url.host.c_str() : usual)) return true;
    std::string_view options;
    for (const auto& [name, value] : url.parameters)
        if (name == "options") options = value;  // the last one counts
    return not detail::pooler_suffixes(options).empty();
}

/// The URL of the same endpoint past Neon's pooler: host `ep-x-123...` for `ep-x-123-pooler...`. Nothing else changes, and
/// the URL of any other host stays as it is. Where only the environment names the host (`PGHOST`) and that is a pooler, the
/// host stands in the URL then.
///
/// Errors: configuration_error for what is no connection URL.
template <class Url = connection_url>
[[nodiscard]] std::string without_pooler(std::string_view text) {
    Url url;
    detail::url_places places;
    if (const char* const problem = detail::basic_url_parser<Url>::parse(text, url, &places); problem != nullptr)
        throw configuration_error("connection URL: it " + std::string{problem});

    const char* const usual = std::getenv("PGHOST");
    if (url.host.empty() and usual != nullptr and is_neon_pooler(usual))
        return without_pooler<Url>(std::string{text}.insert(static_cast<std::size_t>(places.host.data() - text.data()), usual));

    std::string cut(text.size(), '\0');  // whether each byte is
    const auto cut_suffix = [&cut, text](std::string_view part, std::size_t place) {
        const auto start = static_cast<std::size_t>(part.data() - text.data());
        const std::size_t end = detail::basic_url_parser<Url>::encoded_size(part, place + detail::pooler_suffix.size());
        for (std::size_t i = detail::basic_url_parser<Url>::encoded_size(part, place); i != end; ++i) cut[start + i] = '\1';
    };
    if (is_neon_pooler(url.host)) cut_suffix(places.host, url.host.find('.') - detail::pooler_suffix.size());
    for (const std::size_t place : detail::pooler_suffixes(detail::basic_url_parser<Url>::decoded(places.options)))
        cut_suffix(places.options, place);

    std::string direct;
    for (std::size_t i = 0; i != text.size(); ++i)
        if (cut[i] == '\0') direct += text[i];
    return direct;
}
}  // namespace virga
