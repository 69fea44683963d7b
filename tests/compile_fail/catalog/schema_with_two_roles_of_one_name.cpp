// expect: schema: two roles have one name, or one is listed twice
// note: "editor"
#include "schema.hpp"

inline constexpr pg::role<"editor"> editor;
inline constexpr pg::role<"editor", pg::login> other;
inline constexpr pg::role<"monitor", existing> monitor;

#ifdef REJECT
inline constexpr auto schema = virga::schema(virga::domain(editor), virga::domain(other));
#else
inline constexpr auto schema = virga::schema(virga::domain(editor), virga::domain(monitor));
#endif
