// schema/auth/index.hpp: users and how they sign in, the core tables of Better Auth 1.7.25, which
// tests/better_auth runs over them.
#pragma once

#include <schema/auth/account.hpp>
#include <schema/auth/session.hpp>
#include <schema/auth/user.hpp>
#include <schema/auth/verification.hpp>

namespace app::auth {
inline constexpr auto domain = virga::domain(user, session, account, verification);
}  // namespace app::auth
