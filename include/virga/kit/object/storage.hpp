// virga/kit/object/storage.hpp: storage parameters and tablespaces of tables and indexes.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/model/lists.hpp>  // virga::kit::detail::none_of
#include <virga/kit/quote.hpp>        // virga::kit::quote_identifier, comma_separated

namespace virga::kit::ddl {

/// The name of a parameter, which is written `fillfactor=70`.
[[nodiscard]] inline std::string_view parameter_name(std::string_view parameter) {
    return parameter.substr(0, parameter.find('='));
}

/// The actions of `alter table` or `alter index` that make one storage into the other, the parameters in the order in which they
/// are declared; empty where both are alike.
[[nodiscard]] inline std::string storage_change(const std::vector<std::string>& before, const std::vector<std::string>& after,
                                                std::string_view place_before, std::string_view place_after) {
    std::vector<std::string> actions;
    if (before != after) {
        std::vector<std::string> gone;
        for (const std::string& each : before) {
            const auto is_it = [&each](const std::string& other) { return parameter_name(other) == parameter_name(each); };
            if (kit::detail::none_of(after, is_it)) gone.emplace_back(parameter_name(each));
        }
        if (not gone.empty()) actions.push_back("reset (" + comma_separated(gone) + ")");
        if (not after.empty()) actions.push_back("set (" + comma_separated(after) + ")");
    }
    if (place_before != place_after) {
        actions.push_back("set tablespace " + (place_after.empty() ? "pg_default" : quote_identifier(place_after)));
    }
    return comma_separated(actions);
}
}  // namespace virga::kit::ddl
