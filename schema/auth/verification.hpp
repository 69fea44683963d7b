// schema/auth/verification.hpp: what is sent out to be confirmed: addresses, resets.
#pragma once

#include <tuple>  // std::tuple

#include <virga.hpp>

namespace app::auth {
using namespace virga;

template <class t>
struct verification_fields {
    pg::text<t, "id", primary_key> id;
    pg::text<t, "identifier", not_null> identifier;
    pg::text<t, "value", not_null> value;
    pg::timestamp<t, "expires_at", not_null> expires_at;
    pg::timestamp<t, "created_at", not_null, default_now> created_at;
    pg::timestamp<t, "updated_at", not_null, default_now, on_update_now> updated_at;

    static constexpr auto constraints(const auto& verification) {
        return std::tuple{pg::index<"verification_identifier_idx">(verification.identifier)};
    }
};
inline constexpr table<"verification", verification_fields> verification;
using verification_row = row<verification>;
}  // namespace app::auth
