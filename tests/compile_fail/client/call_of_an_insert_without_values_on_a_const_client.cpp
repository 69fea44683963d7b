// expect: call: takes a finished query; an insert needs values, rows or default_values, an update set
#include "schema.hpp"

#include <virga/client/typed_calls.hpp>  // virga::typed_calls

struct const_client : typed_calls<const_client> {
    result run(const statement&, const arguments&) const;
};

auto add(const const_client& db) {
#ifdef REJECT
    return db(insert_into(visit));
#else
    return db(insert_into(visit).default_values());
#endif
}
