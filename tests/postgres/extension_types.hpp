// tests/postgres/extension_types.hpp: what the tests share of types that an extension brings, on a server that has it.
#pragma once

#include <string>   // std::string
#include <utility>  // std::pair
#include <vector>   // std::vector

#include <virga/catalog/operator_classes.hpp>  // virga::has_operator_class

#include "../catch.hpp"
#include "edges.hpp"
#include "soundness.hpp"

namespace virga_test {

/// Whether the server says of a type what the type says itself, and gives back its values, as text and in binary. `edges` are
/// values beside the text that SQL has for them.
template <class Type>
void check_extension_type(libpq& db, const std::vector<std::pair<typename Type::value_type, std::string>>& edges) {
    namespace pg = virga::pg;
    const std::string name{Type::spelling.view()};
    INFO(name);
    const std::uint32_t theirs = db.type_named(name);
    REQUIRE(theirs != 0);
    const std::string oid = std::to_string(theirs);
    CHECK(db.value("select typdelim from pg_type where oid = " + oid) == std::string(1, virga::types::detail::delimiter_of<Type>));
    CHECK(db.value("select string_agg(amname || '.' || opcname || ' ', '' order by amname || '.' || opcname) from pg_opclass join "
                   "pg_am am on am.oid = opcmethod where opcintype = " + oid) ==
          db.value("select string_agg(c || ' ', '' order by c) from unnest(string_to_array(trim('" +
                   std::string{Type::operator_classes} + "'), ' ')) c"));
    const auto has_default = [&](pg::index_method method) {
        return db.value("select count(*) from pg_opclass join pg_am am on am.oid = opcmethod where opcdefault and opcintype = " +
                        oid + " and amname = '" + std::string{virga::detail::method_name(method)} + "'") == "1";
    };
    CHECK(has_default(pg::btree) == virga::has_operator_class<Type, pg::btree>);
    CHECK(has_default(pg::hash) == virga::has_operator_class<Type, pg::hash>);
    CHECK(has_default(pg::gin) == virga::has_operator_class<Type, pg::gin>);
    CHECK(has_default(pg::gist) == virga::has_operator_class<Type, pg::gist>);
    CHECK(has_default(pg::spgist) == virga::has_operator_class<Type, pg::spgist>);
    CHECK(has_default(pg::brin) == virga::has_operator_class<Type, pg::brin>);
    CHECK(has_default(pg::hnsw) == virga::has_operator_class<Type, pg::hnsw>);
    CHECK(has_default(pg::ivfflat) == virga::has_operator_class<Type, pg::ivfflat>);
    CHECK(db.value("select provolatile from pg_type t join pg_proc p on p.oid = t.typoutput where t.oid = " + oid) == "i");

    using array = virga::types::array<Type>;
    const auto said = [&db](const std::string& type, const std::string& sent, bool is_binary) {
        const libpq_result answer = db.run_in("select $1::" + type, sent, is_binary);
        REQUIRE(db.failure() == "");
        return std::string{PQgetvalue(answer.get(), 0, 0), static_cast<std::size_t>(PQgetlength(answer.get(), 0, 0))};
    };
    std::string sent_array;
    typename array::value_type all;
    for (const auto& [value, literal] : edges) {
        INFO(literal);
        std::string text, bytes;
        Type::write(text, value);
        Type::write_binary(bytes, value);
        CHECK(said(name, text, false) == said(name, literal, false));
        CHECK((Type::read(said(name, literal, false)) == value));
        CHECK((Type::read_binary(said(name, bytes, true)) == value));
        all.push_back(value);
    }
    array::write(sent_array, all);
    CHECK((array::read(said(name + "[]", sent_array, false)) == all));
}

/// What the server says otherwise of a query's parameters and columns than the query; empty if nothing.
template <class Query>
std::string differences_of(libpq& db, const Query&) {
    return differences(db, virga::detail::statement_of<typename Query::tree>);
}
}  // namespace virga_test
