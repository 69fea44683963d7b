// Golden statements: written once, spelled exactly at compile time, and prepared and run on a real server.
//
// A file of this folder is compiled into both suites, `static` and `postgres`. What it registers is checked here by
// the compiler, and walked by tests/postgres/soundness.cpp.
#pragma once

#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga.hpp>

#include "../tables.hpp"

namespace golden {

template <virga::fixed_string Actual, virga::fixed_string Expected>
inline constexpr bool same_sql = Actual == Expected;

template <virga::fixed_string Actual, virga::fixed_string Expected>
consteval bool renders() {  // a template, so that both texts are printed when they differ
    static_assert(same_sql<Actual, Expected>, "renders: the statement spells other SQL");
    return true;
}

/// The text of a query type, as a template argument.
template <class Query>
inline constexpr auto text_of = [] {
    constexpr std::string_view text = virga::detail::statement_of<typename Query::tree>.text;
    virga::fixed_string<text.size() + 1> copy;
    for (std::size_t i = 0; i != text.size(); ++i) copy.characters[i] = text[i];
    return copy;
}();

/// Whether `parameters_of` a query says the same as its statement.
template <class... Types>
consteval bool same_parameters(virga::list<Types...>, const virga::statement& statement) {
    const virga::type_description types[]{virga::description_of<Types>..., {}};
    if (statement.parameters.size() != sizeof...(Types)) return false;
    for (std::size_t i = 0; i != sizeof...(Types); ++i) {
        if (not is_same_type(types[i], statement.parameters[i])) return false;
    }
    return true;
}
template <class Query>
inline constexpr bool parameters_agree =
    same_parameters(virga::parameters_of<Query>{}, virga::detail::statement_of<typename Query::tree>);

/// A statement, values to run it with, and the version of PostgreSQL that it wants.
struct entry {
    virga::statement statement;
    virga::arguments values;
    int since = 0;
};

/// Every statement registered in the program.
inline std::vector<entry>& registered() {
    static std::vector<entry> all;
    return all;
}

/// Checks that `query` is spelled `Expected`. `given` are values for its `arg<>`s.
template <virga::fixed_string Expected, class Query, class... Given>
[[nodiscard]] entry statement(const Query& query, const Given&... given) {
    static_assert(virga::detail::soundness<typename Query::tree>::value);
    static_assert(renders<text_of<Query>, Expected>());
    static_assert(parameters_agree<Query>, "statement: parameters_of differs from the statement's parameters");
    virga::arguments values;
    virga::detail::encode<typename Query::tree>(values, query.parameters, given...);
    return {virga::detail::statement_of<typename Query::tree>, std::move(values)};
}

/// The same for a newer PostgreSQL than the oldest that the tests run on: an older one must refuse it.
[[nodiscard]] inline entry since(int version, entry given) {
    given.since = version;
    return given;
}

/// Statements of one subject: `const golden::statements subject{statement<"select ...">(select(...)), ...};`.
class statements {
public:
    template <class... Entries>
    explicit statements(Entries... entries) {
        (registered().push_back(std::move(entries)), ...);
    }
};
}  // namespace golden
