// expect: schema: a policy is for a role that is in no domain; add the role to one, or declare it existing
// note: "editor"
#include "schema.hpp"

inline constexpr pg::role<"editor"> editor;
inline constexpr pg::role<"monitor", existing> monitor;

template <class t>
struct note_fields {
    pg::text<t, "owner_id", not_null> owner_id;

    static constexpr auto constraints(const auto& note) {
        return std::tuple{pg::policy<"own">().to(editor, monitor).using_(note.owner_id == "x")};
    }
};
inline constexpr table<"note", note_fields> note;

#ifdef REJECT
inline constexpr auto schema = virga::schema(virga::domain(note));
#else
inline constexpr auto schema = virga::schema(virga::domain(note, editor));
#endif
