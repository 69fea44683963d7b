// virga/kit/apply/lock.hpp: one migrator at a time.
#pragma once

#include <algorithm>    // std::min
#include <chrono>       // std::chrono
#include <cstdint>      // std::int64_t
#include <functional>   // std::function
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <thread>       // std::this_thread::sleep_for

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/deadline.hpp>  // virga::detail::deadline
#include <virga/kit/database.hpp>            // virga::kit::database
#include <virga/kit/history.hpp>             // virga::kit::history_table
#include <virga/text/fnv1a.hpp>              // virga::detail::fnv1a

namespace virga::kit {

/// The advisory lock of migrators that share a table of migrations; advisory locks are a database's own.
[[nodiscard]] inline std::int64_t lock_key(const history_table& table) {
    return static_cast<std::int64_t>(virga::detail::fnv1a(table.sql_name(), virga::detail::fnv1a("virga migrate ")));
}

/// A process of the server in words: `process 4711, virga migrate, from 10.0.0.5`.
[[nodiscard]] inline std::string process_in_words(const std::string& process, const std::string& application,
                                                  const std::string& address) {
    std::string who = "process " + process;
    if (not application.empty()) who += ", " + application;
    if (not address.empty()) who += ", from " + address;
    return who;
}

/// Who has the lock, or that of files, `process 4711, virga migrate`; empty when nobody does (any more).
[[nodiscard]] inline std::string lock_holder(database& server, std::int64_t key) {
    const auto bits = static_cast<std::uint64_t>(key);
    const auto rows = rows_of(server.query(
        "select l.pid::text, coalesce(a.application_name, ''), coalesce(a.client_addr::text, '') from pg_catalog.pg_locks l "
        "left join pg_catalog.pg_stat_activity a on a.pid = l.pid "
        "where l.locktype = 'advisory' and l.granted and l.objsubid in (1, 2) and l.classid = $1::oid and l.objid = $2::oid "
        "and l.database = (select oid from pg_catalog.pg_database where datname = current_database())",
        texts(std::to_string(bits >> 32U), std::to_string(bits & 0xFFFFFFFFU))));
    return rows.empty() ? std::string{} : process_in_words(rows[0][0], rows[0][1], rows[0][2]);
}

/// Holds the lock of migrators as long as it lives.
class migration_lock {
public:
    /// Waits up to `patience`; `waiting` is told once, in a sentence, for whom. `nothing` begins the sentence that says what was
    /// applied by then: `Nothing`, or `Nothing else`.
    /// Errors: `kit_error` when the lock is not free by then.
    migration_lock(database& server, const history_table& table, std::chrono::milliseconds patience,
                   const std::function<void(const std::string&)>& waiting, std::string_view nothing = "Nothing")
        : server_(server), key_(lock_key(table)) {
        const virga::detail::deadline end{patience};
        bool told = false;
        while (not server_.try_lock(key_)) {
            std::string holder = lock_holder(server_, key_);
            if (holder.empty()) holder = "a session that ends just now";
            const std::chrono::milliseconds left = end.left();
            if (left.count() == 0) {
                throw kit_error(fmt::format("Another migrator ({}) still works on this database after {} of waiting. {} was "
                                            "applied. Wait for it to end, or wait longer with --lock-timeout.", holder,
                                            in_words(virga::detail::capped(patience)), nothing));
            }
            if (not told and waiting) waiting(fmt::format("Another migrator ({}) works on this database; waiting for it.", holder));
            told = true;
            std::this_thread::sleep_for(std::min(left, std::chrono::milliseconds{100}));
        }
    }
    migration_lock(const migration_lock&) = delete;
    migration_lock& operator=(const migration_lock&) = delete;
    ~migration_lock() {
        try {
            server_.unlock(key_);
        } catch (...) {  // the connection is lost, and the lock with it
        }
    }

private:
    static std::string in_words(std::chrono::milliseconds time) {
        return time.count() % 1000 == 0 ? fmt::format("{} s", time.count() / 1000) : fmt::format("{} ms", time.count());
    }

    database& server_;
    std::int64_t key_;
};
}  // namespace virga::kit
