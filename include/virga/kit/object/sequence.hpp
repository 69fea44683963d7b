// virga/kit/object/sequence.hpp: what a sequence counts like.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member

namespace virga::kit {

/// Whole numbers as texts, each empty where it is PostgreSQL's own.
struct sequence_model {
    std::string start;
    std::string increment;
    std::string minimum;
    std::string maximum;
    std::string cache;
    bool cycle = false;
    friend bool operator==(const sequence_model&, const sequence_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::member{"start"}, self.start);
        visit(detail::member{"increment"}, self.increment);
        visit(detail::member{"minimum"}, self.minimum);
        visit(detail::member{"maximum"}, self.maximum);
        visit(detail::member{"cache"}, self.cache);
        visit(detail::member{"cycle"}, self.cycle);
    }

    /// Where it starts: at the first number that it can give, unless told otherwise.
    [[nodiscard]] std::string first() const {
        if (not start.empty()) return start;
        const bool falls = increment.starts_with('-');
        const std::string& end = falls ? maximum : minimum;
        return not end.empty() ? end : falls ? "-1" : "1";
    }
};

namespace ddl {
/// The options in which one sequence differs from another, each with a blank and `word` before it; all that are given of a new one.
[[nodiscard]] inline std::string sequence_options(const std::optional<sequence_model>& before,
                                                  const std::optional<sequence_model>& after, std::string_view word) {
    const sequence_model old = before.value_or(sequence_model{}), now = after.value_or(sequence_model{});
    std::string text;
    const auto say = [&](std::string_view option, std::string_view value) {
        ((text += ' ') += word) += option;
        if (not value.empty()) (text += ' ') += value;
    };
    const auto number = [&](const std::string& was, const std::string& is, std::string_view option, std::string_view usual) {
        if (was == is) return;
        if (is.empty()) say(usual, "");
        else say(option, is);
    };
    number(old.increment, now.increment, "increment by", "increment by 1");
    number(old.minimum, now.minimum, "minvalue", "no minvalue");
    number(old.maximum, now.maximum, "maxvalue", "no maxvalue");
    if (old.first() != now.first()) say("start with", now.first());
    number(old.cache, now.cache, "cache", "cache 1");
    if (old.cycle != now.cycle) say(now.cycle ? "cycle" : "no cycle", "");
    return text;
}
}  // namespace ddl
}  // namespace virga::kit
