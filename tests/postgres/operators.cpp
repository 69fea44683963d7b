// Every operator, compared with pg_operator; and what it gives of each two types, with what the server says.
#include <array>        // std::array
#include <chrono>       // std::chrono::sys_days
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple

#include <virga/client/postgres.hpp>
#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/diff.hpp>      // virga::kit::diff

#include "../catch.hpp"
#include "../tables.hpp"
#include "all_operators.hpp"
#include "soundness.hpp"

namespace {
using namespace virga_test;
namespace detail = virga::detail;

using moods = virga::types::enumeration<tables::mood_type>;
using every_type =
    virga::list<types::smallint, types::integer, types::bigint, types::numeric<>, types::numeric<10, 2>, types::real,
                types::double_precision, types::boolean, types::text, types::varchar<>, types::varchar<30>, types::uuid,
                types::date, types::timestamp, types::timestamptz, types::jsonb, types::bytea, moods,
                types::converted<types::bigint, tables::cents>, types::converted<types::varchar<30>, tables::at_name>,
                types::array<types::integer>, types::array<types::bigint>, types::array<types::text>, types::array<types::jsonb>>;

/// Those that are calculated with among each other, beside numbers.
using times = virga::list<types::date, types::time, types::timestamp, types::timestamptz, types::interval, types::integer,
                          types::double_precision, types::numeric<>>;
using searched = virga::list<types::tsvector, types::tsquery>;

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

/// What an operator gives of two types; null where it does not take them.
template <class Operator, class Left, class Right>
consteval const virga::type_description* given_of() {
    if constexpr (requires { typename Operator::forms; }) {
        using form = detail::form_for<Operator, some<Left>, some<Right>>;
        if constexpr (form::is_found)
            return &virga::description_of<typename detail::result_of<typename form::result, some<Left>, some<Right>>::type>;
    } else if constexpr (std::is_base_of_v<operators::comparison, Operator>) {
        if constexpr (detail::types_compare<Left, Right>()) return &virga::description_of<types::boolean>;
    } else {
        if constexpr (virga::is_condition<some<Left>> and virga::is_condition<some<Right>>)
            return &virga::description_of<types::boolean>;
    }
    return nullptr;
}

/// What an operator gives of one type; null where it does not take it.
template <class Operator, class Type>
consteval const virga::type_description* given_of_one() {
    if constexpr (requires { typename Operator::forms; }) {
        using form = typename detail::chosen_of<virga::list<some<Type>>, typename Operator::forms>::type;
        if constexpr (not std::is_void_v<form>)
            return &virga::description_of<typename detail::result_of_signature<form, some<Type>>::type>;
    } else if (std::string_view{Operator::word} != "not " or Type::category == virga::type_category::boolean) {
        return &virga::description_of<types::boolean>;
    }
    return nullptr;
}

/// The type of a value on the right of an expression, or on its left; null where none is taken.
template <class Operator, class Type>
consteval const virga::type_description* value_on_the_right() {
    if constexpr (requires { typename Operator::forms; }) {
        using form = detail::form_for<Operator, some<Type>, virga::argument<"x">>;
        if constexpr (form::is_found) return &virga::description_of<typename form::right>;
    }
    return nullptr;
}
template <class Operator, class Type>
consteval const virga::type_description* value_on_the_left() {
    if constexpr (requires { typename Operator::forms; }) {
        using form = detail::form_for<Operator, virga::argument<"x">, some<Type>>;
        if constexpr (form::is_found) return &virga::description_of<typename form::left>;
    }
    return nullptr;
}

/// Types as data, so that what is done with each two of them is compiled once.
template <class List>
struct tabled;
template <class... Types>
struct tabled<virga::list<Types...>> {
    using row = std::array<const virga::type_description*, sizeof...(Types)>;

    static constexpr std::array<std::string_view, sizeof...(Types)> spellings{Types::spelling.view()...};
    template <class Operator, class Left>
    static constexpr row beside{given_of<Operator, Left, Types>()...};
    template <class Operator>
    static constexpr std::array<row, sizeof...(Types)> of_two{beside<Operator, Types>...};
    template <class Operator>
    static constexpr row of_one{given_of_one<Operator, Types>()...};
    template <class Operator>
    static constexpr row on_the_right{value_on_the_right<Operator, Types>()...};
    template <class Operator>
    static constexpr row on_the_left{value_on_the_left<Operator, Types>()...};
};

std::string null_of(std::string_view spelling) { return "null::" + std::string(spelling); }

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
    if (word == "similar to") return "~";
    return std::string(word);
}

