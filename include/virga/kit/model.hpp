// virga/kit/model.hpp: a schema as run-time values, whatever it was read from.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/object/enum_type.hpp>  // virga::kit::enum_model
#include <virga/kit/object/extension.hpp>  // virga::kit::extension_model
#include <virga/kit/object/member.hpp>     // virga::kit::detail::member
#include <virga/kit/object/role.hpp>       // virga::kit::role_model
#include <virga/kit/object/sequence.hpp>   // virga::kit::own_sequence_model
#include <virga/kit/object/table.hpp>      // virga::kit::table_model

/// The model is what declarations, snapshots and catalogs have in common. Names are bare (never quoted),
/// an empty schema name is `public`; expressions, defaults and types are SQL text as they stand in DDL.
namespace virga::kit {

/// Renames that declarations ask for, as `--rename` takes them. They are no part of a schema, so that two are never different for
/// them.
struct declared_renames {
    std::vector<std::string> requests{};
    friend bool operator==(const declared_renames&, const declared_renames&) { return true; }
};

/// A whole schema, in order of declaration.
struct model {
    std::vector<std::string> schemas;  ///< other than `public`
    std::vector<enum_model> enums;
    std::vector<table_model> tables;
    std::vector<role_model> roles{};
    std::vector<extension_model> extensions{};
    std::vector<own_sequence_model> sequences{};
    declared_renames renames{};
    friend bool operator==(const model&, const model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("schemas"), self.schemas);
        visit(detail::member{"extensions"}, self.extensions);
        visit(detail::required("enums"), self.enums);
        visit(detail::member{"sequences"}, self.sequences);
        visit(detail::member{"roles"}, self.roles);
        visit(detail::required("tables"), self.tables);
    }
    /// The lists of what stands for itself beside tables, in the order in which these come where nothing else decides.
    static void standing(auto& self, auto&& visit) {
        visit(self.roles);
        visit(self.extensions);
        visit(self.enums);
        visit(self.sequences);
    }
};
}  // namespace virga::kit
