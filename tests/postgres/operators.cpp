// Every operator, compared with pg_operator; and what it gives of each two types, with what the server says.
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include "../catch.hpp"
#include "../tables.hpp"
#include "all_operators.hpp"
#include "soundness.hpp"

namespace {
using namespace virga_test;
namespace detail = virga::detail;

using moods = virga::types::enumeration<tables::mood_type>;
using every_type =
    virga::list<types::smallint, types::integer, types::bigint, types::numeric<>, types::numeric<10, 2>, types::real, types::double_precision,
                types::boolean, types::text, types::varchar<>, types::varchar<30>, types::uuid, types::date, types::timestamp,
                types::timestamptz, types::jsonb, types::bytea, moods, types::converted<types::bigint, tables::cents>,
                types::converted<types::varchar<30>, tables::at_name>, types::array<types::integer>, types::array<types::bigint>,
                types::array<types::text>, types::array<types::jsonb>>;

template <class Type>
using some = virga::expression<virga::node::parameter<Type>>;

template <class... Types>
void for_each(virga::list<Types...>*, auto&& action) {
    (action(static_cast<Types*>(nullptr)), ...);
}
template <class List>
void for_each(auto&& action) {
    for_each(static_cast<List*>(nullptr), action);
}

/// What an operator gives of two types; void where it does not take them.
template <class Operator, class Left, class Right>
auto given_of() {
    using both = virga::list<some<Left>, some<Right>>;
    if constexpr (requires { typename Operator::forms; }) {
        using form = typename detail::chosen_of<both, typename Operator::forms>::type;
        if constexpr (not std::is_void_v<form>) return typename detail::result_of_signature<form, some<Left>, some<Right>>::type{};
    } else if constexpr (std::is_base_of_v<operators::comparison, Operator>) {
        if constexpr (detail::types_compare<Left, Right>()) return types::boolean{};
    } else {
        if constexpr (virga::is_condition<some<Left>> and virga::is_condition<some<Right>>) return types::boolean{};
    }
}

template <class Type>
std::string null_of() {
    return "null::" + std::string(Type::spelling.view());
}

void check_result(libpq& db, const std::string& sql, const virga::type_description& ours) {
    INFO(sql);
    const libpq_result described = db.describe(sql);
    CHECK(db.failure() == "");
    if (db.failure().empty()) CHECK(type_difference(db, ours, PQftype(described.get(), 0)) == "");
}

/// What pg_operator calls an operator; some words of the grammar are other operators' there.
std::string name_of(std::string_view word) {
    word = word.substr(1, word.size() - 2);
    if (word == "like") return "~~";
    if (word == "ilike") return "~~*";
    return std::string(word);
}

/// The OID of a type of a form; 0 for one that stands for several.
template <class Type>
std::uint32_t oid_of() {
    if constexpr (requires { Type::oid; }) return Type::oid;
    else return 0;
}

struct compare_with_pg_operator {
    libpq& db;
    std::string name;

    void operator()(auto*) const {}
    template <class Result, class Left, class Right>
    void operator()(Result (*)(Left, Right)) const {
        std::string sql = "select count(*) > 0 from pg_operator where oprnamespace = 'pg_catalog'::regnamespace and oprname = '" + name + "'";
        const auto add = [&sql](std::string_view column, std::uint32_t oid) {
            if (oid != 0) sql += " and " + std::string(column) + " = " + std::to_string(oid);
        };
        add("oprleft", oid_of<Left>());
        add("oprright", oid_of<Right>());
        add("oprresult", oid_of<Result>());
        INFO(sql);
        CHECK(db.value(sql) == "t");
    }
};
}  // namespace

TEST_CASE("forms_of_operators_are_those_of_pg_operator") {
    own_database database;
    libpq db{database.url()};
    std::size_t count = 0;
    for_each<every_infix>([&]<class Operator>(Operator*) {
        if constexpr (requires { typename Operator::forms; }) {
            ++count;
            [&]<class... Forms>(virga::list<Forms...>*) {
                const compare_with_pg_operator compare{db, name_of(Operator::word)};
                (compare(static_cast<Forms*>(nullptr)), ...);
            }(static_cast<typename Operator::forms*>(nullptr));
        }
    });
    CHECK(count >= 6);
}

TEST_CASE("an_operator_gives_of_two_types_what_the_server_says") {
    own_database database;
    libpq db{database.url()};
    for_each<every_infix>([&]<class Operator>(Operator*) {
        std::size_t taken = 0;
        for_each<every_type>([&]<class Left>(Left*) {
            for_each<every_type>([&]<class Right>(Right*) {
                using given = decltype(given_of<Operator, Left, Right>());
                if constexpr (not std::is_void_v<given>) {
                    ++taken;
                    const std::string sql = "select " + null_of<Left>() + std::string(Operator::word) + null_of<Right>();
                    check_result(db, sql, virga::description_of<given>);
                }
            });
        });
        INFO(Operator::word);
        CHECK(taken > 0);
    });
}

TEST_CASE("a_test_of_a_value_gives_what_the_server_says") {
    own_database database;
    libpq db{database.url()};
    for_each<every_postfix>([&]<class Operator>(Operator*) {
        for_each<every_type>([&]<class Type>(Type*) {
            check_result(db, "select " + null_of<Type>() + std::string(Operator::word), virga::description_of<types::boolean>);
        });
    });
}

TEST_CASE("a_value_beside_a_number_is_of_its_type") {
    own_database database;
    libpq db{database.url()};
    for_each<every_type>([&db]<class Type>(Type*) {
        if constexpr (Type::category == virga::type_category::number) {
            const libpq_result described = db.describe("select " + null_of<Type>() + " + $1");
            REQUIRE(db.failure() == "");
            CHECK(PQparamtype(described.get(), 0) == Type::oid);
            CHECK(PQftype(described.get(), 0) == detail::arithmetic_t<Type, Type>::oid);
        }
    });
}
