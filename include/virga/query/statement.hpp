// virga/query/statement.hpp: what a query and a client share, with all C++ types gone.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view

#include <virga/expr/writer.hpp>             // virga::shape_step
#include <virga/text/array_view.hpp>         // virga::array_view
#include <virga/text/writer.hpp>             // virga::own_name
#include <virga/types/type_description.hpp>  // virga::type_description

namespace virga {

/// A column that a statement returns.
struct column_description {
    std::string_view name;  ///< its label in the result
    type_description type;
    bool nullable = true;  ///< whether NULL can arrive, joins considered
    bool holds_floats = false;  ///< whether it is JSON of related rows, some columns of which are real or double precision
};

class result;

/// A part of a statement whose rows are those of several: the rows at the root, or those of a relation of the rows of another part.
struct related_part {
    const unsigned short* columns = nullptr;  ///< where each of its columns stands in the result
    std::size_t parent = 0;       ///< the part to whose rows its rows belong, which stands before it
    std::size_t slot = 0;         ///< the column of a row of that part in whose place its rows are read
    unsigned short key = 0;       ///< where in the result both parts have the value by which they belong together
    unsigned short relations = 0;  ///< how many parts have rows that belong to this one's
};
/// What becomes of the rows of such a statement. Its first column is the number of the part that a row is of.
struct united_parts {
    array_view<column_description> columns;  ///< of a row of the first part
    array_view<related_part> parts;
    std::size_t width = 0;  ///< how many columns the result has
    result (*put_together)(result&& answer, const united_parts& parts) = nullptr;
};

/// A statement: constant text, the types of its parameters (`$1` first) and of its columns, and where in the text the
/// names stand that were declared without a schema, in their order.
///
/// The text is as a session runs it whose search_path is that of `session_client`. A client that has no such session puts
/// the schema before each of the names. All views are of static storage, so that the address of the text identifies the statement.
struct statement {
    std::string_view text;
    array_view<type_description> parameters;
    array_view<column_description> columns;
    array_view<own_name> own_names{};
    /// For a statement that is shaped when it runs: whose shape it is, and which. These two identify it then; its text lives as
    /// long as the call, and the views of its parameters and names.
    const void* shape_of = nullptr;
    std::uint64_t shape = 0;
    /// Whether the text is by hand: then `columns` are what the caller awaits, and it looks itself whether they came.
    bool is_by_hand = false;
    /// The parts of a statement whose rows are those of several.
    const united_parts* parts = nullptr;
    /// How the texts of a query that is shaped when it runs are made of `text`, which has all alternatives. No client is given any.
    array_view<shape_step> steps{};
};
}  // namespace virga
