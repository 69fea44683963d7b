// schema/auth/session.hpp: who is signed in, from where and until when.
#pragma once

#include <tuple>  // std::tuple

#include <schema/auth/user.hpp>
#include <virga.hpp>

namespace app::auth {
using namespace virga;

template <class t>
struct session_fields {
    pg::text<t, "id", primary_key> id;
    pg::timestamp<t, "expires_at", not_null> expires_at;
    pg::text<t, "token", not_null, unique> token;
    pg::timestamp<t, "created_at", not_null, default_now> created_at;
    pg::timestamp<t, "updated_at", not_null, on_update_now> updated_at;
    pg::text<t, "ip_address"> ip_address;
    pg::text<t, "user_agent"> user_agent;
    pg::text<t, "user_id", not_null, references<user.id, on_delete::cascade>> user_id;

    static constexpr auto constraints(const auto& session) {
        return std::tuple{pg::index<"session_userId_idx">(session.user_id)};
    }
};
inline constexpr table<"session", session_fields> session;
using session_row = row<session>;
}  // namespace app::auth