/// The OID of a type of a form; 0 for one that stands for several.
template <class Type>
std::uint32_t oid_of() {
    if constexpr (requires { Type::oid; }) return Type::oid;
    else return 0;
}

template <class Operator>
struct compare_with_pg_operator {
    libpq& db;
    std::string name;

    template <class Result, class Left, class Right>
    void operator()(Result (*)(Left, Right)) const {
        if (std::is_same_v<Result, virga::not_offered>) return;
        std::string sql =
            "select count(*) > 0 from pg_operator where oprnamespace = 'pg_catalog'::regnamespace and oprname = '" + name + "'";
        const auto add = [&sql](std::string_view column, std::uint32_t oid) {
            if (oid != 0) sql += " and " + std::string(column) + " = " + std::to_string(oid);
        };
        add("oprleft", oid_of<Left>());
        add("oprright", oid_of<Right>());
        add("oprresult", oid_of<Result>());
        INFO(sql);
        CHECK(db.value(sql) == "t");
        if (oid_of<Left>() == 0 or oid_of<Right>() == 0) return;
        const std::string which = sql.substr(sql.find(" from "));
        CHECK(db.value("select string_agg((select provolatile::text from pg_proc where oid = oprcode), '')" + which) ==
              (detail::is_immutable_operation<Operator, Result> ? "i" : "s"));
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
                const compare_with_pg_operator<Operator> compare{db, name_of(Operator::word)};
                (compare(static_cast<Forms*>(nullptr)), ...);
            }(static_cast<typename Operator::forms*>(nullptr));
        }
    });
    for_each<every_prefix>([&]<class Operator>(Operator*) {
        const std::string sql =
            "select count(*) > 0 from pg_operator where oprleft = 0 and oprname = '" + std::string(Operator::word) + "'";
        if constexpr (requires { typename Operator::forms; }) CHECK(db.value(sql) == "t");
    });
    CHECK(count >= 20);
}

namespace {
/// Compares what an operator gives of each two of the types, as far as it takes them. How many it takes.
std::size_t compare_table(libpq& db, std::string_view word, const auto& spellings, const auto& table) {
    std::size_t taken = 0;
    for (std::size_t left = 0; left < table.size(); ++left) {
        for (std::size_t right = 0; right < table.size(); ++right) {
            if (table[left][right] == nullptr) continue;
            ++taken;
            const std::string sql = "select " + null_of(spellings[left]) + std::string(word) + null_of(spellings[right]);
            check_result(db, sql, *table[left][right]);
        }
    }
    return taken;
}
template <class Operator, class Types>
std::size_t compare_of_two(libpq& db) {
    return compare_table(db, Operator::word, tabled<Types>::spellings, tabled<Types>::template of_two<Operator>);
}

consteval bool is_there(const virga::type_description* given) { return given != nullptr; }
template <class Operator, class Left, class Right>
constexpr bool takes = is_there(given_of<Operator, Left, Right>());

/// Ranges, what they are ranges of, and types that are neither.
using types_of_ranges =
    virga::list<types::int4range, types::numrange, types::int4multirange, types::nummultirange, types::smallint, types::integer,
                types::bigint, types::numeric<10, 2>, types::text, types::jsonb, types::array<types::integer>>;
using operators_of_ranges =
    virga::list<operators::contains, operators::contained_by, operators::overlaps, operators::adjacent, operators::bits_left,
                operators::bits_right, operators::ends_no_later, operators::starts_no_earlier, operators::plus, operators::minus,
                operators::times, operators::divided_by, operators::concatenation, operators::less, operators::distinct_from>;
}  // namespace

TEST_CASE("an_operator_gives_of_two_types_what_the_server_says") {
    own_database database;
    libpq db{database.url()};
    for_each<every_infix>([&]<class Operator>(Operator*) {
        INFO(Operator::word);
        if constexpr (not std::is_base_of_v<operators::between_ranges, Operator>) {
            CHECK(compare_of_two<Operator, every_type>(db) + compare_of_two<Operator, times>(db) +
                      compare_of_two<Operator, searched>(db) > 0);
        }
    });
}

