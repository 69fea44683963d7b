// expect: comparison: the two sides are of types that do not compare
// note: "published_at"
#include "schema.hpp"

template <class t>
struct event_fields {
    pg::timestamp<t, "at", not_null> at;
    pg::timestamptz<t, "moment", not_null> moment;
};
inline constexpr table<"event", event_fields> event;

#ifdef REJECT
constexpr auto query = select(post.id).from(post).inner_join(event, event.at == post.published_at);
#else
constexpr auto query = select(post.id).from(post).inner_join(event, event.moment == post.published_at);
#endif

constexpr auto text = to_sql(query);
