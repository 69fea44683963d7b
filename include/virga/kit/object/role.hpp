// virga/kit/object/role.hpp: roles.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/object/member.hpp>      // virga::kit::detail::member
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, quote_literal, dollar_quoted

namespace virga::kit {

/// A role; its password is not part of a schema.
struct role_model {
    std::string name;
    bool create_db = false;
    bool create_role = false;
    bool inherit = true;
    bool login = false;
    bool bypass_rls = false;
    bool existing = false;  ///< others keep it
    friend bool operator==(const role_model&, const role_model&) = default;

    static constexpr std::string_view called = "role";
    [[nodiscard]] std::vector<std::string> claims() const { return {"role " + name}; }
    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::member{"existing"}, self.existing);
        visit(detail::member{"create_db"}, self.create_db);
        visit(detail::member{"create_role"}, self.create_role);
        visit(detail::member{.name = "no_inherit", .negated = true}, self.inherit);
        visit(detail::member{"login"}, self.login);
        visit(detail::member{"bypass_rls"}, self.bypass_rls);
    }
};

namespace ddl {
namespace detail {
/// The attributes in which a role differs from another, each word with a blank before it.
[[nodiscard]] inline std::string role_attributes(const role_model& from, const role_model& to) {
    std::string words;
    const auto word = [&words](bool before, bool after, std::string_view name) {
        if (before != after) (words += after ? " " : " no") += name;
    };
    word(from.create_db, to.create_db, "createdb");
    word(from.create_role, to.create_role, "createrole");
    word(from.inherit, to.inherit, "inherit");
    word(from.login, to.login, "login");
    word(from.bypass_rls, to.bypass_rls, "bypassrls");
    return words;
}
}  // namespace detail

/// Creates a role unless the server has one of that name: another database of the same server may have brought it.
[[nodiscard]] inline std::string create_role(const role_model& role) {
    const std::string create = "create role " + quote_identifier(role.name) + detail::role_attributes({}, role) + ";";
    const std::string missing = "not exists (select from pg_catalog.pg_roles where rolname = " + quote_literal(role.name) + ")";
    return "do " + dollar_quoted("\nbegin\n  if " + missing + " then\n    " + create + "\n  end if;\nend\n") + ";";
}
[[nodiscard]] inline std::string alter_role(const role_model& before, const role_model& after) {
    return "alter role " + quote_identifier(after.name) + detail::role_attributes(before, after) + ";";
}
/// Drops a role unless another database of the server had it dropped before.
[[nodiscard]] inline std::string drop_role(std::string_view name) { return "drop role if exists " + quote_identifier(name) + ";"; }
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string alter_role(const table_name&, const object& before, const object& after) {
    return ddl::alter_role(*static_cast<const role_model*>(before.model), *static_cast<const role_model*>(after.model));
}
inline constexpr object_kind role_kind{.created = change_kind::create_role, .altered = change_kind::alter_role,
                                       .dropped = change_kind::drop_role, .name_space = "role ", .stands_alone = true,
                                       .is_protection = true, .alter = alter_role};

[[nodiscard]] inline object object_of(const role_model& role) {
    object made{&role_kind, role.name, ddl::create_role(role), ddl::drop_role(role.name)};
    made.provides = {key_of::role(role.name)};
    made.loses = "role:" + role.name;
    made.caution = fmt::format("role {}: dropping it fails while it owns or may use anything in any database of the server.",
                               role.name);
    made.existing = role.existing;
    made.model = &role;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
