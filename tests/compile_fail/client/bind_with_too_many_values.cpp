// expect: bind: the query has another number of arg<>s than there are values
#include "schema.hpp"

#include <virga/client/batch.hpp>  // virga::batched_calls

struct some_client : batched_calls<some_client> {
    std::vector<result> run_batch(std::span<const batch_item>, const transaction_options&);
};
constexpr auto of_email = select(person.id).from(person).where(person.email == arg<"email">);

void find(some_client& db) {
#ifdef REJECT
    (void)db.batch(bind(of_email, "ada@example.org", "bob@example.org"));
#else
    (void)db.batch(bind(of_email, "ada@example.org"));
#endif
}
