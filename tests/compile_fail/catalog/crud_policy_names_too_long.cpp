// expect: crud_policy: the roles make a policy's name longer than 63 bytes; write pg::policy with names of your own
#include <virga/neon/neon.hpp>

#include "schema.hpp"

inline constexpr pg::role<"a_role_of_the_app_that_has_a_rather_long_name"> long_one;
inline constexpr pg::role<"a_role_of_the_app_that_has_a_rather_long_nam"> short_one;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;
    pg::integer<t, "views", not_null> views;
    pg::boolean<t, "hidden", not_null> hidden;

    static constexpr auto constraints(const auto& note) {
#ifdef REJECT
        return std::tuple{neon::crud_policy(long_one).read(note.hidden)};
#else
        return std::tuple{neon::crud_policy(short_one).read(note.hidden)};
#endif
    }
};
inline constexpr table<"note", note_fields> note;
