// expect: rows: the server alone writes every column of this table; write default_values()
// note: "ticket"
#include "schema.hpp"

/// A table that the server alone writes.
template <class t>
struct ticket_fields {
    pg::bigint<t, "id", primary_key, identity> id;
};
inline constexpr table<"ticket", ticket_fields> ticket;

#ifdef REJECT
std::string_view text_of(const std::vector<insertable<ticket>>& all) { return to_sql(insert_into(ticket).rows(all)); }
#else
std::string_view text_of() { return to_sql(insert_into(ticket).default_values()); }
#endif
