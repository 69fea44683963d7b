// virga/kit/apply/waits.hpp: for whom a process of the server waits.
#pragma once

#include <cstddef>  // std::size_t
#include <string>   // std::string

#include <fmt/core.h>  // fmt::format

#include <virga/kit/apply/lock.hpp>  // virga::kit::process_in_words
#include <virga/kit/database.hpp>    // virga::kit::database

namespace virga::kit {

/// A process of the server that waits for a lock.
struct lock_wait {
    std::string whom;     ///< `process 4711, psql, idle in transaction`, and how many others; empty when it waits for nobody
    std::string on;       ///< the table, where the lock is one of a table; else empty
    std::string seconds;  ///< since when it waits; empty before PostgreSQL 14, which does not tell
};

/// Asks another connection. The server shows only the process of other users' sessions, unless the user has pg_read_all_stats.
/// Errors: those of `database::query`.
[[nodiscard]] inline lock_wait lock_wait_of(database& other, const std::string& process) {
    // Through to_jsonb, as waitstart is no column before PostgreSQL 14.
    const auto rows = rows_of(other.query(
        "select b.pid::text, coalesce(a.application_name, ''), coalesce(a.client_addr::text, ''), coalesce(a.state, ''), "
        "coalesce(w.relation::regclass::text, ''), coalesce(greatest(floor(extract(epoch from clock_timestamp() - "
        "(to_jsonb(w) ->> 'waitstart')::timestamptz)), 0)::bigint::text, '') "
        "from (select distinct pg_catalog.unnest(pg_catalog.pg_blocking_pids($1::integer)) as pid) b "
        "left join pg_catalog.pg_stat_activity a on a.pid = b.pid "
        "left join (select * from pg_catalog.pg_locks where pid = $1::integer and not granted limit 1) w on true order by b.pid",
        texts(process)));
    lock_wait found;
    if (rows.empty()) return found;
    const auto& first = rows[0];
    // A prepared transaction has no process.
    found.whom = first[0] == "0" ? "a prepared transaction" : process_in_words(first[0], first[1], first[2]);
    if (first[3].starts_with("idle in transaction")) found.whom += ", " + first[3];
    if (const std::size_t others = rows.size() - 1; others != 0) {
        found.whom += fmt::format(" and {}{}", others, others == 1 ? " other" : " others");
    }
    found.on = first[4];
    found.seconds = first[5];
    return found;
}
}  // namespace virga::kit
