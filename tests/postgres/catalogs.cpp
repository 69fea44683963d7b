// What the library knows of types, operator classes and casts, compared with the server's catalogs.
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include "../catch.hpp"
#include "../tables.hpp"
#include "soundness.hpp"

namespace {
namespace pg = virga::pg;
using namespace virga::types;
using virga_test::libpq;
using virga_test::libpq_result;
using virga_test::own_database;

using moods = enumeration<tables::mood_type>;
using every_type = virga::list<smallint, integer, bigint, numeric<>, numeric<10>, numeric<10, 2>, real, double_precision, boolean,
                               text, varchar<>, varchar<30>, uuid, date, timestamp, timestamptz, jsonb, bytea, moods,
                               converted<bigint, tables::cents>, converted<varchar<30>, tables::at_name>>;
using every_array = virga::list<array<smallint>, array<integer>, array<bigint>, array<numeric<>>, array<real>,
                                array<double_precision>, array<boolean>, array<text>, array<varchar<>>, array<uuid>, array<date>,
                                array<timestamp>, array<timestamptz>, array<jsonb>, array<bytea>, array<moods>>;

template <class... Types>
void for_each(virga::list<Types...>, auto&& action) {
    (action(Types{}), ...);
}

template <class Type>
std::string spelling_of(Type) {
    return std::string(Type::spelling.view());
}

/// The OID that the server gives the type; of enum types, whose OID is known to it alone, too.
template <class Type>
std::uint32_t oid_of(libpq& db, Type type) {
    return db.type_named(spelling_of(type));
}
}  // namespace

TEST_CASE("types_have_the_oids_and_spellings_of_the_server") {
    own_database database;
    libpq db{database.url()};
    for_each(every_type{}, [&db]<class Type>(Type type) {
        INFO(spelling_of(type));
        const std::uint32_t theirs = oid_of(db, type);
        CHECK(theirs != 0);
        if (Type::oid == 0) return;
        CHECK(Type::oid == theirs);
        CHECK(db.value("select typarray from pg_type where oid = " + std::to_string(theirs)) == std::to_string(Type::array_oid));
    });
    for_each(every_array{}, [&db]<class Type>(Type type) {
        INFO(spelling_of(type));
        const std::uint32_t theirs = oid_of(db, type);
        CHECK(theirs != 0);
        if (Type::oid != 0) CHECK(Type::oid == theirs);
        CHECK(db.value("select typelem from pg_type where oid = " + std::to_string(theirs)) ==
              std::to_string(oid_of(db, typename Type::element_type{})));
    });
}

TEST_CASE("a_column_of_each_spelling_is_what_the_spelling_says") {
    own_database database;
    libpq db{database.url()};
    int column = 0;
    for_each(every_type{}, [&](auto type) {
        const std::string name = "spelled_" + std::to_string(++column);
        db.run("create table " + name + " (a " + spelling_of(type) + ")");
        REQUIRE(db.failure() == "");
        const std::string of_it = " from pg_attribute where attrelid = '" + name + "'::regclass and attname = 'a'";
        CHECK(db.value("select atttypid" + of_it) == std::to_string(oid_of(db, type)));
        const std::string formatted = db.value("select format_type(atttypid, atttypmod)" + of_it).value_or("");
        const bool has_length = formatted.find('(') != std::string::npos;
        CHECK(has_length == (spelling_of(type).find('(') != std::string::npos));
    });
}

TEST_CASE("operator_classes_are_those_of_pg_opclass") {
    own_database database;
    libpq db{database.url()};
    const auto compare = [&db]<pg::index_method Method, class Type>(const char* method, Type type) {
        const std::string name = spelling_of(type);
        INFO(method << " of " << name);
        const std::string table = "create table indexed (a " + name + "); ";
        db.run("begin; " + table + "create index on indexed using " + method + " (a)");
        const bool theirs = db.failure().empty();
        if (not theirs) CHECK(db.sqlstate() == "42704");  // no default operator class; nothing else may be wrong
        db.run("rollback");
        CHECK(virga::has_operator_class<Type, Method> == theirs);
    };
    const auto every_method = [&compare](auto type) {
        compare.template operator()<pg::btree>("btree", type);
        compare.template operator()<pg::hash>("hash", type);
        compare.template operator()<pg::gin>("gin", type);
        compare.template operator()<pg::gist>("gist", type);
        compare.template operator()<pg::spgist>("spgist", type);
        compare.template operator()<pg::brin>("brin", type);
    };
    for_each(every_type{}, every_method);
    for_each(every_array{}, every_method);
}

TEST_CASE("what_is_stored_without_a_cast_here_is_so_there") {
    own_database database;
    libpq db{database.url()};
    for_each(every_type{}, [&db]<class From>(From from) {
        for_each(every_type{}, [&db, from]<class To>(To to) {
            if (not virga::detail::stored_in<stored_type_t<From>, stored_type_t<To>>()) return;
            const std::string into = spelling_of(to);
            INFO(spelling_of(from) << " into " << into);
            db.run("begin; create table stored (a " + into + "); insert into stored select null::" + spelling_of(from));
            CHECK(db.failure() == "");
            db.run("rollback");
        });
    });
}

TEST_CASE("numbers_are_stored_unchanged_or_not_at_all") {
    own_database database;
    libpq db{database.url()};
    using numbers = virga::list<smallint, integer, bigint, numeric<>, real, double_precision>;
    for_each(numbers{}, [&db]<class From>(From from) {
        for_each(numbers{}, [&db, from]<class To>(To to) {
            if (not virga::detail::stored_in<From, To>()) return;
            for (const std::string value : {"-32768", "32767", "-2147483648", "2147483647", "9007199254740993", "16777217",
                                            "-9223372036854775808", "9223372036854775807", "0.1", "1.5", "NaN", "Infinity"}) {
                const std::string given = "'" + value + "'::" + spelling_of(from);
                const libpq_result kept = db.run("begin; create table kept (a " + spelling_of(to) + "); insert into kept select " +
                                                 given + " returning a::text, " + given + "::text");
                INFO(given << " into " << spelling_of(to));
                if (db.failure().empty()) {
                    const std::string stored = PQgetvalue(kept.get(), 0, 0);
                    const std::string original = PQgetvalue(kept.get(), 0, 1);
                    // a float's text has the digits that tell it from its neighbours, of which a wider type has more
                    if (To::oid == From::oid or To::oid != double_precision::oid or From::oid != real::oid)
                        CHECK(stored == original);
                }
                db.run("rollback");
            }
        });
    });
}
