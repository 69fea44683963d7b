// What a statement says of its parameters and columns, compared with what the server says.
#pragma once

#include <string>  // std::string, std::to_string

#include <virga/query/statement.hpp>  // virga::statement

#include "database.hpp"

namespace virga_test {

/// What the server says of a type otherwise than we do; empty if nothing.
inline std::string type_difference(libpq& server, const virga::type_description& ours, Oid theirs) {
    const std::uint32_t named = server.type_named(ours.name);
    std::string found;
    if (ours.oid != 0 and ours.oid != theirs) found += " is of type " + std::to_string(ours.oid);
    if (named != theirs) found += " is a " + std::string(ours.name);
    if (not found.empty()) {
        found += ", and the server says ";
        found += server.value("select format_type(" + std::to_string(theirs) + ", null)").value_or("nothing");
    }
    return found;
}

/// What is wrong in a statement's description, in words; empty if nothing.
inline std::string differences(libpq& server, const virga::statement& ours) {
    const libpq_result theirs = server.describe(std::string(ours.text));
    if (not server.failure().empty()) return "the server refuses it: " + server.failure();
    std::string found;
    if (static_cast<std::size_t>(PQnparams(theirs.get())) != ours.parameters.size())
        return "it has " + std::to_string(PQnparams(theirs.get())) + " parameters";
    if (static_cast<std::size_t>(PQnfields(theirs.get())) != ours.columns.size())
        return "it has " + std::to_string(PQnfields(theirs.get())) + " columns";
    int index = 0;
    for (const auto& parameter : ours.parameters) {
        const std::string difference = type_difference(server, parameter, PQparamtype(theirs.get(), index++));
        if (not difference.empty()) found += "$" + std::to_string(index) + difference + "\n";
    }
    index = 0;
    for (const auto& column : ours.columns) {
        const std::string name = PQfname(theirs.get(), index);
        const std::string difference = type_difference(server, column.type, PQftype(theirs.get(), index++));
        if (not difference.empty()) found += "column " + std::to_string(index) + difference + "\n";
        if (not column.name.empty() and column.name != name)
            found += "column " + std::to_string(index) + " is called " + name + ", not " + std::string(column.name) + "\n";
    }
    return found;
}

/// The columns of a result that hold a NULL although the statement says that none does.
inline std::string unexpected_nulls(const virga::statement& ours, const PGresult* answer) {
    std::string found;
    for (int column = 0; column != PQnfields(answer); ++column) {
        if (ours.columns[static_cast<std::size_t>(column)].nullable) continue;
        for (int row = 0; row != PQntuples(answer); ++row) {
            if (PQgetisnull(answer, row, column) == 0) continue;
            found += "column " + std::to_string(column + 1) + " is not nullable, and NULL in row " + std::to_string(row + 1) + "\n";
            break;
        }
    }
    return found;
}
}  // namespace virga_test
