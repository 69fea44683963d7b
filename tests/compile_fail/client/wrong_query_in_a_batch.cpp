// expect: delete: has no where and would delete every row; write .where(...), or .all_rows()
// note: "visit"
#include "schema.hpp"

#include <virga/client/batch.hpp>  // virga::batched_calls

struct some_client : batched_calls<some_client> {
    std::vector<result> run_batch(std::span<const batch_item>, const transaction_options&);
};

void clean(some_client& db) {
#ifdef REJECT
    (void)db.batch(select(visit).from(visit), delete_from(visit));
#else
    (void)db.batch(select(visit).from(visit), delete_from(visit).all_rows());
#endif
}
