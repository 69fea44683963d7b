// Golden statements: values that the app makes.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const golden::statements inserts{
    statement<R"(insert into "receipt" ("what", "id", "number", "version", "written_by") values ($1, $2, $3, $4, $5) returning "receipt"."id")">(
        insert_into(receipt).values(receipt.what = "a pen").returning(receipt.id)),
    statement<R"(insert into "receipt" ("number", "written_by", "what", "id", "version") values ($1, null, $2, $3, $4))">(
        insert_into(receipt).values(receipt.number = 1000, receipt.written_by = nullptr, receipt.what = "a cup")),
    statement<R"(insert into "receipt" ("id", "number", "what", "version", "written_by", "origin") select "1", "2", "3", "4", "5", )"
              R"(coalesce("6", $1) from unnest($2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[]) as "given" )"
              R"(("1", "2", "3", "4", "5", "6"))">(insert_into(receipt).rows(std::vector<insertable<receipt>>{})),
    statement<R"(insert into "receipt" ("id", "number", "what", "version", "written_by") select "receipt"."id", )"
              R"("receipt"."number" + $1, "receipt"."what", "receipt"."version", "receipt"."origin" from "receipt" on conflict ("id") do update set "what" = "excluded"."what", )"
              R"("version" = $2, "written_by" = $3, "origin" = $4)">(
        insert_into(receipt)
            .columns(receipt.id, receipt.number, receipt.what, receipt.version, receipt.written_by)
            .select(select(receipt.id, receipt.number + 1, receipt.what, receipt.version, receipt.origin).from(receipt))
            .on_conflict(receipt.id)
            .do_update(receipt.what = excluded(receipt.what))),
};

const golden::statements updates{
    statement<R"(update "receipt" set "what" = $1, "version" = $2, "written_by" = $3, "origin" = $4 where "receipt"."number" = $5)">(
        update(receipt).set(receipt.what = "a pencil").where(receipt.number == 1)),
    statement<R"(update "receipt" set "version" = "receipt"."version" + $1, "written_by" = $2, "origin" = $3)">(
        update(receipt).set(receipt.version = receipt.version + 1).all_rows()),
};
}  // namespace
