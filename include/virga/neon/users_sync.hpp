// virga/neon/users_sync.hpp: the table of users that Neon Auth keeps up to date.
#pragma once

#include <virga/expr/column.hpp>        // what a field is as a column
#include <virga/schema/attributes.hpp>  // virga::existing
#include <virga/schema/columns.hpp>     // virga::pg::text
#include <virga/schema/table.hpp>       // virga::table

namespace virga::neon {

/// Source: drizzle-orm 0.45, neon/neon-auth.
template <class t>
struct users_sync_fields {
    pg::jsonb<t, "raw_json", not_null> raw_json;
    pg::text<t, "id", primary_key> id;
    pg::text<t, "name"> name;
    pg::text<t, "email"> email;
    pg::timestamptz<t, "created_at"> created_at;
    pg::timestamptz<t, "deleted_at"> deleted_at;
    pg::timestamptz<t, "updated_at"> updated_at;
};
/// `neon_auth.users_sync`, to be joined and referenced. Neon makes it and writes it; the kit leaves it alone.
inline constexpr table<"users_sync", users_sync_fields, "neon_auth", existing> users_sync;
}  // namespace virga::neon
