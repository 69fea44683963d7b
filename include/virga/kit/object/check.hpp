// virga/kit/object/check.hpp: check constraints.
#pragma once

#include <string>  // std::string

#include <virga/kit/object/key.hpp>     // virga::kit::detail::constraint_object
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member, required
#include <virga/kit/object/need.hpp>    // virga::kit::told_needs
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier

namespace virga::kit {

struct check_model {
    std::string name;
    std::string expression;
    bool not_valid = false;
    told_needs needs{};
    friend bool operator==(const check_model&, const check_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("expression", detail::content::expression), self.expression);
        visit(detail::member{"not_valid"}, self.not_valid);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
[[nodiscard]] inline std::string check(const check_model& check) {
    return "constraint " + quote_identifier(check.name) + " check (" + check.expression + (check.not_valid ? ") not valid" : ")");
}
}  // namespace ddl

namespace detail {
[[nodiscard]] object object_of(const auto& table, const check_model& check) {
    object made = constraint_object(table, check.name, ddl::check(check));
    made.kind = &condition_kind;
    if (check.not_valid) made.clause.clear();  // within `create table` it would be valid at once
    made.demand = "a row violates it";
    speak(made, table, check.expression, check.needs);
    return made;
}
}  // namespace detail
}  // namespace virga::kit
