// What the tests of errors on every way share: tables to violate, and the class of an error.
#pragma once

#include <functional>   // std::function
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair

#include <virga/client/error.hpp>  // virga::query_error

#include "ways.hpp"

namespace virga_test {

inline constexpr virga::statement insert_item{"insert into item (id, name, price) values ($1, $2, $3)", {}, {}};

/// A client with one item and one part.
template <class Way>
struct shop : cleared<Way> {
    shop() { this->execute("insert into item values (1, 'one', 1); insert into part values (1, 1)"); }
};

inline bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// The error of this class that the statement meets; the next one works.
template <class Error>
Error refused(any_client& db, std::string_view sql, const virga::arguments& values = {}) {
    auto problem = thrown<Error>([&] { db.execute(sql, values); });
    REQUIRE(problem);
    CHECK(problem->statement() == sql);
    CHECK(text(db.execute("select 'next'")) == "next");
    return *problem;
}

template <class Error>
bool is(const virga::error& problem) {
    return dynamic_cast<const Error*>(&problem) != nullptr;
}

/// The name of the class of what `action` throws.
inline std::string class_of(const std::function<void()>& action) {
    static constexpr std::pair<const char*, bool (*)(const virga::error&)> classes[]{
        // before those that they are derived from
        {"not_null_violation", is<virga::not_null_violation>},
        {"foreign_key_violation", is<virga::foreign_key_violation>},
        {"unique_violation", is<virga::unique_violation>},
        {"check_violation", is<virga::check_violation>},
        {"exclusion_violation", is<virga::exclusion_violation>},
        {"integrity_violation", is<virga::integrity_violation>},
        {"read_only_violation", is<virga::read_only_violation>},
        {"failed_transaction", is<virga::failed_transaction>},
        {"serialization_failure", is<virga::serialization_failure>},
        {"deadlock", is<virga::deadlock>},
        {"transaction_conflict", is<virga::transaction_conflict>},
        {"insufficient_privilege", is<virga::insufficient_privilege>},
        {"syntax_error", is<virga::syntax_error>},
        {"undefined_column", is<virga::undefined_column>},
        {"undefined_table", is<virga::undefined_table>},
        {"lock_not_available", is<virga::lock_not_available>},
        {"query_canceled", is<virga::query_canceled>},
        {"data_exception", is<virga::data_exception>},
        {"query_error", is<virga::query_error>},
    };
    try {
        action();
    } catch (const virga::error& problem) {
        for (const auto& [name, is_one] : classes)
            if (is_one(problem)) return name;
        return "another";
    }
    return "none";
}
}  // namespace virga_test
