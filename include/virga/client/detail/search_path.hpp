// virga/client/detail/search_path.hpp: the search path that a connection URL itself asks for.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/error.hpp>  // virga::configuration_error

namespace virga::detail {

/// The words of `options`, as the server splits them: by white space, a backslash keeps what follows.
/// Source: pg_split_opts in PostgreSQL's postinit.c.
template <class Words = std::vector<std::string>>  // so that only who calls it has it compiled
Words option_words(std::string_view options) {
    constexpr std::string_view space = " \t\r\n\v\f";
    Words words;
    for (std::size_t i = 0; i != options.size();) {
        if (space.find(options[i]) != space.npos) {
            ++i;
            continue;
        }
        std::string& word = words.emplace_back();
        for (; i != options.size() and space.find(options[i]) == space.npos; ++i) {
            if (options[i] == '\\' and i + 1 != options.size()) ++i;
            word += options[i];
        }
    }
    return words;
}

/// The value of `search_path` in a URL's `options`, the last if there are several; nothing for none.
template <class Url>
std::optional<std::string> search_path_of(const Url& url) {
    std::optional<std::string> path;
    for (const auto& [key, value] : url.parameters) {
        if (key != "options") continue;
        const auto words = option_words(value);
        for (std::size_t i = 0; i != words.size(); ++i) {
            std::string_view setting = words[i];
            if (setting == "-c" and i + 1 != words.size()) setting = words[++i];
            else if (setting.starts_with("-c") or setting.starts_with("--")) setting.remove_prefix(2);
            else continue;
            const std::size_t equals = setting.find('=');
            if (equals == setting.npos) continue;
            std::string name{setting.substr(0, equals)};
            for (char& c : name) {
                if ('A' <= c and c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
                if (c == '-') c = '_';
            }
            if (name == "search_path") path = setting.substr(equals + 1);
        }
    }
    return path;
}

/// The first schema of a search path.
///
/// Errors: configuration_error where that is the role's own (`"$user"`), or none at all.
inline std::string first_schema(std::string_view path) {
    const auto skip_space = [&path] {
        while (not path.empty() and (path[0] == ' ' or ('\t' <= path[0] and path[0] <= '\r'))) path.remove_prefix(1);
    };
    skip_space();
    std::string name;
    if (path.starts_with('"')) {
        for (std::size_t i = 1; i < path.size(); ++i) {
            if (path[i] == '"' and not path.substr(i + 1).starts_with('"')) break;
            if (path[i] == '"') ++i;
            name += path[i];
        }
    } else {
        for (const char c : path.substr(0, path.find_first_of(", \t\r\n\v\f"))) {
            name += 'A' <= c and c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    if (name.empty() or name == "$user")
        throw configuration_error(
            "connection URL: its search_path does not begin with the name of a schema; name the one of the app's "
            "tables, or leave it out and give default_schema");
    return name;
}
}  // namespace virga::detail
