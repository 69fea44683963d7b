// virga/kit/object/kinds.hpp: the list of the kinds of schema objects.
#pragma once

#include <virga/kit/change.hpp>               // virga::kit::change_kind
#include <virga/kit/object/comment.hpp>       // virga::kit::detail::comment_kind
#include <virga/kit/object/composite_type.hpp>  // virga::kit::detail::composite_kind
#include <virga/kit/object/domain_type.hpp>   // virga::kit::detail::domain_type_kind
#include <virga/kit/object/enum_type.hpp>     // virga::kit::detail::enum_kind
#include <virga/kit/object/extension.hpp>     // virga::kit::detail::extension_kind
#include <virga/kit/object/grant.hpp>         // virga::kit::detail::grant_kind
#include <virga/kit/object/index.hpp>         // virga::kit::detail::index_kind
#include <virga/kit/object/key.hpp>           // virga::kit::detail::constraint_kind
#include <virga/kit/object/object.hpp>        // virga::kit::detail::object_kind
#include <virga/kit/object/partition.hpp>     // virga::kit::detail::partition_kind
#include <virga/kit/object/policy.hpp>        // virga::kit::detail::policy_kind
#include <virga/kit/object/raw.hpp>           // virga::kit::detail::raw_kind
#include <virga/kit/object/role.hpp>          // virga::kit::detail::role_kind
#include <virga/kit/object/routine.hpp>       // virga::kit::detail::routine_kind
#include <virga/kit/object/row_security.hpp>  // virga::kit::detail::row_security_kind
#include <virga/kit/object/schema.hpp>        // virga::kit::detail::schema_kind
#include <virga/kit/object/sequence.hpp>      // virga::kit::detail::sequence_kind
#include <virga/kit/object/table.hpp>         // virga::kit::detail::table_kind
#include <virga/kit/object/table_storage.hpp>  // virga::kit::detail::storage_kind, tablespace_kind
#include <virga/kit/object/trigger.hpp>       // virga::kit::detail::trigger_kind
#include <virga/kit/object/unlogged.hpp>      // virga::kit::detail::unlogged_kind
#include <virga/kit/object/view.hpp>          // virga::kit::detail::view_kind

namespace virga::kit::detail {

inline constexpr const object_kind* kinds[] = {
    &schema_kind,    &extension_kind,  &enum_kind,       &domain_type_kind, &composite_kind,   &sequence_kind,
    &role_kind,      &routine_kind,    &table_kind,      &partition_kind,   &storage_kind,     &tablespace_kind,
    &index_kind,     &policy_kind,     &row_security_kind, &comment_kind,   &unlogged_kind,    &constraint_kind,
    &view_kind,      &materialized_view_kind, &trigger_kind, &raw_kind,     &grant_kind};

/// The kind of what a change creates or drops; null where it does neither.
[[nodiscard]] inline const object_kind* kind_of(change_kind step) {
    for (const object_kind* each : kinds) {
        if (each->created == step or each->dropped == step) return each;
    }
    return nullptr;
}
/// The same of what stands for itself, and of a change that alters it.
[[nodiscard]] inline const object_kind* standing_kind_of(change_kind step) {
    for (const object_kind* each : kinds) {
        const bool alters = each->alter != nullptr and each->altered == step;
        if (each->stands_alone and (alters or each->created == step or each->dropped == step)) return each;
    }
    return nullptr;
}
}  // namespace virga::kit::detail
