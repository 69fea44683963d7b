// virga/kit/object/extension.hpp: extensions.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object
#include <virga/kit/quote.hpp>          // virga::kit::quote_identifier

namespace virga::kit {

/// An extension of the database, in whatever version the server has.
struct extension_model {
    std::string name;
    std::string schema;  ///< in which its objects lie; empty where the extension decides, or the search path
    friend bool operator==(const extension_model&, const extension_model&) = default;

    static constexpr std::string_view called = "extension";
    static constexpr bool keeps_its_name = true;
    [[nodiscard]] std::vector<std::string> claims() const { return {"extension " + name}; }
    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::member{"schema"}, self.schema);
    }
};

namespace ddl {
/// Creates it unless the database has it: a hosted one may come with some.
[[nodiscard]] inline std::string create_extension(const extension_model& of) {
    const std::string place = of.schema.empty() ? "" : " schema " + quote_identifier(of.schema);
    return "create extension if not exists " + quote_identifier(of.name) + place + ";";
}
[[nodiscard]] inline std::string drop_extension(std::string_view name) { return "drop extension " + quote_identifier(name) + ";"; }
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string move_extension(const table_name&, const object& before, const object& after) {
    const extension_model& to = *static_cast<const extension_model*>(after.model);
    if (to.schema.empty() or static_cast<const extension_model*>(before.model)->schema.empty()) return {};
    return "alter extension " + quote_identifier(to.name) + " set schema " + quote_identifier(to.schema) + ";";
}
inline constexpr object_kind extension_kind{.created = change_kind::create_extension, .altered = change_kind::create_extension,
                                            .dropped = change_kind::drop_extension, .name_space = "extension ",
                                            .stands_alone = true, .alter = move_extension};

[[nodiscard]] inline object object_of(const extension_model& of) {
    object made{&extension_kind, of.name, ddl::create_extension(of), ddl::drop_extension(of.name)};
    made.needs = {key_of::schema(of.schema)};
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
