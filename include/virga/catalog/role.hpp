// virga/catalog/role.hpp: roles: whom policies are for.
#pragma once

#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <virga/schema/attributes.hpp>   // virga::existing
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/text/name.hpp>           // virga::is_identifier

namespace virga {

/// The types of a role's attributes; the objects are `pg::login` and its like.
namespace role_attribute {
struct create_db {};
struct create_role {};
struct inherit {};
struct no_inherit {};
struct login {};
struct bypass_rls {};
}  // namespace role_attribute

namespace pg {
/// The role can create databases.
inline constexpr role_attribute::create_db create_db;
/// The role can create, alter and drop roles.
inline constexpr role_attribute::create_role create_role;
/// The role has the privileges of the roles that it is a member of. This is so unless `no_inherit` is said.
inline constexpr role_attribute::inherit inherit;
/// The role has such privileges only after `set role`.
inline constexpr role_attribute::no_inherit no_inherit;
/// The role can begin a session. Its password is no matter of the schema.
inline constexpr role_attribute::login login;
/// The role sees and writes every row, whatever the policies say.
inline constexpr role_attribute::bypass_rls bypass_rls;
}  // namespace pg

/// Whether it can be said of a role.
template <class Attribute>
inline constexpr bool is_role_attribute =
    std::is_same_v<Attribute, role_attribute::create_db> or std::is_same_v<Attribute, role_attribute::create_role> or
    std::is_same_v<Attribute, role_attribute::inherit> or std::is_same_v<Attribute, role_attribute::no_inherit> or
    std::is_same_v<Attribute, role_attribute::login> or std::is_same_v<Attribute, role_attribute::bypass_rls> or
    std::is_same_v<Attribute, attribute::existing>;

/// Whether a role of the app can have the name: it is no word that stands for roles, nor one of the server's own.
/// Source: PostgreSQL's src/backend/parser/gram.y, RoleSpec, and IsReservedName in catalog/catalog.c.
constexpr bool is_free_role_name(std::string_view name) {
    return name != "public" and name != "none" and name != "current_user" and name != "current_role" and name != "session_user" and
           not name.starts_with("pg_");
}

namespace pg {

/// A role: `inline constexpr pg::role<"editor"> editor;`, listed in a domain like a table.
///
/// Roles belong to the server, not to a database. One with the attribute `existing` is never created, altered or
/// dropped, and need not be listed.
template <fixed_string Name, auto... Attributes>
struct role {
    template <class Attribute>
    static constexpr bool has = (std::is_same_v<std::remove_const_t<decltype(Attributes)>, Attribute> or ...);

    static constexpr std::string_view name = Name.view();
    static constexpr bool is_existing = has<attribute::existing>;

    consteval role() {
        static_assert(is_identifier<Name>, "role: a name has 1 to 63 bytes");
        static_assert((is_role_attribute<std::remove_const_t<decltype(Attributes)>> and ...),
                      "role: takes create_db, create_role, inherit or no_inherit, login, bypass_rls, or existing");
        static_assert(is_existing or is_free_role_name(Name.view()),
                      "role: the name is a word of PostgreSQL's own; for one of the server's roles add existing");
        static_assert(not is_existing or sizeof...(Attributes) == 1,
                      "role: an existing role has the attributes that it has; leave out the others");
        static_assert(not(has<role_attribute::inherit> and has<role_attribute::no_inherit>),
                      "role: inherit and no_inherit exclude each other");
    }
};

/// A word that stands for roles where a policy is granted.
template <fixed_string Word>
struct role_word {
    static constexpr std::string_view name = Word.view();
    static constexpr bool is_existing = true;
};
/// Every role, also those to come.
inline constexpr role_word<"public"> public_;
/// Who runs the migration: PostgreSQL puts that role in the place of the word.
inline constexpr role_word<"current_user"> current_user;
inline constexpr role_word<"current_role"> current_role;
inline constexpr role_word<"session_user"> session_user;
}  // namespace pg

template <class>
inline constexpr bool is_role = false;
template <fixed_string Name, auto... Attributes>
inline constexpr bool is_role<pg::role<Name, Attributes...>> = true;

/// Whether a policy can be for it: a role, or a word for roles.
template <class Role>
inline constexpr bool is_policy_role = is_role<Role>;
template <fixed_string Word>
inline constexpr bool is_policy_role<pg::role_word<Word>> = true;

static_assert(is_free_role_name("editor") and not is_free_role_name("pg_monitor"));
}  // namespace virga
