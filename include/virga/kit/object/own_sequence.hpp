// virga/kit/object/own_sequence.hpp: the sequence of a column that is serial or an identity, which comes and goes with it; and what
// moves sequences past the rows.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/model/names.hpp>        // virga::kit::sequence_name
#include <virga/kit/object/column.hpp>      // virga::kit::column_model
#include <virga/kit/object/sequence.hpp>    // virga::kit::sequence_model
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::qualified, quote_literal

namespace virga::kit::ddl {

/// `"shop"."order_id_seq"`, the name that PostgreSQL gives it.
[[nodiscard]] inline std::string own_sequence(const table_name& table, std::string_view column) {
    return qualified(table.schema, sequence_name(table.name, column));
}
/// As `serial` makes it: of the column's type, and gone when the column goes.
/// Source: PostgreSQL manual, section 8.1.4, Serial Types.
[[nodiscard]] inline std::string create_own_sequence(const table_name& table, const column_model& column) {
    return "create sequence " + own_sequence(table, column.name) + " as " + column.type + " owned by " + name_of(table) + "." +
           quote_identifier(column.name) + ";";
}
[[nodiscard]] inline std::string drop_own_sequence(const table_name& table, std::string_view column) {
    return "drop sequence " + own_sequence(table, column) + ";";
}
/// An identity's sequence follows the type of its column by itself, that of a serial does not.
[[nodiscard]] inline std::string retype_own_sequence(const table_name& table, const column_model& column) {
    return "alter sequence " + own_sequence(table, column.name) + " as " + column.type + ";";
}
[[nodiscard]] inline std::string draw_from_own_sequence(const table_name& table, std::string_view column) {
    return alter_column(table, column, "set default nextval(" + quote_literal(own_sequence(table, column)) + ")");
}
/// Has it go on behind the numbers that the rows have; of a table without rows it begins where it would.
[[nodiscard]] inline std::string advance_own_sequence(const table_name& table, const column_model& column) {
    const sequence_model counting = column.sequence.value_or(sequence_model{});
    const bool falls = counting.increment.starts_with('-');
    const std::string first = counting.first();
    const std::string last = (falls ? "min(" : "max(") + quote_identifier(column.name) + ")";
    return "select setval(pg_get_serial_sequence(" + quote_literal(name_of(table)) + ", " + quote_literal(column.name) + "), " +
           (falls ? "least(" : "greatest(") + last + ", " + first + "), coalesce(" + last + (falls ? " <= " : " >= ") + first +
           ", false)) from " + name_of(table) + ";";
}
/// Has a sequence that is no column's own go on behind the numbers that the rows have, unless it stands there already: so all
/// columns that draw from one can say so, in any order. Of a table without rows it stays. `cast` makes whole numbers.
[[nodiscard]] inline std::string advance_sequence(std::string_view sequence, bool falls, const table_name& table,
                                                  const column_model& column, std::string_view cast) {
    const std::string last = (falls ? "min(" : "max(") + quote_identifier(column.name) + ")";
    std::string text = "select setval(" + quote_literal(sequence) + ", " + last;
    ((text += cast) += ") from ") += name_of(table);
    (((text += " having ") += last) += falls ? " <= " : " >= ") += "(select last_value from ";
    return (text += sequence) += ");";
}
}  // namespace virga::kit::ddl
