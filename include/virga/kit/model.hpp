// virga/kit/model.hpp: a schema as run-time values, whatever it was read from.
#pragma once

#include <string>  // std::string
#include <vector>  // std::vector

#include <virga/kit/object/composite_type.hpp>  // virga::kit::composite_model
#include <virga/kit/object/domain_type.hpp>  // virga::kit::domain_type_model
#include <virga/kit/object/enum_type.hpp>  // virga::kit::enum_model
#include <virga/kit/object/extension.hpp>  // virga::kit::extension_model
#include <virga/kit/object/grant.hpp>      // virga::kit::grant_model
#include <virga/kit/object/member.hpp>     // virga::kit::detail::member
#include <virga/kit/object/raw.hpp>        // virga::kit::raw_model
#include <virga/kit/object/role.hpp>       // virga::kit::role_model
#include <virga/kit/object/routine.hpp>    // virga::kit::routine_model
#include <virga/kit/object/sequence.hpp>   // virga::kit::own_sequence_model
#include <virga/kit/object/standing_comment.hpp>  // virga::kit::comment_model
#include <virga/kit/object/table.hpp>      // virga::kit::table_model
#include <virga/kit/object/trigger.hpp>    // virga::kit::trigger_model
#include <virga/kit/object/view.hpp>       // virga::kit::view_model

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
    std::vector<domain_type_model> domains{};
    std::vector<composite_model> composites{};
    std::vector<view_model> views{};
    std::vector<routine_model> routines{};
    std::vector<trigger_model> triggers{};
    std::vector<raw_model> raws{};
    std::vector<grant_model> grants{};
    std::vector<comment_model> comments{};
    declared_renames renames{};
    friend bool operator==(const model&, const model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("schemas"), self.schemas);
        visit(detail::member{"extensions"}, self.extensions);
        visit(detail::required("enums"), self.enums);
        visit(detail::member{"domains"}, self.domains);
        visit(detail::member{"composites"}, self.composites);
        visit(detail::member{"sequences"}, self.sequences);
        visit(detail::member{"roles"}, self.roles);
        visit(detail::required("tables"), self.tables);
        visit(detail::member{"routines"}, self.routines);
        visit(detail::member{"views"}, self.views);
        visit(detail::member{"triggers"}, self.triggers);
        visit(detail::member{"raw"}, self.raws);
        visit(detail::member{"grants"}, self.grants);
        visit(detail::member{"comments"}, self.comments);
    }
    /// The lists of types of the app's own.
    static void own_types(auto& self, auto&& visit) {
        visit(self.enums);
        visit(self.domains);
        visit(self.composites);
    }
    /// The lists of what stands for itself beside tables, in the order in which these come where nothing else decides.
    static void standing(auto& self, auto&& visit) {
        visit(self.roles);
        visit(self.extensions);
        own_types(self, visit);
        visit(self.sequences);
        visit(self.routines);
        visit(self.views);
        visit(self.triggers);
        visit(self.raws);
        visit(self.grants);
        visit(self.comments);
    }
};
}  // namespace virga::kit
