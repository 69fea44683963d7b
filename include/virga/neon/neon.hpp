// virga/neon/neon.hpp: what Neon sets up in a database: roles, the signed-in user, the table of users; and policies of these.
#pragma once

#include <virga/neon/auth.hpp>
#include <virga/neon/crud_policy.hpp>
#include <virga/neon/users_sync.hpp>
