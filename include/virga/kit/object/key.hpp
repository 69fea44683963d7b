// virga/kit/object/key.hpp: primary keys and unique constraints.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::required
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier, quoted_list

namespace virga::kit {

/// A primary key or unique constraint.
struct key_model {
    std::string name;
    std::vector<std::string> columns;
    friend bool operator==(const key_model&, const key_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(required("name"), self.name);
        visit(required("columns", holds::columns), self.columns);
    }
};

namespace ddl {
[[nodiscard]] inline std::string primary_key(const key_model& key) {
    return "constraint " + quote_identifier(key.name) + " primary key (" + quoted_list(key.columns) + ")";
}
[[nodiscard]] inline std::string unique(const key_model& key) {
    return "constraint " + quote_identifier(key.name) + " unique (" + quoted_list(key.columns) + ")";
}
}  // namespace ddl
}  // namespace virga::kit
