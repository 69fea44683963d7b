// Every type of tested_types.hpp: what it says of itself is what the server's catalogs say, and its values cross unchanged.
#include <cstdint>      // std::uint32_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair

#include "../catch.hpp"
#include "../tested_types.hpp"
#include "soundness.hpp"

namespace {
namespace pg = virga::pg;
using namespace virga_test;

template <class Type>
std::string name_of() {
    return std::string{Type::spelling.view()};
}
}  // namespace

TEST_CASE("each_type_has_the_oids_and_the_spelling_of_the_server") {
    own_database database;
    libpq db{database.url()};
    db.run(extensions_of_types);
    for_each_type([&db]<class Type>(const tested<Type>&) {
        INFO(name_of<Type>());
        const std::uint32_t theirs = db.type_named(name_of<Type>());
        const std::string of_it = " from pg_type where oid = " + std::to_string(theirs);
        REQUIRE(theirs != 0);
        if (Type::oid != 0) {
            CHECK(Type::oid == theirs);
            CHECK(db.value("select typarray" + of_it) == std::to_string(Type::array_oid));
        }
        CHECK(db.value("select typdelim" + of_it) == std::string(1, virga::types::detail::delimiter_of<Type>));
        const std::string array{virga::types::array_with_nulls<Type>::spelling.view()};
        CHECK(db.type_named(array) == std::stoul(db.value("select typarray" + of_it).value()));
        CHECK(db.type_named(virga::bare_t<Type>::spelling.view()) != 0);
    });
}

TEST_CASE("each_type_has_the_operator_classes_that_it_says") {
    own_database database;
    libpq db{database.url()};
    db.run(extensions_of_types);
    const int version = std::stoi(db.value("show server_version_num").value_or("0"));
    for_each_type([&db, version]<class Type>(const tested<Type>&) {
        const auto compare = [&db, version](bool ours, const std::string& type, const std::string& method) {
            INFO(method << " of " << type);
            db.run("begin; create table indexed (a " + type + "); create index on indexed using " + method + " (a)");
            const bool is_newer = version >= 170000 and type == "public.ltree" and method == "hash";
            if (not is_newer) CHECK(ours == db.failure().empty());
            if (not db.failure().empty()) CHECK(db.sqlstate() == "42704");  // no default operator class; nothing else may be wrong
            db.run("rollback");
        };
        const auto each = [&compare]<class Indexed>(Indexed) {
            const std::string type = name_of<Indexed>();
            compare(virga::has_operator_class<Indexed, pg::btree>, type, "btree");
            compare(virga::has_operator_class<Indexed, pg::hash>, type, "hash");
            compare(virga::has_operator_class<Indexed, pg::gin>, type, "gin");
            compare(virga::has_operator_class<Indexed, pg::gist>, type, "gist");
            compare(virga::has_operator_class<Indexed, pg::spgist>, type, "spgist");
            compare(virga::has_operator_class<Indexed, pg::brin>, type, "brin");
        };
        each(Type{});
        // of elements that do not compare, arrays have classes by name, which then find no function
        if constexpr (virga::facts_of<Type>.btree and virga::facts_of<Type>.hash) each(virga::types::array_without_nulls<Type>{});
        db.run("select min(null::" + name_of<Type>() + "), max(null::" + name_of<Type>() + ")");
        const bool is_known = db.failure().empty();
        if (virga::facts_of<Type>.extremes) CHECK(is_known);
        if (not is_known or (version >= 180000 and Type::oid == virga::types::bytea::oid)) return;  // 18 brought those of bytea
        // where just another type is known, which this goes into, min and max are no functions of this type
        const std::string own = name_of<virga::bare_t<Type>>();
        const auto given = db.value("select pg_typeof(min(null::" + name_of<Type>() + "))::oid");
        // and a later version may know more than the one that our facts are of
        const bool is_later = std::stoul(db.value("show server_version_num").value()) >= 180'000;
        if (virga::facts_of<Type>.extremes or not is_later)
            CHECK(virga::facts_of<Type>.extremes == (given == std::to_string(db.type_named(own))));
    });
}

// Later servers have more; those of 15 are there to stay.
TEST_CASE("operator_classes_by_name_are_those_of_pg_opclass") {
    own_database database;
    libpq db{database.url()};
    const auto compare = [&db](pg::index_method method, const std::string& name) {
        const std::string theirs =
            db.value(
                  "select coalesce(string_agg(opcname || '=' || opcintype, ' ' order by opcname, opcintype), "
                  "'') || ' ' from pg_opclass join pg_am am on am.oid = opcmethod where amname = '" +
                  name + "' and opcname::text || '=' || opcintype = any(string_to_array('" +
                  std::string{virga::detail::classes_of(method)} + "', ' '))")
                .value();
        CHECK(virga::detail::classes_of(method) == theirs);
    };
    compare(pg::btree, "btree");
    compare(pg::hash, "hash");
    compare(pg::gin, "gin");
    compare(pg::gist, "gist");
    compare(pg::spgist, "spgist");
    compare(pg::brin, "brin");
}

TEST_CASE("each_type_is_excluded_by_the_operators_that_it_has") {
    own_database database;
    libpq db{database.url()};
    db.run(extensions_of_types);
    db.run("create extension if not exists btree_gist");
    if (not db.failure().empty()) return;  // it comes with the server's additional modules
    for_each_type([&db]<class Type>(const tested<Type>&) {
        constexpr std::uint32_t family = virga::detail::type_family<Type>;
        if (Type::oid == 0 and family == 0) return;
        for (const auto& [method, name] : {std::pair{pg::btree, "btree"}, std::pair{pg::hash, "hash"}, std::pair{pg::gist, "gist"},
                                           std::pair{pg::spgist, "spgist"}}) {
            for (const char* word : {"=", "<>", "&&", "-|-", "~=", "<"}) {
                INFO(name_of<Type>() << " " << name << " " << word);
                db.run("begin; create table apart (a " + name_of<Type>() + ", exclude using " + name + " (a with " + word + "))");
                CHECK(virga::detail::can_exclude(word, method, virga::facts_of<Type>, virga::detail::class_type<Type>, family) ==
                      db.failure().empty());
                db.run("rollback");
            }
        }
    });
}

