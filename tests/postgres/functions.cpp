// Every function and aggregate, compared with pg_proc; and what a call means, with what the server takes it for.
#include <cstdint>      // std::uint32_t
#include <map>          // std::map
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_void_v
#include <utility>      // std::index_sequence
#include <vector>       // std::vector

#include "../catch.hpp"
#include "all_functions.hpp"
#include "soundness.hpp"

namespace {
using namespace virga_test;
using virga::detail::nulls;
using virga::detail::volatility;

/// What a parameter of a signature asks of pg_proc; nothing for one that stands for several types.
template <class Parameter>
std::string type_condition(std::string_view place) {
    if constexpr (requires { Parameter::oid; }) return " and " + std::string(place) + " = " + std::to_string(Parameter::oid);
    else return "";
}

/// What a result asks of pg_proc: its type, unless it is that of an argument, and whether there are several rows.
template <class Result>
struct asked_of_result {
    static std::string condition() {
        if constexpr (requires { Result::oid; }) return " and not proretset and prorettype = " + std::to_string(Result::oid);
        else return " and not proretset";
    }
};
template <class Type, class... Words>
struct asked_of_result<virga::set_of<Type, Words...>> {
    static std::string condition() { return " and proretset and prorettype = " + std::to_string(Type::oid); }
};
template <std::size_t Position>
struct asked_of_result<virga::set_of<virga::element_of<Position>>> {
    static std::string condition() { return " and proretset and prorettype = 'anyelement'::regtype"; }
};
template <>
struct asked_of_result<virga::any_record> {
    static std::string condition() { return " and not proretset and prorettype = 'record'::regtype"; }
};
template <>
struct asked_of_result<virga::set_of<virga::any_record>> {
    static std::string condition() { return " and proretset and prorettype = 'record'::regtype"; }
};
template <class Column>
struct asked_of_column;
template <virga::fixed_string Name, class Type, class... Words>
struct asked_of_column<virga::column_definition<Name, Type, Words...>> {
    static std::string condition(std::size_t place) {
        const std::string at = "[pronargs + " + std::to_string(place) + "]";
        return " and proargnames" + at + " = '" + std::string(Name.view()) + "' and proallargtypes" + at + " = " +
               std::to_string(Type::oid);
    }
};
template <virga::fixed_string Name, class Type, class... Words, class... Columns>
struct asked_of_result<virga::set_of<virga::column_definition<Name, Type, Words...>, Columns...>> {
    static std::string condition() {
        std::size_t place = 1;
        std::string sql = " and proretset and cardinality(proallargtypes) = pronargs + " + std::to_string(1 + sizeof...(Columns)) +
                          asked_of_column<virga::column_definition<Name, Type, Words...>>::condition(1);
        ((sql += asked_of_column<Columns>::condition(++place)), ...);
        return sql;
    }
};
template <class Result>
inline constexpr bool is_row_source = false;
template <class... Columns>
inline constexpr bool is_row_source<virga::set_of<Columns...>> = true;
template <>
inline constexpr bool is_row_source<virga::any_record> = true;

// What is asked of the server is no template: there are thousands of calls.

/// Looks for a form among those of pg_proc.
void check_form(libpq& db, const std::string& sql, char kind, virga::call_rules rules, bool has_rows) {
    INFO("select " << sql);
    CHECK(db.value("select count(*) > 0 " + sql) == "t");
    CHECK(db.value("select string_agg(distinct prokind::text, '') " + sql) == std::string(1, kind));
    if (kind == 'a') return;
    constexpr const char* letters[]{"i", "s", "v"};
    const auto volatility = db.value("select string_agg(distinct provolatile::text, '') " + sql);
    // A later version may know that a function is immutable, where the one that ours are of says stable.
    if (volatility != "i" or std::stoul(db.value("show server_version_num").value()) < 180'000)
        CHECK(volatility == letters[static_cast<std::size_t>(virga::detail::volatility_of(rules))]);
    if (not has_rows and virga::detail::nulls_of(rules) == nulls::if_any)
        CHECK(db.value("select bool_and(proisstrict) " + sql) == "t");
}
/// Compares the types of a call's parameters with those that the server infers.
void check_parameters(libpq& db, const std::string& sql, const std::vector<std::uint32_t>& expected) {
    const libpq_result described = db.describe(sql);
    INFO(sql);
    CHECK(db.failure() == "");
    if (not db.failure().empty()) return;
    for (std::size_t i = 0; i != expected.size(); ++i) CHECK(PQparamtype(described.get(), static_cast<int>(i)) == expected[i]);
}
/// Compares what a call gives with what the server says.
void check_result(libpq& db, const std::string& sql, std::uint32_t ours) {
    INFO(sql);
    const libpq_result described = db.describe(sql);
    REQUIRE(db.failure() == "");
    CHECK(PQftype(described.get(), 0) == ours);
}
void check_refusal(libpq& db, const std::string& sql) {
    INFO(sql);
    db.describe(sql);
    CHECK(db.failure() != "");
}

struct compare_with_pg_proc {
    libpq& db;
    std::string name;
    virga::call_rules rules;
    char kind;

    template <class Part>
    void operator()(Part*) const {}
    template <class... Parameters>
    void operator()(virga::not_offered (*)(Parameters...)) const {}
    template <class Result, class... Words, class... Parameters>
    void operator()(virga::ruled<Result, Words...> (*)(Parameters...)) const {
        const compare_with_pg_proc own{db, name, virga::detail::rules_of<Words...>, kind};
        own(static_cast<Result (*)(Parameters...)>(nullptr));
    }
    template <class Result, class... Parameters>
    void operator()(Result (*)(Parameters...)) const {
        std::string sql = "from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname = '" + name + "' and " +
                          std::to_string(sizeof...(Parameters)) + " between pronargs - pronargdefaults and pronargs";
        std::size_t place = 0;
        ((sql += type_condition<Parameters>("proargtypes[" + std::to_string(place++) + "]")), ...);
        sql += asked_of_result<Result>::condition();
        check_form(db, sql, kind, rules, is_row_source<Result>);
        if constexpr (is_row_source<Result>) rows_of_null<Parameters...>();
    }

private:
    /// Where arguments are NULL there are no rows.
    template <class... Parameters>
    void rows_of_null() const {
        if constexpr ((requires { Parameters::oid; } and ...)) {
            if (name.find("to_record") != std::string::npos) return;  // their columns may all be NULL
            std::string sql = "select count(*) from " + name + "(";
            ((sql += (sql.back() == '(' ? "null::" : ", null::") + std::string(Parameters::spelling.view())), ...);
            INFO(sql);
            CHECK(db.value(sql + ")") == "0");
        }
    }
};

/// Values at the edges of a type, as SQL writes them; none for a type that is not asked about.
std::vector<std::string_view> edges_of(std::string_view type) {
    using enough = std::vector<std::string_view>;
    static const std::map<std::string_view, enough> all{
        {"text", {"''", "'abc'", "'{'", "'english'", "'12'"}},
        {"name", {"''", "'public'"}},
        {"bytea", {"''", "'abc'"}},
        {"boolean", {"true", "false"}},
        {"smallint", {"0", "-32768"}},
        {"integer", {"0", "-1", "2147483647"}},
        {"bigint", {"0", "-9223372036854775808", "1"}},
        {"numeric", {"'NaN'", "'Infinity'", "0", "1.50"}},
        {"real", {"'NaN'", "'-Infinity'", "1.5"}},
        {"double precision", {"'NaN'", "'-Infinity'", "0", "1.5"}},
        {"date", {"'infinity'", "'2026-01-01'"}},
        {"time", {"'00:00'", "'24:00'"}},
        {"timestamp", {"'infinity'", "'-infinity'", "'2026-01-01'"}},
        {"timestamptz", {"'infinity'", "'2026-01-01Z'"}},
        {"interval", {"'0'", "'-1 month 2 days'"}},
        {"uuid", {"'00000000-0000-0000-0000-000000000000'"}},
        {"json", {"'null'", "'{}'", "'[null]'"}},
        {"jsonb", {"'null'", "'{}'", "'[null]'", "'{\"a\":1}'"}},
        {"jsonpath", {"'$'", "'strict $.b'"}},
        {"inet", {"'0.0.0.0/0'", "'::1'"}},
        {"cidr", {"'0.0.0.0/0'"}},
        {"oid", {"0", "1259", "4294967295"}},
        {"tsvector", {"''", "'a'"}},
        {"tsquery", {"''", "'a'"}},
        {"regconfig", {"'english'"}},
        {"text[]", {"'{}'", "'{a,NULL}'"}},
        {"integer[]", {"'{}'", "'{1,NULL}'", "'{{1,2},{3,4}}'"}},
    };
    const auto found = all.find(type);
    return found == all.end() ? enough{} : found->second;
}
/// A type that a parameter takes.
template <class Parameter>
std::string_view some_type() {
    if constexpr (requires { Parameter::spelling; }) return Parameter::spelling.view();
    else if constexpr (std::is_same_v<Parameter, virga::any_array>) return "integer[]";
    else if constexpr (std::is_same_v<Parameter, virga::any_row>) return "";
    else return "integer";
}

/// Looks among the calls of a function with values at the edges of its types for those that give NULL, although nothing says so.
struct find_nulls {
    libpq& db;
    std::string_view name;
    virga::call_rules rules;
    std::size_t& forms;
    std::string& found;

    template <class Part>
    void operator()(Part*) const {}
    template <class... Parameters>
    void operator()(virga::not_offered (*)(Parameters...)) const {}
    template <class Result, class... Words, class... Parameters>
    void operator()(virga::ruled<Result, Words...> (*)(Parameters...)) const {
        find_nulls{db, name, virga::detail::rules_of<Words...>, forms, found}(static_cast<Result (*)(Parameters...)>(nullptr));
    }
    template <class Result, class... Parameters>
    void operator()(Result (*)(Parameters...)) const {
        if (virga::detail::nulls_of(rules) != nulls::if_any) return;
        if (virga::detail::volatility_of(rules) == volatility::volatile_call) return;
        if constexpr (sizeof...(Parameters) > 0) ask({some_type<Parameters>()...});
    }

private:
    void ask(const std::vector<std::string_view>& types) const {
        std::string call = "'" + std::string(name) + "('";
        std::string from;
        for (std::size_t place = 0; place != types.size(); ++place) {
            const auto edges = edges_of(types[place]);
            if (edges.empty()) return;
            call += (place == 0 ? " || a" : " || ', ' || a") + std::to_string(place);
            from += place == 0 ? "unnest(array[" : ", unnest(array[";
            for (const auto& edge : edges) {
                if (from.back() != '[') from += ", ";
                from += "$$" + std::string(edge) + "::" + std::string(types[place]) + "$$";
            }
            from += "]) a" + std::to_string(place);
        }
        ++forms;
        found += db.value("select coalesce(min(call) || ' is null; ', '') from (select " + call + " || ')' as call from " + from +
                          ") calls where gives_null(call)")
                     .value();
    }
};

template <class Function>
struct parts_of;

/// Compares the types of parameters with those that the server infers where some arguments of a call are values, in all ways in
/// which the call means this signature.
template <class Function, class Result, class... Parameters>
struct compare_parameters {
    template <unsigned Given, std::size_t... Places>
    static void compare(libpq& db, std::index_sequence<Places...>) {
        using signature = typename parts_of<Function>::template signature<std::conditional_t<
            (Given >> Places & 1U) != 0, virga::argument<"x">, virga::expression<virga::node::parameter<Parameters>>>...>;
        if constexpr (std::is_same_v<signature, Result(Parameters...)>) {
            std::string sql = "select " + std::string(parts_of<Function>::name) + "(";
            std::vector<std::uint32_t> expected;
            const auto add = [&](bool is_value, std::string_view spelling, std::uint32_t oid) {
                if (is_value) expected.push_back(oid);
                sql += (sql.back() == '(' ? "" : ", ") +
                       (is_value ? "$" + std::to_string(expected.size()) : "null::" + std::string(spelling));
            };
            (add((Given >> Places & 1U) != 0, Parameters::spelling.view(), Parameters::oid), ...);
            sql += ")";
            check_parameters(db, sql, expected);
        }
    }
    template <unsigned... Given>
    static void compare_all(libpq& db, std::integer_sequence<unsigned, Given...>) {
        (compare<Given + 1>(db, std::index_sequence_for<Parameters...>{}), ...);
    }
};
template <class Function, class Part>
void compare_values_of(libpq&, Part*) {}
template <class Function, class Result, class... Parameters>
    requires(sizeof...(Parameters) > 0 and (requires { Parameters::oid; } and ...))
void compare_values_of(libpq& db, Result (*)(Parameters...)) {
    if constexpr (sizeof...(Parameters) < 4) {
        compare_parameters<Function, Result, Parameters...>::compare_all(
            db, std::make_integer_sequence<unsigned, (1U << sizeof...(Parameters)) - 1>{});
    } else {  // just the first, the last and all
        compare_parameters<Function, Result, Parameters...>::compare_all(
            db,
            std::integer_sequence<unsigned, 0U, (1U << (sizeof...(Parameters) - 1)) - 1, (1U << sizeof...(Parameters)) - 2>{});
    }
}

template <virga::fixed_string Name, class... Parts>
struct parts_of<virga::function<Name, Parts...>> {
    static constexpr std::string_view name = Name.view();
    static void compare(libpq& db) {
        const compare_with_pg_proc all{db, std::string(name), virga::detail::rules_of<Parts...>, 'f'};
        (all(static_cast<Parts*>(nullptr)), ...);
    }
    static void find_nulls_of_calls(libpq& db, std::size_t& forms, std::string& found) {
        const find_nulls all{db, name, virga::detail::rules_of<Parts...>, forms, found};
        (all(static_cast<Parts*>(nullptr)), ...);
    }
    static void compare_values(libpq& db) {
        (compare_values_of<virga::function<Name, Parts...>>(db, static_cast<Parts*>(nullptr)), ...);
    }
    template <class... Given>
    using signature = typename virga::detail::chosen_signature<virga::list<Given...>, Parts...>::type;
};
template <virga::fixed_string Name, class... Parts>
struct parts_of<virga::aggregate<Name, Parts...>> : parts_of<virga::function<Name, Parts...>> {
    static void compare(libpq& db) {
        const compare_with_pg_proc all{db, std::string(Name.view()), virga::detail::rules_of<Parts...>, 'a'};
        (all(static_cast<Parts*>(nullptr)), ...);
    }
};

/// The type of what a call gives; of several columns it is a record.
template <class Result>
struct type_given {
    static std::uint32_t oid(libpq& db) {
        return Result::oid != 0 ? Result::oid : db.type_named(std::string(Result::spelling.view()));
    }
};
template <class Type, bool Nullable>
struct type_given<virga::list<virga::unnamed_column<Type, Nullable>>> : type_given<Type> {};
template <virga::fixed_string... Names, class... Types, bool... Nullable>
    requires(sizeof...(Names) > 0)
struct type_given<virga::list<virga::result_column<Names, Types, Nullable>...>> {
    static std::uint32_t oid(libpq&) { return 2249; }
};
template <>
struct type_given<virga::detail::unstated_columns> {
    static std::uint32_t oid(libpq&) { return 2249; }
};

template <class Type, class Action>
void act_on(Action& action) {
    action(static_cast<Type*>(nullptr));
}
/// By a loop: clang folds 256 at most.
template <class... Types, class Action>
void for_each(virga::list<Types...>*, Action&& action) {
    for (const auto act : {&act_on<Types, std::remove_reference_t<Action>>...}) act(action);
}

/// An expression of a type, and how SQL writes one.
template <class Type>
using some = virga::expression<virga::node::parameter<Type>>;
template <class Type>
std::string null_of() {
    return "null::" + std::string(Type::spelling.view());
}

template <class Signature, class... Given>
struct result;
template <class Result, class... Parameters, class... Given>
struct result<Result(Parameters...), Given...> {
    using type = typename virga::detail::result_of<Result, Given...>::type;
};

/// Compares what a call with arguments of these types gives with what the server says of it. Where `is_whole`, also that the server
/// has no such function where we have none.
template <class Function, class... Types>
void compare_call(libpq& db, bool is_whole) {
    using signature = typename parts_of<Function>::template signature<some<Types>...>;
    std::string sql = "select " + std::string(parts_of<Function>::name) + "(";
    std::size_t place = 0;
    ((sql += (place++ == 0 ? "" : ", ") + null_of<Types>()), ...);
    sql += ")";
    if constexpr (not std::is_void_v<signature>)
        check_result(db, sql, type_given<typename result<signature, some<Types>...>::type>::oid(db));
    else if (is_whole) check_refusal(db, sql);
}

using numbers = virga::list<types::smallint, types::integer, types::bigint, types::numeric<>, types::numeric<10, 2>, types::real,
                            types::double_precision>;
/// Whether a parameter may take one of some types.
template <class Parameter, class... Types>
inline constexpr bool may_take = ((virga::detail::fit<Parameter, virga::expression<virga::node::parameter<Types>>>() != 0) or ...);
/// Whether a function has a form of so many parameters of which the last takes one of some types: others need not be asked.
template <std::size_t Size, class Part, class... Types>
inline constexpr bool is_form_of = false;
template <class Result, class Only, class... Types>
inline constexpr bool is_form_of<1, Result(Only), Types...> = may_take<Only, Types...>;
template <class Result, class First, class Last, class... Types>
inline constexpr bool is_form_of<2, Result(First, Last), Types...> = may_take<First, Types...>and may_take<Last, Types...>;
template <std::size_t Size, class Function, class List>
inline constexpr bool has_form_of = false;
template <std::size_t Size, virga::fixed_string Name, class... Parts, class... Types>
inline constexpr bool has_form_of<Size, virga::function<Name, Parts...>, virga::list<Types...>> =
    (is_form_of<Size, Parts, Types...> or ...);
template <std::size_t Size, virga::fixed_string Name, class... Parts, class... Types>
inline constexpr bool has_form_of<Size, virga::aggregate<Name, Parts...>, virga::list<Types...>> =
    (is_form_of<Size, Parts, Types...> or ...);

using others = virga::list<types::boolean, types::text, types::varchar<30>, types::bytea, types::date, types::timestamp,
                           types::timestamptz, types::uuid, types::jsonb, types::int4range, types::datemultirange>;
using times = virga::list<types::date, types::time, types::timestamp, types::timestamptz, types::interval>;
template <class List>
struct with_text;
template <class... Types>
struct with_text<virga::list<Types...>> {
    using type = virga::list<types::text, Types...>;
};
using searched = virga::list<types::tsvector, types::tsquery, types::text>;
using objects = virga::list<types::oid_type, types::regclass, types::regcollation, types::regconfig, types::regdictionary,
                            types::regnamespace, types::regoper, types::regoperator, types::regproc, types::regprocedure,
                            types::regrole, types::regtype>;
template <class>
struct passed_for_objects;
template <class... Types>
struct passed_for_objects<virga::list<Types...>> {
    using type = virga::list<types::smallint, types::bigint, types::numeric<>, types::real, types::text, types::varchar<30>,
                             types::uuid, types::jsonb, Types...>;
};
}  // namespace

TEST_CASE("functions_are_those_of_pg_proc") {
    own_database database;
    libpq db{database.url()};
    std::size_t count = 0;
    for_each(static_cast<every_function*>(nullptr), [&]<class Function>(Function*) {
        parts_of<Function>::compare(db);
        ++count;
    });
    CHECK(count >= 200);
    for_each(static_cast<every_set_function*>(nullptr), [&]<class Function>(Function*) { parts_of<Function>::compare(db); });
    for_each(static_cast<every_aggregate*>(nullptr), [&]<class Function>(Function*) { parts_of<Function>::compare(db); });
}

TEST_CASE("what_is_not_said_to_give_null_gives_none_for_values_at_the_edges") {
    own_database database;
    libpq db{database.url()};
    db.run("set client_min_messages to error");
    db.run(
        "create function gives_null(call text) returns boolean language plpgsql as $$ declare is_null boolean; begin "
        "execute 'select (' || call || ') is null' into is_null; return is_null; exception when others then return false; end $$");
    std::size_t forms = 0;
    std::string found;
    for_each(static_cast<every_function*>(nullptr),
             [&]<class Function>(Function*) { parts_of<Function>::find_nulls_of_calls(db, forms, found); });
    CHECK(found == "");
    CHECK(forms >= 200);
}

TEST_CASE("a_value_beside_others_is_of_the_type_that_the_server_infers") {
    own_database database;
    libpq db{database.url()};
    const auto compare = [&]<class Function>(Function*) { parts_of<Function>::compare_values(db); };
    for_each(static_cast<every_function*>(nullptr), compare);
    for_each(static_cast<every_set_function*>(nullptr), compare);
}

TEST_CASE("a_call_of_one_argument_is_what_the_server_takes_it_for") {
    own_database database;
    libpq db{database.url()};
    const auto compare = [&]<class Function>(Function*) {
        const auto with = [&]<class Type>(Type*) { compare_call<Function, Type>(db, false); };
        if constexpr (has_form_of<1, Function, numbers>) for_each(static_cast<numbers*>(nullptr), with);
        if constexpr (has_form_of<1, Function, others>) for_each(static_cast<others*>(nullptr), with);
    };
    for_each(static_cast<every_function*>(nullptr), compare);
    for_each(static_cast<every_set_function*>(nullptr), compare);
    for_each(static_cast<every_aggregate*>(nullptr), compare);
}

TEST_CASE("a_call_of_two_numbers_is_what_the_server_takes_it_for") {
    own_database database;
    libpq db{database.url()};
    const auto compare = [&]<class Function>(Function*) {
        if constexpr (has_form_of<2, Function, numbers>) {
            for_each(static_cast<numbers*>(nullptr), [&]<class Left>(Left*) {
                for_each(static_cast<numbers*>(nullptr),
                         [&]<class Right>(Right*) { compare_call<Function, Left, Right>(db, false); });
            });
        }
    };
    for_each(static_cast<every_function*>(nullptr), compare);
    for_each(static_cast<every_set_function*>(nullptr), compare);
}

TEST_CASE("a_call_of_a_text_and_another_is_what_the_server_takes_it_for") {
    own_database database;
    libpq db{database.url()};
    for_each(static_cast<every_function*>(nullptr), [&]<class Function>(Function*) {
        const auto with = [&]<class Type>(Type*) {
            compare_call<Function, types::text, Type>(db, false);
            compare_call<Function, Type, types::text>(db, false);
        };
        if constexpr (has_form_of<2, Function, with_text<numbers>::type>) for_each(static_cast<numbers*>(nullptr), with);
        if constexpr (has_form_of<2, Function, others>) for_each(static_cast<others*>(nullptr), with);
    });
}

TEST_CASE("a_call_of_two_times_or_two_of_text_search_is_what_the_server_takes_it_for") {
    own_database database;
    libpq db{database.url()};
    for_each(static_cast<every_function*>(nullptr), [&]<class Function>(Function*) {
        const auto compare = [&]<class List>(List* all) {
            if constexpr (has_form_of<1, Function, List>)
                for_each(all, [&]<class Only>(Only*) { compare_call<Function, Only>(db, false); });
            if constexpr (has_form_of<2, Function, List>) {
                for_each(all, [&]<class Left>(Left*) {
                    for_each(all, [&]<class Right>(Right*) { compare_call<Function, Left, Right>(db, false); });
                });
            }
        };
        compare(static_cast<times*>(nullptr));
        compare(static_cast<searched*>(nullptr));
    });
}

// Functions tell regclass and its like from each other, where operators do not.
TEST_CASE("a_call_of_objects_is_what_the_server_takes_it_for") {
    own_database database;
    libpq db{database.url()};
    std::size_t count = 0;
    const auto compare = [&]<class Function>(Function*) {
        constexpr bool takes_any = has_form_of<1, Function, virga::list<types::uuid>>;
        if constexpr (has_form_of<1, Function, objects>) {
            if (not takes_any) ++count;
            for_each(static_cast<passed_for_objects<objects>::type*>(nullptr),
                     [&]<class Type>(Type*) { compare_call<Function, Type>(db, not takes_any); });
        }
    };
    for_each(static_cast<every_function*>(nullptr), compare);
    for_each(static_cast<every_set_function*>(nullptr), compare);
    CHECK(count >= 9);
    for_each(static_cast<every_aggregate*>(nullptr), [&]<class Function>(Function*) {
        for_each(static_cast<objects*>(nullptr), [&]<class Type>(Type*) { compare_call<Function, Type>(db, false); });
    });
}

TEST_CASE("what_sum_avg_min_and_max_refuse_the_server_refuses") {
    own_database database;
    libpq db{database.url()};
    // PostgreSQL 18 brought min and max of bytea, later ones may bring more
    const bool is_known = std::stoi(db.value("show server_version_num").value_or("0")) < 180000;
    for_each(static_cast<every_aggregate*>(nullptr), [&]<class Function>(Function*) {
        constexpr std::string_view name = parts_of<Function>::name;
        if (name != "sum" and name != "avg" and name != "min" and name != "max") return;
        const auto with = [&]<class Type>(Type*) { compare_call<Function, Type>(db, is_known); };
        for_each(static_cast<numbers*>(nullptr), with);
        for_each(static_cast<others*>(nullptr), with);
        for_each(static_cast<virga::list<types::timetz, types::interval, types::money>*>(nullptr), with);
    });
}
