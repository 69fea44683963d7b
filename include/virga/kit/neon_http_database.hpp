// virga/kit/neon_http_database.hpp: the kit's connection to Neon over HTTP.
#pragma once

#include <chrono>       // std::chrono
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <memory>       // std::make_unique
#include <span>         // std::span
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/batch.hpp>              // virga::sql_text
#include <virga/client/detail/own_schema.hpp>  // virga::detail::own_schema
#include <virga/client/neon_http.hpp>          // virga::neon_http_client
#include <virga/kit/apply/file_session.hpp>    // virga::kit::as_in_a_new_session, after_a_file
#include <virga/kit/config.hpp>                // virga::kit::connector
#include <virga/kit/database.hpp>              // virga::kit::database
#include <virga/kit/error.hpp>                 // virga::kit::kit_error
#include <virga/kit/quote.hpp>                 // virga::kit::dollar_quoted
#include <virga/text/sql_statements.hpp>       // virga::detail::split_statements

namespace virga::kit {

/// A Neon database over HTTP: a file of migrations is one batch. Unlike over TCP, an error does not say of which statement it
/// is, and there is no session to hold a lock.
///
/// So each batch begins by taking the lock that migrators over TCP hold for long, as one that ends with the transaction,
/// and then looks whether another migrator was faster. Until the batch is committed nobody else can apply anything. Each batch
/// has a session as new: Neon gives it one, or one that has served another request and was reset.
class neon_http_database final : public database {
public:
    /// How long a batch waits for the lock, and how long it may take in all.
    static constexpr std::chrono::seconds lock_patience{30};
    static constexpr std::chrono::hours patience{1};

    /// Errors: those of `neon_http_client`.
    explicit neon_http_database(std::string_view url, neon_http_options options = {}) : client_(url, std::move(options)) {}

    result query(std::string_view sql, const arguments& values) override { return client_.execute(sql, values); }

    bool apply_unless(std::string_view condition, const work& all) override {
        if (all.outside) {
            throw kit_error(
                "This file runs outside of a transaction, in a session of its own, and over HTTP there is none. Nothing of "
                "it was run; apply it over TCP.");
        }
        const std::string usual_path = virga::detail::own_schema{{}}.search_path();  // as of a session over TCP
        std::vector<sql_text> batch{{as_in_a_new_session(all.search_path.empty() ? usual_path : all.search_path)},
                                    {guard(condition)}};
        for (std::size_t i = 0; i != all.statements.size(); ++i) {
            for (const std::string_view each : virga::detail::split_statements(all.statements[i])) {
                if (const std::string_view word = virga::detail::transaction_word(each); not word.empty()) {
                    throw kit_error(fmt::format("Statement {} has a `{}`, but a file is one transaction, which begins and ends by "
                                                "itself. Nothing of it was run; take that out of the file.", i + 1, word));
                }
                batch.push_back({std::string{each}});
            }
        }
        if (not all.record.empty()) {
            for (const std::string_view each : after_a_file) batch.push_back({std::string{each}});
            batch.push_back({all.record});
        }
        try {
            static_cast<void>(client_.with({.timeout = patience}).batch(std::span<const sql_text>{batch}, in_turn));
        } catch (const query_error& refused) {
            if (refused.sqlstate() == done_already) return false;
            if (refused.sqlstate() == locked) {
                throw kit_error(fmt::format("Another migrator still works on this database after {} s of waiting. Nothing of this "
                                            "file was applied. Wait for it to end.", lock_patience.count()));
            }
            throw statement_failure(statement_failure::unknown, refused);
        }
        return true;
    }

    /// Whether nobody holds the lock now; it is not kept.
    bool try_lock(std::int64_t key) override {
        key_ = key;
        const std::string takes_both = "select pg_try_advisory_xact_lock('" + std::to_string(key) +
                                       "') and pg_try_advisory_xact_lock(" + lock_of_files(key) + ")";
        return rows_of(query(takes_both, {})).at(0).at(0) == "t";
    }
    void unlock(std::int64_t) override {}

private:
    // Whatever the role's default: in a stricter one the guard would not see what was committed while it waited.
    static constexpr transaction_options in_turn{.isolation = isolation_level::read_committed};
    // SQLSTATEs of a class of our own.
    static constexpr std::string_view done_already = "VGK01";
    static constexpr std::string_view locked = "VGK02";

    /// The statement that takes the lock until the end of the transaction, and fails when `condition` holds by then. Each
    /// statement of a function of its own sees what is committed by its start.
    [[nodiscard]] std::string guard(std::string_view condition) const {
        const std::string wait = std::to_string(std::chrono::milliseconds{lock_patience}.count());
        return "do " + dollar_quoted(
               "declare former text := current_setting('lock_timeout'); begin\n"
               "  perform set_config('lock_timeout', '" + wait + "', true);\n"
               "  begin\n    perform pg_advisory_xact_lock('" + std::to_string(key_) + "');\n"
               "    perform pg_advisory_xact_lock(" + lock_of_files(key_) + ");\n"
               "  exception when lock_not_available then\n"
               "    raise exception 'another migrator works' using errcode = '" + std::string{locked} + "';\n  end;\n"
               "  perform set_config('lock_timeout', former, true);\n"
               "  if " + std::string{condition} + " then\n"
               "    raise exception 'another migrator was faster' using errcode = '" + std::string{done_already} + "';\n"
               "  end if;\nend");
    }

    neon_http_client client_;
    std::int64_t key_ = 0;
};

/// For `config::transports`, or for `config::connect` where there is no other way: `over_neon_http({.timeout = 30s})`.
[[nodiscard]] inline connector over_neon_http(neon_http_options options = {}) {
    return [options = std::move(options)](std::string_view url) { return std::make_unique<neon_http_database>(url, options); };
}
}  // namespace virga::kit
