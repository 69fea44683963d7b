// schema/auth/user.hpp: the people who use the app.
#pragma once

#include <virga.hpp>

namespace app::auth {
using namespace virga;

template <class t>
struct user_fields {
    pg::text<t, "id", primary_key> id;
    pg::text<t, "name", not_null> name;
    pg::text<t, "email", not_null, unique> email;
    pg::boolean<t, "email_verified", not_null, default_to<false>> email_verified;
    pg::text<t, "image"> image;
    pg::timestamp<t, "created_at", not_null, default_now> created_at;
    pg::timestamp<t, "updated_at", not_null, default_now, on_update_now> updated_at;
};
inline constexpr table<"user", user_fields> user;
using user_row = row<user>;
}  // namespace app::auth
