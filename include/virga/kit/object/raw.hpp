// virga/kit/object/raw.hpp: objects of any kind, by the statements that create and drop them.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>  // virga::kit::detail::member
#include <virga/kit/object/need.hpp>    // virga::kit::need_model
#include <virga/kit/object/object.hpp>  // virga::kit::detail::object

namespace virga::kit {

struct raw_model {
    std::string name;    ///< among objects of raw text
    std::string create;  ///< one statement, without its semicolon
    std::string drop;    ///< likewise; empty where it goes with the first that it needs
    std::vector<need_model> needs{};
    friend bool operator==(const raw_model&, const raw_model&) = default;

    static constexpr std::string_view called = "raw object";
    static constexpr bool is_made_anew = true;  ///< by another name
    [[nodiscard]] std::vector<std::string> claims() const { return {"raw " + name}; }
    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::required("create"), self.create);
        visit(detail::member{"drop"}, self.drop);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace detail {
inline constexpr object_kind raw_kind{.created = change_kind::create_raw,
                                      .altered = {},
                                      .dropped = change_kind::drop_raw,
                                      .name_space = "raw ",
                                      .stands_alone = true};

[[nodiscard]] inline object object_of(const raw_model& of) {
    object made{&raw_kind, of.name, of.create + ";", of.drop.empty() ? "" : of.drop + ";"};
    made.provides = {key_of::raw(of.name)};
    made.needs = keys_of(of.needs);
    if (of.drop.empty() and not of.needs.empty()) made.holder = key_of_need(of.needs.front());
    made.model = &of;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
