// schema/auth/account.hpp: the ways in which a user can sign in, by password or by a provider.
#pragma once

#include <tuple>  // std::tuple

#include <schema/auth/user.hpp>
#include <virga.hpp>

namespace app::auth {
using namespace virga;

template <class t>
struct account_fields {
    pg::text<t, "id", primary_key> id;
    pg::text<t, "account_id", not_null> account_id;
    pg::text<t, "provider_id", not_null> provider_id;
    pg::text<t, "user_id", not_null, references<user.id, on_delete::cascade>> user_id;
    pg::text<t, "access_token"> access_token;
    pg::text<t, "refresh_token"> refresh_token;
    pg::text<t, "id_token"> id_token;
    pg::timestamp<t, "access_token_expires_at"> access_token_expires_at;
    pg::timestamp<t, "refresh_token_expires_at"> refresh_token_expires_at;
    pg::text<t, "scope"> scope;
    pg::text<t, "password"> password;
    pg::timestamp<t, "created_at", not_null, default_now> created_at;
    pg::timestamp<t, "updated_at", not_null, on_update_now> updated_at;

    static constexpr auto constraints(const auto& account) {
        return std::tuple{pg::index<"account_userId_idx">(account.user_id)};
    }
};
inline constexpr table<"account", account_fields> account;
using account_row = row<account>;
}  // namespace app::auth
