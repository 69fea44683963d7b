// virga/testing/detail/neon/problem.hpp: an answer that is an error.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <exception>    // std::exception
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/testing/detail/neon/json.hpp>  // virga::testing::detail::neon::quote_json

namespace virga::testing::detail::neon {

/// The keys of an error's body, in their order, and the letters of PostgreSQL's protocol for them.
struct problem_key {
    std::string_view name;
    char letter;
};
inline constexpr std::array<problem_key, 17> problem_keys{{{"message", 'M'},
                                                           {"code", 'C'},
                                                           {"detail", 'D'},
                                                           {"hint", 'H'},
                                                           {"position", 'P'},
                                                           {"internalPosition", 'p'},
                                                           {"internalQuery", 'q'},
                                                           {"severity", 'S'},
                                                           {"where", 'W'},
                                                           {"table", 't'},
                                                           {"column", 'c'},
                                                           {"schema", 's'},
                                                           {"dataType", 'd'},
                                                           {"constraint", 'n'},
                                                           {"file", 'F'},
                                                           {"line", 'L'},
                                                           {"routine", 'R'}}};
inline constexpr std::size_t code_key = 1, severity_key = 7;

/// Why a request fails, thrown by what handles it.
class problem : public std::exception {
public:
    /// A problem of which PostgreSQL is not the source: code and severity are empty, not null.
    problem(int status, std::string message) : status_{status} {
        fields_[0] = std::move(message);
        fields_[code_key] = fields_[severity_key] = "";
    }
    /// One that PostgreSQL told; `field` gives the text for a letter, or nothing.
    template <class Field>
    static problem of_server(int status, const Field& field) {
        problem told{status, ""};
        for (std::size_t at = 0; at != problem_keys.size(); ++at) told.fields_[at] = field(problem_keys[at].letter);
        return told;
    }

    const char* what() const noexcept override { return fields_[0] ? fields_[0]->c_str() : ""; }
    int status() const { return status_; }
    void set_status(int status) { status_ = status; }
    std::string code() const { return fields_[code_key].value_or(""); }
    void set(std::size_t key, std::string text) { fields_[key] = std::move(text); }

    std::string body() const {
        std::string text;
        for (std::size_t at = 0; at != problem_keys.size(); ++at) {
            text += at == 0 ? '{' : ',';
            quote_json(problem_keys[at].name, text);
            text += ':';
            if (fields_[at])
                quote_json(*fields_[at], text);
            else
                text += "null";
        }
        return text += '}';
    }

private:
    int status_;
    std::array<std::optional<std::string>, 17> fields_;
};
}  // namespace virga::testing::detail::neon