TEST_CASE("each_type_says_whether_its_values_compare") {
    own_database database;
    libpq db{database.url()};
    db.run(extensions_of_types);
    for_each_type([&db]<class Type>(const tested<Type>&) {
        const std::string null = "null::" + name_of<Type>();
        db.run("select " + null + " < " + null + ", " + null + " >= " + null + " order by " + null);
        INFO(name_of<Type>() << " " << db.failure());
        if (virga::is_ordered_type<Type>) CHECK(db.failure().empty());
        if (virga::facts_of<Type>.btree) CHECK(virga::facts_of<Type>.has_less == db.failure().empty());
    });
}

// The text of a value, and what is made of one, are what input and output functions say they are.
TEST_CASE("each_type_says_whether_its_texts_depend_on_settings") {
    own_database database;
    libpq db{database.url()};
    db.run(extensions_of_types);
    for_each_type([&db]<class Type>(const tested<Type>&) {
        INFO(name_of<Type>());
        const std::string type = std::to_string(db.type_named(name_of<Type>()));
        const std::string output =
            db.value("select provolatile from pg_type t join pg_proc p on p.oid = t.typoutput where t.oid = " + type).value();
        // bytea_output and intervalstyle change texts of functions that PostgreSQL calls immutable
        const bool by_setting = Type::oid == virga::types::bytea::oid or Type::oid == virga::types::interval::oid;
        CHECK(virga::facts_of<Type>.is_text_constant == (output == "i" and not by_setting));
    });
}

TEST_CASE("each_type_reads_and_writes_text_and_binary") {
    own_database database;
    libpq db{database.url()};
    db.run(extensions_of_types);
    db.run("set intervalstyle to 'postgres'; set extra_float_digits to 1; set lc_monetary to 'C'");
    for_each_type([&db]<class Type>(const tested<Type>& test) {
        using array = virga::types::array<Type>;
        using array_with_nulls = virga::types::array_with_nulls<Type>;
        const auto said = [&db](const std::string& sql, const std::string& sent, bool is_binary) {
            const libpq_result answer = db.run_in(sql, sent, is_binary);
            REQUIRE(db.failure() == "");
            return std::string{PQgetvalue(answer.get(), 0, 0), static_cast<std::size_t>(PQgetlength(answer.get(), 0, 0))};
        };
        constexpr bool has_binary = not requires { Type::is_text_alone; };
        const std::string echo = "select $1::" + name_of<Type>() + cast_when_read<Type>();
        const std::string bare_array = "select $1::" + name_of<Type>() + "[]";  // in binary values are what they are
        const std::string echo_array = bare_array + cast_when_read<array>();
        for (const auto& [value, literal] : test.edges) {
            INFO(name_of<Type>() << " " << literal);
            std::string sent;
            Type::write(sent, value);
            const std::string typed = "::" + name_of<Type>() + ")::text";
            CHECK(db.value("select (" + db.literal(sent) + typed + " = (" + db.literal(literal) + typed) == "t");
        }
        const auto values = test.values();
        for (const auto& value : values) {
            std::string text, bytes;
            Type::write(text, value);
            if constexpr (has_binary) Type::write_binary(bytes, value);
            INFO(name_of<Type>() << " " << text);
            CHECK(same(Type::read(said(echo, text, false)), value));
            if constexpr (has_binary) CHECK(same(Type::read_binary(said(echo, bytes, true)), value));
            else CHECK_THROWS_AS(Type::write_binary(bytes, value), virga::value_error);
        }
        INFO(name_of<Type>() << "[]");
        std::string text, bytes;
        array::write(text, values);
        if constexpr (has_binary) array::write_binary(bytes, values);
        const auto same_all = [&values](const auto& others) {
            if (others.size() != values.size()) return false;
            for (std::size_t i = 0; i != values.size(); ++i) {
                if (not same(others[i], values[i])) return false;
            }
            return true;
        };
        CHECK(same_all(array::read(said(echo_array, text, false))));
        if (has_binary and Type::oid != 0) CHECK(same_all(array::read_binary(said(bare_array, bytes, true))));
        typename array_with_nulls::value_type gaps{std::nullopt};
        for (const auto& value : values) {
            gaps.emplace_back(value);
            gaps.emplace_back(std::nullopt);
        }
        const auto same_gaps = [&gaps](const auto& others) {
            if (others.size() != gaps.size()) return false;
            for (std::size_t i = 0; i != gaps.size(); ++i) {
                if (not same(others[i], gaps[i])) return false;
            }
            return true;
        };
        text.clear();
        bytes.clear();
        array_with_nulls::write(text, gaps);
        if constexpr (has_binary) array_with_nulls::write_binary(bytes, gaps);
        const std::string kept = said(echo_array, text, false);
        CHECK(same_gaps(array_with_nulls::read(kept)));
        if (has_binary and Type::oid != 0) CHECK(same_gaps(array_with_nulls::read_binary(said(bare_array, bytes, true))));
        CHECK_THROWS_AS(virga::types::array_without_nulls<Type>::read(kept), virga::value_error);
    });
}
