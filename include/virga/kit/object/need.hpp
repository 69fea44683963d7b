// virga/kit/object/need.hpp: what an object of raw text leans on, as declared.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/change.hpp>         // virga::kit::key_of
#include <virga/kit/object/member.hpp>  // virga::kit::detail::required, reference
#include <virga/kit/quote.hpp>          // virga::kit::qualified, quote_identifier

namespace virga::kit {

/// Something of the schema, by its name.
struct need_model {
    std::string what;  ///< `table` (a view or a sequence too), `type`, `function`, `extension`, `role`, `schema`, `raw`
    std::string schema;
    std::string name;
    std::vector<std::string> columns{};  ///< of a table, on which it leans as well
    friend bool operator==(const need_model&, const need_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("what"), self.what);
        visit(detail::reference{"schema", "name", "columns"}, self.schema, self.name, self.columns);
    }
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
}  // namespace detail
}  // namespace virga::kit
