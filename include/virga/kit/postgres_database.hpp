// virga/kit/postgres_database.hpp: the kit's connection over TCP or a Unix socket.
#pragma once

#include <algorithm>    // std::ranges::any_of
#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/neon_pooler.hpp>  // virga::without_pooler
#include <virga/client/postgres.hpp>     // virga::postgres_client
#include <virga/client/url.hpp>          // virga::parse_connection_url
#include <virga/kit/database.hpp>        // virga::kit::database
#include <virga/text/sql_words.hpp>      // virga::detail::holds_word

namespace virga::kit {

using virga::without_pooler;

/// One session on a PostgreSQL server. The advisory lock lives in it, so it must not go through a pooler that
/// shares sessions (PgBouncer in transaction mode); Neon's it goes around by itself.
class postgres_database final : public database {
public:
    /// Errors: those of `postgres_client`.
    explicit postgres_database(std::string_view url)
        : client_(without_pooler(url), {.application_name = names_application(url) ? "" : "virga migrate"}) {}

    result query(std::string_view sql, const arguments& values) override { return client_.execute(sql, values); }

    void apply(std::span<const std::string> statements) override {
        // That of the session as it began, which an earlier file may have set, as those of pg_dump do. `reset` would be to the role's.
        client_.execute("select pg_catalog.set_config('search_path', $1, false)", texts(search_path_));
        auto transaction = client_.begin();
        const std::string started = id(transaction);
        std::size_t index = 0;
        try {
            for (; index != statements.size(); ++index) {
                transaction.execute(statements[index]);
                // After a commit within a file, what follows would be outside of any transaction. The last
                // statement is looked at in any case, the others when they may have ended it.
                if (index + 2 < statements.size() and not may_end_transaction(statements[index])) continue;
                if (id(transaction) != started) {
                    throw kit_error("Statement " + std::to_string(index + 1) +
                                    " or one before it ends the transaction, by commit or rollback, so that what was done "
                                    "before cannot be undone, and nothing was recorded. Mend the database by hand, and "
                                    "take that out of the file.");
                }
            }
            transaction.commit();
        } catch (const query_error& refused) {
            throw statement_failure(index, refused);
        }
    }

private:
    static bool names_application(std::string_view url) {
        const auto all = parse_connection_url(url).parameters;
        return std::ranges::any_of(all, [](const auto& each) { return each.first == "application_name"; });
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

    postgres_client client_;
    std::string search_path_ = rows_of(client_.execute("show search_path")).at(0).at(0);
};
}  // namespace virga::kit
