// virga/kit/snapshot.hpp: a model in a file that people can read and compare.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint8_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_enum_v
#include <vector>       // std::vector

#include <boost/json/serialize.hpp>           // boost::json::serialize
#include <boost/json/string_view.hpp>         // boost::json::string_view
#include <openssl/rand.h>                     // RAND_bytes

#include <virga/kit/error.hpp>          // virga::kit::kit_error
#include <virga/kit/model.hpp>          // virga::kit::model
#include <virga/kit/model/lists.hpp>    // virga::kit::detail::none_of
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member, told_list
#include <virga/types/uuid_value.hpp>   // virga::uuid, append_uuid

namespace virga::kit {

/// The schema after a migration, and the place of that migration in the history.
struct snapshot {
    std::string id;                    ///< a UUID
    std::vector<std::string> parents;  ///< ids of the snapshots it was made from; none for the first
    model schema;
    friend bool operator==(const snapshot&, const snapshot&) = default;
};

/// A fresh random UUID, version 4. Errors: `kit_error` when libcrypto has no random bytes.
[[nodiscard]] inline std::string fresh_id() {
    uuid id{};
    if (RAND_bytes(id.begin(), static_cast<int>(id.size())) != 1) throw kit_error("OpenSSL has no random bytes.");
    id.begin()[6] = static_cast<std::uint8_t>((id.begin()[6] & 0x0FU) | 0x40U);
    id.begin()[8] = static_cast<std::uint8_t>((id.begin()[8] & 0x3FU) | 0x80U);
    std::string text;
    append_uuid(text, id);
    return text;
}

namespace detail {

/// Writes the members of a model as those of a JSON object, for people: a column, constraint, index, policy, role or enum has a
/// line, what has its default is left out.
class member_writer {
public:
    /// Appends to `text`. A member has a line of its own, so far indented, or else all stand on one line.
    member_writer(std::string& text, std::size_t indent) : text_(text), indent_(indent) {}

    void add(std::string_view name, std::string_view json) { begin(name) += json; }

    void operator()(const member& as, const std::string& text) {
        if (text != as.usual) begin(as.name) += quoted(text);
    }
    void operator()(const member& as, const std::optional<std::string>& text) {
        if (text) begin(as.name) += quoted(*text);
    }
    void operator()(const member& as, const bool& flag) {
        if (flag != as.negated) begin(as.name) += "true";
    }
    void operator()(const member& as, const std::vector<std::string>& texts) {
        if (as.always or not texts.empty()) begin(as.name) += list(texts);
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void operator()(const member& as, const Enum& value) {
        const std::string_view word = words_of(value)[static_cast<std::size_t>(value)];
        if (not word.empty()) begin(as.name) += quoted(word);
    }
    void operator()(column_or_expression, const std::string& text, const bool& is_expression) {
        (*this)(member{is_expression ? "expression" : "column"}, text);
    }
    void operator()(const reference& as, const std::string& schema, const std::string& table,
                    const std::vector<std::string>& columns) {
        (*this)(as, schema, table);
        (*this)(required(as.columns), columns);
    }
    void operator()(const reference& as, const std::string& schema, const std::string& table) {
        (*this)(member{as.schema}, schema);
        (*this)(member{as.table}, table);
    }
    template <class Model>
    void operator()(const member& as, const std::optional<Model>& model) {
        if (model) write(begin(as.name), *model);
    }
    template <class Model>
    void operator()(const member& as, const std::vector<Model>& models) {
        if (models.empty() and not as.always) return;
        std::string& text = begin(as.name) += '[';
        bool first = true;
        for (const Model& each : models) {
            if (not first) text += indent_ == 0 ? ", " : ",";
            if (indent_ != 0) text.append(1, '\n').append(indent_ + 2, ' ');
            first = false;
            write(text, each);
        }
        if (indent_ != 0 and not first) text.append(1, '\n').append(indent_, ' ');
        text += ']';
    }

    void operator()(const member& as, const told_list auto& list) {
        (*this)(member{.name = as.name, .always = list.is_told}, list.all);
    }

    static std::string list(const std::vector<std::string>& texts) {
        std::string all;
        for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + quoted(text);
        return "[" + all + "]";
    }
    static std::string quoted(std::string_view text) {
        const auto is_escaped = [](char c) { return c == '"' or c == '\\' or static_cast<unsigned char>(c) < ' '; };
        if (none_of(text, is_escaped)) return (std::string{'"'} += text) += '"';  // nearly all are so
        return boost::json::serialize(boost::json::string_view{text.data(), text.size()});
    }

private:
    template <class Model>
    void write(std::string& text, const Model& model) {
        constexpr bool has_lines = requires { Model::has_lines; };
        text += '{';
        member_writer within{text, has_lines ? indent_ + 4 : 0};
        Model::members(model, within);
        if (has_lines) text.append(1, '\n').append(indent_ + 2, ' ');
        text += '}';
    }
    std::string& begin(std::string_view name) {
        if (not first_) text_ += indent_ == 0 ? ", " : ",";
        if (indent_ != 0) text_.append(1, '\n').append(indent_, ' ');
        first_ = false;
        text_ += '"';
        text_ += name;
        return text_ += "\": ";
    }

    std::string& text_;
    std::size_t indent_;
    bool first_ = true;
};
}  // namespace detail

/// The JSON text of a snapshot, ending in a line end. The same snapshot gives the same text; a changed column
/// changes a line; members that have their default (`false`, none, empty, `btree`) are left out.
[[nodiscard]] inline std::string to_json(std::string_view id, const std::vector<std::string>& parents, const model& schema) {
    std::string text = "{";
    detail::member_writer root{text, 2};
    root.add("virga", "1");
    root.add("id", detail::member_writer::quoted(id));
    root.add("parents", detail::member_writer::list(parents));
    model::members(schema, root);
    return text += "\n}\n";
}
[[nodiscard]] inline std::string to_json(const snapshot& of) { return to_json(of.id, of.parents, of.schema); }
}  // namespace virga::kit
