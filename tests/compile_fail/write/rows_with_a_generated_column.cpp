// expect: rows: the server alone writes a column of row<table>; give a range of insertable<table>
#include "schema.hpp"

#ifdef REJECT
std::string_view text_of(const std::vector<row<post>>& posts) {
#else
std::string_view text_of(const std::vector<insertable<post>>& posts) {
#endif
#ifdef REJECT
    return to_sql(insert_into(post).rows(posts));
}
#else
    return to_sql(insert_into(post).rows(posts));
}
#endif
