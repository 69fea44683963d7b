// virga/kit/object/check.hpp: check constraints.
#pragma once

#include <string>  // std::string

#include <virga/kit/object/member.hpp>  // virga::kit::required
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier

namespace virga::kit {

struct check_model {
    std::string name;
    std::string expression;
    friend bool operator==(const check_model&, const check_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(required("name"), self.name);
        visit(required("expression", holds::expression), self.expression);
    }
};

namespace ddl {
[[nodiscard]] inline std::string check(const check_model& check) {
    return "constraint " + quote_identifier(check.name) + " check (" + check.expression + ")";
}
}  // namespace ddl
}  // namespace virga::kit
