// virga/client/sql_runner.hpp: what can run SQL, a client or a transaction.
#pragma once

#include <concepts>     // std::same_as
#include <string_view>  // std::string_view

#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/statement.hpp>         // virga::statement
#include <virga/result/result.hpp>           // virga::result

namespace virga {

/// A client or a transaction: runs statements and SQL text, and answers with results that own their memory.
template <class Runner>
concept sql_runner = requires(Runner& runner, const statement& query, std::string_view sql, const arguments& values) {
    { runner.run(query, values) } -> std::same_as<result>;
    { runner.execute(sql) } -> std::same_as<result>;
    { runner.execute(sql, values) } -> std::same_as<result>;
};
}  // namespace virga
