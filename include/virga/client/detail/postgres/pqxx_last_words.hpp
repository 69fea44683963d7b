// virga/client/detail/postgres/pqxx_last_words.hpp: why a server ended a session, of which libpqxx says only that it has ended.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <fmt/core.h>         // fmt::format
#include <pqxx/connection>    // pqxx::connection
#include <pqxx/errorhandler>  // pqxx::errorhandler
#include <pqxx/version>       // PQXX_VERSION_MAJOR

#include <virga/client/detail/postgres/verbose_message.hpp>  // virga::detail::parse_verbose_message

namespace virga::detail {

#if PQXX_VERSION_MAJOR < 7
using pqxx_connection_base = pqxx::connection_base;
#else
using pqxx_connection_base = pqxx::connection;
#endif

/// What libpq said last of a connection. libpqxx keeps the function that tells for itself, and drops what it says when the
/// connection is lost; an explicit instantiation may name what is private (C++20, [temp.spec.general]).
const char* libpq_error(const pqxx_connection_base& connection);

template <const char* (pqxx_connection_base::*Told)() const noexcept>
struct libpq_error_of {
    friend const char* libpq_error(const pqxx_connection_base& connection) { return (connection.*Told)(); }
};
template struct libpq_error_of<&pqxx_connection_base::err_msg>;

/// `terminating connection ... (SQLSTATE 57P01)` of libpq's verbose text, if the server said so of an end; else nothing.
template <class Text>  // so that only who calls it has it compiled
std::string last_words_in(const Text& text) {
    const auto said = parse_verbose_message(text).fields;
    // Classes of what a server ends sessions with; what is no error, and what a statement may do wrong, is of others. Class 25
    // holds both: 25P03 and 25P04 are time-outs of a transaction.
    for (const std::string_view code : {"57P", "25P03", "25P04", "08", "53", "XX"}) {
        if (said.sqlstate.starts_with(code)) return fmt::format("{} (SQLSTATE {})", said.message, said.sqlstate);
    }
    return {};
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // since 7.10, which has another way beside it
#endif
/// Takes notices as long as it lives, and keeps last words: what comes while no statement runs libpq takes for a notice.
/// No result may be made meanwhile, as it would keep the handler's address.
template <class Words>  // so that only files that make a client compile it
class notices_heard final : public pqxx::errorhandler {
public:
    notices_heard(pqxx_connection_base& connection, Words& last_words) : errorhandler(connection), last_words_(&last_words) {}
    bool operator()(const char* text) noexcept override {
        try {
            if (Words words = last_words_in(text); not words.empty()) *last_words_ = std::move(words);
        } catch (...) {  // then the reason is not told
        }
        return false;
    }

private:
    Words* last_words_;
};
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
}  // namespace virga::detail
