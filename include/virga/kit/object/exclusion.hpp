// virga/kit/object/exclusion.hpp: exclusion constraints.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/object/index.hpp>   // virga::kit::index_part_model
#include <virga/kit/object/key.hpp>     // virga::kit::detail::constraint_object, virga::kit::checked_model
#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::told_needs
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier

namespace virga::kit {

struct exclusion_model {
    std::string name;
    std::string method = "gist";
    std::vector<index_part_model> parts;  ///< each with its operator
    std::string where{};                  ///< or empty
    checked_model checked = checked_model::at_once;
    told_needs needs{};  ///< of its expressions
    friend bool operator==(const exclusion_model&, const exclusion_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::member{.name = "method", .usual = "gist"}, self.method);
        visit(detail::required("parts"), self.parts);
        visit(detail::member{"where", detail::content::expression}, self.where);
        visit(detail::member{"checked"}, self.checked);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
[[nodiscard]] inline std::string exclusion(const exclusion_model& of) {
    std::string text =
        "constraint " + quote_identifier(of.name) + " exclude using " + of.method + " (" + index_parts(of.parts) + ")";
    if (not of.where.empty()) text += " where (" + of.where + ")";
    return text + moment(of.checked);
}
}  // namespace ddl

namespace detail {
[[nodiscard]] object object_of(const auto& table, const exclusion_model& of) {
    object made = constraint_object(table, of.name, ddl::exclusion(of));
    made.kind = &condition_kind;
    made.provides.push_back(key_of::relation(table.schema, of.name));
    made.demand = "two rows exclude each other";
    speak(made, table, of.where + take_columns(made, of.parts), of.needs);
    return made;
}
}  // namespace detail
}  // namespace virga::kit
