// virga/kit/postgres_database.hpp: the kit's connection over TCP or a Unix socket.
#pragma once

#include <chrono>       // std::chrono::seconds
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <memory>       // std::shared_ptr, std::unique_ptr
#include <span>         // std::span
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/neon_pooler.hpp>      // virga::without_pooler
#include <virga/client/observer.hpp>         // virga::observer
#include <virga/client/postgres.hpp>         // virga::postgres_client, postgres_options
#include <virga/client/url.hpp>              // virga::parse_connection_url
#include <virga/kit/apply/file_session.hpp>  // virga::kit::as_in_a_new_session, after_a_file
#include <virga/kit/database.hpp>            // virga::kit::database
#include <virga/kit/model/lists.hpp>         // virga::kit::detail::any_of
#include <virga/text/sql_statements.hpp>     // virga::detail::split_statements
#include <virga/text/sql_words.hpp>          // virga::detail::holds_word

namespace virga::kit {

using virga::without_pooler;

/// A PostgreSQL server: one session that reads and holds the lock of migrators, and another for each file, which begins as new
/// and takes with it what the file left there. The lock lives in a session, so that must not go through a pooler that
/// shares sessions (PgBouncer in transaction mode); Neon's it goes around by itself.
class postgres_database final : public database {
public:
    /// Errors: those of `postgres_client`.
    explicit postgres_database(std::string_view url, std::shared_ptr<observer> told = {})
        : url_(without_pooler(url)),
          options_{.application_name = names_application(url) ? "" : "virga migrate", .observer = std::move(told)},
          client_(url_, options_) {}

    result query(std::string_view sql, const arguments& values) override { return client_.execute(sql, values); }

    bool apply_unless(std::string_view condition, const work& all) override {
        if (all.outside) return apply_outside(condition, all);
        const std::span<const std::string> statements = all.statements;
        postgres_client session{url_, options_};
        // Whatever the role's default: in a stricter one the condition would not see what was committed while it waited.
        auto transaction = session.begin({.isolation = isolation_level::read_committed});
        std::string process;
        const auto begins = [&all, &process](std::size_t next) {
            if (all.begins) all.begins(next, process);
        };
        if (all.begins) process = rows_of(transaction.execute("select pg_catalog.pg_backend_pid()")).at(0).at(0);
        begins(statement_failure::unknown);
        const auto start = rows_of(transaction.execute(as_in_a_new_session(all.search_path) + "; select pg_advisory_xact_lock(" +
                                                       lock_of_files(key_) + "); select (" + std::string{condition} +
                                                       ")::text, txid_current()::text"));
        if (start.at(0).at(0) == "true") return false;
        std::size_t index = 0;
        try {
            for (; index != statements.size(); ++index) {
                begins(index);
                transaction.execute(statements[index]);
                // After a commit within a file, what follows would be outside of any transaction. The last
                // statement is looked at in any case, the others when they may have ended it.
                if (index + 1 != statements.size() and not may_end_transaction(statements[index])) continue;
                if (id(transaction) != start.at(0).at(1)) {
                    throw kit_error(fmt::format("Statement {} or one before it ends the transaction, by commit or rollback, so "
                                                "that what was done before cannot be undone, and nothing was recorded. Mend the "
                                                "database by hand, and take that out of the file.", index + 1));
                }
            }
            if (not all.record.empty()) {
                index = statements.size() + 1;
                begins(index);  // what was put off is done by then, as a commit would
                for (const std::string_view each : after_a_file) transaction.execute(each);
                index = statements.size();
                transaction.execute(all.record);
            }
            index = statements.size() + 1;
            begins(index);
            transaction.commit();
        } catch (const query_error& refused) {
            throw statement_failure(index, refused);
        }
        return true;
    }

    bool try_lock(std::int64_t key) override {
        key_ = key;
        if (not client_.is_open()) client_ = postgres_client{url_, options_};
        const auto takes = [this](const std::string& call) {
            return rows_of(client_.execute("select " + call)).at(0).at(0) == "t";
        };
        if (not takes("pg_try_advisory_lock('" + std::to_string(key) + "')")) return false;
        // The server of a migrator that was killed goes on with a file. Otherwise this lock is free, and is so again at once.
        if (takes("pg_try_advisory_xact_lock(" + lock_of_files(key) + ")")) return true;
        unlock(key);
        return false;
    }
    void unlock(std::int64_t key) override { client_.execute("select pg_advisory_unlock('" + std::to_string(key) + "')"); }

    /// One that nobody is told of, and that gives up soon.
    [[nodiscard]] std::unique_ptr<database> beside() const override {
        return std::unique_ptr<database>{new postgres_database{url_, {.application_name = options_.application_name,
                                                                      .connect_timeout = std::chrono::seconds{5},
                                                                      .statement_timeout = std::chrono::seconds{5}}}};
    }

private:
    postgres_database(std::string url, postgres_options options)
        : url_(std::move(url)), options_(std::move(options)), client_(url_, options_) {}

    /// Statement by statement, each by itself: PostgreSQL takes several in one text for a transaction.
    bool apply_outside(std::string_view condition, const work& all) {
        postgres_client session{url_, options_};
        std::string process;
        const auto begins = [&all, &process](std::size_t next) {
            if (all.begins) all.begins(next, process);
        };
        if (all.begins) process = rows_of(session.execute("select pg_catalog.pg_backend_pid()")).at(0).at(0);
        begins(statement_failure::unknown);
        session.execute(as_in_a_new_session(all.search_path, true));
        session.execute("select pg_advisory_lock(" + lock_of_files(key_) + ")");
        if (rows_of(session.execute("select (" + std::string{condition} + ")::text")).at(0).at(0) == "true") return false;
        std::size_t index = 0;
        try {
            for (; index != all.statements.size(); ++index) {
                begins(index);
                for (const std::string_view each : virga::detail::split_statements(all.statements[index])) session.execute(each);
            }
            begins(index);
            for (const std::string_view each : after_a_file) {
                if (not each.starts_with("set constraints")) session.execute(each);  // of a transaction
            }
            if (not all.record.empty()) session.execute(all.record);
        } catch (const query_error& refused) {
            throw statement_failure(index, refused);
        }
        return true;
    }

    static bool names_application(std::string_view url) {
        const auto all = parse_connection_url(url).parameters;
        return detail::any_of(all, [](const auto& each) { return each.first == "application_name"; });
    }

    /// Whether a word that ends a transaction stands anywhere in a text. What is plain to see was refused before, and this is
    /// for what is not: where strings end may depend on the session (`set standard_conforming_strings = off`).
    static bool may_end_transaction(std::string_view sql) {
        for (const std::string_view word : {"commit", "rollback", "end", "abort", "prepare"}) {
            if (virga::detail::holds_word(sql, word)) return true;
        }
        return false;
    }

    static std::string id(postgres_transaction& transaction) {
        return rows_of(transaction.execute("select txid_current()")).at(0).at(0);
    }

    std::string url_;
    postgres_options options_;
    postgres_client client_;
    std::int64_t key_ = 0;
};
}  // namespace virga::kit