TEST_CASE("an_operator_gives_of_ranges_what_the_server_says") {
    own_database database;
    libpq db{database.url()};
    std::size_t taken = 0;
    for_each<operators_of_ranges>([&]<class Operator>(Operator*) {
        INFO(Operator::word);
        const std::size_t of_it = compare_of_two<Operator, types_of_ranges>(db);
        taken += of_it;
        CHECK(of_it >= (std::is_base_of_v<operators::between_ranges, Operator> ? 8 : 1));
    });
    CHECK(taken > 200);
    // a number of another width is no bound: the server casts nothing there
    static_assert(not takes<operators::contains, types::int4range, types::smallint>);
    static_assert(takes<operators::contains, types::int4range, types::integer>);
    static_assert(not takes<operators::overlaps, types::int4range, types::numrange>);
}

TEST_CASE("an_operator_of_one_side_gives_what_the_server_says") {
    own_database database;
    libpq db{database.url()};
    using all = tabled<every_type>;
    const auto compare = [&db](bool is_prefix) {
        return [&db, is_prefix]<class Operator>(Operator*) {
            const std::string word(Operator::word);
            for (std::size_t at = 0; at < all::spellings.size(); ++at) {
                const auto* given = all::of_one<Operator>[at];
                const std::string type = null_of(all::spellings[at]);
                if (given != nullptr) check_result(db, "select " + (is_prefix ? word + type : type + word), *given);
            }
        };
    };
    for_each<every_prefix>(compare(true));
    for_each<every_postfix>(compare(false));
}

namespace {
/// Compares the type of a value beside an expression with the one that the server infers, where the text does not tell it.
void check_parameter(libpq& db, const std::string& sql, const virga::type_description& ours) {
    const libpq_result described = db.describe(sql);
    INFO(sql);
    CHECK(db.failure() == "");
    if (db.failure().empty()) CHECK(type_difference(db, ours, PQparamtype(described.get(), 0)) == "");
}
}  // namespace

namespace {
template <class Operators, class Types>
void check_values_beside(libpq& db) {
    using all = tabled<Types>;
    for_each<Operators>([&]<class Operator>(Operator*) {
        const std::string word(Operator::word);
        for (std::size_t at = 0; at < all::spellings.size(); ++at) {
            const std::string type = null_of(all::spellings[at]);
            const auto* right = all::template on_the_right<Operator>[at];
            if (right != nullptr) check_parameter(db, "select " + type + word + "$1", *right);
            const auto* left = all::template on_the_left<Operator>[at];
            if (left != nullptr) check_parameter(db, "select $1" + word + type, *left);
        }
    });
}
}  // namespace

TEST_CASE("a_value_beside_an_operator_is_of_the_type_that_the_server_infers") {
    own_database database;
    libpq db{database.url()};
    check_values_beside<every_infix, every_type>(db);
    check_values_beside<every_infix, times>(db);
    check_values_beside<every_infix, searched>(db);
    check_values_beside<operators_of_ranges, types_of_ranges>(db);
}

namespace {
/// A type that something may be cast to; `described` is null where it may not.
struct cast_to {
    virga::type_category category;
    std::uint32_t oid;
    std::string_view spelling;
    const virga::type_description* described;
};
template <class From, class To>
consteval cast_to cast_of() {
    using to = virga::types::stored_type_t<To>;
    const bool is_one = virga::can_be_cast<To, some<virga::types::stored_type_t<From>>>;
    return {to::category, to::oid, to::spelling.view(), is_one ? &virga::description_of<to> : nullptr};
}
template <class From, class... Types>
consteval auto casts_from(virga::list<Types...>*) {
    return std::array{cast_of<From, Types>()...};
}

/// Compares the casts between the types with the server's, but for those that are left out.
template <class Types>
void check_casts(libpq& db, bool (*is_left_out)(const cast_to& from, const cast_to& to)) {
    for_each<Types>([&]<class From>(From*) {
        constexpr cast_to from = cast_of<From, From>();
        for (const cast_to& to : casts_from<From>(static_cast<Types*>(nullptr))) {
            const std::string sql = "select cast(" + null_of(from.spelling) + " as " + std::string(to.spelling) + ")";
            if (to.described != nullptr) {
                check_result(db, sql, *to.described);
            } else if (not is_left_out(from, to)) {
                INFO(sql);
                db.describe(sql);
                CHECK(db.failure() != "");
            }
        }
    });
}
}  // namespace

