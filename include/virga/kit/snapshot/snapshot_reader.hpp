// virga/kit/snapshot/snapshot_reader.hpp: a snapshot from its JSON text, checked member by member.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_enum_v
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format
#include <boost/json/monotonic_resource.hpp>  // boost::json::monotonic_resource
#include <boost/json/parser.hpp>              // boost::json::parser
#include <boost/json/value.hpp>               // boost::json::value

#include <virga/kit/error.hpp>               // virga::kit::kit_error
#include <virga/kit/model.hpp>               // virga::kit::model
#include <virga/kit/model/lists.hpp>         // virga::kit::detail::count, find
#include <virga/kit/model/public_types.hpp>  // virga::kit::detail::place_types
#include <virga/kit/object/member.hpp>       // virga::kit::detail::member, told_list
#include <virga/kit/snapshot.hpp>            // virga::kit::snapshot

namespace virga::kit {

namespace detail {

/// A JSON value together with the words that lead to it: `tables[2].columns[0]`.
class place {
public:
    place(const boost::json::value& value, const std::string& file, const place* parent = nullptr, std::string_view name = {},
          std::size_t index = 0)
        : value_(value), file_(file), parent_(parent), name_(name), index_(index) {}

    [[noreturn]] void refuse(std::string_view what) const {
        const std::string here = path();
        throw kit_error(fmt::format("{}: {}{}", file_, here.empty() ? "" : here + ": ", what));
    }

    [[nodiscard]] std::string text() const {
        if (not value_.is_string()) refuse("a text is expected here.");
        return {value_.get_string().data(), value_.get_string().size()};
    }
    [[nodiscard]] bool flag() const {
        if (not value_.is_bool()) refuse("true or false is expected here.");
        return value_.get_bool();
    }

    void expect_object() const {
        if (not value_.is_object()) refuse("an object is expected here.");
    }
    /// Refuses members that are not listed: they would be lost by the next migration.
    void allow(const std::vector<std::string_view>& names) const {
        for (const auto& member : value_.get_object()) {
            const std::string_view key{member.key().data(), member.key().size()};
            if (detail::find(names, key) == names.end()) {
                refuse("\"" + std::string{key} + "\" is unknown to this version of virga.");
            }
        }
    }
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

    template <class Read>
    auto member(std::string_view name, Read read) const {
        const boost::json::value* found = find(name);
        if (found == nullptr) refuse("\"" + std::string{name} + "\" is missing.");
        return read(place{*found, file_, this, name});
    }
    [[nodiscard]] std::string text(std::string_view name) const {
        return member(name, [](const place& at) { return at.text(); });
    }
    template <class Read>
    auto list(std::string_view name, Read read) const {
        std::vector<decltype(read(*this))> items;
        const boost::json::value* found = find(name);
        if (found == nullptr) return items;
        const place at{*found, file_, this, name};
        if (not found->is_array()) at.refuse("a list is expected here.");
        items.reserve(found->get_array().size());
        for (std::size_t i = 0; i != found->get_array().size(); ++i) {
            items.push_back(read(place{found->get_array()[i], file_, &at, {}, i}));
        }
        return items;
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
        return list(name, [](const place& at) { return at.text(); });
    }

private:
    [[nodiscard]] const boost::json::value* find(std::string_view name) const {
        return value_.get_object().if_contains({name.data(), name.size()});
    }
    [[nodiscard]] std::string path() const {
        if (parent_ == nullptr) return {};
        const std::string before = parent_->path();
        if (name_.empty()) return fmt::format("{}[{}]", before, index_);
        return before + (before.empty() ? "" : ".") + std::string{name_};
    }

    const boost::json::value& value_;
    const std::string& file_;
    const place* parent_;
    std::string_view name_;
    std::size_t index_;
};

/// Reads the members of a model from those of a JSON object.
class member_reader {
public:
    explicit member_reader(const place& at) : at_(at) {
        at.expect_object();
        names_.reserve(24);  // about what a table has
    }

    /// A member that no model has.
    void know(std::string_view name) { names_.push_back(name); }
    /// To be called when all are read.
    void end() const { at_.allow(names_); }

