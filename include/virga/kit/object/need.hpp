// virga/kit/object/need.hpp: what an object leans on: raw text as declared, an expression as its tree says.
#pragma once

#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <vector>       // std::vector

#include <virga/kit/change.hpp>         // virga::kit::key_of
#include <virga/kit/object/member.hpp>  // virga::kit::detail::required, reference
#include <virga/kit/quote.hpp>          // virga::kit::qualified, quote_identifier

namespace virga::kit {

/// Something of the schema, by its name.
struct need_model {
    /// `table` (a view or a sequence too), `type`, `function`, `extension`, `role`, `schema`, `raw`; `primary key` of a table
    std::string what;
    std::string schema;
    std::string name;
    std::vector<std::string> columns{};  ///< of a table, on which it leans as well
    friend bool operator==(const need_model&, const need_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("what"), self.what);
        visit(detail::reference{"schema", "name", "columns"}, self.schema, self.name, self.columns);
    }
};

/// What an expression leans on, as its tree says. It follows from the expression, so that two are never different for it. Nothing
/// is told where SQL by hand stands in it, and in older snapshots: then its text is read for names.
struct told_needs {
    std::vector<need_model> all{};
    bool is_told = false;  ///< also if there are none, as of a constant
    [[nodiscard]] bool are_told() const { return is_told or not all.empty(); }
    friend bool operator==(const told_needs&, const told_needs&) { return true; }
};

namespace key_of {
/// A function, procedure or aggregate, whatever its arguments.
inline std::string function(std::string_view schema, std::string_view name) { return "function " + qualified(schema, name); }
inline std::string extension(std::string_view name) { return "extension " + quote_identifier(name); }
inline std::string raw(std::string_view name) { return "raw " + quote_identifier(name); }
}  // namespace key_of

namespace detail {
/// The key of the thing itself.
[[nodiscard]] inline std::string key_of_need(const need_model& need) {
    if (need.what == "type") return key_of::type(need.schema, need.name);
    if (need.what == "function") return key_of::function(need.schema, need.name);
    if (need.what == "extension") return key_of::extension(need.name);
    if (need.what == "role") return key_of::role(need.name);
    if (need.what == "schema") return key_of::schema(need.name);
    if (need.what == "raw") return key_of::raw(need.name);
    if (need.what == "primary key") return key_of::primary_key(need.schema, need.name);
    return key_of::relation(need.schema, need.name);
}
/// Has what is of this key another name.
inline void rename_need(std::string_view what, std::string& schema, std::string& name, std::string_view key, const std::string& to,
                        const std::string& new_name) {
    if (key_of_need({std::string{what}, schema, name}) != key) return;
    schema = to;
    name = new_name;
}
/// All of them, those of its columns and their types too.
[[nodiscard]] inline std::vector<std::string> keys_of(const std::vector<need_model>& needs) {
    std::vector<std::string> keys;
    for (const need_model& need : needs) {
        keys.push_back(key_of_need(need));
        for (const std::string& column : need.columns) {
            keys.push_back(key_of::column(need.schema, need.name, column));
            keys.push_back(key_of::column_type(need.schema, need.name, column));
            keys.push_back(key_of::pinned_type(need.schema, need.name, column));
        }
    }
    return keys;
}

/// Hands all lists of needs in a model to a function.
template <class Visit>
class need_lists {
public:
    explicit need_lists(Visit visit) : visit_(visit) {}

    template <class Model>
    void operator()(const member&, std::vector<Model>& models) {
        if constexpr (std::is_same_v<Model, need_model>) {
            visit_(models);
        } else if constexpr (requires(Model each) { Model::members(each, *this); }) {
            for (Model& each : models) Model::members(each, *this);
        }
    }
    template <class Model>
    void operator()(const member&, std::optional<Model>& model) {
        if constexpr (requires { Model::members(*model, *this); }) {
            if (model) Model::members(*model, *this);
        }
    }
    void operator()(const member&, told_needs& needs) { visit_(needs.all); }
    void operator()(const auto&, const auto&...) {}

private:
    Visit visit_;
};
}  // namespace detail
}  // namespace virga::kit