TEST_CASE("casts_of_times_are_those_of_pg_cast") {
    own_database database;
    libpq db{database.url()};
    using all = virga::list<types::date, types::time, types::timestamp, types::timestamptz, types::interval>;
    check_casts<all>(db, [](const cast_to& from, const cast_to& to) {  // settings decide
        return from.oid == types::timestamptz::oid or to.oid == types::timestamptz::oid;
    });
}

TEST_CASE("casts_are_those_of_pg_cast") {
    own_database database;
    libpq db{database.url()};
    check_casts<every_type>(db, [](const cast_to& from, const cast_to& to) {  // settings decide, and arrays go to arrays only
        for (const auto each : {virga::type_category::date_time, virga::type_category::binary, virga::type_category::array})
            if (from.category == each or to.category == each) return true;
        return false;
    });
}

namespace {
/// What numbers objects of the database, and what is cast to and from it.
using objects = virga::list<types::oid_type, types::regclass, types::regcollation, types::regconfig, types::regdictionary,
                            types::regnamespace, types::regoper, types::regoperator, types::regproc, types::regprocedure,
                            types::regrole, types::regtype, types::array<types::regclass>>;
using objects_and_others =
    virga::list<types::oid_type, types::regclass, types::regconfig, types::regoper, types::regoperator, types::regproc,
                types::regprocedure, types::regtype, types::smallint, types::integer, types::bigint, types::numeric<>, types::real,
                types::boolean, types::text, types::varchar<>, types::varchar<30>, types::uuid, types::jsonb, moods,
                types::array<types::regclass>, types::array<types::oid_type>, types::array<types::regrole>>;
}  // namespace

TEST_CASE("casts_of_regclass_and_its_like_are_those_of_pg_cast") {
    own_database database;
    libpq db{database.url()};
    check_casts<objects_and_others>(db, [](const cast_to& from, const cast_to& to) {  // arrays go to arrays only
        return from.category == virga::type_category::array or to.category == virga::type_category::array;
    });
}

TEST_CASE("operators_take_regclass_and_its_like_for_oid") {
    own_database database;
    libpq db{database.url()};
    CHECK(compare_of_two<operators::equal, objects>(db) == 12 * 12 + 1);
    CHECK(compare_of_two<operators::less, objects>(db) == 12 * 12 + 1);
    check_values_beside<virga::list<operators::equal, operators::less, operators::distinct_from>, objects>(db);
}

TEST_CASE("a_text_is_found_as_it_is") {
    own_database database;
    virga::postgres_client db{database.url()};
    db.execute("insert into person (email, name) values ('a%b_c\\d', 'x'), ('aXbXcXd', 'y'), ('', 'z')");
    using tables::person;
    const auto found = [&db](const auto& condition) { return db(virga::select(person.name).from(person).where(condition)).size(); };
    for (const std::string text : {"a%b_c\\d", "%", "_", "\\", "%b", "_c", "\\d", "a", "", "d", "b_c", "aX", "Xd", "%%"}) {
        INFO(text);
        const auto count = [&](const std::string& sql) {
            libpq direct{database.url()};
            const std::string quoted = "$q$" + text + "$q$";
            return direct.value("select count(*) from person where " + sql + "(email, " + quoted + ")" +
                                (sql == "strpos" ? " > 0" : ""));
        };
        CHECK(std::to_string(found(person.email.starts_with(text))) == count("starts_with"));
        CHECK(std::to_string(found(person.email.contains(text))) == count("strpos"));
        CHECK(found(person.email.ends_with(text)) ==
              found(virga::right(person.email, virga::length(virga::cast<types::text>(text))) == virga::cast<types::text>(text)));
        const auto given = [&](const auto& condition) {
            return db(virga::select(person.name).from(person).where(condition), text).size();
        };
        CHECK(given(person.email.starts_with(virga::arg<"q">)) == found(person.email.starts_with(text)));
        CHECK(given(person.email.contains(virga::arg<"q">)) == found(person.email.contains(text)));
        CHECK(given(person.email.ends_with(virga::arg<"q">)) == found(person.email.ends_with(text)));
    }
}

