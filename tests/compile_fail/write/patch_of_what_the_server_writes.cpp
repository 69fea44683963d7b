// expect: set: the server alone writes every column of this table
// note: "ticket"
#include "schema.hpp"

/// A table that the server alone writes.
template <class t>
struct ticket_fields {
    pg::bigint<t, "id", primary_key, identity> id;
};
inline constexpr table<"ticket", ticket_fields> ticket;

#ifdef REJECT
std::string_view text_of(const patch<ticket>& change) { return to_sql(update(ticket).set(change).all_rows()); }
#else
std::string_view text_of(const patch<visit>& change) { return to_sql(update(visit).set(change).all_rows()); }
#endif
