// virga/kit/object/member.hpp: how a kind of schema object states its members, once for all who ask.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_enum_v
#include <vector>       // std::vector

/// A model has a function `members(self, visit)`, which hands each of its members to `visit`, in the order in which snapshots have
/// them. Writing and reading snapshots, renaming and the placing of types follow from that; so a member that is new is said once.
namespace virga::kit::detail {

/// What a text of a model is, for those who rewrite it.
enum class content : unsigned char {
    words,       ///< a name, a word of SQL, text of the app
    type,        ///< SQL text of a type
    value,       ///< an SQL expression that speaks of no column
    expression,  ///< an SQL expression over columns
    columns,     ///< names of columns of the object's own table
};

/// A member as snapshots have it.
struct member {
    std::string_view name;
    content what = content::words;
    std::string_view usual{};  ///< of a text: what it is where it is left out
    bool always = false;       ///< a text cannot be left out; a list is written also when it is empty
    bool negated = false;      ///< a flag is written as its opposite
};
[[nodiscard]] constexpr member required(std::string_view name, content what = content::words) { return {name, what, {}, true}; }

/// A text that is a column's name, or an expression where a flag says so.
struct column_or_expression {};
/// A schema, which may be empty, a table and columns of it, which an object refers to: what snapshots call them. One
/// to the table alone has no columns.
struct reference {
    std::string_view schema = "foreign_schema";
    std::string_view table = "foreign_table";
    std::string_view columns = "foreign_columns";
};

/// A list that says nothing where it is empty, unless it is told that there is nothing: snapshots have it as `[]` then.
template <class List>
concept told_list = requires(List& of) {
    of.all;
    of.is_told;
};

/// Walks the texts of a model and of those within it, to rewrite them.
class rewriter {
public:
    virtual void rewrite(content what, std::string& text) = 0;
    virtual void rewrite_columns(std::vector<std::string>&) {}
    virtual void rewrite_reference(std::string& /*schema*/, std::string& /*table*/, std::vector<std::string>& /*columns*/) {}

    void operator()(const member& as, std::string& text) { rewrite(as.what, text); }
    void operator()(const member& as, std::optional<std::string>& text) {
        if (text) rewrite(as.what, *text);
    }
    void operator()(const member& as, std::vector<std::string>& texts) {
        if (as.what == content::columns) return rewrite_columns(texts);
        for (std::string& text : texts) rewrite(as.what, text);
    }
    void operator()(const member&, const bool&) {}
    template <class Enum>
        requires std::is_enum_v<Enum>
    void operator()(const member&, const Enum&) {}
    void operator()(column_or_expression, std::string& text, const bool& is_expression) {
        rewrite(is_expression ? content::expression : content::columns, text);
    }
    void operator()(reference, std::string& schema, std::string& table, std::vector<std::string>& columns) {
        rewrite_reference(schema, table, columns);
    }
    void operator()(reference, std::string& schema, std::string& table) {
        std::vector<std::string> none;
        rewrite_reference(schema, table, none);
    }
    template <class Model>
    void operator()(const member&, std::vector<Model>& models) {
        for (Model& each : models) Model::members(each, *this);
    }
    template <class Model>
    void operator()(const member&, std::optional<Model>& model) {
        if (model) Model::members(*model, *this);
    }
    void operator()(const member& as, told_list auto& list) { (*this)(as, list.all); }

protected:
    rewriter() = default;
    rewriter(const rewriter&) = default;
    rewriter& operator=(const rewriter&) = default;
    ~rewriter() = default;
};
}  // namespace virga::kit::detail