namespace {
/// Checks and indexes of operators, whose values DDL writes into the text.
template <class t>
struct shelf_fields {
    virga::pg::integer<t, "id", virga::primary_key> id;
    virga::pg::smallint<t, "small"> small;
    virga::pg::bigint<t, "bits"> bits;
    virga::pg::text<t, "slug"> slug;
    virga::pg::date<t, "day"> day;
    virga::pg::boolean<t, "truth"> truth;
    virga::pg::jsonb<t, "meta"> meta;

    static constexpr auto constraints(const auto& shelf) {
        using namespace virga;
        return std::tuple{
            pg::check<"shelf_small">(shelf.small % 3 != 2 and -shelf.small < 10),
            pg::check<"shelf_bits">((shelf.bits & 4) == 0 and (shelf.bits << 1) >= 0),
            pg::check<"shelf_slug">(shelf.slug.matches("^[a-z%']+$") and not shelf.slug.starts_with("x%") and
                                    shelf.slug.like("%!%%", escaped_by<'!'>)),
            pg::check<"shelf_day">(shelf.day + 7 > shelf.day and shelf.day - 1 < shelf.day),
            pg::check<"shelf_truth">(shelf.truth.is_true() or shelf.small.is_distinct_from(1)),
            pg::check<"shelf_case">(case_when(shelf.small > 1, "much").otherwise("little") != "none"),
            pg::check<"shelf_meta">(shelf.meta["kind"].as_text() == any_of(std::array{"a", "b"}) and not has_key(shelf.meta, "x")),
            pg::check<"shelf_row">(std::tuple{shelf.small, shelf.id} < std::tuple{100, 1000}),
            pg::index<"shelf_by_slug">(collate<"C">(shelf.slug), concatenated(shelf.slug, "!")),
            pg::index<"shelf_by_text">(cast<types::text>(shelf.bits), extract<"year">(shelf.day))
                .where(not shelf.truth.is_false())};
    }
};
inline constexpr virga::table<"shelf", shelf_fields> shelf;
}  // namespace

TEST_CASE("operators_of_checks_and_indexes_mean_what_they_mean_in_queries") {
    own_database database;
    virga::postgres_client db{database.url()};
    for (const auto& step : virga::kit::diff(virga::kit::model{}, virga::kit::describe(virga::schema(virga::domain(shelf))))) {
        INFO(step.sql);
        db.execute(step.sql);
    }
    using virga::json;
    const auto insert = [&db](int small, std::int64_t bits, const std::string& slug, const std::string& meta) {
        using namespace std::chrono_literals;
        return db(virga::insert_into(shelf).values(shelf.id = small, shelf.small = small, shelf.bits = bits, shelf.slug = slug,
                                                   shelf.day = std::chrono::sys_days{2024y / 2 / 29}, shelf.truth = true,
                                                   shelf.meta = json{meta}));
    };
    CHECK_NOTHROW(insert(3, 8, "a%'b", R"({"kind": "a"})"));
    const auto broken = [&](int small, std::int64_t bits, const std::string& slug, const std::string& meta) -> std::string {
        try {
            insert(small, bits, slug, meta);
        } catch (const virga::check_violation& failure) {
            return failure.constraint();
        }
        return "";
    };
    CHECK(broken(5, 8, "a%'b", R"({"kind": "a"})") == "shelf_small");
    CHECK(broken(4, 12, "a%'b", R"({"kind": "a"})") == "shelf_bits");
    CHECK(broken(4, 8, "x%b", R"({"kind": "a"})") == "shelf_slug");
    CHECK(broken(4, 8, "ab", R"({"kind": "a"})") == "shelf_slug");
    CHECK(broken(4, 8, "a%'b", R"({"kind": "c"})") == "shelf_meta");
    CHECK(broken(4, 8, "a%'b", R"({"kind": "a", "x": 1})") == "shelf_meta");
}
