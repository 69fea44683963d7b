// virga/kit/object/foreign_key.hpp: foreign keys.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::member
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier, quoted_list, qualified

namespace virga::kit {

struct foreign_key_model {
    std::string name;
    std::vector<std::string> columns;
    std::string foreign_schema;
    std::string foreign_table;
    std::vector<std::string> foreign_columns;
    std::string on_delete;  ///< SQL text, `cascade`; empty is `no action`
    std::string on_update;
    friend bool operator==(const foreign_key_model&, const foreign_key_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(required("name"), self.name);
        visit(required("columns", holds::columns), self.columns);
        visit(reference{}, self.foreign_schema, self.foreign_table, self.foreign_columns);
        visit(member{"on_delete"}, self.on_delete);
        visit(member{"on_update"}, self.on_update);
    }
};

namespace ddl {
[[nodiscard]] inline std::string foreign_key(const foreign_key_model& key) {
    std::string text = "constraint " + quote_identifier(key.name) + " foreign key (" + quoted_list(key.columns) +
                       ") references " + qualified(key.foreign_schema, key.foreign_table) + " (" +
                       quoted_list(key.foreign_columns) + ")";
    if (not key.on_delete.empty()) text += " on delete " + key.on_delete;
    if (not key.on_update.empty()) text += " on update " + key.on_update;
    return text;
}
}  // namespace ddl
}  // namespace virga::kit
