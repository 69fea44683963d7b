// virga/kit/model/mentions.hpp: whether an SQL text speaks of a name.
#pragma once

#include <algorithm>    // std::min
#include <functional>   // std::less
#include <set>          // std::set
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/model/lists.hpp>  // virga::kit::detail::any_of
#include <virga/text/name.hpp>        // virga::longest_identifier
#include <virga/text/plain_name.hpp>  // virga::detail::plain_name
#include <virga/text/sql_words.hpp>   // virga::detail::sql_walker

namespace virga::kit::detail {

/// Whether a string may have the name in it. Where the name has characters that strings write in several ways, what stands
/// before the first of them is enough.
inline bool may_hold(std::string_view string, std::string_view name) {
    return virga::detail::holds_word(string, name.substr(0, std::min(name.find_first_of("\"'\\"), name.size())));
}

/// The names that an SQL text may speak of, bare or quoted. It errs towards yes (a word inside a string, as the argument of
/// `nextval` is one), towards no only where a string spells a name in escapes.
class spoken_names {
public:
    /// `sql` has to live as long.
    explicit spoken_names(std::string_view sql) {
        virga::detail::sql_walker walker{sql};
        for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
            switch (walker.kind()) {
                case virga::detail::sql_token::word: add(virga::detail::plain_name(token)); break;
                case virga::detail::sql_token::quoted_name:
                    if (token.front() == '"') add(virga::detail::plain_name(token));
                    else holds_all_ = true;  // with escapes, `U&"..."`
                    break;
                case virga::detail::sql_token::string: strings_.push_back(token); break;
                default: break;
            }
        }
    }

    /// The names, where the text speaks of no other for certain; else null.
    [[nodiscard]] const std::set<std::string, std::less<>>* all() const {
        return holds_all_ or not long_names_.empty() or not strings_.empty() ? nullptr : &names_;
    }
    [[nodiscard]] bool hold(std::string_view name) const {
        if (holds_all_ or names_.contains(name)) return true;
        // PostgreSQL cuts what is longer than 63 bytes, between two characters.
        const auto is_cut = [name](std::string_view written) {
            return name.size() + 3 >= longest_identifier and written.starts_with(name);
        };
        return any_of(long_names_, is_cut) or
               any_of(strings_, [name](std::string_view string) { return may_hold(string, name); });
    }

private:
    void add(std::string name) {
        if (name.size() > longest_identifier) long_names_.push_back(name);
        names_.insert(std::move(name));
    }

    std::set<std::string, std::less<>> names_;
    std::vector<std::string> long_names_;
    std::vector<std::string_view> strings_;
    bool holds_all_ = false;
};

/// Whether the SQL text `sql` may speak of the name `name`.
[[nodiscard]] inline bool mentions(std::string_view sql, std::string_view name) { return spoken_names{sql}.hold(name); }
}  // namespace virga::kit::detail
