// expect: as: specialize virga::codec for this C++ type, with decode and encode for the column's type
// note: "address"
#include "schema.hpp"

struct web_address {
    std::string text;
};
template <>
struct virga::codec<web_address> {
    static web_address decode(const std::string& text) { return {text}; }
    static std::string encode(const web_address& address) { return address.text; }
};

template <class t>
struct note_fields {
    pg::bigint<t, "id", primary_key> id;
#ifdef REJECT
    pg::integer<t, "address", as<web_address>> address;
#else
    pg::varchar<t, "address", 200, as<web_address>> address;
#endif
};
inline constexpr table<"note", note_fields> note;
