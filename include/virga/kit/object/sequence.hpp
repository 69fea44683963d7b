// virga/kit/object/sequence.hpp: sequences, those of identities and those that stand for themselves.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::qualified, spoken

namespace virga::kit {

/// What a sequence counts like: whole numbers as texts, each empty where it is PostgreSQL's own.
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

    [[nodiscard]] bool falls() const { return increment.starts_with('-'); }
    /// Where it starts: at the first number that it can give, unless told otherwise.
    [[nodiscard]] std::string first() const {
        if (not start.empty()) return start;
        const std::string& end = falls() ? maximum : minimum;
        return not end.empty() ? end : falls() ? "-1" : "1";
    }
    /// Where it ends, if it was given.
    [[nodiscard]] const std::string& last() const { return falls() ? minimum : maximum; }
};

/// A sequence that belongs to no column.
struct own_sequence_model {
    std::string schema;
    std::string name;
    std::string type = "bigint";  ///< of its numbers: `smallint`, `integer` or `bigint`
    std::optional<sequence_model> counts{};  ///< where it is not PostgreSQL's own way
    friend bool operator==(const own_sequence_model&, const own_sequence_model&) = default;

    static constexpr std::string_view called = "sequence";
    [[nodiscard]] std::vector<std::string> claims() const { return {qualified(schema, name)}; }
    static void members(auto& self, auto& visit) {
        visit(detail::member{"schema"}, self.schema);
        visit(detail::required("name"), self.name);
        visit(detail::member{.name = "type", .usual = "bigint"}, self.type);
        visit(detail::member{"counts"}, self.counts);
    }
};

namespace ddl {
/// The options in which one sequence differs from another, each with a blank and `word` before it; all that are given of a new one.
[[nodiscard]] inline std::string sequence_options(const std::optional<sequence_model>& before,
                                                  const std::optional<sequence_model>& after, std::string_view word,
                                                  bool is_new = false) {
    const sequence_model old = before.value_or(sequence_model{}), now = after.value_or(sequence_model{});
    std::string text;
    const auto say = [&](std::string_view option, std::string_view value) {
        ((text += ' ') += word) += option;
        if (not value.empty()) (text += ' ') += value;
    };
    // The usual ends depend on the direction in which it was made to count; the nearer one by its number, which a new type would
    // take along otherwise.
    const bool turns = old.falls() != now.falls() and not is_new;
    const auto number = [&](const std::string& was, const std::string& is, std::string_view option, std::string_view usual) {
        if (was == is and not(turns and is.empty() and option.ends_with("value"))) return;
        if (is.empty()) say(usual, "");
        else say(option, is);
    };
    number(old.increment, now.increment, "increment by", "increment by 1");
    number(old.minimum, now.minimum, "minvalue", turns and not now.falls() ? "minvalue 1" : "no minvalue");
    number(old.maximum, now.maximum, "maxvalue", turns and now.falls() ? "maxvalue -1" : "no maxvalue");
    if (old.first() != now.first()) say("start with", now.first());
    number(old.cache, now.cache, "cache", "cache 1");
    if (old.cycle != now.cycle) say(now.cycle ? "cycle" : "no cycle", "");
    return text;
}
/// `create sequence "public"."invoice_number" as integer start with 1000;`
[[nodiscard]] inline std::string create_sequence(const own_sequence_model& of) {
    const std::string type = of.type == "bigint" ? "" : " as " + of.type;
    return "create sequence " + qualified(of.schema, of.name) + type + sequence_options({}, of.counts, "", true) + ";";
}
/// It goes on from where it stands. The ends that nobody has given follow the type.
[[nodiscard]] inline std::string alter_sequence(const own_sequence_model& before, const own_sequence_model& after) {
    const std::string type = before.type == after.type ? "" : " as " + after.type;
    return "alter sequence " + qualified(after.schema, after.name) + type + sequence_options(before.counts, after.counts, "") + ";";
}
[[nodiscard]] inline std::string drop_sequence(const own_sequence_model& of) {
    return "drop sequence " + qualified(of.schema, of.name) + ";";
}
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string alter_sequence(const table_name&, const object& before, const object& after) {
    return ddl::alter_sequence(*static_cast<const own_sequence_model*>(before.model),
                               *static_cast<const own_sequence_model*>(after.model));
}
inline constexpr object_kind sequence_kind{.created = change_kind::create_sequence, .altered = change_kind::alter_sequence,
                                           .dropped = change_kind::drop_sequence, .name_space = "", .stands_alone = true,
                                           .spoken = spoken_as::anything, .alter = alter_sequence};

[[nodiscard]] inline object object_of(const own_sequence_model& of) {
    object made{&sequence_kind, of.name, ddl::create_sequence(of), ddl::drop_sequence(of)};
    made.provides = {key_of::relation(of.schema, of.name)};
    made.needs = {key_of::schema(of.schema)};
    made.loses = spoken(of.schema, of.name);
    made.altered_caution = fmt::format("sequence {} counts otherwise from now on, and goes on from where it stands: that fails if "
                                       "it stands outside of its new ends.", spoken(of.schema, of.name));
    made.schema = of.schema;
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