    void operator()(const member& as, std::string& text) {
        know(as.name);
        text = as.always or at_.has(as.name) ? at_.text(as.name) : std::string{as.usual};
    }
    void operator()(const member& as, std::optional<std::string>& text) {
        know(as.name);
        if (at_.has(as.name)) text = at_.text(as.name);
    }
    void operator()(const member& as, bool& flag) {
        know(as.name);
        const bool is_said = at_.has(as.name) and at_.member(as.name, [](const place& at) { return at.flag(); });
        flag = is_said != as.negated;
    }
    void operator()(const member& as, std::vector<std::string>& texts) {
        know(as.name);
        texts = at_.texts(as.name);
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void operator()(const member& as, Enum& value) {
        know(as.name);
        if (at_.has(as.name)) value = static_cast<Enum>(position_of(as.name, words_of(value)));
    }
    void operator()(column_or_expression, std::string& text, bool& is_expression) {
        know("column");
        know("expression");
        is_expression = at_.has("expression");
        text = at_.text(is_expression ? "expression" : "column");
    }
    void operator()(const reference& as, std::string& schema, std::string& table, std::vector<std::string>& columns) {
        (*this)(as, schema, table);
        (*this)(required(as.columns), columns);
    }
    void operator()(const reference& as, std::string& schema, std::string& table) {
        (*this)(member{as.schema}, schema);
        (*this)(required(as.table), table);
    }
    template <class Model>
    void operator()(const member& as, std::optional<Model>& model) {
        know(as.name);
        if (at_.has(as.name)) model = at_.member(as.name, read<Model>);
    }
    template <class Model>
    void operator()(const member& as, std::vector<Model>& models) {
        know(as.name);
        models = at_.list(as.name, read<Model>);
    }
    void operator()(const member& as, told_list auto& list) {
        list.is_told = at_.has(as.name);
        (*this)(as, list.all);
    }

private:
    template <class Model>
    static Model read(const place& at) {
        Model model{};
        member_reader within{at};
        Model::members(model, within);
        within.end();
        return model;
    }
    [[nodiscard]] std::size_t position_of(std::string_view name, std::span<const std::string_view> words) const {
        const std::string word = at_.text(name);
        std::string known;
        for (std::size_t i = 1; i != words.size(); ++i) {
            if (words[i] == word) return i;
            known += fmt::format("{}\"{}\"", known.empty() ? "" : i + 1 == words.size() ? " or " : ", ", words[i]);
        }
        at_.refuse(fmt::format("\"{}\" is {}.", name, known));
    }

    const place& at_;
    std::vector<std::string_view> names_;
};

/// Gives own types their schema in all texts of a model.
inline void place_types(model& schema) {
    struct : rewriter {
        void rewrite(content what, std::string& text) override {
            if (what == content::type) place_types(text, true);
            if (what == content::value or what == content::expression) place_types(text, false);
        }
    } placing;
    model::members(schema, placing);
}

/// `line 12, column 7` of an offset in a text.
inline std::string position_in(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return fmt::format("line {}, column {}", count(before, '\n') + 1, before.size() - line_start + 1);
}
}  // namespace detail

/// The snapshot in `json`; `file` is its name for error messages.
///
/// Errors: `kit_error`, naming the file and the place in it, when the text is not JSON, not a snapshot, one of
/// Drizzle's, or one of a newer virga.
[[nodiscard]] inline snapshot parse_snapshot(std::string_view json, const std::string& file) {
    boost::json::monotonic_resource memory;
    boost::json::parser parser;
    parser.reset(&memory);  // the values of the tree; what its constructor takes is for the parser's own stack
    boost::json::error_code failure;
    const std::size_t read = parser.write_some(json.data(), json.size(), failure);
    std::size_t end = read;
    while (end < json.size() and std::string_view{" \t\r\n"}.find(json[end]) != std::string_view::npos) ++end;
    if (failure or end != json.size()) {
        const bool merging = ("\n" + std::string{json}).find("\n<<<<<<<") != std::string::npos;
        throw kit_error(fmt::format("{}, {}: this is not JSON{}{}", file, detail::position_in(json, read),
                                    failure ? " (" + failure.message() + "). " : ". ",
                                    merging ? "It holds the conflict marks of a merge: take one side of it, whole."
                                            : "Restore the file from version control."));
    }
    const boost::json::value value = parser.release();
    const detail::place root{value, file};
    if (not value.is_object()) root.refuse("an object is expected.");
    if (not root.has("virga")) {
        if (root.has("dialect")) {
            root.refuse("this snapshot was written by drizzle-kit. virga applies such migrations, but cannot compare "
                        "a schema with them; it needs a snapshot of its own after the last one.");
        }
        root.refuse("this is not a snapshot of virga: \"virga\" is missing.");
    }
    if (const auto version = value.get_object().at("virga"); not version.is_int64() or version.get_int64() != 1) {
        root.refuse("this snapshot has another format than version 1, the one known here. Use the virga that wrote it.");
    }
    snapshot found{root.text("id"), root.texts("parents"), {}};
    detail::member_reader members{root};
    for (const char* name : {"virga", "id", "parents"}) members.know(name);
    model::members(found.schema, members);
    members.end();
    detail::place_types(found.schema);
    return found;
}
}  // namespace virga::kit
